"""The invented Estonia: the same from the same seed, fitted to sources, and told alike twice."""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np
import pytest

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.case_file.reader import read_text
from perenou.casework.case_file.writer import dump
from perenou.casework.facts import CaseFacts
from perenou.casework.lines import END
from perenou.language.grammar import LANGUAGES
from perenou.population.from_cases import column_of, rows_of
from perenou.population.simulate.outcome import COMPUTED, tables
from perenou.population.synthetic.case import case_of
from perenou.population.synthetic.draw import Estonia, Kind, draw
from perenou.population.synthetic.fit import fits
from perenou.population.synthetic.schooling import schooling
from perenou.population.synthetic.targets import targets
from perenou.population.synthetic.tell_fit import tell_fit
from perenou.rules.compile.rows import UNKNOWN, LineColumn
from perenou.rules.rule import day_of
from perenou.rules.timeline import joined

ARRAYS = (
    "offsets",
    "born",
    "births",
    "claimed",
    "kinds",
    "by_father",
    "married",
    "regions",
    "wages",
)


@cache
def estonia(year: int = 2027) -> Estonia:
    return draw(year)


def some(of: Estonia, most: int = 40) -> list[int]:
    """Families of every sort: some by chance, those with most children, with twins, triplets."""
    chance = np.random.default_rng(7)
    chosen = list(chance.choice(of.families, most, replace=False))
    chosen += list(np.argsort(of.sizes)[-5:])
    twin = (of.births == np.roll(of.births, 1)) & (of.family_of == np.roll(of.family_of, 1))
    chosen += list(of.family_of[twin][:6])
    chosen += list(of.family_of[twin & np.roll(twin, 1)][:4])
    for kind in Kind:
        for by_father in (False, True):
            chosen += list(np.flatnonzero((of.kinds == kind) & (of.by_father == by_father))[:3])
    return sorted({int(place) for place in chosen})


def test_the_same_seed_gives_the_same_families_and_another_seed_others() -> None:
    one, two, other = draw(2027, 5), draw(2027, 5), draw(2027, 6)
    for name in ARRAYS:
        assert np.array_equal(getattr(one, name), getattr(two, name)), name
    assert not np.array_equal(one.born[:1000], other.born[:1000])


def test_the_first_families_are_those_of_the_whole() -> None:
    whole = estonia()
    few = whole.first(500)
    assert few.families == 500
    for place in (0, 250, 499):
        assert dump(case_of(few, place)) == dump(case_of(whole, place))


def test_what_is_drawn_fits_what_is_published() -> None:
    """Within seven per cent and what chance does to small numbers (three standard deviations).

    Births are told of those born in Estonia, children of those who live here: 5.7 per cent more.
    """
    far = {
        (fit.target.key, fit.what): round(fit.off, 1)
        for fit in fits(20261127)
        if abs(fit.drawn - fit.published) > 0.07 * fit.published + 3 * fit.published**0.5
    }
    # Three and more children have become more since 2020; the agency's count of 2023 is followed.
    assert set(far) <= {("children_by_number", "3"), ("children_by_number", "5+")}, far


def test_every_target_has_a_source_with_its_address_and_day() -> None:
    known = targets()
    for target in known.figures.values():
        assert target.source
        assert target.url.startswith("https://")
        assert target.seen >= day_of("2026-11-27")
        assert target.on is not None or target.key == "births"
        assert all(value > 0 for value in target.values.values())
    assert known.not_found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_the_fit_names_every_figure_and_source(language: str) -> None:
    report = tell_fit(20261127, language)  # type: ignore[arg-type]
    told = " ".join(line.text for section in report.sections for line in section.lines)
    for target in targets().figures.values():
        assert target.url in told
    table = report.sections[0].table
    assert table is not None
    assert len(table.rows) == sum(1 for _ in fits(20261127))


def test_tables_say_of_every_family_what_its_case_file_says() -> None:
    """Column by column: what ``rows_of`` makes of the case files read back."""
    whole = estonia()
    places = some(whole, 12)
    names = LAWBOOK.facts_under(f"{key}_amount" for key in COMPUTED)
    made = tables(whole, [LAWBOOK])
    cases = [
        CaseFacts(read_text(dump(case_of(whole, place)), "pere.yaml")).facts() for place in places
    ]
    read = rows_of(cases, names)
    for unit, offsets in read.offsets.items():
        sizes = np.diff(made.rows.offsets[unit])[places]
        assert np.array_equal(np.diff(offsets), sizes), unit
    for name in names:
        unit = LAWBOOK.facts[name].unit.name
        if not read.count(unit):
            continue
        rows = [
            row
            for place in places
            for row in range(
                int(made.rows.offsets[unit][place]), int(made.rows.offsets[unit][place + 1])
            )
        ]
        lines = [_pieces(read.columns[name], row) for row in range(len(rows))]
        if name in made.ordinary:
            mine = [_pieces(column_of([made.ordinary[name]]), 0)] * len(rows)
        else:
            mine = [_pieces(made.rows.columns[name], row) for row in rows]
        assert lines == mine, name
    for pair, above in read.above.items():
        low = pair[0]
        if not above.size:
            continue
        mine_above = np.concatenate(
            [
                made.rows.above[pair][
                    int(made.rows.offsets[low][place]) : int(made.rows.offsets[low][place + 1])
                ]
                for place in places
            ]
        )
        assert np.array_equal(above, mine_above), pair


def _pieces(column: object, row: int) -> tuple[tuple[int, int], ...]:
    """The pieces of a row up to the last day that can be asked about."""
    if isinstance(column, LineColumn):
        begin, after = column.offsets[row], column.offsets[row + 1]
        pieces = [
            *zip(
                column.days[begin:after].tolist(), column.values[begin:after].tolist(), strict=True
            )
        ]
    else:
        assert isinstance(column, np.ndarray)
        pieces = [(0, int(column[row]))]
    line = joined((day if at else 0, value) for at, (day, value) in enumerate(pieces) if day < END)
    return tuple(zip(line.starts, line.values, strict=True))


def test_nobody_goes_to_school_before_turning_seven_that_year() -> None:
    born = np.array([day_of(day) for day in ("2010-10-01", "2010-10-02", "2011-01-01")])
    of = schooling(born)
    assert [date.fromordinal(day).isoformat() for day in of.basic] == [
        "2017-09-01", "2018-09-01", "2018-09-01",
    ]  # fmt: skip
    assert date.fromordinal(int(of.after[0])).isoformat() == "2029-07-01"


def test_families_are_marked_as_invented() -> None:
    case = case_of(estonia(), 0)
    assert case.title is not None
    assert "Väljamõeldud" in case.title
    assert not any(person.personal_code or person.name for person in case.everybody.values())


def test_unknown_is_told_as_unknown() -> None:
    made = tables(estonia().first(50), [LAWBOOK])
    column = made.rows.columns["counted_in_family"]
    assert isinstance(column, np.ndarray)
    assert bool((column == UNKNOWN).all())
