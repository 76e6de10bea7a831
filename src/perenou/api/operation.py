"""An operation: a question that another program asks, and what answers it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Generic, Literal, TypeAlias, TypeVar

from perenou.api.questions import Asked
from perenou.casework.as_json import Json

Q = TypeVar("Q", bound=Asked)

Scope: TypeAlias = Literal["law", "cases", "acts"]
"""What questions are about; a program is allowed each by itself."""

SCOPES: Final[tuple[Scope, ...]] = ("law", "cases", "acts")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an operation is carried out.

    Attributes:
        store: the folder of the acts' texts; None: the usual one. cases: the folder whose case
            files may be named; None: none may. with_people: whether answers about such a file hold
            the people of it; otherwise they are told of invented ones.
    """

    store: Path | None = None
    cases: Path | None = None
    with_people: bool = False


@dataclass(frozen=True, slots=True)
class Operation(Generic[Q]):
    """Something that can be asked.

    Attributes:
        name: what programs call it; ``api.NAME`` in the texts says what it is for.
        scope: what a program has to be allowed. question: the model of what is asked.
        answer: what answers it. gives: the keys that every answer has.
    """

    name: str
    scope: Scope
    question: type[Q]
    answer: Callable[[Q, Place], dict[str, Json]]
    gives: tuple[str, ...]

    @property
    def is_looked_up(self) -> bool:
        """Whether it only looks something up, so that it can be asked by an address alone."""
        return self.scope == "law"

    def asked(self, told: object, place: Place) -> dict[str, Json]:
        """The answer to a question as a program tells it, as JSON data.

        Raises:
            pydantic.ValidationError: it is not such a question. RefusedError: it has no answer.
            CaseFileError: the case of the question cannot be used.
        """
        # Read as JSON, a day is a text and a number is no text.
        text = json.dumps(told)
        return self.answer(self.question.model_validate_json(text, strict=True), place)

    def looked_up(self, told: Mapping[str, str], place: Place) -> dict[str, Json]:
        """The answer to a question that is told in an address, where all is text.

        Raises:
            as for ``asked``.
        """
        return self.answer(self.question.model_validate_strings({**told}), place)


@dataclass(slots=True)
class RefusedError(Exception):
    """A question that has no answer, as the key of its text.

    Attributes:
        slots: what the text names.
    """

    key: str
    slots: dict[str, str] = field(default_factory=dict)
