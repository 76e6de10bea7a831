"""The rights table against every address of the workbench: allowed exactly where it says so."""

from __future__ import annotations

from collections.abc import Mapping
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


def from_another(address: Address) -> list[Role]:
    """The roles, for each address beginning with another."""
    at = crc32(address.name.encode()) % len(ROLES)
    return [*ROLES[at:], *ROLES[:at]]


def is_about_a_case(address: Address) -> bool:
    return bool(address.arguments) and address.right in ABOUT_CASES


@pytest.mark.parametrize("method", ASKED_BY)
@pytest.mark.parametrize("namespace", sorted({each.namespace for each in ADDRESSES}))
def test_a_page_opens_exactly_for_whom_the_table_says(
    somebody: People, opened: Opened, namespace: str, method: str
) -> None:
    """By every role alone, for one's own case, a granted one, and a foreign one, each also when it
    is restricted; a refusal is a page that says so, or one that does not exist.

    What the table says is asked for every role. The page itself is asked for by one role that may
    open it and by one that may not, each address by others; `make pages` has all ask.
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
    of_cases = is_about_a_case(address)
    relations = ("own", "granted", "foreign") if of_cases else ("own",)
    seen: set[tuple[str, bool, bool]] = set()
    for role, relation, is_restricted in product(
        from_another(address), relations, (False, True) if of_cases else (False,)
    ):
        user = people[role]
        reached = TABLE[address.right][ROLES.index(role)]
        expected = reached is not Reach.NONE
        if of_cases:
            is_near = expected and relation != "foreign"
            expected = is_near or (reached is Reach.ALL and not is_restricted)
            case.access.all().delete()
            case.is_restricted = is_restricted
        case.owner = user if relation == "own" else other
        case.save()
        if relation == "granted":
            grant(other, case, user)
        assert may(user, address.right, case if of_cases else None) == expected
        if (relation, is_restricted, expected) in seen and not ALL:
            continue
        seen.add((relation, is_restricted, expected))
        at = reverse(address.name, kwargs=values_for(address, case))
        before = refusals_of(user)
        found = status(signed_in(user), method, at)
        told = f"{method} {address.name}: {role}, {relation}, restricted {is_restricted}: {found}"
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
