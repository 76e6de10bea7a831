"""The words that name a part of an act, and the words that stand for numbers."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_CASES: Final = "|t|sse|s|st|le|l|lt|ks|ni|na|ta|ga"
_PLURALS: Final = "d|de|te|id|des|tes|dest|test|dele|tele|del|tel|delt|telt|dega|tega|deks|teks"
_OF_PLURAL: Final = f"(?:{_PLURALS}|es|est|ele|ega|sid|ides|idest)"

_WORDS: Final = {
    "section": (
        rf"§|§-(?!d|te)[a-z]+|paragrahv(?:i(?:{_CASES})?)?|section|параграф\w*",
        rf"§§|§-(?:d|te)[a-z]*|paragrahvi{_OF_PLURAL}|paragrahve|sections",
    ),
    "article": (
        rf"art|artikkel|artikli(?:{_CASES})|article|ст|стать(?:я|и|е|ю|ёй|ей)",
        rf"artikli{_OF_PLURAL}|artikleid|articles|arts|статей|статьям|статьях",
    ),
    "subsection": (
        rf"lg|lg-(?!d|te)[a-z]+|lõige|lõige(?:t)|lõike(?:{_CASES})|subsection|paragraph|ч|част(?:ь|и|ью)",
        rf"lg-(?:d|te)[a-z]*|lõiked|lõikeid|lõige{_OF_PLURAL}|subsections|paragraphs|част(?:ей|ям|ях)",
    ),
    "point": (
        rf"p|p-(?!d|t)[a-z]+|punkt|punkti(?:{_CASES})|clause|point|п|пункт(?:а|у|ом|е)?",
        rf"p-(?:d|t)[a-z]*|punkti{_OF_PLURAL}|punkte|clauses|points|пункт(?:ы|ов|ам|ах)",
    ),
    "subpoint": (
        rf"ap|alapunkt|alapunkti(?:{_CASES})|subpoint|пп|подпункт(?:а|у|ом|е)?",
        rf"alapunkti{_OF_PLURAL}|alapunkte|подпункт(?:ы|ов|ам|ах)",
    ),
    "sentence": (
        rf"ls|lause(?:{_CASES})|sentence|предложени(?:е|я|ю|и)",
        rf"lause{_OF_PLURAL}|sentences",
    ),
}
_PATTERNS: Final = {
    level: (re.compile(one), re.compile(many)) for level, (one, many) in _WORDS.items()
}
DOTTED: Final = frozenset({"art", "lg", "p", "ст", "ч", "п", "пп", "ap", "ls"})
"""Short forms that may carry a full stop."""

LETTERED: Final = frozenset({"subsection", "clause", "subsections", "clauses"})
"""English words in front of a whole number such as 28 (1) 2), which begins with the section."""

_ORDINALS: Final = (
    ("esimene", "esimes"),
    ("teine", "teis"),
    ("kolmas", "kolmanda"),
    ("neljas", "neljanda"),
    ("viies", "viienda"),
    ("kuues", "kuuenda"),
    ("seitsmes", "seitsmenda"),
    ("kaheksas", "kaheksanda"),
    ("üheksas", "üheksanda"),
    ("kümnes", "kümnenda"),
)
_ORDINAL_ENDINGS: Final = re.compile(r"|t|s|st|le|l|lt|ga|e|es|est|ele|el|elt|ega|d|te|ed|test|tes")

CONJUNCTIONS: Final = frozenset({"ja", "ning", "või", "ega", "and", "or", "и", "или", "to"})


@lru_cache(maxsize=4096)
def level_of(word: str) -> tuple[str, bool] | None:
    """The level that a word names and whether it is in the plural; None where it names none."""
    lowered = word.lower()
    for level, (one, many) in _PATTERNS.items():
        if many.fullmatch(lowered):
            return level, True
        if one.fullmatch(lowered):
            return level, False
    return None


@lru_cache(maxsize=4096)
def ordinal_of(word: str) -> str | None:
    """The number of an ordinal written as a word, in any case: ``teise`` is 2."""
    lowered = word.lower()
    for number, (nominative, stem) in enumerate(_ORDINALS, 1):
        if lowered == nominative:
            return str(number)
        if lowered.startswith(stem) and _ORDINAL_ENDINGS.fullmatch(lowered[len(stem) :]):
            return str(number)
    return None


NOT_COUNTED: Final = re.compile(
    r"eur\w*|sen[dt]\w*|last?|laps\w*|päev\w*|kuu|kuu[dl]\w*|aasta\w*|nädal\w*|tun[dn]\w*|protsen\w*|"
    r"kord\w*|inimes\w*|isik\w*|days?|months?|years?|children|euros?|дн\w+|лет|год\w*|евро|реб\w+|дет\w+"
)
"""Words in front of which a number counts things and cites nothing."""

FOLLOWERS: Final = re.compile(
    r"alus\w*|kohase\w*|järgi|järele|kohaldami\w*|kohaldu\w*|sätesta\w*|nimeta\w*|mõt[te]\w*|tähendus\w*|"
    r"tingimus\w*|punkt\w*|lõi[gk]\w*|korra\w*|kohta|täitmi\w*|rakenda\w*|on|ei|jõustu\w*|kehti\w*|"
    r"muut\w*|muude\w*|regul\w*|sisal\w*|vasta\w*|vahel|kogumis|koosmõjus|ette|tulene\w*|are|is|of|apply|"
    r"закона|регламента|lubab|lubavad|kohustab|annab|annavad|tähtae\w*|eeldus\w*|nõu[de]\w*|täide\w*|sõnastus\w*"
)
"""Words that show that the number before them still belongs to the citation."""
