"""``perenou process``: how work really flows, by event logs."""

from __future__ import annotations

import os
from pathlib import Path
from secrets import token_bytes
from typing import TYPE_CHECKING, Annotated, Final

import typer

from perenou.cli.arguments import language_of
from perenou.cli.files import write
from perenou.cli.options import LANG
from perenou.cli.refusal import RefusedError
from perenou.cli.speech import Command, Group, Speech

if TYPE_CHECKING:
    from collections.abc import Callable

    from perenou.casework.report import Report
    from perenou.language.grammar import Language
    from perenou.process.analyse import Analysis
    from perenou.process.log import EventLog
    from perenou.process.model import Model

LOG = Annotated[
    Path, typer.Argument(metavar="LOG", help="cli.process.argument.log", show_default=False)
]
MODEL = Annotated[
    Path, typer.Argument(metavar="MODEL", help="cli.process.argument.model", show_default=False)
]
COLUMN = Annotated[
    list[str] | None,
    typer.Option(
        "--column", metavar="MEANING=NAME", help="cli.process.option.column", show_default=False
    ),
]
ROLE = Annotated[
    list[str] | None,
    typer.Option("--role", metavar="ROLE=STEP", help="cli.process.option.role", show_default=False),
]
OUTSIDE = Annotated[
    list[str] | None,
    typer.Option(
        "--outside", metavar="UNIT", help="cli.process.option.outside", show_default=False
    ),
]
SHARE = Annotated[
    float, typer.Option("--share", metavar="PERCENT", help="cli.process.option.share")
]
OUT = Annotated[
    Path | None,
    typer.Option("--out", metavar="FOLDER", help="cli.process.option.out", show_default=False),
]
NAMES = Annotated[bool, typer.Option("--names", help="cli.process.option.names")]
SEED = Annotated[int, typer.Option("--seed", metavar="N", help="cli.process.option.seed")]

MOST_CASES: Final = 1_000_000
_KEY: Final = "process.key"
_KEY_BYTES: Final = 32

process = typer.Typer(
    cls=Group,
    help="cli.process",
    no_args_is_help=False,
    rich_markup_mode=None,
    invoke_without_command=True,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@process.callback()
def top(context: typer.Context, lang: LANG = "et") -> None:
    """Print the help when no command is given."""
    del lang
    if context.invoked_subcommand is None:
        print(context.get_help())


@process.command("analyse", cls=Command, help="cli.process.analyse")
def analyse(
    log: LOG,
    column: COLUMN = None,
    role: ROLE = None,
    outside: OUTSIDE = None,
    model: Annotated[
        Path | None,
        typer.Option(
            "--model", metavar="BPMN", help="cli.process.option.model", show_default=False
        ),
    ] = None,
    share: SHARE = 2.0,
    names: NAMES = False,
    out: OUT = None,
    lang: LANG = "et",
) -> None:
    """Measure a log and show its flow."""
    language = language_of(["--lang", lang], {})
    if not 0 <= share < 100:
        raise RefusedError("cli.process.error.share")
    events = _log(log, column, language)
    found = _analysis(events, role, outside, _model(model), language)
    _show(found, language, share / 100, names, out)


@process.command("check", cls=Command, help="cli.process.check")
def check(
    log: LOG,
    model: MODEL,
    column: COLUMN = None,
    names: NAMES = False,
    lang: LANG = "et",
) -> None:
    """Lay a log beside a model; code 1 when some case deviates."""
    from perenou.casework.report import Report
    from perenou.cli.render import show
    from perenou.process.tell import tell

    language = language_of(["--lang", lang], {})
    found = _analysis(_log(log, column, language), None, None, _model(model), language)
    report = tell(found, language, *_called(names))
    kept = tuple(each for each in report.sections if each.key in ("conformance", "notes"))
    show(Report(report.title, report.subtitle, kept), language)
    if found.conformance is not None and found.conformance.deviations:
        raise typer.Exit(1)


@process.command("what-if", cls=Command, help="cli.process.what_if")
def what_if(
    log: LOG,
    staff: Annotated[
        list[str] | None,
        typer.Option(
            "--staff", metavar="UNIT=NUMBER", help="cli.process.option.staff", show_default=False
        ),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(
            "--without", metavar="STEP", help="cli.process.option.without", show_default=False
        ),
    ] = None,
    arrivals: Annotated[
        float, typer.Option("--arrivals", metavar="TIMES", help="cli.process.option.arrivals")
    ] = 1.0,
    replications: Annotated[
        int,
        typer.Option("--replications", metavar="N", help="cli.process.option.replications"),
    ] = 10,
    seed: SEED = 2026,
    column: COLUMN = None,
    role: ROLE = None,
    outside: OUTSIDE = None,
    out: OUT = None,
    lang: LANG = "et",
) -> None:
    """Play the work of a log with a change."""
    from perenou.cli.progress import waiting
    from perenou.cli.render import show
    from perenou.process.findings import outside_units
    from perenou.process.flow import running
    from perenou.process.ground import ground
    from perenou.process.tell_what_if import tell_what_if
    from perenou.process.what_if import Change
    from perenou.process.what_if import what_if as foretold

    language = language_of(["--lang", lang], {})
    change = Change(
        {name: _whole(number) for name, number in _pairs(staff, "staff").items()},
        tuple(without or ()),
        arrivals,
    )
    events = _log(log, column, language)
    strangers = outside_units(events, outside or ())
    with waiting(_speech(language), what="progress.what_if") as progress:
        base = ground(events, running(events), strangers, progress)
        made = foretold(base, change, _roles(role), replications, seed, progress)
    report = tell_what_if(made, base, language)
    show(report, language)
    if out is not None:
        _write(report, {}, out, language)


@process.command("invent", cls=Command, help="cli.process.invent")
def invent(
    out: Annotated[
        Path, typer.Argument(metavar="FILE", help="cli.process.argument.out", show_default=False)
    ],
    cases: Annotated[
        int, typer.Option("--cases", metavar="N", help="cli.process.option.cases")
    ] = 2000,
    seed: SEED = 2026,
    clean: Annotated[bool, typer.Option("--clean", help="cli.process.option.clean")] = False,
    model: Annotated[
        Path | None,
        typer.Option(
            "--model", metavar="FILE", help="cli.process.option.write_model", show_default=False
        ),
    ] = None,
    lang: LANG = "et",
) -> None:
    """Write an invented log of the work with family benefits."""
    import gzip

    from perenou.cli.progress import waiting
    from perenou.process.analyse import MODEL as OF_BENEFITS
    from perenou.process.synthetic import ALL, CLEAN, synthetic
    from perenou.process.write_log import as_csv, as_xes

    language = language_of(["--lang", lang], {})
    kinds = [suffix.lower() for suffix in out.suffixes]
    kind = kinds[-2] if kinds[-1:] == [".gz"] and len(kinds) > 1 else (kinds or [""])[-1]
    if kind not in (".csv", ".xes"):
        raise RefusedError("cli.process.error.suffix", path=str(out))
    if not 1 <= cases <= MOST_CASES or seed < 0:
        raise RefusedError("cli.process.error.cases", most=MOST_CASES)
    with waiting(_speech(language), what="progress.invent") as progress:
        made = synthetic(cases, seed, CLEAN if clean else ALL, progress=progress)
    content = as_csv(made) if kind == ".csv" else as_xes(made)
    write(out, gzip.compress(content, 6, mtime=0) if kinds[-1:] == [".gz"] else content)
    print(_speech(language).say("invented", path=str(out), cases=len(made.cases), steps=len(made)))
    if model is not None:
        write(model, OF_BENEFITS.read_bytes())
        print(_speech(language).say("model_written", path=str(model)))


def _log(path: Path, column: list[str] | None, language: Language) -> EventLog:
    """The log of a file; how its columns were told is remembered for files of the same head."""
    from perenou.cli.progress import waiting
    from perenou.process.columns import MEANINGS, remember, remembered
    from perenou.process.read import content_of, is_xml, read_bytes
    from perenou.process.read_csv import open_table

    told = _pairs(column, "column")
    for meaning in told:
        if meaning not in MEANINGS:
            raise RefusedError(
                "cli.process.error.meaning", value=meaning, known=", ".join(MEANINGS)
            )
    content = content_of(path)
    folder = _folder()
    head = () if is_xml(content) else open_table(content).head
    if head:
        kept = remembered(folder, head)
        told = {**{m: name for m, name in kept.items() if name in head}, **told}
    with waiting(_speech(language), what="progress.read") as progress:
        events, columns = read_bytes(content, told, progress)
    if column and columns is not None:
        try:
            remember(folder, head, columns)
        except OSError:
            raise RefusedError("cli.error.unwritable", path=str(folder)) from None
    return events


def _analysis(
    events: EventLog,
    role: list[str] | None,
    outside: list[str] | None,
    model: Model | None,
    language: Language,
) -> Analysis:
    from perenou.cli.progress import waiting
    from perenou.process.analyse import analyse as analysed

    with waiting(_speech(language), what="progress.analyse") as progress:
        return analysed(events, _roles(role), outside or (), model, progress)


def _model(path: Path | None) -> Model | None:
    from perenou.process.model import read_model

    if path is None:
        return None
    try:
        return read_model(path.read_bytes(), path.name)
    except OSError:
        raise RefusedError("cli.error.unreadable", path=str(path)) from None


def _roles(role: list[str] | None) -> dict[str, list[str]]:
    from perenou.process.terms import known_roles

    found: dict[str, list[str]] = {}
    for each in role or ():
        name, mark, step = each.partition("=")
        if not mark or name not in known_roles():
            raise RefusedError("cli.process.error.role", value=each, known=", ".join(known_roles()))
        found.setdefault(name, []).append(step)
    return found


def _show(found: Analysis, language: Language, share: float, names: bool, out: Path | None) -> None:
    from perenou.cli.render import show
    from perenou.process.draw import draw as drawn
    from perenou.process.tell import tell
    from perenou.process.words import Words

    report = tell(found, language, *_called(names))
    show(report, language)
    if out is not None:
        picture = drawn(found, Words(language, found.log), share)
        _write(report, {"flow": picture}, out, language)


def _write(report: Report, charts: dict[str, str], out: Path, language: Language) -> None:
    from perenou.language.catalogue import Catalogue
    from perenou.population.simulate.files import files, workbook

    texts = Catalogue.load("perenou.process", "texts")
    written = files(report, charts, texts.text("process.picture.words", language), language)
    try:
        written["tabelid.xlsx"] = workbook(report)
    except ImportError:
        print(_speech(language).say("no_workbook"))
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise RefusedError("cli.error.unwritable", path=str(out)) from None
    for name, content in written.items():
        write(out / name, content)
    print(_speech(language).say("written", path=str(out), number=len(written)))


def _called(names: bool) -> tuple[Callable[[str], str], Callable[[str], str]]:
    """What cases and officials are called: pseudonyms by the user's own key, unless asked for."""
    from perenou.pseudonym import by_key

    if names:
        return str, str
    key = _key()
    return by_key(key, "case"), by_key(key, "resource")


def _key() -> bytes:
    """The user's own key, made when it is first needed."""
    path = _folder() / _KEY
    try:
        found = path.read_bytes()
        if len(found) >= _KEY_BYTES:
            return found
    except OSError:
        pass
    made = token_bytes(_KEY_BYTES)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_bytes(made)
    except OSError:
        raise RefusedError("cli.error.unwritable", path=str(path)) from None
    return made


def _folder() -> Path:
    """Where the user's own things are kept."""
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "perenou"


def _pairs(told: list[str] | None, what: str) -> dict[str, str]:
    found = {}
    for each in told or ():
        name, mark, value = each.rpartition("=") if what == "staff" else each.partition("=")
        if not mark:
            raise RefusedError("cli.process.error.pair", value=each)
        found[name.strip()] = value.strip()
    return found


def _whole(told: str) -> int:
    if not told.isdecimal():
        raise RefusedError("cli.process.error.number", value=told)
    return int(told)


def _speech(language: Language) -> Speech:
    return Speech("cli.process.", language)
