"""Addresses of the field for citations."""

from __future__ import annotations

from django.urls import path

from perenou.workbench.references import views

app_name = "references"

urlpatterns = [
    path("suggest/", views.suggest, name="suggest"),
    path("choose/", views.choose, name="choose"),
    path("<str:number>/", views.number, name="number"),
]
