"""Families whose child is owed maintenance: in court, and in the hands of a bailiff."""

from __future__ import annotations

from perenou.training.draft import Draft, Family, Plain, iso, month, spell


def _children(made: Draft) -> None:
    made.home = ("ema",)
    made.older(made.draw.choice((1, 1, 2)), 3, 15)


def in_court(made: Draft) -> Family:
    """A court has made an interim ruling, and the 150 days from it go on."""
    _children(made)
    ruling = made.day_in(made.month - made.draw.randrange(1, 4))
    paid = made.draw.choice((35, 40, 60, 75, 90, 110))
    for told in made.children.values():
        told["maintenance"] = [
            {"debtor": "isa", "title": [],
             "court": [{"ruling": iso(ruling), "seeks": "award"}],
             "received": [_received(made, paid)]}
        ]  # fmt: skip
    made.claim(
        tuple(made.children), ("maintenance_allowance_court",),
        ruling + made.draw.randrange(5, 40),
    )  # fmt: skip
    return made.done("laps1", "maintenance_allowance_court")


def in_enforcement(made: Draft) -> Family:
    """A bailiff collects, and the debtor pays a part, all or nothing."""
    _children(made)
    opened = made.day_in(made.month - made.draw.choice((3, 4, 7)))
    for told in made.children.values():
        owed = made.draw.choice((120, 150, 260, 300, 346))
        paid = 0 if owed < 200 else made.draw.choice((0, 35, 50, 80, 120))
        told["maintenance"] = [
            {"debtor": "isa",
             "title": [spell(opened - 90, month_amount=f"{owed}.00", kind="court")],
             "enforcement": [{"opened": iso(opened)}],
             "received": [_received(made, paid)]}
        ]  # fmt: skip
    made.claim(tuple(made.children), ("maintenance_allowance_enforcement",), opened)
    return made.done("laps1", "maintenance_allowance_enforcement")


def _received(made: Draft, paid: int) -> Plain:
    return {"from": month(made.month - 12), "to": month(made.month + 6), "amount": f"{paid}.00"}
