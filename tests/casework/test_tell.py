"""The report, the reasons and the texts that they are told in."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from tests.solved import solved as solved_example

from perenou.benefits.estonia.vocabulary import BENEFITS
from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.answers import Form
from perenou.casework.case_file.reader import parse, read
from perenou.casework.case_file.schema import Case
from perenou.casework.compare import what_if
from perenou.casework.determination import Determination, Payment, Receipt, Status
from perenou.casework.interview import Interview
from perenou.casework.report import Report
from perenou.casework.solve import Solved
from perenou.casework.tell import tell
from perenou.casework.tell_comparison import tell_comparison
from perenou.casework.tell_law import tell_found, tell_rates, tell_rule
from perenou.casework.tell_money import is_part_month, runs
from perenou.casework.tell_why import tell_why
from perenou.casework.words import CITED, ENUMERATIONS, Words, citations_in
from perenou.language.catalogue import Catalogue
from perenou.language.grammar import LANGUAGES, Language
from perenou.rules.citation import Citation
from perenou.rules.describe import Kind, describe, search
from perenou.rules.types import ANSWERS, NEVER

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))

HOME = [{"country": "EE", "ground": "citizen"}]
PARENTS = [{"who": "mari", "role": "mother"}, {"who": "jaan", "role": "father"}]


def family(**more: object) -> Case:
    """Three children of two parents; the eldest leaves school in June 2026, aged 19."""

    def child(name: str, birth: str, **own: object) -> dict[str, object]:
        return {
            "name": name,
            "birth": birth,
            "parents": PARENTS,
            "residence": HOME,
            "lives": [{"with": ["mari", "jaan"]}],
            **own,
        }

    eldest = {
        "studies": [
            {
                "level": "upper_secondary",
                "from": "2023-09-01",
                "to": "2026-06-19",
                "final_class": True,
            }
        ],
        "secondary_education": "2026-06-19",
    }
    return parse(
        {
            "title": "Kolm last",
            "as_of": "2026-05-24",
            "period": {"from": "2026-01", "to": "2026-12"},
            "otherwise": "ordinary",
            "people": {
                "mari": {"name": "Mari Näide", "residence": HOME},
                "jaan": {"name": "Jaan Näide", "residence": HOME},
            },
            "children": {
                "juku": child("Juku Näide", "2007-05-10", **eldest),
                "miku": child("Miku Näide", "2011-05-10"),
                "liisu": child("Liisu Näide", "2014-05-10"),
            },
            "claims": [
                {
                    "by": "mari",
                    "for": "all",
                    "benefits": "all",
                    "received": "2017-07-01",
                    "channel": "e_service",
                }
            ],
            **more,
        }
    )


def silent_about_studies() -> Case:
    case = family()
    juku = case.children["juku"].model_copy(update={"studies": None, "secondary_education": None})
    return case.model_copy(update={"children": {**case.children, "juku": juku}})


def told(report: Report, key: str) -> str:
    section = report.section(key)
    assert section is not None, key
    return " ".join(line.text for line in section.lines)


def everything(report: Report) -> list[str]:
    cells = [
        cell
        for section in report.sections
        if section.table is not None
        for row in (section.table.head, *section.table.rows)
        for cell in row
    ]
    lines = [line.text for section in report.sections for line in section.lines]
    return [report.title, report.subtitle, *(s.heading for s in report.sections), *lines, *cells]


# ------------------------------------------------------------------------------ summary


def test_summary_says_who_gets_how_much_in_which_months() -> None:
    report = tell(Solved(family()).determination)
    text = told(report, "summary").replace("\u202f", " ")
    assert "Kokku (jaanuar–detsember 2026): 5 220 eurot." in text
    assert (
        "Mari Näide – 710 eurot kuus jaanuarist kuni juunini 2026: "
        "lapsetoetus 260 eurot ja lasterikka pere toetus 450 eurot." in text
    )
    assert "Mari Näide – 160 eurot kuus juulist kuni detsembrini 2026: lapsetoetus." in text


@pytest.mark.parametrize(
    ("language", "total", "share"),
    [
        ("en", "Total (January–December 2026): 5,220 euros.", "710 euros a month"),
        ("ru", "Всего (январь–декабрь 2026 года): 5\u202f220 евро.", "710 евро в месяц"),
    ],
)
def test_summary_in_other_languages(language: Language, total: str, share: str) -> None:
    text = told(tell(Solved(family()).determination, language), "summary")
    assert total in text
    assert share in text


def test_an_open_total_is_told_as_bounds_with_what_decides() -> None:
    made = Solved(silent_about_studies()).determination
    assert made.total[0] < made.total[1]
    text = told(tell(made), "summary").replace("\u202f", " ")
    low, high = (cents // 100 for cents in made.total)
    assert f"{low:,} kuni {high:,} eurot".replace(",", " ") in text
    assert "Kõige rohkem otsustab praegu vastus küsimusele: " in text


def test_details_of_unknown_studies_are_not_asked_apart() -> None:
    asked = [q.facts[0] for q in Solved(silent_about_studies()).determination.questions]
    assert "studies" in asked
    assert not {"final_class", "course_hours", "certificate_day", "studies_abroad"} & set(asked)


def test_where_nobody_is_named_nothing_is_known_and_that_is_said() -> None:
    (line, *_) = tell(Solved(parse({"as_of": "2026-11-24"})).determination).sections[0].lines
    assert line.text.startswith("Kedagi ei ole nimetatud.")


def test_nothing_to_pay_is_said() -> None:
    report = tell(Solved(family(claims=[])).determination)
    assert "ei ole midagi maksta" in told(report, "summary")
    assert "taotlus puudub" in told(report, "summary")
    assert report.section("payments") is None


# ------------------------------------------------------------------------------ payments


def test_equal_consecutive_months_are_one_row() -> None:
    section = tell(Solved(family()).determination).section("payments")
    assert section is not None
    assert section.table is not None
    rows = [tuple(cell.replace("\u202f", " ") for cell in row) for row in section.table.rows]
    miku = ("lapsetoetus", "jaanuar–detsember 2026", "Miku Näide", "Mari Näide")
    assert (*miku, "80 eurot", "960 eurot") in rows
    assert rows[-1] == ("Kokku", "", "", "", "", "5 220 eurot")


def test_rows_add_up_to_the_total() -> None:
    made = Solved(family()).determination
    found = runs(made.payments)
    assert sum(run.payment.least * run.months for run in found) == made.total[0]
    assert len(found) < len(made.payments)


def test_a_part_month_stands_alone_with_its_days() -> None:
    child = {"name": "Pisi Näide", "birth": "2026-03-13", "parents": PARENTS, "residence": HOME}
    claim = {"by": "mari", "for": ["pisi"], "benefits": ["child_allowance"]}
    case = family(
        children={"pisi": {**child, "lives": [{"with": ["mari"]}]}},
        claims=[{**claim, "received": "2026-03-20", "channel": "e_service"}],
    )
    made = Solved(case).determination
    first = runs(made.payments)[0]
    assert is_part_month(first.payment)
    assert first.payment.days == 19
    section = tell(made).section("payments")
    assert section is not None
    assert section.table is not None
    assert section.table.head[4] == "Päevi"
    assert section.table.rows[0][4] == "19/31"
    assert section.table.rows[1][4] == ""


# ------------------------------------------------------------------------------ rights, changes


def test_rights_tell_from_when_to_when_and_why_with_provision() -> None:
    report = tell(Solved(family(as_of="2026-11-24")).determination)
    text = told(report, "rights")
    assert "lapsetoetus – Juku Näide: õigust ei ole alates " in text
    assert "lapsetoetus – Liisu Näide ja Miku Näide (saaja Mari Näide): õigus on kogu" in text
    why = "jätkub: ei (keskhariduse omandamise päev: 19. juuni 2026; PHS § 17 lg 2)"
    assert f"laps õpib nii, et õigus lapsetoetusele {why}" in text


def test_children_with_different_grounds_are_told_apart() -> None:
    """A lost parent is another one for each of these two; their rights begin on the same day."""
    path = next(path for path in EXAMPLES if path.stem == "survivors_transition")
    report = tell(solved_example(path.stem).determination)
    section = report.section("rights")
    assert section is not None
    lines = [line.text for line in section.lines if line.text.startswith("toitjakaotustoetus")]
    assert any("Mia Leinamaa" in text and "Rasmus" not in text for text in lines)


def test_every_status_has_a_tone_and_a_word() -> None:
    for language in LANGUAGES:
        words = Words(language)
        said = {words.say(f"tell.rights.{status.value}", when="") for status in Status}
        assert len(said) == len(Status)


def rights_told(benefit: str, **more: object) -> list[str]:
    claims = [{"by": "mari", "for": "all", "benefits": [benefit], "received": "2026-10-20"}]
    section = tell(Solved(family(claims=claims, **more)).determination).section("rights")
    assert section is not None
    return [line.text for line in section.lines]


def newborn(birth: str, **own: object) -> dict[str, object]:
    child = {"name": "Mai Näide", "birth": birth, "parents": PARENTS, "residence": HOME}
    return {"mai": {**child, "lives": [{"with": ["mari", "jaan"]}], **own}}


@pytest.mark.parametrize(
    ("benefit", "birth", "verdict"),
    [
        ("birth_allowance", "2026-09-17", "õigus tekkis 17. septembril 2026; toetus makstakse ühe"),
        (
            "birth_allowance",
            "2026-02-17",
            "õigus tekkis 17. veebruaril 2026, aga toetust ei maksta",
        ),
        ("adoption_allowance", "2026-09-17", "õigust ei ole tekkinud"),
        ("birth_allowance", "2026-09", "õigus on veel lahtine"),
    ],
)
def test_a_one_off_allowance_is_told_by_the_day_its_right_arose(
    benefit: str, birth: str, verdict: str
) -> None:
    told_ = rights_told(benefit, children=newborn(birth), as_of="2026-11-24")
    assert any(verdict in text for text in told_), told_


def test_an_unclaimed_or_undecided_one_off_allowance_names_its_day() -> None:
    one = rights_told("child_allowance", children=newborn("2026-09-17"), as_of="2026-11-24")
    assert any("õigus tekkis 17. septembril 2026, aga toetust ei ole" in text for text in one), one
    other = rights_told(
        "birth_allowance",
        children=newborn("2026-09-17", other_state="unknown"),
        as_of="2026-11-24",
    )
    assert any("õigus tekib 17. septembril 2026; kas" in text for text in other), other


def test_before_the_switch_the_reason_is_that_the_provision_does_not_apply_yet() -> None:
    path = next(path for path in EXAMPLES if path.stem == "survivors_transition")
    report = tell(solved_example(path.stem).determination)
    text = told(report, "rights")
    assert "säte kehtib alles alates 1. oktoobrist 2026 (PHS § 19¹ lg 3)" in text
    # What was laid over earlier days only later is about others.
    assert "§ 63¹¹ lg 4" not in text
    section = report.section("provisions")
    assert section is not None
    assert section.table is not None
    assert {row[1] for row in section.table.rows if row[0] == "PHS § 19¹ lg 3"} == {
        "alates 1. oktoobrist 2026"
    }


def test_before_the_switch_an_old_right_in_time_has_a_reason_of_its_own() -> None:
    child = {"birth": "2017-02-21", "parents": PARENTS, "residence": HOME, "former_pension": []}
    case = parse(
        {
            "as_of": "2026-11-24",
            "period": {"from": "2026-08", "to": "2026-10"},
            "otherwise": "ordinary",
            "people": {
                "mari": {"residence": HOME},
                "jaan": {"residence": HOME, "death": "2020-05-05"},
            },
            "children": {"mai": {**child, "lives": [{"with": ["mari"]}]}},
            "claims": [
                {
                    "by": "mari",
                    "for": ["mai"],
                    "benefits": ["survivors_allowance"],
                    "received": "2026-11-05",
                }
            ],
        }
    )
    text = told(tell(Solved(case).determination), "rights")
    assert "õigus varasemate pensionireeglite järgi (jaan ja mai): ei (PHS § 63¹¹ lg 4)" in text


def test_where_no_such_provision_is_known_yet_or_any_more_the_reason_says_so() -> None:
    early = {"as_of": "2018-02-10", "period": {"from": "2018-02", "to": "2018-02"}}
    claims = [
        {"by": "mari", "for": "all", "benefits": [key], "received": "2018-02-01"}
        for key in ("survivors_allowance", "triplets_allowance")
    ]
    text = told(tell(Solved(family(claims=claims, **early)).determination), "rights")
    assert "sätet PHS § 19¹ lg 3 ei olnud" in text
    assert "säte kehtib alles alates 1. märtsist 2018 (PHS § 21¹)" in text
    claims = [{"by": "mari", "for": "all", "benefits": "all", "received": "2017-02-01"}]
    named = [{**claims[0], "benefits": ["seven_child_parent_allowance"]}]
    text = told(tell(Solved(family(claims=named)).determination), "rights")
    assert "säte kehtis ainult kuni 30. juunini 2017" in text


def test_a_coming_change_names_day_amounts_and_cause() -> None:
    text = told(tell(Solved(family()).determination), "changes")
    assert "1. juulist 2026: lasterikka pere toetus, Mari Näide – makse lõpeb" in text
    assert "1. juulist 2026: lapsetoetus, Liisu Näide – 80 eurot kuus (enne 100 eurot)." in text
    assert "Sest: " in text


# ------------------------------------------------------------------------------ balances


def test_what_was_paid_too_much_and_what_may_be_set_off() -> None:
    paid = [
        {
            "benefit": "child_allowance",
            "payee": "mari",
            "for": ["juku"],
            "from": "2026-07",
            "to": "2026-09",
            "amount": "80.00",
        }
    ]
    report = tell(Solved(family(paid=paid, as_of="2026-11-24")).determination)
    text = told(report, "balances")
    assert "Mari Näide: enam on makstud 240 eurot" in text
    section = report.section("balances")
    assert section is not None
    assert section.table is not None
    assert len(section.table.rows) == 1
    assert section.table.rows[0][1] == "juuli–september 2026"
    assert section.table.rows[0][-1] == "enam makstud 80 eurot"


# ------------------------------------------------------------------------------ provisions


def test_every_provision_named_is_listed_with_its_address_once() -> None:
    report = tell(Solved(family()).determination)
    section = report.section("provisions")
    assert section is not None
    assert section.table is not None
    listed = [row[0] for row in section.table.rows]
    assert len(set(section.table.rows)) == len(section.table.rows)
    assert all(row[2].startswith("https://www.riigiteataja.ee/akt") for row in section.table.rows)
    named = {
        str(citation)
        for each in report.sections
        if each.key != "provisions"
        for line in each.lines
        for citation in citations_in(line.text)
        if citation.link is not None
    }
    assert named == set(listed)


def test_a_provision_is_listed_in_the_wording_of_the_day_that_it_was_applied_to() -> None:
    def wordings(as_of: str, first: str, last: str) -> set[tuple[str, str]]:
        case = family(as_of=as_of, period={"from": first, "to": last})
        section = tell(Solved(case).determination).section("provisions")
        assert section is not None
        assert section.table is not None
        return {(row[1], row[2].partition("#")[0]) for row in section.table.rows}

    akt = "https://www.riigiteataja.ee/akt"
    assert wordings("2026-11-24", "2026-11", "2026-11") == {
        ("alates 1. oktoobrist 2026", f"{akt}/111072026059")
    }
    assert wordings("2026-02-10", "2026-02", "2026-02") == {
        ("alates 1. jaanuarist 2026", f"{akt}/108042025003")
    }
    # Of September 2026 no number is known, but those just before and after are.
    assert wordings("2026-09-20", "2026-09", "2026-09") == {
        ("lähim teadaolev, alates 22. maist 2026", f"{akt}/121052026010")
    }
    assert ("redaktsioonide loend", f"{akt}i_redaktsioonid.xml?grupiId=1035395") in wordings(
        "2024-06-10", "2024-06", "2024-06"
    )


def test_what_applies_back_in_time_opens_in_the_wording_that_brought_it() -> None:
    raise_2023 = next(path for path in EXAMPLES if path.stem == "raise_2023")
    made = Solved(read(raise_2023), date(2023, 3, 1).toordinal())
    reason = made.reason(next(p for p in made.payments if p.benefit == "child_allowance"))
    figures = [each for each in reason.walk() if each.kind == "figure"]
    raised = next(each for each in figures if each.name == "child_allowance_first_two")
    assert raised.day < date(2023, 2, 1).toordinal()
    assert made.wording_day(raised) == date(2023, 2, 1).toordinal()


def test_citations_are_found_in_running_text() -> None:
    text = "Vt (PHS § 19¹ lg 4) ja KVTS § 54 lg 11; PHS § 4 lg 1² p 1."
    assert [str(each) for each in citations_in(text)] == [
        "PHS § 19¹ lg 4",
        "KVTS § 54 lg 11",
        "PHS § 4 lg 1² p 1",
    ]
    assert CITED.search("paragrahv 4") is None


def test_the_receipt_line_names_law_day_and_fingerprint() -> None:
    made = Solved(family()).determination
    text = told(tell(made), "receipt")
    assert made.receipt.law in text
    assert "24. mai 2026" in text


# ------------------------------------------------------------------------------ every example


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_told_whole_in_every_language(path: Path, language: Language) -> None:
    solved = solved_example(path.stem)
    texts = everything(tell(solved.determination, language))
    for text in texts:
        assert "  " not in text, text
        assert ".." not in text.replace("...", ""), text
        assert not re.search(r"\b1 (lapsed|küsimust|päeva|kuud|eurot|questions|euros)\b", text)
        assert not re.search(r"\{\w*\}|None|Open\(", text), text
        # Fields of case files and commands are told only to those who work with them.
        assert not re.search(r"\b(children|people|claims)\.|\bperenou ", text), text
    for benefit in {payment.benefit for payment in solved.payments}:
        assert len(tell_why(solved, benefit, language)) > 3


def test_it_is_told_in_the_language_asked_for_and_no_other() -> None:
    report = tell(Solved(silent_about_studies()).determination, "en")
    text = " ".join(everything(report)).replace("Näide", "")
    assert not re.search("[õäöüÕÄÖÜ]", text.replace("Perenõu", ""))
    assert re.search("[а-я]", " ".join(everything(tell(Solved(family()).determination, "ru"))))


def test_bounds_that_tell_nothing_are_not_told() -> None:
    silent = parse({"as_of": "2026-11-24", "children": {"juku": {"birth": "2020-05-05"}}})
    solved = Solved(silent)
    ordinary = solved.determination.if_ordinary
    assert ordinary is not None
    assert ordinary[1] < solved.determination.total[1]
    for language in LANGUAGES:
        text = told(tell(solved.determination, language), "summary")
        words = Words(language)
        assert words.amount(*ordinary) in text
        assert words.amount(*solved.determination.total) not in text
    assert Interview(silent).next().is_all_open
    assert not Interview(family()).next().is_all_open


# ------------------------------------------------------------------------------ why


def test_why_draws_an_equal_branch_once() -> None:
    lines = tell_why(Solved(family()), "child_allowance")
    assert lines[0].text == "Miks: lapsetoetus"
    assert any(line.text.endswith("– vt eespool") for line in lines)
    assert any(
        line.text == "lapse sünnikuupäev: 10. mai 2007 [Juku Näide] – juhtumifailist"
        for line in lines
    )
    repeated = [line.text for line in lines if line.text.endswith("– vt eespool")]
    assert all("(" in text for text in repeated), "only what rests on more is shortened"


def test_why_not_names_the_condition_that_fails() -> None:
    case = family(period={"from": "2026-09", "to": "2026-09"})
    lines = [line.text for line in tell_why(Solved(case), "child_allowance")]
    at = lines.index("Juku Näide: septembris 2026 ei maksta")
    assert lines[at + 1] == "Otsustab:"
    assert re.fullmatch(r"• .*õpi.*: ei \[Juku Näide\] \(PHS § (17|29)[^)]*\)", lines[at + 2])


def test_why_of_a_payment_tells_of_a_day_that_it_covers() -> None:
    path = next(path for path in EXAMPLES if path.stem == "parental_benefit_two_parents")
    lines = [line.text for line in tell_why(solved_example(path.stem), "shared_parental_benefit")]
    wished = [line for line in lines if line.startswith("• isik taotleb päeva eest vanemate")]
    assert wished
    assert all(": jah [" in line for line in wished)


def test_a_ground_cites_the_provision_that_asks_for_it_and_a_claim_none() -> None:
    path = next(path for path in EXAMPLES if path.stem == "parental_benefit_two_parents")
    rights = [right for right in solved_example(path.stem).rights if right.status is Status.GRANTED]
    grounds = {g.name: g.citation for right in reversed(rights) for g in right.grounds}
    assert grounds["is_mother"] == "PHS § 35 lg 1"
    for name in ("wishes_mothers", "wishes_shared"):
        assert grounds[name] is None, name


def test_why_of_a_one_off_allowance_speaks_of_each_child() -> None:
    lines = [line.text for line in tell_why(Solved(family()), "birth_allowance")]
    assert sum(text.endswith(": ei maksta") for text in lines) == 3


def test_why_of_a_child_with_no_adult_at_all() -> None:
    case = parse({"as_of": "2026-11-24", "otherwise": "ordinary", "children": {"juku": {}}})
    for benefit in BENEFITS:
        assert tell_why(Solved(case), benefit)


@pytest.mark.parametrize("benefit", BENEFITS)
def test_why_answers_for_every_benefit(benefit: str) -> None:
    assert tell_why(Solved(family()), benefit)[0].text.startswith("Miks: ")


# ------------------------------------------------------------------------------ comparison


def test_a_comparison_tells_the_difference_in_all_and_by_months() -> None:
    compared = what_if(family(), "children.juku.birth=2010-01-01")
    report = tell_comparison(compared)
    text = told(report, "comparison").replace("\u202f", " ")
    assert text == "Pärast muudatust makstakse kokku rohkem: 3 300 eurot."
    section = report.section("comparison")
    assert section is not None
    assert section.table is not None
    assert len(section.table.rows) == 3


def test_comparisons_with_less_and_with_no_difference() -> None:
    less = what_if(family(), "claims=[]")
    assert "vähem: " in told(tell_comparison(less), "comparison")
    same = what_if(family(), "title=Muu")
    report = tell_comparison(same)
    assert told(report, "comparison") == "Maksed on samad."
    assert report.sections[0].table is None


def test_a_comparison_that_may_go_either_way_says_so() -> None:
    away = what_if(family(), "claims=[]")
    either = away._replace(after=away.after._replace(payments=(_bounds_payment(away.before),)))
    assert either.difference[0] < 0 < either.difference[1]
    text = told(tell_comparison(either), "comparison")
    assert text == "Kas kokku makstakse rohkem või vähem, on lahtine."


def _bounds_payment(made: Determination) -> Payment:
    return made.payments[0]._replace(least=0, most=2 * made.total[1])


# ------------------------------------------------------------------------------ norms and figures


def test_rates_of_a_day_as_known_on_another() -> None:
    day = date(2023, 1, 15).toordinal()

    def first_two(as_of: date) -> str:
        section = tell_rates(day, as_of.toordinal()).section("rates")
        assert section is not None
        assert section.table is not None
        label = Words("et").label("child_allowance_first_two")
        return next(row[1] for row in section.table.rows if row[0] == label)

    assert first_two(date(2023, 1, 15)) == "60 eurot"
    assert first_two(date(2023, 2, 1)) == "80 eurot"


@pytest.mark.parametrize("language", ["et", "ru"])
def test_what_is_written_in_english_only_is_left_out_for_other_readers(language: Language) -> None:
    def lines(name: str, language: Language) -> list[str]:
        section = tell_rule(name, language).section("versions")
        assert section is not None
        return [line.text for line in section.lines]

    says = "The day of receipt or, for a posted claim, of posting."
    assert says in lines("application_day", "en")
    assert not any(says in text for text in lines("application_day", language))
    note = Words(language).of_law("note.decision_working_days")
    assert any(note in text for text in lines("decision_working_days", language))


def test_figures_that_are_not_confirmed_are_told_with_the_reason() -> None:
    def doubts(on: date) -> list[str]:
        section = tell_rates(on.toordinal(), date(2026, 11, 24).toordinal()).section("rates")
        assert section is not None
        return [line.text for line in section.lines if line.tone == "doubt"]

    assert any(text.startswith("surnult sünni nädal") for text in doubts(date(2026, 11, 24)))
    assert not any("surnult" in text for text in doubts(date(2019, 11, 24)))


def test_every_name_of_the_law_can_be_described() -> None:
    tables = (LAWBOOK.rules, LAWBOOK.parameters, LAWBOOK.facts, LAWBOOK.across, LAWBOOK.through)
    for table in tables:
        for name in table:
            for language in LANGUAGES:
                assert name in tell_rule(name, language).title


def test_a_description_knows_what_it_rests_on_and_what_rests_on_it() -> None:
    made = describe(LAWBOOK, "child_allowance_rate")
    assert made.kind == "norm"
    assert made.unit == "child"
    assert "child_allowance_rate_by_order" in made.inputs
    assert "child_allowance_rate_due" in made.used_by
    assert all("child_allowance_rate" in describe(LAWBOOK, n).inputs for n in made.used_by)
    figure = describe(LAWBOOK, "child_allowance_first_two")
    assert [version.value for version in figure.versions][-1] == 8000
    with pytest.raises(KeyError):
        describe(LAWBOOK, "no_such_norm")
    with pytest.raises(KeyError):
        describe(LAWBOOK, "today")


def test_search_finds_by_name_label_and_citation() -> None:
    assert "steps_down" in search(LAWBOOK, "steps_down")
    assert "right_to_child_allowance" in search(LAWBOOK, "Õigus lapsetoetusele")
    assert "steps_down" in search(LAWBOOK, "phs § 21 lg 4")
    assert search(LAWBOOK, "qqqq") == []
    report = tell_found(search(LAWBOOK, "phs § 21 lg 4"), "PHS § 21 lg 4")
    assert report.sections[0].table is not None


# ------------------------------------------------------------------------------ texts


def test_every_value_that_can_be_shown_has_a_text() -> None:
    for language in LANGUAGES:
        words = Words(language)
        for gives, kind in ENUMERATIONS.items():
            for member in kind:
                assert words.value(member, gives)
        for gives in ANSWERS:
            shown = words.value(0, gives)
            assert bool(shown) == (gives not in ("Rank", "Row")), gives
        point = "." if language == "en" else ","
        assert words.value(1_105, "Hundredths") == f"11{point}05"
        assert words.value(11_015_500, "ExchangeRate") == f"11{point}0155"
        assert words.value(NEVER, "Day") == words.value(0, "Day")
        assert words.value((0, 1), "bool") == words.say("value.open")
        assert words.value((80_00, 530_00), "Cents").count("530") == 1
        assert words.value(1048, "Factor") == ("1.048" if language == "en" else "1,048")


def test_a_value_that_names_a_person() -> None:
    words = Words("et", {"mari": "Mari Näide"}.__getitem__, ["mari"])
    assert words.stated("child_allowance_recipient", 0, "Row").endswith(" – Mari Näide")
    assert words.stated("child_allowance_recipient", -1, "Row").endswith(" – ei ole kedagi")
    assert words.stated("birth_set", 0, "Row") == words.label("birth_set")


def test_keys_made_at_run_time_exist() -> None:
    keys = set(Catalogue.load("perenou.casework", "texts").keys())
    wanted = {f"ask.form.{form}" for form in get_args(Form)}
    wanted |= {f"law.kind.{kind}" for kind in get_args(Kind)}
    wanted |= {f"law.unit.{unit}" for unit in LAWBOOK.units}
    wanted |= {f"law.how.{node.kind}" for node in LAWBOOK.across.values()}
    wanted |= {f"law.how.{node.kind}" for node in LAWBOOK.through.values()}
    wanted |= {f"cli.verify.field.{name}" for name in Receipt.__dataclass_fields__}
    kinds = ("decision", "objection", "claim", "one_off_claim", "month_lost", "old_right")
    wanted |= {f"tell.deadlines.{kind}" for kind in kinds}
    assert wanted <= keys


def test_every_text_is_used() -> None:
    source = Path(__file__).parents[2] / "src" / "perenou"
    code = "".join(
        path.read_text("utf-8")
        for room in ("casework", "cli")
        for path in (source / room).rglob("*.py")
    )
    made = (
        "ask.form.",
        "ask.step.",
        "ask.blank.",
        "law.",
        "cli.verify.",
        "cli.page.",
        "search.",
        "tell.",
        "parental.",
        "plan.",
        "value.",
        "handbook.",
        "prove.",
        "reform.error.",
        "help.change.",
        "reform.error.",
    )
    for key in Catalogue.load("perenou.casework", "texts").templates("et"):
        assert key in code or key.startswith(made), key


def test_every_question_and_doubt_of_the_law_has_its_text() -> None:
    keys = set(Catalogue.load("perenou.benefits", "texts").keys())
    for fact in LAWBOOK.facts:
        assert {f"question.{fact}", f"help.{fact}"} <= keys, fact
    assert {key for key in keys if key.startswith("hint.")} <= {f"hint.{f}" for f in LAWBOOK.facts}
    for doubt in LAWBOOK.doubts:
        assert {f"doubt.{doubt}.{part}" for part in ("what", "taken", "other")} <= keys


def test_an_unconfirmed_figure_is_told_in_the_readers_language() -> None:
    path = next(path for path in EXAMPLES if path.stem == "stillborn_child")
    made = Solved(read(path)).determination
    expected = {"et": "Sotsiaalkindlustusameti tavast", "en": "practice", "ru": "Департамент"}
    for language in LANGUAGES:
        text = told(tell(made, language), "doubts")
        assert expected[language].lower() in text.lower(), text


# ------------------------------------------------------------------------------ provisions


def test_why_ends_with_what_the_provisions_say() -> None:
    """Each in a sentence, where the sentence tells the wording of the last day looked at."""

    def last(each: tuple[str, int]) -> int:
        return each[1]

    for language in LANGUAGES:
        lines = tell_why(Solved(family()), "child_allowance", language)
        heading = Words(language).say("why.provisions")
        at = [line.text for line in lines].index(heading)
        said = [line.text for line in lines[at + 1 :]]
        cited = dict(sorted({each for line in lines[:at] for each in line.cited}, key=last))
        words = Words(language)
        told = {text: words.provision(Citation.parse(text), day) for text, day in cited.items()}
        assert sorted(said) == sorted(f"{text}: {says}" for text, says in told.items() if says)
        assert told["PHS § 17 lg 1"] == words.provision(Citation.parse("PHS § 17 lg 1"))
        assert not told["PHS § 30 lg 2"]  # its wording of these months is another than today's


def test_a_rule_says_once_what_its_provision_says() -> None:
    for name in ("child_allowance_first_two", "order_in_family"):
        section = tell_rule(name).section("versions")
        assert section is not None
        citation = describe(LAWBOOK, name).citation or describe(LAWBOOK, name).versions[0].citation
        assert [x.text for x in section.lines].count(Words("et").provision(citation)) == 1


def test_a_provision_that_nothing_cites_is_not_summed_up() -> None:
    assert Words("et").provision(Citation.parse("PHS § 999")) == ""


def test_a_search_by_citation_says_what_the_provision_says() -> None:
    text = "PHS § 17 lg 1"
    (section,) = tell_found(search(LAWBOOK, text), text).sections
    assert [line.text for line in section.lines] == [Words("et").provision(Citation.parse(text))]
    (section,) = tell_found(search(LAWBOOK, "lapsetoetus"), "lapsetoetus").sections
    assert section.lines == ()


def test_what_was_to_be_paid_before_the_day_of_the_answer_is_told_as_past() -> None:
    made = Solved(read(EXAMPLES[0].with_name("maintenance_in_court.yaml"))).determination
    (payments,) = (each for each in tell(made, "et").sections if each.key == "payments")
    assert [line.text.split(": ", 1)[1] for line in payments.lines] == [
        "2026. aasta märtsi eest tuli maksta hiljemalt 31. mail 2026."
    ]


def test_a_deadline_tells_the_child_and_who_is_entitled_apart() -> None:
    made = Solved(read(EXAMPLES[0].with_name("second_child_without_claim.yaml"))).determination
    (told,) = (each for each in tell(made, "et").sections if each.key == "deadlines")
    texts = [line.text for line in told.lines]
    assert any("laps Rasmus Tasa (õigustatud isik Priit Tasa): taotlus" in each for each in texts)
