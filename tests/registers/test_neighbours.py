"""Rates of the central bank, and finished acts handed to a document register."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.services.fake_service import FakeService, Reply, service

from perenou.registers.central_bank import NAME, fetch
from perenou.registers.document_register import DocumentRegister, Finished, hand_in
from perenou.services.call import ServiceError

RATES = (Path(__file__).resolve().parents[2] / "examples" / NAME).read_bytes()
ACT = Finished(
    "Otsus", "grant", "5.2-2", "2026-1", "Mari Näide", "menetleja@example.ee", "otsus.pdf",
    b"%PDF-1.7", "application/pdf", "AvTS § 35 lg 1 p 12",
)  # fmt: skip


@pytest.fixture
def fake() -> Iterator[FakeService]:
    with service() as made:
        yield made


def zipped(content: bytes, name: str = NAME) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("body", [RATES, zipped(RATES)], ids=["table", "archive"])
def test_rates_are_fetched_whole(fake: FakeService, tmp_path: Path, body: bytes) -> None:
    fake.reply = Reply(body)
    assert fetch(tmp_path, fake.address).read_bytes() == RATES


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b"<html>maintenance</html>"), Reply(zipped(RATES, "other.csv")), Reply(b"PK\3\4x"),
        Reply(zipped(RATES)[:-40]), Reply(RATES, status=503), Reply(RATES[:30]), Reply(b""),
        Reply(RATES, length=10_000_000), Reply(b"\xff" + RATES),
    ],
)  # fmt: skip
def test_what_is_no_table_leaves_the_rates_as_they_were(
    fake: FakeService, tmp_path: Path, reply: Reply
) -> None:
    (tmp_path / NAME).write_bytes(b"earlier")
    fake.reply = reply
    with pytest.raises(ServiceError):
        fetch(tmp_path, fake.address)
    assert [each.name for each in tmp_path.iterdir()] == [NAME]
    assert (tmp_path / NAME).read_bytes() == b"earlier"


def taken(fake: FakeService, **told: str) -> str:
    answer = {"reference": "5.2-2/11552-1", "sha256": ACT.metadata()["sha256"], **told}
    fake.reply = Reply(json.dumps(answer).encode())
    return hand_in(DocumentRegister(fake.address, "a-key", 2), ACT)


def test_a_finished_act_gets_a_number_and_is_taken_once(fake: FakeService) -> None:
    assert [taken(fake), taken(fake)] == ["5.2-2/11552-1"] * 2
    first, again = (json.loads(body) for *_, body in fake.asked)
    assert first["consignmentId"] == again["consignmentId"]
    assert first["metadata"]["access_ground"] == "AvTS § 35 lg 1 p 12"
    other = Finished(*[*(getattr(ACT, name) for name in list(ACT.__slots__)[:7]), b"%PDF", "x"])
    assert other.consignment != ACT.consignment


@pytest.mark.parametrize(
    "told", [{"sha256": "0" * 64}, {"reference": "jah"}, {"reference": ""}], ids=str
)
def test_a_register_that_took_something_else_has_taken_nothing(
    fake: FakeService, told: dict[str, str]
) -> None:
    with pytest.raises(ServiceError, match="broken"):
        taken(fake, **told)
