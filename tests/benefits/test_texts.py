"""The people's texts of the law: every fact can be asked, every doubt can be told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

import pytest

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.case_file.schema import json_schema
from perenou.casework.questions import OF_CHILD
from perenou.casework.words import Words, source_parts
from perenou.language.catalogue import Catalogue
from perenou.language.grammar import LANGUAGES, Language

TEXTS: Final = Catalogue.load("perenou.benefits", "texts")
KEYS: Final = TEXTS.keys()
PERSON: Final = "Mari Näide"
CHILD: Final = "Juku Näide"
STATE: Final = "Malta"
SLOTS: Final[dict[str, dict[str, str]]] = {
    "child": {"child": CHILD},
    "person": {"person": PERSON},
    "carer": {"person": PERSON, "child": CHILD},
    "claim": {"person": PERSON, "child": CHILD},
    "state": {"state": STATE},
    "link": {"person": PERSON, "state": STATE},
    "child_state": {"child": CHILD, "state": STATE},
    "award": {"child": CHILD, "state": STATE},
    "dealing": {"child": CHILD, "state": STATE},
}
"""By unit of a fact: the names that its question is asked about."""

ASKED: Final = sorted(LAWBOOK.facts)
DOUBTS: Final = LAWBOOK.doubts
PARTS: Final = ("what", "taken", "other")
UNVERIFIED: Final = sorted(
    name
    for name, figure in LAWBOOK.parameters.items()
    if any(
        not version.verified and (version.value is not None or version.most is not None)
        for version in figure.versions
    )
)

SOURCES: Final = sorted(
    {
        key
        for figure in LAWBOOK.parameters.values()
        for version in figure.versions
        for _, key in source_parts(version.source)
        if key is not None
    }
)

PLACE: Final = re.compile(
    r"(?:(?:children|people)\.<id>|couples|claims|notices|waivers|parental_days|exchange_rates|dealings)(?:\.[a-z_]+)*"
)
EMPTY_LIST: Final = re.compile(r"\b([a-z_]+): \[\]")
CYRILLIC: Final = re.compile(r"[А-яЁё]")
SCHEMA: Final = json_schema()
LONGEST_SENTENCE: Final = 22
"""Words; a place in the case file counts as one."""


def literal(key: str, language: Language) -> str:
    """A template with its slots written as names of people or plain words."""
    slots = TEXTS.templates(language)[key].slots()
    names = {"person": PERSON, "child": CHILD, "state": STATE, "figure": "figure", "note": "note"}
    return TEXTS.text(key, language, **{slot: names[slot] for slot in slots})


def everything() -> Iterator[tuple[Language, str, str]]:
    for language in LANGUAGES:
        for key in KEYS:
            yield language, key, literal(key, language)


def node(schema: Mapping[str, object], name: str) -> Mapping[str, object]:
    found = schema[name]
    assert isinstance(found, Mapping)
    return found


def within(schema: Mapping[str, object], root: Mapping[str, object]) -> dict[str, object]:
    """The keys that an entry of the case file may have, through lists and choices."""
    keys: dict[str, object] = dict(node(schema, "properties")) if "properties" in schema else {}
    inner: list[object] = [schema["items"]] if "items" in schema else []
    if "patternProperties" in schema:
        inner += node(schema, "patternProperties").values()
    for name in ("anyOf", "oneOf"):
        choices = schema.get(name, [])
        assert isinstance(choices, list)
        inner += choices
    if "$ref" in schema:
        inner.append(node(root, "$defs")[str(schema["$ref"]).rpartition("/")[2]])
    for one in inner:
        if isinstance(one, Mapping):
            keys |= within(one, root)
    return keys


def is_a_place(place: str) -> bool:
    at: object = SCHEMA
    for part in place.replace(".<id>", "").split("."):
        assert isinstance(at, Mapping)
        keys = within(at, SCHEMA)
        if part not in keys:
            return False
        at = keys[part]
    return True


def test_each_text_belongs_to_something_that_exists_and_none_is_missing() -> None:
    wanted = {f"{kind}.{name}" for kind in ("question", "help") for name in ASKED}
    wanted |= {f"doubt.{key}.{part}" for key in DOUBTS for part in PARTS}
    wanted |= {"doubt.unverified", "doubt.unpublished"}
    wanted |= {f"note.{name}" for name in UNVERIFIED}
    wanted |= set(SOURCES)
    hints = {key for key in KEYS if key.startswith("hint.")}
    assert {key.removeprefix("hint.") for key in hints} <= set(ASKED)
    assert set(KEYS) - hints == wanted


def test_facts_and_doubts_were_found() -> None:
    assert "child_birth_day" in ASKED
    assert "claims_child_allowance" in ASKED
    assert "gap_1" in DOUBTS
    assert "average_wage_published" in UNVERIFIED


def test_questions_are_not_bent_round_names_whose_case_forms_are_sure() -> None:
    for name in ASKED:
        key = f"question.{name}"
        slots = TEXTS.templates("et")[key].slots()
        names = {"person": "Mari", "child": "Anni", "state": STATE}
        text = TEXTS.text(key, "et", **{slot: names[slot] for slot in slots})
        assert "nimega" not in text, text
        assert not re.search(r"nimi on (Anni|Mari)|kelle (laps|nimi) on", text), text
    mother = TEXTS.text("question.is_mother", "et", person="Mari", child="Anni")
    assert mother == "Kas Mari on Anni ema?"
    unsure = TEXTS.text("question.is_mother", "et", person="Mari", child="Mart Tamm")
    assert unsure == "Kas Mari on lapse nimega Mart Tamm ema?"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_names_whom_it_is_about(language: Language) -> None:
    for name in ASKED:
        names = {"child": CHILD} if name in OF_CHILD else SLOTS[LAWBOOK.facts[name].unit.name]
        text = TEXTS.text(f"question.{name}", language, **names)
        for shown in names.values():
            assert shown in text, name
        assert text.endswith("?"), name
        assert text.count("?") == 1, name
        assert text[0].isupper(), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_about_an_adult_and_a_child_does_not_mistake_one_for_the_other(
    language: Language,
) -> None:
    told = TEXTS.text("question.is_guardian", language, person=PERSON, child=CHILD)
    assert told.index(PERSON) < told.index(CHILD)


def test_help_points_to_one_and_the_same_place_in_all_languages() -> None:
    for name in ASKED:
        points_to_one_place(name)


def points_to_one_place(name: str) -> None:
    told = {language: TEXTS.text(f"help.{name}", language) for language in LANGUAGES}
    places = {language: sorted(PLACE.findall(text)) for language, text in told.items()}
    assert places["et"] == places["en"] == places["ru"], name
    empties = {language: EMPTY_LIST.findall(text) for language, text in told.items()}
    assert empties["et"] == empties["en"] == empties["ru"], name
    assert places["et"], name
    assert len({"otherwise: ordinary" in text for text in told.values()}) == 1, name
    for place in places["et"]:
        assert is_a_place(place), place
    for emptied in empties["et"]:
        assert any(emptied in place.split(".") for place in places["et"]), emptied
    for text in told.values():
        assert text.endswith("."), name
        assert text[0].isupper(), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hint_names_no_key_of_a_case_file(language: Language) -> None:
    """It is read where forms take the answer."""
    hints = [TEXTS.text(key, language) for key in TEXTS.templates(language) if "hint." in key]
    assert hints
    for text in hints:
        assert PLACE.findall(text) == EMPTY_LIST.findall(text) == []
        assert re.search(r"[a-z]_[a-z]|<id>|\btrue\b|\bfalse\b", text) is None, text


@pytest.mark.parametrize(
    ("place", "exists"),
    [
        ("children.<id>.studies.final_class", True),
        ("people.<id>.imprisonment.with_child", True),
        ("claims.received", True),
        ("children.<id>.studies.finals", False),
        ("people.<id>.studies", False),
    ],
)
def test_a_place_is_looked_up_in_the_schema_of_the_case_file(place: str, exists: bool) -> None:
    assert is_a_place(place) is exists


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_about_a_benefit_names_its_key(language: Language) -> None:
    names = [name for name in ASKED if name.startswith(("claims_", "foreign_"))]
    assert names
    for name in names:
        key = name.partition("_")[2].removesuffix("_second")
        assert key in TEXTS.text(f"help.{name}", language), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_doubt_tells_what_is_open_and_two_different_readings(language: Language) -> None:
    for key in DOUBTS:
        told = [TEXTS.text(f"doubt.{key}.{part}", language) for part in PARTS]
        assert len(set(told)) == len(PARTS), key
        for text in told:
            assert text.endswith("."), key
            assert text[0].isupper(), key


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", UNVERIFIED)
def test_why_a_figure_is_not_confirmed_ends_the_sentence_about_it(
    name: str, language: Language
) -> None:
    note = TEXTS.text(f"note.{name}", language)
    figure = getattr(LAWBOOK.parameters[name].labels, language)
    text = TEXTS.text("doubt.unverified", language, figure=figure, note=note)
    assert note[0].islower()
    assert text.endswith(f": {note}.")
    assert not text.endswith("..")
    assert figure in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unpublished_figure_is_named(language: Language) -> None:
    assert "XYZ" in TEXTS.text("doubt.unpublished", language, figure="XYZ")


def test_texts_are_tidy() -> None:
    for language, key, text in everything():
        where = f"{language}: {key}: {text}"
        assert text == text.strip(), where
        assert "  " not in text, where
        assert '"' not in text, where
        assert " ," not in text, where
        assert " ?" not in text, where


def test_each_language_is_written_in_its_own_letters() -> None:
    for language, key, text in everything():
        assert bool(CYRILLIC.search(text)) is (language == "ru"), f"{language}: {key}"


def test_no_language_repeats_another_one() -> None:
    for key in KEYS:
        assert len({literal(key, language) for language in LANGUAGES}) == len(LANGUAGES), key


def test_sentences_are_short() -> None:
    for language, key, text in everything():
        for sentence in re.split(r"(?<=[.?;])\s", text):
            words = re.findall(r"[\w’'<>.\-]*\w[\w’'<>.\-]*", sentence)
            assert len(words) <= LONGEST_SENTENCE, f"{language}: {key}: {len(words)}: {sentence}"


def test_a_publication_stays_as_it_is_and_words_are_told_in_the_readers_language() -> None:
    source = "RT I, 28.12.2017, 7; SKA 10.2026; SKA rate table 2017"
    told = {language: Words(language).source(source) for language in LANGUAGES}
    assert told["en"] == source
    assert told["et"] == "RT I, 28.12.2017, 7; SKA 10.2026; SKA määrade tabel 2017"
    assert told["ru"].startswith("RT I, 28.12.2017, 7; SKA 10.2026; таблица")


def test_norms_name_publications_only() -> None:
    for versions in LAWBOOK.rules.values():
        for rule in versions:
            if rule.source:
                assert [key for _, key in source_parts(rule.source)] == [None], rule.name
