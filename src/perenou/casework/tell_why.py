"""Why a benefit is paid or not: the deciding conditions on top, the whole tree of reasons below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.estonia.one_off_allowances import ONE_OFF
from perenou.benefits.estonia.vocabulary import CHILD
from perenou.benefits.eu.vocabulary import BASKETS, COORDINATED
from perenou.casework.report import Cited, Line
from perenou.casework.rights import WAYS_OUT
from perenou.casework.tell_money import runs
from perenou.casework.words import Words
from perenou.language.dates import month_range
from perenou.language.grammar import Language
from perenou.rules.calendar import first_day_of
from perenou.rules.citation import Citation
from perenou.rules.explain import Reason, causes
from perenou.rules.types import Day

if TYPE_CHECKING:
    from perenou.casework.solve import Solved


def tell_why(solved: Solved, benefit: str, language: Language = "et") -> tuple[Line, ...]:
    """The reasons of a benefit as indented lines.

    Every run of equal payments is explained for its first month; a child or parent who is not paid
    in the months asked about, for the first of these months. A branch that was drawn before is
    drawn as one line that says so.

    Args:
        benefit: its key, such as ``child_allowance``.

    Raises:
        KeyError: there is no such benefit.
    """
    words = Words(language, solved.facts.case.named, solved.facts.people)
    drawn: set[int] = set()
    lines: list[Line] = [Line(words.say("why.heading", benefit=words.benefit(benefit)))]
    payments = [p for p in solved.payments if p.benefit == benefit]
    for run in runs(payments):
        payment = run.payment
        title = words.say(
            "why.paid_once" if benefit in ONE_OFF else "why.paid",
            about=words.names(payment.for_whom),
            months=month_range(payment.month, run.last, language),
            amount=words.amount(payment.least, payment.most),
        )
        lines.append(Line(title, tone="good" if payment.is_certain else "open"))
        amount = solved.reason(payment)
        lines += _deciding(solved, _truth(solved, benefit, payment.row, amount), words)
        lines += _tree(solved, amount, words, drawn)
    paid = {payment.row for payment in payments}
    for row in _rows(solved, benefit):
        if row not in paid:
            lines += _unpaid(solved, benefit, row, words, drawn)
    return (*lines, *_provisions(lines, words))


def _rows(solved: Solved, benefit: str) -> range:
    if benefit in COORDINATED:
        return range(solved.facts.abroad.children)
    if benefit in ONE_OFF:
        return range(len(solved.facts.children))
    return range(solved.world.facts.rows[MONTHLY[benefit].unit.name])


def _truth(solved: Solved, benefit: str, row: int, amount: Reason) -> Reason:
    """The yes or no behind an amount, whose conditions can be told one by one."""
    if benefit in ONE_OFF or benefit in COORDINATED:
        return amount
    allowance = MONTHLY[benefit]
    name = allowance.payable if allowance.is_claimed_by_days else allowance.right
    # The first day that is paid for; on the first of the month there may be no right yet.
    held = (
        part.day
        for part in amount.walk()
        if part.name == name and part.row == row and part.value is True
    )
    return solved.explainer.reason(name, row, min(held, default=amount.day))


def _unpaid(
    solved: Solved, benefit: str, row: int, words: Words, drawn: set[int]
) -> Iterator[Line]:
    day = first_day_of(solved.first_month)
    if benefit in ONE_OFF:
        about = solved.facts.children[row]
        reason = solved.explainer.reason(f"{benefit}_amount", row, day)
        carer = _likeliest(solved, row)
        condition = (
            reason if carer is None else solved.explainer.reason(f"{benefit}_receives", carer, day)
        )
    elif benefit in COORDINATED:
        about = solved.facts.children[row]
        reason = condition = _paid_beside(solved, benefit, row, day)
    else:
        allowance = MONTHLY[benefit]
        about = solved.id_of(allowance.unit.name, row)
        reason = solved.explainer.reason(allowance.payable, row, day)
        basket = next((each for each in BASKETS if benefit in each.benefits), None)
        if reason.value is True and allowance.unit is CHILD and basket is not None:
            # It is due; what leaves nothing of it to pay is another state's benefit.
            reason = _paid_beside(solved, basket.coordinated, row, day)
        right = solved.explainer.reason(allowance.right, row, day)
        condition = reason if right.value is True else right
    name = words.name_of(about)
    if benefit in ONE_OFF:
        yield Line(words.say("why.unpaid_once", about=name), tone="bad")
    else:
        title = words.say("why.unpaid", about=name, month=solved.first_month)
        yield Line(title, tone="bad")
    yield from _deciding(solved, condition, words)
    yield from _tree(solved, reason, words, drawn)


def _paid_beside(solved: Solved, key: str, row: int, day: Day) -> Reason:
    """Why so much is paid for a child beside another state's benefit."""
    basket = next(basket for basket in BASKETS if basket.coordinated == key)
    return solved.explainer.reason(f"{basket.key}_estonia_pays", row, day)


def _likeliest(solved: Solved, child: int) -> int | None:
    """The adult and child, by row, that come nearest to a one-off allowance for a child."""
    rows = [row for row, (_, c) in enumerate(solved.facts.carers) if c == child]
    may = (row for row in rows if solved.world.at("may_claim_once", row, solved.as_of) is True)
    return next(may, rows[0] if rows else None)


def _deciding(solved: Solved, reason: Reason, words: Words) -> Iterator[Line]:
    if reason.gives != "bool":
        return
    found = [c for c in causes(solved.explainer, reason, WAYS_OUT) if c is not reason]
    if not found:
        return
    yield Line(words.say("why.deciding"), 1)
    for each in found:
        yield Line(f"• {_said(solved, each, words)}", 2, "", _cited(solved, each))


def _tree(
    solved: Solved, reason: Reason, words: Words, drawn: set[int], depth: int = 1
) -> Iterator[Line]:
    """The tree from here down; the passing of time is not a reason and is left out."""
    if reason.kind == "time":
        return
    again = id(reason) in drawn and bool(reason.because)
    text = _said(solved, reason, words)
    if again:
        yield Line(words.say("why.seen", text=text), depth, "quiet", _cited(solved, reason))
        return
    drawn.add(id(reason))
    yield Line(text, depth, "quiet" if reason.kind == "fact" else "", _cited(solved, reason))
    for part in reason.because:
        yield from _tree(solved, part, words, drawn, depth + 1)


def _provisions(lines: Sequence[Line], words: Words) -> Iterator[Line]:
    """What each provision that the lines cite says, in a sentence."""
    cited = dict.fromkeys(each for line in lines for each in line.cited)
    latest = dict(sorted(cited, key=lambda each: each[1]))
    said = [
        Line(f"{text}: {sentence}", 1, "quiet", ((text, latest[text]),))
        for text in dict.fromkeys(text for text, _ in cited)
        if (sentence := words.provision(Citation.parse(text)))
    ]
    if said:
        yield Line(words.say("why.provisions"))
        yield from said


def _cited(solved: Solved, reason: Reason) -> Cited:
    citation = reason.citation
    return () if citation is None else ((str(citation), solved.wording_day(reason)),)


def _said(solved: Solved, reason: Reason, words: Words) -> str:
    text = words.stated(reason.name, reason.value, reason.gives)
    about = solved.about(reason)
    if about:
        text = f"{text} [{', '.join(map(words.name_of, about))}]"
    if reason.kind == "fact":
        return words.say("why.fact", text=text)
    return text if reason.citation is None else f"{text} ({reason.citation})"
