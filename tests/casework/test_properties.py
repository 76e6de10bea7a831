"""What must hold for every family: searched with random families, whole and half known."""

from __future__ import annotations

import copy
import os
import time
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, Phase, given, reject, settings
from hypothesis import strategies as st

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.case_file import Case, CaseFileError, parse
from perenou.casework.determination import Payment
from perenou.casework.solve import Solved, solve
from perenou.rules.types import ANSWERS

pytestmark = pytest.mark.properties

Family = dict[str, Any]

SECONDS: Final = 8.0
"""More processor time than this no random family may take."""

ADULTS: Final = ("ada", "ben", "cora")
CHILDREN: Final = ("kid", "liv", "mio", "nora")
MONTHLY: Final = (
    "child_allowance",
    "single_parent_allowance",
    "survivors_allowance",
    "guardianship_allowance",
    "large_family_allowance",
    "conscripts_child_allowance",
)
MOST_BY_FORMER_RULES: Final = ANSWERS["Cents"][1]
"""What the former rules gave is a fact; while it is not told it may be anything."""

ONCE: Final = ("birth_allowance", "adoption_allowance", "start_in_life_allowance")


def _settings(examples: int, *phases: Phase) -> settings:
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=os.environ.get("CI") is not None,
        phases=phases,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )


only_when_asked: Final = pytest.mark.skipif(
    "PERENOU_LONG_SEARCH" not in os.environ, reason="set PERENOU_LONG_SEARCH for the long search"
)

# Making a random family smaller takes minutes; only the long searches do it.
few: Final = _settings(20, Phase.explicit, Phase.reuse, Phase.generate)
many: Final = _settings(300, Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)


# ---------------------------------------------------------------------- families


def days(first: str, last: str) -> st.SearchStrategy[str]:
    return st.dates(date.fromisoformat(first), date.fromisoformat(last)).map(date.isoformat)


@st.composite
def spells(draw: st.DrawFn, first: str = "2024-01-01", last: str = "2027-06-30") -> dict[str, str]:
    """A spell of at least a few days; sometimes open."""
    start = draw(days(first, last))
    found = {"from": start}
    if draw(st.booleans()):
        end = date.fromisoformat(start) + timedelta(days=draw(st.integers(3, 400)))
        found["to"] = end.isoformat()
    return found


@st.composite
def residences(draw: st.DrawFn) -> list[dict[str, str]]:
    kind = draw(st.sampled_from(("always", "always", "always", "came", "left", "abroad")))
    ground = draw(st.sampled_from(("citizen", "citizen", "permanent", "temporary")))
    here = {"country": "EE", "ground": ground}
    if kind == "always":
        return [here]
    if kind == "abroad":
        return [{"country": "FI"}]
    turn = date.fromisoformat(draw(days("2025-06-01", "2026-12-31")))
    before = (turn - timedelta(days=1)).isoformat()
    if kind == "came":
        return [{"country": "FI", "to": before}, {**here, "from": turn.isoformat()}]
    return [{**here, "to": before}, {"country": "FI", "from": turn.isoformat()}]


@st.composite
def adults(draw: st.DrawFn) -> dict[str, Any]:
    found: dict[str, Any] = {"residence": draw(residences())}
    event = draw(st.sampled_from(("", "", "", "", "prison", "service", "death", "wanted", "gone")))
    if event == "prison":
        found["imprisonment"] = [{"kind": "prison", **draw(spells())}]
    elif event == "service":
        found["service"] = [{"kind": "conscript", **draw(spells())}]
    elif event == "death":
        found["death"] = draw(days("2024-01-01", "2027-06-30"))
    elif event == "wanted":
        found["wanted"] = [draw(spells())]
    elif event == "gone":
        found["missing"] = [draw(spells())]
    return found


@st.composite
def children(draw: st.DrawFn, people: tuple[str, ...]) -> dict[str, Any]:
    born = date.fromisoformat(draw(days("2005-01-01", "2026-11-30")))
    parents = people[: draw(st.sampled_from((2, 2, 1)))]
    found: dict[str, Any] = {
        "birth": born.isoformat(),
        "residence": draw(residences()),
        "parents": [
            {"who": who, "role": role}
            for who, role in zip(parents, ("mother", "father"), strict=False)
        ],
        "lives": [
            {
                "with": draw(
                    st.one_of(
                        st.just(list(parents)),
                        st.lists(st.sampled_from(people), min_size=1, unique=True),
                    )
                ),
                "share": draw(st.sampled_from(("full", "full", "full", "equal"))),
            }
        ],
    }
    if len(parents) == 1:
        found["second_parent"] = "none"
    if found["lives"][0]["share"] == "equal":
        found["counted_with"] = [{"family_of": draw(st.sampled_from(parents)), "by": "agreement"}]
    if born.year <= 2010:
        found["studies"] = [
            {
                "level": draw(st.sampled_from(("basic", "upper_secondary", "vocational"))),
                "from": date(born.year + 7, 9, 1).isoformat(),
                "final_class": draw(st.booleans()),
            }
        ]
        if draw(st.booleans()):
            end = date(born.year + 7, 9, 1) + timedelta(days=draw(st.integers(3000, 4700)))
            found["studies"][0]["to"] = end.isoformat()
        found["secondary_education"] = draw(st.sampled_from(("false", "2026-06-20", "2025-06-19")))
    event = draw(st.sampled_from(("", "", "", "", "care", "remand", "guardian", "separated")))
    since = max(born + timedelta(days=30), date(2025, 1, 1)).isoformat()
    if event == "care":
        found["substitute_care"] = [{"kind": "childrens_home", **draw(spells(since))}]
    elif event == "remand" and born.year <= 2010:
        found["imprisonment"] = [
            {
                "kind": "remand",
                **draw(spells(since)),
                "outcome": draw(st.sampled_from(("prison", "unknown"))),
            }
        ]
    elif event == "guardian" and len(people) > len(parents):
        opened = date.fromisoformat(draw(days(since, "2027-06-01")))
        found["guardianship"] = [
            {
                "guardian": people[-1],
                "opened": opened.isoformat(),
                "made_known": (opened + timedelta(days=draw(st.integers(1, 90)))).isoformat(),
                "parents_fulfil_duty": False,
            }
        ]
    elif event == "separated":
        found["separated"] = [{**draw(spells(since)), "raised_by": people[-1]}]
    return found


@st.composite
def claims(draw: st.DrawFn, people: tuple[str, ...], kids: tuple[str, ...]) -> dict[str, Any]:
    for_ = draw(st.one_of(st.just("all"), st.lists(st.sampled_from(kids), min_size=1, unique=True)))
    benefits = draw(
        st.one_of(
            st.just("all"),
            st.lists(st.sampled_from((*MONTHLY, *ONCE)), min_size=1, max_size=4, unique=True),
        )
    )
    return {
        "by": draw(st.sampled_from(people)),
        "for": for_,
        "benefits": benefits,
        "received": draw(days("2017-01-02", "2026-11-20")),
        "consent": draw(st.booleans()),
    }


@st.composite
def claim_lists(
    draw: st.DrawFn, people: tuple[str, ...], kids: tuple[str, ...], most: int
) -> list[dict[str, Any]]:
    """Some claims; mostly one of them for everything, so that something is paid."""
    found: list[dict[str, Any]] = draw(st.lists(claims(people, kids), max_size=most - 1))
    if draw(st.sampled_from((True, True, True, False))):
        received = draw(days("2024-01-02", "2026-11-20"))
        by = draw(st.sampled_from(people[:2]))
        found.append({"by": by, "for": "all", "benefits": "all", "received": received})
    return found


@st.composite
def families(draw: st.DrawFn, ordinary: bool | None = None, most: int = 2) -> Family:
    """The plain data of a case file that the reader accepts.

    With ``otherwise: ordinary`` up to three adults and four children; without it, where so much
    is open that big families take long, up to ``most`` adults and children.
    """
    ordinary = draw(st.booleans()) if ordinary is None else ordinary
    people = ADULTS[: draw(st.integers(1, 3 if ordinary else most))]
    kids = CHILDREN[: draw(st.integers(1, 4 if ordinary else most))]
    first = draw(st.integers(2026 * 12 - 6, 2026 * 12 + 8))
    last = first + draw(st.integers(0, 5))
    found: Family = {
        "as_of": "2026-11-24",
        "period": {
            "from": f"{first // 12}-{first % 12 + 1:02}",
            "to": f"{last // 12}-{last % 12 + 1:02}",
        },
        "people": {who: draw(adults()) for who in people},
        "children": {kid: draw(children(people)) for kid in kids},
        "couples": draw(st.sampled_from(([], [{"who": list(people[:2]), "kind": "marriage"}])))
        if len(people) > 1
        else [],
        "claims": draw(claim_lists(people, kids, 4 if ordinary else most)),
    }
    if ordinary:
        found["otherwise"] = "ordinary"
        if draw(st.booleans()):
            _let_the_oldest_raise_the_youngest(found)
    return found


def _let_the_oldest_raise_the_youngest(family: Family) -> None:
    """Where a child is old enough, it is parent of another, raises it and claims for it."""
    by_age = sorted(family["children"], key=lambda kid: family["children"][kid]["birth"])
    oldest, youngest = by_age[0], by_age[-1]
    told = family["children"][youngest]
    if int(told["birth"][:4]) - int(family["children"][oldest]["birth"][:4]) < 14:
        return
    told |= {"parents": [{"who": oldest, "role": "mother"}], "second_parent": "none"}
    told["lives"] = [{"with": [oldest], "share": "full"}]
    told.pop("counted_with", None)
    claim = {"by": oldest, "for": [youngest], "benefits": "all", "received": "2026-09-10"}
    family["claims"].append({**claim, "consent": False})


def accepted(family: Family) -> Case | None:
    """The case, or None where the random family contradicts itself."""
    try:
        return parse(copy.deepcopy(family))
    except CaseFileError:
        return None


def cases(family: Family) -> Case:
    case = accepted(family)
    if case is None:
        reject()
    return case


Places = dict[tuple[str, int, tuple[str, ...]], tuple[int, int]]


def paid(case: Case) -> tuple[Payment, ...]:
    """The payments alone; the rest of a determination takes longer."""
    return Solved(case).payments


def amounts(payments: Iterable[Payment]) -> Places:
    """By benefit, month and children: the bounds, however many payees are possible."""
    found: Places = {}
    for p in payments:
        key = (p.benefit, p.month, p.for_whom if p.benefit != "large_family_allowance" else ())
        least, most = found.get(key, (0, 0))
        found[key] = least + p.least, most + p.most
    return found


# ---------------------------------------------------------------------- properties


def _never_crashes(family: Family) -> None:
    case = cases(family)
    started = time.process_time()
    made = solve(case)
    assert time.process_time() - started < SECONDS
    for payment in made.payments:
        assert 0 <= payment.least <= payment.most
        assert made.first_month <= payment.month <= made.last_month
        assert payment.payees or not payment.is_certain
    for question in made.questions:
        assert question.facts


@few
@given(families())
def test_no_random_family_crashes_or_takes_long(family: Family) -> None:
    _never_crashes(family)


@pytest.mark.slow
@only_when_asked
@many
@given(families(most=3))
def test_no_random_family_crashes_or_takes_long_in_many(family: Family) -> None:
    _never_crashes(family)


@few
@given(families(), st.randoms(use_true_random=False))
def test_order_never_matters(family: Family, shuffled: Any) -> None:
    case = cases(family)
    other = copy.deepcopy(family)
    for part in ("people", "children"):
        entries = list(other[part].items())
        shuffled.shuffle(entries)
        other[part] = dict(entries)
        for one in other[part].values():
            for value in one.values():
                if isinstance(value, list):
                    shuffled.shuffle(value)
    for part in ("claims", "couples"):
        shuffled.shuffle(other[part])
    for claim in other["claims"]:
        for part in ("for", "benefits"):
            if isinstance(claim[part], list):
                shuffled.shuffle(claim[part])
    assert paid(cases(other)) == paid(case)


SPELLED: Final = ("residence", "imprisonment", "service", "wanted", "lives", "separated",
                  "counted_with", "studies", "substitute_care")  # fmt: skip


@few
@given(families(), st.data())
def test_cutting_a_spell_in_two_changes_nothing(family: Family, data: st.DataObject) -> None:
    case = cases(family)
    other = copy.deepcopy(family)
    everybody = [*other["people"].values(), *other["children"].values()]
    places = [(one, key) for one in everybody for key in SPELLED if one.get(key)]
    one, key = data.draw(st.sampled_from(places))
    spell = one[key].pop(0)
    cut = date.fromisoformat(
        data.draw(days(spell.get("from", "2015-01-01"), spell.get("to", "2027-12-01")))
    )
    one[key].append({**spell, "to": cut.isoformat()})
    after = cut + timedelta(days=1)
    if "to" not in spell or after <= date.fromisoformat(spell["to"]):
        one[key].append({**spell, "from": after.isoformat()})
    if key == "lives":
        one[key].sort(key=lambda s: s.get("from", ""))
    assert paid(cases(other)) == paid(case)


@few
@given(families())
def test_names_and_titles_change_nothing(family: Family) -> None:
    case = cases(family)
    other = copy.deepcopy(family)
    other["title"] = "Another title"
    for who, one in (*other["people"].items(), *other["children"].items()):
        one["name"] = f"{who.capitalize()} Muu"
    assert paid(cases(other)) == paid(case)


def _places(family: Family) -> list[tuple[Any, Any]]:
    """Places whose deletion makes the case say less, and nothing else."""
    found: list[tuple[Any, Any]] = []
    for one in family["people"].values():
        found += [(one, key) for key in one]
    for one in family["children"].values():
        found += [(one, key) for key in one if key not in ("lives", "parents")]
        found += [(one, "lives")]
    found += [(family, "couples")]
    return found


def _say_less(family: Family, data: st.DataObject) -> Family:
    less = copy.deepcopy(family)
    # With `otherwise: ordinary` silence says something; only "unknown" says less then.
    ordinary = less.get("otherwise") == "ordinary"
    for container, key in data.draw(
        st.lists(st.sampled_from(_places(less)), min_size=1, max_size=3)
    ):
        if container.get(key) is None:
            continue
        if key == "birth" and data.draw(st.booleans()):
            container[key] = str(container[key])[:7]
        elif ordinary or data.draw(st.booleans()):
            container[key] = "unknown"
        else:
            del container[key]
    return less


def _contains(family: Family, data: st.DataObject) -> None:
    whole = amounts(paid(cases(family)))
    less = amounts(paid(cases(_say_less(family, data))))
    for place in {*whole, *less}:
        least, most = whole.get(place, (0, 0))
        low, high = less.get(place, (0, 0))
        assert low <= least, (place, (low, high), (least, most))
        assert high >= most, (place, (low, high), (least, most))


@few
@given(families(), st.data())
def test_a_fact_that_is_given_never_contradicts_an_earlier_certainty(
    family: Family, data: st.DataObject
) -> None:
    _contains(family, data)


@pytest.mark.slow
@only_when_asked
@many
@given(families(most=3), st.data())
def test_a_fact_that_is_given_never_contradicts_an_earlier_certainty_in_many(
    family: Family, data: st.DataObject
) -> None:
    _contains(family, data)


def _highest(benefit: str, month: int) -> int:
    """The highest rate of a benefit in a month, from the figures themselves.

    Survivor's allowance of months before its figure is what the former rules gave, told as a fact.
    """
    law = LAWBOOK.on(date(2026, 11, 24).toordinal())
    day = date(month // 12, month % 12 + 1, 1).toordinal()
    names = {
        "child_allowance": "child_allowance_third_and_next",
        "single_parent_allowance": "single_parent_allowance_month",
        "guardianship_allowance": "guardianship_allowance_month",
        "large_family_allowance": "large_family_seven_and_more",
        "triplets_allowance": "triplets_allowance_month",
        "conscripts_child_allowance": "conscripts_child_allowance_month",
        "survivors_allowance": "survivors_allowance_month",
        "survivors_allowance_second": "survivors_allowance_month",
        "birth_allowance": "birth_allowance_triplet",
        "adoption_allowance": "adoption_allowance_child",
        "childcare_fee": "childcare_fee_under_three",
    }
    version = law.figures[names[benefit]].at(day)
    if version is None and benefit.startswith("survivors_allowance"):
        return MOST_BY_FORMER_RULES
    assert version is not None
    assert version.value is not None
    return version.value


@few
@given(families(ordinary=True))
def test_a_month_never_exceeds_the_full_rate(family: Family) -> None:
    for place, (_, most) in amounts(paid(cases(family))).items():
        benefit, month, _ = place
        # A change of recipient within a month must not pay the same month twice.
        assert most <= _highest(benefit, month), place


@few
@given(families(ordinary=True))
def test_a_part_month_is_as_many_days_of_a_whole_one(family: Family) -> None:
    for p in paid(cases(family)):
        if p.days is None or not p.is_certain:
            continue
        after = date((p.month + 1) // 12, (p.month + 1) % 12 + 1, 1)
        in_month = (after - date(p.month // 12, p.month % 12 + 1, 1)).days
        assert 0 < p.days <= in_month
        limit = _highest(p.benefit, p.month) * p.days
        assert p.least * in_month <= limit + in_month  # rounded to a cent


@few
@given(families(), st.integers(1, 36))
def test_asking_later_changes_nothing_while_no_norm_is_new(family: Family, later: int) -> None:
    for person in family["people"].values():
        for spell in person["missing"] if isinstance(person.get("missing"), list) else ():
            spell.setdefault("to", "2027-06-30")  # whether an open search goes on is known later
    case = cases(family)
    day = date(2026, 10, 19).toordinal()
    one, other = Solved(case, day), Solved(case, day + later)
    assert one.law.fingerprint == other.law.fingerprint
    assert one.payments == other.payments


@few
@given(families())
def test_solving_twice_gives_the_same_and_the_case_is_left_alone(family: Family) -> None:
    case = cases(family)
    before = copy.deepcopy(case)
    assert paid(case) == paid(case)
    assert case == before


@few
@given(families(ordinary=True))
def test_a_longer_period_tells_the_same_about_its_months(family: Family) -> None:
    made = Solved(cases(family))
    wider = {**family, "period": {"from": "2025-01", "to": "2027-12"}}
    inside = [
        p
        for p in paid(cases(wider))
        if made.first_month <= p.month <= made.last_month and p.benefit not in ONCE
    ]
    assert inside == [p for p in made.payments if p.benefit not in ONCE]
