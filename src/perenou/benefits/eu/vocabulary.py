"""Whom and what the norms of coordination speak of: states, and people and children by state."""

from __future__ import annotations

from enum import IntEnum
from typing import Final, NamedTuple

from perenou.benefits.estonia.vocabulary import CARER, CHILD, PERSON
from perenou.rules.rule import Book, Labels, Unit
from perenou.rules.types import declare_enumeration

law: Final = Book()
"""Every norm, fact and aggregate of coordination, as the modules here declare them."""

STATE: Final = Unit("state", Labels("riik", "state", "государство"))
LINK: Final = Unit(
    "link",
    Labels("täiskasvanu ja riik", "adult and state", "взрослый и государство"),
    (PERSON, STATE),
)
"""One adult and one state: everything that ties the adult to it."""
CHILD_STATE: Final = Unit(
    "child_state",
    Labels("laps ja riik", "child and state", "ребёнок и государство"),
    (CHILD, STATE),
)
"""One child and one state: what the state owes for the child."""
TIE: Final = Unit(
    "tie",
    Labels(
        "täiskasvanu, laps ja riik", "adult, child and state", "взрослый, ребёнок и государство"
    ),
    (CARER, LINK, CHILD_STATE),
)
"""One adult, one child and one state: what the adult's tie to the state gives the child."""
AWARD: Final = Unit(
    "award",
    Labels("teise riigi hüvitis", "another state's benefit", "пособие другого государства"),
    (CHILD_STATE,),
)
"""One benefit that another state's law gives for one child."""
DEALING: Final = Unit(
    "dealing",
    Labels("menetlus teise riigiga", "dealings with another state", "дело с другим государством"),
    (CHILD_STATE,),
)
"""The dealings with one other state's institution about one child; the state is the other one."""

UNITS: Final = (STATE, LINK, CHILD_STATE, TIE, AWARD, DEALING)

ESTONIAS_NUMBER: Final = 0
"""The number of Estonia among the states of a family that has dealings."""


class Activity(IntEnum):
    """What somebody does in a state (883/2004 Title II); of several the one that decides most."""

    NONE = 0
    EMPLOYED = 1
    SELF_EMPLOYED = 2
    CIVIL_SERVANT = 3
    SERVICE = 4
    SEAFARER = 5
    FLIGHT_CREW = 6
    POSTED = 7


class Interruption(IntEnum):
    """What interrupts or has replaced somebody's work in a state (Decision F1)."""

    NONE = 0
    SICKNESS = 1
    MATERNITY = 2
    ACCIDENT = 3
    UNEMPLOYMENT_BENEFIT = 4
    PARENTAL_BENEFIT = 5
    PAID_LEAVE = 6
    STRIKE = 7
    LEAVE_TREATED_AS_WORK = 8
    UNPAID_LEAVE = 9


class Bond(IntEnum):
    """On what ground a state has a duty (883/2004 art 68(1)(a)); of two the lesser number is first."""

    NONE = 0
    WORK = 1
    PENSION = 2
    RESIDENCE = 3


class Interval(IntEnum):
    """For how long a foreign amount is meant."""

    MONTH = 0
    WEEK = 1
    QUARTER = 2
    YEAR = 3


class Citizenship(IntEnum):
    """Whose citizen somebody is; of several citizenships the lesser number counts."""

    UNION = 0
    EEA = 1
    """Of Iceland, Liechtenstein or Norway."""
    SWITZERLAND = 2
    STATELESS_OR_REFUGEE = 3
    UNDETERMINED = 4
    UNITED_KINGDOM = 5
    UKRAINE = 6
    OTHER = 7


class Region(IntEnum):
    """By what a state's family benefits are tied to Estonia's."""

    UNION = 0
    DENMARK = 1
    EEA = 2
    SWITZERLAND = 3
    UNITED_KINGDOM = 4
    UKRAINE = 5
    PENSIONS_ONLY = 6
    """An agreement with Estonia that does not name family benefits."""
    UNCHECKED = 7
    """An agreement that was not read, or none is known."""


declare_enumeration(Citizenship)
declare_enumeration(Region)
declare_enumeration(Activity)
declare_enumeration(Interruption)
declare_enumeration(Bond)
declare_enumeration(Interval)

ENUMERATIONS: Final[dict[str, type[IntEnum]]] = {
    "Activity": Activity,
    "Interruption": Interruption,
    "Bond": Bond,
    "Interval": Interval,
    "Citizenship": Citizenship,
    "Region": Region,
}

WORK_HOME: Final = 1
WORK_AWAY: Final = 2
PENSION_HOME: Final = 3
PENSION_AWAY: Final = 4
RESIDENCE_HOME: Final = 5
RESIDENCE_AWAY: Final = 6
"""A state's standing for a child: by its ground, then whether the child lives there; least first."""


class Basket(NamedTuple):
    """Benefits that are set against each other because they are of the same kind (C-347/12).

    Attributes:
        key: of its names. labels: what the kind is called. benefits: the Estonian benefits in it.
        payment: what the family is paid of them after another state's benefit was set off.
        daily_right: the yes/no name of a child that says on which days Estonian law gives one.
        is_chain: one state alone pays, found along a chain of states; no other adds anything.
    """

    key: str
    labels: Labels
    benefits: tuple[str, ...]
    payment: Labels
    daily_right: str
    is_chain: bool = False

    @property
    def standing(self) -> str:
        """The name of a state's place on a day."""
        return f"{self.key}_standing_today" if self.is_chain else "standing_today"

    @property
    def coordinated(self) -> str:
        """The key of the payment that stands in for the benefits of this kind."""
        return f"coordinated_{self.key}"


BASKETS: Final = (
    Basket(
        "general",
        Labels("üldised lapsetoetused", "general child benefits", "общие детские пособия"),
        (
            "child_allowance",
            "single_parent_allowance",
            "large_family_allowance",
            "triplets_allowance",
            "childcare_fee",
            "conscripts_child_allowance",
        ),
        Labels(
            "peretoetused teise riigi hüvitise kõrval",
            "family allowances beside another state's benefit",
            "семейные пособия наряду с пособием другого государства",
        ),
        "somebody_is_entitled_to_child_allowance",
    ),
    Basket(
        "replacing",
        Labels(
            "sissetulekut asendavad hüvitised",
            "benefits that replace income",
            "пособия, заменяющие доход",
        ),
        ("shared_parental_benefit",),
        Labels(
            "vanemahüvitis teise riigi hüvitise kõrval",
            "parental benefit beside another state's benefit",
            "родительская компенсация наряду с пособием другого государства",
        ),
        "somebody_claims_shared_days",
    ),
    Basket(
        "orphans",
        Labels("orvuhüvitised", "orphans' benefits", "пособия для сирот"),
        ("survivors_allowance", "survivors_allowance_second"),
        Labels(
            "toitjakaotustoetus mitme riigi puhul",
            "survivor's allowance where several states are concerned",
            "пособие по потере кормильца при нескольких государствах",
        ),
        "somebody_is_entitled_to_survivors_allowance",
        is_chain=True,
    ),
)
"""The kinds of benefits; nothing is carried from one to another."""

COORDINATED: Final = {basket.coordinated: basket.payment for basket in BASKETS}
"""What is paid in the stead of a basket's benefits, by key."""
