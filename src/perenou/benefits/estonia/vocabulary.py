"""Whom and what the norms speak of: units, enumerations and the facts of a family's life."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from perenou.rules.rule import Book, Labels, Unit
from perenou.rules.types import declare_enumeration

law: Final = Book()
"""Every norm, fact and aggregate of the Estonian law, as its modules declare them."""

PERSON: Final = Unit("person", Labels("täiskasvanu", "adult", "взрослый"))
CHILD: Final = Unit("child", Labels("laps", "child", "ребёнок"))
CARER: Final = Unit(
    "carer", Labels("täiskasvanu ja laps", "adult and child", "взрослый и ребёнок"), (PERSON, CHILD)
)
"""One adult and one child: everything that the adult is to the child."""
CLAIM: Final = Unit("claim", Labels("taotlus", "claim", "заявление"), (CARER,))
"""One claim as far as it concerns one child; the claimant is the carer."""

UNITS: Final = (PERSON, CHILD, CARER, CLAIM)


class Ground(IntEnum):
    """On what ground somebody stays in Estonia (SÜS § 3 lg 1; the visa of PHS § 4 lg 1²)."""

    NONE = 0
    CITIZEN = 1
    PERMANENT = 2
    TEMPORARY = 3
    RIGHT_OF_RESIDENCE = 4
    PROTECTION = 5
    SHORT_TERM_VISA = 6


class Studies(IntEnum):
    """What somebody studies."""

    NONE = 0
    BASIC = 1
    UPPER_SECONDARY = 2
    VOCATIONAL = 3
    HIGHER = 4
    COURSE = 5


declare_enumeration(Ground)
declare_enumeration(Studies)

ENUMERATIONS: Final[dict[str, type[IntEnum]]] = {"Ground": Ground, "Studies": Studies}

BENEFITS: Final[dict[str, Labels]] = {
    "child_allowance": Labels("lapsetoetus", "child allowance", "детское пособие"),
    "single_parent_allowance": Labels(
        "üksikvanema lapse toetus",
        "single-parent child allowance",
        "пособие на ребёнка одинокого родителя",
    ),
    "survivors_allowance": Labels(
        "toitjakaotustoetus", "survivor's allowance", "пособие по случаю потери кормильца"
    ),
    "survivors_allowance_second": Labels(
        "toitjakaotustoetus teise vanema eest",
        "survivor's allowance for the second parent",
        "пособие по случаю потери кормильца за второго родителя",
    ),
    "guardianship_allowance": Labels(
        "eestkostetava lapse toetus",
        "allowance for a child under guardianship",
        "пособие на ребёнка под опекой",
    ),
    "large_family_allowance": Labels(
        "lasterikka pere toetus",
        "allowance for families with many children",
        "пособие многодетной семье",
    ),
    "triplets_allowance": Labels(
        "kolmikute või enamaarvuliste mitmike toetus",
        "allowance for triplets or a larger multiple birth",
        "пособие на тройню и более",
    ),
    "birth_allowance": Labels("sünnitoetus", "childbirth allowance", "пособие по рождению"),
    "adoption_allowance": Labels(
        "lapsendamistoetus", "adoption allowance", "пособие по усыновлению"
    ),
    "childcare_fee": Labels(
        "lapsehooldustasu", "childcare allowance", "пособие по уходу за ребёнком"
    ),
    "start_in_life_allowance": Labels(
        "elluastumistoetus",
        "start in independent life allowance",
        "пособие на начало самостоятельной жизни",
    ),
    "seven_child_parent_allowance": Labels(
        "seitsme- ja enamalapselise pere vanema toetus",
        "parent's allowance for families raising seven or more children",
        "пособие родителю семерых и более детей",
    ),
    "mothers_parental_benefit": Labels(
        "ema vanemahüvitis", "mother's parental benefit", "родительская компенсация матери"
    ),
    "fathers_parental_benefit": Labels(
        "isa vanemahüvitis", "father's parental benefit", "родительская компенсация отца"
    ),
    "shared_parental_benefit": Labels(
        "jagatav vanemahüvitis", "shared parental benefit", "делимая родительская компенсация"
    ),
    "adopters_parental_benefit": Labels(
        "lapsendaja vanemahüvitis",
        "adopter's parental benefit",
        "родительская компенсация усыновителя",
    ),
    "earlier_parental_benefit": Labels(
        "vanemahüvitis", "parental benefit", "родительская компенсация"
    ),
    "additional_fathers_benefit": Labels(
        "isa täiendav vanemahüvitis",
        "father's additional parental benefit",
        "дополнительная родительская компенсация отца",
    ),
    "conscripts_child_allowance": Labels(
        "ajateenija lapse toetus",
        "conscript's child allowance",
        "пособие на ребёнка военнослужащего срочной службы",
    ),
    "maintenance_allowance_court": Labels(
        "kohtumenetlusaegne elatisabi",
        "maintenance allowance during court proceedings",
        "пособие на содержание на время судебного производства",
    ),
    "maintenance_allowance_enforcement": Labels(
        "täitemenetlusaegne elatisabi",
        "maintenance allowance during enforcement proceedings",
        "пособие на содержание на время исполнительного производства",
    ),
    "maintenance_allowance_bankruptcy": Labels(
        "pankrotimenetlusaegne elatisabi",
        "maintenance allowance during bankruptcy proceedings",
        "пособие на содержание на время банкротства",
    ),
}
"""Benefit keys and what each benefit is called."""

CLAIMED_BY_DAYS: Final = frozenset(
    {
        "mothers_parental_benefit",
        "fathers_parental_benefit",
        "shared_parental_benefit",
        "earlier_parental_benefit",
        "additional_fathers_benefit",
        "adopters_parental_benefit",
    }
)
"""Benefits that are claimed by naming days; the days are the claim."""

PAID_FOR_SET: Final = "triplets_allowance"
"""The benefit that is paid once for all children of a multiple birth."""

CLAIMED: Final = tuple(
    key for key in BENEFITS if key not in CLAIMED_BY_DAYS and not key.endswith("_second")
)
"""Benefits that a claim names; the allowance for a second parent is claimed with the first."""
