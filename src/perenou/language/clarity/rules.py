"""The rules of plain language of a language, ours and those that an organisation adds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal, TypeAlias, cast, get_args

from perenou.language.clarity.lemma_pattern import LemmaPattern
from perenou.language.clarity.measures import ANALYSED, DOCUMENT, PARAGRAPH, SENTENCE
from perenou.language.grammar import Language

FOLDER: Final = Path(__file__).with_name("rules")

Severity: TypeAlias = Literal["info", "warn", "error"]


class RuleError(ValueError):
    """A rule is written wrongly; says which and how."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A measure and what it may not be: ``sentence_words > 20``."""

    measure: str
    sign: str
    bound: int

    def is_broken(self, value: float) -> bool:
        """Whether a value is what it may not be."""
        if self.sign == ">":
            return value > self.bound
        return value >= self.bound if self.sign == ">=" else value == self.bound


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What is put for what is found, where that is safe."""

    find: re.Pattern[str]
    put: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of plain language; texts of it are in the language that it is about.

    Attributes:
        pattern: of a regex; words: of lemmas; bounds: of measures, of which one is enough.
        is_for_letters: whether only letters and decisions are held to it. is_on: whether it is
            looked for unless one asks. source: a title.
    """

    id: str
    category: str
    problem: str
    advice: str
    example_bad: str
    example_good: str
    severity: Severity
    source: str
    is_for_letters: bool
    is_on: bool
    unless: re.Pattern[str] | None
    rewrites: tuple[Rewrite, ...]
    pattern: re.Pattern[str] | None = None
    words: LemmaPattern | None = None
    bounds: tuple[Bound, ...] = ()

    @property
    def needs_dictionary(self) -> bool:
        """Whether it is about dictionary forms, and found only where a dictionary is installed."""
        return self.words is not None or any(each.measure in ANALYSED for each in self.bounds)


_FIELDS: Final = frozenset(
    (
        *("id", "category", "kind", "pattern", "problem", "advice", "example_bad", "example_good"),
        *("severity", "source", "scope", "unless", "order", "rewrite", "default"),
    )
)
_NEEDED: Final = ("kind", "pattern", "problem", "advice", "severity")
_BOUND: Final = re.compile(r"(?P<measure>\w+) (?P<sign>>=?|==) (?P<bound>\d+|true|false)")


@cache
def rules(language: Language, own: Path | None = None) -> Mapping[str, Rule]:
    """Every rule by its id; those of an organisation's own file take the place of ours.

    Raises:
        RuleError: a rule is written wrongly.
        OSError: the organisation's file cannot be read.
    """
    found = _file(FOLDER / f"{language}.yaml")
    return found if own is None else {**found, **_file(own)}


def _file(path: Path) -> dict[str, Rule]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), loader)
    except (yaml.YAMLError, UnicodeDecodeError) as wrong:
        raise RuleError(f"{path.name}: {' '.join(str(wrong).split())}") from None
    if not isinstance(data, dict) or not isinstance(data.get("rules"), list):
        raise RuleError(f"{path.name}: no list of rules")
    sources = data.get("sources") or {}
    return {rule.id: rule for rule in (_rule(path.name, row, sources) for row in data["rules"])}


def _rule(name: str, row: object, sources: Mapping[str, Mapping[str, str]]) -> Rule:
    if not isinstance(row, dict) or not row.get("id"):
        raise RuleError(f"{name}: a rule without id")
    where = f"{name}: {row['id']}"
    if strange := row.keys() - _FIELDS:
        raise RuleError(f"{where}: unknown field {min(strange)!r}")
    for needed in _NEEDED:
        if not row.get(needed):
            raise RuleError(f"{where}: {needed} is missing")
    if row["severity"] not in get_args(Severity):
        raise RuleError(f"{where}: unknown severity {row['severity']!r}")
    source = sources.get(str(row.get("source", "")), {})
    told = source.get("title", str(row.get("source", "")))
    kind, text = row["kind"], str(row["pattern"])
    try:
        if kind not in ("regex", "lemma", "metric"):
            raise RuleError(f"{where}: unknown kind {kind!r}")
        return Rule(
            str(row["id"]),
            str(row.get("category", "")),
            str(row["problem"]),
            str(row["advice"]),
            str(row.get("example_bad", "")),
            str(row.get("example_good", "")),
            cast("Severity", row["severity"]),
            told,
            row.get("scope") == "letter",
            row.get("default") != "off",
            re.compile(str(row["unless"])) if row.get("unless") else None,
            tuple(_rewrites(row.get("rewrite") or ())),
            pattern=re.compile(text) if kind == "regex" else None,
            words=LemmaPattern.read(text, row.get("order") == "any") if kind == "lemma" else None,
            bounds=tuple(_bounds(text)) if kind == "metric" else (),
        )
    except (re.error, ValueError, KeyError, TypeError) as wrong:
        raise RuleError(f"{where}: {wrong}") from None


def _rewrites(rows: object) -> Iterator[Rewrite]:
    if not isinstance(rows, list | tuple):
        raise ValueError("rewrite is no list")
    for row in rows:
        yield Rewrite(re.compile(str(row["find"]), re.IGNORECASE), str(row["put"]))


def _bounds(text: str) -> Iterator[Bound]:
    for part in text.split(" or "):
        found = _BOUND.fullmatch(part.strip())
        if found is None:
            raise ValueError(f"no measure and bound: {part!r}")
        if found["measure"] not in {*SENTENCE, *PARAGRAPH, *DOCUMENT}:
            raise ValueError(f"unknown measure {found['measure']!r}")
        bound = {"true": 1, "false": 0}.get(found["bound"])
        yield Bound(
            found["measure"], found["sign"], int(found["bound"]) if bound is None else bound
        )
