"""The form of what only an official knows, made from the model of particulars itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import NoneType
from typing import Annotated, Final, Literal, TypeAlias, cast, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from perenou.acts.document import Part
from perenou.acts.draft import draft
from perenou.acts.matter import Matter
from perenou.acts.particulars import Particulars
from perenou.casework.case_file.dates import PartialDay
from perenou.casework.case_file.errors import MessageKey, Problem
from perenou.casework.case_file.fields import LONGEST_PROSE, Prose
from perenou.casework.case_file.spells import Model
from perenou.casework.solve import Solved
from perenou.language.grammar import Language
from perenou.workbench.drafts.making import OWN_PARTS
from perenou.workbench.frame.problems import problem_told
from perenou.workbench.frame.words import say

BoxKind: TypeAlias = Literal["text", "prose", "day", "answer", "choice"]
"""``answer``: a day, or surely none."""

HEAD: Final = "head"
"""The group of what stands in no group of its own."""

OWN: Final = "own"
NONE: Final = ".none"
"""Ends the name of the box that says that there surely was no answer."""

LONGEST_TEXT: Final = 200
MOST_ROWS: Final = 50


@dataclass(frozen=True, slots=True)
class Box:
    """Something to fill in.

    Attributes:
        name: in the form, such as ``evidence.0.day``. label: key of its label. choices: values and
            the keys of their labels.
    """

    name: str
    label: str
    kind: BoxKind
    value: str = ""
    is_none: bool = False
    error: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    longest: int = LONGEST_TEXT

    @property
    def id(self) -> str:
        """Its id on the page."""
        return f"given-{self.name.replace('.', '-')}"


@dataclass(frozen=True, slots=True)
class Group:
    """Boxes that belong together; of a list each row, and one more to fill in."""

    key: str
    rows: tuple[tuple[Box, ...], ...]
    is_list: bool = False

    @property
    def is_filled(self) -> bool:
        """Whether anything stands in it."""
        return any(box.value or box.is_none for row in self.rows for box in row)

    @property
    def has_errors(self) -> bool:
        """Whether anything in it has to be mended."""
        return any(box.error for row in self.rows for box in row)


@dataclass(frozen=True, slots=True)
class OwnBox:
    """The official's own paragraphs of a part, a line each."""

    part: Part
    value: str
    error: str

    @property
    def name(self) -> str:
        """Its name in the form."""
        return f"{OWN}.{self.part}"

    @property
    def id(self) -> str:
        """Its id on the page."""
        return f"{OWN}-{self.part}"


@dataclass(slots=True)
class GivenForm:
    """The form as it was typed.

    Attributes:
        raw: what stands in it by name. given: what it says; None while anything is wrong.
        errors: what is wrong, by name.
    """

    raw: Mapping[str, str]
    given: Particulars | None = None
    errors: dict[str, str] = field(default_factory=dict)

    def groups(self, asked: frozenset[str]) -> tuple[Group, ...]:
        """The groups that are asked for, and those in which something stands."""
        every = (_group(key, self.raw, self.errors) for key in group_keys())
        return tuple(each for each in every if each.key in asked or each.is_filled)

    def own(self) -> tuple[OwnBox, ...]:
        """The boxes of the official's own paragraphs, in the order of the page."""
        return tuple(
            OwnBox(part, self.raw.get(f"{OWN}.{part}", ""), self.errors.get(f"{OWN}.{part}", ""))
            for part in OWN_PARTS
        )


def filled(given: Particulars) -> GivenForm:
    """The form with what was given before."""
    raw: dict[str, str] = {}
    told = as_data(given)
    for part in OWN_PARTS:
        if own := given.own_in(part):
            raw[f"{OWN}.{part}"] = "\n".join(own)
    told.pop(OWN, None)
    for name, value in _flat(told, ""):
        if value is False:
            raw[name + NONE] = "on"
        else:
            raw[name] = str(value)
    return GivenForm(raw, given)


def typed(sent: Mapping[str, str], language: Language) -> GivenForm:
    """The form as it was sent, checked; messages are in a language."""
    data, raw = _data(sent)
    form = GivenForm(raw)
    try:
        form.given = Particulars.model_validate(data)
    except ValidationError as refused:
        for error in refused.errors(include_url=False):
            form.errors.setdefault(_name(error, data, raw), _message(error, language))
    return form


def as_data(given: Particulars) -> dict[str, object]:
    """What an official gave, as plain data that reads back to the same."""
    return given.model_dump(mode="json", exclude_none=True, exclude_defaults=True)


def group_keys() -> tuple[str, ...]:
    """Every group by its key, in the order of the form; a list inside of one is its own."""
    return (HEAD, *_keys_in(Particulars, ""))


def _keys_in(model: type[Model], before: str) -> Iterator[str]:
    for name, of in _fields(model):
        inside = _model(of)
        if inside is not None and name != OWN:
            yield before + name
            yield from _keys_in(inside, f"{before}{name}.")


def asked_for(solved: Solved, matter: Matter) -> frozenset[str]:
    """The groups that an act about this matter needs: filled in, they change what it says."""
    blank = draft(solved, matter, Particulars())
    found = (key for key in group_keys() if key != HEAD)
    changing = {key for key in found if draft(solved, matter, _probe(key)) != blank}
    return frozenset({HEAD, *changing})


# ------------------------------------------------------------------------------ boxes


def _fields(model: type[Model]) -> Iterator[tuple[str, FieldInfo]]:
    yield from model.model_fields.items()


def _model(of: FieldInfo) -> type[Model] | None:
    """The model of the values of a field, alone or in a list."""
    for part in (of.annotation, *get_args(of.annotation)):
        if isinstance(part, type) and issubclass(part, Model):
            return part
    return None


def _is_list(of: FieldInfo) -> bool:
    return get_origin(of.annotation) is tuple


def _of_group(key: str) -> tuple[type[Model], bool]:
    model: type[Model] = Particulars
    is_list = False
    for name in key.split("."):
        of = model.model_fields[name]
        inside = _model(of)
        assert inside is not None
        model, is_list = inside, _is_list(of)
    return model, is_list


def _group(key: str, raw: Mapping[str, str], errors: Mapping[str, str]) -> Group:
    model, is_list = (Particulars, False) if key == HEAD else _of_group(key)
    single = [(name, of) for name, of in _fields(model) if _model(of) is None]
    before = "" if key == HEAD else f"{key}."
    many = [f"{before}{at}." for at in range(min(_rows(key, raw) + 1, MOST_ROWS))]
    rows = tuple(
        tuple(_box(place + name, before + name, of, raw, errors) for name, of in single)
        for place in (many if is_list else [before])
    )
    return Group(key, rows, is_list)


def _rows(key: str, raw: Mapping[str, str]) -> int:
    found = (re.match(rf"{re.escape(key)}\.(\d{{1,3}})\.", name) for name in raw)
    return max((int(each[1]) + 1 for each in found if each), default=0)


def _box(
    name: str, path: str, of: FieldInfo, raw: Mapping[str, str], errors: Mapping[str, str]
) -> Box:
    label = f"drafts.given.{path}"
    kind, values = _kind(of)
    return Box(
        name,
        label,
        kind,
        raw.get(name, ""),
        is_none=name + NONE in raw,
        error=errors.get(name, ""),
        choices=tuple((value, f"{label}.{value}") for value in values),
        longest=LONGEST_PROSE if kind == "prose" else LONGEST_TEXT,
    )


def _kind(of: FieldInfo) -> tuple[BoxKind, tuple[str, ...]]:
    """How a field is filled in, and what can be chosen."""
    parts = [part for part in get_args(of.annotation) if part is not NoneType]
    inner = parts[0] if parts and get_origin(of.annotation) is not Literal else of.annotation
    is_prose = inner == Prose or of.metadata == list(get_args(Prose)[1:])
    base = get_args(inner)[0] if get_origin(inner) is Annotated else inner
    if base is str:
        return ("prose" if is_prose else "text"), ()
    if base is PartialDay:
        return "day", ()
    if get_origin(base) is Literal:
        return "choice", tuple(str(each) for each in get_args(base))
    assert PartialDay in get_args(base)
    return "answer", ()


def _probe(key: str) -> Particulars:
    """Particulars in which everything of a group is filled in."""
    blank = _group(key, {}, {})
    of_kind = {"text": "x", "prose": "x", "day": "2026-01-01", "answer": "2026-01-01"}
    values = {b.name: of_kind.get(b.kind) or b.choices[0][0] for b in blank.rows[0]}
    return Particulars.model_validate(_data(values)[0])


# ------------------------------------------------------------------------------ what was sent


def _data(sent: Mapping[str, str]) -> tuple[dict[str, object], dict[str, str]]:
    """The data of particulars, and the form without what stands empty or in no box of ours."""
    data: dict[str, object] = {}
    raw: dict[str, str] = {}
    for key in group_keys():
        group = _group(key, sent, {})
        rows: list[dict[str, object]] = []
        for row in group.rows:
            told = {b.name.rpartition(".")[2]: _value(b) for b in row}
            told = {name: value for name, value in told.items() if value != ""}
            if not told:
                continue
            for box in row:
                last = box.name.rpartition(".")[2]
                name = f"{key}.{len(rows)}.{last}" if group.is_list else box.name
                if box.is_none:
                    raw[name + NONE] = "on"
                if box.value.strip():
                    raw[name] = box.value
            rows.append(told)
        if rows:
            _put(data, key, rows if group.is_list else rows[0])
    own = []
    for part in OWN_PARTS:
        text = sent.get(f"{OWN}.{part}", "").replace("\r\n", "\n")
        if text.strip():
            raw[f"{OWN}.{part}"] = text
            own += [{"part": part.value, "text": line} for line in text.split("\n") if line.strip()]
    if own:
        data[OWN] = own
    return data, raw


def _put(
    data: dict[str, object], key: str, value: list[dict[str, object]] | dict[str, object]
) -> None:
    """Put what a group says into its place."""
    if key == HEAD:
        assert isinstance(value, dict)
        data.update(value)
        return
    *above, last = key.split(".")
    for name in above:
        data = cast("dict[str, object]", data.setdefault(name, {}))
    data[last] = value


def _value(box: Box) -> object:
    return False if box.is_none and not box.value.strip() else box.value.strip()


def _name(error: ErrorDetails, data: Mapping[str, object], raw: Mapping[str, str]) -> str:
    """The name of the box where something is wrong."""
    place = error["loc"]
    if place[0] == OWN:
        own = cast("list[dict[str, str]]", data[OWN])
        part = own[place[1]]["part"] if len(place) > 1 and isinstance(place[1], int) else ""
        return f"{OWN}.{part or own[0]['part']}"
    boxes = {b.name for key in group_keys() for row in _group(key, raw, {}).rows for b in row}
    for length in range(len(place), 0, -1):
        name = ".".join(map(str, place[:length]))
        if name in boxes:
            return name
    return str(place[0])


def _message(error: ErrorDetails, language: Language) -> str:
    if error["type"] in get_args(MessageKey):
        told = error.get("ctx", {})
        key = cast("MessageKey", error["type"])
        problem = Problem("", None, "", key, told["slots"], told["suggestion"])
        return problem_told(problem, language)
    known = ("missing", "too_long", "literal_error")
    return say(f"drafts.error.{error['type'] if error['type'] in known else 'other'}", language)


def _flat(told: Mapping[str, object], before: str) -> Iterator[tuple[str, object]]:
    for key, value in told.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{key}.")
        elif isinstance(value, list):
            for at, row in enumerate(value):
                yield from _flat(row, f"{before}{key}.{at}.")
        else:
            yield f"{before}{key}", value
