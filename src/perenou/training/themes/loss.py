"""Families in which a parent is missing: never recorded, wanted, dead, or with a guardian."""

from __future__ import annotations

from datetime import date

from perenou.training.draft import EARLIEST_CLAIM, Draft, Family, Plain, iso, spell

_PENSION_ENDS = date(2026, 9, 30).toordinal()
"""The last day of survivor's pensions for children by the former rules."""


def single_parent(made: Draft) -> Family:
    """The birth record names no father, or the father is declared wanted within the month."""
    made.home = ("ema",)
    if made.draw.random() < 0.35:
        return _wanted(made)
    father = made.people.pop("isa")
    claimed = ("child_allowance", "single_parent_allowance")
    age = made.draw.choice((19 * 12, 4 * 12, 9 * 12, 0))
    alone: Plain = {"parents": [{"who": "ema", "role": "mother"}], "second_parent": "none"}
    oldest = made.child(made.day_in(made.month - age), claimed=claimed)
    made.children[oldest] |= alone
    if age >= 18 * 12:
        made.children[oldest]["studies"] = []
    if age == 9 * 12 and made.draw.random() < 0.75:
        made.children[made.child(made.aged(2, 7), claimed=claimed)] |= alone
    if age in (9 * 12, 4 * 12) and made.draw.random() < 0.6:
        # A sibling whose father is on record has no right to it.
        made.people["isa"] = father
        made.child(made.aged(0, 2), claimed=claimed)
    return made.done(oldest, made.draw.choice(("", "single_parent_allowance")))


def _wanted(made: Draft) -> Family:
    since = made.day_in(made.month)
    made.people["isa"]["wanted"] = [spell(since)]
    made.older(made.draw.choice((1, 2, 2)))
    made.claim(tuple(made.children), ("single_parent_allowance",), since + 20)
    return made.done("laps1", "single_parent_allowance")


def survivors(made: Draft) -> Family:
    """A parent died in the month, or died earlier and left a survivor's pension to 30.09.2026."""
    made.home = ("ema",)
    if made.draw.random() < 0.35:
        return _after_pension(made)
    died = made.day_in(made.month)
    made.people["isa"]["death"] = iso(died)
    lives = [
        {"with": ["ema", "isa"], "share": "full", "to": iso(died - 1)},
        {"with": ["ema"], "share": "full", "from": iso(died)},
    ]
    older = made.draw.random() < 0.4
    who = made.child(made.aged(20, 21) if older else made.aged(3, 17), lives=lives)
    if older:
        ends = date(date.fromordinal(made.first).year - 1, 6, 20)
        made.children[who]["secondary_education"] = ends.isoformat()
        level = made.draw.choice(("higher", "vocational"))
        made.children[who]["studies"] = [spell(date(ends.year, 9, 1).toordinal(), level=level)]
    made.older(made.draw.choice((0, 1, 1, 2)), 3, 15)
    for told in made.children.values():
        told["lives"] = lives
    if made.draw.random() < 0.5:
        # The youngest is another man's child.
        youngest = made.child(made.aged(1, 3), lives=lives)
        made.children[youngest] |= {
            "parents": [{"who": "ema", "role": "mother"}], "second_parent": "none",
        }  # fmt: skip
    made.claim(tuple(made.children), ("survivors_allowance",), died + made.draw.randrange(8, 40))
    return made.done(who, "survivors_allowance")


def _after_pension(made: Draft) -> Family:
    """The child was paid a survivor's pension until the allowance came in its place."""
    died = made.day_in(made.month - made.draw.randrange(14, 120))
    made.people["isa"]["death"] = iso(died)
    since = max(died, EARLIEST_CLAIM)
    count = made.draw.choice((1, 1, 2))
    amount = made.draw.choice((240, 290, 402, 455, 510)) * 100 // count
    made.older(count, 11, 17)
    for told in made.children.values():
        told["lives"] = [{"with": ["ema"], "share": "full"}]
        told["pension"] = [
            spell(since, _PENSION_ENDS, for_parent="isa", kind="survivors_pension",
                  month_amount=f"{amount // 100}.{amount % 100:02}")
        ]  # fmt: skip
    claimed = _PENSION_ENDS - made.draw.randrange(2, 25)
    made.claim(tuple(made.children), ("survivors_allowance",), claimed)
    return made.done("laps1", "survivors_allowance")


def guardianship(made: Draft) -> Family:
    """The court appoints a grandmother as guardian, and the order is made known in the month."""
    guardian = made.grandmother()
    known = made.day_in(made.month)
    opened = known - made.draw.randrange(20, 60)
    made.older(made.draw.choice((1, 1, 2)), 4, 15)
    for told in made.children.values():
        told["lives"] = [
            {"with": ["ema"], "share": "full", "to": iso(opened - 1)},
            {"with": [guardian], "share": "full", "from": iso(opened)},
        ]
        told["separated"] = [spell(opened, known - 1, raised_by=guardian)]
        told["guardianship"] = [
            {"guardian": guardian, "opened": iso(opened), "made_known": iso(known),
             "final": iso(known + 31), "parents_fulfil_duty": "false"}
        ]  # fmt: skip
    children = tuple(made.children)
    made.claim(children, ("child_allowance",), opened + 10, guardian)
    made.claim(children, ("guardianship_allowance",), known + made.draw.randrange(5, 40), guardian)
    return made.done("laps1", "guardianship_allowance")
