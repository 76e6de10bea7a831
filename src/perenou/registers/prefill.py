"""What registers say about the people of a case, and a case with what somebody confirmed of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from perenou.casework.case_file.fields import known
from perenou.casework.case_file.reader import parse_data
from perenou.casework.case_file.schema import Case
from perenou.casework.case_file.source import Data
from perenou.casework.case_file.writer import to_mapping
from perenou.registers import education, population, tax
from perenou.registers.saying import REGISTERS, Register, Saying, Silence, Value
from perenou.registers.x_road import Reply, Service, asked
from perenou.services.call import ServiceError

Told = Callable[[tuple[str, str], Reply], Iterator[Saying]]

_BY_REGISTER: Final[Mapping[Register, tuple[str, Told, frozenset[str]]]] = {
    "population": (population.RESOURCE, population.told, frozenset({"people", "children"})),
    "tax": (tax.RESOURCE, tax.told, frozenset({"people"})),
    "education": (education.RESOURCE, education.told, frozenset({"children"})),
}
"""By register its resource, what reads it, and of whom it is asked."""


@dataclass(frozen=True, slots=True)
class Found:
    """What registers said, and those that said nothing."""

    sayings: tuple[Saying, ...]
    silent: tuple[Silence, ...]


def prefill(
    services: Mapping[Register, Service], case: Case, *, official: str, number: str
) -> Found:
    """Ask the registers that are there about everybody whose personal code the case has.

    A register that fails is told of and harms nothing; one that was left alone is not waited for.

    Args:
        official: personal code of whoever asks, with its country. number: of the case.
    """
    sayings: list[Saying] = []
    silent: list[Silence] = []
    for register in REGISTERS:
        service = services.get(register)
        if service is None:
            continue
        resource, told, groups = _BY_REGISTER[register]
        for place, code in _coded(case, groups):
            try:
                reply = asked(service, resource, {"code": code}, official=official, case=number)
            except ServiceError as error:
                silent.append(Silence(register, place[1], error.why))
            else:
                sayings += told(place, reply)
    return Found(tuple(sayings), tuple(silent))


def already(case: Case, saying: Saying) -> Data:
    """What the case file says itself in the place of a saying; None: nothing."""
    here: Data = to_mapping(case)
    for step in saying.place:
        here = here.get(step) if isinstance(here, dict) else None
    return here


def confirmed(case: Case, sayings: Iterable[Saying], keys: Collection[str]) -> Case:
    """The case with those sayings that somebody confirmed; all else stays as it was.

    Raises:
        CaseFileError: what a register says does not fit the rest of the case.
    """
    mapping = to_mapping(case)
    for saying in sayings:
        if saying.key not in keys:
            continue
        group, who, key = saying.place
        holder = mapping.get(group)
        person = holder.get(who) if isinstance(holder, dict) else None
        if isinstance(person, dict):
            person[key] = _data(saying.value)
    return parse_data(mapping, "case.yaml")


def _coded(case: Case, groups: Collection[str]) -> Iterator[tuple[tuple[str, str], str]]:
    for group, people in (("people", case.people), ("children", case.children)):
        if group in groups:
            for who, person in people.items():
                code = known(person.personal_code)
                if code:
                    yield (group, who), str(code)


def _data(value: Value | Sequence[Value]) -> Data:
    """A value as a case file has it, where everything is text."""
    if isinstance(value, dict):
        return {key: _data(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_data(each) for each in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
