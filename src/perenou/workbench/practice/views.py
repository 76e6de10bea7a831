"""Pages of the audit of practice: loading a table, its columns, what was found, what to look at."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import PurePath
from secrets import token_hex
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from perenou.exchange.tables import as_csv
from perenou.language.grammar import Language
from perenou.population.decisions import DECISION
from perenou.population.extract.flat import FIELDS, NEEDED, guessed
from perenou.population.practice.audit import SINGLE
from perenou.population.practice.compare import compared
from perenou.population.practice.sampling import ALLOCATIONS, Allocation, drawn, planned, size_for
from perenou.population.practice.tell import (
    Telling,
    placed_rows,
    tell_audit,
    tell_compared,
    tell_plan,
)
from perenou.population.simulate.files import workbook
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.frame.lists import answer
from perenou.workbench.frame.sent import token
from perenou.workbench.frame.uploads import MOST_BYTES, is_too_large
from perenou.workbench.frame.words import say
from perenou.workbench.jobs.models import Job
from perenou.workbench.practice import actions
from perenou.workbench.practice.listing import AUDITS, state_pill
from perenou.workbench.practice.models import LONGEST_SENDER, Audit, Sender, State
from perenou.workbench.practice.reading import head_of
from perenou.workbench.practice.showing import (
    Kept,
    audit_of,
    done_audit,
    earlier_than,
    shown,
    told_audit,
)
from perenou.workbench.proposals.yearly_views import XLSX

MOST_SAMPLE: Final = 5_000
SHOWN_CELLS: Final = 3
LONGEST_PURPOSE: Final = 300


@page(Right.READ_PRACTICE)
@require_safe
def audits(request: SignedIn) -> HttpResponse:
    """The audits, the newest first."""
    told = {"may_run": may(request.user, Right.RUN_PRACTICE)}
    return answer(request, AUDITS, Audit.objects.all(), "practice/list.html", told)


@page(Right.RUN_PRACTICE)
@require_http_methods(["GET", "HEAD", "POST"])
def load(request: SignedIn) -> HttpResponse:
    """Load a table of decisions."""
    if request.method != "POST":
        return _load(request)
    sender = " ".join(request.POST.get("sender", "").split())[:LONGEST_SENDER]
    upload = request.FILES.get("file")
    if is_too_large(request):
        return _load(request, sender, file=say("practice.wrong.too_large", request.language))
    if not sender:
        return _load(request, sender, sender_error=say("practice.wrong.sender", request.language))
    suffix = PurePath((upload.name if upload else "") or "").suffix.lower()
    if upload is None or suffix not in actions.SUFFIXES:
        return _load(request, sender, file=say("practice.wrong.file", request.language))
    made = actions.take_in(
        request.user, sender, upload.name or "", upload.read(MOST_BYTES + 1),
        token=token(request, "load"),
    )  # fmt: skip
    if made.state == State.MAPPING and DECISION in head_of(made).titles:
        # A table of families: its columns are those of the law.
        job = actions.look(request.user, made, {}, is_resident=False)
        return redirect("jobs:show", job.pk)
    return redirect("practice:columns", made.pk)


def _load(
    request: SignedIn, sender: str = "", *, file: str = "", sender_error: str = ""
) -> HttpResponse:
    told = {
        "token": token_hex(12),
        "sender": sender,
        "senders": Sender.objects.values_list("name", flat=True)[:200],
        "file_error": file,
        "sender_error": sender_error,
    }
    return render(request, "practice/load.html", told, status=422 if file or sender_error else 200)


@page(Right.RUN_PRACTICE, about="practice")
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: SignedIn, pk: int) -> HttpResponse:
    """Tell what the columns of a table mean; of a known sender it is remembered."""
    held = audit_of(pk)
    if held.state not in (State.MAPPING, State.REFUSED):
        return redirect(held)
    is_owner = held.owner == request.user
    head = head_of(held, SHOWN_CELLS if is_owner else 0)
    titles = head.titles
    if not titles or DECISION in titles:
        why = "not_utf8" if head.why == "map_not_utf8" else "unreadable"
        told = {"audit": held, "error": say(f"practice.wrong.{why}", request.language)}
        return render(request, "practice/unreadable.html", told)
    error = ""
    known = Sender.objects.filter(name=held.sender).first()
    chosen = {**guessed(titles)}
    if known is not None:
        remembered: dict[str, str] = json.loads(known.columns)
        chosen = {field: title for field, title in remembered.items() if title in titles}
    is_resident = known is not None and known.is_resident
    if request.method == "POST":
        sent = {field: request.POST.get(f"column-{field}", "") for field in _FIELDS}
        chosen = {field: title for field, title in sent.items() if title in titles}
        is_resident = request.POST.get("resident") == "yes"
        lacking = [field for field in NEEDED if field not in chosen]
        if not lacking:
            job = actions.look(request.user, held, chosen, is_resident=is_resident)
            return redirect("jobs:show", job.pk)
        names = [say(f"practice.field.{field}", request.language) for field in lacking]
        error = say("practice.wrong.columns", request.language, fields=names)
    told = {
        "audit": held,
        "fields": [(field, field in NEEDED, chosen.get(field, "")) for field in _FIELDS],
        "titles": titles,
        "cells": head.cells,
        "is_owner": is_owner,
        "is_resident": is_resident,
        "is_remembered": known is not None,
        "refusal": refusal_said(held, request.language),
        "error": error,
    }
    return render(request, "practice/columns.html", told, status=422 if error else 200)


_FIELDS: Final = (*FIELDS[: len(NEEDED)], "family", *FIELDS[len(NEEDED) :])


@page(Right.READ_PRACTICE, about="practice")
@require_safe
def show(request: SignedIn, pk: int) -> HttpResponse:
    """An audit: how uniform practice is, and where it diverges."""
    held = audit_of(pk)
    told: dict[str, object] = {
        "audit": held,
        "state": state_pill(held, request.language),
        "may_run": may(request.user, Right.RUN_PRACTICE),
        "may_open": may(request.user, Right.SEE_OFFICIALS),
    }
    if held.state != State.DONE:
        asked = json.dumps({"audit": held.pk}, sort_keys=True)
        told["job"] = Job.objects.filter(
            owner=request.user, kind=actions.JOB, arguments=asked
        ).first()
        told["refusal"] = refusal_said(held, request.language)
        return render(request, "practice/waiting.html", told)
    _, found = done_audit(pk)
    told |= told_audit(held, found, request.language)
    told |= {"has_earlier": bool(earlier_than(held)), "has_workbook": has_workbook()}
    return render(request, "practice/show.html", told)


@page(Right.READ_PRACTICE, about="practice")
@require_safe
def file(request: SignedIn, pk: int, form: str) -> HttpResponse:
    """All decisions of an audit that diverge as a table, or its tables as a workbook."""
    held, found = done_audit(pk)
    if form == "csv":
        keys = (*(each.key for each in found.clusters), SINGLE)
        kept = {key: Kept(held, key) for key in keys}
        actions.exported(request.user, held, "decisions", sum(map(len, kept.values())))
        cases = {key: each.every() for key, each in kept.items()}
        return as_table(
            placed_rows(found, Telling(request.language), cases), f"otsused-{held.pk}.csv"
        )
    if form != "xlsx" or not has_workbook():
        raise Http404
    report = tell_audit(found, request.language, for_files=True)
    rows = sum(len(each.table.rows) for each in report.sections if each.table)
    actions.exported(request.user, held, "tables", rows)
    response = HttpResponse(workbook(report), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="tabelid-{held.pk}.xlsx"'
    return response


def has_workbook() -> bool:
    """Whether workbooks can be written."""
    return find_spec("xlsxwriter") is not None


@page(Right.READ_PRACTICE, about="practice")
@require_safe
def compare(request: SignedIn, pk: int) -> HttpResponse:
    """An audit beside an earlier one."""
    held, found = done_audit(pk)
    choices = earlier_than(held)
    asked = request.GET.get("earlier", "")
    earlier = next((each for each in choices if str(each.pk) == asked), next(iter(choices), None))
    told: dict[str, object] = {"audit": held, "choices": choices, "earlier": earlier}
    if earlier is not None:
        _, before = done_audit(earlier.pk)
        words = Telling(request.language)
        told["section"] = shown(tell_compared(compared(before, found), words))
    return render(request, "practice/compare.html", told)


@page(Right.READ_PRACTICE, about="practice")
@require_safe
def sample(request: SignedIn, pk: int) -> HttpResponse:
    """Which decisions people should look at, as a page or as a table file."""
    held, found = done_audit(pk)
    allocation: Allocation = (
        "proportional" if request.GET.get("how") == "proportional" else "neyman"
    )
    most = min(sum(each.most for each in found.strata), MOST_SAMPLE)
    size = _whole(request.GET.get("size", ""), min(100, most), most)
    plan = planned(found.strata, size, allocation, held.seed, found.confidence)
    if request.GET.get("as") == "csv":
        words = Telling(request.language)
        rows = [
            (words.benefit(each.benefit), each.office, name)
            for each, name in drawn(found.strata, plan)
        ]
        actions.exported(request.user, held, "sample", len(rows))
        head = [words.say(f"practice.head.{key}") for key in ("benefit", "office", "id")]
        return as_table([head, *rows], f"valim-{held.pk}.csv")
    words = Telling(request.language)
    told = {
        "audit": held, "section": shown(tell_plan(found, plan, words)), "size": plan.size,
        "most": most, "how": allocation, "ways": ALLOCATIONS, "is_any": plan.size > 0,
        "needed": [
            (error, size_for(found.strata, error / 100, allocation, found.confidence))
            for error in (5, 2, 1)
        ],
    }  # fmt: skip
    return render(request, "practice/sample.html", told)


@page(Right.SEE_OFFICIALS, about="practice")
@require_http_methods(["GET", "HEAD", "POST"])
def officials(request: SignedIn, pk: int) -> HttpResponse:
    """Open the officials behind the pseudonyms, for a purpose that is written down."""
    held, _ = done_audit(pk)
    told: dict[str, object] = {"audit": held}
    status = 200
    if request.method == "POST":
        purpose = " ".join(request.POST.get("purpose", "").split())[:LONGEST_PURPOSE]
        if purpose:
            told["names"] = actions.open_officials(request.user, held, purpose=purpose)
        else:
            told["error"], status = say("practice.wrong.purpose", request.language), 422
    return render(request, "practice/officials.html", told, status=status)


# ------------------------------------------------------------------------------ what is shared


def as_table(rows: Iterable[Sequence[str]], name: str) -> HttpResponse:
    """Rows as a table file."""
    response = HttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def refusal_said(held: Audit, language: Language) -> str:
    """Why a table could not be looked at, in words; empty: it was not refused."""
    if held.state != State.REFUSED:
        return ""
    key, _, rest = held.refusal.partition(":")
    if key.startswith("map_"):
        slots: dict[str, str] = json.loads(rest)
        return say("practice.refusal.map", language, columns=str(slots.get("columns", "")))
    slots = {"what": rest} if rest else {}
    return say(f"practice.refusal.{key}", language, **slots)


def _whole(text: str, otherwise: int, most: int) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 6:
        return otherwise
    return max(min(int(text), most), min(1, most))
