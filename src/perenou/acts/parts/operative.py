"""The decision itself: what, to whom, for which child, how much, from when and until when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from perenou.acts.document import Block, Listing, Part, Portion, Spans, text_of
from perenou.acts.drafting import Drafting, joined
from perenou.acts.effect import LAST_MONTH, is_paid_whole, takes_effect
from perenou.acts.ends import End
from perenou.acts.matter import Item, Kind
from perenou.acts.parts.alike import alike
from perenou.acts.parts.recovery import recovery, revocation, set_off
from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.estonia.one_off_allowances import ONE_OFF
from perenou.casework.determination import Status
from perenou.casework.tell_money import Run, is_part_month, runs
from perenou.language.catalogue import SlotValue
from perenou.rules.calendar import month_of, month_start, next_month_start

MOST_RUNS: Final = 6
"""Amounts by months told in the decision; more stand in the table alone."""

IN_ONE_SENTENCE: Final = 3
"""Of these, as many as one sentence holds."""

PASSES_BY: Final = "PHS § 57 lg 1"
"""Maintenance that the State has paid in a debtor's stead may be claimed by the State."""

_PASSING: Final = (Kind.RECIPIENT_CHANGE, Kind.RESUMPTION)
"""What may take payment from somebody else."""

_OF_COURSE: Final = (Kind.SUSPENSION, Kind.TERMINATION, Kind.RESUMPTION, Kind.CHANGE)
"""What changes an earlier decision."""


def operative(draft: Drafting) -> Portion | None:
    """The numbered decision."""
    items = tuple(_sentences(draft))
    blocks: list[Block] = [draft.says("operative.intro"), Listing(items, numbered=True)]
    return draft.portion(Part.OPERATIVE, blocks, draft.text("operative.heading"))


def _sentences(draft: Drafting) -> Iterator[Spans]:
    kind = draft.matter.kind
    if kind is Kind.RECOVERY_INJUNCTION:
        yield from recovery(draft)
    elif kind is Kind.SET_OFF:
        yield from set_off(draft)
    elif kind is Kind.REVOCATION:
        yield from revocation(draft)
    else:
        for items in alike(draft.matter.items):
            yield _decided(draft, items)
        former = [
            (i.former, takes_effect(i, kind) - 1)
            for i in draft.matter.items
            if i.former is not None
        ]
        for who, last in dict.fromkeys(former if kind in _PASSING else ()):
            yield draft.say("operative.former", former=draft.name_of(who), last=last)
        if kind in _OF_COURSE:
            earlier = draft.given.earlier_act
            number = None if earlier is None else earlier.number
            gap = draft.given_or_gap(Part.OPERATIVE, "earlier_act", number)
            yield (*draft.say("operative.amends"), gap, *draft.say("operative.amends_end"))


def _decided(draft: Drafting, items: tuple[Item, ...]) -> Spans:
    kind, item = draft.matter.kind, items[0]
    slots = _slots(draft, items)
    family = "" if draft.about(item.about) else "_family"
    if item.status is not Status.GRANTED and kind not in _OF_COURSE:
        return _refused(draft, item, slots, family)
    if kind is Kind.SUSPENSION:
        return joined(_suspended(draft, item, slots, family))
    if kind is Kind.TERMINATION:
        return joined(_terminated(draft, item, slots, family))
    if kind is Kind.CHANGE:
        amounts = {"after": item.after, "before": item.before}
        return draft.say(f"operative.change{family}", **slots, since=item.first, **amounts)
    return joined(_granted(draft, items, slots, family))


def _suspended(
    draft: Drafting, item: Item, slots: dict[str, SlotValue], family: str
) -> Iterator[Spans]:
    since = takes_effect(item, Kind.SUSPENSION)
    yield draft.say(f"operative.suspend{family}", **slots, since=since)
    if since > item.first:
        yield draft.say("operative.month_begun", day=item.first)
    yield draft.say("operative.until_resumed")


def _terminated(
    draft: Drafting, item: Item, slots: dict[str, SlotValue], family: str
) -> Iterator[Spans]:
    since = takes_effect(item, Kind.TERMINATION)
    yield draft.say(f"operative.terminate{family}", **slots, since=since)
    if since > item.first:
        yield draft.say("operative.last_whole", last=item.first - 1, citation=LAST_MONTH)


def _slots(draft: Drafting, items: tuple[Item, ...]) -> dict[str, SlotValue]:
    slots: dict[str, SlotValue] = {"benefit": draft.benefit(items[0].benefit)}
    about = draft.about(child for item in items for child in item.about)
    return slots | draft.children(about) if about else slots


def _refused(draft: Drafting, item: Item, slots: dict[str, SlotValue], family: str) -> Spans:
    if item.benefit in MONTHLY and MONTHLY[item.benefit].is_claimed_by_days:
        last = None if item.end is None else item.end.last
        return draft.say("operative.refuse_days", **slots, days=(item.first, last))
    if item.end is not None:
        verb = "suspend" if item.status is Status.SUSPENDED else "refuse"
        days = (item.first, item.end.last)
        return draft.say(f"operative.{verb}_time{family}", **slots, days=days)
    return draft.say(f"operative.refuse{family}", **slots)


def _granted(
    draft: Drafting, items: tuple[Item, ...], slots: dict[str, SlotValue], family: str
) -> Iterator[Spans]:
    item = items[0]
    if item.benefit in ONE_OFF:
        each = "_each" if len(items) > 1 else family
        for payment in item.payments:
            yield draft.say(f"operative.grant_once{each}", **slots, amount=payment.least)
        if not item.payments:
            yield draft.say(f"operative.grant_once_paid{family}", **slots)
        return
    verb = "resume" if draft.matter.kind is Kind.RESUMPTION else "grant"
    if MONTHLY[item.benefit].is_claimed_by_days:
        last = None if item.end is None else item.end.last
        yield draft.say("operative.grant_days", **slots, days=(item.first, last))
        yield from _rate(draft, item)
        return
    yield draft.say(f"operative.{verb}{family}", **slots, since=item.first)
    since = takes_effect(item, draft.matter.kind)
    if since > item.first:
        yield draft.say("operative.passes", since=since)
    yield from amounts_of(draft, item, len(items))
    yield until(draft, item)
    if any(payment.to_childs_account for payment in item.payments):
        yield draft.say("operative.to_childs_account")
    yield from claim_passes(draft, item)
    if item.debtor is not None:
        yield draft.say("operative.told_debtor")


def claim_passes(draft: Drafting, item: Item) -> Iterator[Spans]:
    """Of maintenance allowance: that what is paid may be claimed from the debtor by the State."""
    if item.debtor is not None:
        yield draft.say(
            "operative.claim_passes", debtor=draft.name_of(item.debtor), citation=PASSES_BY
        )


def _rate(draft: Drafting, item: Item) -> Iterator[Spans]:
    """The daily rates of claimed days, where a sheet holds them."""
    rates = {
        rate[0]
        for sheet in draft.matter.sheets
        if item.benefit in sheet.benefits
        for _, rate in sheet.rates
    }
    if len(rates) == 1:
        yield draft.say("operative.daily_rate", amount=rates.pop())
    elif item.payments:
        yield draft.say("operative.amounts")


def amounts_of(draft: Drafting, item: Item, count: int) -> Iterator[Spans]:
    """How much a month: in one sentence, by runs of months, or by pointing at the table."""
    # To which account it goes, and for whom of a family, makes no other amount.
    paid = [replace(p, to_childs_account=False) for p in item.payments]
    if len({p.month for p in paid}) == len(paid):
        paid = [replace(p, for_whom=()) for p in paid]
    of_runs = runs(paid)
    is_whole = len(of_runs) == 1 and not is_part_month(of_runs[0].payment)
    each = "_each" if count > 1 else "_together" if len(item.about) > 1 else ""
    if is_whole and of_runs[0].payment.month <= month_of(item.first) + 1:
        yield draft.say(f"operative.amount{each}", amount=of_runs[0].payment.least)
    elif 0 < len(of_runs) <= MOST_RUNS:
        told = [_run(draft, run) for run in of_runs]
        if len(told) > IN_ONE_SENTENCE:
            yield from _in_turn(draft, each, told)
            return
        listing = joined(told[:-1], ", ")
        both = draft.say("operative.and") if listing else ()
        lead, stop = draft.say(f"operative.runs{each}"), draft.say("operative.stop")
        yield (*lead, *listing, *both, *told[-1], *stop)
    elif of_runs:
        yield draft.say("operative.amounts")


def _in_turn(draft: Drafting, each: str, told: list[Spans]) -> Iterator[Spans]:
    """More amounts than a sentence holds: one behind the other."""
    stop = draft.say("operative.stop")
    yield (*draft.say(f"operative.runs{each}"), *told[0], *stop)
    for amount in told[1:]:
        yield (*draft.say("operative.then"), *amount, *stop)


def _run(draft: Drafting, run: Run) -> Spans:
    payment = run.payment
    if is_part_month(payment) and payment.days is not None:
        days = {"days": payment.days, "month": payment.month}
        return draft.say("operative.part_month", amount=payment.least, **days)
    return draft.say("operative.run", months=(payment.month, run.last), amount=payment.least)


def until(draft: Drafting, item: Item) -> Spans:
    """Until when a right lasts, or on what it depends whether it goes on."""
    end = item.end
    if end is None:
        return draft.say("operative.no_end")
    if end.stops:
        last = next_month_start(end.last) - 1 if is_paid_whole(item) else end.last
        return draft.say("operative.until_suspended", last=last)
    if not end.is_open:
        if _goes_on_to_month_end(item, end):
            return draft.say("operative.until_month", last=end.last, citation=LAST_MONTH)
        return draft.say("operative.until", last=end.last)
    truths = [g for g in end.why() if g.citation is not None and g.gives == "bool"]
    decided_later = month_of(end.last) < draft.solved.last_month
    key = "operative.until_decided" if decided_later else "operative.until_open"
    if not truths:
        return draft.say(f"{key}_uncited", last=end.last)
    name, citation = truths[0].name, truths[0].citation or ""
    on = draft.fitted(f"later.{name}", {})
    if on is None:
        on = draft.say("later.other", condition=draft.words.label(name))
    return draft.say(key, last=end.last, on=text_of(on), citation=citation)


def _goes_on_to_month_end(item: Item, end: End) -> bool:
    """Whether payment goes on past the right: to the end of a month that it did not begin in."""
    begins_before = item.first <= month_start(end.last)
    return begins_before and is_paid_whole(item) and next_month_start(end.last) > end.last + 1
