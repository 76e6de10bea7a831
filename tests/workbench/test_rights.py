"""The rights table against every address of the workbench: allowed exactly where it says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from zlib import crc32

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from tests.workbench.addresses import PUBLIC, Address, addresses, values_for
from tests.workbench.conftest import ALL, Opened, People, signed_in

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import (
    ABOUT_CASES,
    ROLES,
    TABLE,
    Reach,
    Right,
    Role,
    may,
)
from perenou.workbench.audit.models import Event
from perenou.workbench.cases.actions import grant
from perenou.workbench.cases.models import Case

pytestmark = pytest.mark.django_db

ADDRESSES = addresses()
SIGN_IN = "/account/sign-in/"
METHODS = ("get", "post")
ASKED_BY = METHODS if ALL else ("get",)
"""A right is asked before the method is looked at: one shows it; `make pages` asks both."""


def status(client: Client, method: str, address: str) -> int:
    response = getattr(client, method)(address)
    if response.status_code == 302 and response["Location"].startswith(SIGN_IN):
        return 401
    return int(response.status_code)


def test_every_right_has_a_row_and_every_role_a_column() -> None:
    assert set(TABLE) == set(Right)
    assert set(ROLES) == set(Role)
    assert {len(row) for row in TABLE.values()} == {len(ROLES)}


def test_an_address_needs_a_right_or_is_public_on_purpose() -> None:
    assert {each.name for each in ADDRESSES if each.right is None} == PUBLIC


def test_a_stranger_is_asked_to_sign_in(somebody: People, opened: Opened) -> None:
    case = opened(somebody(Role.CASEWORKER))
    for address in ADDRESSES:
        if address.right is not None:
            at = reverse(address.name, kwargs=values_for(address, case))
            for method in METHODS:
                assert status(Client(), method, at) == 401, f"{method} {address.name}"


Way = tuple[Role, str, bool]
"""By whom a page is asked for: the role, whose the case is, and whether it is restricted."""


def from_another(address: Address, ways: Sequence[Way]) -> list[Way]:
    """The ways to come to a page, for each address beginning with another."""
    at = crc32(address.name.encode()) % len(ways)
    return [*ways[at:], *ways[:at]]


def is_about_a_case(address: Address) -> bool:
    return bool(address.arguments) and address.right in ABOUT_CASES


def reaches(way: Way, right: Right, *, of_case: bool) -> bool:
    """What the table says of a right, for a case or for what is no case's."""
    role, relation, is_restricted = way
    reached = TABLE[right][ROLES.index(role)]
    if not of_case:
        return reached is not Reach.NONE
    is_near = reached is not Reach.NONE and relation != "foreign"
    return is_near or (reached is Reach.ALL and not is_restricted)


def ways(*, of_case: bool) -> list[Way]:
    relations, restricted = ("own", "granted", "foreign"), (False, True)
    return [*product(ROLES, relations, restricted)] if of_case else [
        (role, "own", False) for role in ROLES
    ]  # fmt: skip


def lay(case: Case, way: Way, user: User, other: User) -> None:
    """Make a case somebody's own, granted to them, or foreign, and restricted or not."""
    _, relation, case.is_restricted = way
    case.access.all().delete()
    case.owner = user if relation == "own" else other
    case.save()
    if relation == "granted":
        grant(other, case, user)


def test_a_right_reaches_exactly_as_far_as_the_table_says(somebody: People, opened: Opened) -> None:
    other = somebody(Role.CASEWORKER)
    case = opened(other)
    people = {role: somebody(role) for role in Role}
    for way in ways(of_case=True):
        user = people[way[0]]
        lay(case, way, user, other)
        for right in ABOUT_CASES:
            assert may(user, right, case) == reaches(way, right, of_case=True), (way, right)
    for way in ways(of_case=False):
        for right in Right:
            found = may(people[way[0]], right, None)
            assert found == reaches(way, right, of_case=False), (way, right)


@pytest.mark.parametrize("method", ASKED_BY)
@pytest.mark.parametrize("namespace", sorted({each.namespace for each in ADDRESSES}))
def test_a_page_opens_exactly_for_whom_the_table_says(
    somebody: People, opened: Opened, namespace: str, method: str
) -> None:
    """By every role alone, for one's own case, a granted one, and a foreign one, each also when it
    is restricted; a refusal is a page that says so, or one that does not exist.

    A page is asked for by one who may open it, who is another for each address, and by one of each
    kind who may not, which is quick; `make pages` asks in every way.
    """
    other = somebody(Role.CASEWORKER)
    case = opened(other)
    people = {role: somebody(role) for role in Role}
    for address in ADDRESSES:
        if address.namespace == namespace and address.right is not None:
            if is_about_a_case(address):
                values_for(address, case)  # what several addresses show is made once
            with transaction.atomic():
                opens_exactly_for(people, other, case, address, method)
                transaction.set_rollback(True)


def opens_exactly_for(
    people: Mapping[Role, User], other: User, case: Case, address: Address, method: str
) -> None:
    assert address.right is not None
    of_case = is_about_a_case(address)
    seen: set[object] = set()
    for way in from_another(address, ways(of_case=of_case)):
        user = people[way[0]]
        expected = reaches(way, address.right, of_case=of_case)
        kind = expected or way[1:]
        if kind in seen and not ALL:
            continue
        seen.add(kind)
        lay(case, way, user, other)
        at = reverse(address.name, kwargs=values_for(address, case))
        before = refusals_of(user)
        found = status(signed_in(user), method, at)
        told = f"{method} {address.name}: {way}: {found}"
        assert found < 500, told
        assert found != 401, told
        assert refusals_of(user) - before == (0 if expected else 1), told
        assert expected or found in (403, 404), told
        assert not expected or found != 403, told


def refusals_of(user: User) -> int:
    return Event.objects.filter(actor=user, action="refused").count()


def test_two_roles_reach_as_far_as_the_wider_one(somebody: People, opened: Opened) -> None:
    case = opened(somebody(Role.CASEWORKER))
    assert not may(somebody(Role.CASEWORKER), Right.SEE_CASE, case)
    assert may(somebody(Role.CASEWORKER, Role.EXPERT), Right.SEE_CASE, case)


def test_whoever_loses_a_role_loses_its_rights_at_once(somebody: People, opened: Opened) -> None:
    user = somebody(Role.EXPERT)
    case, client = opened(somebody(Role.CASEWORKER)), signed_in(user)
    assert client.get(f"/cases/{case.number}/").status_code == 200
    user.role_rows.all().delete()
    assert client.get(f"/cases/{case.number}/").status_code == 404
