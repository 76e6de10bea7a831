"""Addresses of personal data."""

from __future__ import annotations

from django.urls import path

from perenou.workbench.privacy import views

app_name = "privacy"

urlpatterns = [
    path("", views.home, name="home"),
    path("run/<str:what>/", views.run, name="run"),
    path("report/<int:pk>/", views.report, name="report"),
    path("person/", views.person, name="person"),
    path("reveal/<str:number>/<str:place>/", views.reveal, name="reveal"),
]
