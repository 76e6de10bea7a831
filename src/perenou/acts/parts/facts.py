"""The application and the facts: what was asked, about whom, and what the facts were taken from."""

from __future__ import annotations

from collections.abc import Iterator

from perenou.acts.document import Block, Listing, Paragraph, Part, Portion, Span, Spans
from perenou.acts.drafting import Drafting, capital
from perenou.acts.matter import Kind
from perenou.acts.parts.abroad import adults_and_states, sent
from perenou.acts.rows import children_among
from perenou.casework.case_file.dates import PartialDay
from perenou.casework.case_file.schema import Adoption, Stillborn, entries
from perenou.language.catalogue import SlotValue


def application(draft: Drafting) -> Portion | None:
    """The short account of the application, where there is one."""
    by_days = any(item.about and draft.is_by_days(item.benefit) for item in draft.matter.items)
    if (draft.matter.claim is None and not by_days) or draft.matter.is_to_state:
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
    own = draft.matter.addressee
    children = [child for child in _told_of(draft) if child != own]
    births = tuple(spans for child in children if (spans := _birth(draft, child)) is not None)
    blocks: list[Block] = []
    if own in draft.matter.children:
        blocks += _own_birth(draft)
    if births:
        lead = capital(draft.say("facts.children", count=len(births)))
        blocks += [Paragraph(lead), Listing(births)]
    blocks += _decisive(draft)
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
    return draft.portion(Part.FACTS, blocks, draft.text("facts.heading"))


def institutions(draft: Drafting) -> Portion | None:
    """What went to the other states' institutions, and that they get a copy."""
    blocks = tuple(sent(draft))
    return Portion(Part.FACTS, draft.text("abroad.heading"), blocks) if blocks else None


def _told_of(draft: Drafting) -> tuple[str, ...]:
    """The children of a matter, and those of whom its reasons speak."""
    grounds = [g for i in draft.matter.items for g in i.grounds if not draft.matter.is_letter]
    others = [c for g in grounds for c in children_among(draft.solved, g.about)]
    return tuple(dict.fromkeys((*draft.matter.children, *others)))


def _own_birth(draft: Drafting) -> Iterator[Block]:
    born = draft.solved.case.children[draft.matter.addressee].birth
    if isinstance(born, PartialDay) and born.first == born.last:
        yield draft.says("facts.you", day=born.first)


def _decisive(draft: Drafting) -> Iterator[Block]:
    """Days that a right hangs on beside the births: of an adoption, and when a birth was due."""
    told: list[Spans] = []
    by_days = any(draft.is_by_days(item.benefit) for item in draft.matter.items)
    for child in draft.matter.children:
        case = draft.solved.case.children[child]
        name = draft.name_of(child)
        adoption = case.adoption
        if isinstance(adoption, Adoption) and adoption.by == draft.matter.addressee:
            if adoption.final is not None and adoption.final.is_exact:
                told.append(draft.say("facts.adopted", child=name, day=adoption.final.first))
        expected = case.expected
        if by_days and isinstance(expected, PartialDay) and expected.is_exact:
            told.append(draft.say("facts.expected", child=name, day=expected.first))
    if told:
        yield draft.says("facts.decisive")
        yield Listing(tuple(told))


def _birth(draft: Drafting, child: str) -> Spans | None:
    born = draft.solved.case.children[child].birth
    if not isinstance(born, PartialDay) or born.first != born.last:
        return None
    stillborn = draft.solved.case.children[child].stillborn
    if isinstance(stillborn, Stillborn):
        week = stillborn.week
        if isinstance(week, int):
            return draft.say("facts.stillborn_in", day=born.first, week=week)
        return draft.say("facts.stillborn", day=born.first)
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
        own = "_yours" if draft.matter.children == (draft.matter.addressee,) else ""
        yield draft.says("facts.deaths")
        yield Listing(
            tuple(
                draft.say(f"facts.died{own}", person=draft.name_of(who), day=day)
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
            kind = draft.words.benefit(f"{each.kind}_parental_benefit")
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
