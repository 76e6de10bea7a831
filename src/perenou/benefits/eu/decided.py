"""Where a decision, and not the facts alone, says which state pays first.

A person's reasoned decision stands before what the institutions settled, that before a decision that
has become definitive, and that before provisional payment while they disagree.
"""

from __future__ import annotations

from typing import Final

from perenou.benefits.estonia.vocabulary import CHILD
from perenou.benefits.eu.vocabulary import CHILD_STATE, DEALING, ESTONIAS_NUMBER, law
from perenou.rules.types import NEVER, NOBODY, Day, Rank, Row

law.through(
    CHILD,
    "child_lived_in_estonia_at_start",
    "at_month_start",
    "child_lives_in_estonia",
    "987/2009 art 6(2)",
    gives="bool",
    et="laps elab kuu 1. päeval Eestis",
    en="the child lives in Estonia on the 1st of the month",
    ru="ребёнок живёт 1-го числа в Эстонии",
)
law.through(
    CHILD_STATE,
    "child_lived_here_at_start",
    "at_month_start",
    "child_lives_here",
    "987/2009 art 6(2)",
    gives="bool",
    et="laps elab kuu 1. päeval riigis",
    en="the child lives in the state on the 1st of the month",
    ru="ребёнок живёт 1-го числа в государстве",
)


@law.rule(
    DEALING,
    "987/2009 art 60(4)",
    et="riik, mis vaidluse ajal ajutiselt maksab",
    en="state that pays provisionally while there is a dispute",
    ru="государство, которое платит временно во время спора",
)
def provisional_payer(
    child_lived_in_estonia_at_start: bool,
    child_lived_here_at_start: bool,
    estonia_asked_first: bool,
    state_number: Row,
) -> Row:
    """Where the child lives, if that is among the two; failing that, where a claim came first."""
    if child_lived_in_estonia_at_start:
        return ESTONIAS_NUMBER
    if child_lived_here_at_start:
        return state_number
    return ESTONIAS_NUMBER if estonia_asked_first else state_number


@law.rule(
    DEALING,
    "987/2009 art 6(4)",
    et="menetluses selgunud pädev riik",
    en="competent state as settled in the dealings",
    ru="компетентное государство, определённое в деле",
)
def first_by_settlement(
    dealing_covers: bool,
    competence_settled_day: Day,
    question_day: Day,
    competence_settled_first: Row,
) -> Rank:
    """It counts as competent from the beginning, not from the day on which that was settled."""
    if not dealing_covers or competence_settled_day > question_day:
        return NEVER
    return competence_settled_first


@law.rule(
    DEALING,
    "987/2009 art 60(3)",
    et="lõplikuks saanud ajutise otsuse riik",
    en="state of the provisional decision that has become definitive",
    ru="государство по ставшему окончательным временному решению",
)
def first_by_definitive_decision(
    dealing_covers: bool, is_definitive: bool, priority_decided_first: Row
) -> Rank:
    if not dealing_covers or not is_definitive:
        return NEVER
    return priority_decided_first


@law.rule(
    DEALING,
    "987/2009 art 60(4)",
    et="vaidluse ajal esimesena maksev riik",
    en="state that pays first while there is a dispute",
    ru="государство, платящее первым во время спора",
)
def first_by_provisional_payment(
    dealing_covers: bool, is_disputed: bool, provisional_payer: Row
) -> Rank:
    if not dealing_covers or not is_disputed:
        return NEVER
    return provisional_payer


_GATHERED: Final = (
    ("settled_first", "first_by_settlement", "987/2009 art 6(4)",
     ("pädevaks tunnistatud riik", "state found competent", "государство, признанное компетентным")),
    ("definitive_first", "first_by_definitive_decision", "987/2009 art 60(3)",
     ("lõpliku otsuse riik", "state of a definitive decision", "государство по окончательному решению")),
    ("paying_meanwhile", "first_by_provisional_payment", "987/2009 art 60(4)",
     ("vaidluse ajal maksev riik", "state that pays meanwhile", "государство, платящее на время спора")),
)  # fmt: skip

for _name, _of, _citation, _called in _GATHERED:
    law.across(
        CHILD,
        _name,
        "least",
        DEALING,
        _citation,
        of=_of,
        gives="Rank",
        et=_called[0],
        en=_called[1],
        ru=_called[2],
    )


@law.rule(
    CHILD,
    "883/2004 art 68(3)",
    et="riik, mis otsuse järgi maksab esimesena",
    en="state that pays first by decision",
    ru="государство, платящее первым по решению",
)
def decided_first(
    overridden_first: Row, settled_first: Rank, definitive_first: Rank, paying_meanwhile: Rank
) -> Row:
    """Nobody where no decision says it: then the facts do."""
    if overridden_first != NOBODY:
        return overridden_first
    if settled_first < NEVER:
        return settled_first
    if definitive_first < NEVER:
        return definitive_first
    if paying_meanwhile < NEVER:
        return paying_meanwhile
    return NOBODY


@law.rule(
    CHILD,
    "883/2004 art 68(1)",
    et="ametnik määras esimesena maksva riigi ise",
    en="the official decided which state pays first",
    ru="чиновник сам определил, какое государство платит первым",
)
def is_overridden(overridden_first: Row) -> bool:
    return overridden_first != NOBODY
