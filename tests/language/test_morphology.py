"""Words to their dictionary forms, with Vabamorf and without."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec

import pytest

from perenou.language import morphology
from perenou.language.morphology import (
    Analyser,
    Endings,
    Vabamorf,
    Word,
    analyser,
    joined_lists,
    stem,
)


@pytest.fixture(scope="module")
def vabamorf() -> Vabamorf:
    return Vabamorf()


def one(by: Analyser, form: str) -> Word:
    (word,) = by.words([form])
    return word


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("lapsetoetust", "lapsetoetus"),
        ("vanemahüvitise", "vanemahüvitis"),
        ("makstakse", "maksma"),
        ("lastele", "laps"),
        ("alusel", "alus"),
        ("kahju", "kahju"),
        ("kulud", "kulu"),
        ("summad", "summa"),
        ("nõude", "nõue"),
    ],
)
def test_vabamorf_knows_forms_and_overrides_mend_it(
    vabamorf: Vabamorf, form: str, lemma: str
) -> None:
    assert lemma in one(vabamorf, form).lemmas


def test_an_override_leaves_no_other_form(vabamorf: Vabamorf) -> None:
    assert one(vabamorf, "alusel").lemmas == ("alus",)


@pytest.mark.parametrize(
    ("form", "parts"),
    [
        ("lapsetoetustest", ("laps", "toetus")),
        ("üksikema", ("üksik", "ema")),
        ("lapsehoolduspuhkuselt", ("laps", "hooldus", "puhkus")),
        ("toetus", ()),
    ],
)
def test_compounds_come_with_their_parts(
    vabamorf: Vabamorf, form: str, parts: tuple[str, ...]
) -> None:
    assert one(vabamorf, form).parts == parts


def test_a_compound_of_three_has_compounds_inside(vabamorf: Vabamorf) -> None:
    assert one(vabamorf, "tegevteenistuspension").groups == ("tegevteenistus", "teenistuspension")
    assert one(vabamorf, "lapsetoetus").groups == ()


@pytest.mark.parametrize(("form", "verb"), [("maksmisest", "maksma"), ("taotlejale", "taotlema")])
def test_a_noun_of_action_has_its_verb(vabamorf: Vabamorf, form: str, verb: str) -> None:
    assert one(vabamorf, form).verbs == (verb,)


def test_what_is_no_word_is_its_own_form(vabamorf: Vabamorf) -> None:
    assert one(vabamorf, "ребенка").lemmas
    assert one(vabamorf, ".").lemmas == (".",)


def test_only_the_analyser_is_loaded(vabamorf: Vabamorf) -> None:
    assert vabamorf.words([]) == []
    assert not {"pandas", "matplotlib", "IPython"} & set(sys.modules)


def test_the_best_installed_analyser_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> ModuleSpec | None:
        assert name == "estnltk"
        return None

    analyser.cache_clear()
    assert analyser().name == "Vabamorf"
    analyser.cache_clear()
    monkeypatch.setattr(morphology, "find_spec", absent)
    assert analyser().name == "endings"
    analyser.cache_clear()


@pytest.mark.parametrize(
    "forms",
    [
        "lapsetoetus lapsetoetuse lapsetoetust lapsetoetusega lapsetoetuste lapsetoetustest",
        "maksmine maksmise maksmist maksmisega",
        "elatis elatise elatist elatisega",
        "võlgnik võlgniku võlgnikku võlgnikule",
        "täitur täituri täiturile täituriga",
        "lapse last laps",
    ],
)
def test_without_a_dictionary_forms_still_meet(forms: str) -> None:
    assert len({each.lemmas[0] for each in Endings().words(forms.split())}) == 1


def test_without_a_dictionary_compounds_are_known_by_their_last_part() -> None:
    assert one(Endings(), "vanemahüvitisest").parts == ("vanem", "hüvitis")
    assert one(Endings(["vaatlus"]), "metsavaatlusest").parts == ("mets", "vaatlus")
    assert one(Endings(), "maja").parts == ()


@pytest.mark.parametrize(("form", "cut"), [("isa", "isa"), ("ema", "ema"), ("us", "us")])
def test_short_words_are_left_alone(form: str, cut: str) -> None:
    assert stem(form) == cut


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("ema- ja isapuhkusele", "emapuhkusele ja isapuhkusele"),
        ("juhtimis- ja kontrollorganite", "juhtimisorganite ja kontrollorganite"),
        ("ema- ja lapsega", "ema- ja lapsega"),
        ("ema- ja pannkoogiga kohv", "emakoogiga ja pannkoogiga kohv"),
        ("ema ja isapuhkus", "ema ja isapuhkus"),
    ],
)
def test_clipped_words_of_a_list_are_made_whole(vabamorf: Vabamorf, text: str, whole: str) -> None:
    assert joined_lists(text, vabamorf) == whole


def test_a_last_part_that_cannot_be_seen_is_not_made_up() -> None:
    class Odd:
        name = "odd"

        def words(self, forms: Sequence[str]) -> list[Word]:
            return [Word((form,), ("esi", "tagumik")) for form in forms]

    assert joined_lists("ema- ja isapuhkus", Odd()) == "ema- ja isapuhkus"
