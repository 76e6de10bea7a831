"""``perenou serve`` and its sisters: the workbench in the browser, its queue, keys and trail."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from perenou.cli.arguments import language_of
from perenou.cli.files import write
from perenou.cli.options import LANG
from perenou.cli.refusal import RefusedError
from perenou.cli.speech import Command, Group
from perenou.language.catalogue import Catalogue, SlotValue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perenou.language.grammar import Language
    from perenou.workbench.audit.trail import Fault

audit = typer.Typer(
    cls=Group,
    help="cli.workbench.audit",
    no_args_is_help=False,
    rich_markup_mode=None,
    invoke_without_command=True,
    context_settings={"help_option_names": ["--help", "-h"]},
)

keys = typer.Typer(
    cls=Group,
    help="cli.workbench.keys",
    no_args_is_help=False,
    rich_markup_mode=None,
    invoke_without_command=True,
    context_settings={"help_option_names": ["--help", "-h"]},
)


PORT: Final = 8000
"""Where the workbench answers unless told."""


def _say(key: str, language: Language, **slots: SlotValue) -> str:
    return Catalogue.load("perenou.cli", "texts").text(f"cli.workbench.{key}", language, **slots)


def serve(
    host: Annotated[
        str,
        typer.Option("--host", metavar="HOST", help="cli.workbench.host", show_default=False),
    ] = "127.0.0.1",
    port: Annotated[
        int,
        typer.Option("--port", metavar="PORT", help="cli.workbench.port", show_default=False),
    ] = PORT,
    workers: Annotated[
        int,
        typer.Option("--workers", metavar="N", help="cli.workbench.workers", show_default=False),
    ] = 2,
    lang: LANG = "et",
) -> None:
    """Answer requests until stopped."""
    language = language_of(["--lang", lang], {})
    needed()
    from perenou.workbench.serve import prepare, run

    found = prepare()
    print(_say("serving", language, address=f"http://{host}:{port}/"))
    if found.demo:
        from perenou.workbench.demo import ACCOUNTS, PASSWORD
        from perenou.workbench.frame.words import say

        print(_say("accounts", language, password=PASSWORD))
        for each in ACCOUNTS:
            roles = ", ".join(say(f"role.{role.value}", language) for role in each.roles)
            print(f"  {each.username:<12} {each.name} ({roles})")
    sys.stdout.flush()
    raise typer.Exit(run(host, port, workers))


def worker(lang: LANG = "et") -> None:
    """Do what stands in the queue until stopped."""
    language_of(["--lang", lang], {})
    needed()
    from perenou.workbench.serve import set_up

    set_up()
    from perenou.workbench.jobs.worker import work

    work()


@keys.callback()
def new_keys(context: typer.Context, lang: LANG = "et") -> None:
    """Print a new secret and a new key for the environment."""
    language_of(["--lang", lang], {})
    if context.invoked_subcommand is not None:
        return
    needed()
    import secrets

    from cryptography.fernet import Fernet

    print(f"PERENOU_SECRET={secrets.token_urlsafe(48)}")
    print(f"PERENOU_KEYS={Fernet.generate_key().decode()}")


@keys.command("rotate", cls=Command, help="cli.workbench.keys.rotate")
def rotate(lang: LANG = "et") -> None:
    """Encrypt everything anew with the first key."""
    language = language_of(["--lang", lang], {})
    needed()
    from perenou.workbench.serve import set_up

    set_up()
    from perenou.workbench.privacy.rotation import rotate as rotated

    def reached(done: int, steps: int, place: object) -> None:
        del place
        sys.stderr.write(f"{done}/{steps}\n")

    rows = rotated(None, reached, {})
    # Untold, what people are found by rests on the last of the keys.
    key = "rotated_all" if os.environ.get("PERENOU_HASH_KEYS") else "rotated"
    print(_say(key, language, rows=rows))


@audit.callback()
def top(context: typer.Context, lang: LANG = "et") -> None:
    """Print the help when no command is given."""
    del lang
    if context.invoked_subcommand is None:
        print(context.get_help())


@audit.command("verify", cls=Command, help="cli.workbench.audit.verify")
def verify(
    seal: Annotated[
        str,
        typer.Option(
            "--seal", metavar="NUMBER:SEAL", help="cli.workbench.seal", show_default=False
        ),
    ] = "",
    kept: Annotated[
        Path | None,
        typer.Option("--kept", metavar="FILE", help="cli.workbench.kept", show_default=False),
    ] = None,
    lang: LANG = "et",
) -> None:
    """Find any alteration of the audit trail."""
    language = language_of(["--lang", lang], {})
    needed()
    anchor = None
    if kept is not None and not seal:
        seal = _kept_seal(kept)
    if seal:
        at, _, sealed = seal.partition(":")
        if not at.isdecimal() or not sealed:
            raise RefusedError("cli.workbench.error.seal")
        anchor = (int(at), sealed)
    from perenou.workbench.serve import set_up

    set_up()
    from perenou.workbench.audit.models import Head
    from perenou.workbench.audit.trail import verify as found_by

    faults = list(found_by(anchor))
    if len([each for each in faults if each.kind == "altered"]) > 1 and _is_unkeyed(faults):
        print(_say("fault.keys", language))
        raise typer.Exit(1)
    for fault in faults:
        print(_say(f"fault.{fault.kind}", language, number=fault.number))
    if faults:
        raise typer.Exit(1)
    head = Head.objects.filter(pk=1).first()
    number, last = (0, "") if head is None else (head.number, head.seal)
    if kept is not None:
        write(kept, f"{number}:{last}\n")
    print(_say("intact", language, number=number, seal=f"{number}:{last}"))


def _kept_seal(file: Path) -> str:
    """The seal of the last time; empty: there was none.

    Raises:
        RefusedError: the file is there and cannot be read.
    """
    try:
        return file.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""
    except (OSError, ValueError):
        raise RefusedError("cli.workbench.error.kept", file=str(file)) from None


def _is_unkeyed(faults: Sequence[Fault]) -> bool:
    """Whether no event at all fits, nor the end: rather the key is not there than all altered."""
    from perenou.workbench.audit.models import Event

    altered = sum(1 for each in faults if each.kind == "altered")
    return altered == Event.objects.count() and any(each.kind == "end" for each in faults)


def needed() -> None:
    """Refuse where the packages of the workbench are not installed."""
    from importlib.util import find_spec

    if find_spec("django") is None:
        raise RefusedError("cli.workbench.error.not_installed")
