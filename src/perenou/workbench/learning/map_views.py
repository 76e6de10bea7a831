"""Knowledge maps: one's own, somebody's for their trainer, and where a unit fails."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from perenou.training.mastery import Level
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.audit.trail import record
from perenou.workbench.learning.keeping import kept_of
from perenou.workbench.learning.knowing import FEWEST, group_map, knowledge_map, maps
from perenou.workbench.learning.models import Statement
from perenou.workbench.learning.statements import Told, told
from perenou.workbench.learning.taking import takings


@page(Right.LEARN)
@require_safe
def own(request: SignedIn) -> HttpResponse:
    """What one knows oneself."""
    return _shown(request, request.user)


@page(Right.SEE_KNOWLEDGE, about="account")
@require_safe
def of(request: SignedIn, pk: int) -> HttpResponse:
    """What somebody else knows; that it was looked at is written down."""
    who = User.objects.filter(pk=pk, is_active=True).prefetch_related("role_rows").first()
    if who is None or not may(who, Right.LEARN):
        raise Http404
    return _shown(request, who)


def _shown(request: SignedIn, who: User) -> HttpResponse:
    told_of = {
        "who": who,
        "is_own": who.pk == request.user.pk,
        "chapters": knowledge_map(who),
        "takings": takings(who),
        "statements": [told(each) for each in who.learning_statements.all()],
        "levels": [level.value for level in Level],
    }
    return render(request, "learning/map.html", told_of)


@page(Right.TEACH)
@require_safe
def group(request: SignedIn) -> HttpResponse:
    """Where a unit fails; figures about fewer than five people only for whoever may see each."""
    people = [
        each
        for each in User.objects.filter(is_active=True).prefetch_related("role_rows")
        if may(each, Right.LEARN)
    ]
    units = sorted({each.unit for each in people if each.unit})
    wanted = request.GET.get("unit", "")
    unit = wanted if wanted in units else ""
    sees = may(request.user, Right.SEE_KNOWLEDGE)
    members = [each for each in people if not unit or each.unit == unit]
    of_each = maps(members)
    latest = _statements(members) if sees else {}
    told_of = {
        "units": units,
        "unit": unit,
        "rows": group_map(of_each.values(), sees_everybody=sees),
        "fewest": FEWEST,
        "sees_everybody": sees,
        "members": [
            (each, sum(s.level is Level.MASTERED for c in of_each[each.pk] for s in c.sections),
             sum(s.level is Level.LEARNING for c in of_each[each.pk] for s in c.sections),
             latest.get(each.pk))
            for each in members
        ] if sees else [],
        "count": len(members),
    }  # fmt: skip
    return render(request, "learning/group.html", told_of)


def _statements(people: Sequence[User]) -> dict[int, Told]:
    """By person, their latest statement as it holds today."""
    found = Statement.objects.filter(user__in=[each.pk for each in people]).order_by("pk")
    return {pk: told(each) for pk, each in {each.user_id: each for each in found}.items()}


@page(Right.LEARN)
@require_safe
def mine(request: SignedIn) -> HttpResponse:
    """All that is kept of one's own learning, as a file."""
    content = {"made_at": timezone.now().isoformat(), **kept_of(request.user)}
    record(request.user, "learning.exported", "account", request.user.pk)
    response = HttpResponse(
        json.dumps(content, ensure_ascii=False, indent=1), content_type="application/json"
    )
    response["Content-Disposition"] = 'attachment; filename="koolitus.json"'
    response["Cache-Control"] = "no-store"
    return response
