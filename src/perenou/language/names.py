"""Estonian case forms of personal names, where they are sure, and the wording that needs none.

An Estonian name declines like the noun it looks like (Mägi : Mäe, Tamm : Tamme, Näide : Näite),
some names do not (Susi : Susi), and many case forms hide the name itself: *Metsale* may be of Mets
or of Metsa. A determination must not guess. So ``name_in_case`` answers only where the form is
sure and shows the name, and is silent otherwise. Texts that must always work keep the name in the
nominative beside a noun that declines, as ``called`` does: *lapsele (Mart Tamm)*; EKI advises the
same for official documents (Isikunimeandmebaas, reeglistik).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from perenou.language.grammar import Language, case_index, form, listed

_ENDINGS: Final = ("sse", "s", "st", "le", "l", "lt", "ks", "ni", "na", "ta", "ga")
_PARTITIVE: Final = 2

_NOUN_LIKE: Final = frozenset({"Hani", "Lumi", "Meri", "Suvi", "Tuli", "Uni", "Veli"})
"""First names whose stem may change as the noun's does (Lumi : Lume or Lumi)."""

_FIRST_NAME: Final = re.compile(r".*[aeiouõäöü].*([^\Waeiouõäöüy\d_][aiou]|ia)", re.IGNORECASE)
"""Two syllables or more, ending in a sounded vowel: Mari : Mari : Marit. A final e may be mute."""

_FIRST_NAME_IN_N: Final = re.compile(r".*[aeiouõäöü]n", re.IGNORECASE)
"""Jaan, Helen: the genitive takes an i; the partitive varies with the length of the name."""

_VOWEL_SURNAME: Final = re.compile(r".*([bdfghjklmnprstvzšž](ova|eva)|\wsalu|\woja)")
"""Ivanova, Pajusalu, Kivioja: the genitive is the name itself, the partitive takes a t."""

_LONG_VOWEL_SURNAME: Final = re.compile(r".*\wmaa")
"""Kuusmaa: the genitive is the name itself, the partitive takes a d."""

_STRONG_SURNAME: Final = re.compile(r".*(mann|berg)")
"""Hermann: the genitive and the partitive take an i."""

_CONSONANT_SURNAME: Final = re.compile(r".*(\wson|[bdfghjklmnprstvzšž](ov|ev))")
"""Jakobson, Ivanov: the genitive takes an i; the partitive varies with the length of the name."""


def name_in_case(name: str, case: str) -> str | None:
    """A personal name in an Estonian case, or ``None`` where the form is not sure.

    Only the last word declines. One word is read as a first name, the last of several as a
    surname. On ``None`` the text must use a head noun: see ``called``.

    Raises:
        ValueError: Estonian has no such case.
    """
    index = case_index("et", case)
    if index == 0:
        return name
    *before, last = name.split(" ")
    declined = _surname(last, index) if before else _first_name(last, index)
    return None if declined is None else " ".join([*before, declined])


def called(noun: str, name: str, language: Language, case: str = "nominative") -> str:
    """A noun of the lexicon in the case that is needed, with the name beside it as it is.

    So every name fits every sentence: ``lapsele (Mart Tamm)``, ``child (Mart Tamm)``.

    Raises:
        ValueError: the lexicon has no such noun, or the language no such case.
    """
    return f"{form(noun, language, case)} ({name})"


class Before(str):
    """What tells a nameless child from others, as words that stand before its noun.

    ``3. augustil 2026 surnult sündinud``; in English they stand behind it.
    """


def named(noun: str, names: Sequence[str], language: Language, case: str = "nominative") -> str:
    """A noun of the lexicon in the case that is needed, before one name or several.

    In Estonian the names stand in that case too where the form of every one of them is sure,
    otherwise as they are and in brackets: ``lapse Mari Jakobsoni``, ``laste (Mart Tamm ja Mari
    Jakobson)``; in Russian, where they keep their spelling, always so.

    Raises:
        ValueError: the lexicon has no such noun, or the language no such case.
    """
    head = form(noun, language, case, "singular" if len(names) == 1 else "plural")
    if isinstance(names[0], Before) and len(names) == 1 and language != "ru":
        return f"{names[0]} {head}" if language == "et" else f"{head} {names[0]}"
    is_apart = language == "ru"
    if language == "et":
        forms = [form_ for name in names if (form_ := name_in_case(name, case)) is not None]
        is_apart = len(forms) < len(names)
        names = names if is_apart else forms
    told = listed(names, language)
    return f"{head} ({told})" if is_apart else f"{head} {told}"


def declined(noun: str, name: str, language: Language, case: str = "nominative") -> str:
    """A name alone in the case that is needed, where that form is sure; otherwise after a noun.

    ``Marile``, but ``lapsele nimega Mart Tamm``. English and Russian keep the name as it is.

    Raises:
        ValueError: the lexicon has no such noun, or the language no such case.
    """
    head = form(noun, language, case)
    if language != "et":
        return name
    return name_in_case(name, case) or f"{head} nimega {name}"


def child_called(name: str, case: str = "nominative") -> str:
    """A child by name in an Estonian sentence: ``lapsele (Mart Tamm)``.

    Raises:
        ValueError: Estonian has no such case.
    """
    return called("child", name, "et", case)


def _first_name(word: str, index: int) -> str | None:
    if _FIRST_NAME_IN_N.fullmatch(word):
        return _with_ending(f"{word}i", None, index)
    if word in _NOUN_LIKE or not _FIRST_NAME.fullmatch(word):
        return None
    return _with_ending(word, f"{word}t", index)


def _surname(word: str, index: int) -> str | None:
    if _LONG_VOWEL_SURNAME.fullmatch(word):
        return _with_ending(word, f"{word}d", index)
    if _VOWEL_SURNAME.fullmatch(word):
        return _with_ending(word, f"{word}t", index)
    if _STRONG_SURNAME.fullmatch(word):
        return _with_ending(f"{word}i", f"{word}i", index)
    if _CONSONANT_SURNAME.fullmatch(word):
        return _with_ending(f"{word}i", None, index)
    return None


def _with_ending(genitive: str, partitive: str | None, index: int) -> str | None:
    if index == _PARTITIVE:
        return partitive
    return genitive if index < _PARTITIVE else genitive + _ENDINGS[index - _PARTITIVE - 1]
