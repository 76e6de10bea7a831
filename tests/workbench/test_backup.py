"""Backing up and restoring: nothing is lost or altered, and nothing is overwritten by mistake."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from errno import ENOSPC
from pathlib import Path
from typing import Any, Final

import pytest
from cryptography.fernet import Fernet
from django.apps import apps
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from tests.workbench.conftest import EXAMPLES, Opened, People, signed_in
from tests.workbench.questions import asked

from perenou.casework.case_file.reader import read
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.trail import verify
from perenou.workbench.cases.actions import open_case
from perenou.workbench.cases.models import Case, Version
from perenou.workbench.jobs.queue import ask
from perenou.workbench.operations import backup, tables
from perenou.workbench.operations.archive import ArchiveError, Reader
from perenou.workbench.operations.backup import back_up, restore

pytestmark = pytest.mark.django_db(transaction=True)

RELEASES: Final = sorted((Path(__file__).parent / "releases").glob("*.backup"))
"""A backup of a few rows that each release wrote with the keys of the tests."""


def silent(*_: object) -> None:
    """Tells nobody how far it is."""


@pytest.fixture
def filled(somebody: People, opened: Opened, tmp_path: Path) -> Path:
    """A database with some of everything, and its backup."""
    user = somebody(*Role)
    case = opened(user)
    asked(user, case)
    ask(user, "solve_again", {})
    signed_in(user).get("/cases/")
    file = tmp_path / "kept.backup"
    back_up(file, silent)
    return file


def hashes(file: Path) -> list[object]:
    reader = Reader(file)
    reader.close()
    return list(reader.manifest.tables)


def test_what_was_wiped_is_restored_to_the_last_character(filled: Path, tmp_path: Path) -> None:
    content = Version.objects.get().content
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM cases_version")
        (stored,) = cursor.fetchone()
    with transaction.atomic():
        tables.clear(tables.tables_of(apps))
    assert not Case.objects.exists()
    made = restore(filled, silent)
    again = tmp_path / "again.backup"
    back_up(again, silent)
    assert hashes(again) == hashes(filled)
    assert sum(each.rows for each in made.tables) > 20
    assert made.trail is not None
    assert list(verify(made.trail)) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM cases_version")
        assert cursor.fetchone() == (stored,)
    assert Version.objects.get().content == content


def test_new_rows_are_numbered_after_those_that_were_restored(filled: Path) -> None:
    restore(filled, silent, instead=True)
    last = Case.objects.get().pk
    case = open_case(
        User.objects.get(), read(EXAMPLES / "everyday_two_children.yaml"), title="x", token="new"
    )
    assert case.pk == last + 1
    assert list(verify()) == []


def test_a_database_that_holds_anything_is_not_overwritten(filled: Path) -> None:
    Case.objects.update(title="since the backup")
    with pytest.raises(ArchiveError, match="not_empty"):
        restore(filled, silent)
    assert Case.objects.get().title == "since the backup"
    restore(filled, silent, instead=True)
    assert Case.objects.get().title != "since the backup"


@pytest.mark.parametrize("has_tables", [True, False])
def test_what_was_there_is_not_lost_when_restoring_fails_midway(
    filled: Path, monkeypatch: pytest.MonkeyPatch, has_tables: bool
) -> None:
    Case.objects.update(title="since the backup")
    kept: list[Path] = []

    def full(*_: object) -> None:
        raise OSError(ENOSPC, "no space left")

    if not has_tables:
        # Where the tables have to be changed, what holds them is emptied before.
        monkeypatch.setattr(backup, "_has_tables_of", lambda _: False)
    with monkeypatch.context() as broken:
        broken.setattr(tables, "write", full)
        with pytest.raises(OSError, match="no space left"):
            restore(filled, silent, instead=True, kept=kept.append)
    if not has_tables:
        assert not Case.objects.exists()
        (before,) = kept
        restore(before, silent, instead=True)
    assert Case.objects.get().title == "since the backup"


def test_what_was_there_is_not_kept_beside_once_everything_is_restored(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "_has_tables_of", lambda _: False)
    restore(filled, silent, instead=True)
    assert [each.name for each in filled.parent.iterdir()] == [filled.name]


def test_a_backup_is_never_written_over_another_and_never_half(
    filled: Path, tmp_path: Path
) -> None:
    with pytest.raises(FileExistsError):
        back_up(filled, silent)

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        back_up(tmp_path / "half.backup", broken)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["kept.backup"]


def test_nothing_personal_can_be_read_in_a_backup(filled: Path) -> None:
    with zipfile.ZipFile(filled) as archive:
        inside = b"".join(archive.read(name) for name in archive.namelist())
        told = json.loads(archive.read("manifest.json"))
    for secret in (b"Mari", b"Juku", b"everyday_two_children", b"Somebody"):
        assert secret not in inside
    assert told["program"]
    assert filled.stat().st_mode & 0o077 == 0


def altered(change: Callable[[dict[str, bytes]], None]) -> Callable[[Path], None]:
    def made(file: Path) -> None:
        with zipfile.ZipFile(file) as archive:
            inside = {name: archive.read(name) for name in archive.namelist()}
        change(inside)
        with zipfile.ZipFile(file, "w") as archive:
            for name, data in inside.items():
                archive.writestr(name, data)

    return made


def _fewer(inside: dict[str, bytes]) -> None:
    inside["tables/audit.Event"] = b""


def _other_rows(inside: dict[str, bytes]) -> None:
    inside["tables/cases.Case"] = inside["tables/cases.Mark"]


def _other_list(inside: dict[str, bytes]) -> None:
    inside["manifest.json"] = inside["manifest.json"].replace(b'"rows": 1', b'"rows": 0')


def _other_form(inside: dict[str, bytes]) -> None:
    inside["manifest.json"] = inside["manifest.json"].replace(b"backup 1", b"backup 9")


def _locked(file: Path) -> None:
    """Every entry says that it is encrypted: one bit of its flags."""
    data = bytearray(file.read_bytes())
    for mark, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = data.find(mark)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(mark, at + 4)
    file.write_bytes(bytes(data))


def _damaged(file: Path) -> None:
    """The list is packed, and packed wrongly."""
    with zipfile.ZipFile(file) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in inside.items():
            archive.writestr(name, data)
        place = archive.getinfo("manifest.json").header_offset
    packed = bytearray(file.read_bytes())
    begin = place + 30 + len("manifest.json")
    packed[begin : begin + 4] = b"\xff\xff\xff\xff"
    file.write_bytes(bytes(packed))


@pytest.mark.parametrize(
    ("spoil", "key"),
    [
        (altered(_fewer), "altered"),
        (altered(_other_rows), "altered"),
        (altered(_other_list), "seal"),
        (altered(_other_form), "form"),
        (altered(dict.clear), "no_backup"),
        (lambda file: file.write_bytes(b"no archive"), "no_backup"),
        (_locked, "no_backup"),
        (_damaged, "no_backup"),
        (lambda file: file.write_bytes(file.read_bytes()[:-400]), "no_backup"),
    ],
)
def test_a_backup_that_was_altered_touches_nothing(
    filled: Path, spoil: Callable[[Path], None], key: str
) -> None:
    spoil(filled)
    with pytest.raises(ArchiveError, match=key):
        restore(filled, silent, instead=True)
    assert Case.objects.count() == 1
    assert list(verify()) == []


def test_a_backup_opens_by_the_keys_that_wrote_it_alone(filled: Path, settings: Any) -> None:
    ours, other = settings.CONFIGURATION, (Fernet.generate_key().decode(),)
    for told, key in (({"hash_keys": other}, "seal"), ({"keys": other}, "unreadable")):
        settings.CONFIGURATION = replace(ours, **told)
        with pytest.raises(ArchiveError, match=key):
            restore(filled, silent, instead=True)
    settings.CONFIGURATION = replace(ours, keys=(*other, *ours.keys))
    restore(filled, silent, instead=True)
    assert Case.objects.count() == 1


@pytest.mark.parametrize("file", RELEASES, ids=lambda file: file.stem)
def test_no_migration_that_a_release_had_is_gone(file: Path) -> None:
    reader = Reader(file)
    reader.close()
    known = MigrationLoader(connection).graph.nodes
    had = {tuple(each.split(".", 1)) for each in reader.manifest.migrations}
    assert had <= set(known)
    assert had


@pytest.mark.long
@pytest.mark.parametrize("file", RELEASES, ids=lambda file: file.stem)
def test_the_data_of_every_release_come_up_to_date(file: Path, tmp_path: Path) -> None:
    from tests.workbench.drill import perenou

    shutil.copy(file, tmp_path / "old.backup")
    told = {"PERENOU_DATA": str(tmp_path), "DATABASE_URL": "", "PERENOU_DEMO": "0"}
    assert perenou(told, "restore", str(tmp_path / "old.backup")).returncode == 0
    assert perenou(told, "audit", "verify").returncode == 0
    assert perenou(told, "backup", str(tmp_path / "new.backup")).returncode == 0
