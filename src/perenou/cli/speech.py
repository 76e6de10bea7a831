"""Help pages in the reader's language, also for what the parser itself adds to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Protocol, cast

from typer.core import TyperCommand, TyperGroup

from perenou.language.catalogue import Catalogue, SlotValue
from perenou.language.grammar import Language

if TYPE_CHECKING:
    from typer._click.core import Command as AnyCommand
    from typer._click.core import Context
    from typer._click.shell_completion import CompletionItem

WIDTH = 100
OWN_TEXTS = (
    "cli.law", "cli.act.", "cli.mcp", "cli.neighbours.", "cli.operations.", "cli.practice",
    "cli.process", "cli.propose", "cli.recompute", "cli.reform.", "cli.simulate", "cli.table",
    "cli.text", "cli.workbench.",
)  # fmt: skip
"""Starts of the keys whose texts stand beside the commands, not in casework."""

_OWN_OPTIONS = {
    "install_completion": "cli.option.install_completion",
    "show_completion": "cli.option.show_completion",
    "help": "cli.option.help",
}


class _Parameter(Protocol):
    name: str | None
    opts: list[str]
    metavar: str | None
    help: str | None
    param_type_name: str


@dataclass(frozen=True, slots=True)
class Speech:
    """The texts of some commands in a language, by what follows the start of their keys."""

    start: str
    language: Language

    def say(self, key: str, **slots: SlotValue) -> str:
        """A text."""
        texts = Catalogue.load("perenou.cli", "texts")
        return texts.text(f"{self.start}{key}", self.language, **slots)


class Command(TyperCommand):
    """A command whose help page is ours."""

    def get_help(self, ctx: Context) -> str:
        """The help page."""
        _fill_in_texts(self)
        return _page(self, ctx, [])

    def shell_complete(self, ctx: Context, incomplete: str) -> list[CompletionItem]:
        """What the shell may offer, each with what it does."""
        _fill_in_texts(self)
        return super().shell_complete(ctx, incomplete)


class Group(TyperGroup):
    """The program, whose help page lists its commands."""

    def get_help(self, ctx: Context) -> str:
        """The help page."""
        _fill_in_texts(self)
        commands = [(name, self.commands[name]) for name in self.list_commands(ctx)]
        return _page(self, ctx, [(name, command.help or "") for name, command in commands])

    def shell_complete(self, ctx: Context, incomplete: str) -> list[CompletionItem]:
        """What the shell may offer, each with what it does."""
        _fill_in_texts(self)
        return super().shell_complete(ctx, incomplete)


def speak(command: AnyCommand, language: Language) -> TyperGroup:
    """The same command tree, which speaks a language wherever somebody asks for its texts.

    The language becomes the default of every ``--lang``, so that it may stand before the command.
    """
    assert isinstance(command, TyperGroup)
    for each in _every(command):
        each.epilog = language
        for parameter in each.params:
            if parameter.name == "lang":
                parameter.default = language
    return command


def _fill_in_texts(command: AnyCommand) -> None:
    """Turn the text keys of a command and those below it into texts.

    Only for who asks for a page: reading the texts takes longer than many a command.
    """
    for each in _every(command):
        language = cast("Language", each.epilog)
        if each.help is not None and each.help.startswith("cli."):
            each.help = _said(each.help, language)
        for parameter in each.params:
            key = _OWN_OPTIONS.get(parameter.name or "", getattr(parameter, "help", None))
            if isinstance(key, str) and key.startswith("cli."):
                setattr(parameter, "help", _said(key, language))  # noqa: B010


def _every(command: AnyCommand) -> Iterator[AnyCommand]:
    """A command and all commands below it."""
    yield command
    if isinstance(command, TyperGroup):
        for each in command.commands.values():
            yield from _every(each)


def _said(key: str, language: Language) -> str:
    """A text of the command line; those about the acts stand beside their commands."""
    home = "perenou.cli" if key.startswith(OWN_TEXTS) or key == "cli.act" else "perenou.casework"
    return Catalogue.load(home, "texts").text(key, language)


def _page(command: Command | Group, ctx: Context, commands: list[tuple[str, str]]) -> str:
    texts = Catalogue.load("perenou.casework", "texts")
    language = cast("Language", command.epilog)
    parameters: list[_Parameter] = [p for p in command.get_params(ctx) if hasattr(p, "help")]  # type: ignore[misc]
    arguments = [p for p in parameters if p.param_type_name == "argument"]
    options = [p for p in parameters if p.param_type_name == "option"]
    words = [ctx.command_path, texts.text("cli.page.options_word", language)]
    words += [p.metavar or "" for p in arguments]
    if commands:
        words.append(texts.text("cli.page.command_word", language))
    lines = [f"{texts.text('cli.page.usage', language)} {' '.join(words)}", ""]
    for paragraph in (command.help or "").split("\n"):
        lines += [f"  {line}" for line in wrap(paragraph, WIDTH - 2)]
    for key, rows in (
        ("commands", commands),
        ("arguments", [(p.metavar or "", p.help or "") for p in arguments]),
        ("options", [(_signature(p), _help(p, texts, language)) for p in options]),
    ):
        if rows:
            lines += ["", texts.text(f"cli.page.{key}", language), *_table(rows)]
    return "\n".join(lines)


def _signature(parameter: _Parameter) -> str:
    text = ", ".join(sorted(parameter.opts, key=len, reverse=True))
    return f"{text} {parameter.metavar}" if parameter.metavar else text


def _help(parameter: _Parameter, texts: Catalogue, language: Language) -> str:
    # The parser makes its help option anew for every page, in English.
    if parameter.name == "help":
        return texts.text("cli.option.help", language)
    return parameter.help or ""


def _table(rows: Iterable[tuple[str, str]]) -> list[str]:
    rows = list(rows)
    indent = min(max(len(name) for name, _ in rows), 26) + 4
    lines = []
    for name, text in rows:
        told = wrap(text.split("\n")[0], WIDTH - indent) or [""]
        head = f"  {name}".ljust(indent)
        if len(name) + 4 > indent:
            lines.append(f"  {name}")
            head = " " * indent
        lines.append(f"{head}{told[0]}")
        lines += [" " * indent + line for line in told[1:]]
    return lines
