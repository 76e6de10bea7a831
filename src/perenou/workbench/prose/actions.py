"""Everything that changes texts; each whole or not at all, and written to the audit trail."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

from perenou.language.grammar import Language
from perenou.texts.check import CheckedText
from perenou.texts.kept import kept
from perenou.texts.mend import mended_source
from perenou.texts.rests import figures_stated, rests_on
from perenou.workbench.accounts.models import User
from perenou.workbench.audit.trail import record
from perenou.workbench.frame.words import say
from perenou.workbench.prose.checking import Told, checked_of, latest, only, told_of
from perenou.workbench.prose.models import (
    LONGEST_TITLE,
    Batch,
    Check,
    Decision,
    Sort,
    Text,
    Version,
    What,
)
from perenou.workbench.prose.reading import Read, RefusedError
from perenou.workbench.references.registered import refer
from perenou.workbench.tasks.actions import LONGEST_TEXT, give
from perenou.workbench.tasks.models import Task

ABOUT: Final = "text"
LONGEST_REASON: Final = 1000
YEAR: Final = timedelta(days=365)
_SYSTEM: Final = "et"
"""Counts do not depend on the language in which findings are told."""


class ConflictError(Exception):
    """Somebody else has changed the text since it was opened here."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a text of the register is to tell of itself."""

    title: str
    sort: Sort
    owner: User
    address: str
    is_registered: bool
    is_retired: bool = False


def bring(
    actor: User, read: Read, title: str, *, token: str, address: str = "",
    batch: Batch | None = None, registers: bool = False, sort: Sort = Sort.OTHER,
) -> Text:  # fmt: skip
    """Keep a text that was brought, and check it; the same form sent twice keeps one."""
    with transaction.atomic():
        text, is_new = Text.objects.get_or_create(
            token=token,
            defaults={
                "title": (title or read.title)[:LONGEST_TITLE], "owner": actor, "address": address,
                "batch": batch, "is_registered": registers, "sort": sort,
            },
        )  # fmt: skip
        if is_new:
            record(actor, "text.brought", ABOUT, text.pk, detail={"format": read.format})
            _add(actor, text, read)
    return text


def renew(actor: User, text: Text, read: Read, *, batch: Batch | None = None) -> None:
    """Take a newer version of a text, unless it reads as the last one does; check it anyway."""
    with transaction.atomic():
        locked = Text.objects.select_for_update().get(pk=text.pk)
        if batch is not None:
            locked.batch = batch
        if latest(locked).paragraphs == read.paragraphs:
            _check(actor, locked)
            return
        record(actor, "text.renewed", ABOUT, locked.pk, detail={"format": read.format})
        _add(actor, locked, read)


def check_again(actor: User, text: Text) -> None:
    """Check a text against the law of today."""
    with transaction.atomic():
        locked = Text.objects.select_for_update().get(pk=text.pk)
        _check(actor, locked)
        detail: dict[str, str | int | bool | list[str]] = {
            "findings": locked.facts + locked.wording
        }
        record(actor, "text.checked", ABOUT, locked.pk, detail=detail)


def decide(actor: User, text: Text, keys: Collection[str], what: What, reason: str = "") -> int:
    """Settle findings: take their changes over, or let them stand with a reason; says how many.

    Raises:
        RefusedError: a reason is missing, or none of the findings is there as it was seen.
    """
    if what is What.DISMISSED and len(reason.strip()) < 3:
        raise RefusedError("no_reason")
    with transaction.atomic():
        locked, checked, told = _opened(text)
        mine = [
            e for e in told if e.key in keys and (what is not What.ACCEPTED or e.can_be_accepted)
        ]
        if not mine:
            raise RefusedError("gone")
        for each in mine:
            _decide(actor, locked, each, what, reason.strip()[:LONGEST_REASON])
        _count(locked, checked)
        record(actor, f"finding.{what.value}", ABOUT, locked.pk, detail={"count": len(mine)})
    return len(mine)


def undo(actor: User, text: Text, keys: Collection[str]) -> None:
    """Open findings again."""
    with transaction.atomic():
        locked, checked, _ = _opened(text)
        count = locked.decisions.filter(key__in=keys).delete()[0]
        _count(locked, checked)
        record(actor, "finding.reopened", ABOUT, locked.pk, detail={"count": count})


def hand_on(
    actor: User, text: Text, keys: Collection[str], owner: User, due: date | None,
    language: Language, *, token: str,
) -> Task:  # fmt: skip
    """Give somebody the task to mend open findings, with what is to be written there.

    Raises:
        RefusedError: none of the findings is open.
    """
    with transaction.atomic():
        locked = Text.objects.select_for_update().get(pk=text.pk)
        checked = checked_of(latest(locked), localdate().toordinal(), language)
        told = told_of(locked, checked)
        mine = [each for each in told if each.key in keys and each.is_open]
        if not mine:
            raise RefusedError("gone")
        task = give(
            actor, owner, say("texts.task.title", language, title=locked.title), due, ABOUT,
            str(locked.pk), f"text:{locked.pk}:{token}", text=_instructions(mine, language),
        )  # fmt: skip
        for each in mine:
            _decide(actor, locked, each, What.HANDED, task=task.pk)
        _count(locked, checked)
        record(actor, "finding.handed", ABOUT, locked.pk, detail={"count": len(mine)})
    return task


def adopt(actor: User, text: Text) -> None:
    """Make a new version of a text in which the accepted changes are done.

    Raises:
        RefusedError: none was accepted.
    """
    with transaction.atomic():
        locked, checked, told = _opened(text)
        accepted = only(checked, told, What.ACCEPTED)
        if not accepted.findings:
            raise RefusedError("nothing_accepted")
        was = latest(locked)
        rows = json.dumps(kept(mended_source(accepted)), ensure_ascii=False)
        record(actor, "text.adopted", ABOUT, locked.pk)
        _add(actor, locked, Read(was.name, "text", "", rows, written=was.written))


def keep(actor: User, text: Text, wanted: Wanted, *, based_on: int) -> None:
    """Change what the register tells of a text.

    Raises:
        ConflictError: somebody else has changed it meanwhile.
    """
    with transaction.atomic():
        locked = Text.objects.select_for_update().get(pk=text.pk)
        if locked.changes != based_on:
            raise ConflictError
        locked.title, locked.sort, locked.owner = wanted.title, wanted.sort, wanted.owner
        locked.address, locked.is_retired = wanted.address, wanted.is_retired
        locked.is_registered = wanted.is_registered
        locked.changes += 1
        locked.save()
        record(actor, "text.kept", ABOUT, locked.pk, detail={"registered": locked.is_registered})


def forget(actor: User, text: Text) -> None:
    """Delete a text of one's own that is not in the register.

    Raises:
        RefusedError: it is in the register, where it is retired instead.
    """
    with transaction.atomic():
        locked = Text.objects.select_for_update().get(pk=text.pk)
        if locked.is_registered:
            raise RefusedError("registered")
        record(actor, "text.forgotten", ABOUT, locked.pk)
        locked.delete()


# ------------------------------------------------------------------------------ holding


def _add(actor: User, text: Text, read: Read) -> None:
    text.versions_count += 1
    Version.objects.create(
        text=text, number=text.versions_count, name=read.name[-200:], format=read.format,
        paragraphs=read.paragraphs, file=read.file, written=read.written, actor=actor,
    )  # fmt: skip
    _check(actor, text)


def _check(actor: User, text: Text) -> None:
    """Check the last version, and note what it rests on and when it is to be checked again."""
    today = localdate()
    version = latest(text)
    checked = checked_of(version, today.toordinal(), _SYSTEM)
    figures = figures_stated(checked.act)
    refer(ABOUT, text.pk, rests_on(checked.act, figures, today.toordinal()))
    text.figures = " ".join(figures)
    text.language = checked.language
    text.checked_at, text.checked_day = timezone.now(), today
    text.due_day, text.due_why = today + YEAR, "year"
    _count(text, checked)
    Check.objects.create(
        text=text, number=version.number, day=today, facts=text.facts, wording=text.wording,
        words=len(checked.act.text.split()), actor=actor,
    )  # fmt: skip


def _opened(text: Text) -> tuple[Text, CheckedText, list[Told]]:
    locked = Text.objects.select_for_update().get(pk=text.pk)
    checked = checked_of(latest(locked), localdate().toordinal(), _SYSTEM)
    return locked, checked, told_of(locked, checked)


def _decide(
    actor: User, text: Text, told: Told, what: What, reason: str = "", task: int | None = None
) -> None:
    Decision.objects.update_or_create(
        text=text, key=told.key,
        defaults={
            "rule": told.finding.item[:60], "what": what, "reason": reason, "actor": actor,
            "task": task,
        },
    )  # fmt: skip


def _count(text: Text, checked: CheckedText) -> None:
    """Open findings, and those closed: decided, or handed on and no longer found."""
    told = told_of(text, checked)
    text.facts = sum(each.is_open and each.is_fact for each in told)
    text.wording = sum(each.is_open and not each.is_fact for each in told)
    still_open = [each.key for each in told if each.is_open]
    text.closed = text.decisions.exclude(key__in=still_open).count()
    text.save()


def _instructions(found: Collection[Told], language: Language) -> str:
    """What is to be done, a finding each: where, what is wrong, what to write."""
    lines = []
    for each in found:
        of = each.finding
        put = "" if of.instead is None else say("texts.task.instead", language, words=of.instead)
        where = of.excerpt or say("texts.whole", language)
        lines.append(f"{each.number}. „{where[:160]}“\n{of.text} {of.cure} {put}".rstrip())
    text = "\n\n".join(lines)
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 2] + " …"
