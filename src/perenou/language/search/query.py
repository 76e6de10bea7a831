"""A question read: which terms it asks for, straight or by way of the term base."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal, TypeAlias

from perenou.language.morphology import Analyser, Word
from perenou.language.search.similar import Lookalikes
from perenou.language.search.unit import words
from perenou.language.term_base import Term

How: TypeAlias = Literal["word", "part", "verb", "joined", "similar", "term", "cited", "address"]
"""Why a unit is found: by the word itself, a part of the compound, the verb behind it, two words
written as one, a word that looks like it, a term of the field, a provision that a term names, or a
provision that the question names."""

_STOP: Final = frozenset(
    "ja ning või ega ei kui kas et see mis kes ka on olema saama tohtima pidama võima mina sina "  # noqa: SIM905
    "tema meie nemad kuidas kust kuhu kus millal miks mitu palju kaua pikk suur minu oma selle "
    "seda seal siin veel juba väga üks eest kohta järgi alles mingi iga kõik minema tahtma ära üle "
    "alla peale pärast enne ajal ilma jaoks ehk aga vaid nii siis tulema käes kätte sa ma ta te me "
    "nad the a an of for and or to in on is are my i at by with how what when which who can "
    "и в во на с по о об у за для как что кто где когда ли не из от до мой моя мне я".split()
)
_CYRILLIC: Final = re.compile(r"[а-я]")
_RUSSIAN: Final = re.compile(
    r"(?:иями|ями|ами|иях|иям|ием|ого|ему|ому|ыми|ими|ией|ия|ии|ию|ие|ей|ой|ий|ый|ая|яя|ое|ее|ые|их|ых|"
    r"ов|ев|ам|ям|ах|ях|ом|ем|ую|юю|а|я|ы|и|у|ю|о|е|й|ь)$"
)
_NAME: Final = re.compile(r"\b[A-ZÕÄÖÜŠŽА-ЯЁ][\w'-]+(?:\s+[A-ZÕÄÖÜŠŽА-ЯЁ][\w'-]+)+")
_ENGLISH: Final = re.compile(r"(?:ies|ing|ed|es|s|e)$")
_LEAST: Final = 4
_SURE: Final = 0.6
"""The likeness from which on a misspelt word is taken for the name of a term."""

SIMILAR: Final = 0.8
JOINED: Final = 1.2
PARTS: Final = 0.8
GROUPS: Final = 0.8
VERBS: Final = 0.6
TERM: Final = 0.7
CITED: Final = 9.0
"""How much a way of being found counts beside the word itself; of a citation, the points."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to satisfy a part of the question: terms with weights that are added up."""

    terms: tuple[tuple[str, float], ...]
    how: How
    by: str
    """The word or the term that it goes by."""


@dataclass(frozen=True, slots=True)
class Clue:
    """A part of the question: the ways that satisfy it (the best counts), and provisions named."""

    text: str
    ways: tuple[Way, ...]
    keys: frozenset[str]
    """By what a term of the field is known in it; of a term, by what it was known."""
    addresses: tuple[str, ...] = ()
    own: bool = True
    """Whether it is a word of the question; otherwise what stands behind its words."""


def foreign_key(word: str) -> str:
    """A Russian or English word without its ending."""
    ending = _RUSSIAN if _CYRILLIC.search(word) else _ENGLISH
    cut = ending.sub("", word)
    return cut if len(cut) >= _LEAST - 1 else word


def _keys(every: Iterable[tuple[str, bool]]) -> frozenset[str]:
    """By what a name is known, of its words and whether each says nothing by itself.

    Such a word counts where without it a single word would be left: *laps* alone does not mean
    *laps kätte saada*.
    """
    told = frozenset(key for key, is_stopped in every if not is_stopped)
    return told if len(told) > 1 else frozenset(key for key, _ in every) if told else told


class Terms:
    """Finds the terms of the field that a question means, by any of their names."""

    def __init__(self, terms: Iterable[Term], analyser: Analyser) -> None:
        self._terms = {term.name: term for term in terms}
        self._names: dict[str, list[tuple[frozenset[str], str]]] = {}
        self._lemmas: dict[str, list[str]] = {}
        self._analyser = analyser
        rows = [(name, term.name) for term in self._terms.values() for name in term.names("et")]
        forms = {form for name, _ in rows for form in words(name)}
        known = dict(zip(forms, analyser.words(list(forms)), strict=True))
        for name, term in rows:
            every = [(known[form].lemmas[0], _stopped(form, known[form])) for form in words(name)]
            self._add(_keys(every), term)
        for each in self._terms.values():
            self._lemmas[each.name] = [known[form].lemmas[0] for form in words(each.name)]
            for name in (*each.en, *each.ru):
                every = [(f"~{foreign_key(form)}", _stopped(form)) for form in words(name)]
                self._add(_keys(every), each.name)
        self._known = frozenset(
            key for rows in self._names.values() for keys, _ in rows for key in keys
        )

    def _add(self, keys: frozenset[str], term: str) -> None:
        if keys:
            self._names.setdefault(min(keys, key=lambda key: (-len(key), key)), []).append(
                (keys, term)
            )

    def known_words(self) -> frozenset[str]:
        """Every key by which a name can be found, for mending what is misspelt."""
        return self._known

    def meant(self, keys: frozenset[str]) -> list[tuple[Term, frozenset[str]]]:
        """The terms one of whose names is all there, but those whose name is part of a longer."""
        found: dict[str, frozenset[str]] = {}
        for key in sorted(keys):
            for name, term in self._names.get(key, ()):
                if name <= keys and len(name) > len(found.get(term, ())):
                    found[term] = name
        return [
            (self._terms[term], name)
            for term, name in found.items()
            if not any(name < other for other in found.values())
        ]

    def lemmas(self, term: Term) -> list[str]:
        """The words of a term's name, in their dictionary forms."""
        return self._lemmas[term.name]


def clues(
    text: str, analyser: Analyser, known: Container[str], alike: Lookalikes, terms: Terms | None
) -> list[Clue]:
    """The parts of a question.

    Args:
        text: the question, in Estonian, English or Russian.
        analyser: tells what forms are forms of.
        known: the terms that the index holds.
        alike: finds known words that look like one that is not.
        terms: the term base, or None to do without.
    """
    asked = words(text)
    analyses = analyser.words(asked)
    found: list[Clue] = []
    keys: set[str] = set()
    stopped: set[str] = set()
    named = _named(text)
    names = terms.known_words() if terms is not None else frozenset()
    for form, word in zip(asked, analyses, strict=True):
        foreign = f"~{foreign_key(form)}"
        if _stopped(form, word):
            stopped |= {*word.lemmas, foreign}
            continue
        mine = {*word.lemmas, *word.verbs, foreign}
        ways = _ways(word)
        is_known = bool(names & mine) or any(lemma in known for lemma in word.lemmas)
        if form in named and not is_known:
            ways = []  # a name does not mean the words that it is made of or looks like
        elif not is_known:
            ways, more = _mended(form, word, ways, alike)
            mine |= more
        keys |= mine
        found.append(Clue(form, tuple(ways), frozenset(mine)))
    for (first, one), (second, other) in pairwise(zip(asked, analyses, strict=True)):
        if _stopped(first, one) or _stopped(second, other):
            continue
        (joined,) = analyser.words([first + second])
        whole = [lemma for lemma in joined.lemmas if lemma in known or lemma in names]
        if whole:
            keys |= set(whole)
            ways_joined = [Way(((lemma, JOINED),), "joined", lemma) for lemma in whole]
            said = f"{first} {second}"
            found.append(Clue(said, tuple(ways_joined), frozenset(whole), own=False))
    if terms is not None:
        for term, name in terms.meant(frozenset(keys | stopped)):
            lemmas = terms.lemmas(term)
            way = Way(tuple((lemma, TERM) for lemma in lemmas), "term", term.name)
            said = " ".join(clue.text for clue in found if clue.own and clue.keys & name)
            found.append(Clue(said or term.name, (way,), name, (term.name, *term.cites), own=False))
    return found


def _named(text: str) -> frozenset[str]:
    """The words of a name as it is written, two or more with capitals: none is a misspelt word."""
    return frozenset(word for name in _NAME.findall(text) for word in words(name))


def _stopped(form: str, word: Word | None = None) -> bool:
    return len(form) < 2 or form in _STOP or (word is not None and word.lemmas[0] in _STOP)


def _ways(word: Word) -> list[Way]:
    ways = [Way(((lemma, 1.0),), "word", lemma) for lemma in word.lemmas]
    ways += [Way(((verb, VERBS),), "verb", verb) for verb in word.verbs]
    ways += [Way(((group, GROUPS),), "part", group) for group in word.groups]
    if word.parts:
        share = PARTS / len(word.parts)
        together = tuple((part, share) for part in word.parts)
        ways.append(Way(together, "part", "+".join(word.parts)))
    return ways


def _mended(
    form: str, word: Word, ways: list[Way], alike: Lookalikes
) -> tuple[list[Way], set[str]]:
    """More ways for a word that nothing holds: by the known words that look like it."""
    near: dict[str, float] = {}
    for asked in {form, *word.lemmas}:
        for each, likeness in alike.like(asked):
            near[each] = max(likeness, near.get(each, 0.0))
    more = [
        Way(((each, SIMILAR * likeness),), "similar", each)
        for each, likeness in sorted(near.items(), key=lambda item: -item[1])[:3]
        if not each.startswith("~")
    ]
    return [*ways, *more], {each for each, likeness in near.items() if likeness >= _SURE}
