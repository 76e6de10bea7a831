"""Acts as texts call them: by abbreviation and by title, in any case and in three languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).parent
_CELEX_YEAR_FIRST: Final = 2015
_CELEX_WHOLE_YEAR: Final = 1999
_CASES: Final = (
    "|t|sse|s|st|le|l|lt|ks|ni|na|ta|ga|d|te|id|"
    "tes|test|tele|tel|telt|tega|teks|teta|tesse|tena|teni"
)
_STEMS: Final = {
    "seadus": "seaduse",
    "seadustik": "seadustiku",
    "määrus": "määruse",
    "leping": "lepingu",
    "harta": "harta",
}
"""By nominative: the genitive on which the other cases of an act's last word are built."""

_ENDING: Final = re.compile(
    r"-?(?:[ie](?:s|st|sse|le|l|lt|ks|ni|na|ta|ga|d|de|t)?|s|st|le|l|lt|ks|ni|na|ta|ga|d|t|u|l)"
)
"""What declension puts behind an abbreviation: PHSi, PHS-ist, TLS-st."""

_RUSSIAN: Final = {
    "закон": r"закон(?:а|у|ом|е)?",
    "кодекс": r"кодекс(?:а|у|ом|е)?",
    "конституция": r"конституци(?:я|и|ю|ей)",
    "гражданский": r"гражданск(?:ий|ого|ому|им|ом)",
    "процессуальный": r"процессуальн(?:ый|ого|ому|ым|ом)",
    "обязательственно-правовой": r"обязательственно-правов(?:ой|ого|ому|ым|ом)",
}


@dataclass(frozen=True, slots=True)
class Act:
    """An Estonian act: its abbreviation, titles by language, and what is known of its extent."""

    name: str
    et: tuple[str, ...]
    en: str = ""
    ru: str = ""
    sections: int | None = None
    bare: bool = True


@dataclass(frozen=True, slots=True)
class UnionAct:
    """An act of the Union: its number, its CELEX number and how else it is called.

    ``consolidated`` is the number of the consolidated text that the coded law was written after,
    ``articles`` how many there are, where they have been counted.
    """

    name: str
    celex: str
    abbreviations: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    consolidated: str = ""
    articles: int | None = None


@lru_cache(maxsize=1)
def acts() -> dict[str, Act]:
    """Estonian acts by abbreviation."""
    found: dict[str, Act] = {}
    for name, row in _read("acts.yaml").items():
        sections = row.get("sections")
        found[name] = Act(
            name,
            _strings(row["et"]),
            str(row.get("en", "")),
            str(row.get("ru", "")),
            sections if isinstance(sections, int) else None,
            bool(row.get("bare", True)),
        )
    return found


@lru_cache(maxsize=1)
def union_acts() -> dict[str, UnionAct]:
    """Acts of the Union by number."""
    return {
        name: UnionAct(
            name,
            str(row["celex"]),
            _strings(row.get("abbreviations", ())),
            _strings(row.get("titles", ())),
            str(row.get("consolidated", "")),
            articles if isinstance(articles := row.get("articles"), int) else None,
        )
        for name, row in _read("union_acts.yaml").items()
    }


def celex_name(number: str) -> str:
    """The number of an act from its CELEX number: regulations before 2015 have the year last."""
    for act in union_acts().values():
        if act.celex == number:
            return act.name
    year, sort, serial = number[1:5], number[5], str(int(number[6:]))
    named = year if int(year) >= _CELEX_WHOLE_YEAR else year[2:]
    if sort == "R" and int(year) < _CELEX_YEAR_FIRST:
        return f"{serial}/{named}"
    return f"{named}/{serial}"


@lru_cache(maxsize=1)
def abbreviations() -> dict[str, str]:
    """By abbreviation: the act that it stands for."""
    found = {name: name for name in (*acts(), *union_acts()) if "/" not in name}
    for act in union_acts().values():
        found |= dict.fromkeys(act.abbreviations, act.name)
    return found


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(map(len, abbreviations()))


@lru_cache(maxsize=4096)
def abbreviated(word: str) -> str | None:
    """The act of an abbreviation in any case: ``PHSi``, ``PHS-ist``; None where it is none."""
    known = abbreviations()
    if word in known:
        return known[word]
    for cut in range(min(len(word) - 1, _longest()), 1, -1):
        if word[:cut] in known and _ENDING.fullmatch(word[cut:]):
            return known[word[:cut]]
    return None


def title_patterns(title: str) -> tuple[re.Pattern[str], ...]:
    """By word of a title: what the word looks like in a text, whatever its case."""
    words = title.lower().split()
    patterns = [re.escape(word) for word in words]
    last = words[-1]
    for nominative, genitive in _STEMS.items():
        if last.endswith(nominative):
            stem = last.removesuffix(nominative)
            short = "ku" if nominative == "seadustik" else "se"
            forms = f"{nominative}|{nominative}t|{nominative}{short}|{genitive}(?:{_CASES})"
            patterns[-1] = f"{re.escape(stem)}(?:{forms})"
    for index, word in enumerate(words):
        patterns[index] = _RUSSIAN.get(word, patterns[index])
    return tuple(re.compile(pattern) for pattern in patterns)


@lru_cache(maxsize=1)
def titles() -> dict[str, tuple[tuple[tuple[re.Pattern[str], ...], str], ...]]:
    """By a title's first three letters: the patterns of its words and the act, longest first."""
    found: dict[str, list[tuple[tuple[re.Pattern[str], ...], str]]] = {}
    for title, act in _titles():
        found.setdefault(title[:3].lower(), []).append((title_patterns(title), act))
    return {
        start: tuple(sorted(rows, key=lambda row: -len(row[0]))) for start, rows in found.items()
    }


def _titles() -> Iterator[tuple[str, str]]:
    for act in acts().values():
        for title in (*act.et, act.en, act.ru):
            if title:
                yield title, act.name
    for union in union_acts().values():
        for title in union.titles:
            yield title, union.name


def _strings(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(str(each) for each in value) if isinstance(value, (list, tuple)) else ()


def _read(name: str) -> dict[str, dict[str, object]]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, dict[str, object]] = yaml.load(
        (_HERE / name).read_text(encoding="utf-8"), loader
    )
    return found
