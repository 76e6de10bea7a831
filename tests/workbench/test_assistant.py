"""The machine's proposals in the workbench: marked, held to the engine, and never needed."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from tests.services.fake_service import FakeService, Reply, service
from tests.workbench.acts import begun
from tests.workbench.conftest import Opened, People, signed_in
from tests.workbench.questions import another, asked, taken, wish

from perenou.assistant.masking import masked
from perenou.workbench.accounts.rights import Role
from perenou.workbench.assistant.asking import _endpoint
from perenou.workbench.audit.models import Event
from perenou.workbench.configuration import ConfigurationError, Model, read
from perenou.workbench.entry.actions import read as content_of
from perenou.workbench.entry.models import Draft

pytestmark = pytest.mark.django_db

LETTER = "Mari Näide esitas taotluse 01.06.2018. Juku Näide sündis 14.05.2018."


@pytest.fixture
def fake(settings: LazySettings) -> Iterator[FakeService]:
    with service() as made:
        switched(settings, Model(f"{made.address}/v1", "test", "", 2))
        _endpoint.cache_clear()
        yield made


def switched(settings: LazySettings, model: Model | None) -> None:
    told = settings.CONFIGURATION
    values = {name: getattr(told, name) for name in told.__slots__}
    settings.CONFIGURATION = told.__class__(**{**values, "model": model})


def says(fake: FakeService, content: str) -> None:
    fake.reply = Reply(json.dumps({"choices": [{"message": {"content": content}}]}).encode())


def test_where_no_model_is_named_there_is_neither_button_nor_page(
    settings: LazySettings, somebody: People
) -> None:
    client = signed_in(somebody(Role.EXPERT))
    assert "/assistant/" in client.get("/entry/new/").content.decode()
    switched(settings, None)
    assert "/assistant/" not in client.get("/entry/new/").content.decode()
    assert client.get("/assistant/").status_code == 404


def test_questions_and_drafts_have_buttons_that_send_their_text_and_lose_nothing(
    fake: FakeService, somebody: People, opened: Opened, settings: LazySettings
) -> None:
    user = somebody(Role.EXPERT)
    client, case = signed_in(user), opened(user)
    says(fake, "Toetus lõpeb, kui laps saab 19.")
    question = taken(user, asked(another(), None, wish("Kas toetus lõpeb?")))
    at_question, act = f"/questions/{question.number}/", begun(user, case)
    at_draft = f"/drafts/{case.number}/{act.number}/"
    page = client.get(at_question).content.decode()
    for way in ("answer", "case"):
        told = page.partition(f'name="way" value="{way}"')[2].partition("</form>")[0]
        assert 'name="text" value="Kas toetus lõpeb?"' in told
    for at, of, typed in (
        (at_question, "text", {"text": "Toetuse maksmine lõpetatakse.", "do": "x", "sent": "1"}),
        (
            at_draft,
            "own",
            {"own.facts": "Toetuse maksmine lõpetatakse.", "other": "muu", "sent": "1"},
        ),
    ):
        send = f"/assistant/?way=sentence&amp;of={of}"
        page = client.get(at).content.decode()
        # Enter in a field must do what it did before, so that this is not the first button.
        form = next(each for each in page.split("<form") if send in each)
        assert form.index('class="primary"') < form.index(send)
        proposed = client.post(send.replace("&amp;", "&"), typed)
        assert proposed.status_code == 200
        sent = json.loads(fake.asked[-1][3])["messages"][-1]["content"]
        assert "Toetuse maksmine lõpetatakse." in sent
        assert "muu" not in sent
    switched(settings, None)
    assert "/assistant/" not in client.get(at_question).content.decode()
    assert "/assistant/" not in client.get(at_draft).content.decode()


def test_a_letter_becomes_an_unfinished_case_that_is_marked(
    fake: FakeService, somebody: People
) -> None:
    mask = {shown: each for each, shown in masked(LETTER).hidden.items()}
    case = {
        "people": {"ema": {"name": mask["Mari Näide"], "birth": "1980-01-01"}},
        "children": {"juku": {"name": mask["Juku Näide"], "birth": mask["14.05.2018"]}},
    }
    says(fake, json.dumps(case))
    client = signed_in(somebody(Role.EXPERT))
    page = client.post(
        "/assistant/", {"way": "case", "text": LETTER, "token": "ab" * 12, "sent": "1"}
    )
    shown = page.content.decode()
    draft = Draft.objects.get()
    content = str(content_of(draft)["content"])
    assert content.startswith("# Masina ettepanek")
    assert "2018-05-14" in content
    assert "1980" not in content
    assert "1980-01-01" in shown  # told as left out
    assert f"draft={draft.key}" in shown
    assert "Juku Näide" in client.get(f"/entry/new/?draft={draft.key}").content.decode()
    details = [each.detail for each in Event.objects.filter(action="assistant.asked")]
    assert details == ['{"way": "case"}']


def test_an_answer_rests_on_the_case_and_only_on_one_that_may_be_seen(
    fake: FakeService, somebody: People, opened: Opened
) -> None:
    owner, other = somebody(Role.CASEWORKER), somebody(Role.CASEWORKER)
    number = opened(owner).number
    asked = {"way": "answer", "text": "Palju toetust saab Mari?", "case": number, "sent": "1"}
    says(fake, "Lapsetoetus on 80 eurot kuus (PHS § 17 lg 3).")
    answer = signed_in(owner).post("/assistant/", asked).content.decode()
    assert "Lapsetoetus on 80 eurot kuus (PHS § 17 lg 3)." in answer
    # Neither the name of the case nor a day of birth leaves with what was computed.
    sent = json.loads(fake.asked[-1][3])["messages"][-1]["content"]
    assert "lapsetoetus" in sent
    assert not any(each in sent for each in ("Kaks last", "maist 2018", "Näide", "§ 12"))
    says(fake, "Lapsetoetus on 80 eurot kuus. Lapsetoetus kahekordistub detsembris 2026.")
    answer = signed_in(owner).post("/assistant/", asked).content.decode()
    assert "[kontrollimata: Lapsetoetus kahekordistub detsembris 2026.]" in answer
    assert "<h3>Kontrolli ise</h3>" in answer
    says(fake, "Lapsetoetus on 85 eurot kuus (PHS § 17 lg 3).")
    assert "85 eurot kuus (PHS" not in signed_in(owner).post("/assistant/", asked).content.decode()
    asked_before = len(fake.asked)
    assert signed_in(other).post("/assistant/", asked).status_code == 422
    assert len(fake.asked) == asked_before


def test_what_would_be_sent_is_shown_before_it_is(fake: FakeService, somebody: People) -> None:
    client = signed_in(somebody(Role.EXPERT))
    typed = {"way": "sentence", "text": "Meie laps jürgen rebane saab toetust."}
    page = client.post("/assistant/", typed).content.decode()
    shown = page.partition('aria-labelledby="preview">')[2].partition("</textarea>")[0]
    assert "saab toetust" in shown
    assert "rebane" not in shown
    assert fake.asked == []
    unsafe = "Onko minulla oikeus lapsilisään, kun perheeni asuu Virossa ja käyn töissä?"
    page = client.post("/assistant/", {"way": "sentence", "text": unsafe}).content.decode()
    assert 'role="alert"' in page
    assert 'name="sent"' not in page


def test_a_model_that_is_silent_is_said_and_nothing_typed_is_lost(
    fake: FakeService, somebody: People
) -> None:
    fake.reply = Reply(status=500)
    page = signed_in(somebody(Role.EXPERT)).post(
        "/assistant/", {"way": "sentence", "text": "Lause.", "sent": "1"}
    )
    assert page.status_code == 422
    assert "Lause." in page.content.decode()
    assert 'role="alert"' in page.content.decode()


@pytest.mark.parametrize(
    "told",
    [
        {"PERENOU_MODEL_ADDRESS": "http://example.ee/v1", "PERENOU_MODEL_NAME": "x"},
        {"PERENOU_MODEL_ADDRESS": "https://example.ee/v1"}, {"PERENOU_MODEL_NAME": "x"},
    ],
)  # fmt: skip
def test_a_model_is_named_whole_and_reached_safely(told: dict[str, str]) -> None:
    keys = {
        "PERENOU_SECRET": "abcdefghij" * 5,
        "PERENOU_KEYS": "dGVzdHMgb25seTogdGhpcyBrZWVwcyBubyBzZWNyZXQ=",
    }
    with pytest.raises(ConfigurationError, match="PERENOU_MODEL"):
        read({**keys, **told})
    assert read(keys).model is None
