"""Reading what somebody brings, and what stands in the store: nothing here changes anything."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from django.utils.timezone import localdate

from perenou.impact.registry import everything
from perenou.impact.touched import News, news
from perenou.impact.watch import Newer, Watched, newer, uncompared, watch
from perenou.statutes.differences import Change, differences
from perenou.statutes.errors import RefusedFileError, StatutesError
from perenou.statutes.header import Header
from perenou.statutes.importer import read_file
from perenou.statutes.model import ActText
from perenou.statutes.store import FILE, Store, store_directory
from perenou.workbench.watch.among import among
from perenou.workbench.watch.models import Arrival

_UNSAFE: Final = re.compile(r"[^\w.() -]", re.ASCII)
LONGEST_NAME: Final = 100


def store_folder() -> Path:
    """Where the acts of this installation are."""
    return store_directory(None, os.environ)


def read_upload(content: bytes, name: str, told: Header) -> ActText:
    """Read an act or document as the command line does; the file itself is not kept.

    Args:
        name: as the browser tells it; its ending says what it is. told: what the user adds.

    Raises:
        RefusedFileError: naming the file, the line and the reason.
    """
    plain = _UNSAFE.sub("_", Path(name.replace("\\", "/")).name)[-LONGEST_NAME:].lstrip(".")
    with TemporaryDirectory(prefix="perenou-") as folder:
        path = Path(folder) / (plain or "file")
        path.write_bytes(content)
        try:
            return read_file(path, told)
        except RefusedFileError as refused:
            refused.where = plain
            raise


def texts_of(arrival: Arrival) -> tuple[ActText | None, ActText]:
    """The text that a text is held against, and itself, from the store.

    Raises:
        StatutesError: the store has it no longer.
    """
    with opened(arrival.redaction) as store:
        folder, changes = store.directory, store.changes
    before, now, _ = _compared(folder, changes, arrival.before, arrival.redaction)
    return before, now


def differences_of(arrival: Arrival) -> tuple[Change, ...]:
    """How a text differs from what it is held against; nothing where there is none.

    Raises:
        StatutesError: the store has it no longer.
    """
    with opened(arrival.redaction) as store:
        folder, changes = store.directory, store.changes
    return _compared(folder, changes, arrival.before, arrival.redaction)[2]


@lru_cache(maxsize=4)
def _compared(
    folder: Path, changes: int, before: str, now: str
) -> tuple[ActText | None, ActText, tuple[Change, ...]]:
    """Two texts and how they differ; good for as long as nothing was taken in."""
    del changes
    with Store(folder) as store:
        was, text = store.by_id(before) if before else None, store.by_id(now)
    return was, text, () if was is None else differences(was, text)


@contextmanager
def opened(redaction: str) -> Iterator[Store]:
    """The store, to read a text from; it is not made where there is none.

    Raises:
        StatutesError: there is no store, so that it has no such text.
    """
    folder = store_folder()
    if not (folder / FILE).is_file():
        raise StatutesError("no_such_redaction", id=redaction)
    with Store(folder) as store:
        yield store


def news_of(before: ActText, now: ActText) -> News:
    """What a text changes, and what that touches."""
    return news(before, now, among({before.redaction.name, now.redaction.name}))


def newer_acts() -> tuple[Newer, ...]:
    """The acts whose coded law is older than the text; empty where there is no store."""
    folder = store_folder()
    return () if (changes := _changes(folder)) is None else _newer(folder, changes)


def uncompared_acts() -> tuple[str, ...]:
    """The acts of which nobody can say here whether the rules are as new as the text."""
    folder = store_folder()
    changes = _changes(folder)
    return uncompared(None, everything()) if changes is None else _uncompared(folder, changes)


def watched() -> tuple[Watched, ...]:
    """How the store stands to every act that the coded law cites; empty where there is none.

    It compares all newer texts: a second or two, once after something was taken in.
    """
    folder = store_folder()
    if (changes := _changes(folder)) is None:
        return ()
    return _watched(folder, changes, localdate().toordinal())


def waiting_rules(each: Watched) -> int:
    """Norms and figures that rest on what changed and of which no version of that day is there."""
    touches = (touch for told in each.news for touch in told.touches)
    return len(
        {
            touch.citing.name
            for touch in touches
            if touch.citing.kind in ("norm", "figure") and not touch.is_written_for
        }
    )


def _changes(folder: Path) -> int | None:
    """How often something was taken into the store; None where there is no store."""
    if not (folder / FILE).is_file():
        return None
    with Store(folder) as store:
        return store.changes


@lru_cache(maxsize=2)
def _newer(folder: Path, changes: int) -> tuple[Newer, ...]:
    """Good for as long as nothing was taken in."""
    del changes
    with Store(folder) as store:
        return newer(store, everything())


@lru_cache(maxsize=2)
def _uncompared(folder: Path, changes: int) -> tuple[str, ...]:
    """Good for as long as nothing was taken in."""
    del changes
    with Store(folder) as store:
        return uncompared(store, everything())


@lru_cache(maxsize=2)
def _watched(folder: Path, changes: int, today: int) -> tuple[Watched, ...]:
    """Good for as long as nothing was taken in."""
    del changes
    with Store(folder) as store:
        return watch(store, everything(), today)
