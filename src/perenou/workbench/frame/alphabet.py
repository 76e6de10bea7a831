"""The order of the Estonian alphabet in the database, of whichever kind it is.

PostgreSQL knows the collation by itself; SQLite is given the same order under the same name.
"""

from __future__ import annotations

from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.models.functions import Collate

from perenou.language.alphabet import alphabetical

ESTONIAN: Final = "et-x-icu"


def by_alphabet(field: str) -> Collate:
    """A column of text to put rows in order by."""
    return Collate(field, ESTONIAN)


def teach(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Give a connection to SQLite that order; called whenever one is opened."""
    if isinstance(connection, DatabaseWrapper):
        connection.connection.create_collation(ESTONIAN, _compared)


def _compared(one: str, other: str) -> int:
    first, second = alphabetical(one), alphabetical(other)
    return (first > second) - (first < second)
