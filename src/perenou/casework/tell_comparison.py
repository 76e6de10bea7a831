"""Two determinations told side by side: the difference in all, and month by month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perenou.casework.compare import Comparison, Difference
from perenou.casework.report import Line, Report, Section, Table
from perenou.casework.tell_money import month_or_months, owed_by
from perenou.casework.words import Words
from perenou.language.grammar import Language


def tell_comparison(compared: Comparison, language: Language = "et") -> Report:
    """Two determinations side by side: the difference in all, and month by month."""
    words = Words(language, lambda who: _either_name(compared, who))
    low, high = sorted(compared.difference)
    if not compared.differences:
        lines = [Line(words.say("tell.comparison.same"))]
    elif low == high == 0:
        lines = [Line(words.say("tell.comparison.level"))]
    elif low >= 0:
        lines = [Line(words.say("tell.comparison.more", amount=words.amount(low, high)))]
    elif high <= 0:
        lines = [Line(words.say("tell.comparison.less", amount=words.amount(-high, -low)))]
    else:
        lines = [Line(words.say("tell.comparison.open"), tone="open")]
    rows = tuple(_difference_rows(compared.differences, words))
    head = ("benefit", "months", "for_whom", "payee", "before", "after")
    table = Table(
        tuple(words.say(f"tell.comparison.{key}") for key in head), rows, frozenset({4, 5})
    )
    heading = words.say("tell.comparison.heading")
    return Report(
        compared.before.title or words.say("tell.untitled"),
        words.say("tell.comparison.subtitle"),
        (Section("comparison", heading, tuple(lines), table if rows else None),),
    )


def _either_name(compared: Comparison, who: str) -> str:
    name = compared.before.name_of(who)
    return compared.after.name_of(who) if name == who else name


def _difference_rows(found: Sequence[Difference], words: Words) -> Iterator[tuple[str, ...]]:
    spans: dict[object, list[list[int]]] = {}
    firsts: dict[object, Difference] = {}
    for each in found:
        key = (each.benefit, each.for_whom, each.payees, each.debtor, each.before, each.after)
        firsts.setdefault(key, each)
        months = spans.setdefault(key, [])
        if months and months[-1][1] == each.month - 1:
            months[-1][1] = each.month
        else:
            months.append([each.month, each.month])
    for place, stretches in spans.items():
        each = firsts[place]
        for first, last in stretches:
            yield (
                words.benefit(each.benefit),
                month_or_months(first, last, words),
                owed_by(words.names(each.for_whom), each.debtor, words),
                " / ".join(map(words.name_of, each.payees)),
                _perhaps(each.before, words),
                _perhaps(each.after, words),
            )


def _perhaps(amount: tuple[int, int] | None, words: Words) -> str:
    return words.say("tell.comparison.not_paid") if amount is None else words.amount(*amount)
