"""Things that people know by a number: the one that a text means."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from typing import Final, TypeAlias

from django.db.models import Model, QuerySet

from perenou.workbench.accounts.models import User

Visible: TypeAlias = Callable[[User], QuerySet[Model]]
"""Gives the things of a kind, known by their ``number``, that somebody may see."""

_KINDS: Final = (
    ("", "case", "perenou.workbench.cases.find:visible_to"),
    ("S-", "position", "perenou.workbench.positions.rights:visible_to"),
    ("E-", "proposal", "perenou.workbench.proposals.rights:visible_to"),
    ("N-", "question", "perenou.workbench.questions.find:visible_to"),
    ("N-", "answer", "perenou.workbench.questions.published:readable_by"),
)
"""What their numbers begin with, the kind of thing, and ``module:function`` of what may be seen; of
those that begin alike, the first that may be."""

NUMBERED: Final = frozenset(kind for _, kind, _ in _KINDS)

_NUMBER: Final = re.compile(r"(?P<letter>(?:[A-Z]-)?)\d{4}-\d{1,8}")


def numbered(text: str, user: User) -> tuple[str, str] | None:
    """Kind and number of what a text means, in letters of either case.

    Returns:
        None where the text is anything else than a number, or that of nothing they may see.
    """
    wanted = text.strip().upper()
    found = _NUMBER.fullmatch(wanted)
    for begins, kind, name in _KINDS:
        if found is not None and found["letter"] == begins:
            module, _, function = name.partition(":")
            visible: Visible = getattr(import_module(module), function)
            if visible(user).filter(number=wanted).exists():
                return kind, wanted
    return None
