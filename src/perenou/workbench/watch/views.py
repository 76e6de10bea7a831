"""Pages of the law watch: what arrived, what it touches, what to do about it."""

from __future__ import annotations

import json
from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perenou.rules.citation import Citation
from perenou.statutes.errors import StatutesError
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.cases.listing import SOON
from perenou.workbench.frame.lists import answer
from perenou.workbench.frame.uploads import MOST_BYTES, is_too_large
from perenou.workbench.frame.words import say
from perenou.workbench.jobs.models import Job
from perenou.workbench.jobs.queue import ask
from perenou.workbench.tasks.find import possible_owners
from perenou.workbench.tasks.forms import day_of
from perenou.workbench.watch import actions
from perenou.workbench.watch.actions import Given
from perenou.workbench.watch.among import label
from perenou.workbench.watch.forms import TOLD, told_of
from perenou.workbench.watch.listing import ARRIVALS
from perenou.workbench.watch.models import Arrival, Touched
from perenou.workbench.watch.past import JOB
from perenou.workbench.watch.reading import (
    differences_of,
    texts_of,
    waiting_rules,
    watched,
)
from perenou.workbench.watch.showing import (
    CODED,
    by_kind,
    changes_of,
    code_of,
    things_of,
    wording,
)


@page(Right.READ_WATCH)
@require_safe
def arrivals(request: SignedIn) -> HttpResponse:
    """The texts that arrived, the latest first."""
    told = {"may_run": may(request.user, Right.RUN_WATCH)}
    return answer(request, ARRIVALS, Arrival.objects.all(), "watch/list.html", told)


@page(Right.RUN_WATCH)
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: SignedIn) -> HttpResponse:
    """Bring a text: an act of the gazette, of the Union, a judgment, guidance."""
    sent = {key: value for key, value in request.POST.items() if isinstance(value, str)}
    if request.method != "POST":
        return _bring(request, {}, "")
    upload = request.FILES.get("file")
    if is_too_large(request):
        return _bring(request, sent, say("watch.wrong.too_large", request.language))
    if upload is None:
        return _bring(request, sent, say("watch.wrong.no_file", request.language))
    try:
        arrival, is_new = actions.arrive(
            request.user, upload.read(MOST_BYTES + 1), upload.name or "", told_of(sent)
        )
    except StatutesError as refused:
        return _bring(request, sent, refused.text(request.language))
    except actions.RefusedError as refused:
        return _bring(request, sent, say(f"watch.refused.{refused.key}", request.language))
    messages.success(
        request, say("watch.came.done" if is_new else "watch.came.before", request.language)
    )
    return redirect(arrival)


@page(Right.RUN_WATCH)
@require_POST
def take(request: SignedIn) -> HttpResponse:
    """Take up a text that stands in the store already."""
    try:
        arrival, _ = actions.take(request.user, request.POST.get("redaction", "")[:200])
    except StatutesError as refused:
        messages.error(request, refused.text(request.language))
        return redirect("watch:acts")
    return redirect(arrival)


@page(Right.READ_WATCH, about="arrival")
@require_safe
def show(request: SignedIn, pk: int) -> HttpResponse:
    """A text: its changes, what rests on them, and what is to be done."""
    return _shown(request, _arrival(pk))


@page(Right.READ_WATCH, about="arrival")
@require_safe
def beside(request: SignedIn, pk: int, thing: int) -> HttpResponse:
    """Something coded beside the provision that it rests on, before and after."""
    arrival = _arrival(pk)
    row = arrival.things.filter(pk=thing, kind__in=CODED).first()
    if row is None:
        raise Http404
    citation = Citation.parse(row.citation)
    told: dict[str, object] = {
        "arrival": arrival, "row": row, "citation": row.citation,
        "title": label(row.kind, row.name, row.label, request.language), "code": code_of(row),
    }  # fmt: skip
    try:
        before, now = texts_of(arrival)
    except StatutesError as gone:
        told["error"] = gone.text(request.language)
    else:
        # Of a judgment or guidance, the provision itself stands in another act.
        told["wordings"] = (
            [
                ("watch.before", wording(before, citation, request.language)),
                ("watch.after", wording(now, citation, request.language)),
            ]
            if now.is_act
            else []
        )
    return render(request, "watch/beside.html", told)


@page(Right.RUN_WATCH, about="arrival")
@require_POST
def decide(request: SignedIn, pk: int) -> HttpResponse:
    """Give tasks about the chosen things, or say that nothing has to be done about them."""
    arrival = _arrival(pk)
    numbers = [int(each) for each in request.POST.getlist("chosen") if _is_number(each)]
    chosen = list(arrival.things.filter(pk__in=numbers))
    if not chosen:
        return _shown(request, arrival, say("watch.refused.nothing_chosen", request.language))
    if request.POST.get("do") == "aside":
        words = request.POST.get("words", "")
        try:
            count = actions.set_aside(request.user, arrival, chosen, words)
        except actions.RefusedError as refused:
            return _shown(request, arrival, say(f"watch.refused.{refused.key}", request.language))
        messages.success(request, say("watch.aside.done", request.language, count=count))
        return redirect(arrival)
    owners = {str(each.pk): each for each in possible_owners(request.user, Right.READ_WATCH)}
    wanted = [_given(request, thing, owners) for thing in chosen]
    if None in wanted:
        return _shown(request, arrival, say("watch.refused.wrong_task", request.language))
    made = actions.give_tasks(
        request.user, arrival, [each for each in wanted if each is not None], request.language
    )
    messages.success(request, say("watch.tasks.done", request.language, count=len(made)))
    return redirect(arrival)


@page(Right.RUN_WATCH, about="arrival")
@require_POST
def look(request: SignedIn, pk: int) -> HttpResponse:
    """Look once more at what a text touches."""
    arrival = _arrival(pk)
    try:
        new = actions.look(request.user, arrival)
    except StatutesError as gone:
        messages.error(request, gone.text(request.language))
    else:
        messages.success(request, say("watch.look.done", request.language, count=new))
    return redirect(arrival)


@page(Right.RUN_WATCH, about="arrival")
@require_POST
def solve_past(request: SignedIn, pk: int) -> HttpResponse:
    """Solve the cases without a text and with it, to find the determinations that it changes."""
    arrival = _arrival(pk)
    job = ask(request.user, JOB, {"arrival": arrival.pk}, lock=f"{JOB}:{arrival.pk}")
    return redirect("jobs:show", job.pk)


@page(Right.READ_WATCH)
@require_safe
def acts(request: SignedIn) -> HttpResponse:
    """How the store stands to every act that the coded law cites."""
    every = watched()
    newer = [one.id for each in every for one in each.newer]
    known = {each.redaction: each for each in Arrival.objects.filter(redaction__in=newer)}
    rows = [
        (each, waiting_rules(each), [(one, known.get(one.id)) for one in each.newer])
        for each in every
    ]
    rows.sort(key=lambda row: (row[0].state != "newer", row[0].state == "absent"))
    told = {"rows": rows, "may_run": may(request.user, Right.RUN_WATCH)}
    return render(request, "watch/acts.html", told)


# ------------------------------------------------------------------------------ what is shown


def _bring(request: SignedIn, sent: dict[str, str], error: str) -> HttpResponse:
    fields = [(key, sent.get(key, "")) for key in TOLD]
    told = {"fields": fields, "error": error, "is_told": any(value for _, value in fields)}
    return render(request, "watch/bring.html", told, status=422 if error else 200)


def _shown(request: SignedIn, arrival: Arrival, error: str = "") -> HttpResponse:
    things = things_of(arrival, request.language)
    told: dict[str, object] = {
        "arrival": arrival,
        "kinds": by_kind(things),
        "waiting": [each for each in things if each.is_waiting],
        "error": error,
        "sent": request.POST,
        "chosen": set(request.POST.getlist("chosen")),
        "bills": arrival.bills.all(),
        "may_run": may(request.user, Right.RUN_WATCH),
        "owners": possible_owners(request.user, Right.READ_WATCH),
        "due": _proposed_due(arrival),
        **_past(request, arrival),
    }
    try:
        before, now = texts_of(arrival)
    except StatutesError as gone:
        told["gone"] = gone.text(request.language)
    else:
        told["is_act"] = now.is_act
        if now.is_act and before is not None:
            changes = differences_of(arrival)
            told["shown_changes"] = changes_of(
                now.redaction.name, changes, things, request.language
            )
    return render(request, "watch/show.html", told, status=422 if error else 200)


def _past(request: SignedIn, arrival: Arrival) -> dict[str, object]:
    """One's last look at the cases that a text changes: the job, and what came of it."""
    asked = json.dumps({"arrival": arrival.pk}, sort_keys=True)
    job = Job.objects.filter(owner=request.user, kind=JOB, arguments=asked).first()
    return {
        "job": job,
        "result": json.loads(job.result) if job is not None and job.result else None,
    }


def _proposed_due(arrival: Arrival) -> str:
    """The day before it is in force; two weeks from now, where that is too near."""
    least = localdate() + SOON
    return max(arrival.since - timedelta(1), least).isoformat()


# ------------------------------------------------------------------------------ what was sent


def _arrival(pk: int) -> Arrival:
    found = Arrival.objects.select_related("actor").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _given(request: SignedIn, thing: Touched, owners: dict[str, User]) -> Given | None:
    """The task about a thing as it was sent; None where its owner or day is wrong."""
    owner = owners.get(request.POST.get(f"owner-{thing.pk}", "") or request.POST.get("owner", ""))
    text = request.POST.get(f"due-{thing.pk}", "") or request.POST.get("due", "")
    due = day_of(text)
    return None if owner is None or (text and due is None) else Given(thing, owner, due)


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) < 12
