"""The case file: what is read, what is refused and how that is told, writing and changing."""

from __future__ import annotations

import json
import re
import string
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, get_args

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.case_file import (
    UNKNOWN,
    Case,
    CaseFileError,
    Month,
    PartialDay,
    Person,
    Spell,
    apply_change,
    changed,
    dump,
    entries,
    json_schema,
    known,
    parse,
    read,
    read_bytes,
    read_text,
    to_mapping,
)
from perenou.casework.case_file import schema as schema_module
from perenou.casework.case_file.dates import (
    EARLIEST,
    LATEST,
    UNKNOWN_DAY,
    DateTextError,
    full_years,
    read_month,
    read_partial_day,
)
from perenou.casework.case_file.errors import MessageKey, Problem, nearest
from perenou.casework.case_file.personal_code import PersonalCodeError, check_digit, read_code
from perenou.casework.case_file.reader import LARGEST
from perenou.casework.case_file.template import template
from perenou.casework.solve import Solved
from perenou.rules.types import NEVER

if TYPE_CHECKING:
    from perenou.language.grammar import Language

LANGUAGES: Final[tuple[Language, ...]] = ("et", "en", "ru")
BROKEN: Final = Path(__file__).parent / "broken"
EXPECTED: Final[dict[str, dict[str, str | int | None]]] = yaml.safe_load(
    (BROKEN / "expected.yaml").read_text("utf-8")
)
MADE_BY_TESTS: Final = {
    "file_missing",
    "file_unreadable",
    "file_too_large",
    "too_deep",
    "table_without_folder",
    "change_form",
    "change_index",
    "change_into_value",
    "bad_prose",  # a file of particulars, below tests/acts
    "date_out_of_range",
    "duplicate_list",
}


def day(text: str) -> PartialDay:
    return PartialDay.exact(date.fromisoformat(text).toordinal())


def refused(reading: Callable[[], object]) -> CaseFileError:
    with pytest.raises(CaseFileError) as caught:
        reading()
    return caught.value


def refused_text(text: str, name: str = "case.yaml") -> CaseFileError:
    return refused(lambda: read_text(text, name))


def key_of(reading: Callable[[], object]) -> MessageKey:
    return refused(reading).problems[0].key


# Broken files.


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_broken_file_ends_in_its_message_on_its_line(name: str) -> None:
    error = refused(lambda: read(BROKEN / name))
    first = error.problems[0]
    expected = {"file": name, **EXPECTED[name]}
    assert {"key": first.key, "line": first.line} == {k: expected[k] for k in ("key", "line")}
    assert first.field == expected.get("column", first.field)
    for language in LANGUAGES:
        text = error.text(language)
        assert str(expected["file"]) in text
        assert "{" not in first.what(language)
        if first.line is not None:
            assert f"{expected['file']}:{first.line}" in text


def test_the_corpus_is_whole() -> None:
    files = {path.name for path in BROKEN.iterdir() if path.is_file()} - {"expected.yaml"}
    assert files == set(EXPECTED)
    tables = {f"tables/{path.name}" for path in (BROKEN / "tables").iterdir()}
    assert tables <= {str(each.get("file")) for each in EXPECTED.values()}
    assert {each["key"] for each in EXPECTED.values()} | MADE_BY_TESTS == set(get_args(MessageKey))


def test_the_corpus_has_the_same_faults_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    for name, expected in EXPECTED.items():
        key = key_of(lambda path=BROKEN / name: read(path))  # type: ignore[misc]
        # The two parsers word a few syntax errors differently.
        assert key == expected["key"] or key.startswith("yaml_"), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_exists_with_the_same_slots(language: Language) -> None:
    folder = Path(schema_module.__file__).parent / "messages"

    def slots(each: Language) -> dict[str, set[str | None]]:
        messages = yaml.safe_load((folder / f"{each}.yaml").read_text("utf-8"))
        return {
            f"{key}.{part}": {name for _, name, _, _ in string.Formatter().parse(text) if name}
            for key, message in messages.items()
            for part, text in message.items()
        }

    assert slots(language) == slots("et")
    keys = {name.split(".")[0] for name in slots(language)}
    assert keys == {*get_args(MessageKey), "did_you_mean", "and_more", "names_left_out"}


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "juhtum.yaml").write_text("title: Pere\n", "utf-8")
    missing = refused(lambda: read(tmp_path / "juhtm.yaml")).problems[0]
    assert (missing.key, missing.suggestion) == ("file_missing", str(tmp_path / "juhtum.yaml"))
    assert key_of(lambda: read(tmp_path)) == "file_unreadable"
    assert key_of(lambda: read("a\0b.yaml")) == "file_unreadable"
    assert key_of(lambda: read(tmp_path / "none" / "a.yaml")) == "file_missing"


def test_huge_files_are_refused_quickly(tmp_path: Path) -> None:
    bomb = "a: &a x\n" + "".join(f"b{i}: &b{i} [*a, *a]\n" for i in range(30_000))
    level = "".join(f"{' ' * i}a:\n" for i in range(1200))
    contents: dict[str, tuple[str, MessageKey]] = {
        "nesting_10_mb.yaml": ("[" * 10_000_000, "file_too_large"),
        "nesting.yaml": ("[" * 900_000, "too_deep"),
        "nesting.json": ("[" * 900_000, "too_deep"),
        "braces.yaml": ("{a: " * 200_000, "too_deep"),
        "braces.json": ('{"a": ' * 150_000, "too_deep"),
        "blocks.yaml": (level, "too_deep"),
        "dashes.yaml": ("- " * 400_000, "too_deep"),
        "two_mb.yaml": ("title: Pere\n" + "# x\n" * 500_000, "file_too_large"),
        "bomb.yaml": (bomb, "anchor"),
        "word.yaml": ("x" * 999_999, "mapping_expected"),
        "key.yaml": ("title: Pere\n" + "x" * 900_000 + ": 1\n", "yaml_colon"),
        "text.yaml": ("title: " + "x" * 900_000, "bad_text"),
        "digits.json": ('{"as_of": ' + "9" * 900_000 + "}", "bad_date"),
    }
    for name, (text, key) in contents.items():
        (tmp_path / name).write_text(text, "utf-8")
        start = time.perf_counter()
        error = refused(lambda path=tmp_path / name: read(path))  # type: ignore[misc]
        assert error.problems[0].key == key, name
        assert time.perf_counter() - start < 5, name
        assert all(len(error.text(language)) < 2000 for language in LANGUAGES)


def test_the_size_limit_counts_bytes_and_lets_the_limit_pass() -> None:
    head = "title: Pere\n#"
    assert read_text(head + "x" * (LARGEST - len(head)), "a.yaml").title == "Pere"
    assert key_of(lambda: read_text(head + "õ" * (LARGEST // 2), "a.yaml")) == "file_too_large"


def test_all_problems_are_told_together_in_the_order_of_lines() -> None:
    text = """\
period: {from: 2026-12, to: 2026-01}
people:
  mari: {birt: 1985-01-01}
  jaan: {sex: femal, death: 1.2.2020}
children:
  juku:
    parents: [{who: mary}]
    lives: {with: mari}
"""
    error = refused_text(text)
    assert [(problem.line, problem.key) for problem in error.problems] == [
        (1, "period_reversed"),
        (3, "unknown_key"),
        (4, "not_a_choice"),
        (4, "bad_date"),
        (7, "unknown_id"),
        (8, "list_expected"),
    ]
    assert [problem.suggestion for problem in error.problems] == [
        None,
        "birth",
        "female",
        "2020-02-01",
        "mari",
        None,
    ]
    assert error.text("et").splitlines()[1] == (
        "case.yaml:3 people.mari.birt: Võtit „birt“ ei tunta. Kas mõtlesite „birth“?"
    )
    assert str(error) == error.text("en")


def test_only_twenty_problems_are_shown_and_the_rest_counted() -> None:
    text = "people:\n" + "".join(f"  isik{i}: {{sex: x}}\n" for i in range(25))
    error = refused_text(text)
    assert (len(error.problems), error.count) == (20, 25)
    assert error.text("et").splitlines()[-1] == "Näidatud on 20 viga, kokku leiti 25."


def test_a_refused_id_does_not_make_every_mention_of_it_a_fault() -> None:
    text = "people: {mari mets: {}}\nclaims: [{by: mari mets}]\n"
    assert [problem.key for problem in refused_text(text).problems] == ["not_an_id"]


def test_ids_that_look_like_the_validator_s_own_marks_keep_their_place() -> None:
    text = "people:\n  ':known': {birt: 1}\n  '[key]': {birt: 1}\n"
    found = {(problem.key, problem.line, problem.field) for problem in refused_text(text).problems}
    assert ("unknown_key", 2, "people.:known.birt") in found
    assert ("unknown_key", 3, "people.[key].birt") in found


def test_a_message_never_repeats_what_would_not_print() -> None:
    problem = Problem("a.yaml", 1, "title", "not_an_id", {"value": "x\n\x1b[31m" + "y" * 500})
    assert problem.what("et").isprintable()
    assert len(problem.what("et")) < 200


# What is read.


def test_values_keep_what_was_written() -> None:
    case = read_text(
        """\
title: Juhtum
as_of: 2026-11-24
period: {from: 2026-01, to: 2026-12}
people:
  mari: {personal_code: 48501010003, tax_resident: yes, residence: [{country: NO}]}
  jaan:
children:
  juku: {birth: 2018-05, secondary_education: no, lives: [{with: [mari], from: unknown}]}
  kati: {secondary_education: 2024-06-20, residence: [], studies: unknown}
paid:
  - {payee: mari, for: [juku], benefit: child_allowance, amount: 80.5, from: 2026-01}
""",
        "a.yaml",
    )
    mari, juku, kati = case.people["mari"], case.children["juku"], case.children["kati"]
    assert mari.personal_code == "48501010003"
    assert mari.tax_resident is True
    assert entries(mari.residence)[0].country == "NO"
    assert case.people["jaan"] == Person()
    assert juku.birth == PartialDay(day("2018-05-01").first, day("2018-05-31").first)
    assert juku.secondary_education is False
    assert entries(juku.lives)[0].from_ == UNKNOWN_DAY
    assert kati.secondary_education == day("2024-06-20")
    assert (kati.residence, kati.studies, kati.lives) == ((), UNKNOWN, None)
    assert entries(case.paid)[0].amount == 8050
    assert entries(case.paid)[0].from_ == Month(2026, 1)
    assert case.as_of_day == day("2026-11-24").first


@pytest.mark.parametrize(
    ("written", "cents"),
    [("0", 0), ("80", 8000), ("80.5", 8050), ("347.82", 34782), ("'347,82'", 34782), ("0.07", 7)],
)
def test_amounts_become_cents(written: str, cents: int) -> None:
    case = read_text(f"paid: [{{amount: {written}}}]", "a.yaml")
    assert entries(case.paid)[0].amount == cents


def test_python_data_read_like_a_file() -> None:
    case = parse(
        {
            "as_of": date(2026, 11, 24),
            "people": {"mari": {"tax_resident": False, "birth": "1985-01"}},
            "children": {"juku": {"stillborn": {"week": 30}}},
            "paid": [{"amount": 80}, {"amount": Decimal("80.10")}, {"amount": 0.29}],
        }
    )
    assert [paid.amount for paid in entries(case.paid)] == [8000, 8010, 29]
    assert case.people["mari"].tax_resident is False
    assert key_of(lambda: parse({"people": {1: {}}})) == "key_not_text"
    assert key_of(lambda: parse({"title": {1, 2}})) == "bad_text"
    assert key_of(lambda: parse({"paid": [{"amount": float("nan")}]})) == "bad_amount"
    assert key_of(lambda: parse({"paid": [{"amount": 10**6000}]})) == "bad_amount"
    circle: dict[str, object] = {}
    circle["people"] = circle
    assert key_of(lambda: parse(circle)) == "too_deep"


def test_tabs_and_escapes_of_json() -> None:
    text = '{\n\t"title": "Pere \\u00f5nn \\/ \\ud83d\\ude00",\n\t"people": {"mari": null}\n}'
    case = read_text(text, "A.JSON")
    assert case.title == "Pere õnn / 😀"
    assert case.people["mari"] == Person()


def test_a_byte_order_mark_and_dos_line_ends_do_no_harm() -> None:
    assert read_bytes("﻿title: Näide\r\nas_of: 2026-01-02\r\n".encode(), "a.yaml").title == "Näide"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_reads_and_is_the_same_case_in_every_language(language: Language) -> None:
    text = template(language)
    case = read_text(text, "template.yaml")
    assert len(case.children) == 2
    assert case.title is not None
    title = f"title={json.dumps(read_text(template('et'), 'a').title)}"
    assert changed(case, [title]) == read_text(template("et"), "a")
    # What stands in comments as an example must read as well.
    options = ("couples", "paid", "service", "imprisonment", "substitute_care", "maintenance")
    lines = [
        line.replace("# ", "", 1) if line.lstrip("# ").startswith(options) else line
        for line in text.splitlines()
    ]
    full = read_text("\n".join(lines), "template.yaml")
    assert entries(full.paid)[0].amount == 8000
    assert entries(full.children["kati"].substitute_care)[0].kind == "family_house"
    (owed,) = entries(full.children["kati"].maintenance)
    assert entries(owed.received)[0].amount == 0


def test_the_json_schema_names_every_field_and_says_what_it_is() -> None:
    schema = json_schema()
    assert json.loads(json.dumps(schema)) == schema
    definitions = schema["$defs"]
    assert isinstance(definitions, dict)
    for name, model in definitions.items():
        assert model["additionalProperties"] is False, name
        for field, facts in model.get("properties", {}).items():
            assert facts.get("description"), f"{name}.{field}"
    assert "from" in definitions["Residence"]["properties"]
    assert "from_" not in json.dumps(schema)


# What is certain is refused, what may be is not.


@pytest.mark.parametrize(
    "text",
    [
        # One month may hold the end of one spell and the beginning of the next.
        "people: {a: {residence: [{to: 2020-06}, {from: 2020-06}]}}",
        "people: {a: {birth: 1985-01, residence: [{from: 1985-01-01}]}}",
        "people: {a: {birth: unknown, death: 1985-01-01}}",
        "people: {a: {birth: 1985-01, personal_code: '48501010003'}}",
        "people: {a: {residence: [{from: 2020-06-10, to: 2020-06}]}}",
        "people: {a: {residence: [{country: EE, to: 2020-06-30}, {from: 2020-07-01}]}}",
        "children: {a: {studies: [{level: basic}, {level: course}, {}]}}",
        "children: {a: {birth: 2030-01-01}}\nas_of: 2026-01-01",
        "people: {a: {birth: 2008-05-14}}\nchildren: {b: {birth: 2018-05-14, parents: [{who: a}]}}",
        "people: {a: {}, b: {}}\nchildren: {c: {parents: [{who: a, role: mother, to: 2020-01-01},"
        " {who: b, role: mother, from: 2020-01-02}]}}",
        "people: {a: {}, b: {}}\nchildren: {c: {parents: [{who: a, role: father, ground: adoption},"
        " {who: b, role: father, ground: adoption}]}}",
        "people: {a: {}}\nchildren: {c: {second_parent: none, parents:"
        " [{who: a, role: father, from: 2020-01-01, ground: acknowledgement}]}}",
        "people: {a: {}, b: {}, c: {}}\ncouples: [{who: [a, b], kind: marriage, to: 2015-01-01},"
        " {who: [a, c], kind: marriage, from: 2015-01-02}]",
        "children: {a: {guardianship: [{guardian: vald, natural_person: false}]}}",
        "children: {a: {pension: [{for_parent: step_parent}]}}",
        "children: {a: {birth: 2020-01-01, birth_set: x}, b: {birth: 2020-01-04, birth_set: x}}",
        "people: {b: {}}\nchildren: {a: {counted_with: [{family_of: b}]}}",
        "claims: [{posted: 2026-01-05, received: 2026-01, channel: post}]",
        "claims: [{received: 2010-01-01}]",
        "period: {from: 2017-01, to: 2027-12}",
    ],
)
def test_what_may_be_true_is_accepted(text: str) -> None:
    case = read_text(text, "a.yaml")
    assert read_text(dump(case), "b.yaml") == case


def test_accessors() -> None:
    case = read_text(template("et"), "a.yaml")
    mari = case.person("mari")
    assert (mari.born, mari.stated_sex) == (day("1985-01-01"), "female")
    assert case.person("jaan").born == read_partial_day("1983-09")
    assert case.person("jaan").stated_sex == "male"
    assert list(case.everybody) == ["mari", "jaan", "juku", "kati"]
    assert case.is_ordinary
    assert case.children_of(entries(case.claims)[0]) == ("juku", "kati")
    assert case.named("juku") == "Juku Näide"
    assert read_text("people: {a: {name: unknown}}", "a").named("a") == "a"
    assert known(None) is None
    assert known("unknown") is None
    assert known("EE") == "EE"
    assert Case().as_of_day is None
    with pytest.raises(KeyError):
        case.person("keegi")


def test_what_a_spell_surely_and_possibly_covers() -> None:
    def spell(**ends: str) -> Spell:
        return Spell.model_validate({name.rstrip("_"): text for name, text in ends.items()})

    exact = spell(from_="2020-01-10", to="2020-01-20")
    assert exact.surely == exact.possibly == (day("2020-01-10").first, day("2020-01-21").first)
    assert exact.is_exact
    months = spell(from_="2020-01", to="2020-03")
    assert months.possibly == (day("2020-01-01").first, day("2020-04-01").first)
    assert months.surely == (day("2020-01-31").first, day("2020-03-02").first)
    assert not months.is_exact
    assert Spell().surely == Spell().possibly == (EARLIEST, LATEST + 1)
    assert spell(from_="unknown").surely == (LATEST, LATEST + 1)
    assert spell(from_="2020-01", to="2020-01").surely is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("people: {? &a mari : {}}", "anchor"),
        ("people: {? !x mari : {}}", "tag"),
        ("people: {? *a : {}}", "alias"),
        ("people: {~: {}}", "key_not_text"),
        ("title: \ud800", "not_utf8"),
        ("paid: [{to: 1850-01}]", "end_out_of_range"),
        ("people: {a: {birth: 1850-01-01}}", "date_out_of_range"),
        ("paid: []\npaid: []", "duplicate_list"),
        ("title: Pere\ntitle: Pere", "duplicate_key"),
        ("children: {a: {studies: [{contact_hours: -1}]}}", "not_a_whole_number"),
        ("children: {a: {birth: 2020-01-02, independent_life_after_care: 2020-01}}", None),
        (
            "children: {a: {birth: 2020-01-02, independent_life_after_care: 2019-01}}",
            "day_before_birth",
        ),
        ("people: {a: {}, b: {}}\nchildren: {c: {second_parent: none, parents: [{who: a}]}}", None),
        ("people: {mari mets: 5, jaan: 5}", "not_an_id"),
    ],
)
def test_rarer_faults(text: str, key: MessageKey | None) -> None:
    if key is None:
        assert isinstance(read_text(text, "a.yaml"), Case)
    else:
        assert key_of(lambda: read_text(text, "a.yaml")) == key


def test_a_wrong_escape_of_json() -> None:
    assert key_of(lambda: read_text('{"title": "\\x"}', "a.json")) == "json_syntax"
    assert key_of(lambda: read_text('{"title" 5}', "a.json")) == "json_syntax"


def test_a_half_letter_in_yaml_is_refused_without_libyaml_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    assert key_of(lambda: read_text('title: "\\ud800"', "a.yaml")) == "binary"
    assert key_of(lambda: read_text("title: \ufdd0\U0010ffff", "a.yaml")) == "bad_text"


def test_a_case_of_python_values_may_be_made_directly() -> None:
    made = Case.model_validate(
        {
            "as_of": day("2026-11-24"),
            "period": {"from": Month(2026, 1)},
            "children": {
                "a": {"birth": day("2020-01-01"), "birth_allowance_paid_earlier": True},
                "b": {"stillborn": {"week": 30}, "secondary_education": False},
            },
        }
    )
    written = (
        "as_of: 2026-11-24\nperiod: {from: 2026-01}\nchildren:\n"
        "  a: {birth: 2020-01-01, birth_allowance_paid_earlier: yes}\n"
        "  b: {stillborn: {week: 30}, secondary_education: false}\n"
    )
    assert made == read_text(written, "a.yaml")
    assert made.children_of(schema_module.Claim()) is None


def test_models_are_frozen() -> None:
    case = read_text(template("et"), "a.yaml")
    with pytest.raises(ValueError, match="frozen"):
        case.title = "Muu"


# Days and codes.


@pytest.mark.properties
@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_days_and_months_read_as_written(each: date) -> None:
    exact = read_partial_day(each.isoformat())
    assert (exact.ordinal, exact.is_exact, str(exact)) == (each.toordinal(), True, each.isoformat())
    month = read_partial_day(each.isoformat()[:7])
    assert month.first <= each.toordinal() <= month.last
    assert date.fromordinal(month.first).day == date.fromordinal(month.last + 1).day == 1
    assert (month.ordinal, str(month)) == (None, each.isoformat()[:7])
    assert (read_month(str(month)).first, read_month(str(month)).last) == (month.first, month.last)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("24.11.2026", "2026-11-24"),
        ("4. 1. 2026", "2026-01-04"),
        ("2026/1/4", "2026-01-04"),
        ("31.02.2026", None),
        ("24.11.26", None),
        ("٢٠٢٦-١١-٢٤", None),
    ],
)
def test_a_day_written_otherwise_is_offered_in_the_right_form(
    text: str, suggestion: str | None
) -> None:
    with pytest.raises(DateTextError) as caught:
        read_partial_day(text)
    assert (caught.value.key, caught.value.suggestion) == ("bad_date", suggestion)


@pytest.mark.parametrize(("text", "suggestion"), [("11.2026", "2026-11"), ("13.2026", None)])
def test_a_month_written_otherwise_is_offered_in_the_right_form(
    text: str, suggestion: str | None
) -> None:
    with pytest.raises(DateTextError) as caught:
        read_month(text)
    assert (caught.value.key, caught.value.suggestion) == ("bad_month", suggestion)


def test_unknown_days() -> None:
    assert read_partial_day("unknown") == UNKNOWN_DAY
    assert (str(UNKNOWN_DAY), UNKNOWN_DAY.is_known, UNKNOWN_DAY.is_exact) == (
        "unknown",
        False,
        False,
    )


def test_full_years_change_on_the_birthday() -> None:
    birth = day("2000-02-29").first
    assert full_years(birth, day("2018-02-28").first) == 17
    assert full_years(birth, day("2018-03-01").first) == 18
    assert full_years(birth, day("1999-03-01").first) == -1


@pytest.mark.parametrize(
    ("code", "sex", "birth"),
    [
        ("48501010003", "female", "1985-01-01"),
        ("38309050000", "male", "1983-09-05"),
        ("51805140004", "male", "2018-05-14"),
        ("60002290003", "female", "2000-02-29"),
    ],
)
def test_personal_codes(code: str, sex: Literal["female", "male"], birth: str) -> None:
    facts = read_code(code[:10] + str(check_digit(code[:10])))
    assert (facts.sex, facts.birth) == (sex, day(birth).first)


def test_check_digits_by_hand() -> None:
    # 4+16+15+0+5+0+7+0+0+0 = 47, 47 mod 11 = 3: the first round of weights decides.
    assert check_digit("4850101000") == 3
    # 3+2+3+28+25+6+7+16+9+0 = 99 is divisible by 11.
    assert check_digit("3117511210") == 0


@pytest.mark.properties
@given(st.text("0123456789", min_size=10, max_size=10), st.integers(0, 10), st.integers(1, 9))
def test_one_wrong_digit_is_noticed_where_the_first_weights_decide(
    ten: str, place: int, change: int
) -> None:
    code = ten + str(check_digit(ten))
    wrong = list(code)
    wrong[place] = str((int(wrong[place]) + change) % 10)
    changed_code = "".join(wrong)
    weights = (1, 2, 3, 4, 5, 6, 7, 8, 9, 1)

    def first_rest(digits: str) -> int:
        return sum(w * int(d) for w, d in zip(weights, digits, strict=False)) % 11

    if 10 not in (first_rest(code), first_rest(changed_code)):
        assert str(check_digit(changed_code[:10])) != changed_code[10]


def test_codes_that_cannot_be() -> None:
    for code, key in (
        ("98501010003", "personal_code_form"),
        ("4850101000", "personal_code_form"),
        ("48502300005", "personal_code_birth"),
        ("48501010005", "personal_code_check_digit"),
    ):
        with pytest.raises(PersonalCodeError) as caught:
            read_code(code)
        assert caught.value.key == key


def test_nearest() -> None:
    assert nearest("Birht", ["birth", "death"]) == "birth"
    assert nearest("qqq", ["birth", "death"]) is None
    assert nearest("birth" * 100, ["birth"]) is None


# What-if.


@pytest.fixture
def case() -> Case:
    return read_text(template("et"), "a.yaml")


def test_changes_are_made_in_order_and_leave_the_case_alone(case: Case) -> None:
    before = dump(case)
    after = changed(
        case,
        [
            "children.juku.secondary_education=2036-06-20",
            "children.juku.residence.+={country: FI, from: 2027-01-01}",
            "children.juku.residence.0.to=2026-12-31",
            "children.kati.studies.0.final_class=false",
            "claims.+.by=jaan",
            "claims.0={by: mari}",
            "children.kati.lives.0.with.+=jaan",
            "claims.0=",
            "people.jaan.birth=",
            "people.jaan.wanted=[]",
            "children.uus={birth: 2026-10-01, parents: [{who: mari, role: mother}]}",
            "otherwise=",
        ],
    )
    juku = after.children["juku"]
    assert juku.secondary_education == day("2036-06-20")
    assert [spell.country for spell in entries(juku.residence)] == ["EE", "FI"]
    assert entries(juku.residence)[0].to == day("2026-12-31")
    assert entries(after.children["kati"].studies)[0].final_class is False
    assert [claim.by for claim in entries(after.claims)] == ["jaan"]
    assert entries(after.children["kati"].lives)[0].with_ == ("mari", "jaan")
    assert (after.people["jaan"].birth, after.people["jaan"].wanted) == (None, ())
    assert after.children["uus"].birth == day("2026-10-01")
    assert not after.is_ordinary
    assert dump(case) == before
    assert changed(case, []) == case


@pytest.mark.parametrize(
    ("change", "key", "suggestion"),
    [
        ("children.juku.birth", "change_form", None),
        ("=2024-01-01", "change_form", None),
        ("children..birth=2024-01-01", "change_form", None),
        ("children.juk.birth=2024-01-01", "unknown_id", "juku"),
        ("children.juku.brith=2024-01-01", "unknown_key", "birth"),
        ("children.juku.birth=eile", "bad_date", None),
        ("children.juku.birth.year=2024", "change_into_value", None),
        ("children.juku.birth.year.x=2024", "change_into_value", None),
        ("children.juku.parents.7=", "change_index", None),
        ("claims.1.by=mari", "change_index", None),
        ("claims.-1.by=mari", "change_index", None),
        ("claims.esimene=", "change_index", None),
        ("claims.0.by=mary", "unknown_id", "mari"),
        ("children.juku.lives=[", "yaml_unclosed_bracket", None),
        ("children.juku.lives=&a [*a]", "anchor", None),
        ("children.juku.birth=1980-01-01", "parent_younger_than_child", None),
        ("chidren.juku.birth=2018-01-01", "unknown_key", "children"),
        ("title=\x00", "binary", None),
    ],
)
def test_a_wrong_change_is_told(
    case: Case, change: str, key: MessageKey, suggestion: str | None
) -> None:
    error = refused(lambda: changed(case, [change]))
    assert (error.problems[0].key, error.problems[0].suggestion) == (key, suggestion)
    for language in LANGUAGES:
        assert error.text(language).isprintable() or error.count > 1


def test_a_value_that_ends_like_a_json_name_is_yaml_all_the_same(case: Case) -> None:
    assert changed(case, ["title=fail.json"]).title == "fail.json"


def test_apply_change_copies() -> None:
    mapping = to_mapping(Case())
    assert apply_change(mapping, "people.mari={}") == {"people": {"mari": {}}}
    assert mapping == {}


# Whatever comes, a case or a clear refusal.


def told_or_read(reading: Callable[[], Case]) -> Case | None:
    refusal: CaseFileError | None = None
    try:
        case = reading()
    except CaseFileError as error:
        refusal = error
    if refusal is not None:
        assert all(refusal.text(language) for language in LANGUAGES)
        return None
    assert read_text(dump(case), "again.yaml") == case
    assert read_text(json.dumps(to_mapping(case)), "again.json") == case
    return case


@pytest.mark.properties
@given(st.binary(max_size=400))
def test_random_bytes(data: bytes) -> None:
    told_or_read(lambda: read_bytes(data, "a.yaml"))
    told_or_read(lambda: read_bytes(data, "a.json"))


@pytest.mark.properties
@given(st.text(max_size=200) | st.text("{}[]:,-&*!?|>'\"#% \n\tab0~", max_size=60))
def test_random_text(text: str) -> None:
    told_or_read(lambda: read_text(text, "a.yaml"))
    told_or_read(lambda: read_text(text, "a.json"))


TEMPLATE_LINES: Final = template("et").splitlines()


@pytest.mark.properties
@given(st.data())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_template(data: st.DataObject) -> None:
    text = "\n".join(TEMPLATE_LINES)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text) - 1))
        gone = data.draw(st.integers(0, 12))
        new = data.draw(st.text(max_size=4) | st.sampled_from(["[", "}", ": ", "\n", "- ", "mari"]))
        text = text[:at] + new + text[at + gone :]
    told_or_read(lambda: read_text(text, "a.yaml"))


WORDS: Final = st.sampled_from(
    [
        *("mari", "jaan", "juku", "kati", "all", "unknown", "none", "EE", "NO", "yes", "no", "12"),
        *("2018-05-14", "2018-05", "2026-01", "48501010003", "80.50", "mother", "father", "basic"),
        *("full", "equal", "marriage", "child_allowance", "post", "prison", "female", "", "x y"),
    ]
)


def junk_for(model: type[schema_module.Model], depth: int = 0) -> st.SearchStrategy[object]:
    """Mappings with the model's own keys and values that sometimes fit."""
    inner: dict[str, st.SearchStrategy[object]] = {}
    for name, field in model.model_fields.items():
        below = [each for each in MODELS if f"{each.__name__}" in repr(field.annotation)]
        values: st.SearchStrategy[object] = WORDS | st.lists(WORDS, max_size=2)
        if below and depth < 3:
            part = junk_for(below[0], depth + 1)
            if name in ("people", "children"):
                ids = st.sampled_from(["mari", "jaan", "juku", "kati"])
                values = st.dictionaries(ids, part, max_size=3)
            else:
                values = part | st.lists(part, max_size=3)
        inner[field.alias or name] = values
    return st.fixed_dictionaries({}, optional=inner)


MODELS: Final = sorted(
    (
        each
        for each in vars(schema_module).values()
        if isinstance(each, type)
        and issubclass(each, schema_module.Model)
        and each not in (schema_module.Model, Case)
    ),
    key=lambda each: -len(each.__name__),
)


@pytest.mark.properties
@given(junk_for(Case))
@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
def test_keys_that_fit_with_values_that_may_not(mapping: dict[str, object]) -> None:
    told_or_read(lambda: parse(mapping))


NAMES: Final = st.text(
    st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=30
).filter(lambda text: text.strip() == text)
IDS: Final = st.from_regex(r"[a-zõäöü][a-z0-9_-]{0,8}", fullmatch=True).filter(
    lambda text: text not in ("all", "none", "unknown", "null", "true", "false", "again")
)
DAYS: Final = (
    st.dates(date(2010, 1, 1), date(2027, 12, 31)).map(str)
    | st.dates(date(2010, 1, 1), date(2027, 12, 31)).map(lambda each: str(each)[:7])
    | st.just("unknown")
)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Cases without contradiction, with every kind of value in them."""
    people = draw(st.lists(IDS, min_size=2, max_size=4, unique=True))
    children = draw(st.lists(IDS.filter(lambda who: who not in people), max_size=4, unique=True))
    country = st.sampled_from(["EE", "NO", "FI", "unknown"])
    mapping: dict[str, object] = {
        "title": draw(NAMES),
        "as_of": str(draw(st.dates(date(2017, 1, 1), date(2027, 12, 31)))),
        "people": {
            who: {
                "name": draw(NAMES | st.none()),
                "sex": draw(st.sampled_from(["male", "female", "unknown"])),
                "tax_resident": draw(st.sampled_from([True, False, "unknown", None])),
                "residence": draw(
                    st.sampled_from([[], "unknown", None])
                    | st.fixed_dictionaries({"country": country, "from": DAYS}).map(lambda x: [x])
                ),
            }
            for who in people
        },
        "children": {
            who: {
                "birth": draw(DAYS),
                "secondary_education": draw(st.sampled_from([False, "unknown", None])),
                "parents": [{"who": people[0], "role": draw(st.sampled_from(["mother", None]))}],
                "lives": [{"with": people[:2], "share": "equal"}],
                "birth_allowance_paid_earlier": draw(st.booleans()),
            }
            for who in children
        },
        "claims": [
            {"by": people[0], "for": draw(st.sampled_from(["all", children])), "consent": True}
        ],
        "paid": [{"payee": people[0], "amount": draw(st.integers(0, 999_999)) / 100}],
        "readings": {"rate_day": draw(st.sampled_from(LAWBOOK.readings_of("rate_day")))},
    }
    return parse(mapping)


@pytest.mark.properties
@given(cases())
@settings(suppress_health_check=list(HealthCheck), deadline=None)
def test_a_case_written_and_read_again_is_the_same(case: Case) -> None:
    text = dump(case)
    assert read_text(text, "a.yaml") == case
    assert dump(read_text(text, "a.yaml")) == text
    as_json = json.dumps(to_mapping(case), indent="\t")
    assert read_text(as_json, "a.json") == case
    # Other YAML readers see the same keys and the same words.
    loaded = yaml.safe_load(text)
    assert list(loaded) == list(to_mapping(case))
    assert loaded["title"] == case.title or isinstance(loaded["title"], (date, int, float))


def test_importing_the_package_loads_neither_pydantic_nor_yaml() -> None:
    code = (
        "import sys, perenou.casework.case_file as c;"
        "print([m for m in ('pydantic', 'yaml') if m in sys.modules], callable(c.read),"
        " [m for m in ('pydantic', 'yaml') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[] True []"


def test_an_unknown_name_of_the_package_is_an_ordinary_attribute_error() -> None:
    import perenou.casework.case_file as package

    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = package.nothing
    assert all(getattr(package, name) is not None for name in package.__all__)


def test_that_something_surely_did_not_happen_is_written_and_read() -> None:
    text = (
        "people: {ada: {death: false}}\n"
        "children:\n"
        "  kid: {death: no, stillborn: false, adoption: false,"
        " independent_life_after_care: false}\n"
    )
    case = read_text(text, "case.yaml")
    assert case.people["ada"].death is False
    assert case.people["ada"].died is None
    kid = case.children["kid"]
    assert (kid.death, kid.stillborn, kid.adoption, kid.adopted) == (False, False, False, None)
    assert read_text(dump(case), "case.yaml") == case
    solved = Solved(case, date(2026, 11, 24).toordinal())
    for name, value in (
        ("child_death_day", NEVER), ("stillborn", False), ("adoption_day", NEVER),
        ("adopted_within_family", False), ("adopter_added_as_second_parent", False),
        ("start_in_life_day", NEVER), ("death_day", NEVER), ("is_adopter", False),
    ):  # fmt: skip
        assert solved.world.line(name, 0).values == (value,), name


def test_namesakes_are_told_apart_wherever_somebody_is_named() -> None:
    case = read_text(
        """
        people: {ema: {name: Mari Maasikas}, isa: {name: Jaan Maasikas}}
        children:
          a: {name: Mari Maasikas, birth: 2015-09-01}
          b: {name: Mari Maasikas, birth: 2019-01}
        """,
        "case.yaml",
    )
    assert [case.named(who) for who in case.everybody] == [
        "Mari Maasikas (ema)", "Jaan Maasikas", "Mari Maasikas (01.09.2015)", "Mari Maasikas (b)",
    ]  # fmt: skip


def test_a_long_list_is_cut_after_a_whole_name_and_the_rest_is_counted() -> None:
    (problem,) = refused_text("title: Pere\nqqqq: 1\n").problems
    names = problem.slots["allowed"].split(", ")
    in_words: dict[Language, str] = {"et": "ja veel", "en": "and", "ru": "и ещё"}
    for language, more in in_words.items():
        shown = problem.cure(language)
        kept = [name for name in names if re.search(rf"\b{name}\b", shown)]
        assert kept == names[: len(kept)]
        assert f"{kept[-1]} {more} {len(names) - len(kept)}" in shown
        assert "…" not in shown


def test_only_lists_are_to_be_joined_and_only_an_end_left_out() -> None:
    (twice,) = refused_text("title: Pere\ntitle: Perekond\n").problems
    assert "loendiks" not in twice.cure("et")
    (born,) = refused_text("people: {mari: {birth: 1850-01-01}}\n").problems
    assert "tähtajatu" not in born.cure("et")


@pytest.mark.parametrize("name", ["lapsetoetus", "Child allowance", "детское пособие"])
def test_a_benefit_called_by_its_name_is_understood(name: str) -> None:
    text = f"people: {{mari: {{}}}}\nclaims: [{{by: mari, benefits: ['{name}']}}]\n"
    near = [each.suggestion for each in refused_text(text).problems if each.key == "not_a_choice"]
    assert near == ["child_allowance"]
