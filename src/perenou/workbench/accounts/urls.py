"""Addresses of accounts."""

from __future__ import annotations

from django.urls import path

from perenou.workbench.accounts import views

app_name = "accounts"

urlpatterns = [
    path("users/", views.accounts, name="list"),
    path("users/new/", views.new, name="new"),
    path("own/", views.own, name="own"),
    path("own/password/", views.own_password, name="own-password"),
    path("own/sessions/", views.own_sessions, name="own-sessions"),
    path("own/sessions/<int:pk>/", views.own_session, name="own-session"),
    path("own/here/", views.here, name="here"),
    path("own/keep/", views.keep, name="keep"),
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("state/", views.state, name="state"),
    path("state/back/", views.state_back, name="state-back"),
    path("password/<str:token>/", views.password, name="password"),
    path("users/<int:pk>/", views.show, name="show"),
    path("users/<int:pk>/link/", views.link, name="link"),
    path("users/<int:pk>/hand-on/", views.hand_on, name="hand-on"),
    path("users/<int:pk>/change/<str:what>/", views.change, name="change"),
]
