"""Addresses of cases."""

from __future__ import annotations

from django.urls import path

from perenou.workbench.cases import views

app_name = "cases"

urlpatterns = [
    path("", views.cases, name="list"),
    path("<str:number>/", views.show, name="show"),
    path("<str:number>/purpose/", views.purpose, name="purpose"),
]
