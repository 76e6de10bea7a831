"""What every part of the case file is made of: models, spells and lists."""

from collections.abc import Mapping
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from perenou.casework.case_file.dates import EARLIEST, LATEST
from perenou.casework.case_file.fields import LONGEST_LIST, Day

T = TypeVar("T")

Entries = Annotated[tuple[T, ...], Field(max_length=LONGEST_LIST)]


class Model(BaseModel):
    """A part of the case file: frozen, with no keys but its own; an empty value is silence."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _leave_out_empty(cls, data: object) -> object:
        if isinstance(data, Mapping):
            return {key: value for key, value in data.items() if value is not None}
        return data


class Spell(Model):
    """A stretch of days; both ends belong to it."""

    from_: Day | None = Field(
        default=None, alias="from", description="First day; left out: ever since."
    )
    to: Day | None = Field(
        default=None, description="Last day, included; left out: still going on."
    )

    @property
    def possibly(self) -> tuple[int, int]:
        """Half-open ordinals outside of which the spell surely does not reach."""
        first = EARLIEST if self.from_ is None else self.from_.first
        return first, 1 + (LATEST if self.to is None else self.to.last)

    @property
    def surely(self) -> tuple[int, int] | None:
        """Half-open ordinals that the spell surely covers; None when no day is sure."""
        first = EARLIEST if self.from_ is None else self.from_.last
        after = 1 + (LATEST if self.to is None else self.to.first)
        return (first, after) if first < after else None

    @property
    def is_exact(self) -> bool:
        """Whether both ends are known to the day (or open)."""
        return all(end is None or end.is_exact for end in (self.from_, self.to))


def entries(value: tuple[T, ...] | Literal["unknown"] | None) -> tuple[T, ...]:
    """The entries that are known: none when the list is left out or unknown."""
    return value if isinstance(value, tuple) else ()
