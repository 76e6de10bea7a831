"""The message of a letter: what is asked of the person, by when, and what follows otherwise."""

from __future__ import annotations

from perenou.acts.document import Block, Listing, Paragraph, Part, Portion, Span, Spans
from perenou.acts.drafting import Drafting
from perenou.language.grammar import listed

MOST_ASKED = 12
"""Missing facts asked for in one letter; those that matter most come first."""


def hearing_letter(draft: Drafting) -> Portion | None:
    """What is about to be decided, and until when the person can say what they think."""
    total = sum(each.too_much for each in draft.matter.overpaid)
    months = [each.month for each in draft.matter.overpaid]
    blocks: list[Block] = [
        draft.says(
            "hearing_letter.what",
            amount=total,
            benefits=draft.benefits(draft.matter.benefits),
            months=(min(months), max(months)),
        ),
        Paragraph(_until(draft, "hearing_letter")),
        draft.says("hearing_letter.consequence", citation="HMS § 40"),
    ]
    return draft.portion(Part.OPERATIVE, blocks)


def document_request(draft: Drafting) -> Portion | None:
    """Which facts are missing, until when to send them, and what follows if they do not come."""
    questions = draft.solved.determination.questions[:MOST_ASKED]
    asked = tuple(
        (Span(_question(draft, question.facts, question.about)),) for question in questions
    )
    blocks: list[Block] = [
        draft.says("document_request.what", benefits=draft.benefits(draft.matter.benefits)),
        Listing(asked, numbered=True),
        Paragraph(_until(draft, "document_request")),
        draft.says("document_request.consequence", citation="HMS § 15"),
    ]
    return draft.portion(Part.OPERATIVE, blocks)


def _question(draft: Drafting, facts: tuple[str, ...], about: tuple[str, ...]) -> str:
    labels = listed([draft.words.label(fact) for fact in facts], draft.language)
    return f"{labels} ({draft.names(about)})" if about else labels


def _until(draft: Drafting, letter: str) -> Spans:
    until = draft.given.hearing.until
    if until is not None:
        return draft.say(f"{letter}.until", until=until.first)
    return (*draft.say(f"{letter}.by"), draft.gap(Part.OPERATIVE, "answer_until"), Span("."))
