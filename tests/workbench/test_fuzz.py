"""Requests that no browser makes, on every address: whatever comes, nothing breaks.

``FUZZ=5000`` makes so many; ``FUZZ_SEED`` makes others. A failure names both, and the request.
"""

from __future__ import annotations

import json
import os
import random
import re
from pathlib import Path
from typing import Any, Final

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.workbench.addresses import Address, addresses, values_for
from tests.workbench.conftest import EXAMPLES, Opened, People

import perenou.workbench
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.cases.models import Case

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SHORT: Final = 250
REQUESTS: Final = int(os.environ.get("FUZZ", SHORT))
SEED: Final = int(os.environ.get("FUZZ_SEED", "2026"))
CASE: Final = (EXAMPLES / "everyday_two_children.yaml").read_text(encoding="utf-8")

METHODS: Final = ("get", "get", "get", "post", "post", "post", "put", "patch", "delete", "head",
                  "options", "trace")  # fmt: skip
TEXTS: Final = (
    "", " ", "a", "õäöü", "Ж", "\U0001f476", "\0", "\x1b[31m", "\u202e", "\ufeff", "\r\n", "\t",
    "0", "-1", "1", "9" * 30, "1e999", "NaN", "0x10", "²", "٣", "1.5", "2026-11-26", "2026-02-30",
    "9999-12-31", "0001-01-01", "10000-01-01", "2026-0001", "null", "true", "[]", "{}", "{", "[[",
    "' OR 1=1 --", "<script>alert(1)</script>", "../../etc/passwd", "%00", "%s%n", "{{ 7 }}",
    "x" * 300, "x" * 10_000, "=1+1", "&&&", "a=b", "?x#y", "\\", "//example.com", "EE38001085718",
    "real", "demo", "et", "zz", "csv", CASE, CASE.replace("children:", "childrn:"), "title: *a",
    "a: &a [*a]", "!!python/none", "---\n---\n", "\ud7ff", "PHS_§_17_lg_1", "§", "art 68",
)  # fmt: skip
HEADERS: Final[tuple[dict[str, str], ...]] = (
    {}, {}, {"HX-Request": "true"}, {"HX-Request": "true", "HX-Target": "<"}, {"Accept": "x" * 900},
    {"Accept-Language": ";;q=õ"}, {"X-Forwarded-For": "', ,'"}, {"Referer": "//"},
    {"Range": "bytes=-"},
    {"If-Modified-Since": "never"}, {"Cookie": "csrftoken=xx; sessionid=\u00ff"},
    {"Content-Encoding": "gzip"}, {"X-HTTP-Method-Override": "DELETE"},
)  # fmt: skip
KINDS: Final = (
    "application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=x",
    "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=nowhere", "õ",
    "",
)  # fmt: skip
FIELDS: Final = frozenset(
    {"next", "token", "page", "q", "sort", "content", "title", "file", "purpose", "based_on", "day"}
)


class Fuzz:
    """A source of requests, the same for the same seed."""

    def __init__(self, case: Case, fields: frozenset[str]) -> None:
        self.random = random.Random(SEED)
        self._case = case
        self._fields = sorted(fields)

    def text(self) -> str:
        chosen = self.random.choice(TEXTS)
        return chosen + self.random.choice(TEXTS) if self.random.random() < 0.1 else chosen

    def address(self, address: Address) -> str:
        values = dict(values_for(address, self._case))
        for key in values:
            if self.random.random() < 0.4:
                is_number = isinstance(values[key], int)
                wrong = self.random.choice([0, 10**30, 2**63, 2**31]) if is_number else self.text()
                values[key] = wrong if is_number or wrong else "x"
        try:
            return reverse(address.name, kwargs=values)
        except Exception:  # a slash or nothing where the address takes neither
            return reverse(address.name, kwargs=values_for(address, self._case))

    def fields(self) -> dict[str, Any]:
        chosen = self.random.sample(self._fields, self.random.randint(0, min(8, len(self._fields))))
        return {
            key: [self.text(), self.text()] if self.random.random() < 0.1 else self.text()
            for key in chosen
        }

    def body(self) -> dict[str, Any]:
        """What is sent: mostly a form, sometimes with a file, sometimes anything at all."""
        if self.random.random() < 0.7:
            sent = self.fields()
            if self.random.random() < 0.3:
                name = self.random.choice(["a.yaml", "a.json", "a.csv", "a.docx", "õ.pdf", "..a"])
                content = self.random.choice([self.text().encode(), self.random.randbytes(200)])
                sent["file"] = SimpleUploadedFile(name, content)
            return {"data": sent}
        content = self.random.choice(
            [self.random.randbytes(300), json.dumps(self.fields()).encode(), self.text().encode()]
        )
        return {"data": content, "content_type": self.random.choice(KINDS)}


def fields_of_pages(client: Client, case: Case) -> frozenset[str]:
    """The names of every field that some page has, of which a short run reads most in templates."""
    names = set(FIELDS)
    for template in Path(perenou.workbench.__file__).parent.rglob("*.html"):
        names |= set(re.findall(r'\sname="([^"{]+)"', template.read_text(encoding="utf-8")))
    for address in addresses() if REQUESTS > SHORT else ():
        answer = client.get(reverse(address.name, kwargs=values_for(address, case)))
        if not answer.streaming:
            names |= set(re.findall(r'\sname="([^"]+)"', answer.content.decode(errors="replace")))
    return frozenset(names - {"csrfmiddlewaretoken", "viewport", "htmx-config"})


def test_no_request_breaks_anything(somebody: People, opened: Opened) -> None:
    everybody = somebody(*Role)
    people = [everybody, everybody, everybody, *(somebody(role) for role in Role)]
    case = opened(everybody)
    client = Client()
    client.force_login(everybody)
    fuzz = Fuzz(case, fields_of_pages(client, case))
    pages, broken = addresses(), []
    for at in range(REQUESTS):
        User.objects.filter(is_active=False).update(is_active=True)
        client = Client(raise_request_exception=False)
        if fuzz.random.random() < 0.9:
            client.force_login(fuzz.random.choice(people))
        page = fuzz.random.choice(pages)
        method, address = fuzz.random.choice(METHODS), fuzz.address(page)
        sent: dict[str, Any] = {"headers": fuzz.random.choice(HEADERS)}
        if method in ("get", "head"):
            sent["data"] = fuzz.fields()
        elif method != "trace":
            sent |= fuzz.body()
        status = send(client, method, address, sent)
        if status >= 500:
            broken.append(f"{at}: {method} {address} {sent} -> {status}")
    assert not broken, f"FUZZ={REQUESTS} FUZZ_SEED={SEED}\n" + "\n".join(broken[:20])


def send(client: Client, method: str, address: str, sent: dict[str, Any]) -> int:
    """The status of the answer, of which the last byte was read."""
    content = sent.get("data")
    if method in ("put", "patch", "delete", "options") and isinstance(content, dict):
        told = {key: str(value) for key, value in content.items()}
        content = json.dumps(told).encode()
        sent = sent | {"content_type": "application/json"}
    if isinstance(content, bytes):
        kind = sent["content_type"]
        answer: Any = client.generic(method, address, content, kind, headers=sent["headers"])
    else:
        answer = getattr(client, method)(address, **sent)
    if answer.streaming:
        list(answer.streaming_content)
    return int(answer.status_code)
