"""Addresses of jobs."""

from __future__ import annotations

from django.urls import path

from perenou.workbench.jobs import views

app_name = "jobs"

urlpatterns = [
    path("", views.jobs, name="list"),
    path("now/", views.list_now, name="list-now"),
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/now/", views.now, name="now"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
    path("<int:pk>/again/", views.again, name="again"),
]
