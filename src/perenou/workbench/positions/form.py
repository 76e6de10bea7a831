"""What somebody writes into the form of a position, read and checked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final

from django.http import HttpRequest
from django.utils.timezone import localdate

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.words import Words
from perenou.language.grammar import Language
from perenou.rules.citation import Citation
from perenou.workbench.frame.words import say
from perenou.workbench.positions.content import Content, day_in_question
from perenou.workbench.positions.models import Theme
from perenou.workbench.positions.readings import citations_of, other_readings
from perenou.workbench.privacy.codes import names_a_person
from perenou.workbench.references.typed import CitationField, of_citations, typed

LONGEST_QUESTION: Final = 300
LONGEST_TEXT: Final = 20_000

_NUMBER: Final = re.compile(r"([0-9]*)(.*)")
_LONG_TEXTS: Final = ("answer", "reasons", "sources", "other")
_NEEDED: Final = ("answer", "reasons")


@dataclass(slots=True)
class PositionForm:
    """A position in the making.

    Attributes:
        since, until: as they were typed. doubt: key of a doubt, or empty. reading: the other
            reading of it that cases are to take, or empty. based_on: the version it changes.
        errors: by field, what is wrong and how to cure it. content: what was read, if nothing is.
    """

    question: str = ""
    answer: str = ""
    reasons: str = ""
    sources: str = ""
    other: str = ""
    theme: str = ""
    since: str = ""
    until: str = ""
    doubt: str = ""
    reading: str = ""
    citations: CitationField = field(default_factory=CitationField)
    based_on: int = 0
    errors: dict[str, str] = field(default_factory=dict)
    content: Content | None = None


def of_content(content: Content, based_on: int) -> PositionForm:
    """The form as a position fills it."""
    return PositionForm(
        content.question, content.answer, content.reasons, content.sources, content.other,
        content.theme,
        "" if content.since is None else content.since.isoformat(),
        "" if content.until is None else content.until.isoformat(),
        content.doubt, content.reading, of_citations(content.citations), based_on,
    )  # fmt: skip


def sent(request: HttpRequest, language: Language) -> PositionForm:
    """The form that was sent, checked."""

    def text(name: str) -> str:
        return request.POST.get(name, "").replace("\r\n", "\n").strip()

    form = PositionForm(
        question=" ".join(text("question").split()), answer=text("answer"),
        reasons=text("reasons"), sources=text("sources"), other=text("other"),
        theme=text("theme"), since=text("since"), until=text("until"), doubt=text("doubt"),
        reading=text("reading"), based_on=_whole(text("based_on")),
    )  # fmt: skip
    _check_texts(form, language)
    since, until = _day(form, "since", language), _day(form, "until", language)
    if since is not None and until is not None and until < since:
        form.errors["until"] = say("positions.wrong.period", language)
    day = day_in_question(since, until, localdate())
    form.citations = typed(request.POST.get("citations", ""), day, language)
    if form.citations.errors:
        form.errors["citations"] = form.citations.errors[0]
    _check_doubt(form, language)
    if form.theme not in Theme.values:
        form.errors["theme"] = say("positions.wrong.theme", language)
    if not form.errors:
        form.content = Content(
            form.question, form.answer, form.reasons, form.sources, form.other,
            form.citations.citations, form.theme, since, until, form.doubt, form.reading,
        )  # fmt: skip
    return form


def _check_texts(form: PositionForm, language: Language) -> None:
    if not 5 <= len(form.question) <= LONGEST_QUESTION:
        form.errors["question"] = say("positions.wrong.question", language, most=LONGEST_QUESTION)
    for name in _LONG_TEXTS:
        value = getattr(form, name)
        if name in _NEEDED and not value:
            form.errors[name] = say(f"positions.wrong.{name}", language)
        elif len(value) > LONGEST_TEXT:
            form.errors[name] = say("positions.wrong.long", language, most=LONGEST_TEXT)
    for name in ("question", *_LONG_TEXTS):
        if names_a_person(getattr(form, name)):
            form.errors[name] = say("positions.wrong.code", language)


def _check_doubt(form: PositionForm, language: Language) -> None:
    if not form.doubt:
        form.reading = ""
        return
    if form.doubt not in LAWBOOK.doubts:
        form.errors["doubt"] = say("positions.wrong.doubt", language)
    elif form.reading:
        # Each doubt has at most one other reading by which cases can be solved.
        form.reading = next(iter(other_readings(form.doubt)), "")
        if not form.reading:
            form.errors["reading"] = say("positions.wrong.reading", language)


def _day(form: PositionForm, name: str, language: Language) -> date | None:
    text = getattr(form, name)
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        form.errors[name] = say("positions.wrong.day", language)
        return None


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0


@dataclass(frozen=True, slots=True)
class DoubtChoice:
    """A doubt of the engine that a position may settle: what is unsettled, taken, and otherwise.

    Attributes:
        readings: its other readings, by which cases can be solved; empty: it is only told.
        citations: the provisions of the norms that it hangs on. section: of the first of them.
    """

    key: str
    what: str
    taken: str
    other: str
    readings: tuple[str, ...]
    citations: tuple[Citation, ...] = ()

    @property
    def section(self) -> str:
        """The section or article that it is found under."""
        first = next(iter(self.citations), None)
        if first is None:
            return ""
        return f"{first.act} {'art' if first.is_article else '§'} {first.whole}"

    def is_about(self, cited: Iterable[Citation]) -> bool:
        """Whether some provision is one that it hangs on, a part of it, or what it is a part of."""
        return any(a.covers(b) or b.covers(a) for a in cited for b in self.citations)


@lru_cache(maxsize=8)
def doubts(language: Language) -> tuple[DoubtChoice, ...]:
    """The doubts of the engine, by the section that they hang on, in the order of their words."""
    words = Words(language)
    found = [doubt_told(key, words) for key in LAWBOOK.doubts]
    return tuple(
        sorted(found, key=lambda each: (not each.section, in_order(each.section), each.what))
    )


def in_order(section: str) -> list[tuple[int, str]]:
    """What sections are put in order by: their numbers as numbers."""
    found = (_NUMBER.fullmatch(part) for part in section.split())
    return [(int(each[1] or 0), each[2]) for each in found if each is not None]


def doubt_told(key: str, words: Words) -> DoubtChoice:
    """A doubt in words."""
    what, taken, other = (
        words.of_law(f"doubt.{key}.{part}") for part in ("what", "taken", "other")
    )
    return DoubtChoice(key, what, taken, other, tuple(other_readings(key)), citations_of(key))
