"""The list of notices."""

from __future__ import annotations

from typing import Final

from django.db.models import Q, QuerySet
from django.utils import timezone

from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.frame.cells import Cell, Pill
from perenou.workbench.frame.lists import Column, Filter, Listing
from perenou.workbench.frame.templatetags.said import moment
from perenou.workbench.frame.words import say
from perenou.workbench.notices.models import Notice

STATES: Final = ("now", "later", "over")
TONES: Final = {"now": "good", "later": "due", "over": ""}


def state_of(notice: Notice) -> str:
    """Whether it is shown now, later or no more: one of ``STATES``."""
    now = timezone.now()
    if notice.ends <= now:
        return "over"
    return "now" if notice.begins <= now else "later"


def _text(notice: Notice, language: Language) -> Cell:
    return Cell(notice.text(language), notice.get_absolute_url())


def _state(notice: Notice, language: Language) -> Cell:
    state = state_of(notice)
    return Cell("", pills=(Pill(say(f"notices.state.{state}", language), TONES[state]),))


def _by_state(found: QuerySet[Notice], value: str, user: User) -> QuerySet[Notice]:
    del user
    now = timezone.now()
    wanted = {
        "now": Q(ends__gt=now, begins__lte=now),
        "later": Q(begins__gt=now),
        "over": Q(ends__lte=now),
    }
    return found.filter(wanted[value])


NOTICES: Final[Listing[Notice]] = Listing(
    key="notices",
    title="notices.title",
    address="notices:list",
    order="-begins",
    joined=("author",),
    columns=(
        Column("text", "notices.text", _text),
        Column("tone", "notices.tone",
               lambda notice, language: Cell(say(f"notices.tone.{notice.tone}", language))),
        Column("begins", "notices.begins", lambda notice, _: Cell(moment(notice.begins)),
               order="begins"),
        Column("ends", "notices.ends", lambda notice, _: Cell(moment(notice.ends)), order="ends"),
        Column("state", "notices.state", _state),
        Column("author", "notices.author", lambda notice, _: Cell(notice.author.name)),
    ),
    filters=(
        Filter("state", "notices.state",
               tuple((each, f"notices.state.{each}") for each in STATES), _by_state),
    ),
)  # fmt: skip
