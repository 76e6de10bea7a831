"""The forms that a personal name may stand in: for finding names, never for writing them.

``language.names`` writes a name in a case only where the form is sure. Here it is the other way
round: every stem that the name may have by the sound changes of Estonian is thought of, and a word
is taken for a form of the name where it is one of the stems with an ending. A name that is found
where there is none costs somebody a look; one that is not found would be published.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

_VOWELS: Final = "aeiouõäöüy"
_CASES: Final = ("", "t", "d", "s", "sse", "st", "le", "l", "lt", "ks", "ni", "na", "ta", "ga")
_PLURAL: Final = ("de", "te", "id", "sid", "d")
_APOSTROPHES: Final = "'’ʼ`´"

CASE_ENDINGS: Final = {
    "sse": "illative", "st": "elative", "le": "allative", "lt": "ablative", "ks": "translative",
    "ni": "terminative", "na": "essive", "ta": "abessive", "ga": "comitative",
}  # fmt: skip
"""Endings that can be of one case only."""


def _endings() -> dict[str, str]:
    """Every ending with the letters that may stand before it; by what is written, the case's."""
    found: dict[str, str] = {}
    for joint in ("", *"aeiou", "ie", "ei", "ai", "ui"):
        for case in _CASES:
            found.setdefault(joint + case, case)
        for plural in _PLURAL:
            for case in ("", *_CASES[3:]):
                found.setdefault(joint + plural + case, case)
    for each, case in list(found.items()):
        for mark in _APOSTROPHES:
            found.setdefault(mark + each, case)
    for mark in _APOSTROPHES:
        found.setdefault(f"s{mark}", "")
    return found


ENDINGS: Final = _endings()

_LONGEST: Final = max(map(len, ENDINGS))

_GRADES: Final = (
    ("kk", "k"), ("pp", "p"), ("tt", "t"), ("ss", "s"), ("ff", "f"), ("šš", "š"), ("nk", "ng"),
    ("mp", "mb"), ("nt", "nd"), ("lk", "lg"), ("lp", "lb"), ("lt", "ld"), ("rk", "rg"),
    ("rp", "rb"), ("rt", "rd"), ("sk", "s"), ("ht", "h"), ("hk", "h"), ("hk", "hu"), ("lg", "l"),
    ("rg", "r"), ("mb", "mm"), ("nd", "nn"), ("ld", "ll"), ("rd", "rr"), ("lb", "lv"),
    ("rb", "rv"), ("k", "g"), ("p", "b"), ("t", "d"), ("g", ""), ("d", ""), ("b", "v"),
    ("k", ""), ("h", ""),
)  # fmt: skip
"""Strong and weak grade; names change either way (Tamm : Tamme, Kask : Kase, Ratas : Ratta)."""

_CYRILLIC: Final = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "jo", "ж": "ž", "з": "z",
    "и": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "tš", "ш": "š", "щ": "štš",
    "ъ": "", "ы": "õ", "ь": "", "э": "e", "ю": "ju", "я": "ja",
}  # fmt: skip
_CYRILLIC_ENDINGS: Final = (
    "ого", "ому", "ыми", "ами", "ями", "ией", "ой", "ою", "ем", "ей", "ею", "ия", "ии", "ию", "ый",
    "ым", "ая", "ую", "ий", "его", "ему", "им", "ые", "ых", "ам", "ах", "ов", "ев", "ям", "ях",
    "ом", "а", "у", "е", "ы", "ю", "я", "и", "ь", "й",
)  # fmt: skip
"""Longer ones first."""


def is_form_of(word: str, stems: frozenset[str]) -> bool:
    """Whether a word may be a form of a name, by the name's stems."""
    return ending_of(word, stems) is not None


def ending_of(word: str, stems: frozenset[str]) -> str | None:
    """The ending with which a word is a form of a name: empty for none; None: it is none."""
    folded = word.casefold()
    if folded[0] in _CYRILLIC:
        return "" if any(each in stems for each in _latin(folded)) else None
    if folded in stems:
        return ""
    for at in range(len(folded) - 1, max(1, len(folded) - _LONGEST) - 1, -1):
        if folded[:at] in stems and folded[at:] in ENDINGS:
            return ENDINGS[folded[at:]]
    return None


def _latin(word: str) -> tuple[str, ...]:
    """A Cyrillic word with and without its ending, in Latin letters."""
    cut = next((word.removesuffix(e) for e in _CYRILLIC_ENDINGS if word.endswith(e)), word)
    kept = (word, cut) if len(cut) > 1 else (word,)
    return tuple(dict.fromkeys(transliterated(each) for each in kept))


def transliterated(word: str) -> str:
    """A word in Latin letters as the name would be written in Estonian documents."""
    return "".join(_CYRILLIC.get(each, each) for each in word.casefold())


@lru_cache(maxsize=65536)
def stems_of(name: str) -> frozenset[str]:
    """Every stem that one word of a name may have, in lower case and Latin letters."""
    word = transliterated(name)
    found = {word}
    if len(word) < 3:
        return frozenset(found)
    found |= set(_other_endings(word))
    for each in tuple(found):
        found |= set(_graded(each))
    return frozenset(each for each in found if len(each) > 1)


def _other_endings(word: str) -> list[str]:
    found: list[str] = []
    if word.endswith("ne"):
        found += [f"{word[:-2]}se", f"{word[:-2]}s"]
    if word.endswith("s"):
        found += [word[:-1], f"{word[:-1]}n"]
        found += [f"{word[:-1]}kse", word[:-2]] if len(word) > 4 else []
    if word.endswith("si"):
        # Käsi : käe : kätt, Susi : soe : sutt.
        found += [f"{word[:-2]}e", f"{word[:-2]}tt", f"{word[:-2]}t"]
        found += [f"{word[:-3]}oe"] if word.endswith("usi") else []
    if word[-1] in "lrnm" and word[-2] in "eaiu" and len(word) > 3:
        found.append(word[:-2] + word[-1])
    if word[-1] == "i" and len(word) > 3:
        found.append(f"{word[:-1]}e")
    if word[-1] in _VOWELS and len(word) > 3:
        # In Russian the last vowel is the ending: Maria : Марии, Anna : Анны.
        found.append(word.rstrip(_VOWELS) if len(word.rstrip(_VOWELS)) > 2 else word[:-1])
    return found


def _graded(word: str) -> list[str]:
    """The word with the other grade of the consonants before its last vowel, or at its end."""
    end = len(word.rstrip(_VOWELS)) or len(word)
    head, tail = word[:end], word[end:]
    if head[-1:] in "lr" and len(head) > 3 and head[-2] not in f"{_VOWELS}{head[-1]}":
        head, tail = head[:-1], head[-1] + tail
    found = []
    for strong, weak in _GRADES:
        if head.endswith(strong) and len(head) > len(strong):
            found.append(head.removesuffix(strong) + weak + tail)
        if weak and head.endswith(weak) and len(head) > len(weak):
            found.append(head.removesuffix(weak) + strong + tail)
    return found
