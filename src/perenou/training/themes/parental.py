"""Families that are paid parental benefit: by income, beside earnings, again, by days."""

from __future__ import annotations

from perenou.rules.calendar import first_day_of, month_of, next_month_start
from perenou.rules.types import Day, Months
from perenou.training.draft import Draft, Family, Plain, iso, month, spell

_WAGES = (950, 1150, 1300, 1480, 1600, 1750, 1900, 2050, 2200, 2400, 2650, 2900)


def income(made: Draft) -> Family:
    """A mother on shared benefit whose income changed before the birth, or who had none."""
    birth = _newly_born(made, made.draw.randrange(3, 9))
    born = month_of(birth)
    kind = made.draw.choice(("rising", "rising", "rising", "sick", "none", "little", "high"))
    before, counted, after = made.draw.sample(_WAGES, 3)
    if kind == "none":
        before, counted, after = 0, 0, 0
    elif kind == "little":
        counted = made.draw.choice((120, 260, 400))
    elif kind == "high":
        before, counted, after = 5200, made.draw.choice((6200, 7000, 8100)), 7500
    _incomes(made, "ema", born, before, counted, after)
    if kind == "sick":
        first = made.day_in(born - made.draw.randrange(14, 19))
        last = first + made.draw.randrange(35, 80)
        made.people["ema"]["notes"] = [spell(first, last, kind="sick")]
        made.people["ema"]["income"] = [
            {"from": month(born - 30), "to": month(born - 22), "gross": before},
            {"from": month(born - 21), "to": month(month_of(first)), "gross": counted},
            {"from": month(month_of(last)), "to": month(born - 10), "gross": counted},
            {"from": month(born - 9), "to": month(born - 1), "gross": after},
            _nothing_since(born),
        ]  # fmt: skip
    _shared(made, "ema", birth)
    return made.done("laps1", "shared_parental_benefit", back=0, ahead=1)


def earnings(made: Draft) -> Family:
    """A mother works beside shared benefit, before 2026 or since."""
    birth = _newly_born(made, made.draw.randrange(4, 9))
    wage = made.draw.choice(_WAGES)
    born = month_of(birth)
    beside = made.draw.choice((900, 1900, 2900, 3300, 3900, 4400))
    _incomes(made, "ema", born, wage, wage, wage, beside=beside)
    _shared(made, "ema", birth, is_whole=True)
    return made.done("laps1", "shared_parental_benefit", back=0, ahead=1)


def next_child(made: Draft) -> Family:
    """A second child comes within three years of the first, or after; the income fell meanwhile."""
    apart = made.draw.choice((16, 20, 25, 30, 34, 37, 39))
    birth = _newly_born(made, made.draw.randrange(3, 8))
    elder = made.day_in(month_of(birth) - apart)
    kept, counted = sorted(made.draw.sample(_WAGES, 2), reverse=True)
    if made.draw.random() < 0.2:
        kept, counted = counted, kept
    _incomes(made, "ema", month_of(birth), counted, counted, counted)
    made.people["ema"]["previous_income_base"] = [
        {"for": "laps1", "birth": iso(elder), "income": f"{kept}.00"}
    ]
    _shared(made, "ema", birth)
    return made.done("laps1", "shared_parental_benefit", back=0, ahead=1)


def days(made: Draft) -> Family:
    """A mother's days begin sooner or later before the expected day, or only with the birth."""
    birth = _newly_born(made, made.draw.randrange(4, 9))
    expected = birth + made.draw.randrange(-6, 7)
    made.children["laps1"]["expected"] = iso(expected)
    _incomes(made, "ema", month_of(birth), 1500, 1500, 1500)
    if made.draw.random() < 0.3:
        made.people["ema"]["sickness_benefit_right"] = []
        made.people["ema"]["income"] = [_nothing_since(month_of(birth) - 36)]
        _claim_days(made, "ema", "mothers", birth, birth + 29, leave="not_needed")
        after = birth + 30
    else:
        start = expected - made.draw.choice((70, 70, 60, 45, 35, 31, 25, 20))
        after = expected + 30
        _claim_days(made, "ema", "mothers", start, after - 1, leave="registered")
    _claim_days(made, "ema", "shared", after, after + 300)
    return made.done("laps1", "shared_parental_benefit", back=12, ahead=1)


def fathers_days(made: Draft) -> Family:
    """A father takes his 30 days at once, in pieces, or more of them than there are."""
    ago = made.draw.choice((0, 2, 5, 9, 20))
    birth = _newly_born(made, ago)
    wage = made.draw.choice(_WAGES)
    _incomes(made, "isa", month_of(birth), wage, wage, wage)
    earlier = made.draw.choice((0, 5, 10, 14))
    if earlier and ago > 0:
        first = made.first - 40
        _claim_days(made, "isa", "fathers", first, first + earlier - 1, leave="registered")
    first = made.first + made.draw.randrange(0, 6)
    if ago == 0:
        first = birth
    last = first + made.draw.choice((13, 19, 29, 34, 39))
    leave = "missing" if made.draw.random() < 0.12 else "registered"
    _claim_days(made, "isa", "fathers", first, last, leave=leave)
    return made.done("laps1", "fathers_parental_benefit", back=3, ahead=2)


def both_parents(made: Draft) -> Family:
    """Mother and father claim days of the same time; not everybody may have them."""
    birth = _newly_born(made, made.draw.randrange(2, 9))
    for who in ("ema", "isa"):
        wage = made.draw.choice(_WAGES)
        _incomes(made, who, month_of(birth), wage, wage, wage)
    how = made.draw.choice(("fathers_first", "together", "fathers_after", "leave_missing"))
    _shared(made, "ema", birth, is_whole=True)
    first = made.first + made.draw.randrange(0, 5)
    last = first + made.draw.randrange(12, 25)
    if how == "fathers_first":
        _claim_days(made, "isa", "shared", first, last)
    elif how == "together":
        _claim_days(made, "isa", "fathers", birth, birth + 29, leave="registered")
        _claim_days(made, "isa", "shared", first, last)
    else:
        leave = "missing" if how == "leave_missing" else "registered"
        _claim_days(made, "isa", "fathers", first, last, leave=leave)
    return made.done("laps1", "shared_parental_benefit", back=10, ahead=1)


def _newly_born(made: Draft, ago: Months) -> Day:
    """A child born some months before the one asked about, and all that its benefit rests on."""
    birth = made.day_in(made.month - ago)
    made.child(birth, claimed=("child_allowance", "birth_allowance"), expected=iso(birth))
    for who in ("ema", "isa"):
        made.people[who] |= {"notes": [], "unemployed": [], "previous_income_base": []}
    made.people["ema"]["sickness_benefit_right"] = [spell(first_day_of(made.month - 60))]
    return birth


def _incomes(
    made: Draft, who: str, born: Months, before: int, counted: int, after: int, beside: int = 0
) -> None:
    """Income before, in and after the accounting period of a child born in a month (§ 39 lg 3).

    Args:
        beside: earned in the month asked about and in the next.
    """
    steps = [(born - 36, born - 22, before), (born - 21, born - 10, counted),
             (born - 9, born - 1, after)]  # fmt: skip
    if beside:
        steps += [(born, made.month - 1, 0), (made.month, made.month + 1, beside)]
    told = [
        {"from": month(first), "to": month(last), "gross": gross} for first, last, gross in steps
    ]
    made.people[who]["income"] = told if beside else [*told, _nothing_since(born)]


def _nothing_since(born: Months) -> Plain:
    return {"from": month(born), "gross": 0}


def _shared(made: Draft, who: str, birth: Day, *, is_whole: bool = False) -> None:
    """A mother's days, and then shared ones through the month asked about."""
    _claim_days(made, who, "mothers", birth - 70, birth + 29, leave="registered")
    whole = is_whole or made.draw.random() < 0.7
    last = next_month_start(made.first) + 300 if whole else made.first + made.draw.randrange(9, 24)
    _claim_days(made, who, "shared", birth + 30, last)


def _claim_days(made: Draft, who: str, kind: str, first: Day, last: Day, **told: object) -> None:
    entry: Plain = {"by": who, "for": "laps1", "kind": kind, **spell(first, last, **told)}
    made.days.append(entry)
