"""Calendar files are read back by another program's parser exactly as they were told."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from perenou.exchange.calendar import Entry, written

UID = UUID("6c9f0f0e-5a0f-4f6b-8f39-3c8b7d1e2a41")
CHANGED = datetime(2026, 11, 27, 6, 30, tzinfo=UTC)
DAY = date(2027, 2, 28)


def read(*entries: Entry) -> list[Event]:
    calendar = Calendar.from_ical(written("Tähtajad", entries))
    assert str(calendar["X-WR-CALNAME"]) == "Tähtajad"
    return [each for each in calendar.walk("VEVENT") if isinstance(each, Event)]


def test_a_day_is_taken_whole_and_leaves_one_free() -> None:
    (event,) = read(Entry(UID, "Vaata ametijuhend üle", DAY, CHANGED, changes=3, reminds=1))
    assert str(event["UID"]) == str(UID)
    assert event.decoded("DTSTART") == DAY
    assert event.decoded("DTEND") == date(2027, 3, 1)
    assert event.decoded("DTSTAMP") == CHANGED
    assert event.decoded("SEQUENCE") == 3
    assert str(event["TRANSP"]) == "TRANSPARENT"
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("TRIGGER") == timedelta(hours=-15)  # at nine in the morning before


@pytest.mark.parametrize(
    ("start", "reminds", "rings"),
    [
        (DAY, 0, timedelta(hours=9)), (DAY, 3, timedelta(days=-3, hours=9)),
        (datetime(2027, 7, 1, 10, 0, tzinfo=UTC), 1, timedelta(days=-1)),
    ],
)  # fmt: skip
def test_nobody_is_reminded_of_a_day_at_midnight(
    start: date | datetime, reminds: int, rings: timedelta
) -> None:
    (event,) = read(Entry(UID, "Tähtaeg", start, CHANGED, reminds=reminds))
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("TRIGGER") == rings


def test_a_moment_is_told_in_universal_time_whatever_its_zone() -> None:
    start = datetime(2027, 7, 1, 10, 0, tzinfo=ZoneInfo("Europe/Tallinn"))
    (event,) = read(
        Entry(UID, "Kohtumine", start, CHANGED, end=start + timedelta(hours=1), place="Tartu")
    )
    assert event.decoded("DTSTART") == start
    assert event.decoded("DTEND") == datetime(2027, 7, 1, 8, 0, tzinfo=UTC)
    assert str(event["LOCATION"]) == "Tartu"


@pytest.mark.properties
@given(
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1),
    st.lists(st.text("aõ;,\\:\"ž€😀 ", max_size=120), max_size=4).map("\n".join),
)  # fmt: skip
def test_any_text_comes_back_as_it_was_and_no_line_is_too_long(title: str, text: str) -> None:
    entry = Entry(UID, title, DAY, CHANGED, text=text)
    (event,) = read(entry)
    assert str(event["SUMMARY"]) == title
    assert str(event.get("DESCRIPTION", "")).splitlines() == text.rstrip("\n").splitlines()
    for line in written("Tähtajad", [entry]).split(b"\r\n"):
        assert len(line) <= 75
        line.decode()


def test_nothing_typed_can_add_a_line_of_its_own() -> None:
    (event,) = read(Entry(UID, "Üks\r\nEND:VEVENT\rSUMMARY:kaks\x00", DAY, CHANGED))
    assert str(event["SUMMARY"]) == "Üks\nEND:VEVENT\nSUMMARY:kaks"
