"""Texts and reports to download, and the page of a set."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from perenou.population.simulate.files import workbook
from perenou.texts.kept import plain
from perenou.texts.mend import mended_source
from perenou.texts.page import beside_page, report_page
from perenou.texts.tell import tell_text, text_sheets
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right
from perenou.workbench.audit.trail import record
from perenou.workbench.frame.alphabet import by_alphabet
from perenou.workbench.frame.words import say
from perenou.workbench.prose.batches import report_of
from perenou.workbench.prose.checking import checked_of, latest, only, told_of
from perenou.workbench.prose.find import sets_of, visible_to
from perenou.workbench.prose.models import Batch, Text, What
from perenou.workbench.prose.reading import RefusedError, mended_file

_TYPES: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@page(Right.CHECK_TEXT, about="text")
@require_safe
def file(request: SignedIn, pk: int, kind: str) -> HttpResponse:
    """A text: Word with tracked changes, the report as a page or a workbook, the mended text."""
    text = visible_to(request.user).filter(pk=pk).first()
    if text is None or kind not in _TYPES:
        raise Http404
    record(request.user, "text.exported", "text", text.pk, detail={"format": kind})
    return _file(_made(request, text, kind), f"tekst-{text.pk}", kind)


def _made(request: SignedIn, text: Text, kind: str) -> bytes:
    version, today, language = latest(text), localdate().toordinal(), request.language
    checked = checked_of(version, today, language)
    told = told_of(text, checked)
    accepted = only(checked, told, What.ACCEPTED)
    if kind == "docx":
        if not version.file:
            raise Http404
        try:
            return mended_file(version, {e.key: e.what for e in told if e.what}, language)
        except RefusedError as refused:
            raise Http404(say(f"texts.refused.{refused.key}", language)) from None
    if kind == "txt":
        return plain(mended_source(accepted)).encode()
    open_keys = {each.finding for each in told if each.is_open}
    left = replace(checked, findings=tuple(e for e in checked.findings if e in open_keys))
    report = tell_text(left, text.title, today, language)
    if kind == "xlsx":
        return workbook(text_sheets(left, report, text.title, language))
    return beside_page(checked, report, language, accepted).encode()


@page(Right.CHECK_TEXT, about="text_set")
@require_safe
def batch(request: SignedIn, pk: int) -> HttpResponse:
    """What was found in texts that were checked together."""
    found = _batch(request, pk)
    report = report_of(found.report) if found.report else None
    kept = visible_to(request.user).filter(batch=found).order_by("-facts", by_alphabet("title"))
    return render(request, "prose/set.html", {"set": found, "report": report, "texts": kept[:500]})


@page(Right.CHECK_TEXT, about="text_set")
@require_safe
def batch_file(request: SignedIn, pk: int, kind: str) -> HttpResponse:
    """The report on a set as a page or a workbook."""
    found = _batch(request, pk)
    if kind not in ("html", "xlsx") or not found.report:
        raise Http404
    record(request.user, "texts.exported", "text_set", found.pk, detail={"format": kind})
    if kind == "html":
        content = report_page(report_of(found.report), request.language).encode()
    else:
        content = workbook(report_of(found.sheets))
    return _file(content, f"tekstid-{found.pk}", kind)


def _batch(request: SignedIn, pk: int) -> Batch:
    found = sets_of(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
