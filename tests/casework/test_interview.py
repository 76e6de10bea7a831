"""The interview: what is asked, where an answer goes, and when it is over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pytest

from perenou.benefits.eu import dealing_facts
from perenou.benefits.eu import facts as eu_facts
from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.answers import AnswerError, Step, day_text, read_answer
from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.case_file.reader import parse
from perenou.casework.case_file.schema import Case
from perenou.casework.case_file.writer import to_mapping
from perenou.casework.determination import Question
from perenou.casework.dialogue import FINDERS, talk_of
from perenou.casework.interview import BLANKS, Interview
from perenou.casework.questions import ALL_ORDINARY, DETAILS, PEOPLE, questions
from perenou.casework.solve import Solved
from perenou.casework.talks import LISTS, PROCEEDINGS
from perenou.casework.words import Words
from perenou.language.catalogue import Catalogue
from perenou.language.grammar import LANGUAGES, Language

EU_FACTS = eu_facts.__file__
DEALING_FACTS = dealing_facts.__file__
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


def answered(case: Case, question: Question, answers: Sequence[str]) -> Case:
    """The case after a question whose steps get these answers, then blank lines."""
    talk = Interview(case)
    found = talk_of(case, question)
    assert found is not None
    talk._place = found[0]
    talk._begin(question, found[1])
    given = iter(answers)
    while talk.step is not None:
        talk.give(next(given, ""))
    assert next(given, None) is None, "an answer was not asked for"
    return talk.case


# ------------------------------------------------------------------------------ the course


def test_nothing_is_asked_when_nothing_decides() -> None:
    talk = Interview(case_of(known_child(), otherwise="ordinary", claims=CLAIM))
    assert talk.next().question is None
    assert talk.step is None
    with pytest.raises(ValueError, match="nothing is asked"):
        talk.asked(Words("et"))
    talk.give("jah")


def course(talk: Interview, answers: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Question]]:
    """The places and questions of an interview in which places get these answers."""
    while (question := talk.next().question) is not None:
        assert talk.step is not None
        place = talk.step.place
        yield place, question
        given = iter(answers.get(place, ()))
        while talk.step is not None:
            talk.give(next(given, ""))


def test_what_does_not_decide_is_not_asked() -> None:
    """A child of eight: studies are unknown and nobody asks about them."""
    case = case_of(known_child(lives=None), otherwise="ordinary", claims=CLAIM)
    asked = [question.facts[0] for _, question in course(Interview(case), {})]
    assert asked[0] == "raises"
    assert "studies" not in asked


ALMOST_EVERYTHING = {
    "otherwise": ["jah"],
    "children.juku.birth": ["14.05.2018"],
    "children.juku.residence": ["jah"],
    "children.juku.residence.0.ground": ["citizen"],
    "children.juku.parents.who": ["mari, +Jaan Näide", "ema", "2"],
    "children.juku.lives.with": ["Mari Näide"],
    "children.juku.lives.0.share": ["ei"],
    "claims.by": ["mari", "", "1", "2018-06-01"],
    "people.jaan.residence": ["jah"],
    "people.jaan.residence.0.ground": ["1"],
    "people.mari.residence": ["jah", "1"],
}


def test_an_interview_from_almost_nothing_ends_with_a_certain_sum() -> None:
    case = parse(
        {
            "as_of": "2026-11-24",
            "period": {"from": "2026-10", "to": "2026-11"},
            "people": {"mari": {"name": "Mari Näide"}},
            "children": {"juku": {"name": "Juku Näide"}},
        }
    )
    talk = Interview(case)
    before = talk.next().total
    assert before[0] < before[1]
    talk = Interview(case)
    asked = [place for place, _ in course(talk, ALMOST_EVERYTHING)]
    assert len(set(asked)) == len(asked), "asked twice"
    made = Solved(talk.case)
    child = [p for p in made.payments if p.benefit == "child_allowance"]
    assert [p.least for p in child] == [p.most for p in child] == [8000, 8000]
    assert len(asked) < 20


def test_a_file_that_names_nobody_asks_who_they_are_first() -> None:
    case = parse(
        {
            "as_of": "2026-11-24",
            "period": {"from": "2026-11", "to": "2026-11"},
            "otherwise": "ordinary",
            "children": {"juku": {"birth": "2018-05-14"}},
        }
    )
    talk = Interview(case)
    stands = talk.next()
    assert stands.question is not None
    assert stands.question.facts == (PEOPLE,)
    assert stands.total[0] < stands.total[1], "that nobody is named does not mean that nobody is"
    for answer in ("+Mari Näide, +Märt Näide", "ema", "isa"):
        talk.give(answer)
    assert talk.step is None
    assert talk.case.named("mari") == "Mari Näide"
    assert talk.case.named("mart") == "Märt Näide"
    assert [link.role for link in talk.case.children["juku"].parents or ()] == ["mother", "father"]  # type: ignore[union-attr]


@pytest.mark.parametrize("answer", ["", "ei"])
def test_a_question_is_never_asked_twice(answer: str) -> None:
    case = case_of(known_child(birth=None, lives=None), claims=CLAIM)
    talk = Interview(case)
    seen: list[tuple[str, ...]] = []
    for place, question in course(talk, {}):
        for fact in question.facts:
            key = (fact, *question.about)
            assert key not in seen, key
            seen.append(key)
        assert place
        if answer:
            try:
                talk.give(answer)
            except (AnswerError, CaseFileError):
                continue
    assert seen


def test_an_interview_is_taken_up_again_where_it_was_left() -> None:
    case = case_of(known_child(lives=None), claims=CLAIM)
    whole, seen = Interview(case), []
    while (question := whole.next().question) is not None:
        seen.append(question)
        while whole.step is not None:
            whole.give("ei" if question.facts[0] == ALL_ORDINARY else "")
    again, asked = Interview(case), []
    while (question := again.next().question) is not None:
        asked.append(question)
        while again.step is not None:
            again.give("ei" if question.facts[0] == ALL_ORDINARY else "")
        again = Interview(again.case, progress=again.progress)
    assert asked == seen
    assert len(asked) > 3
    assert again.progress.is_apart


def test_when_something_exceptional_happened_each_is_asked_about() -> None:
    case = case_of(known_child(), claims=CLAIM)
    together = Interview(case)
    first = together.next().question
    assert first is not None
    assert first.facts[0] == ALL_ORDINARY
    together.give("ei")
    second = together.next().question
    assert second is not None
    assert second.facts[0] in first.facts
    skipped = Interview(case)
    skipped.next()
    skipped.give("")
    after = skipped.next().question
    assert after is None or after.facts[0] not in first.facts


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_is_told_with_its_form_and_help(language: Language) -> None:
    case = case_of(known_child(birth=None, lives=None, residence=None), claims=CLAIM)
    talk = Interview(case)
    steps = 0
    for _ in course(talk, {}):
        asked = talk.asked(Words(language, case.named))
        assert asked.text.endswith("?")
        assert asked.form
        assert asked.blank
        assert asked.help
        assert "<id>" not in asked.help
        steps += 1
    assert steps > 3


def test_a_mistyped_answer_is_refused_once_and_the_step_stays() -> None:
    talk = Interview(case_of(known_child(birth=None), otherwise="ordinary", claims=CLAIM))
    talk.next()
    step = talk.step
    with pytest.raises(AnswerError):
        talk.give("eile")
    assert talk.step is step
    talk.give("14.05.2018")
    assert talk.step is None


def test_an_answer_against_the_case_begins_the_question_anew() -> None:
    case = case_of(
        known_child(birth=None, studies=[{"from": "2016-09-01", "level": "basic"}]),
        otherwise="ordinary",
        claims=CLAIM,
    )
    talk = Interview(case)
    talk.next()
    with pytest.raises(CaseFileError):
        talk.give("2018-05-14")
    assert talk.case is case
    assert talk.step is not None
    talk.give("2008-05-14")
    assert field(talk.case, "children.juku.birth") == "2008-05-14"


def test_somebody_who_always_wants_another_one_comes_to_an_end() -> None:
    case = answered(case_of(), asked_of("received_day", "mari", "juku"), ["mari"])
    assert len(case.claims or ()) == 1
    talk = Interview(case_of())
    question = asked_of("received_day", "mari", "juku")
    found = talk_of(talk.case, question)
    assert found is not None
    talk._begin(question, found[1])
    for _ in range(200):
        if talk.step is None:
            break
        more = talk.step.key == "more"
        talk.give("jah" if more else "mari" if talk.step.key == "claims" else "")
    assert talk.step is None


# ------------------------------------------------------------------------------ where answers go


@pytest.mark.parametrize(
    ("fact", "about", "child", "answers", "place", "written"),
    [
        ("child_birth_day", "juku", {}, "14.05.2018", "children.juku.birth", "2018-05-14"),
        ("child_birth_day", "juku", {}, "2018-05", "children.juku.birth", "2018-05"),
        ("child_death_day", "juku", {}, "ei", "children.juku.death", "false"),
        ("death_day", "jaan", {}, "2026-10-14", "people.jaan.death", "2026-10-14"),
        (
            "start_in_life_day",
            "juku",
            {},
            "ei",
            "children.juku.independent_life_after_care",
            "false",
        ),
        ("stillborn", "juku", {}, "ei", "children.juku.stillborn", "false"),
        ("stillborn", "juku", {}, "jah 24", "children.juku.stillborn", {"week": "24"}),
        ("stillbirth_week", "juku", {"stillborn": {}}, "24", "children.juku.stillborn.week", "24"),
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
            "lives_in_estonia",
            "jaan",
            {},
            "ei FI 2026-05-21 _ EE _ 2026-05-20",
            "people.jaan.residence",
            [{"country": "FI", "from": "2026-05-21"}, {"country": "EE", "to": "2026-05-20"}],
        ),
        (
            "lives_in_estonia",
            "jaan",
            {},
            "ei no",
            "people.jaan.residence",
            [{"country": "NO"}],
        ),
        (
            "child_ground",
            "juku",
            {"residence": [{"country": "EE"}]},
            "citizen",
            "children.juku.residence.0.ground",
            "citizen",
        ),
        (
            "child_ground",
            "juku",
            {},
            "1",
            "children.juku.residence",
            [{"country": "EE", "ground": "citizen"}],
        ),
        (
            "child_lives_in_estonia",
            "juku",
            {"residence": [{"ground": "citizen"}]},
            "EE",
            "children.juku.residence.0.country",
            "EE",
        ),
        ("secondary_education_day", "juku", {}, "ei", "children.juku.secondary_education", "false"),
        (
            "studies",
            "juku",
            {},
            "vocational 2023-09-01 2026-06",
            "children.juku.studies",
            [{"from": "2023-09-01", "to": "2026-06", "level": "vocational"}],
        ),
        (
            "studies",
            "juku",
            {},
            "gümnaasium 2023-09-01 2024-06-10 jah 3 2024-09-01",
            "children.juku.studies",
            [
                {"from": "2023-09-01", "to": "2024-06-10", "level": "upper_secondary"},
                {"from": "2024-09-01", "level": "vocational"},
            ],
        ),
        ("studies", "juku", {}, "нет", "children.juku.studies", []),
        (
            "academic_leave",
            "juku",
            {},
            "jah 2025-02-01",
            "children.juku.academic_leave",
            [{"from": "2025-02-01"}],
        ),
        ("child_imprisoned", "juku", {}, "ei", "children.juku.imprisonment", []),
        (
            "remand_cleared",
            "juku",
            {"imprisonment": [{"kind": "remand"}]},
            "acquitted",
            "children.juku.imprisonment.0.outcome",
            "acquitted",
        ),
        (
            "institutional_care",
            "juku",
            {},
            "jah asenduskodu 2026-01-01",
            "children.juku.substitute_care",
            [{"from": "2026-01-01", "kind": "childrens_home"}],
        ),
        (
            "institutional_care",
            "juku",
            {"substitute_care": [{}]},
            "3",
            "children.juku.substitute_care.0.kind",
            "foster_family",
        ),
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
            "mari;jaan",
            "children.juku.lives",
            [{"with": ["mari", "jaan"]}],
        ),
        (
            "household",
            "juku",
            {},
            "mari _ 2026-06-30 jah jaan 2026-07-01",
            "children.juku.lives",
            [{"with": ["mari"], "to": "2026-06-30"}, {"with": ["jaan"], "from": "2026-07-01"}],
        ),
        (
            "counted_in_family",
            "mari juku",
            {},
            "jaan 2026-07-01",
            "children.juku.counted_with",
            [{"family_of": "jaan", "from": "2026-07-01"}],
        ),
        ("is_parent", "mari juku", {}, "mari", "children.juku.parents", [{"who": "mari"}]),
        ("is_parent", "mari juku", {}, "ei", "children.juku.parents", []),
        ("second_parent_unrecorded", "juku", {}, "jah", "children.juku.second_parent", "none"),
        (
            "second_parent_unrecorded",
            "juku",
            {"parents": [{"who": "mari"}]},
            "ei +Toomas isa 2020-01-01",
            "children.juku.parents",
            [{"who": "mari"}, {"who": "toomas", "role": "father", "from": "2020-01-01"}],
        ),
        (
            "second_parent_unrecorded",
            "juku",
            {"parents": [{"who": "mari"}]},
            "ei",
            "children.juku.parents",
            [{"who": "mari"}, {"who": "unknown"}],
        ),
        (
            "second_parent_unrecorded",
            "juku",
            {},
            "ei mari,jaan ema",
            "children.juku.parents",
            [{"who": "mari", "role": "mother"}, {"who": "jaan"}],
        ),
        ("is_foster_parent", "jaan juku", {}, "ei", "children.juku.foster", []),
        (
            "is_foster_parent",
            "jaan juku",
            {},
            "jaan 2026-01-10",
            "children.juku.foster",
            [{"parent": "jaan", "contract_signed": "2026-01-10"}],
        ),
        (
            "has_guardian",
            "juku",
            {},
            "jah +Helgi 2026-01-12 2026-03-16",
            "children.juku.guardianship",
            [{"guardian": "helgi", "opened": "2026-01-12", "made_known": "2026-03-16"}],
        ),
        ("is_guardian", "mari juku", {}, "ei", "children.juku.guardianship", []),
        ("lacks_custody", "mari juku", {}, "jaan", "children.juku.no_custody", [{"who": "jaan"}]),
        ("adoption_day", "juku", {}, "ei", "children.juku.adoption", "false"),
        (
            "is_adopter",
            "mari juku",
            {},
            "jah mari 2026-04-20 ei ei",
            "children.juku.adoption",
            {
                "by": "mari",
                "final": "2026-04-20",
                "spouse_of_parent": "false",
                "child_of_adopter": "false",
            },
        ),
        (
            "adopted_within_family",
            "juku",
            {"adoption": {"by": "mari"}},
            "ei",
            "children.juku.adoption.spouse_of_parent",
            "false",
        ),
        (
            "foreign_child_allowance",
            "juku",
            {},
            "jah FI lapsetoetus 94,88 2026-01-01",
            "children.juku.other_state",
            [
                {
                    "from": "2026-01-01",
                    "country": "FI",
                    "benefit": "child_allowance",
                    "month_amount": "94.88",
                }
            ],
        ),
        (
            "pension_for_parent",
            "jaan juku",
            {},
            "jah step_parent 100",
            "children.juku.pension",
            [{"for_parent": "step_parent", "month_amount": "100.00"}],
        ),
        (
            "old_pension",
            "jaan juku",
            {"pension": [{"for_parent": "jaan"}]},
            "402.60",
            "children.juku.pension.0.month_amount",
            "402.60",
        ),
        ("tax_resident_elsewhere", "jaan", {}, "jah", "people.jaan.tax_resident", "false"),
        (
            "in_conscript_service",
            "jaan",
            {},
            "jah 2026-07-06 2027-06-05",
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
        (
            "is_partner_of_parent",
            "jaan juku",
            {},
            "mari,jaan abielu 2020-06-20",
            "couples",
            [{"from": "2020-06-20", "who": ["mari", "jaan"], "kind": "marriage"}],
        ),
        ("is_partner_of_parent", "jaan juku", {}, "ei", "couples", []),
        (
            "objection_day",
            "mari juku",
            {},
            "2026-02-20",
            "waivers",
            [{"by": "mari", "for": ["juku"], "received": "2026-02-20"}],
        ),
        ("objection_day", "mari juku", {}, "ei", "waivers", []),
        (
            "notice_received_day",
            "mari juku",
            {},
            "2026-02-20",
            "notices",
            [{"to": "mari", "for": ["juku"], "received": "2026-02-20"}],
        ),
        ("notice_received_day", "mari juku", {}, "ei", "notices", []),
        (
            "former_rules_amount",
            "jaan juku",
            {},
            "310,50 jaan 2026-08-05 2026-09-30",
            "children.juku.former_pension",
            [
                {
                    "from": "2026-08-05",
                    "to": "2026-09-30",
                    "for_parent": "jaan",
                    "month_amount": "310.50",
                }
            ],
        ),
        ("former_rules_amount", "jaan juku", {}, "ei", "children.juku.former_pension", []),
        (
            "actually_raises_in_emergency",
            "jaan juku",
            {"raised_in_emergency": "unknown"},
            "jah jaan 2026-11-05",
            "children.juku.raised_in_emergency",
            [{"from": "2026-11-05", "who": "jaan"}],
        ),
        (
            "custody_removed",
            "jaan juku",
            {"no_custody": [{"who": "jaan", "from": "2021-05-05"}]},
            "jah",
            "children.juku.no_custody.0.removed_by_court",
            "true",
        ),
        (
            "guardianship_final_day",
            "juku",
            {"guardianship": [{"guardian": "jaan", "made_known": "2018-10-20"}]},
            "2018-11-20",
            "children.juku.guardianship.0.final",
            "2018-11-20",
        ),
        (
            "court_ruling_day",
            "jaan juku",
            {"maintenance": [{"debtor": "mari"}, {"debtor": "jaan", "court": [{}]}]},
            "2026-03-10",
            "children.juku.maintenance.1.court.0.ruling",
            "2026-03-10",
        ),
        (
            "title_is_agreement",
            "jaan juku",
            {"maintenance": [{"debtor": "jaan", "title": [{"month_amount": 150}]}]},
            "ei",
            "children.juku.maintenance.0.title.0.kind",
            "court",
        ),
        (
            "bankruptcy_declared_day",
            "jaan juku",
            {"maintenance": [{"debtor": "jaan", "bankruptcy": [{}]}]},
            "ei",
            "children.juku.maintenance.0.bankruptcy.0.declared",
            "false",
        ),
        ("earlier_sibling_claim_day", "mari juku", {}, "ei", "claims", []),
        ("expected_day", "juku", {}, "15.12.2018", "children.juku.expected", "2018-12-15"),
        ("birth_week", "juku", {}, "33", "children.juku.week", "33"),
        (
            "steps_aside",
            "jaan juku",
            {},
            "jaan 2018-06-01",
            "children.juku.not_raising",
            [{"who": "jaan", "from": "2018-06-01"}],
        ),
        ("steps_aside", "jaan juku", {}, "ei", "children.juku.not_raising", []),
        (
            "on_parental_leave",
            "mari juku",
            {},
            "mari 2018-09-01 2019-02-01",
            "children.juku.parental_leave",
            [{"who": "mari", "from": "2018-09-01", "to": "2019-02-01"}],
        ),
        (
            "parental_days_paid_before",
            "juku",
            {},
            "120",
            "children.juku.parental_days_paid_before",
            "120",
        ),
        (
            "parental_days_abroad",
            "juku",
            {},
            "120",
            "children.juku.parental_days_abroad",
            "120",
        ),
        (
            "is_partner_of_mother",
            "jaan juku",
            {},
            "mari,jaan abielu 2020-06-20",
            "couples",
            [{"from": "2020-06-20", "who": ["mari", "jaan"], "kind": "marriage"}],
        ),
        (
            "has_sickness_benefit_right",
            "mari",
            {},
            "jah 2018-01-01",
            "people.mari.sickness_benefit_right",
            [{"from": "2018-01-01"}],
        ),
        ("serves_sentence", "mari", {}, "ei", "people.mari.imprisonment", []),
        (
            "worked_on_birth_day",
            "mari juku",
            {},
            "ei",
            "children.juku.mother_worked_on_birth_day",
            "false",
        ),
        (
            "bereavement_declared",
            "mari juku",
            {},
            "jah",
            "children.juku.bereavement_declared",
            "true",
        ),
        (
            "fathers_waiver_day",
            "jaan juku",
            {"fathers_waiver": "unknown"},
            "2019-01-05",
            "children.juku.fathers_waiver",
            "2019-01-05",
        ),
        (
            "fathers_waiver_day",
            "jaan juku",
            {"fathers_waiver": "unknown"},
            "ei",
            "children.juku.fathers_waiver",
            None,
        ),
        (
            "is_mother",
            "jaan juku",
            {"parents": [{"who": "mari", "role": "mother"}, {"who": "jaan"}]},
            "isa",
            "children.juku.parents.1.role",
            "father",
        ),
        (
            "is_second_mother",
            "jaan juku",
            {"parents": [{"who": "mari"}, {"who": "jaan", "role": "second_parent"}]},
            "naine",
            "people.jaan.sex",
            "female",
        ),
        ("is_mother", "mari juku", {}, "mari ema", "children.juku.parents.0.role", "mother"),
        (
            "social_tax_on_income",
            "mari",
            {},
            "2024-01~kuni~2024-12~792,50;2025-01~bruto~2400;3.2025:0;",
            "people.mari.income",
            [
                {"from": "2024-01", "to": "2024-12", "social_tax": "792.50"},
                {"from": "2025-01", "to": "2025-01", "gross": "2400.00"},
                {"from": "2025-03", "to": "2025-03", "social_tax": "0.00"},
            ],
        ),
        ("gross_income", "mari", {}, "ei", "people.mari.income", []),
        (
            "had_sickness_benefit_right",
            "mari juku",
            {},
            "jah 2018-01-01",
            "people.mari.sickness_benefit_right",
            [{"from": "2018-01-01"}],
        ),
        (
            "released_from_work",
            "mari",
            {},
            "jah haigusleht 2018-01-01 2018-01-05 jah hooldusleht 2018-02-01",
            "people.mari.notes",
            [
                {"from": "2018-01-01", "to": "2018-01-05", "kind": "sick"},
                {"from": "2018-02-01", "kind": "care"},
            ],
        ),
        ("within_redundancy_days", "mari", {}, "ei", "people.mari.unemployed", []),
        ("on_special_needs_leave", "mari", {}, "ei", "people.mari.special_needs_leave", []),
        (
            "previous_income",
            "mari juku",
            {},
            "jah 2016-05-05 1500",
            "people.mari.previous_income_base",
            [{"birth": "2016-05-05", "income": "1500.00"}],
        ),
        ("basic_exemption_asked", "mari", {}, "700", "people.mari.basic_exemption", "700.00"),
        (
            "wishes_shared",
            "mari juku",
            {},
            "mari juku jagatav~vanemahüvitis 2018-08-01 2018-12-31 jah jaan juku 2 2018-06-01 _ 3",
            "parental_days",
            [
                {
                    "from": "2018-08-01",
                    "to": "2018-12-31",
                    "by": "mari",
                    "for": "juku",
                    "kind": "shared",
                },
                {
                    "from": "2018-06-01",
                    "by": "jaan",
                    "for": "juku",
                    "kind": "fathers",
                    "leave": "not_needed",
                },
            ],
        ),
        ("leave_registered", "mari juku", {}, "ei", "parental_days", []),
        (
            "is_maintenance_debtor",
            "jaan juku",
            {},
            "jaan 260 2018-01-05 jah _ 2018-03-10 ei 2018-04~5;2018-06~kuni~2018-07~12,5",
            "children.juku.maintenance",
            [
                {
                    "debtor": "jaan",
                    "title": [
                        {"from": "2018-01-05", "month_amount": "260.00", "kind": "agreement"}
                    ],
                    "enforcement": [{"opened": "2018-03-10"}],
                    "bankruptcy": [],
                    "received": [
                        {"from": "2018-04", "to": "2018-04", "amount": "5.00"},
                        {"from": "2018-06", "to": "2018-07", "amount": "12.50"},
                    ],
                }
            ],
        ),
        (
            "is_maintenance_debtor",
            "jaan juku",
            {},
            "jaan ei 2018-02-02 ei _ ei",
            "children.juku.maintenance",
            [
                {
                    "debtor": "jaan",
                    "title": [],
                    "court": [{"ruling": "2018-02-02"}],
                    "enforcement": [],
                    "received": [],
                }
            ],
        ),
        ("is_maintenance_debtor", "jaan juku", {}, "ei", "children.juku.maintenance", []),
        (
            "somebody_else_maintains",
            "jaan juku",
            {"maintenance": [{"debtor": "jaan"}]},
            "jah 2019-01-01",
            "children.juku.maintenance.0.somebody_else_maintains",
            [{"from": "2019-01-01"}],
        ),
        (
            "received_month",
            "jaan juku",
            {"maintenance": [{"debtor": "jaan", "received": [{"from": "2019-01", "amount": 4}]}]},
            "2019-02~7;2019-03~8",
            "children.juku.maintenance.0.received",
            [
                {"from": "2019-01", "amount": "4.00"},
                {"from": "2019-02", "to": "2019-02", "amount": "7.00"},
                {"from": "2019-03", "to": "2019-03", "amount": "8.00"},
            ],
        ),
        (
            "court_awarded",
            "jaan juku",
            {"maintenance": [{"debtor": "jaan", "court": [{"ended": "2019-01-01"}]}]},
            "võlgnik~suri",
            "children.juku.maintenance.0.court.0.outcome",
            "defendant_died",
        ),
        (
            "enforced_only_abroad",
            "jaan juku",
            {"maintenance": [{"debtor": "jaan", "enforcement": [{"where": "unknown"}]}]},
            "3",
            "children.juku.maintenance.0.enforcement.0.where",
            "both",
        ),
        (
            "bankruptcy_order_final_day",
            "jaan juku",
            {"maintenance": [{"debtor": "jaan", "bankruptcy": [{"order_final": "unknown"}]}]},
            "ei",
            "children.juku.maintenance.0.bankruptcy.0.order_final",
            None,
        ),
        ("court_claim_day", "jaan juku", {}, "ei", "claims", []),
    ],
)
def test_an_answer_goes_where_the_case_file_takes_it(
    fact: str, about: str, child: dict[str, object], answers: str, place: str, written: object
) -> None:
    """Answers are told apart by blanks; an underscore is a blank line, a tilde a blank."""
    given = ["" if each == "_" else each.replace("~", " ") for each in answers.split()]
    case = answered(case_of(child), asked_of(fact, *about.split()), given)
    assert field(case, place) == written


def test_details_are_asked_for_while_they_are_open() -> None:
    question = Question(
        ("studies", "certificate_day", "course_hours", "final_class", "studies_abroad"),
        ("juku",),
        100,
        (),
    )
    school = answered(
        case_of(), question, ["upper_secondary", "2023-09-01", "", "jah", "FI", "2026-02-01"]
    )
    assert field(school, "children.juku.studies") == [
        {
            "from": "2023-09-01",
            "level": "upper_secondary",
            "country": "FI",
            "final_class": "true",
            "certificate_filed": "2026-02-01",
        }
    ]
    course_ = answered(case_of(), question, ["course", "2023-09-01", "", "", "1000"])
    assert field(course_, "children.juku.studies.0.contact_hours") == "1000"
    home = Question(("lives_in_estonia", "ground"), ("jaan",), 100, ())
    told = answered(case_of(), home, ["jah", "Eesti kodakondsus"])
    assert field(told, "people.jaan.residence") == [{"country": "EE", "ground": "citizen"}]
    family = Question(("raises", "shares_equally"), ("mari", "juku"), 100, ())
    told = answered(case_of(), family, ["mari, jaan", "jah", "2026-01-01"])
    assert field(told, "children.juku.lives") == [
        {"from": "2026-01-01", "with": ["mari", "jaan"], "share": "equal"}
    ]


OPEN_EVERYWHERE: dict[str, object] = {
    "parents": [{"who": "jaan"}],
    "fathers_waiver": "unknown",
    "maintenance": [
        {
            "debtor": "jaan",
            "title": [{}],
            "court": [{}],
            "enforcement": [{"where": "unknown"}],
            "bankruptcy": [{}],
        }
    ],
}


@pytest.mark.parametrize("child", [{}, OPEN_EVERYWHERE], ids=["silent", "open"])
def test_a_first_answer_left_blank_changes_nothing(child: dict[str, object]) -> None:
    days = {"by": "jaan", "for": "juku", "from": "2018-06-01"}
    case = case_of(child, **({"parental_days": [days]} if child else {}))
    alone = {"child": ("juku",), "person": ("jaan",)}
    asked = 0
    for fact in sorted(set(FINDERS) - {PEOPLE}):
        unit = LAWBOOK.unit_of(fact) if fact in LAWBOOK.facts else None
        about = ("jaan", "juku") if unit is None else alone.get(unit.name, ("jaan", "juku"))
        question = asked_of(fact, *about)
        if talk_of(case, question) is not None:
            asked += 1
            assert answered(case, question, []) is case, fact
    assert asked


def test_where_the_file_names_no_debtor_nothing_is_asked_of_proceedings() -> None:
    case = case_of({"maintenance": []})
    for fact in ("received_month", "somebody_else_maintains", "court_case_ended_day",
                 "title_month", "enforced_only_abroad"):  # fmt: skip
        assert talk_of(case, asked_of(fact, "jaan", "juku")) is None
    told: dict[str, object] = {
        "maintenance": [{"debtor": "mari"}, {"debtor": "jaan", "somebody_else_maintains": []}]
    }
    assert talk_of(case_of(told), asked_of("somebody_else_maintains", "jaan", "juku")) is None
    titled: dict[str, object] = {"maintenance": [{"debtor": "jaan", "title": [{"kind": "court"}]}]}
    assert talk_of(case_of(titled), asked_of("title_is_agreement", "jaan", "juku")) is None
    known = known_child(expected="2018-05-14")
    assert talk_of(case_of(known), asked_of("expected_day", "juku")) is None
    assert talk_of(case_of(known), asked_of("is_mother", "jaan", "juku")) is None
    assert talk_of(case_of(known | {"fathers_waiver": "2018-08-01"}),
                   asked_of("fathers_waiver_day", "jaan", "juku")) is None  # fmt: skip


def test_a_debtor_of_whom_nothing_more_is_known() -> None:
    case = answered(case_of(), asked_of("is_maintenance_debtor", "jaan", "juku"), ["jaan"])
    assert field(case, "children.juku.maintenance") == [{"debtor": "jaan"}]


def test_what_the_file_tells_of_a_parent_is_added_to() -> None:
    told = case_of(
        people={"mari": {"income": [{"month": "2024-01", "social_tax": 5}]}, "jaan": {}},
    )
    more = answered(told, asked_of("social_tax_on_income", "mari"), ["2024-02 7; 2024-03 bruto 9"])
    assert field(more, "people.mari.income") == [
        {"month": "2024-01", "social_tax": "5.00"},
        {"from": "2024-02", "to": "2024-02", "social_tax": "7.00"},
        {"from": "2024-03", "to": "2024-03", "gross": "9.00"},
    ]
    assert answered(told, asked_of("gross_income", "mari"), [""]) is told
    unsure = case_of(people={"mari": {"income": [{"month": "2024-01", "social_tax": "unknown"}]}})
    assert talk_of(unsure, asked_of("social_tax_on_income", "mari")) is None
    base = case_of(people={"mari": {"previous_income_base": [{"income": "unknown"}]}})
    done = answered(base, asked_of("previous_income", "mari", "juku"), ["1200"])
    assert field(done, "people.mari.previous_income_base.0.income") == "1200.00"
    assert talk_of(done, asked_of("previous_income", "mari", "juku")) is None
    left = case_of(people={"mari": {"unemployed": [{"redundancy_until": "unknown"}]}})
    question = asked_of("within_redundancy_days", "mari")
    done = answered(left, question, ["2024-05-05"])
    assert field(done, "people.mari.unemployed.0.redundancy_until") == "2024-05-05"
    none = case_of(people={"mari": {"unemployed": []}})
    assert talk_of(none, question) is None
    both = Question(("registered_unemployed", "within_redundancy_days"), ("mari",), 100, ())
    told = answered(case_of(), both, ["jah", "2024-01-01", "2024-05-01", "2024-03-01"])
    assert field(told, "people.mari.unemployed.0.redundancy_until") == "2024-03-01"


def test_what_the_file_leaves_open_of_claimed_days_is_asked_once_for_all_of_them() -> None:
    days = {"by": "mari", "for": "juku", "kind": "mothers"}
    case = case_of(
        parental_days=[
            {**days, "from": "2018-05-01", "to": "2018-05-31"},
            {**days, "from": "2018-06-01", "to": "2018-06-05", "leave": "missing"},
            {**days, "kind": "shared", "from": "2018-08-01", "to": "2018-08-31"},
            {**days, "from": "2018-06-10", "to": "2018-06-20"},
            {"by": "mari", "for": "juku", "from": "2019-01-01", "to": "2019-01-31"},
        ]
    )
    told = answered(case, asked_of("leave_registered", "mari", "juku"), ["kanne on"])
    assert isinstance(told.parental_days, tuple)
    leaves = [entry.leave for entry in told.parental_days]
    assert leaves == ["registered", "missing", None, "registered", "registered"]
    assert answered(case, asked_of("entitled_to_leave", "mari", "juku"), [""]) is case
    assert talk_of(told, asked_of("entitled_to_leave", "mari", "juku")) is None
    adopters = asked_of("wishes_adopters", "mari", "juku")
    assert talk_of(case, adopters) is not None
    kind = answered(case, asked_of("wishes_fathers", "mari", "juku"), ["jagatav vanemahüvitis"])
    assert field(kind, "parental_days.4.kind") == "shared"
    assert talk_of(kind, asked_of("wishes_fathers", "mari", "juku")) is None


def test_the_day_of_a_change_of_recipient_is_asked_where_it_is_not_known() -> None:
    days = {"by": "mari", "for": "juku", "kind": "shared", "from": "2018-05-01", "to": "2018-05-31"}
    case = case_of(parental_days=[{**days, "recipient_change": "unknown"}])
    question = asked_of("recipient_change_day", "mari", "juku")
    told = answered(case, question, ["2018-04-20"])
    assert field(told, "parental_days.0.recipient_change") == "2018-04-20"
    assert talk_of(told, question) is None


PARENTAL = {
    "people.mari.income": ["2024-01 kuni 2027-12 792"],
    "people.jaan.income": ["2024-01 kuni 2027-12 bruto 4500"],
    "children.liis.expected": ["15.12.2026"],
    "people.mari.sickness_benefit_right": ["jah", "2020-01-01"],
    "parental_days.by": [
        "mari", "liis", "mothers", "2026-10-06", "2027-01-13", "registered",
        "jah", "jaan", "liis", "fathers", "2026-12-11", "2027-01-09", "not_needed", "ei",
    ],
    "people.mari.previous_income_base": ["ei"],
    "people.jaan.previous_income_base": ["ei"],
}  # fmt: skip


def test_an_interview_about_parental_benefit_ends_with_a_certain_sum() -> None:
    case = parse(
        {
            "as_of": "2027-12-01",
            "period": {"from": "2026-10", "to": "2027-02"},
            "otherwise": "ordinary",
            "people": {"mari": {"residence": HOME}, "jaan": {"residence": HOME}},
            "children": {
                "liis": {
                    "birth": "2026-12-11",
                    "residence": HOME,
                    "parents": [
                        {"who": "mari", "role": "mother"},
                        {"who": "jaan", "role": "father"},
                    ],
                    "lives": [{"with": ["mari", "jaan"], "share": "full"}],
                }
            },
            "couples": [{"who": ["mari", "jaan"], "kind": "marriage"}],
            "claims": [],
            "parental_days": "unknown",
        }
    )
    talk = Interview(case)
    places = [place for place, _ in course(talk, PARENTAL)]
    assert set(places) <= set(PARENTAL), places
    assert talk.next().left == 0
    made = Solved(talk.case).determination
    assert all(payment.is_certain for payment in made.payments)
    assert sum(p.days or 0 for p in made.payments) == 130


def test_claims_are_told_one_by_one() -> None:
    question = asked_of("received_day", "mari", "juku")
    answers = [
        "mari näide",
        "juku",
        "lapsetoetus; sünnitoetus",
        "01.06.2018",
        "jah",
        "jaan",
        "kõik",
        "all",
    ]
    case = answered(case_of(), question, answers)
    assert field(case, "claims") == [
        {
            "by": "mari",
            "for": ["juku"],
            "benefits": ["child_allowance", "birth_allowance"],
            "received": "2018-06-01",
        },
        {"by": "jaan", "for": "all", "benefits": "all"},
    ]
    assert answered(case_of(), question, ["ei"]).claims == ()
    listed = case_of(claims=[{"by": "mari", "for": ["juku"]}])
    assert field(answered(listed, question, ["2018-06-01"]), "claims.0.received") == "2018-06-01"
    which = asked_of("claims_child_allowance", "mari", "juku")
    assert field(answered(listed, which, ["1"]), "claims.0.benefits") == ["child_allowance"]


def test_nothing_exceptional_is_one_line() -> None:
    question = Question((ALL_ORDINARY, "imprisoned"), ("mari",), 100, ())
    assert answered(case_of(), question, ["да"]).otherwise == "ordinary"
    assert answered(case_of(), question, ["ei"]).otherwise is None


@pytest.mark.parametrize(
    ("fact", "about", "answer"),
    [
        ("child_birth_day", "juku", "eile"),
        ("child_birth_day", "juku", "31.02.2018"),
        ("child_birth_day", "juku", "ei"),
        ("child_lives_in_estonia", "juku", "vist"),
        ("child_ground", "juku", "kodanik"),
        ("child_ground", "juku", "9"),
        ("child_ground", "juku", "0"),
        ("studies", "juku", "ülikool"),
        ("academic_leave", "juku", ".."),
        ("raises", "mari juku", "keegi"),
        ("raises", "mari juku", "+"),
        ("raises", "mari juku", "+7"),
        ("received_day", "mari juku", "2018-06-01"),
        ("counted_in_family", "mari juku", "mari, jaan"),
        ("social_tax_on_income", "mari", "2024-01"),
        ("social_tax_on_income", "mari", "2024-13 700"),
        ("social_tax_on_income", "mari", "2024-01 1.234,56"),
        ("received_month", "jaan juku", "2024-01 bruto 700"),
        ("wishes_mothers", "mari juku", "keegi"),
    ],
)
def test_an_answer_of_another_form_is_refused(fact: str, about: str, answer: str) -> None:
    case = case_of({"maintenance": [{"debtor": "jaan"}]})
    with pytest.raises(AnswerError):
        answered(case, asked_of(fact, *about.split()), [answer])


@pytest.mark.parametrize("answer", ["nan", "inf", "1e9999999", "-1", "2.5", "palju"])
def test_a_number_that_is_none_is_refused(answer: str) -> None:
    case = case_of({"studies": [{"level": "course"}]})
    with pytest.raises(AnswerError):
        answered(case, asked_of("course_hours", "juku"), [answer])


@pytest.mark.parametrize(
    ("form", "text", "value"),
    [
        ("amount", "347,82", "347.82"),
        ("amount", "1", "1"),
        ("amount", "-1", None),
        ("amount", "1.234", None),
        ("country", "no", '"NO"'),
        ("country", "xx", None),
        ("country", "Soome", None),
        ("choices", "1, 2", "[child_allowance, childcare_fee]"),
        ("choices", "1, puudub", None),
        ("children", "keegi", None),
        ("child", "a, b", None),
        ("child", "b", "childcare_fee"),
        ("child", "+Keegi", None),
    ],
)
def test_answers_by_their_form(form: str, text: str, value: str | None) -> None:
    step = Step("", form, "here", of="benefit", choices=("child_allowance", "childcare_fee"),  # type: ignore[arg-type]
                names=("a", "b"))  # fmt: skip
    if value is None:
        with pytest.raises(AnswerError):
            read_answer(step, text)
    else:
        assert read_answer(step, text).value == value


def test_somebody_new_gets_a_short_name_of_their_own() -> None:
    step = Step("", "people", "here", choices=("mari",), names=("Mari",), taken=("mari", "juku"))
    found = read_answer(step, "+Mari Uus, +Õie Näide, +Mari Kolmas, +All Ilmas")
    assert [who for who, _ in found.added] == ["mari2", "oie", "mari3", "all2"]


def test_a_field_that_says_something_is_never_overwritten() -> None:
    for fact in ("child_birth_day", "child_lives_in_estonia"):
        assert talk_of(case_of(known_child()), asked_of(fact, "juku")) is None
    assert talk_of(case_of(known_child()), asked_of("raises", "mari", "juku")) is None
    assert talk_of(case_of(known_child()), asked_of("second_parent_unrecorded", "juku")) is None
    assert (
        talk_of(case_of(known_child(), waivers=[]), asked_of("objection_day", "mari", "juku"))
        is None
    )
    assert talk_of(case_of(), asked_of("birth_set", "juku")) is None
    several = known_child(
        residence=[{"country": "EE", "to": "2020-01-01"}, {"country": "FI", "from": "2020-01-02"}]
    )
    assert talk_of(case_of(several), asked_of("child_ground", "juku")) is None


def test_what_binds_the_only_couple_is_asked_and_what_is_told_of_a_debtor_is_not() -> None:
    couple = {"who": ["mari", "jaan"]}
    question = asked_of("is_registered_partner_of_parent", "jaan", "juku")
    case = answered(case_of(couples=[couple]), question, ["abielu"])
    assert field(case, "couples.0.kind") == "marriage"
    assert talk_of(case, question) is None
    title = [{"debtor": "jaan", "title": [{"month_amount": 150}]}]
    for case in (case_of(), case_of({"maintenance": title})):
        assert talk_of(case, asked_of("title_month", "jaan", "juku")) is None


def test_what_is_asked_are_facts_of_the_law() -> None:
    assert set(FINDERS) <= set(LAWBOOK.facts) | {ALL_ORDINARY, PEOPLE}
    follow = {"is_the_child", "has_common_child_with_parent", "birth_set", "care_began_day",
              "lives_with_child_in_prison", "posted_day", "days_off_before_objection",
              "days_off_before_days_claimed",
              "days_off_before_claim", "days_off_before_court_claim",
              "days_off_before_bankruptcy_claim", "studies_abroad",
              "previous_benefit_carer"}  # fmt: skip
    # Only an emergency that the government has declared can stay proceedings.
    rare = {"stayed_in_emergency"}
    # Of several states: row numbers and what follows.
    by_state = {"person_number", "state_number", "is_estonia", "family_number",
                "in_cross_border_family", "child_in_cross_border_family", "work_untold_abroad",
                "month_of_work_abroad", "month_with_tax_here"}  # fmt: skip
    assert by_state <= {f.name for f in LAWBOOK.facts.values() if f.where.startswith(EU_FACTS)}
    # Of dealings: what the file alone tells, and who maintains a child; regions are known.
    told = {"region", "question_day", "dealing_covers", "overridden_first", "claimed_abroad_day",
            "is_other_parents_claim", "payee_decided", "priority_decided_first",
            "competence_settled_first", "recovery_has_title",
            "recovery_is_contested", "recovery_was_tried", "recovery_is_barred"}  # fmt: skip
    by_state |= told
    assert set(LAWBOOK.facts) - set(FINDERS) == follow | rare | by_state


def test_every_step_has_its_text() -> None:
    keys = set(Catalogue.load("perenou.casework", "texts").keys())
    steps = {"more", "lives_where", "lived_where", "is_parent", "role", "other_parent", "adoption"}
    steps |= {"adopter", "by", "final", "spouse_of_parent", "child_of_adopter", "week", "benefits"}
    steps |= {
        "debtor",
        "title_amount",
        "title_is_agreement",
        "received_month",
        "court_outcome",
        "leave",
    }
    steps |= {f"{listed}_{name}" for listed, name in PROCEEDINGS}
    steps |= {"citizen_status", "event_claim_by", "event_claim_on"}
    steps |= {"work_country", "work_substantial", "work_employer_country", "work_centre",
              "work_posted_from",
              "foreign_amount", "currency", "interval", "rate_day", "another_rate",
              "ecb_rate"}  # fmt: skip
    for listing in LISTS.values():
        parts = [*listing.parts, *([listing.gate] if listing.gate else [])]
        steps |= {part.text or part.key for part in listing.parts}
        steps |= {listing.key} - {""}
        for part in parts:
            if part.of and part.of != "benefit":
                assert {f"value.{part.of}.{word}" for word in part.choices} <= keys
    assert {key for key in keys if key.startswith("ask.step.")} == {f"ask.step.{s}" for s in steps}
    blanks = {f"ask.blank.{key}" for key in (*BLANKS, "other", "skips")}
    assert {key for key in keys if key.startswith("ask.blank.")} == blanks


# ------------------------------------------------------------------------------ several states


def abroad(**more: object) -> Case:
    """A mother with her child in Estonia and a father who lives in Finland."""
    return parse(
        {
            "as_of": "2026-11-24",
            "period": {"from": "2026-02", "to": "2026-02"},
            "otherwise": "ordinary",
            "people": {
                "mari": {"name": "Mari Näide", "residence": HOME, **_of(more, "mari")},
                "jaan": {
                    "name": "Jaan Näide",
                    "residence": [{"country": "FI"}],
                    "work": [{"country": "FI", "kind": "employed"}],
                    **_of(more, "jaan"),
                },
            },
            "children": {"juku": {**known_child(), **_of(more, "juku")}},
            "claims": CLAIM,
            "dealings": more.get("dealings", []),
        }
    )


def _of(more: Mapping[str, object], who: str) -> Mapping[str, object]:
    told = more.get(who, {})
    assert isinstance(told, dict)
    return told


def test_states_work_and_foreign_benefits_are_asked_step_by_step() -> None:
    talk = Interview(abroad())
    answers = {
        "people.mari.work.country": ["ei"],
        "children.juku.state_benefits": ["jah", "50", "euro (EUR)", "kuu"],
    }
    asked = [place for place, _ in course(talk, answers)]
    assert set(asked) == set(answers), "nothing but what still decides"
    made = Solved(talk.case)
    assert [(p.benefit, p.least, p.most) for p in made.payments] == [
        ("coordinated_general", 3000, 3000)
    ]
    assert talk.next().question is None


def test_what_another_state_pays_is_not_asked_where_estonia_is_first() -> None:
    case = abroad(mari={"work": [{"country": "EE", "kind": "employed"}]})
    assert list(course(Interview(case), {})) == []
    assert Solved(case).payments[0].least == 8000


def test_amounts_in_another_currency_are_asked_with_their_rate() -> None:
    swedish = {"country": "SE", "amount": "unknown", "currency": "SEK", "interval": "month"}
    jaan = {"residence": [{"country": "SE"}], "work": [{"country": "SE", "kind": "employed"}]}
    case = abroad(mari={"work": []}, jaan=jaan, juku={"state_benefits": [swedish]})
    talk = Interview(case)
    answers = {
        "children.juku.state_benefits.0.amount": ["625"],
        "exchange_rates.rate": ["11,0155", "30.01.2026", ""],
    }
    assert [place for place, _ in course(talk, answers)] == list(answers)
    assert [p.least for p in Solved(talk.case).payments] == [2326]
    assert field(talk.case, "exchange_rates.0.currency") == "SEK"


@pytest.mark.parametrize(
    ("fact", "about", "answers", "place", "expected"),
    [
        ("activity", ("mari", "state:FI"), ["FI", "töötaja", "01.02.2026"],
         "people.mari.work.0.country", "FI"),
        ("activity", ("mari", "state:FI"), ["EE", "2", "", "", "jah", "FI", "employed"],
         "people.mari.work.1.kind", "employed"),
        ("activity", ("mari", "state:FI"), ["ei"],
         "people.mari.work", []),
        ("interruption", ("mari", "state:EE"), ["EE", "unpaid_leave", "jah"],
         "people.mari.work_interruptions.0.treated_as_work", "true"),
        ("draws_pension_here", ("mari", "state:FI"), ["FI", "1", "240"],
         "people.mari.state_pensions.0.months", "240"),
        ("insured_months_here", ("mari", "state:FI"), ["ei"],
         "people.mari.state_pensions", []),
        ("bound_by_document", ("mari", "state:FI"), ["FI", "A1-tõend"],
         "people.mari.legislation_documents.0.kind", "a1"),
        ("law_is_disputed", ("mari",), ["jah", "FI"],
         "people.mari.legislation_disputed.0.first_asked", "FI"),
        ("first_asked_here", ("mari", "state:FI"), ["ei"],
         "people.mari.legislation_disputed", []),
        ("replacing_right_there", ("juku", "state:FI"), ["jah", "400"],
         "children.juku.state_benefits.0.basket", "replacing"),
        ("general_right_there", ("juku", "state:FI"), ["ei"],
         "children.juku.state_benefits.0.right", "false"),
        ("general_right_there", ("juku", "state:FI"), ["jah"],
         "children.juku.state_benefits.0.amount", "unknown"),
        ("named_primary", ("juku",), ["FI"],
         "children.juku.primary_state.0.country", "FI"),
        ("kept_by_withdrawal_agreement", ("mari",), ["jah", "01.03.2019"],
         "people.mari.withdrawal_agreement.0.from", "2019-03-01"),
        ("kept_by_withdrawal_agreement", ("mari",), ["ei"],
         "people.mari.withdrawal_agreement", []),
        ("months_subject_here", ("mari", "state:EE", "state:FI"),
         ["EE", "120", "jah", "FI", "84"],
         "people.mari.time_by_state.1.months", "84"),
        ("orphans_right_there", ("juku", "state:FI"), ["jah", "200"],
         "children.juku.state_benefits.0.basket", "orphans"),
        ("citizenship", ("jaan",), ["ei", "pagulane"],
         "people.jaan.citizenship.0.status", "refugee"),
        ("citizenship", ("jaan",), ["ei", "stateless"],
         "people.jaan.citizenship.0.status", "stateless"),
    ],
)  # fmt: skip
def test_answers_about_several_states(
    fact: str, about: tuple[str, ...], answers: list[str], place: str, expected: object
) -> None:
    assert field(answered(abroad(), asked_of(fact, *about), answers), place) == expected


def test_the_rate_is_asked_with_the_currency_and_never_before_it() -> None:
    swedish = {"country": "SE", "amount": 625, "currency": "unknown", "interval": "month"}
    jaan = {"residence": [{"country": "SE"}], "work": [{"country": "SE", "kind": "employed"}]}
    case = abroad(mari={"work": []}, jaan=jaan, juku={"state_benefits": [swedish]})
    asked = questions(Solved(case))
    assert [question.facts for question in asked] == [("award_is_in_euros", "published_rate")]
    told = answered(case, asked[0], ["SEK", "11,0155", "30.01.2026"])
    assert [p.least for p in Solved(told).payments] == [2326]
    assert [p.most for p in Solved(answered(case, asked[0], ["EUR"])).payments] == []
    assert answered(case, asked[0], [""]) == case


@pytest.mark.parametrize("fact", ["lives_here", "child_lives_here"])
def test_where_somebody_lives_may_be_several_states(fact: str) -> None:
    who = "juku" if fact.startswith("child") else "mari"
    case = abroad(**{who: {"residence": None}})
    asked = ["FI", "", "31.01.2026", "jah", "EE", "citizen", "01.02.2026"]
    case = answered(case, asked_of(fact, who, "state:FI"), asked)
    base = "children" if who == "juku" else "people"
    assert field(case, f"{base}.{who}.residence.1.ground") == "citizen"
    assert talk_of(case, asked_of(fact, who, "state:FI")) is None


_WORK = {"country": "FI", "kind": "employed"}


@pytest.mark.parametrize(
    ("listed", "entry", "fact", "answer", "name", "expected"),
    [
        ("work", {"kind": "employed"}, "activity", "FI", "country", "FI"),
        ("work", {"country": "FI"}, "activity", "2", "kind", "self_employed"),
        ("work", _WORK, "substantial_part_here", "jah", "substantial", "true"),
        ("work", _WORK, "employer_seat_here", "EE", "employer_country", "EE"),
        ("work", {**_WORK, "kind": "self_employed"},
         "centre_of_interest_here", "ei", "centre", "false"),
        ("work_interruptions", {"country": "FI"},
         "interruption", "haigus", "kind", "sickness"),
        ("work_interruptions", {"country": "FI", "kind": "unpaid_leave"},
         "interruption", "ei", "treated_as_work", "false"),
        ("state_pensions", {"country": "FI"}, "insured_months_here", "200", "months", "200"),
        ("legislation_disputed", {"from": "2026-01-01"},
         "first_asked_here", "EE", "first_asked", "EE"),
    ],
)  # fmt: skip
def test_what_an_entry_of_a_state_leaves_open(
    listed: str, entry: Mapping[str, object], fact: str, answer: str, name: str, expected: object
) -> None:
    case = abroad(mari={listed: [entry]})
    question = asked_of(fact, "mari", "state:FI")
    case = answered(case, question, [answer])
    assert field(case, f"people.mari.{listed}.0.{name}") == expected
    assert talk_of(case, asked_of(fact, "mari", "state:SE")) is None


def test_citizenship_and_posting_are_taken() -> None:
    case = answered(abroad(), asked_of("citizenship", "jaan"), ["FI"])
    assert field(case, "people.jaan.citizenship.0.country") == "FI"
    assert talk_of(case, asked_of("citizenship", "jaan")) is None
    blank = answered(abroad(), asked_of("citizenship", "jaan"), [""])
    assert field(blank, "people.jaan.citizenship") is None
    sent = {"work": [{**_WORK, "posted_from": "unknown"}]}
    question = asked_of("posted_from_here", "jaan", "state:EE", "state:FI")
    case = answered(abroad(jaan=sent), question, ["EE"])
    assert field(case, "people.jaan.work.0.posted_from") == "EE"
    assert talk_of(case, question) is None


@pytest.mark.parametrize(
    ("fact", "name", "answer", "expected"),
    [
        ("award_minor", "amount", "94,88", "94.88"),
        ("award_interval", "interval", "kvartal", "quarter"),
        ("award_children", "shared_by", "3", "3"),
        ("award_is_in_euros", "currency", "Rootsi kroon (SEK)", "SEK"),
        ("award_paid_day", "paid_on", "25.02.2026", "2026-02-25"),
        ("award_is_general", "basket", "1", None),
        ("award_is_replacing", "basket", "2", "replacing"),
        ("award_is_orphans", "basket", "3", "orphans"),
        ("general_right_there", "right", "ei", "false"),
    ],
)
def test_what_an_entry_of_a_benefit_leaves_open(
    fact: str, name: str, answer: str, expected: object
) -> None:
    told = [{"country": "SE", "amount": 10}, {"country": "FI", "amount": 10, name: "unknown"}]
    case = abroad(juku={"state_benefits": told})
    case = answered(case, asked_of(fact, "juku", "state:FI"), [answer])
    assert field(case, f"children.juku.state_benefits.1.{name}") == expected
    assert talk_of(case, asked_of(fact, "juku", "state:FI")) is None


def test_what_a_state_without_an_entry_pays_is_added_to_the_list() -> None:
    case = abroad(juku={"state_benefits": [{"country": "SE", "amount": 10}]})
    case = answered(case, asked_of("general_right_there", "juku", "state:FI"), ["jah", "50"])
    assert field(case, "children.juku.state_benefits.1.country") == "FI"
    assert talk_of(case, asked_of("published_rate", "juku", "state:FI")) is None
    assert talk_of(case, asked_of("award_minor", "juku", "state:LV")) is None
    told = abroad(juku={"primary_state": [{"country": "FI"}]})
    assert talk_of(told, asked_of("named_primary", "juku")) is None


@pytest.mark.parametrize("fact", ["named_primary", "general_right_there", "published_rate"])
def test_what_is_left_blank_changes_nothing(fact: str) -> None:
    swedish = [{"country": "SE", "amount": 10, "currency": "SEK"}] if "rate" in fact else None
    case = abroad(juku={"state_benefits": swedish})
    state = "state:SE" if swedish else "state:FI"
    for answers in ([""], ["11,02", ""]) if swedish else ([""],):
        assert answered(case, asked_of(fact, "juku", state), answers) == case


def test_details_of_a_question_are_not_questions_of_their_own() -> None:
    case = case_of(known_child(residence=None, lives=None), otherwise="ordinary", claims=CLAIM)
    asked = [question.facts for question in questions(Solved(case))]
    for whole, details in DETAILS.items():
        if any(facts[0] == whole for facts in asked):
            assert not any(facts[0] in details for facts in asked)


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


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("fact", "about", "answers"),
    [
        ("activity", ("mari", "state:FI"), ["EE", "1", "", "", "jah", "FI"]),
        ("interruption", ("mari", "state:EE"), ["EE", "unpaid_leave", "jah"]),
        ("draws_pension_here", ("mari", "state:FI"), ["FI", "1", "240"]),
        ("bound_by_document", ("mari", "state:FI"), ["FI", "a1"]),
        ("law_is_disputed", ("mari",), ["jah", "FI"]),
        ("lives_here", ("jaan", "state:FI"), ["EE", "citizen"]),
        ("general_right_there", ("juku", "state:FI"), ["jah", "50", "SEK", "month"]),
        ("named_primary", ("juku",), []),
    ],
)
def test_every_step_about_states_is_said_in_each_language(
    language: Language, fact: str, about: tuple[str, ...], answers: Sequence[str]
) -> None:
    case = abroad(jaan={"residence": None})
    talk = Interview(case)
    found = talk_of(case, asked_of(fact, *about))
    assert found is not None
    talk._place = found[0]
    talk._begin(asked_of(fact, *about), found[1])
    given, said = iter(answers), []
    while talk.step is not None:
        asked = talk.asked(Words(language))
        said.append(asked.text)
        assert asked.text
        assert asked.form
        assert "state:" not in asked.text
        talk.give(next(given, ""))
    assert len(said) > len(answers) - 1


@pytest.mark.parametrize(
    ("fact", "answer", "name", "expected"),
    [
        ("posting_began_day", "01.02.2026", "from", "2026-02-01"),
        ("posting_ends_day", "31.07.2027", "to", "2027-07-31"),
    ],
)
def test_days_of_a_posting_are_taken(fact: str, answer: str, name: str, expected: str) -> None:
    case = abroad(jaan={"work": [{**_WORK, "posted_from": "EE"}]})
    question = asked_of(fact, "jaan", "state:EE")
    told = answered(case, question, [answer])
    assert field(told, f"people.jaan.work.0.{name}") == expected
    assert talk_of(told, question) is None
    assert talk_of(case, asked_of(fact, "jaan", "state:FI")) is None


def test_whether_a_stay_is_lawful_is_taken() -> None:
    question = asked_of("stays_lawfully", "jaan")
    silent = abroad(jaan={"residence": None})
    assert field(answered(silent, question, ["FI"]), "people.jaan.residence.0.country") == "FI"
    finnish = abroad(jaan={"residence": [{"country": "FI"}]})
    told = answered(finnish, question, ["jah"])
    assert field(told, "people.jaan.residence.0.lawful") == "true"
    assert talk_of(told, question) is None
    here = abroad(jaan={"residence": [{"country": "EE"}]})
    told = answered(here, question, ["temporary"])
    assert field(told, "people.jaan.residence.0.ground") == "temporary"


def test_a_status_left_blank_changes_nothing() -> None:
    assert answered(abroad(), asked_of("citizenship", "jaan"), ["ei", ""]) == abroad()


def test_months_that_an_entry_leaves_open_are_taken() -> None:
    case = abroad(mari={"time_by_state": [{"country": "FI"}]})
    question = asked_of("months_subject_here", "mari", "state:EE", "state:FI")
    told = answered(case, question, ["84"])
    assert field(told, "people.mari.time_by_state.0.months") == "84"
    assert talk_of(told, question) is None


def dealing(*events: Mapping[str, str]) -> Case:
    return abroad(dealings=[{"country": "FI", "for": "all", "events": list(events)}])


@pytest.mark.parametrize(
    ("fact", "event"),
    [
        ("claim_arrived_day", {"what": "arrived", "by": "FI"}),
        ("position_ends_on_day_off", {"what": "arrived", "by": "FI"}),
        ("payee_answered_day", {"what": "payee_decided", "by": "FI", "payee": "mari"}),
        ("payee_decided_day", {"what": "payee_decided", "by": "EE", "payee": "mari"}),
    ],
)
@pytest.mark.parametrize("vague", ["unknown", "2026-02"])
def test_what_day_an_event_of_dealings_had_is_taken(
    fact: str, event: Mapping[str, str], vague: str
) -> None:
    claim = {"what": "claim", "on": "2026-01-12", "by": "EE"}
    case = dealing(claim, {**event, "on": vague})
    question = asked_of(fact, "juku", "state:FI")
    told = answered(case, question, ["11.02.2026"])
    assert field(told, "dealings.0.events.1.on") == "2026-02-11"
    assert talk_of(told, question) is None
    assert talk_of(case, asked_of(fact, "juku", "state:SE")) is None


def test_where_dealings_have_no_events_the_claim_is_added() -> None:
    question = asked_of("estonia_asked_first", "juku", "state:FI")
    told = answered(dealing(), question, ["EE", "12.01.2026"])
    assert field(told, "dealings.0.events.0.by") == "EE"
    assert field(told, "dealings.0.events.0.on") == "2026-01-12"
    assert talk_of(told, question) is None
    assert answered(dealing(), question, [""]) == dealing()
    without_day = answered(dealing(), question, ["EE", ""])
    assert field(without_day, "dealings.0.events.0.on") == "unknown"
