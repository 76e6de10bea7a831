"""Whether an answer is right, asked of the engine anew: not what the exercise says of itself."""

from __future__ import annotations

from perenou.acts.check.checker import check
from perenou.acts.check.text import ActText
from perenou.benefits.estonia.one_off_allowances import ONE_OFF
from perenou.benefits.estonia.vocabulary import CLAIMED_BY_DAYS
from perenou.casework.determination import Role, Status
from perenou.casework.questions import questions
from perenou.casework.solve import Solved
from perenou.rules.calendar import first_day_of, next_month_start
from perenou.rules.citation import Citation
from perenou.training.exercise import Exercise, Kind, Value


def right_ones(exercise: Exercise) -> list[bool]:
    """Of every choice, whether the engine gives this answer, too."""
    found = _right(exercise)
    return [each.value in found for each in exercise.choices]


def _right(exercise: Exercise) -> set[Value]:
    family, kind = exercise.family, exercise.kind
    if kind is Kind.FIND_FAULT:
        assert exercise.act is not None
        return {f.item for f in check(ActText.from_text(exercise.act.text, exercise.act.kind))}
    solved = Solved(family.case)
    if kind is Kind.WHICH_STATE:
        return {
            each.state for each in solved.state_months
            if each.month == family.month and each.role is Role.PRIMARY
        }  # fmt: skip
    if kind is Kind.WHAT_IS_MISSING:
        return {(fact, *each.about) for each in questions(solved) for fact in each.facts}
    if kind is Kind.FROM_WHEN:
        return {
            right.first for right in solved.rights
            if (right.benefit, right.about) == (exercise.benefit, exercise.about)
            and right.status is Status.GRANTED
        }  # fmt: skip
    if kind is Kind.HOW_MANY_DAYS:
        return {_days_left(exercise, solved)}
    paid = [p for p in solved.payments if p.benefit == exercise.benefit]
    now = [p for p in paid if p.month == family.month]
    if kind is Kind.HOW_MUCH:
        asked = paid if exercise.benefit in ONE_OFF else now
        assert all(p.least == p.most for p in asked)
        return {sum(p.least for p in asked)}
    if kind is Kind.WHO and exercise.benefit in CLAIMED_BY_DAYS:
        days = [p for p in solved.payments if p.month == family.month]
        payees = {who for p in days if p.benefit in CLAIMED_BY_DAYS for who in p.payees}
        return {tuple(who for who in family.case.people if who in payees)}
    if kind is Kind.WHO:
        paid_for = {who for p in now for who in p.for_whom}
        return {tuple(who for who in family.case.children if who in paid_for)}
    if kind is Kind.UNTIL_WHEN:
        last = max(p.month for p in paid if exercise.about in p.for_whom)
        assert last < solved.last_month
        return {next_month_start(first_day_of(last)) - 1}
    if exercise.benefit in CLAIMED_BY_DAYS:
        return {_rate_rests_on(exercise, solved)}
    return {each.value for each in exercise.choices if _is_cited(exercise, solved, each.value)}


def _days_left(exercise: Exercise, solved: Solved) -> int:
    """Days of a quota left: its total, less every day paid or lost up to the month's end."""
    parental = solved.determination.parental
    assert parental is not None
    kind = exercise.benefit.partition("_")[0]
    quota = next(each for each in parental.quotas if each.kind == kind)
    days = [
        day.allowed for day in parental.months
        if day.benefit == exercise.benefit and day.month <= exercise.family.month
    ]  # fmt: skip
    assert all(low == high for low, high in (*days, quota.total))
    return quota.total[0] - sum(low for low, _ in days)


def _rate_rests_on(exercise: Exercise, solved: Solved) -> str:
    """What a daily rate is by, as its calculation sheet tells."""
    parental = solved.determination.parental
    assert parental is not None
    sheet = next(each for each in parental.sheets if exercise.benefit in each.benefits)
    rate = sheet.line("daily_rate").value
    if rate == sheet.line("daily_cap").value:
        return "PHS § 40 lg 1"
    if sheet.line("kept_income").value:
        return "PHS § 43 lg 1"
    if sheet.line("social_tax").value == 0:
        return "PHS § 41 lg 3"
    return "PHS § 39 lg 7" if rate == sheet.line("daily_by_income").value else "PHS § 42 lg 1"


def _is_cited(exercise: Exercise, solved: Solved, value: Value) -> bool:
    """Whether a provision is what the right rests on, or is refused by, on any day of the month."""
    asked = Citation.parse(str(value))
    first = first_day_of(exercise.family.month)
    cited = [
        Citation.parse(ground.citation)
        for right in solved.rights
        if (right.benefit, right.about) == (exercise.benefit, exercise.about)
        and right.first < next_month_start(first) and (right.after is None or right.after > first)
        for ground in right.grounds
        if ground.citation and (ground.value is True or right.status is not Status.GRANTED)
    ]  # fmt: skip
    return any(asked.covers(each) or each.covers(asked) for each in cited)
