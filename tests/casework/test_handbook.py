"""The handbook: what stands on a page follows from the norms, on any day and in every language."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from perenou.benefits.estonia.vocabulary import BENEFITS
from perenou.benefits.lawbook import LAWBOOK
from perenou.benefits.span import FIRST_DAY, LAST_DAY
from perenou.casework.handbook.families import families, keys
from perenou.casework.handbook.pages import COMMON, chapters, provisions
from perenou.casework.handbook.tell import entries, page
from perenou.casework.report import Report
from perenou.casework.solve import Solved
from perenou.language.grammar import LANGUAGES, Language

TODAY = date(2026, 11, 27).toordinal()


def text(report: Report, key: str) -> str:
    section = report.section(key)
    if section is None:
        return ""
    rows = [] if section.table is None else [" | ".join(row) for row in section.table.rows]
    return "\n".join([*(line.text for line in section.lines), *rows])


def made(key: str, day: date, known: date | None = None) -> Report:
    of = max(day.toordinal(), TODAY) if known is None else known.toordinal()
    return page(key, day.toordinal(), of, "et")


def test_every_benefit_has_a_page_and_every_norm_of_one_stands_on_a_page() -> None:
    told = [benefit for chapter in chapters().values() for benefit in chapter.benefits]
    assert sorted(told) == sorted(BENEFITS)
    names = {name for chapter in chapters().values() for name in chapter.names}
    roots = {name for chapter in chapters().values() for name in chapter.roots}
    assert roots <= names
    assert chapters()[COMMON].names


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_can_be_told_on_every_day_of_change(language: Language) -> None:
    days = sorted({v.validity.since for p in LAWBOOK.parameters.values() for v in p.versions})
    chosen = [each for each in days if FIRST_DAY.toordinal() <= each <= LAST_DAY.toordinal()][::8]
    assert len(chosen) >= 3
    for day in chosen:
        for key in chapters():
            report = page(key, day, max(day, TODAY), language)
            keys_told = [section.key for section in report.sections]
            assert len(keys_told) == len(set(keys_told))
            assert "changes" in keys_told


def test_the_child_allowance_says_who_how_much_and_since_when() -> None:
    report = made("child_allowance", date(2026, 11, 27))
    assert "PHS § 17 lg 1. " in text(report, "who").splitlines()[2]
    assert "| 1. jaanuar 2023 | 80 eurot | kehtib |" in text(report, "amounts")
    earlier = made("child_allowance", date(2018, 6, 1))
    assert "| 1. jaanuar 2018 | 55 eurot | kehtib |" in text(earlier, "amounts")


def test_no_wording_of_today_stands_on_the_page_of_an_earlier_day() -> None:
    """In 2019 the allowance was paid to 16; survivor's allowance came in October 2026."""
    who = text(made("child_allowance", date(2019, 5, 1)), "who")
    assert "PHS § 17 lg 1\n" in who
    assert "vanus, milleni makstakse lapsetoetust igal juhul: 16" in who
    assert "19-aastaseks" not in who
    survivors = made("survivors_allowance", date(2019, 5, 1))
    assert {section.key for section in survivors.sections} == {"amounts", "changes"}


def test_a_whole_month_after_one_paid_by_days_is_told_as_that() -> None:
    """Nothing else changed: the child was of age in the month of its birth, too (PHS § 7 lg 1)."""
    told = text(made("child_allowance", date(2026, 11, 27)), "example_newborn")
    assert "80 eurot kuus (enne 56 eurot)" in told
    assert "päevi esimeses kuus – 21 päeva (PHS § 7 lg 1)" in told
    assert "Sest: laps on lapsetoetuse eas" not in told


def test_what_changes_next_stands_there_from_the_nearest_on() -> None:
    report = made("child_allowance", date(2018, 6, 1))
    assert "1. jaanuar 2019: lapsetoetus esimese ja teise lapse eest: 60 eurot" in text(
        report, "changes"
    )
    section = report.section("changes")
    assert section is not None
    starts = [line.cited[0][1] for line in section.lines]
    assert all(one <= other for one, other in pairwise(starts))
    assert starts[0] > date(2018, 6, 1).toordinal()
    none = made("child_allowance", date(2027, 12, 1))
    assert "Kinnitatud muudatusi, mille järgi reeglid on kirja pandud, ei ole." in text(
        none, "changes"
    )


def test_what_was_not_published_by_then_is_not_told() -> None:
    day = date(2022, 6, 1)
    assert "80 eurot" in text(made("child_allowance", day), "changes")
    assert "80 eurot" not in text(made("child_allowance", day, known=day), "changes")


def test_a_benefit_that_is_paid_no_longer_says_so() -> None:
    def paid(day: date) -> set[str]:
        found = entries(day.toordinal(), max(day.toordinal(), TODAY), "et")
        return {each.key for each in found if each.is_in_force}

    assert "childcare_fee" in paid(date(2019, 1, 1))
    assert "childcare_fee" not in paid(date(2026, 11, 27))
    assert {"child_allowance", "parental_benefit", COMMON} <= paid(date(2026, 11, 27))


def test_the_examples_are_what_the_engine_answers() -> None:
    report = made("large_family_allowance", date(2026, 11, 27))
    told = text(report, "example_oldest_of_three_turns_nineteen")
    (family,) = [
        each for each in families("large_family_allowance", TODAY)
        if each.key == "oldest_of_three_turns_nineteen"
    ]  # fmt: skip
    determination = Solved(family.case, TODAY).determination
    month = determination.first_month
    total = sum(p.least for p in determination.payments if p.month == month)
    assert f"{total // 100} eurot" in told
    assert told.count("eurot") > 4


@pytest.mark.parametrize("day", [date(2017, 8, 31), date(2024, 2, 29), date(2027, 12, 31)])
def test_every_family_is_a_case_on_any_day_and_on_a_page(day: date) -> None:
    found = [each for key in chapters() for each in families(key, day.toordinal())]
    assert sorted(each.key for each in found) == sorted(keys())


def test_a_page_tells_its_provisions() -> None:
    told = {str(each) for each in provisions(chapters()["large_family_allowance"])}
    assert "PHS § 21 lg 1" in told
    assert "PHS § 49 lg 3" not in told
