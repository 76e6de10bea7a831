"""Registers in the workbench: asked by whom it may concern, and nothing of it taken by itself."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Final

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone
from tests.services.fake_service import FakeService, Reply, service
from tests.workbench.conftest import People, signed_in

from perenou.casework.case_file.reader import parse, read_text
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.accounts.state_sign_in import OFFICIAL
from perenou.workbench.audit.models import Event
from perenou.workbench.cases import actions
from perenou.workbench.cases.models import Case, Kind
from perenou.workbench.cases.solving import latest, told
from perenou.workbench.configuration import Registers
from perenou.workbench.jobs.worker import do_duties
from perenou.workbench.privacy.crypto import encrypted
from perenou.workbench.registers.models import Query, Taken
from perenou.workbench.registers.services import _services

pytestmark = pytest.mark.django_db

CODE: Final = "49005019997"
OFFICIAL_CODE: Final = "EE37001019996"
PERSON: Final = "/r1/EE/GOV/1/people/data/person"
SAID: Final = {
    "code": CODE, "name": "Mari <b>Näide</b>", "birth": "1990-05-01",
    "personal_code": "1", "benefits": ["all"],
    "residence": [{"country": "EE", "from": "1990-05-02"}],
}  # fmt: skip
MONTHS: Final = {"code": CODE, "months": [{"month": "2026-03", "social_tax": "495.00"}]}


@pytest.fixture
def fake(settings: LazySettings) -> Iterator[FakeService]:
    with service() as made:
        made.by_path[PERSON] = Reply(json.dumps(SAID).encode())
        made.by_path["/r1/EE/GOV/1/tax/data/social-tax"] = Reply(json.dumps(MONTHS).encode())
        paths = (("population", "EE/GOV/1/people/data"), ("tax", "EE/GOV/1/tax/data"))
        switched(settings, Registers(made.address, "EE/GOV/1/perenou", paths, 1))
        yield made


def switched(settings: LazySettings, registers: Registers | None) -> None:
    settings.CONFIGURATION = replace(settings.CONFIGURATION, registers=registers)
    _services.cache_clear()


def opened(owner: User, **told: object) -> Case:
    home = [{"country": "EE", "ground": "citizen"}]
    file = parse(
        {
            "people": {
                "ema": {"name": "Mari Näide", "personal_code": CODE, "residence": home},
                "isa": {"name": "Jaan Näide"},
            },
            "children": {"juku": {"birth": "2018-05-14", "residence": home}},
        }
    )  # fmt: skip
    return actions.open_case(owner, file, title="Pere", token=f"t{owner.pk}", **told)  # type: ignore[arg-type]


def known(user: User) -> Client:
    """A browser of somebody who signed in with the state's service."""
    client = signed_in(user)
    session = client.session
    session[OFFICIAL] = encrypted(OFFICIAL_CODE)
    session.save()
    return client


def asked(client: Client, case: Case, token: str = "a" * 24, **told: object) -> str:
    """The address of what registers said, after they were asked."""
    sent = {"of": "people.ema", "registers": ["population", "tax"], "token": token, **told}
    answer = client.post(f"/registers/{case.number}/", sent)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def details(action: str) -> list[dict[str, object]]:
    return [json.loads(each.detail) for each in Event.objects.filter(action=action)]


def test_each_fact_is_confirmed_by_itself_and_keeps_its_source(
    fake: FakeService, somebody: People, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    owner = somebody(Role.CASEWORKER)
    case, client = opened(owner), known(owner)
    assert f"/registers/{case.number}/" in client.get(f"/cases/{case.number}/").content.decode()
    at = asked(client, case)
    page = client.get(at).content.decode()
    assert "<td>Mari Näide</td>" in page  # the case
    assert "Mari &lt;b&gt;Näide" in page  # the register
    assert "1.05.1990" in page
    assert (latest(case).number, told(latest(case)).people["ema"].birth) == (1, None)

    sent = {"take": ["population:people.ema.birth", "population:people.ema.personal_code"],
            "token": "b" * 24}  # fmt: skip
    answer = client.post(at, sent)
    assert answer["Location"] == f"/cases/{case.number}/"
    file = told(latest(Case.objects.get()))
    assert str(file.people["ema"].personal_code) == CODE
    assert "1990-05-01" in latest(Case.objects.get()).content
    assert "<b>" not in latest(Case.objects.get()).content  # what was not confirmed is not there
    assert not file.people["ema"].income

    shown = client.get(f"/cases/{case.number}/").content.decode()
    taken = Taken.objects.get()
    assert taken.register == "population"
    assert shown.count("rahvastikuregister") == 1  # beside the one fact that is from there
    assert "rahvastikuregister" in latest(Case.objects.get()).note
    # The same form sent twice takes over once.
    assert client.post(at, sent)["Location"] == f"/cases/{case.number}/"
    assert (Taken.objects.count(), Query.objects.count()) == (1, 0)

    assert details("registers.asked") == [{"registers": ["population", "tax"]}]
    [answered] = details("registers.answered")
    [event] = details("registers.taken")
    assert event["queries"] == [taken.query]
    assert taken.query in {told["X-Road-Id"] for _, _, told, _ in fake.asked}
    assert set(answered["queries"]) == {told["X-Road-Id"] for _, _, told, _ in fake.asked}  # type: ignore[call-overload]
    trail = " ".join(f"{e.detail} {e.about_id} {e.purpose}" for e in Event.objects.all())
    for secret in (CODE, OFFICIAL_CODE, "Näide", "ema"):
        assert secret not in trail
        assert secret not in at
    assert CODE not in caplog.text
    assert OFFICIAL_CODE not in caplog.text


@pytest.mark.usefixtures("fake")
def test_a_fact_that_was_changed_since_is_no_longer_the_registers(somebody: People) -> None:
    owner = somebody(Role.CASEWORKER)
    case, client = opened(owner), known(owner)
    at = asked(client, case)
    client.post(at, {"take": "population:people.ema.residence", "token": "b" * 24})
    version = latest(Case.objects.get())
    # The ground of the residence is the case's own, and stays.
    assert {"citizen"} == {each.ground for each in told(version).people["ema"].residence or ()}  # type: ignore[union-attr]
    assert "rahvastikuregister" in client.get(f"/cases/{case.number}/").content.decode()
    changed = version.content.replace("1990-05-02", "1991-05-02")
    actions.save(owner, case, read_text(changed, "case.yaml"), based_on=2, token="changed")
    assert "rahvastikuregister" not in client.get(f"/cases/{case.number}/").content.decode()


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(wait=2), "ei vastanud õigel ajal"), (Reply(status=503), "keeldus vastamast"),
        (Reply(b"<html>"), "vastust ei saa lugeda"),
        (Reply(b"x" * 6_000_000), "vastus on liiga suur"),
        (Reply(b'{"type": "Server.ServerProxy.AccessDenied"}'), "keeldus vastamast"),
        (Reply(b"{}"), "vastas teises vormis"),
        (Reply(b'{"name": "Mari"}'), "vastuses ei ole isikukoodi ega sünnikuupäeva"),
        (Reply(json.dumps({"code": CODE, "name": None}).encode()), "vastas, et tal ei ole"),
    ],
)  # fmt: skip
def test_a_register_that_fails_is_told_in_a_sentence_and_harms_nothing(
    fake: FakeService, somebody: People, reply: Reply, words: str
) -> None:
    fake.by_path[PERSON] = reply
    owner = somebody(Role.CASEWORKER)
    case, client = opened(owner), known(owner)
    page = client.get(asked(client, case)).content.decode()
    assert f"Rahvastikuregister – {words}" in page
    assert "tax:people.ema.income" in page  # the other one is heard
    assert latest(Case.objects.get()).number == 1
    [answered] = details("registers.answered")
    assert answered["silent"] == ["population"]


def test_rows_that_cannot_be_read_are_told_and_their_fact_is_not_offered(
    fake: FakeService, somebody: People
) -> None:
    homes = [{"country": "EST", "from": "1990-05-02"}, {"country": "EE", "from": "1990-05-02"}]
    fake.by_path[PERSON] = Reply(json.dumps({**SAID, "residence": homes, "death": 7}).encode())
    owner = somebody(Role.CASEWORKER)
    case, client = opened(owner), known(owner)
    page = client.get(asked(client, case)).content.decode()
    assert "population:people.ema.residence" not in page
    assert "population:people.ema.birth" in page
    assert "elukoht: ridu, mida ei saanud lugeda: 1" in page
    assert "surmaaeg: öeldut ei saanud lugeda" in page
    [answered] = details("registers.answered")
    assert answered["silent"] == []  # it did answer


def test_a_register_that_is_off_is_not_offered_and_without_any_there_is_no_page(
    fake: FakeService, settings: LazySettings, somebody: People
) -> None:
    owner = somebody(Role.CASEWORKER)
    case, client = opened(owner), known(owner)
    page = client.get(f"/registers/{case.number}/").content.decode()
    assert ('value="tax"' in page, 'value="education"' in page) == (True, False)
    sent = {"of": "people.ema", "registers": "education", "token": "a"}
    assert client.post(f"/registers/{case.number}/", sent).status_code == 422
    assert fake.asked == []
    switched(settings, None)
    assert client.get(f"/registers/{case.number}/").status_code == 404
    assert f"/registers/{case.number}/" not in client.get(f"/cases/{case.number}/").content.decode()


def test_what_a_register_says_must_fit_the_rest_of_the_case(
    fake: FakeService, somebody: People
) -> None:
    lie = {"code": CODE, "death": "1985-07-09"}  # before the birth that the personal code tells
    fake.by_path[PERSON] = Reply(json.dumps(lie).encode())
    owner = somebody(Role.CASEWORKER)
    case, client = opened(owner), known(owner)
    at = asked(client, case)
    answer = client.post(at, {"take": "population:people.ema.death", "token": "b"})
    assert answer.status_code == 422
    assert "Midagi ei võetud üle" in answer.content.decode()
    assert "case.yaml" not in answer.content.decode()
    assert (latest(Case.objects.get()).number, Taken.objects.count()) == (1, 0)


def test_nothing_is_asked_without_ground(fake: FakeService, somebody: People) -> None:
    owner, other, trainer = (somebody(r) for r in (Role.CASEWORKER, Role.EXPERT, Role.TRAINER))
    case = opened(owner)
    sent = {"of": "people.ema", "registers": "population", "token": "a"}
    at = f"/registers/{case.number}/"
    assert known(other).post(at, sent).status_code == 404  # not theirs
    assert known(trainer).get(f"/registers/{opened(trainer).number}/").status_code == 404
    assert "autentimisteenusega" in signed_in(owner).post(at, sent).content.decode()
    client = known(owner)
    for wrong in ({"of": "people.isa"}, {"of": "people.nobody"}, {"of": ""}, {"registers": "x"}):
        assert client.post(at, {**sent, **wrong}).status_code == 422
    Case.objects.filter(pk=case.pk).update(kind=Kind.TRAINING)
    assert "väljamõeldud" in client.post(at, sent).content.decode()
    Case.objects.filter(pk=case.pk).update(kind=Kind.REAL, is_restricted=True)
    assert "/purpose/" in client.post(at, sent)["Location"]
    assert fake.asked == []
    client.post(f"/cases/{case.number}/purpose/", {"purpose": "avaldus", "next": at})
    asked(client, case)
    assert Event.objects.get(action="registers.asked").purpose == "avaldus"


def test_an_answer_is_ones_own_fits_its_version_and_goes_after_a_day(
    fake: FakeService, somebody: People
) -> None:
    owner, granted = somebody(Role.CASEWORKER), somebody(Role.CASEWORKER)
    case, client = opened(owner), known(owner)
    actions.grant(owner, case, granted)
    at = asked(client, case)
    assert asked(client, case) == at  # the same form sent twice asks once
    assert len(fake.asked) == 2
    assert known(granted).get(at).status_code == 302
    nothing = client.post(at, {"token": "b"})
    assert nothing.status_code == 422
    actions.save(owner, case, told(latest(case)), based_on=1, token="meanwhile")
    assert "muudetud" in client.get(at).content.decode()
    take = {"take": "population:people.ema.birth", "token": "c"}
    assert client.post(at, take)["Location"] == f"/registers/{case.number}/"
    assert (latest(Case.objects.get()).number, Taken.objects.count()) == (2, 0)
    Query.objects.update(at=timezone.now() - timedelta(days=2))
    assert client.get(at).status_code == 302
    do_duties()
    assert Query.objects.count() == 0
