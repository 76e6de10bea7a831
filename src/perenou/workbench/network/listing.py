"""The lists of partners and of requests."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet
from django.utils.timezone import localdate

from perenou.casework.words import Words
from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.cases.listing import SOON
from perenou.workbench.frame.cells import Cell, Pill
from perenou.workbench.frame.lists import Column, Filter, Listing
from perenou.workbench.frame.templatetags.said import day
from perenou.workbench.frame.words import say
from perenou.workbench.network.models import Partner, Request, Sort, State, Way

TONES: Final[dict[str, str]] = {State.OPEN: "open", State.ANSWERED: "good", State.DROPPED: ""}
"""By state, how its pill looks."""


def state_pill(request: Request, language: Language) -> Pill:
    """Where a request stands."""
    is_ours = request.way == Way.IN and request.state == State.OPEN
    key = "network.ours" if is_ours else f"network.state.{request.state}"
    return Pill(say(key, language), TONES[request.state])


def due_pills(request: Request, language: Language) -> tuple[Pill, ...]:
    """Whether the day of an open request is over or near."""
    today = localdate()
    if request.open_due is None or request.open_due > today + SOON:
        return ()
    if request.open_due < today:
        return (Pill(say("cases.due.over", language), "bad"),)
    return (Pill(say("cases.due.soon", language), "due"),)


def _subject(request: Request, language: Language) -> Cell:
    pills = (Pill(say(f"network.way.{request.way}", language)),)
    return Cell(request.subject, request.get_absolute_url(), pills)


def _due(request: Request, language: Language) -> Cell:
    return Cell(day(request.due_day), pills=due_pills(request, language))


def _partner(partner: Partner, language: Language) -> Cell:
    pills = () if partner.is_active else (Pill(say("network.inactive", language)),)
    return Cell(partner.name, partner.get_absolute_url(), pills)


def _by_whose(found: QuerySet[Request], value: str, user: User) -> QuerySet[Request]:
    del value
    return found.filter(owner=user)


def _by_state(found: QuerySet[Request], value: str, user: User) -> QuerySet[Request]:
    del user
    return found.filter(state=value)


def _by_way(found: QuerySet[Request], value: str, user: User) -> QuerySet[Request]:
    del user
    return found.filter(way=value)


def _by_due(found: QuerySet[Request], value: str, user: User) -> QuerySet[Request]:
    del user
    today = localdate()
    if value == "over":
        return found.filter(open_due__lt=today)
    return found.filter(open_due__gte=today, open_due__lte=today + SOON)


def _by_sort(found: QuerySet[Partner], value: str, user: User) -> QuerySet[Partner]:
    del user
    return found.filter(sort=value)


REQUESTS: Final[Listing[Request]] = Listing(
    key="requests",
    title="network.requests",
    address="network:list",
    order="due",
    called=lambda request: request.subject,
    joined=("partner", "owner"),
    columns=(
        Column("subject", "network.subject", _subject),
        Column("partner", "network.partner", lambda of, _: Cell(
            of.partner.name, of.partner.get_absolute_url())),
        Column("state", "network.state", lambda of, lang: Cell("", pills=(
            state_pill(of, lang),))),
        Column("due", "tasks.due", _due, order="open_due", may_be_empty=True),
        Column("owner", "network.owner", lambda of, _: Cell(of.owner.name)),
        Column("number", "tasks.number", lambda of, _: Cell(str(of.pk)), order="pk",
               is_figure=True),
    ),
    filters=(
        Filter("whose", "tasks.whose", (("own", "network.whose.own"),), _by_whose),
        Filter(
            "state", "network.state",
            tuple((each.value, f"network.state.{each.value}") for each in State), _by_state,
        ),
        Filter(
            "way", "network.way",
            tuple((each.value, f"network.way.{each.value}") for each in Way), _by_way,
        ),
        Filter(
            "due", "tasks.due", (("over", "cases.due.over"), ("soon", "cases.due.soon")), _by_due
        ),
    ),
)  # fmt: skip

PARTNERS: Final[Listing[Partner]] = Listing(
    key="partners",
    title="network.partners",
    address="network:partners",
    order="name",
    columns=(
        Column("name", "network.name", _partner, order="name"),
        Column("sort", "network.sort", lambda of, lang: Cell(
            say(f"network.sort.{of.sort}", lang))),
        Column("country", "network.country", lambda of, lang: Cell(
            Words(lang).state(of.country)), order="country"),
        Column("themes", "network.themes", lambda of, _: Cell(of.themes[:120])),
    ),
    filters=(
        Filter(
            "sort", "network.sort",
            tuple((each.value, f"network.sort.{each.value}") for each in Sort), _by_sort,
        ),
    ),
)  # fmt: skip
