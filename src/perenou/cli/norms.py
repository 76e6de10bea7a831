"""``perenou rates`` and ``rule``: figures and norms by themselves."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from perenou.cli.arguments import day_of, language_of
from perenou.cli.complete import names
from perenou.cli.options import LANG
from perenou.cli.refusal import RefusedError


def rates(
    day: Annotated[
        str, typer.Argument(metavar="[DATE]", help="cli.argument.date", show_default=False)
    ] = "",
    as_of: Annotated[
        str, typer.Option("--as-of", metavar="DATE", help="cli.option.known", show_default=False)
    ] = "",
    lang: LANG = "et",
) -> None:
    """Print every figure of a day."""
    from perenou.casework.tell_law import tell_rates
    from perenou.cli.render import show

    language = language_of(["--lang", lang], {})
    today = date.today().toordinal()  # noqa: DTZ011  # the reader's own day
    wanted = day_of(day) if day else today
    known = day_of(as_of) if as_of else max(today, wanted)
    show(tell_rates(wanted, known, language), language, known)


def rule(
    name: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME", help="cli.argument.name", autocompletion=names, show_default=False
        ),
    ],
    lang: LANG = "et",
) -> None:
    """Print a norm as documentation, or what a search finds."""
    from perenou.benefits.lawbook import LAWBOOK
    from perenou.casework.case_file.errors import nearest
    from perenou.casework.tell_law import tell_found, tell_rule
    from perenou.cli.render import show
    from perenou.rules.describe import search
    from perenou.rules.lawbook import MOVING

    language = language_of(["--lang", lang], {})
    text = " ".join(name).strip()
    if LAWBOOK.known(text) and text not in MOVING:
        show(tell_rule(text, language), language)
        return
    found = search(LAWBOOK, text) if text else []
    if len(found) == 1:
        show(tell_rule(found[0], language), language)
    elif found:
        show(tell_found(found, text, language), language)
    else:
        near = nearest(text, [each for each, _ in names("")])
        if near is None:
            raise RefusedError("cli.error.rule", value=text)
        raise RefusedError("cli.error.rule_near", value=text, near=near)
