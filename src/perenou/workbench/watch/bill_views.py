"""Pages of bills: what is expected, how far each is, and what it is to touch."""

from __future__ import annotations

from secrets import token_hex

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.frame.lists import answer
from perenou.workbench.frame.sent import token
from perenou.workbench.frame.words import say
from perenou.workbench.references.registered import rests_on
from perenou.workbench.tasks.find import possible_owners
from perenou.workbench.tasks.forms import day_of
from perenou.workbench.watch import actions
from perenou.workbench.watch.among import resting
from perenou.workbench.watch.forms import BillForm, of_bill, sent_bill
from perenou.workbench.watch.listing import BILLS, stage_pill
from perenou.workbench.watch.models import Arrival, Bill, Stage

MOST_ARRIVALS = 50
"""Texts among which the one is chosen that a bill became."""


@page(Right.READ_WATCH)
@require_safe
def bills(request: SignedIn) -> HttpResponse:
    """Bills by the day on which they are expected to be in force."""
    told = {"may_run": may(request.user, Right.RUN_WATCH)}
    return answer(request, BILLS, Bill.objects.all(), "watch/bills.html", told)


@page(Right.RUN_WATCH)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Enter a bill."""
    if request.method != "POST":
        return _form(request, BillForm(owner=str(request.user.pk)), None)
    owners = possible_owners(request.user, Right.RUN_WATCH)
    form = sent_bill(_posted(request), owners, request.language, is_new=True)
    if form.wanted is None or form.began is None:
        return _form(request, form, None, status=422)
    made = actions.enter(
        request.user, form.wanted, Stage(form.stage), form.began, token=token(request)
    )
    messages.success(request, say("watch.bill.entered", request.language))
    return redirect(made)


@page(Right.READ_WATCH, about="bill")
@require_safe
def show(request: SignedIn, pk: int) -> HttpResponse:
    """A bill: how far it is, and what rests on the provisions that it is to change."""
    return _shown(request, _bill(pk))


@page(Right.RUN_WATCH, about="bill")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedIn, pk: int) -> HttpResponse:
    """Change what is told of a bill."""
    bill = _bill(pk)
    if request.method != "POST":
        return _form(request, of_bill(bill), bill)
    owners = possible_owners(request.user, Right.RUN_WATCH)
    if bill.owner not in owners:
        owners.append(bill.owner)
    form = sent_bill(_posted(request), owners, request.language, is_new=False)
    based_on = request.POST.get("based_on", "")
    if form.wanted is None or not based_on.isdecimal():
        return _form(request, form, bill, status=422)
    try:
        actions.change(request.user, bill, form.wanted, based_on=int(based_on[:9]))
    except actions.ConflictError as conflict:
        return _form(request, form, conflict.latest, status=409, theirs=conflict.latest)
    messages.success(request, say("watch.bill.changed", request.language))
    return redirect(bill)


@page(Right.RUN_WATCH, about="bill")
@require_POST
def move(request: SignedIn, pk: int) -> HttpResponse:
    """Note that a bill reached a stage."""
    bill = _bill(pk)
    stage, day = request.POST.get("stage", ""), day_of(request.POST.get("day", ""))
    words, became = request.POST.get("words", ""), request.POST.get("arrival", "")
    if stage not in Stage.values:
        raise Http404
    if day is None:
        return _shown(request, bill, say("tasks.wrong.due", request.language))
    arrival = Arrival.objects.filter(pk=int(became)).first() if became.isdecimal() else None
    try:
        actions.move(
            request.user, bill, Stage(stage), day, words, token=token(request), arrival=arrival
        )
    except actions.RefusedError as refused:
        return _shown(request, bill, say(f"watch.refused.{refused.key}", request.language))
    messages.success(request, say("watch.bill.moved", request.language))
    return redirect(bill)


# ------------------------------------------------------------------------------ what is shown


def _shown(request: SignedIn, bill: Bill, error: str = "") -> HttpResponse:
    cited = rests_on(actions.BILL, [bill.pk]).get(str(bill.pk), ())
    day = (bill.expected or localdate()).toordinal()
    told = {
        "bill": bill,
        "pill": stage_pill(bill.stage, request.language),
        "path": bill.path.select_related("actor"),
        "expected_to_touch": resting(cited, day, request.language, (actions.BILL, str(bill.pk))),
        "may_run": may(request.user, Right.RUN_WATCH),
        "stages": Stage.values,
        "arrivals": Arrival.objects.all()[:MOST_ARRIVALS],
        "today": localdate(),
        "error": error,
        "sent": request.POST,
        "token": token_hex(12),
    }
    return render(request, "watch/bill.html", told, status=422 if error else 200)


def _form(
    request: SignedIn, form: BillForm, bill: Bill | None, *, status: int = 200,
    theirs: Bill | None = None,
) -> HttpResponse:  # fmt: skip
    owners = possible_owners(request.user, Right.RUN_WATCH)
    if bill is not None and bill.owner not in owners:
        owners.append(bill.owner)
    told = {
        "form": form,
        "bill": bill,
        "owners": owners,
        "stages": Stage.values,
        "token": token(request),
        "theirs": theirs,
    }
    return render(request, "watch/bill_form.html", told, status=status)


# ------------------------------------------------------------------------------ what was sent


def _bill(pk: int) -> Bill:
    found = Bill.objects.select_related("owner", "arrival").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _posted(request: SignedIn) -> dict[str, str]:
    return {key: value for key, value in request.POST.items() if isinstance(value, str)}
