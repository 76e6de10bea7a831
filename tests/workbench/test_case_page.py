"""The case page: the answer first, and then everything that a determination tells."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from xml.dom.minidom import parseString

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags
from tests.solved import solved
from tests.statutes.gazette_files import Invented, section, subsection
from tests.workbench.conftest import EXAMPLES, Opened, People, signed_in

from perenou.casework.case_file.change import changed
from perenou.casework.case_file.reader import read
from perenou.casework.report import Line
from perenou.casework.solve import solve
from perenou.casework.tell import tell
from perenou.casework.tell_sheet import tell_sheets
from perenou.casework.words import Words
from perenou.language.grammar import LANGUAGES, Language
from perenou.statutes.importer import read_file
from perenou.statutes.store import Store
from perenou.workbench.accounts.rights import Role
from perenou.workbench.cases import kept_pages, result, solving
from perenou.workbench.cases.actions import save
from perenou.workbench.cases.built import ROOMS, TELLING, built, told_by
from perenou.workbench.cases.drawing import answer_drawn
from perenou.workbench.cases.facts_told import facts_told
from perenou.workbench.cases.kept_pages import Parts
from perenou.workbench.cases.models import KeptAnswer, KeptPage, Version
from perenou.workbench.cases.month_chart import month_chart
from perenou.workbench.cases.months_told import months_told
from perenou.workbench.cases.solving import Answer, solved_case
from perenou.workbench.cases.why_tree import tree

pytestmark = pytest.mark.django_db

SLOW = "almost_nothing_known"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.yaml") if path.stem != SLOW)
QUERIES = 18
"""Of a case page without links to other cases, signing in and the audit trail included."""

FIRST = 17
"""At most so many more where it is drawn for the first time in a language, on a day of the law."""


def text_of(client: Client, address: str) -> str:
    return plain(unescape(strip_tags(client.get(address).content.decode())))


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("example", NAMES)
def test_nothing_that_a_determination_tells_is_left_out(
    somebody: People, opened: Opened, example: str
) -> None:
    user = somebody(Role.CASEWORKER)
    case = opened(user, example)
    html = signed_in(user).get(f"/cases/{case.number}/").content.decode()
    page = plain(unescape(strip_tags(html)))
    made = solved(example).determination
    report = tell(made)
    for told in report.sections:
        for line in told.lines:
            # How many doubts and questions there are stands once, where it leads to them.
            if told.key == "summary" and line.tone == "doubt":
                assert ('href="#doubts"' in html) == bool(made.doubts)
                assert ('href="#questions"' in html) == bool(made.questions)
                continue
            assert plain(line.text) in page, (told.key, line.text)
        for row in told.table.rows if told.table else ():
            assert all(plain(cell) in page for cell in row), (told.key, row)
    summary = report.section("summary")
    assert summary is not None
    first = page.index(plain(summary.lines[0].text))
    others = [plain(s.heading) for s in report.sections if s.key not in ("summary", "questions")]
    assert all(page.index(heading, first) > first for heading in others)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("example", ["eu_disputed_then_settled", "triplets", "missing_facts"])
def test_pictures_are_whole_and_described(example: str, language: Language) -> None:
    case = read(EXAMPLES / f"{example}.yaml")
    answer = solved_case(case)
    words = Words(language, answer.made.name_of)
    table = months_told(answer.made, answer.turns, words)
    assert table is not None
    svg = month_chart(table, words)
    element = parseString(svg).documentElement
    assert element is not None
    title, described = (element.getElementsByTagName(tag)[0] for tag in ("title", "desc"))
    assert element.getAttribute("aria-labelledby").split() == [
        title.getAttribute("id"), described.getAttribute("id"),
    ]  # fmt: skip
    assert 'style="' not in svg


def test_a_changed_month_says_why() -> None:
    answer = solved_case(read(EXAMPLES / "three_children_one_turns_19.yaml"))
    table = months_told(answer.made, answer.turns, Words("et", answer.made.name_of))
    assert table is not None
    before, after = table.rows
    assert (before.total, after.total) == ((710_00, 710_00), (160_00, 160_00))
    assert before.why == ()
    assert any("Kaarel" in line.text and "ei õpi" in line.text for line in after.why)
    assert all("alates 1. juulist 2026" in line.text for line in after.why)
    chart = month_chart(table, Words("et"))
    assert chart.count('class="turn"') == 1


def test_part_of_a_month_and_a_single_payment_are_told() -> None:
    answer = solved_case(read(EXAMPLES / "third_child_born_in_october.yaml"))
    table = months_told(answer.made, answer.turns, Words("et", answer.made.name_of))
    assert table is not None
    told = " ".join(line.text for row in table.rows for line in row.why)
    assert "21 päeva kuu 31 päevast" in told
    assert "makstakse üks kord" in told


def test_facts_are_told_by_field_with_their_source() -> None:
    case = read(EXAMPLES / "eu_mother_estonia_father_finland.yaml")
    groups = {group.who: group for group in facts_told(case, "et")}
    child = {fact.place: fact for fact in groups["juku"].facts}
    assert child["children.juku.birth"].label == "sünnikuupäev"
    assert child["children.juku.birth"].text == "14.05.2018"
    assert "Soome" in child["children.juku.state_benefits.0"].text
    assert child["children.juku.state_benefits.0"].source == "Kela otsus"
    assert "Mari Näide" in child["children.juku.parents.0"].text
    work = {fact.place: fact for fact in groups["mari"].facts}["people.mari.work.0"]
    assert work.source == "register"
    assert {"claims.0", "as_of"} <= {fact.place for fact in groups[""].facts}


def test_what_an_entry_holds_is_told_entry_by_entry() -> None:
    groups = {g.who: g for g in facts_told(read(EXAMPLES / "eu_disputed_then_settled.yaml"), "et")}
    facts = {fact.place: fact for fact in groups[""].facts}
    assert "sündmused" not in facts["dealings.0"].text
    told = facts["dealings.0.events.1"]
    assert told.label == "asjaajamine teise riigiga · sündmused"
    assert "ajutine otsus" in told.text


def test_why_opens_in_the_page_and_as_a_page_of_its_own(somebody: People, opened: Opened) -> None:
    user = somebody(Role.CASEWORKER)
    case, client = opened(user, "three_children_one_turns_19"), signed_in(user)
    address = f"/cases/{case.number}/why/large_family_allowance/"
    whole = client.get(address).content.decode()
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" in whole
    assert "<html" not in part
    assert part.strip() in whole
    assert "PHS § 21 lg 1" in part
    assert client.get(f"/cases/{case.number}/why/no_such_benefit/").status_code == 404


def test_the_calculation_of_a_daily_rate_opens_from_the_case(
    somebody: People, opened: Opened
) -> None:
    user = somebody(Role.CASEWORKER)
    case, client = opened(user, "parental_benefit_two_parents"), signed_in(user)
    page, address = f"/cases/{case.number}/", f"/cases/{case.number}/sheet/"
    shown = client.get(page).content.decode()
    assert f'href="{address}"' in shown
    assert "perenou solve" not in shown
    sheet = text_of(client, address)
    made = solve(read(EXAMPLES / "parental_benefit_two_parents.yaml"))
    assert made.parental is not None
    for each in tell_sheets(made.parental.sheets, Words("et", made.name_of)):
        assert plain(each.heading) in sheet
        assert all(plain(line.text) in sheet for line in each.lines)
    other = opened(user, "everyday_two_children")
    assert "/sheet/" not in client.get(f"/cases/{other.number}/").content.decode()
    assert "ei ole ühegi päeva" in text_of(client, f"/cases/{other.number}/sheet/")


def test_a_tree_keeps_every_line_at_its_depth() -> None:
    lines = [Line("a", 0, "good"), Line("b", 1), Line("c", 2), Line("d", 1), Line("e", 0)]
    made = tree(lines, "sest")
    assert strip_tags(made) == "abcde"
    # A line with a link in it is opened by a word of its own: a link cannot stand in a button.
    linked = tree([Line("a (PHS § 17 lg 1)", 0, "good"), Line("b", 1)], "sest")
    assert '<summary class="small">sest</summary>' in linked
    assert linked.index("</a>") < linked.index("<summary")
    assert made.count("<ul") == 3
    assert made.count("<li>") == 5


def test_a_kept_answer_that_comes_out_otherwise_now_is_told(
    somebody: People, opened: Opened
) -> None:
    user = somebody(Role.CASEWORKER)
    case, client = opened(user), signed_in(user)
    version = case.versions.get()
    told = "Praegune õigus annab teise vastuse"
    assert told not in text_of(client, f"/cases/{case.number}/")
    assert "täpselt sama vastuse" in text_of(client, f"/cases/{case.number}/versions/")
    answer = solve(read(EXAMPLES / "everyday_two_children.yaml")).receipt.answer
    Version.objects.filter(pk=version.pk).update(receipt=version.receipt.replace(answer, "0" * 32))
    assert told in text_of(client, f"/cases/{case.number}/")
    assert "tuleb viimasele versioonile teine tulemus" in text_of(
        client, f"/cases/{case.number}/versions/"
    )


def test_another_day_of_the_law_is_told_and_applied(somebody: People, opened: Opened) -> None:
    user = somebody(Role.CASEWORKER)
    case, client = opened(user, "raise_2023"), signed_in(user)
    address = f"/cases/{case.number}/"
    before = text_of(client, address)
    client.post("/law-day/", {"day": "2023-03-01", "next": address})
    after = text_of(client, address)
    assert "oli teada 1. märtsil 2023" in after
    report = tell(solve(read(EXAMPLES / "raise_2023.yaml"), as_of=738_580))
    assert plain(report.sections[0].lines[0].text) in after
    assert plain(report.sections[0].lines[0].text) not in before


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("what-if/", 15),
        ("versions/", 15),
        ("share/", 14),
        ("export/", 12),
        ("compare/?before=1&after=1", 20),
    ],
)
def test_the_pages_beside_a_case_ask_a_fixed_number_of_times(
    somebody: People, opened: Opened, address: str, queries: int
) -> None:
    user = somebody(Role.CASEWORKER)
    case, client = opened(user), signed_in(user)
    client.get(f"/cases/{case.number}/{address}")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/cases/{case.number}/{address}").status_code == 200
    assert len(asked) == queries


@pytest.mark.parametrize(
    ("example", "queries"),
    # One more where there are doubts that a position may settle.
    [("everyday_two_children", QUERIES), ("third_child_born_in_october", QUERIES + 1)],
)
def test_a_case_page_asks_the_database_a_fixed_number_of_times(
    somebody: People, opened: Opened, example: str, queries: int
) -> None:
    user = somebody(Role.CASEWORKER)
    case, client = opened(user, example), signed_in(user)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/cases/{case.number}/").status_code == 200
    assert len(asked) <= queries + FIRST
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/cases/{case.number}/").status_code == 200
        assert len(asked) == queries


def test_a_page_at_hand_is_never_that_of_another_version_day_language_or_program(
    somebody: People, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = somebody(Role.CASEWORKER)
    case, client = opened(user, "raise_2023"), signed_in(user)
    address = f"/cases/{case.number}/"
    drawn: list[tuple[int, str]] = []

    def counted(answer: Answer, number: str, language: Language, sources: dict[str, str]) -> Parts:
        drawn.append((answer.made.as_of, language))
        return answer_drawn(answer, number, language, sources)

    monkeypatch.setattr(result, "answer_drawn", counted)
    first = text_of(client, address)
    assert text_of(client, address) == first
    assert len(drawn) == 1
    client.post("/law-day/", {"day": "2023-03-01", "next": address})
    assert text_of(client, address) != first
    # A day that is chosen is asked for even where the case file names another one.
    client.post("/law-day/", {"day": "2026-11-20", "next": address})
    client.get(address)
    client.post("/law-day/", {"day": "", "next": address})
    client.post("/language/", {"language": "ru", "next": address})
    client.get(address)
    client.post("/language/", {"language": "et", "next": address})
    assert len(set(drawn)) == len(drawn) == 4
    changed_case = changed(read(EXAMPLES / "raise_2023.yaml"), ["title=Teine"])
    save(user, case, changed_case, based_on=1, token="second")
    client.get(address)
    assert len(drawn) == 5
    monkeypatch.setattr(kept_pages, "told_by", lambda: "another program")
    client.get(address)
    client.get(address)
    assert len(drawn) == 6
    assert set(KeptPage.objects.values_list("built", flat=True)) >= {"another program"}


def test_a_page_at_hand_tells_nothing_of_who_reads(somebody: People, opened: Opened) -> None:
    owner, expert = somebody(Role.CASEWORKER), somebody(Role.EXPERT)
    case = opened(owner, "missing_facts")
    address = f"/cases/{case.number}/"
    writes = [f"/entry/{case.number}/interview/", "csrfmiddlewaretoken"]
    for user, may_change in ((owner, True), (expert, False), (owner, True)):
        page = signed_in(user).get(address).content.decode()
        assert (writes[0] in page) == may_change
    assert KeptPage.objects.count() == 1
    content = KeptPage.objects.get().content
    assert not any(each in content for each in writes)
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM cases_keptpage")
        assert "Mari" not in str(cursor.fetchall())


def test_pages_at_hand_are_few_and_those_of_an_earlier_program_go(
    somebody: People, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = somebody(Role.CASEWORKER)
    case, client = opened(user), signed_in(user)
    monkeypatch.setattr(kept_pages, "MOST_KEPT", 2)
    for benefit in ("child_allowance", "large_family_allowance", "birth_allowance"):
        client.get(f"/cases/{case.number}/why/{benefit}/")
        client.get(f"/cases/{case.number}/")
    assert KeptPage.objects.count() == 2
    monkeypatch.setattr(kept_pages, "told_by", lambda: "another program")
    client.get(f"/cases/{case.number}/")
    assert KeptPage.objects.get().built == "another program"


def test_an_answer_is_kept_and_made_anew_by_another_program(
    somebody: People, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = opened(somebody(Role.CASEWORKER))
    version = case.versions.get()
    fresh = solved_case(read(EXAMPLES / "everyday_two_children.yaml"))
    made = 0

    def counted(*arguments: object) -> object:
        nonlocal made
        made += 1
        return solved_case(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(solving, "solved_case", counted)
    assert solving.answered(version) == fresh
    assert made == 0
    monkeypatch.setattr(solving, "built", lambda: "another program")
    assert [solving.answered(version) for _ in range(2)] == [fresh, fresh]
    assert made == 1
    for day in range(739_000, 739_012):
        solving.answered(version, day)
    assert KeptAnswer.objects.filter(version=version).count() == solving.MOST_KEPT
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM cases_keptanswer")
        assert "Mari" not in str(cursor.fetchall())


def test_a_program_is_another_when_anything_that_it_answers_by_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in TELLING:
        (tmp_path / room).mkdir()
        (tmp_path / room / "rule.py").write_text("a")
    monkeypatch.setattr("perenou.__file__", str(tmp_path / "__init__.py"))
    answers, pages = set(), set()
    for room in ("", *TELLING):
        if room:
            (tmp_path / room / "rule.py").write_text("b")
        answers.add(built.__wrapped__())
        pages.add(told_by.__wrapped__())
    assert (len(answers), len(pages)) == (1 + len(ROOMS), 1 + len(TELLING))


@pytest.fixture
def acts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user's store in which an invented wording of an act holds since 2031."""
    monkeypatch.setenv("PERENOU_STORE", str(tmp_path / "store"))
    early = Invented(
        id="115012031002", abbreviation="PHS", title="Katse", since="2031-02-01",
        until="2031-09-30",
    )  # fmt: skip
    late = replace(early, id="108042031004", since="2031-10-01", until="")
    with Store(tmp_path / "store") as store:
        body = section("17", subsection("1", "Varasem sõnastus."), title="Pealkiri")
        store.add(read_file(early.write(tmp_path, body)))
        body = section("17", subsection("1", "Hilisem sõnastus."), title="Pealkiri")
        store.add(read_file(late.write(tmp_path, body)))


@pytest.mark.usefixtures("acts")
def test_a_provision_opens_in_its_own_words_of_the_day(somebody: People) -> None:
    client = signed_in(somebody(Role.CASEWORKER))
    early = text_of(client, "/law/PHS_§_17_lg_1?on=2031-03-01")
    late = text_of(client, "/law/PHS_§_17_lg_1?on=2031-11-01")
    assert "Varasem sõnastus." in early
    assert "Hilisem sõnastus." in late
    assert "sõnastus." not in text_of(client, "/law/PHS_§_17_lg_1?on=2026-11-01")
    beside = client.get("/law/PHS_§_17_lg_1", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in beside
    assert "right_to_child_allowance" in beside


def test_without_a_store_none_is_made(
    somebody: People, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERENOU_STORE", str(tmp_path / "nowhere"))
    client = signed_in(somebody(Role.CASEWORKER))
    assert client.get("/law/PHS_§_17_lg_1").status_code == 200
    assert not (tmp_path / "nowhere").exists()


def test_a_provision_of_the_union_has_a_page(somebody: People, opened: Opened) -> None:
    user = somebody(Role.CASEWORKER)
    case = opened(user, "eu_mother_estonia_father_finland")
    client = signed_in(user)
    page = client.get(f"/cases/{case.number}/").content.decode()
    address = "/law/883/2004_art_68(1)(b)(i)"
    assert f'href="{address}' in page
    assert client.get(address).status_code == 200
    assert client.get("/law/midagi").status_code == 404
    assert client.get(f"/law/PHS_§_{'1' * 40}").status_code == 404


def test_a_month_that_goes_to_another_recipient_says_so_and_no_more() -> None:
    answer = solved_case(read(EXAMPLES / "separated_parents_alternating.yaml"))
    table = months_told(answer.made, answer.turns, Words("et", answer.made.name_of))
    assert table is not None
    (turned,) = [row for row in table.rows if row.why]
    assert [line.text for line in turned.why] == [
        "Saaja vahetub: seni Helen Prooviste, nüüd Margus Prooviste "
        "(lapsetoetus ja lasterikka pere toetus)."
    ]


def test_a_second_recipient_of_days_joins_and_takes_over_from_nobody() -> None:
    """Both parents draw shared benefit in one month: what the first is paid passes to nobody."""
    answer = solved_case(read(EXAMPLES / "parental_benefit_two_parents.yaml"))
    words = Words("et", answer.made.name_of)
    table = months_told(answer.made, answer.turns, words)
    assert table is not None
    told = [line.text for row in table.rows for line in row.why]
    assert "Lisandub saaja: Jaan Näide (jagatav vanemahüvitis)." in told
    assert "Enam ei saa: Jaan Näide (jagatav vanemahüvitis)." in told
    assert not any(text.startswith("Saaja vahetub") and "jagatav" in text for text in told)


def test_the_legal_basis_opens_each_wording_as_it_stood(somebody: People, opened: Opened) -> None:
    """The same provision in two wordings opens as two, each on a day within its own."""
    user = somebody(Role.CASEWORKER)
    case = opened(user, "step_down_2023")
    page = signed_in(user).get(f"/cases/{case.number}/").content.decode()
    basis = page[page.index("Õiguslik alus") :]
    rows = re.findall(r"<tr>.*?</tr>", basis[: basis.index("</table>")], re.S)[1:]
    assert rows
    assert all(re.search(r'href="/law/[^"]+\?on=\d{4}-\d\d-\d\d"', row) for row in rows)
