"""What the desk shows of entering: what somebody began and did not save."""

from __future__ import annotations

from typing import Final

from django.urls import reverse

from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.desk.sources import Block, Row
from perenou.workbench.entry.models import Draft
from perenou.workbench.entry.unfinished import address_of, title_of
from perenou.workbench.frame.templatetags.said import moment
from perenou.workbench.frame.words import say

SHOWN: Final = 6


def unfinished(user: User, language: Language) -> Block | None:
    """What was begun and not saved, the latest first; None where there is nothing."""
    if not may(user, Right.CHANGE_CASE):
        return None
    drafts = Draft.objects.filter(user=user).select_related("case")[:SHOWN]
    rows = tuple(
        Row(
            " · ".join(filter(None, (title_of(each), say(f"entry.how.{each.how}", language)))),
            address_of(each), moment(each.changed_at),
        )
        for each in drafts
        if each.case is None or may(user, Right.CHANGE_CASE, each.case)
    )  # fmt: skip
    more = reverse("entry:new") if may(user, Right.CREATE_CASE) else ""
    return Block("unfinished", rows, more) if rows else None
