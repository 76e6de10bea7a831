"""Families that plan: two parents with incomes and wages, before the birth or with days used."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from perenou.casework.case_file import Case, parse

RESIDENCE = [{"country": "EE", "ground": "citizen"}]


def family(
    wishes: dict[str, Any] | None = None,
    *,
    as_of: str = "2026-09-20",
    birth: str = "2026-12-15",
    incomes: tuple[str, str] = ("2400", "3300"),
    wages: tuple[str, str] | None = None,
    days: list[dict[str, Any]] | None = None,
    mother: dict[str, Any] | None = None,
    father: dict[str, Any] | None = None,
    child: dict[str, Any] | None = None,
) -> Case:
    """A mother and a father of one child, ordinary but for what is told."""
    plan = dict(wishes or {})
    if wages is not None:
        plan["wages"] = [
            {"who": who, "month_amount": wage}
            for who, wage in zip(("mari", "jaan"), wages, strict=True)
        ]
    people: dict[str, Any] = {}
    for who, name, sex, income, more in (
        ("mari", "Mari Näide", "female", incomes[0], mother),
        ("jaan", "Jaan Näide", "male", incomes[1], father),
    ):
        people[who] = {
            "name": name,
            "sex": sex,
            "birth": "1994-03-04",
            "residence": RESIDENCE,
            "income": [{"from": "2021-01", "to": "2027-12", "gross": income}],
            "notes": [],
            "previous_income_base": [],
            **(more or {}),
        }
    people["mari"].setdefault("sickness_benefit_right", [{"from": "2020-01-01"}])
    return parse(
        {
            "as_of": as_of,
            "otherwise": "ordinary",
            "people": people,
            "children": {
                "liis": {
                    "name": "Liis Näide",
                    "birth": birth,
                    "expected": birth,
                    "residence": RESIDENCE,
                    "parents": [
                        {"who": "mari", "role": "mother"},
                        {"who": "jaan", "role": "father"},
                    ],
                    "lives": [{"with": ["mari", "jaan"], "share": "full"}],
                    **(child or {}),
                }
            },
            "couples": [{"who": ["mari", "jaan"], "kind": "marriage", "from": "2020-06-06"}],
            "claims": [],
            "parental_days": days or [],
            "plan": plan,
        }
    )


def late_family(wishes: dict[str, Any] | None = None, **more: Any) -> Case:
    """A child of two and a half with 75 shared days and the father's own days left."""
    used = [
        {"by": "mari", "for": "liis", "kind": "mothers", "from": "2024-10-06", "to": "2025-01-13",
         "leave": "registered"},
        {"by": "mari", "for": "liis", "kind": "shared", "from": "2025-01-14", "to": "2026-02-17"},
    ]  # fmt: skip
    return family(wishes, as_of="2027-06-01", birth="2024-12-15", days=used, **more)


FAMILIES: Final[tuple[Callable[..., Case], ...]] = (family, late_family)
