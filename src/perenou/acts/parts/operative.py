"""The decision itself: what, to whom, for which child, how much, from when and until when."""

from __future__ import annotations

from collections.abc import Iterator

from perenou.acts.document import Block, Listing, Part, Portion, Span, Spans
from perenou.acts.drafting import Drafting
from perenou.acts.ends import End
from perenou.acts.matter import Item, Kind
from perenou.benefits.estonia.one_off_allowances import ONE_OFF
from perenou.casework.determination import Payment, Status
from perenou.rules.types import Cents


def operative(draft: Drafting) -> Portion | None:
    """The numbered decision."""
    items = tuple(_items(draft))
    blocks: list[Block] = [draft.says("operative.intro"), Listing(items, numbered=True)]
    return draft.portion(Part.OPERATIVE, blocks, draft.text("operative.heading"))


def _items(draft: Drafting) -> Iterator[Spans]:
    kind = draft.matter.kind
    if kind is Kind.RECOVERY_INJUNCTION:
        yield from _recovery(draft)
        return
    for item in draft.matter.items:
        if item.status is Status.GRANTED:
            yield _joined(_granted(draft, item))
        else:
            yield draft.say(*_key(f"operative.{_verb(kind)}", item), **_about(draft, item))


def _verb(kind: Kind) -> str:
    return {Kind.SUSPENSION: "suspend", Kind.TERMINATION: "terminate"}.get(kind, "refuse")


def _key(key: str, item: Item) -> tuple[str]:
    return (key if item.about else f"{key}_family",)


def _about(draft: Drafting, item: Item) -> dict[str, str | int]:
    slots: dict[str, str | int] = {"benefit": draft.benefit(item.benefit)}
    if item.about:
        slots["child"] = draft.names(item.about)
    if draft.matter.kind in (Kind.SUSPENSION, Kind.TERMINATION, Kind.RESUMPTION):
        slots["since"] = item.first
    return slots


def _granted(draft: Drafting, item: Item) -> Iterator[Spans]:
    slots = _about(draft, item)
    paid = item.payments
    if item.benefit in ONE_OFF:
        for payment in paid:
            yield draft.say("operative.grant_once", **slots, amount=_sum(payment))
        return
    verb = "resume" if draft.matter.kind is Kind.RESUMPTION else "grant"
    yield draft.say(*_key(f"operative.{verb}", item), **slots | {"since": item.first})
    amounts = {payment.most for payment in paid}
    if len(amounts) == 1:
        yield draft.say("operative.amount", amount=_sum(paid[0]))
    elif amounts:
        yield draft.say("operative.amounts")
    yield _until(draft, item.end)


def _sum(payment: Payment) -> Cents | tuple[int | None, int | None]:
    return payment.least if payment.is_certain else (payment.least, payment.most)


def _until(draft: Drafting, end: End | None) -> Spans:
    if end is None:
        return draft.say("operative.no_end")
    if not end.is_open:
        return draft.say("operative.until", last=end.last)
    because = end.because[0]
    label = draft.words.label(because.name)
    if because.citation is None:
        return draft.say("operative.until_open", last=end.last, condition=label)
    return draft.say(
        "operative.until_open_cited", last=end.last, condition=label, citation=because.citation
    )


def _recovery(draft: Drafting) -> Iterator[Spans]:
    matter, given = draft.matter, draft.given
    total = sum(each.too_much for each in matter.overpaid)
    months = [each.month for each in matter.overpaid]
    earlier = given.earlier_act
    number = draft.given_or_gap(
        Part.OPERATIVE, "earlier_act", None if earlier is None else earlier.number
    )
    since = min(months)
    yield (*draft.say("operative.revoke"), number, *draft.say("operative.revoke_from", since=since))
    yield draft.say(
        "operative.recover",
        amount=total,
        benefits=draft.benefits(matter.benefits),
        months=(min(months), max(months)),
    )
    until = given.repayment.until
    if until is None:
        gap = draft.gap(Part.OPERATIVE, "repayment")
        yield (*draft.say("operative.pay_by"), gap, Span("."))
    else:
        yield draft.say("operative.pay_until", until=until.first)
    yield draft.say("operative.instalments")
    set_off = matter.set_off
    if set_off is not None and set_off.most_a_month:
        yield draft.say("operative.set_off", amount=set_off.most_a_month, citation=set_off.citation)
    yield draft.say("operative.enforcement")


def _joined(sentences: Iterator[Spans]) -> Spans:
    found: list[Span] = []
    for sentence in sentences:
        if found:
            found.append(Span(" "))
        found.extend(sentence)
    return tuple(found)
