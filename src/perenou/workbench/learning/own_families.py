"""A family of one of our cases made fit for an exercise: nobody can be told from what is kept."""

from __future__ import annotations

from datetime import date

from perenou.casework.anonymous import anonymous, same_answer
from perenou.casework.case_file.reader import parse_data
from perenou.casework.case_file.schema import Case as CaseFile
from perenou.casework.case_file.schema import Child, Person
from perenou.casework.case_file.source import Data
from perenou.casework.case_file.writer import dump, to_mapping
from perenou.casework.solve import solve
from perenou.rules.types import Day


def for_exercise(case: CaseFile, as_of: Day) -> str:
    """A case told of invented people, as a case file with the day that it is asked as of.

    Personal codes go, and days of birth of adults wherever the answer stays the same without them.
    Other days stay, because they decide: whoever knows the family may know it by them.

    Raises:
        perenou.workbench.cases.anonymise.NotSameError: with invented people the answer is another.
    """
    made = anonymous(case, as_of)
    before = solve(made, as_of=as_of)
    ids = {who: who for who in made.everybody}
    kept = {**to_mapping(made), "as_of": date.fromordinal(as_of).isoformat()}
    for mapping in (_bare(kept, made, births=False), _bare(kept, made, births=True)):
        barer = parse_data(mapping, "exercise.yaml")
        if same_answer(before, solve(barer, as_of=as_of), ids):
            return dump(barer)
    return dump(parse_data(kept, "exercise.yaml"))


def _bare(kept: dict[str, Data], case: CaseFile, *, births: bool) -> dict[str, Data]:
    """The case without personal codes; without the days of birth of adults unless ``births``."""
    return {
        **kept,
        "people": {
            who: _nameless(told, case.people[who], keeps_birth=births)
            for who, told in _of(kept, "people").items()
        },
        "children": {
            who: _nameless(told, case.children[who], keeps_birth=True)
            for who, told in _of(kept, "children").items()
        },
    }


def _nameless(told: Data, person: Person | Child, *, keeps_birth: bool) -> Data:
    """What is told of somebody, without their code; what the code told stands in its place."""
    if not isinstance(told, dict):
        return told
    bare = {key: value for key, value in told.items() if key != "personal_code"}
    if person.stated_sex is not None:
        bare["sex"] = person.stated_sex
    if not keeps_birth:
        bare.pop("birth", None)
    elif "birth" not in bare and person.born is not None and person.born.is_exact:
        bare["birth"] = date.fromordinal(person.born.first).isoformat()
    return bare


def _of(mapping: dict[str, Data], key: str) -> dict[str, Data]:
    found = mapping.get(key)
    return found if isinstance(found, dict) else {}
