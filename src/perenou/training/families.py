"""Families for exercises: invented ones near the law's boundaries, by seed, or one given."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final, NamedTuple

from perenou.casework.case_file.schema import Case
from perenou.rules.calendar import birthday, first_day_of
from perenou.rules.types import Day, Months
from perenou.training.draft import Draft, Family
from perenou.training.themes import children, loss, maintenance, parental, states, stops

GIVEN: Final = "given"
"""The theme of a family that was not drawn."""

FIRST_MONTH: Final = 2024 * 12
LAST_MONTH: Final = 2026 * 12 + 9
"""Families are drawn for months that are over: what they did is told in the past."""


class Story(NamedTuple):
    """What befalls the families of a theme, and in which months it is asked about.

    Attributes:
        draw: draws one. benefits: keys of those that it is about. since, until: the first and the
            last month.
    """

    draw: Callable[[Draft], Family]
    benefits: tuple[str, ...]
    since: Months = FIRST_MONTH
    until: Months = LAST_MONTH


_CHILD: Final = "child_allowance"
_LARGE: Final = "large_family_allowance"
_BIRTH: Final = "birth_allowance"
_SHARED: Final = "shared_parental_benefit"
_SINCE_2019: Final = 2019 * 12

STORIES: Final[dict[str, Story]] = {
    "nineteenth_birthday": Story(children.nineteenth_birthday, (_CHILD, _LARGE)),
    "newborn": Story(children.newborn, (_CHILD, _BIRTH), _SINCE_2019),
    "third_child": Story(children.third_child, (_CHILD, _LARGE, _BIRTH), _SINCE_2019),
    "small_family": Story(children.small_family, (_CHILD,), _SINCE_2019),
    "studies_after_19": Story(children.studies_after_19, (_CHILD,), 2025 * 12 + 5),
    "multiple_birth": Story(
        children.multiple_birth, ("triplets_allowance", _BIRTH, _CHILD), _SINCE_2019
    ),
    "late_claim": Story(children.late_claim, (_CHILD, _BIRTH), _SINCE_2019),
    "adoption": Story(children.adoption, ("adoption_allowance", _CHILD)),
    "conscript": Story(children.conscript, ("conscripts_child_allowance",), 2020 * 12),
    "single_parent": Story(loss.single_parent, ("single_parent_allowance", _CHILD)),
    "survivors": Story(loss.survivors, ("survivors_allowance",), 2026 * 12 + 9, 2026 * 12 + 10),
    "guardianship": Story(loss.guardianship, ("guardianship_allowance",), 2021 * 12 + 6),
    "stopped_payment": Story(stops.stopped_payment, (_CHILD, _LARGE)),
    "parental_income": Story(parental.income, (_SHARED,)),
    "parental_earnings": Story(parental.earnings, (_SHARED,), 2025 * 12 + 6, 2026 * 12 + 6),
    "parental_next_child": Story(parental.next_child, (_SHARED,)),
    "parental_days": Story(parental.days, (_SHARED,)),
    "parental_parents": Story(parental.both_parents, (_SHARED,)),
    "fathers_days": Story(parental.fathers_days, ("fathers_parental_benefit",)),
    "elatis_court": Story(maintenance.in_court, ("maintenance_allowance_court",)),
    "elatis_enforcement": Story(maintenance.in_enforcement, ("maintenance_allowance_enforcement",)),
    "two_states": Story(states.two_states, (_CHILD,)),
    "states_supplement": Story(states.supplement, (_CHILD, _LARGE, "coordinated_general")),
}
"""By theme, its families."""

THEMES: Final[tuple[str, ...]] = tuple(STORIES)
"""Themes that families are drawn for; a family that was given has none of them."""


def family(theme: str, seed: int) -> Family:
    """An invented family of a theme; the same seed gives the same family.

    Raises:
        KeyError: there is no such theme.
    """
    story = STORIES[theme]
    draw = random.Random(f"{theme} {seed}")
    return story.draw(Draft(theme, draw, story.since, story.until))


def given(case: Case, month: Months) -> Family:
    """A family as a case tells of it, asked about in a month; names and all else are kept.

    The child whose boundary is near is the one whose 19th birthday or birth is nearest.

    Raises:
        ValueError: the case has no child.
    """
    first = first_day_of(month)

    def distance(who: str) -> Day:
        birth = case.children[who].born
        if birth is None:
            return 366 * 19
        return min(abs(birth.first - first), abs(birthday(birth.first, 19) - first))

    if not case.children:
        raise ValueError("a case without a child")
    asked = case.model_copy(update={"title": None})
    return Family(GIVEN, asked, month, min(case.children, key=distance))
