"""Families between Estonia and another state."""

from __future__ import annotations

from perenou.rules.calendar import first_day_of
from perenou.training.draft import Draft, Family, Plain, spell

ABROAD = {
    "FI": ("lapsilisä", "94.88"),
    "DE": ("Kindergeld", "255.00"),
    "LT": ("vaiko pinigai", "122.50"),
    "LV": ("ģimenes valsts pabalsts", "25.00"),
}
"""By state with the euro, its benefit for a child and what it comes to, as the exercise has it."""


def two_states(made: Draft) -> Family:
    """The father begins to work abroad within a month or so of the one asked about."""
    made.older(made.draw.choice((1, 2)))
    state = made.draw.choice(("FI", "FI", "DE", "LT", "LV"))
    began = made.day_in(made.month + made.draw.choice((-2, -1, 0)))
    since = first_day_of(made.month - 60)
    mother_works = made.draw.random() < 0.6
    made.people["ema"]["work"] = (
        [spell(since, country="EE", kind="employed")] if mother_works else []
    )
    made.people["isa"]["work"] = [
        spell(since, began - 1, country="EE", kind="employed"),
        spell(began, country=state, kind="employed"),
    ]
    _with_benefits(made, state)
    return made.done("laps1")


def supplement(made: Draft) -> Family:
    """One parent has long worked abroad, the other here or not at all; who pays the rest?"""
    made.older(made.draw.choice((1, 2, 3)))
    state = made.draw.choice(("LV", "LV", "LT", "FI", "DE"))
    abroad, here = made.draw.choice((("isa", "ema"), ("isa", "ema"), ("ema", "isa")))
    since = made.day_in(made.month - made.draw.randrange(8, 40))
    made.people[abroad]["work"] = [spell(since, country=state, kind="employed")]
    works = made.draw.random() < 0.3
    made.people[here]["work"] = [spell(since, country="EE", kind="employed")] if works else []
    _with_benefits(made, state)
    made.claim_large()
    return made.done("laps1")


def _with_benefits(made: Draft, state: str) -> None:
    name, amount = ABROAD[state]
    benefit: Plain = {
        "country": state, "name": name, "amount": amount, "interval": "month",
        "source": "harjutus",
    }  # fmt: skip
    for told in made.children.values():
        told["state_benefits"] = [benefit]
