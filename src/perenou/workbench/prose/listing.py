"""The register of texts as a list."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet
from django.utils.timezone import localdate

from perenou.language.grammar import LANGUAGES, Language
from perenou.workbench.accounts.models import User
from perenou.workbench.cases.listing import SOON
from perenou.workbench.frame.cells import Cell, Pill
from perenou.workbench.frame.lists import Column, Entry, Filter, Listing
from perenou.workbench.frame.templatetags.said import day
from perenou.workbench.frame.words import say
from perenou.workbench.prose.models import Sort, Text

LONGEST_WORDS: Final = 60


def pills(text: Text, language: Language) -> tuple[Pill, ...]:
    """What of a text asks for a look: wrong facts, the day for the next check."""
    found = []
    if text.facts:
        found.append(Pill(say("texts.facts.count", language, count=text.facts), "bad"))
    if text.due_day is not None and text.due_day <= localdate() + SOON:
        is_over = text.due_day < localdate()
        key = "texts.due.pill.over" if is_over else "texts.due.pill"
        told = say(key, language, day=day(text.due_day))
        found.append(Pill(told, "bad" if is_over else "due"))
    return tuple(found)


def _title(text: Text, language: Language) -> Cell:
    told = [*pills(text, language)]
    if text.is_retired:
        told.append(Pill(say("texts.retired", language)))
    if not text.is_registered:
        told.append(Pill(say("texts.own", language)))
    return Cell(text.title, text.get_absolute_url(), tuple(told))


def _by_whose(found: QuerySet[Text], value: str, user: User) -> QuerySet[Text]:
    return found.filter(owner=user) if value == "own" else found.filter(is_registered=True)


def _by_state(found: QuerySet[Text], value: str, user: User) -> QuerySet[Text]:
    del user
    if value == "retired":
        return found.filter(is_retired=True)
    if value == "due":
        return found.filter(is_retired=False, due_day__lte=localdate() + SOON)
    return found.filter(is_retired=False, **{f"{value}__gt": 0})


def _by_sort(found: QuerySet[Text], value: str, user: User) -> QuerySet[Text]:
    del user
    return found.filter(sort=value)


def _by_language(found: QuerySet[Text], value: str, user: User) -> QuerySet[Text]:
    del user
    return found.filter(language=value)


def _by_words(found: QuerySet[Text], value: str, user: User) -> QuerySet[Text]:
    del user
    for word in value.split():
        found = found.filter(title__icontains=word)
    return found


TEXTS: Final[Listing[Text]] = Listing(
    key="texts",
    title="texts.title",
    address="texts:list",
    order="-facts",
    joined=("owner",),
    columns=(
        Column("title", "texts.column.title", _title, order="title"),
        Column("sort", "texts.column.sort", lambda of, lang: Cell(
            say(f"texts.sort.{of.sort}", lang))),
        Column("language", "texts.column.language", lambda of, lang: Cell(
            say(f"texts.language.{of.language}", lang))),
        Column("owner", "texts.column.owner", lambda of, _: Cell(of.owner.name)),
        Column("checked", "texts.column.checked", lambda of, _: Cell(
            day(of.checked_day)), order="checked_day", may_be_empty=True),
        Column("facts", "texts.column.facts", lambda of, _: Cell(str(of.facts)), order="facts",
               is_figure=True),
        Column("wording", "texts.column.wording", lambda of, _: Cell(str(of.wording)),
               order="wording", is_figure=True),
        Column("closed", "texts.column.closed", lambda of, _: Cell(str(of.closed)),
               is_figure=True),
        Column("due", "texts.column.due", lambda of, _: Cell(day(of.due_day)), order="due_day",
               may_be_empty=True),
        Column("address", "texts.column.address", lambda of, _: Cell(of.address),
               only_in_csv=True),
    ),
    filters=(
        Filter("whose", "texts.whose", (
            ("own", "texts.whose.own"), ("register", "texts.whose.register")), _by_whose),
        Filter("state", "texts.state", tuple(
            (each, f"texts.state.{each}") for each in ("facts", "wording", "due", "retired")),
            _by_state),
        Filter("sort", "texts.column.sort", tuple(
            (each.value, f"texts.sort.{each.value}") for each in Sort), _by_sort),
        Filter("language", "texts.column.language", tuple(
            (each, f"texts.language.{each}") for each in LANGUAGES), _by_language),
        Entry("words", "texts.words", "words", _by_words, longest=LONGEST_WORDS),
    ),
)  # fmt: skip
