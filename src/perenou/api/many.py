"""Questions answered one by one, and many of them at once over the processors of the machine."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context
from threading import Lock
from typing import Any, Final

from perenou.api.every import BY_NAME
from perenou.api.operation import Place
from perenou.api.problems import language_of, problem
from perenou.casework.as_json import Json
from perenou.language.grammar import Language

HERE: Final = Place()
"""Programs tell cases; no file of this machine can be named."""

_FEW: Final = 16
"""So many questions are answered sooner than they are handed to other processes."""

_PIECE: Final = 16
"""Questions that are handed over together."""

MOST_PROCESSES: Final = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to an operation.

    Attributes:
        told: what the program told. language: where it told none. is_text: whether it stood in an
            address, where all is text.
    """

    name: str
    told: dict[str, Any]
    language: Language
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, or what was wrong with the question, in the language of the question."""

    language: Language
    answer: dict[str, Json] = field(default_factory=dict)
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """An answer as JSON, or what was wrong with the question."""

    language: Language
    text: str
    wrong: str


def answered(asked: Asked) -> Answered:
    """Answer a question."""
    operation = BY_NAME[asked.name]
    told = asked.told if "language" in asked.told else {**asked.told, "language": asked.language}
    language = language_of(told)
    try:
        if asked.is_text:
            return Answered(language, operation.looked_up(told, HERE))
        return Answered(language, operation.asked(told, HERE))
    except Exception as error:
        wrong = problem(error, language)
        if wrong is None:
            raise
        return Answered(language, wrong=wrong)


def written_all(questions: Sequence[Asked]) -> list[Written]:
    """Answer many questions, in their order; as many at the same time as there are processors.

    Whoever answers writes the JSON, too: a text is handed over between processes many times sooner
    than what it was made of.
    """
    processes = min(os.cpu_count() or 1, MOST_PROCESSES)
    if processes < 2 or len(questions) <= _FEW:
        return _piece(questions)
    pieces = [questions[at : at + _PIECE] for at in range(0, len(questions), _PIECE)]
    try:
        found = [*_POOL.of(processes).map(_piece, pieces)]
    except BrokenProcessPool:
        # Somebody killed a process of the pool; what it had is answered here.
        _POOL.drop()
        return _piece(questions)
    return [each for piece in found for each in piece]


def _piece(questions: Sequence[Asked]) -> list[Written]:
    found = [answered(each) for each in questions]
    return [
        Written(each.language, json.dumps(each.answer, ensure_ascii=False), each.wrong)
        for each in found
    ]


class _Pool:
    """The processes beside this one, begun when they are first needed and kept."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._pool: ProcessPoolExecutor | None = None

    def of(self, processes: int) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                # A copy of this process would hold its threads' locks and open files.
                self._pool = ProcessPoolExecutor(processes, get_context("forkserver"))
            return self._pool

    def drop(self) -> None:
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)


_POOL: Final = _Pool()
