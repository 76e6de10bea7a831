"""The rail of the frame: where one can go."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from django.urls import reverse

from perenou.language.grammar import Language
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.frame.words import say

if TYPE_CHECKING:
    from perenou.workbench.accounts.models import User


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in the rail; ``key`` is the letter after ``g`` that goes there.

    ``icon`` is its symbol in ``icons.svg``, called like its text.
    """

    address: str
    name: str
    key: str
    is_here: bool
    icon: str


PLACES: Final = (
    ("desk:home", "menu.desk", "t", Right.USE_DESK),
    ("cases:list", "menu.cases", "k", Right.LIST_CASES),
    ("questions:list", "menu.questions", "q", Right.ASK_QUESTION),
    ("questions:answers", "menu.answers", "v", Right.READ_ANSWERS),
    ("drafts:check", "menu.check", "c", Right.CHECK_TEXT),
    ("texts:list", "menu.texts", "x", Right.CHECK_TEXT),
    ("learning:home", "menu.learning", "o", Right.LEARN),
    ("positions:list", "menu.positions", "s", Right.READ_POSITIONS),
    ("proposals:list", "menu.proposals", "e", Right.READ_PROPOSALS),
    ("figures:home", "menu.figures", "i", Right.SEE_FIGURES),
    ("handbook:list", "menu.handbook", "h", Right.READ_HANDBOOK),
    ("watch:list", "menu.watch", "m", Right.READ_WATCH),
    ("flows:list", "menu.flows", "f", Right.SEE_FLOWS),
    ("practice:list", "menu.practice", "a", Right.READ_PRACTICE),
    ("tasks:list", "menu.tasks", "y", Right.USE_TASKS),
    ("network:list", "menu.network", "r", Right.SEE_NETWORK),
    ("jobs:list", "menu.jobs", "j", Right.SEE_JOBS),
    ("audit:list", "menu.audit", "l", Right.READ_AUDIT),
    ("privacy:person", "menu.person", "p", Right.EXPORT_PERSON),
    ("privacy:home", "menu.privacy", "d", Right.RUN_RETENTION),
    ("accounts:list", "menu.accounts", "u", Right.MANAGE_ACCOUNTS),
    ("notices:list", "menu.notices", "b", Right.MANAGE_NOTICES),
)


def entries(user: User, path: str, language: Language) -> list[Entry]:
    """The places that somebody may go to, the present one marked."""
    found = []
    for name, text, key, right in PLACES:
        if may(user, right):
            address = _address(name)
            is_here = path == address or (address != "/" and path.startswith(address))
            found.append(
                Entry(address, say(text, language), key, is_here, text.removeprefix("menu."))
            )
    return found


@lru_cache(maxsize=len(PLACES))
def _address(name: str) -> str:
    return reverse(name)
