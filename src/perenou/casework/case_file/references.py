"""Who is named where in a case file, and which of the children stand as adults to others.

A parent, guardian or carer who is a child of the case, too, stands among the children only. Whoever
is named there in an adult's place for another child is a person of the case like any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from perenou.casework.case_file.checks_plan import plan_references
from perenou.casework.case_file.dates import EARLIEST
from perenou.casework.case_file.errors import Path
from perenou.casework.case_file.schema import Case, Child, entries
from perenou.rules.calendar import birthday

YOUNGEST_PARENT: Final = 10
"""Years; below this a date is wrong, not a parent young."""

NOT_A_PERSON: Final = ("step_parent", "parent_spouse")
"""For whom a pension may be paid though the file does not have them as people."""


def adults_among_children(case: Case) -> tuple[str, ...]:
    """The children that the file names in an adult's place for another child, in its order.

    They are parent, guardian or carer of it, or claim or are paid for it.
    """
    found = {
        who
        for path, who, must_be_child in references(case)
        if not must_be_child and who in case.children and _is_for_another(case, path, who)
    }
    return tuple(who for who in case.children if who in found)


def adults_of(case: Case) -> tuple[str, ...]:
    """The people of a case and the adults among its children."""
    return (*case.people, *adults_among_children(case))


def possible_adults(case: Case) -> tuple[str, ...]:
    """Whom to offer where the adult of a child is asked for: also children old enough to be one."""
    births = [child.born for child in case.children.values()]
    youngest = max((born.last for born in births if born is not None), default=EARLIEST)
    among = adults_among_children(case)
    found = (
        who
        for who, child in case.children.items()
        if who in among
        or (child.born is not None and birthday(child.born.first, YOUNGEST_PARENT) <= youngest)
    )
    return (*case.people, *found)


def _is_for_another(case: Case, path: Path, who: str) -> bool:
    """Whether a place that names somebody is about a child that they are not themselves."""
    concerned: tuple[str | None, ...] | None
    match path:
        case ("children", child, *_):
            concerned = (str(child),)
        case ("claims", int(at), *_):
            concerned = case.children_of(entries(case.claims)[at])
        case ("notices", int(at), *_):
            concerned = case.children_of(entries(case.notices)[at])
        case ("waivers", int(at), *_):
            concerned = case.children_of(entries(case.waivers)[at])
        case ("dealings", int(at), *_):
            concerned = case.children_of(case.dealings[at])
        case ("paid", int(at), *_):
            concerned = entries(entries(case.paid)[at].for_)
        case ("parental_days", int(at), *_):
            concerned = (entries(case.parental_days)[at].for_,)
        case _:
            # A bond or wish by itself makes nobody somebody to a child.
            return False
    return concerned is None or any(child != who for child in concerned)


def references(case: Case) -> Iterator[tuple[Path, str, bool]]:
    """Path and id of every reference, and whether it must be a child."""
    for path, ids in lists_of_ids(case):
        for at, who in enumerate(ids):
            yield (*path, at), who, path[-1] == "for"
    for path, ref, must_be_child in _single_references(case):
        if ref is not None and ref != "unknown":
            yield path, ref, must_be_child


def _single_references(case: Case) -> Iterator[tuple[Path, str | None, bool]]:
    for at, claim in enumerate(entries(case.claims)):
        yield ("claims", at, "by"), claim.by, False
        yield ("claims", at, "debtor"), claim.debtor, False
    for at, days in enumerate(entries(case.parental_days)):
        yield ("parental_days", at, "by"), days.by, False
        yield ("parental_days", at, "for"), days.for_, True
    if case.plan is not None:
        yield from plan_references(case.plan)
    for at, notice in enumerate(entries(case.notices)):
        yield ("notices", at, "to"), notice.to, False
    for at, waiver in enumerate(entries(case.waivers)):
        yield ("waivers", at, "by"), waiver.by, False
    for at, paid in enumerate(entries(case.paid)):
        yield ("paid", at, "payee"), paid.payee, False
    for at, dealing in enumerate(case.dealings):
        for number, event in enumerate(dealing.events):
            yield ("dealings", at, "events", number, "payee"), event.payee, False
    for place, people in (("people", case.people), ("children", case.children)):
        for who, person in people.items():
            for at, prison in enumerate(entries(person.imprisonment)):
                yield (place, who, "imprisonment", at, "with_child"), prison.with_child, True
            for at, base in enumerate(entries(person.previous_income_base)):
                below: Path = (place, who, "previous_income_base", at)
                yield (*below, "for"), base.for_, True
                yield (*below, "child"), base.child, True
    for who, child in case.children.items():
        for name, ref in _child_references(child):
            yield ("children", who, *name), ref, False


def _child_references(child: Child) -> Iterator[tuple[Path, str | None]]:
    for at, link in enumerate(entries(child.parents)):
        yield ("parents", at, "who"), link.who
    for at, loss in enumerate(entries(child.no_custody)):
        yield ("no_custody", at, "who"), loss.who
    for at, counting in enumerate(entries(child.counted_with)):
        yield ("counted_with", at, "family_of"), counting.family_of
    for at, separated in enumerate(entries(child.separated)):
        yield ("separated", at, "raised_by"), separated.raised_by
    for at, order in enumerate(entries(child.guardianship)):
        # A local government that is guardian is nobody whose facts the file would hold.
        if order.natural_person is not False:
            yield ("guardianship", at, "guardian"), order.guardian
    for at, foster in enumerate(entries(child.foster)):
        yield ("foster", at, "parent"), foster.parent
    for at, parent in enumerate(entries(child.not_raising)):
        yield ("not_raising", at, "who"), parent.who
    for at, leave in enumerate(entries(child.parental_leave)):
        yield ("parental_leave", at, "who"), leave.who
    for at, dependant in enumerate(entries(child.maintained_dependant_of)):
        yield ("maintained_dependant_of", at, "who"), dependant.who
    for at, maintenance in enumerate(entries(child.maintenance)):
        yield ("maintenance", at, "debtor"), maintenance.debtor
    for at, raising in enumerate(entries(child.raised_in_emergency)):
        yield ("raised_in_emergency", at, "who"), raising.who
    for at, former in enumerate(entries(child.former_pension)):
        yield ("former_pension", at, "for_parent"), former.for_parent
    for at, pension in enumerate(entries(child.pension)):
        if pension.for_parent not in NOT_A_PERSON:
            yield ("pension", at, "for_parent"), pension.for_parent
    if child.adopted is not None:
        yield ("adoption", "by"), child.adopted.by


def lists_of_ids(case: Case) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Path and ids of every list that names people."""
    for at, couple in enumerate(entries(case.couples)):
        yield ("couples", at, "who"), entries(couple.who)
    for at, claim in enumerate(entries(case.claims)):
        yield ("claims", at, "for"), _ids_of(claim.for_)
    for at, notice in enumerate(entries(case.notices)):
        yield ("notices", at, "for"), _ids_of(notice.for_)
    for at, waiver in enumerate(entries(case.waivers)):
        yield ("waivers", at, "for"), _ids_of(waiver.for_)
    for at, paid in enumerate(entries(case.paid)):
        yield ("paid", at, "for"), _ids_of(paid.for_)
    for at, dealing in enumerate(case.dealings):
        yield ("dealings", at, "for"), _ids_of(dealing.for_)
    for who, child in case.children.items():
        for at, living in enumerate(entries(child.lives)):
            yield ("children", who, "lives", at, "with"), _ids_of(living.with_)


def _ids_of(value: tuple[str, ...] | str | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
