"""Questions that texts ask and answer themselves, and which of them are answered differently."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from perenou.acts.check.view import Act
from perenou.texts.figures_told import FiguresTold, figures_told

_LONGEST_QUESTION: Final = 220
_LONGEST_ANSWER: Final = 5
"""Paragraphs that are taken to belong to an answer."""

_ASKED: Final = re.compile(r"^(?:küsimus|question|вопрос)\s*:\s*", re.IGNORECASE)
_TOLD: Final = re.compile(r"^(?:vastus|answer|ответ)\s*:\s*", re.IGNORECASE)
_IN_ONE: Final = re.compile(r"(?P<question>[^?]{5,220}\?)\s+(?P<answer>\S.{3,})", re.DOTALL)
_YES: Final = re.compile(r"(?:jah|yes|да)\b", re.IGNORECASE)
_NO: Final = re.compile(r"(?:ei|no|нет)\b", re.IGNORECASE)
_WORD: Final = re.compile(r"\w+")
_STEM: Final = 8
_EMPTY: Final = frozenset(
    (
        *("kas", "kui", "mis", "mida", "kes", "kelle", "kuidas", "millal", "kus", "mille", "miks"),
        *("the", "does", "who", "what", "when", "how", "much", "can", "are", "for", "and"),
        *("как", "что", "кто", "когда", "где", "сколько", "почему", "или", "для", "ли", "при"),
    )
)
_ALIKE: Final = 0.8
"""Share of the words of two questions from which they ask the same."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A question and how a text answers it; ``says``: ``yes`` or ``no`` where it begins so."""

    question: str
    words: frozenset[str]
    answer: str
    says: str
    told: FiguresTold


@dataclass(frozen=True, slots=True)
class Differing:
    """A question that two texts answer differently, with what each says."""

    question: str
    first: str
    second: str
    first_says: str
    second_says: str


def answers(act: Act) -> Iterator[Answered]:
    """The questions of a text with their answers, in order."""
    question, held = "", list[str]()
    for each in (*act.paragraphs, None):
        text = "" if each is None else each.text.strip()
        asks = text.endswith("?") and len(text) <= _LONGEST_QUESTION
        if question and (each is None or asks or each.heading or len(held) == _LONGEST_ANSWER):
            if held:
                yield _answered(question, " ".join(held))
            question, held = "", []
        if asks:
            question = text
        elif question:
            held.append(text)
        elif each is not None and not each.heading:
            one = _IN_ONE.match(text)
            if one is not None:
                yield _answered(one["question"], one["answer"])


def _answered(question: str, answer: str) -> Answered:
    asked, told = _ASKED.sub("", question).strip(), _TOLD.sub("", answer).strip()
    says = "yes" if _YES.match(told) else "no" if _NO.match(told) else ""
    return Answered(asked, _words(asked), told[:200], says, figures_told(told))


def _words(question: str) -> frozenset[str]:
    """The words of a question that tell what it is about, cut so that most forms fall together."""
    every = (each.lower() for each in _WORD.findall(question))
    return frozenset(
        each[:_STEM] for each in every if each not in _EMPTY and (len(each) > 2 or each.isdigit())
    )


def answered_differently(
    texts: Sequence[tuple[str, str, Sequence[Answered]]], pairs: Sequence[tuple[str, str]]
) -> tuple[Differing, ...]:
    """Questions that texts of one language, or a text and its translation, answer differently.

    Args:
        texts: name, language and answers of each. pairs: names of texts and their translations.
    """
    by_word: dict[tuple[str, str], list[tuple[str, Answered]]] = defaultdict(list)
    found: dict[tuple[str, str, str], Differing] = {}
    for name, language, own in texts:
        for each in own:
            near = {
                id(of): (other, of)
                for word in each.words
                for other, of in by_word[language, word]
                if other != name
            }
            for other, of in near.values():
                if _same(each.words, of.words):
                    _lay(found, (other, of), (name, each))
            for word in each.words:
                by_word[language, word].append((name, each))
    by_name = {name: own for name, _, own in texts}
    for first, second in pairs:
        one, two = by_name.get(first, ()), by_name.get(second, ())
        if len(one) == len(two):
            for mine, theirs in zip(one, two, strict=True):
                _lay(found, (first, mine), (second, theirs))
    return tuple(found.values())


def _same(one: frozenset[str], two: frozenset[str]) -> bool:
    both = one | two
    return len(both) > 1 and len(one & two) >= _ALIKE * len(both)


def _lay(
    found: dict[tuple[str, str, str], Differing],
    first: tuple[str, Answered],
    second: tuple[str, Answered],
) -> None:
    (one, mine), (two, theirs) = first, second
    told: tuple[str, ...] = ()
    if mine.says and theirs.says and mine.says != theirs.says:
        told = (mine.answer, theirs.answer)
    told = told or mine.told.parts_from(theirs.told)
    if told:
        found.setdefault((mine.question, one, two), Differing(mine.question, one, two, *told))
