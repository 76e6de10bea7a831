"""What can be counted of a text: words in sentences, nouns of action, chains, contacts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from perenou.language.clarity.lemma_pattern import Token
from perenou.language.references.resolve import find

WORD: Final = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|\d[\d.,/\u00a0\u202f-]*")
IN_BRACKETS: Final = re.compile(r"\([^()]*(?:§|\bart\b)[^()]*\)")
"""Provisions in brackets, which readers pass over."""

_PASSIVE: Final = frozenset("takse ti tud tav taks tagu tuvat".split())  # noqa: SIM905
_NOT_FINITE: Final = frozenset(
    "ma mas mast maks mata da des nud tud v tav vat tavat tama".split()  # noqa: SIM905
)
_NEGATIONS: Final = frozenset({"ei", "ära", "ärge", "ärgu", "ärgem"})
_GENITIVE: Final = frozenset({"sg g", "pl g"})
_SECOND: Final = re.compile(
    r"\b(?:T|t)e(?:ie|il|ile|id|ilt|iega|ist|ieni)?\b|\b(?:sina|sinu|sul|sulle|sind)\b|\b\w{3,}(?:ge|ke|te)\b"
)
_MANY: Final = re.compile(r",(?!\d)")
_PARENTHESES: Final = re.compile(r"\(([^()]*)\)")
_PHONE: Final = re.compile(
    r"(?:\+372[ ]?)?\b\d{3}[ ]?\d{4}\b|\b\d{4}[ ]\d{4}\b|\b\w[\w.-]*@\w[\w.-]+\.\w{2,}"
)
_BASIS: Final = re.compile(r"\w+(?: \w+)?:")
"""A line that lists the provisions on which something rests, apart from what is said."""

_ACTION: Final = re.compile(
    r"\b(?:saat|esita|lisa|teata|helista|vasta|maks|tasu|täit|allkirjasta|pöördu|too|tooge|palu|kontrolli|parand|tule)\w*(?:ge|ke)\b"
    r"|\bpea(?:te|b)\b|\bpalu(?:n|me)\b|\bpole\s+vaja\b|\bei\s+(?:ole\s+vaja|pea)\b|\bvõi(?:te|b)\b|\btuleb\b|\bhiljemalt\b|\btähtaeg",
    re.IGNORECASE,
)
_TERM_VARIANTS: Final = (
    (
        re.compile(r"\bperetoetus\w*", re.IGNORECASE),
        re.compile(r"\b(?:pere|lapse)?(?:abiraha|hüvitis)\w*", re.IGNORECASE),
    ),
    (re.compile(r"\btaotlus\w*", re.IGNORECASE), re.compile(r"\bavaldus\w*", re.IGNORECASE)),
)
_ABBREVIATION: Final = re.compile(
    r"(?<![\w.-])(?P<short>[A-ZÕÄÖÜ]{2,6})(?:-?[a-zõäöü]{1,4})?(?![\w.-])"
)
_KNOWN: Final = frozenset("EE EUR ID PIN IBAN EU EL OÜ AS SA MTÜ FIE RT PDF SMS ISIKUKOOD".split())  # noqa: SIM905
_EXPLAINED: Final = 90


@dataclass(frozen=True)
class Measured:
    """A sentence for measuring; ``is_running``: neither heading nor cell."""

    text: str
    tokens: tuple[Token, ...]
    is_running: bool

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """The dictionary forms that its words can have."""
        return frozenset(each.lemma for token in self.tokens for each in token.analyses)

    @cached_property
    def forms(self) -> frozenset[str]:
        """Its words in small letters."""
        return frozenset(token.text.lower() for token in self.tokens)


def words_of(text: str) -> list[str]:
    """The words and numbers of a text."""
    return WORD.findall(text)


def sentence_words(text: str) -> int:
    """How many words a sentence has, provisions in brackets not counted."""
    return len(words_of(IN_BRACKETS.sub("", text)))


def _is_finite(token: Token) -> bool:
    """A verb in a person; the word of negation beside one is none itself."""
    if token.text.lower() in _NEGATIONS:
        return False
    return any(
        each.kind == "V" and each.forms and not each.forms <= _NOT_FINITE for each in token.analyses
    )


def _is_passive(token: Token) -> bool:
    return any(each.kind == "V" and each.forms & _PASSIVE for each in token.analyses)


def _is_action(token: Token) -> bool:
    return any(each.kind == "S" and each.lemma.endswith("mine") for each in token.analyses)


def _chain(sentence: Measured) -> float:
    """The longest row of words in the genitive that stand beside each other."""
    best = now = 0
    for token in sentence.tokens:
        first = token.analyses[:1]
        is_one = any(each.kind in "SHA" and each.forms & _GENITIVE for each in first)
        now = (now + 1 if token.is_joined else 1) if is_one else 0
        best = max(best, now)
    return best


def _longest_word(sentence: Measured) -> float:
    # A name is as long as it is: nobody can call the office otherwise.
    words = [word for word in words_of(sentence.text) if not word[0].isupper()]
    return max((len(part) for word in words for part in word.split("-")), default=0)


def _parts(sentence: Measured) -> float:
    return max(
        (min(each.parts for each in token.analyses) for token in sentence.tokens if token.analyses),
        default=0,
    )


def _bracketed(sentence: Measured) -> float:
    return max((len(words_of(each)) for each in _PARENTHESES.findall(sentence.text)), default=0)


def _references(sentence: Measured) -> float:
    if _BASIS.match(sentence.text) or not ("§" in sentence.text or "artik" in sentence.text):
        return 0
    return sum(
        max(len(mention.targets), len(mention.address), 1) for mention in find(sentence.text)
    )


SENTENCE: Final[Mapping[str, Callable[[Measured], float]]] = {
    "sentence_words": lambda each: sentence_words(each.text),
    "finite_verbs_in_sentence": lambda each: sum(map(_is_finite, each.tokens)),
    "commas_in_sentence": lambda each: len(_MANY.findall(each.text)),
    "parenthesis_words": _bracketed,
    "compound_parts": _parts,
    "word_chars": _longest_word,
    "genitive_chain": _chain,
    "law_references_in_sentence": _references,
}
"""By name: of each sentence."""

ANALYSED: Final = frozenset(
    (
        *("finite_verbs_in_sentence", "compound_parts", "genitive_chain"),
        *("passive_per_100_finite", "mine_nouns_per_1000"),
    )
)
"""Measures that need to know what each word is."""

PARAGRAPH: Final[Mapping[str, Callable[[str], float]]] = {
    "paragraph_words": lambda text: len(words_of(text)),
}
"""By name: of each paragraph."""


def _running(sentences: Sequence[Measured]) -> list[Measured]:
    return [each for each in sentences if each.is_running]


def _share(
    sentences: Sequence[Measured], part: Callable[[Token], bool], of: Callable[[Token], bool]
) -> float:
    tokens = [token for each in _running(sentences) for token in each.tokens]
    whole = sum(map(of, tokens))
    return sum(map(part, tokens)) / whole if whole >= _FEW_VERBS else 0


_FEW: Final = 8
"""Below so many a share says nothing."""

_FEW_VERBS: Final = 20
_FEW_WORDS: Final = 80
_LONG_WORD: Final = 6


def _average(sentences: Sequence[Measured]) -> float:
    counts = [sentence_words(each.text) for each in _running(sentences)]
    return sum(counts) / len(counts) if len(counts) >= _FEW else 0


def lix(sentences: Sequence[Measured]) -> float:
    """Björnsson's readability index: words a sentence, and per cent of words over six letters."""
    running = _running(sentences)
    words = [word for each in running for word in words_of(each.text) if not word[0].isdigit()]
    if len(words) < _FEW_WORDS:
        return 0
    return len(words) / len(running) + 100 * sum(len(w) > _LONG_WORD for w in words) / len(words)


def _variants(sentences: Sequence[Measured]) -> float:
    whole = " ".join(each.text for each in sentences)
    pairs = sum(1 for first, other in _TERM_VARIANTS if first.search(whole) and other.search(whole))
    return 2 if pairs else 1


def abbreviation(sentences: Sequence[Measured]) -> tuple[int, int, int] | None:
    """The first abbreviation that nothing explains: number of its sentence, and its place there."""
    whole = " ".join(each.text for each in sentences)
    seen: set[str] = set()
    offset = 0
    for number, sentence in enumerate(sentences):
        for found in _ABBREVIATION.finditer(sentence.text):
            short = found["short"]
            if short in seen or short in _KNOWN or sentence.text.isupper():
                continue
            seen.add(short)
            at = offset + found.start()
            around = whole[max(0, at - _EXPLAINED) : at + len(short) + _EXPLAINED]
            if not re.search(rf"\((?:edaspidi:?\s+)?{short}", around) and not re.search(
                rf"\b{short}\w*\s*\(", around
            ):
                if "§" not in sentence.text[found.end() : found.end() + 3]:
                    return number, found.start(), found.end()
        offset += len(sentence.text) + 1
    return None


def _says(pattern: re.Pattern[str]) -> Callable[[Sequence[Measured]], float]:
    return lambda sentences: int(any(pattern.search(each.text) for each in sentences))


DOCUMENT: Final[Mapping[str, Callable[[Sequence[Measured]], float]]] = {
    "avg_sentence_words": _average,
    "lix": lix,
    "passive_per_100_finite": lambda each: 100 * _share(each, _is_passive, _is_finite),
    "mine_nouns_per_1000": lambda each: (
        1000 * _share(each, _is_action, lambda _: True)
        if sum(len(s.tokens) for s in each) >= _FEW_WORDS else 0
    ),
    "second_person_forms": _says(_SECOND),
    "term_variants_in_document": _variants,
    "undefined_abbreviation": lambda each: int(abbreviation(each) is not None),
    "letter_has_action_or_deadline": _says(_ACTION),
    "letter_has_contact": _says(_PHONE),
}  # fmt: skip
"""By name: of the whole text."""
