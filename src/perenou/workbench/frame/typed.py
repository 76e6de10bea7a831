"""What somebody has typed into a long form and not sent yet, kept for a day for them alone.

A session that ends, another page or a machine that stops takes nothing of it. Nobody else sees it,
and every few seconds there is more of it, so that none of this is written to the audit trail.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Final

from django.contrib.messages import ERROR, get_messages
from django.contrib.messages.storage.base import BaseStorage
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from perenou.workbench.accounts.models import User
from perenou.workbench.frame.models import Typed

KEPT_FOR: Final = timedelta(days=1)

LONGEST: Final = 1_000_000
"""Characters of one form."""

MOST: Final = 30
"""Forms of one person."""

ANSWER: Final = "answer "
"""How the name of what is no form begins, but what one was answered with (``frame.answered``)."""

Fields = list[tuple[str, str]]
"""Names and values in the order of the form."""

FORM: Final = "typed"
"""The field by which a form that is sent names itself."""


def keep(user: User, form: str, fields: Fields) -> bool:
    """Keep what a form holds in place of what was kept of it; False: it is too much."""
    content = json.dumps(fields, ensure_ascii=False)
    if not form or len(form) > 300 or form.startswith(ANSWER) or len(content) > LONGEST:
        return False
    Typed.objects.update_or_create(user=user, form=form, defaults={"content": content})
    forms = Typed.objects.filter(user=user).exclude(form__startswith=ANSWER)
    rest = forms.values_list("pk", flat=True)[MOST:]
    Typed.objects.filter(pk__in=list(rest)).delete()
    return True


def kept(user: User, forms: Sequence[str]) -> list[tuple[Typed, Fields]]:
    """What is kept of some forms, and is not too old."""
    since = timezone.now() - KEPT_FOR
    asked = [each for each in forms[:MOST] if not each.startswith(ANSWER)]
    found = Typed.objects.filter(user=user, form__in=asked, changed_at__gt=since)
    return [(each, [(name, value) for name, value in json.loads(each.content)]) for each in found]


def drop(user: User, form: str) -> None:
    """Let go of what was typed into a form, because it was saved or is not wanted."""
    Typed.objects.filter(user=user, form=form).delete()


def drop_all(user: User) -> None:
    """Let go of all that somebody typed, because they sign out."""
    Typed.objects.filter(user=user).delete()


def forget() -> None:
    """Let go of what is too old; a duty of the worker."""
    Typed.objects.filter(changed_at__lt=timezone.now() - KEPT_FOR).delete()


class TypedMiddleware:
    """Lets go of what was typed into a form once the form was taken: the browser is sent on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; a form that was refused, with a message or with its own page, is still kept."""
        response = self._get_response(request)
        if request.method != "POST" or not 300 <= response.status_code < 400:
            return response
        form = request.POST.get(FORM, "")
        if form and isinstance(request.user, User) and not _is_refused(request):
            drop(request.user, form)
        return response


def _is_refused(request: HttpRequest) -> bool:
    told = get_messages(request)
    is_refused = any(each.level >= ERROR for each in told)
    if isinstance(told, BaseStorage):
        told.used = False  # they are still to be shown
    return is_refused
