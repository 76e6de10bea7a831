"""A migration runs while the version before it still answers: it must leave that version alive.

So a migration only adds. What is no longer used is taken away by a later release than the one that
stops using it, and the migration says so: ``unused_since = "0.2.0"`` beside its operations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, Final

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

FIRST_RELEASE: Final = frozenset(
    {
        ("accounts", "0002_sources"),
        ("audit", "0002_proof"),
    }
)
"""Written before there was any release that could be locked out."""

ADDING: Final = (
    migrations.CreateModel, migrations.AddIndex, migrations.RemoveIndex,
    migrations.AlterModelTableComment, migrations.AlterModelOptions, migrations.AlterModelManagers,
    migrations.RenameIndex, migrations.RemoveConstraint, migrations.SeparateDatabaseAndState,
    migrations.RunPython,
)  # fmt: skip


def faults(migration: Any, before: ProjectState) -> Iterator[str]:
    """What of a migration the version before it would not live through.

    Args:
        before: the tables as they are before it.
    """
    state = before.clone()
    made: set[str] = set()
    for operation in migration.operations:
        name = type(operation).__name__
        target = getattr(operation, "model_name", getattr(operation, "name", "")).lower()
        if isinstance(operation, migrations.CreateModel):
            made.add(operation.name.lower())
        elif target in made or isinstance(operation, ADDING):
            pass
        elif isinstance(operation, migrations.AddField):
            yield from _added(operation.field, f"{name} {target}.{operation.name}")
        elif isinstance(operation, migrations.AlterField):
            old = state.models[migration.app_label, target].fields[operation.name]
            yield from _changed(old, operation.field, f"{name} {target}.{operation.name}")
        elif isinstance(operation, migrations.RemoveField | migrations.DeleteModel):
            if not re.fullmatch(r"\d+\.\d+\.\d+", getattr(migration, "unused_since", "")):
                yield f"{name} {target}: say which release stopped using it (unused_since)"
        else:
            yield f"{name} {target}: the version before does not know of it"
        operation.state_forwards(migration.app_label, state)


def _added(field: models.Field[Any, Any], where: str) -> Iterator[str]:
    is_filled = field.null or field.has_db_default() or field.many_to_many
    if not is_filled:
        yield f"{where}: the version before cannot fill it (null or db_default)"
    if field.unique and not field.null:
        yield f"{where}: two rows of the version before would be alike"


def _changed(old: models.Field[Any, Any], new: models.Field[Any, Any], where: str) -> Iterator[str]:
    if type(old) is not type(new):
        yield f"{where}: of another kind"
    if old.null and not new.null:
        yield f"{where}: the version before may leave it empty"
    if new.unique and not old.unique:
        yield f"{where}: the version before may write two alike"
    longest, shorter = old.max_length, new.max_length
    if shorter is not None and (longest is None or shorter < longest):
        yield f"{where}: the version before may write more"
    if old.db_column != new.db_column:
        yield f"{where}: the version before knows it by another name"


def ours() -> list[tuple[str, str]]:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return sorted(
        key for key, each in loader.disk_migrations.items()
        if type(each).__module__.startswith("perenou.")
    )  # fmt: skip


def test_no_migration_locks_out_the_version_before() -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    found = []
    for key in ours():
        before = loader.project_state([key], at_end=False)
        told = list(faults(loader.disk_migrations[key], before))
        found += [f"{key}: {each}" for each in told if key not in FIRST_RELEASE]
    assert found == []


def test_what_was_written_before_the_first_release_is_still_excused_for_a_reason() -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    for key in FIRST_RELEASE:
        before = loader.project_state([key], at_end=False)
        assert list(faults(loader.disk_migrations[key], before)), key


TEXT: Final = models.CharField(max_length=10)


def planted(*operations: Any, **more: str) -> SimpleNamespace:
    return SimpleNamespace(app_label="jobs", operations=operations, **more)


@pytest.mark.parametrize(
    "migration",
    [
        planted(migrations.AddField("job", "more", TEXT)),
        planted(migrations.AddField("job", "more", models.CharField(max_length=9, default=""))),
        planted(migrations.AlterField("job", "kind", models.CharField(max_length=39))),
        planted(migrations.AlterField("job", "kind", models.IntegerField())),
        planted(migrations.AlterField("job", "alive_at", models.DateTimeField())),
        planted(migrations.AlterField("job", "kind", models.CharField(max_length=40, unique=True))),
        planted(migrations.RemoveField("job", "lock")),
        planted(migrations.DeleteModel("Item")),
        planted(migrations.RenameField("job", "lock", "bolt")),
        planted(migrations.RenameModel("Item", "Piece")),
        planted(migrations.AlterModelTable("Item", "pieces")),
        planted(migrations.RunSQL("SELECT 1")),
        planted(
            migrations.AddConstraint(
                "job", models.UniqueConstraint(fields=["kind"], name="job_kind")
            )
        ),
    ],
    ids=lambda each: type(each.operations[0]).__name__,
)
def test_what_locks_out_is_found(migration: SimpleNamespace) -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    before = loader.project_state([("jobs", "0001_initial")])
    assert len(list(faults(migration, before))) >= 1


@pytest.mark.parametrize(
    "migration",
    [
        planted(migrations.AddField("job", "more", models.CharField(max_length=9, db_default=""))),
        planted(migrations.AddField("job", "more", models.TextField(null=True))),
        planted(migrations.AlterField("job", "kind", models.CharField(max_length=41))),
        planted(migrations.RemoveField("job", "lock"), unused_since="0.2.0"),
        planted(migrations.AddIndex("job", models.Index(fields=["kind"], name="job_kind"))),
    ],
    ids=lambda each: type(each.operations[0]).__name__,
)
def test_what_only_adds_is_taken(migration: SimpleNamespace) -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    before = loader.project_state([("jobs", "0001_initial")])
    assert list(faults(migration, before)) == []
