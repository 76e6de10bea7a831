"""A family's plans as JSON for other programs, in the form of ``as_json``.

::

    {
      "perenou": "0.1.0", "title": "...", "as_of": day, "names": {id: name},
      "child": id, "parents": [id], "from": day, "to": day, "assumed_birth": day or null,
      "goal": "most_money" | "most_days_together" | "longest_time_at_home",
      "compared": number, "judged": number,
      "plans": [{"money": {"least", "most"}, "benefit": {"least", "most"},
                 "together": days, "cared_for": days,
                 "stays": [{"who": id, "kind": kind or null, "from": day, "to": day}],
                 "months": [{"month", "benefits": {id: {"least", "most"}}, "wages": {id: amount},
                             "total": {"least", "most"}}],
                 "limits": [{"kind", "who": id or null, "used": days, "of": days, "citation"}],
                 "parental_days": [entry of a case file]}],
      "prices": [{"wish": {"kind", "who", "from", "to", "days"}, "without": null or
                  {"money": {"least", "most"}, "together": days, "cared_for": days}}],
      "questions": [{"facts": [name], "about": [id]}],
      "doubts": [{"key", "names", "citation", "reading", "difference": {"least", "most"} or null}]
    }
"""

from __future__ import annotations

from perenou import __version__
from perenou.casework.as_json import Json, amount_json, day_json, month_json, text_of
from perenou.casework.case_file.dates import EARLIEST, LATEST
from perenou.casework.planner.plan import Amount, Plan, Planned
from perenou.casework.planner.wishes import Wish


def plan_json(made: Planned) -> str:
    """A family's plans as JSON text."""
    return text_of(
        {
            "perenou": __version__,
            "title": made.title,
            "as_of": day_json(made.as_of),
            "names": dict(made.names),
            "child": made.child,
            "parents": [*made.parents],
            "from": day_json(made.first),
            "to": day_json(made.after - 1),
            "assumed_birth": None if made.assumed_birth is None else day_json(made.assumed_birth),
            "goal": made.goal,
            "compared": made.compared,
            "judged": made.judged,
            "plans": [_plan(plan, made.parents) for plan in made.plans],
            "prices": [
                {
                    "wish": _wish(price.wish),
                    "without": None if price.best is None else _sums(price.best),
                }
                for price in made.prices
            ],
            "questions": [{"facts": [*q.facts], "about": [*q.about]} for q in made.needed],
            "doubts": [
                {
                    "key": doubt.key,
                    "names": [*doubt.names],
                    "citation": doubt.citation,
                    "reading": doubt.reading,
                    "difference": None if doubt.difference is None else _bounds(doubt.difference),
                }
                for doubt in made.doubts
            ],
        }
    )


def _bounds(amount: Amount) -> Json:
    """A family's sum: more than what is never exceeded by one benefit."""
    return {"least": amount_json(amount[0]), "most": amount_json(amount[1])}


def _sums(plan: Plan) -> dict[str, Json]:
    return {
        "money": _bounds(plan.money),
        "benefit": _bounds(plan.benefit),
        "together": plan.together,
        "cared_for": plan.cared_for,
    }


def _plan(plan: Plan, parents: tuple[str, ...]) -> Json:
    return {
        **_sums(plan),
        "stays": [
            {
                "who": stay.who,
                "kind": stay.kind,
                "from": day_json(stay.first),
                "to": day_json(stay.after - 1),
            }
            for stay in plan.stays
        ],
        "months": [
            {
                "month": month_json(month.month),
                "benefits": {
                    who: _bounds(benefit)
                    for who, benefit in zip(parents, month.benefits, strict=True)
                },
                "wages": {
                    who: amount_json(wage) for who, wage in zip(parents, month.wages, strict=True)
                },
                "total": _bounds(month.total),
            }
            for month in plan.months
        ],
        "limits": [
            {
                "kind": each.key,
                "who": each.who or None,
                "used": each.used,
                "of": each.of,
                "citation": each.citation,
            }
            for each in plan.limits
        ],
        "parental_days": [
            days.model_dump(mode="json", by_alias=True, exclude_none=True) for days in plan.days
        ],
    }


def _wish(wish: Wish) -> Json:
    first, after = wish.span
    spans = wish.kind in ("at_home", "at_work", "care")
    return {
        "kind": wish.kind,
        "who": wish.who or None,
        "from": day_json(first) if spans and first > EARLIEST else None,
        "to": day_json(after - 1) if spans and after <= LATEST else None,
        "days": None if spans else wish.number,
    }
