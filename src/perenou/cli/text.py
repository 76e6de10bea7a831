"""``perenou text``: letters and pages checked for facts and plain language, and mended."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from perenou.cli.arguments import any_day_of, language_of
from perenou.cli.files import write
from perenou.cli.options import AS_JSON, LANG
from perenou.cli.refusal import RefusedError
from perenou.cli.speech import Command, Group

if TYPE_CHECKING:
    from perenou.casework.report import Report
    from perenou.language.grammar import Language
    from perenou.texts.check import CheckedText, Wanted
    from perenou.texts.dismissed import Dismissals
    from perenou.texts.site import Pages
    from perenou.texts.sources import Source

_ADDRESS: Final = re.compile("https?://", re.IGNORECASE)
MOST_PROCESSES: Final = 8
"""Texts of a set that are checked at the same time, on as many cores."""

PATH = Annotated[
    str, typer.Argument(metavar="PATH", help="cli.text.argument.path", show_default=False)
]
DAY = Annotated[
    str, typer.Option("--day", metavar="DATE", help="cli.text.option.day", show_default=False)
]
TODAY = Annotated[
    str, typer.Option("--as-of", metavar="DATE", help="cli.text.option.as_of", show_default=False)
]
OWN = Annotated[
    Path | None,
    typer.Option("--rules", metavar="FILE", help="cli.text.option.rules", show_default=False),
]
DISMISSED = Annotated[
    Path | None,
    typer.Option(
        "--dismissed", metavar="FILE", help="cli.text.option.dismissed", show_default=False
    ),
]

text = typer.Typer(
    cls=Group,
    help="cli.text",
    no_args_is_help=False,
    rich_markup_mode=None,
    invoke_without_command=True,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@text.callback()
def top(context: typer.Context, lang: LANG = "et") -> None:
    """Print the help when no command is given."""
    del lang
    if context.invoked_subcommand is None:
        print(context.get_help())


@text.command("check", cls=Command, help="cli.text.check")
def check(
    where: PATH,
    day: DAY = "",
    as_of: TODAY = "",
    own: OWN = None,
    every: Annotated[bool, typer.Option("--every", help="cli.text.option.every")] = False,
    facts: Annotated[bool, typer.Option("--facts", help="cli.text.option.facts")] = False,
    site: Annotated[bool, typer.Option("--site", help="cli.text.option.site")] = False,
    dismissed: DISMISSED = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="OUT", help="cli.text.option.html", show_default=False),
    ] = None,
    xlsx: Annotated[
        Path | None,
        typer.Option("--xlsx", metavar="OUT", help="cli.text.option.xlsx", show_default=False),
    ] = None,
    as_json: AS_JSON = False,
    lang: LANG = "et",
) -> None:
    """Check a text, or every text of a folder, a ZIP or a site."""
    from perenou.cli.edition import as_json as in_edition
    from perenou.cli.render import show
    from perenou.texts.folder import text_data
    from perenou.texts.tell import tell_text

    language = language_of(["--lang", lang], {})
    wanted = _wanted(language, day, as_of, own, every=every, facts=facts)
    known = _dismissals(dismissed)
    if xlsx is not None:
        _need_xlsx()
    pages = None
    if site:
        found, pages = _site(where, language)
    else:
        found = _sources(where)
    path = Path(where)
    if site or path.is_dir() or len(found) != 1 or found[0].inside or xlsx is not None:
        raise typer.Exit(_check_set(path, found, wanted, known, html, xlsx, pages, as_json=as_json))
    checked = known.left(_checked(found[0], wanted))
    report = tell_text(checked, found[0].name, wanted.today, language)
    if html is not None:
        from perenou.texts.page import beside_page

        write(html, beside_page(checked, report, language))
    if as_json:
        print(in_edition(text_data(checked), wanted.today))
    elif html is None:
        show(report, language, wanted.today)
    else:
        _tell_written(report, language, html)
    if any(each.severity.stops for each in checked.findings):
        raise typer.Exit(1)


def _check_set(
    path: Path,
    found: tuple[Source, ...],
    wanted: Wanted,
    known: Dismissals,
    html: Path | None,
    xlsx: Path | None,
    pages: Pages | None,
    *,
    as_json: bool,
) -> int:
    """1 when some text has a grave fault, otherwise 2 when some was not read."""
    from perenou.casework.words import Words
    from perenou.cli.edition import as_json as in_edition
    from perenou.cli.progress import waiting
    from perenou.cli.render import show
    from perenou.texts.against import against_each_other
    from perenou.texts.folder import check_sources
    from perenou.texts.page import report_page
    from perenou.texts.tell import tell_set

    if not found:
        raise RefusedError("cli.text.error.empty", path=str(path))
    processes = min(os.cpu_count() or 1, MOST_PROCESSES)
    with waiting(Words(wanted.language), what="check_act.progress") as told:
        checked = check_sources(found, wanted, known, processes, told)
    compared = [each.aspects for each in checked if each.aspects is not None]
    against = against_each_other(compared, wanted.today, wanted.language)
    report = tell_set(checked, against, wanted.language, pages)
    if html is not None:
        write(html, report_page(report, wanted.language))
    if xlsx is not None:
        from perenou.population.simulate.files import workbook
        from perenou.texts.tell import sheets

        write(xlsx, workbook(sheets(checked, report, wanted.language)))
    if as_json:
        texts = [{"text": each.name, **each.data} for each in checked]
        print(in_edition({"texts": texts}, wanted.today))
    elif html is None and xlsx is None:
        show(report, wanted.language, wanted.today)
    else:
        _tell_written(report, wanted.language, html, xlsx)
    if any(each.stops for each in checked):
        return 1
    return 2 if any(each.refused for each in checked) else 0


@text.command("mend", cls=Command, help="cli.text.mend")
def mend(
    where: PATH,
    out: Annotated[
        Path, typer.Option("--out", metavar="OUT", help="cli.text.option.out", show_default=False)
    ],
    day: DAY = "",
    as_of: TODAY = "",
    own: OWN = None,
    dismissed: DISMISSED = None,
    lang: LANG = "et",
) -> None:
    """Write a proposed version: Word with tracked changes and comments, otherwise a page."""
    from perenou.texts.check import check_file
    from perenou.texts.mend import changes, mended_docx
    from perenou.texts.page import beside_page
    from perenou.texts.tell import tell_text

    language = language_of(["--lang", lang], {})
    wanted = _wanted(language, day, as_of, own, every=False, facts=False)
    found = _sources(where)
    if len(found) != 1 or Path(where).is_dir():
        raise RefusedError("cli.text.error.one", path=where)
    content = found[0].content()
    checked, read = check_file(content, found[0].name, wanted)
    checked = _dismissals(dismissed).left(checked)
    suffix = out.suffix.lower()
    if suffix == ".docx" and read.format == "docx":
        write(out, mended_docx(content, read, checked, language, datetime.now(UTC)))
    elif suffix in (".html", ".htm"):
        report = tell_text(checked, found[0].name, wanted.today, language)
        write(out, beside_page(checked, report, language))
    else:
        raise RefusedError("cli.text.error.out", path=str(out))
    print(
        _say(
            "mended",
            language,
            path=str(out),
            number=len(changes(checked)),
            facts=len(checked.findings),
        )
    )


@text.command("dismiss", cls=Command, help="cli.text.dismiss")
def dismiss(
    where: PATH,
    key: Annotated[
        str, typer.Argument(metavar="KEY", help="cli.text.argument.key", show_default=False)
    ],
    reason: Annotated[
        str,
        typer.Option("--reason", metavar="TEXT", help="cli.text.option.reason", show_default=False),
    ],
    dismissed: Annotated[
        Path,
        typer.Option(
            "--dismissed", metavar="FILE", help="cli.text.option.dismissed", show_default=False
        ),
    ],
    day: DAY = "",
    as_of: TODAY = "",
    own: OWN = None,
    lang: LANG = "et",
) -> None:
    """Let a finding stand, with the reason; it is not told again."""
    from perenou.texts.dismissed import Dismissal, Dismissals, key_of, written_dismissals
    from perenou.texts.tell import rule_names

    language = language_of(["--lang", lang], {})
    wanted = _wanted(language, day, as_of, own, every=True, facts=False)
    found = _sources(where)
    if len(found) != 1 or Path(where).is_dir():
        raise RefusedError("cli.text.error.one", path=where)
    checked = _checked(found[0], wanted)
    finding = next((e for e in checked.findings if key_of(checked.act, e) == key), None)
    if finding is None:
        raise RefusedError("cli.text.error.key", key=key, path=where)
    if not reason.strip():
        raise RefusedError("cli.text.error.reason")
    today = date.fromordinal(wanted.today).isoformat()
    made = Dismissal(finding.item, finding.excerpt, reason.strip(), today)
    known = Dismissals({**_dismissals(dismissed).known, key: made})
    write(dismissed, written_dismissals(known))
    name = rule_names(language).get(finding.item, finding.item)
    print(_say("dismissed", language, rule=name, path=str(dismissed)))


def _tell_written(report: Report, language: Language, *paths: Path | None) -> None:
    """What was found in short, and where the rest stands."""
    summary = report.section("summary")
    for line in () if summary is None else summary.lines:
        print(line.text)
    for path in filter(None, paths):
        print(_say("written", language, path=str(path)))


def _say(key: str, language: Language, **slots: str | int) -> str:
    from perenou.language.catalogue import Catalogue

    return Catalogue.load("perenou.cli", "texts").text(f"cli.text.{key}", language, **slots)


def _need_xlsx() -> None:
    from importlib.util import find_spec

    if find_spec("xlsxwriter") is None:
        raise RefusedError("cli.table.error.not_installed", extra="tables")


def _wanted(
    language: Language, day: str, as_of: str, own: Path | None, *, every: bool, facts: bool
) -> Wanted:
    from perenou.language.clarity.rules import RuleError, rules
    from perenou.texts.check import Wanted
    from perenou.texts.clarity import Rules

    today = any_day_of(as_of) if as_of else date.today().toordinal()  # noqa: DTZ011
    wanted = Wanted(today, language, any_day_of(day) if day else None)
    if facts:
        return wanted
    try:
        rules("et", own)
    except RuleError as wrong:
        raise RefusedError("cli.text.error.rules", what=str(wrong)) from None
    except OSError:
        raise RefusedError("cli.error.unreadable", path=str(own)) from None
    return replace(wanted, rules=Rules(own, every))


def _dismissals(path: Path | None) -> Dismissals:
    from perenou.texts.dismissed import DismissalError, Dismissals, read_dismissals

    if path is None:
        return Dismissals()
    try:
        return read_dismissals(path)
    except DismissalError as wrong:
        raise RefusedError("cli.text.error.dismissed", what=str(wrong)) from None
    except OSError:
        raise RefusedError("cli.error.unreadable", path=str(path)) from None


def _sources(where: str) -> tuple[Source, ...]:
    from perenou.texts.sources import page_of, sources

    if _ADDRESS.match(where):
        return (page_of(where),)
    path = Path(where)
    try:
        return sources(path)
    except OSError:
        raise RefusedError("cli.error.unreadable", path=str(path)) from None


def _site(where: str, language: Language) -> tuple[tuple[Source, ...], Pages]:
    """The pages of a site, read politely one after the other."""
    from perenou.casework.words import Words
    from perenou.cli.progress import waiting
    from perenou.texts.site import PAUSE, pages_of, read_pages
    from perenou.texts.web import Visitor
    from perenou.texts.web_cache import WebCache, cache_folder

    if not _ADDRESS.match(where):
        raise RefusedError("cli.text.error.site", path=where)
    visitor = Visitor(pause=PAUSE, cache=WebCache(cache_folder(os.environ)))
    pages = pages_of(where, visitor)
    with waiting(Words(language), what="check_act.progress") as told:
        return read_pages(pages, visitor, told), pages


def _checked(source: Source, wanted: Wanted) -> CheckedText:
    from perenou.texts.check import check_file

    return check_file(source.content(), source.name, wanted)[0]
