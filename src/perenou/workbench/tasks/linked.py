"""What a task is about, as it is shown to somebody: what it is called and where it opens."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.audit.words import about_said
from perenou.workbench.cases.find import visible_to as cases_visible_to
from perenou.workbench.cases.models import Case
from perenou.workbench.frame.things import address_of
from perenou.workbench.questions.find import visible_to as questions_visible_to
from perenou.workbench.questions.models import Question
from perenou.workbench.references.registered import TELLERS, told
from perenou.workbench.tasks.find import visible_to
from perenou.workbench.tasks.models import Task

_GUARDED: Final = ("case", "task", "question")
"""Kinds of which each thing is for some people only."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Something that a task is about; without an address where whoever reads may not go."""

    pk: int
    text: str
    address: str


def links_of(task: Task, user: User, language: Language) -> list[Linked]:
    """Everything that a task is about, however much it is in the same few queries."""
    links = list(task.links.all())
    opens = addresses([(each.about, each.about_id) for each in links], user)
    written = told({(each.about, each.about_id) for each in links if each.about in TELLERS})
    found = []
    for each in links:
        kind = about_said(each.about, language)
        of = written.get((each.about, each.about_id))
        if of is not None:
            text = f"{kind}: {of.labels.in_language(language)}"
            found.append(Linked(each.pk, text, of.address))
            continue
        address = opens[each.about, each.about_id]
        found.append(Linked(each.pk, f"{kind} {each.about_id}", address))
    return found


def addresses(things: Collection[tuple[str, str]], user: User) -> dict[tuple[str, str], str]:
    """Where each thing, by kind and id, opens for somebody; empty where they may not go."""
    by_kind = {
        kind: [
            key for about, key in things if about == kind and (key.isdecimal() or kind != "task")
        ]
        for kind in _GUARDED
    }
    seen = {("case", n) for n in _one_column(cases_visible_to(user), "number", by_kind["case"])}
    seen |= {("task", n) for n in _one_column(visible_to(user), "pk", by_kind["task"])}
    asked = _one_column(questions_visible_to(user), "number", by_kind["question"])
    seen |= {("question", n) for n in asked}
    return {
        (about, key): ""
        if about in _GUARDED and (about, key) not in seen
        else address_of(about, key)
        for about, key in things
    }


def _one_column(
    rows: QuerySet[Case] | QuerySet[Task] | QuerySet[Question], column: str, keys: list[str]
) -> list[str]:
    if not keys:
        return []
    found = rows.filter(**{f"{column}__in": keys}).values_list(column, flat=True)
    return [str(each) for each in found]
