"""Backing up the whole database into a file, and restoring it, also onto the other kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.apps import apps as present
from django.apps.registry import Apps
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from perenou import __version__
from perenou.impact.coded import coded_since
from perenou.workbench.audit.models import Head
from perenou.workbench.audit.trail import verify
from perenou.workbench.operations import tables
from perenou.workbench.operations.archive import (
    FORM,
    ArchiveError,
    Digest,
    Manifest,
    Reader,
    Table,
    Writer,
)
from perenou.workbench.operations.health import ACT

Reached = Callable[[str, int], None]
"""Is told of each table that is done, with its rows."""

_APPS_LEFT_OUT: Final = frozenset({"sessions"})


def back_up(file: Path, reached: Reached) -> Manifest:
    """Write everything into a new file, as it stood at one moment; others go on working meanwhile.

    Raises:
        ArchiveError: the tables are not those of this version.
        FileExistsError: there is such a file already.
    """
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise ArchiveError("not_migrated")
    writer = Writer(file)
    try:
        with _as_of_now():
            kept = []
            for model in tables.tables_of(present):
                name, columns = tables.label(model), tables.columns_of(model)
                kept.append(writer.table(name, columns, tables.rows_of(model)))
                reached(name, kept[-1].rows)
            head = Head.objects.filter(pk=1).first()
            manifest = Manifest(
                FORM,
                __version__,
                coded_since(ACT),
                datetime.now(UTC).isoformat(timespec="seconds"),
                connection.vendor,
                tuple(_migrations()),
                tuple(kept),
                None if head is None else (head.number, head.seal),
            )
        writer.close(manifest)
    except BaseException:
        writer.abandon()
        raise
    return manifest


def restore(
    file: Path,
    reached: Reached,
    *,
    instead: bool = False,
    kept: Callable[[Path], None] = lambda _: None,
) -> Manifest:
    """Put everything of a backup into the database, and prove that it is the same; or do nothing.

    The tables are made as they were for the version that wrote it, filled, compared with what was
    written, and then brought up to date as by any update.

    Args:
        instead: whether what the database holds now may be thrown away; nothing is, until the
            whole backup was read and found good. kept: is told of a backup of what it holds now,
            which is made beside the file where the tables have to be changed, since that cannot be
            undone on both kinds of databases; it goes once everything is restored.

    Raises:
        ArchiveError: the file cannot be used, the database is not empty, or what was put in is not
            what was written.
    """
    reader = Reader(file)
    before = None
    try:
        found = reader.manifest
        targets = _targets(found)
        _look_through(reader)
        ours = [each for each in _there() if _is_filled_by_us(each)]
        is_empty = not any(each._base_manager.exists() for each in ours)
        if not is_empty and not instead:
            raise ArchiveError("not_empty")
        if not _has_tables_of(found):
            if not is_empty:
                before = _backed_up_beside(file)
                kept(before)
            with transaction.atomic():
                tables.clear(_there())
            _bring_to(targets)
        known = MigrationExecutor(connection).loader.project_state(targets).apps
        with transaction.atomic():
            tables.clear(tables.tables_of(known))
            _put_in(reader, known, reached)
            for fault in verify(found.trail):
                raise ArchiveError("trail", str(fault.number))
        _bring_to(MigrationExecutor(connection).loader.graph.leaf_nodes())
    finally:
        reader.close()
    if before is not None:
        before.unlink()
    return found


def _has_tables_of(found: Manifest) -> bool:
    """Whether the tables are those that a backup was written from."""
    executor = MigrationExecutor(connection)
    is_up_to_date = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return is_up_to_date and set(found.migrations) == set(_migrations())


def _backed_up_beside(file: Path) -> Path:
    before = file.with_name(f"{file.stem}.before-{datetime.now(UTC):%Y%m%dT%H%M%S}.backup")
    try:
        back_up(before, lambda *_: None)
    except OSError:
        raise ArchiveError("before", str(before)) from None
    return before


def _put_in(reader: Reader, known: Apps, reached: Reached) -> None:
    models = {tables.label(each): each for each in tables.tables_of(known)}
    for told in reader.manifest.tables:
        model = models.get(told.model)
        if model is None or list(told.columns) != tables.columns_of(model):
            raise ArchiveError("columns", told.model)
        for rows in reader.batches(told):
            tables.write(model, told.columns, rows)
        reached(told.model, told.rows)
    connection.check_constraints()
    tables.go_on_counting(known)
    for told in reader.manifest.tables:
        if _as_it_is(models[told.model], told) != told:
            raise ArchiveError("differs", told.model)


def _as_it_is(model: tables.Model, told: Table) -> Table:
    digest = Digest()
    for rows in tables.rows_of(model):
        digest.add(rows)
    return Table(told.model, told.columns, digest.rows, digest.told())


def _migrations() -> Iterator[str]:
    """The last migration of each app that the database has."""
    loader = MigrationExecutor(connection).loader
    for app, name in sorted(loader.graph.leaf_nodes()):
        if app not in _APPS_LEFT_OUT:
            yield f"{app}.{name}"


def _look_through(reader: Reader) -> None:
    """Read everything once, so that nothing is touched for the sake of a broken file."""
    for told in reader.manifest.tables:
        for _ in reader.batches(told):
            pass


def _targets(found: Manifest) -> list[tuple[str, str]]:
    executor, targets = MigrationExecutor(connection), []
    for each in found.migrations:
        app, _, name = each.partition(".")
        if (app, name) not in executor.loader.graph.nodes:
            raise ArchiveError("newer", found.program)
        targets.append((app, name))
    return targets


def _bring_to(targets: list[tuple[str, str]]) -> None:
    """Make or change the tables; a new executor each time, for each looks at them only once."""
    executor = MigrationExecutor(connection)
    executor.migrate(targets)


def _there() -> list[tables.Model]:
    """The tables that are there already."""
    names = set(connection.introspection.table_names())
    return [each for each in tables.tables_of(present) if each._meta.db_table in names]


def _is_filled_by_us(model: tables.Model) -> bool:
    return tables.label(model) not in tables.MADE_BY_DJANGO


@contextmanager
def _as_of_now() -> Iterator[None]:
    """Everything read within is as it stood at one moment, and nobody has to wait."""
    begin = "BEGIN"
    if connection.vendor == "postgresql":
        begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    if connection.in_atomic_block:
        yield  # within a test; its own transaction is that moment
        return
    with connection.cursor() as cursor:
        cursor.execute(begin)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")
