"""A hundred broken and hostile files: each is refused, none takes memory, the store stays."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.statutes.hostile_files import every

ROOT = Path(__file__).resolve().parents[2]
MOST_GROWTH = 150
"""Megabytes: what the elements of one file may take, and none adds to another."""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no measure of memory there")
def test_a_hundred_hostile_files_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "hostile"
    folder.mkdir()
    assert len(list(every(folder))) >= 100
    command = [sys.executable, "-m", "tests.statutes.hostile_files", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=300)
    told = json.loads(done.stdout)
    assert told["files"] >= 100
    assert told["taken"] == []
    assert told["kept"] == 1
    assert told["grown_mb"] < MOST_GROWTH
    assert {"doctype", "too_deep", "too_many_elements", "not_pdf", "not_docx"} <= set(
        told["reasons"]
    )
