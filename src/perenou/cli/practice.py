"""``perenou practice``: whether practice is uniform, over past decisions."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from perenou.cli.files import write
from perenou.cli.options import AS_JSON, LANG
from perenou.cli.refusal import RefusedError
from perenou.cli.speech import Speech
from perenou.cli.tables import need_arrow, not_computed, speech_of, tell_problems

if TYPE_CHECKING:
    from perenou.population.practice.audit import Audit, Made
    from perenou.population.practice.compare import Compared
    from perenou.population.practice.gather import Practice
    from perenou.population.practice.sampling import Allocation, Planned


def practice(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="cli.practice.argument.files", show_default=False),
    ],
    resident: Annotated[
        bool, typer.Option("--resident", help="cli.practice.option.resident")
    ] = False,
    earlier: Annotated[
        Path | None,
        typer.Option(
            "--earlier", metavar="JSON", help="cli.practice.option.earlier", show_default=False
        ),
    ] = None,
    confidence: Annotated[
        float,
        typer.Option(
            "--confidence",
            metavar="PERCENT",
            min=50,
            max=99.9,
            help="cli.practice.option.confidence",
        ),
    ] = 95,
    sample: Annotated[
        int,
        typer.Option("--sample", metavar="N", min=0, max=10_000, help="cli.practice.option.sample"),
    ] = 0,
    proportional: Annotated[
        bool, typer.Option("--proportional", help="cli.practice.option.proportional")
    ] = False,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="cli.practice.option.seed")] = 1,
    key: Annotated[
        str,
        typer.Option("--key", metavar="TEXT", help="cli.practice.option.key", show_default=False),
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FOLDER", help="cli.practice.option.out", show_default=False),
    ] = None,
    as_json: AS_JSON = False,
    lang: LANG = "et",
) -> None:
    """Audit past decisions: how uniform practice is, where it diverges, what to look at."""
    speech = Speech("cli.practice.", speech_of(lang).language)
    need_arrow()
    from perenou.cli.edition import as_json as in_edition
    from perenou.cli.render import show
    from perenou.population.practice.as_json import to_data
    from perenou.population.practice.audit import audited
    from perenou.population.practice.compare import compared
    from perenou.population.practice.sampling import planned
    from perenou.population.practice.tell import tell_audit

    before = None if earlier is None else _earlier(earlier)
    decisions = _gathered(files, resident, key, speech)
    made = audited(decisions, confidence / 100, seed)
    audit = made.audit
    plan = None
    if sample:
        allocation: Allocation = "proportional" if proportional else "neyman"
        plan = planned(audit.strata, sample, allocation, seed, audit.confidence)
    beside = None if before is None else compared(before, audit)
    if out is not None:
        _write(out, made, plan, beside, speech)
    if as_json:
        print(in_edition(to_data(audit)))
        return
    show(tell_audit(audit, speech.language, plan, beside), speech.language)
    tell_problems(decisions.problems, speech_of(speech.language))
    if out is not None:
        print(speech.say("written", path=str(out)))


def _gathered(files: list[Path], resident: bool, key: str, speech: Speech) -> Practice:
    from secrets import token_bytes

    from perenou.cli.progress import waiting
    from perenou.population.extract.column_map import MapError
    from perenou.population.judge import NoDecisionsError
    from perenou.population.kernels import code_directory
    from perenou.population.practice.gather import gathered, veiled
    from perenou.population.practice.sources import table_of

    with TemporaryDirectory(prefix="perenou-") as scratch:
        try:
            with not_computed(), waiting(speech, what="reading") as progress:
                table = table_of(files, Path(scratch), is_resident=resident, progress=progress)
            with not_computed(), waiting(speech, what="progress") as progress:
                found = gathered(table, code_directory(), progress)
            return veiled(found, key.encode() or token_bytes(32))[0]
        except NoDecisionsError:
            raise RefusedError("cli.practice.error.no_decisions") from None
        except MapError as error:
            raise RefusedError(f"cli.table.error.{error.key}", **error.slots) from None
        except FileNotFoundError as error:
            raise RefusedError("cli.error.unreadable", path=str(error.args[0])) from None


def _earlier(path: Path) -> Audit:
    from perenou.population.practice.as_json import NoAuditError, from_json

    try:
        return from_json(path.read_text(encoding="utf-8"))
    except (NoAuditError, UnicodeDecodeError):
        raise RefusedError("cli.practice.error.earlier", path=str(path)) from None
    except OSError:
        raise RefusedError("cli.error.unreadable", path=str(path)) from None


def _write(
    out: Path, made: Made, plan: Planned | None, beside: Compared | None, speech: Speech
) -> None:
    from perenou.cli.edition import as_json as in_edition
    from perenou.exchange.tables import as_csv
    from perenou.population.practice.as_json import to_data
    from perenou.population.practice.sampling import drawn
    from perenou.population.practice.tell import Telling, charts, placed_rows, tell_audit
    from perenou.population.simulate.files import files, workbook

    language = speech.language
    words = Telling(language)
    report = tell_audit(made.audit, language, plan, beside, for_files=True)
    pictures = charts(made.audit, language)
    written = files(report, pictures, words.say("practice.chart.words"), language)
    written["audit.json"] = in_edition(to_data(made.audit)).encode()
    written["otsused.csv"] = as_csv(placed_rows(made.audit, words, made.cases))
    try:
        written["tabelid.xlsx"] = workbook(report)
    except ImportError:
        print(speech.say("no_workbook"))
    if plan is not None:
        head = tuple(words.say(f"practice.head.{each}") for each in ("benefit", "office", "id"))
        rows = [
            (words.benefit(stratum.benefit), stratum.office, name)
            for stratum, name in drawn(made.audit.strata, plan)
        ]
        written["valim.csv"] = as_csv([head, *rows])
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise RefusedError("cli.error.unwritable", path=str(out)) from None
    for name, content in written.items():
        write(out / name, content)
