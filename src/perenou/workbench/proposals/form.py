"""What somebody writes into a section of a proposal, declared as data, read and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, Literal, TypeAlias

from perenou.language.grammar import Language
from perenou.proposals.computed import unit_of
from perenou.proposals.effects import FOLLOWED
from perenou.proposals.proposal import (
    Checked,
    Consulted,
    Evidence,
    Happened,
    Kind,
    Option,
    Origin,
    Proposal,
    Taken,
    Wording,
    YesNo,
)
from perenou.proposals.union_law import ASKED
from perenou.rules.citation import Citation
from perenou.workbench.frame.words import say
from perenou.workbench.privacy.codes import names_a_person
from perenou.workbench.proposals.models import LONGEST_TITLE

LONGEST_TEXT: Final = 20_000
LONGEST_LINE: Final = 300
MOST_ROWS: Final = 40
MOST_DIGITS: Final = 12
SPARE: Final = 2
"""Empty rows that a form offers beside those that are filled."""

Sort: TypeAlias = Literal["line", "text", "code", "day", "number", "choice", "tick", "fixed"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form.

    Attributes:
        choices: values to choose among, ``proposals.CHOICES.VALUE`` in the texts.
        is_needed: whether it, or its row, is nothing without it.
    """

    name: str
    sort: Sort
    longest: int = LONGEST_TEXT
    choices: tuple[str, ...] = ()
    of: str = ""
    is_needed: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of fields.

    Attributes:
        make: the row as data. fixed: values of the first column, where rows are given.
    """

    name: str
    columns: tuple[Field, ...]
    make: Callable[..., object]
    fixed: tuple[str, ...] = ()


_ORIGIN: Final = Field("origin", "choice", choices=tuple(Origin), of="origin")
_SECTIONS: Final[dict[str, tuple[Field | Rows, ...]]] = {
    "problem": (
        Field("title", "line", LONGEST_TITLE, is_needed=True),
        Field("kind", "choice", choices=tuple(Kind), of="kind", is_needed=True),
        Field("problem", "text"),
        Rows(
            "evidence",
            (_ORIGIN, Field("key", "line", 80), Field("said", "line", LONGEST_LINE)),
            lambda origin, key, said: Evidence(Origin(origin or Origin.OTHER), key, said),
        ),
        Field("aim", "text"),
        Rows(
            "options",
            (
                Field("name", "line", LONGEST_LINE, is_needed=True), Field("said", "text"),
                Field("is_chosen", "tick"),
            ),
            lambda name, said, is_chosen: Option(name, said, is_chosen=bool(is_chosen)),
        ),
    ),
    "reform": (
        Field("reform", "code"),
        Rows(
            "wordings",
            (Field("citation", "line", 60, is_needed=True), Field("text", "text")),
            Wording,
        ),
    ),
    "effects": (
        Field("work", "text"), Field("minutes", "number"), Field("cost", "text"),
        Field("terms", "text"), Field("regulations", "text"),
    ),
    "union": (
        Rows(
            "checked",
            (
                Field("question", "fixed"),
                Field("answer", "choice", choices=tuple(YesNo), of="yes_no", is_needed=True),
                Field("said", "line", LONGEST_LINE),
            ),
            lambda question, answer, said: Checked(question, YesNo(answer), said),
            tuple(ASKED),
        ),
    ),
    "force": (Field("since", "day"), Field("due", "day"), Field("transition", "text")),
    "consulted": (
        Rows(
            "consulted",
            (
                Field("who", "line", LONGEST_LINE, is_needed=True), Field("due", "day"),
                Field("opinion", "text"), Field("answer", "text"),
                Field("taken", "choice", choices=tuple(Taken), of="taken"),
            ),
            lambda who, due, opinion, answer, taken: Consulted(
                who, due, opinion, answer, Taken(taken or Taken.OPEN)
            ),
        ),
    ),
    "happened": (
        Rows(
            "happened",
            (
                Field("figure", "choice", choices=FOLLOWED, of="followed", is_needed=True),
                Field("value", "number", is_needed=True), Field("source", "line", LONGEST_LINE),
            ),
            lambda figure, value, source: Happened(
                figure, value * (100 if unit_of(figure) == "cents" else 1), source
            ),
        ),
    ),
}  # fmt: skip
SECTIONS: Final = tuple(_SECTIONS)


@dataclass(frozen=True, slots=True)
class Input:
    """A field as it is shown.

    Attributes:
        name, id: in the form. label: key of its text. value: as it is typed. error: empty: none.
    """

    name: str
    label: str
    field: Field
    value: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as they are shown, each a field a column."""

    name: str
    label: str
    rows: tuple[tuple[Input, ...], ...]


@dataclass(slots=True)
class SectionForm:
    """A section in the making.

    Attributes:
        inputs: what is shown. content: what was read; None while anything is wrong.
    """

    section: str
    inputs: list[Input | Table] = field(default_factory=list)
    reform: str = ""
    content: Proposal | None = None
    has_errors: bool = False


def of_content(section: str, content: Proposal, reform: str = "") -> SectionForm:
    """The form as a proposal fills it."""
    form = SectionForm(section, reform=reform, content=content)
    for each in _SECTIONS[section]:
        if isinstance(each, Rows):
            form.inputs.append(_table_of(each, content))
        else:
            value = reform if each.sort == "code" else _written(getattr(content, each.name))
            form.inputs.append(Input(each.name, f"field.{each.name}", each, value))
    return form


def _table_of(rows: Rows, content: Proposal) -> Table:
    kept = [*getattr(content, rows.name)]
    lines: list[list[str]] = []
    if rows.fixed:
        by_key = {getattr(each, rows.columns[0].name): each for each in kept}
        for key in rows.fixed:
            each = by_key.get(key)
            rest = [
                "" if each is None else _written(getattr(each, column.name))
                for column in rows.columns[1:]
            ]
            lines.append([key, *rest])
    else:
        lines = [[_cell(each, column) for column in rows.columns] for each in kept]
        lines += [[""] * len(rows.columns)] * (SPARE if len(lines) < MOST_ROWS else 0)
    return _table(rows, lines, {})


def _cell(row: object, column: Field) -> str:
    value = getattr(row, column.name)
    if isinstance(row, Happened) and column.name == "value" and unit_of(row.figure) == "cents":
        value = row.value // 100
    return _written(value)


def _table(rows: Rows, lines: list[list[str]], errors: Mapping[str, str]) -> Table:
    def inputs(at: int, line: list[str]) -> Iterator[Input]:
        for column, value in zip(rows.columns, line, strict=True):
            name = f"{rows.name}-{at}-{column.name}"
            label = f"field.{rows.name}.{column.name}"
            yield Input(name, label, column, value, errors.get(name, ""))

    told = tuple(tuple(inputs(at, line)) for at, line in enumerate(lines))
    return Table(rows.name, f"field.{rows.name}", told)


def _written(value: object) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "on"
    return value.isoformat() if isinstance(value, date) else str(value)


# ------------------------------------------------------------------------------ what was sent


def sent(
    section: str, content: Proposal, told: Mapping[str, str], language: Language
) -> SectionForm:
    """The form that was sent, checked, over what the other sections say."""
    form = SectionForm(section)
    values: dict[str, Any] = {}
    for each in _SECTIONS[section]:
        if isinstance(each, Rows):
            found, table = _rows_sent(each, told, language)
            form.inputs.append(table)
            values[each.name] = found
            form.has_errors |= any(one.error for row in table.rows for one in row)
            continue
        typed = told.get(each.name, "").replace("\r\n", "\n").strip()
        value, error = _read(each, typed, language)
        if each.is_needed and not typed:
            error = say("proposals.wrong.needed", language)
        form.inputs.append(Input(each.name, f"field.{each.name}", each, typed, error))
        form.has_errors |= bool(error)
        if each.sort == "code":
            form.reform = typed
        else:
            values[each.name] = value
    if not form.has_errors:
        form.content = replace(content, **values)
    return form


def _rows_sent(
    rows: Rows, told: Mapping[str, str], language: Language
) -> tuple[tuple[object, ...], Table]:
    lines: list[list[str]] = []
    errors: dict[str, str] = {}
    found = []
    for at in range(MOST_ROWS):
        names = [f"{rows.name}-{at}-{column.name}" for column in rows.columns]
        if not any(name in told for name in names):
            break
        line = [told.get(name, "").replace("\r\n", "\n").strip() for name in names]
        own = line[1:] if rows.fixed else line
        if not any(own[:1] if rows.fixed else own) and not any(own):
            if rows.fixed:
                lines.append(line)
            continue
        place = len(lines)
        lines.append(line)
        read = {}
        for column, typed in zip(rows.columns, line, strict=True):
            value, error = _read(column, typed, language)
            if column.is_needed and not typed:
                error = say("proposals.wrong.needed", language)
            if error:
                errors[f"{rows.name}-{place}-{column.name}"] = error
            read[column.name] = value
        is_whole = not any(name.startswith(f"{rows.name}-{place}-") for name in errors)
        is_known = not rows.fixed or line[0] in rows.fixed
        if is_whole and is_known:
            found.append(rows.make(**read))
    if not rows.fixed:
        lines += [[""] * len(rows.columns)] * SPARE
    return tuple(found), _table(rows, lines, errors)


def _read(column: Field, typed: str, language: Language) -> tuple[Any, str]:
    """A value as it was typed, and what is wrong with it."""
    if len(typed) > column.longest:
        return None, say("proposals.wrong.long", language, most=column.longest)
    if names_a_person(typed):
        return None, say("proposals.wrong.code", language)
    if column.name == "citation" and typed and not _is_citation(typed):
        return None, say("proposals.wrong.citation", language)
    if column.sort == "tick":
        return bool(typed), ""
    if column.sort == "choice":
        # Of the choices, and not as it was typed: what is chosen may be more than a text.
        chosen = next((each for each in column.choices if each == typed), "")
        if typed and not chosen:
            return None, say("proposals.wrong.choice", language)
        return chosen, ""
    if column.sort == "number":
        plain = typed.replace(" ", "").replace("\u202f", "").replace("\u00a0", "")
        if not plain:
            return None, ""
        if not (plain.removeprefix("-").isascii() and plain.removeprefix("-").isdecimal()):
            return None, say("proposals.wrong.number", language)
        if len(plain.removeprefix("-")) > MOST_DIGITS:
            return None, say("proposals.wrong.large", language, most=MOST_DIGITS)
        return int(plain), ""
    if column.sort == "day":
        try:
            return (date.fromisoformat(typed) if typed else None), ""
        except ValueError:
            return None, say("proposals.wrong.day", language)
    return typed, ""


def _is_citation(text: str) -> bool:
    try:
        Citation.parse(text)
    except ValueError:
        return False
    return True
