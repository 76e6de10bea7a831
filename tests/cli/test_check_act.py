"""``perenou check-act``: what it prints, and its one message when a file cannot be checked."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from tests.acts.check.clean_acts import clean_acts

from perenou import __version__
from perenou.acts.read.read import read_file
from perenou.cli.app import run
from perenou.language.grammar import LANGUAGES

Printed = pytest.CaptureFixture[str]
CASE = str(Path(__file__).parents[1] / "acts" / "check" / "case.yaml")


@pytest.fixture(autouse=True)
def no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PERENOU_LANG", raising=False)


@pytest.fixture
def act(tmp_path: Path) -> Path:
    path = tmp_path / "act.txt"
    path.write_text(clean_acts()["grant"], "utf-8")
    return path


def put(act: Path, old: str, new: str) -> None:
    text = act.read_text("utf-8")
    assert old in text
    act.write_text(text.replace(old, new), "utf-8")


def printed(capsys: Printed, *arguments: str, code: int) -> str:
    assert run(["check-act", *arguments]) == code
    out, err = capsys.readouterr()
    assert err == ""
    return " ".join(out.replace("\u202f", " ").split())


def test_a_clean_act_leaves_with_0(act: Path, capsys: Printed) -> None:
    out = printed(capsys, str(act), code=0)
    assert "määramise otsus, 16. november 2026" in out
    assert "Puudusi ei leitud" in out


def test_a_grave_fault_leaves_with_1(act: Path, capsys: Printed) -> None:
    put(act, "§ 17 lõikes 1", "§ 97 lõikes 1")
    out = printed(capsys, str(act), code=1)
    assert "Ärge allkirjastage" in out
    assert "AA-021" in out
    assert "PHS § 97" in out


def test_advice_leaves_with_0(act: Path, capsys: Printed) -> None:
    put(act, "Esitasite", "Käesolevaga esitasite")
    out = printed(capsys, str(act), code=0)
    assert "AA-144" in out


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language(act: Path, capsys: Printed, language: str) -> None:
    put(act, "Sotsiaalkindlustusamet\n16", "Amet\n16")
    put(act, "8. päeval", "[kuupäev] päeval")
    out = printed(capsys, str(act), "--lang", language, code=1)
    assert "AA-171" in out
    assert {"et": "Parandus", "en": "Cure", "ru": "Как исправить"}[language] in out


def test_json(act: Path, capsys: Printed) -> None:
    put(act, "80 eurot kuus.\nMaksame", "60 eurot kuus.\nMaksame")
    assert run(["check-act", str(act), "--json"]) == 1
    made = json.loads(capsys.readouterr().out)
    assert (made["perenou"], made["kind"]) == (__version__, "grant")
    assert made["as_of"] == date.today().isoformat()  # noqa: DTZ011  # the reader's own day
    assert {each["item"] for each in made["findings"]} & {"AA-015", "AA-051"}


def test_against_a_case(act: Path, capsys: Printed) -> None:
    printed(capsys, str(act), "--case", CASE, code=0)
    put(act, "lapse Juku Näide eest", "lapse Peeter Katse eest")
    assert "AA-172" in printed(capsys, str(act), "--case", CASE, code=1)


def test_kind_and_day_may_be_given(tmp_path: Path, capsys: Printed) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Tere!\n\nKirjutame Teile varsti.\n", "utf-8")
    out = printed(capsys, str(path), "--kind", "information", "--day", "16.11.2026", code=0)
    assert "selgitav kiri, 16. november 2026" in out


def refused(capsys: Printed, *arguments: str) -> str:
    assert run(["check-act", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err


@pytest.mark.parametrize(
    ("content", "word"),
    [(b"", "tühi"), (b"%PDF-1.7", "bad.txt"), (b"ab\0cd", "UTF-8")],
)
def test_a_bad_file_is_one_message(
    tmp_path: Path, capsys: Printed, content: bytes, word: str
) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    assert word in refused(capsys, str(path))


def test_other_mistakes_are_one_message(act: Path, tmp_path: Path, capsys: Printed) -> None:
    assert "ei saa lugeda" in refused(capsys, str(tmp_path / "none.txt"))
    assert "recovery_injunction" in refused(capsys, str(act), "--kind", "letter")
    assert "kuupäev" in refused(capsys, str(act), "--day", "homme")
    assert "case" in refused(capsys, str(act), "--case", str(tmp_path / "case.yaml"))


def test_findings_become_comments_in_a_word_file(tmp_path: Path, capsys: Printed) -> None:
    case = str(Path(__file__).parents[2] / "examples" / "everyday_two_children.yaml")
    draft, out = tmp_path / "draft.docx", tmp_path / "out.docx"
    assert run(["act", case, "--matter", "1", "--out", str(draft)]) == 0
    capsys.readouterr()
    assert run(["check-act", str(draft), "--comments", str(out)]) == 1
    told = capsys.readouterr().out
    made = read_file(out)
    assert made.text == read_file(draft).text
    assert made.comments
    assert {each.text.split(":")[0] for each in made.comments} == set(re.findall(r"AA-\d+", told))


def test_comments_need_a_word_file(act: Path, tmp_path: Path, capsys: Printed) -> None:
    out = tmp_path / "out.docx"
    assert "DOCX" in refused(capsys, str(act), "--comments", str(out))
    assert not out.exists()
