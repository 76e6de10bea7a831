"""Reasons and facts are this person's own: who they are, what held when, and nothing twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.acts.cases import all_drafted, example, listed, of_kind, particulars

from perenou.acts.document import Document, Part, plain, spans_of, text_of
from perenou.acts.draft import draft
from perenou.acts.matter import Kind
from perenou.acts.missing import asked_of
from perenou.acts.particulars import Particulars
from perenou.casework.determination import Question
from perenou.language.catalogue import Catalogue

TEXTS = Catalogue.load("perenou.acts", "texts")
OF_PEOPLE = ("person", "child", "carer", "claim")
"""Units of facts that a family's right hangs on; other states' ranks are told in other words."""


def document(name: str, number: int) -> Document:
    """The draft of a matter by its number."""
    return next(made for each, made in all_drafted(name) if each.number == number)


def part(made: Document, which: Part) -> str:
    """The text of the parts of a kind."""
    blocks = (block for each in made.portions if each.part is which for block in each.blocks)
    return "\n".join(text_of(tuple(spans_of(block))) for block in blocks)


def test_consent_is_told_only_where_it_was_given() -> None:
    made = document("grandmother_in_emergency", 2)
    why = part(made, Part.REASONS)
    assert "Senise saaja nõusolekut ei saanud" in why
    assert "nõusolekul" not in why
    assert "Te kasvatate last tegelikult" in why
    assert {"PHS § 14¹ lg 1", "PHS § 14¹ lg 2"} <= {span.provision for span in made.spans()}


def test_who_was_paid_until_then_is_told_until_when() -> None:
    until = "Makstakse kuni 30. novembrini 2026, seejärel makstakse uuele saajale."
    assert until in part(document("grandmother_in_emergency", 1), Part.OPERATIVE)
    letter = plain(document("grandmother_in_emergency", 3))
    assert "Lapsetoetuse maksmine Teile lõpeb 30. novembril 2026." in letter
    assert "sest seni maksti toetust Teile" in letter


def test_of_a_later_time_only_what_differs_is_told() -> None:
    why = part(document("child_on_remand_acquitted", 1), Part.REASONS)
    assert why.count("eas") == why.count("elab Eestis") == 1
    told = "10. märtsist kuni 20. juunini 2026: laps oli vahi all, aga mõisteti hiljem õigeks"
    assert told in why


def test_a_grant_tells_as_what_its_recipient_may_have_it() -> None:
    made = document("everyday_two_children", 1)
    assert "Te olete lapse vanem (PHS § 25 lg 1)." in part(made, Part.REASONS)
    assert "§ 25 lg 1" in part(made, Part.BASIS)
    of_guardian = part(document("ward_with_guardian", 2), Part.REASONS)
    assert "kuni 15. märtsini 2026: Te kasvatasite perekonnast eraldatud last" in of_guardian
    assert "Alates 16. märtsist 2026: Te olete lapse eestkostja" in of_guardian
    of_ward = part(document("ward_with_guardian", 3), Part.REASONS)
    assert "Vanemad ei täida lapse kasvatamise ja hooldamise kohustust (PHS § 20 lg 1)" in of_ward


def test_a_right_that_another_norm_may_carry_on_names_that_norm() -> None:
    decided = part(document("ward_with_guardian", 3), Part.OPERATIVE)
    assert "oleneb sellest, kas laps siis õpib (PHS § 20 lg 3)." in decided


def test_a_child_who_is_addressed_is_no_third_person() -> None:
    made = document("both_parents_dead", 1)
    why = part(made, Part.REASONS)
    assert "Reet Orb oli Teie vanem" in why
    assert "Te õpite nii" in why
    assert "laps " not in why.lower()
    decided = part(made, Part.OPERATIVE)
    assert "Toetust makstakse selle vanema eest: Kalev Orb." in decided
    assert "kuni 10. veebruarini 2029, kui Te selle ajani õpite nii" in decided
    assert "Te alustate, lõpetate või katkestate õpingud" in part(made, Part.DUTIES)


def test_a_claim_out_of_time_is_told_by_its_days() -> None:
    days = "tekkis 10. veebruaril 2026, toetust sai taotleda kuni 10. augustini 2026"
    why = part(document("late_claim", 1), Part.REASONS)
    assert f"Õigus sünnitoetusele {days}, aga taotlus esitati 15. septembril 2026" in why


def test_days_that_a_right_hangs_on_stand_among_the_facts() -> None:
    adopted = part(document("adoption", 1), Part.FACTS)
    assert "lapsendamise kohtulahend jõustus 20. aprillil 2026" in adopted
    born = part(document("parental_benefit_two_parents", 1), Part.FACTS)
    assert "eeldatav sünnikuupäev on 15. detsember 2026" in born


def test_every_child_that_reasons_name_stands_among_the_facts() -> None:
    for name in ("three_children_one_turns_19", "step_down_2023"):
        children = example(name).case.children
        for each, made in all_drafted(name):
            if each.matter.kind is Kind.CHANGE:
                named = [
                    c.name for c in children.values() if str(c.name) in part(made, Part.REASONS)
                ]
                assert all(str(each_name) in part(made, Part.FACTS) for each_name in named)


def test_a_provision_is_cited_once_and_not_beside_its_own_part() -> None:
    basis = part(document("adoption", 1), Part.BASIS)
    assert "PHS § 4 lg 1 ja 2, § 7 lg 1, § 8 lg 1, § 17 lg 1 ja 3, § 23 lg 1, § 25 lg 1" in basis


def test_months_that_a_condition_speaks_of_are_named() -> None:
    why = part(document("maintenance_enforcement_and_bankruptcy", 3), Part.REASONS)
    assert "Sel ajal (august–november 2026) käib võlgniku pankrotimenetlus" in why
    assert "Laps on alaealine (PHS § 48)" in why
    ended = part(document("maintenance_enforcement_and_bankruptcy", 4), Part.REASONS)
    assert "Detsembris 2026 laekus elatist" in ended


def test_what_is_paid_in_a_debtors_stead_is_told_to_pass_once() -> None:
    letter = plain(document("maintenance_enforcement_and_bankruptcy", 2))
    assert letter.count("läheb lapse elatise nõue") == 1


@pytest.mark.parametrize(
    ("name", "counts"),
    [("parental_benefit_two_parents", False), ("parental_benefit_born_2019", True)],
)
def test_earnings_are_to_be_reported_only_where_they_count(name: str, *, counts: bool) -> None:
    told = [part(made, Part.DUTIES) for each, made in all_drafted(name)]
    assert any("Teie tulu muutub" in text for text in told) is counts


def test_the_day_of_later_payments_is_told_where_the_law_names_one() -> None:
    assert "iga kuu 8. kuupäev" in part(document("everyday_two_children", 1), Part.DUTIES)
    of_debtor = part(document("maintenance_enforcement_and_bankruptcy", 3), Part.DUTIES)
    assert "maksepäev" not in of_debtor


def test_a_revocation_asks_for_what_speaks_for_it() -> None:
    (revoked,) = of_kind("adoption", Kind.REVOCATION)
    gaps = [gap.what for gap in draft(example("adoption"), revoked.matter, Particulars()).gaps]
    assert "mis räägib kehtetuks tunnistamise kasuks" in gaps
    assert "mis räägib tagasinõudmise kasuks" not in gaps


def test_a_correction_names_the_act_in_which_the_slip_stands() -> None:
    (each, *_) = of_kind("adoption", Kind.CORRECTION)
    told = plain(draft(example("adoption"), each.matter, particulars()))
    assert "Parandan ilmse ebatäpsuse 20. septembri 2017 otsuses nr 5.2-2/77." in told
    undated = particulars(earlier_act={"number": "7"})
    told = plain(draft(example("adoption"), each.matter, undated))
    assert "Parandan ilmse ebatäpsuse otsuses nr 7." in told


def test_what_another_states_law_gives_is_asked_of_its_institution() -> None:
    of_state = Question(("general_right_there",), ("state:FI", "kati"), 0, ())
    of_family = Question(("child_birth_day",), ("kati",), 0, ())
    assert asked_of([of_state, of_family]) == {"state:FI": (of_state,), "": (of_family,)}
    (asked, *_) = of_kind("missing_facts", Kind.DOCUMENT_REQUEST)
    letter = replace(asked.matter, addressee="state:FI", questions=(of_state,))
    told = plain(draft(example("missing_facts"), letter, particulars()))
    assert "Taotleja on Ulvi" in told
    assert "Näidiskassa" in told
    assert "läbi vaatamata" not in told
    assert "Teie taotlus saabus" not in told


def test_every_fact_that_a_familys_right_hangs_on_has_its_sentence() -> None:
    keys = set(TEXTS.keys())
    for name, fact in example("everyday_two_children").law.book.facts.items():
        if fact.gives == "bool" and fact.unit.name in OF_PEOPLE:
            assert {f"cause.{name}.yes", f"cause.{name}.no"} <= keys, name


def test_letters_say_where_to_answer() -> None:
    hearings = [
        each for each in listed("overpaid_after_moving") if each.matter.kind is Kind.HEARING
    ]
    told = plain(draft(example("overpaid_after_moving"), hearings[0].matter, particulars()))
    assert "iseteeninduses või aadressil perehyvitised@example.ee hiljemalt 15. oktoobril" in told


def test_whom_an_automatic_grant_passes_over_is_told_and_until_when_to_apply() -> None:
    told = [
        plain(made)
        for each, made in all_drafted("second_child_without_claim")
        if each.matter.kind is Kind.OTHER_PARENT_NOTICE and each.matter.without_claim
    ]
    assert told
    assert "14 kalendripäeva jooksul teate saamisest arvates (PHS § 28 lg 7)" in told[0]
