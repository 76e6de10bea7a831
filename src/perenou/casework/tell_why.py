"""Why a benefit is paid or not: the deciding conditions on top, the whole tree of reasons below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from perenou.benefits.estonia.one_off_allowances import ONE_OFF
from perenou.casework.determination import Payment
from perenou.casework.reasons import behind, truth, unpaid
from perenou.casework.report import Cited, Line
from perenou.casework.rights import WAYS_OUT
from perenou.casework.tell_money import runs
from perenou.casework.why_month import LAST_MONTH, why_month
from perenou.casework.words import Words
from perenou.language.dates import month_range
from perenou.language.grammar import Language
from perenou.rules.calendar import first_day_of
from perenou.rules.citation import Citation
from perenou.rules.explain import Reason, causes
from perenou.rules.types import Months

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
        title = _title(payment, run.last, words)
        lines.append(Line(title, tone="good" if payment.is_certain else "open"))
        amount = solved.reason(payment)
        lines += _deciding(solved, truth(solved, benefit, payment.row, amount), words)
        lines += _tree(solved, amount, words, drawn)
    paid = {payment.row for payment in payments}
    for row in behind(solved, benefit):
        if row not in paid:
            lines += _unpaid(solved, benefit, row, words, drawn)
    return (*lines, *_provisions(lines, words))


def _unpaid(
    solved: Solved, benefit: str, row: int, words: Words, drawn: set[int]
) -> Iterator[Line]:
    about, reason, condition = unpaid(solved, benefit, row, first_day_of(solved.first_month))
    yield Line(_title_unpaid(benefit, about, solved.first_month, words), tone="bad")
    yield from _deciding(solved, condition, words)
    yield from _tree(solved, reason, words, drawn)


def _title_unpaid(benefit: str, about: str, month: Months, words: Words) -> str:
    if benefit in ONE_OFF:
        return words.say("why.unpaid_once", about=words.name_of(about))
    return words.say("why.unpaid", about=words.name_of(about), month=month)


def _title(payment: Payment, last: Months, words: Words) -> str:
    return words.say(
        "why.paid" if last > payment.month else "why.paid_once",
        about=words.names(payment.for_whom),
        months=month_range(payment.month, last, words.language),
        amount=words.amount(payment.least, payment.most),
    )


def tell_month(
    solved: Solved,
    benefit: str,
    month: Months,
    language: Language = "et",
    about: str = "",
    *,
    with_figures: bool = True,
) -> tuple[Line, ...]:
    """The reasons of a benefit in one month, in short: of each paid or not, what decides.

    Args:
        about: id of the one child or parent that is asked about; all without it.
        with_figures: whether also told is how the amount comes about.
    """
    words = Words(language, solved.facts.case.named, solved.facts.people)
    lines: list[Line] = []
    for why in why_month(solved, benefit, month, about):
        if why.payment is None:
            lines.append(Line(_title_unpaid(benefit, why.about[0], month, words), tone="bad"))
        else:
            lines.append(Line(_title(why.payment, month, words), tone="good"))
        figures = (*why.figures, *why.computed) if with_figures else ()
        lines += [
            Line(_said(solved, each, words), 1, "", _cited(solved, each))
            for each in (*why.conditions, *figures)
        ]
        if why.is_last:
            cited = ((LAST_MONTH, first_day_of(month)),)
            lines.append(Line(words.say("why.last", provision=LAST_MONTH), 1, "", cited))
    return tuple(lines)


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
        if (sentence := words.provision(Citation.parse(text), latest[text]))
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
