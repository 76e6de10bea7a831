"""How much of what has changed is found in pages of the past: ``make stale-table``.

python -m tests.texts.stale_table [pages] [--missed]
"""

from __future__ import annotations

import argparse
from collections import Counter
from typing import Final

from tests.texts.stale_pages import TODAY, Outcome, outcomes, pages

PAGES: Final = 100


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("pages", nargs="?", type=int, default=PAGES)
    parser.add_argument("--missed", action="store_true", help="name what is missed or accused")
    wanted = parser.parse_args()
    found = [outcome for page in pages(wanted.pages, TODAY) for outcome in outcomes(page, TODAY)]
    print(table(found, wanted.pages))
    if wanted.missed:
        for each in found:
            if each.spot.is_changed is not each.is_accused:
                print("missed " if each.spot.is_changed else "accused", each.page, each.spot.what)


def table(found: list[Outcome], count: int) -> str:
    """Statements by kind: the changed ones found, the unchanged ones accused."""
    lines = [
        f"pages: {count}",
        "| | changed | found | unchanged | accused |",
        "|---|---|---|---|---|",
    ]
    for kind in ("figure", "provision", "summary"):
        own = [each for each in found if each.spot.kind == kind]
        told = Counter((each.spot.is_changed, each.is_accused) for each in own)
        changed = told[True, True] + told[True, False]
        same = told[False, True] + told[False, False]
        lines.append(
            f"| {kind} | {changed} | {_share(told[True, True], changed)} | {same} "
            f"| {_share(told[False, True], same)} |"
        )
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    return f"{part} ({100 * part / whole:.1f} %)" if whole else "–"


if __name__ == "__main__":
    main()
