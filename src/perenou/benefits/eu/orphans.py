"""Which state pays an orphan's benefit (Regulation 883/2004 art 69; Regulation 987/2009 art 61).

The state that pays first for the child, if its law gives such a benefit; otherwise, of the states
whose law gives one, that to whose law the dead parent was subject longest. It comes on top of the
other family benefits and is compared with nothing but other states' benefits of the same kind.
"""

from __future__ import annotations

from typing import Final

from perenou.benefits.estonia.vocabulary import CHILD, PERSON
from perenou.benefits.eu.vocabulary import CHILD_STATE, LINK, TIE, law
from perenou.rules.types import NEVER, Day, Months, Rank

PRIORITY: Final = 10
"""Place of the state that pays first for the child."""
ALONG_THE_CHAIN: Final = 5_000
"""Place of a state with no time at all; each month of time is one place further in front."""


@law.rule(
    TIE,
    "883/2004 art 69(1)",
    et="surnud vanema ajast tulenev järjekoht",
    en="place by the dead parent's time",
    ru="очередь по времени умершего родителя",
)
def tie_time_rank(is_parent: bool, death_day: Day, today: Day, months_subject_here: Months) -> Rank:
    """Longer comes first; nothing counts of anybody but a parent who has died."""
    if not is_parent or today < death_day:
        return 0
    return -months_subject_here


law.across(
    CHILD_STATE,
    "time_rank",
    "least",
    TIE,
    "883/2004 art 69(1)",
    of="tie_time_rank",
    gives="Rank",
    et="surnud vanema pikima aja järjekoht",
    en="place by the dead parent's longest time",
    ru="очередь по самому долгому времени умершего",
)


@law.rule(
    CHILD_STATE,
    "883/2004 art 69(1)",
    et="riigi järjekoht orvuhüvitise maksmisel",
    en="the state's place in paying an orphan's benefit",
    ru="очередь государства при выплате пособия для сирот",
)
def orphans_standing_today(general_is_primary: bool, time_rank: Rank, is_estonia: bool) -> Rank:
    """A state without any time of the dead is not in the chain; Estonian law holds in any case."""
    if general_is_primary:
        return PRIORITY
    if time_rank == 0 and not is_estonia:
        return NEVER
    return ALONG_THE_CHAIN + time_rank


# ---------------------------------------------------------------- adding up periods


@law.rule(
    LINK,
    "883/2004 art 6",
    et="isik elab või töötab teises riigis, mille aeg loeb",
    en="the person lives or works in another state whose time counts",
    ru="человек живёт или работает в другом государстве, время в котором засчитывается",
)
def passes_time_here(
    is_estonia: bool, is_reached: bool, lives_here: bool, pursues_activity_here: bool
) -> bool:
    return not is_estonia and is_reached and (lives_here or pursues_activity_here)


law.across(
    PERSON,
    "passes_time_in_other_state",
    "any",
    LINK,
    "883/2004 art 6",
    among="passes_time_here",
    gives="bool",
    et="isik elab või töötab teises riigis, mille aeg loeb",
    en="the person lives or works in another state whose time counts",
    ru="человек живёт или работает в государстве, время в котором засчитывается",
)


@law.rule(
    CHILD_STATE,
    "883/2004 art 6",
    et="laps elab teises riigis, mille aeg loeb",
    en="the child lives in another state whose time counts",
    ru="ребёнок живёт в другом государстве, время в котором засчитывается",
)
def child_passes_time_here(
    is_estonia: bool, coordination_reaches: bool, child_lives_here: bool
) -> bool:
    return not is_estonia and coordination_reaches and child_lives_here


law.across(
    CHILD,
    "child_passes_time_in_other_state",
    "any",
    CHILD_STATE,
    "883/2004 art 6",
    among="child_passes_time_here",
    gives="bool",
    et="laps elab teises riigis, mille aeg loeb",
    en="the child lives in another state whose time counts",
    ru="ребёнок живёт в государстве, время в котором засчитывается",
)
