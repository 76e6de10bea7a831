"""``perenou table``: families as tables, written, read, imported and computed."""

from __future__ import annotations

import re
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from perenou.cli.arguments import day_of, language_of, readable_benefit
from perenou.cli.complete import benefits
from perenou.cli.files import write
from perenou.cli.options import AS_JSON, AS_OF, LANG
from perenou.cli.refusal import RefusedError
from perenou.cli.speech import Command, Group, Speech

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from distributed import Client

    from perenou.casework.case_file.schema import Case
    from perenou.population.coverage import Coverage
    from perenou.population.folder import FamilyTable
    from perenou.population.job import Job
    from perenou.population.problems import Problems
    from perenou.population.run import Totals
    from perenou.rules.compile.errors import NotCompiledError
    from perenou.rules.types import Day

_MONTHS: Final = re.compile(r"(\d{4})-(\d{2})(?:\.\.(\d{4})-(\d{2}))?")

FOLDER = Annotated[
    Path, typer.Argument(metavar="FOLDER", help="cli.table.argument.folder", show_default=False)
]
CLUSTER = Annotated[bool, typer.Option("--cluster", help="cli.table.option.cluster")]
SCHEDULER = Annotated[
    str,
    typer.Option(
        "--scheduler", metavar="ADDRESS", help="cli.table.option.scheduler", show_default=False
    ),
]

table = typer.Typer(
    cls=Group,
    help="cli.table",
    no_args_is_help=False,
    rich_markup_mode=None,
    invoke_without_command=True,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@table.callback()
def top(context: typer.Context, lang: LANG = "et") -> None:
    """Print the help when no command is given."""
    del lang
    if context.invoked_subcommand is None:
        print(context.get_help())


@table.command("write", cls=Command, help="cli.table.write")
def write_(
    cases: Annotated[
        list[Path],
        typer.Argument(metavar="CASE...", help="cli.table.argument.cases", show_default=False),
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="FOLDER", help="cli.table.option.out_folder")
    ],
    lang: LANG = "et",
) -> None:
    """Write cases as a folder of families."""
    speech = speech_of(lang)
    need_arrow()
    from perenou.population.write_cases import write_cases

    new_folder(out)
    if len({path.stem for path in cases}) < len(cases):
        raise RefusedError("cli.table.error.same_name")
    try:
        count = write_cases(out, _read(cases))
    except OSError:
        raise RefusedError("cli.error.unwritable", path=str(out)) from None
    print(speech.say("written", count=count, path=str(out)))


@table.command("read", cls=Command, help="cli.table.read")
def read(
    folder: FOLDER,
    family: Annotated[
        str,
        typer.Option(
            "--family", metavar="NAME", help="cli.table.option.family", show_default=False
        ),
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="cli.table.option.out_case", show_default=False),
    ] = None,
    lang: LANG = "et",
) -> None:
    """Tell what a folder has, or write one family of it as a case file."""
    from perenou.casework.case_file.writer import dump

    speech = speech_of(lang)
    found = open_table(folder)
    if not family:
        _tell_folder(found, speech)
        return
    from perenou.population.read_case import NoSuchFamilyError, UntoldError, read_case

    try:
        case = read_case(found, family)
    except NoSuchFamilyError:
        raise RefusedError("cli.table.error.no_family", family=family) from None
    except UntoldError as error:
        facts = ", ".join(error.facts)
        raise RefusedError("cli.table.error.untold", family=family, facts=facts) from None
    if out is None:
        print(dump(case), end="")
    else:
        write(out, dump(case))
        print(speech.say("written_case", path=str(out)))


@table.command("run", cls=Command, help="cli.table.run")
def run(
    folder: FOLDER,
    asked: Annotated[
        list[str],
        typer.Option(
            "--asked",
            metavar="BENEFIT",
            help="cli.table.option.asked",
            autocompletion=benefits,
            show_default=False,
        ),
    ],
    months: Annotated[
        str,
        typer.Option(
            "--months", metavar="MONTHS", help="cli.table.option.months", show_default=False
        ),
    ],
    as_of: AS_OF = "",
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="cli.table.option.out", show_default=False),
    ] = None,
    cluster: CLUSTER = False,
    scheduler: SCHEDULER = "",
    as_json: AS_JSON = False,
    lang: LANG = "et",
) -> None:
    """Compute benefits for every family of a table."""
    speech = speech_of(lang)
    keys = [benefit_of(each) for one in asked for each in one.split(",")]
    found = open_table(folder)
    from perenou.cli.progress import waiting
    from perenou.population.job import job_of
    from perenou.population.kernels import code_directory

    day = day_of(as_of) if as_of else date.today().toordinal()  # noqa: DTZ011
    job = job_of(found, keys, months_of(months), day, code_directory())
    try:
        with not_computed(), waiting(speech, what="progress") as progress:
            if cluster or scheduler:
                from perenou.population.cluster import run_on_cluster

                with workers_at(scheduler) as client:
                    totals = run_on_cluster(found, job, out, progress, client)
            else:
                from perenou.population.run import run as run_here

                totals = run_here(found, job, out, progress)
    except OSError:
        raise RefusedError("cli.error.unwritable", path=str(out)) from None
    if as_json:
        print(_json(totals, job, day))
    else:
        _tell(totals, job, speech)
    if out is not None:
        print(speech.say("written_result", path=str(out)))


@table.command("import", cls=Command, help="cli.table.import")
def import_(
    map_: Annotated[
        Path, typer.Argument(metavar="MAP", help="cli.table.argument.map", show_default=False)
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="FOLDER", help="cli.table.option.out_folder")
    ],
    lang: LANG = "et",
) -> None:
    """Import an agency's extract by a map of its columns."""
    speech = speech_of(lang)
    need_arrow()
    from perenou.cli.progress import waiting
    from perenou.population.extract.column_map import MapError, read_map
    from perenou.population.extract.importer import imported

    new_folder(out)
    try:
        column_map = read_map(map_)
        with not_computed(), waiting(speech, what="importing") as progress:
            found = imported(column_map, map_.parent, out, progress)
    except MapError as error:
        raise RefusedError(f"cli.table.error.{error.key}", **error.slots) from None
    except OSError:
        raise RefusedError("cli.error.unwritable", path=str(out)) from None
    print(speech.say("written", count=found.families, path=str(out)))
    if found.decisions:
        print(speech.say("decisions", count=found.decisions))
    tell_problems(found.problems, speech)


@table.command("coverage", cls=Command, help="cli.table.coverage")
def coverage_(as_of: AS_OF = "", as_json: AS_JSON = False, lang: LANG = "et") -> None:
    """Say what of the law is computed over tables, what is not, and why."""
    speech = speech_of(lang)
    from perenou.population.coverage import coverage

    day = day_of(as_of) if as_of else date.today().toordinal()  # noqa: DTZ011
    found = coverage(day)
    if as_json:
        print(_coverage_json(found, speech, day))
    else:
        _tell_coverage(found, speech)


# ---------------------------------------------------------------------------- arguments


def speech_of(lang: str) -> Speech:
    """The texts of these commands in a language."""
    return Speech("cli.table.", language_of(["--lang", lang], {}))


def need_arrow() -> None:
    """See that Parquet can be read and written.

    Raises:
        RefusedError: what it takes is not installed.
    """
    from importlib.util import find_spec

    if find_spec("pyarrow") is None or find_spec("llvmlite") is None:
        raise RefusedError("cli.table.error.not_installed", extra="tables")


@contextmanager
def workers_at(scheduler: str) -> Iterator[Client]:
    """The workers of a cluster at an address; without one, processes that are started here.

    Raises:
        RefusedError: what it takes is not installed, or nobody answers at the address.
    """
    from importlib.util import find_spec

    if find_spec("distributed") is None:
        raise RefusedError("cli.table.error.not_installed", extra="cluster")
    from perenou.population.cluster import cluster_at, local_cluster

    with ExitStack() as stack:
        try:
            cluster = cluster_at(scheduler) if scheduler else local_cluster()
            client = stack.enter_context(cluster)
        except (OSError, ValueError):
            raise RefusedError("cli.table.error.no_scheduler", address=scheduler) from None
        yield client


def open_table(folder: Path) -> FamilyTable:
    """The table of a folder.

    Raises:
        RefusedError: there is none.
    """
    need_arrow()
    from perenou.population.folder import opened

    try:
        return opened(folder)
    except OSError:
        raise RefusedError("cli.table.error.no_table", path=str(folder)) from None


@contextmanager
def not_computed() -> Iterator[None]:
    """Turn what keeps a table from being computed into a message.

    Raises:
        RefusedError: columns are missing, something does not run over tables, or it was broken off.
    """
    from perenou.rules.compile.errors import MissingColumnsError, NotCompiledError

    try:
        yield
    except MissingColumnsError as error:
        columns = ", ".join(error.columns)
        raise RefusedError("cli.table.error.missing_columns", columns=columns) from None
    except NotCompiledError as error:
        raise RefusedError("cli.table.error.not_compiled", name=error.name) from None
    except KeyboardInterrupt:
        raise RefusedError("cli.error.aborted") from None


def new_folder(folder: Path) -> None:
    """See that a folder is new or empty, so that no two tables are mixed.

    Raises:
        RefusedError: it has files, or is one.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RefusedError("cli.table.error.folder_used", path=str(folder))


def benefit_of(text: str) -> str:
    """The key of a benefit of Estonian law; what is paid beside another state's comes with it.

    Raises:
        RefusedError: there is no such benefit.
    """
    from perenou.benefits.estonia.vocabulary import BENEFITS

    key = readable_benefit(text)
    if key not in BENEFITS:
        raise RefusedError("cli.table.error.benefit", value=text, known=", ".join(BENEFITS))
    return key


def months_of(text: str) -> tuple[int, int]:
    """The first and last month of ``2026-01..2026-12`` or of one month.

    Raises:
        RefusedError: it says no months, or months of which the law is not told here.
    """
    found = _MONTHS.fullmatch(text.strip())
    if found is None or not all(1 <= int(m) <= 12 for m in (found[2], found[4] or "1")):
        raise RefusedError("cli.table.error.months", value=text)
    first = int(found[1]) * 12 + int(found[2]) - 1
    last = int(found[3]) * 12 + int(found[4]) - 1 if found[3] else first
    if not 2017 * 12 <= first <= last < 2028 * 12:
        raise RefusedError("cli.table.error.months", value=text)
    return first, last


def _read(paths: Sequence[Path]) -> Iterator[tuple[str, Case]]:
    from perenou.casework.case_file.reader import read as read_case_file

    for path in paths:
        yield path.stem, read_case_file(path)


# ---------------------------------------------------------------------------- telling


def _tell_folder(found: FamilyTable, speech: Speech) -> None:
    from perenou.benefits.lawbook import LAWBOOK
    from perenou.casework.report import Table
    from perenou.cli.render import console, draw_table

    print(speech.say("has", count=found.families, parts=len(found.parts)))
    rows = tuple(
        (
            name,
            fact.unit.labels.in_language(speech.language),
            fact.labels.in_language(speech.language),
            "; ".join(
                speech.say(key)
                for key, holds in (("by_time", shape.is_line), ("gaps", not shape.is_complete))
                if holds
            ),
        )
        for name, shape in found.shapes.items()
        for fact in (LAWBOOK.facts[name],)
    )
    head = tuple(speech.say(f"head.{key}") for key in ("column", "unit", "means", "note"))
    draw_table(Table(head, rows), console())
    tell_problems(found.problems, speech)


def _tell(totals: Totals, job: Job, speech: Speech) -> None:
    from perenou.benefits.estonia.vocabulary import BENEFITS
    from perenou.benefits.eu.vocabulary import COORDINATED
    from perenou.casework.report import Table
    from perenou.cli.render import console, draw_table
    from perenou.language.amounts import figure
    from perenou.population.asked import unit_paid

    to = console()
    for key in job.told:
        print((BENEFITS | COORDINATED)[key].in_language(speech.language))
        rows = [
            (
                f"{month // 12:04}-{month % 12 + 1:02}",
                f"{totals.paid[key][at]:,}".replace(",", "\u00a0"),
                figure(int(totals.cents[key][at]), speech.language),
            )
            for at, month in enumerate(job.months)
        ]
        rows.append(
            (
                speech.say("sum"), "",
                figure(int(totals.cents[key].sum()), speech.language),
            )
        )  # fmt: skip
        paid = "paid_for" if unit_paid(key) == "child" else "paid"
        head = tuple(speech.say(f"head.{name}") for name in ("month", paid, "euros"))
        draw_table(Table(head, tuple(rows), frozenset({1, 2})), to)
        if totals.open[key]:
            print(speech.say("open", count=totals.open[key]))
        print()
    print(speech.say("families", count=totals.families))
    for name in ("undecided", "across_states"):
        if count := getattr(totals, name):
            print(speech.say(name, count=count))
    tell_problems(totals.problems, speech)


def _tell_coverage(found: Coverage, speech: Speech) -> None:
    from perenou.benefits.estonia.vocabulary import BENEFITS
    from perenou.benefits.eu.vocabulary import COORDINATED
    from perenou.casework.not_compiled import why_not_compiled
    from perenou.casework.report import Table
    from perenou.casework.words import label_of
    from perenou.cli.render import console, draw_table

    def why(error: NotCompiledError | None) -> str:
        if error is None:
            return speech.say("covered")
        return f"{error.name}: {why_not_compiled(error, speech.language)}"

    labels = BENEFITS | COORDINATED
    rows = [(labels[key].in_language(speech.language), why(error))
            for key, error in found.benefits.items()]  # fmt: skip
    head = tuple(speech.say(f"head.{key}") for key in ("benefit", "covered"))
    draw_table(Table(head, tuple(rows)), console())
    for key in ("several_states", "not_of_payment", "alone"):
        print(speech.say(f"coverage.{key}"))
    for name, error in found.alone.items():
        said = label_of(name, speech.language)
        print(f"  {said} ({name}): {why_not_compiled(error, speech.language)}")


def _coverage_json(found: Coverage, speech: Speech, day: Day) -> str:
    from perenou.casework.not_compiled import why_not_compiled
    from perenou.cli.edition import as_json as in_edition

    def told(errors: Mapping[str, NotCompiledError | None]) -> dict[str, dict[str, str] | None]:
        return {
            key: None if each is None
            else {"name": each.name, "reason": why_not_compiled(each, speech.language)}
            for key, each in errors.items()
        }  # fmt: skip

    said = {"benefits": told(found.benefits), "not_by_themselves": told(found.alone)}
    return in_edition(said, day)


def tell_problems(problems: Problems, speech: Speech) -> None:
    """Say what was left out, by kind with examples."""
    if not problems:
        return
    print(speech.say("left_out", count=problems.families))
    for kind, count in problems.counts.most_common():
        print(f"  {count}: {_problem(kind, speech)}")
        for place in problems.examples[kind]:
            print(f"    {place}")


def _problem(kind: str, speech: Speech) -> str:
    """What a kind of problem is called; of a case as of its file, without what stands there."""
    if not kind.startswith("case."):
        return speech.say(f"problem.{kind}")
    from perenou.casework.case_file.errors import kind_of_problem

    return kind_of_problem(kind.removeprefix("case."), speech.language)


def _json(totals: Totals, job: Job, day: Day) -> str:
    from perenou.cli.edition import as_json as in_edition

    def by_month(numbers: object) -> dict[str, int]:
        listed: list[int] = numbers.tolist()  # type: ignore[attr-defined]
        months = (f"{month // 12:04}-{month % 12 + 1:02}" for month in job.months)
        return dict(zip(months, listed, strict=True))

    problems = totals.problems
    told = {
        "cents": {key: by_month(each) for key, each in totals.cents.items()},
        "paid": {key: by_month(each) for key, each in totals.paid.items()},
        "families": totals.families,
        "open": totals.open,
        "undecided": totals.undecided,
        "across_states": totals.across_states,
        "left_out": problems.families,
        "problems": dict(problems.counts),
        "examples": problems.examples,
        "reading_seconds": round(totals.reading, 3),
        "computing_seconds": round(totals.computing, 3),
    }
    return in_edition(told, day)
