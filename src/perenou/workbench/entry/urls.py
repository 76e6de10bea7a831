"""Addresses of entering; a case not opened yet is known by the key of its draft."""

from __future__ import annotations

from django.urls import path

from perenou.workbench.entry import facts_views, interview_views, views

app_name = "entry"

urlpatterns = [
    path("new/", views.new, name="new"),
    path("new/family/", views.new_family, name="new-family"),
    path("new/copy/", views.find_copy, name="find-copy"),
    path("new/<str:key>/interview/", interview_views.new_interview, name="new-interview"),
    path("new/<str:key>/facts/", facts_views.new_facts, name="new-facts"),
    path("<str:number>/edit/", views.edit, name="edit"),
    path("<str:number>/facts/", facts_views.facts, name="facts"),
    path("<str:number>/interview/", interview_views.interview, name="interview"),
    path("<str:number>/copy/", views.copy, name="copy"),
]
