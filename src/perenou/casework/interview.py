"""An interview about a case: only what still decides is asked, and each answer is put in its place.

Pure: nothing is read or printed here. A caller shows ``ask``'s text, hands the answer to
``answered`` and asks again with the case that it gives back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from perenou.casework.case_file.change import changed
from perenou.casework.case_file.schema import Case, Person, entries
from perenou.casework.determination import Question
from perenou.casework.questions import ALL_ORDINARY, questions
from perenou.casework.solve import Solved
from perenou.casework.tell import help_text, question_text
from perenou.casework.words import Words

Form = Literal[
    "yes_no", "day", "day_or_no", "spell", "level", "choice", "people", "claim", "number"
]
"""What an answer looks like; each has a text ``ask.form.<form>``."""

YES: Final = frozenset({"jah", "j", "yes", "y", "true", "да", "д"})
NO: Final = frozenset({"ei", "e", "no", "n", "none", "false", "нет", "н"})
GROUNDS: Final = (
    "citizen", "permanent", "temporary", "right_of_residence", "protection", "short_term_visa",
    "none",
)  # fmt: skip
LEVELS: Final = ("basic", "upper_secondary", "vocational", "higher", "course")

_DAY: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_NUMBER: Final = re.compile(r"[0-9]{1,5}")
_MONTH: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


class AnswerError(ValueError):
    """An answer that cannot be taken.

    Attributes:
        reason: ``wrong`` (not of the form asked for) or ``by_hand`` (the case file has to tell
            more than a line can). place: where in the case file.
    """

    def __init__(self, reason: Literal["wrong", "by_hand"], place: str) -> None:
        super().__init__(f"{reason}: {place}")
        self.reason = reason
        self.place = place


@dataclass(frozen=True, slots=True)
class Slot:
    """Where an answer goes and what it looks like.

    Attributes:
        form: what the answer looks like. place: the field of the case file. choices: the words
            allowed, for a choice or people.
    """

    form: Form
    place: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in words: itself, how to answer, how to find out, which provisions ask."""

    text: str
    form: str
    help: str
    norms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """Where an interview stands.

    Attributes:
        question: the one to ask next, if any. left: how many facts still decide. total: least and
            most of what is paid, in cents, as far as is known.
    """

    question: Question | None
    left: int
    total: tuple[int, int]


def next_question(
    case: Case, skipped: Set[tuple[str, tuple[str, ...]]] = frozenset(), as_of: int | None = None
) -> Question | None:
    """The question that decides most of those that a line can answer; None when none is left.

    Args:
        skipped: keys (see ``key_of``) of questions not to ask again. as_of: another day of the
            question than the case's own, as a day number.
    """
    return position(case, skipped, as_of).question


def position(
    case: Case, skipped: Set[tuple[str, tuple[str, ...]]] = frozenset(), as_of: int | None = None
) -> Position:
    """Where an interview stands; arguments as for ``next_question``."""
    solved = Solved(case, as_of)
    missing = questions(solved)
    asked = (
        question
        for question in missing
        if slot_of(case, question) is not None and key_of(case, question) not in skipped
    )
    least = sum(payment.least for payment in solved.payments)
    most = sum(payment.most for payment in solved.payments)
    return Position(next(asked, None), len(missing), (least, most))


def key_of(case: Case, question: Question) -> tuple[str, tuple[str, ...]]:
    """What tells a question from others, however much the case has changed meanwhile."""
    if question.facts[0] == ALL_ORDINARY:
        return ALL_ORDINARY, ()
    slot = slot_of(case, question)
    return slot.place if slot is not None else question.facts[0], question.about[-1:]


def ask(case: Case, question: Question, words: Words) -> Asked:
    """A question in a language.

    Raises:
        ValueError: it cannot be answered in a line.
    """
    slot = slot_of(case, question)
    if slot is None:
        raise ValueError(f"{question.facts[0]} cannot be answered in a line")
    fact = question.facts[0]
    if slot.form in ("people", "claim"):
        child = words.name_of(question.about[-1])
        text = words.say(f"ask.who.{'claim' if slot.form == 'claim' else fact}", child=child)
    else:
        text = question_text(question, words)
    form = words.say(f"ask.form.{slot.form}", choices=", ".join(slot.choices))
    return Asked(text, form, help_text(question, words), question.asked_by)


def answered(case: Case, question: Question, answer: str) -> Case:
    """The case with an answer put where the case file takes it.

    Raises:
        AnswerError: the answer is not of the form asked for, or more has to be told than a line
            can hold.
        CaseFileError: the answer contradicts the case.
    """
    slot = slot_of(case, question)
    if slot is None:
        raise AnswerError("by_hand", question.facts[0])
    text = " ".join(answer.split()).casefold()
    if not text:
        raise AnswerError("wrong", slot.place)
    return changed(case, list(_WRITERS[slot.form](Given(case, question, slot, text))))


# ------------------------------------------------------------------------------ where it goes


def slot_of(case: Case, question: Question) -> Slot | None:
    """Where the answer to a question goes; None when only the case file itself can take it."""
    fact = question.facts[0]
    if fact == ALL_ORDINARY:
        return Slot("yes_no", "otherwise")
    finder = _SLOTS.get(fact)
    return None if finder is None else finder(case, question)


Finder = Callable[[Case, Question], "Slot | None"]


def _base(case: Case, who: str) -> str:
    return f"people.{who}" if who in case.people else f"children.{who}"


def _silent(value: object) -> bool:
    return value is None or value == "unknown"


def _field(form: Form, field: str) -> Finder:
    """A field of the person or child that the question is about, as long as it says nothing."""

    def find(case: Case, question: Question) -> Slot | None:
        who = question.about[0]
        if not _silent(getattr(case.person(who), field)):
            return None
        return Slot(form, f"{_base(case, who)}.{field}")

    return find


def _of_residence(form: Form, field: str) -> Finder:
    def find(case: Case, question: Question) -> Slot | None:
        who = question.about[0]
        person: Person = case.person(who)
        place = f"{_base(case, who)}.residence"
        choices = GROUNDS if form == "choice" else ()
        if _silent(person.residence):
            return Slot(form, place, choices)
        known = entries(person.residence)
        if len(known) == 1 and _silent(getattr(known[0], field)):
            return Slot(form, f"{place}.0.{field}", choices)
        return None

    return find


def _of_single(form: Form, list_field: str, field: str) -> Finder:
    """A field of the only entry of one of the child's lists."""

    def find(case: Case, question: Question) -> Slot | None:
        child = question.about[-1]
        known = entries(getattr(case.children[child], list_field))
        if len(known) != 1 or getattr(known[0], field) not in (None, "unknown"):
            return None
        return Slot(form, f"children.{child}.{list_field}.0.{field}")

    return find


def _studies(case: Case, question: Question) -> Slot | None:
    child = question.about[-1]
    if _silent(case.children[child].studies):
        return Slot("level", f"children.{child}.studies", LEVELS)
    return None


def _of_people(list_field: str) -> Finder:
    """Which people a list of the child names; asked of all at once, for the list is the whole."""

    def find(case: Case, question: Question) -> Slot | None:
        child = question.about[-1]
        if not case.people or not _silent(getattr(case.children[child], list_field)):
            return None
        return Slot("people", f"children.{child}.{list_field}", tuple(case.people))

    return find


def _of_claim(form: Form, field: str) -> Finder:
    def find(case: Case, question: Question) -> Slot | None:
        if _silent(case.claims):
            return Slot("claim", "claims", tuple(case.people))
        person, child = question.about
        for at, claim in enumerate(entries(case.claims)):
            if claim.by == person and child in (case.children_of(claim) or ()):
                if _silent(getattr(claim, field)):
                    return Slot(form, f"claims.{at}.{field}")
        return None

    return find


_SLOTS: Final[dict[str, Finder]] = {
    "child_birth_day": _field("day", "birth"),
    "child_death_day": _field("day", "death"),
    "child_lives_in_estonia": _of_residence("yes_no", "country"),
    "child_ground": _of_residence("choice", "ground"),
    "studies": _studies,
    "final_class": _of_single("yes_no", "studies", "final_class"),
    "course_hours": _of_single("number", "studies", "contact_hours"),
    "certificate_day": _of_single("day", "studies", "certificate_filed"),
    "secondary_education_day": _field("day_or_no", "secondary_education"),
    "academic_leave": _field("spell", "academic_leave"),
    "separated": _field("spell", "separated"),
    "child_imprisoned": _field("spell", "imprisonment"),
    "institutional_care": _field("spell", "substitute_care"),
    "lives_independently": _field("spell", "independent"),
    "birth_allowance_paid_earlier": _field("yes_no", "birth_allowance_paid_earlier"),
    "start_in_life_day": _field("day", "independent_life_after_care"),
    "parents_fulfil_duty": _of_single("yes_no", "guardianship", "parents_fulfil_duty"),
    "guardian_is_natural_person": _of_single("yes_no", "guardianship", "natural_person"),
    "lives_in_estonia": _of_residence("yes_no", "country"),
    "ground": _of_residence("choice", "ground"),
    "tax_resident_elsewhere": _field("yes_no", "tax_resident"),
    "imprisoned": _field("spell", "imprisonment"),
    "missing": _field("spell", "missing"),
    "wanted": _field("spell", "wanted"),
    "death_day": _field("day", "death"),
    "benefit_uncollected": _field("spell", "uncollected"),
    "in_conscript_service": _field("spell", "service"),
    "gets_parental_benefit": _field("spell", "parental_benefit"),
    "raises": _of_people("lives"),
    "is_parent": _of_people("parents"),
    "lacks_custody": _of_people("no_custody"),
    "is_foster_parent": _of_people("foster"),
    "is_maintained": _of_people("maintained_dependant_of"),
    "shares_equally": _of_single("yes_no", "lives", "share"),
    "received_day": _of_claim("day", "received"),
    "has_consent": _of_claim("yes_no", "consent"),
}
"""By fact: what takes its answer. Facts that are not here need more than a line."""


# ------------------------------------------------------------------------------ what is written


@dataclass(frozen=True, slots=True)
class Given:
    """An answer on its way to its place."""

    case: Case
    question: Question
    slot: Slot
    text: str


def _truth(text: str, slot: Slot) -> bool:
    if text in YES:
        return True
    if text in NO:
        return False
    raise AnswerError("wrong", slot.place)


def _yes_no(given: Given) -> Iterator[str]:
    truth = _truth(given.text, given.slot)
    fact = given.question.facts[0]
    if fact == ALL_ORDINARY:
        if not truth:
            raise AnswerError("by_hand", _everybody(given.question))
        yield "otherwise=ordinary"
    elif fact in ("child_lives_in_estonia", "lives_in_estonia"):
        if given.slot.place.endswith(".country"):
            if not truth:
                raise AnswerError("by_hand", given.slot.place)
            yield f"{given.slot.place}=EE"
        else:
            yield f"{given.slot.place}={'[{country: EE}]' if truth else '[]'}"
    elif fact == "tax_resident_elsewhere":
        yield f"{given.slot.place}={_word(not truth)}"
    elif fact == "shares_equally":
        yield f"{given.slot.place}={'equal' if truth else 'full'}"
    else:
        yield f"{given.slot.place}={_word(truth)}"


def _everybody(question: Question) -> str:
    return ", ".join(question.about)


def _word(truth: bool) -> str:
    return "true" if truth else "false"


def day_text(text: str) -> str | None:
    """A day or month as the case file writes it; None for anything else."""
    found = _DAY.fullmatch(text)
    try:
        if found is not None:
            return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
        return text if _MONTH.fullmatch(text) else date.fromisoformat(text).isoformat()
    except ValueError:
        return None


def _day(given: Given) -> Iterator[str]:
    if given.text in NO:
        if given.slot.form == "day_or_no":
            yield f"{given.slot.place}=false"
            return
        # That something has not happened, the file can only say of all such events together.
        raise AnswerError("by_hand", "otherwise")
    day = day_text(given.text)
    if day is None:
        raise AnswerError("wrong", given.slot.place)
    yield f"{given.slot.place}={day}"


def _spell_fields(text: str, slot: Slot) -> list[str]:
    first, _, last = text.partition("..")
    fields = []
    for key, end in (("from", first), ("to", last)):
        if not end.strip():
            continue
        day = day_text(end.strip())
        if day is None:
            raise AnswerError("wrong", slot.place)
        fields.append(f"{key}: {day}")
    if not fields:
        raise AnswerError("wrong", slot.place)
    return fields


def _spell(given: Given) -> Iterator[str]:
    if given.text in NO:
        yield f"{given.slot.place}=[]"
        return
    fields = [] if given.text in YES else _spell_fields(given.text, given.slot)
    yield f"{given.slot.place}=[{{{', '.join(fields)}}}]"


def _level(given: Given) -> Iterator[str]:
    if given.text in NO:
        yield f"{given.slot.place}=[]"
        return
    level, _, rest = given.text.partition(" ")
    if level not in given.slot.choices:
        raise AnswerError("wrong", given.slot.place)
    fields = [f"level: {level}", *(_spell_fields(rest, given.slot) if rest else [])]
    yield f"{given.slot.place}=[{{{', '.join(fields)}}}]"


def _choice(given: Given) -> Iterator[str]:
    if given.text not in given.slot.choices:
        raise AnswerError("wrong", given.slot.place)
    if given.slot.place.endswith(".residence"):
        yield f"{given.slot.place}=[{{country: EE, ground: {given.text}}}]"
    else:
        yield f"{given.slot.place}={given.text}"


def _people(given: Given) -> Iterator[str]:
    if given.text in NO:
        yield f"{given.slot.place}=[]"
        return
    ids = [_id(given, each) for each in re.split(r"\s*[,;]\s*", given.text)]
    if given.question.facts[0] == "raises":
        yield f"{given.slot.place}=[{{with: [{', '.join(ids)}]}}]"
        return
    key = "parent" if given.question.facts[0] == "is_foster_parent" else "who"
    yield f"{given.slot.place}=[{', '.join(f'{{{key}: {each}}}' for each in ids)}]"


def _id(given: Given, text: str) -> str:
    """A person by id or name."""
    for who in given.slot.choices:
        if text in (who.casefold(), given.case.named(who).casefold()):
            return who
    raise AnswerError("wrong", given.slot.place)


def _claim(given: Given) -> Iterator[str]:
    if given.text in NO:
        yield "claims=[]"
        return
    who, _, when = given.text.rpartition(" ")
    day = day_text(when)
    if day is None or not who:
        raise AnswerError("wrong", given.slot.place)
    yield f"claims=[{{by: {_id(given, who)}, for: all, benefits: all, received: {day}}}]"


def _number(given: Given) -> Iterator[str]:
    if not _NUMBER.fullmatch(given.text):
        raise AnswerError("wrong", given.slot.place)
    yield f"{given.slot.place}={int(given.text)}"


Writer = Callable[[Given], Iterator[str]]

_WRITERS: Final[dict[str, Writer]] = {
    "yes_no": _yes_no,
    "day": _day,
    "day_or_no": _day,
    "spell": _spell,
    "level": _level,
    "choice": _choice,
    "people": _people,
    "claim": _claim,
    "number": _number,
}
