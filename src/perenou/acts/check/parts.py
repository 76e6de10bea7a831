"""Which part of an act a paragraph belongs to, told by its headings and its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from perenou.acts.check.deduce_kind import DECIDES
from perenou.acts.check.text import TextParagraph
from perenou.acts.document import Part

_HEADINGS: Final[tuple[tuple[Part, str], ...]] = (
    (Part.OPERATIVE, r"otsus$|otsustan|otsustus|resolut|otsuse (?:sisu|resolut)|ettekirjutus$"
                     r"|mida (?:me )?otsusta|lahend$"),
    (Part.APPLICATION, r"taotlus(?:$|e (?:sisu|asjaolud|kirjeldus))|vaide sisu|vaie$|avaldus$"),
    (Part.FACTS, r"(?:faktilised |tuvastatud )?asjaolud|faktid|mida (?:me )?(?:teame|tuvasta)"),
    (Part.CALCULATION, r"arvutus|summa arvut|kuidas .*arvut|suuruse arvut|hüvitise suurus"
                       r"|toetuse suurus"
                       r"|tagasimakstav|enammakstud"),
    (Part.WEIGHING, r"kaalutlus|kaalumi|huvide kaalu|usaldus"),
    (Part.HEARING, r"ärakuula|teie arvamus|arvamus ja|arvamuse"),
    (Part.REASONS, r"põhjend|õiguslik|kohaldatav|miks(?: |$)|seaduse"),
    (Part.DUTIES, r"(?:teie |saaja )?kohustus|millest (?:tuleb )?teata|mida (?:peate"
                  r"|tuleb) te|teavitamis"
                  r"|edasi$|mida te peate|tagasimaksmise|kuidas (?:raha )?tagasi"),
    (Part.CONTEST, r"vaidlusta|vaide esitami|edasikaeba|kuidas .*vaidlusta|kaebeõigus"
                   r"|kui te ei nõustu"),
    (Part.ANNEXES, r"lisad?(?:$|:| \d)"),
    (Part.ACCESS, r"asutusesiseseks|ak$|juurdepääsupiirang"),
)  # fmt: skip
_PATTERNS: Final = tuple(
    (part, re.compile(rf"(?:\d+(?:\.\d+)*\.?\s+)?(?:{words})", re.IGNORECASE))
    for part, words in _HEADINGS
)
_LONGEST_HEADING: Final = 70
_LONGEST_TITLE: Final = 130
_BARE: Final = re.compile(r"(?:otsus|otsustan|ettekirjutus|resolutsioon)", re.IGNORECASE)
_LINES_ABOVE: Final = 3
_SIGNED: Final = re.compile(
    r"[\s(/\[]*allkirjasta|digi(?:taal)?(?:selt|allkir|temp)|\be-temp|lugupidamisega|allkiri",
    re.IGNORECASE,
)
_ACCESS_LINE: Final = re.compile(
    r"(?:AK|ASUTUSESISESEKS KASUTAMISEKS)\b|(?:Teabevaldaja|Alus|Kehtib kuni|Märge tehtud"
    r"|Juurdepääsupiirang)\s*:"
)
_TITLE: Final = re.compile(
    r"(?:otsus|ettekirjutus|vaideotsus|korraldus|teade|kiri|vastus|teatis|palve|küsimine|edastamine)\b"
    r"|\bkohta$|^Palume\b",
    re.IGNORECASE,
)


def with_parts(paragraphs: Sequence[TextParagraph]) -> list[TextParagraph]:
    """The paragraphs, each with the part it belongs to where that can be told.

    What a source says itself stays. The first heading is the title, even when it says no more
    than that it is a decision; from the title on headings open the parts.
    """
    part: Part | None = None
    title_seen = False
    made: list[TextParagraph] = []
    for at, each in enumerate(paragraphs):
        text = each.text.strip()
        if each.part is not None:
            part, title_seen = None, True
            made.append(each)
        elif each.cell is not None:
            made.append(replace(each, part=part))
        elif _ACCESS_LINE.match(text):
            made.append(replace(each, part=Part.ACCESS))
        elif part is None and _is_title(text) and not _opens_decision(paragraphs, at, title_seen):
            title_seen = True
            made.append(replace(each, part=Part.HEADING, heading=each.heading or 1))
        elif (found := _heading(text)) and _is_line(text) and (each.heading or title_seen):
            part = found
            made.append(replace(each, part=part, heading=each.heading or 2))
        else:
            if each.heading > 1 and title_seen:
                part = None
            if at > len(paragraphs) // 2 and part is not Part.SIGNATURE and _SIGNED.match(text):
                part = Part.SIGNATURE
                _sign(made)
            made.append(replace(each, part=part))
    return made


def _is_title(text: str) -> bool:
    is_short = len(text) <= _LONGEST_TITLE and not text.endswith((".", ";", ",", "?", "!", ":"))
    return is_short and _TITLE.search(text) is not None


def _opens_decision(paragraphs: Sequence[TextParagraph], at: int, title_seen: bool) -> bool:
    """Whether a line that says no more than its kind stands above what is decided."""
    text = paragraphs[at].text.strip()
    if not _BARE.fullmatch(text):
        return False
    following = paragraphs[at + 1].text if at + 1 < len(paragraphs) else ""
    return DECIDES.search(following) is not None or (title_seen and not text.isupper())


def _is_line(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and not text.endswith((".", ";", ",", "?", "!", ":"))


def _sign(made: list[TextParagraph]) -> None:
    """Take the short lines above a signature into its block: name and office."""
    for at in range(len(made) - 1, max(len(made) - 1 - _LINES_ABOVE, -1), -1):
        if made[at].heading or made[at].cell or not _is_line(made[at].text.strip()):
            return
        made[at] = replace(made[at], part=Part.SIGNATURE)


def _heading(text: str) -> Part | None:
    return next((part for part, words in _PATTERNS if words.match(text)), None)
