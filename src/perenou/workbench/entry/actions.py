"""Everything that changes what is not saved yet; each whole or not at all.

That unsaved work was begun and that it was dropped is written to the audit trail. The steps between
are not: nobody but the person who works sees them, and every few seconds there is one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from perenou.workbench.accounts.models import User
from perenou.workbench.audit.trail import record
from perenou.workbench.cases.models import Case
from perenou.workbench.entry.models import Draft, How, new_key
from perenou.workbench.entry.plain import Json


def begin(
    user: User, how: How, content: Mapping[str, Json], *, key: str = "", case: Case | None = None
) -> Draft:
    """Begin unsaved work, or find it begun already.

    Args:
        key: of the form that begins it, so that a form sent twice begins it once; where another
            draft has it, this one gets its own. Of a case there
            is one draft for each person and way of entering, whatever the key.
    """
    told = {"content": _written(content), "based_on": 0 if case is None else case.latest}
    with transaction.atomic():
        if case is None:
            taken = Draft.objects.filter(key=key).exclude(user=user, how=how)
            key = new_key() if taken.exists() else key
            draft, made = Draft.objects.get_or_create(
                key=key or new_key(), user=user, how=how, defaults=told
            )
        else:
            draft, made = Draft.objects.get_or_create(user=user, case=case, how=how, defaults=told)
        if made:
            record(user, "draft.begun", "draft", draft.key, detail=_about(draft))
    return draft


def keep(
    user: User, draft: Draft, content: Mapping[str, Json], *, based_on: int | None = None
) -> None:
    """Keep what was entered so far in place of what was kept before."""
    with transaction.atomic():
        held = Draft.objects.select_for_update().filter(pk=draft.pk, user=user).first()
        if held is not None:
            held.content = _written(content)
            held.based_on = held.based_on if based_on is None else based_on
            held.save(update_fields=["content", "based_on", "changed_at"])
            draft.changed_at = held.changed_at


@dataclass(slots=True)
class Held:
    """A draft while it is changed; ``content`` is what it holds, and will hold."""

    draft: Draft
    content: dict[str, Json]


@contextmanager
def changing(user: User, key: str, how: How) -> Iterator[Held | None]:
    """Somebody's draft, locked; what its content is at the end is kept. None: it is gone."""
    with transaction.atomic():
        draft = Draft.objects.select_for_update().filter(user=user, key=key, how=how).first()
        if draft is None:
            yield None
            return
        held = Held(draft, read(draft))
        before = _written(held.content)
        yield held
        after = _written(held.content)
        if after != before:
            draft.content = after
            draft.save(update_fields=["content", "based_on", "changed_at"])


def drop(user: User, draft: Draft, *, saved: bool = False) -> None:
    """Let go of unsaved work, because it was saved or is not wanted."""
    with transaction.atomic():
        gone, _ = Draft.objects.filter(pk=draft.pk, user=user).delete()
        if gone:
            action = "draft.saved" if saved else "draft.dropped"
            record(user, action, "draft", draft.key, detail=_about(draft))


def drop_of(user: User, case: Case, *hows: How) -> None:
    """Let go of what somebody had entered about a case in some ways; it has been saved."""
    for draft in Draft.objects.filter(user=user, case=case, how__in=hows):
        drop(user, draft, saved=True)


def read(draft: Draft) -> dict[str, Json]:
    """What a draft holds."""
    content: dict[str, Json] = json.loads(draft.content)
    return content


def _about(draft: Draft) -> dict[str, str | int | bool | list[str]]:
    told: dict[str, str | int | bool | list[str]] = {"how": draft.how}
    if draft.case is not None:
        told["case"] = draft.case.number
    return told


def _written(content: Mapping[str, Json]) -> str:
    # The order of people and of rows is their own; it is kept.
    return json.dumps(content, ensure_ascii=False)
