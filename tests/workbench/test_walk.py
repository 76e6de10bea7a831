"""Every address there is, asked once and sent to once: what holds of every answer.

To make and show what lies behind each address takes most of the time, so that all is looked at on
one walk: the kind of an answer, script and style, names of fields, the log, and whom a page asks.
"""

from __future__ import annotations

import json
import logging
import socket
from itertools import cycle
from typing import Any, Final

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from tests.workbench.addresses import addresses, values_for
from tests.workbench.conftest import PASSWORD, Opened, People, signed_in
from tests.workbench.markup import OF_ITS_OWN, unnamed
from tests.workbench.test_privacy import CODE, TEXT

from perenou.workbench.accounts.rights import Role
from perenou.workbench.frame.log import JsonLines

pytestmark = pytest.mark.django_db

FAR: Final = "http://192.0.2.1/latest/meta-data/"
"""Another machine, which no page may ask."""

NAME: Final = f"Mari Näide {CODE}"
ASKED: Final = {
    "url": FAR, "file": FAR, "content": FAR, "issuer": FAR, "citation": FAR,
    "title": NAME, "next": f"/{CODE}/",
}  # fmt: skip
SENT: Final = ASKED | {"title": CODE, "next": FAR, "q": NAME, "code": CODE}


def test_what_holds_of_every_answer(
    somebody: People,
    opened: Opened,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a page asked another machine")

    caplog.set_level(logging.DEBUG)
    user = somebody(*Role)
    client = signed_in(user)
    client.post("/entry/new/", {"title": "Mari Näide", "content": TEXT, "token": "a"})
    Client().post("/account/sign-in/", {"username": user.username, "password": PASSWORD})
    case = opened(user)
    if connection.vendor == "sqlite":
        monkeypatch.setattr(socket.socket, "connect", refused)
    client.get("/search/", {"q": NAME})
    for address, origin in zip(addresses(), cycle(("https://example.com", "null")), strict=False):
        at = reverse(address.name, kwargs=values_for(address, case))
        answer = client.get(at, ASKED, headers={"Origin": origin})
        assert answer.status_code < 500, at
        told_of_itself(answer, address.name)
        client.post(at, SENT)
    lines = [JsonLines().format(record) for record in caplog.records]
    assert sum('"request answered"' in line for line in lines) > 100
    for line in lines:
        assert json.loads(line)["service.name"] == "perenou"
        assert "\n" not in line
        assert line.isascii()
        for personal in (CODE, "Mari", "N\\u00e4ide", user.name, user.username, PASSWORD, "Juku"):
            assert personal not in line


def told_of_itself(answer: Any, where: str) -> None:
    """An answer says what it is, lets no other site in, and a page is named throughout."""
    kind = answer.get("Content-Type", "")
    headers = answer.headers
    assert headers["X-Content-Type-Options"] == "nosniff", where
    assert "Access-Control-Allow-Origin" not in headers, where
    if answer.streaming or not answer.content:
        return
    assert "/" in kind, where
    assert not kind.startswith("text/") or "charset=utf-8" in kind.lower(), where
    if "text/html" in kind and "attachment" not in headers.get("Content-Disposition", ""):
        page = answer.content.decode()
        assert OF_ITS_OWN.search(page) is None, where
        assert unnamed(page) == [], where


def test_what_has_no_name_is_found() -> None:
    wrong = {
        "id a stands twice": '<p id="a"></p><p id="a"></p>',
        "input q has no label": '<label for="p">P</label><input id="p"><input name="q">',
        "b points nowhere": '<section aria-labelledby="b"></section>',
        "2 first headings": "<h1>A</h1><h1>B</h1>",
        "no language is told": "<html></html>",
        "an image has no text": "<img>",
    }
    assert {told: unnamed(page) for told, page in wrong.items()} == {told: [told] for told in wrong}
    assert unnamed('<label>A <input name="q"></label><input type="hidden" name="r">') == []
