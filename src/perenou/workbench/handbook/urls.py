"""Addresses of the handbook."""

from __future__ import annotations

from django.urls import path

from perenou.workbench.handbook import views

app_name = "handbook"

urlpatterns = [
    path("", views.pages, name="list"),
    path("<str:key>/", views.show, name="show"),
]
