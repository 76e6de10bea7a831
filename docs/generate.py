"""Write the pages that are made from the code, or say which of them are out of date."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from perenou.benefits.coverage import KINDS, NOT_YET, Counts, Excuse, Row, coverage
from perenou.casework.case_file.schema import json_schema
from perenou.language.catalogue import Catalogue
from perenou.workbench.accounts.rights import ABOUT_CASES, ROLES, TABLE, Reach, Right

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


def law_coverage() -> str:
    """Every norm, change, figure and open question of the law, and who codes it or why not."""
    found = coverage()
    names = {
        "norms": "Norms",
        "changes": "Dated changes",
        "figures": "Figures",
        "gaps": "Questions that the act leaves open",
        "union": "Coordination with other states",
    }
    return "\n".join(
        [
            "# What of the law is coded",
            "",
            "The Family Benefits Act (PHS), the transitional "
            "norms that concern it, what it rests on, and its coordination with the law of other "
            "states (Regulations 883/2004 and 987/2009). A row is *covered* by the rules, figures "
            "and functions named in it, *excused* with a reason, or *not coded yet*: it should be "
            "coded and is not, or not wholly, and the row says what is missing.",
            "",
            *_table(
                ("List", "Rows", "Covered", "Excused", "Not coded yet"),
                [
                    (f"[{title}](#{title.lower().replace(' ', '-')})", *_cells(found.counts[name]))
                    for name, title in names.items()
                ],
            ),
            "",
            *_table(
                ("Why not coded", "Rows"),
                [(KINDS[kind], str(rows)) for kind, rows in found.kinds.items() if rows],
            ),
            "",
            f"## {names['norms']}",
            "",
            *_table(
                ("Norm", "Title", "Coded in", "Not coded"),
                [
                    (
                        f"[{n.citation}]({n.citation.link})"
                        if n.citation.link
                        else str(n.citation),
                        f"{n.en}<br>*{n.et}*",
                        _coded_in(n),
                        _reason(n.excuse),
                    )
                    for n in found.norms
                ],
            ),
            "",
            f"## {names['changes']}",
            "",
            *_table(
                ("From", "What", "Act", "Coded in", "Not coded"),
                [
                    (c.day.isoformat(), c.what, c.source, _coded_in(c), _reason(c.excuse))
                    for c in found.changes
                ],
            ),
            "",
            f"## {names['figures']}",
            "",
            *_table(
                ("Figure", "Coded in", "Not coded"),
                [(f"`{f.key}`", _coded_in(f), _reason(f.excuse)) for f in found.figures],
            ),
            "",
            f"## {names['gaps']}",
            "",
            "A question with a doubt is answered in more than one way: the determination follows "
            "one reading, names the doubt and can be made with the other.",
            "",
            *_table(
                ("No", "Question", "Doubt", "Not coded"),
                [
                    (
                        str(g.number),
                        g.about,
                        ", ".join(f"`{doubt}`" for doubt in g.doubts),
                        _reason(g.excuse),
                    )
                    for g in found.gaps
                ],
            ),
            "",
            f"## {names['union']}",
            "",
            *_table(
                ("No", "Rule", "Coded in", "Not coded"),
                [
                    (rule.number, rule.about, _coded_in(rule), _reason(rule.excuse))
                    for rule in found.union
                ],
            ),
            "",
        ]
    )


def rights_table() -> str:
    """Who may do what in the workbench, from the table that every page asks."""

    def said(key: str) -> str:
        texts = Catalogue.load("perenou.workbench", "texts")
        return f"{texts.text(key, 'et')}<br>*{texts.text(key, 'en')}*"

    about_cases = {Reach.NONE: "", Reach.OWN: "oma<br>*own*", Reach.ALL: "kõik<br>*all*"}
    other = {Reach.NONE: "", Reach.OWN: "oma<br>*own*", Reach.ALL: "jah<br>*yes*"}
    cases = ABOUT_CASES | {Right.LIST_CASES}
    return "\n".join(
        [
            "# Who may do what",
            "",
            "Made from `accounts/rights.py`, which every page of the workbench asks; a test walks "
            "every address by every role. Somebody with several roles reaches as far as the widest "
            "of them. *Own* cases are those that one owns or was granted; *all* are also those "
            "of others, but for restricted ones, which open only to people who work on them, and "
            "after they told why.",
            "",
            *_table(
                ("", *(said(f"role.{role.value}") for role in ROLES)),
                [
                    (
                        said(f"right.{right.value}"),
                        *((about_cases if right in cases else other)[reach] for reach in row),
                    )
                    for right, row in TABLE.items()
                ],
            ),
            "",
        ]
    )


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[str]:
    """A table in Markdown, line by line."""
    return [
        f"| {' | '.join(head)} |",
        f"|{'---|' * len(head)}",
        *(f"| {' | '.join(row)} |" for row in rows),
    ]


def _cells(counts: Counts) -> tuple[str, ...]:
    return tuple(str(n) for n in (counts.rows, counts.covered, counts.excused, counts.not_yet))


def _coded_in(row: Row) -> str:
    """What carries a row out, by file."""
    by_file: dict[str, list[str]] = {}
    for coded in row.coded:
        by_file.setdefault(coded.file, []).append(f"`{coded.name}`")
    return "<br>".join(f"{file}: {', '.join(names)}" for file, names in by_file.items())


def _reason(excuse: Excuse | None) -> str:
    if excuse is None:
        return ""
    if excuse.kind == NOT_YET:  # its reason begins with these words
        return excuse.reason
    return f"*{KINDS[excuse.kind]}:* {excuse.reason}"


PAGES: dict[str, Callable[[], str]] = {
    "docs/case_file.schema.json": case_file_schema,
    "docs/coverage.md": law_coverage,
    "docs/make_targets.md": make_targets,
    "docs/rights.md": rights_table,
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
