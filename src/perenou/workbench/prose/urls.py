"""Addresses of texts."""

from __future__ import annotations

from django.urls import path

from perenou.workbench.prose import file_views, live_views, step_views, views

app_name = "texts"

urlpatterns = [
    path("", views.texts, name="list"),
    path("new/", views.new, name="new"),
    path("live/", live_views.live, name="live"),
    path("sets/<int:pk>/", file_views.batch, name="set"),
    path("sets/<int:pk>/<str:kind>/", file_views.batch_file, name="set-file"),
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/decide/", step_views.decide, name="decide"),
    path("<int:pk>/hand/", step_views.hand, name="hand"),
    path("<int:pk>/again/", step_views.again, name="again"),
    path("<int:pk>/adopt/", step_views.adopt, name="adopt"),
    path("<int:pk>/keep/", views.keep, name="keep"),
    path("<int:pk>/forget/", step_views.forget, name="forget"),
    path("<int:pk>/beside/", views.beside, name="beside"),
    path("<int:pk>/file/<str:kind>/", file_views.file, name="file"),
]
