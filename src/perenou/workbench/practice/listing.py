"""The list of audits of practice."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet

from perenou.language.grammar import Language
from perenou.population.practice.tell import Telling
from perenou.workbench.accounts.models import User
from perenou.workbench.frame.cells import Cell, Pill
from perenou.workbench.frame.lists import Column, Filter, Listing
from perenou.workbench.frame.templatetags.said import moment
from perenou.workbench.frame.words import say
from perenou.workbench.practice.models import Audit, State

TONES: Final[dict[str, str]] = {
    State.MAPPING: "due", State.WAITING: "open", State.DONE: "good", State.REFUSED: "bad",
}  # fmt: skip
"""By state, how its pill looks."""


def state_pill(audit: Audit, language: Language) -> Pill:
    """Where an audit stands."""
    return Pill(say(f"practice.state.{audit.state}", language), TONES[audit.state])


def _name(audit: Audit, language: Language) -> Cell:
    invented = (Pill(say("practice.invented", language)),) if audit.is_invented else ()
    return Cell(audit.sender, audit.get_absolute_url(), invented)


def _alike(audit: Audit, language: Language) -> Cell:
    if audit.alike is None:
        return Cell("")
    words = Telling(language)
    return Cell(words.say("practice.percent", value=words.percent(audit.alike)))


def _by_state(found: QuerySet[Audit], value: str, user: User) -> QuerySet[Audit]:
    del user
    return found.filter(state=value)


AUDITS: Final[Listing[Audit]] = Listing(
    key="practice",
    title="menu.practice",
    address="practice:list",
    order="-number",
    joined=("owner",),
    columns=(
        Column("number", "practice.number", lambda of, _: Cell(str(of.pk)), order="pk",
               is_figure=True),
        Column("sender", "practice.sender", _name, order="sender"),
        Column("decisions", "practice.decisions", lambda of, _: Cell(str(of.decisions)),
               is_figure=True),
        Column("alike", "practice.alike", _alike, is_figure=True),
        Column("clusters", "practice.clusters", lambda of, _: Cell(str(of.clusters)),
               is_figure=True),
        Column("state", "practice.state",
               lambda of, language: Cell("", pills=(state_pill(of, language),))),
        Column("owner", "practice.owner", lambda of, _: Cell(of.owner.name)),
        Column("made", "practice.made", lambda of, _: Cell(moment(of.made_at))),
    ),
    filters=(
        Filter(
            "state", "practice.state",
            tuple((state.value, f"practice.state.{state.value}") for state in State), _by_state,
        ),
    ),
)  # fmt: skip
