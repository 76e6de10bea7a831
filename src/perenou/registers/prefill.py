"""What registers say about the people of a case, and a case with what somebody confirmed of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from perenou.casework.case_file.errors import CaseFileError, Problem
from perenou.casework.case_file.fields import known
from perenou.casework.case_file.reader import parse_data
from perenou.casework.case_file.schema import Case
from perenou.casework.case_file.source import Data
from perenou.casework.case_file.writer import to_mapping
from perenou.registers import education, population, tax
from perenou.registers.saying import REGISTERS, Fact, Register, Saying, Silence, Value, heard
from perenou.registers.x_road import Service, asked
from perenou.services.call import ServiceError

_BY_REGISTER: Final[Mapping[Register, tuple[str, tuple[Fact, ...], frozenset[str]]]] = {
    "population": (population.RESOURCE, population.FACTS, frozenset({"people", "children"})),
    "tax": (tax.RESOURCE, tax.FACTS, frozenset({"people"})),
    "education": (education.RESOURCE, education.FACTS, frozenset({"children"})),
}
"""By register its resource, the facts that it tells, and of whom it is asked."""


class MisfitError(ValueError):
    """What a register says does not fit the rest of a case; neither of them need be at fault.

    Attributes:
        problems: what would be wrong with the case.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(" ".join(each.what("en") for each in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Found:
    """What registers said, and what they did not say so that it can be used."""

    sayings: tuple[Saying, ...]
    silent: tuple[Silence, ...]


Place = tuple[str, str]
"""Of somebody in a case file: ``people`` or ``children``, and the id."""


def askable(case: Case) -> dict[Place, tuple[Register, ...]]:
    """Everybody whose personal code the case has, with the registers that speak of them."""
    found: dict[Place, tuple[Register, ...]] = {}
    for register in REGISTERS:
        for place, _ in _coded(case, _BY_REGISTER[register][2]):
            found[place] = (*found.get(place, ()), register)
    return found


def prefill(
    services: Mapping[Register, Service],
    case: Case,
    *,
    official: str,
    number: str,
    only: Place | None = None,
) -> Found:
    """Ask the registers that are there about everybody whose personal code the case has.

    A register that fails is told of and harms nothing; one that was left alone is not waited for.

    Args:
        official: personal code of whoever asks, with its country. number: of the case. only: of
            whom alone they are asked; None: of everybody.
    """
    sayings: list[Saying] = []
    silent: list[Silence] = []
    for register in REGISTERS:
        service = services.get(register)
        if service is None:
            continue
        resource, facts, groups = _BY_REGISTER[register]
        for place, code in _coded(case, groups):
            if only is not None and place != only:
                continue
            try:
                reply = asked(service, resource, {"code": code}, official=official, case=number)
            except ServiceError as error:
                silent.append(Silence(register, place[1], error.why))
            else:
                for each in heard(register, place, code, reply, facts):
                    if isinstance(each, Saying):
                        sayings.append(each)
                    else:
                        silent.append(each)
    return Found(tuple(sayings), tuple(silent))


def already(case: Case, saying: Saying) -> Data:
    """What the case file says itself in the place of a saying; None: nothing."""
    here: Data = to_mapping(case)
    for step in saying.place:
        here = here.get(step) if isinstance(here, dict) else None
    return here


def would_be(case: Case, saying: Saying) -> Data:
    """What would stand in the case if a saying were confirmed.

    What a spell of the case says besides (such as the ground of a residence) stays where the
    register's contradicts nothing of it; spells and sums that the register does not tell go.
    """
    here, told = already(case, saying), as_written(saying)
    if not isinstance(here, list) or not isinstance(told, list):
        return told
    left = [*here]
    rows: list[Data] = []
    for row in told:
        fitting = next((each for each in left if _fits(each, row)), None)
        if isinstance(fitting, dict) and isinstance(row, dict):
            left.remove(fitting)
            rows.append({**fitting, **row})
        else:
            rows.append(row)
    return rows


def confirmed(case: Case, sayings: Iterable[Saying], keys: Collection[str]) -> Case:
    """The case with those sayings that somebody confirmed; all else stays as it was.

    Raises:
        MisfitError: what a register says does not fit the rest of the case.
    """
    mapping = to_mapping(case)
    for saying in sayings:
        if saying.key not in keys:
            continue
        group, who, key = saying.place
        holder = mapping.get(group)
        person = holder.get(who) if isinstance(holder, dict) else None
        if isinstance(person, dict):
            person[key] = would_be(case, saying)
    try:
        return parse_data(mapping, "case.yaml")
    except CaseFileError as error:
        raise MisfitError(error.problems) from None


def _fits(here: Data, told: Data) -> bool:
    """Whether two spells of a list say nothing different of the same; sums are taken whole."""
    if not isinstance(here, dict) or not isinstance(told, dict) or "from" not in told:
        return False
    # A spell that is open at an end says so: it is another one than a spell that ended.
    ends = all(here.get(end) in (None, told.get(end)) for end in ("from", "to"))
    return ends and all(here[key] == told[key] for key in here.keys() & told.keys())


def _coded(case: Case, groups: Collection[str]) -> Iterator[tuple[Place, str]]:
    for group, people in (("people", case.people), ("children", case.children)):
        if group in groups:
            for who, person in people.items():
                code = known(person.personal_code)
                if code:
                    yield (group, who), str(code)


def as_written(saying: Saying) -> Data:
    """What a saying says, as a case file has it."""
    return _data(saying.value)


def _data(value: Value | Sequence[Value]) -> Data:
    """A value as a case file has it, where everything is text."""
    if isinstance(value, dict):
        return {key: _data(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_data(each) for each in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
