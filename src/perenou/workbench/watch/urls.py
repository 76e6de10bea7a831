"""Addresses of the law watch."""

from __future__ import annotations

from django.urls import path

from perenou.workbench.watch import bill_views, views

app_name = "watch"

urlpatterns = [
    path("", views.arrivals, name="list"),
    path("bring/", views.bring, name="bring"),
    path("take/", views.take, name="take"),
    path("acts/", views.acts, name="acts"),
    path("bills/", bill_views.bills, name="bills"),
    path("bills/new/", bill_views.new, name="new-bill"),
    path("bills/<int:pk>/", bill_views.show, name="bill"),
    path("bills/<int:pk>/change/", bill_views.change, name="change-bill"),
    path("bills/<int:pk>/move/", bill_views.move, name="move-bill"),
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/decide/", views.decide, name="decide"),
    path("<int:pk>/cases/", views.solve_past, name="cases"),
    path("<int:pk>/look/", views.look, name="look"),
    path("<int:pk>/beside/<int:thing>/", views.beside, name="beside"),
]
