"""The decision in what is not about a benefit's months: challenges, slips, other states."""

from __future__ import annotations

from collections.abc import Iterator

from perenou.acts.document import Block, Grid, Listing, Paragraph, Part, Portion, Span, Spans
from perenou.acts.drafting import Drafting
from perenou.acts.parts.reasons import reasons_of
from perenou.acts.parts.states import first_states
from perenou.language.catalogue import SlotValue


def challenge_decision(draft: Drafting) -> Portion | None:
    """What becomes of each demand of a challenge."""
    demands = draft.given.challenge.demands
    items: list[Spans] = []
    for each in demands:
        if each.demand is None:
            items.append((draft.gap(Part.OPERATIVE, "demand"),))
        elif each.outcome is None:
            gap = draft.gap(Part.OPERATIVE, "outcome")
            items.append((*draft.say("challenge.to_demand", demand=each.demand), gap))
        else:
            items.append(draft.say(f"challenge.{each.outcome}", demand=each.demand))
    if not demands:
        items.append((draft.gap(Part.OPERATIVE, "demands"),))
    blocks: list[Block] = [draft.says("operative.intro"), Listing(tuple(items), numbered=True)]
    return draft.portion(Part.OPERATIVE, blocks, draft.text("operative.heading"))


def challenge_return(draft: Drafting) -> Portion | None:
    """That a challenge is returned without being examined."""
    sentence = draft.say("challenge.returned", citation="HMS § 79")
    blocks: list[Block] = [draft.says("operative.intro"), Listing((sentence,), numbered=True)]
    return draft.portion(Part.OPERATIVE, blocks, draft.text("operative.heading"))


def challenged(draft: Drafting) -> Portion | None:
    """The challenge: when it came, against which act, and what it asks for."""
    given = draft.given.challenge
    if given.received is None:
        received: Spans = (draft.gap(Part.APPLICATION, "challenge_received"),)
    else:
        received = draft.say("challenge.on", day=given.received.first)
    lead = (*draft.say("challenge.received"), *received, *draft.say("challenge.against"))
    blocks: list[Block] = [Paragraph((*lead, *earlier_act(draft, Part.APPLICATION), Span(".")))]
    asked = tuple((Span(each.demand),) for each in given.demands if each.demand)
    if asked:
        blocks += [draft.says("challenge.asked"), Listing(asked)]
    return draft.portion(Part.APPLICATION, blocks, draft.text("challenge.heading"))


def challenge_reasons(draft: Drafting) -> Portion | None:
    """The answer to each demand; lawfulness and expediency are both looked at."""
    blocks: list[Block] = [draft.says("challenge.looked_at", citation="HMS § 83")]
    for each in draft.given.challenge.demands:
        answer = draft.sentence_or_gap(Part.REASONS, "answer", each.answer)
        lead: Spans = ()
        if each.demand:
            lead = draft.say("challenge.to_demand", demand=each.demand)
        blocks.append(Paragraph((*lead, answer)))
    law = list(reasons_of(draft))
    if law:
        blocks += [draft.says("challenge.law"), *law]
    return draft.portion(Part.REASONS, blocks, draft.text("reasons.heading"))


def return_reasons(draft: Drafting) -> Portion | None:
    """Why a challenge is returned."""
    given = draft.given.challenge
    ground = given.return_ground
    why: Spans = (
        (draft.gap(Part.REASONS, "return_ground"),)
        if ground is None
        else draft.say(f"challenge.ground.{ground}", citation="HMS § 79")
    )
    told = draft.sentence_or_gap(Part.REASONS, "return_explanation", given.explanation)
    blocks = [Paragraph(why), Paragraph((told,))]
    return draft.portion(Part.REASONS, blocks, draft.text("reasons.heading"))


def correction(draft: Drafting) -> Portion | None:
    """The slips of an act and what stands in their place; its substance stays."""
    rows = tuple(
        (
            (draft.given_or_gap(Part.OPERATIVE, "old_text", each.old),),
            (draft.given_or_gap(Part.OPERATIVE, "new_text", each.new),),
        )
        for each in draft.given.corrections
    )
    act = earlier_act(draft, Part.OPERATIVE, "act.in")
    sentence = (*draft.say("correction.what"), *act)
    blocks: list[Block] = [
        draft.says("operative.intro"),
        Listing(((*sentence, *draft.say("correction.how")),), numbered=True),
    ]
    if rows:
        head = (draft.text("correction.old"), draft.text("correction.new"))
        blocks.append(Grid(draft.text("correction.caption"), head, rows))
    else:
        blocks.append(Paragraph((draft.gap(Part.OPERATIVE, "corrections"),)))
    blocks.append(draft.says("correction.substance", citation="HMS § 59"))
    return draft.portion(Part.OPERATIVE, blocks, draft.text("operative.heading"))


def provisional(draft: Drafting) -> Portion | None:
    """Which state pays first for the time being, and what Estonia pays meanwhile."""
    items: list[Spans] = list(first_states(draft))
    items += _meanwhile(draft)
    months, citation = draft.term("position_months")
    items.append(draft.say("provisional.final", months=months, citation=citation))
    blocks: list[Block] = [draft.says("operative.intro"), Listing(tuple(items), numbered=True)]
    return draft.portion(Part.OPERATIVE, blocks, draft.text("operative.heading"))


def _meanwhile(draft: Drafting) -> Iterator[Spans]:
    items = draft.matter.items
    paid = [p for item in items for p in item.payments if p.benefit != item.benefit]
    slots: dict[str, SlotValue] = {"citation": "883/2004 art 68(2)"}
    key = "provisional.supplement" if paid else "provisional.no_supplement"
    yield draft.say(key, **slots)


def earlier_act(draft: Drafting, part: Part, form: str = "act") -> Spans:
    """The act that this one is about, by number and day.

    Args:
        form: ``act``, or ``act.in``: as that in which something stands.
    """
    earlier = draft.given.earlier_act
    number = draft.given_or_gap(part, "act_number", None if earlier is None else earlier.number)
    if earlier is None or earlier.day is None:
        return (*draft.say(f"{form}.undated"), number)
    return (*draft.say(f"{form}.of", day=earlier.day.first), number)
