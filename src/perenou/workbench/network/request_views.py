"""Pages of requests: what is asked of whom, the letters, and letters in and out as files."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Mapping
from secrets import token_hex

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perenou.exchange import mail
from perenou.exchange.mail import MEDIA_TYPE, Attachment, Mail, RefusedMailError
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.audit.trail import record
from perenou.workbench.cases.models import Case
from perenou.workbench.cases.pages import case_page, purpose_of
from perenou.workbench.frame.back import here, send
from perenou.workbench.frame.lists import answer
from perenou.workbench.frame.many import drawn
from perenou.workbench.frame.sent import posted, token, whole
from perenou.workbench.frame.uploads import is_too_large
from perenou.workbench.frame.words import say
from perenou.workbench.network import actions
from perenou.workbench.network.find import replied_to, visible_to
from perenou.workbench.network.forms import Form, bond_of, case_of, request_of, subject_of
from perenou.workbench.network.listing import REQUESTS, due_pills, state_pill
from perenou.workbench.network.many import MANY
from perenou.workbench.network.models import Contact, Enclosure, Letter, Partner, Request, Way
from perenou.workbench.tasks.find import visible_to as tasks_visible_to
from perenou.workbench.tasks.linked import addresses
from perenou.workbench.tasks.listing import state_pill as task_pill

MOST_OPEN = 200
"""Open requests among which the one is chosen that a letter answers."""


@page(Right.SEE_NETWORK)
@require_safe
def requests(request: SignedIn) -> HttpResponse:
    """Requests either way, those that are due first."""
    told = {"may_write": may(request.user, Right.WRITE_NETWORK), "many": drawn(request, MANY)}
    return answer(request, REQUESTS, visible_to(request.user), "network/list.html", told)


@case_page(Right.SEE_CASE)
@require_safe
def of_case(request: SignedIn, case: Case) -> HttpResponse:
    """What partners are asked about a case, and the tasks about it."""
    language = request.language
    asked = Request.objects.filter(case=case).select_related("partner")
    about = tasks_visible_to(request.user).filter(
        links__about="case", links__about_id=case.number
    )  # fmt: skip
    sees = may(request.user, Right.SEE_NETWORK)
    told = {
        "case": case,
        "requests": [(each, state_pill(each, language)) for each in asked] if sees else [],
        "tasks": [(e, task_pill(e, language)) for e in about.select_related("owner")],
        "may_write": may(request.user, Right.WRITE_NETWORK),
        "may_give": may(request.user, Right.USE_TASKS),
    }
    return render(request, "network/case.html", told)


@page(Right.WRITE_NETWORK)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Ask a partner something."""
    if request.method != "POST":
        typed = {key: request.GET.get(key, "")[:20] for key in ("partner", "case")}
        return _form(request, Form(typed))
    form, wanted = request_of(posted(request), request.user, request.language, has_letter=False)
    if wanted is None:
        return _form(request, form, status=422)
    made = actions.ask(request.user, wanted, request.language, token=token(request, "new"))
    messages.success(request, say("network.asked", request.language))
    return redirect(made)


@page(Right.SEE_NETWORK, about="request")
@require_safe
def show(request: SignedIn, pk: int) -> HttpResponse:
    """A request with its letters."""
    found = _request(request, pk)
    return _restricted(request, found) or _shown(request, found)


@page(Right.WRITE_NETWORK, about="request")
@require_POST
def write(request: SignedIn, pk: int) -> HttpResponse:
    """Write a further letter."""
    found, text = _request(request, pk), request.POST.get("text", "")
    return _done(
        request, found, "write", text,
        lambda: actions.write(
            request.user, found, text, request.language, is_answer="is_answer" in request.POST,
            token=token(request, "write"),
        ),
    )  # fmt: skip


@page(Right.WRITE_NETWORK, about="request")
@require_POST
def take_in(request: SignedIn, pk: int) -> HttpResponse:
    """Keep a letter that came to a request."""
    found = _request(request, pk)
    try:
        came = _read(request)
    except _RefusedFileError as refused:
        return _shown(request, found, {"mail": ("", refused.text)}, status=422)
    actions.take_in(request.user, found, came, request.language, token=token(request, "mail"))
    messages.success(request, say("network.came", request.language))
    return redirect(found)


@page(Right.WRITE_NETWORK)
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: SignedIn) -> HttpResponse:
    """Bring a letter: an answer to what was asked, or something that a partner asks."""
    if request.method != "POST":
        return _bring(request, Form({}))
    sent = posted(request)
    try:
        came = _read(request)
    except _RefusedFileError as refused:
        return _bring(request, Form(sent, {"file": refused.text}))
    found = _chosen(request) or replied_to(came, request.user)
    if found is not None:
        actions.take_in(request.user, found, came, request.language, token=token(request, "mail"))
        messages.success(request, say("network.came", request.language))
        return redirect(found)
    if not sent.get("partner"):
        told = {"partner": say("network.wrong.no_request", request.language)}
        return _bring(request, Form(sent, told))
    named = sent | {"subject": sent.get("subject", "").strip() or subject_of(came.subject)}
    form, wanted = request_of(named, request.user, request.language, has_letter=True)
    if wanted is None:
        return _bring(request, form)
    made = actions.receive(
        request.user, wanted, came, request.language, token=token(request, "receive")
    )
    messages.success(request, say("network.received", request.language))
    return redirect(made)


@page(Right.WRITE_NETWORK, about="request")
@require_POST
def drop(request: SignedIn, pk: int) -> HttpResponse:
    """Say that no answer is waited for any more."""
    found, words = _request(request, pk), request.POST.get("words", "")
    return _done(
        request, found, "drop", words,
        lambda: actions.drop(request.user, found, words, request.language),
    )  # fmt: skip


@page(Right.WRITE_NETWORK, about="request")
@require_POST
def bind(request: SignedIn, pk: int) -> HttpResponse:
    """Link a request to a position, a provision or another thing, or say which case it is about."""
    found, typed = _request(request, pk), request.POST.get("link", "")
    thing = bond_of(typed, request.user)
    case = None if thing is None or thing[0] != "case" else case_of(thing[1], request.user)
    if case is not None:
        actions.put_to_case(request.user, found, case)
        return redirect(found)
    if thing is None or thing[0] == "case":
        wrong = {"link": (typed, say("network.wrong.link", request.language))}
        return _shown(request, found, wrong, status=422)
    actions.bind(request.user, found, *thing)
    return redirect(found)


@page(Right.WRITE_NETWORK, about="request")
@require_POST
def let_read(request: SignedIn, pk: int) -> HttpResponse:
    """Open a request to colleagues whose letters tell of nobody, or close it to them."""
    found, is_open = _request(request, pk), request.POST.get("open") == "1"
    return _done(
        request, found, "open", "",
        lambda: actions.let_read(request.user, found, is_open=is_open),
    )  # fmt: skip


@page(Right.SEE_NETWORK, about="letter")
@require_safe
def letter(request: SignedIn, pk: int) -> HttpResponse:
    """A letter as a file that mail programs open, with the files that came with it."""
    found = Letter.objects.filter(pk=pk, request__in=visible_to(request.user)).first()
    if found is None:
        raise Http404
    asked = _request(request, found.request_id)
    if (elsewhere := _restricted(request, asked)) is not None:
        return elsewhere
    is_out = found.way == Way.OUT
    made = Mail(
        found.subject, "" if is_out else found.sender,
        tuple(each for each in found.recipients.split("\n") if each), found.sent_at, found.text,
        found.mail_id, (found.replies_to,) if found.replies_to else (),
        tuple(
            Attachment(each.name, each.media_type, b64decode(each.content))
            for each in found.enclosures.all()
        ),
    )  # fmt: skip
    record(request.user, "letter.exported", "request", asked.pk)
    response = HttpResponse(mail.written(made, is_draft=is_out), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{asked.pk}-{found.pk}.eml"'
    return response


@page(Right.SEE_NETWORK, about="letter")
@require_safe
def enclosure(request: SignedIn, pk: int) -> HttpResponse:
    """A file that came with a letter; it is only ever saved, never shown."""
    found = Enclosure.objects.select_related("letter").filter(
        pk=pk, letter__request__in=visible_to(request.user)
    ).first()  # fmt: skip
    if found is None:
        raise Http404
    asked = _request(request, found.letter.request_id)
    if (elsewhere := _restricted(request, asked)) is not None:
        return elsewhere
    record(request.user, "letter.exported", "request", asked.pk)
    response = HttpResponse(b64decode(found.content), content_type="application/octet-stream")
    suffix = "".join(c for c in found.name.rpartition(".")[2] if c.isascii() and c.isalnum())[:8]
    name = f"{asked.pk}-{found.pk}.{suffix or 'bin'}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


# ------------------------------------------------------------------------------ what is shown


def _shown(
    request: SignedIn,
    found: Request,
    wrong: Mapping[str, tuple[str, str]] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    bonds = list(found.bonds.all())
    opens = addresses([(each.about, each.about_id) for each in bonds], request.user)
    told = {
        "request_of": found,
        "pill": state_pill(found, request.language),
        "due": due_pills(found, request.language),
        "letters": found.letters.select_related("actor").prefetch_related("enclosures"),
        "bonds": [(each, opens[each.about, each.about_id]) for each in bonds],
        "reminder": tasks_visible_to(request.user).filter(source_key=f"request:{found.pk}").first(),
        "may_write": may(request.user, Right.WRITE_NETWORK),
        "wrong": wrong or {},
        "token": token_hex(12),
    }
    return render(request, "network/request.html", told, status=status)


def _restricted(request: SignedIn, found: Request) -> HttpResponse | None:
    """Asks why, before something of a restricted case is shown."""
    case = found.case
    if case is None or not case.is_restricted or purpose_of(request, case):
        return None
    asks = reverse("cases:purpose", args=[case.number])
    return send(request, f"{asks}?{urlencode({'next': here(request)})}")


def _form(request: SignedIn, form: Form, *, status: int = 200) -> HttpResponse:
    partner = form.typed.get("partner", "")
    contacts = Contact.objects.filter(left_at__isnull=True).select_related("partner")
    told = {
        "form": form,
        "partners": Partner.objects.filter(is_active=True),
        "contacts": contacts.filter(partner=int(partner)) if partner.isdecimal() else contacts,
        "today": localdate(),
        "token": token(request),
    }
    return render(request, "network/form.html", told, status=status)


def _bring(request: SignedIn, form: Form) -> HttpResponse:
    told = {
        "form": form,
        "open": visible_to(request.user).filter(state="open").select_related("partner")[:MOST_OPEN],
        "partners": Partner.objects.filter(is_active=True),
        "token": token(request),
    }
    return render(request, "network/bring.html", told, status=422 if form.errors else 200)


def _done(
    request: SignedIn, found: Request, form: str, typed: str, does: Callable[[], object]
) -> HttpResponse:
    """Do something with a request, and show it; what is refused stays typed."""
    try:
        does()
    except actions.RefusedError as refused:
        wrong = {form: (typed, say(f"network.refused.{refused.key}", request.language))}
        return _shown(request, found, wrong, status=422)
    return redirect(found)


# ------------------------------------------------------------------------------ what was sent


class _RefusedFileError(Exception):
    """A file that is no letter; ``text`` says why and what to do."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def _read(request: SignedIn) -> Mail:
    upload = request.FILES.get("file")
    if upload is None and not is_too_large(request):
        raise _RefusedFileError(say("network.wrong.no_file", request.language))
    try:
        if upload is None:
            raise RefusedMailError("too_large")
        return mail.read(upload.read(mail.MOST_BYTES + 1))
    except RefusedMailError as refused:
        slots = {"most": mail.MOST_BYTES // 1024**2} if refused.key == "too_large" else {}
        text = say(f"network.mail.{refused.key}", request.language, **slots)
        raise _RefusedFileError(text) from None


def _request(request: SignedIn, pk: int) -> Request:
    found = visible_to(request.user).select_related("partner", "contact", "owner", "case")
    one = found.filter(pk=pk).first()
    if one is None:
        raise Http404
    return one


def _chosen(request: SignedIn) -> Request | None:
    wanted = whole(request, "request")
    return visible_to(request.user).filter(pk=wanted).first() if wanted else None
