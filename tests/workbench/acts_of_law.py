"""An invented Family Benefits Act in two redactions, between which five provisions change."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tests.statutes.gazette_files import Invented, section, subsection

from perenou.impact.coded import coded_redactions, coded_since

GROUP: Final = "9990001"
SINCE: Final = "2027-03-01"


def _act(id: str, since: str) -> Invented:
    return Invented(id=id, group=GROUP, title="Näidishüvitiste seadus", abbreviation="PHS",
                    since=since)  # fmt: skip


CODED: Final = _act(coded_redactions("PHS")[-1], coded_since("PHS"))
"""The redaction that the rules are written after, by its number; its words are invented."""

NEWER: Final = _act("120012027003", SINCE)

_BODY: Final = (
    section("9", text="Saaja teatab muutustest kümne päeva jooksul."),
    section("14", subsection("1", "Enam makstud summa nõutakse tagasi."),
            subsection("2", "Peetakse kinni kuni viiendik.")),
    section("17", subsection("1", "Lapsel on õigus toetusele."),
            subsection("2", "Õppijal on õigus üheksateistkümnenda eluaastani."),
            subsection("3", "Summa kehtestatakse määrusega.")),
    section("21", subsection("1", "Kolme lapse perel on õigus toetusele.")),
    section("28", subsection("1", "Esimene lõige."),
            subsection("6", "Toetus määratakse taotluseta.")),
    section("52", subsection("1", "Esimene lõige."),
            subsection("5", "Teavitatakse elektrooniliselt.")),
    section("57", subsection("1", "Makstakse kuni kuus kuud tagasi.")),
)  # fmt: skip

CHANGED: Final = {
    "PHS § 14 lg 2": ("kuni viiendik", "kuni kolmandik"),
    "PHS § 17 lg 2": ("üheksateistkümnenda", "kahekümnenda"),
    "PHS § 28 lg 6": ("määratakse taotluseta", "määratakse nõusolekul"),
    "PHS § 52 lg 5": ("elektrooniliselt", "kirjalikult"),
    "PHS § 57 lg 1": ("kuni kuus kuud", "kuni kolm kuud"),
}
"""By provision: what it said, and what it says now."""


def coded(folder: Path) -> Path:
    """The earlier redaction, written."""
    return CODED.write(folder, "".join(_BODY))


def newer(folder: Path) -> Path:
    """The later redaction, written."""
    body = "".join(_BODY)
    for before, after in CHANGED.values():
        assert body.count(before) == 1
        body = body.replace(before, after)
    return NEWER.write(folder, body)
