"""Which facts of a drafted case a letter bears out, which it does not tell, and which it denies.

A fact is borne out by words for just that fact beside whom it concerns; that a day or a country
stands somewhere in the letter is not enough. What has no such words is for a person to confirm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from perenou.assistant.benefits_named import benefits_in
from perenou.assistant.listed import expressions
from perenou.language.grammar import LANGUAGES
from perenou.language.personal.name_stems import is_form_of, stems_of
from perenou.language.read_dates import days_in
from perenou.language.sentences import sentences
from perenou.language.states import state_names

Plain: TypeAlias = "str | int | float | bool | list[Plain] | dict[str, Plain] | None"
Verdict = Literal["told", "not_in_text", "denied"]

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CLAUSE: Final = re.compile(r"[,;\n]|\b(?:ja|ning|aga|and|but|и|а)\b", re.IGNORECASE)
_LIST: Final = re.compile(r"(?: [A-ZÕÄÖÜŠŽА-ЯЁ][\w-]+)*(?:,| ja| ning| and| и) ")
"""What stands between two of whom the same is said."""
_BORN: Final = re.compile(r"sünd|sünn|snd\b|\bborn|birth|родил|рожден|рождён", re.IGNORECASE)
_CLAIMED: Final = re.compile(
    r"taotl|avaldus|esita|appl|claim|заявл|подал|ходатайств", re.IGNORECASE
)
_LIVES: Final = re.compile(
    r"\bela[bvns]|\bela(?:me|vad)|\bliv(?:e|es|ing)\b|жив[её]|прожива", re.IGNORECASE
)
_ROLES: Final = {
    role: re.compile(expressions("meanings")[word], re.IGNORECASE)
    for role, word in (("mother", "ema"), ("father", "isa"))
}
_OTHER: Final = {"mother": "father", "father": "mother"}
_PARENTAL: Final = "vanemahüvitis"
_TOLD_ELSEWHERE: Final = frozenset({"name", "who", "with", "from", "to"})
"""What is held to the letter with the fact that it belongs to, or by its form alone."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A fact of a draft: where it stands, what it says, and what the letter says of it."""

    path: str
    value: str
    verdict: Verdict


def judged(told: dict[str, Plain], letter: str) -> list[Judged]:
    """Every fact of a draft that the letter does not bear out."""
    by = _Letter(letter, dict(_names(told)))
    found = [Judged(path, value, by.verdict(path, value)) for path, value in _leaves(told)]
    return [each for each in found if each.verdict != "told"]


def _names(told: dict[str, Plain]) -> Iterator[tuple[str, str]]:
    for group in ("people", "children"):
        people = told.get(group)
        for key, person in people.items() if isinstance(people, dict) else ():
            name = person.get("name") if isinstance(person, dict) else None
            yield f"{group}.{key}", name if isinstance(name, str) else ""


def _leaves(value: Plain, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _leaves(each, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from _leaves(each, f"{path}.{at}")
    elif value is not None:
        yield path, str(value)


class _Letter:
    """A letter and whom it names."""

    def __init__(self, text: str, names: dict[str, str]) -> None:
        self._text = text
        self._names = {
            who: frozenset().union(*(stems_of(part) for part in _WORD.findall(name)[:1]))
            for who, name in names.items() if name
        }  # fmt: skip
        self._all = list(names)
        self._sentences = [
            line[start:end] for line in text.splitlines() for start, end in sentences(line)
        ]
        self._clauses = [part for each in self._sentences for part in _CLAUSE.split(each)]
        self._births = set(self._days_of_birth())

    def verdict(self, path: str, value: str) -> Verdict:
        """What the letter says of a fact."""
        steps = path.split(".")
        last = next(step for step in reversed(steps) if not step.isdecimal())
        who = ".".join(steps[:2])
        if last in _TOLD_ELSEWHERE or steps[0] == "period":
            return "told"
        if last == "birth":
            return self._birth(who, value)
        if last == "country":
            return self._country(who, value)
        if last == "role":
            return self._role(value)
        if last == "benefits":
            return self._if(self._is_named(value))
        if last == "received":
            return self._if(any(
                _CLAIMED.search(each) and _ordinal(value) in {day.day for day in days_in(each)}
                for each in self._sentences
            ))  # fmt: skip
        if last == "share":
            return self._if(any(map(_LIVES.search, self._sentences)))
        if steps[0] == "claims" and last in ("for", "by"):
            group = "children" if last == "for" else "people"
            return self._if(self._is_one(group) or self._claims_of(f"{group}.{value}"))
        return "not_in_text"

    @staticmethod
    def _if(is_told: bool) -> Verdict:
        return "told" if is_told else "not_in_text"

    def _birth(self, who: str, value: str) -> Verdict:
        day = _ordinal(value)
        if (day, who) in self._births:
            return "told"
        # Of somebody whose day the letter tells, or a day that is another's, it tells otherwise.
        is_other = any(each == day or of == who for each, of in self._births)
        return "denied" if is_other else "not_in_text"

    def _country(self, who: str, code: str) -> Verdict:
        named = [each for each in self._clauses if code.upper() in _states_in(each)]
        if named:
            others = [each for each in self._named_in_any(named) if each != who]
            is_own = any(who in self._named_in(each) or not self._named_in(each) for each in named)
            return self._if(is_own or not others)
        return "denied" if _states_in(self._text) else "not_in_text"

    def _role(self, role: str) -> Verdict:
        words = _ROLES.get(role)
        if words is None:
            return "not_in_text"
        other = _ROLES[_OTHER[role]].search(self._text)
        if words.search(self._text):
            return self._if(other is None)
        return "denied" if other else "not_in_text"

    def _is_named(self, benefit: str) -> bool:
        keys = {each.key for each in benefits_in(self._text)}
        return benefit in keys or (
            benefit.endswith("parental_benefit")
            and re.search(rf"\b{_PARENTAL}|\bvanemahüviti", self._text, re.IGNORECASE) is not None
        )

    def _is_one(self, group: str) -> bool:
        return sum(each.startswith(f"{group}.") for each in self._all) < 2

    def _claims_of(self, who: str) -> bool:
        return any(
            _CLAIMED.search(each) and who in self._named_in(each) for each in self._sentences
        )

    def _named_in(self, text: str) -> set[str]:
        words = _WORD.findall(text)
        return {
            who for who, stems in self._names.items()
            if any(word[0].isupper() and is_form_of(word, stems) for word in words)
        }  # fmt: skip

    def _named_in_any(self, texts: list[str]) -> set[str]:
        return set().union(*(self._named_in(each) for each in texts))

    def _days_of_birth(self) -> Iterator[tuple[int, str]]:
        """Each day in a sentence of births with the person whose name stands nearest before it."""
        for sentence in self._sentences:
            if not _BORN.search(sentence):
                continue
            spots = [
                (*found.span(), who) for found in _WORD.finditer(sentence)
                for who, stems in self._names.items()
                if found[0][0].isupper() and is_form_of(found[0], stems)
            ]  # fmt: skip
            for day in days_in(sentence):
                before = [each for each in spots if each[1] <= day.start]
                after = [each for each in spots if each[0] >= day.end]
                if not before:
                    yield from ((day.day, who) for _, _, who in after[:1])
                    continue
                last = before.pop()
                yield day.day, last[2]
                while before and _LIST.fullmatch(sentence, before[-1][1], last[0]):
                    last = before.pop()
                    yield day.day, last[2]


def _ordinal(value: str) -> int | None:
    try:
        return date.fromisoformat(value).toordinal()
    except ValueError:
        return None


def _states_in(text: str) -> set[str]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return {
        code
        for code, stem in _state_stems()
        if any(map(str.startswith, words, [stem] * len(words)))
    }


@lru_cache(maxsize=1)
def _state_stems() -> list[tuple[str, str]]:
    """What the names of states begin with in every case, by code."""
    found = []
    for language in LANGUAGES:
        for code, name in state_names(language).items():
            first = name.casefold().split()[0]
            if len(first) > 3:
                found.append(
                    (code, first[:-2] if language == "ru" else first[: max(4, len(first) - 1)])
                )
    return found
