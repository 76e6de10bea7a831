"""Every table as rows: read as they are stored, and written as they were read.

What is encrypted is neither opened nor closed on the way, and nothing is recorded: a restored
database is the one that was backed up, to the last character.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, cast

from django.apps.registry import Apps
from django.db import connection, models
from django.db.models import ExpressionWrapper, F
from django.db.models.options import Options

from perenou.workbench.operations.archive import Row, plain
from perenou.workbench.privacy.fields import EncryptedTextField

BATCH: Final = 500

LEFT_OUT: Final = frozenset({"sessions.Session"})
"""Tables that no backup holds: everybody signs in again."""

MADE_BY_DJANGO: Final = frozenset({"contenttypes.ContentType", "auth.Permission"})
"""Tables that are filled when tables are made."""

Model = type[models.Model]


def tables_of(known: Apps) -> list[Model]:
    """Every table that a backup holds, by name; links between tables among them."""
    found = (
        each for each in known.get_models(include_auto_created=True)
        if each._meta.managed and not each._meta.proxy and label(each) not in LEFT_OUT
    )  # fmt: skip
    return sorted(found, key=label)


def label(model: Model) -> str:
    """The name of a table in a backup."""
    return f"{model._meta.app_label}.{model._meta.object_name}"


def columns_of(model: Model) -> list[str]:
    """The names of the columns of a table, in an order that does not change."""
    return sorted(each.attname for each in model._meta.concrete_fields)


def rows_of(model: Model) -> Iterator[list[Row]]:
    """The rows of a table in the order of their keys, some at a time."""
    fields = {each.attname: each for each in model._meta.concrete_fields}
    columns = columns_of(model)
    # A column that is encrypted is read as the text that is stored.
    as_stored = {
        f"stored_{name}": ExpressionWrapper(F(name), output_field=models.TextField())
        for name in columns if isinstance(fields[name], EncryptedTextField)
    }  # fmt: skip
    asked = [f"stored_{name}" if f"stored_{name}" in as_stored else name for name in columns]
    key = _meta(model).pk.attname
    found = model._base_manager.annotate(**as_stored).order_by(key).values_list(key, *asked)
    last = None
    while batch := list((found if last is None else found.filter(pk__gt=last))[:BATCH]):
        last = batch[-1][0]
        yield [[plain(value) for value in row[1:]] for row in batch]


def write(model: Model, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Put rows into a table as they were read."""
    fields = {each.attname: each for each in model._meta.concrete_fields}
    quoted = connection.ops.quote_name
    names = ", ".join(quoted(str(fields[name].column)) for name in columns)
    places = ", ".join(["%s"] * len(columns))
    ready = [
        [
            cast("str", _stored(fields[name], value))
            for name, value in zip(columns, row, strict=True)
        ]
        for row in rows
    ]
    table = quoted(_meta(model).db_table)
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", ready)


def _stored(field: models.Field[object, object], value: object) -> object:
    if value is None or isinstance(field, EncryptedTextField):
        return value
    return field.get_db_prep_save(field.to_python(value), connection)


def clear(models: Sequence[Model]) -> None:
    """Take everything out of tables; to be done within a transaction."""
    with connection.cursor() as cursor:
        for each in models:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(_meta(each).db_table)}")


def go_on_counting(known: Apps) -> None:
    """Have the database number new rows after those that were put in."""
    from django.core.management.color import no_style

    made = connection.ops.sequence_reset_sql(no_style(), tables_of(known))
    with connection.cursor() as cursor:
        for each in made:
            cursor.execute(each)


def _meta(model: Model) -> Options[models.Model]:
    return model._meta
