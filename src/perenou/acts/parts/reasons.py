"""Why: the conditions that decided, each with its provision and what it was found from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from perenou.acts.document import Block, Listing, Paragraph, Part, Portion, Spans, text_of
from perenou.acts.drafting import Drafting, capital
from perenou.acts.effect import LAST_MONTH, is_paid_whole, takes_effect
from perenou.acts.matter import Instead, Item, Kind
from perenou.acts.parts.abroad import finality
from perenou.acts.parts.causes import condition
from perenou.acts.parts.states import first_states, outside_states
from perenou.acts.rows import carer_row, children_among
from perenou.acts.states_concerned import is_coordinated
from perenou.casework.determination import LATENESS, Status
from perenou.casework.rights import months_back
from perenou.language.catalogue import SlotValue
from perenou.language.dates import day_spell
from perenou.rules.calendar import month_of

_IN_EMERGENCY: Final[dict[str, SlotValue]] = {"too": "PHS § 14¹ lg 2", "lifted": "PHS § 14¹ lg 1"}

FAMILY_FIRST = "883/2004 art 68"
"""Which of several states pays first, and how much the others add."""

OWN_LAW = "PHS § 4 lg 4"
"""What a benefit means of a state whose benefits are not coordinated with Estonia's."""

SUSPENDED_FIRST = "PHS § 12"
"""When payment to somebody who has the right is suspended."""

NEW_RATE = "PHS § 27 lg 1"
"""From when a rate that the law has changed is paid."""

NEW_FACTS = "PHS § 30 lg 1"
"""From when an amount is paid that other facts have changed; of the number of children likewise."""

_AFTER_AN_END: Final = (Kind.RECOVERY_INJUNCTION, Kind.SET_OFF)
"""What may follow a decision that has ended or suspended payment."""

_BY_DAYS = ("granted", "denied")
"""How a decision on claimed days may turn out."""

UNDUE_BACK = "SÜS § 31 lg 1"
"""What was paid without ground is to be paid back."""

PARENTAL_BACK = "PHS § 46⁴ lg 1"
"""The same of parental benefit that is computed anew when its data turn out otherwise."""


def reasons(draft: Drafting) -> Portion | None:
    """The conditions of each thing decided; those that stand against it where it is denied."""
    blocks = list(reasons_of(draft))
    return draft.portion(Part.REASONS, blocks, draft.text("reasons.heading"))


def reasons_of(draft: Drafting) -> Iterator[Block]:
    """The same without heading and the official's own words."""
    if draft.matter.planned is Kind.RECIPIENT_CHANGE:
        yield from _turned(draft)
        return
    if draft.matter.planned is Kind.RESUMPTION:
        return  # why payment to another was suspended is not for who was paid meanwhile
    told: dict[object, tuple[list[Item], list[Spans]]] = {}
    for item in draft.matter.items:
        conditions = _each_once(list(_conditions(draft, item)))
        said = tuple(text_of(each) for each in conditions)
        key = (item.benefit, item.status, bool(item.about), said)
        told.setdefault(key, ([], conditions))[0].append(item)
    for items, conditions in told.values():
        if conditions:
            yield _lead(draft, items)
            yield Listing(tuple(conditions))
    yield from _beside(draft)
    yield from _of_debt(draft)


def _conditions(draft: Drafting, item: Item) -> Iterator[Spans]:
    """What an item rests on; of each later time only what differs from the time before."""
    for ground in item.grounds:
        yield condition(draft, item, ground)
    before = item.grounds
    for since, grounds in item.later:
        known = {(ground.name, ground.row, ground.value) for ground in before}
        for ground in grounds:
            if (ground.name, ground.row, ground.value) not in known:
                yield condition(draft, item, ground, since)
        before = grounds


def _lead(draft: Drafting, items: list[Item]) -> Paragraph:
    first = items[0]
    children = draft.about(child for item in items for child in item.about)
    manner = _manner(draft, first)
    key = f"reasons.{manner}"
    slots: dict[str, SlotValue] = {"benefit": draft.benefit(first.benefit)}
    if not children:
        return Paragraph(capital(draft.say(f"{key}_family", **slots)))
    is_by_days = manner in _BY_DAYS and draft.is_by_days(first.benefit)
    if is_by_days and len(draft.matter.items) > 1:
        # Where a decision is about several spells, each reason says about which.
        key, slots = f"{key}_days", slots | {"days": [_spell(draft, item) for item in items]}
    return Paragraph(capital(draft.say(key, **slots, **draft.children(children))))


def _spell(draft: Drafting, item: Item) -> str:
    return day_spell(item.first, None if item.end is None else item.end.last, draft.language)


def kind_of(draft: Drafting) -> Kind:
    """The kind of the decision, also where it is only planned."""
    return draft.matter.planned or draft.matter.kind


def _since_when(draft: Drafting, item: Item) -> Paragraph:
    """By which rule a new amount is paid from its month on."""
    if any(ground.name in draft.solved.law.figures for ground in item.grounds):
        return draft.says("calculation.new_rate", citation=NEW_RATE)
    children = (w for g in item.grounds for w in children_among(draft.solved, g.about))
    others = [who for who in children if who not in item.about]
    key = "reasons.by_number" if others else "reasons.from_next_month"
    return draft.says(key, citation=NEW_FACTS)


def _manner(draft: Drafting, item: Item) -> str:
    kind = kind_of(draft)
    if draft.matter.overpaid:
        return "unpaid"
    if kind is Kind.CHANGE:
        return "changed"
    if kind is Kind.RESUMPTION:
        return "resumed"
    if item.status is Status.GRANTED:
        return "granted"
    if kind is Kind.SUSPENSION or item.status is Status.SUSPENDED:
        return "suspended"
    if kind is Kind.TERMINATION:
        return "ends" if item.first > draft.day else "ended"
    return "denied"


def _beside(draft: Drafting) -> Iterator[Block]:
    """What is not a condition: late claims, rights that another holds, other states."""
    yield from dict.fromkeys(_late(draft, item) for item in draft.matter.items if item.late)
    held = [item for item in draft.matter.items if item.status is Status.REFUSED and item.former]
    for item in held:
        slots: dict[str, SlotValue] = {
            "benefit": draft.benefit(item.benefit),
            "former": draft.name_of(item.former or ""),
        }
        slots |= {"one": "PHS § 25 lg 1", "change": "PHS § 6 lg 1", **draft.children(item.about)}
        key = "reasons.held"
        if _raises_in_emergency(draft, item):
            key, slots = f"{key}_in_emergency", slots | _IN_EMERGENCY
        yield Paragraph(capital(draft.say(key, **slots)))
    if draft.matter.kind in (Kind.RECIPIENT_CHANGE, Kind.PARTIAL_GRANT):
        yield from _turned(draft)
    if kind_of(draft) is Kind.CHANGE:
        yield from dict.fromkeys(_since_when(draft, item) for item in draft.matter.items)
    yield from dict.fromkeys(_instead(draft, i.instead) for i in draft.matter.items if i.instead)
    if draft.matter.kind is not Kind.PROVISIONAL_DECISION:
        yield from _several_states(draft)
    yield from (Paragraph(capital(told)) for told in finality(draft))


def _raises_in_emergency(draft: Drafting, item: Item) -> bool:
    """Whether who claimed raises any of the children because of an emergency or war."""
    rows = [carer_row(draft.solved, draft.matter.addressee, child) for child in item.about]
    world = draft.solved.world
    return any(
        row is not None and world.at("raises_in_emergency", row, item.first) is True for row in rows
    )


def _several_states(draft: Drafting) -> Iterator[Block]:
    """Who pays first and why; beside it what benefits mean that are not coordinated."""
    states = draft.matter.states
    if not states:
        return
    if is_coordinated(states):
        yield draft.says("states.lead", citation=FAMILY_FIRST)
    else:
        yield draft.says("states.lead_outside", citation=OWN_LAW)
    yield Listing((*first_states(draft), *outside_states(draft)))
    months = (min(each.month for each in states), max(each.month for each in states))
    if any(month_of(item.first) < months[0] for item in draft.matter.items):
        yield draft.says("states.only_for", months=months)


def _turned(draft: Drafting) -> Iterator[Block]:
    """Why a right passes from one recipient to another."""
    turned = [condition(draft, i, g) for i in draft.matter.items for g in i.turned]
    if not turned:
        return
    if draft.matter.claim is not None:
        yield draft.says("reasons.recipient", citation="PHS § 6 lg 1")
    else:
        yield draft.says("reasons.recipient_without_claim")
    yield Listing(tuple(_each_once(turned)))


def _instead(draft: Drafting, instead: Instead) -> Paragraph:
    """That somebody else is paid no more, or not now; what for is their own affair."""
    former = draft.name_of(instead.who)
    if instead.why != "died":
        cited = (g.citation for g in instead.grounds if g.value is True and g.citation is not None)
        citation = next(cited, SUSPENDED_FIRST)
        return draft.says("reasons.instead_suspended", former=former, citation=citation)
    if instead.day is None:
        return draft.says("reasons.instead_died_undated", former=former)
    return draft.says("reasons.instead_died", former=former, day=instead.day)


def _each_once(sentences: list[Spans]) -> list[Spans]:
    """Sentences without those that read the same as one before."""
    return list({text_of(each): each for each in reversed(sentences)}.values())[::-1]


def _late(draft: Drafting, item: Item) -> Paragraph:
    months, citation = _reach(draft, item)
    return Paragraph(
        capital(
            draft.say(
                "reasons.late",
                benefit=draft.benefit(item.benefit),
                months=months,
                since=item.first,
                citation=citation,
            )
        )
    )


def _reach(draft: Drafting, item: Item) -> tuple[int, str]:
    """For how many months back a late claim is paid, and by which provision."""
    solved = draft.solved
    for who in item.about:
        row = carer_row(solved, draft.matter.addressee, who)
        name = f"{item.benefit}{LATENESS}"
        if row is not None and solved.law.book.known(name):
            reach = months_back(solved.explainer.reason(name, row, item.first))
            if reach is not None and isinstance(reach.value, int):
                return reach.value, str(reach.citation)
    version = solved.law.figures["family_allowance_retroactive_months"].at(item.first)
    if version is None or version.value is None:
        return 0, ""
    return version.value, str(version.citation)


def _of_debt(draft: Drafting) -> Iterator[Block]:
    """The norms that order something back although it was due when it was paid."""
    ordered = dict.fromkeys((e.ground, e.citation) for e in draft.matter.overpaid if e.ground)
    for ground, citation in ordered:
        label = draft.words.label(ground)
        yield draft.says("reasons.recovered", condition=label, citation=citation)
    if any(_ended_within_a_month(draft, item) for item in draft.matter.items):
        yield draft.says("reasons.last_month", citation=LAST_MONTH)
    if draft.matter.overpaid and not draft.matter.items and not ordered:
        yield from _recomputed(draft)
    stopped = draft.matter.stopped
    if stopped is not None and draft.matter.kind in _AFTER_AN_END:
        earlier = draft.given.earlier_act
        number = None if earlier is None else earlier.number
        gap = draft.given_or_gap(Part.REASONS, "stopping_act", number)
        lead = draft.say(f"reasons.stopped.{stopped.value}")
        yield Paragraph((*lead, gap, *draft.say("operative.stop")))


def _recomputed(draft: Drafting) -> Iterator[Block]:
    """Which data turned out otherwise, what follows from them now, and that the rest is undue."""
    lead = draft.say("reasons.recomputed_by")
    changed = draft.given.repayment.changed
    yield Paragraph((*lead, draft.sentence_or_gap(Part.REASONS, "changed_data", changed)))
    for sheet in draft.matter.sheets:
        tax, rate = sheet.line("social_tax"), sheet.line("daily_rate")
        if isinstance(tax.value, int) and isinstance(rate.value, int):
            slots = {"benefits": draft.benefits(sheet.benefits), "citation": str(rate.citation)}
            yield draft.says("reasons.rate_now", tax=tax.value, rate=rate.value, **slots)
    is_parental = all(draft.is_by_days(each.benefit) for each in draft.matter.overpaid)
    yield draft.says("reasons.recomputed", citation=PARENTAL_BACK if is_parental else UNDUE_BACK)


def _ended_within_a_month(draft: Drafting, item: Item) -> bool:
    """Whether what is to be paid back begins only with the month after the one it ended in."""
    if item.status is not Status.REFUSED or not is_paid_whole(item):
        return False
    since = takes_effect(item, Kind.TERMINATION)
    return since > item.first and any(
        debt.benefit == item.benefit and debt.month == month_of(since)
        for debt in draft.matter.overpaid
    )
