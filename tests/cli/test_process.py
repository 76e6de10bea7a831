"""``perenou process``: what it says of a log, writes and refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from perenou.cli.app import run
from perenou.process.analyse import MODEL
from perenou.process.synthetic import synthetic
from perenou.process.write_log import as_csv

Printed = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is remembered outside of the test."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    monkeypatch.delenv("PERENOU_LANG", raising=False)


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An invented log."""
    file = tmp_path_factory.mktemp("log") / "logi.csv"
    file.write_bytes(as_csv(synthetic(600)))
    return str(file)


def said(capsys: Printed, *arguments: str, code: int = 0) -> str:
    assert run(["process", *arguments]) == code
    out, err = capsys.readouterr()
    assert err == ""
    return " ".join(out.replace("\u202f", " ").split())


def refused(capsys: Printed, *arguments: str) -> str:
    assert run(["process", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    return err.strip()


@pytest.mark.parametrize("language", ["et", "en", "ru"])
def test_every_command_has_its_page(capsys: Printed, language: str) -> None:
    for command in ("analyse", "check", "what-if", "invent"):
        page = said(capsys, command, "--help", "--lang", language)
        assert "cli." not in page
    assert "cli." not in said(capsys, "--help", "--lang", language)


def test_a_log_is_told_and_written(log: str, tmp_path: Path, capsys: Printed) -> None:
    out = tmp_path / "out"
    text = said(capsys, "analyse", log, "--model", str(MODEL), "--out", str(out))
    assert "Logis on 600 menetlust" in text
    assert "Kitsaskoht on „Otsuse kinnitamine“" in text
    assert "N-000001" not in text
    written = {path.name for path in out.iterdir()}
    assert {"aruanne.html", "flow.svg", "flow.csv", "steps.csv", "terms.csv", "tabelid.xlsx",
            "conformance.csv"} <= written  # fmt: skip
    assert "PHS § 8 lg 1" in (out / "terms.csv").read_text("utf-8-sig")
    named = said(capsys, "analyse", log, "--names")
    assert "approval-01" in named
    # The same pseudonyms stand for the same cases the next time.
    assert said(capsys, "analyse", log) == said(capsys, "analyse", log)


def test_a_log_is_checked_and_the_code_tells(log: str, tmp_path: Path, capsys: Printed) -> None:
    assert "vahele jäetud Registrite kontroll" in said(capsys, "check", log, str(MODEL), code=1)
    good = tmp_path / "puhas.csv"
    steps = ("Taotlus saabus", "Taotluse registreerimine", "Registrite kontroll",
             "Õiguse hindamine", "Otsuse koostamine", "Otsuse kinnitamine",
             "Määramise teatamine", "Maksmine")  # fmt: skip
    rows = [f"1;{step};2026-03-02 {8 + at:02}:00" for at, step in enumerate(steps)]
    good.write_text("\n".join(["kaasus;tegevus;aeg", *rows]), "utf-8")
    assert "vastavus on 100 %" in said(capsys, "check", str(good), str(MODEL))


@pytest.mark.parametrize("name", ["a.csv", "a.xes", "a.csv.gz", "a.xes.gz"])
def test_what_is_invented_can_be_read(tmp_path: Path, capsys: Printed, name: str) -> None:
    file, model = tmp_path / name, tmp_path / "m.bpmn"
    text = said(capsys, "invent", str(file), "--cases", "30", "--clean", "--model", str(model))
    assert "30 menetlust" in text
    assert model.read_bytes() == MODEL.read_bytes()
    assert "30 menetlust" in said(capsys, "analyse", str(file))


def test_what_would_be_is_told(log: str, capsys: Printed) -> None:
    text = said(capsys, "what-if", log, "--staff", "Kinnitajad=3", "--replications", "2")
    assert "Kinnitajad: 2 inimese asemel 3." in text
    assert "Simuleeritud praegu" in text


def test_columns_are_told_once(tmp_path: Path, capsys: Printed) -> None:
    file = tmp_path / "oma.csv"
    file.write_text("Nr;Mis;Millal\n1;a;2026-03-02 08:00\n1;b;02.03.2026 09:00\n", "utf-8")
    assert "milline veerg on menetlus" in refused(capsys, "analyse", str(file))
    told = ["--column", "case=Nr", "--column", "activity=Mis", "--column", "time=Millal"]
    first = said(capsys, "analyse", str(file), *told)
    assert said(capsys, "analyse", str(file)) == first


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["analyse", "nowhere.csv"], "ei saa lugeda"),
        (["analyse", "{log}", "--share", "100"], "protsendi vahel"),
        (["analyse", "{log}", "--column", "what=x"], "tähendust"),
        (["analyse", "{log}", "--column", "x"], "NIMI=VÄÄRTUS"),
        (["analyse", "{log}", "--role", "x=y"], "Rollid on"),
        (["check", "{log}", "{log}"], "BPMN"),
        (["check", "{log}", "nowhere.bpmn"], "nowhere.bpmn"),
        (["what-if", "{log}", "--staff", "Kinnitajad=many"], "täisarv"),
        (["what-if", "{log}", "--staff", "Keegi=2"], "Üksused on"),
        (["what-if", "{log}", "--without", "Samm"], "Sammud on"),
        (["what-if", "{log}", "--arrivals", "9"], "kordaja"),
        (["invent", "log.txt"], ".csv või .xes"),
        (["invent", "log.csv", "--cases", "0"], "vähemalt 1"),
    ],
)
def test_what_cannot_be_done_is_said(
    log: str, capsys: Printed, arguments: list[str], message: str
) -> None:
    assert message in refused(capsys, *(each.format(log=log) for each in arguments))
