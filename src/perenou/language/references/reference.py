"""What a text cites, in one written form: provisions, acts, decisions, judgments, publications."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal, TypeAlias
from urllib.parse import quote

from perenou.language.references.acts import acts, union_acts
from perenou.rules.citation import ACT_PAGES, GAZETTE, Citation

Kind: TypeAlias = Literal["provision", "act", "decision", "case", "publication"]

LEVELS: Final = ("section", "subsection", "point", "subpoint", "sentence")
"""The parts of an address from the widest to the narrowest; of a Union act ``section`` is the
article."""

_SIGNS: Final = dict(zip(LEVELS, ("§", "lg", "p", "ap", "ls"), strict=True))
_RANGE: Final = "–"
_PUBLISHED: Final = re.compile(r"RT (I{1,3}|IV), (\d{2})\.(\d{2})\.(\d{4}), (\d{1,4})")
_PARTS: Final = {"I": 1, "II": 2, "III": 3, "IV": 4}
_EUR_LEX: Final = "https://eur-lex.europa.eu/legal-content/ET/TXT/?uri=CELEX:"


@dataclass(frozen=True, slots=True)
class Reference:
    """One thing that is cited.

    ``name`` is the act's abbreviation, the number of a Union act (``883/2004``), of a decision
    (``F1``) or of a case (``3-18-1672``, ``C-322/17``, an ECLI), or a publication. ``through`` is
    the last number of a range at the narrowest part that is given.
    """

    kind: Kind
    name: str
    section: str = ""
    subsection: str = ""
    point: str = ""
    subpoint: str = ""
    sentence: str = ""
    through: str = ""

    def __str__(self) -> str:
        return written([self])

    @property
    def union(self) -> bool:
        """Whether it stands in an act of the European Union."""
        return self.name in union_acts() or re.fullmatch(r"\d{1,4}/\d{2,4}", self.name) is not None

    @property
    def first(self) -> Reference:
        """The first provision of a range; itself otherwise."""
        return replace(self, through="")

    @property
    def last(self) -> Reference:
        """The last provision of a range; itself otherwise."""
        if not self.through:
            return self
        return self.at(_narrowest(self), self.through)

    def at(self, level: str, number: str) -> Reference:
        """The same address with another number at one level, and no range."""
        parts = {each: getattr(self, each) for each in LEVELS}
        parts[level] = number
        return Reference(self.kind, self.name, **parts)

    @property
    def citation(self) -> Citation | None:
        """The provision as the rules cite it; of a range the first, of a sentence its subsection.

        None for what is no provision, and for what that form cannot say.
        """
        if self.kind != "provision":
            return None
        if self.union:
            return Citation(self.name, _article(self)) if "/" in self.name else None
        return Citation(self.name, self.section, self.subsection, self.point)

    def link(self, day: int | None = None) -> str | None:
        """The address at which people can read it, where it is known.

        ``day`` asks for the wording of that day.
        """
        if self.kind == "publication":
            return _gazette_page(self.name)
        if self.kind == "case":
            return _judgment_page(self.name)
        if self.union:
            known = union_acts().get(self.name)
            return None if known is None else _EUR_LEX + known.celex
        if self.kind == "act":
            page = ACT_PAGES.get(self.name)
            return self._short_page if page is None else f"{GAZETTE}/akt/{page}?leiaKehtiv"
        if self.citation is None:
            return None
        found = self.citation.link if day is None else self.citation.link_on(day)
        short = self._short_page
        return found if found or not short else f"{short}#{self.citation.anchor}"

    @property
    def _short_page(self) -> str | None:
        """Riigi Teataja opens the text in force by an act's abbreviation."""
        return f"{GAZETTE}/akt/{quote(self.name)}" if self.name in acts() else None


def written(references: Sequence[Reference]) -> str:
    """Citations in normal form: ``PHS § 17 lg 1 ja lg 2 p 3``, ``883/2004 art 67 ja art 68(1)(b)``.

    What the previous one has said is not said again; every number carries its sign.
    """
    pieces: list[str] = []
    for index, each in enumerate(references):
        if index == 0:
            pieces.append(_whole(each))
            continue
        earlier = references[index - 1]
        if earlier.kind != each.kind or earlier.name != each.name:
            text = _whole(each)
        elif each.union:
            text = _whole(each).removeprefix(f"{each.name} ")
        else:
            text = _address(each, _first_difference(earlier, each))
        pieces.append((" ja " if index == len(references) - 1 else ", ") + text)
    return "".join(pieces)


def _whole(reference: Reference) -> str:
    name = f"otsus {reference.name}" if reference.kind == "decision" else reference.name
    address = _address(reference, 0)
    return f"{name} {address}" if address else name


def _first_difference(earlier: Reference, later: Reference) -> int:
    """The level from which on a later address is written.

    The widest at which the two differ; the whole where one of them has no part at that level.
    """
    for index, level in enumerate(LEVELS):
        before, after = getattr(earlier, level), getattr(later, level)
        if before != after:
            return index if before and after else 0
    return 0


def _address(reference: Reference, since: int) -> str:
    if reference.union:
        if not reference.section:
            return ""
        through = f"{_RANGE}{_last_part(reference)}" if reference.through else ""
        sentence = f" {_SIGNS['sentence']} {reference.sentence}" if reference.sentence else ""
        return f"art {_article(reference)}{through}{sentence}"
    parts = [
        f"{_SIGNS[level]} {getattr(reference, level)}"
        for level in LEVELS[since:]
        if getattr(reference, level)
    ]
    text = " ".join(parts)
    return f"{text}{_RANGE}{reference.through}" if reference.through else text


def _article(reference: Reference) -> str:
    parts = (reference.subsection, reference.point, reference.subpoint)
    return reference.section + "".join(f"({part})" for part in parts if part)


def _last_part(reference: Reference) -> str:
    narrowest = _narrowest(reference)
    return reference.through if narrowest == "section" else f"({reference.through})"


def _narrowest(reference: Reference) -> str:
    return [level for level in LEVELS if getattr(reference, level)][-1]


def _gazette_page(publication: str) -> str | None:
    """A mark since 2010 says its page: part, day, month, year and number."""
    found = _PUBLISHED.fullmatch(publication)
    if found is None:
        return None
    part, day, month, year, number = found.groups()
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return None
    return f"{GAZETTE}/akt/{_PARTS[part]}{day}{month}{year}{int(number):03}"


def _judgment_page(name: str) -> str:
    if name.startswith("ECLI:"):
        return f"https://e-justice.europa.eu/ecli/{name}"
    if name[0] in "CTF":
        return f"https://curia.europa.eu/juris/liste.jsf?num={name}"
    return f"https://www.riigikohus.ee/et/lahendid?asjaNr={name.split('/')[0]}"
