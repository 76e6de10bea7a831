"""The page on which any act or letter is checked."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from perenou.acts.check.checklist import checklist
from perenou.acts.kinds import Kind
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right
from perenou.workbench.audit.trail import record
from perenou.workbench.cases.models import Case
from perenou.workbench.cases.pages import purpose_of
from perenou.workbench.drafts.checking import (
    MOST_BYTES,
    SUFFIXES,
    Checked,
    CheckRefusedError,
)
from perenou.workbench.drafts.checking import (
    check as checked,
)
from perenou.workbench.drafts.reviewers import visible_case
from perenou.workbench.drafts.views import FILES
from perenou.workbench.frame.uploads import is_too_large
from perenou.workbench.frame.words import say

LONGEST_NAME = 80


@dataclass(slots=True)
class CheckForm:
    """What is to be checked, as it was sent."""

    text: str = ""
    case: str = ""
    kind: str = ""


@page(Right.CHECK_TEXT)
@require_http_methods(["GET", "POST"])
def check(request: SignedIn) -> HttpResponse:
    """Check a file or pasted text; nothing of it is stored."""
    form = CheckForm(case=request.GET.get("case", "")[:20])
    told: dict[str, object] = {
        "form": form,
        "kinds": list(Kind),
        "count": len(checklist()),
        "most": MOST_BYTES // 1024**2,
        "accept": ",".join(SUFFIXES),
    }
    if request.method != "POST":
        return render(request, "drafts/check.html", told)
    form.text = request.POST.get("text", "")
    form.case = request.POST.get("case", "").strip()[:20]
    form.kind = request.POST.get("kind", "")
    wants_file = request.POST.get("as") == "comments"
    status = 200
    try:
        name, found = _checked(request, form, with_comments=wants_file)
    except CheckRefusedError as refused:
        status = 422
        told["error"] = refused.text or say(
            f"drafts.check.refused.{refused.key}", request.language, **refused.slots
        )
    else:
        if wants_file:
            return _commented(found)
        told |= {"checked": found, "name": name}
    is_part = request.headers.get("HX-Request") == "true"
    # htmx shows only answers that went well.
    template = "drafts/check_found.html" if is_part else "drafts/check.html"
    return render(request, template, told, status=200 if is_part else status)


def _checked(request: SignedIn, form: CheckForm, *, with_comments: bool) -> tuple[str, Checked]:
    upload = request.FILES.get("file")
    if is_too_large(request):
        raise CheckRefusedError("too_large")
    if upload is None and not form.text.strip():
        raise CheckRefusedError("nothing")
    if upload is not None and form.text.strip():
        raise CheckRefusedError("both")
    if form.kind and form.kind not in set(Kind):
        raise CheckRefusedError("document_kind")
    case = _case(request, form.case) if form.case else None
    if upload is None:
        content, name = form.text.encode(), "text.txt"
        shown = say("drafts.check.pasted", request.language)
    else:
        content, name = _content(upload)
        shown = name[-LONGEST_NAME:]
    found = checked(
        content, name, request.language, kind=Kind(form.kind) if form.kind else None, case=case,
        with_comments=with_comments,
    )  # fmt: skip
    record(
        request.user, "text.checked", "case" if case else "", case.number if case else "",
        purpose=purpose_of(request, case) if case else "",
        detail={"format": found.format, "findings": found.count, "file": with_comments},
    )  # fmt: skip
    return shown, found


def _content(upload: UploadedFile[bytes]) -> tuple[bytes, str]:
    """The file, read no further than what is taken."""
    return upload.read(MOST_BYTES + 1), upload.name or ""


def _case(request: SignedIn, number: str) -> Case:
    case = visible_case(request.user, number)
    if case is None:
        raise CheckRefusedError("case")
    if case.is_restricted and not purpose_of(request, case):
        raise CheckRefusedError("purpose")
    return case


def _commented(found: Checked) -> HttpResponse:
    response = HttpResponse(found.commented, content_type=FILES["docx"])
    response["Content-Disposition"] = 'attachment; filename="kontroll.docx"'
    return response
