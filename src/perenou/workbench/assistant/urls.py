"""Addresses of the machine's proposals."""

from __future__ import annotations

from django.urls import path

from perenou.workbench.assistant import views

app_name = "assistant"

urlpatterns = [
    path("", views.propose, name="propose"),
]
