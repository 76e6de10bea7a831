"""What was typed into the forms of questions, with what is wrong of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from django.utils.timezone import localdate

from perenou.casework.case_file.fields import known
from perenou.casework.case_file.personal_code import names_a_person
from perenou.language.grammar import Language
from perenou.rules.types import Day
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.pages import SignedIn
from perenou.workbench.cases.models import Case
from perenou.workbench.cases.pages import purpose_of
from perenou.workbench.cases.solving import told
from perenou.workbench.drafts.reviewers import visible_case
from perenou.workbench.frame.reader import FIRST_DAY, LAST_DAY
from perenou.workbench.frame.words import say
from perenou.workbench.positions.content import content_of
from perenou.workbench.positions.current import held_for
from perenou.workbench.positions.models import Theme
from perenou.workbench.positions.rights import visible_to as positions_of
from perenou.workbench.questions.actions import (
    LONGEST_SUBJECT,
    LONGEST_TEXT,
    LONGEST_WORDS,
    Wish,
)
from perenou.workbench.questions.models import Importance
from perenou.workbench.questions.published import every
from perenou.workbench.references.numbers import POSITION
from perenou.workbench.references.typed import CitationField, of_citations, typed, typed_within

SHORTEST: Final = 10
"""Characters of a question."""

_SENTENCE: Final = re.compile(r"[^.!?\n]+(?:[.](?=\S|\s+[a-zõäöüа-яё\d])[^.!?\n]*)*[.!?]?")
"""A full stop within it stands before a small letter or a figure: 2026. aastal."""

_GREETING: Final = re.compile(
    r"\s*(?:tere|tervist|hei|hommikust|lugupeetud|austatud|kallis|head?\s|palun\s+abi"
    r"|hello|hi\b|dear|good\s+(?:day|morning|afternoon)|greetings"
    r"|здравствуйте|привет|добрый|уважаем)\w*(?:[\s,]+[^\s.!?,\d]+){0,3}[.!?,]*\s*",
    re.I,
)
"""A sentence that only greets says nothing of what is asked."""

FURTHEST: Final = 366
"""Days from now within which a due date lies."""


@dataclass(slots=True)
class AskForm:
    """A question in the making."""

    subject: str = ""
    text: str = ""
    theme: str = ""
    importance: str = str(Importance.ORDINARY.value)
    due: str = ""
    number: str = ""
    case: Case | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def texts(self) -> dict[str, str]:
        """What is written in it, by field."""
        return {"text": self.text, "subject": self.subject}

    @property
    def wish(self) -> Wish:
        """What is asked, once nothing is wrong."""
        subject = self.subject or shortest_of(self.text)
        due = date.fromisoformat(self.due) if self.due else None
        return Wish(subject, self.text, Theme(self.theme), Importance(int(self.importance)), due)


def asking(request: SignedIn) -> AskForm:
    """What was sent of a question."""
    form = AskForm(
        one_line(request, "subject")[:LONGEST_SUBJECT],
        prose(request, "text", LONGEST_TEXT),
        request.POST.get("theme", ""),
        request.POST.get("importance", ""),
        request.POST.get("due", "").strip(),
        one_line(request, "case")[:20],
    )
    language = request.language
    if len(form.text) < SHORTEST:
        form.errors["text"] = say("questions.error.text", language)
    elif names_a_person(f"{form.subject}\n{form.text}"):
        form.errors["text"] = say("questions.error.code", language)
    if form.theme not in Theme.values:
        form.errors["theme"] = say("questions.error.theme", language)
    if form.importance not in {str(each) for each in Importance.values}:
        form.importance = str(Importance.ORDINARY.value)
    if form.due and due_day(form.due) is None:
        form.errors["due"] = say("questions.error.due", language)
    form.case, error = attached(request, form.number)
    if error:
        form.errors["case"] = say(f"questions.error.{error}", language)
    return form


def attached(request: SignedIn, number: str) -> tuple[Case | None, str]:
    """The case that somebody may attach and open now, or why they may not."""
    if not number:
        return None, ""
    case = visible_case(request.user, number)
    if case is None:
        return None, "case"
    if case.is_restricted and not purpose_of(request, case):
        return None, "purpose"
    return case, ""


@dataclass(slots=True)
class AnswerForm:
    """An answer in the making.

    Attributes:
        given: its provisions as they were typed. day: of the law that it tells; the day that the
            reader looks at everything else as of does not date what is written.
    """

    text: str = ""
    given: CitationField = field(default_factory=CitationField)
    day: Day = field(default_factory=lambda: localdate().toordinal())
    taken_from: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def is_right(self) -> bool:
        """Whether it can be saved."""
        return not self.errors and not self.given.errors


def answering(request: SignedIn) -> AnswerForm:
    """What was sent of an answer; provisions cited in its text count as those of the field do."""
    text = prose(request, "text", LONGEST_TEXT)
    form = AnswerForm(text, taken_from=one_line(request, "taken_from")[:60])
    sent_day = day_of_law(request.POST.get("day", ""))
    if sent_day is None:
        form.errors["day"] = say("questions.error.day", request.language)
    day = form.day = form.day if sent_day is None else sent_day
    form.given = typed(request.POST.get("citations", ""), day, request.language, is_needed=False)
    if not text:
        form.errors["text"] = say("questions.error.answer", request.language)
        return form
    if names_a_person(text):
        form.errors["text"] = say("questions.error.code", request.language)
        return form
    within = typed_within(text, day, request.language)
    wrong = wrong_in(text, day, request.language)
    if wrong:
        form.errors["text"] = " ".join(wrong)
    if not within.errors and not form.given.errors:
        every = tuple(dict.fromkeys((*form.given.citations, *within.citations)))
        unseen = tuple(dict.fromkeys((*form.given.unseen, *within.unseen)))
        form.given = replace(of_citations(every), unseen=unseen)
        if not every:
            form.given.errors = [say("references.wrong.none", request.language)]
    return form


def wrong_in(text: str, day: Day, language: Language) -> list[str]:
    """What is wrong with the provisions and positions that the text of an answer cites."""
    within = typed_within(text, day, language)
    return [*within.errors, *_positions_not_held(text, day, language)]


def accepted(source: str, key: str, user: User) -> AnswerForm | None:
    """The form filled with an earlier answer or a position, to be accepted with a note.

    Returns:
        None where there is no such thing that they may read.
    """
    if source == "earlier":
        earlier = every().get(key)
        if earlier is None:
            return None
        given = of_citations(earlier.citations)
        return AnswerForm(earlier.answer, given, taken_from=f"{source}:{key}")
    position = positions_of(user).filter(number=key).first() if source == "positions" else None
    if position is None:
        return None
    content = content_of(position.versions.get(number=position.latest))
    text = f"{content.answer}\n\n{content.reasons}".strip()
    return AnswerForm(text, of_citations(content.citations), taken_from=f"{source}:{key}")


def _positions_not_held(text: str, day: Day, language: Language) -> list[str]:
    """What is wrong with the positions that a text cites: they must hold today, for its day."""
    cited = dict.fromkeys(POSITION.findall(text))
    held = held_for(day).filter(number__in=cited).values_list("number", flat=True) if cited else ()
    return [
        say("questions.error.position", language, number=number)
        for number in cited
        if number not in held
    ]


def day_of_law(text: str) -> Day | None:
    """The day of the law that was sent, today where none was; None where it is none."""
    if not text.strip():
        return localdate().toordinal()
    try:
        day = date.fromisoformat(text.strip()).toordinal()
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None


def due_day(text: str) -> date | None:
    """A due date that was sent: today or later, within a year; None where it is none."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 0 <= (day - localdate()).days <= FURTHEST else None


def prose(request: SignedIn, name: str, most: int = LONGEST_WORDS) -> str:
    """Text of several lines that was sent."""
    return request.POST.get(name, "").replace("\r\n", "\n").strip()[:most]


def one_line(request: SignedIn, name: str) -> str:
    """A line that was sent."""
    return " ".join(request.POST.get(name, "").split())


def shortest_of(text: str) -> str:
    """The first sentence that asks, or else the first; at most as long as a subject may be."""
    every = [each for each in _SENTENCE.findall(text) if each.strip()]
    sentences = [each for each in every if not _GREETING.fullmatch(each)] or every
    asks = [each for each in sentences if each.rstrip().endswith("?")]
    line = " ".join((asks or sentences or [text])[0].split())
    return line if len(line) <= 100 else f"{line[: line.rfind(' ', 0, 100)]}…"


def people_of(case: Case | None) -> tuple[str, ...]:
    """The names of everybody in a case, in every version of it."""
    if case is None:
        return ()
    found: dict[str, None] = {}
    for version in case.versions.order_by("-number"):
        case_file = told(version)
        for person in (*case_file.people.values(), *case_file.children.values()):
            if name := known(person.name):
                found[name] = None
    return tuple(found)


def colleague(key: str) -> User | None:
    """Somebody who was chosen from a list by their key."""
    return User.objects.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 9 else None


def theme_names(language: Language) -> list[tuple[str, str]]:
    """The themes, each with what it is called."""
    return [(each, say(f"theme.{each}", language)) for each in Theme.values]
