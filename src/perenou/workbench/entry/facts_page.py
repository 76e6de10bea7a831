"""The facts of a case as a page shows them: parts, fields, tables, and what is wrong where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping as AbstractMapping
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from perenou.casework.case_file.errors import CaseFileError, Path
from perenou.casework.case_file.fields import UNKNOWN
from perenou.casework.case_file.source import Data
from perenou.language.grammar import Language
from perenou.workbench.entry.facts_form import NONE, SILENT, Mapping, Part, parts_of
from perenou.workbench.entry.labels import Labels, states, words_of
from perenou.workbench.entry.shapes import Shape, shapes
from perenou.workbench.entry.values import typed
from perenou.workbench.frame.problems import problem_told
from perenou.workbench.frame.words import say
from perenou.workbench.privacy.codes import masked

MAIN: Final[dict[str, tuple[str, ...]]] = {
    "": ("as_of", "otherwise"),
    "period": ("from", "to"),
    "people": ("name", "personal_code", "birth", "sex", "death"),
    "children": (
        "name", "personal_code", "birth", "sex", "death", "second_parent", "secondary_education",
    ),
}  # fmt: skip
"""Fields that are shown at once; the others unfold, and stand open once they say something."""

TABLES: Final[dict[str, tuple[str, ...]]] = {
    "": ("couples", "claims", "parental_days", "paid"),
    "period": (),
    "people": ("residence", "work", "income"),
    "children": ("parents", "lives", "residence", "studies"),
}
"""Lists that are shown even while nothing is said of them; the others can be added."""

CHOSEN: Final = frozenset({"word", "flag", "person", "country"})
MANY: Final = frozenset({"people", "people_or_all", "words_or_all"})


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose."""

    value: str
    name: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A field: its name in the form, what it is called, what stands in it, what is wrong.

    ``look`` is ``text``, ``select`` or ``checks``; ``told`` is what is chosen, in words; ``spoken``
    is its whole name where no label stands beside it; ``is_hidden``: a personal code, of which only
    the beginning stands there.
    """

    name: str
    label: str
    look: str
    value: str
    options: tuple[Option, ...]
    errors: tuple[str, ...]
    told: str = ""
    spoken: str = ""
    is_number: bool = False
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """An entry of a list."""

    place: str
    number: int
    cells: tuple[Cell, ...]
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A list of the case file; ``said`` is what is said of it while it has no rows."""

    place: str
    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    said: tuple[Option, ...]
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Somebody, the period, or the case: fields, more fields, tables, and tables to add."""

    place: str
    group: str
    title: str
    fields: tuple[Cell, ...]
    more: tuple[Cell, ...]
    is_more_open: bool
    tables: tuple[Table, ...]
    others: tuple[Option, ...]
    errors: tuple[str, ...]

    @property
    def who(self) -> str:
        """The id of who it is about."""
        return self.place.partition(".")[2]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A problem for the list at the head of the page: where, what, and the id of its place."""

    anchor: str
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class FactsPage:
    """Everything that a page of facts shows."""

    case: Block
    period: Block
    people: tuple[Block, ...]
    children: tuple[Block, ...]
    wrong: tuple[Wrong, ...]


def facts_page(
    mapping: Mapping, language: Language, error: CaseFileError | None = None
) -> FactsPage:
    """The page of a case's facts, with what is wrong beside the fields."""
    labels = Labels(language, words_of(language, mapping))
    made = _Making(mapping, labels, _by_place(mapping, error, language))
    blocks = [made.block(part) for part in parts_of(mapping)]
    return FactsPage(
        case=blocks[0],
        period=blocks[1],
        people=tuple(each for each in blocks if each.group == "people"),
        children=tuple(each for each in blocks if each.group == "children"),
        wrong=tuple(_wrong(mapping, labels, error)),
    )


@lru_cache(maxsize=64)
def columns(entry: type) -> tuple[str, ...]:
    """The fields of an entry in the order of columns: what it is about, when, and the rest."""
    names = list(shapes(entry))
    if names[:2] != ["from", "to"]:
        return tuple(names)
    rest = names[2:]
    return (*rest[:3], "from", "to", *rest[3:])


# ------------------------------------------------------------------------------ problems


def _anchor(mapping: Mapping, field: str) -> str:
    """The nearest place around a problem that the page has."""
    parts = field.split(".") if field else []
    names = _places(mapping)
    for length in range(len(parts), 0, -1):
        place = ".".join(parts[:length])
        if place in names:
            return place
    return ""


def _places(mapping: Mapping) -> set[str]:
    found = {""}
    for part in parts_of(mapping):
        found.add(part.name)
        holder = _at(mapping, part.path)
        for name, shape in part.shapes.items():
            place = ".".join((*map(str, part.path), name))
            found.add(place)
            rows = holder.get(name)
            if shape.entry is not None and isinstance(rows, list):
                for at in range(len(rows)):
                    found.add(f"{place}.{at}")
                    found |= {f"{place}.{at}.{each}" for each in shapes(shape.entry)}
    return found


def _by_place(
    mapping: Mapping, error: CaseFileError | None, language: Language
) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for problem in () if error is None else error.problems:
        told = problem_told(problem, language)
        found[_anchor(mapping, problem.field)].append(told)
    return found


def _wrong(mapping: Mapping, labels: Labels, error: CaseFileError | None) -> list[Wrong]:
    found = []
    for problem in () if error is None else error.problems:
        path: Path = tuple(
            int(part) if part.isdecimal() else part
            for part in (problem.field.split(".") if problem.field else ())
        )
        anchor = _anchor(mapping, problem.field)
        text = problem_told(problem, labels.language)
        found.append(Wrong(anchor, labels.place(path), text))
    return found


def _at(mapping: Mapping, path: Path) -> AbstractMapping[str, Data]:
    found: Data = mapping
    for part in path:
        found = found.get(str(part)) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


# ------------------------------------------------------------------------------ fields


class _Making:
    """A page in the making."""

    def __init__(
        self, mapping: Mapping, labels: Labels, errors: AbstractMapping[str, Sequence[str]]
    ) -> None:
        self._mapping = mapping
        self._labels = labels
        self._errors = errors
        self._language = labels.language
        self._people = [who for group in ("people", "children") for who in _at(mapping, (group,))]

    def block(self, part: Part) -> Block:
        """A part of the case with all its fields."""
        group = str(part.path[0]) if part.path else ""
        told = _at(self._mapping, part.path)
        main, always = MAIN[group], TABLES[group]
        singles = {name: of for name, of in part.shapes.items() if of.sort != "list"}
        lists = {name: of for name, of in part.shapes.items() if of.sort == "list"}
        rest = [name for name in singles if name not in main]
        told_lists = [name for name in lists if name in told]
        shown = [*always, *(name for name in told_lists if name not in always)]
        more = tuple(self._cell(part.path, singles[name], told.get(name)) for name in rest)
        return Block(
            place=part.name,
            group=group,
            title=self._title(part),
            fields=tuple(self._cell(part.path, singles[name], told.get(name)) for name in main),
            more=more,
            is_more_open=any(each.value or each.errors for each in more),
            tables=tuple(self._table(part.path, lists[name], told.get(name)) for name in shown),
            others=tuple(
                Option(_join(part.path, name), title, is_chosen=False)
                for title, name in sorted(
                    (self._labels.list_name(name), name) for name in lists if name not in shown
                )
            ),
            errors=self._wrong(part.name) if part.path else (),
        )  # fmt: skip

    def _title(self, part: Part) -> str:
        if len(part.path) == 2:
            return self._labels.words.name_of(str(part.path[1]))
        return say("entry.facts.period" if part.path else "entry.facts.case", self._language)

    def _table(self, path: Path, shape: Shape, told: Data) -> Table:
        place = _join(path, shape.name)
        names = () if shape.entry is None else columns(shape.entry)
        of = {} if shape.entry is None else shapes(shape.entry)
        rows = told if isinstance(told, list) else []
        said = NONE if told == [] else UNKNOWN if told == UNKNOWN else SILENT
        return Table(
            place=place,
            name=self._labels.list_name(shape.name),
            columns=tuple(self._labels.field(name, shape.name) for name in names),
            rows=tuple(
                Row(
                    f"{place}.{at}", at + 1,
                    tuple(
                        self._cell(
                            (*path, shape.name, at), of[name],
                            row.get(name) if isinstance(row, dict) else None, shape.name,
                        )
                        for name in names
                    ),
                    self._wrong(f"{place}.{at}"),
                )
                for at, row in enumerate(rows)
            ),
            said=tuple(
                Option(value, say(f"entry.facts.said.{key}", self._language), value == said)
                for value, key in ((SILENT, "silent"), (NONE, "none"), (UNKNOWN, "unknown"))
            ),
            errors=self._wrong(place),
        )  # fmt: skip

    def _cell(self, path: Path, shape: Shape, told: Data, listed: str = "") -> Cell:
        name = _join(path, shape.name)
        label = self._labels.field(shape.name, listed)
        errors = self._wrong(name)
        spoken = f"{label}, {self._labels.list_name(listed)} {int(path[-1]) + 1}" if listed else ""
        if shape.sort in MANY:
            options = self._many(shape, told, listed)
            chosen = ", ".join(each.name for each in options if each.is_chosen)
            return Cell(name, label, "checks", chosen, options, errors, chosen, spoken)
        value = told if isinstance(told, str) else ""
        if shape.sort in CHOSEN:
            options = self._one(shape, value, listed)
            return Cell(name, label, "select", value, options, errors, spoken=spoken)
        is_code = shape.sort == "code"
        # A code that is wrong is shown as it was typed, to be put right.
        is_hidden = is_code and not errors and value.isdecimal()
        shown = masked(value) if is_hidden else typed(shape.sort, value, self._language)
        return Cell(
            name, label, "text", shown, (), errors, spoken=spoken,
            is_number=shape.sort in ("amount", "number") or is_code, is_hidden=is_hidden,
        )  # fmt: skip

    def _one(self, shape: Shape, value: str, listed: str) -> tuple[Option, ...]:
        """Nothing, the words, unknown; and what the file says, whatever that is."""
        names = self._words(shape, listed)
        silent = f"– ({names[shape.default]})" if shape.default in names else "–"
        names = {"": silent, **names}
        if shape.may_be_unknown:
            names[UNKNOWN] = self._labels.word(UNKNOWN, "")
        if value not in names:
            names[value] = value
        return tuple(Option(word, name, word == value) for word, name in names.items())

    def _many(self, shape: Shape, told: Data, listed: str) -> tuple[Option, ...]:
        chosen = [str(each) for each in told] if isinstance(told, list) else [told or ""]
        names = dict(self._words(shape, listed))
        if shape.sort != "people":
            names["all"] = say("entry.all", self._language)
        if shape.may_be_unknown:
            names[UNKNOWN] = self._labels.word(UNKNOWN, "")
        for each in chosen:
            if isinstance(each, str) and each and each not in names:
                names[each] = each
        return tuple(Option(word, name, word in chosen) for word, name in names.items())

    def _words(self, shape: Shape, listed: str) -> dict[str, str]:
        if shape.sort in ("person", "people", "people_or_all"):
            return {who: self._labels.words.name_of(who) for who in self._people}
        if shape.sort == "country":
            return states(self._language)
        if shape.sort == "flag":
            say_ = self._labels.words.say
            return {"true": say_("value.yes"), "false": say_("value.no")}
        return {word: self._labels.word(word, shape.name, listed) for word in shape.words}

    def _wrong(self, place: str) -> tuple[str, ...]:
        return tuple(self._errors.get(place, ()))


def _join(path: Path, name: str) -> str:
    return ".".join((*map(str, path), name))
