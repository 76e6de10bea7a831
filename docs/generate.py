"""Write the pages that are made from the code, or say which of them are out of date."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

from docs.data_model import page as page_of_data

from perenou.api.client_module import module
from perenou.api.examples import page as page_of_examples
from perenou.benefits.coverage import KINDS, NOT_YET, Counts, Excuse, Row, coverage
from perenou.benefits.estonia.vocabulary import BENEFITS
from perenou.benefits.eu.vocabulary import COORDINATED
from perenou.casework.case_file.schema import json_schema
from perenou.casework.lines import END
from perenou.casework.not_compiled import why_not_compiled
from perenou.casework.words import label_of
from perenou.language.catalogue import Catalogue
from perenou.population import decisions
from perenou.population.coverage import coverage as law_over_tables
from perenou.population.decisions import DECISION
from perenou.population.ordinary import ordinary
from perenou.population.schema import CASE, CHOICES, FAMILY, facts_of, units
from perenou.rules.compile.errors import NotCompiledError
from perenou.rules.types import NEVER, NOBODY
from perenou.workbench.accounts.rights import ABOUT_CASES, ROLES, TABLE, Reach, Right
from perenou.workbench.environment import SETTINGS

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
        return f"{texts.text(key, 'en')}<br>*{texts.text(key, 'et')}*"

    about_cases = {Reach.NONE: "", Reach.OWN: "own<br>*oma*", Reach.ALL: "all<br>*kõik*"}
    other = {Reach.NONE: "", Reach.OWN: "own<br>*oma*", Reach.ALL: "yes<br>*jah*"}
    cases = ABOUT_CASES | {Right.LIST_CASES}
    return "\n".join(
        [
            "# Who may do what",
            "",
            "Made from `accounts/rights.py`, which every page of the workbench asks; a test walks "
            "every address by every role. Somebody with several roles reaches as far as the widest "
            "of them. Own cases are those that one owns or was granted; all are also those "
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


def family_tables() -> str:
    """The columns of a table of families: every fact of the lawbook, by the unit it speaks of."""
    lines = [
        "# Tables of families",
        "",
        "A table is a folder of Parquet files. One row is one family; its people, children and "
        "claims are lists inside that row, so that no family is ever parted. `perenou table write` "
        "makes a table of case files, `perenou table import` of an agency's extract. The form:",
        "",
        *_table(
            ("Column", "Type", "Meaning"),
            [
                (f"`{FAMILY}`", "text or whole number", "names the family; once for each"),
                (f"`{CASE}`", "text", "its case file as JSON, without names; may be missing"),
                (
                    f"`{DECISION}`",
                    "list of structures",
                    "past decisions, see below; optional",
                ),
                *(
                    (
                        f"`{unit.name}`",
                        "list of structures",
                        f"{unit.labels.en}<br>*{unit.labels.et}*",
                    )
                    for unit in units().values()
                ),
            ],
        ),
        "",
        "In each structure `no` numbers the family's rows from 0. The columns of the units above a "
        "unit hold the number of the row that it belongs to: `carer.person` and `carer.child` say "
        "which adult and which child a row is about. Every adult has a row with every child, "
        "and so has a child that is parent, guardian or carer of another; one that only claims for "
        "itself has a row with itself alone, of which `is_the_child` holds.",
        "",
        *_table(
            ("A fact's type", "Arrow type", "How it is written"),
            [
                ("bool", "`bool`", "yes or no"),
                ("Day", "`date32`", "a day; 9999-12-31: never"),
                ("Cents", "`int64`", "euro cents (ForeignCents: hundredths of the currency)"),
                ("Count, Days, Months", "`int32`", "a number"),
                ("Row", "`int16`", "the number of a row of the same family; -1: nobody"),
                *(
                    (name, "`int8`", ", ".join(f"{e.value} {e.name.lower()}" for e in kind))
                    for name, kind in CHOICES.items()
                ),
            ],
        ),
        "",
        "A fact that changes with time is a list of `{from: date32, value}` instead, in rising "
        "order; the first holds from the beginning, and its `from` may be empty. An empty value is "
        "not known, and what rests on it is not decided. A column that is missing says what stands "
        "under "
        "*silence*: what a case file in which all else is ordinary says by not telling it; a fact "
        "without that is needed. A file may have further columns of the family's own row.",
        "",
        "The files' own metadata says under `perenou` which columns have unknown values; a file "
        "without it is taken to have some in each.",
        "",
        *_what_is_computed(),
        "## Past decisions",
        "",
        "```text",
        *(decisions.__doc__ or "").splitlines()[2:],
        "```",
        "",
    ]
    for unit in units().values():
        facts = facts_of(unit.name)
        if facts:
            rows = [
                (f"`{f.name}`", f.gives, _silence(f.name), f"{f.labels.en}<br>*{f.labels.et}*")
                for f in facts
            ]
            lines += [f"## {unit.name}: {unit.labels.en}", ""]
            lines += [*_table(("Column", "Type", "Silence", "Meaning"), rows), ""]
    return "\n".join(lines)


def _what_is_computed() -> list[str]:
    """Every benefit and what keeps it from being computed over tables, as the program finds it."""
    found = law_over_tables(END - 1)

    def why(error: NotCompiledError | None) -> str:
        return "yes" if error is None else f"`{error.name}`: {why_not_compiled(error, 'en')}"

    labels = BENEFITS | COORDINATED
    return [
        "## What is computed",
        "",
        "`perenou table run` computes each of these, `perenou table coverage` tells it in the "
        "user's language. Of a family whose life touches several states, what a kernel leaves open "
        "is solved family by family, about 10 ms each. Amounts are before income tax; who is paid, "
        "when, for which reasons and with which doubts is told of one family by `perenou solve`.",
        "",
        *_table(
            ("Benefit", "Over tables"),
            [
                (f"`{key}`: {labels[key].en}<br>*{labels[key].et}*", why(error))
                for key, error in found.benefits.items()
            ],
        ),
        "",
        "Computed with a benefit, but not to be asked for by themselves:",
        "",
        *_table(
            ("Name", "Why"),
            [(f"`{name}`: {label_of(name, 'en')}", why_not_compiled(error, "en"))
             for name, error in found.alone.items()],
        ),
        "",
    ]  # fmt: skip


def _silence(name: str) -> str:
    line = ordinary().get(name)
    if line is None:
        return ""
    (value, *more) = line.values
    if more:
        return "by time"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "never" if value == NEVER else "nobody" if value == NOBODY else str(int(value))


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


def settings_table() -> str:
    """Every name of the environment that an installation is told by."""
    texts = Catalogue.load("perenou.workbench", "texts")
    lines = [
        "# Settings",
        "",
        "An installation is told everything by its environment. `perenou config check` says what "
        "is wrong with it and how to mend it, in Estonian, English or Russian (`--lang`).",
    ]
    for group, rows in groupby(SETTINGS, key=lambda each: each.group):
        lines += ["", f"## {texts.text(f'setting.group.{group}', 'en')}", ""]
        lines += _table(
            ("Name", "What it says", "Unless told"),
            [
                (
                    f"`{each.name}`",
                    texts.text(f"setting.{each.name}", "en"),
                    f"`{each.default}`" if each.default else "–",
                )
                for each in rows
            ],
        )
    return "\n".join([*lines, ""])


def client() -> str:
    """The client for Python, made from the description of the HTTP interface."""
    return _formatted(module(), "client.py")


def interface() -> str:
    """Every call over HTTP as an example."""
    return _formatted(page_of_examples(), "interface.md")


def _formatted(text: str, name: str) -> str:
    ruff, settings = Path(sys.executable).with_name("ruff"), ROOT / "pyproject.toml"
    command = [str(ruff), "format", "--config", str(settings), "--stdin-filename", name, "-"]
    return subprocess.check_output(command, input=text, text=True)


PAGES: dict[str, Callable[[], str]] = {
    "docs/case_file.schema.json": case_file_schema,
    "docs/coverage.md": law_coverage,
    "docs/data_model.md": page_of_data,
    "docs/interface.md": interface,
    "docs/make_targets.md": make_targets,
    "docs/rights.md": rights_table,
    "docs/settings.md": settings_table,
    "docs/tables.md": family_tables,
    "src/perenou/client.py": client,
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
