"""Addresses of acts in the making, and of the check."""

from __future__ import annotations

from django.urls import path

from perenou.workbench.drafts import check_views, hand_in_views, review_views, views

app_name = "drafts"

_ACT = "<str:number>/<int:act>/"

urlpatterns = [
    path("check/", check_views.check, name="check"),
    path("<str:number>/", views.acts, name="list"),
    path("<str:number>/new/", views.new, name="new"),
    path(_ACT, views.show, name="show"),
    path(_ACT + "save/", views.save, name="save"),
    path(_ACT + "look/", views.look, name="look"),
    path(_ACT + "forget/", views.forget, name="forget"),
    path(_ACT + "redraft/", views.redraft, name="redraft"),
    path(_ACT + "reasons/", views.reasons, name="reasons"),
    path(_ACT + "v/<int:version>/", views.version, name="version"),
    path(_ACT + "v/<int:version>/<str:kind>/", views.file, name="file"),
    path(_ACT + "hand-over/", review_views.hand_over, name="hand-over"),
    path(_ACT + "hand-in/", hand_in_views.hand_in, name="hand-in"),
    path(_ACT + "recall/", review_views.recall, name="recall"),
    path(_ACT + "take-over/", review_views.take_over, name="take-over"),
    path(_ACT + "drop/", review_views.drop, name="drop"),
    path(_ACT + "return/", review_views.give_back, name="return"),
    path(_ACT + "approve/", review_views.approve, name="approve"),
]
