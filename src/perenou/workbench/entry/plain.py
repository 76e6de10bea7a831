"""Plain data as drafts keep it, and its parts by the sort that they are known to be of."""

from __future__ import annotations

from typing import TypeAlias, cast

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"
"""What a draft may hold; only what this app wrote itself is ever read back."""


def text_of(told: Json) -> str:
    """A text."""
    return cast("str", told)


def texts_of(told: Json) -> list[str]:
    """A list of texts."""
    return cast("list[str]", told)


def list_of(told: Json) -> list[Json]:
    """A list."""
    return cast("list[Json]", told)


def mapping_of(told: Json) -> dict[str, Json]:
    """A mapping."""
    return cast("dict[str, Json]", told)
