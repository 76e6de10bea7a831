"""A course on paper: as a hand-out through the writers of acts, and as slides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.timezone import localdate

from perenou.acts.document import Block, Document, Grid, Listing, Paragraph, Part, Portion, Span
from perenou.language.grammar import Language
from perenou.training.mark import Marked, mark
from perenou.training.tell import Telling
from perenou.workbench.cases.dossier import cited_spans
from perenou.workbench.cases.facts_told import facts_told
from perenou.workbench.frame.words import say
from perenou.workbench.learning.models import GIVEN, Course
from perenou.workbench.learning.models import Part as CoursePart
from perenou.workbench.learning.stock import current
from perenou.workbench.learning.telling import ActBlock, blocks

KIND: Final = "course_handout"


@dataclass(frozen=True, slots=True)
class PaperExercise:
    """An exercise on paper.

    Attributes:
        number: in its course. facts: what is told of the family. act: in which a fault is.
        choices: each with its letter. marked: the answer, where it is printed. wrong: why the
            others are not right, each with its letter.
    """

    number: int
    question: str
    facts: tuple[str, ...]
    act: tuple[ActBlock, ...]
    choices: tuple[tuple[str, str], ...]
    right: str
    marked: Marked | None
    wrong: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PaperPart:
    """A part of a course on paper."""

    title: str
    paragraphs: tuple[str, ...]
    exercises: tuple[PaperExercise, ...]


def parts(course: Course, language: Language, *, with_answers: bool) -> tuple[PaperPart, ...]:
    """The parts of a course as they are printed, with or without the answers."""
    found, number = [], 0
    for part in course.parts.prefetch_related("uses__exercise__family"):
        exercises = tuple(_exercises(part, number, language, with_answers=with_answers))
        number += len(exercises)
        paragraphs = tuple(each for each in part.body.split("\n") if each.strip())
        found.append(PaperPart(part.title, paragraphs, exercises))
    return tuple(found)


def _exercises(
    part: CoursePart, before: int, language: Language, *, with_answers: bool
) -> Iterator[PaperExercise]:
    number = before
    for use in part.uses.all():
        made = current(use.exercise)
        if made is None:
            continue
        number += 1
        telling = Telling(made, language)
        letters = [chr(ord("A") + at) for at in range(len(made.choices))]
        case = made.family.case
        facts = telling.family() if made.family.theme != GIVEN else (
            f"{group.name or say('facts.of_case', language)}: {fact.label} – {fact.text}"
            for group in facts_told(case, language) for fact in group.facts
        )  # fmt: skip
        wrong = tuple(
            (letter, telling.misreading(choice))
            for letter, choice in zip(letters, made.choices, strict=True)
            if with_answers and not choice.is_right
        )
        yield PaperExercise(
            number,
            telling.question(),
            tuple(facts),
            () if made.act is None else tuple(blocks(made.act)),
            tuple(zip(letters, map(telling.choice, made.choices), strict=True)),
            letters[made.right],
            mark(made, made.right, language) if with_answers else None,
            wrong,
        )


def handout(course: Course, language: Language, *, with_answers: bool) -> Document:
    """A course as a document for the writers of acts."""
    today = localdate().toordinal()
    key = "with" if with_answers else "without"
    head = [_paragraph(say(f"learning.paper.{key}", language, day=today))]
    head += [_paragraph(each) for each in course.about.split("\n") if each.strip()]
    portions = [Portion(Part.HEADER, "", tuple(head))]
    for part in parts(course, language, with_answers=with_answers):
        portions.append(Portion(Part.REASONS, part.title, tuple(map(_paragraph, part.paragraphs))))
        for each in part.exercises:
            heading = say("learning.paper.exercise", language, number=each.number)
            portions.append(Portion(Part.FACTS, heading, tuple(_blocks(each, language))))
    return Document(KIND, language, course.title, today, tuple(portions))


def _blocks(exercise: PaperExercise, language: Language) -> Iterator[Block]:
    if exercise.facts:
        yield Listing(tuple(map(cited_spans, exercise.facts)))
    for block in exercise.act:
        if block.rows:
            yield _grid(block.rows, language)
        else:
            yield Paragraph(
                (Span(block.text, "strong"),) if block.is_heading else cited_spans(block.text)
            )
    yield Paragraph((Span(exercise.question, "strong"),))
    yield Listing(tuple(
        (Span(f"{letter}. ", "strong"), *cited_spans(text)) for letter, text in exercise.choices
    ))  # fmt: skip
    if exercise.marked is None:
        return
    answer = say("learning.paper.right", language, letter=exercise.right,
                 answer=exercise.marked.right)  # fmt: skip
    yield Paragraph((Span(answer, "strong"),))
    yield Listing(tuple(cited_spans(f"{letter}: {why}") for letter, why in exercise.wrong))
    yield Paragraph((Span(say("learning.paper.why", language), "strong"),))
    yield Listing(tuple(cited_spans(line.text, line.cited) for line in exercise.marked.reasons))


def _grid(rows: tuple[tuple[str, ...], ...], language: Language) -> Grid:
    """A table of an act; a row that is shorter than the head ends with empty cells."""
    head, *rest = rows
    wide = tuple((*row, *("" for _ in head[len(row) :]))[: len(head)] for row in rest)
    cells = tuple(tuple(cited_spans(cell) for cell in row) for row in wide)
    return Grid(say("learning.paper.table", language), head, cells)


def _paragraph(text: str) -> Paragraph:
    return Paragraph(cited_spans(text))
