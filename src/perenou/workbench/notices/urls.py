"""Addresses of notices."""

from __future__ import annotations

from django.urls import path

from perenou.workbench.notices import views

app_name = "notices"

urlpatterns = [
    path("", views.listed, name="list"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/end/", views.end, name="end"),
]
