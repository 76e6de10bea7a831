"""What is asked of whoever makes a course; messages are in the reader's language."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.http import HttpRequest
from django.utils.timezone import localdate

from perenou.benefits.estonia.vocabulary import BENEFITS
from perenou.language.grammar import Language
from perenou.rules.types import Months
from perenou.training.exercise import Kind
from perenou.training.families import THEMES
from perenou.training.make import KINDS, OF_GIVEN
from perenou.workbench.accounts.models import User
from perenou.workbench.frame.titles import wrong_title
from perenou.workbench.frame.words import say
from perenou.workbench.learning.actions import PartTold
from perenou.workbench.learning.models import MOST_OF_A_PART, Course, Part
from perenou.workbench.learning.stock import Wanted
from perenou.workbench.references.typed import typed_within

LONGEST_TITLE: Final = 120
LONGEST_BODY: Final = 20_000
HARDEST: Final = 5
LATEST: Final = date(2100, 1, 1)
FIRST_MONTH: Final[Months] = 2017 * 12
LAST_MONTH: Final[Months] = 2027 * 12 + 11


@dataclass(slots=True)
class CourseForm:
    """A course in the making; ``errors`` by field."""

    title: str = ""
    about: str = ""
    errors: dict[str, str] = field(default_factory=dict)


def of_course(course: Course) -> CourseForm:
    """The form as a course fills it."""
    return CourseForm(course.title, course.about)


def course_sent(request: HttpRequest, language: Language) -> CourseForm:
    """The form that was sent, checked."""
    form = CourseForm(_line(request, "title"), _text(request, "about"))
    _check_title(form.title, form.errors, language)
    _check_body(form.about, "about", form.errors, language)
    return form


@dataclass(slots=True)
class PartForm:
    """A part in the making.

    Attributes:
        count: of exercises. case: number of the case that they are about; empty: of invented
            families. month: as it was sent, 2026-11. kinds: of exercises about a case. source:
            ``kind:key`` of what it is made from.
    """

    title: str = ""
    body: str = ""
    kind: str = ""
    theme: str = ""
    benefit: str = ""
    section: str = ""
    difficulty: str = ""
    count: str = "0"
    case: str = ""
    month: str = ""
    kinds: frozenset[str] = frozenset()
    source: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def told(self) -> PartTold:
        """What was typed, once it has been checked."""
        wanted = Wanted(
            self.kind, self.theme, self.benefit, self.section, int(self.difficulty or 0)
        )
        about, _, key = self.source.partition(":")
        return PartTold(self.title, self.body, wanted, int(self.count or 0), (about, key))

    @property
    def months(self) -> Months:
        """The month asked about, from year 0."""
        year, _, month = self.month.partition("-")
        return int(year) * 12 + int(month) - 1

    @property
    def asked(self) -> tuple[Kind, ...]:
        """The kinds of exercises about a case, in their order."""
        return tuple(kind for kind in OF_GIVEN if kind.value in self.kinds)


def of_part(part: Part) -> PartForm:
    """The form as a part fills it; its exercises are drawn once and not chosen again."""
    return PartForm(part.title, part.body)


def part_sent(
    request: HttpRequest, language: Language, sections: Sequence[str], sources: Collection[str]
) -> PartForm:
    """The form that was sent, checked.

    Args:
        sections: those that exercises in store are about. sources: what it can be made from.
    """
    form = PartForm(
        title=_line(request, "title"),
        body=_text(request, "body"),
        kind=_among(request, "kind", [each.value for each in Kind]),
        theme=_among(request, "theme", THEMES),
        benefit=_among(request, "benefit", BENEFITS),
        section=_among(request, "section", sections),
        difficulty=_among(request, "difficulty", [str(n) for n in range(1, HARDEST + 1)]),
        count=_line(request, "count") or "0",
        case=_line(request, "case")[:20],
        month=_line(request, "month")[:7],
        kinds=frozenset(request.POST.getlist("kinds")) & {each.value for each in OF_GIVEN},
        source=_among(request, "source", sources),
    )
    _check_title(form.title, form.errors, language)
    _check_body(form.body, "body", form.errors, language)
    if not form.count.isdecimal() or int(form.count[:4]) > MOST_OF_A_PART:
        form.errors["count"] = say("learning.wrong.count", language, most=MOST_OF_A_PART)
    if form.kind and form.theme and form.theme not in KINDS[Kind(form.kind)]:
        form.errors["theme"] = say("learning.wrong.theme", language)
    if form.case:
        if not form.kinds:
            form.errors["kinds"] = say("learning.wrong.kinds", language)
        if not _is_month(form.month):
            form.errors["month"] = say("learning.wrong.month", language)
    elif form.source and form.count == "0":
        form.errors["count"] = say("learning.wrong.none_of_source", language)
    elif not form.body and form.count == "0" and "count" not in form.errors:
        form.errors["body"] = say("learning.wrong.empty", language)
    return form


@dataclass(slots=True)
class AssignForm:
    """Who is to take a course by when: ``who`` is ``unit:NAME`` or ``user:KEY``."""

    who: str = ""
    due_on: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    user: User | None = None
    unit: str = ""
    day: date | None = None


def assign_sent(
    request: HttpRequest, language: Language, users: Mapping[str, User], units: Sequence[str]
) -> AssignForm:
    """The form that was sent, checked.

    Args:
        users: by key, who can be told to. units: of all of them.
    """
    form = AssignForm(request.POST.get("who", ""), _line(request, "due_on"))
    sort, _, key = form.who.partition(":")
    if sort == "unit" and key in units:
        form.unit = key
    elif sort == "user" and key in users:
        form.user = users[key]
    else:
        form.errors["who"] = say("learning.wrong.who", language)
    try:
        form.day = date.fromisoformat(form.due_on)
    except ValueError:
        form.errors["due_on"] = say("learning.wrong.day", language)
    else:
        if not localdate() <= form.day < LATEST:
            form.errors["due_on"] = say("learning.wrong.past", language)
    return form


def wanted_in(request: HttpRequest, sections: Sequence[str]) -> Wanted:
    """Which exercises an address asks for; what is not known is any."""
    told = request.GET

    def among(name: str, known: Collection[str]) -> str:
        value = told.get(name, "")
        return value if value in known else ""

    return Wanted(
        among("kind", [each.value for each in Kind]),
        among("theme", THEMES),
        among("benefit", BENEFITS),
        among("section", sections),
        int(among("difficulty", [str(n) for n in range(1, HARDEST + 1)]) or 0),
    )


def _check_title(title: str, errors: dict[str, str], language: Language) -> None:
    if wrong := wrong_title(title, LONGEST_TITLE, language, "learning.wrong.title"):
        errors["title"] = wrong
    elif cited := typed_within(title, localdate().toordinal(), language).errors:
        errors["title"] = " ".join(cited)


def _check_body(body: str, name: str, errors: dict[str, str], language: Language) -> None:
    if len(body) > LONGEST_BODY:
        errors[name] = say("learning.wrong.long", language, most=LONGEST_BODY)
    elif wrong := typed_within(body, localdate().toordinal(), language).errors:
        errors[name] = " ".join(wrong)


def _is_month(text: str) -> bool:
    year, _, month = text.partition("-")
    if not (len(year) == 4 and year.isdecimal() and len(month) == 2 and month.isdecimal()):
        return False
    return 1 <= int(month) <= 12 and FIRST_MONTH <= int(year) * 12 + int(month) - 1 <= LAST_MONTH


def _among(request: HttpRequest, name: str, known: Collection[str]) -> str:
    value = request.POST.get(name, "")
    return value if value in known else ""


def _line(request: HttpRequest, name: str) -> str:
    return " ".join(request.POST.get(name, "").split())


def _text(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\r\n", "\n").strip()
