"""Signing in and out, one's own account, and the accounts of others."""

from __future__ import annotations

from collections.abc import Callable
from secrets import token_hex

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, logout, update_session_auth_hash
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perenou.workbench.accounts import actions, attempts, sources, state_sign_in
from perenou.workbench.accounts.forms import AccountForm, of_user, sent
from perenou.workbench.accounts.in_hand import Held, counts_said, in_hand
from perenou.workbench.accounts.in_hand import hand_on as give_on
from perenou.workbench.accounts.links import link_token, user_of_link
from perenou.workbench.accounts.listing import ACCOUNTS
from perenou.workbench.accounts.middleware import left, renew
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.passwords import faults
from perenou.workbench.accounts.rights import Right, Role, may
from perenou.workbench.accounts.sign_in import enter
from perenou.workbench.audit.trail import record
from perenou.workbench.frame.back import ours
from perenou.workbench.frame.lists import answer
from perenou.workbench.frame.reader import LANGUAGE, Request
from perenou.workbench.frame.sent import token
from perenou.workbench.frame.typed import drop_all
from perenou.workbench.frame.words import say


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: Request) -> HttpResponse:
    """Ask for name and password."""
    after = _after(request, request.POST.get("next") or request.GET.get("next") or "")
    if request.user.is_authenticated:
        return redirect(after)
    told: dict[str, object] = {
        "next": after,
        "username": request.POST.get("username", "")[:60],
        "has_state_sign_in": _has_state_sign_in(),
        "has_passwords": settings.CONFIGURATION.passwords,
    }
    if request.method != "POST":
        return render(request, "accounts/sign_in.html", told)
    if not settings.CONFIGURATION.passwords:
        raise PermissionDenied
    wait = sources.wait_of(request)
    if wait:
        answer = render(request, "accounts/sign_in.html", told | {"wait": wait}, status=429)
        answer["Retry-After"] = str(wait)
        return answer
    username = request.POST.get("username", "").strip().lower()[:60]
    password = request.POST.get("password", "")[:200]
    user = authenticate(request, username=username, password=password)
    if isinstance(user, User):
        enter(request, user, "password")
        return redirect(after)
    sources.failed(request)
    meant = User.objects.filter(username=username).first()
    record(None, "sign_in_failed", "account" if meant else "", meant.pk if meant else "")
    if meant is not None:
        attempts.note(request, meant, "password", is_good=False)
    told |= {
        "failed": True,
        "failures": settings.CONFIGURATION.failures,
        "lock_minutes": settings.CONFIGURATION.lock_minutes,
    }
    return render(request, "accounts/sign_in.html", told, status=422)


@require_POST
def sign_out(request: Request) -> HttpResponse:
    """End the session; the page to sign in again stays in its language."""
    if isinstance(request.user, User):
        record(request.user, "sign_out")
        drop_all(request.user)
    language = request.language
    logout(request)
    if language != settings.LANGUAGE_CODE:
        request.session[LANGUAGE] = language
    return redirect("accounts:sign-in")


@never_cache
@require_safe
def state(request: Request) -> HttpResponse:
    """Go to the state's sign-in service."""
    if not _has_state_sign_in():
        raise Http404
    try:
        address = state_sign_in.begin(
            request, _after(request, request.GET.get("next", "")), request.language
        )
    except state_sign_in.StateSignInError as error:
        return _not_taken(request, error.reason)
    return redirect(address)


@never_cache
@require_http_methods(["GET"])
def state_back(request: Request) -> HttpResponse:
    """Come back from the state's sign-in service."""
    if not _has_state_sign_in():
        raise Http404
    try:
        came = state_sign_in.finish(request)
    except state_sign_in.StateSignInError as error:
        record(None, "sign_in_failed", detail={"state": error.reason})
        return _not_taken(request, error.reason)
    enter(request, came.user, came.way)
    request.session[state_sign_in.OFFICIAL] = came.subject
    return redirect(_after(request, came.after))


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: Request, token: str) -> HttpResponse:
    """Set one's password by a link that an administrator gave."""
    user = user_of_link(token)
    if user is None or not settings.CONFIGURATION.passwords:
        return render(request, "accounts/link_spent.html", status=410)
    wrong: list[str] = []
    if request.method == "POST":
        first, again = request.POST.get("password", ""), request.POST.get("again", "")
        wrong = faults(first, again, user, request.language)
        if not wrong:
            actions.set_password(user, first)
            messages.success(request, say("password.set", request.language))
            return redirect("accounts:sign-in")
    told = {"of": user, "wrong": wrong}
    return render(request, "accounts/password.html", told, status=422 if wrong else 200)


@never_cache
@page(Right.OWN_ACCOUNT)
@require_safe
def own(request: SignedIn) -> HttpResponse:
    """One's own account."""
    return _own(request, [])


@never_cache
@sensitive_post_parameters()
@page(Right.OWN_ACCOUNT)
@require_POST
def own_password(request: SignedIn) -> HttpResponse:
    """Change one's own password; other sessions end."""
    first, again = request.POST.get("password", ""), request.POST.get("again", "")
    wrong = faults(first, again, request.user, request.language)
    if not request.user.check_password(request.POST.get("present", "")[:200]):
        wrong = [say("password.present_wrong", request.language)]
    if wrong:
        return _own(request, wrong)
    actions.set_password(request.user, first)
    _go_on(request)
    messages.success(request, say("password.changed", request.language))
    return redirect("accounts:own")


@page(Right.OWN_ACCOUNT)
@require_POST
def own_sessions(request: SignedIn) -> HttpResponse:
    """Sign out everywhere but here."""
    actions.end_sessions(request.user)
    _go_on(request)
    messages.success(request, say("accounts.sessions_ended", request.language))
    return redirect("accounts:own")


@page(Right.OWN_ACCOUNT)
@require_POST
def own_session(request: SignedIn, pk: int) -> HttpResponse:
    """Sign out of one session."""
    if attempts.end(request.user, pk):
        messages.success(request, say("accounts.session_ended", request.language))
    return redirect("accounts:own")


@page(Right.OWN_ACCOUNT)
@require_POST
def keep(request: SignedIn) -> HttpResponse:
    """Go on with a session that is about to end; tells the seconds that it has now."""
    renew(request)
    return JsonResponse({"left": left(request)})


@page(Right.OWN_ACCOUNT, is_refresh=True)
@require_safe
def here(request: SignedIn) -> HttpResponse:
    """Who is signed in, for how long, and what their forms need now; the session goes on as it was.

    A page that has been open for long asks for it: somebody may have signed in again beside it.
    """
    token = get_token(request)
    return JsonResponse({"user": request.user.pk, "left": left(request), "token": token})


@page(Right.MANAGE_ACCOUNTS)
@require_safe
def accounts(request: SignedIn) -> HttpResponse:
    """Every account with its roles."""
    return answer(request, ACCOUNTS, User.objects.all(), "accounts/list.html")


@page(Right.MANAGE_ACCOUNTS)
@require_http_methods(["GET", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Add an account."""
    form = AccountForm()
    if request.method == "POST":
        form = sent(request, request.language, is_new=True)
        if not form.errors:
            try:
                user = actions.add(
                    request.user, form.username, form.name, form.unit, form.roles, form.subject
                )
            except actions.TakenError as taken:
                form.errors[taken.field] = say(f"accounts.taken.{taken.field}", request.language)
            else:
                return redirect("accounts:show", user.pk)
    return _form(request, form, None)


@page(Right.MANAGE_ACCOUNTS, about="account")
@require_http_methods(["GET", "POST"])
def show(request: SignedIn, pk: int) -> HttpResponse:
    """One account; name, unit and roles can be changed in place."""
    user = get_object_or_404(User, pk=pk)
    form = of_user(user)
    if request.method == "POST":
        form = sent(request, request.language, is_new=False)
        is_less = not set(user.roles) <= set(form.roles)
        if not form.errors and is_less and (left := in_hand(user, form.roles)):
            told = counts_said(left, request.language)
            form.errors["roles"] = say("accounts.in_hand.role", request.language, what=told)
        if not form.errors:
            try:
                with transaction.atomic():
                    actions.change(request.user, user, form.name, form.unit, form.roles)
                    if form.subject:
                        actions.know_as(request.user, user, form.subject)
            except actions.LastAdministratorError:
                form.errors["roles"] = say("accounts.last_administrator", request.language)
            except actions.TakenError as taken:
                form.errors[taken.field] = say(f"accounts.taken.{taken.field}", request.language)
            else:
                messages.success(request, say("accounts.saved", request.language))
                return redirect("accounts:show", user.pk)
    return _form(request, form, user)


CHANGES: dict[str, Callable[[User, User], None]] = {
    "deactivate": actions.deactivate,
    "activate": actions.activate,
    "unlock": actions.unlock,
    "forget-subject": lambda actor, user: actions.know_as(actor, user, ""),
}
"""What a button of an account does."""


@page(Right.MANAGE_ACCOUNTS, about="account")
@require_POST
def change(request: SignedIn, pk: int, what: str) -> HttpResponse:
    """Close, open or unlock an account, or take its state sign-in away."""
    user = get_object_or_404(User, pk=pk)
    action = CHANGES.get(what)
    if action is None:
        raise Http404
    if what == "deactivate" and in_hand(user):
        return redirect("accounts:hand-on", user.pk)
    try:
        action(request.user, user)
    except actions.LastAdministratorError:
        messages.error(request, say("accounts.last_administrator", request.language))
    else:
        messages.success(request, say("accounts.saved", request.language))
    return redirect("accounts:show", user.pk)


@page(Right.MANAGE_ACCOUNTS, about="account")
@require_http_methods(["GET", "POST"])
def hand_on(request: SignedIn, pk: int) -> HttpResponse:
    """Give what somebody has in hand to others; and close the account, where that is asked."""
    user = get_object_or_404(User, pk=pk)
    held = in_hand(user)
    if request.method != "POST":
        return _hand_on(request, user, held)
    closes = request.POST.get("do") == "close"
    chosen = {
        each.key: other
        for each in held
        for other in each.takers
        if str(other.pk) == request.POST.get(f"to-{each.key}", "")
    }
    if len(chosen) < len(held) and (closes or not chosen):
        return _hand_on(request, user, held, error="accounts.in_hand.choose")
    try:
        with transaction.atomic():
            give_on(request.user, user, chosen, token=token(request, "hand"))
            if closes:
                actions.deactivate(request.user, user)
    except actions.LastAdministratorError:
        return _hand_on(request, user, held, error="accounts.last_administrator")
    messages.success(request, say("accounts.saved", request.language))
    return redirect("accounts:show", user.pk)


@never_cache
@page(Right.MANAGE_ACCOUNTS, about="account")
@require_POST
def link(request: SignedIn, pk: int) -> HttpResponse:
    """A link by which somebody sets their password, shown once."""
    user = get_object_or_404(User, pk=pk, is_active=True)
    actions.invite(request.user, user)
    address = request.build_absolute_uri(reverse("accounts:password", args=[link_token(user)]))
    return render(request, "accounts/link.html", {"of": user, "address": address})


def _go_on(request: SignedIn) -> None:
    """Let this session go on under a seal and a key of its own, while the others end."""
    before = request.session.session_key or ""
    update_session_auth_hash(request, request.user)
    attempts.went_on(request, request.user, before)


def _own(request: SignedIn, wrong: list[str]) -> HttpResponse:
    here = request.session.session_key
    told = {
        "sessions": [
            {"of": each, "is_this": each.session == here}
            for each in attempts.open_sessions(request.user)
        ],
        "failures": attempts.failures(request.user)[: attempts.MOST_SHOWN],
        "wrong": wrong,
        "has_password": settings.CONFIGURATION.passwords and request.user.has_usable_password(),
        "may_use_interface": may(request.user, Right.USE_INTERFACE),
    }
    return render(request, "accounts/own.html", told, status=422 if wrong else 200)


def _hand_on(request: SignedIn, user: User, held: list[Held], error: str = "") -> HttpResponse:
    told = {"of": user, "held": held, "error": error, "token": token_hex(12)}
    return render(request, "accounts/hand_on.html", told, status=422 if error else 200)


def _form(request: SignedIn, form: AccountForm, user: User | None) -> HttpResponse:
    told = {
        "form": form,
        "of": user,
        "all_roles": list(Role),
        "has_passwords": settings.CONFIGURATION.passwords,
        "in_hand": "" if user is None else counts_said(in_hand(user), request.language),
    }
    return render(request, "accounts/form.html", told, status=422 if form.errors else 200)


def _after(request: HttpRequest, wanted: str) -> str:
    """The page to go to after signing in, if it is one of ours."""
    return ours(request, wanted, resolve_url("desk:home"))


def _has_state_sign_in() -> bool:
    try:
        state_sign_in.configured()
    except LookupError:
        return False
    return True


def _not_taken(request: HttpRequest, reason: str) -> HttpResponse:
    told = {"what": f"state.{reason}.what", "cure": f"state.{reason}.cure"}
    return render(request, "accounts/not_taken.html", told, status=403)
