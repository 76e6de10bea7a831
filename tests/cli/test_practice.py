"""``perenou practice``: from a file of decisions to a report, and one message when it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from perenou.cli.app import run

TABLE = (
    "OTSUS;PERE;TOETUS;KUU;SUMMA;OTSUSE KUUPÄEV;AMETNIK;ÜKSUS;LASTE SÜNNIAJAD;TAOTLUSE KUUPÄEV;"
    "ÜKSIKVANEM\n"
)

Printed = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PERENOU_LANG", raising=False)


def refused(capsys: Printed, *arguments: str) -> str:
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    return err


@pytest.mark.slow
def test_a_file_becomes_a_report_and_is_compared_later(tmp_path: Path, capsys: Printed) -> None:
    rows = [
        f"{at};P{at};lapsetoetus;06.2026;{60 if at < 6 else 80},00;25.06.2026;a{at % 2};Ida;"
        f"05.03.{2014 + at % 9};07.03.{2014 + at % 9};ei\n"
        for at in range(30)
    ]
    file = tmp_path / "otsused.csv"
    file.write_text(TABLE + "".join(rows), "utf-8")
    out = tmp_path / "out"
    arguments = ("practice", str(file), "--resident", "--key", "v")
    assert run([*arguments, "--sample", "10", "--out", str(out)]) == 0
    text = capsys.readouterr().out
    assert "Ühtsuse näitaja on 80 %" in text
    assert "varasema aja määr" in (tmp_path / "out" / "aruanne.html").read_text("utf-8")
    assert "Valimis on 10 otsust." in text
    made = {each.name for each in out.iterdir()}
    assert made >= {"aruanne.html", "audit.json", "months.svg", "otsused.csv", "tabelid.xlsx",
                    "valim.csv"}  # fmt: skip
    assert len((out / "valim.csv").read_text("utf-8-sig").splitlines()) == 11
    assert run([*arguments, "--earlier", str(out / "audit.json"), "--lang", "en"]) == 0
    assert "no change can be" in capsys.readouterr().out
    assert run([*arguments, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["decisions"], told["differing"]) == (30, 6)
    assert told["clusters"][0]["under"] == 6 * 2_000


def test_what_is_wrong_is_one_message(tmp_path: Path, capsys: Printed) -> None:
    assert "no.csv" in refused(capsys, "practice", str(tmp_path / "no.csv"))
    file = tmp_path / "a.csv"
    file.write_text("OTSUS;KUU\n1;06.2026\n", "utf-8")
    message = refused(capsys, "practice", str(file))
    assert "a.csv" in message
    assert "summa / summa kuus / määratud" in message
    file.write_bytes(TABLE.encode("cp1257"))
    assert "ei ole UTF-8 kodeeringus" in refused(capsys, "practice", str(file))
    file.write_text("")
    assert "fail on tühi" in refused(capsys, "practice", str(file))
    json_file = tmp_path / "a.json"
    json_file.write_text("{}", "utf-8")
    message = refused(capsys, "practice", str(file), "--earlier", str(json_file))
    assert "ei ole varasem audit" in message
