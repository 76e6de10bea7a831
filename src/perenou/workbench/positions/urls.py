"""Addresses of positions."""

from __future__ import annotations

from django.urls import path

from perenou.workbench.positions import many, step_views, views

app_name = "positions"

urlpatterns = [
    path("", views.listing, name="list"),
    path("many/", many.change_many, name="many"),
    path("many/undo/", many.undo, name="undo"),
    path("new/", views.new, name="new"),
    path("<str:number>/", views.show, name="show"),
    path("<str:number>/write/", views.write, name="write"),
    path("<str:number>/compare/", views.compare, name="compare"),
    path("<str:number>/readers/", views.readers, name="readers"),
    path("<str:number>/send/", step_views.send, name="send"),
    path("<str:number>/touches/", step_views.touches, name="touches"),
    path("<str:number>/recall/", step_views.recall, name="recall"),
    path("<str:number>/return/", step_views.give_back, name="return"),
    path("<str:number>/approve/", step_views.approve, name="approve"),
    path("<str:number>/review/", step_views.review, name="review"),
    path("<str:number>/withdraw/", step_views.withdraw, name="withdraw"),
    path("<str:number>/acknowledge/", step_views.acknowledge, name="acknowledge"),
    path("<str:number>/conflict/", step_views.answer_conflict, name="conflict"),
]
