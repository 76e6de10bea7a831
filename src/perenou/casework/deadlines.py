"""Days by which the agency must decide and people must claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.estonia.one_off_allowances import ONE_OFF
from perenou.benefits.estonia.vocabulary import CHILD
from perenou.casework.carer_facts import FOR_A_FURTHER_CHILD
from perenou.casework.case_file.schema import entries
from perenou.casework.dealings import dealing_deadlines
from perenou.casework.decision_terms import decision_term
from perenou.casework.determination import SURVIVORS, Deadline, Right, Status
from perenou.casework.lines import term_end
from perenou.casework.maintenance import maintenance_claims
from perenou.casework.parental_deadlines import parental_deadlines
from perenou.language.working_days import next_working_day
from perenou.rules.calendar import add_months, first_day_of, month_of, month_start
from perenou.rules.types import NEVER, Day
from perenou.rules.unknown import Open

if TYPE_CHECKING:
    from perenou.casework.solve import Solved


def deadlines(solved: Solved) -> tuple[Deadline, ...]:
    """The deadlines on or after the day of the question, the nearest first."""
    found = [
        *_decisions(solved),
        *_objections(solved),
        *_claims(solved),
        *_one_off_claims(solved),
        *maintenance_claims(solved),
        *parental_deadlines(solved),
        *dealing_deadlines(solved),
    ]
    return tuple(
        sorted(
            {d for d in found if d.day >= solved.as_of},
            key=lambda d: (d.day, d.kind, d.benefit, d.about),
        )
    )


def _decisions(solved: Solved) -> list[Deadline]:
    """Claims that wait for their decision, with its last working day (PHS § 8 lg 1)."""
    found = []
    for claim in entries(solved.case.claims):
        term = decision_term(solved.law, solved.as_of, claim)
        if term is not None:
            about = (claim.by,) if claim.by in solved.facts.people else ()
            found.append(Deadline("decision", term[0], "", about, term[1]))
    return found


def _objections(solved: Solved) -> list[Deadline]:
    """The last day for objecting to a grant without a claim (PHS § 28 lg 7)."""
    found = []
    for row, (p, c) in enumerate(solved.facts.carers):
        notice = solved.world.line("notice_received_day", row).values[0]
        if not isinstance(notice, int) or notice > solved.as_of:
            continue
        version = solved.law.figures["automatic_grant_objection_days"].at(notice)
        granted = [
            key
            for key in FOR_A_FURTHER_CHILD
            if solved.world.at(f"{key}_granted_automatically", row, solved.as_of) is True
        ]
        if version is None or version.value is None or not granted:
            continue
        day = next_working_day(notice + version.value)
        about = (solved.facts.people[p], solved.facts.children[c])
        found += [
            Deadline("objection", day, key, about, str(version.citation)) for key in sorted(granted)
        ]
    return found


def _claims(solved: Solved) -> list[Deadline]:
    """The last day that still keeps every day of an unclaimed right (PHS § 28 lg 1-2).

    Before October 2027 also until when a right from before October 2026 may be claimed.
    """
    found = []
    for right in solved.rights:
        if right.status is not Status.UNCLAIMED or right.benefit in ONE_OFF or right.debtor:
            continue
        if not right.first <= solved.as_of < (right.after or NEVER):
            continue
        about = (right.about,) if right.holder is None else (right.holder, right.about)
        last, citation = _keeps_all(solved, right)
        old_right = None
        if right.benefit in SURVIVORS and _has_old_right(solved, right):
            # Later claims are no longer of the transition, and reach back less far.
            old_right = solved.explainer.reason("old_right_claim_deadline", 0, solved.as_of)
            last = min(last, old_right.value)
        if last >= solved.as_of:
            found.append(Deadline("claim", last, right.benefit, about, citation))
        else:
            month_end = first_day_of(month_of(month_start(solved.as_of)) + 1) - 1
            found.append(Deadline("month_lost", month_end, right.benefit, about, "PHS § 28 lg 2"))
        if old_right is not None:
            cited = str(old_right.citation)
            found.append(Deadline("old_right", old_right.value, right.benefit, about, cited))
    return found


def _has_old_right(solved: Solved, right: Right) -> bool:
    child = solved.facts.children.index(right.about)
    return solved.world.at("some_old_right", child, solved.as_of) is True


def _keeps_all(solved: Solved, right: Right) -> tuple[Day, str]:
    """By when a claim brings all of an unclaimed right, and the provision.

    Six months from its first day; as a later claim reaches back over whole calendar months, to the
    end of the last month whose claim still reaches it.
    """
    since = _arose(solved, right)
    allowance = MONTHLY[right.benefit]
    name, row = allowance.retroactive, _row(solved, right)
    months = solved.world.figure_or_line(name, row).at(solved.as_of)
    last = term_end(add_months(since, 6))
    if isinstance(months, Open):
        return last, "PHS § 28 lg 1 p 1"
    reason = solved.explainer.reason(name, row, solved.as_of)
    figures = [each for each in (reason, *reason.because) if each.kind == "figure"]
    return max(last, first_day_of(month_of(since) + months + 1) - 1), str(figures[-1].citation)


def _arose(solved: Solved, right: Right) -> Day:
    """The first day since which nobody was paid what its holder is, or may be, entitled to."""
    allowance, row = MONTHLY[right.benefit], _row(solved, right)
    holder = row
    if allowance.unit is CHILD:
        person = solved.facts.people.index(str(right.holder))
        holder = solved.facts.carers.index((person, row))
    since = right.first
    entitled = solved.world.line(allowance.entitled, holder)
    for first, _, value in reversed(list(entitled.pieces(right.first + 1))):
        if value is False:
            break
        since = first
    payable = solved.world.line(allowance.payable, row)
    paid_until = (after for _, after, value in payable.pieces(right.first) if value is True)
    return max((since, *paid_until))


def _row(solved: Solved, right: Right) -> int:
    """The child's row, or for a family's allowance the parent's."""
    is_childs = MONTHLY[right.benefit].unit is CHILD
    return (solved.facts.children if is_childs else solved.facts.people).index(right.about)


def _one_off_claims(solved: Solved) -> list[Deadline]:
    """The last day for claiming a one-off allowance that nobody has claimed (PHS § 28 lg 3-4)."""
    found = []
    for key in ONE_OFF:
        for row, (p, c) in enumerate(solved.facts.carers):
            last = solved.world.line(f"{key}_last_claim_day", row).values[0]
            paid = solved.world.line(f"{key}_amount", c).values[0]
            may = solved.world.at(f"{key}_may_claim", row, solved.as_of)
            if not isinstance(last, int) or last >= NEVER or may is not True:
                continue
            if isinstance(paid, Open) or paid > 0:
                continue
            if key == "adoption_allowance" and solved.world.at("is_adopter", row, last) is not True:
                continue
            about = (solved.facts.people[p], solved.facts.children[c])
            found.append(Deadline("one_off_claim", term_end(last), key, about, "PHS § 28 lg 3"))
    return found
