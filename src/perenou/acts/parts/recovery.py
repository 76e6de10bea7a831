"""The sentences of a recovery: what is revoked, paid back, set off, and until when."""

from __future__ import annotations

from collections.abc import Iterator

from perenou.acts.document import Part, Span, Spans
from perenou.acts.drafting import Drafting, joined
from perenou.acts.matter import Kind


def recovery(draft: Drafting) -> Iterator[Spans]:
    """An injunction: the earlier act revoked for its months, the sum, the term, the warning."""
    if draft.matter.is_undue:
        yield from revocation(draft)
    yield _owed(draft)
    until = draft.given.repayment.until
    if until is None:
        gap = draft.gap(Part.OPERATIVE, "repayment")
        yield (*draft.say("operative.pay_by"), gap, Span("."))
    else:
        yield draft.say("operative.pay_until", until=until.first)
    yield draft.say("operative.instalments")
    limit = draft.matter.set_off
    if limit is not None and limit.most_a_month:
        yield draft.say("operative.may_set_off", amount=limit.most_a_month, citation=limit.citation)
    yield from _from_parental_benefit(draft)
    years, citation = draft.term("enforcement_years")
    yield joined(
        (
            draft.say("operative.enforcement"),
            draft.say("operative.enforcement_ends", years=years, citation=citation),
            draft.say("operative.interest", citation="SÜS § 33"),
        )
    )


def set_off(draft: Drafting) -> Iterator[Spans]:
    """A set-off against what is paid: the sum, how much a month at most."""
    yield _owed(draft)
    limit = draft.matter.set_off
    if limit is not None and limit.most_a_month:
        yield draft.say("operative.set_off", amount=limit.most_a_month, citation=limit.citation)
    yield from _from_parental_benefit(draft)


def _from_parental_benefit(draft: Drafting) -> Iterator[Spans]:
    """How much of parental benefit may be kept back, and what must be left of it."""
    limit = draft.matter.set_off
    if limit is not None and limit.most_from_parental_benefit and limit.kept is not None:
        yield draft.say(
            "operative.set_off_parental",
            amount=limit.most_from_parental_benefit,
            kept=limit.kept,
            citation="PHS § 14 lg 2",
        )


def revocation(draft: Drafting) -> Iterator[Spans]:
    """The earlier act revoked: for the months of a debt, otherwise as the official says."""
    earlier = draft.given.earlier_act
    number = draft.given_or_gap(
        Part.OPERATIVE, "earlier_act", None if earlier is None else earlier.number
    )
    months = [each.month for each in draft.matter.overpaid]
    if months:
        end = draft.say("operative.revoke_from", since=min(months))
    else:
        day = draft.given.repayment.since
        since = (
            draft.say("operative.since", since=day.first)
            if day is not None
            else (draft.gap(Part.OPERATIVE, "revoked_from"),)
        )
        end = (*draft.say("operative.revoke_since"), *since, Span("."))
    yield (*draft.say("operative.revoke"), number, *end)


def _owed(draft: Drafting) -> Spans:
    key = "operative.owed" if draft.matter.kind is Kind.SET_OFF else "operative.recover"
    return owed(draft, key)


def owed(draft: Drafting, key: str) -> Spans:
    """What was paid too much; that there was no right to it, unless it was due when paid."""
    overpaid = draft.matter.overpaid
    told = draft.say(
        key,
        amount=draft.matter.total,
        benefits=draft.benefits(tuple(dict.fromkeys(each.benefit for each in overpaid))),
        months=(min(e.month for e in overpaid), max(e.last for e in overpaid)),
    )
    if any(each.ground for each in overpaid):
        return told
    return joined((told, draft.say("operative.undue")))
