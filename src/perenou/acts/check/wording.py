"""Plain language: short sentences, verbs, one address, the result first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from perenou.acts.check.deduce_kind import DECIDES
from perenou.acts.check.finding import Detector, Hit, Severity
from perenou.acts.check.view import Act, Place
from perenou.acts.document import Part
from perenou.language.clarity.measures import sentence_words, words_of
from perenou.language.which import language_counts

_LONG: Final = 20
_TOO_LONG: Final = 30
_LIST_OF_PROVISIONS: Final = re.compile(r"\b\w*(?:seadus|seadustik|määrus)(?:\s+\([\w/ ]+\))?:\s")
_COPY: Final = re.compile(
    r"\btõlge\b|\btranslation\b|\binformative\b|\bперевод\w*|\bинформаци\w*|\bteabeks\b|\bloetav\s+koopia",
    re.IGNORECASE,
)
_FEW_WORDS: Final = 25
_ACTION: Final = re.compile(
    r"\b[a-zõäöüšž-]{3,}mi(?:ne|se|st|sel|seks|sega|sele|sest|ses|sed|si|ste)\b", re.IGNORECASE
)
_NOT_ACTION: Final = re.compile(
    r"(?:ini|inimi|esimi|viimi|järgmi|eelmi|alumi|ülemi|sisemi|välimi|keskmi|teenusemi|kodumi|tagumi)(?:ne|se|st|sed|sel|seks|sega|sele|sest|ses|si|ste)$|^inimes|lõpmi|mitmi",
    re.IGNORECASE,
)
_MANY_ACTIONS: Final = 3
_FORMAL: Final = re.compile(r"\bT(?:eie|eil|eid|eilt|eile|eist|eiega|e)\b")
_SMALL: Final = re.compile(r"(?<![.!?:]\s)(?<!^)\bt(?:eie|eil|eid|eilt|eile)\b(?!\s+vanem)")
_FAMILIAR: Final = re.compile(r"\b(?:sina|sinu|sul|sulle|sind|sinult)\b", re.IGNORECASE)
_THIRD: Final = re.compile(
    r"\b(?:[Tt]aotleja(?:l|le|lt|t|ga)?|isikul(?:e|t)?|isik)\s+(?:on\b|peab\b|ei\b|tuleb\b|esitas\b|võib\b)"
)
_NOT_HER: Final = re.compile(
    r"\bteis(?:e|el|ele)\b|\bkolmas\b|\bõigustatud\b|\bigal\b|\bmuu\b", re.IGNORECASE
)
_FIRST_SCREEN: Final = 600
_CHAIN: Final = 3
"""Commas in a row of short pieces, so that the row has one item more."""

_BLAME: Final = re.compile(
    r"\btahtlikult\b|\bpettu(?:s\w*|nud)\b|\bpetis\w*|\bpahatahtlik\w*|\bkuritarvita\w+|\bvaleta\w+",
    re.IGNORECASE,
)
_NO_BLAME: Final = re.compile(
    r"\bkohtuotsus\w*|\bkohtu\s+otsus\w*|\bkohus\s+tuvasta|\b(?:ei|pole)\b.{0,30}"
    rf"(?:{_BLAME.pattern})",
    re.IGNORECASE,
)


def in_estonian(act: Act) -> Iterator[Hit]:
    """AA-140: Estonian, or marked as a translation that only informs."""
    if act.source.is_reading_copy or act.says(_COPY):
        return
    if sum(not each[0].isdigit() for each in words_of(act.text)) < _FEW_WORDS:
        return
    counts = language_counts(act.text)
    if counts["en"] + counts["ru"] > counts["et"]:
        yield Hit()


def short_sentences(act: Act) -> Iterator[Hit]:
    """AA-141: no more than 30 words, provisions in brackets not counted; from 21 on a hint."""
    for sentence in act.running:
        if _LIST_OF_PROVISIONS.search(sentence.text):
            continue
        words = sentence_words(sentence.text)
        if words > _LONG:
            severity = None if words > _TOO_LONG else Severity.INFO
            yield Hit(sentence.place, "words_in_sentence", (("number", words),), severity)


def nouns_of_action(act: Act) -> Iterator[Hit]:
    """AA-143: three or more -mine nouns in a sentence."""
    for sentence in act.running:
        found = [e for e in _ACTION.findall(sentence.text) if not _NOT_ACTION.search(e)]
        if len(found) >= _MANY_ACTIONS:
            yield Hit(sentence.place, "nouns_of_action", (("words", found),))


def one_address(act: Act) -> Iterator[Hit]:
    """AA-146: Teie all through; no familiar form, no third person for the reader."""
    is_formal = any(_FORMAL.search(each.text) for each in act.running)
    for sentence in act.running:
        found = _FAMILIAR.search(sentence.text)
        if found is None and is_formal:
            found = _SMALL.search(sentence.text)
        if found is None and is_formal and not _NOT_HER.search(sentence.text):
            found = _THIRD.search(sentence.text)
        if found is not None:
            start = sentence.place.start
            yield Hit(Place(sentence.place.paragraph, start + found.start(), start + found.end()))


def result_first(act: Act) -> Iterator[Hit]:
    """AA-147: the outcome on the first screen; lists for rows of four and more."""
    if act.is_act:
        head = {each.number for each in act.head} | {
            each.number for each in act.paragraphs if each.part in (Part.ACCESS, Part.HEADING)
        }
        read = 0
        for sentence in act.running:
            if sentence.place.paragraph in head:
                continue
            if DECIDES.search(sentence.text):
                break
            read += len(sentence.text)
            if read > _FIRST_SCREEN:
                yield Hit(detail="late_result")
                break
    for sentence in act.running:
        pieces = [each.strip() for each in re.split(r",(?!\d)", sentence.text)]
        short = [0 < len(each.split()) <= 4 and not _CLAUSE.match(each) for each in pieces]
        inner = short[1:-1]
        if len(pieces) > _CHAIN and len(inner) >= _CHAIN - 1 and all(inner[: _CHAIN - 1]):
            if re.search(r"\b(?:ja|või|ning)\b", pieces[-1]):
                yield Hit(sentence.place, "row")


_CLAUSE: Final = re.compile(
    r"(?:et|mis|kes|kui|sest|kuna|kus|mille|kelle|millal|aga|kuid|vaid|siis|mida|keda|§|lg)\b",
    re.IGNORECASE,
)


def no_blame(act: Act) -> Iterator[Hit]:
    """AA-149: words of blame without a finding of fact."""
    for sentence in act.running:
        found = _BLAME.search(sentence.text)
        if found and not _NO_BLAME.search(sentence.text):
            start = sentence.place.start
            yield Hit(Place(sentence.place.paragraph, start + found.start(), start + found.end()))


DETECTORS: Final[Mapping[str, Detector]] = {
    "AA-140": in_estonian,
    "AA-141": short_sentences,
    "AA-143": nouns_of_action,
    "AA-146": one_address,
    "AA-147": result_first,
    "AA-149": no_blame,
}
