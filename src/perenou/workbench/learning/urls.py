"""Addresses of training."""

from __future__ import annotations

from django.urls import path

from perenou.workbench.learning import (
    course_views,
    exercise_views,
    many,
    map_views,
    statement_views,
)

app_name = "learning"

_COURSE = "courses/<int:pk>/"

urlpatterns = [
    path("", exercise_views.home, name="home"),
    path("next/", exercise_views.following, name="next"),
    path("exercises/<int:pk>/", exercise_views.exercise, name="exercise"),
    path("mistakes/", exercise_views.mistakes, name="mistakes"),
    path("map/", map_views.own, name="map"),
    path("map/<int:pk>/", map_views.of, name="map-of"),
    path("group/", map_views.group, name="group"),
    path("mine/", map_views.mine, name="mine"),
    path("statements/", statement_views.statements, name="statements"),
    path("statements/make/", statement_views.make, name="state"),
    path("statements/<int:pk>/", statement_views.show, name="statement"),
    path("statements/<int:pk>/<str:kind>/", statement_views.paper, name="statement-file"),
    path("courses/", course_views.courses, name="courses"),
    path("courses/many/", many.change_many, name="many"),
    path("courses/many/undo/", many.undo, name="undo"),
    path("courses/new/", course_views.new, name="new"),
    path(_COURSE, course_views.show, name="course"),
    path(_COURSE + "edit/", course_views.edit, name="edit"),
    path(_COURSE + "parts/", course_views.add_part, name="add-part"),
    path(_COURSE + "parts/<int:part>/", course_views.edit_part, name="part"),
    path(_COURSE + "change/", course_views.change, name="change"),
    path(_COURSE + "assign/", course_views.assign, name="assign"),
    path(_COURSE + "assign/<int:assignment>/withdraw/", course_views.withdraw, name="withdraw"),
    path(_COURSE + "results/", course_views.course_results, name="results"),
    path(_COURSE + "slides/", course_views.slides, name="slides"),
    path(_COURSE + "paper/<str:kind>/", course_views.paper, name="paper"),
]
