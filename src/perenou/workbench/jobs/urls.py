"""Addresses of jobs."""

from __future__ import annotations

from django.urls import path

from perenou.workbench.jobs import views

app_name = "jobs"

urlpatterns = [path("", views.jobs, name="list")]
