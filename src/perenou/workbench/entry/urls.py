"""Addresses of entering; a case not opened yet is known by the key of its draft."""

from __future__ import annotations

from django.urls import path

from perenou.workbench.entry import facts_views, interview_views, views

app_name = "entry"

urlpatterns = [
    path("new/", views.new, name="new"),
    path("new/family/", views.new_family, name="new-family"),
    path("new/copy/", views.find_copy, name="find-copy"),
    path("new/<slug:key>/interview/", interview_views.new_interview, name="new-interview"),
    path("new/<slug:key>/family/", interview_views.change_family, name="change-family"),
    path("new/<slug:key>/facts/", facts_views.new_facts, name="new-facts"),
    path("<slug:number>/edit/", views.edit, name="edit"),
    path("<slug:number>/facts/", facts_views.facts, name="facts"),
    path("<slug:number>/interview/", interview_views.interview, name="interview"),
    path("<slug:number>/copy/", views.copy, name="copy"),
]
