"""The application and the facts: what was asked, about whom, and what the facts were taken from."""

from __future__ import annotations

from perenou.acts.document import Block, Listing, Paragraph, Part, Portion, Span, Spans
from perenou.acts.drafting import Drafting
from perenou.casework.case_file.dates import PartialDay


def application(draft: Drafting) -> Portion | None:
    """The short account of the application, where there is one."""
    claim = draft.matter.claim
    if claim is None:
        return None
    benefits = draft.benefits(draft.matter.benefits)
    if draft.matter.received is None:
        received: Spans = (
            *draft.say("application.undated"),
            draft.gap(Part.APPLICATION, "received"),
            Span("."),
        )
    else:
        received = draft.say("application.received", day=draft.matter.received)
    asked = (
        draft.say("application.asked", benefits=benefits, child=draft.names(draft.matter.children))
        if draft.matter.children
        else draft.say("application.asked_family", benefits=benefits)
    )
    block = Paragraph((*received, Span(" "), *asked))
    return draft.portion(Part.APPLICATION, (block,), draft.text("application.heading"))


def facts(draft: Drafting) -> Portion | None:
    """Who the children are and what the facts were taken from."""
    blocks: list[Block] = []
    births = tuple(
        spans for child in draft.matter.children if (spans := _birth(draft, child)) is not None
    )
    if births:
        blocks += [draft.says("facts.children"), Listing(births)]
    evidence = draft.given.evidence
    if evidence:
        blocks += [
            draft.says("facts.evidence"),
            Listing(tuple(_evidence(draft, at) for at in range(len(evidence)))),
        ]
    elif draft.matter.is_adverse:
        blocks.append(
            Paragraph((*draft.say("facts.evidence"), Span(" "), draft.gap(Part.FACTS, "evidence")))
        )
    return draft.portion(Part.FACTS, blocks, draft.text("facts.heading"))


def _birth(draft: Drafting, child: str) -> Spans | None:
    born = draft.solved.case.children[child].birth
    if not isinstance(born, PartialDay) or born.first != born.last:
        return None
    return draft.say("facts.born", child=draft.name_of(child), day=born.first)


def _evidence(draft: Drafting, at: int) -> Spans:
    one = draft.given.evidence[at]
    source = draft.text(f"source.{one.source}")
    found: list[Span] = [Span(source)]
    if one.day is not None:
        found += [Span(", "), *draft.say("facts.on", day=one.day.first)]
    if one.what:
        found += [Span(": "), Span(one.what)]
    return tuple(found)
