"""A case as a file, as a training case of invented people, and as a regression test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from secrets import token_hex
from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from perenou.acts.document import Document
from perenou.acts.page.errors import UnwritableTextError
from perenou.acts.write_docx import as_docx
from perenou.acts.write_pdf import as_pdf
from perenou.casework.anonymous import NotSameError, anonymous
from perenou.casework.as_json import determination_json
from perenou.casework.tell import tell
from perenou.workbench.accounts.pages import SignedIn
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.cases import actions
from perenou.workbench.cases.dossier import dossier
from perenou.workbench.cases.facts_told import facts_told
from perenou.workbench.cases.models import Case, Version
from perenou.workbench.cases.pages import case_page, purpose_of
from perenou.workbench.cases.regression import regression_test
from perenou.workbench.cases.solving import answered, latest, solved, solved_case
from perenou.workbench.frame.reader import chosen_law_day
from perenou.workbench.frame.words import say
from perenou.workbench.registers.origins import sources


@dataclass(frozen=True, slots=True)
class Form:
    """A form in which a case leaves: the ending of the file, its type, and what writes it."""

    ending: str
    kind: str
    write: Callable[[SignedIn, Case, Version], str | bytes]


@case_page(Right.EXPORT_CASE)
@require_safe
def export(request: SignedIn, case: Case) -> HttpResponse:
    """What a case can be taken out as."""
    return render(request, "cases/export.html", _page(request, case))


@case_page(Right.EXPORT_CASE)
@require_safe
def download(request: SignedIn, case: Case, form: str) -> HttpResponse:
    """The latest version of a case as a file."""
    chosen, version = FORMS.get(form), latest(case)
    if chosen is None:
        raise Http404
    try:
        content = chosen.write(request, case, version)
    except NotSameError:
        return _refused(request, case, say("export.not_same", request.language))
    except UnwritableTextError as error:
        return _refused(request, case, error.text(request.language))
    purpose = purpose_of(request, case)
    actions.exported(request.user, case, form, version.number, purpose=purpose)
    response = HttpResponse(content, content_type=chosen.kind)
    name = f"{case.number}{'-test' if form == 'test' else ''}.{chosen.ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


@case_page(Right.EXPORT_CASE)
@require_POST
def anonymise(request: SignedIn, case: Case) -> HttpResponse:
    """Make a training case of it, told of invented people."""
    if not may(request.user, Right.CREATE_CASE):
        raise PermissionDenied
    answer = answered(latest(case))
    try:
        made = anonymous(answer.case, answer.made.as_of)
    except NotSameError:
        return _refused(request, case, say("export.not_same", request.language))
    copy = actions.copy_for_training(
        request.user, case, made, title=say("export.copy_title", request.language),
        token=request.POST.get("token", "")[:40] or token_hex(16),
    )  # fmt: skip
    return redirect("cases:show", copy.number)


def _refused(request: SignedIn, case: Case, error: str) -> HttpResponse:
    return render(
        request, "cases/export.html", {**_page(request, case), "error": error}, status=422
    )


def _page(request: SignedIn, case: Case) -> dict[str, object]:
    may_copy = may(request.user, Right.CREATE_CASE)
    return {"case": case, "forms": list(FORMS), "token": token_hex(16), "may_copy": may_copy}


def _case_file(request: SignedIn, case: Case, version: Version) -> str:
    del request, case
    return version.content


def _determination(request: SignedIn, case: Case, version: Version) -> str:
    del case
    chosen = chosen_law_day(request)
    return determination_json(solved(version, chosen))


def _document(request: SignedIn, case: Case, version: Version) -> Document:
    answer = answered(version, chosen_law_day(request))
    report = tell(answer.made, request.language)
    from_registers = sources(version, answer.case, request.language)
    return dossier(
        report, facts_told(answer.case, request.language, from_registers),
        request.language, number=case.number, title=case.title, version=version.number,
        law_day=answer.made.as_of,
    )  # fmt: skip


def _pdf(request: SignedIn, case: Case, version: Version) -> bytes:
    return as_pdf(_document(request, case, version))


def _docx(request: SignedIn, case: Case, version: Version) -> bytes:
    return as_docx(_document(request, case, version))


def _test(request: SignedIn, case: Case, version: Version) -> str:
    answer = answered(version)
    made = anonymous(answer.case, answer.made.as_of)
    again = solved_case(made, answer.made.as_of).made
    title = say("export.test_title", request.language)
    return regression_test(made, again, id=case.number, title=title)


FORMS: Final = {
    "case": Form("yaml", "application/yaml; charset=utf-8", _case_file),
    "answer": Form("json", "application/json", _determination),
    "pdf": Form("pdf", "application/pdf", _pdf),
    "docx": Form(
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _docx,
    ),
    "test": Form("yaml", "application/yaml; charset=utf-8", _test),
}
"""By key of the address, the forms; each is named in the texts as ``export.form.KEY``."""
