"""The tables: each column is explained, every foreign key is quick, nothing is missing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models

OURS = [model for model in apps.get_models() if model.__module__.startswith("perenou.")]


def named(model: type[models.Model]) -> str:
    return model._meta.label


def first_columns(model: type[models.Model]) -> Iterator[str]:
    """The first column of every index and of everything that is unique."""
    for index in model._meta.indexes:
        yield index.fields_orders[0][0]
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.condition is None:
            yield constraint.fields[0]


@pytest.mark.parametrize("model", OURS, ids=named)
def test_every_table_and_column_has_a_comment(model: type[models.Model]) -> None:
    assert model._meta.db_table_comment
    bare = [
        field.name for field in model._meta.local_concrete_fields
        if not field.db_comment and not field.primary_key
        and field.name not in ("password", "last_login")  # the framework's own
    ]  # fmt: skip
    assert bare == []


@pytest.mark.parametrize("model", OURS, ids=named)
def test_every_foreign_key_is_indexed(model: type[models.Model]) -> None:
    slow = [
        field.name for field in model._meta.local_concrete_fields
        if isinstance(field, models.ForeignKey) and not (vars(field)["db_index"] or field.unique)
        and field.name not in set(first_columns(model))
    ]  # fmt: skip
    assert slow == []


@pytest.mark.django_db
def test_every_table_that_a_model_has_is_there() -> None:
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    assert {model._meta.db_table for model in apps.get_models()} <= tables


@pytest.mark.django_db
def test_no_table_waits_for_a_migration() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.django_db
def test_comments_are_in_the_database_where_it_takes_them() -> None:
    if not connection.features.supports_comments:
        pytest.skip("this database takes no comments")
    with connection.cursor() as cursor:
        for model in OURS:
            described = connection.introspection.get_table_description(cursor, model._meta.db_table)
            told = {column.name: column.comment for column in described}
            for field in model._meta.local_concrete_fields:
                if field.db_comment:
                    assert told[field.column] == field.db_comment


def test_no_column_belongs_to_one_kind_of_database() -> None:
    special = [
        f"{model._meta.label}.{field.name}"
        for model in OURS for field in model._meta.local_concrete_fields
        if isinstance(field, models.JSONField) or "postgres" in type(field).__module__
    ]  # fmt: skip
    assert special == []
