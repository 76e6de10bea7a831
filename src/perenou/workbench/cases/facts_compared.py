"""Two case files side by side, by field: what was said, what is said now."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from perenou.casework.case_file.schema import Case as CaseFile
from perenou.casework.case_file.source import Data
from perenou.casework.case_file.writer import to_mapping
from perenou.language.grammar import Language
from perenou.workbench.cases.facts_told import Telling


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs: where it stands, in words; what it said, and says. Empty: nothing."""

    where: str
    before: str
    after: str


def facts_compared(
    before: CaseFile, after: CaseFile, language: Language
) -> tuple[FieldChange, ...]:
    """Where two case files differ, in the order of the later one."""
    old, new = Telling(before, language), Telling(after, language)
    return tuple(
        _Comparing(old, new).changes((), ("", ""), to_mapping(before), to_mapping(after), 0)
    )


class _Comparing:
    def __init__(self, old: Telling, new: Telling) -> None:
        self._old, self._new = old, new

    def changes(
        self, names: tuple[str, ...], key: tuple[str, str], before: Data, after: Data, depth: int
    ) -> Iterator[FieldChange]:
        """What differs below a field; ``key`` names it and the list in whose entries it stands."""
        if before == after:
            return
        if isinstance(before, dict) and isinstance(after, dict):
            for name in dict.fromkeys((*after, *before)):
                called = self._called(names, name, depth, key[0])
                below = name, key[0]
                yield from self.changes(called, below, before.get(name), after.get(name), depth + 1)
        elif isinstance(before, list) and isinstance(after, list):
            yield from self._entries(names, key, before, after, depth)
        else:
            told = self._text(self._old, key, before), self._text(self._new, key, after)
            yield FieldChange(" · ".join(names), *told)

    @staticmethod
    def _text(telling: Telling, key: tuple[str, str], value: Data) -> str:
        field, listed = key
        return telling.text(field, value, listed)

    def _called(
        self, names: tuple[str, ...], name: str, depth: int, within: str
    ) -> tuple[str, ...]:
        if depth == 0 and name in ("people", "children"):
            return names
        if depth == 1 and within in ("people", "children"):
            known = self._new.name(name)
            return (*names, self._old.name(name) if known == name else known)
        return (*names, self._new.label(name, within))

    def _entries(
        self,
        names: tuple[str, ...],
        key: tuple[str, str],
        before: list[Data],
        after: list[Data],
        depth: int,
    ) -> Iterator[FieldChange]:
        """Entries that stay are matched, so that one put in between moves no others."""
        olds, news = (
            [json.dumps(each, sort_keys=True) for each in side] for side in (before, after)
        )
        for kind, a, b, c, d in SequenceMatcher(a=olds, b=news, autojunk=False).get_opcodes():
            if kind == "equal":
                continue
            if b - a == d - c:
                for old, new in zip(before[a:b], after[c:d], strict=True):
                    yield from self.changes(names, key, old, new, depth + 1)
                continue
            for old in before[a:b]:
                yield FieldChange(" · ".join(names), self._text(self._old, key, old), "")
            for new in after[c:d]:
                yield FieldChange(" · ".join(names), "", self._text(self._new, key, new))
