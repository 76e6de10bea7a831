"""The jobs that do what programs asked for."""

from __future__ import annotations

import json
from typing import Final, cast

from perenou.api.every import LONG_BY_NAME
from perenou.api.operation import Place
from perenou.api.problems import language_of, problem
from perenou.workbench.jobs.work import Plain, Work

HERE: Final = Place()
"""No file of this machine can be named."""


def simulate(work: Work) -> Plain:
    """Lay reforms over the invented families; begun anew after a restart, for it takes a minute.

    Returns:
        The answer, or the problem that only computing shows.
    """
    asked = json.loads(str(work.arguments["question"]))
    try:
        found = LONG_BY_NAME["simulate"].answered(asked, HERE, work.reached)
    except Exception as error:
        wrong = problem(error, language_of(asked))
        if wrong is None:
            raise
        return {"problem": wrong}
    return {"answer": cast("Plain", found)}
