"""The page on which a finished act, signed or not, goes to the document register."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from perenou.acts.document import Document
from perenou.acts.page.errors import PageError
from perenou.language.catalogue import Catalogue
from perenou.registers.asic_e import MIMETYPE
from perenou.registers.document_register import DocumentRegister, Finished
from perenou.services.call import ServiceError
from perenou.workbench.accounts.pages import SignedIn
from perenou.workbench.accounts.rights import Right
from perenou.workbench.cases.models import Case, Kind
from perenou.workbench.cases.pages import case_page, purpose_of
from perenou.workbench.configuration import Documents
from perenou.workbench.drafts import actions
from perenou.workbench.drafts.container import (
    Looked,
    UnreadableError,
    container_of,
    file_name,
    is_finished,
    looked_at,
)
from perenou.workbench.drafts.content import read
from perenou.workbench.drafts.handing_in import handed_in, reference_of, register
from perenou.workbench.drafts.models import Act
from perenou.workbench.drafts.showing import act_of
from perenou.workbench.frame.sent import token
from perenou.workbench.frame.uploads import is_too_large
from perenou.workbench.frame.words import say

MOST_BYTES: Final = 20 * 1024 * 1024


@dataclass(slots=True)
class _Form:
    """What the register is to show, as it was typed; and what is wrong with it, by field."""

    series: str = ""
    access: str = ""
    until: str = ""
    addressee: str = ""
    errors: dict[str, str] = field(default_factory=dict)


@case_page(Right.HAND_IN_ACT)
@require_http_methods(["GET", "POST"])
def hand_in(request: SignedIn, case: Case, act: int) -> HttpResponse:
    """Look at a signed container, and hand the act in."""
    told: Documents | None = settings.CONFIGURATION.documents
    to = register()
    if told is None or to is None:
        raise Http404
    found = act_of(case, act)
    version = actions.latest(found)
    content = read(version.content)
    is_open = is_finished(found, version) and case.kind == Kind.REAL and not reference_of(found)
    if request.method != "POST" or not is_open:
        form = _Form(told.series, told.access, addressee=_initials(content.matter.name))
        return _shown(request, found, form)
    form = _typed(request)
    try:
        file, looked = _container(request, found, content.document)
    except UnreadableError as error:
        slots = {"name": error.name} if error.name else {}
        key = f"drafts.container.fault.{error.fault}"
        return _shown(request, found, form, error=say(key, request.language, **slots))
    except PageError as error:
        why = error.text(request.language)
        error_text = say("drafts.file.unwritable", request.language, why=why)
        return _shown(request, found, form, error=error_text)
    if request.POST.get("do") == "look":
        form.errors.clear()
        return _shown(request, found, form, looked)
    if form.errors or not looked.may_go:
        return _shown(request, found, form, looked, is_refused=True)
    return _sent(request, found, to, form, file, looked)


def _sent(
    request: SignedIn, act: Act, to: DocumentRegister, form: _Form, file: bytes, looked: Looked
) -> HttpResponse:
    kind = Catalogue.load("perenou.acts", "texts").text(f"kind.{act.kind}", "et")
    document = Finished(
        title=kind.capitalize(), kind=act.kind, series=form.series, case=act.case.number,
        addressee=form.addressee, contact=request.user.name, name=f"{file_name(act)}.asice",
        content=file, media_type=MIMETYPE, access=form.access,
        until=date.fromisoformat(form.until) if form.until else None,
    )  # fmt: skip
    try:
        reference = handed_in(
            request.user, act, to, document, purpose=purpose_of(request, act.case),
            token=token(request, f"in{act.pk}"),
        )  # fmt: skip
    except ServiceError as failed:
        error = say(f"drafts.hand_in.error.{failed.why}", request.language)
        return _shown(request, act, form, looked, error=error)
    messages.success(request, say("drafts.hand_in.done", request.language, number=reference))
    return redirect(act)


def _container(request: SignedIn, act: Act, document: Document) -> tuple[bytes, Looked]:
    """The container that was sent, or an unsigned one made now; and what can be said of it."""
    upload = request.FILES.get("file")
    if is_too_large(request):
        raise UnreadableError("too_large", "")
    file = container_of(act, document) if upload is None else upload.read(MOST_BYTES + 1)
    if len(file) > MOST_BYTES:
        raise UnreadableError("too_large", "")
    return file, looked_at(file, document)


def _typed(request: SignedIn) -> _Form:
    series, access, until, addressee = (
        " ".join(request.POST.get(name, "").split())[:200]
        for name in ("series", "access", "until", "addressee")
    )
    form = _Form(series, access, until, addressee)
    for name in ("series", "access", "addressee"):
        if not getattr(form, name):
            form.errors[name] = say(f"drafts.hand_in.wrong.{name}", request.language)
    try:
        date.fromisoformat(until or "2000-01-01")
    except ValueError:
        form.errors["until"] = say("drafts.hand_in.wrong.until", request.language)
    return form


def _initials(name: str) -> str:
    """How a register that anybody may read shows a person."""
    return " ".join(f"{word[0].upper()}." for word in name.replace("-", " ").split())


def _shown(
    request: SignedIn, act: Act, form: _Form, looked: Looked | None = None,
    *, error: str = "", is_refused: bool = False,
) -> HttpResponse:  # fmt: skip
    shown = {
        "act": act,
        "case": act.case,
        "form": form,
        "looked": looked,
        "error": error,
        "is_finished": is_finished(act, actions.latest(act)),
        "is_invented": act.case.kind != Kind.REAL,
        "reference": reference_of(act),
        "most": MOST_BYTES // 1024**2,
        "token": token(request),
    }
    status = 422 if error or is_refused else 200
    return render(request, "drafts/hand_in.html", shown, status=status)
