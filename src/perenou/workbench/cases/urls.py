"""Addresses of cases."""

from __future__ import annotations

from django.urls import path

from perenou.workbench.cases import export, history, many, result, sharing, views, what_if

app_name = "cases"

urlpatterns = [
    path("", many.cases, name="list"),
    path("many/", many.change_many, name="many"),
    path("many/undo/", many.undo, name="undo"),
    path("import/", many.import_many, name="import"),
    path("solve-again/", many.solve_many, name="solve-again"),
    path("<str:number>/", result.show, name="show"),
    path("<str:number>/purpose/", views.purpose, name="purpose"),
    path("<str:number>/why/<str:benefit>/", result.why, name="why"),
    path("<str:number>/sheet/", result.sheet, name="sheet"),
    path("<str:number>/what-if/", what_if.what_if, name="what-if"),
    path("<str:number>/versions/", history.versions, name="versions"),
    path("<str:number>/compare/", history.compare, name="compare"),
    path("<str:number>/share/", sharing.share, name="share"),
    path("<str:number>/confirm/<int:departure>/", result.confirm, name="confirm"),
    path("<str:number>/state/", sharing.state, name="state"),
    path("<str:number>/link/", sharing.link, name="link"),
    path("<str:number>/export/", export.export, name="export"),
    path("<str:number>/export/<str:form>/", export.download, name="download"),
    path("<str:number>/anonymise/", export.anonymise, name="anonymise"),
]
