"""Reference rates from a file of the European Central Bank beside the case (``rates_file``).

The bank publishes ``eurofxref-hist.csv`` (a row a day, a column a currency, ``N/A`` where there
was no rate) and the same as XML (``Cube`` elements with ``time``, ``currency`` and ``rate``). Only
what the case needs is taken: for each currency of a benefit the last rate before each month that is
asked about, and that of the days on which a benefit was paid. Rates that the case file gives itself
are never replaced.
"""

from __future__ import annotations

import csv
import io
import re
import xml.parsers.expat
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path as FilePath
from typing import Final, NoReturn

from perenou.casework.case_file.errors import MessageKey, Path
from perenou.casework.case_file.source import Cell, Data, Source
from perenou.casework.case_file.tables import is_beside, similar

KEY: Final = "rates_file"
LARGEST: Final = 32_000_000
"""Bytes of a file; the whole history as XML has some eight million."""
HOLDS: Final = timedelta(days=6)
"""How long a rate may stand for: over a weekend with public holidays on both sides."""
MOST_MONTHS: Final = 132

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH: Final = re.compile(r"(\d{4})-(\d\d)")
_RATE: Final = re.compile(r"[0-9]{1,5}(\.[0-9]{1,6})?")

Rates = dict[str, dict[date, str]]
"""By currency and day: the rate as it was written."""


class _BrokenRatesError(Exception):
    """A file that cannot be read on; its problem is noted already."""


def fill_in_rates(source: Source, data: dict[str, Data], folder: FilePath | None) -> None:
    """Add the rates that the case needs from the file it names to ``exchange_rates``.

    Args:
        folder: where the case file lies; None: it was not read from a file. What is wrong becomes a
            problem of the source.
    """
    if data.get(KEY) is None:
        data.pop(KEY, None)
        return
    told = data.pop(KEY)
    given = data.get("exchange_rates")
    if given is not None and not isinstance(given, list):
        return  # refused as a list further on
    try:
        wanted = set(_currencies(data))
        rates = _read(source, folder, told, wanted)
    except _BrokenRatesError:
        return
    manual = list(_manual(given or []))
    found: dict[tuple[str, date], str] = {}
    for currency in sorted(wanted & rates.keys()):
        days = sorted(rates[currency])
        for needed in _days(data):
            if any(c == currency and needed - HOLDS < day <= needed for c, day in manual):
                continue
            day = max((day for day in days if needed - HOLDS < day <= needed), default=None)
            if day is not None:
                found[currency, day] = rates[currency][day]
    read: list[Data] = [
        {"currency": currency, "day": day.isoformat(), "rate": rate, "source": str(told)}
        for (currency, day), rate in sorted(found.items())
    ]
    data["exchange_rates"] = [*(given or []), *read]


# ---------------------------------------------------------------- what the case needs


def _benefits(data: Mapping[str, Data]) -> Iterator[dict[str, Data]]:
    children = data.get("children")
    for child in children.values() if isinstance(children, dict) else ():
        listed = child.get("state_benefits") if isinstance(child, dict) else None
        yield from (each for each in listed or () if isinstance(each, dict))


def _currencies(data: Mapping[str, Data]) -> Iterator[str]:
    for benefit in _benefits(data):
        currency = benefit.get("currency")
        if isinstance(currency, str) and currency not in ("EUR", "unknown"):
            yield currency


def _days(data: Mapping[str, Data]) -> Iterator[date]:
    """The days whose rates may be used: the day before each month asked about, and of payments."""
    period = data.get("period")
    told = [period.get(name) for name in ("from", "to")] if isinstance(period, dict) else []
    months = [_month(each) for each in (*told, data.get("as_of"))]
    known = [month for month in months if month is not None]
    if known:
        last = min(max(known), min(known) + MOST_MONTHS)
        for month in range(min(known), last + 1):
            yield date(month // 12, month % 12 + 1, 1) - timedelta(days=1)
    for benefit in _benefits(data):
        day = benefit.get("paid_on")
        if isinstance(day, str) and (paid := _day(day)) is not None:
            yield paid


def _month(told: Data) -> int | None:
    found = _MONTH.match(told) if isinstance(told, str) else None
    if found is None or not 1 <= int(found[2]) <= 12 or not 1999 <= int(found[1]) <= 2100:
        return None
    return int(found[1]) * 12 + int(found[2]) - 1


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _manual(given: Iterable[Data]) -> Iterator[tuple[str, date]]:
    for entry in given:
        if isinstance(entry, dict):
            currency, told = entry.get("currency"), entry.get("day")
            day = _day(told) if isinstance(told, str) else None
            if isinstance(currency, str) and day is not None:
                yield currency, day


# ---------------------------------------------------------------- the file


def _read(source: Source, folder: FilePath | None, told: Data, wanted: set[str]) -> Rates:
    path: Path = (KEY,)
    if folder is None:
        _refuse(source, path, "table_without_folder")
    if not isinstance(told, str) or not is_beside(folder, told, (".csv", ".xml")):
        _refuse(source, path, "rates_place", {"value": told if isinstance(told, str) else ""})
    file = folder / told
    source.cells[path] = Cell(str(FilePath(source.name).parent / told), None, "")
    if not file.exists():
        _refuse(source, path, "table_missing", suggestion=similar(folder, told, file.suffix))
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except OSError:
        _refuse(source, path, "file_unreadable")
    if len(content) > LARGEST:
        _refuse(source, path, "file_too_large", {"limit": str(LARGEST // 1_000_000)})
    try:
        text = content.decode("utf-8-sig")
        rates = _of_xml(text, wanted) if told.lower().endswith(".xml") else _of_csv(text, wanted)
    except ValueError:
        _refuse(source, path, "rates_form")
    if not rates:
        _refuse(source, path, "rates_form")
    del source.cells[path]
    return rates


def _of_csv(text: str, wanted: set[str]) -> Rates:
    """The rates of a CSV file.

    Raises:
        ValueError: it has another form.
    """
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        head = [title.strip() for title in next(rows, [])]
        if not head or head[0] != "Date":
            raise ValueError("no column of days")
        places = {head.index(currency): currency for currency in wanted & set(head)}
        found: Rates = {currency: {} for currency in head[1:] if currency}
        for row in rows:
            day = _day(row[0].strip()) if row else None
            if row and day is None:
                raise ValueError("not a day")
            for at, currency in places.items():
                if day is not None and at < len(row) and row[at].strip() not in ("", "N/A"):
                    found[currency][day] = _rate(row[at].strip())
    except csv.Error as error:
        raise ValueError(str(error)) from None
    return found


def _of_xml(text: str, wanted: set[str]) -> Rates:
    """The rates of an XML file; document types and entities are refused.

    Raises:
        ValueError: it has another form.
    """
    found: Rates = {}
    day: list[date] = []
    parser = xml.parsers.expat.ParserCreate()

    def begin(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] != "Cube":
            return
        if "time" in attributes:
            told = _day(attributes["time"])
            if told is None:
                raise ValueError("not a day")
            day[:] = [told]
        elif "currency" in attributes and day:
            of_currency = found.setdefault(attributes["currency"], {})
            if attributes["currency"] in wanted:
                of_currency[day[0]] = _rate(attributes.get("rate", ""))

    def refuse(*_: object) -> None:
        raise ValueError("a document type")

    parser.StartElementHandler = begin
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(text, True)
    except xml.parsers.expat.ExpatError as error:
        raise ValueError(str(error)) from None
    return found


def _rate(text: str) -> str:
    if not _RATE.fullmatch(text):
        raise ValueError("not a rate")
    return text


def _refuse(
    source: Source,
    path: Path,
    key: MessageKey,
    slots: Mapping[str, str] | None = None,
    suggestion: str | None = None,
) -> NoReturn:
    source.problems.append(source.problem(path, key, slots, suggestion))
    raise _BrokenRatesError
