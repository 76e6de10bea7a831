"""Audits of practice for the tests of the workbench, made without computing any law."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from perenou.population.judge import Standing
from perenou.population.practice.audit import audited
from perenou.population.practice.clusters import ALL_CAUSES
from perenou.population.practice.gather import Coded, Practice, veiled
from perenou.workbench.accounts.models import User
from perenou.workbench.practice.actions import keep, take_in
from perenou.workbench.practice.models import Audit

TABLE = (
    "OTSUS;PERE;TOETUS;KUU;SUMMA;OTSUSE KUUPÄEV;AMETNIK;ÜKSUS;KEEL;LASTE SÜNNIAJAD;"
    "LAPSE SÜNNIAEG;TAOTLUSE KUUPÄEV;ÜKSIKVANEM;ASJAOLUD\n"
    "1;P1;lapsetoetus;06.2026;80,00;25.06.2026;a1;Ida;et;05.03.2020;05.03.2020;07.03.2020;ei;\n"
    "2;P2;lapsetoetus;06.2026;60,00;26.06.2026;a2;Ida;ru;05.03.2021;05.03.2021;07.03.2021;ei;\n"
)
"""A table of two decisions, of which the second gave the amount of an earlier time."""


def decisions(wrong: int) -> Practice:
    """Decisions of which some in one office are wrong."""
    count = 400
    office = np.arange(count) % 4
    is_wrong = np.isin(np.arange(count), np.flatnonzero(office == 2)[:wrong])
    zero = np.zeros(count, np.int64)
    month = 2026 * 12 + np.arange(count) % 5
    return Practice(
        ids=pa.array([f"26-{at}" for at in range(count)]),
        families=pa.array([f"P{at}" for at in range(count)]),
        benefit=Coded(zero, ("child_allowance",)),
        office=Coded(office, ("Ida", "Lääne", "Lõuna", "Põhja")),
        official=Coded(np.arange(count) % 12, tuple(f"ametnik{at}" for at in range(12))),
        language=Coded(np.arange(count) % 2, ("et", "ru")),
        month=month, decided=zero + 739_944, first=month, last=month, number=zero,
        cents=np.where(is_wrong, 6_000, 8_000), due=zero + 8_000, over=zero,
        under=np.where(is_wrong, 2_000, 0), kind=np.where(is_wrong, 3, -1),
        fits=np.where(is_wrong, 1 << ALL_CAUSES.index("old_rates"), 0),
        standing=np.where(is_wrong, int(Standing.DIFFERS), int(Standing.RIGHT)),
        like=zero, outcome=np.where(is_wrong, 7, 0), sitting=np.arange(count), total=count,
    )  # fmt: skip


def done(owner: User, token: str = "of a walk", wrong: int = 40) -> Audit:
    """An audit that is done; with the same token the same one."""
    made = take_in(owner, "Näidisamet", "otsused.csv", TABLE.encode(), token=token)
    if made.content:
        found, names = veiled(decisions(wrong), b"a key of the tests")
        keep(made, audited(found), names)
        made.refresh_from_db()
    return made


def loaded(owner: User, token: str = "of a walk, loaded") -> Audit:
    """A table whose columns are not told yet."""
    return take_in(owner, "Näidisamet", "otsused.csv", TABLE.encode(), token=token)
