"""Amounts, days, months, counts and children as acts write them, in the form that Estonian asks."""

from __future__ import annotations

from datetime import date

import pytest

from perenou.language.amounts import euros
from perenou.language.catalogue import Catalogue
from perenou.language.dates import day, day_spell, month, month_range
from perenou.language.grammar import counted

TEXTS = Catalogue.load("perenou.acts", "texts")


def ordinal(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def months(year: int, number: int) -> int:
    return year * 12 + number - 1


DAYS = (
    (
        1,
        "1. jaanuar 2026",
        "1. jaanuarist 2026",
        "1. jaanuaril 2026",
        "1. jaanuarini 2026",
        "jaanuarist 2026",
    ),
    (
        2,
        "1. veebruar 2026",
        "1. veebruarist 2026",
        "1. veebruaril 2026",
        "1. veebruarini 2026",
        "veebruarist 2026",
    ),
    (
        3,
        "1. märts 2026",
        "1. märtsist 2026",
        "1. märtsil 2026",
        "1. märtsini 2026",
        "märtsist 2026",
    ),
    (
        4,
        "1. aprill 2026",
        "1. aprillist 2026",
        "1. aprillil 2026",
        "1. aprillini 2026",
        "aprillist 2026",
    ),
    (5, "1. mai 2026", "1. maist 2026", "1. mail 2026", "1. maini 2026", "maist 2026"),
    (6, "1. juuni 2026", "1. juunist 2026", "1. juunil 2026", "1. juunini 2026", "juunist 2026"),
    (7, "1. juuli 2026", "1. juulist 2026", "1. juulil 2026", "1. juulini 2026", "juulist 2026"),
    (
        8,
        "1. august 2026",
        "1. augustist 2026",
        "1. augustil 2026",
        "1. augustini 2026",
        "augustist 2026",
    ),
    (
        9,
        "1. september 2026",
        "1. septembrist 2026",
        "1. septembril 2026",
        "1. septembrini 2026",
        "septembrist 2026",
    ),
    (
        10,
        "1. oktoober 2026",
        "1. oktoobrist 2026",
        "1. oktoobril 2026",
        "1. oktoobrini 2026",
        "oktoobrist 2026",
    ),
    (
        11,
        "1. november 2026",
        "1. novembrist 2026",
        "1. novembril 2026",
        "1. novembrini 2026",
        "novembrist 2026",
    ),
    (
        12,
        "1. detsember 2026",
        "1. detsembrist 2026",
        "1. detsembril 2026",
        "1. detsembrini 2026",
        "detsembrist 2026",
    ),
)
"""By month: a day in the nominative, elative, adessive, terminative; the month in the elative."""


@pytest.mark.parametrize(("number", "what", "since", "on", "until", "month_since"), DAYS)
def test_days_and_months(
    number: int, what: str, since: str, on: str, until: str, month_since: str
) -> None:
    first = ordinal(f"2026-{number:02}-01")
    assert day(first, "et") == what
    assert day(first, "et", "elative") == since
    assert day(first, "et", "adessive") == on
    assert day(first, "et", "terminative") == until
    assert month(months(2026, number), "et", "elative") == month_since


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        (0, "0 eurot"),
        (1, "0,01 eurot"),
        (100, "1 euro"),
        (150, "1,50 eurot"),
        (200, "2 eurot"),
        (5429, "54,29 eurot"),
        (5600, "56 eurot"),
        (8000, "80 eurot"),
        (10000, "100 eurot"),
        (12687, "126,87 eurot"),
        (34782, "347,82 eurot"),
        (123456, "1\u202f234,56 eurot"),
        (1050000, "10\u202f500 eurot"),
        (100000000, "1\u202f000\u202f000 eurot"),
    ],
)
def test_amounts(cents: int, text: str) -> None:
    assert euros(cents, "et") == text


@pytest.mark.parametrize(
    ("number", "noun", "case", "text"),
    [
        (1, "child", "nominative", "1 laps"),
        (2, "child", "nominative", "2 last"),
        (3, "child", "nominative", "3 last"),
        (7, "child", "nominative", "7 last"),
        (21, "child", "nominative", "21 last"),
        (1, "child", "genitive", "1 lapse"),
        (3, "child", "genitive", "3 lapse"),
        (3, "child", "adessive", "3 lapsel"),
        (1, "day", "nominative", "1 päev"),
        (30, "day", "nominative", "30 päeva"),
        (30, "day", "genitive", "30 päeva"),
        (14, "calendar_day", "genitive", "14 kalendripäeva"),
        (1, "month", "nominative", "1 kuu"),
        (2, "month", "nominative", "2 kuud"),
        (2, "month", "genitive", "2 kuu"),
        (6, "month", "genitive", "6 kuu"),
        (12, "month", "genitive", "12 kuu"),
    ],
)
def test_counts(number: int, noun: str, case: str, text: str) -> None:
    assert counted(number, noun, "et", case) == text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2026-05-21", "2026-09-09", "21. maist kuni 9. septembrini 2026"),
        ("2026-12-06", "2027-01-13", "6. detsembrist 2026 kuni 13. jaanuarini 2027"),
        ("2026-05-21", None, "alates 21. maist 2026"),
        (None, "2026-09-09", "kuni 9. septembrini 2026"),
    ],
)
def test_spells(first: str | None, last: str | None, text: str) -> None:
    days = (first and ordinal(first), last and ordinal(last))
    assert day_spell(days[0] or None, days[1] or None, "et") == text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (months(2026, 1), months(2026, 1), "jaanuar 2026"),
        (months(2026, 1), months(2026, 12), "jaanuar–detsember 2026"),
        (months(2026, 11), months(2027, 1), "november 2026 – jaanuar 2027"),
    ],
)
def test_runs_of_months(first: int, last: int, text: str) -> None:
    assert month_range(first, last, "et") == text


SINCE = ordinal("2026-10-01")


@pytest.mark.parametrize(
    ("key", "slots", "text"),
    [
        (
            "operative.grant",
            {"benefit": "lapsetoetuse", "children": ["Juku Näide"], "since": SINCE},
            "Määran Teile lapsetoetuse lapse (Juku Näide) eest alates 1. oktoobrist 2026.",
        ),
        (
            "operative.grant",
            {
                "benefit": "lapsetoetuse",
                "children": ["Mari Jakobson", "Ago Ivanov"],
                "since": SINCE,
            },
            "Määran Teile lapsetoetuse laste Mari Jakobsoni ja Ago Ivanovi eest "
            "alates 1. oktoobrist 2026.",
        ),
        (
            "operative.until",
            {"last": SINCE - 1},
            "Õigus kestab kuni 30. septembrini 2026.",
        ),
        (
            "operative.amount",
            {"amount": 100},
            "Suurus on 1 euro kuus.",
        ),
        (
            "operative.revoke_from",
            {"since": months(2026, 6)},
            " alates juunist 2026 nende kuude kohta, mis on arvutuse tabelis.",
        ),
        (
            "contest.court_only",
            {"days": 30, "citation": "HKMS § 46 lg 1"},
            "Kui Te otsusega ei nõustu, võite esitada kaebuse halduskohtule (HKMS § 46 lg 1). "
            "Kaebuse saab esitada 30 päeva jooksul otsuse teatavakstegemisest arvates.",
        ),
        (
            "information.objection",
            {"days": 14, "citation": "PHS § 28 lg 7"},
            "Kui Te seda hüvitist ei soovi või soovib seda taotleda teine vanem, teatage sellest "
            "14 kalendripäeva jooksul teate saamisest arvates (PHS § 28 lg 7).",
        ),
        (
            "application.received",
            {"day": SINCE},
            "Teie taotlus saabus 1. oktoobril 2026.",
        ),
        (
            "access.until",
            {"until": SINCE, "citation": "AvTS § 40 lg 3"},
            "Kehtib kuni: 1. oktoober 2026 (AvTS § 40 lg 3)",
        ),
    ],
)
def test_sentences(key: str, slots: dict[str, str | int], text: str) -> None:
    assert TEXTS.text(key, "et", **slots) == text
