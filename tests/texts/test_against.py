"""Texts of a set beside each other: answers, translations, and names of things."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.texts.stale_pages import TODAY

from perenou.acts.check.text import ActText
from perenou.acts.check.view import Act
from perenou.language.which import language_of
from perenou.texts.against import Against, against_each_other, aspects
from perenou.texts.answers import answers
from perenou.texts.figures_told import figures_told
from perenou.texts.translations import Translated, pairs_of


def against(**texts: str) -> Against:
    found = []
    for name, text in texts.items():
        act = Act(ActText.from_text(text))
        found.append(aspects(act, name, language_of(text), TODAY))
    return against_each_other(found, TODAY, "et")


def test_a_question_that_two_letters_answer_differently_is_told_with_both_answers() -> None:
    (found,) = against(
        a="# KKK\n\nKas toetust peab ise taotlema?\n\nEi, toetus määratakse ise.",
        b="Kas toetust ise taotlema peab?\n\nJah, taotlege iseteeninduses.",
    ).answers
    assert (found.first, found.second) == ("a", "b")
    assert found.first_says.startswith("Ei")
    assert found.second_says.startswith("Jah")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Whoever only says more does not part.
        ("Toetus on 80 eurot.", "Toetus on 80 eurot ja seda makstakse 8. kuupäeval 3 kuud."),
        ("Jah, kümne päeva jooksul.", "Jah."),
        ("Kirjutage meile.", "Helistage meile."),
    ],
)
def test_answers_that_do_not_gainsay_each_other_are_left(one: str, other: str) -> None:
    question = "Mis ajaks peab muutusest teatama?\n\n"
    assert against(a=question + one, b=question + other).answers == ()


def test_a_question_about_something_else_is_another_one() -> None:
    found = against(
        a="Kui suur on lapsetoetus?\n\nSee on 80 eurot.",
        b="Kui suur on sünnitoetus?\n\nSee on 320 eurot.",
    )
    assert found.answers == ()


def test_questions_are_read_as_headings_as_lines_and_inside_a_paragraph() -> None:
    text = (
        "# Kes saab toetust?\n\nVanem.\n\nKüsimus: Millal raha laekub?\n\nVastus: 8. kuupäeval.\n\n"
        "## Muud\n\nKas see on maksuvaba? Jah, on küll."
    )
    found = [(each.question, each.answer) for each in answers(Act(ActText.from_text(text)))]
    assert found == [
        ("Kes saab toetust?", "Vanem."),
        ("Millal raha laekub?", "8. kuupäeval."),
        ("Kas see on maksuvaba?", "Jah, on küll."),
    ]


def test_a_translation_that_lags_behind_is_told_with_what_it_lacks() -> None:
    found = against(
        leht_et="Toetus on 100 eurot kuus alates 1. septembrist 2026 (PHS § 19). Otsus 30 päevaga.",
        leht_en="The allowance is 80 euros a month since 1 September 2026 (section 19).",
    )
    (lag,) = found.lagging
    assert (lag.original, lag.translation) == ("leht_et", "leht_en")
    assert lag.missing == ("100 eurot", "30 päevaga")
    assert lag.extra == ("80 euros",)


def test_a_translation_that_tells_the_same_in_its_own_way_is_left() -> None:
    found = against(
        leht_et="Maksame 1 234,50 eurot 5. märtsil 2026, 20% summast, kahe nädalaga (§ 21).",
        leht_en="We pay 1,234.50 euros on 5 March 2026, 20 per cent, in two weeks (section 21).",
        leht_ru="Платим 1234,50 евро 5 марта 2026 года, 20 процентов, за две недели (§ 21).",
    )
    assert found.lagging == ()


@pytest.mark.parametrize(
    ("et", "en"),
    [
        ("https://x.ee/et/toetus", "https://x.ee/en/toetus"),
        ("https://x.ee/toetus.html", "https://x.ee/en/toetus.html"),
        ("toetus_et.docx", "toetus_en.docx"),
        ("kaust/toetus.md", "kaust/toetus-inglise.md"),
        ("toetus (eesti).pdf", "toetus (english).pdf"),
    ],
)
def test_translations_are_known_by_their_names(et: str, en: str) -> None:
    none = figures_told("")
    assert pairs_of([Translated(et, "et", none), Translated(en, "en", none)]) == ((et, en),)


def test_translations_of_other_names_are_known_by_their_figures() -> None:
    et = "80 eurot, 100 eurot, 450 eurot, 650 eurot, 320 eurot, 30 päeva, § 17, § 21"
    en = "80 euros, 100 euros, 450 euros, 650 euros, 320 euros, 30 days, § 17, § 25"
    texts = [
        Translated("toetused", "et", figures_told(et)),
        Translated("muu", "et", figures_told("1 päev, 2 päeva, 3 päeva, 4 päeva, 5 päeva, § 9")),
        Translated("benefits", "en", figures_told(en)),
    ]
    assert pairs_of(texts) == (("toetused", "benefits"),)


def test_one_thing_with_two_names_is_told_with_who_says_which() -> None:
    found = against(
        a="Lapsetoetust makstakse iga kuu.",
        b="Lasteraha laekub 8. kuupäeval.",
        c="Lapsetoetus jääb.",
    ).namings
    told = {each.term: dict(each.names) for each in found}
    assert told["lapsetoetus"] == {"lapsetoetus": ("a", "c"), "lasteraha": ("b",)}


def test_a_set_is_read_from_a_folder_with_all_of_this(tmp_path: Path) -> None:
    from perenou.texts.check import Wanted
    from perenou.texts.dismissed import Dismissals
    from perenou.texts.folder import check_sources
    from perenou.texts.sources import sources
    from perenou.texts.tell import tell_set

    (tmp_path / "a_et.md").write_text("Kui suur see on?\n\n100 eurot.\n\nLasteraha makstakse.")
    (tmp_path / "a_en.md").write_text("How much is it for the child?\n\n80 euros.")
    (tmp_path / "b.md").write_text("Lapsetoetus makstakse välja.")
    checked = check_sources(
        sources(tmp_path), Wanted(TODAY), Dismissals(), 1, lambda _, __: None, keeps=True
    )
    parted = against_each_other([each.aspects for each in checked if each.aspects], TODAY, "et")
    report = tell_set(checked, parted, "et")
    assert {"answers", "lagging", "namings"} <= {each.key for each in report.sections}
    assert all(each.source is not None for each in checked)
