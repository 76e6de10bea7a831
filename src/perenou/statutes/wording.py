"""Two wordings of one provision compared: what stayed, what is gone, what is new."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, Literal, NamedTuple, TypeAlias

from perenou.statutes.model import comparable
from perenou.statutes.words import sentences

RunKind: TypeAlias = Literal["same", "gone", "new"]

_TOKEN: Final = re.compile(r"\w+[\s\u00a0]*|[^\w\s\u00a0][\s\u00a0]*|[\s\u00a0]+")
_MINISTRY: Final = re.compile(
    r"(?:[\w-]+,?\s+)*[\w-]*minist(?:eeriumi?\w*|er|ri\w*|rile|rit)[.,;:]?"
    r"(?:\s+valitsemisala\w*)?[.,;:]?"
)
_SMALL_WORDS: Final = frozenset(("ja", "või", "ning", "-"))
_POST: Final = re.compile(r"valdkonna\s+eest\s+vastutava?\w*")


class Run(NamedTuple):
    """A stretch of words of one kind."""

    kind: RunKind
    text: str


def runs(before: str, after: str) -> tuple[Run, ...]:
    """The stretches of two wordings in order; same and gone make the one, same and new the other.

    Kinds of space and of dash are no difference; same stretches are given as they are now.
    """
    if before == after or comparable(before) == comparable(after):
        return (Run("same", after),) if after else ()
    old, new = sentences(before), sentences(after)
    found: list[Run] = []
    for tag, a, b, c, d in _steps([comparable(s) for s in old], [comparable(s) for s in new]):
        if tag == "equal":
            found.append(Run("same", "".join(new[c:d])))
        else:
            found.extend(_word_runs("".join(old[a:b]), "".join(new[c:d])))
    return tuple(_merged(found))


def _word_runs(before: str, after: str) -> Iterator[Run]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    space = ""
    for tag, a, b, c, d in _steps([comparable(w) for w in old], [comparable(w) for w in new]):
        if tag == "equal":
            yield Run("same", "".join(new[c:d]))
            # A word that now ends the text had a space behind it; that went with what is gone.
            was, now = old[b - 1], new[d - 1]
            space = was[len(was.rstrip()) :] if now == now.rstrip() else ""
        else:
            if a < b:
                yield Run("gone", space + "".join(old[a:b]))
                space = ""
            if c < d:
                yield Run("new", "".join(new[c:d]))


def _steps(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _merged(found: Sequence[Run]) -> Iterator[Run]:
    """Neighbours of one kind as one; between two same stretches, gone comes before new."""
    gone = new = ""
    same = ""
    for run in found:
        if run.kind == "same":
            if gone:
                yield Run("gone", gone)
            if new:
                yield Run("new", new)
            gone = new = ""
            same += run.text
            continue
        if same:
            yield Run("same", same)
            same = ""
        if run.kind == "gone":
            gone += run.text
        else:
            new += run.text
    if same:
        yield Run("same", same)
    if gone:
        yield Run("gone", gone)
    if new:
        yield Run("new", new)


def likeness(before: str, after: str) -> float:
    """How much two wordings share, from 0 to 1, counted in words."""
    old = comparable(before).split()
    new = comparable(after).split()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.quick_ratio() < 0.5:
        return 0.0
    return matcher.ratio()


def only_ministries(*compared: Sequence[Run]) -> bool:
    """Whether nothing differs but the names of ministries or ministers."""
    is_any = False
    for found in compared:
        at = 0
        while at < len(found):
            run = found[at]
            if run.kind == "same":
                at += 1
                continue
            if run.kind != "gone" or at + 1 == len(found) or found[at + 1].kind != "new":
                return False
            tail = found[at + 2].text if at + 2 < len(found) else ""
            if not (_names_ministry(run.text, tail) and _names_ministry(found[at + 1].text, tail)):
                return False
            is_any = True
            at += 2
    return is_any


def _names_ministry(text: str, tail: str) -> bool:
    """Whether words are a ministry's or minister's name, or end in the name that follows."""
    said = comparable(text)
    following = comparable(tail).partition(" ")[0]
    for form in (said, f"{said} {following}"):
        name = _POST.sub("", form).strip()
        if not _MINISTRY.fullmatch(name):
            continue
        first = re.findall(r"[\w-]+", name)[:-1]
        if all(word in _SMALL_WORDS or word[-1] == "-" or word[0].isupper() for word in first):
            return True
    return False
