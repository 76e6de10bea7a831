"""Decisions as one flat file: a row is a decision with the facts that it rests on.

Fields of a row, by which a map says what a column means:

================  ==========================================================================
``id``            number of the decision
``benefit``       key of the benefit or what it is called; or a matter that the law does not compute
``month``         first month that was decided on; ``last_month``: the last one, if there are more
``amount``        what was granted a month; 0: refused
``decided``       day of the decision
``by``            who decided; ``office``, ``language``: of which unit, and of what claim
``births``        days of birth of all children of the family
``child_birth``   day of birth of the child that the decision is about
``claimed``       day of the claim
``single``        whether the register holds no second parent: ``yes`` or ``no``
``resident``      ``yes``: all live in Estonia as citizens, the children with their parents, and
                  the child allowance was claimed in time for children of whom no claim is told
``facts``         what decided where the law leaves a choice
================  ==========================================================================

What a file does not tell is not known, and then such decisions stay undecided.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import perenou.benefits.lawbook  # noqa: F401  # the allowances of a month are declared by it
from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.estonia.vocabulary import BENEFITS, CHILD, PERSON
from perenou.casework.case_file.source import Data
from perenou.language.grammar import LANGUAGES

FLAT: Final = "flat"

NEEDED: Final = ("id", "benefit", "month", "amount", "decided")
FIELDS: Final = (
    *NEEDED, "last_month", "by", "office", "language", "births", "child_birth", "claimed", "single",
    "resident", "facts",
)  # fmt: skip
"""The fields of a row, those that it cannot do without first."""

ALLOWANCE: Final = "child_allowance"
CLAIMANT: Final = "inimene01"
_OTHER: Final = "inimene02"
_HOME: Final[list[Data]] = [{"country": "EE", "ground": "citizen"}]


def benefit_key(text: str) -> str:
    """The key of a benefit by what it is called in any language; of anything else, the text."""
    wanted = text.casefold().strip()
    for key, labels in BENEFITS.items():
        if wanted == key or any(
            wanted == labels.in_language(each).casefold() for each in LANGUAGES
        ):
            return key
    return text.strip()


def put_together(
    rows: Sequence[Mapping[str, Data]],
) -> tuple[dict[str, Data], list[dict[str, str]]]:
    """A family's case and decisions from its rows, with values as a case file writes them."""
    births = sorted({day for row in rows for day in _listed(row.get("births"))})
    if not births:  # a day that is not among those that are told is of no child of the family
        births = [*dict.fromkeys(day for row in rows if (day := _text(row.get("child_birth"))))]
    # Children born on one day are as many as the row that has most of them says.
    ids: list[tuple[str, str]] = []
    for day in sorted(births):
        times = max(1, *(_listed(row.get("births")).count(day) for row in rows))
        ids += [(f"laps{len(ids) + at + 1:02}", day) for at in range(times)]
    is_single = {_text(row.get("single")) for row in rows} - {""}
    is_resident = {_text(row.get("resident")) for row in rows} == {"yes"}
    parents = [CLAIMANT] if is_single == {"yes"} else [CLAIMANT, _OTHER]
    if not is_single:
        parents = [CLAIMANT]  # whether there is another one is not told
    home: dict[str, Data] = {"residence": [*_HOME]} if is_resident else {}
    people: dict[str, Data] = {who: {**home} for who in parents}
    children: dict[str, Data] = {}
    for who, day in ids:
        links: list[Data] = [{"who": each} for each in parents]
        told: dict[str, Data] = {"birth": day, "parents": links}
        if is_single == {"yes"}:
            told["second_parent"] = "none"
        if is_resident:
            with_whom: dict[str, Data] = {"with": [*parents], "share": "full"}
            told |= {**home, "lives": [with_whom]}
        children[who] = told
    decisions, claims = [], list[Data]()
    for row in rows:
        key = benefit_key(_text(row.get("benefit")))
        about = _about(key, _text(row.get("child_birth")), ids)
        whose = about[0] if len(about) == 1 else ""
        decisions.append(
            {
                **{name: _text(row.get(name)) for name in FIELDS if row.get(name)},
                "benefit": key,
                "whose": whose,
                "facts": "; ".join(_listed(row.get("facts"))),
            }
        )
        claim = _claim(row, key, about, [who for who, _ in ids])
        if claim is not None and claim not in claims:
            claims.append(claim)
    if is_resident:
        claims += _in_time(ids, claims)
    return {"people": people, "children": children, "claims": claims}, decisions


def _in_time(ids: Sequence[tuple[str, str]], claims: Sequence[Data]) -> list[Data]:
    """Claims for the child allowance of children whose own is not told of, on their birth."""
    told = {
        str(who)
        for claim in claims
        if isinstance(claim, dict) and claim["benefits"] == [ALLOWANCE]
        for who in _listed(claim["for"])
    }
    return [
        {"by": CLAIMANT, "for": [who], "benefits": [ALLOWANCE], "received": day}
        for who, day in ids
        if who not in told
    ]


def _about(key: str, birth: str, ids: Sequence[tuple[str, str]]) -> list[str]:
    """The person or child that a decision is about; several: it is not told which of these.

    Children of one day are owed different amounts where one is the third, so that none is chosen.
    """
    unit = MONTHLY[key].unit if key in MONTHLY else None
    if unit is PERSON:
        return [CLAIMANT]
    if unit is not CHILD:
        return []
    return [who for who, day in ids if not birth or day == birth]


def _claim(row: Mapping[str, Data], key: str, about: list[str], children: list[str]) -> Data:
    day = _text(row.get("claimed"))
    if not day or key not in MONTHLY or not children:
        return None
    named: list[Data] = [who for who in about if who in children] or [*children]
    return {"by": CLAIMANT, "for": named, "benefits": [key], "received": day}


def _listed(value: Data | None) -> list[str]:
    if value is None:
        return []
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]


def _text(value: Data | None) -> str:
    return "" if value is None else str(value)


# ---------------------------------------------------------------------------- what columns mean

CALLED: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("id", "otsus", "otsuse number", "otsuse nr", "decision", "number"),
    "family": ("pere", "pere tunnus", "family", "toimik"),
    "benefit": ("toetus", "hüvitis", "liik", "toetuse liik", "benefit", "asi"),
    "month": ("kuu", "esimene kuu", "alates", "month", "first month"),
    "last_month": ("viimane kuu", "kuni", "last month"),
    "amount": ("summa", "summa kuus", "määratud", "amount", "granted"),
    "decided": ("otsuse kuupäev", "otsustatud", "kuupäev", "decided", "date"),
    "by": ("ametnik", "menetleja", "otsustaja", "official", "decided by"),
    "office": ("üksus", "osakond", "piirkond", "office", "unit"),
    "language": ("keel", "taotluse keel", "language"),
    "births": ("laste sünnid", "laste sünniajad", "lapsed", "births", "children"),
    "child_birth": ("lapse sünniaeg", "laps", "sünniaeg", "child birth", "child"),
    "claimed": ("taotletud", "taotluse kuupäev", "taotlus", "claimed", "claim date"),
    "single": ("üksikvanem", "single parent", "single"),
    "resident": ("elab eestis", "resident"),
    "facts": ("asjaolud", "kaalutlus", "facts", "circumstances"),
}
"""By field, what its column is often called."""


def guessed(titles: Sequence[str]) -> dict[str, str]:
    """By field, the title of the column that seems to hold it; somebody has to look at it."""
    plain = {" ".join(title.casefold().replace("_", " ").split()): title for title in titles}
    found: dict[str, str] = {}
    for field, names in CALLED.items():
        title = next((plain[name] for name in names if name in plain), None)
        if title is not None and title not in found.values():
            found[field] = title
    return found
