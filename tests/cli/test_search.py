"""``perenou search``: what it finds, why, and its one message when it cannot."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from benchmarks.search_quality import ACTS, SETS, answered, questions
from tests.statutes.gazette_files import Invented, section, subsection

from perenou.cli import search as module
from perenou.cli.app import run
from perenou.impact import findable
from perenou.impact.findable import handbook, index_of, units
from perenou.language import morphology
from perenou.language.grammar import LANGUAGES
from perenou.language.morphology import analyser
from perenou.language.search.unit import Filters

Printed = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def no_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PERENOU_LANG", raising=False)
    monkeypatch.setenv("PERENOU_STORE", str(tmp_path / "no store"))


def said(capsys: Printed, *arguments: str) -> str:
    assert run(["search", *arguments]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return " ".join(out.split())


def test_an_everyday_word_finds_the_term_and_its_norms(capsys: Printed) -> None:
    out = said(capsys, "emapalgast")
    assert "Arvestatud ka termineid: vanemahüvitis." in out
    assert "1. vanemahüvitis [termin] Päevade kaupa makstav" in out
    assert "„emapalgast“: termin viitab sättele PHS § 34" in out
    # Other languages and the names of norms find, but do not show.
    assert "parental benefit" not in out
    assert "(mothers_" not in out
    assert not re.search("[а-яё]", out)


def test_a_citation_finds_its_norms(capsys: Printed) -> None:
    out = said(capsys, "perehüvitiste", "seaduse", "§ 21 lg 1", "--most", "3")
    assert out.count("PHS § 21 lg 1 ") == 3
    assert out.count("viide PHS § 21 lg 1") == 3


def test_a_provision_is_found_by_what_it_says(capsys: Printed) -> None:
    out = said(capsys, "lapsendajad", "korraga", "35", "--kind", "summary", "--most", "1")
    assert "1. PHS § 34 lg 3 [säte lühidalt] Mõlemad vanemad võivad hüvitist korraga" in out


def test_the_handbook_is_searched(capsys: Printed) -> None:
    out = said(capsys, "juhtumifaili kirjutamine", "--kind", "handbook", "--most", "1")
    assert "1. Juhtumifaili kirjutamine [käsiraamat]" in out


@pytest.mark.parametrize(
    ("language", "asked", "title"),
    [
        ("en", "child allowance", "Search: child allowance"),
        ("ru", "детское пособие", "Поиск: детское пособие"),
    ],
)
def test_the_answer_comes_in_the_language_asked_for(
    capsys: Printed, language: str, asked: str, title: str
) -> None:
    out = said(capsys, asked, "--lang", language)
    assert title in out
    assert "PHS § 17" in out


def test_words_that_find_nothing_are_said(capsys: Printed) -> None:
    assert "Need sõnad ei leidnud midagi: xyzzyq." in said(capsys, "lapsetoetus", "xyzzyq")
    out = said(capsys, "qqqqwxz")
    assert "Midagi ei leitud." in out
    assert "Need sõnad ei leidnud midagi: qqqqwxz." in out


def test_filters_leave_the_rest_out(capsys: Printed) -> None:
    assert "[norm]" not in said(capsys, "lapsetoetus", "--kind", "term")
    out = said(capsys, "toetus", "--act", "KVTS")
    assert "KVTS §" in out
    assert "PHS §" not in out.replace("sättele PHS §", "")
    assert "[termin]" in said(capsys, "hüvitis", "--theme", "parental_benefit")
    early = said(capsys, "jagatav vanemahüvitis", "--kind", "rule", "--date", "2017-02-01")
    late = said(capsys, "jagatav vanemahüvitis", "--kind", "rule", "--date", "2026-02-01")
    assert early != late


def test_an_unknown_kind_is_refused(capsys: Printed) -> None:
    assert run(["search", "toetus", "--kind", "akt"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "Liiki „akt“ ei ole. Liigid on: rule, summary, term, handbook, act, guidance.\n"


def test_without_the_analyser_the_answer_says_so(
    capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    analyser.cache_clear()
    monkeypatch.setattr(morphology, "find_spec", lambda _: None)
    out = said(capsys, "lapsetoetus")
    analyser.cache_clear()
    assert "lapsetoetus [termin]" in out
    assert "Sõnavorme võrreldi ainult lõppude järgi." in out


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_can_be_found_has_an_address_and_a_title(language: str) -> None:
    found = list(units(language))  # type: ignore[arg-type]
    assert (
        {each.kind for each in found} == {"rule", "summary", "term", "handbook"} < set(module.KINDS)
    )
    assert all(each.address and each.title and (each.text or each.also) for each in found)


def test_an_installed_handbook_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert handbook().startswith("# Käsiraamat")
    text = "# Minu raamat\n\n## Tühi\n\n## Täis\n\nSiin on `jutt`.\n"
    (tmp_path / "handbook.md").write_text(text, encoding="utf-8")
    monkeypatch.setattr(findable, "files", lambda _: tmp_path)
    assert handbook() == text
    pages = [(each.title, each.text) for each in units("et") if each.kind == "handbook"]
    assert pages == [("Täis", "Siin on jutt.")]


# ------------------------------------------------------------------------------ the store


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    store = tmp_path / "store"
    monkeypatch.setenv("PERENOU_STORE", str(store))
    act = Invented(
        id="115012031002", abbreviation="HMS", title="Katseseadus", since="2026-02-01"
    ).write(
        tmp_path,
        section("5", subsection("1", "Kuuvarjund antakse kõigile."), title="Varjundid"),
    )
    memo = tmp_path / "memo.md"
    memo.write_text(
        "---\ntitle: Katsememo\nissuer: Amet\ndate: 2026-01-02\naccess: AK\nstatus: eelnõu\n---\n"
        "# Kuuvarjundi arvutus\nKuuvarjund arvutatakse kord aastas.\n",
        encoding="utf-8",
    )
    assert run(["law", "import", str(act), str(memo)]) == 0
    return store


@pytest.mark.usefixtures("stored")
def test_the_acts_and_guidance_of_the_store_are_searched(capsys: Printed) -> None:
    capsys.readouterr()
    out = said(capsys, "kuuvarjundist")
    assert "HMS § 5 Varjundid [akt] selles sõnastuses alates 1. veebruarist 2026" in out
    assert (
        "Katsememo jaotis 1 Kuuvarjundi arvutus [juhend] juurdepääsupiirang: AK seisund: eelnõu"
        in out
    )
    assert "[akt]" not in said(capsys, "kuuvarjund", "--kind", "guidance")
    assert "[juhend]" not in said(capsys, "kuuvarjund", "--act", "HMS")
    assert "[akt]" not in said(capsys, "kuuvarjund", "--date", "2026-01-15")
    assert "1. HMS § 5 " in said(capsys, "HMS § 5 lg 1")


@pytest.mark.usefixtures("stored")
def test_a_section_is_shown_once_in_the_wording_of_today(capsys: Printed, tmp_path: Path) -> None:
    for id, since, words in (
        ("101012020001", "2020-02-01", "Kuuvarjund oli vanasti kallis."),
        ("101012400001", "2400-02-01", "Kuuvarjund on kord odav."),
    ):
        act = Invented(id=id, abbreviation="HMS", title="Katseseadus", since=since)
        body = section("5", subsection("1", words), title="Varjundid")
        assert run(["law", "import", str(act.write(tmp_path, body))]) == 0
    capsys.readouterr()
    out = said(capsys, "kuuvarjund", "--kind", "act")
    assert out.count("HMS § 5") == 1
    assert "antakse kõigile" in out
    assert "ja veel 2 varasemat või hilisemat sõnastust" in out
    assert "vanasti kallis" in said(capsys, "kuuvarjund", "--kind", "act", "--date", "2021-01-01")


def test_a_store_that_is_not_there_is_not_made(capsys: Printed, tmp_path: Path) -> None:
    out = said(capsys, "lapsetoetus", "--store", str(tmp_path / "none"))
    assert "lapsetoetus [termin]" in out
    assert not (tmp_path / "none").exists()


@pytest.mark.slow
@pytest.mark.skipif(not ACTS.is_dir(), reason="no acts to search in")
def test_the_labelled_questions_are_answered_from_the_store(
    capsys: Printed, tmp_path: Path
) -> None:
    store = tmp_path / "real"
    assert run(["law", "import", str(ACTS), "--store", str(store)]) == 0
    capsys.readouterr()
    index = index_of("et", "0", store)
    acts = Filters(kinds=frozenset({"act"}))
    for name in SETS:
        by_kind = answered(index, questions(name), acts)
        right = [each for found in by_kind.values() for each in found]
        assert sum(right) >= 0.9 * len(right), name
        assert sum(by_kind["everyday"]) >= 0.85 * len(by_kind["everyday"]), name
