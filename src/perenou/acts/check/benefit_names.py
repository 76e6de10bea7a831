"""The benefits as texts call them, in any case."""

from __future__ import annotations

import re
from typing import Final

_STEMS: Final = {
    "single_parent_allowance": r"üksikvanema\s+lapse\s+toetus",
    "guardianship_allowance": r"eestkostetava\s+lapse\s+toetus",
    "large_family_allowance": r"lasterikka\s+pere\s+toetus",
    "triplets_allowance": r"kolmikute\s+või\s+enamaarvuliste\s+mitmike\s+toetus",
    "survivors_allowance": r"toitjakaotustoetus",
    "conscripts_child_allowance": r"ajateenija\s+lapse\s+toetus",
    "birth_allowance": r"sünnitoetus",
    "adoption_allowance": r"lapsendamistoetus",
    "start_in_life_allowance": r"elluastumistoetus",
    "seven_child_parent_allowance": r"seitsme-\s+ja\s+enamalapselise\s+pere\s+vanema\s+toetus",
    "parental_benefit": r"vanemahüvitis",
    "maintenance_allowance": r"elatisabi",
    "child_allowance": r"lapsetoetus",
    "childcare_fee": r"lapsehooldustasu",
}
"""By benefit: the beginning of its Estonian name, which every case form begins with."""

_PATTERNS: Final = {
    key: re.compile(rf"(?<!\w){stem}\w*", re.IGNORECASE) for key, stem in _STEMS.items()
}
_GENERAL: Final = re.compile(r"(?<!\w)(?:perehüvitis|peretoetus)\w*", re.IGNORECASE)

ONE_OFF: Final = frozenset({"birth_allowance", "adoption_allowance", "start_in_life_allowance"})
"""Benefits that are paid once."""


def benefits_in(text: str) -> frozenset[str]:
    """The benefits that a text names by their statutory names."""
    return frozenset(key for key, pattern in _PATTERNS.items() if pattern.search(text))


def names_benefit(text: str) -> bool:
    """Whether it names a benefit, or family benefits as a whole."""
    return bool(benefits_in(text)) or _GENERAL.search(text) is not None
