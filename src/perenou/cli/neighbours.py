"""``perenou fetch-rates`` and ``perenou check-container``: what neighbours give and take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from perenou.cli.arguments import language_of
from perenou.cli.options import LANG
from perenou.cli.refusal import RefusedError
from perenou.cli.speech import Speech

_START: Final = "cli.neighbours."


def fetch_rates(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help=f"{_START}folder")] = Path(),
    lang: LANG = "et",
) -> None:
    """Fetch the reference rates of the central bank for case files to name."""
    from perenou.registers.central_bank import fetch
    from perenou.services.call import ServiceError

    speech = Speech(_START, language_of(["--lang", lang], {}))
    if not folder.is_dir():
        raise RefusedError(f"{_START}error.no_folder", path=str(folder))
    try:
        path = fetch(folder)
    except ServiceError as failed:
        raise RefusedError(f"{_START}error.{failed.why}") from None
    except OSError:
        raise RefusedError(f"{_START}error.unwritable", path=str(folder)) from None
    print(speech.say("fetched", path=str(path), name=path.name))


def check_container(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help=f"{_START}container", show_default=False)
    ],
    lang: LANG = "et",
) -> None:
    """Say what can be said of a signed container; what was altered leaves with one."""
    from perenou.registers.asic_e import MOST_BYTES, ContainerError, read

    speech = Speech(_START, language_of(["--lang", lang], {}))
    try:
        with file.open("rb") as opened:
            found = read(opened.read(MOST_BYTES + 1))
    except OSError:
        raise RefusedError(f"{_START}error.unreadable", path=str(file)) from None
    except ContainerError as error:
        slots = {"name": error.name} if error.name else {}
        why = speech.say(f"fault.{error.fault}", **slots)
        raise RefusedError(f"{_START}error.container", path=str(file), why=why) from None
    for name in found.files:
        print(speech.say("file", name=name))
    if not found.signatures:
        print(speech.say("unsigned"))
    for each in found.signatures:
        signer = ", ".join(filter(None, (each.signer or speech.say("nobody"), each.time)))
        print(speech.say(f"status.{each.status}", signer=signer))
    if any(each.status not in ("intact", "not_checked") for each in found.signatures):
        raise typer.Exit(1)
