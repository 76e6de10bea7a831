"""Addresses of partners, requests and meetings."""

from __future__ import annotations

from django.urls import path

from perenou.workbench.network import many, request_views, views

app_name = "network"

urlpatterns = [
    path("", request_views.requests, name="list"),
    path("many/", many.change_many, name="many"),
    path("many/undo/", many.undo, name="undo"),
    path("new/", request_views.new, name="new"),
    path("mail/", request_views.bring, name="mail"),
    path("calendar/", views.calendar, name="calendar"),
    path("partners/", views.partners, name="partners"),
    path("partners/new/", views.new_partner, name="new-partner"),
    path("partners/<int:pk>/", views.partner, name="partner"),
    path("partners/<int:pk>/change/", views.change_partner, name="change-partner"),
    path("partners/<int:pk>/contact/", views.contact, name="contact"),
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/new/", views.new_meeting, name="new-meeting"),
    path("meetings/<int:pk>/", views.meeting, name="meeting"),
    path("meetings/<int:pk>/change/", views.change_meeting, name="change-meeting"),
    path("meetings/<int:pk>/agree/", views.agree, name="agree"),
    path("case/<str:number>/", request_views.of_case, name="case"),
    path("letters/<int:pk>/", request_views.letter, name="letter"),
    path("files/<int:pk>/", request_views.enclosure, name="enclosure"),
    path("<int:pk>/", request_views.show, name="request"),
    path("<int:pk>/write/", request_views.write, name="write"),
    path("<int:pk>/mail/", request_views.take_in, name="take-in"),
    path("<int:pk>/open/", request_views.let_read, name="let-read"),
    path("<int:pk>/drop/", request_views.drop, name="drop"),
    path("<int:pk>/link/", request_views.bind, name="bind"),
]
