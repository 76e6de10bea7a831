"""Families in which payment stops: prison, substitute care, separation."""

from __future__ import annotations

from perenou.training.draft import Draft, Family, iso, spell


def stopped_payment(made: Draft) -> Family:
    """A child is in substitute care or prison, or lives apart from the family, or the payee is."""
    how = made.draw.choice(("care", "care", "child_in_prison", "separated", "parent_in_prison"))
    if how == "parent_in_prison":
        made.home = ("ema",)
    if how == "child_in_prison":
        made.child(made.aged(15, 18))
    made.older(made.draw.choice((2, 2, 3)), 3, 13)
    began = made.day_in(made.month - made.draw.choice((0, 1, 1)))
    over = made.day_in(made.month + 3)
    told = made.children["laps1"]
    if how == "care":
        kind = made.draw.choice(("childrens_home", "family_house"))
        told["substitute_care"] = [spell(began, over, kind=kind)]
    elif how == "child_in_prison":
        told["imprisonment"] = [
            spell(began, over, kind="prison", outcome="prison", final_on=iso(began))
        ]
    elif how == "separated":
        aunt = made.grandmother()
        told["separated"] = [spell(began, over, raised_by=aunt)]
    else:
        made.people["ema"]["imprisonment"] = [spell(began, over, kind="prison")]
    made.claim_large()
    return made.done("laps1", made.draw.choice(("child_allowance", "child_allowance", "")))
