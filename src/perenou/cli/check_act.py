"""``perenou check-act``: an act or letter laid beside the checklist."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from perenou.cli.arguments import any_day_of, language_of
from perenou.cli.files import write
from perenou.cli.options import AS_JSON, LANG
from perenou.cli.refusal import RefusedError

if TYPE_CHECKING:
    from perenou.acts.check.case_figures import CaseFigures
    from perenou.acts.kinds import Kind
    from perenou.language.grammar import Language

MOST_PROCESSES: Final = 8
"""Acts of a folder that are checked at the same time, on as many cores."""


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
    comments: Annotated[
        Path | None,
        typer.Option("--comments", metavar="OUT", help="cli.option.comments", show_default=False),
    ] = None,
    as_json: AS_JSON = False,
    lang: LANG = "et",
) -> None:
    """Check an administrative act or letter, whoever wrote it."""
    from perenou.acts.check.as_json import findings_data
    from perenou.acts.check.checker import findings
    from perenou.acts.check.read_act import read_act
    from perenou.acts.check.tell import tell_findings
    from perenou.acts.check.view import Act
    from perenou.cli.edition import as_json as in_edition
    from perenou.cli.render import show

    language = language_of(["--lang", lang], {})
    if file.is_dir():
        given = {"--case": case, "--kind": kind, "--day": day, "--comments": comments}
        for option, value in given.items():
            if value:
                raise RefusedError("cli.error.act_folder", option=option, path=str(file))
        raise typer.Exit(_check_folder(file, language, as_json=as_json))
    wanted = _kind(kind) if kind else None
    issued = any_day_of(day) if day else None
    source, read = read_act(file, wanted, issued)
    if comments is not None and read.format != "docx":
        raise RefusedError("cli.error.act_comments", path=str(file))
    act = Act(source)
    if case is not None:
        act = Act(source, _figures(case, act.day))
    found = findings(act, language)
    if comments is not None:
        from perenou.acts.check.comment import commented

        write(comments, commented(file.read_bytes(), read, found, language))
    if as_json:
        print(in_edition(findings_data(act, found)))
    else:
        show(tell_findings(act, found, language), language)
    if any(each.severity.stops for each in found):
        raise typer.Exit(1)


def _check_folder(folder: Path, language: Language, *, as_json: bool) -> int:
    """1 when some act has to be mended, otherwise 2 when some file was not read."""
    from perenou.acts.check.folder import check_folder
    from perenou.acts.check.tell import tell_folder
    from perenou.casework.words import Words
    from perenou.cli.edition import as_json as in_edition
    from perenou.cli.progress import waiting
    from perenou.cli.render import show

    with waiting(Words(language), what="check_act.progress") as told:
        try:
            checked = check_folder(folder, language, min(os.cpu_count() or 1, MOST_PROCESSES), told)
        except OSError:
            raise RefusedError("cli.error.unreadable", path=str(folder)) from None
    if not checked:
        raise RefusedError("cli.error.act_folder_empty", path=str(folder))
    if as_json:
        print(in_edition({"files": [{"file": each.name, **each.data} for each in checked]}))
    else:
        show(tell_folder(checked, language), language)
    if any(each.stops for each in checked):
        return 1
    return 2 if any(each.refused for each in checked) else 0


def _kind(text: str) -> Kind:
    from perenou.acts.kinds import Kind

    known = [str(each) for each in Kind]
    if text not in known:
        raise RefusedError("cli.error.act_kind", value=text, known=", ".join(known))
    return Kind(text)


def _figures(file: Path, day: int | None) -> CaseFigures:
    """What a case says, by the law of the day of the act where that is told."""
    from perenou.acts.check.case_figures import case_figures
    from perenou.benefits.span import FIRST_DAY, LAST_DAY
    from perenou.casework.case_file.reader import read
    from perenou.casework.solve import Solved

    case = read(file)
    is_known = day is not None and FIRST_DAY.toordinal() <= day <= LAST_DAY.toordinal()
    return case_figures(Solved(case, day if is_known and case.as_of_day is None else None))
