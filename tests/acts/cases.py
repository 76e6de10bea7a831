"""Cases that acts are drafted from, and what an official gives with them."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from tests.solved import EXAMPLES as EXAMPLES
from tests.solved import solved

from perenou.acts.choose import Numbered, numbered
from perenou.acts.document import Document
from perenou.acts.draft import draft
from perenou.acts.matter import Kind
from perenou.acts.particulars import Particulars
from perenou.casework.case_file import parse
from perenou.casework.solve import Solved
from perenou.language.grammar import Language

example = solved
"""An example, solved."""

HOME: Final = [{"country": "EE", "ground": "citizen"}]

FULL: Final[dict[str, Any]] = {
    "number": "5.2-2/1142",
    "day": "2026-11-26",
    "official": {
        "name": "Anu Näidis",
        "title": "juhtivspetsialist",
        "phone": "612 0000",
        "e_mail": "perehyvitised@example.ee",
    },
    "delivery": {"channel": "registered_post", "address": "Näidise 1, Näidislinn"},
    "evidence": [{"source": "population_register", "day": "2026-11-20", "what": "elukoht"}],
    "hearing": {"asked": "2026-10-01", "until": "2026-10-15", "answered": "false"},
    "earlier_act": {"number": "5.2-2/77", "day": "2017-09-20"},
    "weighing": {
        "cause": "saaja ei teatanud kolimisest",
        "knowledge": "teatamise kohustus oli otsuses kirjas",
        "circumstances": "sissetulek on piisav",
        "public_interest": "raha tuleb kasutada õigesti",
        "outcome": "nõutakse tagasi kogu summa",
    },
    "repayment": {
        "account": "EE001111222233334444",
        "reference": "1142",
        "until": "2027-01-15",
        "since": "2026-09-01",
        "changed": "tööandja parandas tuludeklaratsiooni",
    },
    "challenge": {
        "received": "2026-11-10",
        "demands": [
            {"demand": "tühistada otsus", "outcome": "rejected", "answer": "õigust ei olnud"},
            {
                "demand": "maksta osade kaupa",
                "outcome": "satisfied",
                "answer": "see on põhjendatud",
            },
        ],
        "return_ground": "late",
        "explanation": "Otsus tehti teatavaks juunis.",
    },
    "corrections": [{"old": "lapse Johana eest", "new": "lapse Johanna eest"}],
    "forwarding": {"institution": "Näidiskassa", "sent": "2026-11-26"},
    "own": [
        {"part": "operative", "text": "Minu esimene lõik."},
        {"part": "reasons", "text": "Minu põhjendus."},
    ],
}
"""Particulars with which every kind of act is whole."""


def particulars(**changes: object) -> Particulars:
    """The full particulars, with some sections changed; None leaves one out."""
    given = {key: value for key, value in {**FULL, **changes}.items() if value is not None}
    return Particulars.model_validate(given)


@cache
def listed(name: str) -> tuple[Numbered, ...]:
    """The matters of an example."""
    return numbered(example(name))


@cache
def all_drafted(name: str) -> tuple[tuple[Numbered, Document], ...]:
    """The matters of an example, each drafted with full particulars."""
    given = particulars()
    return tuple((each, draft(example(name), each.matter, given)) for each in listed(name))


def of_kind(name: str, kind: Kind) -> list[Numbered]:
    """The matters of an example that are of a kind."""
    return [each for each in listed(name) if each.matter.kind is kind]


def drafted(
    name: str,
    kind: Kind,
    at: int = 0,
    given: Particulars | None = None,
    language: Language = "et",
) -> Document:
    """A draft of the first (or another) matter of a kind in an example."""
    matter = of_kind(name, kind)[at].matter
    return draft(example(name), matter, given or particulars(), language)


def family(**changes: object) -> Solved:
    """A mother and a child of whom child allowance is claimed, with changes."""
    case: dict[str, Any] = {
        "as_of": "2026-11-24",
        "period": {"from": "2026-01", "to": "2026-12"},
        "otherwise": "ordinary",
        "people": {"mari": {"name": "Mari Näide", "residence": HOME}},
        "children": {
            "juku": {
                "name": "Juku Näide",
                "birth": "2018-05-14",
                "residence": HOME,
                "parents": [{"who": "mari", "role": "mother"}],
                "lives": [{"with": ["mari"], "share": "full"}],
            }
        },
        "claims": [
            {
                "by": "mari",
                "for": "all",
                "benefits": ["child_allowance"],
                "received": "2018-06-01",
            }
        ],
    }
    return Solved(parse({**case, **changes}))
