"""What was weighed where the law leaves a choice; only an official can say it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from perenou.acts.document import Block, Paragraph, Part, Portion, Spans
from perenou.acts.drafting import Drafting
from perenou.acts.matter import Kind
from perenou.rules.calendar import first_day_of

ASKED: Final = ("cause", "knowledge", "circumstances", "public_interest", "outcome")
"""What the weighing of a recovery has to deal with."""

_OF_EITHER: Final = ("public_interest", "outcome")
"""What is weighed for a recovery and for a revocation, each for another end."""

_GROUNDS: Final = {
    Kind.RECOVERY_INJUNCTION: ("recovery", "SÜS § 31"),
    Kind.SET_OFF: ("set_off", "SÜS § 34"),
    Kind.REVOCATION: ("revocation", "HMS § 64 lg 3"),
}
"""By kind of act: how its choice is told, and the provision that leaves it."""


def weighing(draft: Drafting) -> Portion | None:
    """The weighing of a recovery or revocation; whatever is not filled in is a gap."""
    given = draft.given.weighing
    answers = {
        "cause": given.cause,
        "knowledge": given.knowledge,
        "circumstances": given.circumstances,
        "public_interest": given.public_interest,
        "outcome": given.outcome,
    }
    choice, ground = _GROUNDS[draft.matter.kind]
    blocks: list[Block] = [draft.says(f"weighing.{choice}", ground=ground, duty="HMS § 56 lg 3")]
    if draft.matter.kind is not Kind.SET_OFF:
        blocks.append(draft.says("weighing.trust", citation="HMS § 67"))
    if draft.matter.overpaid and draft.matter.kind is not Kind.REVOCATION:
        blocks += _limitation(draft)
    is_revocation = draft.matter.kind is Kind.REVOCATION
    for asked in ASKED:
        is_cause = asked == "cause" and not draft.matter.overpaid
        key = "revoking" if is_cause else asked
        lead: Spans = draft.say(f"weighing.about_{key}")
        what = f"{key}_of_revoking" if is_revocation and key in _OF_EITHER else key
        answer = draft.sentence_or_gap(Part.WEIGHING, f"weighing_{what}", answers[asked])
        blocks.append(Paragraph((*lead, answer)))
    return draft.portion(Part.WEIGHING, blocks, draft.text("weighing.heading"))


def _limitation(draft: Drafting) -> Iterator[Block]:
    """By which rules the claim is barred; of months that long ago, why it is not barred yet."""
    years, citation = draft.term("enforcement_years")
    yield draft.says("weighing.limitation", citation=citation)
    oldest = date.fromordinal(first_day_of(min(each.month for each in draft.matter.overpaid)))
    if oldest.year + years < date.fromordinal(draft.day).year:
        answer = draft.sentence_or_gap(
            Part.WEIGHING, "weighing_limitation", draft.given.weighing.limitation
        )
        yield Paragraph((*draft.say("weighing.about_limitation"), answer))
