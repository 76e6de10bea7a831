"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Config(AppConfig):
    """This app."""

    name = "perenou.workbench.guide"
    label = "guide"
