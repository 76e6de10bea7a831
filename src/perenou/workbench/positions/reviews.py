"""The yearly review of a position as a task of its author."""

from __future__ import annotations

from datetime import date

from perenou.language.grammar import LANGUAGES, Language
from perenou.workbench.accounts.models import User
from perenou.workbench.frame.words import say
from perenou.workbench.positions.models import ABOUT, Position, What
from perenou.workbench.tasks.actions import close, give, set_day
from perenou.workbench.tasks.models import State, Task


def give_review(actor: User, position: Position) -> None:
    """Give the author the review that is due next."""
    known = position.author.language
    language: Language = next((each for each in LANGUAGES if each == known), "et")
    title = say("positions.review.task", language, number=position.number)
    give(
        actor, position.author, title, position.review_by, ABOUT, position.number,
        _key(position), text=position.question,
    )  # fmt: skip


def end_review(actor: User, position: Position, state: State, words: str, *, token: str) -> None:
    """Close the review that was due, as done or as needed no more; a closed one stays as it is."""
    task = Task.objects.filter(source_key=_key(position), state=State.OPEN).first()
    if task is not None:
        close(
            actor, task, state, words, token=f"{token[:30]}-review",
            by_program=state == State.DROPPED,
        )  # fmt: skip


def move_review(actor: User, position: Position, day: date, *, token: str) -> None:
    """Give the review that is due another day."""
    task = Task.objects.filter(source_key=_key(position), state=State.OPEN).first()
    if task is not None:
        set_day(actor, task, day, token=f"{token[:30]}-review")


def _key(position: Position) -> str:
    """What the task of the review that comes next is given for."""
    number = position.steps.filter(what=What.REVIEWED).count() + 1
    return f"{ABOUT}:{position.number}:{number}"
