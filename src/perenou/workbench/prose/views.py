"""Pages of texts: the register, bringing one, a text beside its findings, and its versions."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perenou.texts.mend import mended
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.frame.lists import answer
from perenou.workbench.frame.sent import posted, token, whole
from perenou.workbench.frame.uploads import is_too_large
from perenou.workbench.frame.words import say
from perenou.workbench.prose import actions, batches
from perenou.workbench.prose.checking import blocks, checked_of, latest, only, shown, told_of
from perenou.workbench.prose.find import may_change, sets_of, visible_to
from perenou.workbench.prose.forms import RegisterForm, of_text, register_form
from perenou.workbench.prose.listing import TEXTS, pills
from perenou.workbench.prose.models import Sort, Text, What
from perenou.workbench.prose.reading import MOST_BYTES, PASTED, SUFFIXES, RefusedError, read
from perenou.workbench.prose.trend import points, said, trend
from perenou.workbench.tasks.find import possible_owners
from perenou.workbench.tasks.forms import day_of

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
        return _new(request, sent, _refusal(request, refused), status=422)


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
        content = _content(upload)
        if len(content) > MOST_BYTES:
            raise RefusedError("too_large")
        job = batches.ask_for_zip(
            request.user, content, upload.name or "", registers=registers, language=language,
            token=key,
        )  # fmt: skip
        return reverse("jobs:show", args=[job.pk])
    name = PASTED if upload is None else (upload.name or "")
    content = pasted.encode() if upload is None else _content(upload)
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
    return _shown(request, _text(request, pk))


@page(Right.CHECK_TEXT, about="text")
@require_POST
def decide(request: SignedIn, pk: int) -> HttpResponse:
    """Accept changes, let a finding stand with a reason, or open one again."""
    text = _changeable(request, pk)
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
        return _shown(request, text, {"key": key, "error": _refusal(request, refused)}, status=422)
    return redirect(f"{text.get_absolute_url()}#f-{key}" if key else text.get_absolute_url())


@page(Right.CHECK_TEXT, about="text")
@require_POST
def hand(request: SignedIn, pk: int) -> HttpResponse:
    """Give the open findings that were chosen to somebody as a task; all, where none was."""
    text = _changeable(request, pk)
    owners = {str(each.pk): each for each in possible_owners(request.user)}
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
            wrong = _refusal(request, refused)
        else:
            messages.success(request, say("texts.handed", request.language, who=owner.name))
            return redirect(task)
    return _shown(request, text, {"hand": wrong}, status=422)


@page(Right.CHECK_TEXT, about="text")
@require_POST
def again(request: SignedIn, pk: int) -> HttpResponse:
    """Check a text against the law of today, or bring a newer version of it."""
    text = _changeable(request, pk)
    upload, pasted = request.FILES.get("file"), posted(request).get("text", "")
    try:
        if is_too_large(request):
            raise RefusedError("too_large")
        if upload is not None or pasted.strip():
            name = PASTED if upload is None else (upload.name or "")
            content = pasted.encode() if upload is None else _content(upload)
            actions.renew(request.user, text, read(content, name, request.language))
        else:
            actions.check_again(request.user, text)
    except RefusedError as refused:
        return _shown(request, text, {"again": _refusal(request, refused)}, status=422)
    messages.success(request, say("texts.checked_again", request.language))
    return redirect(text)


@page(Right.CHECK_TEXT, about="text")
@require_POST
def adopt(request: SignedIn, pk: int) -> HttpResponse:
    """Make a new version in which the accepted changes are done."""
    text = _changeable(request, pk)
    try:
        actions.adopt(request.user, text)
    except RefusedError as refused:
        messages.error(request, _refusal(request, refused))
    return redirect(text)


@page(Right.CHECK_TEXT, about="text")
@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: SignedIn, pk: int) -> HttpResponse:
    """What the register tells of a text: title, sort, owner, address."""
    text = _changeable(request, pk)
    owners = possible_owners(request.user)
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
        latest_text = _changeable(request, pk)
        return _keeping(request, latest_text, form, status=409, is_conflict=True)
    messages.success(request, say("texts.kept", request.language))
    return redirect(text)


@page(Right.CHECK_TEXT, about="text")
@require_POST
def forget(request: SignedIn, pk: int) -> HttpResponse:
    """Delete a text of one's own that is not in the register."""
    text = _changeable(request, pk)
    try:
        actions.forget(request.user, text)
    except RefusedError as refused:
        messages.error(request, _refusal(request, refused))
        return redirect(text)
    messages.success(request, say("texts.forgotten", request.language))
    return redirect("texts:list")


@page(Right.CHECK_TEXT, about="text")
@require_safe
def beside(request: SignedIn, pk: int) -> HttpResponse:
    """The text as it is beside the text with the accepted changes."""
    text = _text(request, pk)
    checked = checked_of(latest(text), localdate().toordinal(), request.language)
    accepted = only(checked, told_of(text, checked), What.ACCEPTED)
    rows = [(each, _cut(each.before, each.changes)) for each in mended(accepted)]
    told = {"text": text, "rows": rows, "count": sum(len(row.changes) for row, _ in rows)}
    return render(request, "prose/beside.html", told)


# ------------------------------------------------------------------------------ what is shown


def _shown(
    request: SignedIn, text: Text, wrong: dict[str, str] | None = None, *, status: int = 200
) -> HttpResponse:
    language = request.language
    version = latest(text)
    checked = checked_of(version, localdate().toordinal(), language)
    found = told_of(text, checked)
    checks = list(text.checks.select_related("actor"))
    drawn = points(checks)
    is_mine = may_change(request.user, text)
    told = {
        "text": text,
        "version": version,
        "pills": pills(text, language),
        "open": [each for each in found if each.is_open],
        "settled": [each for each in found if not each.is_open],
        "blocks": list(blocks(shown(checked, found))),
        "acceptable": sum(each.can_be_accepted and each.is_open for each in found),
        "accepted": sum(each.what == What.ACCEPTED for each in found),
        "left_out": checked.left_out,
        "trend": trend(drawn, language),
        "trend_said": said(drawn, language) if len(drawn) > 1 else "",
        "checks": checks[::-1],
        "may_change": is_mine,
        "owners": possible_owners(request.user) if is_mine else (),
        "proposal": _proposal(text),
        "wrong": wrong or {},
        "accept": ",".join(SUFFIXES),
        "token": token(request),
    }
    return render(request, "prose/show.html", told, status=status)


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
    owners = possible_owners(request.user)
    told = {
        "text": text,
        "form": form,
        "sorts": Sort.values,
        "owners": owners if text.owner in owners else [*owners, text.owner],
        "may_register": may(request.user, Right.KEEP_TEXTS) or text.is_registered,
        "is_conflict": is_conflict,
    }
    return render(request, "prose/keep.html", told, status=status)


def _cut(text: str, changes: tuple[object, ...]) -> list[tuple[str, str, str]]:
    """A paragraph as pieces: what stays, what goes, what comes."""
    from perenou.texts.mend import Change

    pieces, at = [], 0
    for each in changes:
        assert isinstance(each, Change)
        pieces.append((text[at : each.start], text[each.start : each.end], each.instead))
        at = each.end
    return [*pieces, (text[at:], "", "")]


def _proposal(text: Text) -> str:
    """Where a change of the law or of practice is proposed from a text; empty: nowhere."""
    try:
        return f"{reverse('proposals:new')}?from=text&key={text.pk}"
    except NoReverseMatch:
        return ""


# ------------------------------------------------------------------------------ finding


def _text(request: SignedIn, pk: int) -> Text:
    text = visible_to(request.user).select_related("owner").filter(pk=pk).first()
    if text is None:
        raise Http404
    return text


def _changeable(request: SignedIn, pk: int) -> Text:
    text = _text(request, pk)
    if not may_change(request.user, text):
        raise Http404
    return text


def _acceptable(request: SignedIn, text: Text) -> set[str]:
    checked = checked_of(latest(text), localdate().toordinal(), request.language)
    return {e.key for e in told_of(text, checked) if e.can_be_accepted and not e.what}


def _open(request: SignedIn, text: Text) -> set[str]:
    checked = checked_of(latest(text), localdate().toordinal(), request.language)
    return {each.key for each in told_of(text, checked) if each.is_open}


def _content(upload: UploadedFile[bytes]) -> bytes:
    """The file, read no further than what is taken."""
    content: bytes = upload.read(MOST_BYTES + 1)
    return content


def _refusal(request: SignedIn, refused: RefusedError) -> str:
    slots = {"most": MOST_BYTES // 1024**2} if refused.key == "too_large" else {}
    return refused.told or say(f"texts.refused.{refused.key}", request.language, **slots)
