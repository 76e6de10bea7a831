"""From a case file to the facts that parental benefit rests on.

Months of income reach back before the first day of the act, as far as a file tells them. A month
that no entry of ``income`` names is not known; only an empty list says that there was none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from perenou.casework.case_file.checks import MOST_DAYS_EARLY, MOST_DAYS_LATE
from perenou.casework.case_file.dates import EARLIEST, LATEST, PartialDay
from perenou.casework.case_file.fields import LARGEST_AMOUNT
from perenou.casework.case_file.schema import Income, Note, PreviousBase, Spell, entries
from perenou.rules.rule import day_of
from perenou.rules.timeline import Timeline, joined
from perenou.rules.types import NEVER, NOBODY, Day
from perenou.rules.unknown import Unknown, open_number, open_truth
from perenou.rules.world import Line

if TYPE_CHECKING:
    from perenou.casework.facts import CaseFacts

Finder: TypeAlias = Callable[["CaseFacts", str, int], Line]

FIRST_MONTH: Final = day_of("2010-01-01")
"""From here on months of income and days on notes are laid out."""

_COUNTED: Final = ("work", "self_employed", "business_account")
_KINDS: Final[dict[str, tuple[str, ...]]] = {
    "social_tax_on_income": _COUNTED,
    "gross_income": _COUNTED,
    "social_tax_paid_by_state": ("paid_by_state_counted",),
    "social_tax_on_insolvency_benefit": ("insolvency_benefit",),
}
"""By fact: the kinds of income in it. Those in none of them do not count (PHS § 39 lg 5)."""


def _certain(value: int) -> Line:
    return Timeline((FIRST_MONTH,), (value,))


def _number(name: str, row: int, low: int, high: int) -> Line:
    return Timeline((FIRST_MONTH,), (open_number(Unknown(name, row, low, high)),))


def _truth(name: str, row: int) -> Line:
    return Timeline((FIRST_MONTH,), (open_truth(Unknown(name, row, 0, 1)),))


def _day(name: str, row: int, day: PartialDay) -> Line:
    return _certain(day.first) if day.is_exact else _number(name, row, day.first, day.last)


# ---------------------------------------------------------------------- months of income


def _amount(name: str, entry: Income) -> tuple[int, int]:
    """Between which bounds a fact lies in a month of an entry."""
    told = entry.gross if name == "gross_income" else entry.social_tax
    if told is None:
        # The same income is told once: as income before taxes or, otherwise, as its tax.
        is_told_otherwise = name == "gross_income" or (
            name == "social_tax_on_income" and isinstance(entry.gross, int)
        )
        return (0, 0) if is_told_otherwise else (0, LARGEST_AMOUNT)
    if told == "unknown":
        return 0, LARGEST_AMOUNT
    if entry.kind == "unknown":
        return 0, told
    return told, told


def _in_fact(name: str, entry: Income) -> bool:
    return entry.kind in _KINDS[name] or (entry.kind == "unknown" and name in _UNTOLD_KIND)


_UNTOLD_KIND: Final = ("social_tax_on_income", "gross_income")
"""An income of unknown kind may be one that counts; more than once it cannot."""


def _untold(case: CaseFacts, name: str, row: int, since: Day) -> Any:
    """What a fact is in months that the file does not name."""
    if name == "gross_income":
        return 0  # the tax on it is open already
    if name == "social_tax_on_income":
        return open_number(Unknown(name, row, 0, LARGEST_AMOUNT, since=since))
    return case.silent(name, row, 0, 0, LARGEST_AMOUNT).values[0]


def _income(case: CaseFacts, name: str, row: int) -> Line:
    told = case.person(row).income
    if told == "unknown" and name != "gross_income":
        return _number(name, row, 0, LARGEST_AMOUNT)
    if told is None or told == "unknown":
        return Timeline((FIRST_MONTH,), (_untold(case, name, row, FIRST_MONTH),))
    if not told:
        return _certain(0)
    spells = [(*entry.months, entry) for entry in told]
    days = sorted({FIRST_MONTH, *(max(d, FIRST_MONTH) for s in spells for d in s[:2])})
    found: list[tuple[Day, Any]] = []
    for day in days:
        here = [entry for first, after, entry in spells if first <= day < after]
        if not here:
            found.append((day, _untold(case, name, row, day)))
            continue
        bounds = [_amount(name, entry) for entry in here if _in_fact(name, entry)]
        low, high = (sum(bound[side] for bound in bounds) for side in (0, 1))
        high = min(high, max(low, LARGEST_AMOUNT))
        unknown = Unknown(name, row, low, high, since=day)
        found.append((day, low if low == high else open_number(unknown)))
    return joined(found)


# ---------------------------------------------------------------------- days


def _person_spells(field: str, choose: Callable[[Any], bool | None] = lambda _: True) -> Finder:
    def find(case: CaseFacts, name: str, row: int) -> Line:
        told = getattr(case.person(row), field)
        return case.holds(name, row, told, choose, FIRST_MONTH)

    return find


def _releases(note: Any) -> bool:
    return bool(note.kind != "lighter_work")


def _redundancy(case: CaseFacts, name: str, row: int) -> Line:
    told = case.person(row).unemployed
    if not isinstance(told, tuple):
        return case.holds(name, row, told, lambda _: True)
    waiting = tuple(
        Spell.model_validate({"from": spell.from_, "to": spell.redundancy_until})
        for spell in told
        if spell.redundancy_until is not None
    )
    return case.holds(name, row, waiting, lambda _: True, FIRST_MONTH)


def expected_day(case: CaseFacts, name: str, row: int) -> Line:
    """The expected day of delivery; untold it lies about the birth."""
    child = case.child(row)
    if child.expected is not None and child.expected.is_known:
        return _day(name, row, child.expected)
    born = child.born
    if born is None or not born.is_known:
        return _number(name, row, EARLIEST, LATEST)
    return _number(name, row, born.first - MOST_DAYS_LATE, born.last + MOST_DAYS_EARLY)


def _is_mother(case: CaseFacts, name: str, row: int) -> Line:
    person, c = _person_and_child(case, row)
    links = case.child(c).parents
    if not isinstance(links, tuple):
        return _truth(name, row)
    # Whoever adopted the child did not bear it, and has none of the mother's own days.
    mine = [link for link in links if link.who == person and link.ground != "adoption"]
    if any(link.role == "mother" for link in mine):
        return _certain(True)
    untold = [link for link in mine if link.role in (None, "unknown")]
    if not untold and not any(link.who in (None, "unknown") for link in links):
        return _certain(False)
    return _certain(False) if case.case.person(person).stated_sex == "male" else _truth(name, row)


def _is_second_mother(case: CaseFacts, name: str, row: int) -> Line:
    """By role and sex; where neither is told, only the ordinary is taken."""
    is_mother = _is_mother(case, "is_mother", row).values[0]
    person, c = _person_and_child(case, row)
    links = case.child(c).parents
    mine = {link.role for link in entries(links) if link.who == person}
    sex = case.case.person(person).stated_sex
    if is_mother is True or sex == "male" or "father" in mine or (links and not mine):
        return _certain(False)
    if sex == "female" or "mother" in mine:
        return _certain(True) if is_mother is False else _truth(name, row)
    return _truth(name, row) if "second_parent" in mine else case.silent(name, row, False, 0, 1)


def _person_and_child(case: CaseFacts, row: int) -> tuple[str, int]:
    p, c = case.carers[row]
    return case.people[p], c


def _pre_birth_right(case: CaseFacts, name: str, row: int) -> Line:
    """Whether the right to sickness benefit meets the 70 days before the expected day."""
    is_mother = _is_mother(case, "is_mother", row).values[0]
    if is_mother is False:
        return _certain(False)
    person, c = _person_and_child(case, row)
    told = case.case.person(person).sickness_benefit_right
    if told is None or told == "unknown":
        return _truth(name, row)
    expected = expected_day(case, "expected_day", c).values[0]
    early, late = (expected, expected) if isinstance(expected, int) else expected.bounds
    possibly = (spell.possibly for spell in told)
    if not any(first <= late and early - 70 < after for first, after in possibly):
        return _certain(False)
    # Surely only when it meets the 70 days before every day that can be the expected one.
    surely = (spell.surely for spell in told if spell.surely is not None)
    meets = any(first <= early and late - 70 < after for first, after in surely)
    return _certain(True) if meets and is_mother is True else _truth(name, row)


# ---------------------------------------------------------------------- the maternity certificate

LONGEST_CERTIFICATE: Final = 140
"""Days of a maternity certificate."""


def _certificate(case: CaseFacts, row: int) -> Note | Literal["unknown"] | None:
    """The mother's certificate that runs at the child's birth; None: no note is one."""
    person, c = _person_and_child(case, row)
    told = case.case.person(person).notes
    born = _birth(case, c)
    if not isinstance(told, tuple) or born is None:
        return "unknown"
    for note in told:
        first, after = note.possibly
        if (
            note.kind in ("maternity", None, "unknown")
            and first <= born.last
            and born.first <= after
        ):
            return note if note.kind == "maternity" else "unknown"
    return None


def _birth(case: CaseFacts, c: int) -> PartialDay | None:
    """The child's birth as far as it is known; of one not born the expected day."""
    days = (case.child(c).born, case.child(c).expected)
    return next((day for day in days if day is not None and day.is_known), None)


def _certificate_began(case: CaseFacts, name: str, row: int) -> Line:
    """Its first day; a list of notes without it says that there was none."""
    if _is_mother(case, "is_mother", row).values[0] is False:
        return _certain(NEVER)
    note = _certificate(case, row)
    if isinstance(note, Note) and note.from_ is not None:
        return _day(name, row, note.from_)
    if note is None:
        return _certain(NEVER)
    if case.case.person(_person_and_child(case, row)[0]).notes is None:
        return case.silent(name, row, NEVER, EARLIEST, NEVER)
    return _number(name, row, EARLIEST, NEVER)


def _certificate_over(case: CaseFacts, name: str, row: int) -> Line:
    """The day after it; untold it lies within its longest duration after the birth."""
    if _is_mother(case, "is_mother", row).values[0] is False:
        return _certain(NEVER)
    note = _certificate(case, row)
    if isinstance(note, Note) and note.to is not None and note.to.is_known:
        return _day(name, row, PartialDay(note.to.first + 1, note.to.last + 1))
    born = _birth(case, _person_and_child(case, row)[1])
    if born is None:
        return _number(name, row, EARLIEST, NEVER)
    return _number(name, row, born.first, born.last + LONGEST_CERTIFICATE)


# ---------------------------------------------------------------------- the previous benefit


def _previous(case: CaseFacts, row: int) -> PreviousBase | Literal["unknown"] | None:
    """What the file tells of the benefit before this child's; None: there surely was none."""
    person, c = _person_and_child(case, row)
    told = case.case.person(person).previous_income_base
    if told == "unknown":
        return "unknown"
    if told is not None:
        wanted = (case.children[c], None, "unknown")
        return next((base for base in told if base.for_ in wanted), None)
    if not case.is_ordinary:
        return "unknown"
    older = _older_children(case, person, c)
    # A benefit is claimed for most children, but on what income it was based nobody says.
    return PreviousBase(child=older[-1], income="unknown") if older else None


def _older_children(case: CaseFacts, person: str, c: int) -> list[str]:
    """The person's earlier children in the file, oldest first."""
    born = case.child(c).born
    if born is None:
        born = case.child(c).expected
    found = [
        (birth.first, name)
        for name, parents in zip(case.children, case.parent_sets, strict=True)
        if parents is not None and person in parents
        if (birth := case.case.children[name].born) is not None and birth.is_known
        if born is not None and birth.last < born.first
    ]
    return [name for _, name in sorted(found)]


def _previous_birth(case: CaseFacts, name: str, row: int) -> Line:
    base = _previous(case, row)
    if base is None:
        return _certain(NEVER)
    born = None
    if base != "unknown":
        earlier = case.case.children.get(str(base.child))
        born = base.birth if earlier is None else earlier.born
    return _number(name, row, EARLIEST, NEVER) if born is None else _day(name, row, born)


def _previous_income(case: CaseFacts, name: str, row: int) -> Line:
    base = _previous(case, row)
    if base is None or (base != "unknown" and _is_computed(case, base)):
        return _certain(0)
    income = base if base == "unknown" else base.income
    return _certain(income) if isinstance(income, int) else _number(name, row, 0, LARGEST_AMOUNT)


def _previous_carer(case: CaseFacts, _name: str, row: int) -> Line:
    base = _previous(case, row)
    if base is None or base == "unknown" or not _is_computed(case, base):
        return _certain(NOBODY)
    p, _ = case.carers[row]
    return _certain(case.carers.index((p, case.children.index(str(base.child)))))


def _is_computed(case: CaseFacts, base: PreviousBase) -> bool:
    return base.income is None and base.child in case.children


def _exemption(case: CaseFacts, name: str, row: int) -> Line:
    told = case.person(row).basic_exemption
    return _certain(told) if isinstance(told, int) else _number(name, row, 0, LARGEST_AMOUNT)


FINDERS: Final[dict[str, Finder]] = {
    **dict.fromkeys(_KINDS, _income),
    "released_from_work": _person_spells("notes", _releases),
    "registered_unemployed": _person_spells("unemployed"),
    "within_redundancy_days": _redundancy,
    "on_special_needs_leave": _person_spells("special_needs_leave"),
    "basic_exemption_asked": _exemption,
    "expected_day": expected_day,
    "is_mother": _is_mother,
    "is_second_mother": _is_second_mother,
    "had_sickness_benefit_right": _pre_birth_right,
    "maternity_benefit_began_day": _certificate_began,
    "maternity_benefit_after_day": _certificate_over,
    "previous_birth_day": _previous_birth,
    "previous_income": _previous_income,
    "previous_benefit_carer": _previous_carer,
}
"""By fact, how it is laid out."""

EXCEPTIONAL: Final = frozenset(
    {
        "social_tax_paid_by_state",
        "social_tax_on_insolvency_benefit",
        "released_from_work",
        "registered_unemployed",
        "within_redundancy_days",
        "on_special_needs_leave",
        "maternity_benefit_began_day",
        "is_second_mother",
    }
)
"""Facts about which ``otherwise: ordinary`` lets the file be silent."""
