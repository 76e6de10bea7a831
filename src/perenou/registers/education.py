"""The education register: times of study. As for the population register, the form is ours.

``{"code", "studies": [{"level", "from", "to", "country"}]}``; the personal code shows of whom it
speaks.
"""

from __future__ import annotations

from typing import Final, get_args

from perenou.casework.case_file.schema import Level
from perenou.registers.saying import Fact, Value, country_of, spell_in, text_of

RESOURCE: Final = "studies"


def _study(row: object) -> dict[str, Value] | None:
    if not isinstance(row, dict):
        return None
    level, spell = text_of(row.get("level")), spell_in(row)
    country = country_of(row.get("country", "EE"))
    if spell is None or country is None or level is None or level not in get_args(Level):
        return None
    return {"level": level, "country": country, **spell}


FACTS: Final = (Fact("studies", "studies", _study, is_list=True),)
