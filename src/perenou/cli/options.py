"""Arguments and options that several commands take, each declared once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from perenou.cli.complete import languages

LANG = Annotated[
    str,
    typer.Option(
        "--lang",
        help="cli.option.lang",
        metavar="et|en|ru",
        show_default=False,
        autocompletion=languages,
    ),
]
FILE = Annotated[Path, typer.Argument(metavar="FILE", help="cli.argument.file", show_default=False)]
AS_OF = Annotated[
    str, typer.Option("--as-of", metavar="DATE", help="cli.option.as_of", show_default=False)
]
AS_JSON = Annotated[bool, typer.Option("--json", help="cli.option.json")]
