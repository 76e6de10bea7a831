"""Who is paid child allowance where several people raise or claimed for a child, and why."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from perenou.casework.case_file.schema import Counting, entries
from perenou.casework.determination import Ground, Payee
from perenou.casework.rights import WAYS_OUT
from perenou.rules.explain import causes
from perenou.rules.types import NEVER, Day
from perenou.rules.unknown import Open

if TYPE_CHECKING:
    from perenou.casework.solve import Solved

RECIPIENT: Final = "child_allowance_recipient"
DUE: Final = "child_allowance_claimed_and_due"


def payees(solved: Solved) -> tuple[Payee, ...]:
    """Spells of the months asked about, by child, in which it is certain who is paid.

    A child for whom only one adult may be paid, all the time, needs no words.
    """
    found: list[Payee] = []
    for row in range(len(solved.facts.children)):
        spells = list(_of_child(solved, row))
        is_plain = all(each.why in ("alone", "later") for each in spells)
        if not is_plain or len({each.payee for each in spells}) > 1:
            found += spells
    return tuple(found)


def _of_child(solved: Solved, row: int) -> Iterator[Payee]:
    world, facts = solved.world, solved.facts
    carers = [r for r, (_, child) in enumerate(facts.carers) if child == row]
    shares = (world.line("shares_equally", r).always(False) for r in carers)
    due = (world.line(DUE, r).always(False) for r in carers)
    if sum(not never for never in due) < 2 and all(shares):
        return
    told: Payee | None = None
    for first, after, person in _pieces(solved, row, carers):
        if isinstance(person, Open) or person < 0 or after <= solved.first_day:
            continue
        day = max(first, solved.first_day)
        carer = next(r for r in carers if facts.carers[r][0] == person)
        spell = _why(solved, carer, carers, day, after)._replace(
            child=facts.children[row],
            payee=facts.people[person],
            after=None if after >= solved.after else after,
        )
        if told is not None and told.after == day and _alike(told, spell):
            told = told._replace(after=spell.after)
            continue
        if told is not None:
            yield told
        told = spell
    if told is not None:
        yield told


def _pieces(
    solved: Solved, row: int, carers: list[int]
) -> Iterator[tuple[Day, Day, int | bool | Open]]:
    """Spells of one recipient in which the others who claimed are entitled or are not."""
    recipient = solved.world.line(RECIPIENT, row)
    days = {day for r in carers for day in solved.world.line(DUE, r).starts}
    starts = sorted(day for day in {*recipient.starts, *days} if day < solved.after)
    for first, after in pairwise([*starts, solved.after]):
        yield first, after, recipient.at(first)


def _alike(told: Payee, spell: Payee) -> bool:
    """Whether a spell goes on for the same reason."""
    return told._replace(first=0, after=0) == spell._replace(first=0, after=0)


def _why(solved: Solved, carer: int, carers: list[int], day: Day, after: Day) -> Payee:
    """Why this adult and nobody else is paid."""
    world = solved.world
    child = solved.facts.carers[carer][1]
    because = Payee(
        "", "", day, None, "alone",
        world.at("takes_turns_without_consent", carer, day) is True,
        _family(solved, child, day),
    )  # fmt: skip
    if world.at("shares_equally", carer, day) is True:
        is_settled = world.at("family_is_settled", child, day) is True
        why = (_by(solved, child, day) or "counted") if is_settled else "unsettled"
        return because._replace(why=why)
    entitled = [r for r in carers if r != carer and _may_be_paid(solved, r, day)]
    others = [r for r in entitled if _claimed_before(solved, r, day, after)]
    if not others:
        if entitled:
            return because._replace(why="later")
        return because._replace(grounds=_ended_for(solved, [r for r in carers if r != carer], day))
    before = next((r for r in others if _comes_before(solved, r, carer, day)), None)
    if before is not None:
        return because._replace(
            why="suspended",
            over=solved.facts.people[solved.facts.carers[before][0]],
            grounds=_suspended_by(solved, before, day),
        )
    took_over = world.at("child_allowance_latest_takeover", carer, day)
    has_taken_over = not isinstance(took_over, Open) and took_over < 0
    if not has_taken_over:
        raises = any(world.at("raises_in_emergency", r, day) is True for r in others)
        return because._replace(why="first_in_emergency" if raises else "first")
    return because._replace(why="agreed" if _consented(solved, carer, day) else "unobtainable")


def _ended_for(solved: Solved, carers: list[int], day: Day) -> tuple[Ground, ...]:
    """Why payment to others who claimed before has ended (PHS § 13)."""
    firsts = ((each, solved.world.at("child_allowance_first_claim", each, day)) for each in carers)
    reasons = (
        solved.explainer.reason("payment_to_parent_ended", each, day)
        for each, first in firsts
        if not isinstance(first, Open) and first != NEVER
    )
    return tuple(
        solved.ground(cause)
        for reason in reasons
        if reason.value is True
        for cause in causes(solved.explainer, reason)
        if cause.value is True and cause.name != "is_parent"
    )


def _consented(solved: Solved, carer: int, day: Day) -> bool:
    """Whether the recipient before agreed, rather than could not be reached in an emergency."""
    claims = [row for row, (_, of) in enumerate(solved.facts.claims) if of == carer]
    agreed, out_of_reach = (
        any(solved.world.at(fact, row, day) is True for row in claims)
        for fact in ("has_consent", "consent_unobtainable")
    )
    return agreed or not out_of_reach


def _claimed_before(solved: Solved, carer: int, day: Day, after: Day) -> bool:
    """Whether an adult may have claimed before the end of a spell."""
    claimed = solved.world.at("child_allowance_first_claim", carer, day)
    return isinstance(claimed, Open) or claimed < after


def _may_be_paid(solved: Solved, carer: int, day: Day) -> bool:
    """Whether an adult claimed, and the right may be theirs on a day."""
    claimed = solved.world.at("child_allowance_first_claim", carer, day)
    has_claimed = isinstance(claimed, Open) or claimed < NEVER
    return has_claimed and solved.world.at(DUE, carer, day) is not False


def _comes_before(solved: Solved, other: int, carer: int, day: Day) -> bool:
    """Whether another is not paid, although they claimed before whoever is."""
    world = solved.world
    ranks = [world.at("child_allowance_precedence", each, day) for each in (other, carer)]
    if any(isinstance(rank, Open) for rank in ranks):
        return False
    return world.at("child_allowance_receives", other, day) is False and ranks[0] < ranks[1]


def _suspended_by(solved: Solved, carer: int, day: Day) -> tuple[Ground, ...]:
    reason = solved.explainer.reason("is_suspended", carer, day)
    return tuple(solved.ground(cause) for cause in causes(solved.explainer, reason, WAYS_OUT))


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
