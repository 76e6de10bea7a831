"""The yearly report of proposals as a page and as files."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from perenou.acts.write_docx import as_docx
from perenou.population.simulate.files import workbook
from perenou.proposals.proposal import Stage
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right
from perenou.workbench.audit.trail import record
from perenou.workbench.drafts.views import FILES
from perenou.workbench.frame.words import say
from perenou.workbench.proposals.yearly import (
    COLUMNS,
    cells,
    counted,
    document,
    heading,
    of_year,
    tables,
    years,
)

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(Right.READ_PROPOSALS)
@require_safe
def show(request: SignedIn) -> HttpResponse:
    """What was proposed in a year and what came of it."""
    known = years(request.user)
    year = _year(request.GET.get("year", ""), known)
    rows = of_year(request.user, year)
    language = request.language
    told = {
        "year": year,
        "years": known,
        "heads": [heading(each) for each in COLUMNS],
        "rows": [(each.proposal, cells(each, language)[1:]) for each in rows],
        "stages": [say(f"proposals.stage.{each.value}", language) for each in Stage],
        "counted": [
            (
                say(f"proposals.kind.{kind.value}", language),
                [(f"?kind={kind.value}&stage={stage.value}", n) for stage, n in numbers.items()],
            )
            for kind, numbers in counted(rows)
        ],
        "has_workbook": find_spec("xlsxwriter") is not None,
    }
    return render(request, "proposals/yearly.html", told)


@page(Right.READ_PROPOSALS)
@require_safe
def file(request: SignedIn, year: int, form: str) -> HttpResponse:
    """The report of a year as a file."""
    if year not in years(request.user) or form not in ("docx", "xlsx"):
        raise Http404
    if form == "docx":
        content, kind = as_docx(document(request.user, year, request.language)), FILES["docx"]
    elif find_spec("xlsxwriter") is None:
        raise Http404
    else:
        content, kind = workbook(tables(request.user, year, request.language)), XLSX
    record(request.user, "exported", "proposals", detail={"year": year, "form": form})
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="ettepanekud-{year}.{form}"'
    return response


def _year(text: str, known: tuple[int, ...]) -> int:
    wanted = int(text) if text.isdecimal() and len(text) == 4 else localdate().year
    return wanted if wanted in known else known[0]
