"""The population register: name, days of birth and death, where somebody lived.

The forms below are ours: which service of the register gives them, and how its own form is turned
into them, is set up at the agency's security server, for those services are not public.

``{"code", "name", "birth", "death", "residence": [{"country", "from", "to"}]}``; the personal code
or the birth shows of whom it speaks.
"""

from __future__ import annotations

from typing import Final

from perenou.registers.saying import Fact, Value, country_of, day_of, spell_in, text_of

RESOURCE: Final = "person"


def _home(row: object) -> dict[str, Value] | None:
    if not isinstance(row, dict):
        return None
    country, spell = country_of(row.get("country")), spell_in(row)
    return None if country is None or spell is None else {"country": country, **spell}


FACTS: Final = (
    Fact("name", "name", text_of),
    Fact("birth", "birth", day_of),
    Fact("death", "death", day_of),
    Fact("residence", "residence", _home, is_list=True),
)
