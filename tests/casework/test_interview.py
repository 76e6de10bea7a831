"""The interview: what is asked, where an answer goes, and when it is over."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.case_file.reader import parse
from perenou.casework.case_file.schema import Case
from perenou.casework.case_file.writer import to_mapping
from perenou.casework.determination import Question
from perenou.casework.interview import (
    _SLOTS,
    AnswerError,
    answered,
    ask,
    day_text,
    key_of,
    next_question,
    position,
    slot_of,
)
from perenou.casework.questions import ALL_ORDINARY, questions
from perenou.casework.solve import Solved
from perenou.casework.words import Words
from perenou.language.grammar import LANGUAGES, Language

HOME = [{"country": "EE", "ground": "citizen"}]


def case_of(child: dict[str, object] | None = None, **more: object) -> Case:
    """A mother and her child of 8, of whom as much is known as the test says."""
    return parse(
        {
            "as_of": "2026-11-24",
            "period": {"from": "2026-10", "to": "2026-11"},
            "people": {"mari": {"name": "Mari Näide", "residence": HOME}, "jaan": {}},
            "children": {"juku": {"name": "Juku Näide", **(child or {})}},
            **more,
        }
    )


def known_child(**own: object) -> dict[str, object]:
    return {
        "birth": "2018-05-14",
        "parents": [{"who": "mari", "role": "mother"}, {"who": "jaan", "role": "father"}],
        "residence": HOME,
        "lives": [{"with": ["mari"], "share": "full"}],
        **own,
    }


CLAIM = [{"by": "mari", "for": "all", "benefits": ["child_allowance"], "received": "2018-06-01"}]


def asked_of(fact: str, *about: str) -> Question:
    return Question((fact,), about, 100, ())


def field(case: Case, place: str) -> object:
    found: object = to_mapping(case)
    for part in place.split("."):
        if isinstance(found, list):
            found = found[int(part)]
        elif isinstance(found, dict):
            found = found.get(part)
    return found


# ------------------------------------------------------------------------------ the course


def test_nothing_is_asked_when_nothing_decides() -> None:
    case = case_of(known_child(), otherwise="ordinary", claims=CLAIM)
    assert next_question(case) is None


def test_what_does_not_decide_is_not_asked() -> None:
    """A child of eight: studies are unknown and nobody asks about them."""
    case = case_of(known_child(lives=None), otherwise="ordinary", claims=CLAIM)
    question = next_question(case)
    assert question is not None
    assert question.facts[0] == "raises"
    assert all(q.facts[0] != "studies" for q in _course(case, "mari"))


def _course(case: Case, answer: str) -> Iterator[Question]:
    skipped: set[tuple[str, tuple[str, ...]]] = set()
    while (question := next_question(case, skipped)) is not None:
        yield question
        skipped.add(key_of(case, question))
        try:
            case = answered(case, question, answer)
        except AnswerError:
            continue


def test_an_interview_from_almost_nothing_ends_with_a_certain_sum() -> None:
    answers = {
        "otherwise": "jah",
        "children.juku.birth": "14.05.2018",
        "children.juku.residence": "jah",
        "children.juku.residence.0.ground": "citizen",
        "children.juku.parents": "mari, Jaan",
        "children.juku.lives": "Mari Näide",
        "children.juku.lives.0.share": "ei",
        "claims": "mari 2018-06-01",
        "people.jaan.residence": "jah",
        "people.jaan.residence.0.ground": "citizen",
        "people.mari.service": "ei",
        "people.jaan.service": "ei",
    }
    case = case_of()
    before = position(case).total
    assert before[0] < before[1]
    skipped: set[tuple[str, tuple[str, ...]]] = set()
    asked = []
    while (question := next_question(case, skipped)) is not None:
        slot = slot_of(case, question)
        assert slot is not None
        assert slot.place not in asked, "asked twice"
        asked.append(slot.place)
        skipped.add(key_of(case, question))
        if slot.place in answers:
            case = answered(case, question, answers[slot.place])
    made = Solved(case)
    child = [p for p in made.payments if p.benefit == "child_allowance"]
    assert [p.least for p in child] == [p.most for p in child] == [8000, 8000]
    assert before[0] <= position(case).total[0] <= position(case).total[1] <= before[1]
    assert len(asked) < 20


def test_a_skipped_question_is_not_asked_again() -> None:
    case = case_of(known_child(birth=None, lives=None), otherwise="ordinary", claims=CLAIM)
    first = next_question(case)
    assert first is not None
    second = next_question(case, {key_of(case, first)})
    assert second is not None
    assert key_of(case, second) != key_of(case, first)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_is_told_with_its_form_and_help(language: Language) -> None:
    case = case_of(known_child(birth=None, lives=None, residence=None), claims=CLAIM)
    missing = questions(Solved(case))
    assert missing
    for question in missing:
        if slot_of(case, question) is None:
            with pytest.raises(ValueError, match="cannot be answered"):
                ask(case, question, Words(language, case.named))
            continue
        asked = ask(case, question, Words(language, case.named))
        assert asked.text.endswith("?")
        assert asked.form
        assert "<id>" not in asked.help


# ------------------------------------------------------------------------------ where answers go


@pytest.mark.parametrize(
    ("fact", "about", "child", "answer", "place", "written"),
    [
        ("child_birth_day", "juku", {}, "14.05.2018", "children.juku.birth", "2018-05-14"),
        ("child_birth_day", "juku", {}, "2018-05", "children.juku.birth", "2018-05"),
        (
            "child_lives_in_estonia",
            "juku",
            {},
            "Jah",
            "children.juku.residence",
            [{"country": "EE"}],
        ),
        ("child_lives_in_estonia", "juku", {}, "no", "children.juku.residence", []),
        (
            "child_ground",
            "juku",
            {"residence": [{"country": "EE"}]},
            "citizen",
            "children.juku.residence.0.ground",
            "citizen",
        ),
        ("secondary_education_day", "juku", {}, "ei", "children.juku.secondary_education", "false"),
        (
            "studies",
            "juku",
            {},
            "vocational 2023-09-01..2026-06",
            "children.juku.studies",
            [{"from": "2023-09-01", "to": "2026-06", "level": "vocational"}],
        ),
        ("studies", "juku", {}, "нет", "children.juku.studies", []),
        (
            "academic_leave",
            "juku",
            {},
            "2025-02-01..",
            "children.juku.academic_leave",
            [{"from": "2025-02-01"}],
        ),
        ("child_imprisoned", "juku", {}, "ei", "children.juku.imprisonment", []),
        ("lives_independently", "juku", {}, "jah", "children.juku.independent", [{}]),
        (
            "shares_equally",
            "mari juku",
            {"lives": [{"with": ["mari", "jaan"]}]},
            "jah",
            "children.juku.lives.0.share",
            "equal",
        ),
        (
            "raises",
            "mari juku",
            {},
            "mari; jaan",
            "children.juku.lives",
            [{"with": ["mari", "jaan"]}],
        ),
        ("is_parent", "mari juku", {}, "Mari Näide", "children.juku.parents", [{"who": "mari"}]),
        ("is_foster_parent", "jaan juku", {}, "ei", "children.juku.foster", []),
        ("tax_resident_elsewhere", "jaan", {}, "jah", "people.jaan.tax_resident", "false"),
        (
            "in_conscript_service",
            "jaan",
            {},
            "2026-07-06..2027-06-05",
            "people.jaan.service",
            [{"from": "2026-07-06", "to": "2027-06-05"}],
        ),
        (
            "course_hours",
            "juku",
            {"studies": [{"level": "course"}]},
            "120",
            "children.juku.studies.0.contact_hours",
            "120",
        ),
    ],
)
def test_an_answer_goes_where_the_case_file_takes_it(
    fact: str, about: str, child: dict[str, object], answer: str, place: str, written: object
) -> None:
    case = answered(case_of(child), asked_of(fact, *about.split()), answer)
    assert field(case, place) == written


def test_a_claim_is_told_with_its_claimant_and_day() -> None:
    question = asked_of("received_day", "mari", "juku")
    case = answered(case_of(), question, "mari näide 01.06.2018")
    assert field(case, "claims.0.by") == "mari"
    assert field(case, "claims.0.received") == "2018-06-01"
    assert answered(case_of(), question, "ei").claims == ()
    listed = case_of(claims=[{"by": "mari", "for": ["juku"]}])
    assert field(answered(listed, question, "2018-06-01"), "claims.0.received") == "2018-06-01"


def test_nothing_exceptional_is_one_line() -> None:
    question = Question((ALL_ORDINARY, "imprisoned"), ("mari",), 100, ())
    assert answered(case_of(), question, "да").otherwise == "ordinary"
    with pytest.raises(AnswerError) as told:
        answered(case_of(), question, "ei")
    assert told.value.reason == "by_hand"


@pytest.mark.parametrize(
    ("fact", "about", "answer"),
    [
        ("child_birth_day", "juku", "eile"),
        ("child_birth_day", "juku", "31.02.2018"),
        ("child_birth_day", "juku", " "),
        ("child_lives_in_estonia", "juku", "vist"),
        ("child_ground", "juku", "kodanik"),
        ("studies", "juku", "ülikool"),
        ("studies", "juku", "higher millalgi"),
        ("academic_leave", "juku", ".."),
        ("raises", "mari juku", "keegi"),
        ("received_day", "mari juku", "2018-06-01"),
        ("received_day", "mari juku", "mari eile"),
    ],
)
def test_an_answer_of_another_form_is_refused(fact: str, about: str, answer: str) -> None:
    with pytest.raises(AnswerError) as told:
        answered(case_of(), asked_of(fact, *about.split()), answer)
    assert told.value.reason == "wrong"


@pytest.mark.parametrize("answer", ["nan", "inf", "1e9999999", "-1", "2.5", "palju"])
def test_a_number_that_is_none_is_refused(answer: str) -> None:
    case = case_of({"studies": [{"level": "course"}]})
    with pytest.raises(AnswerError):
        answered(case, asked_of("course_hours", "juku"), answer)


def test_what_a_line_cannot_hold_is_left_to_the_file() -> None:
    for fact in ("child_death_day", "death_day"):
        who = "juku" if fact == "child_death_day" else "jaan"
        with pytest.raises(AnswerError) as told:
            answered(case_of(), asked_of(fact, who), "ei")
        assert told.value.reason == "by_hand"
    with pytest.raises(AnswerError):
        answered(case_of(), asked_of("birth_set", "juku"), "jah")


def test_an_answer_against_the_case_is_refused_by_the_case_file() -> None:
    case = case_of(known_child(birth=None, studies=[{"from": "2016-09-01", "level": "basic"}]))
    with pytest.raises(CaseFileError):
        answered(case, asked_of("child_birth_day", "juku"), "2018-05-14")


def test_a_field_that_says_something_is_never_overwritten() -> None:
    assert slot_of(case_of(known_child()), asked_of("raises", "mari", "juku")) is None
    assert slot_of(case_of(known_child()), asked_of("child_birth_day", "juku")) is None
    several = known_child(
        residence=[{"country": "EE", "to": "2020-01-01"}, {"country": "FI", "from": "2020-01-02"}]
    )
    assert slot_of(case_of(several), asked_of("child_ground", "juku")) is None


def test_slots_are_for_facts_of_the_law() -> None:
    assert set(_SLOTS) <= set(LAWBOOK.facts)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("24.11.2026", "2026-11-24"),
        ("2026-11-24", "2026-11-24"),
        ("2026-11", "2026-11"),
        ("2026-13", None),
        ("29.02.2026", None),
        ("", None),
    ],
)
def test_days_as_people_write_them(text: str, written: str | None) -> None:
    assert day_text(text) == written
