"""Addresses of the audit trail."""

from __future__ import annotations

from django.urls import path

from perenou.workbench.audit import views

app_name = "audit"

urlpatterns = [
    path("", views.events, name="list"),
    path("<int:number>/", views.event, name="show"),
    path("export/", views.export, name="export"),
    path("verify/", views.verify, name="verify"),
    path("verify/<int:pk>/", views.check, name="check"),
]
