"""Addresses of the frame: what a reader chooses for every page, and provisions."""

from __future__ import annotations

from django.urls import path

from perenou.workbench.frame import views

app_name = "frame"

urlpatterns = [
    path("language/", views.language, name="language"),
    path("law-day/", views.law_day, name="law-day"),
    path("look/", views.look, name="look"),
    path("keys/", views.keys, name="keys"),
    path("views/keep/", views.keep_view, name="keep-view"),
    path("views/drop/", views.drop_view, name="drop-view"),
    path("typed/", views.typed, name="typed"),
    path("law/<path:citation>", views.provision, name="provision"),
]
