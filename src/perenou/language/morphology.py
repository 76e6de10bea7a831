"""Words to their dictionary forms: what an inflected Estonian word is a form of.

Two analysers answer alike. Vabamorf knows the language; it comes in a package that is installed by
choice (``perenou[estonian]``). Where it is missing, endings are cut off by rule. Neither is asked
for more than search and terms need: dictionary forms, the parts of a compound, and the verb behind
a noun of action.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from types import ModuleType
from typing import Final, Protocol

_OVERRIDES: Final = {
    "alusel": ("alus",),
    "alused": ("alus",),
    "kahju": ("kahju",),
    "kahjud": ("kahju",),
    "kulu": ("kulu",),
    "kulud": ("kulu",),
    "kulude": ("kulu",),
    "kulusid": ("kulu",),
    "nõude": ("nõue",),
    "nõuded": ("nõue",),
    "summa": ("summa",),
    "summad": ("summa",),
    "summat": ("summa",),
    "standardid": ("standard",),
    "isa": ("isa",),
    "ema": ("ema",),
    "palka": ("palk",),
    "palga": ("palk",),
    "palgast": ("palk",),
    "maks": ("maks",),
    "last": ("laps",),
    "lapse": ("laps",),
    "tasu": ("tasu",),
    "tasud": ("tasu",),
    "tasust": ("tasu",),
    "osa": ("osa",),
    "teate": ("teade",),
    "koha": ("koht",),
    "kohta": ("koht", "kohta"),
    "taotluse": ("taotlus",),
    "pere": ("pere",),
}
"""By form: the dictionary forms that are meant in acts and letters, where others coincide."""

_ACTION: Final = (
    ("mine", "ma"),
    ("ja", "ma"),
    ("us", "ama"),
    ("us", "ema"),
    ("us", "uma"),
    ("is", "ama"),
)
"""Endings of nouns of action, result and doer, and the ending of the verb they are made from."""

_SHORT_STEM: Final = 3


@dataclass(frozen=True, slots=True)
class Word:
    """What a form can be: dictionary forms, the parts of a compound, the verbs behind it.

    All in lower case; parts and verbs are dictionary forms themselves.
    """

    lemmas: tuple[str, ...]
    parts: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    """Of a compound of three parts or more: the compounds inside it."""


class Analyser(Protocol):
    """Tells what forms can be; each form by itself, without its sentence."""

    name: str

    def words(self, forms: Sequence[str]) -> list[Word]:
        """One answer for each form, in their order."""
        ...


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a form is in its sentence.

    Attributes:
        lemma: in lower case. kind: part of speech in Vabamorf's letters (``S`` noun, ``V`` verb,
            ``A`` adjective, ``H`` name, ``P`` pronoun, ``Y`` abbreviation). forms: case and number
            or form of the verb (``sg g``, ``takse``). parts: how many words the compound has.
    """

    lemma: str
    kind: str
    forms: frozenset[str]
    parts: int


@lru_cache(maxsize=1)
def tagger() -> Vabamorf | None:
    """What tells forms apart by their sentence; None where no dictionary is installed."""
    by = analyser()
    return by if isinstance(by, Vabamorf) else None


@lru_cache(maxsize=1)
def analyser() -> Analyser:
    """The best analyser that is installed."""
    return Vabamorf() if find_spec("estnltk") is not None else Endings()


def joined_lists(text: str, by: Analyser) -> str:
    """Clipped words of a list made whole: ``juhtimis- ja kontrollorgan``.

    The last part of the whole word is put where it was left out, as far as a hyphen shows it; the
    two words then are ``juhtimisorgan`` and ``kontrollorgan``.
    """

    def completed(found: re.Match[str]) -> str:
        first, joint, whole = found.groups()
        (word,) = by.words([whole.lower()])
        tail = _tail(whole, word)
        return f"{first}{tail}{joint}{whole}" if tail else found[0]

    return _CLIPPED.sub(completed, text)


_CLIPPED: Final = re.compile(r"\b([^\W\d_]+)-( (?:ja|ning|või|ega) )([^\W\d_]{6,})", re.IGNORECASE)


def _tail(whole: str, word: Word) -> str:
    """The last part of a compound as it is inflected; empty where it is no compound."""
    if not word.parts:
        return ""
    last = word.parts[-1][:_SHORT_STEM]
    at = whole.lower().rfind(last, 1)
    return whole[at:] if at > 0 else ""


class Vabamorf:
    """The analyser of the ``estnltk`` package, loaded without the rest of that package."""

    name = "Vabamorf"

    def __init__(self) -> None:
        self._core = _vabamorf()
        self._known: dict[str, Word] = {}

    def words(self, forms: Sequence[str]) -> list[Word]:
        """One answer for each form, in their order."""
        self._learn(form for form in forms if form not in self._known)
        return [self._known[form] for form in forms]

    def sentence(self, forms: Sequence[str]) -> list[tuple[Analysis, ...]]:
        """What each word of a sentence is, as the words beside it show."""
        rows = self._core.analyze(list(forms), disambiguate=True, propername=True, guess=True)
        return [tuple(_analyses(row)) for row in rows]

    def _learn(self, forms: Iterable[str]) -> None:
        new = list(dict.fromkeys(forms))
        if not new:
            return
        rows = self._core.analyze(new, disambiguate=False, propername=False, guess=True)
        read = [_read(row) for row in rows]
        for form, (lemmas, parts, last, groups) in zip(new, read, strict=True):
            whole = [*(self._lemma(part) for part in parts), *last]
            inside = [self._lemma(each) for each in groups]
            self._known[form] = _word(form, lemmas, whole, inside, self._verbs)

    @lru_cache(maxsize=65536)  # noqa: B019  # one analyser a process
    def _verbs(self, noun: str) -> tuple[str, ...]:
        """The verbs that a noun is made from: those of the likely ones that the dictionary has."""
        likely = [
            noun.removesuffix(ending) + verb
            for ending, verb in _ACTION
            if noun.endswith(ending) and len(noun) > len(ending) + _SHORT_STEM - 1
        ]
        if not likely:
            return ()
        rows = self._core.analyze(likely, disambiguate=False, propername=False, guess=False)
        return tuple(verb for verb, row in zip(likely, rows, strict=True) if verb in _read(row)[0])

    @lru_cache(maxsize=65536)  # noqa: B019  # one analyser a process
    def _lemma(self, stem: str) -> str:
        """The dictionary form of a part of a compound, which stands there as a stem."""
        if stem in _OVERRIDES:
            return _OVERRIDES[stem][0]
        (row,) = self._core.analyze([stem], disambiguate=False, propername=False, guess=False)
        analyses = row["analysis"]
        assert isinstance(analyses, list)
        for sort in ("S", "A"):
            for each in analyses:
                if each["partofspeech"] == sort:
                    return str(each["lemma"]).lower()
        return stem


class Endings:
    """Endings cut off by rule, where no dictionary is installed: a stem, not a dictionary form.

    It takes two forms of most words to the same stem, and knows no compounds but those whose last
    part is one of the words it is given.
    """

    name = "endings"

    def __init__(self, heads: Iterable[str] = ()) -> None:
        self._heads = {stem(head) for head in (*_HEADS, *heads)}

    def words(self, forms: Sequence[str]) -> list[Word]:
        """One answer for each form, in their order."""
        return [self._word(form) for form in forms]

    def _word(self, form: str) -> Word:
        if form in _OVERRIDES:
            return Word(tuple(stem(each) for each in _OVERRIDES[form]))
        whole = stem(form)
        for at in range(_SHORT_STEM, len(whole) - _SHORT_STEM):
            if whole[at:] in self._heads:
                return Word((whole,), (stem(whole[:at]), whole[at:]))
        return Word((whole,))


_HEADS: Final = frozenset(
    "toetus hüvitis puhkus tasu abi pension leping kohustus õigus aeg teenus menetlus vanem ema "  # noqa: SIM905
    "isa laps pere leht täitur amet kohus seadus register tähtaeg töö raha võlg kodu plaan toiming "
    "määr nõue teave piirang otsus taotlus haldus kindlustus".split()
)
"""Words with which the compounds of the field end."""

_STRIP: Final = re.compile(
    r"(?:(?:de|te)(?:sse|st|s|le|lt|l|ks|ni|na|ta|ga)?|(?:sse|st|s|le|lt|l|ks|ni|na|ta|ga)|"
    r"id|sid|d|t)$"
)
_REGULAR: Final = (
    (re.compile(r"(?:mise|mist|misi|miste|misse)(?=$)"), "mine"),
    (re.compile(r"(?:use|ust|usi|uste|usse)$"), "us"),
    (re.compile(r"(?:ise|ist|isi|iste)$"), "is"),
    (re.compile(r"(?:iku|ikku|ikke|ikute)$"), "ik"),
)


@lru_cache(maxsize=65536)
def stem(form: str) -> str:
    """A form without its endings: ``lapsetoetustest`` and ``lapsetoetuse`` are ``lapsetoetus``."""
    text = form
    cut = _STRIP.sub("", text)
    candidates = (text, cut if len(cut) > _SHORT_STEM else text)
    for each in candidates:
        for pattern, ending in _REGULAR:
            if pattern.search(each) and len(each) > len(ending) + 2:
                return pattern.sub(ending, each)
    if text.endswith(("mine", "us", "is", "ik")):
        return text
    text = candidates[1]
    if len(text) > _SHORT_STEM + 1 and text[-1] in "aeiu":
        text = text[:-1]
    return text


def _word(
    form: str,
    lemmas: Sequence[str],
    parts: Sequence[str],
    groups: Sequence[str],
    verbs: Callable[[str], tuple[str, ...]],
) -> Word:
    chosen = _OVERRIDES.get(form, tuple(lemmas) or (form,))
    whole = tuple(dict.fromkeys(part for part in parts if part not in chosen))
    inside = tuple(dict.fromkeys(each for each in groups if each not in chosen))
    behind = [verb for noun in (*chosen, *whole[-1:]) for verb in verbs(noun)]
    return Word(chosen, whole, tuple(dict.fromkeys(behind)), inside)


def _read(row: dict[str, object]) -> tuple[list[str], list[str], list[str], list[str]]:
    """What one answer of Vabamorf holds: dictionary forms, and of compounds the parts.

    The last part comes as a dictionary form and apart; the others, and the compounds inside the
    compound, come as they stand.
    """
    analyses = row["analysis"]
    assert isinstance(analyses, list)
    lemmas: dict[str, None] = {}
    parts: dict[str, None] = {}
    last: dict[str, None] = {}
    groups: dict[str, None] = {}
    for each in analyses:
        if each["partofspeech"] == "Z":
            continue
        lemma = str(each["lemma"]).lower().replace("=", "")
        lemmas.setdefault(lemma)
        *before, _ = (str(token).lower() for token in each["root_tokens"])
        if before:
            tail = lemma[len("".join(before)) :]
            parts |= {token: None for token in before if len(token) > 1}
            last |= {tail: None} if len(tail) > 1 else {}
        for cut in range(1, len(before)):
            groups |= {"".join(before[: cut + 1]): None, lemma[len("".join(before[:cut])) :]: None}
    return list(lemmas), list(parts), list(last), list(groups)


def _analyses(row: dict[str, object]) -> Iterator[Analysis]:
    analyses = row["analysis"]
    assert isinstance(analyses, list)
    for each in analyses:
        yield Analysis(
            str(each["lemma"]).lower(),
            str(each["partofspeech"]),
            frozenset(form.strip() for form in str(each["form"]).split(",") if form.strip()),
            len(each["root_tokens"]),
        )


class _Core(Protocol):
    def analyze(
        self, words: list[str], *, disambiguate: bool, propername: bool, guess: bool
    ) -> list[dict[str, object]]: ...


def _vabamorf() -> _Core:
    """Vabamorf itself; the package's own start-up, which loads much else, is passed by."""
    if "estnltk" not in sys.modules:
        spec = find_spec("estnltk")
        assert spec is not None
        assert spec.submodule_search_locations is not None
        package = ModuleType("estnltk")
        package.__path__ = list(spec.submodule_search_locations)
        package.__spec__ = spec
        sys.modules["estnltk"] = package
    from estnltk.vabamorf.morf import Vabamorf as Core

    core: _Core = Core.instance()
    return core
