"""Addresses of questions and answers."""

from __future__ import annotations

from django.urls import path

from perenou.workbench.questions import (
    ask_views,
    figure_views,
    list_views,
    many,
    publish_views,
    views,
)

app_name = "questions"

_QUESTION = "<str:number>/"

urlpatterns = [
    path("", list_views.questions, name="list"),
    path("many/", many.change_many, name="many"),
    path("many/undo/", many.undo, name="undo"),
    path("new/", ask_views.new, name="new"),
    path("look/", ask_views.look, name="look"),
    path("settled/", ask_views.settled, name="settled"),
    path("figures/", figure_views.show, name="figures"),
    path("answers/", list_views.answers, name="answers"),
    path("answers/<str:number>/", publish_views.answer, name="answer"),
    path(_QUESTION, views.show, name="show"),
    path(_QUESTION + "facts/", views.facts, name="facts"),
    path(_QUESTION + "drop/", views.drop, name="drop"),
    path(_QUESTION + "helped/", views.helped, name="helped"),
    path(_QUESTION + "take/", views.take, name="take"),
    path(_QUESTION + "give-up/", views.give_up, name="give-up"),
    path(_QUESTION + "mark/", views.mark, name="mark"),
    path(_QUESTION + "return/", views.give_back, name="return"),
    path(_QUESTION + "hand/", views.hand, name="hand"),
    path(_QUESTION + "reply/", views.reply, name="reply"),
    path(_QUESTION + "write/", views.write, name="write"),
    path(_QUESTION + "approve/", views.approve, name="approve"),
    path(_QUESTION + "send-back/", views.send_back, name="send-back"),
    path(_QUESTION + "publish/", publish_views.publish, name="publish"),
    path(_QUESTION + "reopen/", views.reopen, name="reopen"),
    path(_QUESTION + "keep/", views.keep, name="keep"),
    path(_QUESTION + "withdraw/", views.withdraw, name="withdraw"),
]
