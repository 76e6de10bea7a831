"""Households and the other facts of the reference as plain data (for JSON) and back."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Data = None | bool | int | str | list["Data"] | dict[str, "Data"]


def _plain(value: object) -> Data:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, frozenset):
        return [_plain(one) for one in sorted(value)]
    if isinstance(value, Mapping):
        return [[_plain(key), _plain(one)] for key, one in value.items()]
    assert is_dataclass(value)
    return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}


def _read(kind: Any, data: Any) -> Any:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        inner = next(one for one in arguments if one is not type(None))
        return None if data is None else _read(inner, data)
    if origin is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return tuple(_read(arguments[0], one) for one in data)
        return tuple(_read(one, part) for one, part in zip(arguments, data, strict=True))
    if origin is frozenset:
        return frozenset(_read(arguments[0], one) for one in data)
    if origin is not None:  # a mapping
        return {_read(arguments[0], key): _read(arguments[1], one) for key, one in data}
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{name: _read(hints[name], one) for name, one in data.items()})  # type: ignore[operator]
    if kind is date:
        return date.fromisoformat(data)
    if kind is Fraction or (isinstance(kind, type) and issubclass(kind, Enum)):
        return kind(data)
    return data


def to_data(value: object) -> Data:
    """A household, or another dataclass of facts, as dicts, lists, strings and numbers."""
    return _plain(value)


def from_data(data: Data, kind: type[T]) -> T:
    """What plain data tell; raises ValueError or TypeError on wrong data."""
    made = _read(kind, data)
    assert isinstance(made, kind)
    return made
