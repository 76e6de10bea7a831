"""All that is measured of a log, in one go."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from perenou.process import findings, flow
from perenou.process.conform import Conformance, conform
from perenou.process.findings import Finding
from perenou.process.flow import Edge, Handover, Load, StepFigures
from perenou.process.log import EventLog, Truths
from perenou.process.model import Model
from perenou.process.spread import Spread
from perenou.process.terms import Kept, Roles, kept_terms
from perenou.process.variants import Variant, Ways, variants, ways
from perenou.process.when import WaitWhen, waits_by_month, waits_by_weekday

MODEL: Final = Path(__file__).with_name("family_benefit.bpmn")
"""A model of the work with family benefits, by which invented logs are made."""
VARIANTS: Final = 20


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """What a log tells.

    Attributes:
        is_running: of each case, whether it is under way. through: seconds from first to last step
            of the cases that are over. by_month, by_weekday: waiting for the steps of the agency
            itself, by when it began. number_of_ways: among the cases that are over.
    """

    log: EventLog
    is_running: Truths
    through: Spread
    edges: Sequence[Edge]
    steps: Sequence[StepFigures]
    handovers: Sequence[Handover]
    loads: Sequence[Load]
    variants: Sequence[Variant]
    number_of_ways: int
    terms: Sequence[Kept]
    outside: frozenset[int]
    by_month: Sequence[WaitWhen]
    by_weekday: Sequence[WaitWhen]
    findings: Sequence[Finding]
    ways: Ways
    conformance: Conformance | None = None


def analyse(
    log: EventLog,
    roles: Roles | None = None,
    outside: Collection[str] = (),
    model: Model | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Analysis:
    """Measure a log.

    Args:
        roles: by role of the legal terms, the activities that play it, where their names do not say
            so. outside: names of units that are not of the agency. model: what the cases are laid
            beside.

    Raises:
        RefusedLogError: the model cannot be walked.
    """
    told: Mapping[str, Sequence[str]] = roles or {}
    is_running = flow.running(log)
    steps = flow.step_figures(log, is_running)
    found = ways(log)
    strangers = findings.outside_units(log, outside)
    over = ~is_running
    return Analysis(
        log,
        is_running,
        flow.through_time(log, over),
        flow.edges(log),
        steps,
        flow.handovers(log),
        flow.loads(log),
        variants(log, found, over, VARIANTS),
        len(set(found.of_case[over].tolist())),
        kept_terms(log, told, is_running),
        strangers,
        waits_by_month(log, strangers),
        waits_by_weekday(log, strangers),
        findings.findings(log, steps, found, strangers),
        found,
        None if model is None else conform(log, found, is_running, model, progress),
    )
