"""Families about allowances for children: ages, studies, births, adoption, service, late claims."""

from __future__ import annotations

from datetime import date

from perenou.rules.calendar import add_months, birthday
from perenou.training.draft import Draft, Family, Plain, iso, spell

ALLOWANCE = ("child_allowance",)


def nineteenth_birthday(made: Draft) -> Family:
    """The oldest turns 19 about the month, in school or out of it."""
    made.apart()
    birth = made.day_in(made.month - 19 * 12 + made.draw.choice((-1, 0, 0, 0, 1)))
    oldest = made.child(birth)
    year, month = divmod(made.month, 12)
    school_ends = date(year if month < 8 else year + 1, 6, 30)
    made.children[oldest]["studies"] = []
    if made.draw.random() < 0.6:
        made.children[oldest] |= _school(school_ends, "upper_secondary")
    made.older(made.draw.choice((1, 2, 2, 3)))
    made.claim_large()
    return made.done(oldest)


def _school(ends: date, level: str) -> Plain:
    studies = {
        "level": level, "from": f"{ends.year - 3}-09-01", "to": ends.isoformat(),
        "final_class": "true",
    }  # fmt: skip
    return {"studies": [studies], "secondary_education": ends.isoformat()}


def studies_after_19(made: Draft) -> Family:
    """Somebody of 19 studies: at school, at university, after an interruption or on leave."""
    made.apart()
    birth = made.day_in(made.month - 19 * 12 - made.draw.choice((1, 2, 3, 4)))
    oldest = made.child(birth)
    turned = birthday(birth, 19)
    ends = date.fromordinal(turned)
    year = ends.year if ends.month < 9 else ends.year + 1
    until = date(year, 8, 31).toordinal()
    began = date(year - 2, 9, 1).toordinal()
    told = made.children[oldest]
    how = made.draw.choice(("school", "university", "excluded", "leave"))
    level = made.draw.choice(("upper_secondary", "vocational"))
    told["secondary_education"] = "false"
    if how == "school":
        told["studies"] = [spell(began, until, level=level, final_class="false")]
    elif how == "university":
        told["secondary_education"] = iso(date(year - 1, 6, 20).toordinal())
        told["studies"] = [spell(date(year - 1, 9, 1).toordinal(), level="higher")]
    elif how == "excluded":
        last = min(made.day_in(made.month), until - 1)
        told["studies"] = [spell(began, last, level=level, final_class="false", end="excluded")]
    else:
        told["studies"] = [spell(began, until, level=level, final_class="false")]
        told["academic_leave"] = [spell(made.day_in(made.month - 1), made.first + 200)]
    made.older(made.draw.choice((1, 2, 2, 3)))
    made.claim_large()
    return made.done(oldest, "child_allowance")


def newborn(made: Draft) -> Family:
    """A child is born within the month."""
    made.apart()
    made.older(made.draw.choice((0, 1)))
    born = made.child(
        made.day_in(made.month), claimed=("child_allowance", "birth_allowance"), after=5
    )
    return made.done(born)


def third_child(made: Draft) -> Family:
    """The third, fourth or a later child is born about the month."""
    made.older(made.draw.choice((2, 2, 3, 5, 6)))
    born = made.child(
        made.day_in(made.month + made.draw.choice((-1, 0, 0))),
        claimed=("child_allowance", "birth_allowance"), after=5,
    )  # fmt: skip
    made.claim_large()
    return made.done(born)


def small_family(made: Draft) -> Family:
    """One or two children and nothing near."""
    made.apart()
    made.older(made.draw.choice((1, 2)))
    return made.done("laps1")


def multiple_birth(made: Draft) -> Family:
    """Twins or triplets are born, or turn 18 months."""
    born_together = made.draw.choice((2, 3, 3, 3))
    made.older(made.draw.choice((0, 1)), 4)
    ago = made.draw.choice((0, 0, 0, 18)) if born_together == 3 else 0
    birth = made.day_in(made.month - ago)
    claimed: tuple[str, ...] = ("child_allowance", "birth_allowance")
    if born_together >= 3:
        claimed += ("triplets_allowance",)
    born = [
        made.child(birth, claimed=(), birth_set="koos") for _ in range(born_together)
    ]  # fmt: skip
    made.claim(tuple(born), claimed, birth + 8)
    made.claim_large()
    if ago:
        return made.done(born[0], "triplets_allowance")
    asked = ("birth_allowance", "triplets_allowance", "triplets_allowance", "child_allowance")
    return made.done(born[0], asked[made.draw.randrange(born_together + 1)])


def late_claim(made: Draft) -> Family:
    """A child's benefits are claimed well after its birth."""
    made.older(made.draw.choice((0, 1, 1, 2)))
    late = made.draw.choice((4, 5, 7, 8, 9, 11))
    birth = made.day_in(made.month - made.draw.choice((0, 0, 1)))
    born = made.child(birth, claimed=())
    claimed = made.day_in(made.month + late)
    made.claim((born,), ("child_allowance", "birth_allowance"), claimed)
    made.claim_large()
    return made.done(
        born,
        made.draw.choice(("child_allowance", "child_allowance", "birth_allowance")),
        ahead=late + 1,
    )


def adoption(made: Draft) -> Family:
    """A child comes into the family by adoption, mostly from substitute care."""
    made.older(made.draw.choice((0, 0, 1, 2)), 6)
    final = made.day_in(made.month)
    birth = made.aged(1, 6)
    by_spouse = made.draw.random() < 0.25
    who = made.child(birth, claimed=())
    told = made.children[who]
    told["adoption"] = {
        "by": "isa" if by_spouse else "ema", "final": iso(final), "child_of_adopter": "false",
        "spouse_of_parent": "true" if by_spouse else "false",
    }  # fmt: skip
    since = {"ground": "adoption", "from": iso(final)}
    if by_spouse:
        told["parents"] = [
            {"who": "ema", "role": "mother"},
            {"who": "isa", "role": "father", **since},
        ]
        made.claim((who,), ALLOWANCE, birth + 10)
        made.claim((who,), ("adoption_allowance",), final + 9)
        return made.done(who, "adoption_allowance")
    told["parents"] = [
        {"who": "ema", "role": "mother", **since}, {"who": "isa", "role": "father", **since},
    ]  # fmt: skip
    told["lives"] = [{"with": ["ema", "isa"], "share": "full", "from": iso(final)}]
    told["substitute_care"] = [
        {"kind": "childrens_home", "from": iso(birth + 60), "to": iso(final - 1)}
    ]
    made.claim((who,), ("child_allowance", "adoption_allowance"), final + 9)
    return made.done(who, made.draw.choice(("adoption_allowance", "child_allowance")))


def conscript(made: Draft) -> Family:
    """A father goes into conscript service or comes home from it."""
    made.home = ("ema",)
    for _ in range(made.draw.choice((1, 1, 2))):
        birth = made.aged(1, 4)
        if all(abs(birth - other) >= 330 for other in made.births):
            made.child(birth)
    begins = made.draw.random() < 0.6
    began = made.day_in(made.month if begins else made.month - 10)
    ended = add_months(began, 11) if begins else made.day_in(made.month)
    kind = made.draw.choice(("conscript", "conscript", "alternative"))
    made.people["isa"]["service"] = [spell(began, ended, kind=kind)]
    made.claim(tuple(made.children), ("conscripts_child_allowance",), began + 12)
    return made.done("laps1", "conscripts_child_allowance")
