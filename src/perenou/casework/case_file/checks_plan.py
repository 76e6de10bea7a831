"""What wishes for a plan say that cannot be: nobody wished for, home and work at once, bounds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from perenou.casework.case_file.dates import PartialDay
from perenou.casework.case_file.errors import Finding, Path
from perenou.casework.case_file.plan import PlanWishes, WishedSpell


def plan_findings(plan: PlanWishes) -> Iterator[Finding]:
    """Everything in the wishes that contradicts something else in them."""
    yield from _known(("plan", "kindergarten"), plan.kindergarten)
    spells = [
        (("plan", name, at), spell)
        for name, told in (("at_home", plan.at_home), ("at_work", plan.at_work))
        for at, spell in enumerate(told)
    ]
    for path, spell in spells:
        yield from _spell(path, spell)
    about = [
        *((path, spell.who) for path, spell in spells),
        *((("plan", "days", at), days.who) for at, days in enumerate(plan.days)),
        *((("plan", "wages", at), wage.who) for at, wage in enumerate(plan.wages)),
    ]
    for path, who in about:
        if who is None:
            yield Finding(path, "plan_for_nobody")
    for (at, home), work in product(enumerate(plan.at_home), plan.at_work):
        if home.who == work.who and _meet(home, work):
            slots = {"one": _span(home), "other": _span(work)}
            yield Finding(("plan", "at_home", at), "plan_home_and_work", slots)
    for at, days in enumerate(plan.days):
        if days.least is not None and days.most is not None and days.least > days.most:
            slots = {"least": str(days.least), "most": str(days.most)}
            yield Finding(("plan", "days", at), "plan_bounds", slots)
    earners = [wage.who for wage in plan.wages]
    for at, earner in enumerate(earners):
        if earner is not None and earner in earners[:at]:
            yield Finding(("plan", "wages", at, "who"), "listed_twice", {"id": earner})


def plan_references(plan: PlanWishes) -> Iterator[tuple[Path, str | None, bool]]:
    """Path and id of everybody that the wishes name, and whether it must be a child."""
    yield ("plan", "for"), plan.for_, True
    for at, spell in enumerate(plan.at_home):
        yield ("plan", "at_home", at, "who"), spell.who, False
    for at, spell in enumerate(plan.at_work):
        yield ("plan", "at_work", at, "who"), spell.who, False
    for at, days in enumerate(plan.days):
        yield ("plan", "days", at, "who"), days.who, False
    for at, wage in enumerate(plan.wages):
        yield ("plan", "wages", at, "who"), wage.who, False


def _spell(path: Path, spell: WishedSpell) -> Iterator[Finding]:
    yield from _known((*path, "from"), spell.from_)
    yield from _known((*path, "to"), spell.to)
    if spell.from_ is not None and spell.to is not None and spell.from_.first > spell.to.last:
        slots = {"from": str(spell.from_), "to": str(spell.to)}
        yield Finding((*path, "to"), "from_after_to", slots)


def _known(path: Path, day: PartialDay | None) -> Iterator[Finding]:
    if day is not None and not day.is_known:
        yield Finding(path, "exact_day_needed", {"value": str(day)})


def _meet(one: WishedSpell, other: WishedSpell) -> bool:
    return one.possibly[0] < other.possibly[1] and other.possibly[0] < one.possibly[1]


def _span(spell: WishedSpell) -> str:
    return "–".join("" if day is None else str(day) for day in (spell.from_, spell.to))
