"""One of the invented families as a case, with all that a case file can say of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from perenou.casework.case_file.schema import Case
from perenou.casework.case_file.source import Data
from perenou.casework.lines import END
from perenou.population.synthetic.draw import Estonia, Kind
from perenou.population.synthetic.leave import Leave, leave
from perenou.population.synthetic.schooling import Schooling, schooling
from perenou.rules.calendar import month_of
from perenou.rules.types import NEVER

MOTHER, FATHER = "ema", "isa"
TRIPLETS: Final = 3
CLAIMED: Final = (
    "child_allowance",
    "large_family_allowance",
    "single_parent_allowance",
    "triplets_allowance",
    "birth_allowance",
)
"""What the families claim for months or once."""
BY_DAYS: Final = ("mothers_parental_benefit", "shared_parental_benefit")
"""What they claim by days; nobody has anything else."""
PAID_SINCE: Final = 2010 * 12
"""The month from which wages are told, all of them as they are in the year."""

_HOME = [{"country": "EE", "ground": "citizen"}]
_WORK = [{"country": "EE", "kind": "employed", "from": "2010-01-01"}]


def case_of(estonia: Estonia, place: int, as_of: date | None = None) -> Case:
    """The case of a family.

    Args:
        place: of the family. as_of: the day of the question; otherwise the file says none.
    """
    return Case.model_validate(mapping_of(estonia, place, as_of))


def mapping_of(estonia: Estonia, place: int, as_of: date | None = None) -> dict[str, Any]:
    """What the case file of a family says."""
    kind, year = Kind(int(estonia.kinds[place])), estonia.year
    by_father = bool(estonia.by_father[place])
    people = [MOTHER] if kind is Kind.UNRECORDED else [MOTHER, FATHER]
    raising = people if kind is Kind.COUPLE else [FATHER if by_father else MOTHER]
    start, after = (int(each) for each in estonia.offsets[place : place + 2])
    days = leave(estonia)
    of = schooling(estonia.born[start:after])
    children = {
        f"laps{at + 1}": _child(estonia, start + at, of, at, people, raising)
        for at in range(after - start)
    }
    case: dict[str, Any] = {
        "title": f"Väljamõeldud pere {place + 1} (Eesti {year}, seeme {estonia.seed})",
        "period": {"from": f"{year}-01", "to": f"{year}-12"},
        "otherwise": "ordinary",
        "people": {
            who: {
                "sex": "female" if who == MOTHER else "male",
                "residence": _HOME,
                "withdrawal_agreement": [],
                "work": _WORK,
                "notes": [],
                "previous_income_base": [],
                "sickness_benefit_right": [],
                "income": _income(estonia, place, at, days if who in raising[:1] else None),
            }
            for at, who in enumerate(people)
        },
        "children": children,
        "couples": _couples(estonia, place),
        "claims": [
            {
                "by": FATHER if by_father else MOTHER,
                "for": [f"laps{at + 1}" for at in born_together],
                "benefits": claimed(kind, len(born_together)),
                "received": _text(estonia.claimed[start + born_together[0]]),
                "channel": "e_service",
            }
            for born_together in _births(estonia.births[start:after].tolist())
        ],
        "notices": [],
        "parental_days": [
            spell
            for at in range(after - start)
            for spell in _days(days, start + at, f"laps{at + 1}", raising[0])
        ],
    }
    if as_of is not None:
        case["as_of"] = as_of.isoformat()
    return case


def claimed(kind: Kind, born_together: int) -> list[str]:
    """What is claimed after a birth: what such a family is paid, if need be as soon as it is."""
    not_theirs = set()
    if kind is not Kind.UNRECORDED:
        not_theirs.add("single_parent_allowance")
    if born_together < TRIPLETS:
        not_theirs.add("triplets_allowance")
    return [benefit for benefit in CLAIMED if benefit not in not_theirs]


def _births(of: list[int]) -> list[list[int]]:
    """The places of the children of each birth."""
    return [[at for at, one in enumerate(of) if one == birth] for birth in dict.fromkeys(of)]


def _days(of: Leave, row: int, child: str, by: str) -> Iterator[Data]:
    """The days that are claimed for a child."""
    begins, shared, after = (int(each[row]) for each in (of.begins, of.shared, of.after))
    if begins >= NEVER:
        return
    told = {"by": by, "for": child, "claimed": _text(begins)}
    spells = (("mothers", begins, min(shared, after)), ("shared", shared, after))
    for kind, first, end in spells:
        if first < end:
            leave_needed = {"leave": "not_needed"} if kind == "mothers" else {}
            yield {
                **told, "kind": kind, "from": _text(first), "to": _text(end - 1), **leave_needed,
            }  # fmt: skip


def _income(estonia: Estonia, place: int, at: int, of: Leave | None) -> list[Data]:
    """The wage of a parent, but for the months in which days are claimed."""
    start, after = (int(each) for each in estonia.offsets[place : place + 2])
    gaps = [] if of is None else [
        (month_of(int(of.off[row])), month_of(int(of.on[row])))
        for row in range(start, after) if of.begins[row] < NEVER
    ]  # fmt: skip
    gross = f"{int(estonia.wages[place, at]) / 100:.2f}"
    first = PAID_SINCE
    found: list[Data] = []
    for off, on in gaps:
        if first < off:
            found.append({"from": _month(first), "to": _month(off - 1), "gross": gross})
        if on >= month_of(END):
            return [*found, {"from": _month(max(first, off)), "gross": "0"}]
        found.append({"from": _month(max(first, off)), "to": _month(on - 1), "gross": "0"})
        first = on
    return [*found, {"from": _month(first), "gross": gross}]


def _month(month: int) -> str:
    return f"{month // 12:04}-{month % 12 + 1:02}"


def _couples(estonia: Estonia, place: int) -> list[Data]:
    if estonia.kinds[place] != Kind.COUPLE:
        return []
    kind = "marriage" if estonia.married[place] else "cohabitation"
    return [{"who": [MOTHER, FATHER], "kind": kind}]


def _child(
    estonia: Estonia, row: int, of: Schooling, at: int, people: list[str], raising: list[str]
) -> dict[str, Any]:
    last = date(estonia.year, 12, 31).toordinal()
    spells: list[dict[str, Any]] = []
    for level, begins, ends, is_final in (
        ("basic", of.basic[at], of.secondary[at], False),
        ("upper_secondary", of.secondary[at], of.final[at], False),
        ("upper_secondary", of.final[at], of.after[at], True),
    ):
        if begins <= last:
            spell: dict[str, Any] = {"level": level, "from": _text(begins)}
            if level == "upper_secondary":
                spell["final_class"] = is_final
            if ends <= last:
                spell["to"] = _text(ends - 1)
            spells.append(spell)
    child: dict[str, Any] = {
        "birth": _text(estonia.born[row]),
        "expected": _text(estonia.born[row]),
        "residence": _HOME,
        "parents": [
            {"who": who, "role": "mother" if who == MOTHER else "father"} for who in people
        ],
        "lives": [{"with": raising, "share": "full"}],
        "studies": spells,
        "secondary_education": _text(of.after[at] - 1) if of.after[at] <= last else False,
        "independent": [],
    }
    if len(people) == 1:
        child["second_parent"] = "none"
    return child


def _text(day: Any) -> str:
    return date.fromordinal(int(day)).isoformat()
