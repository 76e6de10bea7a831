"""Differences between invented redactions: expected lists, and what must always hold."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.statutes.amendments import act, amended, provisions
from tests.statutes.gazette_files import (
    SAMPLE,
    Invented,
    chapter,
    point,
    section,
    subsection,
)

from perenou.language.grammar import LANGUAGES, Language
from perenou.statutes.address import Address, Step
from perenou.statutes.differences import Change, applied, differences
from perenou.statutes.gazette import read_act
from perenou.statutes.model import ActText, Provision, Redaction, comparable
from perenou.statutes.tell_differences import as_data, as_html, as_text, shown
from perenou.statutes.wording import Run, likeness, only_ministries, runs

ONE = subsection("1", "Toetust saab pere, kelle laps elab Eestis.")
TWO = subsection("2", "Toetuse määrab amet kümne tööpäeva jooksul taotluse saamisest.")
THREE = subsection("3", "Keeldumise otsus tehakse teatavaks kirjalikult posti teel.")
FRESH = subsection("2", "Kui andmed on registris olemas, siis eraldi tõendit ei nõuta.")
LIST = subsection("1", "Toetus on:", point("1", "lapse toetus;"), point("2", "ema toetus."))
MINISTRY = "Määruse kehtestab valdkonna eest vastutav minister ja avaldab {}."


def renumbered(xml: str, to: str) -> str:
    """The same provision under another number."""
    begin = xml.index("Nr>") + 3
    return xml[:begin] + to + xml[xml.index("</", begin) :]


# Each: what it is about, the body before, the body after, the changes that are expected.
PAIRS: list[tuple[str, str, str, list[str]]] = [
    ("nothing", section("1", ONE, TWO), section("1", ONE, TWO), []),
    ("inserted subsection", section("1", ONE), section("1", ONE, FRESH), ["inserted § 1 lg 2"]),
    (
        "inserted subsection with points is one change",
        section("1", ONE),
        section("1", ONE, subsection("2", "Lisaks:", point("1", "a;"), point("2", "b."))),
        ["inserted § 1 lg 2"],
    ),
    (
        "inserted between, with a superscript",
        section("1", ONE, TWO),
        section("1", ONE, renumbered(FRESH, "1¹"), TWO),
        ["inserted § 1 lg 1¹"],
    ),
    (
        "inserted between, the later ones renumbered",
        section("1", ONE, TWO, THREE),
        section("1", ONE, FRESH, renumbered(TWO, "3"), renumbered(THREE, "4")),
        ["inserted § 1 lg 2", "renumbered § 1 lg 3", "renumbered § 1 lg 4"],
    ),
    (
        "repealed, the place stays",
        section("1", ONE, TWO),
        section("1", ONE, subsection("2", "kehtetu")),
        ["repealed § 1 lg 2"],
    ),
    ("repealed and gone", section("1", ONE, TWO), section("1", ONE), ["repealed § 1 lg 2"]),
    (
        "repealed with its points is one change",
        section("1", LIST, TWO),
        section("1", subsection("1", "kehtetu"), TWO),
        ["repealed § 1 lg 1"],
    ),
    (
        "a repealed place cleared away is no change of the law",
        section("1", ONE, subsection("2", "kehtetu")),
        section("1", ONE),
        ["tidied § 1 lg 2"],
    ),
    (
        "revived",
        section("1", ONE, subsection("2", "kehtetu")),
        section("1", ONE, FRESH),
        ["inserted § 1 lg 2"],
    ),
    (
        "revived with points is one change",
        section("1", ONE, subsection("2", "kehtetu")),
        section("1", ONE, subsection("2", "Lisaks:", point("1", "a;"), point("2", "b."))),
        ["inserted § 1 lg 2"],
    ),
    (
        "a word changed",
        section("1", ONE, TWO),
        section("1", ONE, TWO.replace("kümne", "viie")),
        ["changed § 1 lg 2"],
    ),
    (
        "a point changed",
        section("1", LIST),
        section("1", LIST.replace("ema toetus", "isa toetus")),
        ["changed § 1 lg 1 p 2"],
    ),
    (
        "the words before the points changed",
        section("1", LIST),
        section("1", LIST.replace("Toetus on:", "Toetused on:")),
        ["changed § 1 lg 1"],
    ),
    (
        "a point inserted",
        section("1", LIST),
        section("1", LIST.replace("</loige>", point("3", "isa toetus.") + "</loige>")),
        ["inserted § 1 lg 1 p 3"],
    ),
    (
        "rewritten under its number",
        section("1", ONE, TWO),
        section("1", ONE, subsection("2", "Midagi täiesti muud seisab nüüd selles lõikes kirjas.")),
        ["changed § 1 lg 2"],
    ),
    (
        "kinds of space and dash are no change",
        section("1", text="Vt § 3 ja §-d 5–7."),
        section("1", text="Vt §\u00a03 ja §-d 5‒7."),
        [],
    ),
    (
        "a heading changed",
        section("1", ONE, title="Toetus"),
        section("1", ONE, title="Peretoetus"),
        ["changed § 1"],
    ),
    (
        "a section inserted with all its parts is one change",
        section("1", ONE) + section("2", TWO),
        section("1", ONE) + section("1^1", LIST, THREE, title="Uus") + section("2", TWO),
        ["inserted § 1¹"],
    ),
    (
        "a section repealed with all its parts is one change",
        section("1", ONE) + section("2", LIST, TWO),
        section("1", ONE) + section("2", subsection("", "kehtetu")),
        ["repealed § 2"],
    ),
    (
        "two sections repealed, their places made one",
        section("1", ONE) + section("2", TWO) + section("3", THREE),
        section("1", ONE) + section("2-3", subsection("", "kehtetu")),
        ["repealed § 2", "repealed § 3", "tidied § 2–3"],
    ),
    (
        "a section renumbered",
        section("1", ONE) + section("2", TWO, THREE),
        section("1", ONE) + section("4", TWO, THREE),
        ["renumbered § 4"],
    ),
    (
        "a section renumbered and a part of it changed",
        section("1", ONE) + section("2", TWO, THREE),
        section("1", ONE) + section("4", TWO, THREE.replace("posti teel", "e-posti teel")),
        ["renumbered § 4", "changed § 4 lg 3"],
    ),
    (
        "a subsection moved to another section",
        section("1", ONE, TWO) + section("2", THREE),
        section("1", ONE) + section("2", THREE, renumbered(TWO, "4")),
        ["moved § 2 lg 4"],
    ),
    (
        "a section moved to another place under its number",
        section("1", ONE) + section("2", TWO) + section("3", THREE),
        section("2", TWO) + section("3", THREE) + section("1", ONE),
        ["moved § 1"],
    ),
    (
        "a chapter inserted with its sections is one change",
        chapter("1", "Üks", section("1", ONE)),
        chapter("1", "Üks", section("1", ONE)) + chapter("2", "Kaks", section("2", TWO)),
        ["inserted ptk 2"],
    ),
    (
        "a chapter repealed with its sections is one change",
        chapter("1", "Üks", section("1", ONE)) + chapter("2", "Kaks", section("2", TWO)),
        chapter("1", "Üks", section("1", ONE)),
        ["repealed ptk 2"],
    ),
    (
        "a chapter set over sections that were there",
        chapter("1", "Üks", section("1", ONE), section("2", TWO)),
        chapter("1", "Üks", section("1", ONE)) + chapter("2", "Kaks", section("2", TWO)),
        ["inserted ptk 2"],
    ),
    (
        "a chapter's heading changed",
        chapter("1", "Toetuste saamise kord", section("1", ONE)),
        chapter("1", "Toetuste maksmise kord", section("1", ONE)),
        ["changed ptk 1"],
    ),
    (
        "a division inside a chapter inserted over sections",
        chapter("1", "Üks", section("1", ONE), section("2", TWO)),
        chapter("1", "Üks", section("1", ONE), chapter("1", "Jagu", section("2", TWO), tag="jagu")),
        ["inserted ptk 1 jgu 1"],
    ),
    (
        "only a ministry renamed",
        section("1", text=MINISTRY.format("Sotsiaalministeerium")),
        section("1", text=MINISTRY.format("Majandus- ja Kommunikatsiooniministeerium")),
        ["ministry § 1"],
    ),
    (
        "only a minister renamed, in a case",
        section("1", text="Kord kehtestatakse sotsiaalministri määrusega, mis avaldatakse."),
        section(
            "1",
            text="Kord kehtestatakse valdkonna eest vastutava ministri määrusega, mis avaldatakse.",
        ),
        ["ministry § 1"],
    ),
    (
        "a ministry renamed and more",
        section("1", text="Sotsiaalministeerium maksab 10 eurot kuus igale lapsele."),
        section("1", text="Rahandusministeerium maksab 20 eurot kuus igale lapsele."),
        ["changed § 1"],
    ),
    (
        "several changes in one section",
        section("1", LIST, TWO, THREE),
        section(
            "1",
            LIST.replace("ema toetus.", "ema toetus;").replace(
                "</loige>", point("3", "isa toetus.") + "</loige>"
            ),
            subsection("2", "kehtetu"),
            THREE.replace("kirjalikult", "viivitamata"),
        ),
        [
            "changed § 1 lg 1 p 2",
            "inserted § 1 lg 1 p 3",
            "repealed § 1 lg 2",
            "changed § 1 lg 3",
        ],
    ),
    (
        "a section with one text gets subsections",
        section("1", text="Toetust saab pere, kelle laps elab Eestis."),
        section("1", ONE, FRESH),
        ["changed § 1", "inserted § 1 lg 1", "inserted § 1 lg 2"],
    ),
]


def texts(folder: Path, before: str, after: str) -> tuple[ActText, ActText]:
    one = Invented(id="115012031002", since="2031-02-01")
    other = Invented(id="120042031005", since="2031-06-01")
    return read_act(one.write(folder, before)), read_act(other.write(folder, after))


def told(changes: tuple[Change, ...]) -> list[str]:
    return [f"{each.kind} {each.address}" for each in changes]


def content(provisions: tuple[Provision, ...]) -> list[tuple[str, str, str, bool]]:
    return [
        (str(p.address), comparable(p.title), comparable(p.text), p.repealed) for p in provisions
    ]


@pytest.mark.parametrize(("before", "after", "expected"), [p[1:] for p in PAIRS],
                         ids=[p[0] for p in PAIRS])  # fmt: skip
def test_a_pair(tmp_path: Path, before: str, after: str, expected: list[str]) -> None:
    old, new = texts(tmp_path, before, after)
    changes = differences(old, new)
    assert told(changes) == expected
    assert content(applied(old.provisions, changes)) == content(new.provisions)
    back = differences(new, old)
    assert content(applied(new.provisions, back)) == content(old.provisions)
    assert differences(old, old) == differences(new, new) == ()


def test_there_are_enough_pairs() -> None:
    assert len(PAIRS) >= 30


# ------------------------------------------------------------------------------ properties

WORDS = st.lists(
    st.sampled_from(
        ["toetus", "laps", "ema", "isa", "amet", "kuu", "otsus", "päev", "kodu", "§ 2"]
    ),
    min_size=1,
    max_size=9,
).map(" ".join)


@st.composite
def acts(draw: st.DrawFn) -> tuple[Provision, ...]:
    """A small act of chapters, sections, subsections and points, in the order of numbers or not."""
    made: list[Provision] = []
    numbers = draw(st.permutations(["1", "2", "2¹", "3", "4"]))
    for at, number in enumerate(numbers[: draw(st.integers(1, 5))]):
        if draw(st.booleans()):
            made.append(Provision(Address((Step("chapter", str(at + 1)),)), draw(WORDS)))
        here = Address((Step("section", number),))
        made.append(
            Provision(
                here, draw(st.sampled_from(["", "Pealkiri"])), draw(st.sampled_from(["", "x"]))
            )
        )
        for part in draw(st.lists(st.sampled_from(["1", "1¹", "2", "3"]), unique=True, max_size=4)):
            inner = Address((*here.steps, Step("subsection", part)))
            repealed = draw(st.booleans()) and draw(st.booleans())
            made.append(Provision(inner, "", "" if repealed else draw(WORDS), repealed))
            points = st.lists(st.sampled_from(["1", "2", "3"]), unique=True, max_size=3)
            for each in () if repealed else draw(points):
                address = Address((*inner.steps, Step("point", each)))
                made.append(Provision(address, "", draw(WORDS)))
    return tuple(made)


def act_of(provisions: tuple[Provision, ...]) -> ActText:
    redaction = Redaction(
        "1", "1", "Katseseadus", "KatS", "seadus", "terviktekst", "Riigikogu", None, "", 1, 1, None,
        0, "", "tyviseadus",
    )  # fmt: skip
    return ActText(redaction, provisions)


@pytest.mark.properties
@settings(max_examples=150, deadline=None)
@given(acts(), acts())
def test_applying_a_difference_gives_the_other_text(
    old: tuple[Provision, ...], new: tuple[Provision, ...]
) -> None:
    changes = differences(act_of(old), act_of(new))
    assert content(applied(old, changes)) == content(new)
    assert (not changes) == (content(old) == content(new))


@pytest.mark.properties
@settings(max_examples=200, deadline=None)
@given(st.integers(0, 1_000_000))
def test_amendments_lead_there_and_back(seed: int) -> None:
    random = Random(seed)
    before = act(random)
    old, new = (tuple(provisions(each)) for each in (before, amended(random, before)))
    there, back = differences(act_of(old), act_of(new)), differences(act_of(new), act_of(old))
    assert content(applied(old, there)) == content(new)
    assert content(applied(new, back)) == content(old)


@pytest.mark.properties
@settings(max_examples=100, deadline=None)
@given(WORDS, WORDS)
def test_runs_make_both_wordings(before: str, after: str) -> None:
    found = runs(before, after)
    assert "".join(run.text for run in found if run.kind != "gone") == after
    assert comparable("".join(run.text for run in found if run.kind != "new")) == before


# ------------------------------------------------------------------------------ words


def test_words_are_marked() -> None:
    found = runs(
        "Toetust makstakse. Määrab amet kümne päeva jooksul.",
        "Toetust makstakse. Määrab amet viie päeva jooksul. Tõendit ei nõuta.",
    )
    assert found == (
        Run("same", "Toetust makstakse. Määrab amet "),
        Run("gone", "kümne "),
        Run("new", "viie "),
        Run("same", "päeva jooksul. "),
        Run("new", "Tõendit ei nõuta."),
    )


def test_nothing_in_common_is_not_alike() -> None:
    assert likeness("a b c d e", "f g h i j") == 0.0
    assert likeness("a b c d e", "a b c d e") == 1.0


@pytest.mark.parametrize(
    ("before", "after", "is_only"),
    [
        ("Siseministeerium annab.", "Haridus- ja Teadusministeerium annab.", True),
        ("Sotsiaalministeeriumi valitsemisala.", "Siseministeeriumi valitsemisala.", True),
        ("Majandus- ja taristuminister annab.", "Regionaalminister annab.", True),
        ("Amet annab.", "Siseministeerium annab.", False),
        ("Mõni suur ministeerium annab.", "Mõni väike ministeerium annab.", False),
        ("Siseministeerium annab.", "Siseministeerium võtab.", False),
        ("Siseministeerium annab.", "annab.", False),
        ("Siseministeerium annab.", "Siseministeerium annab.", False),
    ],
)
def test_only_ministries(before: str, after: str, is_only: bool) -> None:
    assert only_ministries(runs(before, after)) is is_only


# ------------------------------------------------------------------------------ telling


def test_as_text(tmp_path: Path) -> None:
    old, new = texts(
        tmp_path,
        section("1", LIST, TWO),
        section("1", LIST, TWO.replace("kümne", "viie"), renumbered(FRESH, "3")),
    )
    assert as_text(differences(old, new), "et") == (
        "§ 1 lg 2: muudetud\n"
        "  Toetuse määrab amet [-kümne-] {+viie+} tööpäeva jooksul taotluse saamisest.\n"
        "\n"
        "§ 1 lg 3: lisatud\n"
        "  {+Kui andmed on registris olemas, siis eraldi tõendit ei nõuta.+}"
    )


def test_a_chapter_is_told_with_its_sections(tmp_path: Path) -> None:
    more = chapter("2", "Kaks", section("2", TWO, title="Määramine"), section("3", text="Lõpp."))
    old, new = texts(tmp_path, section("1", ONE), section("1", ONE) + more)
    assert as_text(differences(old, new), "en") == (
        "ptk 2: inserted\n"
        "  {+Kaks\n"
        "  § 2 Määramine\n"
        "  § 2 lg 2\n"
        "  Toetuse määrab amet kümne tööpäeva jooksul taotluse saamisest.\n"
        "  § 3\n"
        "  Lõpp.+}"
    )
    (gone,) = differences(new, old)
    assert as_text((gone,), "en").startswith("ptk 2: repealed\n  [-Kaks")


def test_a_place_that_said_nothing_is_repealed_without_words(tmp_path: Path) -> None:
    before, after = (section("1", ONE, subsection("2", text)) for text in ("–", "kehtetu"))
    old, new = texts(tmp_path, before, after)
    assert as_text(differences(old, new), "en") == "§ 1 lg 2: repealed"


def test_as_html_is_escaped_and_whole(tmp_path: Path) -> None:
    old, new = texts(
        tmp_path,
        section("1", text="Kui x &lt; 3 ja &lt;script&gt;alert(1)&lt;/script&gt; või muu."),
        section("1", text="Kui x &lt; 4 ja &lt;script&gt;alert(1)&lt;/script&gt; või muu."),
    )
    page = as_html(old.redaction, new.redaction, differences(old, new), "et")
    assert "<script" not in page
    assert "<del>3</del>" in page
    assert "<ins>4</ins>" in page
    open_tags: list[str] = []

    class Check(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            del attrs
            if tag not in ("meta", "br"):
                open_tags.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert open_tags.pop() == tag

    Check().feed(page)
    assert open_tags == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_to_tell_is_told(language: Language) -> None:
    sample = read_act(SAMPLE)
    assert '<html lang="' + language in as_html(sample.redaction, sample.redaction, (), language)
    assert as_html(sample.redaction, sample.redaction, (), language).count("<p>") == 2
    assert as_text((), language) == ""


def test_as_data(tmp_path: Path) -> None:
    old, new = texts(
        tmp_path,
        section("1", ONE, subsection("2", "kehtetu")) + section("2", TWO),
        section("1", ONE) + section("3", TWO.replace("kümne", "viie")),
    )
    changes = differences(old, new)
    data = json.loads(json.dumps(as_data(old.redaction, new.redaction, changes)))
    assert (data["old"], data["new"]) == ("115012031002", "120042031005")
    assert [(each["kind"], each["address"], each["was"]) for each in data["changes"]] == [
        ("tidied", "§ 1 lg 2", "§ 1 lg 2"),
        ("renumbered", "§ 3", "§ 2"),
        ("changed", "§ 3 lg 2", "§ 2 lg 2"),
    ]
    assert {"kind": "new", "text": "viie "} in data["changes"][2]["words"]
    assert [each.kind for each in shown(changes)] == ["renumbered", "changed"]
    assert "§ 2 → § 3: saanud uue numbri" in as_text(changes, "et")
