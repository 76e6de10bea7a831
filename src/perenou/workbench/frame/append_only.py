"""Rows that are written once: what was said and done stays as it was."""

from __future__ import annotations

from typing import NoReturn

from django.db import models
from django.db.models.base import ModelBase


class AppendOnly(models.Model):
    """A row that is written once."""

    class Meta:
        """Storage."""

        abstract = True

    def save(
        self,
        *,
        force_insert: bool | tuple[ModelBase, ...] = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: object = None,
    ) -> None:
        """Write it for the first time.

        Raises:
            TypeError: it was written before.
        """
        del force_insert, force_update, update_fields
        if not self._state.adding:
            raise TypeError("what was written once is never changed")
        super().save(force_insert=True, using=using)

    def delete(self, using: object = None, keep_parents: bool = False) -> NoReturn:
        """Never alone; it goes only with the whole that it belongs to.

        Raises:
            TypeError: always.
        """
        del using, keep_parents
        raise TypeError("what was written once is never deleted")
