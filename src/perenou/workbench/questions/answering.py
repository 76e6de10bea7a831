"""What may answer a question, by sort: earlier answers, provisions, pages, the attached case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from django.db.models import F
from django.urls import reverse

from perenou.benefits.summaries import summaries
from perenou.casework.report import Report
from perenou.casework.tell import tell
from perenou.rules.citation import Citation
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.cases.models import Case
from perenou.workbench.cases.solving import answered, latest
from perenou.workbench.frame.templatetags.said import day
from perenou.workbench.frame.words import say
from perenou.workbench.handbook.search import pages_of
from perenou.workbench.positions.current import current_on
from perenou.workbench.positions.find import found_by
from perenou.workbench.positions.models import ABOUT as ABOUT_POSITIONS
from perenou.workbench.positions.models import Position, PositionVersion
from perenou.workbench.questions.differs import told as told_differences
from perenou.workbench.questions.models import ABOUT
from perenou.workbench.questions.sources import Found, Looking
from perenou.workbench.watch.marks import marks_of

MOST_EARLIER: Final = 3
MOST_POSITIONS: Final = 3
MOST_WORDED: Final = 5
MOST_PROVISIONS: Final = 5
MOST_PAGES: Final = 3
SNIPPET: Final = 220


def earlier(looking: Looking) -> list[Found]:
    """The published answers that fit best, each with what differs."""
    rows = looking.earlier[:MOST_EARLIER]
    marks = marks_of(ABOUT, [row.number for row in rows], looking.user, looking.language)
    return [
        Found(
            row.number, row.subject, reverse("questions:answer", args=[row.number]),
            shortened(row.answer),
            (*marks.get(row.number, ()), *told_differences(
                looking.text, looking.theme, looking.day, row, looking.language
            )),
        )
        for row in rows
    ]  # fmt: skip


def positions(looking: Looking) -> list[Found]:
    """The positions on the provisions in question that hold for the day.

    Where there are none, the one that the words find best, if it is of the same theme.
    """
    if not may(looking.user, Right.READ_POSITIONS):
        return []
    worded = found_by(looking.text, looking.user, only_held=True, most=MOST_WORDED)
    on = current_on(looking.citations, looking.day)
    both = [each for each in worded if each in on]
    near = [each for each in worded[:1] if each.theme == looking.theme]
    found = list(dict.fromkeys((*both, *on)))[:MOST_POSITIONS] or near
    texts = _texts(found)
    marks = marks_of(
        ABOUT_POSITIONS, [each.number for each in found], looking.user, looking.language
    )
    return [
        Found(
            each.number, each.question, each.get_absolute_url(), shortened(texts[each.pk]),
            (*marks.get(each.number, ()), *_of_position(each, looking)),
        )
        for each in found
    ]  # fmt: skip


def _texts(found: Sequence[Position]) -> dict[int, str]:
    """By key of a position, how it reads the provision."""
    rows = PositionVersion.objects.filter(position__in=found, number=F("position__latest"))
    return dict(rows.values_list("position_id", "answer"))


def _of_position(position: Position, looking: Looking) -> Iterator[str]:
    """What a position is about that the question is not."""
    language = looking.language
    if not position.first_day <= looking.day < position.after:
        since = "" if position.since is None else day(position.since)
        until = "" if position.until is None else day(position.until)
        yield say("questions.differs.period", language, period=f"{since}–{until}")
    if looking.theme and looking.theme != position.theme:
        there = say(f"theme.{position.theme}", language)
        yield say("questions.differs.theme", language, there=there)


def provisions(looking: Looking) -> list[Found]:
    """The provisions that are cited, and those that the words are said of."""
    known = summaries()
    found = dict.fromkeys(looking.cited)
    for hit in looking.law:
        try:
            found[Citation.parse(hit.unit.address)] = None
        except ValueError:
            continue
    return [
        Found(
            str(each), str(each), reverse("frame:provision", args=[str(each).replace(" ", "_")]),
            known[each].in_language(looking.language) if each in known else "", is_answer=False,
        )
        for each in list(found)[:MOST_PROVISIONS]
    ]  # fmt: skip


def pages(looking: Looking) -> list[Found]:
    """A page of the handbook of benefits, and terms of the field."""
    told = pages_of(looking.law, looking.language)[:1]
    terms = [hit for hit in looking.law if hit.unit.kind == "term"]
    return [
        *(Found(each.address, each.title, each.address, "", is_answer=False) for each in told),
        *(
            Found(hit.unit.address, hit.unit.title, "", hit.snippet()[0], is_answer=False)
            for hit in terms[: MOST_PAGES - len(told)]
        ),
    ]


def solved_case(looking: Looking) -> list[Found]:
    """The attached case: its answer in short, what it still asks, and its doubts."""
    if looking.case is None:
        return []
    return case_in_short(looking.case, looking)


def case_in_short(case: Case, looking: Looking) -> list[Found]:
    """A line for the answer of a case, for each fact that is missing, and for each doubt."""
    address = reverse("cases:show", args=[case.number])
    report = tell(answered(latest(case)).made, looking.language)
    summary = " ".join(_lines(report, "summary", 4))
    found = [Found(case.number, f"{case.number} · {case.title}", address, summary, is_answer=False)]
    for key in ("questions", "doubts"):
        section = report.section(key)
        if section is not None:
            says = " ".join(_lines(report, key, 3))
            at = f"{address}#{key}"
            found.append(Found(f"{case.number}-{key}", section.heading, at, says, is_answer=False))
    return found


def shortened(text: str, length: int = SNIPPET) -> str:
    """The beginning of a text, cut between words."""
    plain = " ".join(text.split())
    return plain if len(plain) <= length else f"{plain[: plain.rfind(' ', 0, length)]}…"


def _lines(report: Report, key: str, most: int) -> list[str]:
    section = report.section(key)
    return [] if section is None else [line.text for line in section.lines][:most]
