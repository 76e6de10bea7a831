"""Where a request comes from, how many came from there of late, and how long to wait."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Case, F, Value, When
from django.http import HttpRequest
from django.utils import timezone

from perenou.workbench.accounts.models import Source, User
from perenou.workbench.audit.models import Event
from perenou.workbench.privacy.crypto import findable

FORGOTTEN_AFTER: Final = timedelta(hours=1)
"""A failure so long ago no longer counts."""


def source_of(request: HttpRequest) -> str:
    """The keyed hash of whoever asks: somebody who signed in, or else an address."""
    user = request.user
    if isinstance(user, User):
        return findable(f"user {user.pk}")
    return findable(f"address {address_of(request)}")


def address_of(request: HttpRequest) -> str:
    """The address that asked, as the outermost proxy of our own saw it.

    Whoever asks without a proxy, as the machine itself does whether the program is well, is who
    they are.
    """
    proxies: int = settings.CONFIGURATION.proxies
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    told = [each for each in forwarded.split(",") if each.strip()]
    if 0 < proxies <= len(told):
        return str(told[-proxies]).strip()[:60]
    return str(request.META.get("REMOTE_ADDR", ""))[:60]


def is_over(request: HttpRequest) -> bool:
    """Whether more requests came from there in the last minute than one may make.

    What somebody looked at stands in the audit trail already, so that nothing is written to count
    it; the rest is counted: requests of strangers, what is sent, and what was refused.
    """
    most: int = settings.CONFIGURATION.requests
    counted = (
        Source.objects.filter(digest=source_of(request), minute=_minute())
        .values_list("requests", flat=True)
        .first()
    )
    if counted is not None and counted >= most:
        return True
    if not isinstance(request.user, User):
        return False
    since = timezone.now() - timedelta(minutes=1)
    # Their jobs write events, too, but look at nothing.
    seen = Event.objects.filter(actor=request.user, at__gt=since, action__startswith="view.")
    return seen.order_by()[:most].count() >= most


def count(request: HttpRequest) -> None:
    """Count a request that leaves no view in the audit trail."""
    digest, minute = source_of(request), _minute()
    counted = Case(When(minute=minute, then=F("requests") + 1), default=Value(1))
    if Source.objects.filter(digest=digest).update(requests=counted, minute=minute):
        return
    Source.objects.filter(minute__lt=minute - 24 * 60).delete()
    try:
        with transaction.atomic():
            Source.objects.create(digest=digest, minute=minute, requests=1)
    except IntegrityError:
        Source.objects.filter(digest=digest).update(requests=counted, minute=minute)


def brings(request: HttpRequest, size: int) -> bool:
    """Count what somebody brings; whether it still fits into what one person may bring in a day.

    Args:
        size: bytes.
    """
    most: int = settings.CONFIGURATION.upload_mb * 1_000_000
    digest, today = source_of(request), timezone.localdate()
    with transaction.atomic():
        Source.objects.get_or_create(digest=digest, defaults={"minute": _minute()})
        found = Source.objects.select_for_update().get(digest=digest)
        before = found.brought if found.brought_on == today else 0
        if before + size > most:
            return False
        found.brought, found.brought_on, found.minute = before + size, today, _minute()
        found.save(update_fields=["brought", "brought_on", "minute"])
    return True


def wait_of(request: HttpRequest) -> int:
    """Seconds until a sign-in is taken from this address; 0: now.

    The first few failures cost nothing; each further one doubles the wait.
    """
    free: int = settings.CONFIGURATION.failures
    longest: int = settings.CONFIGURATION.lock_minutes * 60
    found = Source.objects.filter(digest=source_of(request)).first()
    if found is None or found.failed_at is None or found.failures <= free:
        return 0
    waits = min(2.0 ** min(found.failures - free, 30), longest)
    left = (found.failed_at + timedelta(seconds=waits) - timezone.now()).total_seconds()
    return max(0, int(left + 0.999))


def failed(request: HttpRequest) -> None:
    """Remember a failed sign-in from this address; the request itself is counted elsewhere."""
    now = timezone.now()
    more = Case(When(failed_at__gt=now - FORGOTTEN_AFTER, then=F("failures") + 1), default=Value(1))
    with transaction.atomic():
        Source.objects.get_or_create(digest=source_of(request), defaults={"minute": _minute()})
        Source.objects.filter(digest=source_of(request)).update(failures=more, failed_at=now)


def _minute() -> int:
    return int(time.time() // 60)
