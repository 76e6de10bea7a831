"""What the desk shows of training: courses to take, and what is to be repeated."""

from __future__ import annotations

from typing import Final

from django.urls import reverse
from django.utils.timezone import localdate

from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.desk.sources import Block, Row
from perenou.workbench.frame.cells import Pill
from perenou.workbench.frame.templatetags.said import day
from perenou.workbench.frame.words import say
from perenou.workbench.learning.answering import due_repeats
from perenou.workbench.learning.taking import Taking, assigned

SHOWN: Final = 5


def learning(user: User, language: Language) -> Block | None:
    """The courses that somebody is to take and has not done, and how much is to be repeated.

    None where nothing waits: nobody has to be told so every day.
    """
    if not may(user, Right.LEARN):
        return None
    open_ones = [each for each in assigned(user) if not each.is_done]
    rows = [_row(each, language) for each in open_ones[:SHOWN]]
    if due := due_repeats(user).count():
        text = say("learning.repeat.due", language, count=due)
        rows.append(Row(text, f"{reverse('learning:next')}?repeat=1"))
    return Block("learning", tuple(rows), reverse("learning:home")) if rows else None


def _row(taking: Taking, language: Language) -> Row:
    is_late = taking.is_late(localdate())
    late = f"{say('learning.late', language)} " if is_late else ""
    pill = Pill(f"{late}{day(taking.due_on)}", "bad" if is_late else "due")
    beside = say("learning.progress", language, done=taking.answered, of=taking.exercises)
    return Row(taking.course.title, taking.course.get_absolute_url(), beside, (pill,))
