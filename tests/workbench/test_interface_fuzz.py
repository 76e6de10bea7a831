"""Requests made from the description of the interface, right and wrong: every answer is described.

``REQUESTS=20000`` makes so many; ``REQUESTS_SEED`` makes others. A failure names the request.
"""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import Any, Final

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012
from tests.workbench.conftest import People

from perenou.api.openapi import description
from perenou.api.operation import SCOPES
from perenou.workbench.accounts.rights import Role
from perenou.workbench.interface import tokens

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

REQUESTS: Final = int(os.environ.get("REQUESTS", "40"))
SEED: Final = int(os.environ.get("REQUESTS_SEED", "2026"))

EXAMPLES: Final = Path(__file__).resolve().parents[2] / "examples"
CASES: Final = [
    (EXAMPLES / f"{name}.yaml").read_text("utf-8")
    for name in ("everyday_two_children", "late_claim", "stillborn_child", "wanted_father")
]
DESCRIBED: Final = description("en")
REGISTRY: Final = Registry().with_resource(
    "urn:described", DRAFT202012.create_resource(DESCRIBED)
)  # fmt: skip
WORDS: Final = (
    "", " ", "a", "õ", "Ж", "\0", "\ud800", "x" * 400, "2026-11-26", "0001-01-01", "9999-12-31",
    "PHS § 17 lg 1", "lapsetoetus", "child_allowance", "refusal", "children.juku.birth=2010-01-01",
    "[", "{}", "'; --", "../../etc/passwd", "title: [", "NaN", "9" * 60, "2026-13-40",
)  # fmt: skip
KEYS: Final = {
    "benefit": ("child_allowance", "birth_allowance"), "page": ("child_allowance",),
    "name": ("child_allowance_amount",), "kind": ("grant", "refusal", "information"),
    "provision": ("PHS § 17 lg 1", "883/2004 art 68"), "question": ("lapsetoetus",),
    "text": ("OTSUS\n\nTeile makstakse emapalka 85 eurot kuus.",),
}  # fmt: skip
"""What is worth asking for, by field; anything else is mostly refused."""


class Fuzz:
    """A source of requests, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def value(self, schema: dict[str, Any], name: str = "") -> Any:
        """Something that a schema allows, as far as it says."""
        if "$ref" in schema:
            schema = DESCRIBED["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        if name == "case":
            return self.case()
        if name in KEYS and self.random.random() < 0.8:
            return self.random.choice(KEYS[name])
        if "enum" in schema:
            return self.random.choice(schema["enum"])
        if "anyOf" in schema:
            return self.value(self.random.choice(schema["anyOf"]), name)
        kind = schema.get("type")
        if kind == "object":
            return self.object(schema)
        if kind == "array":
            least = schema.get("minItems", 0)
            most = min(schema.get("maxItems", 3), least + 3)
            return [self.value(schema["items"]) for _ in range(self.random.randint(least, most))]
        if kind in ("integer", "number"):
            least, most = schema.get("minimum", -5), schema.get("maximum", 10**6)
            return self.random.choice([least, most, self.random.randint(least, most)])
        if kind == "boolean":
            return self.random.random() < 0.5
        if kind == "null":
            return None
        if schema.get("format") == "date":
            return f"20{self.random.randint(15, 29)}-0{self.random.randint(1, 9)}-17"
        return self.random.choice(WORDS)

    def object(self, schema: dict[str, Any]) -> dict[str, Any]:
        """An object with what it must have and some of what it may."""
        required = schema.get("required", [])
        found = {
            name: self.value(each, name)
            for name, each in schema.get("properties", {}).items()
            if name in required or name == "case" or self.random.random() < 0.3
        }
        if not schema.get("properties"):
            found[self.random.choice(WORDS)] = self.random.choice(WORDS)
        return found

    def case(self) -> Any:
        """A case file, mostly with a letter or two otherwise."""
        text = self.random.choice(CASES)
        for _ in range(self.random.choice((0, 0, 1, 3))):
            at = self.random.randrange(len(text))
            text = text[:at] + self.random.choice(WORDS[:9]) + text[at + 1 :]
        return text

    def spoilt(self, told: Any) -> Any:
        """The same with something in it that is not as described."""
        junk: Any = self.random.choice([None, True, -1, 1e308, [], {}, [[]], *WORDS])
        if isinstance(told, dict) and told and self.random.random() < 0.8:
            name = self.random.choice([*told, "whatever"])
            return {**told, name: self.spoilt(told.get(name))}
        if isinstance(told, list) and told and self.random.random() < 0.5:
            return [self.spoilt(told[0]), *told[1:]]
        return junk

    def headers(self, secret: str) -> dict[str, str]:
        """Whoever asks, mostly known, and how."""
        found = {} if self.random.random() < 0.03 else {"Authorization": f"Bearer {secret}"}
        if self.random.random() < 0.03:
            found["Authorization"] = self.random.choice(("Bearer", "Basic x", "Bearer pn_x", "x"))
        if self.random.random() < 0.2:
            found["Idempotency-Key"] = self.random.choice(("a", "b", "c", "õ", "", "d e"))
        if self.random.random() < 0.2:
            found["Accept-Language"] = self.random.choice(("ru", "en-GB,et", ";q=", "õ"))
        if self.random.random() < 0.1:
            found["If-None-Match"] = self.random.choice(("*", "x", '"' + "0" * 32 + '"'))
        return found

    def body(self, schema: dict[str, Any]) -> tuple[bytes | str, str]:
        """What is sent, and as what it is told."""
        told = self.value(schema)
        if self.random.random() < 0.35:
            told = self.spoilt(told)
        if self.random.random() < 0.03:
            return self.random.choice([b"\xff", b"{", b"", b"[" * 90_000]), "application/json"
        kind = "text/plain" if self.random.random() < 0.02 else "application/json"
        return json.dumps(told), kind


def test_every_answer_to_every_request_is_as_described(
    somebody: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokens, "MOST", 10**9)
    secret = tokens.make(somebody(Role.EXPERT), "Tabel", SCOPES, 30)[1]
    fuzz, client = Fuzz(SEED), Client(raise_request_exception=False)
    every = [
        (path, method, told)
        for path, methods in DESCRIBED["paths"].items()
        for method, told in methods.items()
    ]
    for at in range(REQUESTS):
        path, method, told = every[at] if at < len(every) else fuzz.random.choice(every)
        parameters = told.get("parameters", [])
        place = path.replace("{id}", str(fuzz.random.choice((1, 2, 3, 10**18, 2**63 - 1))))
        asked = {
            each["name"]: fuzz.value(each["schema"], each["name"])
            for each in parameters
            if each["in"] == "query" and (each.get("required") or fuzz.random.random() < 0.3)
        }
        if fuzz.random.random() < 0.2:
            asked = {name: fuzz.random.choice(WORDS[:5]) for name in asked}
        query = {
            name: each.encode("utf-8", "replace").decode() if isinstance(each, str) else str(each)
            for name, each in asked.items()
        }
        headers = fuzz.headers(secret)
        if "requestBody" in told:
            schema = told["requestBody"]["content"]["application/json"]["schema"]
            content, kind = fuzz.body(schema)
            answer = client.generic(method.upper(), place, content, kind, headers=headers)
        else:
            content = b""
            answer = getattr(client, method)(place, query, headers=headers)
        holds(answer, told, f"{at}: {method} {place} {query} {headers} {content[:2000]!r}")


def holds(answer: HttpResponseBase, told: dict[str, Any], request: str) -> None:
    """Hold an answer to what is described."""
    status = str(answer.status_code)
    assert status in told["responses"], f"{status} to {request}: {answer.content[:300]!r}"  # type: ignore[attr-defined]
    described = told["responses"][status]
    if "$ref" in described:
        described = DESCRIBED["components"]["responses"][described["$ref"].rpartition("/")[2]]
    needed = {"401": "WWW-Authenticate", "405": "Allow", "429": "Retry-After", "202": "Location"}
    if status in needed:
        assert answer.has_header(needed[status]), request
    if status == "304":
        return
    [(kind, content)] = described["content"].items()
    assert answer["Content-Type"] == kind, request
    name = content["schema"]["$ref"].rpartition("/")[2]
    schema = {"$ref": f"urn:described#/components/schemas/{name}"}
    found = answer.json()  # type: ignore[attr-defined]
    wrong = next(Draft202012Validator(schema, registry=REGISTRY).iter_errors(found), None)
    assert wrong is None, f"{wrong.message if wrong else ''} in the answer to {request}"
