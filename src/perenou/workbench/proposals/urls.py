"""Addresses of proposals."""

from __future__ import annotations

from django.urls import path

from perenou.workbench.proposals import step_views, views, yearly_views

app_name = "proposals"

urlpatterns = [
    path("", views.listing, name="list"),
    path("new/", views.new, name="new"),
    path("yearly/", yearly_views.show, name="yearly"),
    path("yearly/<int:year>/<str:form>/", yearly_views.file, name="yearly-file"),
    path("<str:number>/", views.show, name="show"),
    path("<str:number>/write/<str:section>/", views.write, name="write"),
    path("<str:number>/compare/", views.compare, name="compare"),
    path("<str:number>/move/", step_views.move, name="move"),
    path("<str:number>/compute/", step_views.compute, name="compute"),
    path("<str:number>/bring/", step_views.bring, name="bring"),
    path("<str:number>/computed/", step_views.computed, name="computed"),
    path("<str:number>/chart/<int:at>/", step_views.chart, name="chart"),
    path("<str:number>/<str:paper>/<str:form>/", step_views.file, name="file"),
]
