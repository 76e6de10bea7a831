"""Competence by the month: as things stand on its first day (Regulation 987/2009 art 59).

Where nobody had a right on the first day, competence is decided on the day on which a right begins.
"""

from __future__ import annotations

from perenou.benefits.estonia.vocabulary import CHILD
from perenou.benefits.eu.vocabulary import BASKETS, CHILD_STATE, law
from perenou.rules.types import NEVER, Cents, Day, Rank


def right_today(
    standing_today: Rank,
    is_estonia: bool,
    estonian_right: bool,
    right_there: bool,
    child_birth_day: Day,
    today: Day,
) -> bool:
    """A state that has a duty for the child gives a right on the day; none for a child to come."""
    if standing_today >= NEVER:
        return False
    if is_estonia:
        return estonian_right
    return right_there and today >= child_birth_day


def decided_at_start(right_at_start: bool, right_begin: Day) -> bool:
    """Whether the first day decides the month: a right stood then, or none begins in the month."""
    return right_at_start or right_begin >= NEVER


def standing_of_month(
    right_at_start: bool, right_begin: Day, at_start: Rank, at_begin: Rank
) -> Rank:
    """Place of the state on the day that decides the month."""
    return at_start if decided_at_start(right_at_start, right_begin) else at_begin


def right_of_month(right_at_start: bool, right_begin: Day, at_start: bool, at_begin: bool) -> bool:
    """Whether the state gives a right on the day that decides the month."""
    return at_start if decided_at_start(right_at_start, right_begin) else at_begin


def amount_of_month(
    right_at_start: bool, right_begin: Day, at_start: Cents, at_begin: Cents
) -> Cents:
    """The state's amount on the day that decides the month."""
    return at_start if decided_at_start(right_at_start, right_begin) else at_begin


for _basket in BASKETS:
    _key, _called = _basket.key, _basket.labels
    _et, _en, _ru = _called.et, _called.en, _called.ru
    law.rule(
        CHILD_STATE,
        "883/2004 art 68(1)",
        name=f"{_key}_right_today",
        binding={
            "estonian_right": _basket.daily_right,
            "right_there": f"{_key}_right_there",
            "standing_today": _basket.standing,
        },
        et=f"{_et}: riik annab päeva eest õiguse",
        en=f"{_en}: the state gives a right for the day",
        ru=f"{_ru}: государство даёт право за день",
    )(right_today)
    law.across(
        CHILD,
        f"{_key}_some_right",
        "any",
        CHILD_STATE,
        "987/2009 art 59(1)",
        among=f"{_key}_right_today",
        gives="bool",
        et=f"{_et}: mõni riik annab õiguse",
        en=f"{_en}: some state gives a right",
        ru=f"{_ru}: какое-либо государство даёт право",
    )
    law.through(
        CHILD,
        f"{_key}_some_right_at_start",
        "at_month_start",
        f"{_key}_some_right",
        "987/2009 art 59(1)",
        gives="bool",
        et=f"{_et}: mõni riik annab õiguse kuu 1. päeval",
        en=f"{_en}: some state gives a right on the 1st of the month",
        ru=f"{_ru}: какое-либо государство даёт право 1-го числа",
    )
    law.through(
        CHILD,
        f"{_key}_right_begin",
        "begin_in_month",
        f"{_key}_some_right",
        "987/2009 art 59(1)",
        et=f"{_et}: õiguse algus kuu sees",
        en=f"{_en}: beginning of the right within the month",
        ru=f"{_ru}: начало права внутри месяца",
    )
    for _own, _of, _gives, _norm, _labels in (
        ("standing", _basket.standing, "Rank", standing_of_month,
         ("riigi järjekoht", "place of the state", "очередь государства")),
        ("right", f"{_key}_right_today", "bool", right_of_month,
         ("riik annab õiguse", "the state gives a right", "государство даёт право")),
        ("amount", f"{_key}_amount_today", "Cents", amount_of_month,
         ("riigi summa", "the state's amount", "сумма государства")),
    ):  # fmt: skip
        _names = {
            "right_at_start": f"{_key}_some_right_at_start",
            "right_begin": f"{_key}_right_begin",
            "at_start": f"{_key}_{_own}_at_start",
            "at_begin": f"{_key}_{_own}_at_begin",
        }
        law.through(
            CHILD_STATE,
            _names["at_start"],
            "at_month_start",
            _of,
            "987/2009 art 59(1)",
            gives=_gives,
            et=f"{_et}: {_labels[0]} kuu 1. päeval",
            en=f"{_en}: {_labels[1]} on the 1st of the month",
            ru=f"{_ru}: {_labels[2]} 1-го числа",
        )
        law.through(
            CHILD_STATE,
            _names["at_begin"],
            "value_on",
            _of,
            "987/2009 art 59(1)",
            by=(_names["right_begin"],),
            gives=_gives,
            et=f"{_et}: {_labels[0]} õiguse alguses",
            en=f"{_en}: {_labels[1]} when the right begins",
            ru=f"{_ru}: {_labels[2]} в начале права",
        )
        law.rule(
            CHILD_STATE,
            "987/2009 art 59(1)",
            name=f"{_key}_{_own}",
            binding=_names,
            et=f"{_et}: {_labels[0]} kuus",
            en=f"{_en}: {_labels[1]} in the month",
            ru=f"{_ru}: {_labels[2]} за месяц",
        )(_norm)
