"""How fast a folder of acts is checked: a thousand in under two minutes."""

from __future__ import annotations

from itertools import cycle, islice
from pathlib import Path

from benchmarks.test_speed import Measure
from tests.acts.cases import EXAMPLES, example, listed, particulars

from perenou.acts.check.folder import CheckedFile, check_folder
from perenou.acts.draft import draft
from perenou.acts.write import content

ACTS = 1000
PROCESSES = 2
SHARES = (".txt", ".txt", ".docx", ".pdf", ".html")
"""Formats by turns."""


def test_a_thousand_acts_checked(benchmark: Measure, tmp_path: Path) -> None:
    given = particulars()
    drafts = [
        draft(example(path.stem), each.matter, given)
        for path in sorted(EXAMPLES.glob("*.yaml"))[::3]
        for each in listed(path.stem)
    ]
    for at, (document, suffix) in enumerate(islice(zip(cycle(drafts), cycle(SHARES)), ACTS)):
        path = tmp_path / f"{at:04}{suffix}"
        made = content(document, path)
        assert made is not None
        path.write_bytes(made if isinstance(made, bytes) else made.encode("utf-8"))

    def checked() -> tuple[CheckedFile, ...]:
        return check_folder(tmp_path, "et", PROCESSES, lambda _, __: None)

    files = benchmark.pedantic(checked, rounds=1)
    assert len(files) == ACTS
    assert not any(each.refused for each in files)
