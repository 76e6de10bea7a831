"""Addresses of the desk."""

from __future__ import annotations

from django.urls import path

from perenou.workbench.desk import views

app_name = "desk"

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("search/suggestions/", views.suggest, name="suggest"),
]
