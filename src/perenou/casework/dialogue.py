"""Which talk answers an open fact, and where in the case file the answer goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from perenou.benefits.estonia.vocabulary import CLAIMED
from perenou.casework.answers import Form
from perenou.casework.case_file.dates import PartialDay
from perenou.casework.case_file.maintenance import Maintenance
from perenou.casework.case_file.schema import Case, entries
from perenou.casework.determination import Question
from perenou.casework.dialogue_dealings import FINDERS as DEALINGS
from perenou.casework.dialogue_states import FINDERS as STATES
from perenou.casework.questions import ALL_ORDINARY, PEOPLE
from perenou.casework.talks import (
    BONDS,
    CARE,
    COURT_OUTCOMES,
    GROUND,
    GROUNDS,
    LISTS,
    OUTCOMES,
    PARENTAL_KINDS,
    PLACES_OF_ENFORCEMENT,
    ROLES,
    SEXES,
    Asking,
    Part,
    Talk,
    adoption_talk,
    leave_talk,
    listed_talk,
    maintenance_talk,
    months_talk,
    notice_talk,
    objection_talk,
    ordinary_talk,
    parents_talk,
    residence_talk,
    second_parent_talk,
    single_talk,
    stillborn_talk,
    unless_talk,
)

Finder = Callable[[Asking], "tuple[str, Talk] | None"]
"""The place that a question is about and its talk; None when the file has already told it."""


def _is_silent(value: object) -> bool:
    return value in (None, "unknown") or (isinstance(value, PartialDay) and not value.is_known)


def _field(
    form: Form, name: str, of: str = "", choices: tuple[str, ...] = (), *, may_be_no: bool = False
) -> Finder:
    def find(asking: Asking) -> tuple[str, Talk] | None:
        place = f"{asking.base(asking.adult)}.{name}"
        if not _is_silent(getattr(asking.case.person(asking.adult), name)):
            return None
        return place, single_talk(asking, place, Part("", form, of, choices, may_be_no=may_be_no))

    return find


def _of_only(
    form: Form, listed: str, name: str, of: str = "", choices: tuple[str, ...] = ()
) -> Finder:
    """A field of the only entry of one of the child's lists."""

    def find(asking: Asking) -> tuple[str, Talk] | None:
        known = entries(getattr(asking.case.children[asking.child], listed))
        if len(known) != 1 or not _is_silent(getattr(known[0], name)):
            return None
        place = f"children.{asking.child}.{listed}.0.{name}"
        return place, single_talk(asking, place, Part("", form, of, choices))

    return find


def _list_of_child(name: str) -> Finder:
    def find(asking: Asking) -> tuple[str, Talk] | None:
        if not _is_silent(getattr(asking.case.children[asking.child], name)):
            return None
        place = f"children.{asking.child}.{name}"
        return place, listed_talk(asking, place, LISTS[name])

    return find


def _list_of_adult(name: str) -> Finder:
    def find(asking: Asking) -> tuple[str, Talk] | None:
        if not _is_silent(getattr(asking.case.person(asking.adult), name)):
            return None
        place = f"{asking.base(asking.adult)}.{name}"
        return place, listed_talk(asking, place, LISTS[name])

    return find


def _list_of_case(name: str) -> Finder:
    def find(asking: Asking) -> tuple[str, Talk] | None:
        if not _is_silent(getattr(asking.case, name)):
            return None
        return name, listed_talk(asking, name, LISTS[name])

    return find


def _either(*finders: Finder) -> Finder:
    """The first that has something to ask."""

    def find(asking: Asking) -> tuple[str, Talk] | None:
        return next((found for each in finders if (found := each(asking)) is not None), None)

    return find


def _of_residence(name: str) -> Finder:
    def find(asking: Asking) -> tuple[str, Talk] | None:
        who = asking.adult
        place = f"{asking.base(who)}.residence"
        known = asking.case.person(who).residence
        if _is_silent(known):
            if name == "country":
                return place, residence_talk(asking, who)
            return place, _ground_alone(asking, place)
        if len(entries(known)) == 1 and _is_silent(getattr(entries(known)[0], name)):
            part = GROUND if name == "ground" else Part("", "country")
            key = "" if name == "ground" else "lives_where"
            place = f"{place}.0.{name}"
            return place, single_talk(
                asking, place, Part("", part.form, part.of, part.choices), key
            )
        return None

    return find


def _ground_alone(asking: Asking, place: str) -> Talk:
    answer = yield asking.step(Part("", "choice", GROUND.of, GROUNDS), place, "")
    return [] if answer is None else [f"{place}=[{{country: EE, ground: {answer.value}}}]"]


def _of_child(talk: Callable[[Asking, str], Talk], name: str) -> Finder:
    def find(asking: Asking) -> tuple[str, Talk] | None:
        child = asking.child
        if not _is_silent(getattr(asking.case.children[child], name)):
            return None
        return f"children.{child}.{name}", talk(asking, child)

    return find


def _child_field(form: Form, name: str) -> Finder:
    """A single value of the child's own."""

    def find(asking: Asking) -> tuple[str, Talk] | None:
        place = f"children.{asking.child}.{name}"
        if not _is_silent(getattr(asking.case.children[asking.child], name)):
            return None
        return place, single_talk(asking, place, Part("", form))

    return find


def _income(asking: Asking) -> tuple[str, Talk] | None:
    """Months of income, also those that the file leaves out."""
    place = f"{asking.base(asking.adult)}.income"
    told = asking.case.person(asking.adult).income
    if _is_silent(told):
        return place, months_talk(asking, place, "income", is_told=False)
    if any("unknown" in (each.social_tax, each.gross, each.kind) for each in entries(told)):
        return None
    return place, months_talk(asking, place, "income", is_told=True)


def _previous_base(form: Form, name: str) -> Finder:
    def find(asking: Asking) -> tuple[str, Talk] | None:
        known = entries(asking.case.person(asking.adult).previous_income_base)
        if len(known) != 1 or not _is_silent(getattr(known[0], name)):
            return None
        place = f"{asking.base(asking.adult)}.previous_income_base.0.{name}"
        return place, single_talk(asking, place, Part("", form))

    return _either(_list_of_adult("previous_income_base"), find)


def _role_of_parent(asking: Asking) -> tuple[str, Talk] | None:
    """As what the adult is registered whom the file names as a parent without saying it."""
    for at, link in enumerate(entries(asking.case.children[asking.child].parents)):
        if link.who == asking.adult and _is_silent(link.role):
            place = f"children.{asking.child}.parents.{at}.role"
            name = asking.case.named(asking.adult)
            part = Part("", "choice", "role", ROLES)
            return place, single_talk(asking, place, part, f"role:{name}")
    return None


def _redundancy(asking: Asking) -> tuple[str, Talk] | None:
    known = entries(asking.case.person(asking.adult).unemployed)
    if len(known) != 1:
        return None
    place = f"{asking.base(asking.adult)}.unemployed.0.redundancy_until"
    return place, single_talk(asking, place, Part("", "day"), "redundancy_until")


def _leave(asking: Asking) -> tuple[str, Talk] | None:
    """Whether there is a leave entry for the days of mother's or father's benefit."""
    places = [
        f"parental_days.{at}.leave"
        for at, days in enumerate(entries(asking.case.parental_days))
        if (days.by, days.for_) == asking.question.about
        and days.kind != "shared"
        and _is_silent(days.leave)
    ]
    return (places[0], leave_talk(asking, places)) if places else None


def _kind_of_days(asking: Asking) -> tuple[str, Talk] | None:
    """The kind of the days that the file names without it."""
    for at, days in enumerate(entries(asking.case.parental_days)):
        if (days.by, days.for_) == asking.question.about and _is_silent(days.kind):
            place = f"parental_days.{at}.kind"
            part = Part("", "choice", "parental", PARENTAL_KINDS)
            return place, single_talk(asking, place, part, "days_kind")
    return None


def _unknown_day_of_days(name: str) -> Finder:
    """A day told with claimed days of which the file says that it does not know it."""

    def find(asking: Asking) -> tuple[str, Talk] | None:
        for at, days in enumerate(entries(asking.case.parental_days)):
            day = getattr(days, name)
            is_unknown = day is not None and not day.is_known
            if (days.by, days.for_) == asking.question.about and is_unknown:
                place = f"parental_days.{at}.{name}"
                return place, unless_talk(asking, place)
        return None

    return find


def _waiver(asking: Asking) -> tuple[str, Talk] | None:
    if not _is_silent(asking.case.children[asking.child].fathers_waiver):
        return None
    place = f"children.{asking.child}.fathers_waiver"
    return place, unless_talk(asking, place)


def _of_adoption(form: Form, name: str) -> Finder:
    def find(asking: Asking) -> tuple[str, Talk] | None:
        adopted = asking.case.children[asking.child].adopted
        if adopted is None or not _is_silent(getattr(adopted, name)):
            return None
        place = f"children.{asking.child}.adoption.{name}"
        return place, single_talk(asking, place, Part("", form), f"{name}")

    return _either(_of_child(adoption_talk, "adoption"), find)


def _of_claim(form: Form, name: str, of: str = "", choices: tuple[str, ...] = ()) -> Finder:
    def find(asking: Asking) -> tuple[str, Talk] | None:
        person, child = asking.question.about
        for at, claim in enumerate(entries(asking.case.claims)):
            if claim.by == person and child in (asking.case.children_of(claim) or ()):
                if _is_silent(getattr(claim, name)):
                    place = f"claims.{at}.{name}"
                    key = name if of else ""
                    return place, single_talk(asking, place, Part("", form, of, choices), key)
        return None

    return _either(_list_of_case("claims"), find)


def _of_case(talk: Callable[[Asking], Talk], name: str) -> Finder:
    def find(asking: Asking) -> tuple[str, Talk] | None:
        return (name, talk(asking)) if _is_silent(getattr(asking.case, name)) else None

    return find


def _debtors_entry(asking: Asking) -> tuple[str, Maintenance] | None:
    """What the file tells of a debtor and a child, and where."""
    for at, told in enumerate(entries(asking.case.children[asking.child].maintenance)):
        if told.debtor == asking.adult:
            return f"children.{asking.child}.maintenance.{at}", told
    return None


def _of_maintenance(
    form: Form,
    listed: str,
    name: str,
    of: str = "",
    *,
    may_be_no: bool = False,
    choices: tuple[str, ...] = (),
) -> Finder:
    """A field of the only title or proceedings that the file tells of a debtor and a child."""

    def find(asking: Asking) -> tuple[str, Talk] | None:
        found = _proceedings(asking, listed, name)
        if found is None:
            return None
        key = f"court_{name}" if of == "court_outcome" else ""
        part = Part("", form, of, choices, may_be_no=may_be_no)
        return found, single_talk(asking, found, part, key)

    return find


def _proceedings(asking: Asking, listed: str, name: str) -> str | None:
    """Where a field of the debtor's only title or proceedings is still silent."""
    found = _debtors_entry(asking)
    known = () if found is None else entries(getattr(found[1], listed))
    if found is None or len(known) != 1 or not _is_silent(getattr(known[0], name)):
        return None
    return f"{found[0]}.{listed}.0.{name}"


def _unless(listed: str, name: str) -> Finder:
    """A day of proceedings that is only asked for where the file says that it is not known."""

    def find(asking: Asking) -> tuple[str, Talk] | None:
        place = _proceedings(asking, listed, name)
        return None if place is None else (place, unless_talk(asking, place))

    return find


def _received(asking: Asking) -> tuple[str, Talk] | None:
    """What was received, also in months that the file leaves out."""
    found = _debtors_entry(asking)
    if found is None:
        return None
    base, told = found
    place = f"{base}.received"
    is_told = not _is_silent(told.received)
    return place, months_talk(asking, place, "months", is_told=is_told)


def _maintained_by_another(asking: Asking) -> tuple[str, Talk] | None:
    found = _debtors_entry(asking)
    if found is None or not _is_silent(found[1].somebody_else_maintains):
        return None
    place = f"{found[0]}.somebody_else_maintains"
    return place, listed_talk(asking, place, LISTS["somebody_else_maintains"])


_DEBTOR: Final = _of_child(maintenance_talk, "maintenance")


def _second_parent_of(asking: Asking) -> tuple[str, Talk] | None:
    child = asking.case.children[asking.child]
    if not _is_silent(child.second_parent) or len(entries(child.parents)) > 1:
        return None
    return f"children.{asking.child}.second_parent", second_parent_talk(asking, asking.child)


def _bond_of_only(asking: Asking) -> tuple[str, Talk] | None:
    known = entries(asking.case.couples)
    if len(known) != 1 or not _is_silent(known[0].kind):
        return None
    part = Part("", "choice", "bond", BONDS)
    return "couples.0.kind", single_talk(asking, "couples.0.kind", part, "bond")


_WEEK: Final = Part("", "number")


def _stillbirth_week(asking: Asking) -> tuple[str, Talk] | None:
    place = f"children.{asking.child}.stillborn.week"
    return place, single_talk(asking, place, _WEEK)


FINDERS: Final[dict[str, Finder]] = {
    ALL_ORDINARY: lambda asking: ("otherwise", ordinary_talk(asking)),
    PEOPLE: _either(_of_child(parents_talk, "parents"), _list_of_child("lives")),
    "child_birth_day": _field("day", "birth"),
    "child_death_day": _field("day_or_no", "death", may_be_no=True),
    "death_day": _field("day_or_no", "death", may_be_no=True),
    "stillborn": _of_child(stillborn_talk, "stillborn"),
    "stillbirth_week": _stillbirth_week,
    "child_lives_in_estonia": _of_residence("country"),
    "child_ground": _of_residence("ground"),
    "lives_in_estonia": _of_residence("country"),
    "ground": _of_residence("ground"),
    "tax_resident_elsewhere": _field("yes_no", "tax_resident", choices=("false", "true")),
    "second_parent_unrecorded": _second_parent_of,
    "studies": _list_of_child("studies"),
    "final_class": _of_only("yes_no", "studies", "final_class"),
    "course_hours": _of_only("number", "studies", "contact_hours"),
    "certificate_day": _of_only("day", "studies", "certificate_filed"),
    "secondary_education_day": _field("day_or_no", "secondary_education", may_be_no=True),
    "academic_leave": _list_of_child("academic_leave"),
    "separated": _list_of_child("separated"),
    "raises_separated_child": _list_of_child("separated"),
    "child_imprisoned": _list_of_child("imprisonment"),
    "remand_cleared": _of_only("choice", "imprisonment", "outcome", "outcome", OUTCOMES),
    "institutional_care": _either(
        _list_of_child("substitute_care"),
        _of_only("choice", "substitute_care", "kind", "care", CARE),
    ),
    "lives_independently": _list_of_child("independent"),
    "birth_allowance_paid_earlier": _field("yes_no", "birth_allowance_paid_earlier"),
    "start_in_life_day": _field("day_or_no", "independent_life_after_care", may_be_no=True),
    "guardianship_final_day": _either(
        _list_of_child("guardianship"), _of_only("day", "guardianship", "final")
    ),
    "has_guardian": _list_of_child("guardianship"),
    "guardianship_proceedings": _list_of_child("guardianship"),
    "guardianship_opened_day": _list_of_child("guardianship"),
    "is_guardian": _list_of_child("guardianship"),
    "proceedings_in_favour": _list_of_child("guardianship"),
    "guardianship_ended_at_majority": _list_of_child("guardianship"),
    "parents_fulfil_duty": _either(
        _list_of_child("guardianship"), _of_only("yes_no", "guardianship", "parents_fulfil_duty")
    ),
    "guardian_is_natural_person": _either(
        _list_of_child("guardianship"), _of_only("yes_no", "guardianship", "natural_person")
    ),
    "adoption_day": _of_adoption("day", "final"),
    "is_adopter": _of_adoption("person", "by"),
    "adopted_within_family": _either(
        _of_adoption("yes_no", "spouse_of_parent"), _of_adoption("yes_no", "child_of_adopter")
    ),
    "adopter_added_as_second_parent": _of_adoption("day", "final"),
    "imprisoned": _list_of_adult("imprisonment"),
    "missing": _list_of_adult("missing"),
    "missing_since": _list_of_adult("missing"),
    "wanted": _list_of_adult("wanted"),
    "benefit_uncollected": _list_of_adult("uncollected"),
    "in_conscript_service": _list_of_adult("service"),
    "gets_parental_benefit": _list_of_adult("parental_benefit"),
    "raises": _list_of_child("lives"),
    "household": _either(_list_of_child("lives"), _list_of_child("counted_with")),
    "shares_equally": _of_only("yes_no", "lives", "share", choices=("equal", "full")),
    "counted_in_family": _list_of_child("counted_with"),
    "is_parent": _of_child(parents_talk, "parents"),
    "is_foster_parent": _list_of_child("foster"),
    "is_partner_of_parent": _list_of_case("couples"),
    "is_registered_partner_of_parent": _either(_list_of_case("couples"), _bond_of_only),
    "custody_removed": _either(
        _list_of_child("no_custody"), _of_only("yes_no", "no_custody", "removed_by_court")
    ),
    "actually_raises_in_emergency": _list_of_child("raised_in_emergency"),
    "lacks_custody": _list_of_child("no_custody"),
    "is_maintained": _list_of_child("maintained_dependant_of"),
    "pension_for_parent": _list_of_child("pension"),
    "pension_for_step_parent": _list_of_child("pension"),
    "old_pension": _either(
        _list_of_child("pension"), _of_only("amount", "pension", "month_amount")
    ),
    "former_rules_amount": _either(
        _list_of_child("former_pension"), _of_only("amount", "former_pension", "month_amount")
    ),
    "consent_unobtainable": _of_claim("yes_no", "consent_unobtainable"),
    "received_day": _of_claim("day", "received"),
    "has_consent": _of_claim("yes_no", "consent"),
    "earlier_sibling_claim_day": _list_of_case("claims"),
    "title_month": _of_maintenance("amount", "title", "month_amount"),
    "title_is_agreement": _of_maintenance(
        "yes_no", "title", "kind", choices=("agreement", "court")
    ),
    "court_ruling_day": _of_maintenance("day", "court", "ruling"),
    "court_seeks_award": _of_maintenance("yes_no", "court", "seeks", choices=("award", "change")),
    "debtor_knew_of_transfer": _of_maintenance("yes_no", "court", "debtor_knew"),
    "enforcement_opened_day": _of_maintenance("day", "enforcement", "opened"),
    "abroad_confirmed_day": _of_maintenance("day", "enforcement", "abroad_confirmed"),
    "bailiff_authorised": _of_maintenance("yes_no", "enforcement", "bailiff_authorised"),
    "bankruptcy_declared_day": _of_maintenance(
        "day_or_no", "bankruptcy", "declared", may_be_no=True
    ),
    "bankruptcy_notified": _of_maintenance("yes_no", "bankruptcy", "agency_notified"),
    "is_maintenance_debtor": _DEBTOR,
    "somebody_else_maintains": _either(_DEBTOR, _maintained_by_another),
    "received_month": _either(_DEBTOR, _received),
    "court_awarded": _of_maintenance(
        "choice", "court", "outcome", "court_outcome", choices=COURT_OUTCOMES
    ),
    "court_ended_by_debtors_death": _of_maintenance(
        "choice", "court", "outcome", "court_outcome", choices=COURT_OUTCOMES
    ),
    "court_ruling_set_aside_day": _unless("court", "ruling_set_aside"),
    "court_case_ended_day": _unless("court", "ended"),
    "debtor_began_paying_day": _unless("court", "debtor_began_paying"),
    "enforcement_closed_day": _unless("enforcement", "closed"),
    "enforced_only_abroad": _of_maintenance(
        "choice", "enforcement", "where", "enforcement", choices=PLACES_OF_ENFORCEMENT
    ),
    "enforcement_stayed_day": _unless("bankruptcy", "enforcement_stayed"),
    "enforcement_resumed_day": _unless("bankruptcy", "enforcement_resumed"),
    "bankruptcy_order_final_day": _unless("bankruptcy", "order_final"),
    "court_claim_day": _list_of_case("claims"),
    "enforcement_claim_day": _list_of_case("claims"),
    "bankruptcy_claim_day": _list_of_case("claims"),
    "wishes_mothers": _either(_list_of_case("parental_days"), _kind_of_days),
    "wishes_fathers": _either(_list_of_case("parental_days"), _kind_of_days),
    "wishes_shared": _either(_list_of_case("parental_days"), _kind_of_days),
    "entitled_to_leave": _either(_list_of_case("parental_days"), _leave),
    "leave_registered": _either(_list_of_case("parental_days"), _leave),
    "wishes_adopters": _either(_list_of_case("parental_days"), _kind_of_days),
    "days_claimed_day": _unknown_day_of_days("claimed"),
    "recipient_change_day": _unknown_day_of_days("recipient_change"),
    "has_sickness_benefit_right": _list_of_adult("sickness_benefit_right"),
    "is_partner_of_mother": _either(_list_of_case("couples"), _bond_of_only),
    "steps_aside": _list_of_child("not_raising"),
    "on_parental_leave": _list_of_child("parental_leave"),
    "parental_days_paid_before": _child_field("number", "parental_days_paid_before"),
    "parental_days_abroad": _child_field("number", "parental_days_abroad"),
    "serves_sentence": _list_of_adult("imprisonment"),
    "maternity_benefit_began_day": _list_of_adult("notes"),
    "maternity_benefit_after_day": _list_of_adult("notes"),
    "expected_day": _child_field("day", "expected"),
    "birth_week": _child_field("number", "week"),
    "worked_on_birth_day": _child_field("yes_no", "mother_worked_on_birth_day"),
    "bereavement_declared": _child_field("yes_no", "bereavement_declared"),
    "fathers_waiver_day": _waiver,
    "is_mother": _either(_of_child(parents_talk, "parents"), _role_of_parent),
    "is_second_mother": _either(
        _of_child(parents_talk, "parents"), _role_of_parent, _field("choice", "sex", "sex", SEXES)
    ),
    "social_tax_on_income": _income,
    "gross_income": _income,
    "social_tax_paid_by_state": _income,
    "social_tax_on_insolvency_benefit": _income,
    "had_sickness_benefit_right": _list_of_adult("sickness_benefit_right"),
    "released_from_work": _list_of_adult("notes"),
    "registered_unemployed": _list_of_adult("unemployed"),
    "within_redundancy_days": _either(_list_of_adult("unemployed"), _redundancy),
    "on_special_needs_leave": _list_of_adult("special_needs_leave"),
    "previous_birth_day": _previous_base("day", "birth"),
    "previous_income": _previous_base("amount", "income"),
    "basic_exemption_asked": _field("amount", "basic_exemption"),
    "notice_received_day": _of_case(notice_talk, "notices"),
    "objection_day": _of_case(objection_talk, "waivers"),
    **STATES,
    **DEALINGS,
    **{f"claims_{key}": _of_claim("choices", "benefits", "benefit", CLAIMED) for key in CLAIMED},
    **{f"foreign_{key}": _list_of_child("other_state") for key in CLAIMED},
}
"""By fact: what takes its answer. Facts that are not here follow from others."""


def talk_of(case: Case, question: Question) -> tuple[str, Talk] | None:
    """The place that a question is about and its talk; None: the file has already told it."""
    finder = FINDERS.get(question.facts[0])
    return None if finder is None else finder(Asking(case, question))
