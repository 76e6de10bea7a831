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
        draw: draws one. since, until: the first and the last month.
    """

    draw: Callable[[Draft], Family]
    since: Months = FIRST_MONTH
    until: Months = LAST_MONTH


STORIES: Final[dict[str, Story]] = {
    "nineteenth_birthday": Story(children.nineteenth_birthday),
    "newborn": Story(children.newborn, 2019 * 12),
    "third_child": Story(children.third_child, 2019 * 12),
    "small_family": Story(children.small_family, 2019 * 12),
    "studies_after_19": Story(children.studies_after_19, 2025 * 12 + 5),
    "multiple_birth": Story(children.multiple_birth, 2019 * 12),
    "late_claim": Story(children.late_claim, 2019 * 12),
    "adoption": Story(children.adoption),
    "conscript": Story(children.conscript, 2020 * 12),
    "single_parent": Story(loss.single_parent),
    "survivors": Story(loss.survivors, 2026 * 12 + 9, 2026 * 12 + 10),
    "guardianship": Story(loss.guardianship, 2021 * 12 + 6),
    "stopped_payment": Story(stops.stopped_payment),
    "parental_income": Story(parental.income),
    "parental_earnings": Story(parental.earnings, 2025 * 12 + 6, 2026 * 12 + 6),
    "parental_next_child": Story(parental.next_child),
    "parental_days": Story(parental.days),
    "parental_parents": Story(parental.both_parents),
    "fathers_days": Story(parental.fathers_days),
    "elatis_court": Story(maintenance.in_court),
    "elatis_enforcement": Story(maintenance.in_enforcement),
    "two_states": Story(states.two_states),
    "states_supplement": Story(states.supplement),
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
