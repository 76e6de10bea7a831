"""What is done with tables of decisions, each in one transaction, with its trace in the trail."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from pathlib import PurePath
from typing import Final

from django.db import transaction

from perenou.language.grammar import Language
from perenou.population.practice.as_json import to_json
from perenou.population.practice.audit import Cluster, Made
from perenou.population.practice.tell import Telling
from perenou.training.as_if import CHANGES
from perenou.training.exercise import Kind
from perenou.training.misreadings import READINGS
from perenou.workbench.accounts.models import User
from perenou.workbench.audit.trail import record
from perenou.workbench.frame.words import say
from perenou.workbench.jobs.models import Job
from perenou.workbench.jobs.queue import ask
from perenou.workbench.learning.actions import PartTold, add_part
from perenou.workbench.learning.actions import RefusedError as NoneToAskError
from perenou.workbench.learning.actions import begin as begin_course
from perenou.workbench.learning.models import Course
from perenou.workbench.learning.stock import Wanted
from perenou.workbench.practice.models import PART, Audit, Sender, State, part_key

JOB: Final = "practice.audit"
SUFFIXES: Final = (".csv", ".xlsx", ".parquet")
EXERCISES: Final = 5
"""How many exercises a course about a cluster has, if there are so many."""


def take_in(
    owner: User, sender: str, name: str, content: bytes, *, token: str, is_invented: bool = False
) -> Audit:
    """Keep a table that was loaded; the same form sent twice keeps it once."""
    with transaction.atomic():
        made, is_new = Audit.objects.get_or_create(
            token=token,
            defaults={
                "owner": owner, "sender": sender, "file_name": PurePath(name).name[:200],
                "content": b64encode(content).decode(), "refusal": "", "found": "",
                "officials": "", "is_invented": is_invented,
            },
        )  # fmt: skip
        if is_new:
            record(owner, "practice.loaded", "practice", made.pk, detail={"bytes": len(content)})
    return made


def look(actor: User, audit: Audit, columns: Mapping[str, str], *, is_resident: bool) -> Job:
    """Remember what the sender's columns mean, and ask for the table to be looked at."""
    with transaction.atomic():
        told = json.dumps(dict(columns), ensure_ascii=False, sort_keys=True)
        if columns:
            Sender.objects.update_or_create(
                name=audit.sender, defaults={"columns": told, "is_resident": is_resident}
            )
        held = Audit.objects.select_for_update().get(pk=audit.pk)
        held.columns, held.is_resident = told if columns else "", is_resident
        held.state, held.refusal = State.WAITING, ""
        held.save(update_fields=["columns", "is_resident", "state", "refusal"])
        record(actor, "practice.asked", "practice", audit.pk)
        return ask(actor, JOB, {"audit": audit.pk}, lock=f"{JOB}:{audit.pk}")


def keep(audit: Audit, made: Made, officials: Mapping[str, str]) -> None:
    """Keep what was found, and let the table go."""
    with transaction.atomic():
        held = Audit.objects.select_for_update().get(pk=audit.pk)
        held.cases.all().delete()
        for key, cases in made.cases.items():
            for part, start in enumerate(range(0, len(cases), PART)):
                told = json.dumps(cases[start : start + PART], ensure_ascii=False)
                held.cases.create(key=part_key(key, part), cases=told)
        held.state, held.content, held.found = State.DONE, "", to_json(made.audit)
        held.officials = json.dumps(dict(officials), ensure_ascii=False)
        held.decisions = made.audit.decisions
        held.alike = made.audit.uniformity.whole.alike.value
        held.clusters = len(made.audit.clusters)
        held.save()
        record(audit.owner, "practice.audited", "practice", audit.pk,
               detail={"decisions": held.decisions, "clusters": held.clusters})  # fmt: skip


def refuse(audit: Audit, why: str) -> None:
    """Note why a table could not be looked at; it stays, so that its columns can be told anew."""
    with transaction.atomic():
        held = Audit.objects.select_for_update().get(pk=audit.pk)
        held.state, held.refusal = State.REFUSED, why
        held.save(update_fields=["state", "refusal"])
        record(audit.owner, "practice.refused", "practice", audit.pk)


def open_officials(actor: User, audit: Audit, *, purpose: str) -> list[tuple[str, str]]:
    """The officials behind the pseudonyms of an audit, which is written down with its purpose."""
    names: dict[str, str] = json.loads(audit.officials or "{}")
    record(
        actor, "practice.officials", "practice", audit.pk, purpose=purpose,
        detail={"officials": len(names)},
    )  # fmt: skip
    return sorted(names.items())


def exported(actor: User, audit: Audit, what: str, rows: int) -> None:
    """Note that decisions of an audit left the workbench."""
    record(actor, "exported", "practice", audit.pk, detail={"rows": rows, "what": what})


def make_course(
    actor: User, audit: Audit, cluster: Cluster, language: Language, *, token: str
) -> Course | None:
    """A course with exercises about the benefit of a cluster; None: there are none in store."""
    words = Telling(language)
    title = say(
        "practice.course.title", language,
        benefit=words.benefit(cluster.benefit), cause=words.cause(cluster.cause),
    )[:120]  # fmt: skip
    body = say(
        "practice.course.body", language,
        count=cluster.decisions, place=words.place(cluster), audit=str(audit.pk),
    )  # fmt: skip
    with transaction.atomic():
        course = begin_course(actor, title, body, token=token)
        if course.parts.exists() or _with_exercises(actor, course, title, body, cluster):
            return course
        transaction.set_rollback(True)
    return None


def _with_exercises(actor: User, course: Course, title: str, body: str, cluster: Cluster) -> bool:
    """Add exercises whose wrong answers come from what a cluster misreads, as many as there are.

    Where nothing of the sort is asked about its benefit, any exercise about that.
    """
    about = TAUGHT_AS.get(cluster.cause, cluster.cause)
    wishes = [Wanted(benefit=cluster.benefit)]
    if about in READINGS or about in CHANGES:
        wishes.insert(0, Wanted(Kind.HOW_MUCH.value, benefit=cluster.benefit, misreading=about))
    for wanted in wishes:
        told = PartTold(title, body, wanted, EXERCISES, fewest=1)
        part_token = f"{course.token[:34]}-part"
        try:
            add_part(actor, course, told, based_on=course.revision, token=part_token)
        except NoneToAskError:
            continue
        return True
    return False


TAUGHT_AS: Final = {"law_of_another_day": "old_rates", "other_reading": "part_month_as_whole"}
"""Causes that are taught as another one, by its key."""
