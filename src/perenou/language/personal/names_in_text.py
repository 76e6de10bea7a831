"""Names of people in running text: of known people in every form, and what looks like a name.

Known people are those of a case. Besides, a name is taken to be: a given name, a capital beside an
initial, words with capitals beside each other, and a word with a capital inside a sentence, unless
they are known to be something else (a state, an institution, a month, an act, a term).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from perenou.language.grammar import CASES, Language, lexicon
from perenou.language.month_stems import MONTH_STEMS
from perenou.language.personal.name_stems import CASE_ENDINGS, ending_of, stems_of, transliterated
from perenou.language.search.unit import words
from perenou.language.term_base import term_base

_TOKEN: Final = re.compile(r"[^\W\d_](?:\.(?=\s|[^\W\d_]))|[^\W\d_]+(?:[-'’ʼ][^\W\d_]+)*")
_INITIAL: Final = re.compile(r"[^\W\d_]\.?")
_STOPS: Final = re.compile(r"(?:^|[.!?…:;\n\r•]|^[-–*]|\n\s*[-–*])[\s\"„“”«»'(\[]*$")
_BETWEEN: Final = re.compile(r"[ \u00a0\u2009\u202f\t]{1,2}|\n")
_ACRONYM: Final = 5
_LONG: Final = 7
"""Letters of a word that is more probably a known name than a word that sounds like it."""

_LISTS: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a text.

    Attributes:
        who: place among the known people; None: somebody else. key: the same for every form of the
            name of one person, as far as can be told. case: of the Estonian form; empty: unknown.
    """

    start: int
    end: int
    who: int | None
    key: str
    case: str


@dataclass(slots=True)
class _Token:
    start: int
    end: int
    text: str
    is_first: bool
    who: frozenset[int]
    given: bool
    known: bool

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_initial(self) -> bool:
        return self.is_capital and _INITIAL.fullmatch(self.text) is not None

    @property
    def is_shouted(self) -> bool:
        return self.text.isupper() and len(self.text) > 1


class Names:
    """Finds names; made for the people of one case, or for nobody in particular."""

    def __init__(self, people: Sequence[str] = ()) -> None:
        self._people = [
            [stems_of(part) for word in name.split() for part in _parts(word) if len(part) > 1]
            for name in people
        ]
        self._keys = [name.casefold() for name in people]

    def find(self, text: str) -> Iterator[Named]:
        """The names of a text in their order."""
        run: list[_Token] = []
        for token in self._tokens(text):
            is_part = bool(token.who) or self._may_be_name(token)
            if run and (not is_part or not _BETWEEN.fullmatch(text[run[-1].end : token.start])):
                yield from self._settled(run)
                run = []
            if is_part:
                run.append(token)
        yield from self._settled(run)

    def met(self, texts: Sequence[str]) -> list[str]:
        """People who are not known and are named by a given name and more, each once."""
        found: dict[str, None] = {}
        for text in texts:
            for each in self.find(text):
                name = text[each.start : each.end].split()
                if each.who is None and len(name) > 1 and is_given(name[0]):
                    found[" ".join(name)] = None
        return list(found)

    def _tokens(self, text: str) -> Iterator[_Token]:
        for found in _TOKEN.finditer(text):
            word = found[0]
            is_capital = word[0].isupper()
            who = frozenset(
                at for at, stems in enumerate(self._people)
                if any(ending_of(part, each) is not None for part in _parts(word) for each in stems)
            )  # fmt: skip
            is_first = bool(_STOPS.search(text, max(0, found.start() - 12), found.start()))
            is_first |= found.start() == 0
            given = is_capital and is_given(word)
            known = is_capital and _is_known(word)
            yield _Token(found.start(), found.end(), word, is_first, who, given, known)

    def _may_be_name(self, token: _Token) -> bool:
        if not token.is_capital:
            return False
        if token.is_initial:
            return True
        if token.is_shouted and len(token.text) <= _ACRONYM and not token.given:
            return False
        return token.given or not token.known

    def _settled(self, run: list[_Token]) -> Iterator[Named]:
        """The name that stands in a row of words that may be of one, if any does."""
        while run and run[-1].is_initial and len(run) == 1:
            run = []
        if not run:
            return
        if any(token.who for token in run):
            yield from self._of_known(run)
            return
        if run[0].is_first and not run[0].given and len(run) > 2:
            run = run[1:]
        full = [token for token in run if not token.is_initial]
        is_pair = len(run) > 1 and bool(full)
        is_inside = bool(full) and not full[0].is_first and not full[0].is_shouted
        if any(token.given for token in full) or is_pair or is_inside:
            first, last = run[0], run[-1]
            name = " ".join(_rough(token.text) for token in full)
            yield Named(first.start, last.end, None, name, _case(last, None))

    def _of_known(self, run: list[_Token]) -> Iterator[Named]:
        """Names of known people; a short word in small letters alone is one of the language."""
        is_row = sum(bool(token.who) for token in run) > 1
        kept = [
            token for token in run
            if token.is_capital or (token.who and (is_row or len(token.text) >= _LONG))
        ]  # fmt: skip
        if not any(token.who for token in kept):
            return
        if kept[0].is_first and not kept[0].who and not kept[0].given:
            kept = kept[1:]
        at = max(
            {who for token in kept for who in token.who},
            key=lambda who: (sum(who in token.who for token in kept), -who),
        )
        stems = frozenset().union(*self._people[at])
        yield Named(
            kept[0].start, kept[-1].end, at, self._keys[at], _case(kept[-1], stems)
        )  # fmt: skip


def _parts(word: str) -> list[str]:
    """A word and the parts of a double name."""
    parts = word.split("-")
    return [word] if len(parts) == 1 else [*(part for part in parts if len(part) > 1), word]


def _case(token: _Token, stems: frozenset[str] | None) -> str:
    """The case that an ending tells without doubt."""
    if stems is not None:
        ending = ending_of(token.text, stems)
    else:
        ending = next((e for e in CASE_ENDINGS if token.text.casefold().endswith(f"a{e}")), None)
    return CASE_ENDINGS.get(ending or "", "")


def _rough(word: str) -> str:
    """What forms of a word have in common: its beginning."""
    return transliterated(word)[: max(3, min(5, len(word) - 2))]


@lru_cache(maxsize=16384)
def is_given(word: str) -> bool:
    """Whether a word is a form of a common given name."""
    stems = _given_stems()
    return any(ending_of(part, stems) is not None for part in _parts(word))


@lru_cache(maxsize=16384)
def _is_known(word: str) -> bool:
    """Whether a word with a capital is known to be no name of a person."""
    folded = word.casefold()
    exact, starts = _not_names()
    if folded in exact or any(folded[:length] in starts for length in range(4, len(folded) + 1)):
        return True
    first = folded.split("-")[0]
    return first != folded and (first in exact or first in starts)


@lru_cache(maxsize=1)
def _given_stems() -> frozenset[str]:
    text = (_LISTS / "given_names.txt").read_text(encoding="utf-8")
    return frozenset().union(*(stems_of(name) for name in text.split()))


@lru_cache(maxsize=1)
def _not_names() -> tuple[frozenset[str], frozenset[str]]:
    """Whole words, and beginnings of words, that are no names of people."""
    lines = (_LISTS / "not_names.txt").read_text(encoding="utf-8").splitlines()
    listed = [word for line in lines if not line.startswith("#") for word in line.split()]
    starts = {word.removesuffix("*") for word in listed if word.endswith("*")}
    exact = {word for word in listed if not word.endswith("*")}
    for term in term_base().values():
        for name in (term.name, *term.et, *term.en, *term.ru):
            for word in words(name):
                (starts if len(word) > 5 else exact).add(word[:-1] if len(word) > 6 else word)
    for nouns in lexicon().values():
        for noun in nouns.values():
            exact |= {form.casefold() for form in (*noun.singular, *noun.plural)}
    starts |= {stem for stem in MONTH_STEMS if len(stem) > 3}
    return frozenset(exact), frozenset(starts)


def person_in_case(letter: str, case: str, language: Language) -> str:
    """What stands in the place of a name: ``isik A``, ``isikule A``."""
    noun = lexicon()["person"][language].singular
    at = CASES[language].index(case) if case in CASES[language] else 0
    return f"{noun[at]} {letter}"
