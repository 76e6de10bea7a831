"""What a simulation says of reforms: the same as the solver says of each family, and no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.charts import Series, bars, shares
from perenou.casework.not_compiled import why_not_compiled
from perenou.casework.solve import Solved
from perenou.language.amounts import figure
from perenou.language.grammar import LANGUAGES, Language
from perenou.population.simulate.files import files, workbook
from perenou.population.simulate.measures import GROUPS, TAKE_UP, Simulation, compare
from perenou.population.simulate.outcome import (
    COMPUTED,
    Outcome,
    by_wage,
    outcome,
    tables,
    touched,
    with_more_pay,
)
from perenou.population.simulate.tell import charts, tell_simulation
from perenou.population.synthetic.case import case_of
from perenou.population.synthetic.draw import Estonia, Kind, draw
from perenou.population.synthetic.leave import leave
from perenou.rules.compile.errors import KEYS, NotCompiledError
from perenou.rules.compile.rows import UNKNOWN
from perenou.rules.lawbook import Lawbook
from perenou.rules.reform import figures_reform, laid_over, read_reform
from perenou.rules.rule import day_of
from perenou.rules.types import NEVER

REFORMS = Path(__file__).parents[2] / "examples" / "reforms"
AS_OF = day_of("2026-11-27")
FAMILIES = 44


@cache
def estonia() -> Estonia:
    """Families of every sort: most children, twins, and many with much pay are among them."""
    whole = draw(2027)
    chance = np.random.default_rng(3)
    pay = np.where(whole.by_father, whole.wages[:, 1], whole.wages[:, 0])
    grown = whole.count_by_family(whole.born > day_of("2024-01-01")) == 0
    earning = np.flatnonzero((whole.sizes > 2) & (pay > 3000_00) & grown)
    places = np.concatenate(
        [
            chance.choice(whole.families, FAMILIES - 20, replace=False),
            np.argsort(whole.sizes)[-16:],
            earning[:4],
        ]
    )
    return _chosen(whole, [int(place) for place in places])


def _chosen(whole: Estonia, places: Sequence[int]) -> Estonia:
    rows = np.concatenate([np.arange(whole.offsets[p], whole.offsets[p + 1]) for p in places])
    offsets = np.concatenate([[0], np.cumsum(whole.sizes[list(places)])]).astype(np.int64)
    by_child = {name: getattr(whole, name)[rows] for name in ("born", "births", "claimed")}
    names = ("kinds", "by_father", "married", "regions", "wages")
    by_family = {name: getattr(whole, name)[list(places)] for name in names}
    return replace(whole, offsets=offsets, **by_child, **by_family)


@cache
def book(name: str) -> Lawbook:
    return laid_over(LAWBOOK, read_reform(REFORMS / f"{name}.yaml", LAWBOOK)) if name else LAWBOOK


NAMES = ("", "child_allowance_100", "large_family_by_child", "large_family_income_test")


@cache
def outcomes() -> tuple[Outcome, ...]:
    """Under the law and each example reform; Python runs the program as it stands."""
    made = tables(estonia(), [book(name) for name in NAMES])
    before = outcome(LAWBOOK.on(AS_OF), made, None)
    laws = [book(name).on(AS_OF) for name in NAMES[1:]]
    changed = [touched(law, law.book.reforms[-1].names) for law in laws]
    assert all(0 < len(each) < len(COMPUTED) for each in changed)
    return before, *(
        outcome(law, made, None, each, before) for law, each in zip(laws, changed, strict=True)
    )


@cache
def simulation(loss: int = 50_00) -> Simulation:
    before, *after = outcomes()
    return compare(estonia(), AS_OF, before, after, loss)


@pytest.mark.parametrize("at", range(len(NAMES)), ids=NAMES)
def test_every_family_has_what_the_solver_gives_it(at: int) -> None:
    found = outcomes()[at]
    assert not found.refused
    assert not found.is_open.any()
    for place in range(estonia().families):
        solved = Solved(case_of(estonia(), place), AS_OF, book=book(NAMES[at]))
        right: dict[str, list[int]] = {}
        for paid in solved.payments:
            assert paid.least == paid.most
            right.setdefault(paid.benefit, [0] * 12)[paid.month % 12] += paid.least
        mine = {
            key: sums[place].tolist() for key, sums in found.amounts.items() if sums[place].any()
        }
        assert mine == right, place


def test_a_reform_that_pays_for_every_child_alike_is_what_the_solver_gives() -> None:
    """The order of children then decides nothing, so that the rate is the same from the start."""
    third = {"from": "2027-01-01", "value": "80", "citation": "PHS § 17 lg 3"}
    alike = laid_over(
        LAWBOOK,
        figures_reform(
            {
                "title": "Alike", "source": "test",
                "parameters": {"child_allowance_third_and_next": [third]},
            },
            LAWBOOK,
        ),
    )  # fmt: skip
    few = estonia().first(12)
    found = outcome(alike.on(AS_OF), tables(few, [alike]), None, ["child_allowance"])
    for place in range(few.families):
        solved = Solved(case_of(few, place), AS_OF, book=alike)
        paid = [each for each in solved.payments if each.benefit == "child_allowance"]
        assert found.amounts["child_allowance"][place].sum() == sum(each.least for each in paid)


def test_the_costs_are_the_sums_of_the_families() -> None:
    made = simulation()
    before, *after = outcomes()
    assert made.total == int(before.total.sum())
    for change, found in zip(made.changes, after, strict=True):
        assert change.total == int(found.total.sum())
        assert change.total - made.total == int(change.change.sum())
        for key, months in change.cost.items():
            assert list(months) == found.amounts[key].sum(0).tolist()
        for by in GROUPS:
            groups = change.groups[by]
            assert sum(group.families for group in groups) == made.counted
            assert sum(group.change for group in groups) == int(change.change.sum())
            assert sum(group.winners for group in groups) == int((change.change > 0).sum())
            assert sum(group.losers for group in groups) == int((change.change < 0).sum())
        assert sum(change.classes) + change.unchanged == made.counted


def test_who_loses_more_than_a_sum_is_who_does() -> None:
    for loss in (1, 50_00, 200_00):
        for change in simulation(loss).changes:
            right = [
                place for place, sum_ in enumerate(change.change.tolist()) if sum_ < -12 * loss
            ]
            assert change.losing == len(right)
            assert list(change.examples) == right[:20]


@cache
def at_work() -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The places of those in which nobody stays with a small child, so that wages are earned."""
    stays = estonia().count_by_family(leave(estonia()).begins < NEVER)
    return np.flatnonzero(stays == 0)


def test_a_wage_decides_where_a_reform_says_so() -> None:
    """Of families with three children and more, those lose whose recipient earns more than 3000."""
    change = simulation().changes[2]
    by_father, wages = estonia().by_father, estonia().wages
    of_recipient = np.where(by_father, wages[:, 1], wages[:, 0])
    lost = change.change < 0
    had = outcomes()[0].amounts["large_family_allowance"].any(1)
    assert lost[at_work()].any()
    assert np.array_equal(lost[at_work()], (had & (of_recipient > 3000_00))[at_work()])


def test_more_pay_takes_away_what_the_solver_says_it_does() -> None:
    """With 1000 euros more those lose the allowance who then earn more than 3000."""
    law = book("large_family_income_test")
    few = _chosen(estonia(), at_work().tolist())
    made = tables(few, [law])
    only = by_wage(law.on(AS_OF))
    before = outcome(LAWBOOK.on(AS_OF), made, None, only)
    after = outcome(law.on(AS_OF), made, None, only)
    raised = outcome(law.on(AS_OF), with_more_pay(made, 1000), None, only, after)
    found = compare(few, AS_OF, before, [after], 50_00, {1000: [raised]})
    [said] = found.changes[0].raises
    wages = np.where(few.by_father, few.wages[:, 1], few.wages[:, 0])
    near = (wages > 2000_00) & (wages <= 3000_00)
    near &= after.amounts["large_family_allowance"].any(1)
    assert near.any()
    assert said.families == int(near.sum())
    told = " ".join(
        line.text for section in tell_simulation(found, "et").sections for line in section.lines
    )
    assert "kui iga vanema palk oleks kuus 1\u202f000 eurot suurem" in told
    assert only == ("large_family_allowance",)
    assert by_wage(LAWBOOK.on(AS_OF)) == ()


@pytest.mark.parametrize("year", [2022, 2023, 2024])
def test_earlier_years_have_the_solvers_sums_too(year: int) -> None:
    """With claims that reach back, the step-down of 2023 and the ages of 2022."""
    few = draw(year).first(10)
    found = outcome(LAWBOOK.on(AS_OF), tables(few, [LAWBOOK]), None)
    assert not found.is_open.any()
    for place in range(few.families):
        payments = Solved(case_of(few, place), AS_OF).payments
        assert int(found.total[place].sum()) == sum(paid.least for paid in payments)


def test_take_up_takes_only_from_what_is_new() -> None:
    one, two, _ = simulation().changes
    assert (one.newly, {*one.take_up.values()}) == (0, {one.total})
    assert two.newly > 0
    costs = [two.take_up[part] for part in TAKE_UP]
    assert costs[0] == two.total
    assert costs == sorted(costs, reverse=True)
    assert costs[-1] < two.total


def test_the_edge_at_the_third_child_is_what_the_law_makes_of_it() -> None:
    """Two children have 80 each; the third has 100, and the family's allowance is 450 or 400."""
    made = simulation()
    assert (made.by_number[0], made.by_number[1]) == pytest.approx((80_00, 160_00), abs=25_00)
    by_reform = made.changes[0].by_number
    assert by_reform[2] - by_reform[1] == pytest.approx(500_00, abs=30_00)


def test_a_family_that_is_left_open_is_counted_and_never_guessed() -> None:
    before, after, *_ = outcomes()
    is_open = after.is_open.copy()
    is_open[[1, 5]] = True
    made = compare(estonia(), AS_OF, before, [replace(after, is_open=is_open)], 50_00)
    assert made.open == 2
    counted = simulation().counted
    assert made.counted == counted - 2
    rest = np.delete(before.total.sum(1), [1, 5]).sum()
    assert made.total == int(rest)
    cost = tell_simulation(made, "et").sections[0]
    assert any("2 peret jäi arvutamata" in line.text for line in cost.lines)


def test_what_a_family_that_is_left_open_is_paid_is_nothing() -> None:
    """Whether the first has a second parent is not known: nor is its child allowance counted."""
    alone = int(np.flatnonzero(estonia().kinds == Kind.UNRECORDED)[0])
    others = [place for place in range(4) if place != alone]
    few = _chosen(estonia(), [alone, *others])
    made = tables(few, [LAWBOOK])
    column = made.rows.columns["second_parent_unrecorded"]
    assert isinstance(column, np.ndarray)
    column = column.copy()
    column[: int(made.rows.offsets["child"][1])] = UNKNOWN
    columns = {**made.rows.columns, "second_parent_unrecorded": column}
    unsure = replace(made, rows=replace(made.rows, columns=columns))
    law = LAWBOOK.on(AS_OF)
    found, right = outcome(law, unsure, None), outcome(law, made, None)
    assert np.flatnonzero(found.is_open).tolist() == [0]
    assert right.amounts["child_allowance"][0].any()
    for key, sums in found.amounts.items():
        assert not sums[0].any(), key
        assert np.array_equal(sums[1:], right.amounts[key][1:])
    assert not found.children[0].any()


def test_more_pay_is_counted_where_it_takes_something_that_is_known() -> None:
    before, after, *_ = outcomes()
    name = "child_allowance"
    sums = after.amounts[name].copy()
    paid = np.flatnonzero(sums.any(1))[:3]
    loses, gains, is_unsure = paid
    sums[loses] -= 10_00 * (sums[loses] > 0)
    sums[gains] += 10_00
    sums[is_unsure] = 0
    is_open = after.is_open.copy()
    is_open[is_unsure] = True
    raised = replace(after, amounts={**after.amounts, name: sums}, is_open=is_open)
    [said] = compare(estonia(), AS_OF, before, [after], 50_00, {1: [raised]}).changes[0].raises
    lost = int((after.total[loses] - raised.total[loses]).sum())
    assert (said.families, said.loss) == (1, lost // 12)


def test_what_cannot_be_computed_under_one_law_is_compared_under_none() -> None:
    before, after, *_ = outcomes()
    less = {key: sums for key, sums in after.amounts.items() if key != "large_family_allowance"}
    refused = (("large_family_allowance", NotCompiledError("marked", "no_number", "str.upper")),)
    made = compare(estonia(), AS_OF, before, [replace(after, amounts=less, refused=refused)], 50_00)
    assert "large_family_allowance" not in made.cost
    assert made.refused == refused
    for language, words in zip(LANGUAGES, ("ei ole arv", "no number", "числом"), strict=True):
        told = tell_simulation(made, language).sections[0].lines
        assert any(f"{words}: str.upper" in line.text for line in told)


def test_every_reason_of_what_is_not_computed_is_told_in_every_language() -> None:
    for key in KEYS:
        error = NotCompiledError("marked", key, "str" if key == "no_number" else "")
        assert len({why_not_compiled(error, language) for language in LANGUAGES}) == len(LANGUAGES)


def test_a_reform_of_what_nobody_claims_is_said_to_cost_nothing_here(tmp_path: Path) -> None:
    path = tmp_path / "reform.yaml"
    path.write_text(
        "title: Hooldus\nsource: x\nparameters:\n  guardianship_allowance_month:\n"
        "    - {from: 2027-01-01, value: 500, citation: PHS § 20 lg 2}\n",
        "utf-8",
    )
    reformed = laid_over(LAWBOOK, read_reform(path, LAWBOOK))
    few = estonia().first(3)
    made = tables(few, [LAWBOOK])
    before, after = (outcome(each.on(AS_OF), made, None) for each in (LAWBOOK, reformed))
    found = compare(few, AS_OF, before, [after], 50_00)
    assert found.changes[0].beside == ("guardianship_allowance_month",)
    assert found.changes[0].total == found.total
    told = " ".join(
        line.text for section in tell_simulation(found, "et").sections for line in section.lines
    )
    assert "eestkostetava lapse toetus" in told


# ---------------------------------------------------------------------------- told and drawn


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_names_what_it_was_made_from(language: Language) -> None:
    made = simulation()
    report = tell_simulation(made, language)
    keys = [section.key for section in report.sections]
    assert len(keys) == len(set(keys))
    again = " ".join(line.text for line in report.sections[-1].lines)
    assert str(made.estonia.seed) in again
    for mark in made.fingerprints:
        assert mark in again
    for change in made.changes:
        assert change.reform.digest in again
        assert change.reform.source in again


def test_charts_say_all_their_figures_in_words() -> None:
    drawn = bars(
        "Kulu",
        ["jaanuar", "veebruar"],
        [Series("enne", (1, -2)), Series("pärast", (3, 4))],
        lambda value: f"{value} €",
        "et",
    )
    tree = ElementTree.fromstring(drawn)
    assert tree.get("role") == "img"
    title, told = (tree.find(f"{{http://www.w3.org/2000/svg}}{tag}") for tag in ("title", "desc"))
    assert title is not None
    assert told is not None
    assert title.text == "Kulu"
    assert told.text == "Kulu. jaanuar: enne 1 €; pärast 3 €. veebruar: enne -2 €; pärast 4 €."
    assert {title.get("id"), told.get("id")} == set(str(tree.get("aria-labelledby")).split())


def test_marks_of_an_axis_have_as_many_decimals_each() -> None:
    drawn = bars("Kulu", ["a"], [Series("enne", (120,))], lambda cents: figure(cents, "et"), "et")
    marks = [e.text for e in ElementTree.fromstring(drawn).iter() if e.get("text-anchor") == "end"]
    assert marks == ["0", "0,20", "0,40", "0,60", "0,80", "1,00", "1,20"]


def test_shares_are_told_and_fill_their_bars() -> None:
    drawn = shares("Kes", ["üks", "kaks"], [(1, 1, 2), (0, 0, 0)], ("a", "b", "c"), "et")
    tree = ElementTree.fromstring(drawn)
    told = tree.find("{http://www.w3.org/2000/svg}desc")
    assert told is not None
    assert told.text == "Kes. üks: a 25 %, b 25 %, c 50 %. kaks: a 0 %, b 0 %, c 0 %."
    bars_ = [rect for rect in tree.iter("{http://www.w3.org/2000/svg}rect") if rect.get("stroke")]
    of_first = [float(str(rect.get("width"))) for rect in bars_[:3]]
    assert of_first[2] == pytest.approx(of_first[0] * 2, abs=0.02)


def test_series_differ_without_any_colour() -> None:
    """Solid, stripes, dots: no two series, and no two parts, are filled alike."""
    drawn = charts(simulation(), "et")
    for name, size in (("months", 4), ("number", 4), ("kind_1", 3)):
        tree = ElementTree.fromstring(drawn[name])
        rects = [r for r in tree.iter("{http://www.w3.org/2000/svg}rect") if r.get("stroke")]
        legend = [rect.get("fill") for rect in rects[-size:]]
        assert len(set(legend)) == size


def test_the_page_has_every_chart_with_its_words_and_every_table_as_a_file() -> None:
    report = tell_simulation(simulation(), "et", for_files=True)
    drawn = charts(simulation(), "et")
    written = files(report, drawn, "Sama sõnadega", "et")
    page = written["aruanne.html"].decode()
    for name in drawn:
        assert page.count(f'src="{name}.svg"') == 1
        assert written[f"{name}.svg"].startswith(b"<?xml")
    assert page.count("alt=") == len(drawn)
    assert 'alt=""' not in page
    with_table = [section for section in report.sections if section.table is not None]
    for section in with_table:
        rows = written[f"{section.key}.csv"].decode("utf-8-sig").splitlines()
        assert section.table is not None
        assert len(rows) == 1 + len(section.table.rows)
    by_month = written["benefits_by_month.csv"].decode("utf-8-sig").splitlines()[1:]
    in_all = sum(sum(months) for months in simulation().cost.values()) / 100
    assert sum(int(row.split(";")[2]) for row in by_month) == pytest.approx(
        in_all, abs=len(by_month)
    )
    cost = written["cost.csv"].decode("utf-8-sig").splitlines()
    assert cost[-1].split(";")[1] == str(round(simulation().total / 100))


def test_a_reforms_words_are_escaped_in_page_and_charts(tmp_path: Path) -> None:
    path = tmp_path / "reform.yaml"
    path.write_text(
        'title: "<b>&\\"ohtlik\\""\nsource: "<i>"\nparameters:\n  child_allowance_first_two:\n'
        "    - {from: 2027-01-01, value: 90, citation: PHS § 17 lg 3}\n",
        "utf-8",
    )
    reformed = laid_over(LAWBOOK, read_reform(path, LAWBOOK))
    few = estonia().first(2)
    made = tables(few, [LAWBOOK])
    before, after = (outcome(each.on(AS_OF), made, None) for each in (LAWBOOK, reformed))
    found = compare(few, AS_OF, before, [after], 0)
    drawn = charts(found, "et")
    page = files(tell_simulation(found, "et"), drawn, "x", "et")["aruanne.html"].decode()
    assert "<b>" not in page
    assert "<i>" not in page
    for each in drawn.values():
        ElementTree.fromstring(each)
    assert '<b>&"ohtlik"' in unescape(page)


def test_the_workbook_has_every_table_with_its_figures_as_numbers() -> None:
    xlsx = pytest.importorskip("xlsxwriter")
    assert xlsx
    from io import BytesIO
    from zipfile import ZipFile

    report = tell_simulation(simulation(), "et")
    with ZipFile(BytesIO(workbook(report))) as book_:
        sheets = [name for name in book_.namelist() if name.startswith("xl/worksheets/")]
        first = book_.read("xl/worksheets/sheet1.xml").decode()
    assert len(sheets) == sum(section.table is not None for section in report.sections)
    assert f"<v>{round(simulation().total / 100)}</v>" in first
