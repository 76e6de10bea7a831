"""Positions: written, approved by somebody else, read, superseded; and what never happens."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries
from tests.workbench.conftest import People, signed_in
from tests.workbench.positions import approved, begun, saying, token, waiting

from perenou.rules.citation import Citation
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event
from perenou.workbench.positions import actions
from perenou.workbench.positions.content import differences
from perenou.workbench.positions.current import current_on, held_for
from perenou.workbench.positions.find import found_by
from perenou.workbench.positions.models import Position, PositionVersion, State
from perenou.workbench.positions.on_desk import positions as block
from perenou.workbench.positions.rights import for_approval_by, visible_to
from perenou.workbench.references.registered import citing
from perenou.workbench.tasks.models import State as TaskState
from perenou.workbench.tasks.models import Task

pytestmark = pytest.mark.django_db

TODAY = localdate().toordinal()


@pytest.fixture
def author(somebody: People) -> User:
    return somebody(Role.EXPERT)


@pytest.fixture
def owner(somebody: People) -> User:
    return somebody(Role.SERVICE_OWNER)


FORM = {
    "question": "Kas lapsetoetust makstakse surmakuu eest?",
    "citations": "PHS § 17 lg 2",
    "answer": "Jah.",
    "reasons": "Vt PHS § 28.",
    "theme": "family_allowances",
}


# ------------------------------------------------------------------------------ writing


def test_a_position_is_begun_once_however_often_the_form_is_sent(author: User) -> None:
    client = signed_in(author)
    for _ in range(2):
        client.post("/positions/new/", FORM | {"token": "abc"})
    (position,) = Position.objects.all()
    assert position.number == f"S-{localdate().year}-001"
    assert [each.name for each in citing()] == []  # a draft is nobody's line of practice
    assert signed_in(author).get(f"/positions/{position.number}/").status_code == 200


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("citations", "PHS § 44", "PHS § 44 ei kehti"),
        ("citations", "PHS § 17 lg 2; tore", "tore"),
        ("citations", "", "Ühtegi sätet"),
        ("answer", "", "Vastus puudub"),
        ("reasons", "Ema on 48501010003.", "isikukood"),
        ("theme", "x", "Vali teema"),
        ("doubt", "x", "Sellist kahtlust"),
        ("until", "2026-13-01", "Sellist kuupäeva"),
    ],
)
def test_a_form_that_fails_keeps_what_was_typed_and_says_how_to_cure(
    author: User, field: str, value: str, said: str
) -> None:
    answer = signed_in(author).post("/positions/new/", FORM | {field: value})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert FORM["question"] in page
    assert not Position.objects.exists()


def test_what_is_about_a_past_time_may_cite_what_held_then(author: User) -> None:
    past = FORM | {"citations": "PHS § 44", "until": "2025-12-31"}
    assert signed_in(author).post("/positions/new/", past).status_code == 302


def test_a_reading_needs_a_doubt_that_has_another(author: User) -> None:
    told = FORM | {"doubt": "eu_late_objection", "reading": "other"}
    assert signed_in(author).post("/positions/new/", told).status_code == 422
    signed_in(author).post("/positions/new/", FORM | {"doubt": "gap_43", "reading": "other"})
    assert Position.objects.get().reading == "event_day_counts"


def test_a_doubt_stands_under_its_provision_and_one_of_another_is_remarked(author: User) -> None:
    client = signed_in(author)
    page = client.get("/positions/new/").content.decode()
    group = page[page.index('<optgroup label="PHS § 7"') :]
    assert 'value="gap_1"' in group[: group.index("</optgroup>")]
    sent = FORM | {"doubt": "gap_1", "token": "a"}
    told = client.post("/positions/new/", sent, follow=True).content.decode()
    assert "Valitud kahtlus puudutab muid sätteid" in told
    same = sent | {"citations": "PHS § 7", "token": "b"}
    told = client.post("/positions/new/", same, follow=True).content.decode()
    assert "Valitud kahtlus puudutab muid sätteid" not in told


def test_of_two_who_write_at_once_the_second_is_told_and_loses_nothing(
    author: User, owner: User
) -> None:
    position = begun(author)
    actions.save(author, position, saying(answer="Esimene."), based_on=1, token=token())
    late = FORM | {"based_on": "1", "answer": "Teine."}
    answer = signed_in(owner).post(f"/positions/{position.number}/write/", late)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Teine." in page
    assert author.name in page
    assert 'name="based_on" value="2"' in page


def test_the_same_again_adds_no_version_and_versions_tell_their_differences(author: User) -> None:
    position = begun(author)
    actions.save(author, position, saying(), based_on=1, token=token())
    assert position.versions.count() == 1
    actions.save(author, position, saying(answer="Teisiti."), based_on=1, token=token())
    old, new = position.versions.order_by("number")
    assert [each.part for each in differences(old, new, "et")] == ["answer"]
    page = signed_in(author).get(f"/positions/{position.number}/compare/").content.decode()
    assert "<ins>Teisiti</ins>" in page


# ------------------------------------------------------------------------------ approving


def test_nobody_approves_what_they_have_written_in(author: User, owner: User) -> None:
    position = waiting(author)
    with pytest.raises(actions.RefusedError, match="own_position"):
        actions.approve(author, position, competence="x", based_on=1, token=token())
    actions.recall(author, position, token=token())
    actions.save(owner, position, saying(answer="Parem."), based_on=1, token=token())
    actions.send(owner, position, based_on=2, token=token())
    with pytest.raises(actions.RefusedError, match="own_position"):
        actions.approve(owner, position, competence="x", based_on=2, token=token())
    assert not for_approval_by(owner).exists()


def test_whoever_approves_says_within_what_competence(author: User, owner: User) -> None:
    position = waiting(author)
    client = signed_in(owner)
    address = f"/positions/{position.number}/approve/"
    refused = client.post(address, {"competence": " ", "based_on": "1"})
    assert refused.status_code == 422
    assert client.post(address, {"competence": "juht", "based_on": "1"}).status_code == 302
    position.refresh_from_db()
    assert (position.state, position.approved_by, position.competence) == (
        State.APPROVED, owner, "juht",
    )  # fmt: skip
    assert position.review_by == localdate().replace(year=localdate().year + 1)
    assert [each.name for each in citing()] == [f"position:{position.number}"]


def test_what_was_approved_is_never_written_again(author: User, owner: User) -> None:
    position = approved(author, owner)
    with pytest.raises(actions.RefusedError, match="not_draft"):
        actions.save(author, position, saying(answer="x"), based_on=1, token=token())


def test_no_row_says_approved_without_who_and_when(author: User) -> None:
    position = begun(author)
    with pytest.raises(IntegrityError):
        Position.objects.filter(pk=position.pk).update(state=State.APPROVED)


def test_a_return_needs_remarks_and_lets_the_author_write_on(author: User, owner: User) -> None:
    position = waiting(author)
    with pytest.raises(actions.RefusedError, match="no_words"):
        actions.give_back(owner, position, words=" ", token=token())
    actions.give_back(owner, position, words="Lisa lahend.", token=token())
    position.refresh_from_db()
    assert position.state == State.DRAFT
    assert (
        "Lisa lahend." in signed_in(author).get(f"/positions/{position.number}/").content.decode()
    )


def test_what_supersedes_ends_the_other_and_both_link(author: User, owner: User) -> None:
    old = approved(author, owner)
    new = approved(author, owner, saying(answer="Uus vastus."), supersedes=old)
    old.refresh_from_db()
    assert (old.state, old.ended_on) == (State.SUPERSEDED, localdate())
    client = signed_in(author)
    assert new.number in client.get(f"/positions/{old.number}/").content.decode()
    page = client.get(f"/positions/{new.number}/").content.decode()
    assert old.number in page
    diff = client.get(f"/positions/{new.number}/compare/?before=superseded").content.decode()
    assert "<ins>" in diff
    second = waiting(author, saying(answer="Kolmas."), supersedes=None)
    Position.objects.filter(pk=second.pk).update(supersedes=old)
    with pytest.raises(actions.RefusedError, match="superseded_already"):
        actions.approve(owner, second, competence="x", based_on=1, token=token())


def test_who_wrote_what_holds_does_not_end_it_alone(somebody: People, author: User) -> None:
    second = somebody(Role.EXPERT)
    position = approved(author, second)
    with pytest.raises(actions.RefusedError, match="own_position"):
        actions.withdraw(author, position, words="Ei kehti.", token=token())
    at = f"/positions/{position.number}/"
    assert f'action="{at}withdraw/"' not in signed_in(author).get(at).content.decode()
    assert f'action="{at}withdraw/"' in signed_in(second).get(at).content.decode()
    actions.withdraw(second, position, words="Ei kehti.", token=token())


def test_what_supersedes_from_a_later_day_leaves_the_time_before_to_the_other(
    author: User, owner: User
) -> None:
    old = approved(author, owner, saying(since=date(2018, 1, 1)))
    until = waiting(author, saying(answer="Lühem.", until=date(2027, 6, 30)), supersedes=old)
    with pytest.raises(actions.RefusedError, match="ends_before"):
        actions.approve(owner, until, competence="x", based_on=1, token=token())
    new = waiting(author, saying(answer="Uus.", since=date(2027, 1, 1)), supersedes=old)
    before = signed_in(owner).get(f"/positions/{new.number}/").content.decode()
    assert f"jääb {old.number} kehtima kuni 31.12.2026" in before
    actions.approve(owner, new, competence="x", based_on=1, token=token())
    old.refresh_from_db()
    assert (old.state, old.until) == (State.APPROVED, date(2026, 12, 31))
    for day, holds in ((date(2026, 12, 31), old), (date(2027, 1, 1), new)):
        held = held_for(day.toordinal())
        assert list(held) == [holds]
    page = signed_in(author).get(f"/positions/{old.number}/").content.decode()
    assert "01.01.2018–31.12.2026" in page
    assert "Alates 01.01.2027 kehtib selle asemel" in page


# ------------------------------------------------------------------------------ holding


def test_what_holds_is_found_by_provision_day_and_what_was_known(
    author: User, owner: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    wide = approved(author, owner, saying("PHS § 28"))
    late = approved(author, owner, saying("PHS § 28 lg 2", since=date(2030, 1, 1)))
    approved(author, owner, saying("PHS § 29"))
    begun(author)
    asked = [Citation.parse("PHS § 28 lg 2")]
    with django_assert_num_queries(2):
        assert current_on(asked, TODAY) == [wide]
    assert current_on(asked, date(2030, 1, 1).toordinal()) == [wide, late]
    assert current_on(asked, TODAY, known=TODAY - 1) == []
    actions.withdraw(owner, wide, words="Ei kehti.", token=token())
    assert current_on(asked, TODAY) == []


def test_a_position_is_due_for_review_within_a_year(author: User, owner: User) -> None:
    position = approved(author, owner)
    yesterday = localdate() - timedelta(days=1)
    Position.objects.filter(pk=position.pk).update(review_by=yesterday)
    shown = block(author, "et")
    assert shown is not None
    assert next(row.pills[0].tone for row in shown.rows if position.number in row.text) == "due"
    (due,) = Task.objects.filter(owner=author)
    assert position.number in due.title
    actions.review(author, position, words="Õigus ei muutunud.", token=token())
    due.refresh_from_db()
    assert due.state == TaskState.DONE
    following = Task.objects.get(owner=author, state=TaskState.OPEN)
    position.refresh_from_db()
    assert not position.is_overdue
    assert position.review_by is not None
    assert position.review_by > localdate() + timedelta(days=360)
    assert following.due_day == position.review_by
    actions.withdraw(owner, position, words="Enam ei kehti.", token=token())
    following.refresh_from_db()
    assert following.state == TaskState.DROPPED


def test_who_relied_on_a_position_is_told_that_it_was_withdrawn(
    author: User, owner: User, somebody: People
) -> None:
    reader, other = somebody(Role.CASEWORKER), somebody(Role.CASEWORKER)
    old = approved(author, owner)
    new = approved(author, owner, saying(answer="Teisiti."), supersedes=old)
    actions.acknowledge(reader, new)
    actions.withdraw(owner, new, words="Kohus leidis teisiti.", token=token())
    for user, is_told in ((reader, True), (author, True), (owner, True), (other, False)):
        assert ("tagasi võetud" in signed_in(user).get("/").content.decode()) is is_told
    # Nor is a reader of what it superseded sent on to it as to what holds.
    shown = signed_in(reader).get(f"/positions/{old.number}/").content.decode()
    assert "kehtivat seisukohta praegu ei ole" in shown
    assert "Selle asemel kehtib" not in shown


# ------------------------------------------------------------------------------ reading


def test_drafts_are_seen_only_by_those_who_make_and_approve(
    author: User, owner: User, somebody: People
) -> None:
    reader, administrator = somebody(Role.CASEWORKER), somebody(Role.ADMINISTRATOR)
    draft, held = begun(author), approved(author, owner)
    assert set(visible_to(reader)) == {held}
    assert set(visible_to(owner)) == {draft, held}
    assert not visible_to(administrator).exists()
    assert signed_in(reader).get(f"/positions/{draft.number}/").status_code == 404
    assert draft not in found_by("kuue kuu tähtaeg", reader)


def test_the_expert_sees_who_has_read_by_unit(author: User, owner: User, somebody: People) -> None:
    reader, other = somebody(Role.CASEWORKER), somebody(Role.CASEWORKER)
    User.objects.filter(pk__in=[reader.pk, other.pk]).update(unit="Tartu")
    position = approved(author, owner)
    client = signed_in(reader)
    for _ in range(2):
        client.post(f"/positions/{position.number}/acknowledge/")
    assert Event.objects.filter(action="position.acknowledged").count() == 1
    page = signed_in(author).get(f"/positions/{position.number}/readers/").content.decode()
    row = page[page.index("Tartu") :].split("</tr>")[0]
    assert "1 / 2" in row
    assert row.index(reader.name) < row.index(other.name)
    assert client.get(f"/positions/{position.number}/readers/").status_code == 403


def test_positions_are_found_by_other_words_and_by_provision(
    author: User, owner: User, somebody: People
) -> None:
    reader = somebody(Role.CASEWORKER)
    position = approved(author, owner)
    other = approved(
        author, owner, saying("PHS § 21", question="Kellele makstakse lasterikka toetust?")
    )
    assert found_by("kuuekuuline tähtaeg algus", reader)[0] == position
    assert found_by("PHS § 21 lg 1", reader)[0] == other
    page = signed_in(reader).post("/positions/", {"asked_positions": "PHS § 21"}).content.decode()
    assert other.number in page
    everything = signed_in(reader).post("/search/", {"asked": "tähtaja algus"}).content.decode()
    assert position.number in everything
    actions.withdraw(owner, position, words="x", token=token())
    assert position not in found_by("tähtaja algus", reader, only_held=True)


def test_a_provision_tells_the_positions_on_it(author: User, owner: User) -> None:
    position = approved(author, owner)
    assert position.number in signed_in(author).get("/law/PHS_§_28_lg_2").content.decode()
    assert position.number not in signed_in(author).get("/law/PHS_§_29").content.decode()


# ------------------------------------------------------------------------------ speed


def many(author: User, owner: User, number: int) -> None:
    """Positions that hold, as many as asked for, on a few provisions."""
    first = approved(author, owner)
    rows = Position.objects.bulk_create(
        [
            Position(
                number=f"S-2020-{at:04}", state=State.APPROVED, author=author, latest=1,
                question=f"Küsimus {at}", theme="procedure", approved_by=owner,
                approved_on=first.approved_on, review_by=first.review_by, competence="x",
            )
            for at in range(number)
        ]
    )  # fmt: skip
    PositionVersion.objects.bulk_create(
        [
            PositionVersion(
                position=each, number=1, author=author, question=each.question, answer="x",
                reasons="y", citations="PHS § 29", theme="procedure", token=f"many-{each.number}",
            )
            for each in rows
        ]
    )  # fmt: skip


def test_pages_ask_the_database_no_more_of_a_thousand(
    author: User, owner: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    many(author, owner, 1000)
    client = signed_in(author)
    for address, most in (("/positions/", 18), ("/positions/S-2020-0500/", 27), ("/", 40)):
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200
