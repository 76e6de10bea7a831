"""``perenou law``: what its commands print, and their one message when something is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.statutes.document_files import docx, paragraph
from tests.statutes.fake_gazette import FakeGazette, serving
from tests.statutes.gazette_files import SAMPLE, Invented, chapter, point, section, subsection
from tests.statutes.union_files import OLD

from perenou import __version__
from perenou.cli import law
from perenou.cli.app import run
from perenou.language.grammar import LANGUAGES
from perenou.rules.citation import WORDINGS
from perenou.statutes import fetch, gateway

COMMANDS = ("import", "fetch", "list", "show", "diff", "watch", "cite")
CODED = Invented(
    id=WORDINGS["PHS"][-1][2],
    since="2026-10-01",
    group="1035395",
    abbreviation="PHS",
    title="Katseliste hüvitiste seadus",
)
NEWER = replace(CODED, id="101122026001", since="2027-01-01")
BODY = chapter(
    "3",
    "Toetused",
    section(
        "17",
        subsection("1", "Toetust saab katselaps."),
        subsection("3", "Määr on:", point("1", "kümme eurot;"), point("2", "viis eurot.")),
        subsection("4", "kehtetu"),
        title="Katselapse toetus",
    ),
)
Printed = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("PERENOU_LANG", raising=False)
    monkeypatch.setenv("PERENOU_STORE", str(tmp_path / "store"))
    return tmp_path / "store"


@pytest.fixture
def coded(tmp_path: Path, capsys: Printed) -> Path:
    """The redaction that the norms were written for is in the store."""
    path = CODED.write(tmp_path, BODY)
    said(capsys, "import", str(path))
    return path


def said(capsys: Printed, *arguments: str, code: int = 0) -> str:
    assert run(["law", *arguments]) == code
    out, err = capsys.readouterr()
    assert err == ""
    return out


def refused(capsys: Printed, *arguments: str) -> str:
    assert run(["law", *arguments]) == 2
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    assert out == ""
    assert err.count("\n") == 1
    return err.strip()


# ------------------------------------------------------------------------------ help


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_in_every_language(capsys: Printed, language: str) -> None:
    page = said(capsys, "--lang", language)
    assert page == said(capsys, "--help", "--lang", language)
    for command in COMMANDS:
        assert f"\n  {command} " in page
        assert "cli." not in said(capsys, command, "--help", "--lang", language)
    assert "cli." not in page


def test_a_command_that_is_not_there(capsys: Printed) -> None:
    assert "list" in refused(capsys, "lisst")
    assert "import" in refused(capsys, "xyzzy")


# ------------------------------------------------------------------------------ import


def test_import_tells_what_it_took_in(capsys: Printed) -> None:
    assert "Lisatud: NäS" in said(capsys, "import", str(SAMPLE))
    assert "Juba olemas: NäS" in said(capsys, "import", str(SAMPLE))


def test_import_goes_on_after_a_broken_file(capsys: Printed, tmp_path: Path) -> None:
    broken = tmp_path / "broken.xml"
    broken.write_text("<oigusakt xmlns='Juurakt'>", encoding="utf-8")
    assert run(["law", "import", str(broken), str(SAMPLE)]) == 2
    out, err = capsys.readouterr()
    assert "Lisatud: NäS" in out
    assert err.startswith(f"{broken}:1: ")
    assert err.count("\n") == 1


def test_import_tells_what_could_not_be_placed(capsys: Printed, tmp_path: Path) -> None:
    path = replace(CODED, abbreviation="KatS", group="5").write(
        tmp_path, section("1", text="x") + section("1", text="y")
    )
    assert "Tähelepanu" in said(capsys, "import", str(path))


@pytest.mark.usefixtures("coded")
def test_import_of_a_newer_redaction_lists_what_it_touches(capsys: Printed, tmp_path: Path) -> None:
    path = NEWER.write(tmp_path, BODY.replace("kümme", "üksteist"))
    out = said(capsys, "import", str(path))
    assert "§ 17 lg 3 p 1: muudetud" in out
    assert "[-kümme-] {+üksteist+} eurot;" in out
    assert "puudutab: määr child_allowance_first_two" in out
    assert "large_family" not in out


@pytest.mark.usefixtures("coded")
def test_import_of_a_corrected_text_tells_the_correction(capsys: Printed, tmp_path: Path) -> None:
    path = replace(CODED, version="2").write(tmp_path, BODY.replace("kümme", "üksteist"))
    out = said(capsys, "import", str(path))
    assert "asendatud: PHS" in out
    assert "§ 17 lg 3 p 1: muudetud" in out


def test_import_of_the_first_redaction_touches_nothing(capsys: Printed, tmp_path: Path) -> None:
    out = said(capsys, "import", str(NEWER.write(tmp_path, BODY)))
    assert out.count("\n") == 1


def test_import_takes_metadata_of_a_document(capsys: Printed, tmp_path: Path) -> None:
    path = docx(tmp_path / "memo.docx", paragraph("Tekst."))
    told = ("--meta", "title=Katsememo", "--meta", "issuer=Amet", "--meta", "date=2026-05-04")
    assert "Lisatud: Katsememo" in said(capsys, "import", str(path), *told)
    assert "mitmele failile" in refused(capsys, "import", str(path), str(SAMPLE), *told)
    assert "tilte=x" in refused(capsys, "import", str(path), "--meta", "tilte=x")
    assert "memo.docx.meta" in refused(capsys, "import", str(path))


# ------------------------------------------------------------------------------ show


@pytest.mark.usefixtures("coded")
def test_show_prints_the_words_beside_what_cites_them(capsys: Printed) -> None:
    out = said(capsys, "show", "PHS § 17 lg 1", "--on", "2026-10-01")
    assert "Toetust saab katselaps." in out
    assert "Katselapse toetus" in out
    assert "ptk 3. Toetused" in out
    assert "Sellele sättele viitavad:" in out
    assert "norm qualifies_by_age_or_studies" in out
    assert "Lühidalt: Lapsetoetust makstakse iga lapse eest sünnist" in out
    assert "PHS § 17 lg 3" not in out


@pytest.mark.usefixtures("coded")
@pytest.mark.parametrize("language", LANGUAGES)
def test_show_writes_words_and_norms_side_by_side(
    capsys: Printed, tmp_path: Path, language: str
) -> None:
    out = tmp_path / "page.html"
    asked = ("--on", "2026-10-01", "--html", str(out), "--lang", language)
    said(capsys, "show", "PHS § 17 lg 1", *asked)
    page = out.read_text(encoding="utf-8")
    words, coded = page.split("</section>")[:2]
    assert "Toetust saab katselaps." in words
    assert "#para17lg1" in words
    assert "qualifies_by_age_or_studies" in coded
    assert "cli." not in page
    said(capsys, "show", "PHS ptk 3", *asked)
    assert "<dl>" not in out.read_text(encoding="utf-8")
    assert run(["law", "show", "PHS § 17 lg 1", "--on", "2026-10-01", "--html", str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err


@pytest.mark.usefixtures("coded")
@pytest.mark.parametrize("written", ["PHS §17 lg 3 p 1", "phs § 17 lg 3 p 1"])
def test_show_takes_what_people_write(capsys: Printed, written: str) -> None:
    assert "kümme eurot;" in said(capsys, "show", written, "--on", "01.10.2026")


def test_show_of_raised_numbers(capsys: Printed) -> None:
    said(capsys, "import", str(SAMPLE))
    for written in ("NäS § 1 lg 1^1", "NäS § 1 lg 1<sup>1</sup>", "NäS § 1 lg 1¹"):
        out = said(capsys, "show", written, "--on", "2033-06-01")
        assert "tagantjärele" in out
        assert "rakendatakse tagasiulatuvalt" in out
        assert "ei viita" in out


@pytest.mark.usefixtures("coded")
def test_show_of_a_repealed_provision_and_of_a_chapter(capsys: Printed) -> None:
    on = ("--on", "2026-10-01")
    assert "(kehtetu)" in said(capsys, "show", "PHS § 17 lg 4", *on)
    assert "(tekstita)" in said(capsys, "show", "PHS ptk 3", *on)
    assert "(kehtetu)" in said(capsys, "show", "PHS § 17", *on)


def test_show_of_guidance_with_an_access_mark(capsys: Printed, tmp_path: Path) -> None:
    path = tmp_path / "juhend.md"
    path.write_text(
        "---\ntitle: Katsejuhend\nissuer: Amet\ndate: 2026-01-01\naccess: AK\nstatus: kehtiv\n"
        "---\nTekst.\n",
        "utf-8",
    )
    said(capsys, "import", str(path))
    out = said(capsys, "show", "Katsejuhend lõik 1", "--on", "2026-02-01")
    assert "Juurdepääsupiirang: AK" in out
    assert "Seisund: kehtiv" in out


@pytest.mark.usefixtures("coded")
def test_show_counts_only_what_was_known(capsys: Printed) -> None:
    asked = ("show", "PHS § 17 lg 1", "--on", "2026-10-01")
    assert "katselaps" in said(capsys, *asked, "--known", "2026-07-11")
    assert "ei ole akti PHS" in refused(capsys, *asked, "--known", "2026-07-10")


@pytest.mark.usefixtures("coded")
@pytest.mark.parametrize(
    ("provision", "on", "message"),
    [
        ("PHS § 99", "2026-10-01", "Sätet „PHS § 99“ ei ole"),
        ("PHS", "2026-10-01", "ei ole säte"),
        ("PHS § x-y", "2026-10-01", "ei ole säte"),
        ("SüS § 1", "2026-10-01", "Hoidlas ei ole akti"),
        ("PHS § 17", "2020-01-01", "kehtib 1. jaanuaril 2020"),
        ("PHS § 17", "eile", "ei ole kuupäev"),
    ],
)
def test_show_of_what_is_not_there(capsys: Printed, provision: str, on: str, message: str) -> None:
    assert message in refused(capsys, "show", provision, "--on", on)


def test_show_today_by_default(capsys: Printed, tmp_path: Path) -> None:
    act = replace(CODED, abbreviation="KatS", group="5", since="2020-01-01")
    said(capsys, "import", str(act.write(tmp_path, BODY)))
    assert "katselaps" in said(capsys, "show", "KatS § 17 lg 1")


# ------------------------------------------------------------------------------ list, diff, watch


@pytest.mark.usefixtures("coded")
def test_list(capsys: Printed, tmp_path: Path) -> None:
    out = said(capsys, "list")
    assert out.startswith("PHS: Katseliste hüvitiste seadus (seadus); redaktsioone 1,")
    act = replace(CODED, since="2020-01-01", until="2026-09-30", id="115012020002")
    said(capsys, "import", str(act.write(tmp_path, BODY)))
    out = said(capsys, "list", "PHS")
    assert out.index("115012020002") < out.index(CODED.id)
    assert out.count("kehtib täna") == 1
    assert "1. oktoober 2026: algas redaktsioon" in out


def test_list_of_an_empty_store(capsys: Printed, tmp_path: Path) -> None:
    assert "tühi" in said(capsys, "list", "--store", str(tmp_path / "other"))


@pytest.mark.usefixtures("coded")
def test_diff_as_text_json_and_page(capsys: Printed, tmp_path: Path) -> None:
    said(capsys, "import", str(NEWER.write(tmp_path, BODY.replace("kümme", "üksteist"))))
    page = tmp_path / "diff.html"
    out = said(capsys, "diff", CODED.id, NEWER.id, "--html", str(page))
    assert "[-kümme-] {+üksteist+} eurot;" in out
    assert "puudutab:" in out
    assert "<ins>üksteist</ins>" in page.read_text("utf-8")
    data = json.loads(said(capsys, "diff", CODED.id, NEWER.id, "--json"))
    assert [each["address"] for each in data["changes"]] == ["§ 17 lg 3 p 1"]
    assert "ei muutunud" in said(capsys, "diff", CODED.id, CODED.id)
    assert "ei saa kirjutada" in refused(
        capsys, "diff", CODED.id, NEWER.id, "--html", str(tmp_path / "no" / "page.html")
    )
    assert "999" in refused(capsys, "diff", CODED.id, "999")


def test_diff_tells_what_nothing_cites(capsys: Printed, tmp_path: Path) -> None:
    old = replace(CODED, abbreviation="KatS", group="5")
    new = replace(NEWER, abbreviation="KatS", group="5")
    said(capsys, "import", str(old.write(tmp_path, BODY)))
    said(capsys, "import", str(new.write(tmp_path, BODY.replace("kümme", "üksteist"))))
    assert "ükski norm" in said(capsys, "diff", old.id, new.id)


@pytest.mark.usefixtures("coded")
def test_watch(capsys: Printed, tmp_path: Path) -> None:
    out = said(capsys, "watch", code=1)
    assert f"PHS: normid on kirjutatud uusima redaktsiooni {CODED.id} järgi." in out
    assert "viitab sättele, mida" in out
    assert "SÜS: hoidlas ei ole." in out
    said(capsys, "import", str(NEWER.write(tmp_path, BODY.replace("kümme", "üksteist"))))
    act = replace(CODED, id="115012020002", since="2020-01-01", abbreviation="SÜS", group="9")
    said(capsys, "import", str(act.write(tmp_path, BODY)))
    out = said(capsys, "watch", code=1)
    assert "aga on uuemaid:" in out
    assert "§ 17 lg 3 p 1: muudetud" in out
    assert "SÜS: ei ole kirjas" in out


def test_watch_of_a_store_that_is_current(capsys: Printed) -> None:
    assert "hoidlas ei ole" in said(capsys, "watch")


# ------------------------------------------------------------------------------ fetch


@pytest.fixture
def gazette(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeGazette]:
    # The command waits a second between calls; here nobody does.
    told = {**(gateway.Gateway.__init__.__kwdefaults__ or {}), "sleep": lambda _seconds: None}
    monkeypatch.setattr(gateway.Gateway.__init__, "__kwdefaults__", told)
    made = FakeGazette(clock="2026-11-26")
    made.publish(CODED, BODY)
    made.publish(NEWER, BODY.replace("kümme", "üksteist"))
    with serving(made):
        monkeypatch.setenv(fetch.VARIABLE, made.base)
        yield made


def test_fetch_tells_each_step_and_what_it_touches(capsys: Printed, gazette: FakeGazette) -> None:
    out = said(capsys, "fetch", "PHS")
    assert "PHS: redaktsioone 2." in out
    assert f"1/2 {CODED.id}: toodud" in out
    assert "puudutab: määr child_allowance_first_two" in out
    out = said(capsys, "fetch", "PHS", "--base", gazette.base)
    assert f"1/2 {CODED.id}: olemas" in out
    assert {agent.partition(" ")[0] for agent in gazette.agents} == {f"perenou/{__version__}"}
    assert "puudutab" not in out


def test_fetch_tells_when_it_falls_back(capsys: Printed, gazette: FakeGazette) -> None:
    gazette.shell = (f"/public-api/api/v1/akt/{CODED.id}/blob-xml",)
    assert "vanemat liidest" in said(capsys, "fetch", "PHS")


def test_fetch_of_nothing(capsys: Printed, gazette: FakeGazette) -> None:
    assert "ei leitud akti" in refused(capsys, "fetch", "OlemataS")
    assert "ei sobi" in refused(capsys, "fetch", "PHS", "--base", "file:///")
    assert gazette.calls


def test_fetch_stopped_by_hand(
    capsys: Printed, gazette: FakeGazette, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = 0
    step = law._step

    def stopping(*told: object) -> str:
        nonlocal asked
        asked += 1
        if asked == 3:
            raise KeyboardInterrupt
        return step(*told)  # type: ignore[arg-type]

    monkeypatch.setattr(law, "_step", stopping)
    assert run(["law", "fetch", "PHS"]) == 2
    out, err = capsys.readouterr()
    assert "jätkab" in err
    assert out.count("toodud") == 1
    monkeypatch.setattr(law, "_step", step)
    assert said(capsys, "fetch", "PHS").count("olemas") == 2
    assert gazette.calls


def test_fetch_of_an_act_of_the_union(
    capsys: Printed, gazette: FakeGazette, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERENOU_EURLEX", gazette.base)
    gazette.answers["/resource/celex/32004R0999"] = ("text/html", OLD.encode())
    out = said(capsys, "fetch", "PHS", "32004R0999")
    assert f"1/2 {CODED.id}: toodud" in out
    assert "1/1 32004R0999: toodud" in out
    shown = said(capsys, "show", "999/2004 art 68a(1)(b)(ii)")
    assert "kaks;" in shown
    assert "Järjekord" in shown
