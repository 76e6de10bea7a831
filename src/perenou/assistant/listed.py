"""The lists of words and expressions beside this module, read."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files


def lines(name: str) -> Iterator[str]:
    """The lines of a list but for remarks."""
    text = files("perenou.assistant.lists").joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return (line for line in text.splitlines() if not line.startswith("#"))


def words(name: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(word for line in lines(name) for word in line.split())


def expressions(name: str) -> dict[str, str]:
    """Expressions by name; lines of the same name are joined as alternatives."""
    found: dict[str, list[str]] = {}
    for line in lines(name):
        key, _, expression = line.partition(": ")
        found.setdefault(key, []).append(expression)
    return {key: "|".join(each) for key, each in found.items()}
