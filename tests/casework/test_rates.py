"""Rates from the central bank's files: what is taken, what is never replaced, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from perenou.casework.case_file import dump, read, read_text
from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.case_file.reader import parse
from perenou.casework.case_file.schema import Case
from perenou.casework.solve import solve

HISTORY = """Date,USD,SEK,GBP,
2026-04-01,1.08,11.4000,0.85512,
2026-03-31,1.07,11.3000,0.85,
2026-02-27,1.06,N/A,0.84,
2026-02-26,1.06,11.2000,0.84,
2026-01-21,1.05,11.1000,0.83,
"""
DAILY = """<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"
    xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
  <gesmes:subject>Reference rates</gesmes:subject>
  <Cube>
    <Cube time="2026-02-27"><Cube currency="USD" rate="1.06"/></Cube>
    <Cube time="2026-02-26"><Cube currency="SEK" rate="11.2"/></Cube>
  </Cube>
</gesmes:Envelope>
"""
CASE = """
as_of: 2026-11-24
period: {from: 2026-02, to: 2026-04}
otherwise: ordinary
rates_file: NAME
exchange_rates: [MANUAL]
people:
  mari: {residence: [{country: EE, ground: citizen}], work: []}
  jaan:
    residence: [{country: SE}]
    work: [{country: SE, kind: employed}]
children:
  juku:
    birth: 2018-05-14
    residence: [{country: EE, ground: citizen}]
    parents: [{who: mari, role: mother}, {who: jaan, role: father}]
    lives: [{with: [mari], share: full}]
    state_benefits:
      - {country: SE, amount: 625, currency: SEK, interval: month, paid_on: 2026-04-01}
claims:
  - {by: mari, for: [juku], benefits: [child_allowance], received: 2018-06-01}
"""


def case(folder: Path, content: str, name: str = "eurofxref-hist.csv", manual: str = "") -> Case:
    (folder / name).write_text(content, encoding="utf-8")
    path = folder / "case.yaml"
    path.write_text(CASE.replace("NAME", name).replace("MANUAL", manual), encoding="utf-8")
    return read(path)


def rates(found: Case) -> list[tuple[str, str, int, str | None]]:
    return [(str(r.currency), str(r.day), r.rate or 0, r.source) for r in found.exchange_rates]


def test_only_the_days_and_currencies_of_the_case_are_taken(tmp_path: Path) -> None:
    found = case(tmp_path, HISTORY)
    assert rates(found) == [
        ("SEK", "2026-02-26", 11_200_000, "eurofxref-hist.csv"),  # for March: no rate on the 27th
        ("SEK", "2026-03-31", 11_300_000, "eurofxref-hist.csv"),  # for April
        ("SEK", "2026-04-01", 11_400_000, "eurofxref-hist.csv"),  # the day of payment
    ]
    assert read_text(dump(found), "case.yaml") == found


def test_a_rate_that_is_too_old_is_not_used_but_asked(tmp_path: Path) -> None:
    made = solve(case(tmp_path, HISTORY))
    paid = {p.month % 12 + 1: (p.least, p.most) for p in made.payments}
    # 21 January is ten days before February: unknown, never zero and never guessed.
    assert paid[2] == (0, 8000)
    assert paid[3] == (8000 - 5580,) * 2
    assert paid[4] == (8000 - 5531,) * 2
    assert [q.facts[0] for q in made.questions] == ["published_rate"]


def test_a_rate_in_the_case_file_is_never_replaced(tmp_path: Path) -> None:
    manual = "{currency: SEK, day: 2026-03-30, rate: 10.5, source: asutuse kurss}"
    found = rates(case(tmp_path, HISTORY, manual=manual))
    assert ("SEK", "2026-03-30", 10_500_000, "asutuse kurss") in found
    assert not any(day in ("2026-03-31", "2026-04-01") for _, day, _, _ in found)


def test_the_xml_form(tmp_path: Path) -> None:
    found = rates(case(tmp_path, DAILY, "eurofxref.xml"))
    assert found == [("SEK", "2026-02-26", 11_200_000, "eurofxref.xml")]


def test_five_decimals_are_kept(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(HISTORY, encoding="utf-8")
    text = CASE.replace("NAME", "r.csv").replace("MANUAL", "").replace("SEK", "GBP")
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    assert ("GBP", "2026-04-01", 855_120, "r.csv") in rates(read(tmp_path / "case.yaml"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("r.csv", ""),
        ("r.csv", "Day,SEK\n2026-02-27,11\n"),
        ("r.csv", "Date,SEK\n27.02.2026,11\n"),
        ("r.csv", "Date,SEK\n2026-02-27,eleven\n"),
        ("r.csv", 'Date,SEK\n2026-02-27,"11\n'),
        ("r.csv", "Date,\n"),
        ("r.xml", "<Cube><Cube time='yesterday'/></Cube>"),
        ("r.xml", "<Cube><Cube time='2026-02-27'><Cube currency='SEK'/></Cube></Cube>"),
        ("r.xml", "<Cube>"),
        ("r.xml", "<Cube/>"),
        ("r.xml", "<!DOCTYPE Cube [<!ENTITY a 'b'>]><Cube/>"),
    ],
)
def test_what_is_no_file_of_rates(tmp_path: Path, name: str, content: str) -> None:
    with pytest.raises(CaseFileError) as caught:
        case(tmp_path, content, name)
    assert [problem.key for problem in caught.value.problems] == ["rates_form"]


def test_where_a_file_of_rates_may_stand(tmp_path: Path) -> None:
    for name, key in (
        ("../r.csv", "rates_place"),
        ("r.txt", "rates_place"),
        ("s.csv", "table_missing"),
    ):
        path = tmp_path / "case.yaml"
        path.write_text(f"rates_file: {name}\n", encoding="utf-8")
        with pytest.raises(CaseFileError) as caught:
            read(path)
        assert [problem.key for problem in caught.value.problems] == [key]
    with pytest.raises(CaseFileError) as caught:
        parse({"rates_file": "r.csv"})
    assert caught.value.problems[0].key == "table_without_folder"
    (tmp_path / "d.csv").mkdir()
    path.write_text("rates_file: d.csv\n", encoding="utf-8")
    with pytest.raises(CaseFileError) as caught:
        read(path)
    assert caught.value.problems[0].key == "file_unreadable"


def test_a_case_that_says_nothing_of_months_or_is_broken_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(HISTORY, encoding="utf-8")
    path = tmp_path / "case.yaml"
    path.write_text("rates_file: r.csv\nas_of: unknown\npeople: {}\n", encoding="utf-8")
    with pytest.raises(CaseFileError) as caught:
        read(path)
    assert caught.value.problems[0].key == "exact_day_needed"
    path.write_text("rates_file: r.csv\nexchange_rates: {a: b}\n", encoding="utf-8")
    with pytest.raises(CaseFileError) as caught:
        read(path)
    assert caught.value.problems[0].key == "list_expected"
    path.write_text("rates_file:\n", encoding="utf-8")
    assert read(path).exchange_rates == ()
