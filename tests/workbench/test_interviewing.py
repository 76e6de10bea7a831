"""An interview that lasts over many requests: kept, taken up, gone back in."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from perenou.casework.answers import AnswerError, Step
from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.case_file.reader import parse, read_text
from perenou.casework.case_file.schema import Case, entries
from perenou.casework.words import Words
from perenou.language.grammar import LANGUAGES
from perenou.workbench.entry.answers_form import ROWS, answer_of, fields_of, shown_answer
from perenou.workbench.entry.interviewing import Course, State, begin, state_of

# Positions tell by which readings cases are solved.
pytestmark = pytest.mark.django_db

FIRST = ("jah", "jah", "", "", "jah", "citizen", "", "")
"""Nothing exceptional; the child lives in Estonia; so does the mother, as a citizen."""


def family(**more: object) -> Case:
    told = {
        "as_of": "2026-11-24",
        "period": {"from": "2026-10", "to": "2026-11"},
        "people": {"mari": {"name": "Mari Näide"}},
        "children": {"juku": {"name": "Juku Näide", "birth": "2018-05-14"}},
        **more,
    }
    return parse(told)


def kept(state: State) -> State:
    """As it comes back from where it was kept."""
    return state_of(json.loads(json.dumps(state.as_json())))


def told(state: State, answers: Sequence[str]) -> State:
    """After answers, each of which came in a request of its own."""
    for answer in answers:
        course = Course(kept(state))
        course.give(answer)
        state = course.state
    return kept(state)


def test_every_answer_may_come_in_a_request_of_its_own() -> None:
    state = told(begin(family()), FIRST)
    assert len(state.earlier) == 3
    case = read_text(state.content, "case.yaml")
    assert case.is_ordinary
    assert case.people["mari"].residence != ()
    course = Course(state)
    assert course.question is not None
    assert course.place == "3.0"
    done = {answered.key for answered in state.earlier}
    assert state.asked not in done


def test_a_question_half_answered_goes_on_where_it_was() -> None:
    state = told(begin(family()), (*FIRST[:4], "jah"))
    course = Course(state)
    assert course.place == "2.1"
    assert course.talk.step is not None
    assert course.talk.step.key == "ground"


def test_a_question_half_answered_is_kept_as_far_as_it_was() -> None:
    course = Course(told(begin(family()), (*FIRST[:4], "jah", "citizen")))
    course.finish()
    assert [each.country for each in entries(course.case.people["mari"].residence)] == ["EE"]
    assert not course.state.given
    before = course.state.as_json()
    course.finish()
    assert course.state.as_json() == before


def test_an_answer_of_another_form_changes_nothing() -> None:
    state = told(begin(family()), FIRST[:2])
    course = Course(kept(state))
    with pytest.raises(AnswerError):
        course.give("homme")
    assert course.state.given == state.given
    assert course.state.content == state.content


def test_answers_that_contradict_the_case_are_offered_again() -> None:
    case = family(
        children={
            "juku": {
                "name": "Juku Näide",
                "birth": "2018-05-14",
                "residence": [{"country": "EE", "ground": "citizen"}],
            }
        }
    )
    state = begin(case)
    asked = Course(kept(state))
    while asked.question is not None and asked.question.facts[0] != "is_parent":
        asked.give("jah" if asked.question.facts[0] == "otherwise" else "")
    for answer in ("mari, +Jaan Näide", "mother"):
        asked.give(answer)
    with pytest.raises(CaseFileError):
        asked.give("mother")
    again = Course(kept(asked.state))
    assert again.state.given == []
    assert again.initial == "mari, +Jaan Näide"


def test_a_skipped_question_is_not_asked_again() -> None:
    course = Course(begin(family()))
    seen = []
    while course.question is not None:
        assert course.state.asked not in seen
        seen.append(course.state.asked)
        course = Course(kept(course.state))
        course.give("")
    assert len(course.state.earlier) == len(seen) > 3
    assert all(not each.given[0].text for each in course.state.earlier)


def test_going_back_keeps_the_answers_after_it() -> None:
    state = told(begin(family()), FIRST)
    course = Course(state)
    course.back(1)
    assert course.initial == "jah"
    assert course.state.asked == "child_lives_in_estonia juku"
    assert len(course.state.earlier) == 1
    state = told(course.state, ("ei", "FI", "", "", ""))
    assert [each.key for each in state.earlier][:3] == [
        "otherwise juku mari",
        "child_lives_in_estonia juku",
        "lives_in_estonia mari",
    ]
    case = read_text(state.content, "case.yaml")
    homes = case.people["mari"].residence
    assert isinstance(homes, tuple)
    assert homes[0].ground == "citizen", "the answer after it was given again"
    assert "FI" in state.content


def test_going_back_to_what_is_not_there_does_nothing() -> None:
    state = told(begin(family()), FIRST)
    course = Course(state)
    course.back(17)
    assert course.state == state


def test_answers_that_no_longer_fit_are_asked_anew() -> None:
    """What was kept under other rules is not forced on the question that is asked now."""
    state = told(begin(family()), FIRST[:2])
    state.asked = "something else"
    course = Course(kept(state))
    assert course.state.given == []
    assert course.place == "1.0"


# ------------------------------------------------------------------------------ the form


class Sent(dict[str, list[str]]):
    """A form that was sent."""

    def getlist(self, key: str, /) -> list[str]:
        return super().get(key, [])

    def get(self, key: str, default: str, /) -> str:  # type: ignore[override]
        return super().get(key, [default])[-1]


IDS, NAMES = ("mari", "jaan"), ("Mari Näide", "Jaan Näide")
STEPS = {
    "people": Step("", "people", "x", may_be_no=True, choices=IDS, names=NAMES),
    "person": Step("", "person", "x", choices=IDS, names=NAMES),
    "children": Step("", "children", "x", choices=IDS, names=NAMES),
    "choice": Step("", "choice", "x", of="role", choices=("mother", "father")),
    "choices": Step("", "choices", "x", of="benefit", choices=("child_allowance", "childcare_fee")),
    "yes_no": Step("", "yes_no", "x"),
    "day": Step("", "day", "x"),
    "day_or_no": Step("", "day_or_no", "x", may_be_no=True),
    "amount": Step("", "amount", "x"),
    "country": Step("", "country", "x", may_be_no=True),
    "income": Step("", "income", "x", may_be_no=True),
}


@pytest.mark.parametrize(
    ("form", "sent", "answer"),
    [
        ("yes_no", {"answer": ["yes"]}, "jah"),
        ("yes_no", {"answer": ["no"]}, "ei"),
        ("yes_no", {}, ""),
        ("people", {"answer": ["mari", "jaan"]}, "mari, jaan"),
        ("people", {"answer": ["mari"], "new": ["Pille  Näide, Toomas"]},
         "mari, +Pille Näide, +Toomas"),
        ("people", {"no": ["1"], "answer": ["mari"]}, "ei"),
        ("people", {"answer": ["somebody else"]}, ""),
        ("person", {"new": ["+Pille"]}, "+Pille"),
        ("children", {"answer": ["mari", "jaan"]}, "all"),
        ("choice", {"answer": ["father"]}, "father"),
        ("choices", {"answer": ["child_allowance", "childcare_fee"]},
         "child_allowance, childcare_fee"),
        ("day", {"answer": ["11.2026"]}, "2026-11"),
        ("day_or_no", {"no": ["1"]}, "ei"),
        ("amount", {"answer": ["1 234,50"]}, "1234,50"),
        ("country", {"answer": ["FI"]}, "FI"),
        ("income",
         {"first": ["01.2025", "1.2026"], "last": ["12.2025", ""], "amount": ["792,50", "100"],
          "sort": ["tax", "gross"]},
         "2025-01 kuni 2025-12 792,50; 2026-01 bruto 100"),
    ],
)  # fmt: skip
def test_a_form_gives_an_answer_as_the_interview_reads_it(
    form: str, sent: dict[str, list[str]], answer: str
) -> None:
    assert answer_of(STEPS[form], Sent(sent)) == answer


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", sorted(STEPS))
def test_an_answer_given_before_stands_in_the_form(form: str, language: str) -> None:
    words = Words(next(each for each in LANGUAGES if each == language))
    answers = {
        "yes_no": "jah", "people": "mari, +Pille", "person": "jaan", "children": "mari",
        "choice": "father", "choices": "child_allowance", "day": "2026-11-24", "day_or_no": "ei",
        "amount": "80,50", "country": "FI", "income": "2025-01 kuni 2025-12 bruto 792,50",
    }  # fmt: skip
    fields = fields_of(STEPS[form], answers[form], words)
    chosen = [each.value for each in fields.choices if each.is_chosen]
    if fields.kind in ("radios", "checks", "state"):
        assert chosen == [{"jah": "yes", "mari, +Pille": "mari"}.get(answers[form], answers[form])]
    elif form == "income":
        assert len(fields.rows) == ROWS + 1
        assert (fields.rows[0].first, fields.rows[0].is_gross) == ("01.2025", True)
    elif form == "day_or_no":
        assert fields.is_no
    else:
        assert fields.text == {"2026-11-24": "24.11.2026"}.get(answers[form], answers[form])
    assert fields.new == ("Pille" if form == "people" else "")


def test_an_answer_is_shown_as_people_read_it() -> None:
    words = Words("et", {"mari": "Mari Näide"}.get)  # type: ignore[arg-type]
    assert shown_answer("people", "", "mari, +Pille", words) == "Mari Näide, Pille"
    assert shown_answer("choice", "role", "father", words) == "isa"
    assert shown_answer("yes_no", "", "ei", words) == "ei"
    assert shown_answer("day", "", "2026-11-24", words) == "24.11.2026"
    assert shown_answer("country", "", "FI", words) == "Soome"
    assert shown_answer("day", "", "", words) == ""
