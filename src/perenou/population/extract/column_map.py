"""The map of an extract: which file holds what, and what its columns and codes mean.

A file holds rows of one list of the case file: ``people``, ``children``, ``claims``, ``couples``,
``paid``, a list of somebody such as ``children.parents`` or ``people.residence``; ``decisions``,
what was granted in the past; or it is ``flat``: decisions with the facts that they rest on.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field

from perenou.casework.case_file.fields import fail
from perenou.casework.case_file.reader import read_other
from perenou.casework.case_file.schema import Case, Child, Person
from perenou.casework.case_file.spells import Model
from perenou.population.extract.flat import FLAT

DECISIONS: Final = "decisions"

DAYS: Final = frozenset(
    {
        "birth", "death", "from", "to", "received", "posted", "complete_on", "opened",
        "made_known", "final", "final_on", "ended", "granted", "expected", "decided",
        "certificate_filed", "contract_signed", "claimed", "secondary_education",
        "independent_life_after_care", "fathers_waiver", "redundancy_until", "employer_told",
        "recipient_change", "births", "child_birth",
    }
)  # fmt: skip
"""Fields that hold a day."""

MONTHS: Final = frozenset({"month", "last_month"})
AMOUNTS: Final = frozenset({"amount", "month_amount", "social_tax", "gross", "repaid"})

PEOPLE: Final = frozenset(
    {"who", "by", "with", "for", "family_of", "guardian", "parent", "raised_by", "payee", "whose",
     "for_parent", "with_child", "debtor"}
)  # fmt: skip
"""Fields that name somebody."""

LISTS: Final = frozenset({"for", "with", "benefits", "births", "facts"})
"""Fields that are lists in a case file, or in a row of a flat file."""


def _spelled_out(value: object) -> object:
    return {"field": value} if isinstance(value, str) else value


def _as_it_stands(value: object) -> str:
    if not isinstance(value, str):
        fail("single_value_expected")
    return value


Words = Annotated[str, BeforeValidator(_as_it_stands)]
"""A text, blanks at its ends included."""


class MapError(Exception):
    """A map says too little, or of something that is not there.

    Attributes:
        key: of a message. slots: what stands in it.
    """

    def __init__(self, key: str, /, **slots: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.slots = slots


class Column(Model):
    """What a column of an extract means."""

    field: Words = Field(
        default="", description="Field of the case file; `residence.country`: of an entry."
    )
    values: dict[str, Words] = Field(
        default_factory=dict, description="What codes mean; other values are then refused."
    )
    date: Words | None = Field(
        default=None, description="How days are written, such as `%d.%m.%Y`; otherwise as `dates`."
    )
    unit: Literal["euros", "cents"] = Field(default="euros", description="Unit of an amount.")
    split: Words | None = Field(default=None, description="What parts several values of one cell.")


class Source(Model):
    """A file of an extract."""

    file: Words = Field(
        default="", description="Name of the file, beside the map: CSV, XLSX or Parquet."
    )
    list_: Words = Field(
        default="", alias="list", description="The list whose entries the rows are."
    )
    family: Words = Field(default="", description="Column that names the family.")
    who: Words | None = Field(
        default=None, description="Column that names the person or child that a row is about."
    )
    columns: dict[str, Annotated[Column, BeforeValidator(_spelled_out)]] = Field(
        default_factory=dict, description="What each column means, by its title."
    )
    set_: dict[str, Any] = Field(
        default_factory=dict, alias="set", description="What every row says besides."
    )
    delimiter: Words | None = Field(default=None, description="What parts the cells of a CSV file.")
    encoding: Words = Field(default="utf-8-sig", description="Encoding of a CSV file.")


class ColumnMap(Model):
    """The map of an extract."""

    otherwise: Literal["ordinary"] | None = Field(
        default=None, description="`ordinary`: what is not told of did not happen."
    )
    as_of: Words | None = Field(default=None, description="Day of the extract.")
    dates: Words = Field(default="%Y-%m-%d", description="How days are written.")
    months: Words = Field(default="%Y-%m", description="How months are written.")
    decimal: Literal[",", "."] = Field(default=".", description="What parts euros from cents.")
    empty: tuple[Words, ...] = Field(default=("",), description="Cells that say nothing.")
    tables: tuple[Source, ...] = Field(default=(), description="The files.")


def read_map(path: Path) -> ColumnMap:
    """Read the map of an extract.

    Raises:
        CaseFileError: when the file cannot be read or anything in it is wrong.
        MapError: it says too little, or names a list that no case file has.
    """
    read = read_other(path, ColumnMap)
    if not read.tables:
        raise MapError("map_empty")
    for at, source in enumerate(read.tables, start=1):
        needed = {"file": source.file, "list": source.list_, "family": source.family}
        for name, told in needed.items():
            if not told:
                raise MapError("map_lacks", number=str(at), what=name)
        if not source.columns:
            raise MapError("map_lacks", number=str(at), what="columns")
        if source.list_ not in LISTS_OF_CASES:
            known = ", ".join(sorted(LISTS_OF_CASES))
            raise MapError("map_list", value=source.list_, known=known)
        if _is_about_somebody(source.list_) and source.who is None:
            raise MapError("map_lacks", number=str(at), what="who")
        for title, column in source.columns.items():
            if not column.field:
                raise MapError("map_lacks", number=str(at), what=f"columns.{title}.field")
    return read


def _is_about_somebody(name: str) -> bool:
    return name in ("people", "children") or "." in name


def _lists() -> frozenset[str]:
    found = {"people", "children", DECISIONS, FLAT}
    for group, model in (("people", Person), ("children", Child), ("", Case)):
        for name, field in model.model_fields.items():
            called = field.alias or name
            if "Entries" in str(field.annotation) or "tuple" in str(field.annotation):
                found.add(f"{group}.{called}" if group else called)
    return frozenset(found)


LISTS_OF_CASES: Final = _lists()
"""What the rows of a file may be."""
