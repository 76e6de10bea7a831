"""The program: the commands that are needed put together, and one command line run."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Annotated

import typer

from perenou import __version__
from perenou.cli.arguments import check_command, language_of
from perenou.cli.commands import COMMANDS, GROUPS
from perenou.cli.options import LANG
from perenou.cli.refusal import refusal
from perenou.cli.speech import Command, Group, speak

if TYPE_CHECKING:
    from perenou.language.grammar import Language


def run(arguments: Sequence[str]) -> int:
    """Run a command line and give its exit code; every failure is one message, never a traceback.

    Returns:
        0 when all went well, 1 when ``verify`` found differences or ``check-act`` a grave fault,
        2 when something was wrong.
    """
    language: Language = "et"
    try:
        language = language_of(arguments, os.environ)
        named = check_command(arguments, [*COMMANDS], [*GROUPS], _names_below)
        command = speak(typer.main.get_command(_program(named)), language)
        code = command.main(list(arguments), prog_name="perenou", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has seen enough; without this the interpreter complains at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        message = refusal(error, language)
        if message is None:
            raise
        print(message, file=sys.stderr)
        return 2
    return code if isinstance(code, int) else 0


def _program(named: str | None) -> typer.Typer:
    """The program with the command named alone: reading all of them takes longer than most run."""
    program = typer.Typer(
        cls=Group,
        help="cli.help",
        no_args_is_help=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    program.callback(invoke_without_command=True)(top)
    for name, home in COMMANDS.items():
        if named in (None, name):
            function = getattr(import_module(f"perenou.cli.{home.module}"), home.name)
            program.command(name, cls=Command, help=home.help)(function)
    for name in GROUPS:
        if named in (None, name):
            program.add_typer(_group(name), name=name)
    return program


def _group(name: str) -> typer.Typer:
    group = getattr(import_module(f"perenou.cli.{GROUPS[name]}"), name)
    assert isinstance(group, typer.Typer)
    return group


def _names_below(group: str) -> list[str]:
    return [each.name or "" for each in _group(group).registered_commands]


def _version(wanted: bool) -> None:
    if wanted:
        from perenou.impact.coded import coded_since

        print(f"perenou {__version__} (PHS {coded_since('PHS')})")
        raise typer.Exit


def top(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="cli.option.version"),
    ] = False,
    lang: LANG = "et",
) -> None:
    """Print the help when no command is given."""
    del version, lang
    if context.invoked_subcommand is None:
        print(context.get_help())
