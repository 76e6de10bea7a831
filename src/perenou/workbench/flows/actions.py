"""Everything that changes what is kept of event logs; each written to the audit trail."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from perenou.process.columns import MEANINGS, NEEDED, Columns, columns_of, fingerprint, guessed
from perenou.process.errors import RefusedLogError
from perenou.process.model import read_model
from perenou.process.read import beginning, is_xml
from perenou.process.read_csv import Table, open_table
from perenou.pseudonym import PREFIX, Sort, is_pseudonym, pseudonym
from perenou.workbench.accounts.models import User
from perenou.workbench.audit.trail import record
from perenou.workbench.flows.kept import unpacked as log_of
from perenou.workbench.flows.models import KnownColumns, Log, Question, Source, State
from perenou.workbench.flows.working import OWN_MODEL
from perenou.workbench.jobs.queue import ask
from perenou.workbench.privacy.crypto import pseudonym_key

MOST_BYTES: Final = 20 * 1024 * 1024
MOST_MODEL: Final = 2 * 1024 * 1024
SEED: Final = 2026


class NoPseudonymError(ValueError):
    """What was typed cannot be a pseudonym."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a simulation."""

    staff: Mapping[str, int]
    without: Sequence[str]
    arrivals: int
    replications: int


def bring(actor: User, name: str, content: bytes, model: bytes | None, *, token: str) -> Log:
    """Take a log in; a table waits to be told which column is which, XES is read at once.

    Args:
        model: a BPMN file; empty: the model of the work with family benefits; None: none.

    Raises:
        RefusedLogError: the file is neither, or the model is none.
    """
    first = beginning(content)
    is_table = not is_xml(first)
    if is_table:
        open_table(first)
    told = "" if model is None else OWN_MODEL
    if model:
        read_model(model, "BPMN")
        told = model.decode("utf-8", errors="replace")
    with transaction.atomic():
        log, is_new = Log.objects.get_or_create(
            token=token,
            defaults={
                "name": name, "owner": actor, "raw": b64encode(content).decode(), "model": told,
                "content": "", "failure": "",
                "state": State.COLUMNS if is_table else State.WAITING,
            },
        )  # fmt: skip
        if is_new:
            record(actor, "flow.brought", "flow", log.pk)
            if not is_table:
                _read(actor, log)
    return log


def invent(actor: User, name: str, *, token: str) -> Log:
    """Have a log invented, with the model that it is to be laid beside."""
    with transaction.atomic():
        log, is_new = Log.objects.get_or_create(
            token=token,
            defaults={
                "name": name, "owner": actor, "raw": "", "content": "", "failure": "",
                "model": OWN_MODEL, "source": Source.INVENTED,
            },
        )  # fmt: skip
        if is_new:
            record(actor, "flow.brought", "flow", log.pk)
            _read(actor, log)
    return log


def table_of(log: Log) -> Table:
    """The first rows of the table of a log that was not read yet.

    Raises:
        RefusedLogError: it is none.
    """
    return open_table(beginning(b64decode(log.raw)))


def columns_for(head: Sequence[str]) -> dict[str, str]:
    """By meaning, the column: as told last time for such a head, otherwise as guessed."""
    known = KnownColumns.objects.filter(fingerprint=fingerprint(head)).first()
    if known is None:
        return guessed(head)
    told: dict[str, str] = json.loads(known.columns)
    return {meaning: name for meaning, name in told.items() if name in head}


def tell_columns(actor: User, log: Log, told: Mapping[str, str]) -> None:
    """Tell which column is which, remember it, and have the log read.

    Raises:
        RefusedLogError: a needed column is missing or stands for two things.
    """
    head = table_of(log).head
    named = [name for name in told.values() if name]
    if twice := next((name for name in named if named.count(name) > 1), None):
        raise RefusedLogError("column_for_two", name=twice)
    for meaning in NEEDED:
        if not told.get(meaning):
            raise RefusedLogError("no_column", meaning=meaning, option=meaning, head=list(head))
    columns = columns_of(head, told)
    kept = json.dumps(_plain(columns), ensure_ascii=False)
    with transaction.atomic():
        KnownColumns.objects.update_or_create(
            fingerprint=fingerprint(head), defaults={"columns": kept}
        )
        log.columns, log.state, log.failure = kept, State.WAITING, ""
        log.save(update_fields=["columns", "state", "failure"])
        record(actor, "flow.columns", "flow", log.pk)
        _read(actor, log)


def set_up(
    actor: User, log: Log, roles: Mapping[str, Sequence[str]], outside: Sequence[str]
) -> None:
    """Tell which steps legal terms run between and whose time is not the agency's; measure anew."""
    with transaction.atomic():
        log.roles = json.dumps({role: list(steps) for role, steps in roles.items()})
        log.outside = json.dumps(list(outside))
        log.state = State.WAITING
        log.save(update_fields=["roles", "outside", "state"])
        record(actor, "flow.set_up", "flow", log.pk)
        _read(actor, log)


def question(actor: User, log: Log, wanted: Wanted, *, token: str) -> Question:
    """Ask what would be if."""
    with transaction.atomic():
        made, is_new = Question.objects.get_or_create(
            token=token,
            defaults={
                "log": log, "owner": actor, "staff": json.dumps(dict(wanted.staff)),
                "without": json.dumps(list(wanted.without)), "arrivals": wanted.arrivals,
                "replications": wanted.replications, "seed": SEED, "failure": "",
            },
        )  # fmt: skip
        if is_new:
            record(actor, "flow.asked", "flow", log.pk, detail={"question": made.pk})
            made.job = ask(actor, "flows.play", {"question": made.pk}, lock=f"flow:{log.pk}")
            made.save(update_fields=["job"])
    return made


def open_name(actor: User, log: Log, called: str, purpose: str) -> str:
    """The name behind a pseudonym of a log; empty where it stands for nobody there.

    Who opened what and why is written down whether or not there was a name; what stands for nobody
    is not, since it may be somebody's name that has the form of a pseudonym.

    Raises:
        NoPseudonymError: it has another form; it may be somebody's name, and nothing is written.
    """
    wanted = called.strip().upper()
    if not is_pseudonym(wanted):
        raise NoPseudonymError
    key = pseudonym_key()
    events = log_of(log.content)
    sorts: dict[Sort, tuple[str, ...]] = {"case": events.cases, "resource": events.resources}
    found = next(
        (
            name
            for sort, names in sorts.items()
            if wanted.startswith(PREFIX[sort])
            for name in names
            if pseudonym(key, sort, name) == wanted
        ),
        "",
    )
    record(
        actor, "flow.name_opened", "flow", log.pk, purpose=purpose,
        detail={"pseudonym": wanted if found else "", "found": bool(found)},
    )  # fmt: skip
    return found


def delete(actor: User, log: Log) -> None:
    """Delete a log with all that was told of it."""
    with transaction.atomic():
        record(actor, "flow.deleted", "flow", log.pk)
        log.delete()


def _read(actor: User, log: Log) -> None:
    log.job = ask(actor, "flows.read", {"log": log.pk}, lock=f"flow:{log.pk}", joins=False)
    log.save(update_fields=["job"])


def _plain(columns: Columns) -> dict[str, str]:
    return {meaning: columns.named(meaning) for meaning in MEANINGS}
