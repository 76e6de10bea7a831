"""Addresses of the overview."""

from __future__ import annotations

from django.urls import path

from perenou.workbench.figures import views

app_name = "figures"

urlpatterns = [
    path("", views.home, name="home"),
    path("doubts/", views.doubts, name="doubts"),
    path("acts/", views.returned, name="acts"),
    path("file/<str:form>/", views.file, name="file"),
]
