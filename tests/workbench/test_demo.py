"""The invented data: whoever signs in finds every place of the rail and all that lies behind it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from tests.workbench.conftest import ALL, signed_in

from perenou.workbench.accounts.models import User
from perenou.workbench.audit.trail import verify
from perenou.workbench.cases.models import Case
from perenou.workbench.demo import load
from perenou.workbench.frame.menu import entries

LINK = re.compile(r'<a [^>]*?href="(/[^"#]*)')
STEPS = 3 if ALL else 0
"""How many links away from the rail one looks; in a short run at the rail's places alone, each of
which somebody who may look is shown, and everybody the first."""


@pytest.mark.django_db
def test_everybody_can_open_all_that_is_shown_of_the_invented_data() -> None:
    load()
    assert Case.objects.exists()
    assert list(verify()) == []
    by_somebody = set[str]()
    for user in User.objects.all():
        client, seen = signed_in(user), set[str]()
        places = {each.address for each in entries(user, "/", "et")}
        wanted = {"/"} | (places if ALL else places - by_somebody)
        by_somebody |= places
        for step in range(STEPS + 1):
            found: set[str] = set()
            for address in sorted(wanted - seen):
                answer = client.get(address)
                assert answer.status_code in (200, 302), f"{user.username}: {address}"
                if not answer.streaming and answer.content.startswith(b"<!doctype"):
                    found.update(map(unescape, LINK.findall(answer.content.decode())))
            seen |= wanted
            wanted = found if step < STEPS else set()
