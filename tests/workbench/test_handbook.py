"""The handbook in the browser: by day, with the positions that hold, and asked for once."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.workbench.conftest import People, signed_in
from tests.workbench.positions import approved, saying

from perenou.workbench.accounts.rights import Role

pytestmark = pytest.mark.django_db


def test_a_page_is_as_the_law_stands_on_the_chosen_day(somebody: People) -> None:
    client = signed_in(somebody(Role.CASEWORKER))
    now = client.get("/handbook/child_allowance/?day=2026-11-27").content.decode()
    then = client.get("/handbook/child_allowance/?day=2018-06-01").content.decode()
    assert "/law/PHS_§_17_lg_1?on=2026-11-27" in now
    assert "/law/PHS_§_17_lg_1?on=2018-06-01" in then
    assert client.get("/handbook/nothing/").status_code == 404
    gone = client.get("/handbook/childcare_fee/?day=2026-11-27").content.decode()
    assert "Sel päeval seda hüvitist ei maksta." in gone
    assert "Sel päeval seda hüvitist ei maksta." not in now
    # A day that cannot be looked at is the reader's own.
    assert client.get("/handbook/child_allowance/?day=x").status_code == 200


def test_the_day_of_the_law_that_a_reader_chose_holds_here_too(somebody: People) -> None:
    client = signed_in(somebody(Role.CASEWORKER))
    client.post("/law-day/", {"day": "2018-06-01"})
    assert 'value="2018-06-01"' in client.get("/handbook/").content.decode()


def test_positions_that_hold_for_the_day_stand_on_the_page(somebody: People) -> None:
    author, owner = somebody(Role.EXPERT), somebody(Role.SERVICE_OWNER)
    mine = approved(author, owner, saying("PHS § 17 lg 1", since=date(2020, 1, 1)))
    other = approved(author, owner, saying("PHS § 49 lg 3"))
    client = signed_in(somebody(Role.CASEWORKER))
    now = client.get("/handbook/child_allowance/?day=2026-11-27").content.decode()
    then = client.get("/handbook/child_allowance/?day=2018-06-01").content.decode()
    assert mine.number in now
    assert other.number not in now
    assert mine.number not in then
    # Whoever may not read positions reads the handbook without them.
    administrator = signed_in(somebody(Role.ADMINISTRATOR))
    assert mine.number not in administrator.get("/handbook/child_allowance/").content.decode()


def test_the_examples_follow_the_reading_that_a_position_takes(somebody: People) -> None:
    author, owner = somebody(Role.EXPERT), somebody(Role.SERVICE_OWNER)
    client = signed_in(author)
    address = "/handbook/child_allowance/?day=2026-10-31"  # a month of 31 days
    before = client.get(address).content.decode()
    approved(author, owner, saying("PHS § 7 lg 1", doubt="gap_1", reading="thirty_days"))
    after = client.get(address).content.decode()
    assert "56,77 eurot" in before.replace("\xa0", " ")
    assert "58,67 eurot" in after.replace("\xa0", " ")


def test_a_page_asks_the_database_a_fixed_number_of_times(
    somebody: People, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    author, owner = somebody(Role.EXPERT), somebody(Role.SERVICE_OWNER)
    client = signed_in(author)
    client.get("/handbook/child_allowance/?day=2026-11-27")
    for number in range(1, 4):
        approved(author, owner, saying("PHS § 17 lg 1", answer=f"Vastus {number}"))
        with django_assert_num_queries(17):
            client.get("/handbook/child_allowance/?day=2026-11-27")
