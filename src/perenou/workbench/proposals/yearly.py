"""What was proposed in a year and what came of it: as a page and as files."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.timezone import localdate

from perenou.acts.document import Document, Grid, Paragraph, Part, Portion, Span, Spans
from perenou.casework.report import Report, Section, Table
from perenou.language.grammar import MINUS, Language
from perenou.population.simulate.tell import Words
from perenou.proposals.kept import computed_of
from perenou.proposals.proposal import Kind, Stage
from perenou.workbench.accounts.models import User
from perenou.workbench.frame.templatetags.said import day
from perenou.workbench.frame.words import say
from perenou.workbench.proposals.actions import content_of, latest
from perenou.workbench.proposals.models import Proposal, ProposalStep
from perenou.workbench.proposals.rights import visible_to

KIND: Final = "proposals_of_year"
COLUMNS: Final = (
    "number", "title", "kind", "begun", "stage", "moved_on", "reason", "expected", "came",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OfYear:
    """A proposal in the report of a year.

    Attributes:
        begun: on which day. reason: of the step by which it came to where it is. expected: change
            of cost a year, in cents, as computed last; came: as it came to be; None: not known.
    """

    proposal: Proposal
    begun: date
    reason: str
    expected: int | None
    came: int | None


def years(user: User) -> tuple[int, ...]:
    """The years in which anything was proposed or happened to a proposal, the newest first."""
    found = ProposalStep.objects.filter(proposal__in=visible_to(user)).dates("day", "year")
    return tuple(sorted({each.year for each in found} | {localdate().year}, reverse=True))


def of_year(user: User, year: int) -> list[OfYear]:
    """The proposals to which anything happened in a year, that somebody may see."""
    steps = ProposalStep.objects.filter(day__year=year).values_list("proposal_id", flat=True)
    found = visible_to(user).filter(pk__in=set(steps)).select_related("author").order_by("pk")
    return [_of(each) for each in found.prefetch_related("steps", "runs")]


def _of(proposal: Proposal) -> OfYear:
    steps = [*proposal.steps.all()]
    run = next(iter(proposal.runs.all()), None)
    expected = None if run is None else computed_of(run.computed).figure("cost.change")
    happened = content_of(latest(proposal)).happened
    came = next((each.value for each in happened if each.figure == "cost.change"), None)
    return OfYear(proposal, steps[0].day, steps[-1].words, expected, came)


def counted(rows: list[OfYear]) -> list[tuple[Kind, dict[Stage, int]]]:
    """By kind, how many proposals are at which stage."""
    found = Counter((Kind(row.proposal.kind), Stage(row.proposal.stage)) for row in rows)
    return [
        (kind, {stage: found[kind, stage] for stage in Stage})
        for kind in Kind
        if any(found[kind, stage] for stage in Stage)
    ]


def heading(column: str) -> str:
    """The key of what a column is called: as in the register, or of the report alone."""
    is_own = column in ("begun", "reason", "expected", "came")
    return f"proposals.yearly.{column}" if is_own else f"proposals.{column}"


def cells(row: OfYear, language: Language) -> tuple[str, ...]:
    """A proposal of the report, told by column."""
    of = row.proposal
    return (
        of.number, of.title, say(f"proposals.kind.{of.kind}", language), day(row.begun),
        say(f"proposals.stage.{of.stage}", language), day(of.moved_on), row.reason,
        _euros(row.expected, language), _euros(row.came, language),
    )  # fmt: skip


def _euros(cents: int | None, language: Language) -> str:
    return "" if cents is None else Words(language).euros(cents)


def document(user: User, year: int, language: Language) -> Document:
    """The report as a paper."""
    rows = of_year(user, year)
    stages = [say(f"proposals.stage.{stage.value}", language) for stage in Stage]
    head = (say("proposals.kind", language), *stages)
    summary = Grid(
        say("proposals.yearly.counted", language), head,
        tuple(
            (
                _plain(say(f"proposals.kind.{kind.value}", language)),
                *(_count(number) for number in numbers.values()),
            )
            for kind, numbers in counted(rows)
        ),
        numbers=frozenset(range(1, len(head))),
    )  # fmt: skip
    # What has a number of its own column would be too narrow for words: title and reason stay.
    shown = ("number", "title", "stage", "moved_on", "reason", "expected", "came")
    places = [COLUMNS.index(each) for each in shown]
    every = Grid(
        say("proposals.yearly.every", language),
        tuple(say(heading(each), language) for each in shown),
        tuple(
            tuple(_plain(told[place]) for place in places)
            for told in (cells(row, language) for row in rows)
        ),
        numbers=frozenset({5, 6}),
    )  # fmt: skip
    line = say("proposals.yearly.line", language, year=str(year), count=len(rows))
    blocks = (Paragraph(_plain(line)), summary, every) if rows else (Paragraph(_plain(line)),)
    title = say("proposals.yearly.title", language, year=str(year))
    return Document(
        KIND, language, title, localdate().toordinal(), (Portion(Part.SECTION, "", blocks),)
    )


def tables(user: User, year: int, language: Language) -> Report:
    """The report as tables for a workbook."""
    rows = [
        tuple(each.replace(MINUS, "-") for each in cells(row, language))
        for row in of_year(user, year)
    ]
    head = tuple(say(heading(each), language) for each in COLUMNS)
    title = say("proposals.yearly.title", language, year=str(year))
    places = frozenset({COLUMNS.index("expected"), COLUMNS.index("came")})
    return Report(title, "", (Section(str(year), title, table=Table(head, tuple(rows), places)),))


def _plain(text: str) -> Spans:
    return (Span(text),)


def _count(number: int) -> Spans:
    return (Span(str(number), "count", number),)
