"""A version of a case, read and solved; its answer is kept beside it, encrypted as it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate
from pydantic import TypeAdapter

from perenou.casework.case_file.reader import read_text
from perenou.casework.case_file.schema import Case as CaseFile
from perenou.casework.changes import changes_between
from perenou.casework.determination import Change, Determination
from perenou.casework.solve import Solved
from perenou.workbench.cases.built import built
from perenou.workbench.cases.models import Case, KeptAnswer, Version
from perenou.workbench.positions import readings

MOST_KEPT: Final = 8
"""Days of the law for which the answers to a version are at hand."""

_HALF: Final = 32
"""Characters of a fingerprint that are enough beside those of another."""

_Content = tuple[Determination, tuple[Change, ...]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a page needs of a solved case.

    Attributes:
        case: what was said. made: what was determined. turns: what changes within the months asked
            about, and what brings each change.
    """

    case: CaseFile
    made: Determination
    turns: tuple[Change, ...]


def latest(case: Case) -> Version:
    """The version that holds now."""
    return case.versions.select_related("author").get(number=case.latest)


def told(version: Version) -> CaseFile:
    """What a version says."""
    return read_text(version.content, f"{version.case.number}.yaml")


def solved(version: Version, as_of: int | None = None) -> Solved:
    """A version solved as practice solves it; as known on a day where one was chosen."""
    return readings.solved(told(version), as_of)


def answered(version: Version, as_of: int | None = None) -> Answer:
    """The answer to a version, from what is kept or solved now and kept."""
    case = told(version)
    day = as_of or case.as_of_day or localdate().toordinal()
    kept = KeptAnswer.objects.filter(version=version, day=day, built=_built(day)).first()
    if kept is not None:
        return Answer(case, *_content().validate_json(kept.content))
    answer = solved_case(case, day)
    keep(version, answer)
    return answer


def keep(version: Version, answer: Answer) -> None:
    """Keep an answer at hand; of too many, and of an earlier program, those go that came first."""
    content = _content().dump_json((answer.made, answer.turns)).decode()
    with transaction.atomic():
        others = KeptAnswer.objects.filter(version=version).exclude(day=answer.made.as_of)
        same = others.filter(built__startswith=built()[:_HALF])
        stay = same.order_by("-pk")[: MOST_KEPT - 1]
        others.exclude(pk__in=list(stay.values_list("pk", flat=True))).delete()
        KeptAnswer.objects.update_or_create(
            version=version,
            day=answer.made.as_of,
            defaults={"built": _built(answer.made.as_of), "content": content},
        )


def solved_case(case: CaseFile, as_of: int | None = None) -> Answer:
    """The answer to a case that no version keeps."""
    return answer_of(readings.solved(case, as_of))


def _built(day: int) -> str:
    """What an answer as of a day is made by: the program, and the positions known on that day."""
    taken = readings.fingerprint(day)
    return built() if not taken else built()[:_HALF] + taken[:_HALF]


def answer_of(made: Solved) -> Answer:
    """What a page needs of a solved case."""
    turns = changes_between(made, made.first_day, made.after)
    return Answer(made.case, made.determination, turns)


@lru_cache(maxsize=1)
def _content() -> TypeAdapter[_Content]:
    return TypeAdapter(_Content)
