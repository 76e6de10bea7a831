"""What is kept about one person, told as people read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.timezone import localdate

from perenou.acts.document import Document, Grid, Paragraph, Part, Portion, Span
from perenou.casework.tell import tell
from perenou.language.grammar import Language
from perenou.workbench.audit.models import Event
from perenou.workbench.audit.words import about_said, action_said, what_of
from perenou.workbench.cases.dossier import dossier
from perenou.workbench.cases.facts_told import facts_told
from perenou.workbench.cases.models import Case, Version
from perenou.workbench.cases.solving import answered
from perenou.workbench.frame.templatetags.said import day, moment
from perenou.workbench.frame.words import say
from perenou.workbench.questions.find import wording
from perenou.workbench.questions.models import Question
from perenou.workbench.tasks.models import Task

KIND: Final = "person"


def case_document(version: Version, language: Language) -> Document:
    """A version of a case with its facts and its answer as of today."""
    answer = answered(version)
    return dossier(
        tell(answer.made, language), facts_told(answer.case, language), language,
        number=version.case.number, title=version.case.title, version=version.number,
        law_day=answer.made.as_of,
    )  # fmt: skip


def told_of_person(
    cases: Sequence[Case],
    tasks: Sequence[Task],
    questions: Sequence[Question],
    elsewhere: Mapping[str, Sequence[Mapping[str, object]]],
    events: Sequence[Event],
    language: Language,
) -> Document:
    """What there is: cases, tasks, questions, other places, and who did what with all that.

    Args:
        elsewhere: by table, rows of other things.
    """
    made = (
        _grid(
            "cases", ("number", "title", "state", "since"),
            [(c.number, c.title, say(f"cases.state.{c.state}", language), moment(c.made_at))
             for c in cases], language,
        ),
        _grid(
            "tasks", ("title", "state", "until"),
            [(t.title, say(f"tasks.state.{t.state}", language), day(t.due_day)) for t in tasks],
            language,
        ),
        _grid(
            "questions", ("number", "title", "text"),
            [(q.number, asked.subject, asked.text)
             for q, asked in ((q, wording(q)) for q in questions)], language,
        ),
        _grid(
            "elsewhere", ("title", "text"),
            [(about_said(table.rpartition("_")[2], language), _words_of(row))
             for table, rows in elsewhere.items() for row in rows], language,
        ),
        _grid(
            "events", ("since", "who", "what", "about"),
            [(moment(e.at), "–" if e.actor is None else e.actor.name,
              action_said(e.action, language), what_of(e, language)) for e in events], language,
        ),
    )  # fmt: skip
    head = Portion(Part.HEADER, "", (Paragraph((Span(say("person.told.what", language)),)),))
    title = say("person.told", language)
    return Document(
        KIND, language, title, localdate().toordinal(),
        (head, *(each for each in made if each is not None)),
    )  # fmt: skip


def _words_of(row: Mapping[str, object]) -> str:
    return "; ".join(value for value in row.values() if isinstance(value, str) and value)


def _grid(
    key: str, columns: Sequence[str], rows: Sequence[Sequence[str]], language: Language
) -> Portion | None:
    if not rows:
        return None
    heading = say(f"person.told.{key}", language)
    cells = tuple(tuple((Span(text),) if text else () for text in row) for row in rows)
    head = tuple(say(f"person.told.column.{each}", language) for each in columns)
    return Portion(Part.SECTION, heading, (Grid(heading, head, cells),))
