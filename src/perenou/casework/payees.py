"""Who is paid child allowance where several people raise or claimed for a child, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from perenou.casework.case_file.schema import Counting, entries
from perenou.casework.determination import Payee
from perenou.rules.types import Day
from perenou.rules.unknown import Open

if TYPE_CHECKING:
    from perenou.casework.solve import Solved

RECIPIENT: Final = "child_allowance_recipient"


def payees(solved: Solved) -> tuple[Payee, ...]:
    """Spells of the months asked about, by child, in which it is certain who is paid.

    A child for whom only one adult may be paid, all the time, needs no words.
    """
    found: list[Payee] = []
    for row in range(len(solved.facts.children)):
        found += _of_child(solved, row)
    return tuple(found)


def _of_child(solved: Solved, row: int) -> Iterator[Payee]:
    world, facts = solved.world, solved.facts
    carers = [r for r, (_, child) in enumerate(facts.carers) if child == row]
    names = ("child_allowance_claimed_and_due", "shares_equally")
    several = sum(not world.line(names[0], r).always(False) for r in carers) > 1
    if not several and all(world.line(names[1], r).always(False) for r in carers):
        return
    for first, after, person in world.line(RECIPIENT, row).pieces(solved.after):
        if isinstance(person, Open) or person < 0 or after <= solved.first_day:
            continue
        day = max(first, solved.first_day)
        carer = next(r for r in carers if facts.carers[r][0] == person)
        why = _why(solved, carer, carers, day)
        if not why:
            continue
        yield Payee(
            facts.children[row],
            facts.people[person],
            day,
            None if after >= solved.after else after,
            why,
            world.at("takes_turns_without_consent", carer, day) is True,
            _family(solved, row, day),
        )


def _why(solved: Solved, carer: int, carers: list[int], day: Day) -> str:
    """Why this adult and nobody else is paid; empty where nobody else could be."""
    world = solved.world
    if world.at("shares_equally", carer, day) is True:
        child = solved.facts.carers[carer][1]
        if world.at("family_is_settled", child, day) is not True:
            return "unsettled"
        return _by(solved, child, day) or "counted"
    due = [world.at("child_allowance_claimed_and_due", r, day) for r in carers]
    if sum(value is not False for value in due) < 2:
        return ""
    takeover = world.at("child_allowance_latest_takeover", carer, day)
    if isinstance(takeover, Open):
        return ""
    return "agreed" if takeover < 0 else "first"


def _by(solved: Solved, child: int, day: Day) -> str | None:
    """Whether an agreement or an order says on a day in whose family a child is counted."""

    def holds(spell: Counting) -> bool:
        first, after = spell.possibly
        return first <= day < after

    told = entries(solved.facts.child(child).counted_with)
    said = next((spell.by for spell in told if holds(spell)), None)
    return None if said == "unknown" else said


def _family(solved: Solved, row: int, day: Day) -> tuple[str, ...]:
    """The children who are counted together with a child on a day, itself among them."""
    world = solved.world
    home = world.at("household", row, day)
    if isinstance(home, Open):
        return ()
    return tuple(
        child
        for other, child in enumerate(solved.facts.children)
        if world.at("counts_in_the_number", other, day) is True
        and not isinstance(there := world.at("household", other, day), Open)
        and there == home
    )
