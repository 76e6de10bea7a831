"""The overview, what stands behind two of its figures, and all of it as files."""

from __future__ import annotations

from importlib.util import find_spec

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from perenou.casework.report import Report, Section, Table
from perenou.casework.words import Words
from perenou.exchange.tables import as_csv
from perenou.population.simulate.files import workbook
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.audit.trail import record
from perenou.workbench.drafts.on_figures import returned_in
from perenou.workbench.figures.sources import Group, Period, groups, period_of
from perenou.workbench.figures.told import said, told, trend_said
from perenou.workbench.frame.periods import PERIODS
from perenou.workbench.frame.words import say
from perenou.workbench.positions.form import doubt_told
from perenou.workbench.positions.on_figures import unsettled
from perenou.workbench.proposals.yearly_views import XLSX


@page(Right.SEE_FIGURES)
@require_safe
def home(request: SignedIn) -> HttpResponse:
    """How much there is to do, how it goes, and what is at risk."""
    period = period_of(request.GET.get("period", ""))
    language = request.language
    shown = [
        (group.key, [told(group, each, period, language) for each in group.figures])
        for group in groups(request.user, period)
    ]
    page = {
        "period": period.key,
        "periods": PERIODS,
        "groups": shown,
        "has_workbook": find_spec("xlsxwriter") is not None,
    }
    return render(request, "figures/home.html", page)


@page(Right.SEE_FIGURES)
@require_safe
def file(request: SignedIn, form: str) -> HttpResponse:
    """All figures of a period as a table."""
    period = period_of(request.GET.get("period", ""))
    found = groups(request.user, period)
    if form == "csv":
        content, kind = _csv(request, found, period), "text/csv; charset=utf-8"
    elif form == "xlsx" and find_spec("xlsxwriter") is not None:
        content, kind = workbook(_report(request, found, period)), XLSX
    else:
        raise Http404
    record(request.user, "exported", "figures", detail={"period": period.key, "form": form})
    response = HttpResponse(content, content_type=kind)
    name = f"figures-{period.last.isoformat()}-{period.key}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@page(Right.SEE_FIGURES)
@require_safe
def doubts(request: SignedIn) -> HttpResponse:
    """The doubts of the law that no position settles."""
    words = Words(request.language)
    rows = [doubt_told(key, words) for key in unsettled()]
    rows.sort(key=lambda each: each.what)
    page = {"rows": rows, "may_write": may(request.user, Right.WRITE_POSITION)}
    return render(request, "figures/doubts.html", page)


@page(Right.SEE_FIGURES)
@require_safe
def returned(request: SignedIn) -> HttpResponse:
    """The acts that were approved in a period, and those of them that were returned first."""
    period = period_of(request.GET.get("period", ""))
    rows = returned_in(request.user, period)
    page = {"rows": rows, "period": period.key, "periods": PERIODS}
    return render(request, "figures/returned.html", page)


def _rows(request: SignedIn, found: list[Group], period: Period) -> list[tuple[str, ...]]:
    language = request.language
    return [
        (
            say(f"figures.{group.key}", language), say(f"figures.{group.key}.{each.key}", language),
            "" if each.value is None else str(each.value),
            "" if each.of is None else str(each.of), said(each, language),
            trend_said(each, period, language),
        )
        for group in found
        for each in group.figures
    ]  # fmt: skip


def _heads(request: SignedIn) -> tuple[str, ...]:
    keys = ("group", "name", "value", "whole", "said", "trend")
    return tuple(say(f"figures.column.{key}", request.language) for key in keys)


def _csv(request: SignedIn, found: list[Group], period: Period) -> bytes:
    return as_csv([_heads(request), *_rows(request, found, period)])


def _report(request: SignedIn, found: list[Group], period: Period) -> Report:
    title = say("menu.figures", request.language)
    table = Table(_heads(request), tuple(_rows(request, found, period)), frozenset({2, 3}))
    return Report(title, "", (Section(period.last.isoformat(), title, table=table),))
