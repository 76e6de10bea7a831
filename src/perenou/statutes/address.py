"""Addresses of provisions inside an act: ``§ 39 lg 6¹ p 2``, ``ptk 1 jgu 2``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from perenou.rules.citation import Citation

Level: TypeAlias = Literal[
    "part",
    "chapter",
    "division",
    "subdivision",
    "subsubdivision",
    "section",
    "subsection",
    "point",
    "subpoint",
    "article",
    "preamble",
    "annex",
    "note",
    "heading",
    "paragraph",
]

WRITTEN: Final[dict[Level, str]] = {
    "part": "osa",
    "chapter": "ptk",
    "division": "jgu",
    "subdivision": "jts",
    "subsubdivision": "alljts",
    "section": "§",
    "subsection": "lg",
    "point": "p",
    "subpoint": "ap",
    "article": "art",
    "preamble": "preambul",
    "annex": "lisa",
    "note": "märkus",
    "heading": "jaotis",
    "paragraph": "lõik",
}
"""By level: how an address names it."""

DIVISIONS: Final[tuple[Level, ...]] = (
    "part",
    "chapter",
    "division",
    "subdivision",
    "subsubdivision",
)
"""Levels that group sections, the outermost first; no part of a section's address."""

_LEVELS: Final[dict[str, Level]] = {word: level for level, word in WRITTEN.items()}
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_PLAIN: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_FIGURE: Final = r"\d+[⁰¹²³⁴⁵⁶⁷⁸⁹]*"
_NUMBER: Final = re.compile(
    rf"(?P<first>{_FIGURE})?(?P<letter>[a-zõäöü]*|[IVXLC]+)(?:–(?P<last>{_FIGURE}))?"
    r"(?P<rest>(?:\.\d+)*)(?:\([0-9a-z]+\))*(?:\[(?P<copy>\d+)\])?"
)


_CITABLE: Final = re.compile(r"\d{1,4}/\d{4} art \d+[a-z]?(?:\([0-9a-z]+\))*")

LONGEST_NUMBER: Final = 24
"""Characters of a number; what is longer is none."""


def raised(figures: str) -> str:
    """Figures as superscripts: ``1`` is ``¹``; anything else stays as it is."""
    return figures.translate(_RAISED)


def numbered(figure: str, superscript: str = "") -> str:
    """The number of a provision: ``6``, ``6¹``."""
    return figure + raised(superscript)


def order(number: str) -> tuple[int, int, str, tuple[int, ...]]:
    """What numbers are sorted by: 2 < 2¹ < 2² < 3; letters come after figures."""
    found = _NUMBER.fullmatch(number)
    if found is None:
        return (1_000_000, 0, number, ())
    figure, superscript = _split(found["first"] or "1000000")
    rest = tuple(int(each) for each in found["rest"].split(".")[1:])
    last = _split(found["last"])[0] if found["last"] else 0
    return (figure, superscript, found["letter"], (*rest, last, int(found["copy"] or 0)))


def is_number(text: str) -> bool:
    """Whether an address can hold it as a number: 6, 6¹, 3–4, a, IV, 2.3."""
    return 0 < len(text) <= LONGEST_NUMBER and _NUMBER.fullmatch(text) is not None


def spans(number: str, wanted: str) -> bool:
    """Whether a number is another one or a range (``3–4``) that holds it, 3¹ and 4² too."""
    if number == wanted:
        return True
    found, other = _NUMBER.fullmatch(number), _NUMBER.fullmatch(wanted)
    if found is None or other is None or not found["last"] or not other["first"]:
        return False
    begin, inside = _split(found["first"] or "0"), _split(other["first"])
    end = _split(found["last"])
    if not end[1]:
        # A range without a superscript at its end holds everything up to the next whole number.
        return begin <= inside and inside[0] <= end[0]
    return begin <= inside <= end


def _split(figure: str) -> tuple[int, int]:
    plain = figure.rstrip("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return int(plain), int(figure[len(plain) :].translate(_PLAIN) or "0")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an address: a level and a number, ``""`` where there is only one of it."""

    level: Level
    number: str = ""

    def __str__(self) -> str:
        return f"{WRITTEN[self.level]} {self.number}".rstrip()


@dataclass(frozen=True, slots=True)
class Address:
    """Where a provision stands in its act; the same in every redaction."""

    steps: tuple[Step, ...]

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read ``§ 39 lg 6¹ p 2`` or any other address that ``str`` writes.

        Raises:
            ValueError: the text has another form.
        """
        steps: list[Step] = []
        for word in text.split():
            level = _LEVELS.get(word)
            if steps and not steps[-1].number and steps[-1].level != "preamble":
                if not is_number(word):
                    raise ValueError(f"not a number of a provision: {word!r} in {text!r}")
                steps[-1] = Step(steps[-1].level, word)
            elif level is not None:
                steps.append(Step(level))
            else:
                raise ValueError(f"not an address: {text!r} (write for example '§ 17 lg 1 p 2')")
        if not steps or (not steps[-1].number and steps[-1].level != "preamble"):
            raise ValueError("an address names at least one provision, for example '§ 17'")
        return cls(tuple(steps))

    @classmethod
    def of(cls, citation: Citation) -> Address:
        """The address that a citation names."""
        if citation.is_article:
            return cls(tuple(_union_steps(citation.section)))
        levels: tuple[Level, ...] = ("section", "subsection", "point")
        numbers = (citation.section, citation.subsection, citation.point)
        pairs = zip(levels, numbers, strict=True)
        return cls(tuple(Step(level, number) for level, number in pairs if number))

    def __str__(self) -> str:
        return " ".join(map(str, self.steps))

    @property
    def level(self) -> Level:
        """The level of the provision itself."""
        return self.steps[-1].level

    @property
    def number(self) -> str:
        """The number of the provision itself."""
        return self.steps[-1].number

    @property
    def parent(self) -> Address | None:
        """The provision that this one is a part of; None at the top."""
        return Address(self.steps[:-1]) if len(self.steps) > 1 else None

    @property
    def key(self) -> tuple[tuple[int, int, str, tuple[int, ...]], ...]:
        """What addresses of one act are sorted by."""
        return tuple(order(step.number) for step in self.steps)

    def covers(self, other: Address) -> bool:
        """Whether ``other`` is this provision or a part of it."""
        return other.steps[: len(self.steps)] == self.steps

    def holds(self, wanted: Address) -> bool:
        """Whether this is the wanted provision, also as a range of numbers that holds it."""
        return len(self.steps) == len(wanted.steps) and all(
            mine.level == theirs.level and spans(mine.number, theirs.number)
            for mine, theirs in zip(self.steps, wanted.steps, strict=True)
        )

    def citation(self, act: str) -> Citation | None:
        """The address as a citation; None where citations do not reach (chapters, annexes)."""
        numbers = {step.level: step.number for step in self.steps}
        if "article" in numbers:
            number, *inside = (step.number for step in self.steps)
            text = f"{act} art {number}{''.join(f'({each})' for each in inside)}"
            return Citation.parse(text) if _CITABLE.fullmatch(text) else None
        if "section" not in numbers or numbers.keys() - {"section", "subsection", "point"}:
            return None
        text = f"{act} {self}"
        try:
            return Citation.parse(text)
        except ValueError:
            return None


def _union_steps(written: str) -> Iterator[Step]:
    """``68(1)(b)(i)``: article, paragraph by a figure, point and subpoint by letters."""
    article, *inside = written.replace(")", "").split("(")
    yield Step("article", article)
    letters: Iterator[Level] = iter(("point", "subpoint"))
    for number in inside:
        if number[0].isdecimal():
            yield Step("subsection", number)
        else:
            yield Step(next(letters, "subpoint"), number)
