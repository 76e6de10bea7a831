"""How long positions and the handbook take on the server, with a thousand positions that hold."""

from __future__ import annotations

from itertools import count

import pytest
from django.test import Client
from pytest_benchmark.fixture import BenchmarkFixture
from tests.workbench.conftest import People, signed_in, somebody
from tests.workbench.positions import approved

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.handbook.tell import page
from perenou.rules.citation import Citation
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.positions.find import found_by
from perenou.workbench.positions.models import ABOUT, Position, PositionVersion, State
from perenou.workbench.references.models import Reference

pytestmark = pytest.mark.django_db

__all__ = ("somebody",)

MANY = 1000
WORDS = [
    "tähtaeg",
    "taotlus",
    "vanem",
    "laps",
    "toetus",
    "päev",
    "kuu",
    "elukoht",
    "riik",
    "makse",
    "otsus",
]


def many(author: User, owner: User) -> None:
    """A thousand positions that hold, on provisions of the coded law, in different words."""
    first = approved(author, owner)
    cited = list(dict.fromkeys(r.citation for rules in LAWBOOK.rules.values() for r in rules))
    rows = Position.objects.bulk_create(
        [
            Position(
                number=f"S-2020-{at:04}", state=State.APPROVED, author=author, latest=1,
                question=f"{WORDS[at % 11]} ja {WORDS[at % 7]} {at}", theme="procedure",
                approved_by=owner, approved_on=first.approved_on, review_by=first.review_by,
                competence="x",
            )
            for at in range(MANY)
        ]
    )  # fmt: skip
    PositionVersion.objects.bulk_create(
        [
            PositionVersion(
                position=each, number=1, author=author, question=each.question, theme="procedure",
                answer=f"{WORDS[at % 5]} {at}", reasons=" ".join(WORDS * 20),
                citations=str(cited[at % len(cited)]), token=f"many-{each.number}",
            )
            for at, each in enumerate(rows)
        ]
    )  # fmt: skip
    Reference.objects.bulk_create([_reference(each, cited[at % len(cited)])
                                   for at, each in enumerate(rows)])  # fmt: skip


def _reference(position: Position, cited: Citation) -> Reference:
    return Reference(
        about=ABOUT, about_id=str(position.pk), place=0, citation=str(cited), act=cited.act
    )


@pytest.fixture
def client(somebody: People) -> Client:
    author = somebody(Role.EXPERT)
    many(author, somebody(Role.SERVICE_OWNER))
    return signed_in(author)


@pytest.mark.parametrize(
    "address",
    [
        "/positions/", "/positions/?page=11", "/positions/S-2020-0500/", "/",
        "/law/PHS_§_28_lg_2", "/handbook/child_allowance/", "/handbook/common/",
    ],
)  # fmt: skip
def test_a_page(benchmark: BenchmarkFixture, client: Client, address: str) -> None:
    client.get(address)
    assert benchmark(client.get, address).status_code == 200


@pytest.mark.usefixtures("client")
def test_a_search(benchmark: BenchmarkFixture) -> None:
    user = User.objects.get(username="somebody1")
    assert found_by("taotluse tähtaja algus", user)
    assert benchmark(found_by, "taotluse tähtaja algus", user)


@pytest.mark.parametrize("key", ["child_allowance", "parental_benefit", "large_family_allowance"])
def test_a_page_of_the_handbook_that_nobody_asked_for_yet(
    benchmark: BenchmarkFixture, key: str
) -> None:
    days = count(740_000)
    benchmark.pedantic(lambda: page(key, next(days), 740_100, "et"), rounds=5)
