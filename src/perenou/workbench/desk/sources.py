"""What the desk is made of: each app shows a block by one entry in ``SOURCES``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Final, TypeAlias, TypeVar

from django.db.models import Model, QuerySet

from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.frame.cells import Pill

Found = TypeVar("Found", bound=Model)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a block: what it is, where it opens, and what is said beside it."""

    text: str
    address: str = ""
    beside: str = ""
    pills: tuple[Pill, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the desk.

    Attributes:
        key: its id in the page, and ``desk.KEY`` and ``desk.KEY.none`` its heading and what stands
            there while it is empty. more: where all of it can be seen; empty: nowhere. count: how
            many there are in all, of which the rows are the first; None: the rows are all.
    """

    key: str
    rows: tuple[Row, ...]
    more: str = ""
    count: int | None = None


Source: TypeAlias = Callable[[User, Language], Block | None]
"""Makes a block for somebody; None where it is not for them."""

SOURCES: Final = (
    "perenou.workbench.accounts.on_desk:safety",
    "perenou.workbench.accounts.on_desk:people",
    "perenou.workbench.audit.on_desk:trail",
    "perenou.workbench.interface.on_desk:ending",
    "perenou.workbench.drafts.on_desk:waiting",
    "perenou.workbench.questions.on_desk:to_answer",
    "perenou.workbench.questions.on_desk:approving",
    "perenou.workbench.questions.on_desk:asked",
    "perenou.workbench.positions.on_desk:positions",
    "perenou.workbench.proposals.on_desk:proposals",
    "perenou.workbench.tasks.on_desk:tasks",
    "perenou.workbench.watch.on_desk:law",
    "perenou.workbench.prose.on_desk:texts",
    "perenou.workbench.entry.on_desk:unfinished",
    "perenou.workbench.cases.on_desk:due",
    "perenou.workbench.cases.on_desk:open_cases",
    "perenou.workbench.cases.on_desk:seen",
    "perenou.workbench.learning.on_desk:learning",
    "perenou.workbench.jobs.on_desk:jobs",
)
"""The blocks in their order, each ``module:function``."""


def count_of(found: QuerySet[Found], shown: int, most: int) -> int:
    """How many there are in all; asked only where not all are shown."""
    return shown if shown < most else found.count()


def blocks(user: User, language: Language) -> list[Block]:
    """The blocks that are for somebody."""
    made = (_function(name)(user, language) for name in SOURCES)
    return [block for block in made if block is not None]


def _function(name: str) -> Source:
    module, _, function = name.partition(":")
    found: Source = getattr(import_module(module), function)
    return found
