"""Pages of partners and their people, of meetings, and the calendar."""

from __future__ import annotations

from datetime import timedelta
from secrets import token_hex

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perenou.exchange.calendar import MEDIA_TYPE, Entry, written
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.audit.trail import record
from perenou.workbench.frame.lists import answer
from perenou.workbench.frame.sent import posted, token, whole
from perenou.workbench.frame.words import say
from perenou.workbench.network import actions
from perenou.workbench.network.find import visible_to
from perenou.workbench.network.forms import (
    HOME,
    Form,
    is_email,
    meeting_of,
    of_meeting,
    of_partner,
    partner_of,
    states,
)
from perenou.workbench.network.listing import PARTNERS, state_pill
from perenou.workbench.network.models import Contact, Meeting, Partner, Sort
from perenou.workbench.tasks.find import possible_owners
from perenou.workbench.tasks.find import visible_to as tasks_visible_to
from perenou.workbench.tasks.forms import day_of

SHOWN = 50
"""Requests and meetings of a partner that its page lists; all stand in their lists."""


@page(Right.SEE_NETWORK)
@require_safe
def partners(request: SignedIn) -> HttpResponse:
    """Partners by name."""
    told = {"may_write": may(request.user, Right.WRITE_NETWORK)}
    return answer(request, PARTNERS, Partner.objects.all(), "network/partners.html", told)


@page(Right.WRITE_NETWORK)
@require_http_methods(["GET", "HEAD", "POST"])
def new_partner(request: SignedIn) -> HttpResponse:
    """Add a partner."""
    if request.method != "POST":
        return _partner_form(request, Form({"country": HOME, "is_active": "1"}), None)
    form, wanted = partner_of(posted(request), request.language)
    if wanted is None:
        return _partner_form(request, form, None, status=422)
    made = actions.keep_partner(request.user, wanted, None, based_on=0, token=token(request, "new"))
    return redirect(made)


@page(Right.SEE_NETWORK, about="partner")
@require_safe
def partner(request: SignedIn, pk: int) -> HttpResponse:
    """A partner: what it is asked about, who works there, what was asked, when one met."""
    return _partner_shown(request, _partner(pk))


@page(Right.WRITE_NETWORK, about="partner")
@require_http_methods(["GET", "HEAD", "POST"])
def change_partner(request: SignedIn, pk: int) -> HttpResponse:
    """Change what is told of a partner."""
    found = _partner(pk)
    if request.method != "POST":
        return _partner_form(request, of_partner(found), found)
    form, wanted = partner_of(posted(request), request.language)
    if wanted is None:
        return _partner_form(request, form, found, status=422)
    try:
        actions.keep_partner(
            request.user, wanted, found, based_on=whole(request, "based_on"),
            token=token(request, "change"),
        )  # fmt: skip
    except actions.ConflictError:
        return _partner_form(request, form, _partner(pk), status=409, is_conflict=True)
    return redirect(found)


@page(Right.WRITE_NETWORK, about="partner")
@require_POST
def contact(request: SignedIn, pk: int) -> HttpResponse:
    """Add somebody who works at a partner, or note that somebody has left."""
    found = _partner(pk)
    if left := whole(request, "left"):
        of = Contact.objects.filter(pk=left, partner=found).first()
        if of is None:
            raise Http404
        actions.end_contact(request.user, of)
        return redirect(found)
    sent = posted(request)
    name = " ".join(sent.get("name", "").split())
    role, phone = " ".join(sent.get("role", "").split()), sent.get("phone", "").strip()
    email = sent.get("email", "").strip()
    if email and not is_email(email):
        wrong = say("network.wrong.email", request.language)
        return _partner_shown(request, found, sent, wrong, status=422)
    try:
        actions.add_contact(
            request.user, found, name, role, email, phone, token=token(request, "contact")
        )
    except actions.RefusedError as refused:
        wrong = say(f"network.refused.{refused.key}", request.language)
        return _partner_shown(request, found, sent, wrong, status=422)
    return redirect(found)


# ------------------------------------------------------------------------------ meetings


@page(Right.SEE_NETWORK)
@require_safe
def meetings(request: SignedIn) -> HttpResponse:
    """Meetings, those to come first."""
    now = timezone.now() - timedelta(hours=12)
    every = Meeting.objects.select_related("partner", "owner")
    told = {
        "coming": every.filter(start__gte=now).order_by("start"),
        "past": every.filter(start__lt=now)[:SHOWN],
        "may_write": may(request.user, Right.WRITE_NETWORK),
    }
    return render(request, "network/meetings.html", told)


@page(Right.WRITE_NETWORK)
@require_http_methods(["GET", "HEAD", "POST"])
def new_meeting(request: SignedIn) -> HttpResponse:
    """Enter a meeting."""
    if request.method != "POST":
        partner_key = request.GET.get("partner", "")[:12]
        return _meeting_form(request, Form({"partner": partner_key, "minutes": "60"}), None)
    form, wanted = meeting_of(posted(request), request.language)
    if wanted is None:
        return _meeting_form(request, form, None, status=422)
    made = actions.keep_meeting(request.user, wanted, None, based_on=0, token=token(request, "new"))
    return redirect(made)


@page(Right.SEE_NETWORK, about="meeting")
@require_safe
def meeting(request: SignedIn, pk: int) -> HttpResponse:
    """A meeting and what was agreed there."""
    return _meeting_shown(request, _meeting(pk))


@page(Right.WRITE_NETWORK, about="meeting")
@require_http_methods(["GET", "HEAD", "POST"])
def change_meeting(request: SignedIn, pk: int) -> HttpResponse:
    """Change a meeting."""
    found = _meeting(pk)
    if request.method != "POST":
        return _meeting_form(request, of_meeting(found), found)
    form, wanted = meeting_of(posted(request), request.language)
    if wanted is None:
        return _meeting_form(request, form, found, status=422)
    try:
        actions.keep_meeting(
            request.user, wanted, found, based_on=whole(request, "based_on"),
            token=token(request, "change"),
        )  # fmt: skip
    except actions.ConflictError:
        return _meeting_form(request, form, _meeting(pk), status=409, is_conflict=True)
    return redirect(found)


@page(Right.WRITE_NETWORK, about="meeting")
@require_POST
def agree(request: SignedIn, pk: int) -> HttpResponse:
    """Note what was agreed at a meeting."""
    found = _meeting(pk)
    sent = posted(request)
    owners = {str(each.pk): each for each in possible_owners(request.user, Right.SEE_NETWORK)}
    owner = owners.get(sent.get("owner", ""), request.user)
    due = day_of(sent.get("due", "").strip())
    if sent.get("due", "").strip() and due is None:
        wrong = say("tasks.wrong.due", request.language)
        return _meeting_shown(request, found, sent, wrong, status=422)
    try:
        actions.agree(
            request.user, found, owner, sent.get("what", ""), due, token=token(request, "agree")
        )
    except actions.RefusedError as refused:
        wrong = say(f"network.refused.{refused.key}", request.language)
        return _meeting_shown(request, found, sent, wrong, status=422)
    return redirect(found)


@page(Right.SEE_NETWORK)
@require_safe
def calendar(request: SignedIn) -> HttpResponse:
    """One's own open requests with a day, and the meetings to come, as a calendar file."""
    asked = visible_to(request.user).filter(owner=request.user, open_due__isnull=False)
    entries = [
        Entry(
            each.uid, f"{each.partner.name}: {each.subject}", each.due_day, each.changed_at,
            changes=each.changes, reminds=1,
            address=request.build_absolute_uri(each.get_absolute_url()),
        )
        for each in asked.select_related("partner").order_by("open_due") if each.due_day is not None
    ]  # fmt: skip
    coming = Meeting.objects.filter(start__gte=timezone.now() - timedelta(days=1))
    entries += [
        Entry(
            each.uid, each.title, each.start, each.changed_at,
            end=each.start + timedelta(minutes=each.minutes), changes=each.changes,
            place=each.place, address=request.build_absolute_uri(each.get_absolute_url()),
        )
        for each in coming.order_by("start")
    ]  # fmt: skip
    record(request.user, "exported", "requests", detail={"rows": len(entries)})
    name = say("network.calendar.name", request.language)
    response = HttpResponse(written(name, entries), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{localdate().isoformat()} {name}.ics"
    )
    return response


# ------------------------------------------------------------------------------ what is shown


def _partner_shown(
    request: SignedIn, found: Partner, typed: dict[str, str] | None = None, error: str = "",
    *, status: int = 200,
) -> HttpResponse:  # fmt: skip
    language = request.language
    asked = visible_to(request.user).filter(partner=found).select_related("owner")[:SHOWN]
    told = {
        "partner": found,
        "country": dict(states(language))[found.country],
        "contacts": found.contacts.filter(left_at__isnull=True),
        "requests": [(each, state_pill(each, language)) for each in asked],
        "meetings": found.meetings.all()[:SHOWN],
        "may_write": may(request.user, Right.WRITE_NETWORK),
        "typed": typed or {},
        "error": error,
        "token": token_hex(12),
    }
    return render(request, "network/partner.html", told, status=status)


def _partner_form(
    request: SignedIn, form: Form, found: Partner | None, *, status: int = 200,
    is_conflict: bool = False,
) -> HttpResponse:  # fmt: skip
    told = {
        "form": form, "partner": found, "sorts": Sort.values, "states": states(request.language),
        "token": token(request), "is_conflict": is_conflict,
    }  # fmt: skip
    return render(request, "network/partner_form.html", told, status=status)


def _meeting_shown(
    request: SignedIn, found: Meeting, typed: dict[str, str] | None = None, error: str = "",
    *, status: int = 200,
) -> HttpResponse:  # fmt: skip
    agreed = tasks_visible_to(request.user).filter(
        links__about="meeting", links__about_id=str(found.pk)
    )
    told = {
        "meeting": found,
        "agreed": agreed.select_related("owner").order_by("pk"),
        "owners": possible_owners(request.user, Right.SEE_NETWORK),
        "may_write": may(request.user, Right.WRITE_NETWORK),
        "typed": typed or {},
        "error": error,
        "token": token_hex(12),
    }
    return render(request, "network/meeting.html", told, status=status)


def _meeting_form(
    request: SignedIn, form: Form, found: Meeting | None, *, status: int = 200,
    is_conflict: bool = False,
) -> HttpResponse:  # fmt: skip
    told = {
        "form": form, "meeting": found, "partners": Partner.objects.filter(is_active=True),
        "token": token(request), "is_conflict": is_conflict,
    }  # fmt: skip
    return render(request, "network/meeting_form.html", told, status=status)


def _partner(pk: int) -> Partner:
    found = Partner.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _meeting(pk: int) -> Meeting:
    found = Meeting.objects.select_related("partner", "owner").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
