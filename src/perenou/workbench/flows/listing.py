"""The list of event logs."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet
from django.utils.timezone import localtime

from perenou.language.grammar import Language, grouped
from perenou.workbench.accounts.models import User
from perenou.workbench.flows.models import Log, Source, State
from perenou.workbench.frame.cells import Cell, Pill
from perenou.workbench.frame.lists import Column, Filter, Listing
from perenou.workbench.frame.templatetags.said import day
from perenou.workbench.frame.words import say

TONES: Final[dict[str, str]] = {
    State.COLUMNS: "open", State.WAITING: "open", State.READY: "good", State.FAILED: "bad",
}  # fmt: skip
"""By state, how its pill looks."""


def state_pill(state: str, language: Language) -> Pill:
    """How far a log or question is."""
    return Pill(say(f"flows.state.{state}", language), TONES[state])


def _name(log: Log, language: Language) -> Cell:
    is_invented = log.source == Source.INVENTED
    pills = (Pill(say("flows.invented", language)),) if is_invented else ()
    return Cell(log.name, log.get_absolute_url(), pills)


def _spell(log: Log, language: Language) -> Cell:
    del language
    return Cell(f"{day(log.first)}–{day(log.last)}" if log.first and log.last else "")


def _by_source(found: QuerySet[Log], value: str, user: User) -> QuerySet[Log]:
    del user
    return found.filter(source=value)


LOGS: Final[Listing[Log]] = Listing(
    key="flows",
    title="menu.flows",
    address="flows:list",
    order="-made",
    joined=("owner",),
    columns=(
        Column("name", "flows.name", _name),
        Column("state", "flows.state", lambda of, lang: Cell("", pills=(
            state_pill(of.state, lang),))),
        Column("cases", "flows.cases", lambda of, lang: Cell(
            grouped(of.cases, lang) if of.cases else ""), is_figure=True),
        Column("spell", "flows.spell", _spell),
        Column("owner", "flows.owner", lambda of, _: Cell(of.owner.name)),
        Column("made", "flows.made", lambda of, _: Cell(day(localtime(of.made_at).date())),
               order="made_at"),
    ),
    filters=(
        Filter(
            "source", "flows.source",
            tuple((each.value, f"flows.source.{each.value}") for each in Source), _by_source,
        ),
    ),
)  # fmt: skip
