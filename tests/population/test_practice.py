"""Where practice diverges is found and named; where it does not, nothing is said to stand out."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from dataclasses import replace
from math import comb, exp
from typing import Final

import numpy as np
import pyarrow as pa
import pytest

from perenou.casework.case_file.personal_code import check_digit
from perenou.language.catalogue import Catalogue
from perenou.language.grammar import LANGUAGES
from perenou.population.judge import KINDS, Standing
from perenou.population.practice.as_json import NoAuditError, from_json, to_json
from perenou.population.practice.audit import SINGLE, Made, audited
from perenou.population.practice.clusters import ALL_CAUSES, ALL_KINDS, clusters, divergent
from perenou.population.practice.compare import compared
from perenou.population.practice.gather import Coded, Practice, gathered, veiled
from perenou.population.practice.index import LEAST, habits, usual
from perenou.population.practice.intervals import (
    Share,
    difference,
    log_surprise,
    log_tail,
    share,
    wilson,
)
from perenou.population.practice.planted import DIVERGENCES, plant
from perenou.population.practice.sampling import Stratum, drawn, planned, size_for, strata
from perenou.population.practice.shares import share_key, shares
from perenou.population.practice.tell import Telling, charts, tell_audit, tell_compared
from perenou.pseudonym import pseudonym

OFFICES: Final = ("Ida", "Lääne", "Lõuna", "Põhja")
BENEFITS: Final = ("child_allowance", "loan")


def practice(count: int, seed: int, wrong: float = 0.0) -> Practice:
    """Right decisions on facts of a few sorts, some wrong by chance, in no place more than else."""
    draw = np.random.default_rng(seed)
    office, official = draw.integers(0, 4, count), draw.integers(0, 40, count)
    like = draw.integers(0, 12, count)
    is_wrong = draw.random(count) < wrong
    month = 2026 * 12 + draw.integers(0, 10, count)
    zero = np.zeros(count, np.int64)
    return Practice(
        ids=pa.array([str(at) for at in range(count)]),
        families=pa.array([f"p{at}" for at in range(count)]),
        benefit=Coded(zero, BENEFITS),
        office=Coded(office, OFFICES),
        official=Coded(official, tuple(f"a{at}" for at in range(40))),
        language=Coded(draw.integers(0, 2, count), ("et", "ru")),
        month=month, decided=zero + 739_944, first=month, last=month, number=zero,
        cents=np.where(is_wrong, 6_000, 8_000), due=zero + 8_000, over=zero,
        under=np.where(is_wrong, 2_000, 0), kind=np.where(is_wrong, 3, -1),
        fits=np.where(is_wrong, 1 << ALL_CAUSES.index("old_rates"), 0),
        standing=np.where(is_wrong, int(Standing.DIFFERS), int(Standing.RIGHT)),
        like=like, outcome=np.where(is_wrong, 7, 0), sitting=np.arange(count), total=count,
    )  # fmt: skip


def with_habit(found: Practice, dimension: str, name: int, many: int) -> Practice:
    """The same with so many wrong decisions in one place."""
    column: Coded = getattr(found, dimension)
    rows = np.flatnonzero((column.codes == name) & (found.kind < 0))[:many]
    assert rows.size == many

    def changed(values: np.ndarray, to: int) -> np.ndarray:
        fresh = values.copy()
        fresh[rows] = to
        return fresh

    return replace(
        found, cents=changed(found.cents, 6_000), under=changed(found.under, 2_000),
        kind=changed(found.kind, 3), outcome=changed(found.outcome, 7),
        fits=changed(found.fits, 1 << ALL_CAUSES.index("old_rates")),
        standing=changed(found.standing, int(Standing.DIFFERS)),
    )  # fmt: skip


# ---------------------------------------------------------------------------- how sure


@pytest.mark.parametrize(("count", "trials", "chance"), [(3, 10, 0.1), (40, 50, 0.5), (1, 9, 0.2)])
def test_a_tail_is_the_sum_of_its_terms(count: int, trials: int, chance: float) -> None:
    terms = (comb(trials, n) * chance**n * (1 - chance) ** (trials - n)
             for n in range(count, trials + 1))  # fmt: skip
    assert exp(log_tail(count, trials, chance)) == pytest.approx(sum(terms))


def test_a_surprise_is_never_less_than_the_chance_of_dealing_out_within_strata() -> None:
    """Hits of two unlike strata are dealt out; the bound holds for what is counted in a group."""
    draw = random.Random(3)
    strata_ = [[True] * 8 + [False] * 12, [True] * 2 + [False] * 38]
    mine = (6, 20)
    expected = 6 * 8 / 20 + 20 * 2 / 40
    rounds = 20_000
    counts = [
        sum(sum(draw.sample(each, size)) for each, size in zip(strata_, mine, strict=True))
        for _ in range(rounds)
    ]
    for least in (5, 6, 7, 8):
        seen = sum(each >= least for each in counts) / rounds
        assert seen <= exp(log_surprise(least, sum(mine), expected)) + 0.01


def test_an_interval_holds_the_truth_as_often_as_it_says_also_where_officials_have_habits() -> None:
    draw = np.random.default_rng(11)
    held = 0
    rounds = 300
    for _ in range(rounds):
        habits = draw.beta(9.5, 0.5, 30)  # an official's own share, 0.95 in the mean
        official = np.repeat(np.arange(30), 40)
        is_so = draw.random(1200) < habits[official]
        found = share(is_so, official, 0.95)
        held += found.low <= 0.95 <= found.high
    assert held / rounds > 0.92
    assert share(np.zeros(0, np.bool_), np.zeros(0, np.int64), 0.95).value is None


def test_a_share_without_groups_has_wilsons_interval_and_habits_make_it_wider() -> None:
    is_so = np.arange(100) >= 10
    alone = share(is_so, np.full(100, -1), 0.95)
    together = share(is_so, np.arange(100) // 10, 0.95)
    low, high = wilson(0.9, 100, 1.984)
    assert (alone.low, alone.high) == pytest.approx((low, high), abs=0.001)
    assert together.low < alone.low
    assert together.high > alone.high


@pytest.mark.parametrize("part", [250, 500])
def test_of_one_official_nothing_is_known_between_officials(part: int) -> None:
    by_one = share(np.arange(500) < part, np.zeros(500, np.int64), 0.95)
    assert (by_one.value, by_one.low, by_one.high, by_one.is_sure) == (part / 500, 0, 1, False)
    assert share(np.arange(500) < part, np.arange(500) % 2, 0.95).is_sure
    told = Telling("et").share(by_one)
    assert told.endswith(
        "(vahemik on teadmata, sest otsused on ühelt ametnikult või ühest üksusest)"
    )


def test_a_difference_is_told_with_an_interval() -> None:
    before, now = Share(80, 100, 0.711, 0.867), Share(95, 100, 0.888, 0.978)
    found = difference(before, now)
    assert found is not None
    apart, low, high = found
    assert apart == pytest.approx(0.15)
    assert 0.05 < low < apart < high < 0.26
    assert difference(Share(0, 0, 0, 1), now) is None


# ---------------------------------------------------------------------------- clusters


def test_nothing_stands_out_where_slips_fall_by_chance() -> None:
    """At 95 % at most one audit in twenty may name a place; of 60, seven would be a rare run."""
    false = 0
    for seed in range(60):
        found = practice(1_500, seed, wrong=0.03)
        named = clusters(found, usual(found), 0.95).found
        false += any(each.dimension != "everywhere" for each in named)
    assert false <= 7


def test_right_decisions_have_no_cluster_and_are_all_alike() -> None:
    found = audited(practice(3_000, 1)).audit
    assert found.clusters == ()
    assert found.single.decisions == 0
    assert found.uniformity.whole.alike.value == 1


@pytest.mark.parametrize(
    ("dimension", "name"), [("office", "Lõuna"), ("official", "a17"), ("language", "ru")]
)
def test_a_habit_is_found_where_it_is(dimension: str, name: str) -> None:
    clean = practice(6_000, 4, wrong=0.002)
    at = getattr(clean, dimension).names.index(name)
    made = audited(with_habit(clean, dimension, at, 70)).audit
    first = made.clusters[0]
    assert (first.dimension, first.place, first.cause) == (dimension, name, "old_rates")
    assert first.decisions >= 70
    assert first.chance < 1e-5


def test_a_month_in_which_a_change_was_missed_is_found() -> None:
    clean = practice(4_000, 4)
    column = Coded(clean.month, ())
    rows = np.flatnonzero(column.codes == 2026 * 12 + 4)[:40]
    wrong = replace(
        clean, kind=np.where(np.isin(np.arange(4_000), rows), 3, -1),
        standing=np.isin(np.arange(4_000), rows).astype(np.int64),
    )  # fmt: skip
    made = audited(wrong).audit
    assert [(each.dimension, each.place) for each in made.clusters] == [("month", "24316..24316")]


def test_a_small_group_is_said_to_be_small_and_never_ranked() -> None:
    found = practice(400, 2)
    few = replace(found, office=Coded(np.where(np.arange(400) < 12, 0, 1), OFFICES))
    wrong = with_habit(few, "office", 0, 12)
    made = audited(wrong).audit
    groups = {each.name: each for each in made.uniformity.by["office"]}
    assert groups["Ida"].is_small
    assert groups["Ida"].decisions < LEAST
    assert groups["Ida"].alike.value is None
    assert all(each.place != "Ida" for each in made.clusters)
    text = str(tell_audit(made, "et"))
    assert "Liiga väikesed, et midagi öelda (alla 20 otsuse): Ida." in text


def test_where_no_place_stands_out_it_is_not_said_to_be_everywhere() -> None:
    """Six of six in one language are too few to say that it is the language, or that it is not."""
    audit = audited(with_habit(practice(657, 3), "language", 1, 6)).audit
    (cluster,) = audit.clusters
    assert (cluster.dimension, cluster.shared) == ("everywhere", (("language", "ru"),))
    assert from_json(to_json(audit)) == audit
    assert "kõigil on sama taotluse keel (ru)" in Telling("et").place(cluster)
    mixed = audited(practice(657, 3, wrong=0.03)).audit.clusters
    assert [each.shared for each in mixed] == [()]
    for language in LANGUAGES:
        words = Telling(language)
        assert "ru" in words.place(cluster)
        for each in (cluster, *mixed):
            assert not re.search("igal pool|everywhere|везде", words.place(each))


def test_what_all_decisions_share_is_nothing_that_stands_out() -> None:
    alone = replace(practice(657, 3), language=Coded(np.ones(657, np.int64), ("et", "ru")))
    (cluster,) = audited(with_habit(alone, "language", 1, 6)).audit.clusters
    assert "language" not in dict(cluster.shared)


def test_where_the_law_leaves_a_choice_nothing_is_too_much() -> None:
    clean = practice(400, 1)
    free = replace(clean, standing=np.full(400, int(Standing.UNDECIDED)))
    # Where the law leaves a choice, the outcome is the sum that was granted.
    granted = np.where(np.arange(400) < 3, 9_000, 8_000)
    other = replace(free, cents=granted, outcome=granted)
    single = audited(other).audit.single
    assert (single.decisions, single.over, single.under, single.unlike) == (3, 0, 0, 3_000)
    judged = audited(with_habit(practice(2_000, 5), "office", 1, 60)).audit
    (cluster,) = judged.clusters
    chosen = replace(cluster, kind="unlike_more", cause="like_facts", over=61_000, under=0)
    for language in LANGUAGES:
        sections = {each.key: each for each in tell_audit(
            replace(judged, clusters=(cluster, chosen), single=single), language
        ).sections}  # fmt: skip
        table = sections["clusters"].table
        assert table is not None
        against, by_choice = table.rows
        assert against[-2:] != ("–", "–")
        assert by_choice[-2:] == ("–", "–")
        assert "610" in by_choice[1]
        assert sum("30" in line.text for line in sections["clusters"].lines) == 1


def test_one_family_counts_once_however_many_decisions_it_had() -> None:
    """Thirty wrong decisions in one sitting are one slip, and no official's habit."""
    found = practice(3_000, 8)
    rows = np.flatnonzero(found.official.codes == 5)[:30]
    sitting = found.sitting.copy()
    sitting[rows] = 999_999
    wrong = with_habit(replace(found, sitting=sitting), "official", 5, 30)
    made = audited(wrong).audit
    assert made.clusters == ()
    assert made.single.decisions == 30


# ---------------------------------------------------------------------------- sampling, comparing


def test_a_sample_takes_from_every_stratum_is_drawn_again_alike_and_buys_what_it_says() -> None:
    found = with_habit(practice(4_000, 3), "office", 2, 300)
    of = strata(found, found.kind >= 0, seed=9)
    for allocation in ("neyman", "proportional"):
        plan = planned(of, 200, allocation, 9, 0.95)
        assert plan.size == 200
        assert min(plan.sizes) >= 2
        assert [*drawn(of, plan)] == [*drawn(strata(found, found.kind >= 0, seed=9), plan)]
    neyman, even = (planned(of, 200, how, 9, 0.95) for how in ("neyman", "proportional"))
    assert neyman.bound <= even.bound < even.worst
    by_office = {each.office: size for each, size in zip(of, neyman.sizes, strict=True)}
    assert max(by_office, key=lambda name: by_office[name]) == "Lõuna"
    needed = size_for(of, 0.02, "neyman", 0.95)
    assert needed is not None
    assert planned(of, needed, "neyman", 9, 0.95).bound <= 0.02
    assert planned(of, needed - 1, "neyman", 9, 0.95).bound > 0.02
    truth = 300 / 4_000
    wrong = {str(at) for at in np.flatnonzero(found.kind >= 0)}
    held = 0
    for seed in range(40):
        mine = strata(found, found.kind >= 0, seed)
        plan = planned(mine, 200, "neyman", seed, 0.95)
        told = 0.0
        for each, size in zip(mine, plan.sizes, strict=True):
            hits = sum(name in wrong for name in each.first[:size])
            told += each.decisions / 4_000 * hits / size
        held += abs(told - truth) <= plan.bound
    assert held >= 34


def test_the_size_that_is_needed_is_that_of_a_plan() -> None:
    """Every stratum has two at least, however wide the interval may be."""
    of = [Stratum("child_allowance", str(at), 50, 0, (*map(str, range(50)),)) for at in range(40)]
    assert size_for(of, 0.5, "neyman", 0.95) == planned(of, 1, "neyman", 1, 0.95).size == 80


def test_every_decision_that_diverges_can_be_found() -> None:
    """In its cluster or among those that diverge by themselves, the dearest of these first."""
    many = with_habit(practice(9_000, 5), "office", 1, 2_100)
    rows = np.flatnonzero(many.kind < 0)[:3]
    found = with_habit(many, "office", 2, 3)
    over = np.zeros(9_000, np.int64)
    over[rows[1]] = 77_000
    kind, standing = found.kind.copy(), found.standing.copy()
    kind[rows[1]], standing[rows[1]] = KINDS.index("too_much"), int(Standing.DIFFERS)
    made = audited(replace(found, kind=kind, standing=standing, over=over))
    told = [case.id for of in made.cases.values() for case in of]
    assert sorted(told) == sorted(str(at) for at in np.flatnonzero(kind >= 0))
    single = made.audit.single
    assert (single.decisions, len(made.cases[SINGLE])) == (4, 4)
    dearest, *others = single.dearest
    assert {each.office for each in others} == {"Lõuna"}
    assert (dearest.id, dearest.apart, dearest.kind) == (str(rows[1]), 77_000, "too_much")
    assert from_json(to_json(made.audit)) == made.audit
    for for_files in (True, False):
        (section,) = (
            each
            for each in tell_audit(made.audit, "et", for_files=for_files).sections
            if each.key == "single"
        )
        assert section.table is not None
        assert [row[0] for row in section.table.rows] == [each.id for each in single.dearest]
    # An audit of before single decisions were kept can still be read.
    earlier = json.loads(to_json(made.audit))
    del earlier["single"]["dearest"]
    assert from_json(json.dumps(earlier)).single.dearest == ()


def test_a_later_audit_tells_whether_it_helped() -> None:
    clean = practice(6_000, 5, wrong=0.001)
    before = audited(with_habit(clean, "office", 1, 120)).audit
    now = audited(practice(6_000, 6, wrong=0.001)).audit
    found = compared(before, now)
    (cluster, change), *_ = found.clusters
    assert (cluster.place, change.verdict) == ("Lääne", "less")
    assert found.alike.verdict == "more"
    moved = audited(with_habit(practice(6_000, 6, wrong=0.001), "office", 2, 120)).audit
    elsewhere = compared(before, moved)
    ((there, here),) = elsewhere.moved
    assert (there.place, here.place) == ("Lääne", "Lõuna")
    assert here not in elsewhere.new
    same = compared(now, now)
    assert same.alike.verdict == "unsure"
    assert same.moved == ()
    assert same.new == ()


def test_what_became_of_a_place_is_as_sure_as_the_index_is() -> None:
    """Where all that is wrong there is one official's, chance alone may have brought it."""
    clean = practice(6_000, 5)
    lone = with_habit(clean, "office", 1, 60)
    rows = np.flatnonzero((lone.office.codes == 1) & (lone.kind >= 0))
    by_one = replace(lone, official=replace(
        lone.official, codes=np.where(np.isin(np.arange(6_000), rows), 3, lone.official.codes)
    ))  # fmt: skip
    for found in (lone, by_one):
        kind, fits, _ = divergent(found, usual(found))
        kept = dict(shares(found, kind, fits, 0.95))
        here = found.office.codes == 1
        mine = kept[share_key("child_allowance", "office", "Lääne", "too_little", "old_rates")]
        wanted = share(kind[here] >= 0, habits(found)[here], 0.95)
        assert (mine.part, mine.whole) == (wanted.part, wanted.whole)
        assert (mine.low, mine.high) == pytest.approx((wanted.low, wanted.high))
        none = kept[share_key("child_allowance", "office", "Lääne")]
        assert (none.part, none.whole, none.low) == (0, mine.whole, 0)
    now = audited(practice(6_000, 6)).audit
    verdicts = [
        {
            each.place: change.verdict
            for each, change in compared(audited(found).audit, now).clusters
        }
        for found in (lone, by_one)
    ]
    assert verdicts[0] == {"Lääne": "less"}
    assert verdicts[1].get("Lääne") != "less"
    text = str(tell_compared(compared(audited(lone).audit, now), Telling("et")))
    assert "valiti välja sellepärast, et need paistsid silma" in text


def test_where_no_decision_can_be_used_that_is_said() -> None:
    audit = audited(practice(0, 1)).audit
    assert (audit.clusters, audit.single.decisions, audit.uniformity.months) == ((), 0, ())
    assert tell_audit(audit, "et").subtitle == "Kasutatavaid otsuseid ei ole."


def test_an_audit_is_the_same_after_it_was_kept() -> None:
    audit = audited(with_habit(practice(2_000, 5), "office", 1, 60)).audit
    assert audit.clusters
    assert from_json(to_json(audit)) == audit
    for text in ("", "[]", '{"form": 2}', to_json(audit).replace('"form": 2', '"form": 9')):
        with pytest.raises(NoAuditError):
            from_json(text)


# ---------------------------------------------------------------------------- planted


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A few decisions under the law, with three kinds of divergence planted."""
    some = [each for each in DIVERGENCES if each.key in WANTED]
    folder = tmp_path_factory.mktemp("planted")
    planted = [replace(each, share=WANTED[each.key]) for each in some]
    told = plant(folder, 3_200, 5, None, planted, months=(2026 * 12 + 6,))
    found, names = veiled(gathered(told.table, None), b"key of the test")
    result = audited(found)
    KEYS.update(told.keys)
    assert set(names.values()) >= {"I-00", "P-14"}
    assert not set(names) & set(names.values())
    return result


WANTED: Final = {"nothing_back": 0.02, "not_a_large_family": 0.2, "harder_choice": 0.22}
KEYS: Final[dict[str, str]] = {}


@pytest.mark.long
def test_what_was_planted_is_found_and_named(made: Made) -> None:
    wanted = {
        (each.benefit, each.kind, each.cause, each.dimension, each.place): each.key
        for each in DIVERGENCES
        if each.key in WANTED
    }
    found = {
        (each.benefit, each.kind, each.cause, each.dimension, each.place): each.key
        for each in made.audit.clusters
    }
    assert set(found) == set(wanted)
    for way, key in wanted.items():
        mine = {case.id for case in made.cases[found[way]]}
        planted = {name for name, told in KEYS.items() if told == key}
        assert len(mine & planted) >= 0.95 * max(len(mine), len(planted))
    assert made.audit.differing == sum(key != "harder_choice" for key in KEYS.values())
    assert made.audit.single.decisions == 0


def test_nobody_is_named_in_what_is_shown_of_an_audit() -> None:
    """Families never; decisions stay known by their number, unless that is a personal code."""
    found = practice(40, 1)
    found = replace(found, standing=np.where(np.arange(40) < 2, int(Standing.DIFFERS), 0))
    code = f"4940313652{check_digit('4940313652')}"
    told = replace(found, ids=pa.array([code, "26-1 / 12345678901", *map(str, range(38))]),
                   families=pa.array([code, *["P1"] * 39]))  # fmt: skip
    key = b"key of the test"
    seen, officials = veiled(told, key)
    assert seen.families.to_pylist() == [
        pseudonym(key, "family", code), pseudonym(key, "family", "P1"), *[""] * 38
    ]  # fmt: skip
    assert seen.ids.to_pylist() == [
        pseudonym(key, "decision", code), *told.ids.to_pylist()[1:]
    ]  # fmt: skip
    assert officials[pseudonym(key, "resource", "a7")] == "a7"


def test_the_audit_is_told_in_every_language() -> None:
    audit = audited(with_habit(practice(2_000, 5), "office", 1, 60)).audit
    plan = planned(audit.strata, 20, "neyman", 1, 0.95)
    beside = compared(audit, audit)
    texts = Catalogue.load("perenou.population", "texts")
    for language in LANGUAGES:
        report = tell_audit(audit, language, plan, beside, for_files=True)
        assert all(each.heading for each in report.sections)
        drawn_ = charts(audit, language)["months"]
        assert drawn_.count('r="4.5"') == 10
        assert "<desc" in drawn_
        for cause in ALL_CAUSES:
            assert texts.text(f"practice.cause.{cause}", language)
        for kind in ALL_KINDS:
            assert texts.text(f"practice.kind.{kind}", language)


def test_every_kind_of_divergence_has_a_name_of_its_own() -> None:
    keys: Sequence[str] = [each.key for each in DIVERGENCES]
    assert len(keys) == len({*keys}) >= 12
    assert all(0.005 <= each.share <= 0.05 for each in DIVERGENCES)
    assert {each.kind for each in DIVERGENCES} > {*KINDS}
