"""Addresses of asking registers; none of them holds a code or a name."""

from __future__ import annotations

from django.urls import path

from perenou.workbench.registers import views

app_name = "registers"

urlpatterns = [
    path("<str:number>/", views.ask, name="ask"),
    path("<str:number>/<int:query>/", views.told, name="told"),
]
