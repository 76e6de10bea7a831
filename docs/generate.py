"""Write the pages that are made from the code, or say which of them are out of date."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

from perenou.casework.case_file.schema import json_schema

ROOT = Path(__file__).resolve().parent.parent


def case_file_schema() -> str:
    """The JSON Schema of a case file, for editors and for programs that write cases."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def make_targets() -> str:
    """Every ``make`` target with the words that the Makefile has for it."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    rows = re.findall(r"^([a-z-]+):.*? ## (.+)$", makefile, re.MULTILINE)
    lines = [f"| `make {target}` | {purpose} |" for target, purpose in rows]
    head = ["# Make targets", "", "| Command | What it does |", "|---|---|"]
    return "\n".join([*head, *lines, ""])


PAGES: dict[str, Callable[[], str]] = {
    "docs/case_file.schema.json": case_file_schema,
    "docs/make_targets.md": make_targets,
}
"""By path from the repository's root: what the page must say."""


def stale_pages() -> dict[Path, str]:
    """The pages whose file is missing or says something else, with what each must say."""
    stale: dict[Path, str] = {}
    for name, page in PAGES.items():
        path, text = ROOT / name, page()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale[path] = text
    return stale


def main() -> int:
    """Write the stale pages; with ``--check`` only name them, and end with 1 if there are any."""
    check = "--check" in sys.argv[1:]
    stale = stale_pages()
    for path, text in stale.items():
        name = path.relative_to(ROOT)
        if check:
            sys.stderr.write(f"{name} is out of date: run make docs\n")
        else:
            path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"{name} written\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
