"""Writing notices to everybody, and ending them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perenou.language.grammar import LANGUAGES
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right
from perenou.workbench.frame.lists import answer
from perenou.workbench.frame.sent import posted, token
from perenou.workbench.frame.words import say
from perenou.workbench.notices import actions, forms
from perenou.workbench.notices.listing import NOTICES, TONES, state_of
from perenou.workbench.notices.models import LONGEST_TEXT, Notice, Tone


@page(Right.MANAGE_NOTICES)
@require_safe
def listed(request: SignedIn) -> HttpResponse:
    """Every notice that was written."""
    return answer(request, NOTICES, Notice.objects.all(), "notices/list.html")


@page(Right.MANAGE_NOTICES)
@require_http_methods(["GET", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Write a notice."""
    form = forms.empty()
    if request.method == "POST":
        form, wanted = forms.read(posted(request), request.language, timezone.now())
        if wanted is not None:
            notice = actions.write(request.user, wanted, token=token(request))
            messages.success(request, say("notices.written", request.language))
            return redirect(notice)
    told = {
        "form": form,
        "texts": [(each, form.typed.get(each, ""), form.errors.get(each)) for each in LANGUAGES],
        "tones": Tone.values,
        "longest": LONGEST_TEXT,
        "token": token(request),
    }
    return render(request, "notices/form.html", told, status=422 if form.errors else 200)


@page(Right.MANAGE_NOTICES, about="notice")
@require_safe
def show(request: SignedIn, pk: int) -> HttpResponse:
    """A notice in every language, and when it is shown."""
    notice = get_object_or_404(Notice.objects.select_related("author"), pk=pk)
    state = state_of(notice)
    told = {
        "notice": notice,
        "texts": [(each, notice.text(each)) for each in LANGUAGES],
        "state": state,
        "tone": TONES[state],
    }
    return render(request, "notices/show.html", told)


@page(Right.MANAGE_NOTICES)
@require_POST
def end(request: SignedIn, pk: int) -> HttpResponse:
    """Show a notice no longer."""
    notice = get_object_or_404(Notice, pk=pk)
    if actions.end(request.user, notice):
        messages.success(request, say("notices.ended", request.language))
    return redirect(notice)
