"""The lists of the law watch: texts that arrived, and bills."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet
from django.utils.timezone import localdate, localtime

from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.frame.cells import Cell, Pill
from perenou.workbench.frame.lists import Column, Filter, Listing
from perenou.workbench.frame.templatetags.said import day
from perenou.workbench.frame.words import say
from perenou.workbench.watch.models import OPEN_STAGES, Arrival, Bill, Stage

TONES: Final[dict[str, str]] = {
    Stage.IDEA: "", Stage.GOVERNMENT: "open", Stage.PARLIAMENT: "open", Stage.ADOPTED: "due",
    Stage.IN_FORCE: "good", Stage.DROPPED: "",
}  # fmt: skip
"""By stage, how its pill looks."""


def stage_pill(stage: str, language: Language) -> Pill:
    """How far a bill is."""
    return Pill(say(f"watch.stage.{stage}", language), TONES[stage])


def _name(arrival: Arrival, language: Language) -> Cell:
    pills = () if arrival.is_news else (Pill(say("watch.not_news", language)),)
    return Cell(arrival.called[:120], arrival.get_absolute_url(), pills)


def _since(arrival: Arrival, language: Language) -> Cell:
    if arrival.is_judgment:
        return Cell(say("watch.made", language, day=arrival.day))
    return Cell(day(arrival.since))


def _waiting(arrival: Arrival, language: Language) -> Cell:
    if arrival.waiting:
        return Cell(str(arrival.waiting))
    return Cell("", pills=(Pill(say("watch.all_decided", language), "good"),))


def _by_waiting(found: QuerySet[Arrival], value: str, user: User) -> QuerySet[Arrival]:
    del user
    return found.filter(waiting__gt=0) if value == "open" else found.filter(waiting=0)


def _bill(bill: Bill, language: Language) -> Cell:
    del language
    return Cell(bill.called, bill.get_absolute_url())


def _by_stage(found: QuerySet[Bill], value: str, user: User) -> QuerySet[Bill]:
    del user
    if value == "expected":
        return found.filter(stage__in=OPEN_STAGES)
    return found.filter(stage=value)


def _expected(bill: Bill, language: Language) -> Cell:
    if bill.expected is None:
        return Cell("")
    is_over = bill.stage in OPEN_STAGES and bill.expected < localdate()
    pills = (Pill(say("cases.due.over", language), "bad"),) if is_over else ()
    return Cell(day(bill.expected), pills=pills)


ARRIVALS: Final[Listing[Arrival]] = Listing(
    key="arrivals",
    title="menu.watch",
    address="watch:list",
    order="-number",
    columns=(
        Column("name", "watch.name", _name),
        Column("since", "watch.since", _since, order="since"),
        Column("changes", "watch.changes", lambda of, _: Cell(str(of.changes)), is_figure=True),
        Column("touched", "watch.touched", lambda of, _: Cell(str(of.touched)), is_figure=True),
        Column("waiting", "watch.waiting", _waiting, order="waiting", is_figure=True),
        Column("came", "watch.came", lambda of, _: Cell(day(localtime(of.at).date()))),
        Column("number", "tasks.number", lambda of, _: Cell(str(of.pk)), order="pk",
               is_figure=True),
    ),
    filters=(
        Filter(
            "waiting", "watch.state",
            (("open", "watch.state.open"), ("done", "watch.state.done")), _by_waiting,
        ),
    ),
)  # fmt: skip

BILLS: Final[Listing[Bill]] = Listing(
    key="bills",
    title="watch.bills",
    address="watch:bills",
    order="expected",
    joined=("owner",),
    columns=(
        Column("title", "watch.bill.title", _bill),
        Column("stage", "watch.stage", lambda of, lang: Cell("", pills=(
            stage_pill(of.stage, lang),))),
        Column("expected", "watch.expected", _expected, order="expected", may_be_empty=True),
        Column("owner", "watch.bill.owner", lambda of, _: Cell(of.owner.name)),
        Column("number", "tasks.number", lambda of, _: Cell(str(of.pk)), order="pk",
               is_figure=True),
    ),
    filters=(
        Filter(
            "stage", "watch.stage",
            (
                ("expected", "watch.stage.expected"),
                *((each.value, f"watch.stage.{each.value}") for each in Stage),
            ),
            _by_stage,
        ),
    ),
)  # fmt: skip
