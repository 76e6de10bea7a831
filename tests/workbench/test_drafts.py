"""Acts in the making: begun, written, handed over, returned, approved; and what never happens."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from tests.workbench.acts import WHOLE, begun, handed_over, whole
from tests.workbench.conftest import EXAMPLES, Opened, People, signed_in

from perenou.acts.document import Paragraph, text_of
from perenou.acts.particulars import Particulars
from perenou.casework.case_file.reader import read_text
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event
from perenou.workbench.cases.actions import grant, restrict, withdraw
from perenou.workbench.cases.actions import save as save_case
from perenou.workbench.cases.models import Case
from perenou.workbench.cases.pages import PURPOSES
from perenou.workbench.drafts import actions
from perenou.workbench.drafts.content import read
from perenou.workbench.drafts.given import filled
from perenou.workbench.drafts.models import Act, ActVersion, Next, State, Step, Typed
from perenou.workbench.drafts.waiting import waiting_for
from perenou.workbench.frame.words import say

pytestmark = pytest.mark.django_db

TEXT = (EXAMPLES / "everyday_two_children.yaml").read_text(encoding="utf-8")


@pytest.fixture
def author(somebody: People) -> User:
    return somebody(Role.CASEWORKER)


@pytest.fixture
def expert(somebody: People) -> User:
    return somebody(Role.EXPERT)


@pytest.fixture
def case(author: User, opened: Opened) -> Case:
    return opened(author)


def with_own(text: str) -> Particulars:
    """The whole particulars with a paragraph of one's own."""
    own = [{"part": "reasons", "text": text}]
    return Particulars.model_validate(
        {**WHOLE.model_dump(mode="json", exclude_none=True), "own": own}
    )


def own_of(version: ActVersion) -> list[str]:
    document = read(version.content).document
    return [
        text_of(block.spans)
        for portion in document.portions
        for block in portion.blocks
        if isinstance(block, Paragraph) and block.own
    ]


# ------------------------------------------------------------------------------ writing


def test_an_act_begins_with_its_author_as_owner_and_a_step_to_take(
    author: User, case: Case
) -> None:
    act = begun(author, case)
    assert (act.owner, act.state, act.next_step) == (author, State.DRAFT, Next.WRITE)
    content = read(actions.latest(act).content)
    assert content.given.official.name == author.name
    assert "Otsus lapsetoetuse määramise kohta" in content.document.title


def test_the_same_form_sent_twice_begins_and_saves_once(author: User, case: Case) -> None:
    assert begun(author, case) == begun(author, case)
    act = begun(author, case)
    first = actions.save(author, act, WHOLE, based_on=1, token="a")
    assert actions.save(author, act, WHOLE, based_on=1, token="a") == first
    assert act.versions.count() == 2


def test_saving_what_is_saved_adds_no_version(author: User, case: Case) -> None:
    act = whole(author, case)
    assert actions.save(author, act, WHOLE, based_on=2, token="b").number == 2
    assert act.versions.count() == 2


def test_the_next_act_begins_with_the_official_of_the_last(author: User, case: Case) -> None:
    whole(author, case)
    content = read(actions.latest(begun(author, case, "next", 1)).content)
    assert content.given.official == WHOLE.official


def test_whoever_saves_second_is_told_and_loses_nothing(
    author: User, expert: User, case: Case
) -> None:
    grant(author, case, expert)
    act = whole(author, case)
    client = signed_in(expert)
    actions.save(author, act, with_own("Esimese lõik."), based_on=2, token="first")
    sent = {"based_on": "2", "token": "second", "own.reasons": "Teise lõik.", "number": "9"}
    answer = client.post(f"/drafts/{case.number}/1/save/", sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Esimese lõik." in page
    assert "Teise lõik." in page
    assert 'name="based_on" value="3"' in page
    assert act.versions.count() == 3


def test_what_an_act_says_cannot_be_read_in_the_database(
    author: User, expert: User, case: Case
) -> None:
    act = handed_over(author, case, expert)
    Typed.objects.create(act=act, user=author, based_on=1, content="Mari")
    with connection.cursor() as cursor:
        for column, table in (("content", "actversion"), ("words", "step"), ("content", "typed")):
            cursor.execute(f"SELECT {column} FROM drafts_{table}")
            assert "Mari" not in str(cursor.fetchall())


def test_what_is_typed_and_not_saved_is_there_again(author: User, case: Case) -> None:
    act, client = begun(author, case), signed_in(author)
    address = f"/drafts/{case.number}/{act.number}/"
    sent = {"based_on": "1", "own.facts": "Pooleli lõik."}
    looked = client.post(f"{address}look/", sent).content.decode()
    assert "Pooleli lõik." in looked
    assert "data-hx-swap-oob" in looked
    assert act.versions.count() == 1
    assert "Pooleli lõik." in client.get(address).content.decode()
    client.post(f"{address}save/", {**sent, "token": "t"})
    assert own_of(actions.latest(Act.objects.get())) == ["Pooleli lõik."]
    assert not Typed.objects.exists()


def test_what_was_typed_and_is_saved_by_now_is_not_offered_again(author: User, case: Case) -> None:
    act = whole(author, case)
    raw = json.dumps(dict(filled(WHOLE).raw))
    actions.keep_typed(author, act, raw, 1)
    note = say("drafts.typed.forget", "et")
    assert note not in signed_in(author).get(act.get_absolute_url()).content.decode()
    actions.keep_typed(author, act, raw.replace("5.2-2", "5.2-3"), 2)
    assert note in signed_in(author).get(act.get_absolute_url()).content.decode()


def test_a_wrong_value_is_told_at_its_field_and_nothing_typed_is_lost(
    author: User, case: Case
) -> None:
    act, client = begun(author, case), signed_in(author)
    sent = {"based_on": "1", "token": "t", "hearing.asked": "2026-02-30", "number": "5.2-2/7"}
    answer = client.post(f"/drafts/{case.number}/{act.number}/save/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'aria-describedby="given-hearing-asked-error"' in page
    assert 'value="5.2-2/7"' in page
    assert 'value="2026-02-30"' in page


# ------------------------------------------------------------------------------ drafting anew


def test_drafting_anew_keeps_own_paragraphs_and_marks_what_changed(
    author: User, case: Case
) -> None:
    act = whole(author, case)
    actions.save(author, act, with_own("Minu lõik."), based_on=2, token="own")
    told = read_text(TEXT.replace("2018-05-14", "2018-06-14"), "x.yaml")
    save_case(author, case, told, based_on=1, token="case")
    client = signed_in(author)
    address = f"/drafts/{case.number}/{act.number}/"
    assert f"{address}redraft/" in client.get(address).content.decode()
    sent = {"based_on": "3", "token": "again"}
    page = client.post(f"{address}redraft/", sent, follow=True).content.decode()
    version = actions.latest(Act.objects.get())
    assert (version.number, version.case_version.number) == (4, 2)
    assert own_of(version) == ["Minu lõik."]
    assert "data-changed" in page
    assert "14. juuni" in page.replace("\N{NO-BREAK SPACE}", " ")


def test_a_matter_that_the_case_no_longer_has_is_told_and_nothing_is_lost(
    author: User, case: Case
) -> None:
    act = whole(author, case)
    without = "\n".join(line for line in TEXT.splitlines() if not line.startswith("claims"))
    told = read_text(without[: without.index("children:")], "x.yaml")
    save_case(author, case, told, based_on=1, token="case")
    sent = {"based_on": "2", "token": "again"}
    answer = signed_in(author).post(f"/drafts/{case.number}/{act.number}/redraft/", sent)
    assert answer.status_code == 422
    assert "Kaasus ei küsi enam sellist akti" in answer.content.decode()
    assert act.versions.count() == 2


# ------------------------------------------------------------------------------ second pair of eyes


def test_nobody_approves_or_returns_what_they_have_written_in(
    author: User, expert: User, case: Case
) -> None:
    grant(author, case, expert)
    act = whole(author, case)
    actions.save(expert, act, with_own("Eksperdi lõik."), based_on=2, token="e")
    with pytest.raises(actions.RefusedError, match="no_reviewer"):
        actions.hand_over(author, act, named=None, based_on=3, token="h")
    with pytest.raises(actions.RefusedError, match="cannot_review"):
        actions.hand_over(author, act, named=expert, based_on=3, token="h")


@pytest.mark.parametrize("what", ["approve", "give_back"])
def test_an_author_is_refused_as_reviewer(
    author: User, expert: User, case: Case, what: str
) -> None:
    act = handed_over(author, case, expert)
    with pytest.raises(actions.RefusedError, match="own_act"):
        getattr(actions, what)(author, act, words="x", based_on=2, token="t")
    act.refresh_from_db()
    assert (act.state, act.owner) == (State.WAITING, expert)


def test_a_colleague_returns_with_remarks_and_approves_what_was_mended(
    author: User, expert: User, case: Case
) -> None:
    act = handed_over(author, case, expert)
    assert (act.owner, act.next_step) == (expert, Next.REVIEW)
    with pytest.raises(actions.RefusedError, match="no_remarks"):
        actions.give_back(expert, act, words=" ", based_on=2, token="r0")
    actions.give_back(expert, act, words="Põhjenda rohkem.", based_on=2, token="r1")
    act.refresh_from_db()
    assert (act.owner, act.next_step) == (author, Next.MEND)
    assert "Põhjenda rohkem." in signed_in(author).get(act.get_absolute_url()).content.decode()
    actions.save(author, act, with_own("Põhjendus."), based_on=2, token="mended")
    actions.hand_over(author, act, named=expert, based_on=3, token="h2")
    actions.approve(expert, act, words="", based_on=3, token="a")
    act.refresh_from_db()
    assert (act.state, act.next_step) == (State.APPROVED, Next.NOTHING)


def test_an_act_with_gaps_is_not_approved(author: User, expert: User, case: Case) -> None:
    act = begun(author, case)
    actions.hand_over(author, act, named=expert, based_on=1, token="h")
    with pytest.raises(actions.RefusedError, match="has_gaps"):
        actions.approve(expert, act, words="siiski", based_on=1, token="a")


def test_findings_that_stop_and_a_changed_case_ask_for_a_reason(
    author: User, expert: User, case: Case
) -> None:
    act = handed_over(author, case, expert)
    told = read_text(TEXT.replace("2018-05-14", "2018-06-14"), "x.yaml")
    save_case(author, case, told, based_on=1, token="case")
    with pytest.raises(actions.RefusedError, match="no_reason"):
        actions.approve(expert, act, words="", based_on=2, token="a")
    actions.approve(expert, act, words="Muudatus seda otsust ei puuduta.", based_on=2, token="a")
    assert Step.objects.get(what="approved").words == "Muudatus seda otsust ei puuduta."


def test_a_finding_that_stops_signing_asks_for_a_reason(
    author: User, expert: User, case: Case
) -> None:
    act = whole(author, case)
    wrong = with_own("Teile makstakse emapalka 80 eurot.")
    version = actions.save(author, act, wrong, based_on=2, token="wrong")
    assert version.stopping
    actions.hand_over(author, act, named=expert, based_on=3, token="h")
    with pytest.raises(actions.RefusedError, match="no_reason"):
        actions.approve(expert, act, words="", based_on=3, token="a")
    actions.approve(expert, act, words="Tsitaat taotlusest.", based_on=3, token="a")
    act.refresh_from_db()
    assert act.state == State.APPROVED


def test_what_was_saved_meanwhile_is_not_approved_unseen(
    author: User, expert: User, case: Case
) -> None:
    act = handed_over(author, case, expert)
    actions.recall(author, act, token="recall")
    actions.save(author, act, with_own("Uus."), based_on=2, token="new")
    actions.hand_over(author, act, named=expert, based_on=3, token="h2")
    with pytest.raises(actions.ConflictError):
        actions.approve(expert, act, words="", based_on=2, token="a")


def test_an_approved_act_never_changes(author: User, expert: User, case: Case) -> None:
    act = handed_over(author, case, expert)
    actions.approve(expert, act, words="", based_on=2, token="a")
    for change in (
        lambda: actions.save(author, act, with_own("Hiljem."), based_on=2, token="later"),
        lambda: actions.redraft(author, act, based_on=2, token="later"),
        lambda: actions.recall(author, act, token="later"),
        lambda: actions.drop(author, act, words="x", token="later"),
        lambda: actions.take_over(expert, act, token="later"),
    ):
        with pytest.raises(actions.RefusedError):
            change()
    version = actions.latest(act)
    version.content = "{}"
    with pytest.raises(TypeError, match="never changed"):
        version.save()
    with pytest.raises(TypeError, match="never deleted"):
        version.delete()


def test_a_state_without_its_step_cannot_even_be_stored(author: User, case: Case) -> None:
    act = begun(author, case)
    with pytest.raises(IntegrityError), transaction.atomic():
        Act.objects.filter(pk=act.pk).update(state=State.WAITING)
    with pytest.raises(IntegrityError), transaction.atomic():
        Act.objects.filter(pk=act.pk).update(next_step=Next.NOTHING)


def test_what_waits_goes_back_when_its_reviewer_no_longer_reaches_the_case(
    author: User, somebody: People, case: Case
) -> None:
    colleague = somebody(Role.CASEWORKER)
    grant(author, case, colleague)
    act = handed_over(author, case, colleague)
    withdraw(author, case, colleague)
    act.refresh_from_db()
    assert (act.state, act.owner, act.next_step) == (State.DRAFT, author, Next.WRITE)


def test_what_an_expert_was_to_review_goes_back_when_the_case_is_restricted(
    author: User, expert: User, case: Case
) -> None:
    act = handed_over(author, case, expert)
    restrict(author, case, is_restricted=True)
    act.refresh_from_db()
    assert (act.state, act.owner) == (State.DRAFT, author)


def test_what_another_law_has_no_matter_for_is_drafted_anew(author: User, case: Case) -> None:
    """After an upgrade the page of an act opens, and what was typed is not lost in an error."""
    act = whole(author, case)
    version = actions.latest(act)
    moved = json.loads(version.content)
    moved["matter"]["first"] += 31
    ActVersion.objects.filter(pk=version.pk).update(content=json.dumps(moved))
    client = signed_in(author)
    assert client.get(act.get_absolute_url()).status_code == 200
    changed = {"own.facts": "Pooleli lõik.", "based_on": "2", "token": "new"}
    answer = client.post(f"{act.get_absolute_url()}save/", changed)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert say("drafts.choose.what", "et") in page
    assert "Pooleli lõik." in page


# ------------------------------------------------------------------------------ waiting


def test_what_waits_for_whom(author: User, expert: User, somebody: People, case: Case) -> None:
    stranger, colleague = somebody(Role.CASEWORKER), somebody(Role.CASEWORKER)
    grant(author, case, colleague)
    act = handed_over(author, case)
    for user in (expert, colleague):
        (row,) = waiting_for(user)
        assert (row.case, row.number, row.why) == (case.number, 1, "review_anybody")
    assert waiting_for(author) == waiting_for(stranger) == []
    actions.give_back(expert, act, words="Paranda.", based_on=2, token="r")
    (row,) = waiting_for(author)
    assert (row.why, row.address) == ("mend", act.get_absolute_url())
    assert waiting_for(expert) == waiting_for(colleague) == []
    actions.hand_over(author, act, named=colleague, based_on=2, token="h3")
    assert [row.why for row in waiting_for(colleague)] == ["review"]
    assert waiting_for(author) == waiting_for(expert) == []


# ------------------------------------------------------------------------------ rights and files


def test_to_a_stranger_an_act_does_not_exist(author: User, somebody: People, case: Case) -> None:
    act = begun(author, case)
    client = signed_in(somebody(Role.CASEWORKER))
    address = act.get_absolute_url()
    for path in ("", "reasons/", "v/1/", "v/1/docx/"):
        assert client.get(address + path).status_code == 404
    for path in ("save/", "look/", "redraft/", "hand-over/", "drop/", "approve/", "return/"):
        assert client.post(address + path).status_code == 404


def test_an_expert_reads_a_foreign_act_and_writes_nothing(
    author: User, expert: User, case: Case
) -> None:
    act = begun(author, case)
    client = signed_in(expert)
    page = client.get(act.get_absolute_url()).content.decode()
    assert 'id="given"' not in page
    assert client.post(f"{act.get_absolute_url()}save/", {"token": "x"}).status_code == 404


@pytest.mark.parametrize("kind", ["docx", "pdf", "html"])
def test_every_version_is_a_file_marked_as_a_draft_until_approved(
    author: User, expert: User, case: Case, kind: str
) -> None:
    act = handed_over(author, case, expert)
    client = signed_in(author)
    address = f"{act.get_absolute_url()}v/2/{kind}/"
    answer = client.get(address)
    assert answer["Content-Disposition"] == f'attachment; filename="{case.number}-1-v2.{kind}"'
    assert "Mustand" in text_in(answer.content, kind)
    actions.approve(expert, act, words="", based_on=2, token="a")
    assert "Mustand" not in text_in(client.get(address).content, kind)
    assert "Mustand" in text_in(client.get(address.replace("v/2", "v/1")).content, kind)
    exported = Event.objects.filter(action="act.exported", actor=author)
    assert [event.about_id for event in exported] == [f"{case.number}/1"] * 3


def text_in(content: bytes, kind: str) -> str:
    if kind == "docx":
        from docx import Document

        file = Document(BytesIO(content))
        head = file.sections[0].first_page_header.paragraphs
        return "\n".join(each.text for each in (*head, *file.paragraphs))
    if kind == "pdf":
        from pypdf import PdfReader

        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return content.decode()


def test_every_change_is_in_the_audit_trail_without_names(
    author: User, expert: User, case: Case
) -> None:
    act = handed_over(author, case, expert)
    actions.give_back(expert, act, words="Mari Näide on valesti.", based_on=2, token="r")
    told = Event.objects.filter(about="act").order_by("number")
    assert [event.action for event in told] == [
        "act.begun", "act.saved", "act.handed_over", "act.returned",
    ]  # fmt: skip
    assert not any("Mari" in event.detail for event in told)


def test_what_is_typed_into_an_act_stays_text(author: User, case: Case) -> None:
    act = begun(author, case)
    actions.save(author, act, with_own('<script>alert("x")</script>'), based_on=1, token="x")
    page = signed_in(author).get(act.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_an_act_goes_only_with_its_whole_case(author: User, expert: User, case: Case) -> None:
    handed_over(author, case, expert)
    case.delete()
    assert [model for model in (Act, ActVersion, Step) if model.objects.exists()] == []


def test_the_list_tells_of_every_act_in_a_fixed_number_of_queries(
    author: User, case: Case, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(author)
    begun(author, case, "one")
    address = f"/drafts/{case.number}/"
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for at in range(4):
        begun(author, case, f"more-{at}")
    with django_assert_num_queries(len(one)):
        page = client.get(address).content.decode()
    assert page.count("Otsus lapsetoetuse määramise kohta") == 5


def test_a_purpose_holds_while_somebody_writes(author: User, opened: Opened) -> None:
    case = opened(author, is_restricted=True)
    act, client = begun(author, case), signed_in(author)
    client.post(f"/cases/{case.number}/purpose/", {"purpose": "koostan otsust"})
    told_at = client.session[PURPOSES][case.number][0]
    client.post(f"{act.get_absolute_url()}look/", {"based_on": "1", "own.facts": "x"})
    assert client.session[PURPOSES][case.number] > [told_at, "koostan otsust"]


def test_odd_requests_break_nothing(author: User, case: Case) -> None:
    act, client = begun(author, case), signed_in(author)
    address = act.get_absolute_url()
    for path in ("v/99/", "v/1/exe/", f"v/{10**30}/", f"v/{10**30}/pdf/"):
        assert client.get(address + path).status_code == 404
    assert client.get(f"/drafts/{case.number}/{10**30}/").status_code == 404
    odd = {
        "based_on": "x" * 99, "token": "\x00", "matter": "\x00 \x00", "named": "-1",
        "words": "\x00", "own.facts": "\x00", "evidence.99.day": "x", "official": "x",
    }  # fmt: skip
    for path in ("save/", "look/", "redraft/", "hand-over/", "recall/", "take-over/", "drop/"):
        assert client.post(address + path, odd).status_code in (200, 302, 400, 409, 422)
    assert client.post(f"/drafts/{case.number}/new/", odd).status_code == 400
    assert client.post("/drafts/check/", {"text": "x", "case": "\x00"}).status_code == 400
