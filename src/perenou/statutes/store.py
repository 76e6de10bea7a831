"""The user's own store of acts: one SQLite file, written in plain portable SQL."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Literal, TypeAlias

from perenou.statutes.address import Address
from perenou.statutes.errors import StatutesError
from perenou.statutes.model import ActText, Day, Link, Mark, Provision, Redaction, chosen
from perenou.statutes.reigns import Passage, passages, reigns

FORMAT: Final = 1
FILE: Final = "acts.sqlite"
VARIABLE: Final = "PERENOU_STORE"
"""Environment variable that names the directory."""

Outcome: TypeAlias = Literal["added", "same", "replaced", "older"]

_TABLES: Final = (
    """CREATE TABLE about (name VARCHAR(40) PRIMARY KEY, value VARCHAR(200) NOT NULL)""",
    """CREATE TABLE redaction (
        id VARCHAR(200) PRIMARY KEY,
        work VARCHAR(200) NOT NULL,
        title TEXT NOT NULL,
        abbreviation VARCHAR(60) NOT NULL,
        kind VARCHAR(60) NOT NULL,
        text_type VARCHAR(60) NOT NULL,
        issuer VARCHAR(400) NOT NULL,
        adopted INTEGER,
        source VARCHAR(400) NOT NULL,
        published INTEGER NOT NULL,
        since INTEGER NOT NULL,
        until_day INTEGER,
        version INTEGER NOT NULL,
        sha256 CHAR(64) NOT NULL,
        schema_name VARCHAR(200) NOT NULL,
        status VARCHAR(60) NOT NULL,
        access_mark VARCHAR(60) NOT NULL,
        history TEXT NOT NULL,
        notices TEXT NOT NULL
    )""",
    """CREATE INDEX redaction_work ON redaction (work)""",
    """CREATE INDEX redaction_abbreviation ON redaction (abbreviation)""",
    """CREATE TABLE provision (
        redaction VARCHAR(200) NOT NULL REFERENCES redaction (id),
        place INTEGER NOT NULL,
        address VARCHAR(200) NOT NULL,
        title TEXT NOT NULL,
        body TEXT NOT NULL,
        repealed INTEGER NOT NULL,
        xml_id VARCHAR(80) NOT NULL,
        marks TEXT NOT NULL,
        links TEXT NOT NULL,
        PRIMARY KEY (redaction, place)
    )""",
)
_COLUMNS: Final = (
    "id, work, title, abbreviation, kind, text_type, issuer, adopted, source, published, since, "
    "until_day, version, sha256, schema_name, status, access_mark, history"
)


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an act that was offered to the store.

    Attributes:
        before: what was there under the same number, where it was replaced.
    """

    redaction: Redaction
    outcome: Outcome
    notices: tuple[str, ...]
    before: ActText | None = None


def store_directory(chosen_by_user: Path | None, environment: Mapping[str, str]) -> Path:
    """Where the store is: as chosen, as the environment says, or the user's data directory."""
    if chosen_by_user is not None:
        return chosen_by_user
    if named := environment.get(VARIABLE):
        return Path(named)
    data = environment.get("XDG_DATA_HOME")
    base = Path(data) if data else Path.home() / ".local" / "share"
    return base / "perenou"


class Store:
    """A store of acts; to be used in a ``with`` statement.

    Raises:
        StatutesError: the directory or the file cannot be used.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.path = directory / FILE
        try:
            directory.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(self.path, timeout=30, isolation_level=None)
            self._prepare()
        except (OSError, sqlite3.Error) as wrong:
            raise StatutesError("store", str(self.path), what=str(wrong)) from None

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._base.close()

    def add(self, text: ActText) -> Added:
        """Take an act in, whole or not at all; one that is there already changes nothing.

        An act that was corrected under its old number replaces what was there; one with an older
        version of its metadata does not.
        """
        redaction = text.redaction
        with self._transaction():
            found = self._base.execute(
                "SELECT version, sha256 FROM redaction WHERE id = ?", (redaction.id,)
            ).fetchone()
            outcome: Outcome = "added"
            before = None
            if found is not None:
                if found[1] == redaction.sha256:
                    return Added(redaction, "same", text.notices)
                if found[0] > redaction.version:
                    return Added(redaction, "older", text.notices)
                outcome, before = "replaced", self.by_id(redaction.id)
                self._base.execute("DELETE FROM provision WHERE redaction = ?", (redaction.id,))
                self._base.execute("DELETE FROM redaction WHERE id = ?", (redaction.id,))
            self._insert(text)
            changes = str(int(self._told("changes")) + 1)
            self._base.execute("UPDATE about SET value = ? WHERE name = 'changes'", (changes,))
        return Added(redaction, outcome, text.notices, before)

    @property
    def changes(self) -> int:
        """How often something was taken in; an index that was made at one count is good for it."""
        return int(self._told("changes"))

    def redactions(self, work: str | None = None) -> tuple[Redaction, ...]:
        """The redactions of a work, or all of them, in the order in which they begin."""
        rows = self._base.execute(
            f"SELECT {_COLUMNS} FROM redaction WHERE work = ? OR ? IS NULL"
            " ORDER BY work, since, published, id",
            (work, work),
        )
        return tuple(_redaction(row) for row in rows)

    def works(self) -> Iterator[tuple[Redaction, ...]]:
        """The redactions of each work, work by work."""
        group: list[Redaction] = []
        for each in self.redactions():
            if group and group[-1].work != each.work:
                yield tuple(group)
                group = []
            group.append(each)
        if group:
            yield tuple(group)

    def named(self, name: str) -> tuple[Redaction, ...]:
        """The redactions of the work that an abbreviation, a number or a whole title names.

        Raises:
            StatutesError: nothing in the store is called that, or several works are.
        """
        wanted = name.casefold().strip()
        rows = self._base.execute("SELECT work, abbreviation, title, id FROM redaction")
        found = {str(row[0]) for row in rows if wanted in (str(each).casefold() for each in row)}
        if len(found) > 1:
            raise StatutesError("several_works", name=name, works=", ".join(sorted(found)))
        if not found:
            raise StatutesError("no_such_act", name=name)
        return self.redactions(found.pop())

    def text(self, redaction: Redaction) -> ActText:
        """A redaction with its provisions."""
        rows = self._base.execute(
            "SELECT address, title, body, repealed, xml_id, marks, links FROM provision"
            " WHERE redaction = ? ORDER BY place",
            (redaction.id,),
        )
        notices = self._base.execute(
            "SELECT notices FROM redaction WHERE id = ?", (redaction.id,)
        ).fetchone()
        return ActText(
            redaction,
            tuple(_provision(row) for row in rows),
            () if notices is None else tuple(json.loads(notices[0])),
        )

    def by_id(self, id: str) -> ActText:
        """A redaction by its number.

        Raises:
            StatutesError: it is not in the store.
        """
        row = self._base.execute(f"SELECT {_COLUMNS} FROM redaction WHERE id = ?", (id,)).fetchone()
        if row is None:
            raise StatutesError("no_such_redaction", id=id)
        return self.text(_redaction(row))

    def text_on(self, name: str, day: Day, known: Day | None = None) -> ActText | None:
        """The text of a work that is in force on a day; None when none is.

        Raises:
            StatutesError: the store knows no such work.
        """
        redaction = chosen(self.named(name), day, known)
        return None if redaction is None else self.text(redaction)

    def passages(self, known: Day | None = None) -> Iterator[Passage]:
        """Every provision of every act with its words and the days on which it read so.

        One text is held in memory at a time. Provisions come work by work, in no order of place.

        Args:
            known: only what was published by this day counts; None: everything.
        """
        for group in self.works():
            every = reigns(group, known)
            yield from passages((reign, self.text(reign.redaction)) for reign in every)

    def _prepare(self) -> None:
        try:
            found = self._told("format")
        except sqlite3.OperationalError:
            # No tables yet. A store that is there is opened without writing.
            with self._transaction():
                for table in _TABLES:
                    self._base.execute(table)
                rows = (("format", str(FORMAT)), ("changes", "0"))
                self._base.executemany("INSERT INTO about VALUES (?, ?)", rows)
            found = str(FORMAT)
        if found != str(FORMAT):
            self._base.close()
            raise StatutesError("store_format", str(self.path), found=found, known=str(FORMAT))

    def _told(self, name: str) -> str:
        row = self._base.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
        return "–" if row is None else str(row[0])

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._base.execute("ROLLBACK")
                raise
            self._base.execute("COMMIT")
        except sqlite3.Error as wrong:
            raise StatutesError("store", str(self.path), what=str(wrong)) from None

    def _insert(self, text: ActText) -> None:
        each = text.redaction
        row = (
            each.id,
            each.work,
            each.title,
            each.abbreviation,
            each.kind,
            each.text_type,
            each.issuer,
            each.adopted,
            each.source,
            each.published,
            each.since,
            each.until,
            each.version,
            each.sha256,
            each.schema,
            each.status,
            each.access,
            _marks(each.history),
            json.dumps(text.notices, ensure_ascii=False),
        )
        self._base.execute(f"INSERT INTO redaction VALUES ({', '.join('?' * len(row))})", row)
        self._base.executemany(
            "INSERT INTO provision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    each.id,
                    place,
                    str(part.address),
                    part.title,
                    part.text,
                    int(part.repealed),
                    part.xml_id,
                    _marks(part.marks),
                    json.dumps(
                        [[link.text, link.target] for link in part.links], ensure_ascii=False
                    ),
                )
                for place, part in enumerate(text.provisions)
            ),
        )


def _marks(marks: Sequence[Mark]) -> str:
    return json.dumps(
        [[m.adopted, m.source, m.act, m.in_force, m.partly, m.retroactive, m.note] for m in marks],
        ensure_ascii=False,
    )


def _read_marks(text: str) -> tuple[Mark, ...]:
    if text == "[]":
        return ()
    return tuple(
        Mark(adopted, source, act, in_force, tuple(partly), retroactive, note)
        for adopted, source, act, in_force, partly, retroactive, note in json.loads(text)
    )


def _redaction(row: tuple[Any, ...]) -> Redaction:
    return Redaction(*(*row[:-1], _read_marks(row[-1])))


def _provision(row: Sequence[object]) -> Provision:
    address, title, body, repealed, xml_id, marks, links = map(str, row)
    return Provision(
        Address.parse(address),
        title,
        body,
        repealed == "1",
        _read_marks(marks),
        () if links == "[]" else tuple(Link(*each) for each in json.loads(links)),
        xml_id,
    )


def default_store(chosen_by_user: Path | None) -> Store:
    """The user's store, made when it is not there yet."""
    return Store(store_directory(chosen_by_user, os.environ))
