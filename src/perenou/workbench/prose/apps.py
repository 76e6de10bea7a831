"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Config(AppConfig):
    """This app; what it is about is called a text everywhere but in this folder's name.

    A folder ``texts`` holds the words of every room.
    """

    name = "perenou.workbench.prose"
    label = "texts"
