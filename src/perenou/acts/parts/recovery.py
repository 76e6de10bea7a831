"""The sentences of a recovery: what is revoked, paid back, set off, and until when."""

from __future__ import annotations

from collections.abc import Iterator

from perenou.acts.document import Block, Paragraph, Part, Portion, Span, Spans
from perenou.acts.drafting import Drafting, joined
from perenou.acts.matter import Kind


def recovery(draft: Drafting) -> Iterator[Spans]:
    """An injunction: the earlier act revoked for its months, the sum, and how it is to be paid."""
    if draft.matter.is_revoked:
        yield from revocation(draft)
    yield _owed(draft)
    yield _to_pay(draft)


def _to_pay(draft: Drafting) -> Spans:
    """Into which account, with which reference number and by when the sum is to be paid."""
    given = draft.given.repayment
    until = (
        (draft.gap(Part.OPERATIVE, "repayment"),)
        if given.until is None
        else draft.say("operative.on", day=given.until.first)
    )
    return (
        *draft.say("operative.pay"),
        draft.given_or_gap(Part.OPERATIVE, "account", given.account),
        *draft.say("operative.pay_reference"),
        draft.given_or_gap(Part.OPERATIVE, "reference", given.reference),
        *draft.say("operative.pay_by"),
        *until,
        *draft.say("operative.stop"),
    )


def repaying(draft: Drafting) -> Portion | None:
    """What the recipient may ask for, and what follows if they do not pay: none of it decided."""
    blocks: list[Block] = [draft.says("repaying.instalments")]
    limit = draft.matter.set_off
    if limit is not None and limit.most_a_month:
        amount, citation = limit.most_a_month, limit.citation
        blocks.append(draft.says("repaying.may_set_off", amount=amount, citation=citation))
    blocks += [Paragraph(each) for each in _from_parental_benefit(draft, "repaying")]
    years, citation = draft.term("enforcement_years")
    warning = (
        draft.say("repaying.enforcement"),
        draft.say("repaying.enforcement_ends", years=years, citation=citation),
        draft.say("repaying.interest", citation="SÜS § 33"),
    )
    blocks.append(Paragraph(joined(warning)))
    return draft.portion(Part.DUTIES, blocks, draft.text("repaying.heading"))


def set_off(draft: Drafting) -> Iterator[Spans]:
    """A set-off against what is paid: the sum, how much a month at most."""
    yield _owed(draft)
    limit = draft.matter.set_off
    if limit is not None and limit.most_a_month:
        yield draft.say("operative.set_off", amount=limit.most_a_month, citation=limit.citation)
    yield from _from_parental_benefit(draft, "operative")


def _from_parental_benefit(draft: Drafting, said: str) -> Iterator[Spans]:
    """How much of parental benefit may be kept back, and what must be left of it.

    Args:
        said: ``operative`` of what is decided, ``repaying`` of what the recipient may ask for.
    """
    limit = draft.matter.set_off
    if limit is not None and limit.most_from_parental_benefit and limit.kept is not None:
        yield draft.say(
            f"{said}.set_off_parental",
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
    benefits = draft.benefits(draft.matter.benefits)
    yield (*draft.say("operative.revoke", benefits=benefits), number, *end)


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
