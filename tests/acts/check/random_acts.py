# ruff: noqa: E501  # paragraphs as officials write them, one a line
"""Acts and letters drafted from random families, each with what an official would give.

A number draws the same family and the same words again.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from hypothesis import HealthCheck, Phase, given, seed, settings
from tests.acts.cases import FULL, HOME, particulars
from tests.acts.check.random_families import on_leave, owed_maintenance
from tests.casework.test_properties import Family, families

from perenou.acts.check.case_figures import CaseFigures, case_figures
from perenou.acts.check.text import ActText
from perenou.acts.choose import Numbered, numbered
from perenou.acts.document import plain
from perenou.acts.draft import draft
from perenou.acts.kinds import Kind
from perenou.acts.particulars import Particulars
from perenou.casework.case_file import CaseFileError, parse
from perenou.casework.solve import Solved

DAY: Final = date(2026, 11, 26)
"""On which every act is issued."""

NAMES: Final = {
    "ada": "Aada Näide",
    "ben": "Peeter Proov-Näide",
    "cora": "Koidula Katse",
    "kid": "Juku Näide",
    "liv": "Leida Näide",
    "mio": "Mihkel Näide",
    "nora": "Noora Näide",
}
_AT_ONCE: Final = timedelta(days=42)
"""A claim that is older was decided on long ago."""

_TRIES: Final = 40
"""Random families that contradict themselves, one after another, at most."""

_EVERY: Final = 5
_SPECIAL: Final = {1: on_leave, 3: owed_maintenance}

OWN: Final = (
    ("facts", "Rääkisime Teiega 12. novembril 2026 telefonis ja Te kinnitasite rahvastikuregistri andmeid."),
    ("facts", "Vaatasime läbi ka Teie 10. novembril 2026 saadetud dokumendid."),
    ("facts", "Küsisime lisaks andmeid kohalikult omavalitsuselt, kuid uusi asjaolusid ei selgunud."),
    ("facts", "Laps käib kodulähedases lasteaias ja tema elukoht ei ole muutunud."),
    ("facts", "Lapse ema töötab kauplustes müüjana ja isa õpib kutsekoolis."),
    ("facts", "Teil on täita ka vanaema hooldaja ülesanded, kuid need seda otsust ei mõjuta."),
    ("reasons", "Mõistame, et perel on keeruline aeg. Seadus ei jäta meile siin siiski valikut."),
    ("reasons", "Selgitame, et tööl käimine seda õigust ei mõjuta."),
    ("reasons", "Kui laps asub õppima, saate esitada uue taotluse."),
    ("reasons", "Lähtusime sellest, kus laps tegelikult elab, mitte ainult registri kandest."),
    ("reasons", "Riigikohus on selgitanud, et põhjendus peab olema otsuses endas."),
    ("reasons", "Arvesse läks ka 3. novembri 2026 vestlus, milles selgitasite oma olukorda."),
    ("duties", "Kui Teie pangakonto muutub, teatage sellest iseteeninduses või tavalise kirjaga."),
    ("duties", "Abi saate ka meie klienditeenindusest Narvas, Pärnus ja Tartus."),
    ("operative", "Otsus jõustub selle teatavakstegemisest."),
    ("operative", "Palume vaadata üle ka lisatud selgitused."),
)  # fmt: skip
"""Paragraphs as officials add them; there is nothing to mend in any."""

_HEARD: Final[tuple[dict[str, str], ...]] = (
    {"answered": "false"},
    {"answered": "2026-11-16", "opinion": "laps elab endiselt Teie juures",
     "reply": "Rahvastikuregistri andmed seda ei kinnita."},
    {"answered": "2026-11-17", "opinion": "olete plaanitava otsusega nõus",
     "reply": "Muid selgitusi Te ei andnud."},
)  # fmt: skip


@dataclass(frozen=True)
class Made:
    """An act made from a random determination.

    Attributes:
        number: of the family. whole: as it was drafted. text: the same as plain text. figures: of
            its case.
    """

    number: int
    kind: Kind
    whole: ActText
    text: str
    figures: CaseFigures


def acts(number: int) -> Iterator[Made]:
    """Everything that is there to decide or to write in the random family of a number."""
    drawn = random.Random(number)
    solved = determination(number)
    figures = case_figures(solved)
    for each in numbered(solved):
        if _was_decided_long_ago(each):
            continue
        document = draft(solved, each.matter, given_by_official(drawn))
        whole = ActText.from_document(document)
        yield Made(number, Kind(document.kind), whole, plain(document), figures)


def determination(number: int) -> Solved:
    """The random family of a number, solved; it is one that does not contradict itself."""
    for family in _families(number):
        try:
            solved = Solved(parse(family))
        except CaseFileError:
            continue
        if numbered(solved):
            return solved
    raise AssertionError(f"no family of number {number} asks for anything")


def _families(number: int) -> Iterator[Family]:
    """Of every five numbers one is of parents on leave, and one of a parent who owes maintenance."""
    special = _SPECIAL.get(number % _EVERY)
    drawn = random.Random(number)
    if special is None:
        yield from (_as_it_comes(family, drawn) for family in _drawn(number))
    else:
        yield from (special(drawn) for _ in range(_TRIES))


def _drawn(number: int) -> list[Family]:
    found: list[Family] = []

    @seed(number)
    @settings(
        max_examples=_TRIES,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(families())
    def draw(family: Family) -> None:
        found.append(family)

    draw()
    return found[1:]  # the first is the simplest that there is, whatever the number


def _as_it_comes(family: Family, drawn: random.Random) -> Family:
    """Names for all, claims that have just come, and sometimes money paid already.

    Every other family lives together in Estonia and asks for all, so that much is granted.
    """
    family["as_of"] = DAY.isoformat()
    if drawn.random() < 0.5:
        _settle(family)
    for part in ("people", "children"):
        for who, one in family[part].items():
            one["name"] = NAMES[who]
    for claim in family["claims"]:
        if drawn.random() < 0.6:
            claim["received"] = (date(2026, 10, 20) + timedelta(drawn.randrange(16))).isoformat()
    if drawn.random() < 0.5:
        family["paid"] = [_paid(family, kid, drawn) for kid in family["children"]]
    return family


def _settle(family: Family) -> None:
    for one in (*family["people"].values(), *family["children"].values()):
        one["residence"] = HOME
    for child in family["children"].values():
        parents = [each["who"] for each in child["parents"]]
        child["lives"] = [{"with": parents, "share": "full"}]
        child.pop("counted_with", None)
    by = next(iter(family["people"]))
    family["claims"] = [{"by": by, "for": "all", "benefits": "all", "received": "2026-10-20"}]


def _paid(family: Family, kid: str, drawn: random.Random) -> dict[str, Any]:
    first = drawn.randrange(1, 8)
    return {
        "benefit": "child_allowance",
        "payee": next(iter(family["people"])),
        "for": [kid],
        "from": f"2026-{first:02}",
        "to": f"2026-{drawn.randrange(first, 11):02}",
        "amount": drawn.choice(("80.00", "100.00")),
    }


def given_by_official(drawn: random.Random) -> Particulars:
    """Particulars that leave no gap, with up to two paragraphs of the official's own."""
    asked = {"asked": "2026-11-06", "until": "2026-11-18", **drawn.choice(_HEARD)}
    own = drawn.sample(OWN, drawn.randrange(3))
    return particulars(
        number=f"5.2-2/{drawn.randrange(100, 20000)}",
        day=DAY.isoformat(),
        hearing=asked,
        challenge={**FULL["challenge"], "received": "2026-11-20"},
        own=[{"part": part, "text": text} for part, text in own] or None,
    )


def _was_decided_long_ago(each: Numbered) -> bool:
    received = each.matter.received
    return received is not None and received < (DAY - _AT_ONCE).toordinal()
