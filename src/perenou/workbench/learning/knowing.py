"""What somebody knows by provision: their map, and that of a unit without singling anybody out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import F

from perenou.rules.citation import Citation
from perenou.training.mastery import Level, chapter, level, level_of_chapter
from perenou.workbench.accounts.models import User
from perenou.workbench.learning.models import Answer, Provision

FEWEST: Final = 5
"""Figures about fewer people are shown only to whoever may see the knowledge of each of them."""


@dataclass(frozen=True, slots=True)
class Section:
    """What somebody knows of a section or article.

    Attributes:
        right: of the answers. last: when the last answer was given; None: there is none.
    """

    citation: str
    level: Level
    answers: int
    right: int
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Chapter:
    """What somebody knows of a chapter; ``number`` is 0 for acts whose chapters are not told."""

    act: str
    number: int
    level: Level
    sections: tuple[Section, ...]

    @property
    def key(self) -> str:
        """Of its title in the texts, where the act has chapters."""
        return f"{self.act.lower()}_{self.number}" if self.number else ""


@dataclass(frozen=True, slots=True)
class _Given:
    number: int
    is_right: bool
    said: str
    at: datetime

    @property
    def key(self) -> str | None:
        """What was answered rightly; None: wrongly. What is not known is like nothing else."""
        return (self.said or f"answer {self.number}") if self.is_right else None


def knowledge_map(user: User) -> tuple[Chapter, ...]:
    """By chapter and section what somebody knows; also what they have not been asked yet.

    Answers to exercises that the law has changed since do not count.
    """
    return _map(_answers([user.pk]).get(user.pk, {}), askable())


def maps(users: Sequence[User]) -> dict[int, tuple[Chapter, ...]]:
    """The maps of several people, by key of the person."""
    given, sections = _answers([user.pk for user in users]), askable()
    return {user.pk: _map(given.get(user.pk, {}), sections) for user in users}


def askable() -> tuple[str, ...]:
    """The sections and articles that exercises in store are about, in order of the law."""
    found = Provision.objects.filter(exercise__is_gone=False).order_by()
    return tuple(sorted(found.values_list("section", flat=True).distinct(), key=_in_order))


@dataclass(frozen=True, slots=True)
class GroupRow:
    """How a group knows a section.

    Attributes:
        counts: how many are at each level. asked: how many were asked at all. answers, right: of
            all of them together.
    """

    citation: str
    counts: Mapping[Level, int]
    asked: int
    answers: int
    right: int

    @property
    def share(self) -> int:
        """Right answers in a hundred."""
        return round(100 * self.right / self.answers) if self.answers else 0


def group_map(maps: Iterable[tuple[Chapter, ...]], *, sees_everybody: bool) -> tuple[GroupRow, ...]:
    """How a group knows each section that any of them was asked about, the weakest first.

    Args:
        sees_everybody: whether whoever reads may see each map; otherwise sections that fewer than
            five of them were asked about are left out.
    """
    of: dict[str, list[Section]] = defaultdict(list)
    for each in maps:
        for chapter_of in each:
            for row in chapter_of.sections:
                of[row.citation].append(row)
    found = []
    for citation, rows in of.items():
        asked = sum(row.answers > 0 for row in rows)
        if not asked or (asked < FEWEST and not sees_everybody):
            continue
        counts = {level: sum(row.level is level for row in rows) for level in Level}
        answers, right = sum(row.answers for row in rows), sum(row.right for row in rows)
        found.append(GroupRow(citation, counts, asked, answers, right))
    return tuple(sorted(found, key=lambda row: (row.right / row.answers, row.citation)))


def _answers(users: Sequence[int]) -> dict[int, dict[str, list[_Given]]]:
    """By person and section the answers that count, in the order given."""
    found: dict[int, dict[str, list[_Given]]] = defaultdict(lambda: defaultdict(list))
    rows = (
        Answer.objects.filter(
            user__in=users, exercise__is_gone=False, fingerprint=F("exercise__fingerprint")
        )
        .order_by("pk")
        .values_list("user", "exercise__provisions__section", "is_right", "said", "at", "pk")
        .distinct()
    )
    for user, section, is_right, said, at, number in rows:
        if section is not None:
            found[user][section].append(_Given(number, is_right, said, at))
    return found


def _map(given: Mapping[str, list[_Given]], sections: Sequence[str]) -> tuple[Chapter, ...]:
    places: dict[tuple[str, int], list[str]] = defaultdict(list)
    for citation in {*sections, *given}:
        of = Citation.parse(citation)
        places[of.act, chapter(of)].append(citation)
    return tuple(
        _chapter(act, number, sorted(places[act, number], key=_in_order), given)
        for act, number in sorted(places, key=lambda key: (key[0] != "PHS", key))
    )


def _chapter(
    act: str, number: int, citations: Sequence[str], given: Mapping[str, list[_Given]]
) -> Chapter:
    sections = tuple(_section(each, given.get(each, [])) for each in citations)
    # An exercise about several sections of a chapter is one answer about the chapter.
    every = {a.number: a.key for each in citations for a in given.get(each, [])}
    once = [every[number] for number in sorted(every)]
    return Chapter(act, number, level_of_chapter(once, [s.level for s in sections]), sections)


def _section(citation: str, given: Sequence[_Given]) -> Section:
    answers = [each.key for each in given]
    right = sum(each.is_right for each in given)
    last = given[-1].at if given else None
    return Section(citation, level(answers), len(answers), right, last)


def _in_order(citation: str) -> tuple[str, int, str]:
    of = Citation.parse(citation)
    digits = "".join(each for each in of.section if "0" <= each <= "9")
    return f"{of.act != 'PHS'} {of.act}", int(digits or 0), of.section
