"""Sentences with their citations marked: ``[PHSi § 17 lg 1]{PHS § 17 lg 1}``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

HERE = Path(__file__).parent / "mentions"
_MARK = re.compile(r"\[([^\[\]]+)\]\{([^{}]+)\}")


@dataclass(frozen=True)
class Label:
    """The characters of a mention and what it cites, or ``! reason``."""

    start: int
    end: int
    target: str


@dataclass(frozen=True)
class Sentence:
    """A sentence without its marks, the provision it stands in, and its labels."""

    text: str
    home: str
    labels: tuple[Label, ...]


def sentences(name: str) -> list[Sentence]:
    rows = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    found: list[Sentence] = []
    for group in rows.values():
        for row in group:
            entry = row if isinstance(row, dict) else {"text": row}
            found.append(_sentence(entry["text"], entry.get("home", "")))
    return found


def _sentence(marked: str, home: str) -> Sentence:
    text, at, labels = "", 0, []
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        labels.append(Label(len(text), len(text) + len(mark[1]), mark[2]))
        text += mark[1]
        at = mark.end()
    return Sentence(text + marked[at:], home, tuple(labels))
