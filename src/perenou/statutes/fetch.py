"""All redactions of an act from Riigi Teataja: found, fetched, kept, taken into the store.

The interface of today comes first, the older ones when it answers with something else. Nothing
that is there already is fetched twice: a number's file is kept for good, its metadata are looked at
again after a week, and the file with them when they have changed. What breaks off goes on from
there.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final, Literal, TypeAlias
from urllib.parse import quote, urlencode

from perenou.rules.citation import GAZETTE, GROUPS
from perenou.statutes.errors import RefusedFileError, StatutesError
from perenou.statutes.gateway import Answer, Gateway
from perenou.statutes.gazette import read_act
from perenou.statutes.gazette_ids import TRANSLATION
from perenou.statutes.model import Day
from perenou.statutes.store import Added, Store
from perenou.statutes.xml_stream import Element, Stream

API: Final = "/public-api/api/v1"
VARIABLE: Final = "PERENOU_GAZETTE"
"""Environment variable that names another address than Riigi Teataja's own."""

WEEK: Final = 7
PAGE: Final = 30
OLDER_PAGE: Final = 25
MOST_PAGES: Final = 100
_PASSING: Final = ("aktiStaatus",)
"""Of the metadata: what changes with the calendar alone."""

What: TypeAlias = Literal["fetched", "cached", "refreshed"]


@dataclass(frozen=True, slots=True)
class Listed:
    """An act was found, with so many redactions."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """One redaction is in the store."""

    at: int
    of: int
    id: str
    what: What
    added: Added


@dataclass(frozen=True, slots=True)
class FellBack:
    """An interface did not answer as needed, and an older one is asked."""

    interface: str
    why: StatutesError


Progress: TypeAlias = Listed | Fetched | FellBack


def base_address(chosen: str, environment: Mapping[str, str]) -> str:
    """The address that is asked: as chosen, as the environment says, or Riigi Teataja."""
    return chosen or environment.get(VARIABLE) or GAZETTE


def fetch(store: Store, names: Iterable[str], gateway: Gateway, today: Day) -> Iterator[Progress]:
    """Fetch all redactions of the acts that are named, telling each step.

    Whoever stops asking for the next step cancels; what was told is kept.

    Args:
        names: abbreviations, whole titles, numbers of redactions or of works.

    Raises:
        StatutesError: an act is not found, or no interface answers as needed.
    """
    fetcher = _Fetcher(store, gateway, today)
    for name in names:
        yield from fetcher.act(name)


@dataclass(frozen=True, slots=True)
class _Work:
    """An act as a search knows it; ``group`` is what all its redactions share."""

    group: str
    title: str


class _Fetcher:
    def __init__(self, store: Store, gateway: Gateway, today: Day) -> None:
        self.store = store
        self.gateway = gateway
        self.today = today
        self.folder = store.directory / "fetched"
        self.told: list[FellBack] = []

    def act(self, name: str) -> Iterator[Progress]:
        ids = self._redactions(name.strip())
        yield from self._fallbacks()
        if not ids:
            raise StatutesError("not_found", name=name)
        yield Listed(name, len(ids))
        for at, id in enumerate(ids, start=1):
            what, added = self._redaction(id)
            yield from self._fallbacks()
            yield Fetched(at, len(ids), id, what, added)

    def _fallbacks(self) -> Iterator[FellBack]:
        yield from self.told
        self.told.clear()

    # ------------------------------------------------------------------ finding

    def _redactions(self, name: str) -> list[str]:
        """The numbers of all redactions, in no order that means anything."""
        if name.isdecimal() and len(name) == 12:
            _, added = self._redaction(name)
            work: _Work | None = _Work(added.redaction.work, added.redaction.title)
        elif name.isdecimal():
            work = _Work(name, "")
        else:
            try:
                work = self._search(name)
            except StatutesError as why:
                if why.reason not in ("strange_answer", "status"):
                    raise
                self.told.append(FellBack(f"{API}/otsing", why))
                group = GROUPS.get(name)
                if group is None:
                    return self._older_search(name)
                work = _Work(group, "")
        if work is None:
            return []
        found = dict.fromkeys(self._listed(work))
        found.update(dict.fromkeys(self._feed(work.group, is_needed=not found)))
        return [id for id in found if not (len(id) == 12 and id.startswith(TRANSLATION))]

    def _search(self, name: str) -> _Work | None:
        """The act of that very abbreviation or title; titles that only hold it are others."""
        wanted = name.casefold()
        for status in ("KEHTIVAD_KEHTETUTETA", "KOIK_OTSITAVAD"):
            for hit in self._hits(name, status):
                called = (_text(hit, "abbreviation"), _text(hit, "title"))
                if wanted in (each.casefold() for each in called) and _text(hit, "groupId"):
                    return _Work(_text(hit, "groupId"), _text(hit, "title"))
        return None

    def _listed(self, work: _Work) -> Iterator[str]:
        if work.title:
            for hit in self._hits(work.title, "KOIK_OTSITAVAD"):
                if _text(hit, "groupId") == work.group and _text(hit, "id"):
                    yield _text(hit, "id")

    def _hits(self, text: str, status: str) -> Iterator[Mapping[str, object]]:
        for page in range(MOST_PAGES):
            body = {
                "general": {
                    "searchText": text,
                    "searchText2": "",
                    "searchInText": False,
                    "searchInTitle": True,
                    "logicalOperator": "AND",
                    "morphSearch": False,
                    "searchAfter": page * PAGE,
                    "sort": "kehtivuseAlgus",
                    "sortAscending": False,
                },
                "precise": {
                    "status": status,
                    "validDate": midnight(self.today),
                    "excludedFilterList": [],
                },
            }
            answer = self.gateway.post(f"{API}/otsing/tervik-tekst", body)
            told = answer.json()
            results = told.get("results") if isinstance(told, dict) else None
            if not isinstance(told, dict) or not isinstance(results, list):
                raise StatutesError("strange_answer", answer.url, what="results")
            # Acts found by abbreviation are told apart from those found by title.
            short = told.get("lyhendotsinguvaste") if page == 0 else None
            for each in (*(short if isinstance(short, list) else ()), *results):
                if isinstance(each, dict):
                    yield each
            if len(results) < PAGE:
                return
        raise StatutesError("strange_answer", self.gateway.base, what=f"{MOST_PAGES} x {PAGE}")

    def _older_search(self, name: str) -> list[str]:
        """By whole title, one row for each redaction."""
        found: list[str] = []
        for page in range(1, MOST_PAGES + 1):
            asked = urlencode({"pealkiri": name, "leht": page, "limiit": OLDER_PAGE})
            answer = self.gateway.get(f"/api/oigusakt_otsing/1/otsi?{asked}")
            told = answer.json()
            rows = told.get("aktid") if isinstance(told, dict) else None
            if not isinstance(rows, list):
                raise StatutesError("strange_answer", answer.url, what="aktid")
            found += [
                _text(row, "globaalID")
                for row in rows
                if isinstance(row, dict) and _text(row, "pealkiri").casefold() == name.casefold()
            ]
            if len(rows) < OLDER_PAGE:
                return [id for id in dict.fromkeys(found) if id]
        raise StatutesError(
            "strange_answer", self.gateway.base, what=f"{MOST_PAGES} x {OLDER_PAGE}"
        )

    def _feed(self, group: str, *, is_needed: bool) -> list[str]:
        """Numbers from the feed of redactions, which also knows those under an earlier title."""
        answer = self.gateway.get(f"/akti_redaktsioonid.xml?{urlencode({'grupiId': group})}")
        if answer.status != 200 or answer.form != "xml":
            why = StatutesError("strange_answer", answer.url, what=answer.form)
            if is_needed:
                raise why
            self.told.append(FellBack("/akti_redaktsioonid.xml", why))
            return []
        return _feed_ids(answer, self.folder)

    # ------------------------------------------------------------------ fetching

    def _redaction(self, id: str) -> tuple[What, Added]:
        file = self.folder / f"{quote(id, safe='')}.xml"
        notes = file.with_suffix(".json")
        known = _read_notes(notes)
        if file.exists() and known is not None:
            if self.today - known.read_on < WEEK:
                return "cached", self.store.add(read_act(file))
            told = self._metadata(id)
            if told is None or told == known.metadata:
                write(notes, _notes(self.today, known.metadata))
                return "cached", self.store.add(read_act(file))
            added = self._file(id, file)
            write(notes, _notes(self.today, told))
            return "refreshed", added
        told = self._metadata(id)
        added = self._file(id, file)
        write(notes, _notes(self.today, told or {}))
        return "fetched", added

    def _metadata(self, id: str) -> dict[str, object] | None:
        """What the gazette says of a redaction, but for what passes; None when it does not say."""
        answer = self.gateway.get(f"{API}/akt/{quote(id, safe='')}")
        try:
            told = answer.json() if answer.status == 200 else None
        except StatutesError as why:
            self.told.append(FellBack(f"{API}/akt", why))
            return None
        if not isinstance(told, dict):
            return None
        return {key: value for key, value in told.items() if key not in _PASSING}

    def _file(self, id: str, file: Path) -> Added:
        """Fetch the XML, take it into the store and only then keep the file."""
        safe = quote(id, safe="")
        part = file.with_suffix(".part")
        refused: StatutesError | None = None
        for path in (f"{API}/akt/{safe}/blob-xml", f"/akt/{safe}.xml"):
            answer = self.gateway.get(path)
            try:
                write(part, answer.body)
                text = read_act(part)
                if text.redaction.id != id:
                    raise StatutesError("wrong_act", answer.url, found=text.redaction.id, wanted=id)
            except StatutesError as why:
                part.unlink(missing_ok=True)
                refused = of_network(why, answer)
                self.told.append(FellBack(path, refused))
                continue
            added = self.store.add(text)
            part.replace(file)
            return added
        assert refused is not None
        self.told.clear()
        raise refused


def of_network(why: StatutesError, answer: Answer) -> StatutesError:
    """A file that was refused, told by the address that it came from."""
    if isinstance(why, RefusedFileError):
        return StatutesError(why.reason, answer.url, why.line, **why.slots)
    return why


def _text(row: Mapping[str, object], key: str) -> str:
    value = row.get(key)
    is_word = isinstance(value, (str, int)) and not isinstance(value, bool)
    return str(value).strip() if is_word else ""


def _feed_ids(answer: Answer, folder: Path) -> list[str]:
    """The numbers that the links of a feed end in, in their order."""
    links: list[str] = []

    def enter(name: str, attributes: dict[str, str], line: int) -> bool:
        del attributes, line
        return name != "link"

    def keep(element: Element) -> None:
        found = re.search(r"/akt/(\d+)", element.words())
        if found is not None:
            links.append(found[1])

    part = folder / "feed.part"
    write(part, answer.body)
    try:
        Stream(enter, lambda _name: None, keep, lambda _text, _line: None).read(part)
    except RefusedFileError as why:
        raise of_network(why, answer) from None
    finally:
        part.unlink(missing_ok=True)
    return list(dict.fromkeys(links))


@dataclass(frozen=True, slots=True)
class _Notes:
    """What was last heard of a redaction, and on which day."""

    read_on: Day
    metadata: dict[str, object]


def _notes(today: Day, metadata: Mapping[str, object]) -> bytes:
    told = {"read_on": date.fromordinal(today).isoformat(), "metadata": metadata}
    return json.dumps(told, ensure_ascii=False).encode()


def _read_notes(path: Path) -> _Notes | None:
    """The notes; None when there are none, or they are broken: then all is fetched anew."""
    try:
        told = json.loads(path.read_bytes())
        return _Notes(date.fromisoformat(told["read_on"]).toordinal(), dict(told["metadata"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.{os.getpid()}")
        part.write_bytes(content)
        part.replace(path)
    except OSError as wrong:
        raise StatutesError("store", str(path), what=str(wrong)) from None


def midnight(day: Day) -> str:
    """The beginning of a day in Tallinn, as the search wants it: with the offset of that day."""
    when = date.fromordinal(day)
    begin, end = _last_sunday(when.year, 3), _last_sunday(when.year, 10)
    offset = "+03:00" if begin < when <= end else "+02:00"
    return f"{when.isoformat()}T00:00:00.000{offset}"


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)
