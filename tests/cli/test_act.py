"""``perenou act``: what it prints and writes, and its one message when it cannot."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from tests.acts.cases import FULL

from perenou.acts.choose import kinds
from perenou.acts.matter import Kind
from perenou.cli.app import run
from perenou.cli.complete import kinds_of_acts

EXAMPLES = Path(__file__).parents[2] / "examples"
MOVED = str(EXAMPLES / "overpaid_after_moving.yaml")
EVERYDAY = str(EXAMPLES / "everyday_two_children.yaml")

Printed = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PERENOU_LANG", raising=False)


@pytest.fixture
def given(tmp_path: Path) -> str:
    file = tmp_path / "particulars.yaml"
    file.write_text(yaml.safe_dump(FULL, allow_unicode=True), "utf-8")
    return str(file)


def said(capsys: Printed, *arguments: str) -> str:
    assert run(["act", *arguments]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def refused(capsys: Printed, *arguments: str) -> str:
    assert run(["act", *arguments]) == 2
    err = capsys.readouterr().err
    assert "Traceback" not in err
    return err


def test_the_only_decision_of_a_case_is_printed(capsys: Printed) -> None:
    text = said(capsys, EVERYDAY)
    assert "\nOtsus lapsetoetuse määramise kohta\n" in text
    assert "[dokumendi number]" in text


def test_a_reading_copy_in_another_language(capsys: Printed) -> None:
    assert "\nDecision to grant child allowance\n" in said(capsys, EVERYDAY, "--lang", "en")


def test_the_list_numbers_what_there_is_to_decide(capsys: Printed) -> None:
    text = said(capsys, MOVED, "--list")
    assert "Juhtumi põhjal:" in text
    assert "Ametniku algatusel:" in text
    assert " 5  ettekirjutus tagasimaksmiseks" in text


def test_several_fitting_matters_are_listed_with_their_numbers(capsys: Printed) -> None:
    text = refused(capsys, MOVED)
    assert "--matter" in text
    assert "  1. määramise otsus, Kaire Rändaja" in text
    assert "  5. ettekirjutus tagasimaksmiseks" in text
    assert "  2. määramise otsus" in refused(capsys, MOVED, "--kind", "grant")


def test_a_number_chooses(capsys: Printed) -> None:
    assert "\nEttekirjutus" in said(capsys, MOVED, "--matter", "5")
    assert "loetelus on" in refused(capsys, MOVED, "--matter", "99")
    assert "ei ole liiki" in refused(capsys, MOVED, "--matter", "5", "--kind", "grant")


def test_a_kind_chooses_or_is_refused_with_what_fits(capsys: Printed) -> None:
    assert "\nOtsus lapsetoetuse maksmise" in said(capsys, MOVED, "--kind", "termination")
    text = refused(capsys, EVERYDAY, "--kind", "refusal")
    assert "keeldumise otsus" in text
    assert "1. määramise otsus" in text
    assert "Kas mõtlesite „refusal“" in refused(capsys, EVERYDAY, "--kind", "refusl")
    assert "grant, partial_grant" in refused(capsys, EVERYDAY, "--kind", "qqqqqq")


def test_a_case_with_nothing_to_decide_says_so(capsys: Printed) -> None:
    nothing = str(EXAMPLES / "plan_two_parents.yaml")
    assert "ei ole midagi otsustada" in refused(capsys, nothing)
    assert "ei ole midagi otsustada" in said(capsys, nothing, "--list")


def test_files_are_written_by_their_suffix(capsys: Printed, tmp_path: Path, given: str) -> None:
    out = tmp_path / "act.txt"
    text = said(capsys, EVERYDAY, "--with", given, "--out", str(out))
    assert text == f"Kirjutatud faili {out}.\n"
    assert "5.2-2/1142" in out.read_text("utf-8")
    data = tmp_path / "act.json"
    told = said(capsys, EVERYDAY, "--out", str(data))
    assert "Mustandis on puudu:" in told
    assert json.loads(data.read_text("utf-8"))["kind"] == "grant"
    assert ".txt" in refused(capsys, EVERYDAY, "--out", str(tmp_path / "act.xyz"))
    assert "kirjutada" in refused(capsys, EVERYDAY, "--out", str(tmp_path / "no" / "act.txt"))


def test_unsettled_points_are_told_beside_the_act(capsys: Printed, tmp_path: Path) -> None:
    out = tmp_path / "act.txt"
    text = said(capsys, MOVED, "--matter", "2", "--out", str(out))
    assert "Juhtumit puudutavad kahtlused:" in text
    assert "kahtlus" not in out.read_text("utf-8")


def test_a_final_act_has_no_gaps(capsys: Printed, tmp_path: Path, given: str) -> None:
    out = tmp_path / "act.txt"
    text = refused(capsys, EVERYDAY, "--final", "--out", str(out))
    assert "– dokumendi number" in text
    assert not out.exists()
    said(capsys, EVERYDAY, "--final", "--with", given, "--out", str(out))
    assert out.exists()


def test_a_recovery_cannot_be_final_without_its_weighing(capsys: Printed, tmp_path: Path) -> None:
    file = tmp_path / "particulars.yaml"
    bare = {key: value for key, value in FULL.items() if key != "weighing"}
    file.write_text(yaml.safe_dump(bare, allow_unicode=True), "utf-8")
    text = refused(capsys, MOVED, "--kind", "recovery_injunction", "--with", str(file), "--final")
    assert "miks nõutakse tagasi kõik või osa" in text
    assert "dokumendi number" not in text


def test_an_earlier_draft_gives_its_own_paragraphs_and_what_changed(
    capsys: Printed, tmp_path: Path, given: str
) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.txt"
    said(capsys, EVERYDAY, "--with", given, "--out", str(old))
    text = said(capsys, EVERYDAY, "--previous", str(old), "--out", str(new))
    assert "Muutunud on:" in text
    assert "  - 26. november 2026 nr 5.2-2/1142" in text
    assert "Minu põhjendus." in new.read_text("utf-8")
    same = said(capsys, EVERYDAY, "--with", given, "--previous", str(old), "--out", str(new))
    assert "ei ole midagi muutunud" in same


def test_an_earlier_draft_that_is_none_is_refused(
    capsys: Printed, tmp_path: Path, given: str
) -> None:
    file = tmp_path / "old.json"
    assert "lugeda" in refused(capsys, EVERYDAY, "--previous", str(file))
    file.write_text("{}", "utf-8")
    assert "ei ole Perenõu mustand" in refused(capsys, EVERYDAY, "--previous", str(file))
    file.write_bytes(b"\xff\xfe\xff")
    assert "ei ole Perenõu mustand" in refused(capsys, EVERYDAY, "--previous", str(file))
    said(capsys, MOVED, "--matter", "5", "--with", given, "--out", str(file))
    assert "teist liiki" in refused(capsys, EVERYDAY, "--previous", str(file))


def test_broken_particulars_end_in_one_message(capsys: Printed, tmp_path: Path) -> None:
    file = tmp_path / "p.yaml"
    file.write_text("official:\n  nmae: Anu\n", "utf-8")
    text = refused(capsys, EVERYDAY, "--with", str(file))
    assert "p.yaml:2" in text
    assert "Kas mõtlesite „name“" in text


def test_a_blank_file_of_particulars(capsys: Printed, tmp_path: Path) -> None:
    assert said(capsys, "--new-particulars").startswith("# Otsuse või kirja andmed")
    file = tmp_path / "p.yaml"
    said(capsys, "--new-particulars", "--out", str(file))
    assert "\nOtsus" in said(capsys, EVERYDAY, "--with", str(file))
    assert "juba olemas" in refused(capsys, "--new-particulars", "--out", str(file))


def test_a_case_has_to_be_named(capsys: Printed) -> None:
    assert "[CASE]" in refused(capsys)


def test_another_day_of_the_question(capsys: Printed) -> None:
    assert "24. november 2026" not in said(capsys, EVERYDAY, "--as-of", "2026-12-01")


def test_kinds_are_completed() -> None:
    assert set(kinds()) == {kind.value for kind in Kind}
    assert kinds_of_acts("re") == [kind for kind in kinds() if kind.startswith("re")]
