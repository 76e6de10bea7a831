"""Calls that are sent once more: by their key they are known, and answered as before or not at all.

Of a question only a keyed hash is kept, and of its answer another one: a question asks for nothing
to be done, so that it is answered anew and the answer compared. What began work names the work.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone

from perenou.api.openapi import LONGEST_KEY
from perenou.workbench.interface.models import Call, Token
from perenou.workbench.interface.problems import ProblemError
from perenou.workbench.jobs.models import Job
from perenou.workbench.privacy.crypto import findable

KEPT_FOR: Final = timedelta(hours=24)
"""How long a key is known."""

_KEY: Final = re.compile(rf"[!-~]{{1,{LONGEST_KEY}}}")


def key_of(request: HttpRequest) -> str:
    """The key of a call; empty: it has none.

    Raises:
        ProblemError: it cannot be one.
    """
    told = request.headers.get("Idempotency-Key")
    if told is None:
        return ""
    if not _KEY.fullmatch(told):
        raise ProblemError(400, "key")
    return told


def same_answer(token: Token | None, key: str, name: str, asked: object, answer: str) -> None:
    """See to it that a key gets one answer.

    Args:
        name: of what is asked, and the language of the answer, without which it is another one.
        answer: what is about to be answered.

    Raises:
        ProblemError: the key was used for another question, or the answer is another one by now.
    """
    if token is None or not key:
        return
    digest, answered = _digest(name, asked), findable(answer)
    known = _known(token, key)
    if known is None:
        try:
            with transaction.atomic():
                Call.objects.create(token=token, key=findable(key), asked=digest, answered=answered)
            return
        except IntegrityError:
            known = Call.objects.get(token=token, key=findable(key))
    if known.asked != digest:
        raise ProblemError(422, "key_used")
    if known.answered != answered:
        raise ProblemError(409, "key_changed")


def same_work(
    token: Token, key: str, name: str, asked: object, begin: Callable[[], Job]
) -> tuple[Job, bool]:
    """The work of a key, begun if it was not, and whether it was begun now.

    Raises:
        ProblemError: the key was used for another question.
    """
    if not key:
        return begin(), True
    digest = _digest(name, asked)
    known = _known(token, key)
    if known is None:
        try:
            with transaction.atomic():
                made = Call.objects.create(token=token, key=findable(key), asked=digest)
                made.job = begin()
                made.save(update_fields=["job"])
            return made.job, True
        except IntegrityError:
            known = Call.objects.get(token=token, key=findable(key))
    if known.asked != digest or known.job is None:
        raise ProblemError(422, "key_used")
    return known.job, False


def forget() -> None:
    """Delete the keys whose time is over."""
    Call.objects.filter(made_at__lt=timezone.now() - KEPT_FOR).delete()


def _known(token: Token, key: str) -> Call | None:
    since = timezone.now() - KEPT_FOR
    mine = Call.objects.select_related("job").filter(token=token, key=findable(key))
    mine.filter(made_at__lt=since).delete()
    return mine.first()


def _digest(name: str, asked: object) -> str:
    # Upper and lower case are one to ``findable``, and are not in a question.
    return findable(f"{name} {json.dumps(asked, sort_keys=True).encode().hex()}")
