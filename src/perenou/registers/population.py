"""The population register: name, days of birth and death, where somebody lived.

The forms below are ours: which service of the register gives them, and how its own form is turned
into them, is set up at the agency's security server, for those services are not public.

``{"name", "birth", "death", "residence": [{"country", "from", "to"}]}``
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from perenou.registers.saying import Saying, Teller, Value, spell_in, text_in
from perenou.registers.x_road import Reply

RESOURCE: Final = "person"
_COUNTRY: Final = re.compile(r"[A-Z]{2}")


def told(place: tuple[str, str], reply: Reply) -> Iterator[Saying]:
    """What the register says about somebody."""
    teller = Teller("population", place, reply)
    yield from teller.say("name", teller.text("name"))
    yield from teller.say("birth", teller.day("birth"))
    yield from teller.say("death", teller.day("death"))
    homes: list[Value] = [home for each in teller.rows("residence") if (home := _home(each))]
    yield from teller.say("residence", homes)


def _home(data: Mapping[str, object]) -> dict[str, Value] | None:
    country, spell = text_in(data, "country"), spell_in(data)
    if country is None or spell is None or not _COUNTRY.fullmatch(country):
        return None
    return {"country": country, **spell}
