"""``perenou propose``: what it writes, marks and refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from perenou.cli.app import run
from perenou.population import kernels

REFORM = str(Path(__file__).parents[2] / "examples" / "reforms" / "child_allowance_100.yaml")

Printed = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def in_python(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No machine code is made for so few families, and nobody's own store is read."""
    monkeypatch.delenv("PERENOU_LANG", raising=False)
    monkeypatch.setenv("PERENOU_STORE", str(tmp_path / "no store"))
    monkeypatch.setattr(kernels, "code_directory", lambda: None)


def test_papers_are_written_and_written_again_with_what_moved(
    capsys: Printed, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    common = ("propose", REFORM, "--families", "6", "--seconds", "0", "--out", str(out))
    assert run((*common, "--as-of", "2026-11-27")) == 0
    names = {path.name for path in out.iterdir()}
    assert names == {
        "arvutus.json", "kiri.docx", "kiri.html", "kiri.pdf", "seletuskiri.docx",
        "seletuskiri.html", "seletuskiri.pdf",
    }  # fmt: skip
    assert "7 faili" in capsys.readouterr().out
    kept = (out / "arvutus.json").read_text("utf-8")
    # The former computation had another number of winners.
    at = kept.index('"who.winners": ')
    end = kept.index(",", at)
    (out / "arvutus.json").write_text(f'{kept[:at]}"who.winners": 3{kept[end:]}', "utf-8")
    assert run((*common, "--as-of", "2026-11-27")) == 0
    assert "Muutunud arve" in capsys.readouterr().out
    assert "(enne 3)" in (out / "seletuskiri.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere.yaml",), "nowhere.yaml"),
        ((REFORM, "--about", "nowhere.yaml"), "nowhere.yaml"),
        ((REFORM, "--year", "2015"), "2022–2027"),
        ((REFORM, "--seconds", "-1"), "alla nulli"),
    ],
)
def test_what_cannot_be_proposed_is_one_message(
    capsys: Printed, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    assert run(("propose", *arguments, "--out", str(tmp_path / "x"), "--families", "2")) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert said in err


def test_another_file_in_its_place_is_not_taken_for_a_computation(
    capsys: Printed, tmp_path: Path
) -> None:
    (tmp_path / "arvutus.json").write_text("{}", "utf-8")
    assert run(("propose", REFORM, "--out", str(tmp_path), "--families", "2")) == 2
    assert "perenou propose" in capsys.readouterr().err
