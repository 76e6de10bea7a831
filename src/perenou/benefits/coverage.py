"""Which norms, changes, figures and open questions are coded where, and why the others are not.

``norms.yaml`` is the inventory; the law book is what is coded. Neither may claim more than the other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Final

from perenou.benefits.estonia.vocabulary import BENEFITS
from perenou.benefits.eu.vocabulary import BASKETS
from perenou.benefits.lawbook import LAWBOOK
from perenou.rules.citation import Citation, published_on
from perenou.rules.lawbook import Lawbook
from perenou.rules.rule import LawError

HERE: Final = Path(__file__).parent
NORMS: Final = HERE / "norms.yaml"

NOT_YET: Final = "not_yet"
OUTSIDE: Final = "outside"
DOUBTED: Final = "doubted"
REPEALED: Final = "repealed"
KINDS: Final = {
    "procedure": "procedure of the agency",
    "authority": "duty of an authority",
    "purpose": "aim or principle",
    REPEALED: "repealed or never in force",
    "other_act": "points to another act",
    "unverified": "wording not seen",
    "out_of_scope": "another chapter or regulation",
    OUTSIDE: "in part no matter of family benefits",
    DOUBTED: "the rest is told as a doubt",
    NOT_YET: "not coded yet, or not wholly",
}
"""Why something is not coded."""

EACH: Final = "<benefit>"
"""Stands for the benefit in the name of a norm that is bound to several benefits."""


EACH_KIND: Final = "<kind>"
"""Stands for the kind of benefits in the name of a norm that is bound to each kind."""


@dataclass(frozen=True, slots=True)
class Coded:
    """Something that carries a norm out: its name and its file, below the package."""

    name: str
    file: str


@dataclass(frozen=True, slots=True)
class Excuse:
    """Why something is not coded, or with kind ``not_yet`` what of it is missing."""

    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """What every line of the inventory has.

    Attributes:
        coded: what carries it out. excuse: why nothing does; beside ``coded`` of kind ``not_yet``,
            ``outside`` or ``doubted`` only, about the rest.
    """

    coded: tuple[Coded, ...]
    excuse: Excuse | None

    @property
    def status(self) -> str:
        """``covered``, ``excused`` or ``not_yet``; a row of the last may be partly covered."""
        if self.excuse is None:
            return "covered"
        return NOT_YET if self.excuse.kind == NOT_YET else "excused"


@dataclass(frozen=True, slots=True)
class Norm(Row):
    """A provision.

    Attributes:
        until: the first day on which it is repealed; None where it is not known to be.
    """

    citation: Citation
    et: str
    en: str
    until: date | None = None

    @property
    def never_was(self) -> bool:
        """Whether it was dropped before it took effect."""
        return self.excuse is not None and self.excuse.kind == REPEALED


@dataclass(frozen=True, slots=True)
class Amendment(Row):
    """A dated change of the law: the day from which it counts, and the act that brought it."""

    day: date
    what: str
    source: str


@dataclass(frozen=True, slots=True)
class Figure(Row):
    """An entry of the list of figures that the figures here were checked against."""

    key: str


@dataclass(frozen=True, slots=True)
class Gap(Row):
    """A question that the act leaves open: its number, and the keys of the doubts that tell it."""

    number: int
    about: str
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows a list has, and what became of them."""

    rows: int
    covered: int
    excused: int
    not_yet: int


@dataclass(frozen=True, slots=True)
class UnionRule(Row):
    """A rule of the coordination of states, by its number in the list that it was coded from."""

    number: str
    about: str


def counted(rows: Iterable[Row]) -> Counts:
    """Count the rows of a list by what became of them."""
    by = Counter(row.status for row in rows)
    return Counts(by.total(), by["covered"], by["excused"], by[NOT_YET])


@dataclass(frozen=True)
class Coverage:
    """The inventory, joined with what is coded."""

    norms: tuple[Norm, ...]
    changes: tuple[Amendment, ...]
    figures: tuple[Figure, ...]
    gaps: tuple[Gap, ...]
    union: tuple[UnionRule, ...]

    @property
    def lists(self) -> Mapping[str, Sequence[Row]]:
        """The five lists by name."""
        return {
            "norms": self.norms,
            "changes": self.changes,
            "figures": self.figures,
            "gaps": self.gaps,
            "union": self.union,
        }

    @cached_property
    def counts(self) -> Mapping[str, Counts]:
        """By list: how many rows it has, and what became of them."""
        return {name: counted(rows) for name, rows in self.lists.items()}

    @cached_property
    def kinds(self) -> Mapping[str, int]:
        """By kind of excuse: how many rows of all lists have it."""
        by = Counter(r.excuse.kind for rows in self.lists.values() for r in rows if r.excuse)
        return {kind: by[kind] for kind in KINDS}


def coverage(path: Path = NORMS) -> Coverage:
    """Join the inventory with the law book.

    Raises:
        LawError: a row is neither coded nor excused, or both; it names a rule, kind, figure or
            doubt that does not exist; something coded is missing from the inventory.
    """
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    return _Inventory(LAWBOOK, path).join(content)


class _Inventory:
    """The law book, looked up by provision, name, figure and doubt."""

    def __init__(self, book: Lawbook, path: Path) -> None:
        self.where = str(path)
        self.files: dict[str, str] = {}
        self.cited: dict[str, set[Citation]] = {}
        for name, versions in book.rules.items():
            self.files[name] = versions[0].where
            self.cited[name] = {rule.citation for rule in versions}
        for across in book.across.values():
            self.files[across.name] = across.where
            self.cited[across.name] = {across.citation}
        for through in book.through.values():
            self.files[through.name] = through.where
            self.cited[through.name] = {through.citation}
        self.files |= {fact.name: fact.where for fact in book.facts.values()}
        self.matched: dict[str, list[str]] = {}
        for name, parameter in book.parameters.items():
            self.files[name] = parameter.where
            self.cited[name] = {version.citation for version in parameter.versions}
            for key in parameter.matches:
                self.matched.setdefault(key, []).append(name)
        self.doubts = set(book.doubts)
        self.citing: dict[str, dict[Citation, list[str]]] = {}
        for name, citations in self.cited.items():
            for cited in citations:
                self.citing.setdefault(cited.act, {}).setdefault(cited, []).append(name)

    def join(self, content: Mapping[str, Sequence[Mapping[str, object]]]) -> Coverage:
        found = Coverage(
            tuple(self._norm(entry) for entry in content["norms"]),
            tuple(self._change(entry) for entry in content["changes"]),
            tuple(self._figure(entry) for entry in content["figures"]),
            tuple(self._gap(entry) for entry in content["gaps"]),
            tuple(self._union(entry) for entry in content["union"]),
        )
        self._once([str(norm.citation) for norm in found.norms])
        self._once([figure.key for figure in found.figures])
        self._once([f"gap {gap.number}" for gap in found.gaps])
        self._once([rule.number for rule in found.union])
        self._nothing_left_out(found)
        return found

    def _norm(self, entry: Mapping[str, object]) -> Norm:
        name = self._known_keys(entry, "norm", "et", "en", "until")
        try:
            citation = Citation.parse(name)
        except ValueError as error:
            raise LawError(self.where, name, str(error)) from None
        of_act = self.citing.get(citation.act, {})
        citing = {each for cited in of_act if citation.covers(cited) for each in of_act[cited]}
        row = self._row(name, entry, [each for each in self.cited if each in citing])
        return Norm(
            row.coded,
            row.excuse,
            citation,
            self._text(name, entry, "et"),
            self._text(name, entry, "en"),
            self._day(name, entry, "until"),
        )

    def _change(self, entry: Mapping[str, object]) -> Amendment:
        name = self._known_keys(entry, "day", "what", "source")
        what, source = self._text(name, entry, "what"), self._text(name, entry, "source")
        try:
            published_on(source)
            day = date.fromisoformat(name)
        except ValueError as error:
            raise LawError(self.where, name, str(error)) from None
        row = self._row(f"{name} ({what})", entry, [])
        return Amendment(row.coded, row.excuse, day, what, source)

    def _figure(self, entry: Mapping[str, object]) -> Figure:
        name = self._known_keys(entry, "key")
        row = self._row(name, entry, self.matched.get(name, []))
        return Figure(row.coded, row.excuse, name)

    def _gap(self, entry: Mapping[str, object]) -> Gap:
        name = self._known_keys(entry, "gap", "about", "doubts")
        doubts = self._names(name, entry, "doubts")
        for doubt in doubts:
            if doubt not in self.doubts:
                raise LawError(self.where, f"gap {name}", f"nothing has the doubt {doubt!r}")
        row = self._row(f"gap {name}", entry, [], doubts)
        return Gap(
            row.coded, row.excuse, int(name), self._text(name, entry, "about"), tuple(doubts)
        )

    def _union(self, entry: Mapping[str, object]) -> UnionRule:
        name = self._known_keys(entry, "rule", "about")
        row = self._row(name, entry, [])
        return UnionRule(row.coded, row.excuse, name, self._text(name, entry, "about"))

    def _row(
        self,
        name: str,
        entry: Mapping[str, object],
        citing: Sequence[str],
        doubts: Sequence[str] = (),
    ) -> Row:
        by = self._names(name, entry, "by")
        coded = tuple(dict.fromkeys(self._coded(name, each) for each in (*by, *citing)))
        kind = str(entry.get("kind", ""))
        if not kind and "not_coded" not in entry:
            if not coded and not doubts:
                raise LawError(self.where, name, "is neither coded nor excused")
            return Row(coded, None)
        if kind not in KINDS:
            raise LawError(self.where, name, f"kind must be one of {', '.join(KINDS)}")
        if kind not in (NOT_YET, OUTSIDE, DOUBTED) and (coded or doubts):
            told = ", ".join([*(each.name for each in coded), *doubts])
            raise LawError(self.where, name, f"is excused, but it is coded: {told}")
        return Row(coded, Excuse(kind, self._text(name, entry, "not_coded")))

    def _coded(self, row: str, name: str) -> Coded:
        if name in self.files:
            declared = Path(re.sub(r":\d+$", "", self.files[name]))
            file = declared.relative_to(HERE).as_posix()
            return Coded(_bound_to_each(name, file), file)
        module, _, function = name.rpartition(".")
        if module:
            try:
                found = getattr(import_module(f"perenou.benefits.{module}"), function, None)
            except ModuleNotFoundError:
                found = None
            if callable(found):
                return Coded(function, f"{module.replace('.', '/')}.py")
        raise LawError(self.where, row, f"names {name!r}, which nothing declares")

    def _nothing_left_out(self, found: Coverage) -> None:
        listed: dict[str, list[Citation]] = {}
        for norm in found.norms:
            listed.setdefault(norm.citation.act, []).append(norm.citation)
        for act, citing in self.citing.items():
            for cited, names in citing.items():
                if not any(_same_line(norm, cited) for norm in listed.get(act, ())):
                    raise LawError(self.where, names[0], f"cites {cited}, which is not in the list")
        for key in self.matched.keys() - {figure.key for figure in found.figures}:
            raise LawError(self.where, key, "is matched by a figure, but not in the list")
        told = {doubt for gap in found.gaps for doubt in gap.doubts}
        for doubt in sorted(self.doubts - told):
            if doubt.startswith("gap_"):
                raise LawError(self.where, doubt, "is a doubt, but no gap lists it")

    def _once(self, names: Iterable[str]) -> None:
        for name, times in Counter(names).items():
            if times > 1:
                raise LawError(self.where, name, "stands in the list twice")

    def _known_keys(self, entry: Mapping[str, object], first: str, *others: str) -> str:
        name = str(entry.get(first, "")).strip()
        if not name:
            raise LawError(self.where, first, f"an entry has no {first!r}: {dict(entry)}")
        unknown = entry.keys() - {first, *others, "by", "kind", "not_coded"}
        if unknown:
            raise LawError(self.where, name, f"unknown keys: {', '.join(sorted(unknown))}")
        return name

    def _text(self, name: str, entry: Mapping[str, object], key: str) -> str:
        text = str(entry.get(key, "")).strip()
        if not text:
            raise LawError(self.where, name, f"{key!r} is missing")
        return text

    def _day(self, name: str, entry: Mapping[str, object], key: str) -> date | None:
        if key not in entry:
            return None
        try:
            return date.fromisoformat(str(entry[key]))
        except ValueError as error:
            raise LawError(self.where, name, f"{key}: {error}") from None

    def _names(self, name: str, entry: Mapping[str, object], key: str) -> list[str]:
        names = entry.get(key, [])
        if not isinstance(names, list):
            raise LawError(self.where, name, f"{key!r} must be a list")
        return [str(each) for each in names]


def _same_line(norm: Citation, cited: Citation) -> bool:
    """Whether one of the two is the other or a part of it."""
    return norm.covers(cited) or cited.covers(norm)


def _bound_to_each(name: str, file: str) -> str:
    """``<benefit>_amount`` for a norm that is written once and bound to several benefits."""
    if file.startswith("eu/"):
        for basket in BASKETS:
            if name.startswith(f"{basket.key}_"):
                return f"{EACH_KIND}_{name.removeprefix(f'{basket.key}_')}"
        return name
    if file not in ("estonia/months.py", "estonia/one_off_allowances.py"):
        return name
    for key in sorted(BENEFITS, key=len, reverse=True):
        if name.startswith(f"{key}_"):
            return f"{EACH}_{name.removeprefix(f'{key}_')}"
    return name
