"""Cases solved by the readings that positions take, where the case itself takes none."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from django.utils.timezone import localdate

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.case_file.schema import Case as CaseFile
from perenou.casework.doubts import decides
from perenou.casework.solve import Solved
from perenou.rules.citation import Citation
from perenou.rules.types import Day
from perenou.workbench.operations.figures import count_solved
from perenou.workbench.positions.content import holds_on_until
from perenou.workbench.positions.current import held_on
from perenou.workbench.positions.models import Position


def solved(case: CaseFile, as_of: Day | None = None, trying: Position | None = None) -> Solved:
    """A case solved as practice solves it on a day, told with the numbers of the positions.

    A position counts where it was approved by the day of the question and holds for every month
    asked about; where the case chooses a reading of the same doubt, the case's own stays. It is
    told where it changes what somebody is due.

    Args:
        trying: a position that is taken as if it were approved.
    """
    count_solved()
    made = Solved(case, as_of)
    taken: dict[str, dict[str, str]] = {}
    for each, after in _with(taken_on(made.as_of), trying):
        names = _names(each, made.as_of)
        is_whole = each.first_day <= made.first_day and made.after <= after
        if is_whole and not names & case.readings.keys():
            taken[each.number] = dict.fromkeys(names, each.reading)
    if not taken:
        return made
    found = made.under(_together(taken.values()))
    found.reading_reasons |= {
        name: number for number in _deciding(made, found, taken) for name in taken[number]
    }
    return found


def _with(held: Iterable[Position], trying: Position | None) -> Iterator[tuple[Position, Day]]:
    """The positions, also were one more approved, with the day after the last each holds for."""
    for each in held:
        if trying is None or trying.supersedes_id != each.pk:
            yield each, each.after
        elif (last := holds_on_until(each, trying)) is not None:
            yield each, last.toordinal() + 1
    if trying is not None and trying.reading:
        yield trying, trying.after


def _deciding(made: Solved, found: Solved, taken: Mapping[str, Mapping[str, str]]) -> list[str]:
    """The positions without any one of which, or of all of them, the answer would be another."""
    without = {
        number: made.under(_together(taken[other] for other in taken if other != number))
        if len(taken) > 1 else made
        for number in taken
    }  # fmt: skip
    alone = [number for number, other in without.items() if decides(found, other)]
    return alone or (list(taken) if len(taken) > 1 and decides(found, made) else [])


def _together(readings: Iterable[Mapping[str, str]]) -> dict[str, str]:
    return {name: reading for each in readings for name, reading in each.items()}


def taken_on(day: Day) -> list[Position]:
    """The positions that have cases solved by another reading, as could be known on a day."""
    return list(held_on(day).exclude(reading="").order_by("approved_on", "pk"))


def taken_for(day: Day) -> tuple[tuple[str, str], ...]:
    """By norm, the reading that today's positions take for a day."""
    found: dict[str, str] = {}
    for each in taken_on(localdate().toordinal()):
        if each.first_day <= day < each.after:
            found |= dict.fromkeys(_names(each, day), each.reading)
    return tuple(sorted(found.items()))


def fingerprint(day: Day) -> str:
    """What the positions known on a day do to answers; empty where they do nothing."""
    told = [
        (each.number, each.doubt, each.reading, each.first_day, each.after)
        for each in taken_on(day)
    ]
    return sha256(json.dumps(told).encode()).hexdigest() if told else ""


def fingerprint_of_all() -> str:
    """What all positions together do to answers of whatever day; empty where they do nothing."""
    rows = Position.objects.exclude(reading="").exclude(approved_on__isnull=True).order_by("pk")
    told = [
        (each.number, each.doubt, each.reading, each.first_day, each.after,
         str(each.approved_on), str(each.ended_on))
        for each in rows
    ]  # fmt: skip
    return sha256(json.dumps(told).encode()).hexdigest() if told else ""


def numbers(reasons: Iterable[tuple[str, str]]) -> list[str]:
    """The numbers of the positions among the reasons why readings were chosen."""
    return list(dict.fromkeys(reason for _, reason in reasons if is_number(reason)))


def is_number(text: str) -> bool:
    """Whether a text is the number of a position and nothing else."""
    parts = text.split("-")
    return len(parts) == 3 and parts[0] == "S" and parts[1].isdecimal() and parts[2].isdecimal()


def other_readings(doubt: str) -> list[str]:
    """The readings of a doubt that are not followed; each belongs to one set of norms."""
    rules = (rule for versions in LAWBOOK.rules.values() for rule in versions)
    found = (rule.reading for rule in rules if not rule.default and rule.doubt == doubt)
    return list(dict.fromkeys(found))


def citations_of(doubt: str) -> tuple[Citation, ...]:
    """The provisions of the norms that a doubt of the engine hangs on."""
    rules = (rule for versions in LAWBOOK.rules.values() for rule in versions)
    found = [rule.citation for rule in rules if rule.doubt == doubt]
    found += [flag.citation for flag in LAWBOOK.flags if flag.doubt == doubt]
    return tuple(dict.fromkeys(found))


def _names(position: Position, as_of: Day) -> set[str]:
    return {
        rule.name
        for rule in LAWBOOK.readings_of_doubt(position.doubt, position.reading)
        if rule.validity.published <= as_of
    }
