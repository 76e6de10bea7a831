"""``perenou simulate``, ``perenou population`` and ``--reform``: what they say, and refuse."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from perenou.cli.app import run
from perenou.population import kernels
from perenou.population.simulate import outcome
from perenou.population.synthetic import draw as drawing
from perenou.population.synthetic import fit

ROOT = Path(__file__).resolve().parents[2]
REFORMS = ROOT / "examples" / "reforms"
REFORM = str(REFORMS / "child_allowance_100.yaml")
BY_CHILD = str(REFORMS / "large_family_by_child.yaml")
CASE = str(ROOT / "examples" / "everyday_two_children.yaml")

Printed = pytest.CaptureFixture[str]


drawn_once = cache(drawing.draw)


@pytest.fixture(autouse=True)
def in_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """No machine code is made for so few families, and whole Estonia is drawn once."""
    monkeypatch.delenv("PERENOU_LANG", raising=False)
    monkeypatch.setattr(kernels, "code_directory", lambda: None)
    for module in (drawing, fit):
        monkeypatch.setattr(module, "draw", drawn_once)


def said(capsys: Printed, *arguments: str, code: int = 0) -> str:
    assert run(arguments) == code
    out, err = capsys.readouterr()
    assert err == ""
    return " ".join(out.replace("\u202f", " ").split())


def refused(capsys: Printed, *arguments: str) -> str:
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err.strip()


def test_a_reform_beside_the_law(capsys: Printed, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    out = said(
        capsys, "simulate", "--reform", REFORM, "--families", "40", "--as-of", "2026-11-27",
        "--out", str(folder),
    )  # fmt: skip
    assert "Kõik pered on väljamõeldud." in out
    assert "Ükski summa ei ole kogu Eesti kohta: arvestatud on 170 405 perest ainult 40" in out
    assert "Reformiga „Lapsetoetus 100 eurot iga lapse eest“ kulub aastas" in out
    assert "seeme 20261127, peresid 40; õigus seisuga 27. november 2026" in out
    names = {path.name for path in folder.iterdir()}
    assert {"aruanne.html", "months.svg", "cost.csv", "tabelid.xlsx"} <= names
    assert f"{len(names)} faili" in out
    assert "välja mõeldud" not in out


def test_when_a_reform_is_not_in_force_is_said(capsys: Printed, tmp_path: Path) -> None:
    reform = tmp_path / "ajutine.yaml"
    reform.write_text(
        "title: Ajutine\nsource: x\nparameters:\n  child_allowance_third_and_next:\n"
        "    - {from: 2027-05-01, until: 2027-09-15, value: 85.50, citation: PHS § 17 lg 3}\n",
        encoding="utf-8",
    )
    asked = ("simulate", "--reform", str(reform), "--families", "20")
    out = said(capsys, *asked, "--year", "2027")
    assert "Reform „Ajutine“ hakkab kehtima 1. mail 2027." in out
    assert "viimane päev on 14. september 2027" in out
    assert "Tabelites on reform" not in out  # one reform needs no number
    assert "ei kehti 2026. aastal ühelgi päeval" in said(capsys, *asked, "--year", "2026")


def test_the_same_command_says_the_same_again(capsys: Printed) -> None:
    arguments = ("simulate", "--families", "25", "--as-of", "2026-11-27", "--seed", "9")
    assert said(capsys, *arguments) == said(capsys, *arguments)


def test_two_reforms_stand_side_by_side(capsys: Printed) -> None:
    out = said(
        capsys, "simulate", "--reform", REFORM, "--reform", BY_CHILD, "--families", "30",
        "--lang", "en",
    )  # fmt: skip
    assert "In the tables reform 1 is “Lapsetoetus 100 eurot iga lapse eest”" in out
    assert "In the tables reform 2 is “Lasterikka pere toetus kasvab iga lapsega”" in out


def test_without_the_extra_the_command_says_what_to_install(
    capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object) -> None:
        raise ModuleNotFoundError("No module named 'llvmlite'", name="llvmlite")

    monkeypatch.setattr(outcome, "compiled", missing)
    assert "make tables" in refused(capsys, "simulate", "--families", "5")


def test_whoever_stops_it_gets_one_word(capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(outcome, "compiled", stopped)
    assert refused(capsys, "simulate", "--families", "5") == "Katkestatud."


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("(person_number: Row) -> Cents:\n    return person_number", "person_number"),
        ("(children_in_family: Count) -> Cents:\n    return helped(children_in_family)", "helped"),
    ],
)
def test_a_reform_that_cannot_be_computed_for_all_is_refused(
    capsys: Printed, tmp_path: Path, body: str, word: str
) -> None:
    (tmp_path / "reform.yaml").write_text("title: x\nsource: y\nrules: norms.py\n", "utf-8")
    (tmp_path / "norms.py").write_text(
        "from __future__ import annotations\n"
        "from perenou.benefits.estonia.vocabulary import PERSON\n"
        "from perenou.rules.rule import Book\n"
        "from perenou.rules.types import Cents, Count, Row\n"
        "reform = Book()\n"
        "def helped(number):\n    return len(str(number))\n"
        '@reform.rule(PERSON, "PHS § 21", et="a", en="b", ru="c")\n'
        f"def large_family_rate_by_number{body}\n",
        "utf-8",
    )
    told = refused(capsys, "simulate", "--reform", str(tmp_path / "reform.yaml"), "--families", "5")
    assert word in told


def test_a_norm_that_cannot_be_computed_leaves_its_benefit_out_and_says_so_first(
    capsys: Printed, tmp_path: Path
) -> None:
    (tmp_path / "reform.yaml").write_text("title: x\nsource: y\nrules: norms.py\n", "utf-8")
    (tmp_path / "norms.py").write_text(
        "from __future__ import annotations\n"
        "from perenou.benefits.estonia.vocabulary import PERSON\n"
        "from perenou.rules.rule import Book\n"
        "from perenou.rules.types import Cents, Count\n"
        "reform = Book()\n"
        '@reform.rule(PERSON, "PHS § 21", et="a", en="b", ru="c")\n'
        "def large_family_rate_by_number(children_in_family: Count) -> Cents:\n"
        "    return round(children_in_family / 3)\n",
        "utf-8",
    )
    out = said(capsys, "simulate", "--reform", str(tmp_path / "reform.yaml"), "--families", "5")
    told, rest = out.split("Kulu kuude kaupa")
    assert "lasterikka pere toetus: seda ei saanud arvutada" in told
    assert "kasutab seda, mis ei ole arv: round" in told
    assert "ei saanud arvutada" not in rest


@pytest.mark.parametrize("families", [1, 2, 3])
def test_few_families_are_told_too(capsys: Printed, tmp_path: Path, families: int) -> None:
    said(
        capsys, "simulate", "--reform", REFORM, "--families", str(families),
        "--seed", str(families), "--out", str(tmp_path),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--year", "2015"), "2022–2027"),
        (("--seed", "-1"), "alla nulli"),
        (("--families", "-1"), "alla nulli"),
        (("--reform", REFORM) * 4, "kuni 3 reformi"),
        (("--reform", "nowhere.yaml"), "nowhere.yaml"),
    ],
)
def test_what_cannot_be_simulated(capsys: Printed, arguments: tuple[str, ...], words: str) -> None:
    assert words in refused(capsys, "simulate", *arguments)


@pytest.mark.parametrize("language", ["et", "en", "ru"])
def test_every_error_of_a_reform_has_its_words(
    capsys: Printed, tmp_path: Path, language: str
) -> None:
    path = tmp_path / "reform.yaml"
    for text in (
        "title: x\nsource: y\nparameters: {child_allowance_first_to: []}\n",
        "title: x\nsource: y\nparameters: {zzz: []}\n",
        "title: x\nsource: y\nparameters: {right_to_child_allowance: []}\n",
        "title: x\nsource: y\nparameters: {child_allowance_first_two: [{from: a}]}\n",
        "title: x\nsource: y\nparametres: {}\n",
        "title: x\nsource: y\nrules: nowhere.py\n",
        "title: x\nsource: y\n",
        "source: y\n",
        "- x\n",
        "{",
    ):
        path.write_text(text, "utf-8")
        told = refused(capsys, "solve", CASE, "--reform", str(path), "--lang", language)
        assert str(path) in told or "nowhere.py" in told


def test_solve_says_that_a_reform_is_laid_over_and_so_does_its_receipt(
    capsys: Printed, tmp_path: Path
) -> None:
    receipt = tmp_path / "receipt.json"
    case = tmp_path / "case.yaml"
    text = (
        Path(CASE)
        .read_text("utf-8")
        .replace("from: 2026-01, to: 2026-12", "from: 2027-01, to: 2027-12")
    )
    case.write_text(text, "utf-8")
    out = said(capsys, "solve", str(case), "--reform", REFORM, "--receipt", str(receipt))
    assert "Arvestatud ettepanekuga, mis ei ole kehtiv õigus: Lapsetoetus 100 eurot" in out
    assert "Kokku (jaanuar–detsember 2027): 2 400 eurot." in out
    [reform] = json.loads(receipt.read_text("utf-8"))["reforms"]
    assert reform.startswith("Lapsetoetus 100 eurot iga lapse eest (")
    differs = said(capsys, "verify", str(receipt), str(case), code=1)
    assert "peale pandud reformid" in differs
    again = said(capsys, "verify", str(receipt), str(case), "--reform", REFORM)
    assert "Õigus, faktid ja vastus on samad." in again


def test_a_receipt_from_before_there_were_reforms_is_read(capsys: Printed, tmp_path: Path) -> None:
    receipt = tmp_path / "receipt.json"
    said(capsys, "solve", CASE, "--receipt", str(receipt))
    content = json.loads(receipt.read_text("utf-8"))
    assert content.pop("reforms") == []
    receipt.write_text(json.dumps(content), "utf-8")
    assert "Õigus, faktid ja vastus on samad." in said(capsys, "verify", str(receipt), CASE)
    content["reforms"] = "x"
    receipt.write_text(json.dumps(content), "utf-8")
    assert "ei ole Perenõu kviitung" in refused(capsys, "verify", str(receipt), CASE)


def test_a_family_can_be_written_and_solved(capsys: Printed, tmp_path: Path) -> None:
    file = tmp_path / "pere.yaml"
    said(capsys, "population", "family", "7", "--out", str(file))
    printed = said(capsys, "population", "family", "7")
    assert " ".join(file.read_text("utf-8").split()) == printed
    assert "Väljamõeldud pere 7" in said(capsys, "solve", str(file))
    assert "170" in refused(capsys, "population", "family", "9999999")


def test_the_fit_is_told_with_its_sources(capsys: Printed) -> None:
    out = said(capsys, "population", "fit")
    assert "267 879" in out
    assert "https://www.stat.ee/" in out
    assert "piiriülese tööga" in out
