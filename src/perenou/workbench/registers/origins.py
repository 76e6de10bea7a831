"""Which facts of a version came from a register, from which and when."""

from __future__ import annotations

from perenou.casework.case_file.schema import Case as CaseFile
from perenou.casework.case_file.source import Data
from perenou.casework.case_file.writer import to_mapping
from perenou.language.grammar import Language
from perenou.workbench.cases.models import Version
from perenou.workbench.frame.templatetags.said import moment
from perenou.workbench.frame.words import say
from perenou.workbench.registers.content import Origin, fact_read
from perenou.workbench.registers.models import Taken


def origins(version: Version, file: CaseFile) -> dict[str, Origin]:
    """By place, the origin of each fact that still says what the register said.

    Args:
        file: what the version says.
    """
    rows = Taken.objects.filter(
        version__case=version.case_id, version__number__lte=version.number
    ).order_by("pk")
    last = {}
    for row in rows:
        origin = fact_read(row.content, row.register, row.at)
        last[origin.place] = origin
    if not last:
        return {}
    mapping = to_mapping(file)
    return {place: each for place, each in last.items() if _at(mapping, place) == each.value}


def sources(version: Version, file: CaseFile, language: Language) -> dict[str, str]:
    """By place, where a fact is from, in words."""
    return {
        place: say(
            "registers.source", language,
            register=say(f"registers.register.{each.register}", language), when=moment(each.at),
        )
        for place, each in origins(version, file).items()
    }  # fmt: skip


def _at(mapping: Data, place: str) -> Data:
    here = mapping
    for step in place.split("."):
        here = here.get(step) if isinstance(here, dict) else None
    return here
