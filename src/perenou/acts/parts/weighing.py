"""What was weighed where the law leaves a choice; only an official can say it."""

from __future__ import annotations

from typing import Final

from perenou.acts.document import Block, Paragraph, Part, Portion, Spans
from perenou.acts.drafting import Drafting

ASKED: Final = ("cause", "knowledge", "circumstances", "public_interest", "outcome")
"""What the weighing of a recovery has to deal with."""


def weighing(draft: Drafting) -> Portion | None:
    """The weighing of a recovery; whatever is not filled in is a gap."""
    given = draft.given.weighing
    answers = {
        "cause": given.cause,
        "knowledge": given.knowledge,
        "circumstances": given.circumstances,
        "public_interest": given.public_interest,
        "outcome": given.outcome,
    }
    blocks: list[Block] = [draft.says("weighing.intro", ground="SÜS § 31", duty="HMS § 56 lg 3")]
    for key in ASKED:
        answer = draft.given_or_gap(Part.WEIGHING, f"weighing_{key}", answers[key])
        lead: Spans = draft.say(f"weighing.{key}")
        blocks.append(Paragraph((*lead, answer)))
    return draft.portion(Part.WEIGHING, blocks, draft.text("weighing.heading"))
