"""What rests on provisions: kept, found by the provision, typed by people, and shown as links."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.statutes.gazette_files import Invented, section, subsection
from tests.workbench.conftest import Opened, People, signed_in

from perenou.impact.touched import news
from perenou.rules.citation import Citation
from perenou.rules.rule import Labels
from perenou.statutes.importer import read_file
from perenou.workbench.accounts.rights import Role
from perenou.workbench.references import registered
from perenou.workbench.references.registered import Told, citing, refer, resting_on, rests_on
from perenou.workbench.references.templatetags.linked import linked
from perenou.workbench.references.typed import typed

DAY = date(2026, 11, 27).toordinal()


def cited(text: str) -> Citation:
    return Citation.parse(text)


def notes(keys: Collection[str]) -> Mapping[str, Told]:
    """Things of the tests; the one numbered 9 is there no longer."""
    return {key: Told(Labels(key, key, key), f"/notes/{key}") for key in keys if key != "9"}


@pytest.fixture
def _noted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registered.TELLERS, "note", f"{__name__}:notes")


@pytest.mark.django_db
def test_what_something_rests_on_is_replaced_whole() -> None:
    refer("note", 1, [cited("PHS § 17 lg 2"), cited("SÜS § 31"), cited("PHS § 17 lg 2")])
    refer("note", 2, [cited("PHS § 17")])
    refer("note", 1, [cited("SÜS § 31"), cited("PHS § 21")])
    assert rests_on("note", [1]) == {"1": (cited("SÜS § 31"), cited("PHS § 21"))}


@pytest.mark.django_db
def test_it_is_found_by_a_part_and_by_the_whole_but_not_by_a_neighbour() -> None:
    refer("note", 1, [cited("PHS § 17 lg 2")])
    refer("note", 2, [cited("PHS § 17")])
    refer("note", 3, [cited("PHS § 17 lg 3")])
    refer("task", 1, [cited("PHS § 17¹")])
    assert set(resting_on([cited("PHS § 17 lg 2 p 1")])) == {("note", "1"), ("note", "2")}
    assert {key for _, key in resting_on([cited("PHS § 17")], "note")} == {"1", "2", "3"}


@pytest.mark.django_db
@pytest.mark.usefixtures("_noted")
def test_rows_for_impact_leave_out_what_is_there_no_longer(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(1, 10):
        refer("note", number, [cited("PHS § 17 lg 2")])
    with django_assert_num_queries(1):
        rows = citing(act="PHS")
    assert [each.name for each in rows] == [f"note:{number}" for number in range(1, 9)]
    assert {each.kind for each in rows} == {"writing"}


@pytest.mark.django_db
@pytest.mark.usefixtures("_noted")
def test_a_change_of_an_act_touches_exactly_what_rests_on_it(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    first = Invented(id="115012031002", abbreviation="HMS", title="Katse", since="2031-02-01")
    then = Invented(id="108042031004", abbreviation="HMS", title="Katse", since="2031-10-01")
    parts = [subsection(str(number), f"Lõige {number}.") for number in (1, 2)]
    folder = tmp_path_factory.mktemp("acts")
    before = read_file(first.write(folder, section("5", *parts, title="T")))
    changed = section("5", parts[0], subsection("2", "Teisiti."), title="T")
    now = read_file(then.write(folder, changed))
    refer("note", 1, [cited("HMS § 5 lg 1")])
    refer("note", 2, [cited("HMS § 5 lg 2")])
    refer("note", 3, [cited("HMS § 5")])
    touched = {each.citing.name for each in news(before, now, citing()).touches}
    assert touched == {"note:2", "note:3"}


def test_a_wrong_citation_is_refused_in_words_that_cure() -> None:
    field = typed("PHS § 44; PHS § 17", DAY, "et")
    (said,) = field.errors
    assert said.startswith("PHS § 44 ei kehti 27.11.2026")
    assert field.text == "PHS § 44; PHS § 17"
    assert typed("", DAY, "et").errors
    assert not typed("", DAY, "et", is_needed=False).errors


def test_a_text_links_its_citations_and_nothing_else() -> None:
    shown = linked("<b> PHS § 17 lg 2 ja lg 3\nvt SÜS § 31 või lg 5", DAY)
    assert shown.startswith(
        '&lt;b&gt; <a class="provision" href="/law/PHS_§_17_lg_2?on=2026-11-27"'
    )
    assert shown.count("<a ") == 3
    assert "/law/PHS_§_17_lg_3?" in shown
    assert "/law/SÜS_§_31?" in shown
    assert shown.endswith(" või lg 5")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("vt N-2026-0001.", "N-2026-0001"),
        ("(#N-2026-0001)", "N-2026-0001"),
        ("S-2026-001 järgi", "S-2026-001"),
        ("kaasus 2026-0002, lõpp", "2026-0002"),
        ("#2026-2027", "2026-2027"),
        ("õppeaasta 2026-2027", ""),
        ("otsus 3-20-1234, 2026-11-28, 5551-2345", ""),
        ("A/2026-0002 ja 2026-0002/1", ""),
    ],
)
def test_a_number_in_a_text_is_a_link_where_it_is_a_number_of_ours(text: str, number: str) -> None:
    shown = linked(text, DAY)
    assert (f'<a href="/references/{number}/">' in shown) is bool(number)
    assert shown.count("<a ") == bool(number)


@pytest.mark.django_db
def test_a_number_leads_to_what_has_it_for_those_who_may_see_it(
    somebody: People, opened: Opened
) -> None:
    owner = somebody(Role.CASEWORKER)
    case = opened(owner)
    for user, leads in ((owner, f"/cases/{case.number}/"), (somebody(Role.CASEWORKER), None)):
        answer = signed_in(user).get(f"/references/{case.number}/")
        assert answer.headers.get("Location") == leads
    assert signed_in(owner).get("/references/N-2020-0001/").status_code == 404


@pytest.mark.django_db
def test_the_field_suggests_provisions_and_takes_the_chosen_one(somebody: People) -> None:
    client = signed_in(somebody(Role.CASEWORKER))
    typed_in = {"picker": "citations", "citations": "SÜS § 31; PHS § 21 l"}
    shown = client.post("/references/suggest/", typed_in).content.decode()
    assert "PHS § 21 lg 1" in shown
    chosen = client.post("/references/choose/", typed_in | {"chosen": "PHS § 21 lg 1"})
    assert ">SÜS § 31; PHS § 21 lg 1; </textarea>" in chosen.content.decode()
    assert client.post("/references/choose/", typed_in | {"chosen": "x"}).status_code == 400
    assert client.post("/references/suggest/", {"picker": "<x>"}).status_code == 400
