"""Reforms: what is laid over the law holds for its days only, and whatever is wrong is refused."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.orchard import NAMED, TREE

from perenou.cli.refusal import refusal
from perenou.language.grammar import LANGUAGES
from perenou.rules.lawbook import Lawbook
from perenou.rules.parameters import read_parameters
from perenou.rules.reform import ReformError, laid_over, read_reform
from perenou.rules.rule import Book, Parameter, day_of
from perenou.rules.types import Cents

FIGURES = """
apple_price:
  kind: Cents
  et: õuna hind
  en: price of an apple
  ru: цена яблока
  versions:
    - {from: 2020-01-01, value: 1, citation: ÕUN § 1, source: x, verified: true}
    - {from: 2022-01-01, value: 2, citation: ÕUN § 1, source: x, verified: true}
    - {from: 2026-01-01, value: 3, citation: ÕUN § 1, source: x, verified: true}
"""
HEAD = "title: Odavad õunad\nsource: Ettepanek\n"
MODULE_HEAD = """
from __future__ import annotations
from perenou.rules.rule import Book
from perenou.rules.types import Cents, Count, Days
from tests.rules.orchard import NAMED, TREE, ORCHARD
reform = Book()
"""


def law() -> Lawbook:
    book = Book()
    book.fact(TREE, "apples", "Count", **NAMED)

    def worth(apple_price: Cents) -> Cents:
        return apple_price

    def worth__later(apple_price: Cents) -> Cents:
        return 10 * apple_price

    # The first says no end of its own: it holds until the second begins.
    for function, applies in ((worth, "2020-01-01"), (worth__later, "2024-01-01")):
        book.rule(TREE, "ÕUN § 2", applies=applies, **NAMED)(function)
    return Lawbook([book], FIGURES_READ)


@pytest.fixture(autouse=True, scope="module")
def _figures(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("figures") / "figures.yaml"
    path.write_text(FIGURES, "utf-8")
    FIGURES_READ.extend(read_parameters(path))


FIGURES_READ: list[Parameter] = []


def reformed(folder: Path, text: str, module: str = "") -> Lawbook:
    path = folder / "reform.yaml"
    path.write_text(HEAD + text, "utf-8")
    if module:
        (folder / "norms.py").write_text(MODULE_HEAD + dedent(module), "utf-8")
    book = law()
    return laid_over(book, read_reform(path, book))


def written(
    value: str = "7", citation: str = "ÕUN § 1", since: str = "2023-01-01", more: str = ""
) -> str:
    """A reform of the one figure."""
    version = f"{{from: {since}, {more}value: {value}, citation: {citation}}}"
    return f"parameters:\n  apple_price:\n    - {version}\n"


def price(book: Lawbook, day: str) -> object:
    return book.on(day_of("2030-01-01")).figure_values("apple_price").at(day_of(day))


def test_a_figure_holds_from_its_day_until_its_end_and_the_law_goes_on_after_it(
    tmp_path: Path,
) -> None:
    book = reformed(
        tmp_path,
        written(more="until: 2025-01-01, "),
    )
    told = {
        day: price(book, day)
        for day in (
            "2021-06-01",
            "2022-12-31",
            "2023-01-01",
            "2024-12-31",
            "2025-01-01",
            "2026-01-01",
        )
    }
    assert [*told.values()] == [100, 200, 700, 700, 200, 300]


def test_a_figure_without_an_end_takes_the_place_of_all_later_ones(tmp_path: Path) -> None:
    book = reformed(
        tmp_path,
        written(),
    )
    assert [price(book, day) for day in ("2022-12-31", "2026-01-01")] == [200, 700]


def test_the_law_without_the_reform_stays_as_it_is(tmp_path: Path) -> None:
    before = law()
    mark = before.on(day_of("2030-01-01")).fingerprint
    book = reformed(
        tmp_path,
        written(),
    )
    assert law().on(day_of("2030-01-01")).fingerprint == mark
    assert book.on(day_of("2030-01-01")).fingerprint != mark
    assert before.reforms == ()
    [said] = book.reforms
    assert (said.title, said.source) == ("Odavad õunad", "Ettepanek")
    [version] = [v for v in book.parameters["apple_price"].versions if v.value == 700]
    assert version.source == "Ettepanek"
    assert version.verified


DAYS = st.integers(day_of("2019-01-01"), day_of("2029-01-01"))


@settings(max_examples=60, deadline=None)
@given(first=DAYS, length=st.integers(1, 2000), asked=DAYS)
def test_outside_a_reforms_days_the_law_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, first: int, length: int, asked: int
) -> None:
    from datetime import date

    begin, end = date.fromordinal(first), date.fromordinal(first + length)
    book = reformed(
        tmp_path_factory.mktemp("reform"),
        written(since=begin.isoformat(), more=f"until: {end}, "),
    )
    day = date.fromordinal(asked).isoformat()
    assert price(book, day) == (700 if first <= asked < first + length else price(law(), day))


WORTH = """
    @reform.rule(TREE, "ÕUN § 2", applies="2025-01-01", until="2026-01-01", **NAMED)
    def worth(apples: Count) -> Cents:
        return 5 * apples
"""


def test_a_norm_takes_the_place_of_the_laws_own_for_its_days(tmp_path: Path) -> None:
    book = reformed(tmp_path, "rules: norms.py\n", WORTH)
    found = book.on(day_of("2030-01-01"))
    names = [
        None if (rule := found.version_of("worth", day_of(day))) is None else rule.function.__name__
        for day in ("2021-01-01", "2024-06-01", "2025-06-01", "2026-01-01")
    ]
    assert names == ["worth", "worth__later", "worth", "worth__later"]
    of_reform = found.version_of("worth", day_of("2025-06-01"))
    assert of_reform is not None
    assert of_reform.inputs == ("apples",)


def test_a_norm_that_holds_over_a_change_of_the_law_gives_way_to_what_is_law_then(
    tmp_path: Path,
) -> None:
    over = WORTH.replace("2025-01-01", "2023-01-01")
    found = reformed(tmp_path, "rules: norms.py\n", over).on(day_of("2030-01-01"))
    days = ("2022-12-31", "2023-01-01", "2025-12-31", "2026-01-01")
    versions = [found.version_of("worth", day_of(day)) for day in days]
    named = [
        (rule.function.__name__, len(rule.inputs), rule.inputs[0]) for rule in versions if rule
    ]
    assert named == [
        ("worth", 1, "apple_price"),
        ("worth", 1, "apples"),
        ("worth", 1, "apples"),
        ("worth__later", 1, "apple_price"),
    ]


def test_a_norm_may_call_plain_functions_of_its_module(tmp_path: Path) -> None:
    book = reformed(
        tmp_path,
        "rules: norms.py\n",
        """
    def bonus(number):
        return 3 * number

    @reform.rule(TREE, "ÕUN § 2", applies="2025-01-01", **NAMED)
    def worth(apples: Count) -> Cents:
        return bonus(apples)
    """,
    )
    rule = book.on(day_of("2030-01-01")).version_of("worth", day_of("2025-01-01"))
    assert rule is not None
    assert rule.function(5) == 15


def told_in_every_language(error: ReformError) -> None:
    for language in LANGUAGES:
        told = refusal(error, language)
        assert told is not None
        assert error.slots["path"] in told


@pytest.mark.parametrize(
    ("text", "key", "slots"),
    [
        ("parameters:\n  aple_price: []\n", "figure_near", {"near": "apple_price"}),
        ("parameters:\n  pear: []\n", "figure", {"name": "pear"}),
        ("parameters:\n  worth: []\n", "no_figure", {"name": "worth"}),
        ("parameters:\n  apple_price: 5\n", "no_versions", {}),
        ("parameters:\n  apple_price: [5]\n", "no_versions", {}),
        ("parameters: [5]\n", "no_figures", {}),
        ("parametres: {}\n", "key_near", {"near": "parameters"}),
        ("zzz: {}\n", "key", {}),
        ("title: x\n", "twice", {"name": "title"}),
        ("", "empty", {}),
        (written(citation=""), "version_lacks", {"what": "citation"}),
        (written(more="valu: 1, "), "key_near", {"near": "value"}),
        (written("many"), "value.euros", {"value": "many"}),
        (written("0.001"), "value.euros", {}),
        (written("-1"), "value.euros", {}),
        (written(citation="somewhere"), "citation", {"value": "somewhere"}),
        (written(since="soon"), "day", {}),
        (written(more="until: 2023-01-01, "), "ends_first", {}),
        (
            "parameters:\n  apple_price:\n"
            "    - {from: 2023-01-01, until: 2024-01-01, value: 1, citation: ÕUN § 1}\n"
            "    - {from: 2023-06-01, value: 1, citation: ÕUN § 1}\n",
            "overlap",
            {"day": "2023-06-01"},
        ),
        ("rules: nowhere.py\n", "no_module", {}),
        ("rules: [a]\n", "no_module", {}),
        ("rules: {a", "unreadable", {}),
        ("? [a]\n: b\n", "unreadable", {}),
        ("parameters: &a\n  apple_price: *a\n", "unreadable", {}),
        ("parameters: " + "[" * 3000 + "]" * 3000, "unreadable", {}),
        ('"\\e[31m": x\n', "key", {"name": "\N{REPLACEMENT CHARACTER}[31m"}),
    ],
)  # fmt: skip
def test_a_wrong_reform_is_refused(
    tmp_path: Path, text: str, key: str, slots: dict[str, str]
) -> None:
    with pytest.raises(ReformError) as refused:
        reformed(tmp_path, text)
    assert refused.value.key == key
    assert slots.items() <= refused.value.slots.items()
    told_in_every_language(refused.value)


def norm(name: str, takes: str, gives: str, *, unit: str = "TREE", says: str = "") -> str:
    """A norm as a reform's module writes it."""
    return (
        f'@reform.rule({unit}, "ÕUN § 2", {says}**NAMED)\n'
        f"def {name}({takes}) -> {gives}:\n    return 1\n"
    )


@pytest.mark.parametrize(
    ("module", "key"),
    [
        (norm("wort", "apples: Count", "Cents"), "norm_near"),
        (norm("zzz", "apples: Count", "Cents"), "norm"),
        (norm("worth", "", "Cents", unit="ORCHARD"), "unit"),
        (norm("worth", "apples: Count", "Days"), "gives"),
        (norm("worth", "apples: int", "Cents"), "plain_types"),
        (norm("worth", "", "Cents", says='reading="r", '), "reading"),
        (norm("worth", "pears: Count", "Cents"), "law.undeclared"),
        (norm("worth", "apples: Cents", "Cents"), "law.taken"),
        (norm("worth", "worth: Cents", "Cents"), "law.circle"),
        (norm("worth", "", "Cents").replace("ÕUN § 2", "somewhere"), "law.citation"),
        (norm("worth", "", "Cents", says='applies="2027-13-01", '), "law.date"),
        (norm("worth", "", "Cents", says='source="somewhere", '), "law.source"),
        (norm("worth", "", "Cents", says='applies="2027-01-01", until="2026-01-01", '), "law.ends"),
        (norm("worth", "", "Cents").replace("**NAMED", 'et="a", en="", ru="c"'), "law.label"),
        (norm("worth", "", "Cents") + norm("worth", "", "Cents"), "law.overlaps"),
        ('reform.fact(TREE, "pears", "Count", **NAMED)\n', "empty"),
        (
            'reform.fact(TREE, "pears", "Count", **NAMED)\n' + norm("worth", "", "Cents"),
            "not_only_norms",
        ),
        ("1 / 0\n", "module"),
        ("this is no Python\n", "module"),
        ("reform = None\n", "no_book"),
    ],
)
def test_wrong_norms_are_refused(tmp_path: Path, module: str, key: str) -> None:
    with pytest.raises(ReformError) as refused:
        reformed(tmp_path, "rules: norms.py\n", module)
    assert refused.value.key == key
    told_in_every_language(refused.value)


def test_a_reform_must_say_what_it_is_and_whose(tmp_path: Path) -> None:
    path = tmp_path / "reform.yaml"
    for text, key in (("title: x\n", "missing"), ("[]", "no_table")):
        path.write_text(text, "utf-8")
        with pytest.raises(ReformError) as refused:
            read_reform(path, law())
        assert refused.value.key == key
        told_in_every_language(refused.value)


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=60), whole=st.booleans())
def test_no_text_is_more_than_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str, whole: bool
) -> None:
    path = tmp_path_factory.mktemp("reform") / "reform.yaml"
    path.write_text(text if whole else HEAD + text, "utf-8")
    with pytest.raises(ReformError):
        read_reform(path, law())
