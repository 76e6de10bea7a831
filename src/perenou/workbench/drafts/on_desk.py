"""What waits for somebody on the desk: choices to confirm, and acts."""

from __future__ import annotations

from typing import Final

from django.urls import reverse

from perenou.language.catalogue import Catalogue
from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.cases.departures import waiting_for as choices_waiting_for
from perenou.workbench.cases.models import Case
from perenou.workbench.desk.sources import Block, Row
from perenou.workbench.drafts.waiting import WaitingAct, waiting_for
from perenou.workbench.frame.cells import Pill
from perenou.workbench.frame.templatetags.said import moment
from perenou.workbench.frame.words import say

SHOWN: Final = 8


def waiting(user: User, language: Language) -> Block | None:
    """What waits for somebody: choices to confirm, acts to review or mend, the longest first."""
    if not (may(user, Right.DRAFT_ACT) or may(user, Right.APPROVE_ACT)):
        return None
    choices = [_choice(case, language) for case in choices_waiting_for(user)[:SHOWN]]
    acts = [_row(act, language) for act in waiting_for(user)[: SHOWN - len(choices)]]
    return Block("waiting", (*choices, *acts))


def _choice(case: Case, language: Language) -> Row:
    address = f"{reverse('cases:show', args=[case.number])}#departures"
    beside = f"{case.owner.name}, {moment(case.changed_at)}"
    why = Pill(say("departures.waiting", language), "due")
    return Row(f"{case.number} · {case.title}", address, beside, (why,))


def _row(act: WaitingAct, language: Language) -> Row:
    kind = Catalogue.load("perenou.acts", "texts").text(f"kind.{act.kind}", language)
    beside = f"{act.author}, {moment(act.since)}"
    why = Pill(say(f"drafts.waiting.{act.why}", language), "due")
    return Row(f"{act.case} · {kind}", act.address, beside, (why,))
