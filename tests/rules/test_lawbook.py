"""The checked whole: what is refused when the law is loaded, and the law of a day."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from tests.rules.orchard import APPLE, KEEPER, NAMED, ORCHARD, TREE, norm

from perenou.rules.lawbook import Law, Lawbook
from perenou.rules.rule import (
    Book,
    Labels,
    LawError,
    Parameter,
    ParameterVersion,
    Rule,
    Validity,
    day_of,
)
from perenou.rules.types import ALWAYS, NEVER, Cents, Count, Day
from perenou.rules.unknown import Open

HERE = re.escape(__file__)


def refused(book: Book, name: str, reason: str, figures: tuple[Parameter, ...] = ()) -> None:
    with pytest.raises(LawError, match=rf"^{HERE}:\d+: {name}: .*{re.escape(reason)}"):
        Lawbook([book], figures)


def book_with(*facts: str) -> Book:
    book = Book()
    for name in facts:
        book.fact(TREE, name, "Cents", **NAMED)
    return book


def constant(value: int) -> Callable[[], Cents]:
    def price() -> Cents:
        return value

    return price


def figure(name: str, *versions: ParameterVersion) -> Parameter:
    return Parameter(name, "Cents", Labels("määr", "rate", "ставка"), versions, f"{__file__}:1")


def version(
    value: int | None,
    since: str,
    *,
    until: Day = NEVER,
    in_force: str = "",
    published: Day = ALWAYS,
    least: int = 0,
) -> ParameterVersion:
    book = Book()
    book.rule(TREE, "ÕUN § 2", **NAMED)(constant(0))
    validity = Validity(day_of(since), until, day_of(in_force or since), published)
    return ParameterVersion(value, validity, book.rules[0].citation, "x", True, "", least)


def versions_of(*written: dict[str, Any]) -> Book:
    book = Book()
    for number, each in enumerate(written):
        book.rule(TREE, "ÕUN § 1", **NAMED, **each)(constant(number))
    return book


# ---------------------------------------------------------------- what is refused


def test_two_versions_from_one_day() -> None:
    refused(
        versions_of({"applies": "2020-01-01"}, {"applies": "2020-01-01"}),
        "price",
        "overlaps in time with its version",
    )
    refused(versions_of({}, {}), "price", "overlaps in time with its version")


def test_two_versions_over_each_other() -> None:
    refused(
        versions_of({"applies": "2020-01-01", "until": "2021-01-02"}, {"applies": "2021-01-01"}),
        "price",
        "overlaps in time with its version",
    )


def test_versions_in_a_row_are_no_overlap() -> None:
    book = versions_of({"applies": "2020-01-01", "until": "2021-01-01"}, {"applies": "2021-01-01"})
    assert len(Lawbook([book], []).rules["price"]) == 2


def test_versions_of_one_other_reading_overlap() -> None:
    other = {"reading": "kind", "default": False, "doubt": "kindness"}
    refused(versions_of({}, other, other), "price", "overlaps in time with its version")


def test_a_circle() -> None:
    book = book_with()
    book.rule(TREE, "ÕUN § 1", **NAMED, name="a")(norm("def norm(b: Cents) -> Cents: return b"))
    book.rule(TREE, "ÕUN § 1", **NAMED, name="b")(norm("def norm(a: Cents) -> Cents: return a"))
    with pytest.raises(LawError, match="rests on itself: a -> b -> a"):
        Lawbook([book], [])


def test_a_circle_through_what_is_gathered() -> None:
    book = Book()

    @book.rule(APPLE, "ÕUN § 1", **NAMED)
    def ripe(ripe_apples: Count) -> bool:
        return ripe_apples > 0

    book.across(TREE, "ripe_apples", "count", APPLE, "ÕUN § 1", among="ripe", **NAMED)
    refused(book, "ripe", "rests on itself: ripe -> ripe_apples -> ripe")


def test_a_circle_through_time() -> None:
    book = Book()

    @book.rule(TREE, "ÕUN § 1", **NAMED)
    def ripe(ripe_since: Day) -> bool:
        return ripe_since > 0

    book.through(TREE, "ripe_since", "since", "ripe", "ÕUN § 1", **NAMED)
    refused(book, "ripe", "rests on itself: ripe -> ripe_since -> ripe")


def test_a_norm_that_rests_on_itself() -> None:
    book = Book()

    @book.rule(TREE, "ÕUN § 1", **NAMED)
    def ripe(ripe: bool) -> bool:
        return ripe

    refused(book, "ripe", "rests on itself: ripe -> ripe")


def test_an_unknown_input() -> None:
    book = Book()

    @book.rule(TREE, "ÕUN § 1", **NAMED)
    def price(wieght: Cents) -> Cents:
        return wieght

    refused(book, "price", "rests on 'wieght', which nothing declares")


def test_others_are_rows_of_the_same_unit() -> None:
    book = Book()
    book.across(TREE, "apples", "count", APPLE, "ÕUN § 1", others=True, **NAMED)
    refused(book, "apples", "others are rows of its own unit")


def test_an_unknown_name_among_what_is_gathered() -> None:
    across = Book()
    across.across(TREE, "ripe_apples", "count", APPLE, "ÕUN § 1", among="rype", **NAMED)
    refused(across, "ripe_apples", "rests on 'rype', which nothing declares")
    through = book_with("weight")
    through.through(TREE, "weighed", "value_on", "weight", "ÕUN § 1", by=("dya",), **NAMED)
    refused(through, "weighed", "rests on 'dya', which nothing declares")


def test_an_input_of_another_type() -> None:
    book = book_with("weight")

    @book.rule(TREE, "ÕUN § 1", **NAMED)
    def heavy(weight: Day) -> bool:
        return weight > 0

    refused(book, "heavy", "takes 'weight' as Day, but it is given as Cents")


def test_the_passing_day_is_a_day() -> None:
    book = Book()

    @book.rule(TREE, "ÕUN § 1", **NAMED)
    def ripe(today: Cents) -> bool:
        return today > 0

    refused(book, "ripe", "takes 'today' as Cents, but it is given as Day")


def test_an_answer_of_an_unknown_type() -> None:
    book = Book()

    @book.rule(TREE, "ÕUN § 1", **NAMED)
    def price() -> float:
        return 0.5

    refused(book, "price", "gives the unknown type 'float'")


def test_a_fact_of_an_unknown_type() -> None:
    book = Book()
    book.fact(TREE, "weight", "Kilograms", **NAMED)
    refused(book, "weight", "Kilograms")


def test_another_reading_tells_its_doubt() -> None:
    refused(versions_of({}, {"reading": "kind", "default": False}), "price", "names no doubt")


def test_what_is_not_the_default_names_its_reading() -> None:
    refused(versions_of({}, {"default": False, "doubt": "kindness"}), "price", "names no reading")


def test_readings_and_no_default_among_them() -> None:
    book = versions_of({"reading": "kind", "default": False, "doubt": "kindness"})
    refused(book, "price", "default")


def test_versions_of_different_types() -> None:
    book = Book()
    book.rule(TREE, "ÕUN § 1", **NAMED, name="price", until="2020-01-01")(
        norm("def norm() -> Cents: return 1")
    )
    book.rule(TREE, "ÕUN § 1", **NAMED, name="price", applies="2020-01-01")(
        norm("def norm() -> Days: return 1")
    )
    with pytest.raises(LawError, match="price: differs in unit or type from its version"):
        Lawbook([book], [])


def test_versions_of_different_units() -> None:
    book = Book()
    book.rule(TREE, "ÕUN § 1", **NAMED, until="2020-01-01")(constant(1))
    book.rule(APPLE, "ÕUN § 1", **NAMED, applies="2020-01-01")(constant(2))
    refused(book, "price", "differs in unit or type from its version")


def test_a_name_declared_twice() -> None:
    refused(book_with("weight", "weight"), "weight", "is already declared in")
    fact_and_norm = book_with("price")
    fact_and_norm.rule(TREE, "ÕUN § 1", **NAMED)(constant(1))
    refused(fact_and_norm, "price", "is already declared in")
    refused(book_with("rate"), "rate", "is already declared in", (figure("rate"),))


def test_a_name_declared_twice_in_two_books() -> None:
    with pytest.raises(LawError, match="weight: is already declared in"):
        Lawbook([book_with("weight"), book_with("weight")], [])


@pytest.mark.parametrize("name", ["today", "month_first_day", "next_month_first_day"])
def test_a_reserved_name(name: str) -> None:
    refused(book_with(name), name, "is a reserved name")


def test_a_norm_sees_no_unit_below_it() -> None:
    book = Book()
    book.fact(APPLE, "ripe", "bool", **NAMED)

    @book.rule(TREE, "ÕUN § 1", **NAMED)
    def price(ripe: bool) -> Cents:
        return 1 if ripe else 0

    refused(book, "price", "speaks of a tree and cannot see 'ripe' of a apple")


def test_a_norm_sees_no_unit_beside_it() -> None:
    book = Book()
    book.fact(KEEPER, "rested", "bool", **NAMED)

    @book.rule(TREE, "ÕUN § 1", **NAMED)
    def price(rested: bool) -> Cents:
        return 1 if rested else 0

    refused(book, "price", "cannot see 'rested' of a keeper")


def test_a_norm_sees_every_unit_above_it() -> None:
    book = Book()
    book.fact(ORCHARD, "watered", "bool", **NAMED)

    @book.rule(APPLE, "ÕUN § 1", **NAMED)
    def price(watered: bool) -> Cents:
        return 1 if watered else 0

    assert list(Lawbook([book], []).rests_on("price")) == ["watered"]


def test_what_is_gathered_lies_below_or_shares_a_key() -> None:
    book = Book()
    book.fact(KEEPER, "rested", "bool", **NAMED)
    book.across(TREE, "keepers", "count", KEEPER, "ÕUN § 1", among="rested", **NAMED)
    refused(book, "keepers", "a keeper is not below a tree; name the shared key")


def test_what_is_gathered_is_seen_by_the_members() -> None:
    book = Book()
    book.fact(APPLE, "ripe", "bool", **NAMED)
    book.across(ORCHARD, "trees", "count", TREE, "ÕUN § 1", among="ripe", **NAMED)
    refused(book, "trees", "speaks of a tree and cannot see 'ripe' of a apple")


# ---------------------------------------------------------------- the law of a day


def price_on(law: Law, day: str) -> int | None:
    rule = law.version_of("price", day_of(day))
    return None if rule is None else int(str(rule.function()))


def test_a_version_holds_from_its_day_until_the_next() -> None:
    law = Lawbook([versions_of({"applies": "2022-01-01"}, {"applies": "2020-01-01"})], []).on(
        day_of("2023-01-01")
    )
    days = ["2019-12-31", "2020-01-01", "2021-12-31", "2022-01-01", "2050-01-01"]
    assert [price_on(law, day) for day in days] == [None, 1, 1, 0, 0]
    assert law.change_days() == [day_of("2020-01-01"), day_of("2022-01-01")]


def test_between_two_versions_there_may_be_none() -> None:
    law = Lawbook([versions_of({"until": "2020-01-01"}, {"applies": "2021-01-01"})], []).on(
        day_of("2023-01-01")
    )
    days = ["2019-12-31", "2020-01-01", "2020-12-31", "2021-01-01"]
    assert [price_on(law, day) for day in days] == [0, None, None, 1]


def test_what_is_not_published_is_not_law() -> None:
    book = Lawbook(
        [versions_of({}, {"applies": "2023-01-01", "source": "RT I, 11.01.2023, 2"})], []
    )
    assert price_on(book.on(day_of("2023-01-10")), "2023-06-01") == 0
    assert price_on(book.on(day_of("2023-01-11")), "2023-06-01") == 1


def test_a_retroactive_version_applies_back_once_it_is_in_force() -> None:
    book = Lawbook(
        [
            versions_of(
                {},
                {
                    "applies": "2023-01-01",
                    "in_force": "2023-02-01",
                    "source": "RT I, 11.01.2023, 2",
                },
            )
        ],
        [],
    )
    days = ["2022-12-31", "2023-01-01", "2023-01-31", "2023-02-01"]
    seen = {
        as_of: [price_on(book.on(day_of(as_of)), day) for day in days]
        for as_of in ("2023-01-10", "2023-01-20", "2023-02-01")
    }
    assert seen == {
        "2023-01-10": [0, 0, 0, 0],
        "2023-01-20": [0, 0, 0, 1],
        "2023-02-01": [0, 1, 1, 1],
    }


@pytest.mark.parametrize(
    ("as_of", "on", "price"),
    [
        pytest.param("2023-01-10", "2023-06-01", 0, id="nobody knows of the end yet"),
        pytest.param("2023-01-11", "2023-01-31", 0, id="known, and not in force"),
        pytest.param("2023-01-11", "2023-02-01", None, id="known, to be in force then"),
        pytest.param("2023-02-01", "2023-01-01", None, id="in force, and applied back"),
        pytest.param("2023-02-01", "2022-12-31", 0, id="before the end"),
    ],
)
def test_an_end_that_a_later_act_brought_is_not_known_before(
    as_of: str, on: str, price: int | None
) -> None:
    ended = {
        "until": "2023-01-01",
        "ended_by": "RT I, 11.01.2023, 2",
        "end_in_force": "2023-02-01",
    }
    law = Lawbook([versions_of(ended)], []).on(day_of(as_of))
    assert price_on(law, on) == price


@pytest.mark.parametrize(
    ("as_of", "price"),
    [
        pytest.param("2023-01-10", 0, id="not adopted yet"),
        pytest.param("2023-01-11", 1, id="adopted, to apply from May 2024"),
        pytest.param("2023-07-05", 1, id="not dropped yet"),
        pytest.param("2023-07-06", 0, id="dropped: what was before it goes on"),
        pytest.param("2024-06-01", 0, id="it never applied"),
    ],
)
def test_what_was_adopted_and_dropped_before_it_applied(as_of: str, price: int) -> None:
    dropped = {
        "applies": "2024-05-01",
        "until": "2024-05-01",
        "source": "RT I, 11.01.2023, 2",
        "ended_by": "RT I, 06.07.2023, 3",
    }
    law = Lawbook([versions_of({}, dropped)], []).on(day_of(as_of))
    assert price_on(law, "2024-04-30") == 0
    assert price_on(law, "2024-05-01") == price
    start = day_of("2024-05-01")
    fresh = version(200, "2024-05-01", until=start, published=day_of("2023-01-11"))
    ending = fresh.validity._replace(end_published=day_of("2023-07-06"))
    rate = figure("rate", version(100, "2020-01-01"), replace(fresh, validity=ending))
    book = Lawbook([Book()], [rate])
    assert book.on(day_of(as_of)).figure_values("rate").at(start) == (200 if price else 100)
    by_year = Lawbook([Book()], [replace(rate, yearly=True)])
    assert by_year.on(day_of("2023-07-06")).figure_values("rate").at(start) == 100


def test_the_end_of_a_figure_is_not_known_before_its_act() -> None:
    ending = version(5, "2020-01-01", until=day_of("2023-01-01"))
    published = day_of("2022-07-01")
    ended = replace(ending, validity=ending.validity._replace(end_published=published))
    book = Lawbook([], [figure("price", ended)])
    on = day_of("2023-01-01")
    assert book.on(published - 1).figure_values("price").at(on) == 5
    assert book.on(published).figures["price"].at(on) is None


def test_a_reading_is_chosen() -> None:
    book = Lawbook(
        [
            versions_of(
                {"reading": "strict"},
                {
                    "reading": "kind",
                    "default": False,
                    "doubt": "kindness",
                    "applies": "2020-01-01",
                    "until": "2021-01-01",
                },
            )
        ],
        [],
    )
    assert book.readings_of("price") == ["strict", "kind"]
    as_of = day_of("2023-01-01")
    days = ["2019-01-01", "2020-06-01", "2021-01-01"]
    assert [price_on(book.on(as_of), day) for day in days] == [0, 0, 0]
    kind = book.on(as_of, {"price": "kind"})
    assert [price_on(kind, day) for day in days] == [0, 1, 0]
    assert [price_on(book.on(as_of, {"price": "strict"}), day) for day in days] == [0, 0, 0]
    assert kind.fingerprint != book.on(as_of).fingerprint


@pytest.mark.parametrize(("name", "reading"), [("price", "cruel"), ("prise", "kind")])
def test_a_reading_that_does_not_exist(name: str, reading: str) -> None:
    book = Lawbook([versions_of({"reading": "strict"})], [])
    with pytest.raises(LawError, match=f"{name}: has no reading '{reading}'"):
        book.on(day_of("2023-01-01"), {name: reading})


def test_days_that_know_the_same_law_share_it() -> None:
    book = Lawbook([versions_of({}, {"applies": "2023-01-01"})], [])
    assert book.on(day_of("2023-01-02")) is book.on(day_of("2024-01-01"))
    assert book.on(day_of("2022-01-01")) is not book.on(day_of("2024-01-01"))


def test_figures_over_time() -> None:
    rate = figure(
        "rate",
        version(100, "2020-01-01", until=day_of("2021-01-01")),
        version(200, "2022-01-01"),
        version(None, "2023-01-01", least=150),
    )
    line = Lawbook([Book()], [rate]).on(day_of("2024-01-01")).figure_values("rate")
    days = ["2019-12-31", "2020-01-01", "2021-01-01", "2022-01-01"]
    assert [line.at(day_of(day)) for day in days] == [0, 100, 0, 200]
    still_open = line.at(day_of("2023-01-01"))
    assert isinstance(still_open, Open)
    assert still_open.bounds[0] == 150
    assert [unknown.name for unknown in still_open.missing] == ["rate"]


def test_a_figure_is_known_from_its_publication_and_applied_from_its_force() -> None:
    rate = figure(
        "rate",
        version(100, "2020-01-01"),
        version(200, "2023-01-01", in_force="2023-02-01", published=day_of("2023-01-11")),
    )
    book = Lawbook([Book()], [rate])
    seen = [
        book.on(day_of(as_of)).figure_values("rate").at(day_of("2023-01-15"))
        for as_of in ("2023-01-10", "2023-01-20", "2023-02-01")
    ]
    assert seen == [100, 100, 200]


def test_a_yearly_figure_is_unknown_until_it_is_published() -> None:
    versions = (
        version(100, "2022-01-01"),
        version(200, "2023-01-01", published=day_of("2022-05-01")),
    )
    carried = figure("rate", *versions)
    of_its_year = replace(carried, yearly=True)
    before, after = day_of("2022-04-30"), day_of("2022-05-01")
    on = day_of("2023-06-01")
    assert Lawbook([Book()], [carried]).on(before).figure_values("rate").at(on) == 100
    line = Lawbook([Book()], [of_its_year]).on(before).figure_values("rate")
    assert line.at(day_of("2022-12-31")) == 100
    still_open = line.at(on)
    assert isinstance(still_open, Open)
    assert still_open.bounds[0] == 1
    assert Lawbook([Book()], [of_its_year]).on(after).figure_values("rate").at(on) == 200


def test_the_fingerprint_tells_laws_apart() -> None:
    as_of = day_of("2023-01-01")

    def fingerprint(value: int, rate: int) -> str:
        book = Book()
        book.rule(TREE, "ÕUN § 1", **NAMED, name="price")(
            norm(f"def norm() -> Cents: return {value}")
        )
        return Lawbook([book], [figure("rate", version(rate, "2020-01-01"))]).on(as_of).fingerprint

    assert fingerprint(100, 5) == fingerprint(100, 5)
    assert len({fingerprint(100, 5), fingerprint(101, 5), fingerprint(100, 6)}) == 3


def test_the_fingerprint_of_a_few_names_on_a_day_is_theirs_alone() -> None:
    days = day_of("2020-06-01"), day_of("2022-06-01")

    def fingerprints(value: int, rate: int, names: tuple[str, ...]) -> list[str]:
        book = Book()
        book.rule(TREE, "ÕUN § 1", **NAMED, name="price")(
            norm(f"def norm() -> Cents: return {value}")
        )
        line = figure(
            "rate",
            version(5, "2020-01-01", until=day_of("2022-01-01")),
            version(rate, "2022-01-01"),
        )
        law = Lawbook([book], [line]).on(day_of("2023-01-01"))
        return [law.fingerprint_on(names, day) for day in days]

    before, after = fingerprints(100, 6, ("rate",))
    assert before != after
    assert fingerprints(101, 6, ("rate",)) == [before, after]
    assert fingerprints(100, 7, ("rate",))[0] == before
    assert fingerprints(100, 7, ("rate",))[1] != after
    assert len({*fingerprints(100, 6, ("price",)), *fingerprints(101, 6, ("price",))}) == 2


def test_what_a_name_is() -> None:
    book = book_with("weight")
    book.fact(APPLE, "ripe", "bool", **NAMED)
    book.across(TREE, "ripe_apples", "count", APPLE, "ÕUN § 1", among="ripe", **NAMED)
    book.through(
        TREE, "weight_at_start", "at_month_start", "weight", "ÕUN § 1", gives="Cents", **NAMED
    )
    book.rule(TREE, "ÕUN § 1", **NAMED)(constant(1))
    law = Lawbook([book], [figure("rate", version(1, "2020-01-01"))])
    names = ["weight", "ripe", "ripe_apples", "weight_at_start", "price", "rate", "today"]
    assert [law.gives(name) for name in names] == [
        "Cents",
        "bool",
        "Count",
        "Cents",
        "Cents",
        "Cents",
        "Day",
    ]
    assert [unit and unit.name for unit in map(law.unit_of, names)] == [
        "tree",
        "apple",
        "tree",
        "tree",
        "tree",
        None,
        None,
    ]
    assert all(law.known(name) for name in names)
    assert not law.known("nothing")
    with pytest.raises(KeyError):
        law.gives("nothing")


def test_a_rule_keeps_where_it_stands() -> None:
    [rule] = versions_of({}).rules
    assert isinstance(rule, Rule)
    assert re.match(rf"{HERE}:\d+$", rule.where)


def test_a_flagged_doubt_hangs_on_a_yes_or_no_of_some_unit() -> None:
    book = book_with("weight")
    book.fact(TREE, "sour", "bool", **NAMED)
    book.doubt("whether_sour_counts", when="sour", citation="ÕUN § 3")
    law = Lawbook([book], ())
    [flag] = law.flags
    assert (flag.doubt, flag.when, str(flag.citation)) == ("whether_sour_counts", "sour", "ÕUN § 3")
    assert law.doubts == ["whether_sour_counts"]


@pytest.mark.parametrize(
    ("when", "reason"),
    [("colour", "nothing declares"), ("weight", "no yes or no"), ("today", "no yes or no")],
)
def test_a_flag_on_something_else(when: str, reason: str) -> None:
    book = book_with("weight")
    book.doubt("whether_it_counts", when=when, citation="ÕUN § 3")
    refused(book, "whether_it_counts", reason)


def test_all_doubts_are_known_by_key() -> None:
    book = book_with("weight")

    def price(weight: Cents) -> Cents:
        return weight

    book.rule(TREE, "ÕUN § 1", **NAMED)(price)
    book.rule(TREE, "ÕUN § 1", **NAMED, reading="other", default=False, doubt="b")(price)
    book.fact(TREE, "sour", "bool", **NAMED)
    book.doubt("a", when="sour", citation="ÕUN § 3")
    assert Lawbook([book], ()).doubts == ["a", "b"]


def test_what_something_of_another_month_is_computed_from() -> None:
    book = book_with("weight")

    def price(weight: Cents) -> Cents:
        return weight

    def is_dear(price: Cents) -> bool:
        return price > 100

    def invoice(price_at_start: Cents) -> Cents:
        return price_at_start

    book.rule(TREE, "ÕUN § 1", **NAMED)(price)
    book.rule(TREE, "ÕUN § 1", **NAMED)(is_dear)
    book.through(
        TREE, "price_at_start", "at_month_start", "price", "ÕUN § 1", gives="Cents", **NAMED
    )
    book.rule(TREE, "ÕUN § 1", **NAMED)(invoice)
    assert Lawbook([book], ()).reaching_far == set()
    book.through(TREE, "dear_since", "since", "is_dear", "ÕUN § 1", **NAMED)
    assert Lawbook([book], ()).reaching_far == {"is_dear", "price", "weight"}


def test_what_is_computed_from_some_names_also_through_others() -> None:
    book = book_with("weight")
    book.fact(TREE, "watered", "bool", **NAMED)

    def price(weight: Cents) -> Cents:
        return weight

    def invoice(price: Cents, watered: bool) -> Cents:
        return price if watered else 0

    book.rule(TREE, "ÕUN § 1", **NAMED)(price)
    book.rule(TREE, "ÕUN § 1", **NAMED)(invoice)
    made = Lawbook([book], ())
    assert made.reached_from(frozenset({"weight"})) == {"weight", "price", "invoice"}
    assert made.reached_from(frozenset({"watered"})) == {"watered", "invoice"}
