"""``perenou simulate`` and ``perenou population``: reforms over invented families."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from perenou.cli.arguments import day_of, language_of
from perenou.cli.files import write
from perenou.cli.options import AS_OF, LANG
from perenou.cli.reforms import book_with
from perenou.cli.refusal import RefusedError
from perenou.cli.speech import Command, Group
from perenou.population.synthetic import FIRST_YEAR, LAST_YEAR, SEED

if TYPE_CHECKING:
    from perenou.language.grammar import Language
    from perenou.population.simulate.measures import Simulation
    from perenou.population.synthetic.draw import Estonia

YEAR = Annotated[int, typer.Option("--year", metavar="YEAR", help="cli.simulate.option.year")]
DRAWN_FROM = Annotated[int, typer.Option("--seed", metavar="N", help="cli.simulate.option.seed")]
MOST_REFORMS: Final = 3
DEFAULT_LOSS: Final = 50

population = typer.Typer(cls=Group, help="cli.simulate.population", no_args_is_help=True)


def simulate(
    reform: Annotated[
        list[Path] | None,
        typer.Option(
            "--reform", metavar="YAML", help="cli.simulate.option.reform", show_default=False
        ),
    ] = None,
    year: YEAR = LAST_YEAR,
    families: Annotated[
        int,
        typer.Option(
            "--families", metavar="N", help="cli.simulate.option.families", show_default=False
        ),
    ] = 0,
    seed: DRAWN_FROM = SEED,
    loss: Annotated[
        int, typer.Option("--loses-more", metavar="EUROS", help="cli.simulate.option.loss")
    ] = DEFAULT_LOSS,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FOLDER", help="cli.simulate.option.out", show_default=False),
    ] = None,
    as_of: AS_OF = "",
    lang: LANG = "et",
) -> None:
    """Tell what reforms cost and whom they touch."""
    from perenou.casework.not_compiled import why_not_compiled
    from perenou.casework.words import Words
    from perenou.cli.progress import waiting
    from perenou.cli.render import console, draw
    from perenou.population.kernels import code_directory
    from perenou.population.simulate.run import simulated
    from perenou.population.simulate.tell import tell_simulation
    from perenou.population.synthetic.rows import UnlikeError
    from perenou.rules.compile.errors import NotCompiledError

    language = language_of(["--lang", lang], {})
    day = day_of(as_of) if as_of else date.today().toordinal()  # noqa: DTZ011
    if len(reform or []) > MOST_REFORMS:
        raise RefusedError("cli.simulate.error.reforms", most=str(MOST_REFORMS))
    try:
        with waiting(Words(language), what="cli.progress.simulate") as progress:
            books = [book_with(path) for path in reform or ()]
            made = simulated(
                _drawn(year, seed, families), books, day, loss * 100, code_directory(), progress
            )
    except KeyboardInterrupt:
        raise RefusedError("cli.error.aborted") from None
    except NotCompiledError as error:
        reason = why_not_compiled(error, language)
        raise RefusedError(
            "cli.simulate.error.not_compiled", name=error.name, reason=reason
        ) from None
    except UnlikeError as error:
        raise RefusedError("cli.simulate.error.unlike", name=str(error)) from None
    except ModuleNotFoundError as error:
        if error.name != "llvmlite":
            raise
        raise RefusedError("cli.simulate.error.tables") from None
    report = tell_simulation(made, language)
    draw(report, console())
    if out is not None:
        _write(made, out, language)


def _drawn(year: int, seed: int, families: int = 0) -> Estonia:
    from perenou.population.synthetic.draw import draw

    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise RefusedError(
            "cli.simulate.error.year", year=str(year), first=str(FIRST_YEAR), last=str(LAST_YEAR)
        )
    if seed < 0 or families < 0:
        raise RefusedError("cli.simulate.error.negative")
    drawn = draw(year, seed)
    return drawn.first(families) if families else drawn


def _write(made: Simulation, out: Path, language: Language) -> None:
    from perenou.population.simulate.files import files, workbook
    from perenou.population.simulate.tell import Words, charts, tell_simulation

    words = Words(language)
    report = tell_simulation(made, language, for_files=True)
    written = files(report, charts(made, language), words.say("simulate.chart.words"), language)
    try:
        written["tabelid.xlsx"] = workbook(report)
    except ImportError:
        print(words.say("simulate.no_workbook"))
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise RefusedError("cli.error.unwritable", path=str(out)) from None
    for name, content in written.items():
        write(out / name, content)
    print(words.say("simulate.written", path=str(out), number=len(written)))


@population.command("fit", cls=Command, help="cli.simulate.fit")
def fit(seed: DRAWN_FROM = SEED, lang: LANG = "et") -> None:
    """Lay the invented families beside the published figures."""
    from perenou.cli.render import console, draw
    from perenou.population.synthetic.tell_fit import tell_fit

    draw(tell_fit(seed, language_of(["--lang", lang], {})), console())


@population.command("family", cls=Command, help="cli.simulate.family")
def family(
    number: Annotated[
        int,
        typer.Argument(metavar="NUMBER", help="cli.simulate.argument.number", show_default=False),
    ],
    year: YEAR = LAST_YEAR,
    seed: DRAWN_FROM = SEED,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="cli.simulate.option.file", show_default=False),
    ] = None,
    lang: LANG = "et",
) -> None:
    """Print or write an invented family's case file."""
    from perenou.casework.case_file.writer import dump
    from perenou.casework.words import Words
    from perenou.population.synthetic.case import case_of

    language = language_of(["--lang", lang], {})
    drawn = _drawn(year, seed)
    if not 1 <= number <= drawn.families:
        raise RefusedError(
            "cli.simulate.error.no_family", number=str(number), most=str(drawn.families)
        )
    text = dump(case_of(drawn, number - 1))
    if out is None:
        print(text, end="")
    else:
        write(out, text)
        print(Words(language).say("cli.written", path=str(out)))
