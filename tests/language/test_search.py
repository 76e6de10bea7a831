"""Search over a few invented units: what is found, in which order, and why."""

from __future__ import annotations

import pytest
from benchmarks.search_quality import ACTS, SETS, answered, questions, sections

from perenou.language.morphology import Endings
from perenou.language.search.engine import Index
from perenou.language.search.unit import Filters, Unit, words
from perenou.language.term_base import term_base

LONG = "Lisa sisaldab palju muud juttu, mis ei puutu asjasse. " * 8


def act(address: str, title: str, text: str) -> Unit:
    return Unit(address, title, text, "act", address.split(" ")[0])


UNITS = (
    act("NäS § 1", "Lapsetoetus", "Toetust makstakse iga lapse eest kuni õpingute lõpuni."),
    act("NäS § 2", "Maksmise peatamine", "Amet peatab maksmise, kui saaja lahkub riigist."),
    Unit("NäS § 2 lg 1", "", "Peatamisest teatatakse saajale.", "act", "NäS", "order", 100, 200),
    act("NäS § 21", "Tegevteenistuspension", f"{LONG}Pensioni saab kaitseväelane."),
    act("TöS § 5", "Isapuhkus", "Ema- ja isapuhkusele jäämisest teatatakse tööandjale."),
    Unit("Alustamine", "Alustamine", "Käsiraamat ütleb, kuidas alustada.", "handbook"),
    Unit("PHS § 36", "Kolmkümmend päeva", "Üks saab raha.", "rule", "PHS"),
)


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(UNITS, terms=term_base().values())


def found(index: Index, text: str, filters: Filters | None = None) -> list[str]:
    answer = index.ask(text) if filters is None else index.ask(text, filters)
    return [hit.unit.address for hit in answer.hits]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("lapsetoetustest", "NäS § 1"),
        ("toetus", "NäS § 1"),
        ("maksmiste peatamistest", "NäS § 2"),
        ("tegevteenistuses", "NäS § 21"),
        ("isa puhkus", "TöS § 5"),
        ("emapuhkus", "TöS § 5"),
        ("isapuhkuss", "TöS § 5"),
        ("alustab", "Alustamine"),
        ("paternity benefit", "PHS § 36"),
        ("отцовское пособие", "PHS § 36"),
    ],
)
def test_a_question_finds_what_answers_it(index: Index, asked: str, first: str) -> None:
    assert found(index, asked)[0] == first


@pytest.mark.parametrize(
    ("asked", "how"),
    [
        ("lapsetoetust", "word"),
        ("vanaduspension", "part"),
        ("teataja", "verb"),
        ("isa puhkus", "joined"),
        ("isapuhkuss", "similar"),
        ("isakuu", "cited"),
    ],
)
def test_each_place_has_its_reason(index: Index, asked: str, how: str) -> None:
    reasons = [reason.how for hit in index.ask(asked).hits for reason in hit.reasons]
    assert how in reasons


def test_what_found_nothing_is_said(index: Index) -> None:
    answer = index.ask("lapsetoetus xyzzy")
    assert answer.found_nothing == ("xyzzy",)
    assert answer.hits[0].unit.address == "NäS § 1"
    assert index.ask("isakuu").found_nothing == ()
    assert index.ask("ja kui").hits == ()
    assert index.ask("").hits == ()


def test_the_terms_that_were_understood_are_said(index: Index) -> None:
    assert "isa vanemahüvitis" in index.ask("isakuu").terms


def test_a_word_alone_does_not_stand_for_a_name_that_needs_more(index: Index) -> None:
    """The words that say nothing by themselves count where they tell what is meant."""
    assert "lapse üleandmine" not in index.ask("kui vanim laps saab 19").terms
    assert "lapse üleandmine" in index.ask("laps kätte saada").terms


def test_a_persons_name_is_not_taken_for_the_words_that_it_is_made_of(index: Index) -> None:
    answer = index.ask("Maie Lapsepuhk")
    assert answer.found_nothing == ("maie", "lapsepuhk")
    assert answer.hits == ()


def test_a_longer_name_hides_the_shorter_in_it(index: Index) -> None:
    meant = index.ask("puudega lapse toetus").terms
    assert "puudega lapse toetus" in meant


def test_hits_are_highlighted_in_the_form_they_have(index: Index) -> None:
    hit = index.ask("peatamine").hits[0]
    assert [hit.unit.title[a:b] for a, b in hit.in_title] == ["peatamine"]
    assert [hit.unit.text[a:b] for a, b in hit.in_text] == ["peatab"]


def test_a_snippet_shows_the_first_highlight(index: Index) -> None:
    (hit,) = index.ask("kaitseväelane").hits
    text, marks = hit.snippet(60)
    assert text.startswith("…")
    assert [text[a:b] for a, b in marks] == ["kaitseväelane"]
    (short,) = index.ask("käsiraamat").hits
    assert short.snippet()[0] == short.unit.text
    (cut,) = index.ask("muud juttu").hits
    assert cut.snippet(60)[0].endswith("…")


def test_a_citation_finds_the_provision_and_what_is_below_it() -> None:
    below = Unit("PHS § 36 lg 2", "Algus", "Muu.", "rule", "PHS")
    index = Index([*UNITS, below, Unit("PHS § 361", "Muu", "Muu.", "rule", "PHS")])
    assert found(index, "perehüvitiste seaduse § 36") == ["PHS § 36", "PHS § 36 lg 2"]
    assert found(index, "PHS § 36 lg 2") == ["PHS § 36 lg 2"]


@pytest.mark.parametrize(
    ("filters", "addresses"),
    [
        (Filters(sources=frozenset({"TöS"})), {"TöS § 5"}),
        (Filters(kinds=frozenset({"rule"})), set()),
        (Filters(themes=frozenset({"order"})), {"NäS § 2 lg 1"}),
        (Filters(day=150, sources=frozenset({"NäS"})), {"NäS § 2 lg 1"}),
        (Filters(day=200, sources=frozenset({"NäS"})), set()),
    ],
)
def test_filters_leave_the_rest_out(index: Index, filters: Filters, addresses: set[str]) -> None:
    assert set(found(index, "teatama", filters)) == addresses


def test_one_source_is_brought_up_to_date() -> None:
    index = Index(UNITS)
    new = Unit("TöS § 5", "Vanemapuhkus", "Vanem jääb puhkusele.", "act", "TöS")
    index.update("TöS", [new])
    assert len(index) == len(UNITS)
    assert found(index, "isapuhkus") == ["TöS § 5"]
    assert index.ask("vanemapuhkus").hits[0].unit == new
    index.update("TöS", [])
    assert len(index) == len(UNITS) - 1
    assert found(index, "vanemapuhkus") == []
    index.update("NäS", UNITS[:2])
    assert len(index) == len(UNITS) - 3
    index.update("TöS", [new])
    assert found(index, "lapsetoetus") == ["NäS § 1"]


def test_after_many_changes_the_index_is_whole_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from perenou.language.search import engine

    monkeypatch.setattr(engine, "_MANY", 1)
    index = Index(UNITS)
    index.update("NäS", UNITS[:3])
    assert len(index) == len(UNITS) - 1
    assert found(index, "lapsetoetus") == ["NäS § 1"]


def test_units_of_another_source_are_refused() -> None:
    with pytest.raises(ValueError, match="units of 'NäS' among those of 'TöS'"):
        Index(UNITS).update("TöS", UNITS[:1])


def test_an_empty_index_answers_nothing() -> None:
    assert Index().ask("lapsetoetus").hits == ()
    assert Index().complete("lapse") == []


def test_typing_is_completed_by_terms_and_then_by_words(index: Index) -> None:
    assert "isa vanemahüvitis" in index.complete("isa v")
    assert "tegevteenistus" in index.complete("tegev")
    assert index.complete("maksmise peata")[0] == "maksmise peatama" or index.complete("x") == []
    assert index.complete("  ") == []


def test_without_a_dictionary_it_still_finds() -> None:
    index = Index(UNITS, terms=term_base().values(), by=Endings())
    assert found(index, "lapsetoetustest")[0] == "NäS § 1"
    assert found(index, "isakuu")[0] == "PHS § 36"


def test_without_mending_a_misspelt_word_finds_nothing() -> None:
    assert Index(UNITS, mend=False).ask("lapsetoetuzz").found_nothing == ("lapsetoetuzz",)


def test_words_are_lower_case_and_yo_is_ye() -> None:
    assert words("Ребёнок – EMA-ja 3 last!") == ["ребенок", "ema", "ja", "last"]


@pytest.mark.slow
@pytest.mark.skipif(not ACTS.is_dir(), reason="no acts to search in")
def test_the_labelled_questions_are_answered() -> None:
    asked = {name: questions(name) for name in SETS}
    assert sum(map(len, asked.values())) >= 100
    index = Index(list(sections(ACTS)), terms=term_base().values())
    everyday: list[bool] = []
    for name, rows in asked.items():
        by_kind = answered(index, rows)
        right = [each for found in by_kind.values() for each in found]
        assert sum(right) >= 0.9 * len(right), name
        everyday += by_kind["everyday"]
        assert sum(by_kind["everyday"]) >= 0.85 * len(by_kind["everyday"]), name
    assert everyday
