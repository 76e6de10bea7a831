from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from tests.acts.as_lines import evened
from tests.acts.cases import (
    EXAMPLES,
    FULL,
    HOME,
    all_drafted,
    drafted,
    example,
    family,
    listed,
    of_kind,
    particulars,
)

from perenou.acts.check.case_figures import case_figures
from perenou.acts.choose import numbered
from perenou.acts.choose import told as named
from perenou.acts.document import Document, Grid, Listing, Part, plain, spans_of, text_of
from perenou.acts.draft import PARTS, draft
from perenou.acts.matter import LETTERS, Kind
from perenou.acts.particulars import Particulars
from perenou.casework.case_file import parse
from perenou.casework.determination import Determination
from perenou.casework.solve import Solved
from perenou.casework.words import Words
from perenou.language.grammar import LANGUAGES, Language

WHERE: dict[Kind, str] = {
    Kind.GRANT: "everyday_two_children",
    Kind.PARTIAL_GRANT: "late_claim",
    Kind.REFUSAL: "parental_benefit_recomputed",
    Kind.CHANGE: "large_family_of_seven",
    Kind.TERMINATION: "three_children_one_turns_19",
    Kind.RESUMPTION: "eu_three_states_moving_work",
    Kind.RECIPIENT_CHANGE: "separated_parents_alternating",
    Kind.RECOVERY_INJUNCTION: "overpaid_after_moving",
    Kind.SET_OFF: "overpaid_after_moving",
    Kind.REVOCATION: "overpaid_after_moving",
    Kind.CHALLENGE_DECISION: "overpaid_after_moving",
    Kind.CHALLENGE_RETURN: "overpaid_after_moving",
    Kind.CORRECTION: "overpaid_after_moving",
    Kind.OTHER_PARENT_NOTICE: "separated_parents_alternating",
    Kind.HEARING: "overpaid_after_moving",
    Kind.DOCUMENT_REQUEST: "missing_facts",
    Kind.INFORMATION: "second_child_without_claim",
    Kind.PROVISIONAL_DECISION: "eu_three_states_moving_work",
    Kind.FORWARDING: "eu_three_states_moving_work",
}
"""By kind: an example that it is drafted from; suspension has none, see below."""


def text_in(document: Document, part: Part) -> str:
    portion = document.part(part)
    assert portion is not None, part
    return "\n".join(text_of(tuple(spans_of(block))) for block in portion.blocks)


def amounts_of(made: Determination) -> set[int]:
    """Every amount that a determination tells, and sums of them that a table may show."""
    found = {0}
    for payment in made.payments:
        found |= {payment.least, payment.most}
    for balance in made.balances:
        found |= {balance.paid, balance.due_most, balance.overpaid}
    for recovery in made.recoveries:
        found |= {recovery.least, recovery.most}
    for limit in made.set_offs:
        found |= {limit.total, limit.most_a_month}
        found |= {limit.most_from_parental_benefit or 0, limit.kept or 0}
    for change in made.changes:
        found |= {*change.before, *change.after}
    for month in made.state_months:
        found |= {month.own_least, month.own_most, month.paid_least, month.paid_most}
    for sheet in () if made.parental is None else made.parental.sheets:
        found |= {line.value for line in sheet.lines if isinstance(line.value, int)}
        found |= {cents for _, rate in sheet.rates for cents in rate}
        for of_month in sheet.months:
            parts = (of_month.tax_on_income, of_month.tax_by_state, of_month.insolvency_tax)
            found.add(sum(low for low, _ in parts))
    return found


def tables_of(document: Document) -> list[Grid]:
    portion = document.part(Part.CALCULATION)
    blocks = () if portion is None else portion.blocks
    return [block for block in blocks if isinstance(block, Grid)]


def sums_in(document: Document) -> set[int]:
    """Amounts that are sums of others: of a row of several months, and of a column."""
    found: set[int] = set()
    for table in tables_of(document):
        cells = [*table.foot, *(row[-1] for row in table.rows)]
        found |= {span.value for cell in cells for span in cell if span.value is not None}
    return found


def test_every_kind_has_its_parts_and_an_example() -> None:
    assert set(PARTS) == set(Kind)
    assert {*WHERE, Kind.SUSPENSION} == set(Kind)


@pytest.mark.parametrize("kind", list(WHERE))
def test_each_kind_is_whole_with_full_particulars(kind: Kind) -> None:
    document = drafted(WHERE[kind], kind)
    assert document.gaps == ()
    assert not any(span.kind == "gap" for span in document.spans())
    assert document.kind == kind.value
    assert "Sotsiaalkindlustusamet" in plain(document)
    assert "ASUTUSESISESEKS KASUTAMISEKS" in text_in(document, Part.ACCESS)
    assert "Anu Näidis" in text_in(document, Part.SIGNATURE)
    if kind in LETTERS:
        assert document.part(Part.CONTEST) is None
        assert document.part(Part.BASIS) is None
    else:
        assert "Otsustan:" in plain(document)
        assert re.search(r"\b30 päeva jooksul", text_in(document, Part.CONTEST))
        assert re.search(r"§|art", text_in(document, Part.BASIS))


@pytest.mark.parametrize("kind", list(WHERE))
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_is_drafted_in_every_language(kind: Kind, language: Language) -> None:
    document = drafted(WHERE[kind], kind, language=language)
    assert document.is_reading_copy is (language != "et")
    first = text_of(tuple(spans_of(document.portions[0].blocks[0])))
    marks = {"en": "The Estonian text prevails", "ru": "Действует текст на эстонском языке"}
    assert marks.get(language, "Sotsiaalkindlustusamet") in first


def test_suspension_names_the_cause_and_when_payment_goes_on() -> None:
    prison = [{"kind": "prison", "from": "2026-04-10", "to": "2026-08-20"}]
    home = [{"country": "EE", "ground": "citizen"}]
    mari = {"name": "Mari Näide", "residence": home, "imprisonment": prison}
    solved = family(people={"mari": mari})
    matter = next(e.matter for e in numbered(solved) if e.matter.kind is Kind.SUSPENSION)
    document = draft(solved, matter, particulars())
    decision = text_in(document, Part.OPERATIVE)
    # April, which had begun, is paid whole.
    assert "Peatan lapsetoetuse maksmise lapse (Juku Näide) eest alates 1. maist 2026" in decision
    assert "Peatamise põhjus tekkis 10. aprillil 2026" in decision
    assert "Jätkan maksmist" in decision
    why = text_in(document, Part.REASONS)
    assert "10. aprillist kuni 20. augustini 2026: Te olite vangis" in why


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_amount_of_a_draft_is_in_the_determination(path: Path) -> None:
    solved = example(path.stem)
    known = amounts_of(solved.determination)
    for each, document in all_drafted(path.stem):
        figures = {
            reason.value
            for item in each.matter.items
            for payment in item.payments
            for reason in solved.reason(payment).walk()
            if reason.kind == "figure" and reason.gives == "Cents"
        }
        grounds = {g.value for i in each.matter.items for g in i.grounds if g.gives == "Cents"}
        allowed = known | figures | grounds | sums_in(document) | {each.matter.total}
        assert set(document.amounts) <= allowed, (each.number, each.matter.kind)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_foot_of_a_table_is_the_sum_of_its_rows(path: Path) -> None:
    for _, document in all_drafted(path.stem):
        for table in tables_of(document):
            if table.foot:
                total = sum(span.value or 0 for row in table.rows for span in row[-1])
                assert total == sum(span.value or 0 for span in table.foot[-1])


def test_no_operative_part_promises_a_range() -> None:
    for path in EXAMPLES.glob("*.yaml"):
        for each, document in all_drafted(path.stem):
            if each.matter.is_letter or each.matter.kind is Kind.PROVISIONAL_DECISION:
                continue
            decision = text_in(document, Part.OPERATIVE)
            assert not re.search(r"\d kuni \d[\d\u202f ,]* eurot", decision), each


def test_the_legal_basis_lists_only_what_decided_and_in_order() -> None:
    document = drafted("separated_parents_alternating", Kind.RECIPIENT_CHANGE)
    basis = text_in(document, Part.BASIS)
    assert "AvTS" not in basis
    assert "HKMS" not in basis
    assert "PHS § 9" not in basis
    assert basis.index("PHS § 4 lg 2") < basis.index(", § 17 lg 1") < basis.index(", § 21 lg 1")
    assert basis.count("PHS") == 1


def test_an_act_is_named_in_full_where_it_is_cited_first() -> None:
    for name, kind in (
        ("everyday_two_children", Kind.GRANT),
        ("overpaid_after_moving", Kind.HEARING),
    ):
        text = plain(drafted(name, kind))
        for act, title in (("AvTS", "avaliku teabe seaduse"), ("PHS", "perehüvitiste seadus"),
                           ("HMS", "haldusmenetluse seadus")):  # fmt: skip
            first = re.search(rf"\b{act}\b", text)
            assert first is not None
            assert title in text[max(0, first.start() - 60) : first.start()]


def test_reasons_tell_the_deepest_cause_in_plain_words() -> None:
    why = text_in(drafted("overpaid_after_moving", Kind.TERMINATION), Part.REASONS)
    assert (
        "Laste (Johanna Rändaja ja Kaspar Rändaja) puhul on lapsetoetuse saamise õigus lõppenud"
        in why
    )
    assert "21. maist kuni 9. septembrini 2026: Te ei elanud Eestis, elukohariik oli Rootsi" in why
    assert "õigus on olemas ja taotlus hõlmab päeva" not in why
    age = text_in(drafted("large_family_of_seven", Kind.TERMINATION), Part.REASONS)
    assert "lapsetoetuse vanusepiir täitus 15. juunil 2026" in age.replace("L", "l")


def test_sentences_and_list_items_of_reasons_begin_with_a_capital() -> None:
    for path in EXAMPLES.glob("*.yaml"):
        for _, document in all_drafted(path.stem):
            portion = document.part(Part.REASONS)
            for block in () if portion is None else portion.blocks:
                items = block.items if isinstance(block, Listing) else [tuple(spans_of(block))]
                for item in items:
                    assert not text_of(item)[:1].islower(), text_of(item)


def test_several_children_are_told_in_the_plural() -> None:
    decision = text_in(drafted("overpaid_after_moving", Kind.TERMINATION), Part.OPERATIVE)
    assert "laste (Johanna Rändaja ja Kaspar Rändaja) eest" in decision
    alone = text_in(drafted("everyday_two_children", Kind.GRANT), Part.OPERATIVE)
    assert "lapse (Juku Näide) eest" in alone


def test_a_late_claim_names_how_far_back_it_reaches() -> None:
    why = text_in(drafted("late_claim", Kind.PARTIAL_GRANT), Part.REASONS)
    assert "kõige rohkem 6 kuu eest enne taotluse kuud" in why
    assert "Seepärast algab maksmine 1. märtsil 2026" in why


def test_the_calculation_of_a_daily_rate_stands_line_by_line() -> None:
    table = text_in(drafted("parental_benefit_two_parents", Kind.GRANT), Part.CALCULATION)
    for told in (
        "arvestusperiood",
        "1. märts 2025 – 28. veebruar 2026",
        "PHS § 39 lg 2",
        "80 eurot",
    ):
        assert told in table


def test_maintenance_says_that_the_claim_passes_to_the_state() -> None:
    granted = drafted("maintenance_in_court", Kind.GRANT, at=1)
    decision = text_in(granted, Part.OPERATIVE)
    assert "läheb lapse elatise nõue võlgniku (Peeter Näide) vastu üle riigile" in decision
    assert "SÜS § 25" in text_in(granted, Part.BASIS)


def test_several_states_are_told_with_who_pays_first_and_why() -> None:
    decision = drafted("eu_three_states_moving_work", Kind.PROVISIONAL_DECISION)
    told = text_in(decision, Part.OPERATIVE)
    assert "maksab esimesena Soome" in told
    assert "883/2004 art 68(1)(a)" in told
    assert "2 kuu jooksul" in told
    assert "94,88 eurot" in text_in(decision, Part.CALCULATION)


def test_a_notice_to_the_other_parent_tells_nothing_of_the_recipients_life() -> None:
    text = plain(drafted("separated_parents_alternating", Kind.OTHER_PARENT_NOTICE))
    assert "eurot" not in text
    assert "sündinud" not in text


def test_discretion_has_to_be_filled_in() -> None:
    for kind in (Kind.RECOVERY_INJUNCTION, Kind.SET_OFF, Kind.REVOCATION):
        document = drafted("overpaid_after_moving", kind, given=particulars(weighing=None))
        missing = [gap.what for gap in document.gaps if gap.part is Part.WEIGHING]
        assert len(missing) == 5


def test_a_challenge_granted_in_full_needs_no_way_to_court() -> None:
    demands = [{"demand": "maksta", "outcome": "satisfied", "answer": "põhjendatud"}]
    given = particulars(challenge={"received": "2026-11-10", "demands": demands})
    document = drafted("overpaid_after_moving", Kind.CHALLENGE_DECISION, given=given)
    assert document.part(Part.CONTEST) is None


def test_each_missing_particular_is_a_gap_in_its_place() -> None:
    for kind, name in WHERE.items():
        document = drafted(name, kind, given=Particulars())
        shown = {span.text.strip("[]") for span in document.spans() if span.kind == "gap"}
        assert shown == {gap.what for gap in document.gaps}
        assert document.gaps


def test_own_paragraphs_stand_at_the_end_of_their_part() -> None:
    document = drafted("everyday_two_children", Kind.GRANT)
    for part, text in ((Part.OPERATIVE, "Minu esimene lõik."), (Part.REASONS, "Minu põhjendus.")):
        portion = document.part(part)
        assert portion is not None
        assert text_of(tuple(spans_of(portion.blocks[-1]))) == text


def test_a_raise_needs_no_hearing_and_a_cut_does() -> None:
    raised = drafted("wanted_father", Kind.CHANGE, given=particulars(hearing=None))
    assert "HMS) § 40 lg 3 p 3" in plain(raised) or "HMS § 40 lg 3 p 3" in plain(raised)
    cut = drafted("large_family_of_seven", Kind.CHANGE, given=particulars(hearing=None))
    assert any(gap.part is Part.HEARING for gap in cut.gaps)


def test_of_a_change_of_recipient_the_former_one_is_heard() -> None:
    document = drafted("separated_parents_alternating", Kind.RECIPIENT_CHANGE)
    assert "Küsisin senise saaja arvamust" in text_in(document, Part.HEARING)
    letter = drafted("separated_parents_alternating", Kind.HEARING)
    assert "eurot" not in plain(letter)


def test_a_full_grant_needs_no_hearing_and_says_on_what_ground() -> None:
    document = drafted("everyday_two_children", Kind.GRANT, given=particulars(hearing=None))
    assert "HMS) § 40 lg 3 p 2" in plain(document) or "HMS § 40 lg 3 p 2" in plain(document)
    assert not any(gap.part is Part.HEARING for gap in document.gaps)


def test_conditions_that_decide_in_the_examples_have_sentences_of_their_own() -> None:
    generic = set()
    for path in EXAMPLES.glob("*.yaml"):
        for _, document in all_drafted(path.stem):
            generic |= set(re.findall(r"ingimus „([^“]*)“", plain(document)))
    assert len(generic) <= 2, generic


def test_kinds_of_refusal_in_examples_do_exist() -> None:
    assert of_kind("parental_benefit_recomputed", Kind.REFUSAL)


def test_a_sheet_names_its_benefits_in_the_caption_alone() -> None:
    text = plain(drafted("parental_benefit_two_parents", Kind.GRANT, 1))
    assert "Päevamäära arvutus (isa vanemahüvitise ja jagatava vanemahüvitise jaoks)" in text
    assert "keskmine kuutulu |" in text
    assert "(isa ja jagatav vanemahüvitis)" not in text


def sharing(gross: int) -> Solved:
    """A mother with so much income a month, or none, who has claimed shared benefit."""
    mari = {
        "name": "Mari Näide",
        "residence": HOME,
        "income": [{"from": "2024-01", "to": "2026-12", "gross": gross}],
        "previous_income_base": [],
    }
    liis = {
        "name": "Liis Näide",
        "birth": "2026-01-20",
        "expected": "2026-01-25",
        "residence": HOME,
        "parents": [{"who": "mari", "role": "mother"}],
        "lives": [{"with": ["mari"], "share": "full"}],
    }
    claimed = {"by": "mari", "for": "liis", "kind": "shared"}
    return family(
        people={"mari": mari},
        children={"liis": liis},
        claims=[],
        parental_days=[{**claimed, "from": "2026-03-10", "to": "2026-05-31"}],
    )


def sheet_of(solved: Solved) -> str:
    grant = next(each for each in numbered(solved) if each.matter.kind is Kind.GRANT)
    return plain(draft(solved, grant.matter, particulars()))


def test_a_sheet_tells_from_when_another_rate_holds() -> None:
    solved = sharing(300)
    text = sheet_of(solved)
    assert "päevamäär | 29,53 eurot | PHS § 42 lg 1" in text
    assert "päevamäär alates 1. aprillist 2026 | 31,53 eurot | PHS § 45 lg 1" in text
    assert 3153 in case_figures(solved).amounts


@pytest.mark.parametrize(("gross", "provision"), [(0, "PHS § 41 lg 3"), (1500, "PHS § 39 lg 7")])
def test_a_rate_is_cited_by_what_it_was_taken_from(gross: int, provision: str) -> None:
    rows = [line for line in sheet_of(sharing(gross)).splitlines() if line.startswith("päevamäär")]
    assert [row.rsplit(" | ", 1)[1] for row in rows[:2]] == [provision, provision]


def test_a_stillborn_child_is_told_by_its_day() -> None:
    text = plain(drafted("stillborn_child", Kind.GRANT))
    assert "sünnitoetuse 3. augustil 2026 surnult sündinud lapse eest" in text
    assert "\n– sündis surnult 3. augustil 2026, 24. rasedusnädalal\n" in text
    assert "(laps)" not in text


def test_what_was_recomputed_tells_its_ground() -> None:
    text = plain(drafted("parental_benefit_recomputed", Kind.RECOVERY_INJUNCTION, 1))
    assert "muutusid andmed, millel senine arvutus põhines: tööandja parandas" in text
    assert "sotsiaalmaks 3 564 eurot ja päevamäär 31,53 eurot" in evened(text)
    assert "Rohkem makstud raha on makstud alusetult (PHS § 46⁴ lg 1)." in text


def test_an_injunction_numbers_only_what_it_decides_and_tells_where_to_pay() -> None:
    document = drafted("parental_benefit_recomputed", Kind.RECOVERY_INJUNCTION, 1)
    decided = text_in(document, Part.OPERATIVE)
    assert (
        "kontole EE001111222233334444, viitenumber 1142, hiljemalt 15. jaanuaril 2027." in decided
    )
    assert "Tunnistan kehtetuks jagatava vanemahüvitise määramise otsuse nr" in decided
    assert "paluda" not in decided
    assert "Võite paluda ka, et summa peetakse kinni" in text_in(document, Part.DUTIES)


def test_months_that_a_termination_ended_are_not_revoked_too() -> None:
    document = drafted("overpaid_after_moving", Kind.RECOVERY_INJUNCTION)
    assert "kehtetuks" not in text_in(document, Part.OPERATIVE)
    assert "on lõpetatud otsusega nr 5.2-2/77." in text_in(document, Part.REASONS)
    assert "HMS § 66" not in text_in(document, Part.BASIS)


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("third_child_born_in_october", "teade teisele vanemale"),
        ("maintenance_in_court", "teade võlgnikule"),
    ],
)
def test_a_notice_is_named_after_whom_it_goes_to(name: str, called: str) -> None:
    words = Words("et", example(name).facts.case.named)
    notices = of_kind(name, Kind.OTHER_PARENT_NOTICE)
    assert called in {named(each, words)[0] for each in notices}


def court_time(*, ended: str | None) -> Solved:
    """A child whose maintenance is before the court since 17 January 2026."""
    case = yaml.safe_load((EXAMPLES / "maintenance_in_court.yaml").read_text("utf-8"))
    (told,) = case["children"]["mirjam"]["maintenance"]
    told["title"] = []
    told["received"] = [{"from": "2026-01", "to": "2026-11", "amount": 0}]
    told["court"] = [{"ruling": "2026-01-17", "seeks": "award"}]
    if ended is not None:
        told["court"][0] |= {"ended": ended, "outcome": "award"}
    (claim,) = [c for c in case["claims"] if "maintenance_allowance_court" in c["benefits"]]
    claim["received"] = "2026-02-10"
    case["claims"] = [claim]
    case["period"] = {"from": "2026-01", "to": "2026-09"}
    return Solved(parse(case))


@pytest.mark.parametrize(
    ("ended", "last"), [(None, "16. juunini 2026"), ("2026-04-10", "30. aprillini 2026")]
)
def test_court_time_is_granted_for_its_days(ended: str | None, last: str) -> None:
    """PHS § 49 lg 3, lg 3¹, § 54: 150 days by the day, but an early end leaves its month whole."""
    solved = court_time(ended=ended)
    matter = next(e.matter for e in numbered(solved) if e.matter.kind is Kind.GRANT)
    document = draft(solved, matter, particulars())
    decision = text_in(document, Part.OPERATIVE)
    assert "alates 18. jaanuarist 2026" in decision
    assert f"kestab kuni {last}" in decision
    assert "PHS § 49 lg 3¹" in text_in(document, Part.CALCULATION)
    assert "PHS § 7 lg 1" not in plain(document)
    ends = [i.first for e in numbered(solved) for i in e.matter.items
            if e.matter.kind is Kind.TERMINATION]  # fmt: skip
    assert ends == [date(2026, 5, 1).toordinal() if ended else date(2026, 6, 17).toordinal()]
    assert {i.first for i in matter.items} <= case_figures(solved).starts


def test_an_injunction_tells_of_interest_and_of_the_end_of_enforcement() -> None:
    """SÜS § 33, § 35: what follows from not paying, and how long it can be enforced."""
    document = drafted("overpaid_after_moving", Kind.RECOVERY_INJUNCTION)
    assert "7 aasta jooksul" in text_in(document, Part.DUTIES)
    assert {"SÜS § 33", "SÜS § 35"} <= {span.provision for span in document.spans()}
    assert "aegumist" in text_in(document, Part.WEIGHING)
    assert "SÜS § 33" not in plain(drafted("overpaid_after_moving", Kind.SET_OFF))


def test_an_old_debt_has_to_be_shown_not_to_be_barred() -> None:
    """SÜS § 35: seven years from the end of the year; the official says why it is not over."""
    debt = next(e.matter for e in listed("overpaid_after_moving") if e.matter.overpaid)
    shift = 8 * 12
    old = tuple(
        replace(each, month=each.month - shift, last=each.last - shift) for each in debt.overpaid
    )
    matter = replace(debt, kind=Kind.RECOVERY_INJUNCTION, overpaid=old)
    solved = example("overpaid_after_moving")
    document = draft(solved, matter, particulars())
    assert [gap.part for gap in document.gaps] == [Part.WEIGHING]
    told = FULL["weighing"] | {"limitation": "tähtaeg katkes 2024. aasta menetlusega"}
    assert draft(solved, matter, particulars(weighing=told)).gaps == ()


@pytest.mark.parametrize("kind", [Kind.RECOVERY_INJUNCTION, Kind.HEARING])
def test_what_was_due_when_paid_is_not_called_undue(kind: Kind) -> None:
    """PHS § 56 lg 1: the debtor's payments take away what the recipient rightly had."""
    undue = "rohkem, kui Teil oli õigus saada"
    assert undue in plain(drafted("overpaid_after_moving", kind))
    assert undue not in plain(drafted("maintenance_in_court", kind))


def of_child(kind: Kind, **child: object) -> str:
    """The first act of a kind about the child of a mother, with changes."""
    juku = {
        "name": "Juku Näide",
        "residence": HOME,
        "parents": [{"who": "mari", "role": "mother"}],
        "lives": [{"with": ["mari"], "share": "full"}],
        **child,
    }
    solved = family(children={"juku": juku}, period={"from": "2026-01", "to": "2027-06"})
    matter = next(each.matter for each in numbered(solved) if each.matter.kind is kind)
    return plain(draft(solved, matter, particulars()))


def test_what_is_still_to_come_is_not_told_as_past() -> None:
    text = of_child(Kind.TERMINATION, birth="2008-03-12", studies=[])
    assert "Lapse (Juku Näide) puhul lõpeb lapsetoetuse saamise õigus" in text
    assert "vanusepiir täitub 12. märtsil 2027" in text


def test_a_child_that_died_is_told_so_among_the_facts() -> None:
    text = of_child(Kind.GRANT, birth="2018-05-14", death="2026-05-05")
    assert "Juku Näide, sündinud 14. mail 2018, surnud 5. mail 2026" in text
