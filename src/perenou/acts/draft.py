"""A draft of an act or letter, made from a solved case and what the official has given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perenou.acts.document import Document, Part, Portion, spans_of
from perenou.acts.drafting import Drafting, Writer
from perenou.acts.matter import Kind, Matter
from perenou.acts.particulars import Particulars
from perenou.acts.parts.calculation import calculation
from perenou.acts.parts.contest import contest
from perenou.acts.parts.duties import duties, payment
from perenou.acts.parts.facts import application, facts
from perenou.acts.parts.frame import access, addressee, header, signature
from perenou.acts.parts.hearing import hearing
from perenou.acts.parts.laws import laws
from perenou.acts.parts.letters import document_request, hearing_letter
from perenou.acts.parts.operative import operative
from perenou.acts.parts.reasons import reasons
from perenou.acts.parts.weighing import weighing
from perenou.language.grammar import Language

if TYPE_CHECKING:
    from perenou.casework.solve import Solved

_FRAME: Final[tuple[Writer, ...]] = (header, access, addressee)
_GRANT: Final[tuple[Writer, ...]] = (
    operative, application, facts, calculation, reasons, hearing, payment, duties, contest,
)  # fmt: skip
_DENIAL: Final[tuple[Writer, ...]] = (operative, application, facts, reasons, hearing, contest)

PARTS: Final[dict[Kind, tuple[Writer, ...]]] = {
    Kind.GRANT: _GRANT,
    Kind.PARTIAL_GRANT: _GRANT,
    Kind.REFUSAL: _DENIAL,
    Kind.SUSPENSION: _DENIAL,
    Kind.TERMINATION: _DENIAL,
    Kind.RESUMPTION: (operative, facts, calculation, reasons, payment, duties, contest),
    Kind.RECOVERY_INJUNCTION: (
        operative, facts, calculation, reasons, weighing, hearing, contest,
    ),
    Kind.HEARING: (hearing_letter, facts, calculation, reasons),
    Kind.DOCUMENT_REQUEST: (document_request, application),
}  # fmt: skip
"""By kind of act: what stands between its frame and its signature, in order."""


def draft(
    solved: Solved, matter: Matter, given: Particulars, language: Language = "et"
) -> Document:
    """Write an act or letter that decides a matter.

    What is missing is shown as gaps and listed; a document in another language than Estonian is
    marked as a reading copy.
    """
    drafting = Drafting(solved, matter, given, language)
    written = [writer(drafting) for writer in (*_FRAME, *PARTS[matter.kind])]
    portions = [portion for portion in written if portion is not None]
    portions = _with_laws(drafting, portions)
    signed = signature(drafting)
    if signed is not None:
        portions.append(signed)
    title = drafting.text(f"title.{matter.kind.value}", benefits=drafting.benefits(matter.benefits))
    return Document(
        matter.kind.value,
        language,
        title,
        None if given.day is None else given.day.first,
        tuple(portions),
        tuple(drafting.gaps),
        is_reading_copy=language != "et",
    )


def _with_laws(drafting: Drafting, portions: list[Portion]) -> list[Portion]:
    """The acts that are cited, by their full names, put where the reasons begin."""
    blocks = [block for portion in portions for block in portion.blocks]
    spans = [span for block in blocks for span in spans_of(block)]
    listing = laws(drafting, [span.provision for span in spans if span.kind == "provision"])
    if listing is None:
        return portions
    at = next(
        (i for i, portion in enumerate(portions) if portion.part in (Part.REASONS, Part.CONTEST)),
        len(portions),
    )
    return [*portions[:at], listing, *portions[at:]]
