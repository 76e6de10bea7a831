"""Random families of parents on leave, and of a parent who owes maintenance, as case files."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any, Final

from tests.acts.cases import HOME
from tests.casework.test_properties import Family

_MOTHER: Final = {"name": "Aada Näide", "sex": "female", "birth": "1994-03-04"}
_FATHER: Final = {"name": "Peeter Proov-Näide", "sex": "male", "birth": "1992-11-20"}
_PARENTS: Final = [{"who": "ada", "role": "mother"}, {"who": "ben", "role": "father"}]
_DAY: Final = timedelta(days=1)


def on_leave(drawn: random.Random) -> Family:
    """A mother, mostly a father too, who claim days of parental benefit for a newborn."""
    born = date(2026, 8, 1) + timedelta(drawn.randrange(90))
    expected = born + timedelta(drawn.randrange(-3, 9))
    begins, ends = expected - timedelta(drawn.choice((30, 45, 70))), expected + 29 * _DAY
    later = ends + timedelta(drawn.randrange(60, 200))
    claimed = (date(2026, 10, 20) + timedelta(drawn.randrange(16))).isoformat()

    def days(by: str, kind: str, first: date, last: date) -> dict[str, Any]:
        told = {"by": by, "for": "kid", "kind": kind, "claimed": claimed}
        if kind != "shared":
            told["leave"] = "registered"
        return {**told, "from": first.isoformat(), "to": last.isoformat()}

    claims = [days("ada", "mothers", begins, ends), days("ada", "shared", ends + _DAY, later)]
    if drawn.random() < 0.6:
        claims.append(days("ben", "fathers", born, born + 29 * _DAY))
    if drawn.random() < 0.3:
        claims.append(
            days("ben", "shared", later + _DAY, later + timedelta(drawn.randrange(5, 60)))
        )
    if drawn.random() < 0.2:  # more than anybody has: some days are refused
        claims.append(days("ben", "fathers", born + 60 * _DAY, born + 80 * _DAY))
    return {
        "as_of": "2026-11-26",
        "period": {"from": f"{begins:%Y-%m}", "to": f"{later:%Y-%m}"},
        "otherwise": "ordinary",
        "people": {"ada": _earning(_MOTHER, drawn), "ben": _earning(_FATHER, drawn)},
        "children": {
            "kid": {
                "name": "Juku Näide",
                "birth": born.isoformat(),
                "expected": expected.isoformat(),
                "residence": HOME,
                "parents": _PARENTS,
                "lives": [{"with": ["ada", "ben"], "share": "full"}],
            }
        },
        "couples": [{"who": ["ada", "ben"], "kind": "marriage", "from": "2020-06-06"}],
        "claims": [],
        "parental_days": claims,
    }


def _earning(who: dict[str, str], drawn: random.Random) -> dict[str, Any]:
    income = [{"from": "2024-01", "to": "2026-12", "gross": drawn.randrange(0, 5000, 50)}]
    return {
        **who,
        "residence": HOME,
        "sickness_benefit_right": [{"from": "2023-01-01"}],
        "income": income,
        "notes": [],
        "previous_income_base": [],
    }


def owed_maintenance(drawn: random.Random) -> Family:
    """A mother who raises one or two children alone; the father owes them maintenance."""
    kids = ("kid", "liv")[: drawn.choice((1, 1, 2))]
    names = {"kid": "Juku Näide", "liv": "Leida Näide"}
    kind = drawn.choice(("court", "enforcement", "bankruptcy"))
    # Maintenance is decided sooner than the other benefits.
    received = (date(2026, 11, 13) + timedelta(drawn.randrange(8))).isoformat()
    maintenance = _proceedings(kind, drawn)
    children = {
        kid: {
            "name": names[kid],
            "birth": f"{drawn.randrange(2010, 2024)}-{drawn.randrange(1, 13):02}-14",
            "residence": HOME,
            "parents": _PARENTS,
            "lives": [{"with": ["ada"], "share": "full"}],
            "maintenance": [{"debtor": "ben", **maintenance}],
        }
        for kid in kids
    }
    claim = {"by": "ada", "for": "all", "benefits": [f"maintenance_allowance_{kind}"]}
    return {
        "as_of": "2026-11-26",
        "period": {"from": "2026-06", "to": f"2027-{drawn.randrange(1, 7):02}"},
        "otherwise": "ordinary",
        "people": {"ada": {**_MOTHER, "residence": HOME}, "ben": {**_FATHER, "residence": HOME}},
        "children": children,
        "claims": [{**claim, "received": received}],
    }


def _proceedings(kind: str, drawn: random.Random) -> dict[str, Any]:
    day = date(2026, 10, 8) + timedelta(drawn.randrange(30))
    month_amount = drawn.choice(("90.00", "190.00", "260.00"))
    paid = drawn.choice((0, 0, 40, 120))
    found: dict[str, Any] = {
        "title": [{"from": "2026-03-01", "month_amount": month_amount, "kind": "court"}],
        "received": [{"from": "2026-03", "to": "2026-10", "amount": paid}],
    }
    if kind == "court":
        ruling: dict[str, Any] = {"ruling": day.isoformat(), "seeks": "award"}
        if drawn.random() < 0.4:
            ended = day + timedelta(drawn.randrange(5, 15))
            outcome = drawn.choice(("award", "no_award"))
            ruling |= {"ended": ended.isoformat(), "outcome": outcome}
        return {**found, "title": [], "court": [ruling]}
    found["enforcement"] = [{"opened": (day - timedelta(drawn.randrange(90, 200))).isoformat()}]
    if kind == "bankruptcy":
        stayed = day - timedelta(drawn.randrange(10, 40))
        found["bankruptcy"] = [
            {"enforcement_stayed": stayed.isoformat(), "declared": day.isoformat()}
        ]
    return found
