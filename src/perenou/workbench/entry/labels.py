"""What the parts of a case file are called in the language of whoever reads."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from perenou.casework.answers import named
from perenou.casework.case_file.errors import Path
from perenou.casework.case_file.fields import COUNTRIES, UNKNOWN
from perenou.casework.case_file.schema import Case, Child, Period, Person
from perenou.casework.case_file.source import Data
from perenou.casework.words import Words
from perenou.language.grammar import Language
from perenou.workbench.entry.shapes import Shape, shapes
from perenou.workbench.entry.values import typed
from perenou.workbench.frame.field_names import field_label, word_name
from perenou.workbench.frame.words import say

CALLED: Final[dict[str, str]] = {
    "couples.kind": "bond",
    "parental_days.kind": "parental",
    "leave": "leave",
    "residence.ground": "ground",
    "notes.kind": "note",
    "work.kind": "activity",
    "work_interruptions.kind": "work_break",
    "state_pensions.kind": "state_pension",
    "legislation_documents.kind": "document",
    "substitute_care.kind": "care",
    "outcome": "outcome",
    "role": "role",
    "level": "studies",
    "basket": "basket",
    "currency": "currency",
    "interval": "interval",
    "benefit": "benefit",
    "benefits": "benefit",
}
"""Words that other rooms name already: by field, or by list and field, the sort that they are of;
the rest have theirs among the fields."""


class Labels:
    """Names in a language; people are called by ``words``."""

    def __init__(self, language: Language, words: Words) -> None:
        self.language = language
        self.words = words

    def list_name(self, name: str) -> str:
        """What a list is called."""
        return field_label(name, self.language)

    def field(self, name: str, listed: str = "") -> str:
        """What a field is called, in the entries of a list where one is named."""
        return field_label(name, self.language, listed)

    def word(self, word: str, name: str, listed: str = "") -> str:
        """What a word to choose is called."""
        if word == UNKNOWN:
            return say("entry.unknown", self.language)
        of = CALLED.get(f"{listed}.{name}", CALLED.get(name))
        if of is not None:
            return named(of, word, self.words)
        return word_name(word, name, self.language, listed)

    def value(self, shape: Shape, listed: str, value: str) -> str:
        """A value as people read it."""
        if value == UNKNOWN:
            return say("entry.unknown", self.language)
        if shape.sort == "flag" and value in ("true", "false"):
            return self.words.say("value.yes" if value == "true" else "value.no")
        if value == "all":
            return say("entry.all", self.language)
        if shape.sort in ("word", "words_or_all"):
            return ", ".join(
                self.word(each, shape.name, listed) if each in shape.words else each
                for each in value.split(", ")
            )
        if shape.sort in ("person", "people", "people_or_all"):
            return ", ".join(self.words.name_of(each) for each in value.split(", "))
        if shape.sort == "country":
            return self.words.state(value) if value in COUNTRIES else value
        return typed(shape.sort, value, self.language)

    def place(self, path: Path) -> str:
        """Where something stands, as people say it: whose, in which list, which row, which field.

        What has no name here stays as the file writes it.
        """
        return " · ".join(self._places(path))

    def _places(self, path: Path) -> Iterator[str]:
        parts = list(path)
        if parts and parts[0] in ("people", "children"):
            group = str(parts.pop(0))
            if not parts:
                yield say(f"entry.facts.{group}", self.language)
                return
            who = str(parts.pop(0))
            yield self.words.name_of(who)
            yield from self._within(Person if group == "people" else Child, parts)
        elif parts and parts[0] == "period":
            yield say("entry.facts.period", self.language)
            yield from self._within(Period, parts[1:])
        else:
            yield from self._within(Case, parts)

    def _within(
        self, model: type[Person] | type[Period] | type[Case], parts: list[str | int]
    ) -> Iterator[str]:
        if not parts:
            return
        name, *rest = parts
        shape = shapes(model).get(str(name))
        if shape is None or (model is Case and shape.sort not in ("list", "word", "day")):
            yield ".".join(map(str, parts))
        elif shape.sort != "list" or shape.entry is None:
            yield self.field(str(name))
        else:
            yield self.list_name(str(name))
            if rest:
                yield say("entry.facts.row", self.language, number=int(rest[0]) + 1)
            if len(rest) > 1:
                yield self.field(str(rest[1]), str(name))


def shape_at(path: Path) -> tuple[Shape | None, str]:
    """The field at a path and the list that it stands in, if a form can show it."""
    parts = list(path)
    model: type[Person] | type[Period] | type[Case] = Case
    if parts and parts[0] in ("people", "children"):
        model = Person if parts[0] == "people" else Child
        parts = parts[2:]
    elif parts and parts[0] == "period":
        model, parts = Period, parts[1:]
    if not parts:
        return None, ""
    shape = shapes(model).get(str(parts[0]))
    if shape is not None and shape.entry is not None and len(parts) > 2:
        return shapes(shape.entry).get(str(parts[2])), str(parts[0])
    return shape, ""


def words_of(language: Language, mapping: Data) -> Words:
    """Words in which people are called as the plain data of a case file says."""
    names: dict[str, str] = {}
    if isinstance(mapping, dict):
        for group in ("people", "children"):
            people = mapping.get(group)
            for who, person in people.items() if isinstance(people, dict) else ():
                name = person.get("name") if isinstance(person, dict) else None
                if isinstance(name, str) and name != UNKNOWN and name.strip():
                    names[who] = name
    return Words(language, lambda who: names.get(who, who))


@lru_cache(maxsize=4)
def states(language: Language) -> dict[str, str]:
    """Every state by code, in the order of the names; Estonia before all."""
    words = words_of(language, None)
    names = {code: words.state(code) for code in COUNTRIES}
    order = sorted(names, key=lambda code: (code != "EE", names[code]))
    return {code: names[code] for code in order}
