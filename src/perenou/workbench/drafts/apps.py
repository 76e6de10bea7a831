"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Config(AppConfig):
    """This app."""

    name = "perenou.workbench.drafts"
    label = "drafts"

    def ready(self) -> None:
        """Let no act wait for somebody who no longer reaches its case."""
        from perenou.workbench.accounts.models import User
        from perenou.workbench.cases.actions import narrowed
        from perenou.workbench.cases.models import Case
        from perenou.workbench.drafts.actions import release

        def on_narrowed(sender: object, *, actor: User, case: Case, **_: object) -> None:
            del sender
            release(actor, case)

        narrowed.connect(on_narrowed, weak=False, dispatch_uid="drafts.release")
