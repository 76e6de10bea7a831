"""Answers about reforms: what they cost, and who would have more or less."""

from __future__ import annotations

from datetime import date
from importlib.util import find_spec

from perenou import __version__
from perenou.api.operation import Place, Progress, RefusedError
from perenou.api.questions import ReformTold, Simulate
from perenou.api.reports import report_data, report_text
from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.as_json import Json, amount_json, day_json
from perenou.casework.not_compiled import why_not_compiled
from perenou.casework.reforms import law_with
from perenou.population.kernels import code_directory
from perenou.population.simulate.measures import Change, Simulation
from perenou.population.simulate.run import simulated
from perenou.population.simulate.tell import tell_simulation
from perenou.population.synthetic.draw import draw
from perenou.population.synthetic.rows import UnlikeError
from perenou.rules.compile.errors import NotCompiledError
from perenou.rules.lawbook import Lawbook
from perenou.rules.reform import figures_reform


def checked(asked: Simulate) -> None:
    """Find what is wrong with a simulation before anybody waits for it.

    Raises:
        RefusedError: it cannot be made here. ReformError: a reform does not fit the law.
    """
    if find_spec("llvmlite") is None:
        raise RefusedError("no_tables")
    for each in asked.reforms:
        _book(each)


def simulate(asked: Simulate, _place: Place, progress: Progress) -> dict[str, Json]:
    """The law and reforms over the same invented families.

    Raises:
        RefusedError: a reform asks for what cannot be computed over tables.
    """
    drawn = draw(asked.year, asked.seed)
    drawn = drawn.first(asked.families) if asked.families else drawn
    day = (asked.as_of or date.today()).toordinal()  # noqa: DTZ011  # the reader's own day
    books = [_book(each) for each in asked.reforms]
    try:
        made = simulated(drawn, books, day, asked.loses_more * 100, code_directory(), progress)
    except NotCompiledError as error:
        reason = why_not_compiled(error, asked.language)
        raise RefusedError("not_compiled", {"name": error.name, "reason": reason}) from None
    except UnlikeError as error:
        raise RefusedError("unlike", {"name": str(error)}) from None
    report = tell_simulation(made, asked.language)
    return {
        "perenou": __version__,
        "year": asked.year,
        "as_of": day_json(day),
        "families": made.counted,
        "undecided": made.open,
        "cost": amount_json(made.total),
        "reforms": [_changed(each, made) for each in made.changes],
        "told": report_text(report),
        "sections": report_data(report),
    }


def _book(told: ReformTold) -> Lawbook:
    content: dict[str, object] = {
        "title": told.title,
        "source": told.source,
        "parameters": {
            name: [{key: str(value) for key, value in each.items()} for each in versions]
            for name, versions in told.parameters.items()
        },
    }
    return law_with(figures_reform(content, LAWBOOK))


def _changed(change: Change, made: Simulation) -> Json:
    return {
        "title": change.reform.title,
        "cost": amount_json(change.total),
        "difference": amount_json(change.total - made.total),
        "by_benefit": {key: amount_json(sum(months)) for key, months in change.cost.items()},
        "winners": int((change.change > 0).sum()),
        "losers": int((change.change < 0).sum()),
        "unchanged": change.unchanged,
        "losing_much": change.losing,
        "newly_entitled": change.newly,
    }
