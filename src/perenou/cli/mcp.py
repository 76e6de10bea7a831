"""``perenou mcp``: the operations as tools for assistants."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from perenou.cli.arguments import language_of
from perenou.cli.law import STORE
from perenou.cli.options import LANG
from perenou.cli.refusal import RefusedError


def mcp(
    cases: Annotated[
        Path | None,
        typer.Option("--cases", metavar="FOLDER", help="cli.mcp.option.cases", show_default=False),
    ] = None,
    with_people: Annotated[
        bool, typer.Option("--with-people", help="cli.mcp.option.people")
    ] = False,
    store: STORE = None,
    lang: LANG = "et",
) -> None:
    """Answer an assistant on the standard streams."""
    language = language_of(["--lang", lang], {})
    if find_spec("mcp") is None:
        raise RefusedError("cli.mcp.error.needed")
    if cases is not None and not cases.is_dir():
        raise RefusedError("cli.mcp.error.folder", path=str(cases))
    from perenou.api.mcp_server import serve
    from perenou.api.operation import Place

    serve(Place(store, cases, with_people), language)
