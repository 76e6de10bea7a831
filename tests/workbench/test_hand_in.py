"""Finished acts: a container that can be signed, and the document register that takes it once."""

from __future__ import annotations

import io
import json
import zipfile
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Final

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.registers.test_asic_e import SIGNATURES, signed
from tests.services.fake_service import FakeService, Reply, service
from tests.workbench.acts import handed_over
from tests.workbench.conftest import Opened, People, signed_in

from perenou.registers.asic_e import read
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event
from perenou.workbench.cases.models import Case, Kind
from perenou.workbench.configuration import Documents
from perenou.workbench.drafts import actions
from perenou.workbench.drafts.handing_in import _register
from perenou.workbench.drafts.models import Act, State

pytestmark = pytest.mark.django_db

NUMBER: Final = "5.2-2/11552-1"
SENT: Final = {
    "series": "5.2-2", "access": "AvTS § 35 lg 1 p 12", "addressee": "M. N.", "do": "hand_in",
    "token": "a" * 24,
}  # fmt: skip


@pytest.fixture
def fake(settings: LazySettings) -> Iterator[FakeService]:
    with service() as made:
        switched(settings, Documents(made.address, "a-key", "5.2-2", "AvTS § 35", 1))
        yield made


@pytest.fixture
def act(somebody: People, opened: Opened) -> Act:
    """An act that was approved."""
    author, expert = somebody(Role.CASEWORKER), somebody(Role.EXPERT)
    made = handed_over(author, opened(author))
    actions.approve(expert, made, words="", based_on=2, token="approved")
    made.refresh_from_db()
    return made


def switched(settings: LazySettings, documents: Documents | None) -> None:
    settings.CONFIGURATION = replace(settings.CONFIGURATION, documents=documents)
    _register.cache_clear()


def address(act: Act) -> str:
    return f"/drafts/{act.case.number}/{act.number}/hand-in/"


def container(client: Client, act: Act, **changes: bytes) -> bytes:
    """The container as it is downloaded, with entries put in or replaced."""
    at = f"/drafts/{act.case.number}/{act.number}/v/{act.latest}/asice/"
    answer = client.get(at)
    assert answer["Content-Type"] == "application/vnd.etsi.asic-e+zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as old:
        entries = {each: old.read(each) for each in old.namelist()} | changes
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, content in entries.items():
            new.writestr(zipfile.ZipInfo(name), content)  # of no time, so that two are alike
    return out.getvalue()


def sent(client: Client, act: Act, file: bytes | None = None, **told: str):  # type: ignore[no-untyped-def]
    upload = {} if file is None else {"file": SimpleUploadedFile("akt.asice", file)}
    return client.post(address(act), {**SENT, **told, **upload})


def takes(fake: FakeService, file: bytes, **told: str) -> None:
    answer = {"reference": NUMBER, "sha256": sha256(file).hexdigest(), **told}
    fake.reply = Reply(json.dumps(answer).encode())


def test_a_finished_act_is_one_container_that_is_the_same_each_time(act: Act) -> None:
    client = signed_in(act.author)
    first = container(client, act)
    assert first == container(client, act)
    [(name, content)] = read(first).files.items()
    assert (name, content[:5]) == (f"{act.case.number}-1.pdf", b"%PDF-")
    at = f"/drafts/{act.case.number}/{act.number}/v/1/asice/"
    assert client.get(at).status_code == 404  # what was not approved
    exported = [json.loads(e.detail) for e in Event.objects.filter(action="act.exported")]
    assert {each["file"] for each in exported} == {"asice"}


def test_a_signed_act_is_handed_in_once_and_keeps_its_number(fake: FakeService, act: Act) -> None:
    client = signed_in(act.author)
    assert address(act) in client.get(act.get_absolute_url()).content.decode()
    file = signed_container(client, act)
    takes(fake, file)
    looked = sent(client, act, file, do="look").content.decode()
    assert "seda siin ei kontrollita" in looked
    assert "NÄIDE, MARI" in looked
    assert "49005019997" not in looked
    assert fake.asked == []
    assert sent(client, act, file)["Location"] == act.get_absolute_url()
    again = sent(client, act, file)
    assert NUMBER in again.content.decode()
    assert NUMBER in client.get(act.get_absolute_url()).content.decode()
    [(_, _, headers, body)] = fake.asked
    told = json.loads(body)
    assert b64decode(told["content"]) == file
    assert headers["Authorization"] == "Bearer a-key"
    assert told["metadata"]["access_ground"] == SENT["access"]
    assert told["metadata"]["addressee"] == "M. N."
    assert "Näide" not in json.dumps(told["metadata"], ensure_ascii=False)
    assert [e.action for e in Event.objects.filter(action__in=("act.sent", "act.handed_in"))] == [
        "act.handed_in", "act.sent"
    ]  # fmt: skip


def signed_container(client: Client, act: Act) -> bytes:
    files = read(container(client, act)).files
    return container(client, act, **{SIGNATURES: signed(files)})


def test_a_register_that_fails_or_lies_has_taken_nothing(fake: FakeService, act: Act) -> None:
    client = signed_in(act.author)
    for reply, words in (
        (Reply(wait=2), "õigel ajal"), (Reply(status=503), "keeldus"),
        (Reply(b"<html>"), "kinnita"), (Reply(b"x" * 200_000), "liiga suur"),
        (Reply(json.dumps({"reference": NUMBER, "sha256": "0" * 64}).encode()), "kinnita"),
        (Reply(json.dumps({"reference": "jah"}).encode()), "kinnita"),
    ):  # fmt: skip
        _register.cache_clear()  # else it would be left alone after three
        fake.reply = reply
        answer = sent(client, act)
        page = answer.content.decode()
        error = page.partition('id="error"')[2].partition("</p>")[0]
        assert (answer.status_code, words in error) == (422, True), words
        assert SENT["access"] in page  # nothing that was typed is lost
    assert not act.steps.filter(what="handed_in").exists()


def test_what_is_not_this_act_or_was_altered_stays_here(fake: FakeService, act: Act) -> None:
    client = signed_in(act.author)
    [name] = read(container(client, act)).files
    other = {name: b"%PDF-1.7 teine"}
    files = read(container(client, act)).files
    for file, words in (
        (container(client, act, **other), "ei ole seda kinnitatud akti"),
        (container(client, act, **{SIGNATURES: signed({**files, name: b"x"})}), "muudetud"),
        (container(client, act, **{SIGNATURES: signed({})}), "ei käi kõigi"),
        (container(client, act, **{"lisa.txt": b"x"}), "loetelus"),
        (b"%PDF-1.7", "ei ole ASiC-E konteiner"),
    ):
        answer = sent(client, act, file)
        assert (answer.status_code, words in answer.content.decode()) == (422, True), words
    for wrong in ("series", "access", "addressee"):
        assert sent(client, act, None, **{wrong: " "}).status_code == 422
    assert sent(client, act, until="homme").status_code == 422
    assert fake.asked == []


def test_who_hands_in_what_and_where(
    fake: FakeService, settings: LazySettings, somebody: People, act: Act
) -> None:
    stranger: User = somebody(Role.CASEWORKER)
    assert sent(signed_in(stranger), act).status_code == 404
    client = signed_in(act.author)
    Act.objects.filter(pk=act.pk).update(state=State.WAITING, next_step="review")
    assert "ei ole kinnitatud" in sent(client, act).content.decode()
    Act.objects.filter(pk=act.pk).update(state=State.APPROVED, next_step="")
    Case.objects.filter(pk=act.case.pk).update(kind=Kind.DEMO)
    assert "väljamõeldud" in sent(client, act).content.decode()
    assert fake.asked == []
    switched(settings, None)
    assert client.get(address(act)).status_code == 404
    assert address(act) not in client.get(act.get_absolute_url()).content.decode()
