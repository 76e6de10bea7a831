"""Addresses of process analysis."""

from __future__ import annotations

from django.urls import path

from perenou.workbench.flows import question_views, views

app_name = "flows"

urlpatterns = [
    path("", views.logs, name="list"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/now/", views.now, name="now"),
    path("<int:pk>/columns/", views.columns, name="columns"),
    path("<int:pk>/set-up/", views.set_up, name="set-up"),
    path("<int:pk>/file/<slug:kind>/", views.file, name="file"),
    path("<int:pk>/names/", views.names, name="names"),
    path("<int:pk>/delete/", views.delete, name="delete"),
    path("<int:pk>/what-if/", question_views.ask, name="what-if"),
    path("<int:pk>/what-if/<int:question>/", question_views.foretold, name="foretold"),
    path("<int:pk>/what-if/<int:question>/now/", question_views.now, name="foretold-now"),
]
