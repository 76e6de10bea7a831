"""What the part about maintenance says that cannot be: order of events, debtors, months."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from perenou.casework.case_file.dates import Month, PartialDay
from perenou.casework.case_file.errors import Finding, Path
from perenou.casework.case_file.maintenance import (
    Bankruptcy,
    CourtProceedings,
    Enforcement,
    Maintenance,
    Received,
)
from perenou.casework.case_file.schema import Case, Child
from perenou.casework.case_file.spells import Spell, entries

Step = tuple[str, PartialDay | None]


def maintenance_findings(path: Path, child: Child) -> Iterator[Finding]:
    """Everything in a child's part about maintenance that contradicts something else in it."""
    told = entries(child.maintenance)
    for (_, one), (at, other) in combinations(enumerate(told), 2):
        if one.debtor == other.debtor and one.debtor not in (None, "unknown"):
            slots = {"id": str(one.debtor)}
            yield Finding((*path, "maintenance", at, "debtor"), "debtor_twice", slots)
    for at, each in enumerate(told):
        below: Path = (*path, "maintenance", at)
        for steps in _courses(each):
            yield from _order(below, steps)
        yield from _before_birth(below, each, child)
        yield from _proceedings(below, each)
        yield from _spells(below, each)
        yield from _months(below, each)


def claim_findings(case: Case) -> Iterator[Finding]:
    """Claims that name as debtor somebody whom the file knows as none."""
    owing = {each.debtor for child in case.children.values() for each in entries(child.maintenance)}
    is_known = all(isinstance(child.maintenance, tuple) for child in case.children.values())
    for at, claim in enumerate(entries(case.claims)):
        who = claim.debtor
        if is_known and who in case.everybody and not owing & {who, None, "unknown"}:
            yield Finding(("claims", at, "debtor"), "not_a_debtor", {"id": str(who)})


def _courses(each: Maintenance) -> Iterator[list[tuple[Path, Step]]]:
    """Runs of days, each in the order in which they can only come."""
    for kind in ("court", "enforcement", "bankruptcy"):
        for at, proceedings in enumerate(entries(getattr(each, kind))):
            for steps in _steps(proceedings):
                yield [((kind, at, name), (name, day)) for name, day in steps]


def _steps(of: CourtProceedings | Enforcement | Bankruptcy) -> Iterator[list[Step]]:
    match of:
        case CourtProceedings():
            ruling = ("ruling", of.ruling)
            yield [ruling, ("ruling_set_aside", of.ruling_set_aside)]
            yield [ruling, ("ended", of.ended)]
        case Enforcement():
            yield [("opened", of.opened), ("closed", of.closed)]
            yield [("abroad_confirmed", of.abroad_confirmed), ("closed", of.closed)]
        case Bankruptcy():
            declared = of.declared if isinstance(of.declared, PartialDay) else None
            stayed = ("enforcement_stayed", of.enforcement_stayed)
            yield [stayed, ("declared", declared), ("order_final", of.order_final)]
            yield [stayed, ("enforcement_resumed", of.enforcement_resumed)]


def _order(path: Path, steps: list[tuple[Path, Step]]) -> Iterator[Finding]:
    for (_, (before, first)), (at, (after, second)) in combinations(steps, 2):
        if first is not None and second is not None and first.first > second.last:
            slots = {"before": before, "after": after}
            yield Finding((*path, *at), "maintenance_order", slots)


def _before_birth(path: Path, each: Maintenance, child: Child) -> Iterator[Finding]:
    """Whatever lies before the child's birth: proceedings, titles, receipts."""
    born = child.born
    days: dict[Path, PartialDay | Month | None] = {
        at: day for steps in _courses(each) for at, (_, day) in steps
    }
    days |= {("title", at, "from"): title.from_ for at, title in enumerate(entries(each.title))}
    days |= {("received", at, "from"): run.from_ for at, run in enumerate(entries(each.received))}
    for at, day in days.items():
        if born is not None and day is not None and day.last < born.first:
            slots = {"value": str(day), "birth": str(born)}
            yield Finding((*path, *at), "day_before_birth", slots)


def _proceedings(path: Path, each: Maintenance) -> Iterator[Finding]:
    """Proceedings told twice, and cases that have an outcome but no end."""
    for kind in ("court", "enforcement", "bankruptcy"):
        begun: dict[str, int] = {}
        for at, proceedings in enumerate(entries(getattr(each, kind))):
            name, day = _first_step(proceedings)
            if day is not None and day.is_exact and begun.setdefault(str(day), at) != at:
                yield Finding((*path, kind, at, name), "proceedings_twice", {"day": str(day)})
    for at, case in enumerate(entries(each.court)):
        if case.outcome not in (None, "unknown") and case.ended is None:
            yield Finding((*path, "court", at, "outcome"), "outcome_without_end", {})


def _first_step(of: CourtProceedings | Enforcement | Bankruptcy) -> Step:
    match of:
        case CourtProceedings():
            return "ruling", of.ruling
        case Enforcement():
            return "opened", of.opened
        case Bankruptcy():
            return "declared", of.declared if isinstance(of.declared, PartialDay) else None


def _spells(path: Path, each: Maintenance) -> Iterator[Finding]:
    lists: tuple[tuple[str, tuple[Spell, ...]], ...] = (
        ("title", entries(each.title)),
        ("somebody_else_maintains", entries(each.somebody_else_maintains)),
        ("stayed_in_emergency", entries(each.stayed_in_emergency)),
    )
    for name, spells in lists:
        for at, spell in enumerate(spells):
            if spell.from_ is not None and spell.to is not None:
                if spell.from_.first > spell.to.last:
                    slots = {"from": str(spell.from_), "to": str(spell.to)}
                    yield Finding((*path, name, at, "to"), "from_after_to", slots)
        for (_, one), (at, other) in combinations(enumerate(spells), 2):
            a, b = one.surely, other.surely
            if a is not None and b is not None and max(a[0], b[0]) < min(a[1], b[1]):
                slots = {"one": _span(one), "other": _span(other)}
                yield Finding((*path, name, at), "spells_overlap", slots)


def _span(spell: Spell) -> str:
    return f"{spell.from_ or '…'}–{spell.to or '…'}"


def _months(path: Path, each: Maintenance) -> Iterator[Finding]:
    runs = entries(each.received)
    for at, run in enumerate(runs):
        if run.from_ is not None and run.to is not None and run.from_ > run.to:
            slots = {"from": str(run.from_), "to": str(run.to)}
            yield Finding((*path, "received", at, "to"), "from_after_to", slots)
    for (_, one), (at, other) in combinations(enumerate(runs), 2):
        if one.from_ is None or other.from_ is None:
            continue
        last, other_last = one.to or one.from_, other.to or other.from_
        if one.from_ <= other_last and other.from_ <= last:
            slots = {"one": _run(one), "other": _run(other)}
            yield Finding((*path, "received", at), "received_twice", slots)


def _run(run: Received) -> str:
    return f"{run.from_}–{run.to or run.from_}"
