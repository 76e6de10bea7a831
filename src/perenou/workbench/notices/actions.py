"""Everything that changes notices; each written to the audit trail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.audit.trail import record
from perenou.workbench.notices.models import Notice, Tone


@dataclass(frozen=True, slots=True)
class Wanted:
    """A notice to be written; it is shown from ``begins`` until ``ends``."""

    tone: Tone
    texts: dict[Language, str]
    begins: datetime
    ends: datetime


def write(actor: User, wanted: Wanted, *, token: str) -> Notice:
    """Show everybody a notice; a form that is sent twice writes one."""
    with transaction.atomic():
        notice, is_new = Notice.objects.get_or_create(
            token=token,
            defaults={
                "tone": wanted.tone,
                "et": wanted.texts["et"],
                "en": wanted.texts["en"],
                "ru": wanted.texts["ru"],
                "begins": wanted.begins,
                "ends": wanted.ends,
                "author": actor,
            },
        )
        if is_new:
            when = [wanted.begins.isoformat(), wanted.ends.isoformat()]
            record(actor, "notice.written", "notice", notice.pk, detail={"shown": when})
    return notice


def end(actor: User, notice: Notice) -> bool:
    """Show a notice no longer; whether it was still to be shown."""
    now = timezone.now()
    with transaction.atomic():
        held = Notice.objects.select_for_update().get(pk=notice.pk)
        if held.ends <= now:
            return False
        until = [held.ends.isoformat(), now.isoformat()]
        held.ends = now
        held.begins = min(held.begins, now)
        held.save(update_fields=["begins", "ends"])
        record(actor, "notice.ended", "notice", notice.pk, detail={"ends": until})
    return True
