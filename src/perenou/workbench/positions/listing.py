"""The list of positions."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet
from django.utils.timezone import localdate

from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.frame.cells import Cell, Pill
from perenou.workbench.frame.lists import Column, Filter, Listing
from perenou.workbench.frame.templatetags.said import day
from perenou.workbench.frame.words import say
from perenou.workbench.positions.models import Position, State, Theme

TONES: Final = {
    State.DRAFT: "",
    State.REVIEW: "open",
    State.APPROVED: "good",
    State.SUPERSEDED: "",
    State.WITHDRAWN: "bad",
}
"""By state: the tone of its pill."""


def state_pill(position: Position, language: Language) -> Pill:
    """Where a position stands, as a pill."""
    text = say(f"positions.state.{position.state}", language)
    return Pill(text, TONES[State(position.state)])


def _question(position: Position, language: Language) -> Cell:
    pills = [state_pill(position, language)]
    if position.is_overdue:
        pills.append(Pill(say("positions.overdue", language), "due"))
    return Cell(position.question, position.get_absolute_url(), tuple(pills))


def _period(position: Position, language: Language) -> Cell:
    del language
    since, until = day(position.since), day(position.until)
    return Cell(f"{since}–{until}" if since or until else "")


def _review(position: Position, language: Language) -> Cell:
    del language
    return Cell(day(position.review_by) if position.state == State.APPROVED else "")


def _with_state(found: QuerySet[Position], value: str, user: User) -> QuerySet[Position]:
    del user
    return found.filter(state=value)


def _with_theme(found: QuerySet[Position], value: str, user: User) -> QuerySet[Position]:
    del user
    return found.filter(theme=value)


def _waiting(found: QuerySet[Position], value: str, user: User) -> QuerySet[Position]:
    held = found.filter(state=State.APPROVED)
    if value == "unread":
        return held.exclude(acknowledgements__user=user)
    if value == "overdue":
        return held.filter(review_by__lt=localdate())
    return found.filter(author=user)


POSITIONS: Final[Listing[Position]] = Listing(
    key="positions",
    title="menu.positions",
    address="positions:list",
    columns=(
        Column(
            "number", "positions.number",
            lambda each, _: Cell(each.number, each.get_absolute_url()), "pk",
        ),
        Column("question", "positions.question", _question),
        Column(
            "theme", "positions.theme",
            lambda each, language: Cell(say(f"theme.{each.theme}", language)), "theme",
        ),
        Column("period", "positions.period", _period),
        Column(
            "approved", "positions.approved_on", lambda each, _: Cell(day(each.approved_on)),
            "approved_on", may_be_empty=True,
        ),
        Column("review", "positions.review_by", _review, "review_by", may_be_empty=True),
        Column("author", "positions.author", lambda each, _: Cell(each.author.name)),
    ),
    order="-number",
    filters=(
        Filter(
            "state", "positions.state",
            tuple((each.value, f"positions.state.{each.value}") for each in State), _with_state,
        ),
        Filter(
            "theme", "positions.theme",
            tuple((each.value, f"theme.{each.value}") for each in Theme), _with_theme,
        ),
        Filter(
            "only", "positions.only",
            (
                ("unread", "positions.only.unread"),
                ("overdue", "positions.only.overdue"),
                ("mine", "positions.only.mine"),
            ),
            _waiting,
        ),
    ),
    name=lambda each: each.number,
    joined=("author",),
)  # fmt: skip
