"""``perenou check-act``: an act or letter laid beside the checklist."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from perenou.cli.arguments import any_day_of, check_readings, language_of
from perenou.cli.complete import languages
from perenou.cli.refusal import RefusedError

if TYPE_CHECKING:
    from perenou.acts.check.case_figures import CaseFigures
    from perenou.acts.kinds import Kind


def check_act(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="cli.argument.act_file", show_default=False)
    ],
    case: Annotated[
        Path | None,
        typer.Option("--case", metavar="CASE", help="cli.option.act_case", show_default=False),
    ] = None,
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help="cli.option.act_kind", show_default=False)
    ] = "",
    day: Annotated[
        str, typer.Option("--day", metavar="DATE", help="cli.option.act_day", show_default=False)
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="cli.option.json")] = False,
    lang: Annotated[
        str,
        typer.Option(
            "--lang",
            help="cli.option.lang",
            metavar="et|en|ru",
            show_default=False,
            autocompletion=languages,
        ),
    ] = "et",
) -> None:
    """Check an administrative act or letter, whoever wrote it."""
    from perenou.acts.check.as_json import findings_json
    from perenou.acts.check.checker import findings
    from perenou.acts.check.read_text import UnreadableActError, read_act
    from perenou.acts.check.tell import tell_findings
    from perenou.acts.check.view import Act
    from perenou.cli.render import console, draw

    language = language_of(["--lang", lang], {})
    wanted = _kind(kind) if kind else None
    issued = any_day_of(day) if day else None
    try:
        source = read_act(file, wanted, issued)
    except UnreadableActError as error:
        raise RefusedError(_REFUSALS[error.why], path=str(error.path)) from None
    act = Act(source)
    if case is not None:
        act = Act(source, _figures(case, act.day))
    found = findings(act, language)
    if as_json:
        print(findings_json(act, found))
    else:
        draw(tell_findings(act, found, language), console())
    if any(each.severity.stops for each in found):
        raise typer.Exit(1)


_REFUSALS: Final = {
    "missing": "cli.error.act_missing",
    "empty": "cli.error.act_empty",
    "binary": "cli.error.act_binary",
    "too_large": "cli.error.act_too_large",
}


def _kind(text: str) -> Kind:
    from perenou.acts.kinds import Kind

    known = [str(each) for each in Kind]
    if text not in known:
        raise RefusedError("cli.error.act_kind", value=text, known=", ".join(known))
    return Kind(text)


def _figures(file: Path, day: int | None) -> CaseFigures:
    """What a case says, by the law of the day of the act where that is told."""
    from perenou.acts.check.case_figures import case_figures
    from perenou.casework.case_file.reader import read
    from perenou.casework.solve import Solved
    from perenou.cli.arguments import FIRST_DAY, LAST_DAY

    case = read(file)
    check_readings(case.readings)
    is_known = day is not None and FIRST_DAY.toordinal() <= day <= LAST_DAY.toordinal()
    return case_figures(Solved(case, day if is_known and case.as_of_day is None else None))
