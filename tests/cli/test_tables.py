"""``perenou table`` and ``perenou recompute``: the whole path, and one message when it ends."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from perenou import __version__
from perenou.benefits.estonia.vocabulary import BENEFITS
from perenou.benefits.eu.vocabulary import COORDINATED
from perenou.casework.case_file.reader import read
from perenou.cli.app import run
from perenou.language.catalogue import Catalogue
from perenou.language.grammar import LANGUAGES
from perenou.population.judge import KINDS as DIFFERENCES
from perenou.population.judge import UNEXPLAINED
from perenou.population.misread import READINGS
from perenou.population.problems import KINDS
from perenou.pseudonym import by_key

EXAMPLES = Path(__file__).parents[2] / "examples"
CASES = [str(EXAMPLES / f"{name}.yaml") for name in ("triplets", "late_claim", "missing_facts")]
MONTHS = ("--months", "2026-10..2026-11")

Printed = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PERENOU_LANG", raising=False)


def said(capsys: Printed, *arguments: str) -> str:
    assert run(arguments) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def refused(capsys: Printed, *arguments: str) -> str:
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    return err


@pytest.fixture
def table(tmp_path: Path, capsys: Printed) -> str:
    folder = str(tmp_path / "tabel")
    assert said(capsys, "table", "write", *CASES, "--out", folder).startswith("Kirjutatud 3 peret")
    return folder


def test_a_family_of_a_table_is_answered_as_its_case_was(
    table: str, tmp_path: Path, capsys: Printed
) -> None:
    again = str(tmp_path / "pere.yaml")
    said(capsys, "table", "read", table, "--family", "triplets", "--out", again)
    before, after = (
        json.loads(said(capsys, "solve", file, "--json"))["payments"] for file in (CASES[0], again)
    )
    assert before
    # A table calls people by other ids, in the same order.
    ids = dict(zip(*(sorted(read(Path(f)).everybody) for f in (CASES[0], again)), strict=True))
    for payment in before:
        for key in ("payees", "for"):
            payment[key] = [ids[who] for who in payment[key]]
    assert before == after


def test_sums_are_printed_and_amounts_written(table: str, tmp_path: Path, capsys: Printed) -> None:
    out = tmp_path / "summad.parquet"
    text = said(capsys, "table", "run", table, "--asked", "lapsetoetus", *MONTHS, "--out", str(out))
    assert "lapsi, kelle eest makstakse" in text
    told = json.loads(
        said(capsys, "table", "run", table, "--asked", "child_allowance", *MONTHS, "--json")
    )
    cents = told["cents"]["child_allowance"]
    assert [*cents] == ["2026-10", "2026-11"]
    assert told["undecided"] == 1
    assert told["open"]["child_allowance"] == 1
    assert "Osa summasid jäi otsustamata, sest mõni fakt on teadmata: 1 pere." in text
    amounts = pq.read_table(out)
    assert {name: sum(filter(None, amounts[name].to_pylist())) for name in cents} == cents
    assert None in amounts["2026-10"].to_pylist()


def test_the_columns_of_a_table_are_told(table: str, capsys: Printed) -> None:
    text = said(capsys, "table", "read", table)
    assert "child_birth_day" in text
    assert "lapse" in text


def test_what_is_computed_over_tables_is_told(capsys: Printed) -> None:
    told = json.loads(said(capsys, "table", "coverage", "--as-of", "2026-11-24", "--json"))
    assert (told["perenou"], told["as_of"]) == (__version__, "2026-11-24")
    assert {*told["benefits"]} == {*BENEFITS, *COORDINATED}
    assert not any(told["benefits"].values())
    assert told["not_by_themselves"]["benefit_days_used"]["reason"].startswith("jooksev")


def test_an_extract_becomes_decisions_recomputed(tmp_path: Path, capsys: Printed) -> None:
    folder, out = str(tmp_path / "tabel"), tmp_path / "valim.csv"
    kaart = str(EXAMPLES / "extract" / "kaart.yaml")
    text = said(capsys, "table", "import", kaart, "--out", folder)
    assert "Kirjutatud 3 peret" in text
    assert "kood, mida veergude kaart ei tunne" in text
    assert "„…“ ei ole kuupäev." in text
    assert "lapsed.csv:" in text
    text = said(capsys, "recompute", folder, "--out", str(out), "--seed", "3", "--key", "k")
    assert "esimese kuu eest on makstud täismäär" in text
    assert "teise summaga: 4 (66,7" in text
    rows = list(csv.reader(out.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert len(rows) == 5
    assert {row[-2] for row in rows[1:]} == {*map(by_key(b"k", "resource"), ("a17", "a22"))}
    told = json.loads(said(capsys, "recompute", folder, "--json", "--sample", "2"))
    assert (told["decisions"], told["same"], len(told["sample"])) == (6, 2, 2)


def test_every_message_of_a_table_is_one_line_that_says_how_to_cure_it(
    table: str, tmp_path: Path, capsys: Printed
) -> None:
    wanted = ("--asked", "child_allowance", *MONTHS)
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "perenou table write" in refused(capsys, "table", "run", str(empty), *wanted)
    assert "2026-01..2026-12" in refused(
        capsys, "table", "run", table, "--asked", "lapsetoetus", "--months", "2026-13"
    )
    assert "Küsida saab: child_allowance" in refused(
        capsys, "table", "run", table, "--asked", "coordinated_general", *MONTHS
    )
    assert "ei ole tühi" in refused(capsys, "table", "write", CASES[0], "--out", table)
    assert "sama nimi" in refused(
        capsys, "table", "write", CASES[0], CASES[0], "--out", str(tmp_path / "new")
    )
    assert "Peret „nemo“" in refused(capsys, "table", "read", table, "--family", "nemo")
    assert "ei ole otsuseid" in refused(capsys, "recompute", table)
    unwritable = str(tmp_path / "nowhere" / "out.parquet")
    assert "ei saa kirjutada" in refused(
        capsys, "table", "run", table, *wanted, "--out", unwritable
    )


def test_columns_that_are_needed_and_missing_are_named(table: str, capsys: Printed) -> None:
    (path,) = Path(table).glob("*.parquet")
    read = pq.read_table(path)
    at = read.schema.get_field_index("child")
    inside = [f for f in read.schema.field("child").type.value_type if f.name != "child_birth_day"]
    changed = read.schema.set(at, pa.field("child", pa.list_(pa.struct(inside))))
    pq.write_table(pa.Table.from_pylist(read.to_pylist(), schema=changed), path)
    message = refused(capsys, "table", "run", table, "--asked", "child_allowance", *MONTHS)
    assert "puuduvad veerud, ilma milleta vastust ei ole: child_birth_day." in message


def test_a_wrong_map_is_one_message(tmp_path: Path, capsys: Printed) -> None:
    extract = Path(shutil.copytree(EXAMPLES / "extract", tmp_path / "extract"))
    kaart = extract / "kaart.yaml"
    text = kaart.read_text("utf-8")
    kaart.write_text(text.replace("SYNNIAEG: birth", "SUND: birth"), "utf-8")
    message = refused(capsys, "table", "import", str(kaart), "--out", str(tmp_path / "t"))
    assert message.startswith("Failis „lapsed.csv“ ei ole veerge: SUND.")
    kaart.write_text(text.replace("otherwise:", "otherwse:"), "utf-8")
    message = refused(capsys, "table", "import", str(kaart), "--out", str(tmp_path / "t"))
    assert "otherwise" in message


def test_everything_that_can_be_told_has_its_words() -> None:
    texts = Catalogue.load("perenou.cli", "texts")
    for language in LANGUAGES:
        for kind in KINDS:
            assert texts.text(f"cli.table.problem.{kind}", language)
        of_tables = Catalogue.load("perenou.population", "texts")
        for cause in (*READINGS, UNEXPLAINED):
            assert of_tables.text(f"practice.cause.{cause}", language)
        for kind in DIFFERENCES:
            assert of_tables.text(f"practice.kind.{kind}", language)
