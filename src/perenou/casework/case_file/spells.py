"""What every part of the case file is made of: models, spells and lists."""

from collections.abc import Mapping
from contextvars import ContextVar
from typing import Annotated, Final, Literal, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    model_validator,
)
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_plain_validator_function

from perenou.casework.case_file.dates import EARLIEST, LATEST
from perenou.casework.case_file.fields import LONGEST_LIST, Day

T = TypeVar("T")

Entries = Annotated[tuple[T, ...], Field(max_length=LONGEST_LIST)]

_is_inside: Final = ContextVar("is_inside", default=False)
"""Whether the checks of a model are being made, so that another one met now is a part of it."""


class Model(BaseModel):
    """A part of the case file: frozen, with no keys but its own; an empty value is silence."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _leave_out_empty(cls, data: object) -> object:
        if isinstance(data, Mapping):
            return {key: value for key, value in data.items() if value is not None}
        return data

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[BaseModel], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """What checks a value; that of a part of another model is made when the first one comes.

        Most cases name few of the models, and making all checks takes longer than solving a case.
        """
        if _is_inside.get():
            name = f"{cls.__module__}.{cls.__qualname__}:{id(cls)}"
            return no_info_plain_validator_function(cls.model_validate, ref=name)
        before = _is_inside.set(True)
        try:
            return handler(source)
        finally:
            _is_inside.reset(before)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, object]:
        """The JSON Schema, that of a part as well."""
        if core_schema["type"] == "function-plain":
            cls.model_rebuild()
            core_schema = cls.__pydantic_core_schema__
        return handler(core_schema)


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
