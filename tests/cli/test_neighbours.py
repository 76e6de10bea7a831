"""The commands about neighbours: rates fetched whole or not at all, containers told honestly."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.registers.test_asic_e import SIGNATURES, container, contents, signed
from tests.services.fake_service import Reply, service

from perenou.cli.app import run
from perenou.language.catalogue import Catalogue
from perenou.registers import central_bank
from perenou.registers.central_bank import NAME

RATES = (Path(__file__).resolve().parents[2] / "examples" / NAME).read_bytes()
Printed = pytest.CaptureFixture[str]


def test_rates_come_whole_or_the_file_stays(
    capsys: Printed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with service() as fake:
        fetch = central_bank.fetch
        monkeypatch.setattr(central_bank, "fetch", lambda folder: fetch(folder, fake.address))
        fake.reply = Reply(RATES)
        assert run(["fetch-rates", str(tmp_path)]) == 0
        assert f"rates_file: {NAME}" in capsys.readouterr().out
        fake.reply = Reply(b"<html>")
        assert run(["fetch-rates", str(tmp_path), "--lang", "en"]) == 2
        assert "something else than rates" in capsys.readouterr().err
        assert (tmp_path / NAME).read_bytes() == RATES
    assert run(["fetch-rates", str(tmp_path / "nowhere")]) == 2
    assert "sellist kausta ei ole" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "words", "code"),
    [
        (container(), "Allkirju ei ole.", 0),
        (container(**{SIGNATURES: signed(contents())}), "seda siin ei kontrollita", 0),
        (container(**{SIGNATURES: signed({**contents(), "otsus.pdf": b"x"})}), "muudetud", 1),
        (container(**{SIGNATURES: signed({})}), "ei käi kõigi", 1),
        (b"PK", "ei ole ASiC-E konteiner", 2), (container(**{"uus.pdf": b"x"}), "„uus.pdf“", 2),
    ],
)  # fmt: skip
def test_a_container_is_never_called_more_than_is_known(
    capsys: Printed, tmp_path: Path, content: bytes, words: str, code: int
) -> None:
    file = tmp_path / "akt.asice"
    file.write_bytes(content)
    assert run(["check-container", str(file)]) == code
    out, err = capsys.readouterr()
    assert words in (err if code == 2 else out)
    assert "Traceback" not in err


def test_every_fault_has_the_same_keys_here_as_on_the_page() -> None:
    of = (("perenou.cli", "neighbours.fault."), ("perenou.workbench", "drafts.container.fault."))
    ours, theirs = (
        {
            key.rpartition(".")[2]
            for key in Catalogue.load(home, "texts").templates("et")
            if start in key
        }
        for home, start in of
    )
    assert ours == theirs != set()
