"""What is asked of whoever gives or changes a task; messages are in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from perenou.casework.case_file.personal_code import names_a_person
from perenou.language.grammar import LANGUAGES, Language
from perenou.rules.citation import Citation
from perenou.workbench.accounts.models import User
from perenou.workbench.audit.words import about_said
from perenou.workbench.frame.things import THINGS
from perenou.workbench.frame.titles import wrong_title
from perenou.workbench.frame.words import say
from perenou.workbench.references.numbered import NUMBERED, numbered
from perenou.workbench.tasks.actions import LONGEST_STEP, LONGEST_TEXT, MOST_STEPS, Wanted
from perenou.workbench.tasks.models import LONGEST_TITLE, Kind, Repeats, Task

FIRST_DAY: Final = date(2000, 1, 1)
_KEY: Final = re.compile(r"[A-Za-z]{0,4}-?\d[\d-]{0,30}")
"""What things are known by: ``12``, ``S-2026-3``."""

LAST_DAY: Final = date(2100, 12, 31)


@dataclass(slots=True)
class TaskForm:
    """A task as it is typed.

    Attributes:
        owner: key of whoever is to do it. steps: a line each. link: a case or a provision that it
            is about. errors: by field, what is wrong. wanted: what it says; None while anything is
            wrong.
    """

    title: str = ""
    text: str = ""
    owner: str = ""
    due: str = ""
    kind: str = Kind.TASK
    repeats: str = Repeats.NEVER
    steps: str = ""
    link: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    wanted: Wanted | None = None


def of_task(task: Task) -> TaskForm:
    """The form as a task fills it."""
    due = "" if task.due_day is None else task.due_day.isoformat()
    return TaskForm(task.title, task.text, str(task.owner_id), due, task.kind, task.repeats)


def sent(
    told: Mapping[str, str], actor: User, owners: Sequence[User], language: Language
) -> TaskForm:
    """The form that was sent, checked.

    Args:
        owners: whom the task may be given to.
    """
    form = TaskForm(
        title=" ".join(told.get("title", "").split()),
        text=told.get("text", "").replace("\r\n", "\n").strip(),
        owner=told.get("owner", "") or str(actor.pk),
        due=told.get("due", "").strip(),
        kind=told.get("kind", "") or Kind.TASK,
        repeats=told.get("repeats", ""),
        steps=told.get("steps", "").replace("\r\n", "\n"),
        link=told.get("link", "").strip(),
    )
    wrong = form.errors
    if told_wrong := wrong_title(form.title, LONGEST_TITLE, language):
        wrong["title"] = told_wrong
    if len(form.text) > LONGEST_TEXT:
        wrong["text"] = say("tasks.wrong.text", language, most=LONGEST_TEXT)
    owner = next((each for each in owners if str(each.pk) == form.owner), None)
    if owner is None:
        wrong["owner"] = say("tasks.wrong.owner", language)
    due = day_of(form.due)
    if form.due and due is None:
        wrong["due"] = say("tasks.wrong.due", language)
    if form.repeats not in Repeats.values or form.kind not in Kind.values:
        wrong["repeats"] = say("tasks.wrong.choice", language)
    elif form.repeats and not form.due:
        wrong["due"] = say("tasks.refused.no_day", language)
    steps = [line.strip() for line in form.steps.split("\n") if line.strip()]
    if len(steps) > MOST_STEPS or any(len(each) > LONGEST_STEP for each in steps):
        wrong["steps"] = say("tasks.wrong.steps", language, most=MOST_STEPS, longest=LONGEST_STEP)
    elif any(map(names_a_person, steps)):
        wrong["steps"] = say("form.wrong.code", language)
    link = thing_of(form.link, actor) if form.link else None
    if form.link and link is None:
        wrong["link"] = say("tasks.wrong.link", language)
    if not wrong and owner is not None:
        form.wanted = Wanted(
            form.title, owner, form.text, Kind(form.kind), due, Repeats(form.repeats), steps,
            () if link is None else (link,),
        )  # fmt: skip
    return form


def day_of(text: str) -> date | None:
    """A day as browsers send it, within a century; None: it is none."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None


def thing_of(text: str, user: User) -> tuple[str, str] | None:
    """What somebody means: a thing by its number, a provision, or whatever has a page.

    Args:
        text: ``2026-0001``, ``N-2026-0001``, ``PHS § 17``, ``ülesanne 12`` in any language, or the
            address of a page; pages that give tasks write ``bill:12``.

    Returns:
        Kind and id; None where it is nothing that they may know of.
    """
    about, about_id = _at_address(text) or _told(text)
    by_number = {*NUMBERED, "provision"}
    if about in THINGS and about not in by_number:
        return (about, about_id) if _KEY.fullmatch(about_id) else None
    wanted = about_id if about in by_number else text
    if (known := numbered(wanted, user)) is not None:
        return known
    try:
        return "provision", str(Citation.parse(wanted))[:60]
    except ValueError:
        return None


def _at_address(text: str) -> tuple[str, str] | None:
    """Kind and key of what the page at an address shows."""
    if "/" not in text:
        return None
    try:
        page = resolve(urlsplit(text).path)
    except (Resolver404, ValueError):
        return None
    kind = next((kind for kind, name in THINGS.items() if name == page.view_name), None)
    keys = [str(each) for each in page.kwargs.values()]
    return None if kind is None or len(keys) != 1 else (kind, keys[0].replace("_", " "))


def _told(text: str) -> tuple[str, str]:
    about, _, key = text.partition(":") if ":" in text else _named(text)
    return about, key


def _named(text: str) -> tuple[str, str, str]:
    """Kind and number of a thing that is called by its name in any language, parted by a space."""
    words, space, number = text.rpartition(" ")
    for about in THINGS:
        if words.casefold() in {about_said(about, each).casefold() for each in LANGUAGES}:
            return about, space, number
    return "", "", text
