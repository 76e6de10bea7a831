"""Plans of parental benefit, told: the best one, others beside it, and what each wish costs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from perenou.benefits.estonia.parental_benefit.amounts import KINDS
from perenou.casework.case_file.dates import EARLIEST, LATEST
from perenou.casework.planner.plan import Amount, MonthMoney, Plan, Planned, Price, Stay, Used
from perenou.casework.planner.wishes import Wish
from perenou.casework.report import Line, Report, Section, Table
from perenou.casework.tell import doubt_lines
from perenou.casework.tell_money import month_or_months
from perenou.casework.tell_questions import help_text, question_text
from perenou.casework.words import Words
from perenou.language.amounts import amount_range
from perenou.language.grammar import Language

BENEFIT_OF = {kind: benefit for benefit, (kind, _) in KINDS.items()}


def tell_plan(made: Planned, language: Language = "et") -> Report:
    """Everything that is answered about a family's plan, as a report."""
    words = Words(language, made.name_of)
    found = [
        _answer(made, words),
        *(_plan(number, plan, words) for number, plan in enumerate(made.plans, 1)),
        _beside(made, words),
        _months(made, words),
        _prices(made, words),
        _needed(made, words),
        _doubts(made, words),
        _notes(made, words),
    ]
    return Report(
        made.title or words.say("plan.untitled"),
        words.say("plan.asked", days=(made.first, made.after - 1), day=made.as_of),
        tuple(section for section in found if section is not None),
    )


# ------------------------------------------------------------------------------ the answer


def _answer(made: Planned, words: Words) -> Section:
    lines = []
    if made.plans:
        best = made.plans[0]
        span = (best.months[0].month, best.months[-1].month)
        if _has_wages(made):
            wages = sum(sum(month.wages) for month in best.months)
            text = words.say(
                "plan.answer.with_wages",
                months=span,
                amount=_amount(words, *best.money),
                benefit=_amount(words, *best.benefit),
                wages=_amount(words, wages, wages),
            )
        else:
            amount = _amount(words, *best.money)
            text = words.say("plan.answer.benefit_only", months=span, amount=amount)
        lines.append(Line(text))
        lines.append(
            Line(words.say("plan.answer.days", together=best.together, cared_for=best.cared_for))
        )
    else:
        lines += _no_plan(made, words)
    lines.append(Line(words.say(f"plan.answer.goal.{made.goal}")))
    if made.plans:
        lines.append(Line(words.say("plan.answer.compared", number=made.compared)))
        lines.append(Line(words.say("plan.answer.judged"), tone="quiet"))
    return Section("answer", words.say("plan.answer.heading"), tuple(lines))


def _no_plan(made: Planned, words: Words) -> Iterator[Line]:
    yield Line(words.say("plan.answer.none"), tone="bad")
    instead = [wish_text(p.wish, words) for p in made.prices if p.best is not None]
    if instead:
        yield Line(words.say("plan.answer.instead", wishes="; ".join(instead)))
    else:
        yield Line(words.say("plan.answer.no_single"))
    for price in made.prices:
        for each in price.best.limits if price.best is not None else ():
            if price.wish.kind == each.key == "together" and price.wish.number > each.of:
                text = words.say("plan.answer.most", what=_of_limit(each, words), number=each.of,
                                 citation=each.citation)  # fmt: skip
                yield Line(text)


def _amount(words: Words, least: int, most: int) -> str:
    """A family's sum; a benefit is bounded by its cap, so that each sum has an upper bound."""
    return amount_range(least, most, words.language)


def _cell(words: Words, least: int, most: int) -> str:
    return _amount(words, least, most) if most else "–"


def _has_wages(made: Planned) -> bool:
    return any(wage is not None for wage in made.wages)


# ------------------------------------------------------------------------------ one plan


def _plan(number: int, plan: Plan, words: Words) -> Section:
    heading = words.say("plan.plan.heading", number=number, amount=_amount(words, *plan.money))
    lines = [Line(_stay(stay, words)) for stay in plan.stays]
    parts = [_limit(each, words) for each in plan.limits]
    lines.append(Line(words.say("plan.plan.limits", parts="; ".join(parts)), tone="quiet"))
    unused = [
        words.say("plan.plan.unused_part", what=_of_limit(each, words), number=each.of - each.used)
        for each in plan.limits
        if each.key != "together" and each.used < each.of
    ]
    if unused:
        lines.append(Line(words.say("plan.plan.unused", parts="; ".join(unused)), tone="open"))
    return Section(f"plan_{number}", heading, tuple(lines))


def _stay(stay: Stay, words: Words) -> str:
    what = "plan.plan.unpaid"
    return words.say(
        "plan.plan.stay",
        who=words.name_of(stay.who),
        what=words.say(what) if stay.kind is None else words.benefit(BENEFIT_OF[stay.kind]),
        days=(stay.first, stay.after - 1),
        number=stay.after - stay.first,
    )


def _limit(each: Used, words: Words) -> str:
    what = _of_limit(each, words)
    if each.key == "mothers":
        return words.say("plan.plan.limit", what=what, used=each.used, citation=each.citation)
    return words.say(
        "plan.plan.limit_of", what=what, used=each.used, of=each.of, citation=each.citation
    )


def _of_limit(each: Used, words: Words) -> str:
    if each.key == "together":
        return words.say("plan.plan.together")
    return words.benefit(BENEFIT_OF[each.key])


# ------------------------------------------------------------------------------ tables


def _beside(made: Planned, words: Words) -> Section | None:
    """The plans in columns: sums, days, and the family's money of each month."""
    if len(made.plans) < 2:
        return None
    plans = made.plans
    rows = [(words.say("plan.beside.money"), *(_amount(words, *plan.money) for plan in plans))]
    if _has_wages(made):
        benefit = tuple(_amount(words, *plan.benefit) for plan in plans)
        rows.append((words.say("plan.beside.of_it_benefit"), *benefit))
    for who in made.parents:
        days = [
            sum(s.after - s.first for s in plan.stays if s.who == who and s.kind is not None)
            for plan in plans
        ]
        name = words.name_of(who)
        rows.append((words.say("plan.beside.days_of", who=name), *map(str, days)))
    rows.append((words.say("plan.beside.together"), *(str(plan.together) for plan in plans)))
    rows.append((words.say("plan.beside.cared_for"), *(str(plan.cared_for) for plan in plans)))
    totals = [
        (months[0].month, tuple(month.total for month in months))
        for months in zip(*(plan.months for plan in plans), strict=True)
    ]
    for sums, run in groupby(totals, key=lambda each: each[1]):
        span = [month for month, _ in run]
        cells = (_cell(words, *amount) for amount in sums)
        rows.append((month_or_months(span[0], span[-1], words), *cells))
    head = (
        words.say("plan.beside.row"),
        *(words.say("plan.beside.plan", number=number) for number in range(1, len(plans) + 1)),
    )
    figures = frozenset(range(1, len(head)))
    return Section(
        "beside", words.say("plan.beside.heading"), (), Table(head, tuple(rows), figures)
    )


def _months(made: Planned, words: Words) -> Section | None:
    """The best plan's money by month; equal months in a run stand together."""
    if not made.plans:
        return None
    best = made.plans[0]
    paid = [at for at in range(len(made.parents)) if any(m.wages[at] for m in best.months)]

    def cells(
        benefits: tuple[Amount, ...], wages: tuple[int, ...], total: Amount
    ) -> tuple[str, ...]:
        return (
            *(_cell(words, *benefit) for benefit in benefits),
            *(_cell(words, wages[at], wages[at]) for at in paid),
            _amount(words, *total),
        )

    def key(month: MonthMoney) -> tuple[tuple[Amount, ...], tuple[int, ...]]:
        return month.benefits, month.wages

    rows = []
    for (benefits, wages), run in groupby(best.months, key=key):
        months = list(run)
        if not any(most for _, most in benefits) and not any(wages):
            continue
        span = month_or_months(months[0].month, months[-1].month, words)
        rows.append((span, *cells(benefits, wages, months[0].total)))
    benefits = tuple(
        (
            sum(month.benefits[at][0] for month in best.months),
            sum(month.benefits[at][1] for month in best.months),
        )
        for at in range(len(made.parents))
    )
    wages = tuple(sum(month.wages[at] for month in best.months) for at in range(len(made.parents)))
    rows.append((words.say("plan.months.sum"), *cells(benefits, wages, best.money)))
    names = [words.name_of(who) for who in made.parents]
    head = (
        words.say("plan.months.month"),
        *(words.say("plan.months.benefit", who=name) for name in names),
        *(words.say("plan.months.wage", who=names[at]) for at in paid),
        words.say("plan.months.total"),
    )
    figures = frozenset(range(1, len(head)))
    return Section(
        "months", words.say("plan.months.heading"), (), Table(head, tuple(rows), figures)
    )


# ------------------------------------------------------------------------------ wishes


def wish_text(wish: Wish, words: Words) -> str:
    """A wish as running text."""
    if wish.kind == "care":
        return words.say("plan.wish.care", day=wish.span[1])
    if wish.kind == "together":
        return words.say("plan.wish.together", number=wish.number)
    who = words.name_of(wish.who)
    if wish.kind in ("at_home", "at_work"):
        first, after = wish.span
        days = (first if first > EARLIEST else None, after - 1 if after <= LATEST else None)
        when = words.say("plan.wish.always")
        if days != (None, None):
            when = words.say("plan.wish.spell", days=days)
        return words.say(f"plan.wish.{wish.kind}", who=who, when=when)
    return words.say(f"plan.wish.{wish.kind}", who=who, number=wish.number)


def _prices(made: Planned, words: Words) -> Section | None:
    if not made.prices:
        return None
    best = made.plans[0] if made.plans else None
    rows = tuple(
        (wish_text(price.wish, words), *_price(price, best, words)) for price in made.prices
    )
    head = tuple(
        words.say(f"plan.prices.{key}") for key in ("wish", "money", "together", "cared_for")
    )
    return Section(
        "prices",
        words.say("plan.prices.heading"),
        (Line(words.say("plan.prices.intro"), tone="quiet"),),
        Table(head, rows, frozenset({1, 2, 3})),
    )


def _price(price: Price, best: Plan | None, words: Words) -> tuple[str, str, str]:
    without = price.best
    if without is None:
        return words.say("plan.prices.none"), "", ""
    if best is None:
        return words.say("plan.prices.feasible"), str(without.together), str(without.cared_for)
    low, high = sorted(w - b for w, b in zip(without.money, best.money, strict=True))
    if low == high == 0:
        money = words.say("plan.prices.same")
    elif low >= 0:
        money = f"+{_amount(words, low, high)}"
    elif high <= 0:
        money = f"−{_amount(words, -high, -low)}"
    else:
        money = f"−{_amount(words, -low, -low)} … +{_amount(words, high, high)}"
    return (
        money,
        _signed(without.together - best.together),
        _signed(without.cared_for - best.cared_for),
    )


def _signed(number: int) -> str:
    return f"+{number}" if number > 0 else str(number).replace("-", "−")


# ------------------------------------------------------------------------------ what it rests on


def _needed(made: Planned, words: Words) -> Section | None:
    if not made.needed:
        return None
    lines = [Line(words.say("plan.notes.open"), tone="open")]
    for number, question in enumerate(made.needed, 1):
        lines.append(Line(f"{number}. {question_text(question, words)}", tone="open"))
        lines.append(Line(help_text(question, words), 1, "quiet"))
    return Section("questions", words.say("tell.questions.heading"), tuple(lines))


def _doubts(made: Planned, words: Words) -> Section | None:
    if not made.doubts:
        return None
    lines = tuple(line for doubt in made.doubts for line in doubt_lines(doubt, words))
    return Section("doubts", words.say("tell.doubts.heading"), lines)


def _leave_beside_benefit(plan: Plan) -> bool:
    """Whether a parent is at home without benefit while the other one is paid."""
    return any(
        mine.who != other.who and mine.first < other.after and other.first < mine.after
        for mine in plan.stays
        if mine.kind is None
        for other in plan.stays
        if other.kind is not None
    )


def _notes(made: Planned, words: Words) -> Section:
    lines = []
    if made.assumed_birth is not None:
        lines.append(words.say("plan.notes.assumed_birth", day=made.assumed_birth))
    untold = [who for who, wage in zip(made.parents, made.wages, strict=True) if wage is None]
    if not _has_wages(made):
        lines.append(words.say("plan.notes.no_wages"))
    else:
        lines.append(words.say("plan.notes.wages"))
        if untold:
            names = [words.name_of(who) for who in untold]
            lines.append(words.say("plan.notes.no_wage_of", names=names))
        if not any(wish.kind == "care" for wish in made.wishes.every):
            lines.append(words.say("plan.notes.no_care"))
    lines.append(words.say("plan.notes.leave"))
    if any(_leave_beside_benefit(plan) for plan in made.plans):
        lines.append(words.say("plan.notes.parental_leave"))
    lines.append(words.say("plan.notes.law", day=made.as_of))
    if made.plans:
        lines.append(words.say("plan.notes.take"))
    return Section("notes", words.say("plan.notes.heading"), tuple(Line(text) for text in lines))
