"""Addresses for those who watch."""

from __future__ import annotations

from django.urls import path

from perenou.workbench.operations import views

app_name = "operations"

urlpatterns = [
    path("health/", views.health, name="health"),
    path("health/live/", views.live, name="live"),
    path("health/ready/", views.ready, name="ready"),
    path("metrics", views.metrics, name="metrics"),
]
