"""Analyses that are kept between processes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from perenou.language import remembered
from perenou.language.morphology import Word
from perenou.language.remembered import FILE, Remembered


class Counting:
    """An analyser that knows nothing and counts what it is asked."""

    name = "counting"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def words(self, forms: Sequence[str]) -> list[Word]:
        self.asked += forms
        return [Word((form,), (form[:1],)) for form in forms]


def test_a_word_is_asked_for_once(tmp_path: Path) -> None:
    first = Counting()
    by = Remembered(first, tmp_path, "1")
    assert by.words(["üks", "kaks", "üks"]) == [
        Word(("üks",), ("ü",)),
        Word(("kaks",), ("k",)),
        Word(("üks",), ("ü",)),
    ]
    assert first.asked == ["üks", "kaks"]
    by.keep()
    second = Counting()
    again = Remembered(second, tmp_path, "1")
    assert again.words(["kaks", "kolm"]) == [Word(("kaks",), ("k",)), Word(("kolm",), ("k",))]
    assert second.asked == ["kolm"]


def test_nothing_is_written_where_nothing_is_new(tmp_path: Path) -> None:
    Remembered(Counting(), tmp_path, "1").keep()
    assert not (tmp_path / FILE).exists()
    Remembered(Counting(), None, "1").keep()
    by = Remembered(Counting(), tmp_path / "none", "1")
    by.words(["üks"])
    by.keep()
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    "content", ["", "[]", '{"by": 1}', '{"words": {}}', '{"by": "x", "words": 1}']
)
def test_a_broken_file_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    (tmp_path / FILE).write_text(content, encoding="utf-8")
    monkeypatch.setattr(remembered, "_made_by", lambda _by, _own: "x")
    by = Remembered(Counting(), tmp_path, "1")
    by.words(["üks"])
    by.keep()
    assert json.loads((tmp_path / FILE).read_text(encoding="utf-8"))["words"].keys() == {"üks"}


def test_another_version_begins_anew(tmp_path: Path) -> None:
    by = Remembered(Counting(), tmp_path, "1")
    by.words(["üks"])
    by.keep()
    counting = Counting()
    Remembered(counting, tmp_path, "2").words(["üks"])
    assert counting.asked == ["üks"]
