"""The decision itself: what, to whom, for which child, how much, from when and until when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from perenou.acts.document import Block, Listing, Part, Portion, Spans, text_of
from perenou.acts.drafting import Drafting, joined
from perenou.acts.effect import LAST_MONTH, is_paid_whole, takes_effect
from perenou.acts.ends import End
from perenou.acts.matter import Item, Kind
from perenou.acts.parts.alike import alike
from perenou.acts.parts.recovery import recovery, revocation, set_off
from perenou.acts.who_is_told import is_alive
from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.estonia.one_off_allowances import ONE_OFF
from perenou.casework.determination import Payment, Status
from perenou.casework.tell_money import Run, is_part_month, runs
from perenou.casework.waiting import AS_UNCOLLECTED, UNCOLLECTED
from perenou.language.catalogue import SlotValue
from perenou.rules.calendar import first_day_of, month_of, month_start, next_month_start
from perenou.rules.types import Day, Months

MOST_RUNS: Final = 6
"""Amounts by months told in the decision; more stand in the table alone."""

IN_ONE_SENTENCE: Final = 3
"""Of these, as many as one sentence holds where there are no more."""

A_FEW: Final = 2
"""As many as each of several sentences holds, so that none grows long."""

PASSES_BY: Final = "PHS § 57 lg 1"
"""Maintenance that the State has paid in a debtor's stead may be claimed by the State."""

_PASSING: Final = (Kind.RECIPIENT_CHANGE, Kind.RESUMPTION)
"""What may take payment from somebody else."""

_OF_COURSE: Final = (Kind.SUSPENSION, Kind.TERMINATION, Kind.RESUMPTION, Kind.CHANGE)
"""What changes an earlier decision."""

TO_THE_WARD = "PHS § 30 lg 4"
"""That the benefits of a child who has a guardian go to the account of the child."""


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
        for passing in claims_pass(draft):
            yield joined((passing, draft.say("operative.told_debtor")))
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
    if any(ground.name == AS_UNCOLLECTED for ground in item.grounds):
        yield draft.say("operative.until_claimed", citation=UNCOLLECTED)
    else:
        yield draft.say("operative.until_resumed")


def _terminated(
    draft: Drafting, item: Item, slots: dict[str, SlotValue], family: str
) -> Iterator[Spans]:
    since = takes_effect(item, Kind.TERMINATION)
    yield draft.say(f"operative.terminate{family}", **slots, since=since)
    if is_paid_whole(item):
        last = item.first - 1
        key = "last_whole" if since > item.first else "last_day"
        ahead = "_ahead" if last >= draft.day else ""
        yield draft.say(f"operative.{key}{ahead}", last=last, citation=LAST_MONTH)


def _slots(draft: Drafting, items: tuple[Item, ...]) -> dict[str, SlotValue]:
    slots: dict[str, SlotValue] = {"benefit": draft.benefit(items[0].benefit)}
    about = draft.about(child for item in items for child in item.about)
    return slots | draft.children(about) if about else slots


def _refused(draft: Drafting, item: Item, slots: dict[str, SlotValue], family: str) -> Spans:
    if (
        item.benefit in MONTHLY
        and MONTHLY[item.benefit].is_claimed_by_days
        and item.status is not Status.SUSPENDED
    ):
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
    yield from _for_loss(draft, item)
    since = takes_effect(item, draft.matter.kind)
    if since > item.first:
        yield draft.say("operative.passes", since=since)
    yield from amounts_of(draft, item, len(items))
    yield from _open_months(draft, item)
    yield from _to_accounts(draft, item)
    yield until(draft, item)


def _for_loss(draft: Drafting, item: Item) -> Iterator[Spans]:
    """Of survivor's allowance: the parent for whose loss it is paid."""
    lost = [g.about[0] for g in item.grounds if g.name == "is_parent" and len(g.about) > 1]
    if item.benefit.startswith("survivors_allowance") and lost:
        dead = [who for who in lost if not is_alive(draft.solved, who, draft.day)]
        for who in dead[:1]:
            yield draft.say("operative.for_loss", person=draft.name_of(who))


def claims_pass(draft: Drafting) -> Iterator[Spans]:
    """Of maintenance allowance: that what is paid may be claimed from the debtor by the State."""
    granted = [item for item in draft.matter.items if item.status is Status.GRANTED]
    for debtor in dict.fromkeys(item.debtor for item in granted if item.debtor is not None):
        yield draft.say("operative.claim_passes", debtor=draft.name_of(debtor), citation=PASSES_BY)


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
    """How much a month, and what is paid of it where that is one sum with other benefits."""
    if not item.by_own_law:
        yield from _amounts(draft, item, item.payments, count)
        return
    yield from _amounts(draft, item, item.by_own_law, count)
    beside = [payment for payment in item.payments if payment.benefit != item.benefit]
    paid = _by_month(beside) if item.about else None
    if paid:
        each = "_each" if count > 1 else ""
        told = [_run(draft, item, run) for run in runs(paid)]
        yield (*draft.say(f"operative.beside{each}"), *_listed(draft, told))
    else:
        yield draft.say("operative.with_others")


def _amounts(
    draft: Drafting, item: Item, payments: Sequence[Payment], count: int
) -> Iterator[Spans]:
    """How much a month: in one sentence, by runs of months, or by pointing at the table."""
    paid = _by_month(payments)
    if paid is None:
        yield draft.say("operative.amounts")
        return
    of_runs = runs(paid)
    is_whole = len(of_runs) == 1 and not is_part_month(of_runs[0].payment)
    each = "_each" if count > 1 else "_together" if len(item.about) > 1 else ""
    if is_whole and of_runs[0].payment.month <= month_of(item.first) + 1:
        yield draft.say(f"operative.amount{each}", amount=of_runs[0].payment.least)
    elif 0 < len(of_runs) <= MOST_RUNS:
        told = [_run(draft, item, run) for run in of_runs]
        step = len(told) if len(told) <= IN_ONE_SENTENCE else A_FEW
        for at in range(0, len(told), step):
            lead = "operative.then" if at else f"operative.runs{each}"
            yield (*draft.say(lead), *_listed(draft, told[at : at + step]))
    elif of_runs:
        yield draft.say("operative.amounts")


def _by_month(payments: Sequence[Payment]) -> list[Payment] | None:
    """What is paid in each month, to whatever accounts; None: of one for different days."""
    found: dict[int, list[Payment]] = {}
    for payment in payments:
        found.setdefault(payment.month, []).append(payment)
    if any(len({each.days for each in of}) > 1 for of in found.values()):
        return None
    return [
        of[0]._replace(
            for_whom=(), to_childs_account=False,
            least=sum(each.least for each in of), most=sum(each.most for each in of),
        )
        for of in found.values()
    ]  # fmt: skip


def _listed(draft: Drafting, told: list[Spans]) -> Spans:
    """Amounts at the end of a sentence."""
    listing = joined(told[:-1], ", ")
    both = draft.say("operative.and") if listing else ()
    return (*listing, *both, *told[-1], *draft.say("operative.stop"))


def _run(draft: Drafting, item: Item, run: Run) -> Spans:
    payment = run.payment
    if is_part_month(payment) and payment.days is not None:
        days = {"days": payment.days, "month": payment.month}
        return draft.say("operative.part_month", amount=payment.least, **days)
    if is_beyond(draft, item, run.last):
        return draft.say("operative.run_on", since=payment.month, amount=payment.least)
    return draft.say("operative.run", months=(payment.month, run.last), amount=payment.least)


def is_beyond(draft: Drafting, item: Item, month: Months) -> bool:
    """Whether a right surely goes on past a month only because nobody asked about later ones."""
    is_monthly = item.benefit in MONTHLY and not draft.is_by_days(item.benefit)
    if month < draft.solved.last_month or not is_monthly:
        return False
    return item.end is None or item.end.last >= first_day_of(month + 1)


def _open_months(draft: Drafting, item: Item) -> Iterator[Spans]:
    """The months whose amount is decided later, from the first of them to the last."""
    if item.open_months:
        months = (item.open_months[0], item.open_months[-1])
        yield draft.say("operative.open_months", months=months)


def _to_accounts(draft: Drafting, item: Item) -> Iterator[Spans]:
    """What of it goes to the account of a child that it is paid for, and from when."""
    childs = [payment for payment in item.payments if payment.to_childs_account]
    others = [payment for payment in item.payments if not payment.to_childs_account]
    if not childs:
        return
    since = min(payment.month for payment in childs)
    accounts = dict.fromkeys(payment.for_whom for payment in childs)
    if not others and len(accounts) == 1:
        yield draft.say("operative.to_childs_account", citation=TO_THE_WARD)
    elif len(accounts) == 1 and all(payment.month < since for payment in others):
        yield draft.say("operative.to_childs_account_since", since=since, citation=TO_THE_WARD)
    else:
        for whom in accounts:
            of_runs = runs(payment for payment in childs if payment.for_whom == whom)
            told = [_run(draft, item, run) for run in of_runs]
            slots = draft.children(whom)
            lead = draft.say("operative.part_to_account", **slots, citation=TO_THE_WARD)
            yield (*lead, *_listed(draft, told))


def until(draft: Drafting, item: Item) -> Spans:
    """Until when a right lasts, or on what it depends whether it goes on."""
    end = item.end
    if end is None:
        return draft.say("operative.no_end")
    if end.passes:
        return draft.say("operative.until_passes", last=_last_paid(item, end))
    if end.stops:
        return draft.say("operative.until_suspended", last=_last_paid(item, end))
    if not end.is_open:
        if _goes_on_to_month_end(item, end):
            paid_on = draft.say("operative.until_month", last=end.last, citation=LAST_MONTH)
        else:
            paid_on = draft.say("operative.until", last=end.last)
        return _while_studying(draft, item, end) or paid_on
    truths = [g for g in end.why() if g.citation is not None and g.gives == "bool"]
    decided_later = month_of(end.last) < draft.solved.last_month
    key = "operative.until_decided" if decided_later else "operative.until_open"
    if not truths:
        return draft.say(f"{key}_uncited", last=end.last)
    name, citation = truths[0].name, truths[0].citation or ""
    is_own = draft.matter.addressee in item.about
    own = draft.fitted(f"later.{name}.you", {}) if is_own else None
    on = own or draft.fitted(f"later.{name}", {})
    if on is None:
        on = draft.say("later.other", condition=draft.words.label(name))
    return draft.say(key, last=end.last, on=text_of(on), citation=citation)


def _last_paid(item: Item, end: End) -> Day:
    """The last day for which it is paid: of a month that is paid whole, the month's."""
    return next_month_start(end.last) - 1 if is_paid_whole(item) else end.last


def _while_studying(draft: Drafting, item: Item, end: End) -> Spans | None:
    """Of a right whose last time rests on studies: that it lasts only as long as they do."""
    last = item.later[-1][1] if item.later else item.grounds
    if not any(ground.name.startswith("studies_") and ground.value is True for ground in last):
        return None
    own = ".you" if draft.matter.addressee in item.about else ""
    return draft.say(f"operative.until_studying{own}", last=end.last)


def _goes_on_to_month_end(item: Item, end: End) -> bool:
    """Whether payment goes on past the right: to the end of a month that it did not begin in."""
    begins_before = item.first <= month_start(end.last)
    return begins_before and is_paid_whole(item) and next_month_start(end.last) > end.last + 1
