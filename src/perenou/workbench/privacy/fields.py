"""Columns whose content can be read only with the installation's keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression

from perenou.workbench.privacy.crypto import decrypted, encrypted

if TYPE_CHECKING:
    TextField = models.TextField[str, str]
else:
    TextField = models.TextField


class EncryptedTextField(TextField):
    """Text, encrypted where it is stored."""

    def get_prep_value(self, value: str | None) -> str | None:
        """What is written."""
        return None if value is None else encrypted(value)

    def from_db_value(
        self, value: str | None, expression: Expression, connection: BaseDatabaseWrapper
    ) -> str | None:
        """What was written, readable."""
        del expression, connection
        return None if value is None else decrypted(value)
