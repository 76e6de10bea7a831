"""``perenou config check``, ``migrate``, ``backup`` and ``restore``: for whoever runs it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from perenou.cli.arguments import language_of
from perenou.cli.options import LANG
from perenou.cli.refusal import RefusedError
from perenou.cli.speech import Command, Group, Speech
from perenou.cli.workbench import needed

if TYPE_CHECKING:
    from perenou.language.grammar import Language

config = typer.Typer(
    cls=Group,
    help="cli.operations.config",
    no_args_is_help=False,
    rich_markup_mode=None,
    invoke_without_command=True,
    context_settings={"help_option_names": ["--help", "-h"]},
)

BACKUP = Annotated[str, typer.Argument(metavar="FILE", help="cli.operations.file")]


def _speech(language: Language) -> Speech:
    return Speech("cli.operations.", language)


@config.callback()
def top(context: typer.Context, lang: LANG = "et") -> None:
    """Print the help when no command is given."""
    del lang
    if context.invoked_subcommand is None:
        print(context.get_help())


@config.command("check", cls=Command, help="cli.operations.config.check")
def check(lang: LANG = "et") -> None:
    """Say everything that is wrong with the environment, and how to mend it."""
    language = language_of(["--lang", lang], {})
    needed()
    from perenou.workbench.configuration import ConfigurationError, Problem, read
    from perenou.workbench.environment import SETTINGS
    from perenou.workbench.serve import set_up

    try:
        found = read()
    except ConfigurationError as error:
        print(error.text(language))
        raise typer.Exit(1) from None
    problems = []
    try:
        found.data.mkdir(parents=True, exist_ok=True)
        is_writable = os.access(found.data, os.W_OK)
    except OSError:
        is_writable = False
    if not is_writable:
        problems.append(Problem("PERENOU_DATA", "unwritable", str(found.data)))
    else:
        set_up()
        from perenou.workbench.operations.health import Status, everything

        if any(each.status is Status.BAD for each in everything() if each.name == "database"):
            problems.append(Problem("DATABASE_URL", "unreachable"))
    for problem in problems:
        print(problem.text(language))
    if problems:
        raise typer.Exit(1)
    told = [each for each in SETTINGS if os.environ.get(each.name)]
    speech = _speech(language)
    print(speech.say("config.good", count=len(told)))
    for each in told:
        shown = speech.say("config.secret") if each.is_secret else os.environ[each.name]
        print(f"  {each.name:<24} {shown}")


def migrate(lang: LANG = "et") -> None:
    """Bring the tables of the workbench up to date."""
    language = language_of(["--lang", lang], {})
    needed()
    from perenou.workbench.serve import migrate as bring_up_to_date
    from perenou.workbench.serve import set_up

    set_up()
    bring_up_to_date()
    print(_speech(language).say("migrated"))


def account(
    username: Annotated[str, typer.Argument(metavar="USERNAME", help="cli.operations.username")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="cli.operations.name")],
    lang: LANG = "et",
) -> None:
    """Add the first administrator, or make a new link for one, and print how they come in.

    Where no passwords are taken the personal code is asked for by which the state knows them; as
    an argument it would stand in the history of commands.
    """
    language = language_of(["--lang", lang], {})
    needed()
    from perenou.workbench.serve import set_up

    found = set_up()
    from django.urls import reverse

    from perenou.workbench.accounts.actions import (
        LastAdministratorError,
        TakenError,
        add_first,
        invite_again,
    )
    from perenou.workbench.accounts.forms import is_subject, subject_of
    from perenou.workbench.accounts.links import link_token

    speech, subject = _speech(language), ""
    known = invite_again(username) if found.passwords else None
    if known is None and not found.passwords:
        subject = subject_of(typer.prompt(speech.say("account.subject"), hide_input=True))
        if not is_subject(subject):
            raise RefusedError("cli.operations.error.subject")
    try:
        made = known or add_first(username, name, subject)
    except LastAdministratorError:
        raise RefusedError("cli.operations.error.administrator") from None
    except TakenError:
        raise RefusedError("cli.operations.error.taken", what=username) from None
    way = "https" if found.https else "http"
    start = f"{way}://{found.hosts[0]}"
    if subject:
        print(speech.say("account.known", link=start + reverse("accounts:sign-in")))
    else:
        path = reverse("accounts:password", args=[link_token(made)])
        key = "account.made" if known is None else "account.again"
        print(speech.say(key, link=start + path))


def backup(file: BACKUP, lang: LANG = "et") -> None:
    """Write everything that the workbench keeps into a file."""
    language = language_of(["--lang", lang], {})
    needed()
    from perenou.workbench.serve import set_up

    set_up()
    from perenou.workbench.operations.archive import ArchiveError
    from perenou.workbench.operations.backup import back_up

    speech = _speech(language)
    try:
        made = back_up(Path(file), _reached)
    except FileExistsError:
        raise RefusedError("cli.operations.error.exists", file=file) from None
    except OSError:
        raise RefusedError("cli.operations.error.unwritable", file=file) from None
    except ArchiveError as error:
        raise _refused(error) from None
    rows = sum(each.rows for each in made.tables)
    print(speech.say("backed_up", rows=rows, tables=len(made.tables), file=file))
    if made.trail is not None:
        print(speech.say("seal", seal=f"{made.trail[0]}:{made.trail[1]}"))


def restore(
    file: BACKUP,
    instead: Annotated[
        bool, typer.Option("--instead", help="cli.operations.instead", show_default=False)
    ] = False,
    lang: LANG = "et",
) -> None:
    """Put everything of a backup into an empty database."""
    language = language_of(["--lang", lang], {})
    needed()
    from perenou.workbench.serve import set_up

    if not Path(file).is_file():
        raise RefusedError("cli.operations.error.no_file", file=file)
    set_up()
    from perenou.workbench.operations import backup as operations
    from perenou.workbench.operations.archive import ArchiveError

    speech = _speech(language)

    def kept(before: Path) -> None:
        print(speech.say("before", file=str(before)))

    try:
        made = operations.restore(Path(file), _reached, instead=instead, kept=kept)
    except ArchiveError as error:
        raise _refused(error) from None
    rows = sum(each.rows for each in made.tables)
    print(speech.say("restored", rows=rows, tables=len(made.tables), made=made.made_at[:10]))


def _reached(table: str, rows: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"{table} {rows}\n")


def _refused(error: Exception) -> RefusedError:
    from perenou.workbench.operations.archive import ArchiveError

    assert isinstance(error, ArchiveError)
    slots = {"what": error.what} if error.what else {}
    return RefusedError(f"cli.operations.error.{error.key}", **slots)
