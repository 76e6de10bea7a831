"""The register of proposals."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet
from django.utils.timezone import localdate

from perenou.language.grammar import Language
from perenou.proposals.proposal import Kind, Stage
from perenou.workbench.accounts.models import User
from perenou.workbench.frame.cells import Cell, Pill
from perenou.workbench.frame.lists import Column, Filter, Listing
from perenou.workbench.frame.periods import PERIODS, first_day
from perenou.workbench.frame.templatetags.said import day
from perenou.workbench.frame.words import say
from perenou.workbench.proposals.models import OPEN, Proposal
from perenou.workbench.proposals.rights import for_decision_by

TONES: Final = {
    Stage.IDEA: "",
    Stage.DRAFTED: "",
    Stage.SENT: "open",
    Stage.ACCEPTED: "good",
    Stage.REFUSED: "bad",
    Stage.IN_FORCE: "good",
}
"""By stage: the tone of its pill."""

"""Days back from today."""


def stage_pill(proposal: Proposal, language: Language) -> Pill:
    """How far a proposal is, as a pill."""
    return Pill(say(f"proposals.stage.{proposal.stage}", language), TONES[Stage(proposal.stage)])


def _title(proposal: Proposal, language: Language) -> Cell:
    pills = [stage_pill(proposal, language)]
    if proposal.is_overdue:
        pills.append(Pill(say("proposals.overdue", language), "due"))
    return Cell(proposal.title, proposal.get_absolute_url(), tuple(pills))


def _with_stage(found: QuerySet[Proposal], value: str, user: User) -> QuerySet[Proposal]:
    del user
    return found.filter(stage__in=OPEN if value == "open" else (value,))


def _with_kind(found: QuerySet[Proposal], value: str, user: User) -> QuerySet[Proposal]:
    del user
    return found.filter(kind=value)


def _only(found: QuerySet[Proposal], value: str, user: User) -> QuerySet[Proposal]:
    if value == "decide":
        return found.filter(pk__in=for_decision_by(user))
    if value == "overdue":
        return found.filter(stage=Stage.SENT, due__lt=localdate())
    return found.filter(author=user)


def in_period(found: QuerySet[Proposal], value: str, user: User) -> QuerySet[Proposal]:
    """Those that came to their stage in the last days."""
    del user
    return found.filter(moved_on__gte=first_day(value))


PROPOSALS: Final[Listing[Proposal]] = Listing(
    key="proposals",
    title="menu.proposals",
    address="proposals:list",
    columns=(
        Column(
            "number", "proposals.number",
            lambda each, _: Cell(each.number, each.get_absolute_url()), "pk",
        ),
        Column("title", "proposals.title", _title),
        Column(
            "kind", "proposals.kind",
            lambda each, language: Cell(say(f"proposals.kind.{each.kind}", language)),
        ),
        Column("moved", "proposals.moved_on", lambda each, _: Cell(day(each.moved_on))),
        Column(
            "due", "proposals.due", lambda each, _: Cell(day(each.due)), "due", may_be_empty=True
        ),
        Column("author", "proposals.author", lambda each, _: Cell(each.author.name)),
    ),
    order="-number",
    filters=(
        Filter(
            "stage", "proposals.stage",
            (
                ("open", "proposals.stage.open"),
                *((each.value, f"proposals.stage.{each.value}") for each in Stage),
            ),
            _with_stage,
        ),
        Filter(
            "kind", "proposals.kind",
            tuple((each.value, f"proposals.kind.{each.value}") for each in Kind), _with_kind,
        ),
        Filter(
            "only", "proposals.only",
            (
                ("decide", "proposals.only.decide"),
                ("overdue", "proposals.overdue"),
                ("mine", "proposals.only.mine"),
            ),
            _only,
        ),
        Filter(
            "period", "proposals.period",
            tuple((each, f"proposals.period.{each}") for each in PERIODS), in_period,
        ),
    ),
    name=lambda each: each.number,
    joined=("author",),
)  # fmt: skip
