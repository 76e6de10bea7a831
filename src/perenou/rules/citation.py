"""Citations of provisions: one written form, and the address that opens the provision."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMBER = r"\d+[⁰¹²³⁴⁵⁶⁷⁸⁹]*"
_DOMESTIC = re.compile(
    rf"(?P<act>[A-ZÕÄÖÜ][A-Za-zÕÄÖÜõäöü]{{1,9}}) § (?P<section>{_NUMBER})"
    rf"(?: lg (?P<subsection>{_NUMBER}))?(?: p (?P<point>{_NUMBER}))?"
)
_UNION = re.compile(r"(?P<act>\d{1,4}/\d{4}) art (?P<article>\d+[a-z]?(?:\([0-9a-z]+\))*)")
_TREATY = re.compile(
    r"(?P<act>Väljaastumisleping|Ukraina leping) art (?P<article>\d+(?:\([0-9a-z]+\))*)"
)
_GAZETTE = re.compile(
    r"RT I, (?P<day>\d{2})\.(?P<month>\d{2})\.(?P<year>\d{4}), (?P<number>\d{1,4})"
)

GAZETTE: Final = "https://www.riigiteataja.ee"
"""Riigi Teataja."""

ACT_PAGES: Final = {
    "PHS": "111072026059",
    "KVTS": "110072012001",
}
"""By act: a wording in Riigi Teataja from which its ``leiaKehtiv`` finds the one in force."""

GROUPS: Final = {"PHS": "1035395"}
"""By act: the number under which Riigi Teataja lists all its wordings."""

WORDINGS: Final = {
    "PHS": (
        ("2017-01-01", "2017-07-01", "124122016004"),
        ("2017-07-01", "2018-01-01", "124122016005"),
        ("2019-10-30", "2020-05-07", "131102019007"),
        ("2021-04-01", "2021-06-07", "122032021015"),
        ("2021-06-07", "2021-07-01", "128052021016"),
        ("2021-07-01", "2022-01-01", "128052021017"),
        ("2022-04-01", "2022-06-08", "131032022013"),
        ("2023-02-01", "2023-07-01", "111012023009"),
        ("2025-04-18", "2026-01-01", "108042025002"),
        ("2026-01-01", "2026-05-08", "108042025003"),
        ("2026-05-22", "2026-09-01", "121052026010"),
        ("2026-10-01", "9999-12-31", "111072026059"),
    ),
}
"""By act: the wordings whose number is known, each with its first day and the next amendment's."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A provision: section, subsection (lõige) and point of an act, or an article."""

    act: str
    section: str
    subsection: str = ""
    point: str = ""

    @classmethod
    def parse(cls, text: str) -> Citation:
        """Read ``PHS § 17 lg 1 p 2`` or ``883/2004 art 68(1)(b)(i)``.

        Raises:
            ValueError: the text has another form.
        """
        if found := _DOMESTIC.fullmatch(text):
            parts = found.groupdict(default="")
            return cls(parts["act"], parts["section"], parts["subsection"], parts["point"])
        if found := _UNION.fullmatch(text) or _TREATY.fullmatch(text):
            return cls(found["act"], found["article"])
        raise ValueError(f"not a citation: {text!r} (write for example 'PHS § 17 lg 1 p 2')")

    @property
    def is_article(self) -> bool:
        """Whether it is an article of a Union act or a treaty."""
        return "/" in self.act or self.act.endswith("leping")

    @property
    def whole(self) -> str:
        """The section or article that it stands in: ``17``, ``68`` for ``68(1)(b)``."""
        return self.section.partition("(")[0]

    def __str__(self) -> str:
        if self.is_article:
            return f"{self.act} art {self.section}"
        text = f"{self.act} § {self.section}"
        if self.subsection:
            text += f" lg {self.subsection}"
        if self.point:
            text += f" p {self.point}"
        return text

    def covers(self, other: Citation) -> bool:
        """Whether ``other`` is this provision or a part of it."""
        if self.is_article:
            part = other.section == self.section or other.section.startswith(f"{self.section}(")
            return other.act == self.act and part
        mine = [self.act, self.section, self.subsection, self.point]
        theirs = [other.act, other.section, other.subsection, other.point]
        while mine and not mine[-1]:
            mine.pop()
        return theirs[: len(mine)] == mine

    @property
    def link(self) -> str | None:
        """The address that opens the provision in Riigi Teataja, where the act is known."""
        page = ACT_PAGES.get(self.act)
        return None if page is None else f"{GAZETTE}/akt/{page}?leiaKehtiv#{self.anchor}"

    def link_on(self, day: int) -> str | None:
        """The address that opens the provision as it was worded on a day.

        Where the number of that wording is not known, the list of all wordings; for an act whose
        wordings are not known at all, the wording in force now.
        """
        if self.act not in WORDINGS:
            return self.link
        wording = wording_on(self.act, day)
        if wording is None:
            return f"{GAZETTE}/akti_redaktsioonid.xml?grupiId={GROUPS[self.act]}"
        return f"{GAZETTE}/akt/{wording.page}#{self.anchor}"

    @property
    def anchor(self) -> str:
        """The place of the provision on a page of Riigi Teataja: ``para17lg1p2``."""
        anchor = f"para{_anchor(self.section)}"
        if self.subsection:
            anchor += f"lg{_anchor(self.subsection)}"
        if self.point:
            anchor += f"p{_anchor(self.point)}"
        return anchor


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording of an act: its first day, as a day number, and its number in Riigi Teataja."""

    since: int
    page: str


def wording_on(act: str, day: int) -> Wording | None:
    """The wording of an act on a day, where it is known."""
    text = date.fromordinal(day).isoformat()
    for first, after, page in WORDINGS.get(act, ()):
        if first <= text < after:
            return Wording(date.fromisoformat(first).toordinal(), page)
    return None


def _anchor(number: str) -> str:
    """Riigi Teataja writes a superscript as ``b`` and the figure: § 19¹ is ``para19b1``."""
    plain = number.rstrip("⁰¹²³⁴⁵⁶⁷⁸⁹")
    raised = number[len(plain) :].translate(_SUPERSCRIPTS)
    return f"{plain}b{raised}" if raised else plain


def published_on(source: str) -> int:
    """The day number on which an act was published, from ``RT I, 11.01.2023, 2``.

    Raises:
        ValueError: the text has another form or no such date exists.
    """
    found = _GAZETTE.fullmatch(source)
    if found is None:
        raise ValueError(f"not a publication: {source!r} (write for example 'RT I, 11.01.2023, 2')")
    return date(int(found["year"]), int(found["month"]), int(found["day"])).toordinal()
