"""What a case file says, told by field: whose it is, what it is called, where it is from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeGuard

from perenou.casework.anonymous import REFERENCES
from perenou.casework.case_file.fields import COUNTRIES
from perenou.casework.case_file.schema import Case as CaseFile
from perenou.casework.case_file.source import Data
from perenou.casework.case_file.writer import to_mapping
from perenou.casework.words import CALLED, Words
from perenou.language.dates import month as month_text
from perenou.language.grammar import Language
from perenou.workbench.frame.field_names import field_name, word_name
from perenou.workbench.frame.words import say
from perenou.workbench.privacy.codes import masked, place_of

SOURCES: Final = ("source", "proof")
"""Keys that tell where a fact is from."""

CODE: Final = "personal_code"

_STATES: Final = frozenset(
    {"country", "employer_country", "posted_from", "first", "first_asked", "by"}
)
_ENDS: Final = ("from", "to")
_OF_PEOPLE: Final = ("people", "children")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH: Final = re.compile(r"\d{4}-\d{2}")
_CENTS: Final = re.compile(r"\d+\.\d{2}")


@dataclass(frozen=True, slots=True)
class Fact:
    """A field that a case file fills, or an entry of a list.

    Attributes:
        place: keys and list numbers joined by dots, as a change names it. label: what it is
            called. text: what is said. source: where that is from; empty where nothing is said.
        code_of: where whoever this masked personal code is of stands, to ask for it whole.
    """

    place: str
    label: str
    text: str
    source: str
    code_of: str = ""


@dataclass(frozen=True, slots=True)
class FactGroup:
    """The facts of somebody, or of the case itself (``who`` is then empty)."""

    who: str
    name: str
    facts: tuple[Fact, ...]


class Telling:
    """Words for the fields and values of a case file in a language."""

    def __init__(self, case: CaseFile, language: Language) -> None:
        self.language: Language = language
        self._case = case
        self._words = Words(language)

    def name(self, who: str) -> str:
        """The name of somebody."""
        return self._case.named(who) if who in self._case.everybody else who

    def label(self, key: str, listed: str = "") -> str:
        """What a field is called, in the entries of a list where one is named."""
        return field_name(key, self.language, listed)

    def text(self, key: str, value: Data, listed: str = "") -> str:
        """A value in words; an entry of a list with its fields."""
        if isinstance(value, dict):
            ends = {
                name: value[name]
                for name in _ENDS
                if name in value and not self._is_somebody(value.get(name))
            }
            spell = self._spell(ends.get("from"), ends.get("to"))
            told = (
                self.text(name, each, key)
                if name in REFERENCES and self._is_somebody(each)
                else f"{self.label(name, key)}: {self.text(name, each, key)}"
                for name, each in value.items()
                if name not in SOURCES and name not in ends
            )
            return "; ".join((spell, *told) if spell else told)
        if isinstance(value, list):
            return ", ".join(self.text(key, each, listed) for each in value) or say(
                "word.none", self.language
            )
        return "" if value is None else self._scalar(key, value, listed)

    def _is_somebody(self, value: Data) -> bool:
        return isinstance(value, str) and value in self._case.everybody

    def _spell(self, first: Data, last: Data) -> str:
        """From when to when, in figures, which read the same in every grammatical case."""
        ends = tuple(_figures(each) if isinstance(each, str) else "" for each in (first, last))
        if all(ends):
            return "–".join(ends)
        for key, end in zip(("facts.since", "facts.until"), ends, strict=True):
            if end:
                return say(key, self.language, end=end)
        return ""

    def source(self, value: Data) -> str:
        """Where an entry is from, as far as it says."""
        if not isinstance(value, dict):
            return ""
        return ", ".join(self.text(key, value[key]) for key in SOURCES if key in value)

    def _scalar(self, key: str, value: str, listed: str) -> str:
        if key in REFERENCES and self._is_somebody(value):
            return self._case.named(value)
        if key == CODE:
            return masked(value)
        if key in _STATES and value in COUNTRIES:
            return self._words.state(value)
        if value in CALLED:
            return self._words.benefit(value)
        if _DAY.fullmatch(value):
            return _figures(value)
        if _MONTH.fullmatch(value):
            return month_text(int(value[:4]) * 12 + int(value[5:]) - 1, self.language)
        if _CENTS.fullmatch(value):
            cents = int(value.replace(".", ""))
            return self._words.amount(cents, cents)
        return word_name(value, key, self.language, listed)


def _figures(written: str) -> str:
    """A day or month as people write it in figures; anything else as it stands."""
    is_day_or_month = _DAY.fullmatch(written) or _MONTH.fullmatch(written)
    return ".".join(reversed(written.split("-"))) if is_day_or_month else written


def facts_told(
    case: CaseFile, language: Language, sources: Mapping[str, str] | None = None
) -> tuple[FactGroup, ...]:
    """Everything that a case file says: of each person and child, then of the case.

    Args:
        sources: by place, where a field or list is from that does not say so itself.
    """
    groups = _groups(case, language)
    return groups if not sources else tuple(_with_sources(each, sources) for each in groups)


def _with_sources(group: FactGroup, sources: Mapping[str, str]) -> FactGroup:
    facts = tuple(
        replace(each, source=each.source or source) if (source := _source_of(each, sources)) else
        each for each in group.facts
    )  # fmt: skip
    return replace(group, facts=facts)


def _source_of(fact: Fact, sources: Mapping[str, str]) -> str:
    """The source of a fact, or of the list that it stands in."""
    place = fact.place
    while place and place not in sources:
        place = place.rpartition(".")[0]
    return sources.get(place, "")


def _groups(case: CaseFile, language: Language) -> tuple[FactGroup, ...]:
    telling, mapping = Telling(case, language), to_mapping(case)
    groups = []
    for kind in _OF_PEOPLE:
        of_kind = mapping.get(kind)
        for who, told in of_kind.items() if isinstance(of_kind, dict) else ():
            codes = {f"{kind}.{who}.{CODE}": place_of(case, who)}
            facts = tuple(
                replace(each, code_of=codes.get(each.place, ""))
                for each in _facts(f"{kind}.{who}", told, telling)
            )
            groups.append(FactGroup(who, telling.name(who), facts))
    of_case = {key: told for key, told in mapping.items() if key not in (*_OF_PEOPLE, "title")}
    facts = tuple(_facts("", of_case, telling))
    if facts:
        groups.append(FactGroup("", say("facts.of_case", language), facts))
    return tuple(groups)


def _facts(place: str, told: Data, telling: Telling) -> Iterator[Fact]:
    for key, value in told.items() if isinstance(told, dict) else ():
        if key == "name":
            continue
        at = f"{place}.{key}" if place else key
        yield from _fact(at, telling.label(key), key, value, telling)


def _fact(place: str, label: str, key: str, value: Data, telling: Telling) -> Iterator[Fact]:
    """A field; each entry of a list by itself, and below it the entries that it holds."""
    if _has_entries(value):
        for number, entry in enumerate(value):
            yield from _fact(f"{place}.{number}", label, key, entry, telling)
        return
    held = {}
    if isinstance(value, dict):
        held = {name: each for name, each in value.items() if _has_entries(each)}
        value = {name: each for name, each in value.items() if name not in held}
    yield Fact(place, label, telling.text(key, value), telling.source(value))
    for name, each in held.items():
        below = f"{label} · {telling.label(name, key)}"
        yield from _fact(f"{place}.{name}", below, name, each, telling)


def _has_entries(value: Data) -> TypeGuard[list[Data]]:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)
