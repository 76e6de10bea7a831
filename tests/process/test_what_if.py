"""Queues are those of theory, the present is met, and a change does what it would have done."""

from __future__ import annotations

from functools import cache
from math import factorial

import numpy as np
import pytest
from tests.process.logs import ways_of

from perenou.language.grammar import LANGUAGES
from perenou.process import flow
from perenou.process.analyse import analyse
from perenou.process.clock import WORKDAY, Clock
from perenou.process.engine import OUTSIDE, Cases, Pool, play
from perenou.process.errors import RefusedLogError
from perenou.process.ground import Ground, ground
from perenou.process.log import EPOCH_DAY
from perenou.process.synthetic import invented, synthetic
from perenou.process.tell_what_if import tell_what_if
from perenou.process.what_if import Change, Measure, moments, what_if

CASES = 2400


def clock() -> Clock:
    return Clock(EPOCH_DAY + 14_000, EPOCH_DAY + 18_000)


@cache
def base() -> Ground:
    log = synthetic(CASES)
    return ground(log, flow.running(log), analyse(log).outside)


def approvers() -> tuple[str, int]:
    name = invented().units["approval"]
    return name, next(unit.staff for unit in base().units if unit.name == name)


def by_key(measures: tuple[Measure, ...]) -> dict[tuple[str, str], Measure]:
    return {(each.key, each.about): each for each in measures}


def waiting_of_theory(load: float, servers: int) -> float:
    """Mean waiting in an M/M/c queue in units of service (Erlang's formula C)."""
    busy = load / servers
    last = load**servers / factorial(servers) / (1 - busy)
    waits = last / (sum(load**k / factorial(k) for k in range(servers)) + last)
    return waits / (servers - load)


@pytest.mark.parametrize(("load", "servers"), [(0.6, 1), (1.6, 2), (2.4, 3)])
def test_queues_are_those_of_theory(load: float, servers: int) -> None:
    draw = np.random.default_rng(5)
    number, service = 60_000, 600.0
    # Arrivals by time of work, as the office is closed in between.
    worked = np.cumsum(draw.exponential(service / load, number))
    at = clock()
    arrivals = at.begins(worked)
    cases = Cases(
        arrivals, np.arange(number + 1), np.zeros(number, dtype=np.int64),
        draw.exponential(service, number), np.zeros(number),
    )  # fmt: skip
    played = play(cases, [Pool(servers)], at)
    waited = at.worked(played.began) - worked
    assert waited[5000:].mean() / service == pytest.approx(
        waiting_of_theory(load, servers), rel=0.15
    )


def test_nobody_is_served_out_of_turn_and_nobody_does_two_things_at_once() -> None:
    draw = np.random.default_rng(1)
    at = clock()
    arrivals = at.begins(np.sort(draw.random(500)) * 20 * WORKDAY)
    cases = Cases(
        arrivals, np.arange(501), np.zeros(500, dtype=np.int64), draw.random(500) * 3000,
        np.zeros(500),
    )  # fmt: skip
    played = play(cases, [Pool(2)], at)
    assert (np.diff(played.began) >= 0).all()
    for server in (0, 1):
        mine = played.server == server
        assert (played.began[mine][1:] >= played.ended[mine][:-1] - 1e-6).all()


def test_outside_the_office_only_time_passes() -> None:
    at = clock()
    start = at.begins(np.array([100.0]))
    cases = Cases(
        start, np.array([0, 2]), np.array([OUTSIDE, 0]), np.array([0.0, 600.0]),
        np.array([3 * 86_400.0, 0.0]),
    )  # fmt: skip
    played = play(cases, [Pool(1)], at)
    assert played.ended[0] == start[0] + 3 * 86_400
    assert at.worked(played.ended)[1] - at.worked(played.began)[1] == pytest.approx(600)


def test_the_simulated_present_is_near_the_log() -> None:
    found = what_if(base(), Change({}), replications=3)
    near = {each.key: each.is_near for each in found.measures if not each.about}
    assert near["through"]
    name, _ = approvers()
    assert by_key(found.measures)["waiting", name].is_near


def test_what_is_foretold_is_what_would_have_happened() -> None:
    name, staff = approvers()
    foretold = by_key(what_if(base(), Change({name: staff + 1}), replications=3).measures)
    happened = synthetic(CASES, approvers=1)
    really = flow.through_time(happened, ~flow.running(happened)).median / 86_400
    through = foretold["through", ""]
    assert through.changed is not None
    assert through.changed.mean == pytest.approx(really, rel=0.15)
    assert through.difference is not None
    assert through.difference.high < 0
    assert through.real is not None
    assert really < through.real / 1.5


def test_more_cases_wait_longer_and_a_step_less_takes_less() -> None:
    more = by_key(what_if(base(), Change({}, arrivals=1.3), replications=2).measures)
    without = Change({}, without=(invented().steps["approved"].name,))
    less = by_key(what_if(base(), without, replications=2).measures)
    name, _ = approvers()
    waiting = more["waiting", name].difference
    assert waiting is not None
    assert waiting.mean > 0
    through = less["through", ""].difference
    assert through is not None
    assert through.mean < 0


def test_where_nobody_approves_the_decision_is_the_end_of_the_step_before() -> None:
    step = invented().steps["approved"].name
    found = what_if(base(), Change({}, without=(step,)), replications=2)
    late = by_key(found.measures)["late", ""]
    assert late.changed is not None
    assert late.changed.mean <= late.present.mean
    assert found.unsaid == (step,)
    for language in LANGUAGES:
        # Told as left out, and as what decided.
        assert tell_what_if(found, base(), language).subtitle.count(step) == 2


def test_the_moment_of_a_decision_takes_nobody_s_time_and_another_decision_goes_before_it() -> None:
    draft, approved, other, paid = range(4)
    activity = np.array([draft, approved, paid, draft, approved, other], dtype=np.int32)
    case = np.array([0, 0, 0, 1, 1, 1])
    left = moments(activity, case, activity == approved, (approved, other))
    assert left.tolist() == [False, True, False, False, False, False]
    waiting = by_key(what_if(base(), Change({}, without=(invented().steps["approved"].name,)),
                             replications=2).measures)["waiting", approvers()[0]]  # fmt: skip
    assert waiting.changed is not None
    assert waiting.changed.mean == 0


def test_the_same_seed_foretells_the_same() -> None:
    one, other = (what_if(base(), Change({}), replications=2, seed=7) for _ in range(2))
    assert one == other


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (Change({"Nowhere": 2}), "no_unit"),
        (Change({}, without=("Nothing",)), "no_step"),
        (Change({}, arrivals=0), "arrivals"),
    ],
)
def test_what_cannot_be_asked_is_refused(change: Change, key: str) -> None:
    with pytest.raises(RefusedLogError) as refused:
        what_if(base(), change)
    assert refused.value.key == key
    assert all(refused.value.text(language) for language in LANGUAGES)


def test_logs_that_tell_too_little_are_refused() -> None:
    log = ways_of(*["ab"] * 150)
    with pytest.raises(RefusedLogError) as refused:
        ground(log, flow.running(log) & False, ())
    assert refused.value.key == "no_beginnings"
    with pytest.raises(RefusedLogError) as few:
        ground(ways_of("ab"), np.array([False]), ())
    assert few.value.key == "few_cases"


def test_it_is_told_in_every_language() -> None:
    name, staff = approvers()
    change = Change({name: staff + 1}, (invented().steps["checked"].name,), 1.1)
    found = what_if(base(), change, replications=2)
    for language in LANGUAGES:
        report = tell_what_if(found, base(), language)
        assert [each.key for each in report.sections] == ["answer", "figures", "people", "trust"]
