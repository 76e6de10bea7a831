"""A version of a case, read and solved."""

from __future__ import annotations

from perenou.casework.case_file.reader import read_text
from perenou.casework.case_file.schema import Case as CaseFile
from perenou.casework.solve import Solved
from perenou.workbench.cases.models import Case, Version


def latest(case: Case) -> Version:
    """The version that holds now."""
    return case.versions.get(number=case.latest)


def told(version: Version) -> CaseFile:
    """What a version says."""
    return read_text(version.content, f"{version.case.number}.yaml")


def solved(version: Version, as_of: int | None = None) -> Solved:
    """A version solved; under the law as known on a day where one was chosen."""
    return Solved(told(version), as_of)
