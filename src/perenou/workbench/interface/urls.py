"""Addresses for programs, and of their tokens."""

from __future__ import annotations

from django.urls import path

from perenou.workbench.interface import job_views, token_views, views

app_name = "api"

urlpatterns = [
    path("api/v1/openapi.json", views.described, name="described"),
    path("api/v1/batch", views.batch, name="batch"),
    path("api/v1/simulate", job_views.begin, {"name": "simulate"}, name="simulate"),
    path("api/v1/jobs", job_views.jobs, name="jobs"),
    path("api/v1/jobs/<int:pk>", job_views.job, name="job"),
    path("api/v1/jobs/<int:pk>/result", job_views.result, name="result"),
    path("api/v1/<str:name>", views.ask, name="ask"),
    path("account/tokens/", token_views.own, name="tokens"),
    path("account/tokens/make/", token_views.make, name="make"),
    path("account/tokens/<int:pk>/end/", token_views.end, name="end"),
]
