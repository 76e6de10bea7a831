"""What is done about a text: findings settled or handed on, checked again, taken over, deleted."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right
from perenou.workbench.frame.confirm import asks_first
from perenou.workbench.frame.sent import posted, token
from perenou.workbench.frame.uploads import is_too_large
from perenou.workbench.frame.words import say
from perenou.workbench.prose import actions
from perenou.workbench.prose.checking import checked_of, latest, told_of
from perenou.workbench.prose.find import possible_owners_of
from perenou.workbench.prose.models import Text, What
from perenou.workbench.prose.reading import PASTED, RefusedError, read
from perenou.workbench.prose.showing import changeable, content_of, refusal, show_text
from perenou.workbench.tasks.forms import day_of


@page(Right.CHECK_TEXT, about="text")
@require_POST
def decide(request: SignedIn, pk: int) -> HttpResponse:
    """Accept changes, let a finding stand with a reason, or open one again."""
    text = changeable(request, pk)
    sent = posted(request)
    key = sent.get("key", "")[:10]
    try:
        if sent.get("do") == "undo":
            actions.undo(request.user, text, {key})
        elif sent.get("do") == "accept_all":
            actions.decide(request.user, text, _acceptable(request, text), What.ACCEPTED)
        elif sent.get("do") == "accept":
            actions.decide(request.user, text, {key}, What.ACCEPTED)
        else:
            reason = sent.get("reason", "")
            actions.decide(request.user, text, {key}, What.DISMISSED, reason)
    except RefusedError as refused:
        return show_text(
            request, text, {"key": key, "error": refusal(request, refused)}, status=422
        )
    return redirect(f"{text.get_absolute_url()}#f-{key}" if key else text.get_absolute_url())


@page(Right.CHECK_TEXT, about="text")
@require_POST
def hand(request: SignedIn, pk: int) -> HttpResponse:
    """Give the open findings that were chosen to somebody as a task; all, where none was."""
    text = changeable(request, pk)
    owners = {str(each.pk): each for each in possible_owners_of(request.user, text)}
    sent = posted(request)
    owner = owners.get(sent.get("owner", ""))
    due = day_of(sent.get("due", "").strip())
    wrong = ""
    if owner is None:
        wrong = say("tasks.wrong.owner", request.language)
    elif sent.get("due", "").strip() and due is None:
        wrong = say("tasks.wrong.due", request.language)
    else:
        try:
            keys = request.POST.getlist("chosen") or _open(request, text)
            task = actions.hand_on(
                request.user, text, set(keys), owner, due, request.language,
                token=token(request, "hand"),
            )  # fmt: skip
        except RefusedError as refused:
            wrong = refusal(request, refused)
        else:
            messages.success(request, say("texts.handed", request.language, who=owner.name))
            return redirect(task)
    return show_text(request, text, {"hand": wrong}, status=422)


@page(Right.CHECK_TEXT, about="text")
@require_POST
def again(request: SignedIn, pk: int) -> HttpResponse:
    """Check a text against the law of today, or bring a newer version of it."""
    text = changeable(request, pk)
    upload, pasted = request.FILES.get("file"), posted(request).get("text", "")
    try:
        if is_too_large(request):
            raise RefusedError("too_large")
        if upload is not None or pasted.strip():
            name = PASTED if upload is None else (upload.name or "")
            content = pasted.encode() if upload is None else content_of(upload)
            actions.renew(request.user, text, read(content, name, request.language))
        else:
            actions.check_again(request.user, text)
    except RefusedError as refused:
        return show_text(request, text, {"again": refusal(request, refused)}, status=422)
    messages.success(request, say("texts.checked_again", request.language))
    return redirect(text)


@page(Right.CHECK_TEXT, about="text")
@require_POST
def adopt(request: SignedIn, pk: int) -> HttpResponse:
    """Make a new version in which the accepted changes are done."""
    text = changeable(request, pk)
    try:
        actions.adopt(request.user, text)
    except RefusedError as refused:
        messages.error(request, refusal(request, refused))
    return redirect(text)


@page(Right.CHECK_TEXT, about="text")
@require_POST
def forget(request: SignedIn, pk: int) -> HttpResponse:
    """Delete a text of one's own that is not in the register."""
    text = changeable(request, pk)
    question = say("texts.forget.sure", request.language, title=text.title)
    told = say("texts.forget.what", request.language)
    if asked := asks_first(request, question, told, back=text.get_absolute_url()):
        return asked
    try:
        actions.forget(request.user, text)
    except RefusedError as refused:
        messages.error(request, refusal(request, refused))
        return redirect(text)
    messages.success(request, say("texts.forgotten", request.language))
    return redirect("texts:list")


def _acceptable(request: SignedIn, text: Text) -> set[str]:
    checked = checked_of(latest(text), localdate().toordinal(), request.language)
    return {e.key for e in told_of(text, checked) if e.can_be_accepted and not e.what}


def _open(request: SignedIn, text: Text) -> set[str]:
    checked = checked_of(latest(text), localdate().toordinal(), request.language)
    return {each.key for each in told_of(text, checked) if each.is_open}
