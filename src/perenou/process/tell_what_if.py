"""What a simulation says as a report: the figures side by side, and how far to trust them."""

from __future__ import annotations

from collections.abc import Iterator

from perenou.casework.report import Line, Report, Section, Table
from perenou.language.grammar import Language
from perenou.process.ground import Ground
from perenou.process.what_if import Estimate, Foretold, Measure
from perenou.process.words import Words


def tell_what_if(found: Foretold, ground: Ground, language: Language) -> Report:
    """The figures of now, of the simulated present and of the change, each with its bounds."""
    words = Words(language, ground.log)
    sections = (
        Section("answer", words.say("answer.heading"), tuple(_answer(found, words))),
        _figures(found, words),
        _people(found, ground, words),
        Section("trust", words.say("trust.heading"), tuple(_trust(found, ground, words))),
    )
    return Report(words.say("what_if.title"), _asked(found, ground, words), sections)


def _asked(found: Foretold, ground: Ground, words: Words) -> str:
    if found.change.is_nothing:
        return words.say("what_if.asked.nothing")
    staff = {unit.name: unit.staff for unit in ground.units}
    told = [
        words.say("what_if.asked.staff", unit=name, now=staff[name], then=number)
        for name, number in found.change.staff.items()
    ]
    told += [words.say("what_if.asked.without", step=name) for name in found.change.without]
    if found.unsaid:
        told.append(words.say("what_if.asked.decided", steps=list(found.unsaid)))
    if found.change.arrivals != 1:
        told.append(
            words.say("what_if.asked.arrivals", times=words.decimal(found.change.arrivals, 2))
        )
    return " ".join(told)


def _answer(found: Foretold, words: Words) -> Iterator[Line]:
    for each in found.measures:
        if each.changed is None or each.difference is None:
            continue
        if each.key not in ("through", "late", "running"):
            continue
        is_sure = each.difference.low > 0 or each.difference.high < 0
        key = "more" if each.difference.mean > 0 else "less"
        slots = {
            "now": _value(each, each.present.mean, words),
            "then": _value(each, each.changed.mean, words),
        }
        said = f"what_if.answer.{each.key}.{key}" if is_sure else f"what_if.answer.{each.key}.same"
        yield Line(
            words.say(said, **slots), tone="" if not is_sure else "good" if key == "less" else "bad"
        )
    off = [each for each in found.measures if not each.is_near]
    if found.change.is_nothing or off:
        yield Line(
            words.say("what_if.near.off", measures=[_name(each, words) for each in off])
            if off
            else words.say("what_if.near.all"),
            tone="doubt" if off else "good",
        )


def _figures(found: Foretold, words: Words) -> Section:
    keys = ["what", "real", "present", "near"]
    if not found.change.is_nothing:
        keys += ["changed", "difference"]
    head = tuple(words.say(f"what_if.column.{key}") for key in keys)
    rows = []
    for each in found.measures:
        row = [
            _name(each, words),
            "–" if each.real is None else _value(each, each.real, words),
            _estimate(each, each.present, words),
            words.say("what_if.near.yes" if each.is_near else "what_if.near.no"),
        ]
        if each.changed is not None and each.difference is not None:
            row += [_estimate(each, each.changed, words), _estimate(each, each.difference, words)]
        rows.append(tuple(row))
    line = Line(words.say("what_if.line", number=found.replications, seed=str(found.seed)))
    numbers = frozenset({1, 2, 4, 5}) if len(keys) > 4 else frozenset({1, 2})
    return Section(
        "figures", words.say("figures.heading"), (line,), Table(head, tuple(rows), numbers)
    )


def _people(found: Foretold, ground: Ground, words: Words) -> Section:
    keys = ("unit", "staff", "then", "share", "queue")
    head = tuple(words.say(f"people.{key}") for key in keys)
    rows = tuple(
        (
            unit.name,
            words.number(unit.staff),
            words.number(found.change.staff.get(unit.name, unit.staff)),
            words.percent(unit.share) if unit.is_queue else "–",
            words.say("people.yes" if unit.is_queue else "people.no"),
        )
        for unit in ground.units
    )
    line = Line(words.say("people.line"))
    table = Table(head, rows, frozenset({1, 2, 3}))
    return Section("people", words.say("people.heading"), (line,), table)


def _trust(found: Foretold, ground: Ground, words: Words) -> Iterator[Line]:
    yield Line(words.say("trust.how", cases=found.cases))
    if found.every > 1:
        yield Line(words.say("trust.every", every=found.every))
    without = [unit.name for unit in ground.units if not unit.is_queue]
    if without:
        yield Line(words.say("trust.no_queue", units=without), tone="doubt")
    yield Line(words.say("trust.not_there"), tone="quiet")


def _name(each: Measure, words: Words) -> str:
    if each.key == "waiting":
        return words.say("what_if.measure.waiting", unit=each.about)
    return words.say(f"what_if.measure.{each.key}")


def _value(each: Measure, value: float, words: Words) -> str:
    if each.key == "late":
        return words.decimal(value * 100)
    return words.decimal(value, 0 if each.key == "running" else 1)


def _estimate(each: Measure, estimate: Estimate, words: Words) -> str:
    mean, low, high = (_value(each, value, words)
                       for value in (estimate.mean, estimate.low, estimate.high))  # fmt: skip
    return words.say("what_if.estimate", mean=mean, low=low, high=high)
