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

Scope: TypeAlias = Literal["law", "cases", "acts", "reforms"]
"""What questions are about; a program is allowed each by itself."""

SCOPES: Final[tuple[Scope, ...]] = ("law", "cases", "acts", "reforms")

Progress: TypeAlias = Callable[[int, int], None]
"""Is told how many steps are done, and of how many."""


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
        answer: what answers it. gives: the form of its answers.
    """

    name: str
    scope: Scope
    question: type[Q]
    answer: Callable[[Q, Place], dict[str, Json]]
    gives: type

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
        return self.answer(question_of(self.question, told), place)

    def looked_up(self, told: Mapping[str, str], place: Place) -> dict[str, Json]:
        """The answer to a question that is told in an address, where all is text.

        Raises:
            as for ``asked``.
        """
        return self.answer(self.question.model_validate_strings({**told}), place)


@dataclass(frozen=True, slots=True)
class LongOperation(Generic[Q]):
    """Something that takes longer than whoever asks would wait.

    Attributes:
        check: finds what is wrong with a question before it is begun. answer: answers it, telling
            how far it is. The others are those of an operation.
    """

    name: str
    scope: Scope
    question: type[Q]
    check: Callable[[Q], None]
    answer: Callable[[Q, Place, Progress], dict[str, Json]]
    gives: type

    def checked(self, told: object) -> None:
        """Find what is wrong with a question as a program tells it.

        Raises:
            as for ``answered``.
        """
        self.check(question_of(self.question, told))

    def answered(self, told: object, place: Place, progress: Progress) -> dict[str, Json]:
        """The answer to a question as a program tells it.

        Raises:
            pydantic.ValidationError: it is not such a question. RefusedError, ReformError: it has
            no answer.
        """
        return self.answer(question_of(self.question, told), place, progress)


def question_of(model: type[Q], told: object) -> Q:
    """A question as a program tells it in JSON, where a day is a text and a number is none.

    Raises:
        pydantic.ValidationError: it is not such a question.
    """
    return model.model_validate_json(json.dumps(told), strict=True)


@dataclass(slots=True)
class RefusedError(Exception):
    """A question that has no answer, as the key of its text.

    Attributes:
        slots: what the text names.
    """

    key: str
    slots: dict[str, str] = field(default_factory=dict)
