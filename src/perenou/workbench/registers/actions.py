"""Asking registers and taking over what they say; each written to the audit trail."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from perenou.casework.case_file.source import Data
from perenou.registers.prefill import Place, already, askable, confirmed, prefill
from perenou.registers.saying import Register, Saying
from perenou.registers.x_road import Service
from perenou.workbench.accounts.models import User
from perenou.workbench.audit.trail import record
from perenou.workbench.cases import actions
from perenou.workbench.cases.models import Case, Kind, Version
from perenou.workbench.cases.solving import latest, told
from perenou.workbench.registers.content import Answered, fact_written, read, written
from perenou.workbench.registers.models import Query, Taken

HOLDS: Final = timedelta(days=1)
"""After which an answer that nobody decided on is gone: it must be asked for anew."""


class RefusedError(Exception):
    """Something that cannot be asked or taken over.

    Attributes:
        key: what is wrong, ``registers.refused.KEY`` of the texts.
    """

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def ask(
    actor: User, case: Case, of: Place, services: Mapping[Register, Service],
    *, official: str, purpose: str, token: str,
) -> Query:  # fmt: skip
    """Ask registers about one person of a case; the same form sent twice asks once.

    Args:
        services: those that are asked. official: personal code of the actor with its country.

    Raises:
        RefusedError: the case is invented, the actor is not known by a code, nobody is named whose
            code the case has, or none of the registers speaks of them.
    """
    sent = Query.objects.filter(token=token, case=case, actor=actor).first()
    if sent is not None:
        return sent
    if case.kind != Kind.REAL:
        raise RefusedError("invented")
    if not official:
        raise RefusedError("official")
    version = latest(case)
    file = told(version)
    speaking = askable(file).get(of)
    if speaking is None:
        raise RefusedError("nobody")
    asked = {each: service for each, service in services.items() if each in speaking}
    if not asked:
        raise RefusedError("none")
    # Written down before anything is sent: a query that breaks off has been made, too.
    record(
        actor, "registers.asked", "case", case.number, purpose=purpose,
        detail={"registers": [*asked]},
    )  # fmt: skip
    found = prefill(asked, file, official=official, number=case.number, only=of)
    with transaction.atomic():
        made, is_made = Query.objects.get_or_create(
            token=token,
            defaults={
                "case": case, "actor": actor, "based_on": version.number,
                "content": written(Answered(of, found)),
            },
        )  # fmt: skip
        if is_made:
            queries = [each.query for each in found.sayings]
            queries += [each.query for each in found.silent if each.query]
            silent = [str(each.register) for each in found.silent if not each.fact]
            record(
                actor, "registers.answered", "case", case.number,
                detail={"queries": list(dict.fromkeys(queries)), "silent": silent},
            )  # fmt: skip
    return made


def open_query(actor: User, case: Case, pk: int) -> Query | None:
    """An answer that somebody asked for and has not decided on; None: it is gone."""
    since = timezone.now() - HOLDS
    return Query.objects.filter(pk=pk, case=case, actor=actor, at__gte=since).first()


def forget() -> None:
    """Delete answers that nobody decided on in time; a duty of the worker."""
    Query.objects.filter(at__lt=timezone.now() - HOLDS).delete()


def take_over(
    actor: User, query: Query, keys: Collection[str], *, note: str, token: str
) -> Version:
    """Save a version of the case with what was confirmed of an answer, each fact with its source.

    Raises:
        RefusedError: nothing was confirmed that the registers said.
        ConflictError: the case was saved since they were asked.
        MisfitError: what a register says does not fit the rest of the case.
    """
    case = query.case
    chosen = [each for each in read(query.content).found.sayings if each.key in keys]
    if not chosen:
        raise RefusedError("nothing")
    before = case.versions.get(number=query.based_on)
    file = confirmed(told(before), chosen, {each.key for each in chosen})
    with transaction.atomic():
        version = actions.save(
            actor, case, file, based_on=query.based_on, token=token, note=note[:200]
        )
        if not version.taken.exists():
            for each in chosen:
                _keep(version, each, already(file, each))
            queries = list(dict.fromkeys(each.query for each in chosen))
            record(
                actor, "registers.taken", "case", case.number,
                detail={"version": version.number, "facts": len(chosen), "queries": queries},
            )  # fmt: skip
        Query.objects.filter(pk=query.pk).delete()
    return version


def _keep(version: Version, saying: Saying, value: Data) -> None:
    Taken.objects.create(
        version=version, register=saying.register, at=saying.at, query=saying.query,
        content=fact_written(saying.place, value),
    )  # fmt: skip
