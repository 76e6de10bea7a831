"""Pages of texts: the register, bringing one, a text beside its findings, and its versions."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from perenou.texts.mend import Change, mended
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.frame.lists import answer
from perenou.workbench.frame.sent import posted, token, whole
from perenou.workbench.frame.uploads import is_too_large
from perenou.workbench.frame.words import say
from perenou.workbench.prose import actions, batches
from perenou.workbench.prose.checking import checked_of, latest, only, told_of
from perenou.workbench.prose.find import possible_keepers, sets_of, visible_to
from perenou.workbench.prose.forms import RegisterForm, of_text, register_form
from perenou.workbench.prose.listing import TEXTS
from perenou.workbench.prose.models import Sort, Text, What
from perenou.workbench.prose.reading import MOST_BYTES, PASTED, SUFFIXES, RefusedError, read
from perenou.workbench.prose.showing import (
    changeable,
    content_of,
    refusal,
    show_text,
    text_of,
)

SETS_SHOWN: Final = 5
_ZIP: Final = ".zip"


@page(Right.CHECK_TEXT)
@require_safe
def texts(request: SignedIn) -> HttpResponse:
    """The register and one's own texts, those with most wrong facts first."""
    told = {"sets": sets_of(request.user)[:SETS_SHOWN]}
    return answer(request, TEXTS, visible_to(request.user), "prose/list.html", told)


@page(Right.CHECK_TEXT)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Bring a file, a text, an address, or many in a ZIP."""
    if request.method != "POST":
        return _new(request, {})
    sent = posted(request)
    try:
        return redirect(_brought(request, sent))
    except RefusedError as refused:
        return _new(request, sent, refusal(request, refused), status=422)


def _brought(request: SignedIn, sent: dict[str, str]) -> str:
    upload, pasted = request.FILES.get("file"), sent.get("text", "").replace("\r\n", "\n")
    address, title = sent.get("address", "").strip(), " ".join(sent.get("title", "").split())
    if is_too_large(request):
        raise RefusedError("too_large")
    given = sum((upload is not None, bool(pasted.strip()), bool(address)))
    if given != 1:
        raise RefusedError("nothing" if given == 0 else "several")
    registers = bool(sent.get("registers")) and may(request.user, Right.KEEP_TEXTS)
    key, language = token(request, "new"), request.language
    if address:
        if not address.lower().startswith(("http://", "https://")):
            raise RefusedError("address")
        is_whole = bool(sent.get("site"))
        job = batches.ask_for_site(
            request.user, address, whole=is_whole, registers=registers, language=language, token=key
        )
        return reverse("jobs:show", args=[job.pk])
    if upload is not None and PurePath(upload.name or "").suffix.lower() == _ZIP:
        content = content_of(upload)
        if len(content) > MOST_BYTES:
            raise RefusedError("too_large")
        job = batches.ask_for_zip(
            request.user, content, upload.name or "", registers=registers, language=language,
            token=key,
        )  # fmt: skip
        return reverse("jobs:show", args=[job.pk])
    name = PASTED if upload is None else (upload.name or "")
    content = pasted.encode() if upload is None else content_of(upload)
    found = read(content, name, language)
    shown_name = say("texts.pasted", language) if upload is None else PurePath(name).stem
    made = actions.bring(
        request.user, found, title or found.title or shown_name, token=key, registers=registers,
        sort=Sort(sent["sort"]) if sent.get("sort") in Sort.values else Sort.OTHER,
    )  # fmt: skip
    return made.get_absolute_url()


@page(Right.CHECK_TEXT, about="text")
@require_safe
def show(request: SignedIn, pk: int) -> HttpResponse:
    """A text with its marks, its findings, and how it has been."""
    return show_text(request, text_of(request, pk))


@page(Right.CHECK_TEXT, about="text")
@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: SignedIn, pk: int) -> HttpResponse:
    """What the register tells of a text: title, sort, owner, address."""
    text = changeable(request, pk)
    owners = possible_keepers(request.user)
    if text.owner not in owners:
        owners.append(text.owner)
    if request.method != "POST":
        return _keeping(request, text, of_text(text))
    form = register_form(
        posted(request), owners, request.language,
        may_register=may(request.user, Right.KEEP_TEXTS) or text.is_registered,
    )  # fmt: skip
    if form.wanted is None:
        return _keeping(request, text, form, status=422)
    try:
        actions.keep(request.user, text, form.wanted, based_on=whole(request, "based_on"))
    except actions.ConflictError:
        latest_text = changeable(request, pk)
        return _keeping(request, latest_text, form, status=409, is_conflict=True)
    messages.success(request, say("texts.kept", request.language))
    return redirect(text)


@page(Right.CHECK_TEXT, about="text")
@require_safe
def beside(request: SignedIn, pk: int) -> HttpResponse:
    """The text as it is beside the text with the accepted changes."""
    text = text_of(request, pk)
    checked = checked_of(latest(text), localdate().toordinal(), request.language)
    accepted = only(checked, told_of(text, checked), What.ACCEPTED)
    rows = [(each, _cut(each.before, each.changes)) for each in mended(accepted)]
    told = {"text": text, "rows": rows, "count": sum(len(row.changes) for row, _ in rows)}
    return render(request, "prose/beside.html", told)


# ------------------------------------------------------------------------------ what is shown


def _new(
    request: SignedIn, sent: dict[str, str], error: str = "", *, status: int = 200
) -> HttpResponse:
    told = {
        "sent": sent,
        "error": error,
        "sorts": Sort.values,
        "most": MOST_BYTES // 1024**2,
        "accept": ",".join((*SUFFIXES, _ZIP)),
        "may_register": may(request.user, Right.KEEP_TEXTS),
        "token": token(request),
    }
    return render(request, "prose/new.html", told, status=status)


def _keeping(
    request: SignedIn, text: Text, form: RegisterForm, *, status: int = 200,
    is_conflict: bool = False,
) -> HttpResponse:  # fmt: skip
    owners = possible_keepers(request.user)
    told = {
        "text": text,
        "form": form,
        "sorts": Sort.values,
        "owners": owners if text.owner in owners else [*owners, text.owner],
        "may_register": may(request.user, Right.KEEP_TEXTS) or text.is_registered,
        "is_conflict": is_conflict,
    }
    return render(request, "prose/keep.html", told, status=status)


def _cut(text: str, changes: tuple[Change, ...]) -> list[tuple[str, str, str]]:
    """A paragraph as pieces: what stays, what goes, what comes."""
    pieces, at = [], 0
    for each in changes:
        pieces.append((text[at : each.start], text[each.start : each.end], each.instead))
        at = each.end
    return [*pieces, (text[at:], "", "")]
