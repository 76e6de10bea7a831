"""A draft of an act or letter, made from a solved case and what the official has given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from perenou.acts.document import (
    Block,
    Document,
    Listing,
    Paragraph,
    Part,
    Portion,
    Span,
    Spans,
    spans_of,
)
from perenou.acts.drafting import Drafting, Writer
from perenou.acts.matter import Kind, Matter
from perenou.acts.particulars import Particulars
from perenou.acts.parts.calculation import calculation, states
from perenou.acts.parts.contest import contest, contest_in_court
from perenou.acts.parts.duties import duties, payment
from perenou.acts.parts.facts import application, facts, institutions
from perenou.acts.parts.frame import access, addressee, copy_mark, header, signature
from perenou.acts.parts.hearing import hearing
from perenou.acts.parts.laws import explained, laws
from perenou.acts.parts.letters import (
    document_request,
    forwarding,
    hearing_letter,
    information,
    other_parent,
)
from perenou.acts.parts.operative import operative
from perenou.acts.parts.other_decisions import (
    challenge_decision,
    challenge_reasons,
    challenge_return,
    challenged,
    correction,
    provisional,
    return_reasons,
)
from perenou.acts.parts.reasons import reasons
from perenou.acts.parts.recovery import repaying
from perenou.acts.parts.weighing import weighing
from perenou.casework.charts import Chart
from perenou.language.grammar import Language
from perenou.rules.citation import Citation

if TYPE_CHECKING:
    from perenou.casework.solve import Solved

_FRAME: Final[tuple[Writer, ...]] = (copy_mark, header, access, addressee)
_GRANT: Final[tuple[Writer, ...]] = (
    operative, application, facts, calculation, reasons, hearing, institutions, payment, duties,
    contest,
)  # fmt: skip
_DENIAL: Final[tuple[Writer, ...]] = (
    operative, application, facts, reasons, hearing, institutions, contest,
)  # fmt: skip
_TAKEN_BACK: Final[tuple[Writer, ...]] = (
    operative, facts, calculation, reasons, weighing, hearing, institutions, contest,
)  # fmt: skip

PARTS: Final[dict[Kind, tuple[Writer, ...]]] = {
    Kind.GRANT: _GRANT,
    Kind.PARTIAL_GRANT: _GRANT,
    Kind.RECIPIENT_CHANGE: _GRANT,
    Kind.REFUSAL: _DENIAL,
    Kind.SUSPENSION: _DENIAL,
    Kind.TERMINATION: _DENIAL,
    Kind.CHANGE: (operative, facts, calculation, reasons, hearing, institutions, duties, contest),
    Kind.RESUMPTION: (
        operative, facts, calculation, reasons, hearing, institutions, payment, duties, contest,
    ),
    Kind.RECOVERY_INJUNCTION: (
        operative, facts, calculation, reasons, weighing, hearing, institutions, repaying,
        contest,
    ),
    Kind.SET_OFF: _TAKEN_BACK,
    Kind.REVOCATION: _TAKEN_BACK,
    Kind.CHALLENGE_DECISION: (
        challenge_decision, challenged, facts, calculation, challenge_reasons, institutions,
        contest_in_court,
    ),
    Kind.CHALLENGE_RETURN: (challenge_return, challenged, return_reasons, contest_in_court),
    Kind.CORRECTION: (correction, contest),
    Kind.PROVISIONAL_DECISION: (
        provisional, application, facts, calculation, reasons, hearing, institutions, duties,
        contest,
    ),
    Kind.HEARING: (hearing_letter, facts, calculation, reasons),
    Kind.DOCUMENT_REQUEST: (document_request, application),
    Kind.OTHER_PARENT_NOTICE: (other_parent,),
    Kind.INFORMATION: (information, calculation, duties),
    Kind.FORWARDING: (forwarding, states),
}  # fmt: skip
"""By kind of act: what stands between its frame and its signature, in order."""

_REVOKED: Final[tuple[Writer, ...]] = (
    operative, facts, weighing, hearing, institutions, contest,
)  # fmt: skip
"""Of a revocation that an official begins: only they can say why."""

_DECIDING: Final = frozenset(
    {Part.OPERATIVE, Part.CALCULATION, Part.REASONS, Part.WEIGHING, Part.HEARING}
)
"""The parts whose provisions are the legal basis; the others tell duties and ways."""

_BEFORE_LAWS: Final = (Part.REASONS, Part.WEIGHING, Part.HEARING, Part.DUTIES, Part.CONTEST)


def draft(
    solved: Solved, matter: Matter, given: Particulars, language: Language = "et"
) -> Document:
    """Write an act or letter about a matter.

    What is missing is shown as gaps and listed; a document in another language than Estonian is
    marked as a reading copy.
    """
    drafting = Drafting(solved, matter, given, language)
    parts = PARTS[matter.kind]
    if matter.kind is Kind.REVOCATION and not matter.overpaid:
        parts = _REVOKED
    written = [writer(drafting) for writer in (*_FRAME, *parts, signature)]
    portions = [portion for portion in written if portion is not None]
    if not matter.is_letter:
        portions = _with_laws(drafting, portions)
    title = _title(drafting)
    return Document(
        matter.kind.value,
        language,
        title[0].upper() + title[1:],
        None if given.day is None else given.day.first,
        tuple(_with_acts_explained(drafting, portions)),
        tuple(dict.fromkeys(drafting.gaps)),
        is_reading_copy=language != "et",
    )


def _title(drafting: Drafting) -> str:
    matter = drafting.matter
    key = matter.kind.value
    if matter.kind is Kind.INFORMATION and matter.items:
        key = "without_claim" if matter.without_claim else "by_measure"
    elif matter.kind is Kind.HEARING and matter.planned is not Kind.RECOVERY_INJUNCTION:
        key = "hearing_before"
    elif matter.kind is Kind.INFORMATION and not matter.changes:
        return drafting.text("title.information_plain")
    return drafting.text(f"title.{key}", benefits=drafting.benefits(matter.benefits))


def _with_laws(drafting: Drafting, portions: list[Portion]) -> list[Portion]:
    """The provisions that decided, put before the reasons."""
    spans = [
        span
        for portion in portions
        if portion.part in _DECIDING
        for block in portion.blocks
        for span in spans_of(block)
    ]
    listing = laws(drafting, [span.provision for span in spans if span.kind == "provision"])
    if listing is None:
        return portions
    found = (i for i, portion in enumerate(portions) if portion.part in _BEFORE_LAWS)
    at = next(found, len(portions))
    return [*portions[:at], listing, *portions[at:]]


def _with_acts_explained(drafting: Drafting, portions: Sequence[Portion]) -> list[Portion]:
    """Each act by its full name where it is cited first; the legal basis names them itself."""
    known: set[str] = set()

    def spans(found: Spans) -> Spans:
        return tuple(one(span) for span in found)

    def one(span: Span) -> Span:
        if span.kind != "provision":
            return span
        act = Citation.parse(span.provision).act
        if act in known:
            return span
        known.add(act)
        text = explained(drafting, act, span.text)
        return span if text is None else replace(span, text=text)

    def block(found: Block) -> Block:
        if isinstance(found, Paragraph):
            return replace(found, spans=spans(found.spans))
        if isinstance(found, Listing):
            return replace(found, items=tuple(spans(item) for item in found.items))
        if isinstance(found, Chart):
            return found
        rows = tuple(tuple(spans(cell) for cell in row) for row in found.rows)
        return replace(found, rows=rows)

    told: list[Portion] = []
    for portion in portions:
        if portion.part is Part.BASIS:
            cited = [s for each in portion.blocks for s in spans_of(each) if s.provision]
            known.update(Citation.parse(span.provision).act for span in cited)
            told.append(portion)
        else:
            told.append(replace(portion, blocks=tuple(block(each) for each in portion.blocks)))
    return told
