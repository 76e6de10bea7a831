"""The one search box: what it finds for whom, and that what is typed stands nowhere."""

from __future__ import annotations

import logging
from pathlib import Path
from time import sleep
from urllib.parse import unquote

import pytest
from django.utils import timezone
from django.utils.timezone import localdate
from tests.statutes.gazette_files import Invented, section
from tests.workbench.conftest import Opened, People, signed_in
from tests.workbench.questions import asked as question_asked
from tests.workbench.questions import published

from perenou.casework.case_file.reader import read_text
from perenou.statutes.importer import read_file
from perenou.statutes.store import Store
from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event
from perenou.workbench.cases.actions import open_case
from perenou.workbench.cases.models import Case
from perenou.workbench.desk import law_index as law_index_module
from perenou.workbench.desk.law_index import law_index
from perenou.workbench.network.actions import WantedMeeting, keep_meeting
from perenou.workbench.watch.models import Arrival

pytestmark = pytest.mark.django_db

CODE = "61805140003"
CASE = f"""
as_of: 2026-11-26
people:
  ema: {{name: Maarika Välja-Mõeldud, birth: 1990-05-01}}
  tädi: {{name: Маша Жёлтая}}
children:
  laps: {{name: Lapse Nimi, personal_code: "{CODE}", parents: [{{who: ema, role: mother}}]}}
"""


@pytest.fixture
def family(somebody: People) -> Case:
    told = read_text(CASE, "case.yaml")
    return open_case(somebody(Role.CASEWORKER), told, title="Elatisabi küsimus", token="x")


@pytest.mark.parametrize(
    "asked",
    [
        CODE,
        "maarika",
        "Maarika välja-mõeldud",
        "elatisabi",
        "Elatisabi Maarika",
        "lapse NIMI",
        "mõeldud maarika",
        "маша желтая",
    ],
)
def test_a_case_is_found_by_code_name_and_title_for_those_who_may_know_of_it(
    family: Case, somebody: People, asked: str
) -> None:
    address = f'href="/cases/{family.number}/"'
    assert address in signed_in(family.owner).post("/search/", {"asked": asked}).content.decode()
    stranger = signed_in(somebody(Role.CASEWORKER))
    assert address not in stranger.post("/search/", {"asked": asked}).content.decode()
    assert address not in stranger.post("/search/suggestions/", {"asked": asked}).content.decode()


def test_every_word_must_be_found(family: Case) -> None:
    page = signed_in(family.owner).post("/search/", {"asked": "Maarika Xqzwv"})
    assert f'href="/cases/{family.number}/"' not in page.content.decode()
    assert "Need sõnad ei leidnud midagi: Xqzwv." in page.content.decode()


def test_a_number_and_a_provision_open_at_once(family: Case) -> None:
    client = signed_in(family.owner)
    assert client.post("/search/", {"asked": family.number})["Location"] == (
        f"/cases/{family.number}/"
    )
    jump = client.post("/search/", {"asked": "PHS § 17 lg 1"})
    assert jump.status_code == 302
    page = client.get(jump["Location"]).content.decode()
    assert "<h1>PHS § 17 lg 1</h1>" in page


def test_whatever_has_a_number_opens_by_it_for_those_who_may_see_it(somebody: People) -> None:
    """A question for who asked and who answers; once it is published, its answer for everybody."""
    asker, expert = somebody(Role.CASEWORKER), somebody(Role.EXPERT)
    stranger = somebody(Role.CASEWORKER)
    open_one, public = question_asked(asker), published(asker)
    for user in (asker, expert):
        found = signed_in(user).post("/search/", {"asked": open_one.number.lower()})
        assert found["Location"] == f"/questions/{open_one.number}/"
    assert signed_in(stranger).post("/search/", {"asked": open_one.number}).status_code == 200
    found = signed_in(stranger).post("/search/", {"asked": public.number})
    assert found["Location"] == f"/questions/answers/{public.number}/"


@pytest.mark.parametrize("typed", ["§ 39 lg 6¹", "39 lg 6^1", "phs 39 lg 6¹"])
def test_a_provision_needs_no_name_of_our_act(family: Case, typed: str) -> None:
    found = signed_in(family.owner).post("/search/", {"asked": typed})["Location"]
    assert unquote(found).endswith("/PHS_§_39_lg_6¹")


@pytest.mark.parametrize("typed", ["17", "39 aastat", "Kas § 17 lg 1 kehtib?"])
def test_a_number_alone_is_no_provision(family: Case, typed: str) -> None:
    assert signed_in(family.owner).post("/search/", {"asked": typed}).status_code == 200


def test_questions_in_own_words_find_the_law_grouped(somebody: People) -> None:
    client = signed_in(somebody(Role.EXPERT))
    page = client.post("/search/", {"asked": "kolme lapse pere toetus"}).content.decode()
    assert page.index('id="kind-rule"') < page.index('id="kind-summary"')
    assert "<mark>" in page
    suggested = client.post("/search/suggestions/", {"asked": "lapsetoetus"}).content.decode()
    assert 'href="/law/PHS' in suggested


def test_what_is_typed_stands_in_no_address_log_or_event(
    family: Case, caplog: pytest.LogCaptureFixture
) -> None:
    client = signed_in(family.owner)
    with caplog.at_level(logging.DEBUG):
        for address in ("/search/", "/search/suggestions/"):
            client.post(address, {"asked": CODE})
    assert not any("Location" in each for each in [client.post("/search/", {"asked": CODE})])
    assert CODE not in "".join(map(str, caplog.records))
    told = Event.objects.filter(about="search").values_list("detail", "about_id", "purpose")
    assert told.count() == 3
    assert CODE not in str(list(told))


def test_an_empty_question_says_what_can_be_asked(somebody: People) -> None:
    client = signed_in(somebody(Role.AUDITOR))
    assert "PHS § 17 lg 1" in client.get("/search/").content.decode()
    assert client.post("/search/suggestions/", {"asked": "a"}).content == b""


def test_a_restricted_case_is_found_by_those_who_work_on_it_alone(
    somebody: People, opened: Opened
) -> None:
    owner, expert = somebody(Role.CASEWORKER), somebody(Role.EXPERT)
    case = opened(owner, is_restricted=True)
    asked = {"asked": "everyday_two_children"}
    assert case.number in signed_in(owner).post("/search/", asked).content.decode()
    assert case.number not in signed_in(expert).post("/search/", asked).content.decode()


def test_the_box_holds_only_what_was_typed_into_it(family: Case) -> None:
    client = signed_in(family.owner)
    box = 'id="search" name="asked" type="search" maxlength="200"'
    for address in ("/", f"/entry/{family.number}/interview/"):
        page = client.get(address).content.decode()
        assert 'value=""' in page.partition(box)[2].partition(">")[0]
    page = client.post("/search/", {"asked": "emapalk"}).content.decode()
    assert 'value="emapalk"' in page.partition(box)[2].partition(">")[0]


def test_an_act_that_was_taken_in_is_found_without_a_new_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERENOU_STORE", str(tmp_path / "store"))
    monkeypatch.setattr(law_index_module, "_BUILT", {})
    asked = "hobusekasvatusteenus"
    assert not [h for h in law_index("et").ask(asked).hits if h.unit.kind == "act"]
    act = Invented(abbreviation="HobS", since="2020-01-01")
    path = act.write(tmp_path, section("1", text="Hobusekasvatusteenust osutab talu."))
    with Store(tmp_path / "store") as store:
        store.add(read_file(path))
    law_index("et")
    for _ in range(200):
        if not law_index_module._RENEWED:
            break
        sleep(0.1)
    assert [h for h in law_index("et").ask(asked).hits if h.unit.kind == "act"]


def test_the_page_of_the_benefit_that_answers_is_found(somebody: People) -> None:
    client = signed_in(somebody(Role.ADMINISTRATOR))
    for asked, key in (
        ("lapsetoetus", "child_allowance"),
        ("elatisabi suurus", "maintenance_allowance"),
    ):
        found = client.post("/search/", {"asked": asked}).content.decode()
        assert f'href="/handbook/{key}/"' in found


def test_meetings_and_texts_that_arrived_are_found_by_those_who_may_see_them(
    somebody: People,
) -> None:
    expert = somebody(Role.EXPERT)
    wanted = WantedMeeting("Kohtumine rahandusega", None, timezone.now(), 30, "Tartu", "")
    meeting = keep_meeting(expert, wanted, None, based_on=0, token="m")
    text = Arrival.objects.create(
        redaction="3-20-1234", sha256="0" * 64, name="Otsus 3-20-1234", title="Riigikohtu otsus",
        since=localdate(), way="added", is_news=False, actor=expert,
    )  # fmt: skip
    asks = {"kohtumine tartu": meeting.get_absolute_url(), "3-20-1234": text.get_absolute_url()}
    for asked, wants in asks.items():
        for user, is_found in ((expert, True), (somebody(Role.ADMINISTRATOR), False)):
            page = signed_in(user).post("/search/", {"asked": asked}).content.decode()
            assert (f'href="{wants}"' in page) is is_found
