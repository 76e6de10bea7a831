"""A page of the handbook as a report, and the list of pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.handbook.families import families
from perenou.casework.handbook.pages import COMMON, Chapter, chapters
from perenou.casework.report import Line, Report, Section, Table
from perenou.casework.solve import Solved
from perenou.casework.tell import tell
from perenou.casework.words import Words
from perenou.language.dates import day as day_text
from perenou.language.dates import month as month_text
from perenou.language.grammar import Language
from perenou.rules.citation import Citation
from perenou.rules.lawbook import Law
from perenou.rules.rule import ParameterVersion, Rule
from perenou.rules.types import ALWAYS, Day

PROCEDURE: Final = {
    "PHS": frozenset({"5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "25", "26", "27", "28",
                      "30", "31", "46", "52", "53"}),
}  # fmt: skip
"""By act: sections about how a benefit is claimed, granted, paid and taken back."""

_TIMES: Final = frozenset({"Day", "Days", "Months"})
_FIGURES: Final = frozenset({"Cents", "FineCents", "Hundredths", "Count"})
_KEPT: Final = 256
_OF: Final = re.compile(r" \([^()]*\)$")
"""Of which benefit a norm is, where it is written once for several."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in the list of pages; ``is_in_force``: whether anything of it holds on the day."""

    key: str
    title: str
    is_in_force: bool


def entries(day: Day, known: Day, language: Language) -> tuple[Entry, ...]:
    """The pages of the handbook as the law stands on a day, as far as it is known on another."""
    law = LAWBOOK.on(known)
    words = Words(language)
    return tuple(
        Entry(key, _title(chapter, words), key == COMMON or _holds(chapter, law, day))
        for key, chapter in chapters().items()
    )


@lru_cache(maxsize=_KEPT)
def page(
    key: str, day: Day, known: Day, language: Language, readings: tuple[tuple[str, str], ...] = ()
) -> Report:
    """A page as the law stands on a day; pages are kept, as law does not change while we run.

    Of a benefit that there is not on the day only the amounts of other days and what changes are
    told.

    Args:
        key: of the page. known: only what was published by this day counts. readings: by norm, the
            other reading by which the examples are solved.

    Raises:
        KeyError: there is no such page.
    """
    chapter, law, words = chapters()[key], LAWBOOK.on(known), Words(language)
    is_held = key == COMMON or _holds(chapter, law, day)
    norms = [
        rule
        for name in (chapter.names if is_held else ())
        if name in law.terms and (rule := law.terms[name].line.at(day)) is not None
    ]
    numbers = _numbers(chapter, law, day, words) if is_held else {}
    kinds: dict[str, list[Rule]] = defaultdict(list)
    for norm in norms:
        kinds[_kind(norm)].append(norm)
    sections = (
        _provisions("who", chapter, kinds["who"], numbers, day, words),
        _amounts(chapter, law, day, words),
        _changes(chapter, law, day, words),
        _provisions("computed", chapter, kinds["computed"], numbers, day, words),
        _provisions("procedure", chapter, kinds["procedure"], numbers, day, words),
        _provisions("times", chapter, kinds["times"], numbers, day, words),
        *(_examples(key, day, dict(readings), words) if is_held else ()),
        _doubts(chapter, norms, day, words),
    )
    return Report(
        _title(chapter, words),
        words.say("handbook.as_on", day=day),
        tuple(each for each in sections if each is not None),
    )


def _title(chapter: Chapter, words: Words) -> str:
    if chapter.benefits == (chapter.key,) or chapter.key == "survivors_allowance":
        return words.benefit(chapter.key)
    return words.say(f"handbook.page.{chapter.key}")


def _holds(chapter: Chapter, law: Law, day: Day) -> bool:
    """Whether there is an amount: a figure or rate of the benefit itself that holds on a day."""
    rates = [name for name in chapter.roots if law.terms[name].gives in ("Cents", "FineCents")]
    return any(law.terms[name].line.at(day) is not None for name in rates) and (
        not (figures := _money(chapter)) or any(law.figures[f].at(day) for f in figures)
    )


def _money(chapter: Chapter) -> list[str]:
    return [
        name
        for name in chapter.names
        if name in LAWBOOK.parameters and LAWBOOK.parameters[name].gives == "Cents"
    ]


def _kind(norm: Rule) -> str:
    """The section of the page that a norm belongs to, by what it gives and where it stands."""
    if norm.gives in _TIMES:
        return "times"
    if norm.citation.section in PROCEDURE.get(norm.citation.act, frozenset()):
        return "procedure"
    return "computed" if norm.gives in _FIGURES else "who"


def _numbers(
    chapter: Chapter, law: Law, day: Day, words: Words
) -> Mapping[Citation, Sequence[str]]:
    """By provision, the ages, terms and other figures of a day that are no amounts."""
    found: dict[Citation, list[str]] = defaultdict(list)
    for name in chapter.names:
        version = law.figures[name].at(day) if name in law.figures else None
        if version is not None and version.value is not None and name not in _money(chapter):
            gives = LAWBOOK.parameters[name].gives
            found[version.citation].append(words.stated(name, version.value, gives))
    return found


def _provisions(
    key: str,
    chapter: Chapter,
    norms: Sequence[Rule],
    numbers: Mapping[Citation, Sequence[str]],
    day: Day,
    words: Words,
) -> Section | None:
    """What each provision says as it stands on the day, with the norms that carry it out."""
    by_provision: dict[Citation, dict[str, None]] = {}
    for norm in norms:
        label = _OF.sub("", norm.labels.in_language(words.language))
        by_provision.setdefault(norm.citation, {})[label] = None
    lines: list[Line] = []

    def place(citation: Citation) -> tuple[bool, tuple[bool, str, list[tuple[int, str]]]]:
        return (citation.act, citation.section) not in chapter.sections, _place(citation)

    for citation, labels in sorted(by_provision.items(), key=lambda each: place(each[0])):
        said = words.provision(citation, day)
        head = f"{citation}. {said}" if said else str(citation)
        lines.append(Line(head, cited=((str(citation), day),)))
        rules = "; ".join((*labels, *numbers.get(citation, ())))
        lines.append(Line(rules, 1, "quiet" if said else ""))
    return Section(key, words.say(f"handbook.{key}"), tuple(lines)) if lines else None


def _place(citation: Citation) -> tuple[bool, str, list[tuple[int, str]]]:
    """The order of the act: PHS first, then by section, subsection and point."""
    parts = (citation.section, citation.subsection, citation.point)
    return citation.act != "PHS", citation.act, [_number(part) for part in parts]


def _number(text: str) -> tuple[int, str]:
    digits = ""
    for sign in text:
        if sign not in "0123456789":
            break
        digits += sign
    return int(digits or 0), text[len(digits) :]


def _amounts(chapter: Chapter, law: Law, day: Day, words: Words) -> Section | None:
    """Every figure of the benefit itself with its values over time; that of the day is marked."""
    rows: list[tuple[str, ...]] = []
    cited: list[tuple[str, Day]] = []
    for name in chapter.names:
        if name not in law.figures:
            continue
        line = law.figures[name]
        now = line.at(day)
        for start in line.starts:
            version = line.at(start)
            if version is None:
                continue
            rows.append(_amount(name, start, version, is_now=version is now, words=words))
            cited.append((str(version.citation), max(start, version.validity.in_force)))
    if not rows:
        return None
    head = tuple(words.say(f"handbook.amounts.{key}") for key in ("what", "since", "value", "now"))
    table = Table((*head, words.say("handbook.amounts.provision")), tuple(rows), frozenset({2}),
                  tuple(cited))  # fmt: skip
    return Section("amounts", words.say("handbook.amounts"), (), table)


def _amount(
    name: str, start: Day, version: ParameterVersion, *, is_now: bool, words: Words
) -> tuple[str, ...]:
    gives = LAWBOOK.parameters[name].gives
    value = words.say("value.open") if version.value is None else words.value(version.value, gives)
    since = "" if start <= ALWAYS else day_text(start, words.language)
    now = words.say("handbook.amounts.holds") if is_now else ""
    return words.label(name), since, value, now, str(version.citation)


def _examples(key: str, day: Day, readings: Mapping[str, str], words: Words) -> Iterator[Section]:
    """Invented families near a boundary, solved as the law stands on the day."""
    for family in families(key, day):
        made = Solved(family.case, day, readings).determination
        told = tell(made, words.language)
        lines: list[Line] = []
        for section in ("summary", "changes"):
            found = told.section(section)
            lines += [] if found is None else found.lines
        sums: dict[int, tuple[int, int]] = dict.fromkeys(
            range(made.first_month, made.last_month + 1), (0, 0)
        )
        for payment in made.payments:
            least, most = sums.get(payment.month, (0, 0))
            sums[payment.month] = least + payment.least, most + payment.most
        rows = tuple(
            (month_text(month, words.language), words.amount(*each))
            for month, each in sorted(sums.items())
        )
        head = (words.say("handbook.example.month"), words.say("handbook.example.sum"))
        yield Section(
            f"example_{family.key}",
            words.say("handbook.example", what=words.say(f"handbook.example.{family.key}")),
            tuple(lines),
            Table(head, rows, frozenset({1})),
        )


def _doubts(chapter: Chapter, norms: Sequence[Rule], day: Day, words: Words) -> Section | None:
    """What the law leaves open, how it is read, and the other reading."""
    found: dict[str, Citation] = {}
    for norm in norms:
        for rule in LAWBOOK.rules[norm.name]:
            if rule.doubt:
                found.setdefault(rule.doubt, rule.citation)
    for flag in LAWBOOK.flags:
        if flag.benefit in chapter.benefits or flag.when in chapter.names:
            found.setdefault(flag.doubt, flag.citation)
    lines: list[Line] = []
    for doubt, citation in found.items():
        what = f"{words.of_law(f'doubt.{doubt}.what')} ({citation})"
        lines.append(Line(what, 0, "doubt", ((str(citation), day),)))
        lines.append(Line(words.of_law(f"doubt.{doubt}.taken"), 1))
        lines.append(Line(words.of_law(f"doubt.{doubt}.other"), 1, "quiet"))
    return Section("doubts", words.say("handbook.doubts"), tuple(lines)) if lines else None


def _changes(chapter: Chapter, law: Law, day: Day, words: Words) -> Section | None:
    """What of the page begins or ends after the day, the nearest first."""
    found: dict[tuple[Day, str, Citation], None] = {}
    for name in chapter.names:
        label = ""
        if name in law.terms:
            line = law.terms[name].line
            for start in line.starts:
                rule, before = line.at(start), line.at(start - 1)
                if start <= day or rule is before:
                    continue
                of = rule or before
                assert of is not None
                key = "begins" if rule is not None else "ends"
                label = words.say(f"handbook.changes.{key}",
                                  what=of.labels.in_language(words.language))  # fmt: skip
                found[start, label, of.citation] = None
        elif name in law.figures:
            figures = law.figures[name]
            for start in figures.starts:
                version = figures.at(start)
                if start > day and version is not None:
                    gives = LAWBOOK.parameters[name].gives
                    value = (
                        words.say("value.open") if version.value is None
                        else words.value(version.value, gives)
                    )  # fmt: skip
                    label = f"{words.label(name)}: {value}"
                    found[start, label, version.citation] = None
    lines = tuple(
        Line(f"{day_text(start, words.language)}: {label} ({citation})",
             cited=((str(citation), start),))
        for start, label, citation in sorted(found, key=lambda each: (each[0], each[1]))
    )  # fmt: skip
    quiet = (Line(words.say("handbook.changes.none"), tone="quiet"),)
    return Section("changes", words.say("handbook.changes"), lines or quiet)
