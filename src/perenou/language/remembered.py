"""Analyses of words that are kept in a file, so that a new process need not make them again."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import astuple
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from perenou.language.morphology import Analyser, Word

FILE = "words.json"


class Remembered:
    """An analyser that asks another one only for words that it has not met.

    Args:
        by: the analyser that is asked. folder: where the file is; None to keep nothing.
        version: of this program, whose rules of analysis may change.
    """

    def __init__(self, by: Analyser, folder: Path | None, version: str) -> None:
        self.name = by.name
        self._by = by
        self._made_by = _made_by(by, version)
        self._path = None if folder is None else folder / FILE
        self._words = {} if self._path is None else _read(self._path, self._made_by)
        self._had = len(self._words)

    def words(self, forms: Sequence[str]) -> list[Word]:
        """One answer for each form, in their order."""
        new = [form for form in dict.fromkeys(forms) if form not in self._words]
        if new:
            self._words.update(zip(new, self._by.words(new), strict=True))
        return [self._words[form] for form in forms]

    def keep(self) -> None:
        """Write what was learned; a folder that cannot be written to is no error."""
        if self._path is None or len(self._words) == self._had:
            return
        told = {
            "by": self._made_by,
            "words": {form: astuple(word) for form, word in self._words.items()},
        }
        part = self._path.with_name(f"{FILE}.{os.getpid()}")
        with suppress(OSError):
            part.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
            part.replace(self._path)
            self._had = len(self._words)


def _made_by(by: Analyser, own: str) -> str:
    """What an analysis depends on: another version may see a word otherwise."""
    try:
        dictionary = version("estnltk")
    except PackageNotFoundError:
        dictionary = ""
    return f"{own} {by.name} {dictionary}".strip()


def _read(path: Path, by: str) -> dict[str, Word]:
    """What was kept; nothing where it is missing, broken or made by another version."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        if told["by"] != by:
            return {}
        return {
            form: Word(*(tuple(str(each) for each in part) for part in parts))
            for form, parts in told["words"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
