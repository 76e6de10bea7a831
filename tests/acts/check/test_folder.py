from __future__ import annotations

import os
import signal
from collections import Counter
from pathlib import Path

import pytest

from perenou.acts.check import folder as checked_folder
from perenou.acts.check.folder import CheckedFile, check_folder
from perenou.language.grammar import LANGUAGES, Language

HOPELESS = ("04.txt", "05.txt", "19.txt")


def _nothing_found(_folder: Path, _language: Language, name: str) -> CheckedFile:
    """Checks nothing; its process is killed at some files, as for want of memory."""
    if name in HOPELESS:
        os.kill(os.getpid(), signal.SIGKILL)
    return CheckedFile(name, None, Counter(), {})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_killed_process_costs_only_its_own_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: Language
) -> None:
    names = [f"{at:02}.txt" for at in range(20)]
    for name in names:
        (tmp_path / name).write_text("Otsus", "utf-8")
    monkeypatch.setattr(checked_folder, "_checked", _nothing_found)
    steps: list[tuple[int, int]] = []
    found = check_folder(tmp_path, language, 2, lambda done, of: steps.append((done, of)))
    assert sorted(each.name for each in found) == names
    assert sorted(each.name for each in found if each.refused) == sorted(HOPELESS)
    assert all(each.name in each.refused for each in found if each.refused)
    assert steps == [(at, 20) for at in range(1, 21)]
