"""A determination told to people: sections of plain sentences and tables, without any styling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from perenou.casework.case_file.coordination import HOME
from perenou.casework.determination import (
    STATE_PREFIX,
    Balance,
    Change,
    Deadline,
    Determination,
    Doubt,
    SetOff,
)
from perenou.casework.maintenance_facts import MAINTENANCE_ALLOWANCES
from perenou.casework.report import Line, Report, Section, Table
from perenou.casework.tell_coordination import tell_states
from perenou.casework.tell_dealings import tell_dealings, tell_overrides
from perenou.casework.tell_maintenance import tell_recoveries, tell_state_claims
from perenou.casework.tell_money import month_or_months, payments_section, summary_section
from perenou.casework.tell_parental import parental_sections
from perenou.casework.tell_payees import payees_section
from perenou.casework.tell_questions import questions_section
from perenou.casework.tell_rights import cited, ground_text, rights_section
from perenou.casework.words import Words, citations_in, with_treaties
from perenou.language.dates import month_range
from perenou.language.grammar import Language
from perenou.language.references.reference import Reference
from perenou.rules.calendar import first_day_of
from perenou.rules.citation import WORDINGS, Citation, wording_near, wording_on
from perenou.rules.types import ANSWERS, Day


def tell(made: Determination, language: Language = "et", *, for_file: bool = False) -> Report:
    """A determination as a report; sections with nothing to tell are left out.

    Args:
        for_file: whether its readers write case files, and are told where answers stand in them.
    """
    words = Words(language, made.name_of)
    sections = [
        summary_section(made, words),
        payments_section(made, words),
        payees_section(made, words),
        tell_states(made, words),
        tell_overrides(made, words),
        tell_dealings(made, words),
        *parental_sections(made, words, for_file=for_file),
        rights_section(made, words),
        questions_section(made, words, for_file=for_file),
        _doubts(made, words),
        _deadlines(made, words),
        _balances(made, words),
        _waiting(made, words),
        tell_recoveries(made, words),
        tell_state_claims(made, words),
        _changes(made, words),
    ]
    days = [first_day_of(m) for m in range(made.last_month, made.first_month - 1, -1)]
    told = [_dated(section, days) for section in sections if section is not None]
    provisions = _provisions(told, words)
    return Report(
        made.title or words.say("tell.untitled"),
        _subtitle(made, words),
        tuple(filter(None, [*told, provisions, _receipt(made, words)])),
    ).rewritten(lambda text: with_treaties(text, language))


def _subtitle(made: Determination, words: Words) -> str:
    months = month_range(made.first_month, made.last_month, words.language)
    asked = words.say("tell.asked", months=months, day=made.as_of)
    if not made.receipt.reforms:
        return asked
    return f"{asked} {words.say('tell.with_reform', reforms=made.receipt.reforms)}"


# ------------------------------------------------------------------------------ what is unsettled


def _doubts(made: Determination, words: Words) -> Section | None:
    if not made.doubts:
        return None
    lines: list[Line] = []
    for doubt in made.doubts:
        lines.extend(doubt_lines(doubt, words))
    return Section("doubts", words.say("tell.doubts.heading"), tuple(lines))


def doubt_lines(doubt: Doubt, words: Words) -> Iterator[Line]:
    """What is open, how it is read here, and what the other reading would change."""
    if doubt.key in ("unverified", "unpublished"):
        figure = words.label(doubt.names[0])
        slots = {"figure": figure}
        if doubt.key == "unverified":
            slots["note"] = words.of_law(f"note.{doubt.names[0]}").rstrip(".")
        text = words.of_law(f"doubt.{doubt.key}", **slots)
        yield Line(f"{text} ({doubt.citation})", tone="doubt")
        return
    yield Line(f"{words.of_law(f'doubt.{doubt.key}.what')} ({doubt.citation})", tone="doubt")
    yield Line(words.of_law(f"doubt.{doubt.key}.taken"), 1)
    other = words.of_law(f"doubt.{doubt.key}.other")
    beside = [words.say("tell.doubts.leaves_open")] if doubt.leaves_open else []
    if doubt.moved:
        beside.append(words.say("tell.doubts.moved", amount=doubt.moved))
    if doubt.between:
        key = "tell.doubts.refunds_more" if doubt.between > 0 else "tell.doubts.refunds_less"
        beside.append(words.say(key, amount=abs(doubt.between)))
    yield Line(" ".join(filter(None, [other, _difference(doubt, words), *beside])), 1)


def _difference(doubt: Doubt, words: Words) -> str:
    if doubt.difference is None:
        return ""
    low, high = sorted(doubt.difference)
    if low == high == 0:
        return words.say("tell.doubts.same_total")
    if low >= 0:
        return words.say("tell.doubts.more", amount=words.amount(low, high))
    if high <= 0:
        return words.say("tell.doubts.less", amount=words.amount(-high, -low))
    return words.say(
        "tell.doubts.either", less=words.amount(-low, -low), more=words.amount(high, high)
    )


# ------------------------------------------------------------------------------ time and money


def _deadlines(made: Determination, words: Words) -> Section | None:
    if not made.deadlines:
        return None
    lines = tuple(
        Line(_deadline(each, words), cited=((each.citation, made.as_of),))
        for each in _of_several(made.deadlines)
    )
    return Section("deadlines", words.say("tell.deadlines.heading"), lines)


def _of_several(deadlines: Sequence[Deadline]) -> Iterator[Deadline]:
    """Deadlines that differ in the child alone, as one."""
    groups: dict[Deadline, list[str]] = {}
    for each in deadlines:
        groups.setdefault(each._replace(about=each.about[:1]), []).extend(each.about[1:])
    for alike, others in groups.items():
        yield alike._replace(about=(*alike.about, *dict.fromkeys(others)))


def _deadline(deadline: Deadline, words: Words) -> str:
    about = _about(deadline, words)
    if deadline.kind == "decision":
        key = "tell.deadlines.decision"
        text = words.say(key, about=about or words.say("value.open"), day=deadline.day)
    else:
        of = {"benefit": words.benefit(deadline.benefit)} if deadline.benefit else {}
        key = f"tell.deadlines.{deadline.kind}"
        text = words.say(key, about=about, day=deadline.day, **of)
    return f"{text} ({deadline.citation})"


def _about(deadline: Deadline, words: Words) -> str:
    """Whom a deadline is about; between institutions the state, then the children."""
    states = [who for who in deadline.about if who.startswith(STATE_PREFIX)]
    children = [who for who in deadline.about if who not in states]
    if not states and deadline.benefit and len(deadline.about) > 1:
        # Who is entitled, or who owes the maintenance, comes before the children.
        of_debtor = deadline.benefit in MAINTENANCE_ALLOWANCES
        return words.say(
            "tell.deadlines.of_debtor" if of_debtor else "tell.deadlines.of",
            children=[words.name_of(each) for each in deadline.about[1:]],
            who=words.name_of(deadline.about[0]),
        )
    if not states:
        return words.names(deadline.about)
    return f"{words.names(states)} ({words.names(children)})"


def _balances(made: Determination, words: Words) -> Section | None:
    if not made.balances:
        return None
    spans: list[tuple[Balance, int]] = []
    for balance in sorted(made.balances, key=lambda b: (b.benefit, b.payee, b.for_whom, b.month)):
        if spans and spans[-1][0]._replace(month=0) == balance._replace(month=0):
            first, last = spans[-1]
            if last == balance.month - 1:
                spans[-1] = (first, balance.month)
                continue
        spans.append((balance, balance.month))
    rows = [
        (
            words.benefit(balance.benefit),
            month_or_months(balance.month, last, words),
            words.names(balance.for_whom),
            words.name_of(balance.payee),
            words.amount(balance.paid, balance.paid),
            words.amount(balance.due_least, balance.due_most),
            _verdict(balance, words),
        )
        for balance, last in spans
    ]
    lines = [line for each in made.set_offs for line in _set_off(each, words)]
    between = sum(
        claim.amount
        for dealing in made.dealings
        for claim in dealing.claims
        if claim.creditor == HOME
    )
    if between:
        text = words.say("tell.balances.between_institutions", amount=between)
        lines.append(Line(f"{text} (987/2009 art 60(5))"))
    head = ("benefit", "month", "for_whom", "payee", "paid", "due", "verdict")
    table = Table(
        tuple(words.say(f"tell.balances.{key}") for key in head), tuple(rows), frozenset({4, 5})
    )
    return Section("balances", words.say("tell.balances.heading"), tuple(lines), table)


def _waiting(made: Determination, words: Words) -> Section | None:
    """What is suspended until the recipient claims it."""
    if not made.waiting:
        return None
    lines = []
    for each in made.waiting:
        text = words.say(
            "tell.waiting.waits",
            payee=" / ".join(map(words.name_of, each.payees)) or words.say("value.open"),
            benefit=words.benefit(each.benefit),
            about=words.names(each.children),
            months=month_or_months(each.first_month, each.last_month, words),
            amount=words.amount(each.least, each.most),
        )
        lines.append(Line(f"{text} ({each.citation})", tone="open"))
    return Section("waiting", words.say("tell.waiting.heading"), tuple(lines))


def _set_off(each: SetOff, words: Words) -> Iterator[Line]:
    """How an overpayment may be set off: against allowances, against parental benefit."""
    payee = words.name_of(each.payee)
    if each.most_a_month:
        most = each.most_a_month
        text = words.say("tell.balances.set_off", payee=payee, total=each.total, most=most)
    elif each.kept is not None:
        text = words.say("tell.balances.owed", payee=payee, total=each.total)
    else:
        text = words.say("tell.balances.set_off_nothing", payee=payee, total=each.total)
    yield Line(f"{text} ({each.citation})", tone="bad")
    if each.elsewhere:
        states = [words.state(state) for state in each.elsewhere]
        text = words.say("tell.balances.set_off_elsewhere", payee=payee, states=states)
        yield Line(f"{text} (987/2009 art 72(1))", tone="bad")
    if each.kept is None:
        return
    if each.most_from_parental_benefit is None:
        text = words.say("tell.balances.set_off_unknown", payee=payee)
    else:
        text = words.say(
            "tell.balances.set_off_parental",
            payee=payee,
            most=each.most_from_parental_benefit,
            kept=each.kept,
        )
    yield Line(f"{text} (PHS § 14 lg 2, PHS § 46⁴ lg 1)", tone="bad")


def _verdict(balance: Balance, words: Words) -> str:
    if balance.overpaid:
        return words.say("tell.balances.overpaid", amount=balance.overpaid)
    if balance.underpaid:
        return words.say("tell.balances.underpaid", amount=balance.underpaid)
    is_open = balance.due_least != balance.due_most
    return words.say("value.open" if is_open else "tell.balances.right")


def _changes(made: Determination, words: Words) -> Section | None:
    if not made.changes:
        return None
    lines: list[Line] = []
    for change in made.changes:
        if change.before[0] == change.after[0] == 0:
            continue  # nothing that is certain changes
        lines.append(Line(_change(change, words)))
        grounds = "; ".join(ground_text(g, words, but=(change.about,)) for g in change.grounds)
        if grounds:
            text = words.say("tell.changes.because", grounds=grounds)
            lines.append(Line(text, 1, "quiet", cited(change.grounds)))
    if not lines:
        return None
    return Section("changes", words.say("tell.changes.heading"), tuple(lines))


def _change(change: Change, words: Words) -> str:
    slots = {
        "benefit": words.benefit(change.benefit),
        "about": words.name_of(change.about),
        "before": words.amount(*change.before),
        "after": words.amount(*change.after),
    }
    if change.after == (0, 0):
        del slots["after"]
        return words.say("tell.changes.ends", day=change.day, **slots)
    if change.before == (0, 0):
        del slots["before"]
        if change.begun is not None:
            return words.say("tell.changes.begins_within", day=change.begun, **slots)
        return words.say("tell.changes.begins", day=change.day, **slots)
    if change.after[0] == 0 and change.after[1] >= ANSWERS["Cents"][1]:
        del slots["after"]
        return words.say("tell.changes.open", day=change.day, **slots)
    return words.say("tell.changes.change", day=change.day, **slots)


# ------------------------------------------------------------------------------ grounds


def _dated(section: Section, days: Sequence[Day]) -> Section:
    """The section, in which a provision without a day of its own is meant as of one of these.

    It is the first whose wording is known, otherwise the first.
    """
    lines = []
    for line in section.lines:
        own = dict(reversed(line.cited))
        named = (
            (str(each), own.get(str(each), _day_with_wording(each.act, days)))
            for each in citations_in(line.text)
        )
        lines.append(replace(line, cited=tuple(named)))
    return replace(section, lines=tuple(lines))


def _day_with_wording(act: str, days: Sequence[Day]) -> Day:
    known = (day for day in days if act in WORDINGS and wording_on(act, day) is not None)
    return next(known, days[0])


def _provisions(told: Sequence[Section], words: Words) -> Section | None:
    """Every wording of every provision named so far, with the address that opens it.

    Where the wording of a day is not known, it is the nearest one that is, and said to be; the list
    of an act's wordings is for a provision of which none is known near it.
    """
    rows: dict[tuple[str, str, str], Day] = {}
    cited = [each for section in told for line in section.lines for each in line.cited]
    opened = {text for text, day in cited if wording_on(Citation.parse(text).act, day) is not None}
    for text, day in cited:
        citation = Citation.parse(text)
        if text in opened and wording_on(citation.act, day) is None:
            continue
        near = wording_near(citation.act, day)
        opens = day if near is None or wording_on(citation.act, day) else near.since
        link = citation.link_on(opens) or Reference("act", citation.act).link()
        if link is not None:
            rows.setdefault((text, _wording(text, day, words), link), day)
    if not rows:
        return None
    found = sorted(rows, key=lambda row: (_natural(row[0]), row[1:]))
    head = tuple(words.say(f"tell.provisions.{key}") for key in ("provision", "wording", "address"))
    named = tuple(((row[0], rows[row]),) for row in found)
    table = Table(head, tuple(found), cited_by_row=named)
    return Section("provisions", words.say("tell.provisions.heading"), (), table)


def _wording(text: str, day: Day, words: Words) -> str:
    """Which wording the address opens."""
    act = Citation.parse(text).act
    if act not in WORDINGS:
        return words.say("tell.provisions.now")
    wording = wording_on(act, day)
    near = wording_near(act, day)
    if wording is None and near is not None:
        return words.say("tell.provisions.near", day=near.since)
    if wording is None:
        return words.say("tell.provisions.list")
    return words.say("tell.provisions.since", day=wording.since)


def _natural(text: str) -> tuple[tuple[int, str], ...]:
    """Orders § 9 before § 17."""
    return tuple((int(part) if part.isdecimal() else 0, part) for part in re.split(r"(\d+)", text))


def _receipt(made: Determination, words: Words) -> Section:
    receipt = made.receipt
    lines = [
        Line(
            words.say(
                "tell.receipt.line",
                version=receipt.perenou,
                day=receipt.as_of,
                law=receipt.law,
                facts=receipt.facts[:12],
                answer=receipt.answer[:12],
            ),
            tone="quiet",
        )
    ]
    lines += [
        Line(words.say("tell.receipt.reform", reform=reform), tone="doubt")
        for reform in receipt.reforms
    ]
    if receipt.readings:
        readings = ", ".join(f"{name}={reading}" for name, reading in receipt.readings)
        lines.append(Line(words.say("tell.receipt.readings", readings=readings), tone="quiet"))
    for name, reason in made.reading_reasons:
        text = words.say("tell.receipt.reason", name=name, reason=reason)
        lines.append(Line(text, 1, "quiet"))
    return Section("receipt", words.say("tell.receipt.heading"), tuple(lines))
