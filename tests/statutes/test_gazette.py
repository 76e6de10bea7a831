"""Acts of the gazette: the sample, every quirk of the format, and what is refused."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.statutes.gazette_files import (
    SAMPLE,
    Invented,
    chapter,
    point,
    section,
    subsection,
    words,
)

from perenou.language.grammar import LANGUAGES
from perenou.statutes import xml_stream
from perenou.statutes.address import Address
from perenou.statutes.errors import RefusedFileError
from perenou.statutes.gazette import read_act
from perenou.statutes.gazette_ids import number_of, published
from perenou.statutes.model import ActText, Link, comparable
from perenou.statutes.store import Store
from perenou.statutes.words import plain, sentences

Reader = Callable[..., ActText]


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.fixture
def act(tmp_path: Path) -> Reader:
    """Reads an invented act from the XML of its body."""

    def read(body: str, outside: str = "", **told: str) -> ActText:
        return read_act(Invented(**told).write(tmp_path, body, outside))

    return read


def texts(act: ActText) -> dict[str, str]:
    return {str(each.address): each.text for each in act.provisions}


# ------------------------------------------------------------------------------ the sample


def test_the_sample_reads_as_described() -> None:
    act = read_act(SAMPLE)
    told = [(each.xml_id, str(each.address), each.text, each.repealed) for each in act.provisions]
    assert told == [
        ("ptk1", "ptk 1", "", False),
        ("para1", "§ 1", "", False),
        (
            "para1lg1",
            "§ 1 lg 1",
            "Näidistoetust (edaspidi toetus) makstakse § 2¹ tingimustel:",
            False,
        ),
        ("para1lg1p1", "§ 1 lg 1 p 1", "esimesele lapsele 10 eurot;", False),
        ("para1lg1p1b1", "§ 1 lg 1 p 1¹", "teisele lapsele 20 eurot;", False),
        ("para1lg1p2", "§ 1 lg 1 p 2", "", True),
        (
            "para1lg1b1",
            "§ 1 lg 1¹",
            "Toetust ei maksta tagantjärele. Erand on § 2¹ lõikes 1.",
            False,
        ),
        ("para1lg2", "§ 1 lg 2", "", True),
        ("para2", "§ 2", "Seaduse eesmärk on katsetada.", False),
        ("para2b1", "§ 2¹", "Erand kehtib alates 1. novembrist.", False),
    ]
    assert act.notices == ()


def test_the_sample_envelope() -> None:
    made = read_act(SAMPLE).redaction
    assert (made.id, made.work, made.abbreviation) == ("120122032041", "9990001", "NäS")
    assert (made.title, made.kind, made.issuer) == ("Näidistoetuse seadus", "seadus", "Riigikogu")
    assert made.source == "RT I, 20.12.2032, 41"
    assert (made.published, made.adopted) == (day("2032-12-20"), day("2031-01-15"))
    assert (made.since, made.until) == (day("2033-01-01"), day("2033-12-31"))
    assert made.version == 3
    assert len(made.sha256) == 64
    assert "Eemaldatud" not in repr(made)
    (mark,) = made.history
    assert (mark.in_force, mark.partly) == (day("2033-01-01"), (day("2033-07-01"),))
    assert mark.source == "RT I, 20.12.2032, 3"


def test_a_mark_inside_the_text_is_metadata() -> None:
    act = read_act(SAMPLE)
    found = act.find(Address.parse("§ 1 lg 1¹"))
    assert found is not None
    (mark,) = found.marks
    assert mark.retroactive == day("2032-12-01")
    assert mark.partly == ()
    assert "tagasiulatuvalt" not in found.text


def test_the_whole_text_of_a_section() -> None:
    assert read_act(SAMPLE).words(Address.parse("§ 1")) == (
        "(1) Näidistoetust (edaspidi toetus) makstakse § 2¹ tingimustel:\n"
        "  1) esimesele lapsele 10 eurot;\n"
        "  1¹) teisele lapsele 20 eurot;\n"
        "  2) (kehtetu)\n"
        "(1¹) Toetust ei maksta tagantjärele. Erand on § 2¹ lõikes 1.\n"
        "(2) (kehtetu)"
    )


# ------------------------------------------------------------------------------ the quirks


def test_quirk_1_a_zone_behind_a_date_shifts_nothing(act: Reader) -> None:
    made = act(section("1", text="Tekst."), until="2031-12-31+02:00", since="2031-02-01Z")
    assert (made.redaction.since, made.redaction.until) == (day("2031-02-01"), day("2031-12-31"))


@pytest.mark.parametrize(
    "head",
    ["", "<loigeNr/><kuvatavNr/>", "<loigeNr></loigeNr><kuvatavNr><![CDATA[ ]]></kuvatavNr>"],
)
def test_quirk_2_a_single_subsection_has_no_number(act: Reader, head: str) -> None:
    body = f"<loige>{head}{words('Ainus lõige.')}{point('1', 'esimene;')}</loige>"
    made = act(f"<paragrahv><paragrahvNr>2</paragrahvNr>{body}</paragrahv>")
    assert texts(made) == {"§ 2": "Ainus lõige.", "§ 2 p 1": "esimene;"}
    for asked, found in (
        ("§ 2 lg 1", "§ 2"),
        ("§ 2 lg 1 p 1", "§ 2 p 1"),
        ("§ 2 p 1", "§ 2 p 1"),
    ):
        provision = made.find(Address.parse(asked))
        assert provision is not None
        assert str(provision.address) == found
    assert made.find(Address.parse("§ 2 lg 2")) is None


def test_quirk_3_an_unnumbered_subsection_belongs_to_the_one_before(act: Reader) -> None:
    made = act(
        section(
            "1",
            subsection("1", "Valem on A."),
            subsection("", "A on arv."),
            subsection("2", "Teine."),
        )
    )
    assert texts(made) == {"§ 1": "", "§ 1 lg 1": "Valem on A.\nA on arv.", "§ 1 lg 2": "Teine."}


def test_quirk_3_behind_points_it_is_a_paragraph(act: Reader) -> None:
    made = act(
        section(
            "1",
            subsection("1", "Valem:", point("1", "A;"), point("2", "B.")),
            subsection("", "A on arv."),
            subsection("2", "Teine."),
        )
    )
    assert list(texts(made)) == [
        "§ 1",
        "§ 1 lg 1",
        "§ 1 lg 1 p 1",
        "§ 1 lg 1 p 2",
        "§ 1 lg 1 lõik 1",
        "§ 1 lg 2",
    ]
    assert made.words(Address.parse("§ 1 lg 1")).endswith("2) B.\nA on arv.")


def test_quirk_4_pieces_around_a_reference_are_joined(act: Reader) -> None:
    body = """<paragrahv><paragrahvNr>1</paragrahvNr><loige><sisuTekst>
      <tavatekst>Vaata</tavatekst>
      <viide><kuvatavTekst><![CDATA[§ 5<sup>1</sup>]]></kuvatavTekst>
        <viideURI>./dyn=1&amp;id=para5b1</viideURI></viide>
      <tavatekst>, välja arvatud (</tavatekst>
      <viide><kuvatavTekst>§ 6</kuvatavTekst><viideURL>https://example.ee/</viideURL></viide>
      <tavatekst>) alusel.</tavatekst>
    </sisuTekst></loige></paragrahv>"""
    (made,) = act(body).provisions
    assert made.text == "Vaata § 5¹, välja arvatud (§ 6) alusel."
    # Quirk 5: the target is kept as a hint and never read as an address.
    assert made.links == (Link("§ 5¹", "./dyn=1&id=para5b1"), Link("§ 6", "https://example.ee/"))


def test_quirk_5_old_targets_are_only_hints(act: Reader) -> None:
    body = section("1", "").replace(
        "</paragrahv>",
        "<loige><sisuTekst><tavatekst>Vt </tavatekst><viide><kuvatavTekst>§ 9</kuvatavTekst>"
        "<viideURI>./dyn=12!&amp;id=!pr9</viideURI></viide></sisuTekst></loige></paragrahv>",
    )
    (made,) = act(body).provisions
    assert (made.text, made.links) == ("Vt § 9", (Link("§ 9", "./dyn=12!&id=!pr9"),))


def test_quirk_6_a_superscript_differs_from_a_figure(act: Reader) -> None:
    made = act(
        section("2^1", text="§ 2<sup>1</sup> ja § 21, CO<sub>2</sub>.") + section("21", text="x")
    )
    assert texts(made) == {"§ 2¹": "§ 2¹ ja § 21, CO₂.", "§ 21": "x"}


def test_quirk_6_a_superscript_is_read_from_the_number_as_shown(act: Reader) -> None:
    body = (
        "<paragrahv><paragrahvNr>2</paragrahvNr>"
        "<kuvatavNr><![CDATA[§ 2<sup>1</sup>. ]]></kuvatavNr>"
        "<loige><loigeNr>1</loigeNr><kuvatavNr>(1<sup>12</sup>)</kuvatavNr>"
        f"{words('Tekst.')}</loige></paragrahv>"
    )
    assert texts(act(body)) == {"§ 2¹": "", "§ 2¹ lg 1¹²": "Tekst."}


@pytest.mark.parametrize(
    "text",
    [
        "<tavatekst>Makstakse:<reavahetus/>1) esiteks;<reavahetus/>2) teiseks,<reavahetus/>ehk;"
        "<reavahetus/>2<sup>1</sup>) kolmandaks.</tavatekst>",
        "<HTMLKonteiner><![CDATA[<p>Makstakse:</p><p>1) esiteks;</p><p>2) teiseks,</p><p>ehk;</p>"
        "<p>2<sup>1</sup>) kolmandaks.</p>]]></HTMLKonteiner>",
        "<HTMLKonteiner><![CDATA[Makstakse:<table><tr><td>1)</td><td>esiteks;</td></tr>"
        "<tr><td><p>2)</p></td><td><p>teiseks,<br>ehk;</p></td></tr>"
        "<tr><td>2<sup>1</sup>)</td><td>kolmandaks.</td></tr></table>]]></HTMLKonteiner>",
    ],
    ids=["line breaks", "HTML paragraphs", "table rows"],
)
def test_quirk_7_points_inside_one_text_become_points(act: Reader, text: str) -> None:
    body = section("4").replace(
        "</paragrahv>",
        f"<loige><loigeNr>1</loigeNr><sisuTekst>{text}</sisuTekst></loige></paragrahv>",
    )
    assert texts(act(body)) == {
        "§ 4": "",
        "§ 4 lg 1": "Makstakse:",
        "§ 4 lg 1 p 1": "esiteks;",
        "§ 4 lg 1 p 2": "teiseks,\nehk;",
        "§ 4 lg 1 p 2¹": "kolmandaks.",
    }


def test_quirk_7_subsections_inside_one_html_text(act: Reader) -> None:
    html = "<p>(1) Esimene:</p><p>1) a;</p><p>2) b.</p><p>(2) Teine.</p>"
    body = section("4").replace(
        "</paragrahv>",
        f"<loige><sisuTekst><HTMLKonteiner><![CDATA[{html}]]></HTMLKonteiner></sisuTekst></loige>"
        "</paragrahv>",
    )
    assert texts(act(body)) == {
        "§ 4": "",
        "§ 4 lg 1": "Esimene:",
        "§ 4 lg 1 p 1": "a;",
        "§ 4 lg 1 p 2": "b.",
        "§ 4 lg 2": "Teine.",
    }


def test_quirk_8_a_range_of_repealed_sections_is_found_by_each(act: Reader) -> None:
    made = act(section("2", text="x") + section("3-4", subsection("", "kehtetu")))
    assert list(texts(made)) == ["§ 2", "§ 3–4"]
    for asked in ("§ 3", "§ 3¹", "§ 4", "§ 4²"):
        found = made.find(Address.parse(asked))
        assert found is not None, asked
        assert found.repealed
    assert made.find(Address.parse("§ 5")) is None


def test_quirk_8_an_empty_placeholder_is_dropped_and_told(act: Reader) -> None:
    empty = "<paragrahv><paragrahvNr>2</paragrahvNr><kuvatavNr/></paragrahv>"
    made = act(section("2", text="x") + empty)
    assert texts(made) == {"§ 2": "x"}
    assert len(made.notices) == 1


def test_a_repeated_number_with_words_is_kept_and_told(act: Reader) -> None:
    made = act(section("2", text="x") + section("2", text="y"))
    assert texts(made) == {"§ 2": "x", "§ 2[2]": "y"}
    assert len(made.notices) == 1


@pytest.mark.parametrize("filler", ["Lõike tekst", "-", "–", "‒"])
def test_quirk_9_fillers_of_the_editor_are_no_text(act: Reader, filler: str) -> None:
    made = act(section("1", subsection("1", filler), title="Paragrahvi pealkiri"))
    assert texts(made) == {"§ 1": "", "§ 1 lg 1": ""}
    assert made.provisions[0].title == ""
    assert not made.provisions[1].repealed


def test_quirk_10_spaces_and_dashes_are_kept_and_compared_alike(act: Reader) -> None:
    (made,) = act(section("1", text="Vt §\u00a03 ja §-d 5‒7.")).provisions
    assert made.text == "Vt §\u00a03 ja §-d 5‒7."
    assert comparable(made.text) == comparable("Vt § 3 ja §-d 5–7.")


@pytest.mark.parametrize(
    "text",
    [
        "Erand kehtib alates 1. novembrist.",
        "See on § 4 lg 1 p 2. lause teine pool.",
        "Akt nr 5 ja a. 2020 redaktsioon.",
        "Vt RT I 2004, lk. 72 ja IV. peatükk.",
        "Kehtib 2026. a. 1. Juulist.",
    ],
)
def test_quirk_11_no_sentence_ends_here(text: str) -> None:
    assert sentences(text) == (text,)


def test_quirk_11_sentences_end_where_they_end() -> None:
    text = "Toetust makstakse. Erand on § 2¹ lõikes 1.\nUus rida! Kas nii? § 3 kehtib."
    found = sentences(text)
    assert [each.strip() for each in found] == [
        "Toetust makstakse.",
        "Erand on § 2¹ lõikes 1.",
        "Uus rida!",
        "Kas nii?",
        "§ 3 kehtib.",
    ]
    assert "".join(found) == text


def test_quirk_12_random_ids_are_ignored(act: Reader) -> None:
    body = '<paragrahv id="0a1b2c3d-1111-4000-8000-000000000001"><paragrahvNr>1</paragrahvNr>'
    body += f'<loige id="para9">{words("x")}</loige></paragrahv>'
    (made,) = act(body).provisions
    assert (str(made.address), made.xml_id) == ("§ 1", "")


def test_quirk_14_a_judgment_is_one_text(act: Reader) -> None:
    html = "<h1>Kohtuotsus</h1><p>Jätta <b>rahuldamata</b>.</p>"
    made = act(
        f"<HTMLKonteiner><![CDATA[{html}]]></HTMLKonteiner>", schema="kohtulahend_1_10.02.2010"
    )
    assert texts(made) == {"lõik 1": "Kohtuotsus\nJätta rahuldamata."}


def test_quirk_15_typos_are_quoted(act: Reader) -> None:
    (made,) = act(section("1", text="Toetsut  makstakse ,kui")).provisions
    assert made.text == "Toetsut makstakse ,kui"


def test_quirk_17_in_amending_acts_the_number_is_in_the_text(act: Reader) -> None:
    body = (
        "<paragrahv><paragrahvPealkiri>§ 3. Muudatus</paragrahvPealkiri>"
        f"<loige>{words('(2) Muudetakse:')}<alampunkt>{words('1) sõna „a“;')}</alampunkt></loige>"
        "</paragrahv>"
    )
    made = act(body, schema="muutmisseadus_1_10.02.2010", kind="algtekst")
    assert texts(made) == {"§ 3": "", "§ 3 lg 2": "Muudetakse:", "§ 3 lg 2 p 1": "sõna „a“;"}
    assert made.provisions[0].title == "Muudatus"
    assert made.redaction.amends


def test_divisions_nest_and_numbers_of_divisions_restart(act: Reader) -> None:
    made = act(
        chapter("1", "Üks", chapter("1", "Jagu", section("1", text="a"), tag="jagu"))
        + chapter("2", "Kaks", chapter("1", "Jagu", section("2", text="b"), tag="jagu"))
    )
    assert list(texts(made)) == ["ptk 1", "ptk 1 jgu 1", "§ 1", "ptk 2", "ptk 2 jgu 1", "§ 2"]
    above = made.divisions(Address.parse("§ 2"))
    assert [str(each.address) for each in above] == ["ptk 2", "ptk 2 jgu 1"]


def test_points_nest(act: Reader) -> None:
    made = act(section("1", subsection("1", "x:", point("1", "y:", point("a", "z.")))))
    assert texts(made)["§ 1 lg 1 p 1 ap a"] == "z."


def test_a_repealed_section_keeps_its_place(act: Reader) -> None:
    made = act(
        "<paragrahv><paragrahvNr>5</paragrahvNr><paragrahvPealkiri>Vana</paragrahvPealkiri>"
        "<muutmismarge><tavatekst>kehtetu - </tavatekst></muutmismarge></paragrahv>"
    )
    (found,) = made.provisions
    assert (found.repealed, found.text, found.title) == (True, "", "Vana")


def test_preamble_notes_and_annexes_are_kept(act: Reader) -> None:
    made = act(
        "<preambul><tavatekst>Määrus kehtestatakse alusel.</tavatekst></preambul>"
        + section("1", text="x"),
        outside="<lisaViide><tavatekst>Lisa 1. Vorm</tavatekst></lisaViide>"
        "<normtehnmarkus><tavatekst>Direktiiv.</tavatekst></normtehnmarkus>"
        "<tundmatu>Mis see on?</tundmatu>",
        abbreviation="",
        schema="maarus_1_10.02.2010",
    )
    assert texts(made) == {
        "lisa 1": "Lisa 1. Vorm",
        "märkus 1": "Direktiiv.",
        "preambul": "Määrus kehtestatakse alusel.",
        "§ 1": "x",
    }
    assert made.redaction.name == "Katseseadus"
    assert any("tundmatu" in notice for notice in made.notices)


def test_notes_inside_a_section_come_after_all_sections(act: Reader) -> None:
    note = "<normtehnmarkus><tavatekst>Märkus {}.</tavatekst></normtehnmarkus>"
    body = (
        f"<paragrahv><paragrahvNr>1</paragrahvNr>{note.format(1)}<loige><loigeNr>1</loigeNr>"
        f"<sisuTekst>{note.format(2)}<tavatekst>Üks{note.format(3)} lause.</tavatekst></sisuTekst>"
        "</loige></paragrahv>" + section("2", text="x")
    )
    made = act(body)
    assert texts(made) == {
        "§ 1": "",
        "§ 1 lg 1": "Üks lause.",
        "§ 2": "x",
        "märkus 1": "Märkus 1.",
        "märkus 2": "Märkus 2.",
        "märkus 3": "Märkus 3.",
    }


def test_a_note_to_the_title(act: Reader, tmp_path: Path) -> None:
    xml = (
        Invented()
        .xml(section("1", text="x"))
        .replace(
            "</pealkiri>",
            "<sup>1</sup></pealkiri><muu/><normtehnmarkus><tavatekst>EL.</tavatekst></normtehnmarkus>",
        )
    )
    path = tmp_path / "a.xml"
    path.write_text(xml, encoding="utf-8")
    made = read_act(path)
    assert (made.redaction.title, texts(made)["märkus 1"]) == ("Katseseadus¹", "EL.")
    path.write_text(xml.replace("<nimi>", "").replace("</nimi>", ""), encoding="utf-8")
    assert read_act(path).redaction.title == "Katseseadus¹"
    assert act(section("1", text="x")).redaction.title == "Katseseadus"


def test_odd_places_of_words_and_marks(act: Reader) -> None:
    mark = "[RT I, 32.13.2031, 1], osaliselt 99.99.2031"
    mark = f"<muutmismarge><tavatekst>{mark}</tavatekst></muutmismarge>"
    body = (
        "<paragrahv><paragrahvNr>1</paragrahvNr>Vaba tekst, <loige><loigeNr>1</loigeNr>"
        f"<sisuTekst>Algus <b>paks</b> ja <sub>2</sub> lõpp.{mark}<lause><tavatekst>Teine{mark}"
        "<reavahetus/>rida<HTMLKonteiner>&lt;p&gt;kolmas&lt;/p&gt;</HTMLKonteiner></tavatekst>"
        "<viide><viideURI>./dyn=1</viideURI></viide><viideURI>x</viideURI></lause></sisuTekst>"
        "<tavatekst>Väljas &lt;i&gt;kursiivis&lt;/i&gt;.</tavatekst><viide><kuvatavTekst>§ 3"
        "</kuvatavTekst></viide></loige><imelik>Mis?</imelik><tyhi/></paragrahv>"
    )
    made = act(f"Sisu ees{body}", outside="Päris väljas")
    assert texts(made) == {
        "§ 1": "Vaba tekst,",
        "§ 1 lg 1": "Algus paks ja ₂ lõpp. Teine\nrida\nkolmas\nVäljas kursiivis. § 3",
    }
    assert [link.text for link in made.provisions[1].links] == ["", "§ 3"]
    assert made.provisions[1].marks[0].partly == ()
    told = [notice.partition(": ")[2] for notice in made.notices]
    assert told == ["Päris väljas", "Sisu ees", "muutmismarge", "imelik"]


def test_odd_places_outside_the_sections(act: Reader) -> None:
    body = (
        "<paragrahv><paragrahvNr>1</paragrahvNr><paragrahvPealkiri>Pealkiri<muutmismarge>"
        "<tavatekst>Muudetud</tavatekst></muutmismarge></paragrahvPealkiri><loige><sisuTekst>"
        "<tavatekst>Üks,</tavatekst><reavahetus/><tavatekst>kaks.</tavatekst><viide/></sisuTekst>"
        "</loige></paragrahv>"
    )
    made = act(
        body,
        outside="<preambul><tavatekst>Eessõna.</tavatekst></preambul><tyhi/><lisaViide/>"
        "<lisaViide><muutmismarge><tavatekst>Kehtetu</tavatekst></muutmismarge></lisaViide>",
    )
    assert texts(made) == {"preambul": "Eessõna.", "§ 1": "Üks,\nkaks.", "lisa 1": ""}
    assert made.provisions[1].title == "Pealkiri"
    assert len(made.provisions[1].marks) == 1
    assert made.provisions[1].links == ()
    assert made.provisions[2].repealed
    titled = Invented(title="Seadus<muutmismarge><tavatekst>x</tavatekst></muutmismarge>")
    assert act(body, title=titled.title).redaction.title == "Seadus"


def test_an_unnumbered_paragraph_behind_the_points_of_a_section(act: Reader) -> None:
    made = act(
        section(
            "1",
            subsection("", "Valem:", point("1", "A;"), point("2", "B.")),
            subsection("", "A on arv."),
        )
    )
    assert list(texts(made)) == ["§ 1", "§ 1 p 1", "§ 1 p 2", "§ 1 lõik 1"]


def test_divisions_of_a_section_behind_another_section(act: Reader) -> None:
    made = act(chapter("1", "Üks", section("1", text="a"), section("2", text="b")))
    assert [str(each.address) for each in made.divisions(Address.parse("§ 2"))] == ["ptk 1"]


def test_html_marks_raised_and_lowered(act: Reader) -> None:
    html = "<p>m<sup>2</sup>, CO<sub>2</sub></sub></sup><style>p {}</style></style></p>"
    made = act(f"<HTMLKonteiner><![CDATA[{html}]]></HTMLKonteiner>")
    assert texts(made) == {"lõik 1": "m², CO₂"}


def test_an_act_with_an_old_number_and_no_day_of_publication(tmp_path: Path) -> None:
    xml = Invented().xml(section("1", text="x"))
    begin, end = xml.index("<avaldamismarge>"), xml.index("<kehtivus>")
    path = tmp_path / "a.xml"
    path.write_text((xml[:begin] + xml[end:]).replace("115012031002", "24304"), encoding="utf-8")
    made = read_act(path).redaction
    assert (made.id, made.source, made.published) == ("24304", "", made.since)
    path.write_text(xml[:begin] + xml[end:], encoding="utf-8")
    assert read_act(path).redaction.source == "RT I, 15.01.2031, 2"


def test_an_act_larger_than_one_piece(act: Reader) -> None:
    made = act("".join(section(str(number), text="Tekst. " * 60) for number in range(1, 400)))
    assert len(made.provisions) == 399


def test_an_old_publication_is_cited_by_year_number_and_article(act: Reader) -> None:
    mark = (
        "<muutmismarge><avaldamismarge><RTosa>RT I</RTosa><RTaasta>2004</RTaasta><RTnr>81</RTnr>"
        "<RTartikkel>542</RTartikkel></avaldamismarge></muutmismarge>"
    )
    made = act(section("1", text="x"), outside=mark)
    assert made.redaction.history[0].source == "RT I 2004, 81, 542"


# ------------------------------------------------------------------------------ numbers


def test_numbers_and_citations_round() -> None:
    found = published("111072026059")
    assert found is not None
    assert found.citation == "RT I, 11.07.2026, 59"
    assert number_of(found.citation) == "111072026059"
    assert number_of("RT IV, 1.02.2020, 7") == "401022020007"
    assert published("24304") is None
    english = published("511072026059")
    assert english is not None
    assert english.part == "translation"


@pytest.mark.parametrize("wrong", ["199992026059", "911072026059", "1110720260591", "abc", ""])
def test_impossible_numbers(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"Riigi Teataja|day|month"):
        published(wrong)


@pytest.mark.parametrize("wrong", ["RT I 2004, 81, 542", "RT V, 11.07.2026, 59", ""])
def test_publications_without_a_number(wrong: str) -> None:
    with pytest.raises(ValueError, match="not a publication"):
        number_of(wrong)


# ------------------------------------------------------------------------------ refused

GOOD = Invented().xml(section("1", text="Tekst."))
BOMB = "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>"
EXTERNAL = "<!DOCTYPE oigusakt SYSTEM 'file:///etc/hostname'>"


@pytest.mark.parametrize(
    ("content", "reason", "line"),
    [
        ("", "empty", 0),
        (GOOD[: len(GOOD) // 2], "truncated", None),
        (GOOD.replace("?>", f"?>{BOMB}", 1), "doctype", 1),
        (GOOD.replace("?>\n", f"?>\n{EXTERNAL}\n", 1), "doctype", 2),
        (GOOD.replace("</sisu>", "</siss>"), "not_xml", None),
        (GOOD.replace("Tekst.", "&nbsp;"), "not_xml", None),
        (GOOD.replace("UTF-8", "UTF-99"), "encoding", 1),
        ("<!DOCTYPE html><html></html>", "html_shell", 0),
        ('{"code":404,"error":"Not Found"}', "json_answer", 0),
        ("<raamat xmlns='x'/>", "wrong_schema", 1),
        (
            GOOD.replace("tyviseadus_1_10.02.2010", "http://www.w3.org/1999/xhtml"),
            "wrong_schema",
            2,
        ),
        ("<oigusakt xmlns='Juurakt'><sisu/></oigusakt>", "no_metadata", 0),
        (GOOD.replace("115012031002</globaalID>", "</globaalID>"), "missing", 3),
        (GOOD.replace("115012031002</globaalID>", "999999999999</globaalID>"), "bad_id", 3),
        (GOOD.replace("2031-02-01", "homme"), "bad_date", 7),
        (GOOD.replace("<kehtivuseAlgus>2031-02-01</kehtivuseAlgus>", ""), "missing", 3),
        (
            GOOD.replace("</kehtivus>", "<kehtivuseLopp>2030-01-01</kehtivuseLopp></kehtivus>"),
            "ends_before",
            3,
        ),
        (GOOD.replace("Katseseadus", ""), "missing", 3),
        (Invented().xml(""), "no_provisions", 0),
        ("<a>" * 200, "wrong_schema", 1),
        (GOOD.replace("Tekst.", "<i>" * 200 + "x" + "</i>" * 200), "too_deep", None),
    ],
)
def test_a_broken_file_is_refused_with_line_and_reason(
    tmp_path: Path, content: str, reason: str, line: int | None
) -> None:
    path = tmp_path / "broken.xml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RefusedFileError) as refused:
        read_act(path)
    assert refused.value.reason == reason
    assert refused.value.where == str(path)
    if line is not None:
        assert refused.value.line == line
    for language in LANGUAGES:
        assert str(path) in refused.value.text(language)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedFileError) as refused:
        read_act(tmp_path / "none.xml")
    assert refused.value.reason == "unreadable"


def test_very_many_small_elements_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xml_stream, "MOST_ELEMENTS", 100)
    path = tmp_path / "many.xml"
    path.write_text(GOOD.replace("Tekst.", "<i/>" * 200), encoding="utf-8")
    with pytest.raises(RefusedFileError) as refused:
        read_act(path)
    assert (refused.value.reason, refused.value.slots) == ("too_many_elements", {"most": "100"})


@pytest.mark.parametrize("strange", ["x y z", "9" * 5000, "№", "-", "lg"])
def test_a_strange_number_is_told_and_counted_instead(
    act: Reader, tmp_path: Path, strange: str
) -> None:
    made = act(section("1", subsection(strange, "Tekst."), subsection("7", "Muu.")))
    assert [each.text for each in made.provisions if each.text] == ["Tekst.", "Muu."]
    with Store(tmp_path / "store") as store:
        store.add(made)
        assert store.by_id(made.redaction.id) == made


def test_characters_that_nobody_sees_are_left_out(act: Reader) -> None:
    made = act(section("1", text="A\u202eB\u009bC\u00adD"), title="T\u0085\u200bX")
    assert (made.provisions[0].text, made.redaction.title) == ("ABCD", "TX")


@pytest.mark.parametrize(
    "piece", ["<!--", "<a", "<p>", "<a b='", "<a b='>", '<a b="', "</", "<!", "<?", "<td>"]
)
def test_html_that_would_take_long_does_not(piece: str) -> None:
    begun = time.process_time()
    assert plain(f"<p>algus</p>{piece * 30_000}").startswith("algus")
    assert time.process_time() - begun < 10


def test_a_huge_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_stream, "MOST_BYTES", 1024)
    path = tmp_path / "huge.xml"
    path.write_text(GOOD + " " * 2000, encoding="utf-8")
    with pytest.raises(RefusedFileError) as refused:
        read_act(path)
    assert refused.value.reason == "too_large"
