"""``perenou text``: what it prints and writes, its exit codes, and its one message when refused."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from perenou import __version__
from perenou.cli.app import run
from perenou.language.grammar import LANGUAGES

Printed = pytest.CaptureFixture[str]
STALE = "Üksikvanema lapse toetus on 80 eurot kuus. Teatage muutustest koheselt."
DAY = ("--as-of", "2026-11-27")


@pytest.fixture(autouse=True)
def no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PERENOU_LANG", raising=False)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "leht.txt"
    path.write_text(STALE, "utf-8")
    return path


def printed(capsys: Printed, *arguments: str, code: int) -> tuple[str, str]:
    assert run(["text", *arguments]) == code
    out, err = capsys.readouterr()
    return out, err


def test_a_stale_text_is_told_and_ends_with_one(page: Path, capsys: Printed) -> None:
    out, err = printed(capsys, "check", str(page), *DAY, code=1)
    assert "31. augustini 2026" in out
    assert "koheselt" in out
    assert err == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_every_language(page: Path, capsys: Printed, language: str) -> None:
    out, _ = printed(capsys, "check", str(page), *DAY, "--lang", language, code=1)
    assert "PHS § 19 lg 3" in out
    assert run(["text", "check", "--help", "--lang", language]) == 0


def test_as_of_an_earlier_day_the_same_text_is_right(page: Path, capsys: Printed) -> None:
    out, _ = printed(capsys, "check", str(page), "--as-of", "01.08.2026", "--facts", code=0)
    assert "80 eurot" not in out


def test_a_folder_is_told_with_the_worst_first(page: Path, capsys: Printed) -> None:
    (page.parent / "a.txt").write_text("Lapsetoetus laekub 8. kuupäeval.", "utf-8")
    out, _ = printed(capsys, "check", str(page.parent), *DAY, code=1)
    assert out.index("leht.txt") < out.index("a.txt")


def test_json_gives_every_finding_with_its_key(page: Path, capsys: Printed) -> None:
    out, _ = printed(capsys, "check", str(page), *DAY, "--json", code=1)
    told = json.loads(out)
    assert (told["perenou"], told["as_of"]) == (__version__, DAY[1])
    found = told["findings"]
    assert {each["item"] for each in found} == {"stale-figure", "koheselt"}
    assert all(len(each["key"]) == 10 for each in found)
    (reworded,) = [each for each in found if each["item"] == "koheselt"]
    assert reworded["instead"] == "kohe"


def test_a_finding_that_is_dismissed_is_not_told_again(page: Path, capsys: Printed) -> None:
    known = page.parent / "pohjendatud.yaml"
    out, _ = printed(capsys, "check", str(page), *DAY, "--json", code=1)
    key = next(e["key"] for e in json.loads(out)["findings"] if e["item"] == "koheselt")
    same = (*DAY, "--dismissed", str(known))
    printed(capsys, "dismiss", str(page), key, "--reason", "tsitaat", *same, code=0)
    assert "tsitaat" in known.read_text("utf-8")
    out, _ = printed(capsys, "check", str(page), *same, code=1)
    assert "koheselt" not in out


def test_a_report_is_written_as_a_page(page: Path, capsys: Printed) -> None:
    to = page.parent / "aruanne.html"
    out, _ = printed(capsys, "check", str(page), *DAY, "--html", str(to), code=1)
    assert str(to) in out
    assert "<ins>kohe</ins>" in to.read_text("utf-8")
    printed(capsys, "check", str(page.parent), *DAY, "--html", str(to), code=1)
    assert "leht.txt" in to.read_text("utf-8")


def test_a_set_is_written_as_a_workbook_with_a_row_for_each_finding(
    page: Path, capsys: Printed
) -> None:
    to = page.parent.parent / "aruanne.xlsx"
    printed(capsys, "check", str(page.parent), *DAY, "--xlsx", str(to), code=1)
    with ZipFile(to) as file:
        words = file.read("xl/sharedStrings.xml").decode()
    assert "leht.txt" in words
    assert "vananenud arv" in words
    assert "100 eurot" in words
    to.unlink()


def test_mending_writes_a_page_and_says_how_much(page: Path, capsys: Printed) -> None:
    to = page.parent / "uus.html"
    out, _ = printed(capsys, "mend", str(page), "--out", str(to), *DAY, code=0)
    assert "1" in out
    assert "<del>koheselt</del>" in to.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("check", "{folder}/puudub.txt"), "puudub.txt"),
        (("check", "{folder}/tyhi"), "tyhi"),
        (("check", "{page}", "--day", "eile"), "eile"),
        (("check", "{page}", "--rules", "{folder}/vigane.yaml"), "vigane.yaml"),
        (("check", "{page}", "--dismissed", "{folder}/vigane.yaml"), "vigane.yaml"),
        (("mend", "{page}", "--out", "{folder}/uus.docx"), "uus.docx"),
        (("mend", "{folder}", "--out", "{folder}/uus.html"), "{folder}"),
        (("dismiss", "{page}", "00ff", "--reason", "x", "--dismissed", "{folder}/d.yaml"), "00ff"),
    ],
)
def test_what_cannot_be_done_is_one_message(
    page: Path, capsys: Printed, arguments: tuple[str, ...], told: str
) -> None:
    folder = page.parent
    (folder / "tyhi").mkdir()
    (folder / "vigane.yaml").write_text("- x\n", "utf-8")
    filled = [each.format(page=page, folder=folder) for each in arguments]
    out, err = printed(capsys, *filled, code=2)
    assert out == ""
    assert told.format(folder=folder) in err
    assert err.count("\n") == 1
