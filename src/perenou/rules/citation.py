"""Citations of provisions: one written form, and the address that opens the provision."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMBER = r"\d+[⁰¹²³⁴⁵⁶⁷⁸⁹]*"
_DOMESTIC = re.compile(
    rf"(?P<act>[A-ZÕÄÖÜ][A-Za-zÕÄÖÜõäöü]{{1,9}}) § (?P<section>{_NUMBER})"
    rf"(?: lg (?P<subsection>{_NUMBER}))?(?: p (?P<point>{_NUMBER}))?"
)
_UNION = re.compile(r"(?P<act>\d{1,4}/\d{4}) art (?P<article>\d+[a-z]?(?:\([0-9a-z]+\))*)")
_GAZETTE = re.compile(
    r"RT I, (?P<day>\d{2})\.(?P<month>\d{2})\.(?P<year>\d{4}), (?P<number>\d{1,4})"
)

ACT_PAGES = {
    "PHS": "111072026059",
    "KVTS": "110072012001",
}
"""By act: a wording in Riigi Teataja from which its ``leiaKehtiv`` finds the one in force."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A provision: act, section, subsection (lõige) and point, or an article of a Union act."""

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
        if found := _UNION.fullmatch(text):
            return cls(found["act"], found["article"])
        raise ValueError(f"not a citation: {text!r} (write for example 'PHS § 17 lg 1 p 2')")

    def __str__(self) -> str:
        if "/" in self.act:
            return f"{self.act} art {self.section}"
        text = f"{self.act} § {self.section}"
        if self.subsection:
            text += f" lg {self.subsection}"
        if self.point:
            text += f" p {self.point}"
        return text

    def covers(self, other: Citation) -> bool:
        """Whether ``other`` is this provision or a part of it."""
        mine = [self.act, self.section, self.subsection, self.point]
        theirs = [other.act, other.section, other.subsection, other.point]
        while mine and not mine[-1]:
            mine.pop()
        return theirs[: len(mine)] == mine

    @property
    def link(self) -> str | None:
        """The address that opens the provision in Riigi Teataja, where the act is known."""
        page = ACT_PAGES.get(self.act)
        if page is None:
            return None
        anchor = f"para{_anchor(self.section)}"
        if self.subsection:
            anchor += f"lg{_anchor(self.subsection)}"
        if self.point:
            anchor += f"p{_anchor(self.point)}"
        return f"https://www.riigiteataja.ee/akt/{page}?leiaKehtiv#{anchor}"


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
