"""The application and the facts: what was asked, about whom, and what the facts were taken from."""

from __future__ import annotations

from collections.abc import Iterator

from perenou.acts.document import Block, Listing, Paragraph, Part, Portion, Span, Spans
from perenou.acts.drafting import Drafting, capital
from perenou.acts.matter import Kind
from perenou.acts.parts.abroad import adults_and_states, sent
from perenou.casework.case_file.dates import PartialDay
from perenou.casework.case_file.schema import entries
from perenou.language.catalogue import SlotValue


def application(draft: Drafting) -> Portion | None:
    """The short account of the application, where there is one."""
    by_days = any(item.about and draft.is_by_days(item.benefit) for item in draft.matter.items)
    if draft.matter.claim is None and not by_days:
        return None
    if draft.matter.received is None:
        received: Spans = (
            *draft.say("application.undated"),
            draft.gap(Part.APPLICATION, "received"),
            Span("."),
        )
    else:
        received = draft.say("application.received", day=draft.matter.received)
    asked = draft.say(*_asked(draft), **_slots(draft))
    block = Paragraph((*received, Span(" "), *asked))
    return draft.portion(Part.APPLICATION, (block,), draft.text("application.heading"))


def _asked(draft: Drafting) -> tuple[str]:
    about = draft.about(child for item in draft.matter.items for child in item.about)
    return ("application.asked" if about else "application.asked_family",)


def _slots(draft: Drafting) -> dict[str, SlotValue]:
    slots: dict[str, SlotValue] = {"benefits": draft.benefits(draft.matter.benefits)}
    about = draft.about(child for item in draft.matter.items for child in item.about)
    return slots | draft.children(about) if about else slots


def facts(draft: Drafting) -> Portion | None:
    """Who the children are, their parents, and what the facts were taken from."""
    births = tuple(
        spans for child in draft.matter.children if (spans := _birth(draft, child)) is not None
    )
    blocks: list[Block] = []
    if births:
        lead = capital(draft.say("facts.children", count=len(births)))
        blocks += [Paragraph(lead), Listing(births)]
    blocks += adults_and_states(draft)
    blocks += _deaths(draft)
    blocks += _claimed_days(draft)
    evidence = draft.given.evidence
    if evidence:
        blocks += [
            draft.says("facts.evidence"),
            Listing(tuple(_evidence(draft, at) for at in range(len(evidence)))),
        ]
    else:
        told = [*_claim(draft)]
        if draft.matter.is_adverse:
            told.append((draft.gap(Part.FACTS, "evidence"),))
        if told:
            blocks += [draft.says("facts.evidence"), Listing(tuple(told))]
    if not draft.matter.is_letter:
        blocks += sent(draft)
    return draft.portion(Part.FACTS, blocks, draft.text("facts.heading"))


def _birth(draft: Drafting, child: str) -> Spans | None:
    born = draft.solved.case.children[child].birth
    if not isinstance(born, PartialDay) or born.first != born.last:
        return None
    if draft.is_nameless(child):
        return (Span(draft.name_of(child), "name"),)
    died = draft.solved.case.children[child].death
    if isinstance(died, PartialDay) and died.first == died.last <= draft.day:
        days = {"day": born.first, "died": died.first}
        return draft.say("facts.born_and_died", child=draft.name_of(child), **days)
    return draft.say("facts.born", child=draft.name_of(child), day=born.first)


def _deaths(draft: Drafting) -> Iterator[Block]:
    """The parents whose loss survivor's allowance is paid for."""
    if not any(benefit.startswith("survivors_allowance") for benefit in draft.matter.benefits):
        return
    case = draft.solved.case
    found: dict[str, int] = {}
    for child in draft.matter.children:
        for link in entries(case.children[child].parents):
            parent = case.everybody.get(link.who or "")
            died = None if parent is None else parent.death
            if isinstance(died, PartialDay) and died.first == died.last:
                found[str(link.who)] = died.first
    if found:
        yield draft.says("facts.deaths")
        yield Listing(
            tuple(
                draft.say("facts.died", person=draft.name_of(who), day=day)
                for who, day in found.items()
            )
        )


def _claimed_days(draft: Drafting) -> Iterator[Block]:
    """The days of parental benefit that the person claims."""
    if draft.matter.kind not in (Kind.GRANT, Kind.PARTIAL_GRANT, Kind.REFUSAL):
        return
    if not any(draft.is_by_days(item.benefit) for item in draft.matter.items):
        return
    rows = []
    for each in entries(draft.solved.case.parental_days):
        if each.by != draft.matter.addressee or each.for_ not in draft.matter.children:
            continue
        first = None if each.from_ is None else each.from_.first
        last = None if each.to is None else each.to.last
        if first is not None or last is not None:
            kind = draft.words.say(f"parental.kind.{each.kind}")
            rows.append(draft.say("facts.days", kind=kind, days=(first, last)))
    if rows:
        yield draft.says("facts.claimed_days")
        yield Listing(tuple(rows))


def _claim(draft: Drafting) -> Iterator[Spans]:
    """The claim itself, where its day is known."""
    if draft.matter.received is not None:
        day = draft.say("facts.on", day=draft.matter.received)
        yield (Span(draft.text("source.application")), Span(", "), *day)


def _evidence(draft: Drafting, at: int) -> Spans:
    one = draft.given.evidence[at]
    source = draft.text(f"source.{one.source}")
    found: list[Span] = [Span(source)]
    if one.day is not None:
        found += [Span(", "), *draft.say("facts.on", day=one.day.first)]
    if one.what:
        found += [Span(": "), Span(one.what)]
    return tuple(found)
