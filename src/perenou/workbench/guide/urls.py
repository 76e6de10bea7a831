"""Addresses of the guide."""

from __future__ import annotations

from django.urls import path

from perenou.workbench.guide import views

app_name = "guide"

urlpatterns = [
    path("", views.chapter_list, name="list"),
    path("<str:key>/", views.show, name="show"),
]
