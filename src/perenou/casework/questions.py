"""What to ask next: the missing facts, those that decide most money first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.estonia.vocabulary import CHILD
from perenou.casework.coordination import reach_is_open
from perenou.casework.determination import SOMEBODY, STATE_PREFIX, Question
from perenou.casework.facts import EXCEPTIONAL
from perenou.rules.calendar import first_day_of
from perenou.rules.types import Day
from perenou.rules.unknown import Open, Unknown, Waiting

if TYPE_CHECKING:
    from perenou.casework.solve import Solved

ALL_ORDINARY = "otherwise"
"""The question whether all exceptional events can be excluded at once."""

PEOPLE = "people"
"""The question who the adults are, while the file names none."""

TOLD_WITH_PEOPLE = frozenset({"household", "second_parent_unrecorded"})
"""Facts that follow once the adults are named."""

DETAILS = {
    "studies": (
        "studies_abroad",
        "certificate_day",
        "final_class",
        "course_hours",
        "course_began_day",
    ),
    "objection_day": ("days_off_before_objection",),
    "received_day": ("days_off_before_claim",),
    "posted_day": ("days_off_before_claim",),
    "days_claimed_day": ("days_off_before_days_claimed",),
    "court_claim_day": ("days_off_before_court_claim",),
    "bankruptcy_claim_day": ("days_off_before_bankruptcy_claim",),
    "lives_in_estonia": ("ground",),
    "child_lives_in_estonia": ("child_ground",),
    "raises": ("shares_equally",),
    "is_partner_of_parent": ("is_registered_partner_of_parent",),
    "stillborn": ("stillbirth_week",),
    "registered_unemployed": ("within_redundancy_days",),
    "award_is_in_euros": ("published_rate",),
    "has_guardian": ("guardian_is_natural_person", "parents_fulfil_duty"),
    "activity": (
        "posted_from_here",
        "posting_began_day",
        "posting_ends_day",
        "substantial_part_here",
        "employer_seat_here",
        "centre_of_interest_here",
    ),
}
"""By fact: facts that are told together with it; while it is missing they are not asked apart."""


ONE_ANSWER = frozenset(
    {
        "activity",
        "interruption",
        "lives_here",
        "child_lives_here",
        "draws_pension_here",
        "bound_by_document",
        "law_is_disputed",
        "first_asked_here",
        "employer_seat_here",
        "posted_from_here",
        "months_subject_here",
    }
)
"""Facts by person and state that one list of the person answers for all states at once."""

OF_CHILD = frozenset({"counted_in_family"})
"""Facts by adult and child that one answer about the child settles for all adults at once."""

OF_AWARD = (
    "award_minor",
    "award_interval",
    "award_children",
    "award_is_in_euros",
    "published_rate",
)
"""Facts of a foreign benefit that the answer about the right to it tells."""


def questions(solved: Solved, *, together: bool = True) -> tuple[Question, ...]:
    """The facts that the open amounts of the months asked about depend on.

    What only happens after the day of the question is no question: nobody can answer it yet.

    Args:
        together: whether exceptional events are asked about in one question.
    """
    weights: dict[tuple[str, int], float] = defaultdict(float)
    places: dict[tuple[str, int], tuple[str, int, Day]] = {}
    book = solved.law.book
    seen: set[tuple[str, int, int]] = set()
    for payment in solved.payments:
        if payment.is_certain:
            continue
        day = first_day_of(payment.month)
        amount = solved.world.at(payment.name, payment.row, day)
        if not isinstance(amount, Open):
            continue
        for unknown, weight in _decided(amount).items():
            if unknown.name not in book.facts or unknown.to_come:
                continue
            key = (unknown.name, unknown.row)
            weights[key] += weight
            places.setdefault(key, (payment.name, payment.row, day))
            seen.add((*key, unknown.since))
    for key, place in (*_about_reach(solved), *_about_payees(solved)):
        weights[key] += 0
        places.setdefault(key, place)
    _with_right(solved, weights)
    told_with: dict[tuple[str, int], list[str]] = defaultdict(list)
    for whole, details in DETAILS.items():
        for detail, row in [key for key in weights if key[0] in details]:
            if (whole, row) in weights:
                weights[whole, row] = max(weights[whole, row], weights.pop((detail, row)))
                told_with[whole, row].append(detail)
    nameless = [key for key in weights if SOMEBODY in solved.about_row(*key)]
    if nameless:
        nameless += [key for key in weights if key[0] in TOLD_WITH_PEOPLE]
    unnamed = sum(weights.pop(key) for key in nameless)
    exceptional = [key for key in weights if key[0] in EXCEPTIONAL]
    if not together or solved.case.is_ordinary:
        exceptional = []  # the file has excluded already what it is silent about
    found = [
        Question(
            (name, *sorted(told_with[name, row])),
            solved.about_row(name, row),
            round(weight),
            _asked_by(solved, (name, row), places[name, row]),
        )
        for (name, row), weight in weights.items()
        if len(exceptional) < 3 or name not in EXCEPTIONAL
    ]
    if nameless:
        found.append(Question((PEOPLE,), tuple(solved.facts.children), round(unnamed), ()))
    if len(exceptional) >= 3:
        about = sorted({who for key in exceptional for who in solved.about_row(*key)})
        at_once = Question(
            (ALL_ORDINARY, *sorted({name for name, _ in exceptional})),
            tuple(about),
            round(sum(weights[key] for key in exceptional)),
            (),
        )
        found.append(at_once)
    found = _for_all_adults(_for_all_states(solved, found))
    cost = {name: fact.cost for name, fact in book.facts.items()}
    return tuple(
        sorted(
            found,
            key=lambda q: (-q.weight, cost.get(q.facts[0], 0), q.facts[0], q.about),
        )
    )


def _about_reach(solved: Solved) -> Iterator[tuple[tuple[str, int], tuple[str, int, Day]]]:
    """What decides whether there is coordination with a state at all, also where no money does."""
    name = "coordination_reaches"
    for row, (_, state) in enumerate(solved.facts.abroad.child_states):
        if state == 0:
            continue
        for month in range(solved.first_month, solved.last_month + 1):
            day = first_day_of(month)
            value = solved.world.at(name, row, day)
            if isinstance(value, Open) and reach_is_open(solved, row, day):
                for unknown in value.missing:
                    if unknown.name in solved.law.book.facts:
                        yield (unknown.name, unknown.row), (name, row, day)


def _about_payees(solved: Solved) -> Iterator[tuple[tuple[str, int], tuple[str, int, Day]]]:
    """What decides who is paid a child's benefit whose sum is certain."""
    for payment in solved.payments:
        allowance = MONTHLY.get(payment.benefit)
        if not payment.is_certain or len(payment.payees) < 2 or allowance is None:
            continue
        if allowance.unit is not CHILD:
            continue
        place = (allowance.payee, payment.row, first_day_of(payment.month))
        value = solved.world.at(*place)
        for unknown in value.missing if isinstance(value, Open) else ():
            if unknown.name in solved.law.book.facts and not unknown.to_come:
                yield (unknown.name, unknown.row), place


def _with_right(solved: Solved, weights: dict[tuple[str, int], float]) -> None:
    """While it is open whether another state gives a benefit, its details are not asked apart."""
    awards = solved.facts.abroad.awards
    for name, row in [key for key in weights if key[0] in OF_AWARD]:
        right = ("general_right_there", awards[row][0])
        if right in weights:
            weights[right] = max(weights[right], weights.pop((name, row)))


def _for_all_states(solved: Solved, found: list[Question]) -> list[Question]:
    """Questions by state whose answer is one list, put together: about somebody and all states."""
    merged: dict[tuple[str, str], list[Question]] = defaultdict(list)
    rest = []
    for each in found:
        if each.facts[0] in ONE_ANSWER:
            merged[each.facts[0], each.about[0]].append(each)
        else:
            rest.append(each)
    order = [f"{STATE_PREFIX}{state}" for state in solved.facts.abroad.states]
    for (_, who), of in merged.items():
        # Some facts are about somebody alone, whatever the state.
        states = sorted({state for each in of for state in each.about[1:]}, key=order.index)
        facts = dict.fromkeys(name for each in of for name in each.facts)
        asked_by = dict.fromkeys(provision for each in of for provision in each.asked_by)
        rest.append(Question((*facts,), (who, *states), max(e.weight for e in of), (*asked_by,)))
    return rest


def _for_all_adults(found: list[Question]) -> list[Question]:
    """Questions by adult and child whose answer is one choice for the child, put together."""
    merged: dict[Question, list[Question]] = defaultdict(list)
    for each in found:
        is_one = each.facts[0] in OF_CHILD
        key = Question(each.facts, each.about[-1:] if is_one else each.about, 0, ())
        merged[key].append(each)
    return [
        Question(
            key.facts,
            key.about,
            max(each.weight for each in of),
            tuple(dict.fromkeys(provision for each in of for provision in each.asked_by)),
        )
        for key, of in merged.items()
    ]


def _decided(amount: Open) -> dict[Unknown, float]:
    """By unknown fact: by how much knowing it would narrow the amount, on average."""
    low, high = amount.bounds
    spread = high - low
    found: dict[Unknown, float] = defaultdict(float)
    for unknown in {u for supposition, _ in amount.ways for u in supposition}:
        groups: dict[tuple[int, int] | None, list[tuple[int, int]]] = defaultdict(list)
        for supposition, value in amount.ways:
            bounds = _bounds(supposition, value)
            groups[supposition.get(unknown)].append(bounds)
        left = [max(b for _, b in group) - min(a for a, _ in group) for group in groups.values()]
        narrowed = spread - sum(left) / len(left)
        # A fact that helps only together with others is still worth asking, a little.
        share = max(narrowed, spread / (10 * len(amount.ways)))
        for part in unknown.parts:
            found[part] += share / len(unknown.parts)
    for _, value in amount.ways:
        if isinstance(value, Waiting):
            for part in value.unknown.parts:
                found[part] += spread / len(value.unknown.parts)
    return found


def _bounds(supposition: dict[Unknown, tuple[int, int]], value: int | Waiting) -> tuple[int, int]:
    return Open(((supposition, value),)).bounds


def _asked_by(
    solved: Solved, wanted: tuple[str, int], place: tuple[str, int, Day]
) -> tuple[str, ...]:
    """The provisions whose norms look at the fact."""
    top = solved.explainer.reason(*place)
    found: dict[str, None] = {}
    for reason in top.walk():
        if reason.citation is not None and any(
            (part.name, part.row) == wanted for part in reason.because
        ):
            found[str(reason.citation)] = None
    return tuple(found)
