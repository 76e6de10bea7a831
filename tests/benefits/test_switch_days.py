"""Both sides of every day on which the law changes: months, and people just before and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import pytest
from tests.benefits.days import day
from tests.benefits.household import DEBTOR, Application, Told, carer, fatherless, owing, world

from perenou.benefits.estonia.vocabulary import BENEFITS, Studies
from perenou.benefits.lawbook import LAWBOOK
from perenou.rules.types import ALWAYS, NEVER
from perenou.rules.unknown import Open

EARLY: Final = Application("2017-01-01")


def enforced(since: str, **told: int | str) -> dict[tuple[str, int], Told]:
    """A file opened and claimed for on a day, on a title of 150 euros."""
    days = {"enforcement_opened_day": since, "enforcement_claim_day": since}
    return owing({"title_month": 150_00, **days, **told})


def abroad(since: str) -> dict[tuple[str, int], Told]:
    """Enforcement abroad only, confirmed and claimed for on a day."""
    return enforced(
        since, enforcement_opened_day=NEVER, enforced_only_abroad=True,
        abroad_confirmed_day=since, bailiff_authorised=True,
    )  # fmt: skip


def in_court(ruling: str) -> dict[tuple[str, int], Told]:
    return owing({"court_ruling_day": ruling, "court_claim_day": ruling})


def again(ruling: str) -> dict[tuple[str, int], Told]:
    """A student's second court case; the first one was in 2019, the child being a minor."""
    first, second, change = day("2019-02-10"), day(ruling), "2022-01-01"
    return {
        **owing({
            "court_ruling_day": (("2017-01-01", first), (change, second)),
            "court_claim_day": (("2017-01-01", first), (change, second)),
        }),
        ("studies", 0): Studies.UPPER_SECONDARY,
    }  # fmt: skip


def bankrupt(declared: str) -> dict[tuple[str, int], Told]:
    days = {"bankruptcy_declared_day": declared, "bankruptcy_claim_day": declared}
    return owing({"title_month": 150_00, **days})


@dataclass(frozen=True, slots=True)
class Switch:
    """A household around a day of change: what is paid in some months.

    Attributes:
        on: the day of change. what: the id. paid: cents by month; yes or no
            where the amount is open. row: whose benefit.
    """

    on: str
    what: str
    benefit: str
    births: Sequence[str]
    paid: Mapping[str, int | bool]
    told: Mapping[tuple[str, int], Told] = field(default_factory=dict)
    claims: Sequence[Application] = (EARLY,)
    row: int = 0
    people: int = 1


def since(on: str) -> Told:
    return (("2017-01-01", False), (on, True))


def studying(*spells: tuple[str, Studies]) -> dict[tuple[str, int], Told]:
    return {
        ("studies", 0): (("2017-01-01", Studies.NONE), *spells),
        ("secondary_education_day", 0): NEVER,
    }


SEVEN: Final = [f"20{year}-05-05" for year in ("06", "07", "08", "09", "10", "11", "12")]
TRIPLETS: Final[dict[tuple[str, int], Told]] = {("birth_set", child): 0 for child in range(3)}
WARD: Final[dict[tuple[str, int], Told]] = {
    ("is_parent", 0): False,
    ("is_guardian", 0): since("2017-02-01"),
    ("has_guardian", 0): since("2017-02-01"),
}
CARER_IN_2018: Final[dict[tuple[str, int], Told]] = {
    ("is_parent", 0): False,
    ("proceedings_in_favour", 0): since("2018-10-01"),
    ("guardianship_proceedings", 0): since("2018-10-01"),
    ("guardianship_opened_day", 0): day("2018-10-01"),
    ("second_parent_unrecorded", 0): True,
}
PENSIONER: Final[dict[tuple[str, int], Told]] = {("old_pension", carer(1, 0, 1)): 300_00}
MISSING: Final[dict[tuple[str, int], Told]] = {
    ("missing", 1): since("2026-11-05"),
    ("missing_since", 1): day("2026-11-05"),
    ("raises", carer(1, 0, 1)): (("2017-01-01", True), ("2026-11-05", False)),
}
SURVIVOR: Final = Application("2026-11-20", benefits=("survivors_allowance",))
MAINTAINED: Final = [
    Application("2017-01-02", benefits=tuple(key for key in BENEFITS if "maintenance" in key))
]
STUDENT: Final = studying(("2017-01-01", Studies.UPPER_SECONDARY))

SWITCHES: Final = [
    # 01.01.2017: nothing before the act
    Switch("2017-01-01", "child allowance at the start", "child_allowance", ["2010-05-05"],
           {"2017-01": 50_00}),
    Switch("2017-01-01", "born before the act: no childbirth allowance", "birth_allowance",
           ["2016-12-31"], {"2017-01": 0}, claims=[Application("2017-01-05")]),
    Switch("2017-01-01", "born on its first day", "birth_allowance", ["2017-01-01"],
           {"2017-01": 320_00}, claims=[Application("2017-01-05")]),
    # 01.07.2017
    Switch("2017-07-01", "large-family allowance starts", "large_family_allowance", SEVEN[:3],
           {"2017-06": 0, "2017-07": 300_00}),
    Switch("2017-07-01", "with seven children", "large_family_allowance", SEVEN,
           {"2017-06": 0, "2017-07": 400_00}),
    Switch("2017-07-01", "the parent's allowance for seven ends", "seven_child_parent_allowance",
           SEVEN, {"2017-06": 168_74, "2017-07": 0}),
    # 01.01.2018
    Switch("2018-01-01", "child allowance 55", "child_allowance", ["2010-05-05"],
           {"2017-12": 50_00, "2018-01": 55_00}),
    Switch("2018-01-01", "foster care by contract", "guardianship_allowance", ["2010-05-05"],
           {"2017-05": 240_00, "2017-12": 240_00, "2018-01": 0},
           {("is_parent", 0): False, ("is_foster_parent", 0): True}),
    Switch("2018-01-01", "guardianship goes on", "guardianship_allowance", ["2010-05-05"],
           {"2017-12": 240_00, "2018-01": 240_00}, WARD, [Application("2017-02-05")]),
    Switch("2018-01-01", "last day of start-in-life allowance", "start_in_life_allowance",
           ["1999-05-05"], {"2018-02": 383_60},
           {("start_in_life_day", 0): day("2017-12-31")}, [Application("2018-01-10")]),
    Switch("2018-01-01", "a day later", "start_in_life_allowance", ["1999-05-05"], {"2018-02": 0},
           {("start_in_life_day", 0): day("2018-01-01")}, [Application("2018-01-10")]),
    # 01.03.2018
    Switch("2018-03-01", "triplets born before, under 18 months", "triplets_allowance",
           ["2016-09-02"] * 3, {"2018-02": 0, "2018-03": 1000_00, "2018-04": 0}, TRIPLETS),
    Switch("2018-03-01", "triplets aged 18 months on that day", "triplets_allowance",
           ["2016-09-01"] * 3, {"2018-02": 0, "2018-03": 0}, TRIPLETS),
    # 05.11.2018
    Switch("2018-11-05", "open proceedings begin to suspend the parent", "child_allowance",
           ["2010-05-05"], {"2018-10": 55_00, "2018-11": 55_00, "2018-12": 0, "2019-01": 0},
           {("guardianship_proceedings", 0): since("2018-06-01")}),
    Switch("2018-11-05", "a carer's other benefits until then", "single_parent_allowance",
           ["2010-05-05"], {"2018-10": 19_18, "2018-11": 19_18, "2018-12": 0}, CARER_IN_2018,
           [Application("2018-10-05")]),
    Switch("2018-11-05", "a third child at the first rate from then on", "child_allowance",
           [*SEVEN[:2], "2014-05-05"], {"2018-11": 100_00, "2018-12": 55_00},
           {("guardianship_proceedings", 2): since("2018-10-01"), ("is_parent", 2): False,
            ("proceedings_in_favour", 2): since("2018-10-01")},
           [EARLY, Application("2018-10-05", children=(2,))], row=2),
    Switch("2018-11-05", "an order made known before, final after", "guardianship_allowance",
           ["2010-05-05"], {"2018-10": 0, "2018-11": 208_00, "2018-12": 240_00},
           {("is_parent", 0): False, ("is_guardian", 0): since("2018-10-20"),
            ("has_guardian", 0): since("2018-10-20"),
            ("guardianship_final_day", 0): day("2018-11-20")}, [Application("2018-10-25")]),
    Switch("2018-11-05", "an order final before", "guardianship_allowance", ["2010-05-05"],
           {"2018-10": 77_42, "2018-11": 240_00},
           {("is_parent", 0): False, ("is_guardian", 0): since("2018-10-02"),
            ("has_guardian", 0): since("2018-10-02"),
            ("guardianship_final_day", 0): day("2018-10-22")}, [Application("2018-10-25")]),
    # 01.01.2019
    Switch("2019-01-01", "child allowance 60", "child_allowance", ["2010-05-05"],
           {"2018-12": 55_00, "2019-01": 60_00}),
    Switch("2019-01-01", "conscript's child allowance 300", "conscripts_child_allowance",
           ["2016-05-05"], {"2018-12": 50_00, "2019-01": 300_00},
           {("in_conscript_service", 0): since("2018-06-01")}),
    # 01.09.2019
    Switch("2019-09-01", "second child born the day before: no automatic grant", "child_allowance",
           ["2015-01-10", "2019-08-31"], {"2019-08": 0, "2019-09": 0},
           {("earlier_sibling_claim_day", 1): day("2017-01-10")},
           [Application("2017-01-10", children=(0,))], row=1),
    Switch("2019-09-01", "second child born on that day: automatic", "child_allowance",
           ["2015-01-10", "2019-09-01"], {"2019-08": 0, "2019-09": 60_00},
           {("earlier_sibling_claim_day", 1): day("2017-01-10")},
           [Application("2017-01-10", children=(0,))], row=1),
    Switch("2019-09-01", "third child, family's allowance automatic", "large_family_allowance",
           [*SEVEN[:2], "2019-09-01"], {"2019-08": 0, "2019-09": 300_00},
           {("earlier_sibling_claim_day", 2): day("2017-01-10")},
           [Application("2017-01-10", children=(0, 1))]),
    Switch("2019-09-01", "triplets after an earlier child, automatic", "triplets_allowance",
           ["2015-01-10", *["2019-09-01"] * 3], {"2019-09": 1000_00},
           {("birth_set", child): 1 for child in (1, 2, 3)}
           | {("earlier_sibling_claim_day", child): day("2017-01-10") for child in (1, 2, 3)},
           [Application("2017-01-10", children=(0,))], row=1),
    Switch("2019-09-01", "childcare allowance of a child born the day before", "childcare_fee",
           ["2019-08-31"], {"2019-09": 38_36, "2019-10": 38_36}),
    Switch("2019-09-01", "of a child born on that day", "childcare_fee", ["2019-09-01"],
           {"2019-09": 0, "2019-10": 0}),
    Switch("2019-09-01", "of a child born long before goes on", "childcare_fee", ["2018-05-05"],
           {"2019-08": 38_36, "2019-09": 38_36}),
    # 01.07.2020
    Switch("2020-07-01", "stillborn the day before", "birth_allowance", ["2020-06-30"],
           {"2021-07": 0}, {("stillborn", 0): True, ("stillbirth_week", 0): 30},
           [Application("2020-07-05")]),
    Switch("2020-07-01", "stillborn on that day", "birth_allowance", ["2020-07-01"],
           {"2021-07": 320_00}, {("stillborn", 0): True, ("stillbirth_week", 0): 30},
           [Application("2020-07-05")]),
    Switch("2020-07-01", "four months of waiting over before", "maintenance_allowance_enforcement",
           ["2014-05-05"], {"2020-05": 0, "2020-06": 100_00, "2020-07": 100_00},
           enforced("2020-01-31"), MAINTAINED, row=DEBTOR, people=3),
    Switch("2020-07-01", "still waiting on that day", "maintenance_allowance_enforcement",
           ["2014-05-05"], {"2020-06": 0, "2020-07": 100_00},
           enforced("2020-05-31"), MAINTAINED, row=DEBTOR, people=3),
    Switch("2020-07-01", "one month of waiting", "maintenance_allowance_enforcement",
           ["2014-05-05"], {"2020-07": 0, "2020-08": 100_00},
           enforced("2020-06-30"), MAINTAINED, row=DEBTOR, people=3),
    Switch("2020-07-01", "abroad it stays four months", "maintenance_allowance_enforcement",
           ["2014-05-05"], {"2020-09": 0, "2020-10": 0, "2020-11": 100_00},
           abroad("2020-06-30"), MAINTAINED, row=DEBTOR, people=3),
    # 01.01.2021
    *(Switch("2021-01-01", f"September of {year} without studies at 16", "child_allowance",
             ["2003-12-05"], {f"{year}-08": 0, f"{year}-09": paid, f"{year}-10": 0},
             studying(("2017-01-01", Studies.UPPER_SECONDARY), (f"{year}-06-16", Studies.NONE)))
      for year, paid in ((2020, 0), (2021, 60_00))),
    # 01.04.2021
    Switch("2021-04-01", "courses begin to count", "child_allowance", ["2004-01-15"],
           {"2021-03": 0, "2021-04": 60_00, "2021-05": 60_00},
           studying(("2021-02-01", Studies.COURSE))),
    Switch("2021-04-01", "a guardian that is no natural person", "guardianship_allowance",
           ["2010-05-05"], {"2021-03": 240_00, "2021-04": 0},
           {**WARD, ("guardian_is_natural_person", 0): False}, [Application("2017-02-05")]),
    # 01.07.2021
    Switch("2021-07-01", "conscript's child allowance 900", "conscripts_child_allowance",
           ["2016-05-05"], {"2021-06": 300_00, "2021-07": 900_00},
           {("in_conscript_service", 0): since("2021-01-15")}),
    # 01.07.2022
    Switch("2022-07-01", "bankruptcy begins to count", "maintenance_allowance_bankruptcy",
           ["2014-05-05"], {"2022-06": 0, "2022-07": 100_00}, bankrupt("2022-05-10"), MAINTAINED,
           row=DEBTOR, people=3),
    Switch("2022-07-01", "agreements begin to count", "maintenance_allowance_enforcement",
           ["2014-05-05"], {"2022-06": 0, "2022-07": 100_00},
           enforced("2022-01-05", title_is_agreement=True), MAINTAINED, row=DEBTOR, people=3),
    Switch("2022-07-01", "abroad, four months of waiting over before",
           "maintenance_allowance_enforcement", ["2014-05-05"], {"2022-05": 0, "2022-06": 100_00},
           abroad("2022-01-31"), MAINTAINED, row=DEBTOR, people=3),
    Switch("2022-07-01", "abroad, still waiting on that day", "maintenance_allowance_enforcement",
           ["2014-05-05"], {"2022-06": 0, "2022-07": 100_00}, abroad("2022-05-31"), MAINTAINED,
           row=DEBTOR, people=3),
    Switch("2022-07-01", "abroad, one month of waiting", "maintenance_allowance_enforcement",
           ["2014-05-05"], {"2022-07": 0, "2022-08": 100_00}, abroad("2022-06-30"), MAINTAINED,
           row=DEBTOR, people=3),
    Switch("2022-07-01", "no second court time before", "maintenance_allowance_court",
           ["2004-02-10"], {"2022-03": 0, "2022-04": 0},
           again("2022-02-20"), MAINTAINED, row=DEBTOR, people=3),
    Switch("2022-07-01", "a second one of the adult child", "maintenance_allowance_court",
           ["2004-07-10"], {"2022-07": 35_48, "2022-08": 100_00},
           again("2022-07-20"), MAINTAINED, row=DEBTOR, people=3),
    Switch("2022-07-01", "court time over that day", "maintenance_allowance_court", ["2014-05-05"],
           {"2022-06": 50_00, "2022-07": 100_00, "2022-11": 40_00, "2022-12": 0},
           in_court("2022-06-15"), MAINTAINED, row=DEBTOR, people=3),
    # 01.01.2023
    Switch("2023-01-01", "child allowance 80", "child_allowance", ["2010-05-05"],
           {"2022-12": 60_00, "2023-01": 80_00}),
    Switch("2023-01-01", "16 to 18 without studies", "child_allowance", ["2005-06-15"],
           {"2022-08": 0, "2022-12": 0, "2023-01": 80_00, "2024-06": 80_00, "2024-07": 0}),
    Switch("2023-01-01", "19 on the last day before, idle", "child_allowance", ["2003-12-31"],
           {"2022-12": 0, "2023-01": 0}),
    Switch("2023-01-01", "19 on that day, idle", "child_allowance", ["2004-01-01"],
           {"2022-12": 0, "2023-01": 0}),
    Switch("2023-01-01", "19 a day later, idle", "child_allowance", ["2004-01-02"],
           {"2022-12": 0, "2023-01": 80_00, "2023-02": 0}),
    Switch("2023-01-01", "19 before, studying on", "child_allowance", ["2003-10-10"],
           {"2022-12": 60_00, "2023-01": 80_00, "2023-08": 80_00, "2023-09": 0}, STUDENT),
    Switch("2023-01-01", "single-parent allowance 80", "single_parent_allowance", ["2010-05-05"],
           {"2022-12": 19_18, "2023-01": 80_00}, {("second_parent_unrecorded", 0): True}),
    Switch("2023-01-01", "large-family allowance 650", "large_family_allowance", SEVEN[4:],
           {"2022-12": 300_00, "2023-01": 650_00}),
    Switch("2023-01-01", "the third child left in 2022: steps down", "large_family_allowance",
           SEVEN[4:], {"2022-10": 300_00, "2022-12": 0, "2023-01": 433_33},
           {("child_death_day", 0): day("2022-10-10")}),
    # 01.02.2023
    Switch("2023-02-01", "no custody, not taken by a court", "child_allowance", ["2010-05-05"],
           {"2023-01": 80_00, "2023-02": 0}, {("lacks_custody", 0): since("2021-05-05")}),
    Switch("2023-02-01", "custody taken by a court", "child_allowance", ["2010-05-05"],
           {"2021-05": 60_00, "2021-06": 0, "2023-02": 0},
           {("lacks_custody", 0): since("2021-05-05"),
            ("custody_removed", 0): since("2021-05-05")}),
    Switch("2023-02-01", "uncollected benefits suspend", "child_allowance", ["2010-05-05"],
           {"2023-01": 80_00, "2023-02": 0}, {("benefit_uncollected", 0): since("2022-11-05")}),
    # 01.01.2024
    Switch("2024-01-01", "large-family allowance 450", "large_family_allowance", SEVEN[4:],
           {"2023-12": 650_00, "2024-01": 450_00}),
    Switch("2024-01-01", "with seven 650", "large_family_allowance",
           [f"20{year}-05-05" for year in range(10, 17)], {"2023-12": 850_00, "2024-01": 650_00}),
    Switch("2024-01-01", "stepping down ends", "large_family_allowance", SEVEN[4:],
           {"2023-12": 433_33, "2024-01": 0}, {("child_death_day", 0): day("2023-10-10")}),
    Switch("2024-01-01", "a registered partner", "child_allowance", ["2010-05-05"],
           {"2023-12": 0, "2024-01": 80_00},
           {("is_parent", 0): False, ("is_partner_of_parent", 0): True,
            ("is_registered_partner_of_parent", 0): True},
           [Application("2023-11-05"), Application("2024-01-05")]),
    Switch("2024-01-01", "a spouse", "child_allowance", ["2010-05-05"],
           {"2023-12": 80_00, "2024-01": 80_00},
           {("is_parent", 0): False, ("is_partner_of_parent", 0): True}),
    Switch("2024-01-01", "maintenance allowance 200 in court time", "maintenance_allowance_court",
           ["2014-05-05"], {"2023-12": 100_00, "2024-01": 200_00}, in_court("2023-11-30"),
           MAINTAINED, row=DEBTOR, people=3),
    Switch("2024-01-01", "up to the title in enforcement", "maintenance_allowance_enforcement",
           ["2014-05-05"], {"2023-12": 100_00, "2024-01": 150_00}, enforced("2023-05-05"),
           MAINTAINED, row=DEBTOR, people=3),
    Switch("2024-01-01", "and in bankruptcy", "maintenance_allowance_bankruptcy", ["2014-05-05"],
           {"2023-12": 100_00, "2024-01": 150_00}, bankrupt("2023-05-05"), MAINTAINED, row=DEBTOR,
           people=3),
    # 01.09.2024
    Switch("2024-09-01", "the last childcare allowance", "childcare_fee",
           ["2016-10-10", "2017-10-10", "2018-10-10"], {"2024-08": 19_18, "2024-09": 0}),
    # 18.04.2025
    Switch("2025-04-18", "leave at 19 begun long before", "child_allowance", ["2005-12-05"],
           {"2025-04": 80_00, "2025-05": 0, "2025-07": 80_00},
           {**STUDENT, ("academic_leave", 0):
            (("2017-01-01", False), ("2025-02-10", True), ("2025-07-01", False))}),
    Switch("2025-04-18", "leave begun in that month", "child_allowance", ["2005-12-05"],
           {"2025-04": 80_00, "2025-05": 0},
           {**STUDENT, ("academic_leave", 0): since("2025-04-05")}),
    Switch("2025-04-18", "leave at 18", "child_allowance", ["2006-12-05"],
           {"2025-04": 80_00, "2025-05": 80_00},
           {**STUDENT, ("academic_leave", 0): since("2025-02-10")}),
    # 01.09.2026
    Switch("2026-09-01", "single-parent allowance 100", "single_parent_allowance", ["2015-05-05"],
           {"2026-08": 80_00, "2026-09": 100_00}, {("second_parent_unrecorded", 0): True}),
    # 01.10.2026
    Switch("2026-10-01", "another state's benefit is topped up", "child_allowance", ["2015-05-05"],
           {"2026-09": 0, "2026-10": 30_00}, {("foreign_child_allowance", 0): 50_00}),
    Switch("2026-10-01", "a missing recipient", "child_allowance", ["2015-05-05"],
           {"2026-09": 80_00, "2026-10": 0}, {("missing", 0): since("2026-08-05")}),
    Switch("2026-10-01", "a course of 900 hours at 19", "child_allowance", ["2007-09-15"],
           {"2026-09": 80_00, "2026-10": 0},
           {**studying(("2026-02-01", Studies.COURSE)), ("course_hours", 0): 900}),
    Switch("2026-10-01", "a course of 1000 hours at 19", "child_allowance", ["2007-09-15"],
           {"2026-09": 80_00, "2026-10": 80_00},
           {**studying(("2026-02-01", Studies.COURSE)), ("course_hours", 0): 1000}),
    Switch("2026-10-01", "died on the last day before: transition", "survivors_allowance",
           ["2015-03-03"], {"2026-09": 0, "2026-10": 347_82}, fatherless("2026-09-30"), [SURVIVOR],
           people=2),
    Switch("2026-10-01", "died on that day", "survivors_allowance", ["2015-03-03"],
           {"2026-09": 0, "2026-10": 347_82}, fatherless("2026-10-01"), [SURVIVOR], people=2),
    Switch("2026-10-01", "18 the day before, pension paid, idle", "survivors_allowance",
           ["2008-09-30"], {"2026-10": 0}, fatherless("2020-05-05", PENSIONER), [], people=2),
    Switch("2026-10-01", "18 on that day, pension paid, idle", "survivors_allowance",
           ["2008-10-01"], {"2026-10": 0}, fatherless("2020-05-05", PENSIONER), [], people=2),
    Switch("2026-10-01", "18 a day later, pension paid, idle", "survivors_allowance",
           ["2008-10-02"], {"2026-10": 347_82, "2027-09": True, "2027-10": True, "2027-11": False},
           fatherless("2020-05-05", PENSIONER), [], people=2),
    Switch("2026-10-01", "18 the day before, studying, to 24", "survivors_allowance",
           ["2008-09-30"], {"2026-10": 347_82, "2027-12": True},
           fatherless("2020-05-05", PENSIONER | STUDENT), [], people=2),
    Switch("2026-10-01", "19 before, studying, a new loss", "survivors_allowance", ["2007-02-05"],
           {"2026-11": 301_44, "2026-12": 347_82}, fatherless("2026-11-05", STUDENT), [SURVIVOR],
           people=2),
    Switch("2026-10-01", "19 before, idle, a new loss", "survivors_allowance", ["2007-02-05"],
           {"2026-11": 0}, fatherless("2026-11-05", studying()), [SURVIVOR], people=2),
    Switch("2026-10-01", "23 on that day, studying, pension paid", "survivors_allowance",
           ["2002-10-02"], {"2026-10": 347_82, "2026-11": 0},
           fatherless("2020-05-05", PENSIONER | {("studies", 0): Studies.HIGHER}), [], people=2),
    Switch("2026-10-01", "24 on that day, studying, pension paid", "survivors_allowance",
           ["2002-10-01"], {"2026-10": 0},
           fatherless("2020-05-05", PENSIONER | {("studies", 0): Studies.HIGHER}), [], people=2),
    Switch("2026-10-01", "missing: filed in the twelfth month", "survivors_allowance",
           ["2015-03-03"], {"2026-11": 301_44}, MISSING,
           [Application("2027-11-05", benefits=("survivors_allowance",))], people=2),
    # 01.02.2027, a day told by a figure
    Switch("2027-02-01", "studies taken up on the last day", "survivors_allowance", ["2008-11-20"],
           {"2027-11": True, "2027-12": True},
           fatherless("2020-05-05", PENSIONER | studying(("2027-02-01", Studies.VOCATIONAL))), [],
           people=2),
    Switch("2027-02-01", "a day later", "survivors_allowance", ["2008-11-20"],
           {"2027-11": True, "2027-12": False},
           fatherless("2020-05-05", PENSIONER | studying(("2027-02-02", Studies.VOCATIONAL))), [],
           people=2),
    # 01.10.2027, a day told by a figure
    Switch("2027-10-01", "an earlier right claimed on the last day", "survivors_allowance",
           ["2015-03-03"], {"2026-10": 347_82}, fatherless("2026-09-30"),
           [Application("2027-10-01", benefits=("survivors_allowance",))], people=2),
    Switch("2027-10-01", "a day later only six months back", "survivors_allowance", ["2015-03-03"],
           {"2026-10": 0, "2027-03": 0, "2027-04": 347_82}, fatherless("2026-09-30"),
           [Application("2027-10-02", benefits=("survivors_allowance",))], people=2),
]  # fmt: skip
NOT_PAYMENTS: Final = {"2025-01-01", "2027-05-01"} | {
    "2000-01-01", "2014-01-01", "2015-01-01", "2016-01-01",
    "2019-10-30", "2020-01-01", "2022-01-01", "2022-04-01",
    "2026-01-01", "2026-04-01", "2026-05-22", "2027-01-01", "2028-01-01",
}  # fmt: skip
"""The time for deciding (test_figures), the amount that is open (test_survivors_amount), and days
of parental benefit only (test_figures and parental_benefit/)."""


@pytest.mark.parametrize("switch", SWITCHES, ids=lambda switch: f"{switch.on}: {switch.what}")
def test_both_sides(switch: Switch) -> None:
    over = world(switch.births, switch.claims, switch.told, people=switch.people)
    for month, expected in switch.paid.items():
        found = over.at(f"{switch.benefit}_amount", switch.row, day(f"{month}-01"))
        if isinstance(expected, bool):
            least = found.bounds[0] if isinstance(found, Open) else found
            assert (least > 0) is expected, month
        else:
            assert found == expected, month


def test_no_day_of_change_is_left_out() -> None:
    tested = {day(switch.on) for switch in SWITCHES} | {day(on) for on in NOT_PAYMENTS} | {ALWAYS}
    assert set(LAWBOOK.on(day("2027-12-31")).change_days()) <= tested


def test_norms_go_on_as_seen_before_the_act_that_ended_them_was_published() -> None:
    ended = [
        rule
        for versions in LAWBOOK.rules.values()
        for rule in versions
        if rule.validity.end_published > ALWAYS
    ]
    assert ended
    for rule in ended:
        chosen = {} if rule.default else {rule.name: rule.reading}
        known = rule.validity.end_published
        held = [LAWBOOK.on(as_of, chosen).version_of(rule.name, rule.validity.until)
                for as_of in (known - 1, max(known, rule.validity.end_in_force))]  # fmt: skip
        assert held[0] is rule, rule.where
        assert held[1] is not rule, rule.where


def test_what_was_known_in_2022_of_a_student_of_sixteen_goes_on_past_2022() -> None:
    # PHS § 17 lg 1-2 before RT I, 11.01.2023, 2, and after it.
    student = {("studies", 0): Studies.UPPER_SECONDARY}
    for as_of, last in (("2022-06-01", "2026-08-31"), ("2023-01-20", "2026-08-31")):
        seen = world(["2007-05-10"], [EARLY], student, as_of=as_of)
        assert seen.at("right_to_child_allowance", 0, day("2023-01-15")) is True
        assert seen.at("right_to_child_allowance", 0, day(last)) is True
        assert seen.at("right_to_child_allowance", 0, day(last) + 1) is False
