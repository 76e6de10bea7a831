"""``perenou propose``: from a reform to the papers about it, with everything computed filled in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from perenou.cli.arguments import day_of, language_of
from perenou.cli.files import write
from perenou.cli.options import AS_OF, LANG
from perenou.cli.refusal import RefusedError
from perenou.cli.simulate import DRAWN_FROM, YEAR
from perenou.cli.speech import Speech
from perenou.population.synthetic import FIRST_YEAR, LAST_YEAR, SEED

if TYPE_CHECKING:
    from perenou.proposals.computed import Computed
    from perenou.proposals.wordings import Now


def propose(
    reform: Annotated[
        Path,
        typer.Argument(metavar="YAML", help="cli.propose.argument.reform", show_default=False),
    ],
    about: Annotated[
        Path | None,
        typer.Option(
            "--about", metavar="YAML", help="cli.propose.option.about", show_default=False
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FOLDER", help="cli.propose.option.out", show_default=False),
    ] = None,
    year: YEAR = LAST_YEAR,
    families: Annotated[
        int,
        typer.Option(
            "--families", metavar="N", help="cli.simulate.option.families", show_default=False
        ),
    ] = 0,
    seed: DRAWN_FROM = SEED,
    seconds: Annotated[
        float, typer.Option("--seconds", metavar="S", help="cli.propose.option.seconds")
    ] = 30.0,
    store: Annotated[
        Path | None,
        typer.Option("--store", metavar="DIR", help="cli.law.option.store", show_default=False),
    ] = None,
    as_of: AS_OF = "",
    lang: LANG = "et",
) -> None:
    """Write memorandum and letter of a reform; what moved since the last time is marked."""
    from perenou.casework.not_compiled import why_not_compiled
    from perenou.casework.words import Words
    from perenou.cli.progress import waiting
    from perenou.population.kernels import code_directory
    from perenou.population.synthetic.rows import UnlikeError
    from perenou.proposals.compute import Asked, compute
    from perenou.proposals.files import files
    from perenou.proposals.kept import read_proposal
    from perenou.proposals.memorandum import Told
    from perenou.proposals.moved import moved
    from perenou.proposals.proposal import Proposal
    from perenou.rules.compile.errors import NotCompiledError

    language = language_of(["--lang", lang], {})
    day = day_of(as_of) if as_of else date.today().toordinal()  # noqa: DTZ011
    _check(year, seed, families, seconds)
    folder = Path(reform.stem) if out is None else out
    earlier = _earlier(folder)
    written = None if about is None else read_proposal(about)
    asked = Asked(day, year, seed, families, seconds)
    try:
        with waiting(Words(language), what="cli.progress.simulate") as progress:
            computed = compute(reform, asked, code_directory(), progress)
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
        if error.name not in ("llvmlite", "z3"):
            raise
        raise RefusedError("cli.propose.error.extras") from None
    told = Told(
        written or Proposal(computed.title), day, computed,
        None if earlier is None else moved(earlier, computed), _now(computed, day, store),
    )  # fmt: skip
    made = files(told, language)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise RefusedError("cli.error.unwritable", path=str(folder)) from None
    for name, content in made.items():
        write(folder / name, content)
    speech = Speech("cli.propose.", language)
    print(speech.say("written", path=str(folder), number=len(made)))
    if told.moved is not None:
        print(speech.say("moved", count=len(told.moved.figures), day=told.moved.since))


def _check(year: int, seed: int, families: int, seconds: float) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise RefusedError(
            "cli.simulate.error.year", year=str(year), first=str(FIRST_YEAR), last=str(LAST_YEAR)
        )
    if seed < 0 or families < 0 or seconds < 0:
        raise RefusedError("cli.simulate.error.negative")


def _earlier(folder: Path) -> Computed | None:
    """What was computed the last time; None: nothing was."""
    from perenou.proposals.files import COMPUTED
    from perenou.proposals.kept import computed_of

    try:
        text = (folder / COMPUTED).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None
    return computed_of(text)


def _now(computed: Computed, day: int, chosen: Path | None) -> tuple[Now, ...]:
    """How the provisions read now; a store is not made for it."""
    import os

    from perenou.proposals.wordings import read_now
    from perenou.statutes.store import FILE, Store, store_directory

    directory = store_directory(chosen, os.environ)
    if not (directory / FILE).is_file():
        return read_now(computed.citations, day, None)
    with Store(directory) as store:
        return read_now(computed.citations, day, store)
