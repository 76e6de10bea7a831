"""How long the case page takes on the server: at hand, and when it has to be solved first."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_benchmark.fixture import BenchmarkFixture
from tests.workbench.conftest import Opened, People, opened, signed_in, somebody

from perenou.workbench.accounts.rights import Role
from perenou.workbench.cases.models import KeptAnswer

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
def test_a_case_that_has_to_be_solved(
    benchmark: BenchmarkFixture, somebody: People, opened: Opened, example: str
) -> None:
    client, address = _asked(somebody, opened, example)
    answer = benchmark.pedantic(
        client.get, (address,), setup=lambda: KeptAnswer.objects.all().delete(), rounds=5
    )
    assert answer.status_code == 200


def _asked(somebody: People, opened: Opened, example: str) -> tuple[Client, str]:
    user = somebody(Role.CASEWORKER)
    case = opened(user, example)
    client = signed_in(user)
    client.get(f"/cases/{case.number}/")
    return client, f"/cases/{case.number}/"
