"""The education register: times of study. As for the population register, the form is ours.

``{"studies": [{"level", "from", "to", "country"}]}``
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, get_args

from perenou.casework.case_file.schema import Level
from perenou.registers.saying import Saying, Teller, Value, spell_in, text_in
from perenou.registers.x_road import Reply

RESOURCE: Final = "studies"


def told(place: tuple[str, str], reply: Reply) -> Iterator[Saying]:
    """What the register says about a child."""
    teller = Teller("education", place, reply)
    studies: list[Value] = [each for row in teller.rows("studies") if (each := _study(row))]
    yield from teller.say("studies", studies)


def _study(data: Mapping[str, object]) -> dict[str, Value] | None:
    level, spell = text_in(data, "level"), spell_in(data)
    if spell is None or level is None or level not in get_args(Level):
        return None
    return {"level": level, "country": text_in(data, "country") or "EE", **spell}
