"""Findings that somebody looked at and let stand, with the reason; they are not told again.

A dismissal is known by the rule and by the sentence that it is about, so that it holds wherever the
same sentence stands, and ends when the sentence changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from perenou.acts.check.finding import Finding
from perenou.acts.check.view import Act
from perenou.texts.check import CheckedText

_LETTERS: Final = 10


class DismissalError(ValueError):
    """A file of dismissals is written wrongly; says where."""


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A finding that stands: which rule, what was found, and why it is right there."""

    rule: str
    excerpt: str
    reason: str
    day: str


@dataclass(frozen=True, slots=True)
class Dismissals:
    """Every dismissal by the key of its finding."""

    known: Mapping[str, Dismissal] = field(default_factory=dict)

    def left(self, checked: CheckedText) -> CheckedText:
        """A checked text without the findings that were dismissed."""
        if not self.known:
            return checked
        kept = tuple(e for e in checked.findings if key_of(checked.act, e) not in self.known)
        return replace(checked, findings=kept)


def key_of(act: Act, finding: Finding) -> str:
    """What a finding is known by: its rule, the words found, and the sentence that has them."""
    sentence = ""
    place = finding.place
    if place is not None:
        sentence = next(
            (
                each.text
                for each in act.sentences
                if each.place.paragraph == place.paragraph
                and each.place.start <= place.start < each.place.end
            ),
            "",
        )
    told = "\n".join((finding.item, finding.excerpt, " ".join(sentence.split())))
    return hashlib.sha256(told.encode()).hexdigest()[:_LETTERS]


def read_dismissals(path: Path) -> Dismissals:
    """The dismissals of a file; none where it is not there yet.

    Raises:
        DismissalError: it is written wrongly.
    """
    import yaml

    if not path.exists():
        return Dismissals()
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        return Dismissals(
            {
                str(key): Dismissal(row["rule"], row["excerpt"], row["reason"], str(row["day"]))
                for key, row in rows.items()
            }
        )
    except (yaml.YAMLError, UnicodeDecodeError, AttributeError, KeyError, TypeError) as wrong:
        raise DismissalError(f"{path.name}: {' '.join(str(wrong).split())}") from None


def written_dismissals(dismissals: Dismissals) -> str:
    """The dismissals as a file that people can read and mend."""
    import yaml

    rows = {
        key: {"rule": e.rule, "excerpt": e.excerpt, "reason": e.reason, "day": e.day}
        for key, e in sorted(dismissals.known.items())
    }
    return yaml.safe_dump(rows, allow_unicode=True, sort_keys=False)
