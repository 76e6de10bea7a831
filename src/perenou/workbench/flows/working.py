"""What is done in the background: reading and measuring a log, and playing a question."""

from __future__ import annotations

import json
from base64 import b64decode
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import transaction

from perenou.language.grammar import LANGUAGES
from perenou.process.analyse import MODEL, Analysis, analyse
from perenou.process.draw import draw
from perenou.process.errors import RefusedLogError
from perenou.process.findings import keys_of, outside_units
from perenou.process.flow import running
from perenou.process.ground import ground
from perenou.process.log import EventLog
from perenou.process.model import Model, read_model
from perenou.process.read import read_bytes
from perenou.process.synthetic import synthetic
from perenou.process.tell import tell, tell_finding
from perenou.process.tell_what_if import tell_what_if
from perenou.process.what_if import Change, what_if
from perenou.process.words import Words
from perenou.pseudonym import by_key
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.flows.kept import failure_text, packed, report_text, unpacked
from perenou.workbench.flows.models import Log, Question, Source, State, Telling
from perenou.workbench.jobs.work import Plain, Progress, Work
from perenou.workbench.privacy.crypto import pseudonym_key

SHARES: Final = (0, 1, 2, 5, 10, 20)
"""Least shares of cases, in per cent, for which the flow is drawn."""

MOST_UNPACKED: Final = 128 * 1024**2
"""Bytes of a file when it is unpacked: it is held in memory several times over."""

INVENTED_CASES: Final = 5000
OWN_MODEL: Final = "own"
"""In the place of a model: the one of the work with family benefits."""

_READ: Final = 100
_STEPS: Final = 200


@dataclass(slots=True)
class _Meter:
    """Tells a job how far a piece of work is, whenever it is a hundredth further."""

    reached: Progress
    begin: int
    last: int = -1

    def __call__(self, done: int, of: int) -> None:
        """Tell, where that is news."""
        at = self.begin + min(done * 100 // max(of, 1), 99)
        if at > self.last:
            self.last = at
            self.reached(at, _STEPS)


def read_log(work: Work) -> Plain:
    """Read a log if it was not read yet, measure it, and tell of it in every language."""
    if not may(work.owner, Right.RUN_FLOWS):
        raise PermissionError("logs may no longer be read by whoever asked")
    number = int(work.arguments["log"])
    with work.alive() as reached:
        # Who told meanwhile of other columns, roles or units is to see what comes of those.
        while (is_read := _once(Log.objects.get(pk=number), reached)) is None:
            pass
    return {"log": number, "is_read": is_read}


def _once(log: Log, reached: Progress) -> bool | None:
    """Read and measure a log; says whether it could be, and nothing where that was not kept."""
    reached(0, _STEPS)
    try:
        events = _events(log, _Meter(reached, 0))
        return measure(log, events, _Meter(reached, _READ)) or None
    except RefusedLogError as error:
        return False if _refuse(log, error) else None


def measure(log: Log, events: EventLog, meter: Progress) -> bool:
    """Measure a log that was read, and keep it with what is told of it.

    Returns:
        Whether it was kept; not where other columns, roles or units were told meanwhile.

    Raises:
        RefusedLogError: its model cannot be read or walked.
    """
    found = analyse(events, json.loads(log.roles), json.loads(log.outside), _model(log), meter)
    tellings = _tellings(log, found, meter)
    with transaction.atomic():
        kept = Log.objects.select_for_update().get(pk=log.pk)
        if not _is_told_alike(kept, log):
            return False
        Telling.objects.filter(log=kept, question=None).delete()
        Telling.objects.bulk_create(tellings)
        days = events.days
        kept.content, kept.raw, kept.failure = packed(events), "", ""
        kept.cases, kept.steps, kept.state = len(events.cases), len(events), State.READY
        kept.settled = sum(each.judged for each in found.terms)
        kept.late = sum(each.late + each.overdue for each in found.terms)
        kept.over, kept.hours = found.through.number, round(found.through.median / 3600)
        kept.first = date.fromordinal(int(days.min()))
        kept.last = date.fromordinal(int(days.max()))
        kept.save()
    return True


def _refuse(log: Log, error: RefusedLogError) -> bool:
    """Keep why a log cannot be read, as ``measure`` keeps what was found."""
    with transaction.atomic():
        kept = Log.objects.select_for_update().get(pk=log.pk)
        if not _is_told_alike(kept, log):
            return False
        kept.state, kept.failure = State.FAILED, failure_text(error)
        kept.save(update_fields=["state", "failure"])
    return True


def _is_told_alike(one: Log, other: Log) -> bool:
    return (one.columns, one.roles, one.outside) == (other.columns, other.roles, other.outside)


def play(work: Work) -> Plain:
    """Play a question, and tell of it in every language."""
    if not may(work.owner, Right.RUN_FLOWS):
        raise PermissionError("questions may no longer be played by whoever asked")
    question = Question.objects.select_related("log").get(pk=int(work.arguments["question"]))
    log = question.log
    try:
        with work.alive() as reached:
            reached(0, _STEPS)
            events = unpacked(log.content)
            outside = outside_units(events, json.loads(log.outside))
            base = ground(events, running(events), outside, _Meter(reached, 0))
            change = Change(
                json.loads(question.staff),
                tuple(json.loads(question.without)),
                question.arrivals / 100,
            )
            found = what_if(
                base, change, json.loads(log.roles), question.replications, question.seed,
                _Meter(reached, _READ),
            )  # fmt: skip
    except RefusedLogError as error:
        Question.objects.filter(pk=question.pk).update(
            state=State.FAILED, failure=failure_text(error)
        )
        return {"log": log.pk, "question": question.pk, "is_read": False}
    with transaction.atomic():
        Telling.objects.filter(question=question).delete()
        Telling.objects.bulk_create(
            Telling(
                log=log, question=question, language=language, pictures="", findings="",
                report=report_text(tell_what_if(found, base, language)),
            )
            for language in LANGUAGES
        )  # fmt: skip
        Question.objects.filter(pk=question.pk).update(state=State.READY, failure="")
    return {"log": log.pk, "question": question.pk, "is_read": True}


def _events(log: Log, meter: Progress) -> EventLog:
    if log.content:
        return unpacked(log.content)
    if log.source == Source.INVENTED:
        return synthetic(INVENTED_CASES, progress=meter)
    return read_bytes(b64decode(log.raw), json.loads(log.columns), meter, MOST_UNPACKED)[0]


def _model(log: Log) -> Model | None:
    if not log.model:
        return None
    if log.model == OWN_MODEL:
        return read_model(MODEL.read_bytes(), MODEL.name)
    return read_model(log.model.encode(), "BPMN")


def _tellings(log: Log, found: Analysis, meter: Progress) -> list[Telling]:
    key = pseudonym_key()
    keys = keys_of(found.findings, found.log)
    made = []
    for at, language in enumerate(LANGUAGES):
        meter(90 + 3 * at, 100)
        words = Words(language, found.log, by_key(key, "case"), by_key(key, "resource"))
        report = tell(found, language, by_key(key, "case"), by_key(key, "resource"))
        pictures = {str(share): draw(found, words, share / 100) for share in SHARES}
        said = [tell_finding(each, found, words) for each in found.findings]
        made.append(
            Telling(
                log=log, language=language, report=report_text(report),
                pictures=json.dumps(pictures, ensure_ascii=False),
                findings=json.dumps(dict(zip(keys, said, strict=True)), ensure_ascii=False),
            )
        )  # fmt: skip
    return made
