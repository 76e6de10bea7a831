"""What a task is about, as it is shown to somebody: what it is called and where it opens."""

from __future__ import annotations

from dataclasses import dataclass

from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.audit.words import about_said
from perenou.workbench.cases.find import visible_to as cases_visible_to
from perenou.workbench.frame.things import address_of
from perenou.workbench.references.registered import TELLERS, told
from perenou.workbench.tasks.models import Task


@dataclass(frozen=True, slots=True)
class Linked:
    """Something that a task is about; without an address where whoever reads may not go."""

    pk: int
    text: str
    address: str


def links_of(task: Task, user: User, language: Language) -> list[Linked]:
    """Everything that a task is about, however much it is in the same few queries."""
    links = list(task.links.all())
    numbers = [each.about_id for each in links if each.about == "case"]
    seen = set(cases_visible_to(user).filter(number__in=numbers).values_list("number", flat=True))
    written = told({(each.about, each.about_id) for each in links if each.about in TELLERS})
    found = []
    for each in links:
        kind = about_said(each.about, language)
        of = written.get((each.about, each.about_id))
        if of is not None:
            text = f"{kind}: {of.labels.in_language(language)}"
            found.append(Linked(each.pk, text, of.address))
            continue
        is_hidden = each.about == "case" and each.about_id not in seen
        address = "" if is_hidden else address_of(each.about, each.about_id)
        found.append(Linked(each.pk, f"{kind} {each.about_id}", address))
    return found
