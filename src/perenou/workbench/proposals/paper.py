"""A proposal's papers: made from what it says and what was computed, shown and as files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.timezone import localdate

from perenou.acts.document import Document, Grid, Listing, Paragraph, Spans
from perenou.casework.charts import Chart, told
from perenou.language.grammar import Language
from perenou.proposals.computed import Computed
from perenou.proposals.kept import computed_of
from perenou.proposals.letter import letter
from perenou.proposals.memorandum import Told, memorandum
from perenou.proposals.moved import moved
from perenou.proposals.paper import Paper
from perenou.proposals.wordings import Now, read_now
from perenou.statutes.errors import StatutesError
from perenou.statutes.store import FILE, Store
from perenou.workbench.proposals.actions import content_of
from perenou.workbench.proposals.models import Proposal, ProposalRun, ProposalVersion
from perenou.workbench.watch.reading import store_folder

PAPERS: Final = {"memorandum": memorandum, "letter": letter}
FORMS: Final = ("docx", "pdf", "html")


def runs(proposal: Proposal) -> tuple[ProposalRun | None, ProposalRun | None]:
    """What was computed last, and before that."""
    found = [*proposal.runs.select_related("actor")[:2], None, None]
    return found[0], found[1]


def told_of(proposal: Proposal, version: ProposalVersion) -> Told:
    """All that papers tell of a proposal."""
    last, before = runs(proposal)
    day = localdate().toordinal()
    if last is None:
        return Told(content_of(version), day)
    computed = computed_of(last.computed)
    earlier = None if before is None else moved(computed_of(before.computed), computed)
    return Told(content_of(version), day, computed, earlier, _now(computed, day))


def _now(computed: Computed, day: int) -> tuple[Now, ...]:
    folder = store_folder()
    if not (folder / FILE).is_file():
        return read_now(computed.citations, day, None)
    try:
        with Store(folder) as store:
            return read_now(computed.citations, day, store)
    except StatutesError:
        return read_now(computed.citations, day, None)


def examples(told: Told, language: Language) -> list[tuple[str, str]]:
    """The questions over all families that a family answers, each with its case file."""
    if told.computed is None:
        return []
    words = Paper(language, told.day)
    return [
        (words.text(f"proof.{each.question}"), each.found.case)
        for each in told.computed.proofs
        if each.found.case
    ]


# ------------------------------------------------------------------------------ on the page


@dataclass(frozen=True, slots=True)
class Shown:
    """A block as a template draws it; what it does not have is empty.

    Attributes:
        sort: ``paragraph``, ``list``, ``table`` or ``chart``. number: of a chart, from 0.
    """

    sort: str
    spans: Spans = ()
    items: tuple[Spans, ...] = ()
    grid: Grid | None = None
    number: int = 0
    words: str = ""
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A section as a template draws it."""

    heading: str
    is_below: bool
    blocks: tuple[Shown, ...]


def parts(document: Document, language: Language) -> list[Part]:
    """The sections of a paper."""
    number = 0
    found = []
    for portion in document.after_title:
        blocks = []
        for block in portion.blocks:
            if isinstance(block, Paragraph):
                blocks.append(Shown("paragraph", block.spans, is_own=block.own))
            elif isinstance(block, Listing):
                blocks.append(Shown("list", items=block.items))
            elif isinstance(block, Chart):
                blocks.append(Shown("chart", number=number, words=told(block, language)))
                number += 1
            else:
                blocks.append(Shown("table", grid=block))
        found.append(Part(portion.heading, portion.is_below, tuple(blocks)))
    return found


def charts(document: Document) -> list[Chart]:
    """The charts of a paper, in their order."""
    return [
        block
        for portion in document.portions
        for block in portion.blocks
        if isinstance(block, Chart)
    ]
