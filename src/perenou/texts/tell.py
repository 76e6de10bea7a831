"""What was found in texts, told to people: one text, or a set with the worst first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from perenou.acts.check.finding import Finding
from perenou.acts.check.tell import finding_lines, where_told
from perenou.casework.as_json import Json
from perenou.casework.report import Line, Report, Section, Table, Tone
from perenou.language.catalogue import Catalogue, SlotValue
from perenou.language.dates import day as day_text
from perenou.language.grammar import Language
from perenou.texts.across import Contradiction, Twins
from perenou.texts.against import Against
from perenou.texts.answers import Differing
from perenou.texts.check import CheckedText
from perenou.texts.clarity import GROUP as CLARITY
from perenou.texts.facts import FACT_RULES
from perenou.texts.facts import GROUP as FACTS
from perenou.texts.folder import CheckedSource, text_data
from perenou.texts.naming import Naming
from perenou.texts.site import Pages
from perenou.texts.translations import Lagging


class _Say:
    def __init__(self, language: Language) -> None:
        self._texts = Catalogue.load("perenou.texts", "texts")
        self.language = language

    def __call__(self, key: str, **slots: SlotValue) -> str:
        return self._texts.text(f"text.report.{key}", self.language, **slots)


def tell_text(checked: CheckedText, name: str, today: int, language: Language) -> Report:
    """A report on one text: facts first, then the wording by rule."""
    say = _Say(language)
    facts = [each for each in checked.findings if each.group == FACTS]
    clarity = [each for each in checked.findings if each.group == CLARITY]
    written = say("unknown_day") if checked.written is None else day_text(checked.written, language)
    counted = (
        say("count", facts=len(facts), clarity=len(clarity)) if checked.findings else say("none")
    )
    lines = [Line(counted)]
    if checked.left_out:
        lines.append(Line(say("left_out", number=checked.left_out), 0, "open"))
    if checked.uncompared:
        lines.append(Line(say("uncompared.count", number=len(checked.uncompared)), 0, "open"))
    sections = [Section("summary", say("summary"), tuple(lines))]
    for group, found in ((FACTS, facts), (CLARITY, _by_rule(clarity))):
        if found:
            told = finding_lines(checked.act, found, language, rule_names(language))
            sections.append(Section(group, say(group), told))
    if checked.uncompared:
        told = tuple(_uncompared(checked, say))
        sections.append(Section("uncompared", say("uncompared"), told))
    subtitle = say("subtitle", name=name, written=written, today=today)
    return Report(say("title"), subtitle, tuple(sections))


def rule_names(language: Language) -> dict[str, str]:
    """What people call the rules of facts."""
    say = _Say(language)
    return {rule: say(f"rule.{rule}") for rule in FACT_RULES}


def _uncompared(checked: CheckedText, say: _Say) -> Iterator[Line]:
    """What was compared with nothing, so that silence is no yes."""
    yield Line(say("uncompared.what"))
    for each in checked.uncompared:
        where = where_told(checked.act, each.place, say.language)
        yield Line(say("uncompared.line", where=where, text=" ".join(each.text.split())), 1, "open")
        if each.names:
            yield Line(say("uncompared.names", names=list(each.names)), 2, "quiet")


def _by_rule(found: Sequence[Finding]) -> list[Finding]:
    """By severity, then by rule, so that a rule is told once."""
    told: list[Finding] = []
    for _, group in groupby(found, lambda each: each.severity):
        told += sorted(group, key=lambda each: each.item)
    return told


def tell_set(
    checked: Sequence[CheckedSource],
    against: Against,
    language: Language,
    pages: Pages | None = None,
) -> Report:
    """A report on many texts: the worst first, then what they tell differently from each other.

    Args:
        pages: of a site, where the texts are these.
    """
    say = _Say(language)
    read = [each for each in checked if not each.refused]
    refused = [each for each in checked if each.refused]
    bad = sum(each.facts > 0 for each in read)
    lines = [Line(say("set.count", number=len(read), bad=bad, left=len(refused)))]
    if pages is not None and not pages.has_sitemap:
        lines.append(Line(say("set.no_sitemap"), 0, "open"))
    if pages is not None and pages.left:
        lines.append(Line(say("set.left", number=pages.left), 0, "open"))
    missing = max((each.left_out for each in read), default=0)
    if missing:
        lines.append(Line(say("left_out", number=missing), 0, "open"))
    sections = [Section("summary", say("summary"), tuple(lines))]
    if read:
        head = tuple(say(f"set.head.{key}") for key in _COLUMNS)
        rows = tuple(
            (each.name, each.language, *(str(count or "") for count in _counts(each)))
            for each in read
        )
        sections.append(
            Section("files", say("set.files"), (), Table(head, rows, frozenset({2, 3, 4})))
        )
    for key, told in (
        ("contradictions", _contradictions(against.contradictions, say)),
        ("answers", _answers(against.answers, say)),
        ("lagging", _lagging(against.lagging, say)),
        ("namings", _namings(against.namings, say)),
        ("twins", _twins(against.twins, say)),
    ):
        if told:
            sections.append(Section(key, say(f"set.{key}"), told))
    if refused:
        why = tuple(Line(each.refused, 0, "bad") for each in refused)
        sections.append(Section("refused", say("set.refused"), why))
    return Report(say("set.title"), say("set.subtitle", number=len(checked)), tuple(sections))


_COLUMNS: Final = ("name", "language", "facts", "clarity", "uncompared")


def _counts(checked: CheckedSource) -> tuple[int, int, int]:
    return checked.facts, checked.clarity, checked.uncompared


def text_sheets(checked: CheckedText, told: Report, name: str, language: Language) -> Report:
    """The findings of one text as a table."""
    say = _Say(language)
    data = text_data(checked)
    return Report(told.title, told.subtitle, tuple(_tables([(name, data)], say)))


def sheets(checked: Sequence[CheckedSource], told: Report, language: Language) -> Report:
    """The same as tables alone, with every finding on a row of its own."""
    say = _Say(language)
    tables = tuple(each for each in told.sections if each.table is not None)
    own = _tables([(each.name, each.data) for each in checked], say)
    return Report(told.title, told.subtitle, (*tables, *own))


def _tables(told: Sequence[tuple[str, dict[str, Json]]], say: _Say) -> Iterator[Section]:
    """Every finding on a row of its own, then every sentence that was compared with nothing."""
    names = rule_names(say.language)
    rows = [
        (name, names.get(str(row["item"]), str(row["item"])), _paragraph(row), *_cells(row, _CELLS))
        for name, data in told
        for row in _rows(data, "findings")
    ]
    yield _sheet(
        "findings", ("name", "rule", "place", "excerpt", "what", "cure", "citation"), rows, say
    )
    left = [
        (name, _paragraph(row), str(row["text"]))
        for name, data in told
        for row in _rows(data, "uncompared")
    ]
    if left:
        yield _sheet("uncompared", ("name", "place", "excerpt"), left, say)


_CELLS: Final = ("excerpt", "text", "cure", "citation")


def _sheet(key: str, head: Sequence[str], rows: Sequence[tuple[str, ...]], say: _Say) -> Section:
    heads = tuple(say(f"set.head.{each}") for each in head)
    table = Table(heads, tuple(rows), frozenset({head.index("place")}))
    return Section(key, say("uncompared" if key == "uncompared" else f"set.{key}"), (), table)


def _rows(data: dict[str, Json], key: str) -> Iterator[dict[str, Json]]:
    found = data.get(key, [])
    for row in found if isinstance(found, list) else ():
        if isinstance(row, dict):
            yield row


def _paragraph(row: dict[str, Json]) -> str:
    place = row["place"]
    return str(place["paragraph"]) if isinstance(place, dict) else ""


def _cells(row: dict[str, Json], keys: Sequence[str]) -> Iterator[str]:
    return (str(row[key]) for key in keys)


def _contradictions(found: Sequence[Contradiction], say: _Say) -> tuple[Line, ...]:
    lines: list[Line] = []
    for each in found:
        lines.append(Line(say("set.contradiction", label=each.label), 0, "bad"))
        for value in each.values:
            names = list(value.names)
            key = "set.value_right" if value.is_right else "set.value_not_right"
            tone: Tone = "good" if value.is_right else "bad"
            lines.append(Line(say(key, value=value.text, names=names), 1, tone))
    return tuple(lines)


def _answers(found: Sequence[Differing], say: _Say) -> tuple[Line, ...]:
    lines: list[Line] = []
    for each in found:
        lines.append(Line(say("set.question", question=each.question), 0, "bad"))
        for name, says in ((each.first, each.first_says), (each.second, each.second_says)):
            lines.append(Line(say("set.says", name=name, says=says), 1))
    return tuple(lines)


def _lagging(found: Sequence[Lagging], say: _Say) -> tuple[Line, ...]:
    lines: list[Line] = []
    for each in found:
        lines.append(
            Line(say("set.pair", original=each.original, translation=each.translation), 0, "bad")
        )
        if each.missing:
            lines.append(Line(say("set.missing", what=list(each.missing)), 1))
        if each.extra:
            lines.append(Line(say("set.extra", what=list(each.extra)), 1))
    return tuple(lines)


def _namings(found: Sequence[Naming], say: _Say) -> tuple[Line, ...]:
    lines: list[Line] = []
    for each in found:
        lines.append(Line(say("set.naming", term=each.term), 0, "open"))
        for name, where in each.names:
            lines.append(Line(say("set.named", name=name, names=_few(where, say)), 1))
    return tuple(lines)


_MOST_NAMES: Final = 8


def _few(names: Sequence[str], say: _Say) -> list[str]:
    """The first few names, and how many more there are."""
    rest = len(names) - _MOST_NAMES
    more = [say("set.more", number=rest)] if rest > 0 else []
    return [*names[:_MOST_NAMES], *more]


def _twins(found: Sequence[Twins], say: _Say) -> tuple[Line, ...]:
    return tuple(
        Line(say("set.twins_line", first=each.first, second=each.second, share=each.share))
        for each in found
    )
