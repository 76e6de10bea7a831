"""What the desk shows of texts: one's own with wrong facts, and those that are to be checked."""

from __future__ import annotations

from typing import Final

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate

from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.cases.listing import SOON
from perenou.workbench.desk.sources import Block, Row
from perenou.workbench.prose.listing import pills
from perenou.workbench.prose.models import Text

SHOWN: Final = 6


def texts(user: User, language: Language) -> Block | None:
    """One's own texts of the register that need a look; those with wrong facts first."""
    if not may(user, Right.KEEP_TEXTS):
        return None
    wanted = Q(facts__gt=0) | Q(due_day__lte=localdate() + SOON)
    found = Text.objects.filter(wanted, owner=user, is_registered=True, is_retired=False)
    rows = tuple(
        Row(each.title, each.get_absolute_url(), pills=pills(each, language))
        for each in found.order_by("-facts", "due_day", "pk")[:SHOWN]
    )
    return Block("texts", rows, f"{reverse('texts:list')}?whose=own")
