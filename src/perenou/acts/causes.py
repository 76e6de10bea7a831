"""What decided: the conditions at the bottom, for a grant, a denial and the end of a right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from perenou.acts.rows import carer_row, row_of
from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.estonia.one_off_allowances import ONE_OFF
from perenou.benefits.estonia.vocabulary import CHILD, PERSON
from perenou.casework.determination import VALIDITY, Ground, Right, Status
from perenou.casework.rights import WAYS_OUT, without_other_claims, without_others
from perenou.rules.citation import Citation
from perenou.rules.explain import Reason, causes, differs, turning_points
from perenou.rules.types import Day

if TYPE_CHECKING:
    from perenou.casework.solve import Solved

_ASKED_NOT_TO_BE: Final = ("parents_fulfil_duty",)
"""What has to be otherwise for a right to arise."""

_ROLE: Final = "may_claim_by_role"
"""As what somebody may claim for a child."""

_NATIONAL: Final = "PHS"
"""The act that says so for everybody; rules for families of several states only widen it."""

OF_THE_ENGINE: Final = (
    "_receives", "_claimed_and_due", "_payable", "_entitled", "_covered_from", "_takeover_rank",
)  # fmt: skip
"""Ends of names that only say that other norms said so."""


_TAKEN_OVER: Final = "_takeover_rank"
"""End of the name by which a claim takes a benefit over from who was paid until then."""

_CONSENT: Final = "has_consent"
_WITHOUT: Final = "consent_unobtainable"


def of_grant(solved: Solved, right: Right, day: Day | None = None) -> tuple[Ground, ...]:
    """What a right rests on: the conditions that are met, and why this person may have it.

    Args:
        day: on which this person may have it; None: from the start.
    """
    met = [g for g in right.grounds if g.value is True or g.name in _ASKED_NOT_TO_BE]
    of_child = _told(met) or _told(right.grounds)
    row = _role_row(solved, right)
    day = max(right.first, solved.first_day) if day is None else day
    return of_child if row is None else _told((*of_child, *_role(solved, row, day)))


def _role_row(solved: Solved, right: Right) -> int | None:
    """The row in which who is paid for a child stands; None of a benefit that is not a child's."""
    allowance = MONTHLY.get(right.benefit)
    if allowance is None or allowance.unit is not CHILD or right.holder is None:
        return None
    return carer_row(solved, right.holder, right.about)


def _role(solved: Solved, row: int, day: Day) -> Iterator[Ground]:
    """What somebody may claim for a child as on a day: raising it as its parent, for instance."""
    reason = solved.explainer.reason(_ROLE, row, day)
    if reason.value is not True:
        return
    found = [each for each in causes(solved.explainer, reason) if each.value is True]
    if not found:
        found = [each for each in reason.walk() if each.kind == "fact" and each.value is True]
    for each in found:
        cited = _with_provision(each, (reason,))
        is_national = cited.citation is not None and cited.citation.act == _NATIONAL
        yield solved.ground(cited if is_national else cited._replace(citation=reason.citation))


def of_grant_later(solved: Solved, right: Right) -> tuple[tuple[Day, tuple[Ground, ...]], ...]:
    """From when a grant that goes on rests on something else, and on what."""
    spells = [
        each
        for each in solved.rights
        if (each.benefit, each.about, each.debtor) == (right.benefit, right.about, right.debtor)
        if each.status is Status.GRANTED and each.holder == right.holder
        if right.first <= each.first and (right.after is None or each.first < right.after)
    ]
    found = {each.first: of_grant(solved, each) for each in spells if each.first > right.first}
    for each in spells:
        found |= {day: of_grant(solved, each, day) for day in _new_roles(solved, each)}
    return tuple(sorted(found.items()))


def _new_roles(solved: Solved, right: Right) -> Iterator[Day]:
    """The days in a spell on which its holder has it as something else than before."""
    row = _role_row(solved, right)
    if row is None:
        return
    day = max(right.first, solved.first_day)
    end = solved.after if right.after is None else right.after
    while day < end:
        facts = (each for each in _role(solved, row, day) if each.name in solved.law.book.facts)
        day = min((solved.world.line(e.name, e.row).around(day)[2] for e in facts), default=end)
        if day < end:
            yield day


def of_end(solved: Solved, right: Right) -> tuple[Ground, ...]:
    """What is different from the day before a right ended, or was suspended, or came back."""
    allowance = MONTHLY.get(right.benefit)
    row = None if allowance is None else row_of(solved, allowance, right)
    if allowance is None or row is None:
        return _told(right.grounds)
    turned = turning_points(solved.explainer, allowance.payable, row, right.first)
    top = solved.explainer.reason(allowance.payable, row, right.first)
    before = solved.explainer.reason(allowance.payable, row, right.first - 1)
    found = [solved.ground(_with_provision(reason, (top, before))) for reason in turned]
    of_law = [ground for ground in found if not ground.name.endswith(OF_THE_ENGINE)]
    of_law += [
        solved.ground(each._replace(citation=reason.citation if each.name == _CONSENT else norm))
        for reason in turned
        if reason.name.endswith(_TAKEN_OVER)
        for each, norm in _taken_over(reason)
    ]
    about_them = _about_them(of_law, right)
    if allowance.unit is PERSON and right.status is Status.REFUSED:
        # Whose children it is about, what that makes of the family comes first.
        about_them = (*right.grounds, *about_them)
    return _told(about_them) or _told(right.grounds)


def _taken_over(reason: Reason) -> Iterator[tuple[Reason, Citation | None]]:
    """By what a claim takes over: the facts that are so, each with the norm that asks for it."""
    for norm in reason.walk():
        for part in norm.because:
            if part.name in (_CONSENT, _WITHOUT) and part.value is True:
                yield part, norm.citation


def of_denial(solved: Solved, claimant: str, right: Right, day: Day) -> tuple[Ground, ...]:
    """Why somebody does not get what they claimed, on a day."""
    if right.status is not Status.SUSPENDED:
        for name, at in _of_claimant(solved, claimant, right):
            reason = solved.explainer.reason(name, at, day)
            if reason.value is False:
                found = causes(solved.explainer, reason, WAYS_OUT)
                grounds = [solved.ground(_with_provision(each, (reason,))) for each in found]
                of_claim = without_other_claims(grounds, right.benefit, is_claimed=True)
                return _told(without_others(of_claim, (claimant,)))
    grounds = [_on(solved, ground, day) for ground in right.grounds]
    return _told(without_others(grounds, (claimant,)))


def _on(solved: Solved, ground: Ground, day: Day) -> Ground:
    """A ground of an earlier day as it is on a day: as true as then, though by other figures."""
    if day <= ground.day or ground.gives == VALIDITY:
        return ground
    same = solved.world.at(ground.name, ground.row, day) == ground.value
    return ground._replace(day=day) if same else ground


def _of_claimant(solved: Solved, claimant: str, right: Right) -> Iterator[tuple[str, int]]:
    """What has to be so for a claimant to be paid, from the child's right to their own."""
    allowance = MONTHLY.get(right.benefit)
    row = carer_row(solved, claimant, right.about)
    if row is None:
        return
    if right.benefit in ONE_OFF:
        yield f"{right.benefit}_receives", row
    elif allowance is not None and allowance.unit is CHILD:
        yield allowance.right, solved.facts.children.index(right.about)
        yield allowance.entitled, row
        yield allowance.receives, row


def _with_provision(reason: Reason, tops: Sequence[Reason]) -> Reason:
    """A fact with the provision of the norm that asks for it, first of one whose answer turned.

    Args:
        tops: reasons that hold it; of two days, this day's first.
    """
    if reason.citation is not None:
        return reason
    earlier = {(norm.name, norm.row): norm.value for top in tops[1:] for norm in top.walk()}
    asking = [
        norm
        for top in tops
        for norm in top.walk()
        if norm.citation is not None
        if any((p.name, p.row) == (reason.name, reason.row) for p in norm.because)
    ]
    turned = [n for n in asking if differs(earlier.get((n.name, n.row), n.value), n.value)]
    for norm in (*turned, *asking):
        return reason._replace(citation=norm.citation)
    return reason


def _about_them(grounds: Sequence[Ground], right: Right) -> Sequence[Ground]:
    """Those that speak of whose right it is, if any does."""
    whose = {right.about, right.holder}
    mine = [g for g in grounds if not g.about or g.about[0] in whose]
    if right.benefit not in ONE_OFF and len(mine) < len(grounds):
        return mine or grounds
    return grounds


def _told(grounds: Sequence[Ground]) -> tuple[Ground, ...]:
    """Each ground once; that a child's stillbirth is no bar is not worth a sentence."""
    found = [g for g in grounds if g.name != "stillborn" or g.value is True]
    return tuple(dict.fromkeys(found))
