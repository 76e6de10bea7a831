"""What the fields of the case file look like on a form, read from its schema."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Annotated, Final, Literal, get_args, get_origin, get_type_hints

from perenou.casework.case_file import fields
from perenou.casework.case_file.spells import Model

Sort = Literal[
    "day", "day_or_no", "month", "amount", "text", "country", "code", "flag", "number", "word",
    "person", "people", "people_or_all", "words_or_all", "list",
]  # fmt: skip
"""How a value is entered; ``list``: as a table of entries."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A field of the case file.

    Attributes:
        name: as the file writes it. sort: how it is entered. words: to choose from.
        may_be_unknown: whether the file may say ``unknown``. entry: what a list consists of.
        default: what silence means, where the schema says it.
    """

    name: str
    sort: Sort
    words: tuple[str, ...] = ()
    may_be_unknown: bool = False
    entry: type[Model] | None = None
    default: str = ""


_SORTS: Final[tuple[tuple[object, Sort], ...]] = (
    (fields.DayOrFalse, "day_or_no"),
    (fields.Day, "day"),
    (fields.ExactDay, "day"),
    (fields.MonthOfYear, "month"),
    (fields.Cents, "amount"),
    (fields.ForeignCents, "amount"),
    (fields.Text, "text"),
    (fields.Country, "country"),
    (fields.PersonalCode, "code"),
    (fields.Flag, "flag"),
    (fields.Week, "number"),
    (fields.Hours, "number"),
    (fields.Children, "number"),
    (fields.DayCount, "number"),
    (fields.Ref, "person"),
)
_WITH_UNKNOWN: Final = frozenset({"day", "day_or_no"})
"""Sorts whose own values have ``unknown`` among them."""


@lru_cache(maxsize=64)
def shapes(model: type[Model]) -> dict[str, Shape]:
    """The fields of a part of the case file that a form can show, by name.

    Parts within parts are left out, but for lists of flat entries.
    """
    hints = get_type_hints(model, include_extras=True)
    found: dict[str, Shape] = {}
    for attribute, info in model.model_fields.items():
        name = info.alias or attribute
        shape = _shape(name, hints[attribute])
        if shape is not None:
            found[name] = replace(shape, default=_default(info.default))
    return found


def is_flat(model: type[Model]) -> bool:
    """Whether entries of a list fit into the cells of a table, all their fields being shown."""
    known = shapes(model)
    return len(known) == len(model.model_fields) and all(
        shape.sort != "list" for shape in known.values()
    )


def _shape(name: str, hint: object) -> Shape | None:
    parts = list(_parts(hint))
    words = tuple(word for part in parts for word in _words(part) if word != fields.UNKNOWN)
    unknown = fields.UNKNOWN in (word for part in parts for word in _words(part))
    listed = next((part for part in parts if get_origin(_bare(part)) is tuple), None)
    if listed is not None:
        return _list(name, listed, unknown=unknown, or_all="all" in words)
    for part in parts:
        sort = _sort(part)
        if sort is not None:
            return Shape(name, sort, (), unknown or sort in _WITH_UNKNOWN)
    if words and all(isinstance(_bare(part), type) is False for part in parts):
        return Shape(name, "word", words, unknown)
    return None


def _default(value: object) -> str:
    """A default in the words of the case file; empty where silence means nothing."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, (str, int)) else ""


def _list(name: str, listed: object, *, unknown: bool, or_all: bool) -> Shape | None:
    of = get_args(_bare(listed))[0]
    if isinstance(of, type) and issubclass(of, Model):
        if not is_flat(of):
            return None
        return Shape(name, "list", (), unknown, of)
    words = tuple(_words(of))
    if words:
        return Shape(name, "words_or_all", words, unknown)
    sort: Sort = "people_or_all" if or_all else "people"
    return Shape(name, sort, (), unknown)


def _parts(hint: object) -> list[object]:
    """The alternatives of a field, each with what validates it."""
    if _sort(hint) is not None:
        return [hint]
    bare = _bare(hint)
    if get_origin(bare) is Literal or get_origin(bare) is tuple or isinstance(bare, type):
        return [] if bare is type(None) else [hint]
    return [part for each in get_args(bare) for part in _parts(each)]


def _words(part: object) -> tuple[str, ...]:
    bare = _bare(part)
    if get_origin(bare) is Literal:
        return tuple(word for word in get_args(bare) if isinstance(word, str))
    # A union of choices, as the benefits are.
    return tuple(word for each in get_args(bare) for word in _words(each))


def _sort(part: object) -> Sort | None:
    if get_origin(part) is not Annotated:
        return None
    told = get_args(part)[1:]
    for known, sort in _SORTS:
        if get_args(known)[1] in told:
            return sort
    return None


def _bare(hint: object) -> object:
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint
