"""What a log tells as a report: sentences and tables, the answer first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from perenou.casework.report import Cited, Line, Report, Section, Table, Tone
from perenou.language.dates import month as month_text
from perenou.language.grammar import Language, counted
from perenou.process.analyse import Analysis
from perenou.process.findings import Finding
from perenou.process.log import NOBODY
from perenou.process.terms import Kept
from perenou.process.variants import Variant
from perenou.process.words import Words

MOST_EDGES: Final = 60
MOST_OFFICIALS: Final = 100
_NOUNS: Final = {"working_day": "working_day", "day": "day", "month": "month"}


def tell(
    analysis: Analysis,
    language: Language,
    case_name: Callable[[str], str] = str,
    official_name: Callable[[str], str] = str,
) -> Report:
    """All that was measured of a log.

    Args:
        case_name, official_name: what cases and officials are called.
    """
    words = Words(language, analysis.log, case_name, official_name)
    log = analysis.log
    days = log.days
    subtitle = words.say(
        "subtitle", cases=len(log.cases), steps=len(log), spell=(int(days.min()), int(days.max()))
    )
    sections = [
        _answer(analysis, words), _flow(analysis, words), _steps(analysis, words),
        _terms(analysis, words), _waits(analysis, words), *_when(analysis, words),
        _findings(analysis, words), _handovers(analysis, words), _officials(analysis, words),
        _variants(analysis, words), _conformance(analysis, words), _notes(analysis, words),
    ]  # fmt: skip
    return Report(
        words.say("title"), subtitle, tuple(each for each in sections if each is not None)
    )


def tell_finding(finding: Finding, analysis: Analysis, words: Words) -> str:
    """One thing that is wrong, in a sentence."""
    step = words.step(finding.activity)
    if finding.kind == "bottleneck":
        figures = next(s for s in analysis.steps if s.activity == finding.activity)
        share = figures.waiting.total / max(inside_waiting(analysis), 1)
        p90 = figures.waiting.p90
        if finding.is_tail and p90 is not None:
            return words.say(
                "finding.bottleneck_tail", step=step, time=words.lasting(figures.waiting.median),
                rare=words.lasting(p90), share=words.percent(share),
            )  # fmt: skip
        return words.say(
            "finding.bottleneck", step=step, time=words.lasting(figures.waiting.median),
            share=words.percent(share),
        )  # fmt: skip
    key = f"finding.{finding.kind}"
    slots: dict[str, str | int] = {"step": step, "cases": finding.number,
                                   "share": words.percent(finding.share)}  # fmt: skip
    if finding.kind in ("skipped", "order"):
        slots["other"] = words.step(finding.other)
    elif finding.kind == "rework":
        if finding.other == NOBODY:
            key = "finding.rework_alone"
        else:
            slots["other"] = words.step(finding.other)
    return words.say(key, **slots)


def inside_waiting(analysis: Analysis) -> float:
    """All waiting for steps of the agency itself, in seconds."""
    return sum(s.waiting.total for s in analysis.steps if s.unit not in analysis.outside)


def _answer(analysis: Analysis, words: Words) -> Section:
    over = int((~analysis.is_running).sum())
    lines = [
        Line(
            words.say(
                "answer.cases",
                cases=len(analysis.log.cases),
                running=len(analysis.log.cases) - over,
            )
        )
    ]
    through = analysis.through
    if over:
        key = "answer.through" if through.p90 is not None else "answer.through_few"
        slots = {"median": words.days(through.median)}
        if through.p90 is not None:
            slots["p90"] = words.days(through.p90)
        lines.append(Line(words.say(key, **slots)))
    lines += [
        Line(_late_line(kept, words), tone="bad", cited=_cited(kept, analysis))
        for kept in analysis.terms
        if kept.late or kept.overdue
    ]
    lines += [Line(tell_finding(f, analysis, words), tone="doubt") for f in analysis.findings[:6]]
    if not analysis.findings:
        lines.append(Line(words.say("answer.nothing"), tone="good"))
    if analysis.conformance is not None:
        share = words.percent(analysis.conformance.fitness)
        lines.append(Line(words.say("answer.fitness", share=share)))
    return Section("answer", words.say("answer.heading"), tuple(lines))


def _late_line(kept: Kept, words: Words) -> str:
    share, low, high = kept.late_share
    return words.say(
        "term.late_line", term=words.say(f"term.{kept.term.key}"), share=words.percent(share),
        late=kept.late + kept.overdue, of=kept.judged, bounds=words.between(low, high),
    )  # fmt: skip


def _cited(kept: Kept, analysis: Analysis) -> Cited:
    day = int(analysis.log.days.max())
    return tuple((str(version.citation), day) for version in kept.versions[-1:])


def _flow(analysis: Analysis, words: Words) -> Section:
    head = tuple(
        words.say(f"flow.{key}") for key in ("from", "to", "number", "cases", "median", "p90")
    )
    shown = analysis.edges[:MOST_EDGES]
    rows = tuple(
        (
            words.step(edge.before), words.step(edge.after), words.number(edge.number),
            words.number(edge.cases), words.days(edge.between.median), words.days(edge.between.p90),
        )
        for edge in shown
    )  # fmt: skip
    lines = [words.say("flow.line")]
    if len(analysis.edges) > len(shown):
        lines.append(words.say("flow.more", ways=len(analysis.edges) - len(shown)))
    return _section("flow", words, lines, Table(head, rows, frozenset(range(2, 6))))


def _steps(analysis: Analysis, words: Words) -> Section:
    keys = ("step", "unit", "cases", "number", "median", "p90", "p95", "work", "repeated",
            "returned")  # fmt: skip
    head = tuple(words.say(f"steps.{key}") for key in keys)
    rows = tuple(
        (
            words.step(step.activity), words.unit(step.unit), words.number(step.cases),
            words.number(step.number), words.days(step.waiting.median) + _few(step.waiting.number),
            words.days(step.waiting.p90), words.days(step.waiting.p95),
            words.minutes(None if step.working is None else step.working.median),
            words.number(step.repeated), words.number(step.returned),
        )
        for step in analysis.steps
    )  # fmt: skip
    lines = [words.say("steps.line")]
    if not analysis.log.has_beginnings:
        lines.append(words.say("steps.no_beginnings"))
    if any(0 < step.waiting.number < 10 for step in analysis.steps):
        lines.append(words.say("few"))
    return _section("steps", words, lines, Table(head, rows, frozenset(range(2, 10))))


def _few(number: int) -> str:
    return "*" if 0 < number < 10 else ""


def _terms(analysis: Analysis, words: Words) -> Section:
    if not analysis.terms:
        return _section("terms", words, [words.say("term.none")])
    keys = ("term", "length", "provision", "ended", "median", "p90", "p95", "late", "overdue",
            "open", "share")  # fmt: skip
    head = tuple(words.say(f"term.column.{key}") for key in keys)
    rows, lines = [], [Line(words.say("term.line", day=int(analysis.log.days.max())))]
    for kept in analysis.terms:
        share, low, high = kept.late_share
        version = kept.versions[-1] if kept.versions else None
        length = "–"
        if version is not None and version.value is not None:
            length = counted(version.value, _NOUNS[kept.term.unit], words.language)
        rows.append(
            (
                words.say(f"term.{kept.term.key}"), length,
                "–" if version is None else str(version.citation),
                words.number(kept.ended), *_in_days(kept, words), words.number(kept.late),
                words.number(kept.overdue), words.number(kept.open),
                f"{words.percent(share)} ({words.between(low, high)})" if kept.judged else "–",
            )
        )  # fmt: skip
        lines.append(
            Line(
                words.say(f"term.note.{kept.term.key}"), tone="quiet", cited=_cited(kept, analysis)
            )
        )
        if len(kept.versions) > 1:
            told = [
                words.say(
                    "term.version",
                    length=counted(v.value or 0, _NOUNS[kept.term.unit], words.language),
                    citation=str(v.citation), day=v.validity.since,
                )
                for v in kept.versions
            ]  # fmt: skip
            lines.append(Line(words.say("term.versions", versions=told), tone="quiet"))
        if any(not version.verified for version in kept.versions):
            lines.append(Line(words.say("term.unverified"), tone="doubt"))
        if kept.undatable:
            lines.append(Line(words.say("term.undatable", cases=kept.undatable), tone="doubt"))
        if kept.cases:
            lines.append(Line(words.say("term.cases", term=words.say(f"term.{kept.term.key}"),
                                        cases=words.cases(kept.cases)), tone="quiet"))  # fmt: skip
    table = Table(head, tuple(rows), frozenset(range(3, 11)))
    return Section("terms", words.say("terms.heading"), tuple(lines), table)


def _in_days(kept: Kept, words: Words) -> tuple[str, str, str]:
    took = kept.took
    if not took.number:
        return "–", "–", "–"
    return (
        words.decimal(took.median, 0 if took.median == int(took.median) else 1) + _few(took.number),
        "–" if took.p90 is None else words.decimal(took.p90, 0),
        "–" if took.p95 is None else words.decimal(took.p95, 0),
    )


def _waits(analysis: Analysis, words: Words) -> Section:
    """Where cases wait, by volume: steps of the agency itself and steps of others apart."""
    keys = ("step", "whose", "number", "median", "total", "share")
    head = tuple(words.say(f"waits.{key}") for key in keys)
    total = sum(step.waiting.total for step in analysis.steps)
    order = sorted(analysis.steps, key=lambda step: -step.waiting.total)
    rows = tuple(
        (
            words.step(step.activity),
            words.say("waits.others" if step.unit in analysis.outside else "waits.own"),
            words.number(step.waiting.number), words.days(step.waiting.median),
            words.decimal(step.waiting.total / 86_400, 0),
            words.percent(step.waiting.total / total if total else 0),
        )
        for step in order
        if step.waiting.total
    )  # fmt: skip
    own = inside_waiting(analysis)
    line = words.say(
        "waits.line", own=words.percent(own / total if total else 0),
        others=words.percent(1 - own / total if total else 0),
    )  # fmt: skip
    return _section("waits", words, [line], Table(head, rows, frozenset(range(2, 6))))


def _when(analysis: Analysis, words: Words) -> Iterator[Section]:
    months = [(month_text(each.when, words.language), each) for each in analysis.by_month]
    days = [(words.say(f"weekday.{each.when + 1}"), each) for each in analysis.by_weekday]
    for key, told in (("months", months), ("weekdays", days)):
        keys = (key, "number", "median", "p90", "worst")
        head = tuple(words.say(f"when.{each}") for each in keys)
        rows = tuple(
            (
                name, words.number(each.waiting.number),
                words.days(each.waiting.median) + _few(each.waiting.number),
                words.days(each.waiting.p90),
                "–" if each.worst == NOBODY else words.step(each.worst),
            )
            for name, each in told
        )  # fmt: skip
        if rows:
            line = words.say(f"{key}.line")
            yield _section(key, words, [line], Table(head, rows, frozenset((1, 2, 3))))


def _findings(analysis: Analysis, words: Words) -> Section:
    if not analysis.findings:
        return _section(
            "findings", words, [words.say("answer.nothing"), words.say("findings.rules")]
        )
    head = tuple(
        words.say(f"findings.{key}") for key in ("what", "cases", "share", "lost", "examples")
    )
    rows = tuple(
        (
            tell_finding(each, analysis, words), words.number(each.number),
            "–" if each.kind == "bottleneck" else words.percent(each.share),
            "–" if each.seconds is None else words.decimal(each.seconds / 86_400, 0),
            words.cases(each.examples) or "–",
        )
        for each in analysis.findings
    )  # fmt: skip
    lines = [words.say("findings.line"), words.say("findings.rules")]
    return _section("findings", words, lines, Table(head, rows, frozenset((1, 2, 3))))


def _handovers(analysis: Analysis, words: Words) -> Section | None:
    if not analysis.handovers:
        return None
    keys = ("from", "to", "number", "cases", "median", "p90")
    head = tuple(words.say(f"handovers.{key}") for key in keys)
    rows = tuple(
        (
            words.unit(each.before), words.unit(each.after), words.number(each.number),
            words.number(each.cases), words.days(each.waiting.median) + _few(each.number),
            words.days(each.waiting.p90),
        )
        for each in analysis.handovers
    )  # fmt: skip
    line = words.say("handovers.line")
    return _section("handovers", words, [line], Table(head, rows, frozenset(range(2, 6))))


def _officials(analysis: Analysis, words: Words) -> Section | None:
    if not analysis.loads:
        return None
    head = tuple(
        words.say(f"officials.{key}") for key in ("who", "unit", "number", "cases", "work")
    )
    rows = tuple(
        (
            words.official(each.resource), words.unit(each.unit), words.number(each.number),
            words.number(each.cases),
            words.minutes(each.working.median if each.working.number else None)
            + _few(each.working.number),
        )
        for each in analysis.loads[:MOST_OFFICIALS]
    )  # fmt: skip
    line = words.say("officials.line")
    return _section("officials", words, [line], Table(head, rows, frozenset((2, 3, 4))))


def _variants(analysis: Analysis, words: Words) -> Section:
    over = int((~analysis.is_running).sum())
    keys = ("number", "cases", "share", "median", "waiting", "work", "way")
    head = tuple(words.say(f"variants.{key}") for key in keys)
    rows = tuple(
        _variant(at, each, over, words) for at, each in enumerate(analysis.variants, start=1)
    )
    covered = sum(each.number for each in analysis.variants)
    line = words.say(
        "variants.line", ways=analysis.number_of_ways, shown=len(analysis.variants),
        share=words.percent(covered / over if over else 0),
    )  # fmt: skip
    return _section("variants", words, [line], Table(head, rows, frozenset(range(1, 6))))


def _variant(at: int, variant: Variant, over: int, words: Words) -> tuple[str, ...]:
    return (
        str(at), words.number(variant.number), words.percent(variant.number / max(over, 1)),
        words.days(variant.through.median) + _few(variant.number), words.days(variant.waiting),
        words.hours(variant.working), " → ".join(words.step(each) for each in variant.way),
    )  # fmt: skip


def _conformance(analysis: Analysis, words: Words) -> Section | None:
    found = analysis.conformance
    if found is None:
        return None
    lines = [
        words.say(
            "conformance.line", model=found.model.name, fitness=words.percent(found.fitness),
            cases=found.cases, fitting=found.fitting,
        ),
        words.say("conformance.how"),
    ]  # fmt: skip
    if found.undecided:
        lines.append(words.say("conformance.undecided", cases=found.undecided))
    if found.not_in_log:
        lines.append(words.say("conformance.not_in_log", steps=found.not_in_log))
    if found.not_in_model:
        lines.append(words.say("conformance.not_in_model", steps=found.not_in_model))
    if found.model.not_understood:
        told = [f"{kind} ({number})" for kind, number in found.model.not_understood]
        lines.append(words.say("conformance.not_understood", elements=told))
    keys = ("what", "step", "times", "cases", "share", "examples")
    head = tuple(words.say(f"conformance.{key}") for key in keys)
    rows = tuple(
        (
            words.say(f"deviation.{each.kind}"), each.name, words.number(each.number),
            words.number(each.cases), words.percent(each.cases / max(found.cases, 1)),
            words.cases(each.examples),
        )
        for each in found.deviations
    )  # fmt: skip
    return _section(
        "conformance", words, lines, Table(head, rows, frozenset((2, 3, 4))) if rows else None
    )


def _notes(analysis: Analysis, words: Words) -> Section:
    log = analysis.log
    lines = [words.say("notes.running", running=int(analysis.is_running.sum()))]
    if analysis.outside:
        names = [words.unit(each) for each in sorted(analysis.outside)]
        lines.append(words.say("notes.outside", units=names))
    for each in log.left_out:
        told = ""
        if each.rows:
            told = " " + words.say("notes.rows", rows=[str(row) for row in each.rows])
        lines.append(words.say(f"notes.left.{each.kind}", rows=each.number) + told)
    lines.append(words.say("notes.spread"))
    return _section("notes", words, lines)


def _section(key: str, words: Words, lines: Sequence[str], table: Table | None = None) -> Section:
    tone: Tone = ""
    return Section(
        key, words.say(f"{key}.heading"), tuple(Line(line, tone=tone) for line in lines), table
    )
