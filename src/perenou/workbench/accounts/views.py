"""Signing in and out, one's own account, and the accounts of others."""

from __future__ import annotations

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right
from perenou.workbench.audit.trail import record


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password."""
    after = request.POST.get("next") or request.GET.get("next") or ""
    if not url_has_allowed_host_and_scheme(
        after, {request.get_host()}, require_https=request.is_secure()
    ):
        after = resolve_url("desk:home")
    if request.user.is_authenticated:
        return redirect(after)
    failed = False
    if request.method == "POST":
        user = authenticate(
            request,
            username=request.POST.get("username", "")[:60],
            password=request.POST.get("password", "")[:200],
        )
        if isinstance(user, User):
            login(request, user)
            record(user, "sign_in")
            return redirect(after)
        record(None, "sign_in_failed")
        failed = True
    told = {"next": after, "failed": failed, "username": request.POST.get("username", "")}
    return render(request, "accounts/sign_in.html", told, status=422 if failed else 200)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    if isinstance(request.user, User):
        record(request.user, "sign_out")
    logout(request)
    return redirect("accounts:sign-in")


@page(Right.MANAGE_ACCOUNTS)
@require_http_methods(["GET"])
def accounts(request: SignedIn) -> HttpResponse:
    """Every account with its roles."""
    users = User.objects.prefetch_related("role_rows").order_by("name")
    return render(request, "accounts/list.html", {"users": users})
