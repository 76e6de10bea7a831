"""``perenou search``: the law as coded, the acts of the store, the handbook and the terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Final

import typer

from perenou import __version__
from perenou.cli.arguments import day_of, language_of
from perenou.cli.complete import kinds, terms
from perenou.cli.law import STORE
from perenou.cli.options import LANG
from perenou.cli.refusal import RefusedError

if TYPE_CHECKING:
    from rich.text import Text

    from perenou.casework.words import Words
    from perenou.language.search.engine import Answer, Hit
    from perenou.language.search.unit import Unit

KINDS: Final = ("rule", "summary", "term", "handbook", "act", "guidance")
_MOST: Final = 8
_REASONS: Final = 3
_WORDINGS: Final = 6
"""How many more hits are looked at than shown: a section may have had as many wordings."""


def search(
    asked: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS", help="cli.argument.words", show_default=False, autocompletion=terms
        ),
    ],
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="cli.option.kind",
            show_default=False,
            autocompletion=kinds,
        ),
    ] = None,
    act: Annotated[
        list[str] | None,
        typer.Option("--act", metavar="ACT", help="cli.option.act", show_default=False),
    ] = None,
    theme: Annotated[
        list[str] | None,
        typer.Option("--theme", metavar="THEME", help="cli.option.theme", show_default=False),
    ] = None,
    day: Annotated[
        str, typer.Option("--date", metavar="DATE", help="cli.option.date", show_default=False)
    ] = "",
    most: Annotated[
        int, typer.Option("--most", metavar="N", min=1, max=100, help="cli.option.most")
    ] = _MOST,
    store: STORE = None,
    lang: LANG = "et",
) -> None:
    """Find norms, terms, pages of the handbook, and what the acts of the store say."""
    from perenou.casework.words import Words
    from perenou.cli.render import console
    from perenou.impact.findable import index_of
    from perenou.language.search.unit import Filters

    language = language_of(["--lang", lang], {})
    question = " ".join(asked).strip()
    if strange := [each for each in kind or () if each not in KINDS]:
        raise RefusedError("cli.error.kind", value=strange[0], known=", ".join(KINDS))
    filters = Filters(
        frozenset(kind or ()),
        frozenset(act or ()),
        frozenset(theme or ()),
        day_of(day) if day else None,
    )
    index = index_of(language, __version__, store)
    to = console()
    answer = index.ask(question, filters, most * _WORDINGS)
    for line in told(answer, question, Words(language), most):
        to.print(line)


def told(answer: Answer, question: str, words: Words, most: int) -> Iterator[Text]:
    """What was found, for people: each place with its reasons, then what found nothing."""
    from rich.text import Text

    from perenou.impact.findable import by_place
    from perenou.language.morphology import Endings, analyser

    yield Text(words.say("search.title", text=question), style="bold")
    if answer.terms:
        known = ", ".join(dict.fromkeys(answer.terms))
        yield Text(words.say("search.understood", terms=known), style="dim")
    if not answer.hits:
        yield Text(words.say("search.nothing"), style="yellow")
    for number, (hit, others) in enumerate(by_place(answer.hits)[:most], 1):
        yield Text()
        yield from _place(number, hit, words)
        if others:
            yield Text(f"   {words.say('search.wordings', number=others)}", style="dim")
    if answer.found_nothing:
        yield Text()
        missing = ", ".join(answer.found_nothing)
        yield Text(words.say("search.missing", words=missing), style="yellow")
    if isinstance(analyser(), Endings):
        yield Text(words.say("search.endings"), style="dim")


def _place(number: int, hit: Hit, words: Words) -> Iterator[Text]:
    from rich.text import Text

    from perenou.cli.render import linked

    head = Text(f"{number}. ")
    head.append_text(linked(hit.unit.address, "bold cyan"))
    if hit.unit.title not in ("", hit.unit.address):
        head.append("  ")
        head.append_text(_marked(hit.unit.title, hit.in_title))
    head.append(f"  [{words.say(f'search.kind.{hit.unit.kind}')}]", style="dim")
    if hit.unit.access:
        head.append(f"  {words.say('search.access', access=hit.unit.access)}", style="yellow")
    if hit.unit.status:
        head.append(f"  {words.say('search.status', status=hit.unit.status)}", style="dim")
    yield head
    if hit.unit.kind in ("act", "guidance") and (days := _days(hit.unit)) != (None, None):
        yield Text(f"   {words.say('search.days', days=days)}", style="dim")
    snippet, marks = hit.snippet()
    if snippet:
        yield Text("   ").append_text(_marked(snippet, marks))
    reasons = [
        words.say(f"search.how.{reason.how}", asked=reason.asked, by=reason.by)
        for reason in hit.reasons[:_REASONS]
    ]
    yield Text(f"   {'; '.join(dict.fromkeys(reasons))}", style="dim")


def _days(unit: Unit) -> tuple[int | None, int | None]:
    """The first and the last day on which it reads like this."""
    from perenou.language.search.unit import FOREVER

    return unit.since or None, None if unit.until == FOREVER else unit.until - 1


def _marked(text: str, marks: Sequence[tuple[int, int]]) -> Text:
    """The text with the words that were found in it made bold."""
    from rich.text import Text

    drawn = Text(text.replace("\n", " "))
    for start, end in marks:
        drawn.stylize("bold underline", start, end)
    return drawn
