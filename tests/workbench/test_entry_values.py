"""What people type into forms, in the words of the case file; and what forms are made of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import perenou.workbench
from perenou.casework.case_file.coordination import Work
from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.case_file.fields import RESERVED_IDS
from perenou.casework.case_file.reader import parse
from perenou.casework.case_file.schema import (
    Case,
    Child,
    Claim,
    Income,
    Living,
    Paid,
    ParentalDays,
    Period,
    Person,
    Residence,
    Studies,
)
from perenou.casework.case_file.source import Data
from perenou.language.catalogue import Catalogue
from perenou.language.grammar import LANGUAGES, Language
from perenou.workbench.entry.facts_form import GROUPS, shown
from perenou.workbench.entry.facts_page import MAIN, TABLES, columns
from perenou.workbench.entry.labels import Labels, words_of
from perenou.workbench.entry.shapes import Sort, shapes
from perenou.workbench.entry.values import typed, written
from perenou.workbench.frame.field_names import field_name, word_name
from perenou.workbench.frame.problems import problem_told


@pytest.mark.parametrize(
    ("sort", "told", "value"),
    [
        ("day", "23.11.2026", "2026-11-23"),
        ("day", " 3.1.2026 ", "2026-01-03"),
        ("day", "2026-11-23", "2026-11-23"),
        ("day", "11.2026", "2026-11"),
        ("day", "ei tea", "unknown"),
        ("day", "Неизвестно", "unknown"),
        ("day", "31.02.2026", "2026-02-31"),
        ("day_or_no", "ei", "false"),
        ("day_or_no", "no", "false"),
        ("day", "ei", "ei"),
        ("month", "1.2026", "2026-01"),
        ("month", "12/2026", "2026-12"),
        ("amount", "1 234,50 €", "1234,50"),
        ("amount", "1\u202f234.5", "1234.5"),
        ("amount", "1 2 3", "1 2 3"),
        ("flag", "да", "true"),
        ("flag", "false", "false"),
        ("text", "  Mari   Näide ", "Mari Näide"),
    ],
)
def test_what_is_typed_is_written_as_the_case_file_does(sort: Sort, told: str, value: str) -> None:
    assert written(sort, told) == value


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("sort", "value"),
    [
        ("day", "2026-11-23"),
        ("day", "2026-11"),
        ("day", "unknown"),
        ("day_or_no", "false"),
        ("month", "2026-01"),
        ("amount", "80.00"),
        ("text", "Mari"),
    ],
)
def test_what_is_shown_is_read_as_the_same(sort: Sort, value: str, language: Language) -> None:
    again = written(sort, typed(sort, value, language))
    assert again.replace(",", ".") == value


def test_estonians_see_their_own_way_of_writing() -> None:
    assert typed("day", "2026-11-23", "et") == "23.11.2026"
    assert typed("amount", "80.00", "et") == "80,00"
    assert typed("amount", "80.00", "en") == "80.00"
    assert typed("day", "unknown", "ru") == "неизвестно"


# ------------------------------------------------------------------------------ shapes


@pytest.mark.parametrize(
    ("model", "name", "sort"),
    [
        (Person, "birth", "day"),
        (Person, "death", "day_or_no"),
        (Person, "personal_code", "code"),
        (Person, "tax_resident", "flag"),
        (Person, "sex", "word"),
        (Person, "basic_exemption", "amount"),
        (Child, "week", "number"),
        (Child, "lives", "list"),
        (Living, "with", "people"),
        (Residence, "country", "country"),
        (Claim, "by", "person"),
        (Claim, "for", "people_or_all"),
        (Claim, "benefits", "words_or_all"),
        (Paid, "from", "month"),
        (Paid, "amount", "amount"),
        (Income, "employer", "text"),
        (Period, "from", "month"),
        (Work, "posted_from", "country"),
        (Studies, "final_class", "flag"),
        (Case, "as_of", "day"),
    ],
)
def test_a_field_is_entered_by_the_sort_of_its_values(
    model: type[Person], name: str, sort: Sort
) -> None:
    assert shapes(model)[name].sort == sort


def test_words_and_silence_come_from_the_schema() -> None:
    of = shapes(Studies)
    assert of["level"].words == ("basic", "upper_secondary", "vocational", "higher", "course")
    assert of["level"].may_be_unknown
    assert of["country"].default == "EE"
    assert not shapes(Period)["from"].may_be_unknown
    assert len(shapes(Claim)["benefits"].words) == 15


def test_parts_within_parts_are_left_to_the_text() -> None:
    assert {"maintenance", "adoption", "stillborn"}.isdisjoint(shapes(Child))
    assert {"plan", "dealings", "exchange_rates"}.isdisjoint(shapes(Case))


def test_what_has_to_be_there_is_there() -> None:
    wanted = {
        "case": {"couples", "claims", "parental_days", "paid"},
        "people": {"residence", "work", "income"},
        "children": {"parents", "lives", "studies", "residence"},
    }
    for group, names in wanted.items():
        assert names <= set(shown(group))
        assert names <= set(TABLES["" if group == "case" else group])
    for group in GROUPS:
        assert set(MAIN[group]) <= set(shown(group))


def test_a_spell_is_told_after_what_it_is_about() -> None:
    assert columns(Living) == ("with", "share", "from", "to")
    assert columns(ParentalDays)[:5] == ("by", "for", "kind", "from", "to")


# ------------------------------------------------------------------------------ labels


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_list_and_word_has_its_name(language: Language) -> None:
    labels = Labels(language, words_of(language, {}))
    names: list[str] = []
    for group in ("case", "period", "people", "children"):
        for name, shape in shown(group).items():
            names.append(labels.list_name(name) if shape.sort == "list" else labels.field(name))
            names += [labels.word(word, name) for word in shape.words]
            for field, cell in shapes(shape.entry).items() if shape.entry is not None else ():
                names.append(labels.field(field, name))
                names += [labels.word(word, field, name) for word in cell.words]
    assert all(names)


def test_every_name_is_of_something_in_the_schema_and_everything_has_one() -> None:
    """A name of a field that the schema no longer has would stay for ever."""
    schema = Case.model_json_schema()
    fields = {
        name: set(of["properties"]) for name, of in schema["$defs"].items() if "properties" in of
    }
    every = set(schema["properties"]).union(*fields.values())
    words = {*RESERVED_IDS, *_words(schema)}
    plain: set[str] = set()
    for key in Catalogue.load("perenou.workbench", "texts").templates("et"):
        kind, *parts = key.split(".")
        if kind == "field":
            assert set(parts) <= every, key
            assert len(parts) <= 2, key
            plain |= {parts[0]} if len(parts) == 1 else set()
        elif kind == "word":
            assert parts[-1] in words, key
            assert set(parts[:-1]) <= every, key
    assert every - plain == set()


def _words(node: object) -> Iterator[str]:
    """Every word that some field takes."""
    if isinstance(node, dict):
        yield from map(str, node.get("enum", ()))
        if "const" in node:
            yield str(node["const"])
        for each in node.values():
            yield from _words(each)
    elif isinstance(node, list):
        for each in node:
            yield from _words(each)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_field_is_called_alike_in_a_form_and_in_a_sentence(language: Language) -> None:
    labels = Labels(language, words_of(language, {}))
    for listed, name in (("paid", "amount"), ("claims", "received"), ("", "birth")):
        called = field_name(name, language, listed)
        assert labels.field(name, listed) == called[0].upper() + called[1:]
    assert field_name("amount", language, "paid") != field_name("amount", language)
    assert word_name("citizen", "status", language) != word_name("citizen", "ground", language)


def test_every_text_is_used() -> None:
    workbench = Path(perenou.workbench.__file__).parent
    code = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("entry", "frame")
        for ending in ("*.py", "*.html")
        for path in (workbench / folder).rglob(ending)
    )
    by_data = (
        "entry.how.", "entry.facts.said.", "entry.facts.somebody.", "entry.family.add.",
    )  # fmt: skip
    for key in Catalogue.load("perenou.workbench", "texts").templates("et"):
        if key.startswith(("entry.", "family.")) and not key.startswith(by_data):
            assert key in code, key


def test_a_place_is_told_as_people_say_it() -> None:
    mapping: Data = {"people": {"mari": {"name": "Mari Näide"}}, "children": {"juku": {}}}
    labels = Labels("et", words_of("et", mapping))
    assert labels.place(("people", "mari", "birth")) == "Mari Näide · Sünnikuupäev"
    told = labels.place(("children", "juku", "lives", 1, "from"))
    assert told == "juku · Kes kasvatab · rida 2 · Alates"
    assert labels.place(("claims", 0, "received")) == "Taotlused · rida 1 · Saabus"
    assert labels.place(("children", "juku", "maintenance", 0)) == "juku · maintenance.0"
    assert labels.place(("plan", "wage")) == "plan.wage"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("et", "Kuupäeva 31.02.1985 ei ole kalendris. Kontrolli kuud ja päeva."),
        ("en", "31.02.1985"), ("ru", "31.02.1985"),
    ],
)  # fmt: skip
def test_a_day_that_no_calendar_has_is_told_as_it_was_typed(language: Language, told: str) -> None:
    """In the words of forms: nobody who fills in a form is asked to write a file."""
    day = written("day", "31.02.1985")
    with pytest.raises(CaseFileError) as refused:
        parse({"people": {"mari": {"birth": day}}})
    (problem,) = refused.value.problems
    assert told in problem_told(problem, language)
    assert typed("day", day, language) == "31.02.1985"
