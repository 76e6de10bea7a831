"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class Config(AppConfig):
    """This app."""

    name = "perenou.workbench.frame"
    label = "frame"

    def ready(self) -> None:
        """Let every connection know the order of the alphabet."""
        from perenou.workbench.frame.alphabet import teach

        connection_created.connect(teach, dispatch_uid="alphabet")
