"""Addresses of tasks."""

from __future__ import annotations

from django.urls import path

from perenou.workbench.tasks import many, views

app_name = "tasks"

urlpatterns = [
    path("", views.tasks, name="list"),
    path("new/", views.new, name="new"),
    path("many/", many.change_many, name="many"),
    path("many/undo/", many.undo, name="undo"),
    path("delivered/", views.delivered, name="delivered"),
    path("delivered/<str:kind>/", views.delivered_file, name="delivered-file"),
    path("calendar/", views.calendar, name="calendar"),
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/change/", views.change, name="change"),
    path("<int:pk>/note/", views.note, name="note"),
    path("<int:pk>/close/", views.close, name="close"),
    path("<int:pk>/reopen/", views.reopen, name="reopen"),
    path("<int:pk>/steps/", views.steps, name="steps"),
    path("<int:pk>/link/", views.link, name="link"),
]
