"""How long the case page takes on the server: at hand, told first, and solved first."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_benchmark.fixture import BenchmarkFixture
from tests.workbench.conftest import Opened, People, opened, signed_in, somebody

from perenou.workbench.accounts.rights import Role
from perenou.workbench.cases.models import KeptAnswer, KeptPage

pytestmark = pytest.mark.django_db

__all__ = ("opened", "somebody")

EXAMPLES = (
    "everyday_two_children", "large_family_of_seven", "eu_disputed_then_settled",
    "parental_benefit_two_parents", "parental_benefit_two_children_close",
)  # fmt: skip


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_case_that_was_seen_before(
    benchmark: BenchmarkFixture, somebody: People, opened: Opened, example: str
) -> None:
    client, address = _asked(somebody, opened, example)
    assert benchmark(client.get, address).status_code == 200


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_case_that_has_to_be_told(
    benchmark: BenchmarkFixture, somebody: People, opened: Opened, example: str
) -> None:
    client, address = _asked(somebody, opened, example)
    answer = benchmark.pedantic(client.get, (address,), setup=lambda: _forget(KeptPage), rounds=10)
    assert answer.status_code == 200


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_case_that_has_to_be_solved(
    benchmark: BenchmarkFixture, somebody: People, opened: Opened, example: str
) -> None:
    client, address = _asked(somebody, opened, example)
    answer = benchmark.pedantic(
        client.get, (address,), setup=lambda: _forget(KeptPage, KeptAnswer), rounds=5
    )
    assert answer.status_code == 200


def _forget(*kept: type[KeptPage | KeptAnswer]) -> None:
    for each in kept:
        each.objects.all().delete()


def _asked(somebody: People, opened: Opened, example: str) -> tuple[Client, str]:
    user = somebody(Role.CASEWORKER)
    case = opened(user, example)
    client = signed_in(user)
    client.get(f"/cases/{case.number}/")
    return client, f"/cases/{case.number}/"
