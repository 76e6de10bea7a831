"""A version of a case, read, solved and remembered."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Final

from django.utils.timezone import localdate

from perenou.casework.case_file.reader import read_text
from perenou.casework.case_file.schema import Case as CaseFile
from perenou.casework.changes import changes_between
from perenou.casework.determination import Change, Determination
from perenou.casework.solve import Solved
from perenou.workbench.cases.models import Case, Version

REMEMBERED: Final = 128
"""Answers that a process keeps at hand, the latest used; they are frozen and never stored."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a page needs of a solved case.

    Attributes:
        case: what was said. made: what was determined. turns: what changes within the months asked
            about, and what brings each change.
    """

    case: CaseFile
    made: Determination
    turns: tuple[Change, ...]


_Key = tuple[str, int | None, int]
_kept: OrderedDict[_Key, Answer] = OrderedDict()
_lock = Lock()


def latest(case: Case) -> Version:
    """The version that holds now."""
    return case.versions.select_related("author").get(number=case.latest)


def told(version: Version) -> CaseFile:
    """What a version says."""
    return read_text(version.content, f"{version.case.number}.yaml")


def solved(version: Version, as_of: int | None = None) -> Solved:
    """A version solved; under the law as known on a day where one was chosen."""
    return Solved(told(version), as_of)


def answered(version: Version, as_of: int | None = None) -> Answer:
    """The answer to a version, at hand if it was asked for before on the same day."""
    key = _key(version.content, as_of)
    with _lock:
        found = _kept.get(key)
        if found is not None:
            _kept.move_to_end(key)
            return found
    return remember(version.content, solved(version, as_of), as_of)


def solved_case(case: CaseFile, as_of: int | None = None) -> Answer:
    """The answer to a case that no version keeps."""
    return _answer(Solved(case, as_of))


def remember(content: str, made: Solved, as_of: int | None = None) -> Answer:
    """Keep the answer to what a version says at hand."""
    answer = _answer(made)
    with _lock:
        _kept[_key(content, as_of)] = answer
        while len(_kept) > REMEMBERED:
            _kept.popitem(last=False)
    return answer


def _answer(made: Solved) -> Answer:
    turns = changes_between(made, made.first_day, made.after)
    return Answer(made.case, made.determination, turns)


def _key(content: str, as_of: int | None) -> _Key:
    # A case without a day of its own is asked as of today.
    return content, as_of, localdate().toordinal()
