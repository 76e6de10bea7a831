"""Addresses of cases."""

from __future__ import annotations

from django.urls import path

from perenou.workbench.cases import many, views

app_name = "cases"

urlpatterns = [
    path("", many.cases, name="list"),
    path("many/", many.change_many, name="many"),
    path("many/undo/", many.undo, name="undo"),
    path("import/", many.import_many, name="import"),
    path("solve-again/", many.solve_many, name="solve-again"),
    path("new/", views.new, name="new"),
    path("<str:number>/", views.show, name="show"),
    path("<str:number>/edit/", views.edit, name="edit"),
    path("<str:number>/purpose/", views.purpose, name="purpose"),
]
