"""Dated figures, read from YAML: each with its provision, source and whether it was checked."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from perenou.rules.citation import Citation, published_on
from perenou.rules.rule import Labels, LawError, Parameter, ParameterVersion, Validity, day_of
from perenou.rules.types import ALWAYS, NEVER, Day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

KINDS = ("Cents", "Days", "Months", "Years", "Count", "PerMille", "Factor", "Day")
UNKNOWN = "unknown"
"""Written instead of a value that is not known; ``least`` and ``most`` may bound it."""

_ENTRY_KEYS = {
    "from",
    "until",
    "in_force",
    "published",
    "ended_by",
    "value",
    "citation",
    "source",
    "verified",
    "note",
    "least",
    "most",
}


def read_parameters(path: Path) -> list[Parameter]:
    """Read a file of figures.

    A figure is ``{kind, et, en, ru, versions: [{from, value, citation, source, verified}]}``;
    amounts of kind ``Cents`` are written in euros. With ``yearly: true`` a version that is not yet
    published is unknown; otherwise the one before it is carried on. A version that the act in
    ``ended_by`` dropped before it applied has the same day as ``from`` and ``until``.

    Raises:
        LawError: naming file, figure and what is wrong with it.
    """
    content = plain_file(path)
    if not isinstance(content, dict):
        raise LawError(str(path), "figures", "is not a table of figures")
    return [_parameter(str(path), name, entry) for name, entry in content.items()]


def plain_file(path: Path, *, is_ours: bool = True) -> Any:
    """What a YAML file says, as texts, lists and tables.

    Args:
        is_ours: whether it is one of the law's own; in others no place may refer to another, for
            they could be without end.

    Raises:
        LawError: a key stands twice. OSError, ValueError: there is no such file, or no YAML in it.
    """
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        events = yaml.parse(path.read_text(encoding="utf-8"), Loader=loader)
        begins = [event.__class__ for event in islice(events, 2)]
        if begins != [yaml.StreamStartEvent, yaml.DocumentStartEvent]:
            return ""
        content = _plain(str(path), next(events), events, {} if is_ours else None)
        if [event.__class__ for event in events] != [yaml.DocumentEndEvent, yaml.StreamEndEvent]:
            raise ValueError("more than one document")
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(str(error)) from None
    return content


def _plain(
    where: str, event: yaml.Event, events: Iterator[yaml.Event], named: dict[str, Any] | None
) -> Any:
    """What begins with an event of YAML, as texts, lists and tables; no key may stand twice.

    Args:
        named: what stands at places that may be referred to; None: none may.
    """
    value: Any
    if isinstance(event, yaml.ScalarEvent):
        value = event.value
    elif isinstance(event, yaml.AliasEvent):
        if named is None or event.anchor not in named:
            raise ValueError("one place refers to another")
        return named[event.anchor]
    elif isinstance(event, yaml.SequenceStartEvent):
        value = []
        while not isinstance(each := next(events), yaml.SequenceEndEvent):
            value.append(_plain(where, each, events, named))
    else:
        value = {}
        while not isinstance(key := next(events), yaml.MappingEndEvent):
            if not isinstance(key, yaml.ScalarEvent):
                raise ValueError("a key that is no text")
            if key.value in value:
                raise LawError(where, key.value, "is written twice")
            value[key.value] = _plain(where, next(events), events, named)
    if named is not None and isinstance(event, yaml.NodeEvent) and event.anchor is not None:
        named[event.anchor] = value
    return value


def _parameter(where: str, name: str, entry: Mapping[str, object]) -> Parameter:
    kind = str(entry.get("kind", ""))
    if kind not in KINDS:
        raise LawError(where, name, f"kind must be one of {', '.join(KINDS)}")
    for language in ("et", "en", "ru"):
        if not str(entry.get(language, "")).strip():
            raise LawError(where, name, f"the label in {language!r} is missing")
    versions = entry.get("versions")
    if not isinstance(versions, list) or not versions:
        raise LawError(where, name, "has no versions")
    matches = entry.get("matches", [])
    yearly = str(entry.get("yearly", "false"))
    if yearly not in ("true", "false"):
        raise LawError(where, name, "yearly is true or false")
    return Parameter(
        name,
        kind,
        Labels(str(entry["et"]), str(entry["en"]), str(entry["ru"])),
        tuple(_versions(where, name, kind, versions)),
        where,
        tuple(str(m) for m in matches) if isinstance(matches, list) else (str(matches),),
        yearly == "true",
    )


def _versions(
    where: str, name: str, kind: str, entries: Sequence[Mapping[str, str]]
) -> list[ParameterVersion]:
    found: list[ParameterVersion] = []
    for entry in entries:
        if unknown := set(entry) - _ENTRY_KEYS:
            raise LawError(where, name, f"unknown keys: {', '.join(sorted(unknown))}")
        for key in ("from", "value", "citation", "source", "verified"):
            if key not in entry:
                raise LawError(where, name, f"a version lacks {key!r}")
        try:
            since = day_of(entry["from"])
            validity = Validity(
                since,
                day_of(entry["until"]) if "until" in entry else NEVER,
                day_of(entry["in_force"]) if "in_force" in entry else since,
                _published(entry, "published"),
                _published(entry, "ended_by"),
            )
            citation = Citation.parse(entry["citation"])
            value = None if entry["value"] == UNKNOWN else value_of(kind, entry["value"])
            least = value_of(kind, entry["least"]) if "least" in entry else 0
            most = value_of(kind, entry["most"]) if "most" in entry else None
        except (ValueError, InvalidOperation) as error:
            raise LawError(where, name, f"version of {entry['from']}: {error}") from None
        if not validity.is_possible(ended_by_act="ended_by" in entry):
            raise LawError(where, name, f"version of {entry['from']}: ends before it begins")
        if entry["verified"] not in ("true", "false"):
            raise LawError(where, name, f"version of {entry['from']}: verified is true or false")
        if not entry["source"].strip():
            raise LawError(where, name, f"version of {entry['from']}: the source is missing")
        if found and found[-1].validity.since >= since:
            raise LawError(where, name, f"version of {entry['from']} overlaps the one before it")
        if found and found[-1].validity.until < NEVER and found[-1].validity.until > since:
            raise LawError(where, name, f"version of {entry['from']} overlaps the one before it")
        found.append(
            ParameterVersion(
                value,
                validity,
                citation,
                entry["source"],
                entry["verified"] == "true",
                entry.get("note", ""),
                least,
                most,
            )
        )
    return found


def _published(entry: Mapping[str, str], key: str) -> Day:
    return published_on(entry[key]) if key in entry else ALWAYS


def value_of(kind: str, text: str) -> int:
    """A figure as it is written: euros of cents, thousandths of a factor.

    Raises:
        ValueError, InvalidOperation: it is none of that kind.
    """
    if kind == "Day":
        return day_of(text)
    number = Decimal(text)
    if not number.is_finite():
        raise ValueError(f"{text} is no number")
    number *= 100 if kind == "Cents" else 1000 if kind in ("PerMille", "Factor") else 1
    if number != number.to_integral_value():
        raise ValueError(f"{text} is finer than a value of kind {kind} can be")
    return int(number)
