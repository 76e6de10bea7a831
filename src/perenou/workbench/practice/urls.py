"""Addresses of the audit of practice."""

from __future__ import annotations

from django.urls import path

from perenou.workbench.practice import cluster_views, views

app_name = "practice"

_AUDIT = "<int:pk>/"
_CLUSTER = _AUDIT + "clusters/<str:key>/"

urlpatterns = [
    path("", views.audits, name="list"),
    path("load/", views.load, name="load"),
    path(_AUDIT, views.show, name="show"),
    path(_AUDIT + "columns/", views.columns, name="columns"),
    path(_AUDIT + "compare/", views.compare, name="compare"),
    path(_AUDIT + "sample/", views.sample, name="sample"),
    path(_AUDIT + "file/<str:form>/", views.file, name="file"),
    path(_AUDIT + "single/", cluster_views.single, name="single"),
    path(_AUDIT + "officials/", views.officials, name="officials"),
    path(_CLUSTER, cluster_views.cluster, name="cluster"),
    path(_CLUSTER + "decisions/", cluster_views.decisions, name="decisions"),
    path(_CLUSTER + "course/", cluster_views.course, name="course"),
]
