"""What is asked, step by step, for each open fact, and where in the case file it goes.

A talk yields steps and is sent answers (None: left blank); in the end it returns changes of the
case. A talk whose first step is left blank changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import Final, get_args

from perenou.benefits.estonia.vocabulary import CLAIMED
from perenou.casework.answers import PAYERS, Answer, Form, Step
from perenou.casework.case_file.coordination import ActivityKind, InterruptionKind
from perenou.casework.case_file.references import possible_adults
from perenou.casework.case_file.schema import Case, LeaveEntry, ParentalKind, Sex
from perenou.casework.determination import STATE_PREFIX, Question

Talk = Generator[Step, "Answer | None", list[str]]
"""Steps out, answers in, changes in the end."""

GROUNDS: Final = (
    "citizen", "permanent", "temporary", "right_of_residence", "protection", "short_term_visa",
    "none",
)  # fmt: skip
LEVELS: Final = ("basic", "upper_secondary", "vocational", "higher", "course")
CARE: Final = ("family_house", "childrens_home", "foster_family")
BONDS: Final = ("marriage", "registered", "cohabitation")
SEXES: Final = get_args(Sex)
ROLES: Final = ("mother", "father", "second_parent")
OUTCOMES: Final = ("acquitted", "no_prison", "prison")
PARENTAL_KINDS: Final = get_args(ParentalKind)
LEAVE_ENTRIES: Final = get_args(LeaveEntry)
NOTES: Final = ("sick", "care", "maternity", "adoption", "lighter_work")
PLACES_OF_ENFORCEMENT: Final = ("estonia", "abroad", "both")
PROCEEDINGS: Final = (("court", "ruling"), ("enforcement", "opened"), ("bankruptcy", "declared"))
"""Kinds of proceedings for maintenance, and the day that each begins with."""
STATE_PENSIONS: Final = ("old_age", "invalidity", "survivor", "accident")
DOCUMENTS: Final = ("a1", "agreement", "decision")
COURT_OUTCOMES: Final = ("award", "no_award", "defendant_died")


@dataclass(frozen=True, slots=True)
class Asking:
    """A question on its way into the case; ``added`` are the people it brings along."""

    case: Case
    question: Question
    added: dict[str, str] = field(default_factory=dict)

    @property
    def fact(self) -> str:
        """The fact that is asked about."""
        return self.question.facts[0]

    @property
    def adult(self) -> str:
        """The adult that it is about, or the only one that it is about."""
        return self.question.about[0]

    @property
    def child(self) -> str:
        """The child that it is about, or the only one that it is about."""
        return next(
            who for who in reversed(self.question.about) if not who.startswith(STATE_PREFIX)
        )

    @property
    def state(self) -> str:
        """The code of the state that it is about; empty where it is about none."""
        last = self.question.about[-1]
        return last.removeprefix(STATE_PREFIX) if last.startswith(STATE_PREFIX) else ""

    @property
    def states(self) -> tuple[str, ...]:
        """The codes of all states that it is about."""
        return tuple(
            who.removeprefix(STATE_PREFIX)
            for who in self.question.about
            if who.startswith(STATE_PREFIX)
        )

    def base(self, who: str) -> str:
        """Where the case file tells of somebody."""
        return f"people.{who}" if who in self.case.people else f"children.{who}"

    def step(self, part: Part, place: str, key: str) -> Step:
        """A step for a part of an entry."""
        choices, names = part.choices, part.choices
        if part.form in ("person", "people"):
            known = {
                who: self.case.named(who)
                for who in possible_adults(self.case)
                if not place.startswith(f"children.{who}.")
            } | self.added
            choices = (*known, *part.choices)
            names = (*known.values(), *part.choices)
        elif part.form in ("child", "children"):
            choices = tuple(self.case.children)
            names = tuple(map(self.case.named, choices))
        taken = (*self.case.everybody, *self.added)
        return Step(
            key, part.form, f"{place}.{part.key}" if part.key else place,
            part.may_be_no, part.of, choices, names, taken,
        )  # fmt: skip

    def put(self, answer: Answer) -> str:
        """The value of an answer, whose new people are kept."""
        self.added.update(answer.added)
        return answer.value

    def changes(self, *changes: str) -> list[str]:
        """Changes of the case, after the people that are new."""
        new = [f"people.{who}={{name: {json.dumps(name)}}}" for who, name in self.added.items()]
        return [*new, *changes]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an answer: a field, what it looks like, and when it is asked for.

    Attributes:
        key: the field. form, of, choices: as in ``Step``. fact: only asked while this fact is open
            with the question's own. when: only asked when the entry so far is such. text: key of
            its text where it is not the field's. blank: the value when it is left blank.
    """

    key: str
    form: Form
    of: str = ""
    choices: tuple[str, ...] = ()
    fact: str = ""
    when: Callable[[Mapping[str, str]], bool] = lambda _: True
    may_be_no: bool = False
    text: str = ""
    blank: str = ""


FROM, TO = Part("from", "day"), Part("to", "day")
GROUND = Part(
    "ground", "choice", "ground", GROUNDS, when=lambda entry: entry.get("country") == '"EE"'
)


def entry_of(
    asking: Asking, place: str, parts: tuple[Part, ...], entry: dict[str, str]
) -> Generator[Step, Answer | None, None]:
    """Fill in an entry part by part; what is left blank is left out."""
    for part in parts:
        if part.fact and part.fact not in asking.question.facts:
            continue
        if part.when(entry):
            answer = yield asking.step(part, place, part.text or part.key)
            value = part.blank if answer is None else _chosen(part, asking.put(answer))
            if value:
                entry[part.key] = value


def _chosen(part: Part, value: str) -> str:
    """The word for a yes or no, where the file has words for them."""
    if part.form != "yes_no" or not part.choices:
        return value
    return part.choices[0 if value == "true" else 1]


def _written(entry: Mapping[str, str]) -> str:
    return f"{{{', '.join(f'{key}: {value}' for key, value in entry.items())}}}"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of the case file that is told entry by entry.

    Attributes:
        name: the list. parts: what is asked about each entry. gate: the first part, by which
            an entry is told; None: yes or no opens the list. key: of the gate's text; empty: the
            question's own. more: when another entry is asked for.
    """

    name: str
    parts: tuple[Part, ...]
    gate: Part | None = None
    key: str = ""
    more: Callable[[Mapping[str, str]], bool] = lambda entry: "to" in entry or "from" in entry


def listed_talk(asking: Asking, place: str, listing: Listing) -> Talk:
    """A list of the case file, entry by entry; "no" says that there is surely none."""
    gate = listing.gate or Part("", "yes_no")
    answer = yield asking.step(gate, place, listing.key)
    told: list[str] = []
    while answer is not None:
        if answer.is_no:
            break
        entry = {gate.key: asking.put(answer)} if gate.key else {}
        yield from entry_of(asking, place, listing.parts, entry)
        told.append(_written(entry))
        if not listing.more(entry):
            break
        again = yield asking.step(Part("", "yes_no"), place, "more")
        if again is None or again.is_no:
            break
        if listing.gate is not None:
            answer = yield asking.step(gate, place, listing.key or gate.key)
    if answer is None and not told:
        return []
    return asking.changes(f"{place}=[{', '.join(told)}]")


# ------------------------------------------------------------------------------ the lists

_ANYBODY: Final = Part("who", "people", may_be_no=True)

LISTS: Final = {
    "studies": Listing(
        "studies",
        (
            FROM,
            TO,
            Part(
                "final_class",
                "yes_no",
                fact="final_class",
                when=lambda e: e.get("level") in ("upper_secondary", "vocational"),
            ),
            Part("country", "country", fact="studies_abroad", text="school_country"),
            Part(
                "certificate_filed",
                "day",
                fact="certificate_day",
                when=lambda e: e.get("country", '"EE"') != '"EE"',
            ),
            Part(
                "contact_hours",
                "number",
                fact="course_hours",
                when=lambda e: e.get("level") == "course",
            ),
        ),
        Part("level", "choice", "studies", LEVELS, may_be_no=True),
        key="level",
    ),
    "lives": Listing(
        "lives",
        (Part("share", "yes_no", choices=("equal", "full"), fact="shares_equally"), FROM, TO),
        Part("with", "people", may_be_no=True),
        key="raises",
    ),
    "counted_with": Listing(
        "counted_with", (FROM, TO), Part("family_of", "person"), key="counted_in_family"
    ),
    "couples": Listing(
        "couples",
        (Part("kind", "choice", "bond", BONDS, text="bond"), FROM, TO),
        Part("who", "people", may_be_no=True),
        key="couples",
    ),
    "claims": Listing(
        "claims",
        (
            Part("for", "children", blank="all"),
            Part("benefits", "choices", "benefit", CLAIMED),
            Part("received", "day"),
        ),
        Part("by", "person", may_be_no=True),
        key="claims",
        more=lambda _: True,
    ),
    "guardianship": Listing(
        "guardianship",
        (
            Part("guardian", "person"),
            Part("opened", "day"),
            Part("made_known", "day"),
            Part("ended", "day", text="guardianship_ended"),
            Part("natural_person", "yes_no", fact="guardian_is_natural_person"),
            Part("parents_fulfil_duty", "yes_no", fact="parents_fulfil_duty"),
        ),
        key="guardianship",
        more=lambda entry: "ended" in entry,
    ),
    "foster": Listing(
        "foster",
        (Part("contract_signed", "day"), FROM, TO),
        Part("parent", "person", may_be_no=True),
        key="is_foster_parent",
    ),
    "other_state": Listing(
        "other_state",
        (
            Part("country", "country", text="paying_country"),
            Part("benefit", "choice", "benefit", CLAIMED),
            Part("month_amount", "amount"),
            FROM,
            TO,
        ),
        key="other_state",
    ),
    "pension": Listing(
        "pension",
        (Part("for_parent", "person", choices=PAYERS), Part("month_amount", "amount"), FROM, TO),
        key="pension",
        more=lambda _: True,
    ),
    "former_pension": Listing(
        "former_pension",
        (Part("for_parent", "person"), FROM, TO),
        Part("month_amount", "amount", may_be_no=True),
    ),
    "raised_in_emergency": Listing(
        "raised_in_emergency", (Part("who", "person", text="raised_by"), FROM, TO)
    ),
    "separated": Listing("separated", (Part("raised_by", "person"), FROM, TO)),
    "substitute_care": Listing(
        "substitute_care", (Part("kind", "choice", "care", CARE, text="care"), FROM, TO)
    ),
    "no_custody": Listing(
        "no_custody",
        (FROM, TO),
        Part("who", "person", may_be_no=True),
        key="lacks_custody",
        more=lambda _: True,
    ),
    "not_raising": Listing(
        "not_raising",
        (FROM, TO),
        Part("who", "person", may_be_no=True),
        key="steps_aside",
        more=lambda _: True,
    ),
    "parental_leave": Listing(
        "parental_leave",
        (FROM, TO),
        Part("who", "person", may_be_no=True),
        key="on_parental_leave",
        more=lambda _: True,
    ),
    "maintained_dependant_of": Listing(
        "maintained_dependant_of",
        (FROM, TO),
        Part("who", "person", may_be_no=True),
        key="is_maintained",
        more=lambda _: True,
    ),
    "notes": Listing("notes", (Part("kind", "choice", "note", NOTES, text="note_kind"), FROM, TO)),
    "unemployed": Listing(
        "unemployed",
        (FROM, TO, Part("redundancy_until", "day", fact="within_redundancy_days")),
    ),
    "previous_income_base": Listing(
        "previous_income_base",
        (
            Part("birth", "day", text="previous_birth"),
            Part("income", "amount", text="previous_income"),
        ),
        key="previous_income_base",
        more=lambda _: False,
    ),
    "work": Listing(
        "work",
        (Part("kind", "choice", "activity", get_args(ActivityKind), text="work_kind"), FROM, TO),
        Part("country", "country", may_be_no=True),
        key="work_where",
        more=lambda _: True,
    ),
    "work_interruptions": Listing(
        "work_interruptions",
        (
            Part(
                "kind",
                "choice",
                "work_break",
                get_args(InterruptionKind),
                text="work_interruptions_kind",
            ),
            Part(
                "treated_as_work",
                "yes_no",
                when=lambda e: e.get("kind") == "unpaid_leave",
                text="work_interruptions_treated_as_work",
            ),
            FROM,
            TO,
        ),
        Part("country", "country", may_be_no=True),
        key="interrupted_where",
    ),
    "state_pensions": Listing(
        "state_pensions",
        (
            Part("kind", "choice", "state_pension", STATE_PENSIONS, text="state_pension"),
            Part("months", "number", text="state_pensions_months"),
            FROM,
            TO,
        ),
        Part("country", "country", may_be_no=True),
        key="pension_where",
        more=lambda _: True,
    ),
    "time_by_state": Listing(
        "time_by_state",
        (Part("months", "number", text="time_by_state_months"),),
        Part("country", "country", may_be_no=True),
        key="time_where",
        more=lambda _: True,
    ),
    "withdrawal_agreement": Listing("withdrawal_agreement", (FROM, TO)),
    "legislation_documents": Listing(
        "legislation_documents",
        (Part("kind", "choice", "document", DOCUMENTS, text="document"), FROM, TO),
        Part("country", "country", may_be_no=True),
        key="document_where",
    ),
    "legislation_disputed": Listing(
        "legislation_disputed",
        (Part("first_asked", "country", text="legislation_disputed_first_asked"), FROM, TO),
    ),
    "residence": Listing(
        "residence", (GROUND, FROM, TO), Part("country", "country"), key="home_where"
    ),
    "parental_days": Listing(
        "parental_days",
        (
            Part("for", "child", text="days_for"),
            Part("kind", "choice", "parental", PARENTAL_KINDS, text="days_kind"),
            FROM,
            TO,
            Part(
                "leave",
                "choice",
                "leave",
                LEAVE_ENTRIES,
                when=lambda entry: entry.get("kind") != "shared",
            ),
        ),
        Part("by", "person", may_be_no=True),
        key="days_by",
        more=lambda _: True,
    ),
    **{
        name: Listing(name, (FROM, TO))
        for name in (
            "special_needs_leave",
            "sickness_benefit_right",
            "somebody_else_maintains",
            "academic_leave",
            "imprisonment",
            "independent",
            "missing",
            "wanted",
            "uncollected",
            "service",
            "parental_benefit",
        )
    },
}
"""By name: the lists of the case file that an interview can fill in."""


# ------------------------------------------------------------------------------ the talks


def single_talk(asking: Asking, place: str, part: Part, key: str = "") -> Talk:
    """One field."""
    answer = yield asking.step(part, place, key)
    if answer is None:
        return []
    return asking.changes(f"{place}={_chosen(part, asking.put(answer))}")


def ordinary_talk(asking: Asking) -> Talk:
    """Whether nothing exceptional happened; after a "no" each such event is asked about apart."""
    answer = yield asking.step(Part("", "yes_no"), "otherwise", "")
    return [] if answer is None or answer.is_no else ["otherwise=ordinary"]


def residence_talk(asking: Asking, who: str) -> Talk:
    """In Estonia for all the time or some of it, and before or after that elsewhere."""
    place = f"{asking.base(who)}.residence"
    fact = "child_ground" if asking.fact.startswith("child_") else "ground"
    ground = Part(GROUND.key, "choice", GROUND.of, GROUNDS, fact, GROUND.when)
    answer = yield asking.step(Part("", "yes_no"), place, "")
    if answer is None:
        return []
    entry = {"country": '"EE"'}
    if answer.is_no:
        country = yield asking.step(Part("country", "country"), place, "lives_where")
        if country is None:
            return [f"{place}=[]"]
        entry = {"country": country.value}
    told: list[str] = []
    while True:
        yield from entry_of(asking, place, (ground, FROM, TO), entry)
        told.append(_written(entry))
        if "from" not in entry and "to" not in entry:
            break
        country = yield asking.step(Part("country", "country"), place, "lived_where")
        if country is None:
            break
        entry = {"country": country.value}
    return [f"{place}=[{', '.join(told)}]"]


def parents_talk(asking: Asking, child: str) -> Talk:
    """All of a child's parents and as what they are registered."""
    place = f"children.{child}.parents"
    answer = yield asking.step(_ANYBODY, place, "is_parent")
    if answer is None:
        return []
    people = [] if answer.is_no else asking.put(answer).strip("[]").split(", ")
    told = []
    for who in people:
        entry = {"who": who}
        name = asking.added.get(who) or asking.case.named(who)
        role = yield asking.step(Part("role", "choice", "role", ROLES), place, f"role:{name}")
        if role is not None:
            entry["role"] = role.value
        told.append(_written(entry))
    return asking.changes(f"{place}=[{', '.join(told)}]")


def second_parent_talk(asking: Asking, child: str) -> Talk:
    """Nobody in the register, or who it is, as what and since when."""
    known = asking.case.children[child].parents
    answer = yield asking.step(Part("", "yes_no"), f"children.{child}.second_parent", "")
    if answer is None:
        return []
    if not answer.is_no:
        return [f"children.{child}.second_parent=none"]
    if not isinstance(known, tuple):
        return (yield from parents_talk(asking, child))
    place = f"children.{child}.parents"
    entry = {"who": "unknown"}
    parts = (
        Part("who", "person", text="other_parent"),
        Part("role", "choice", "role", ROLES),
        FROM,
    )
    yield from entry_of(asking, place, parts, entry)
    return asking.changes(f"{place}.+={_written(entry)}")


def adoption_talk(asking: Asking, child: str) -> Talk:
    """By whom and when a child was adopted; "no" says that it was not."""
    place = f"children.{child}.adoption"
    answer = yield asking.step(Part("", "yes_no"), place, "adoption")
    if answer is None:
        return []
    if answer.is_no:
        return [f"{place}=false"]
    entry: dict[str, str] = {}
    parts = (
        Part("by", "person", text="adopter"),
        Part("final", "day"),
        Part("spouse_of_parent", "yes_no"),
        Part("child_of_adopter", "yes_no"),
    )
    yield from entry_of(asking, place, parts, entry)
    return asking.changes(f"{place}={_written(entry)}")


def stillborn_talk(asking: Asking, child: str) -> Talk:
    """Whether and in which week a child was stillborn."""
    place = f"children.{child}.stillborn"
    answer = yield asking.step(Part("", "yes_no"), place, "")
    if answer is None:
        return []
    if answer.is_no:
        return [f"{place}=false"]
    entry: dict[str, str] = {}
    yield from entry_of(asking, place, (Part("week", "number"),), entry)
    return [f"{place}={_written(entry)}"]


def objection_talk(asking: Asking) -> Talk:
    """When the grant without a claim was waived; "no" says that nobody waived it."""
    answer = yield asking.step(Part("", "day_or_no", may_be_no=True), "waivers", "")
    if answer is None:
        return []
    who, child = asking.question.about
    entry = {"by": who, "for": f"[{child}]", "received": answer.value}
    return [f"waivers=[{'' if answer.is_no else _written(entry)}]"]


def notice_talk(asking: Asking) -> Talk:
    """When the notice of a grant without a claim arrived; "no" says that it has not."""
    answer = yield asking.step(Part("", "day_or_no", may_be_no=True), "notices", "")
    if answer is None:
        return []
    who, child = asking.question.about
    entry = {"to": who, "for": f"[{child}]", "received": answer.value}
    return [f"notices=[{'' if answer.is_no else _written(entry)}]"]


def unless_talk(asking: Asking, place: str) -> Talk:
    """A day of which silence says that there is none: "no" takes the field away."""
    answer = yield asking.step(Part("", "day_or_no", may_be_no=True), place, "")
    if answer is None:
        return []
    return [f"{place}={'' if answer.is_no else answer.value}"]


def months_talk(asking: Asking, place: str, form: Form, *, is_told: bool) -> Talk:
    """Sums by month in one step; what the file has told already is kept."""
    answer = yield asking.step(Part("", form, may_be_no=not is_told), place, "")
    if answer is None:
        return []
    if not is_told:
        return [f"{place}={'[]' if answer.is_no else answer.value}"]
    entries = answer.value.strip("[]").replace("}, {", "}\n{").split("\n")
    return [f"{place}.+={entry}" for entry in entries]


def leave_talk(asking: Asking, places: list[str]) -> Talk:
    """One answer for all of somebody's days that the file does not tell to be leave or not."""
    part = Part("", "choice", "leave", LEAVE_ENTRIES)
    answer = yield asking.step(part, places[0], "leave")
    return [] if answer is None else [f"{place}={answer.value}" for place in places]


def maintenance_talk(asking: Asking, child: str) -> Talk:
    """Who owes a child maintenance, under what title, and which proceedings there are."""
    place = f"children.{child}.maintenance"
    answer = yield asking.step(Part("debtor", "person", may_be_no=True), place, "debtor")
    if answer is None:
        return []
    if answer.is_no:
        return [f"{place}=[]"]
    entry = {"debtor": asking.put(answer)}
    title: dict[str, str] = {}
    parts = (
        Part("month_amount", "amount", may_be_no=True, text="title_amount"),
        Part("from", "day", when=lambda told: told.get("month_amount") != "false"),
        Part(
            "kind",
            "yes_no",
            choices=("agreement", "court"),
            when=lambda told: told.get("month_amount") != "false",
            text="title_is_agreement",
        ),
    )
    yield from entry_of(asking, f"{place}.title", parts, title)
    if title:
        entry["title"] = "[]" if title.get("month_amount") == "false" else f"[{_written(title)}]"
    for listed, name in (
        ("court", "ruling"),
        ("enforcement", "opened"),
        ("bankruptcy", "declared"),
    ):
        told = yield asking.step(
            Part(name, "day_or_no", may_be_no=True), f"{place}.{listed}", f"{listed}_{name}"
        )
        if told is not None:
            entry[listed] = "[]" if told.is_no else f"[{{{name}: {told.value}}}]"
    received = yield asking.step(
        Part("received", "months", may_be_no=True), place, "received_month"
    )
    if received is not None:
        entry["received"] = "[]" if received.is_no else received.value
    return asking.changes(f"{place}=[{_written(entry)}]")
