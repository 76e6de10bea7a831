"""Queries of registers over X-tee (the REST protocol of X-Road), through one's security server."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote
from uuid import uuid4

from perenou.services.call import NOBODY, Identity, ServiceError, called
from perenou.services.circuit import Circuit

MOST_BYTES: Final = 5_000_000

_MEMBER: Final = re.compile(r"[^/\s]+(?:/[^/\s]+){2,3}")
_ERROR: Final = re.compile(r"(?:Server|Client)\.")
_SERVICE: Final = re.compile(r"[^/\s]+(?:/[^/\s]+){3,4}")


def is_client(text: str) -> bool:
    """Whether a text is the identifier of a subsystem: ``EE/GOV/code/subsystem``."""
    return _MEMBER.fullmatch(text) is not None


def is_service(text: str) -> bool:
    """Whether a text is the identifier of a service: ``EE/GOV/code/subsystem/service``."""
    return _SERVICE.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Service:
    """A service of a register, and who we are there.

    Attributes:
        server: address of one's security server. client: our subsystem, ``EE/GOV/code/subsystem``.
            path: the service, ``EE/GOV/code/subsystem/service``. identity: how our program and
            the security server know each other.
    """

    server: str
    client: str
    path: str
    seconds: float = 10.0
    identity: Identity = NOBODY
    circuit: Circuit = field(default_factory=Circuit, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not is_client(self.client) or not is_service(self.path):
            raise ValueError(f"no identifiers of X-tee: {self.client!r}, {self.path!r}")


@dataclass(frozen=True, slots=True)
class Reply:
    """What a register said, and when; ``query`` is the number that its trail and ours share."""

    data: Mapping[str, object]
    at: datetime
    query: str


def asked(
    service: Service, what: str, wanted: Mapping[str, str], *, official: str, case: str
) -> Reply:
    """Ask a register; the question goes in the body, so that no log of addresses holds it.

    Args:
        what: the resource of the service. official: personal code with its country, ``EE...``.
            case: number of the case, which the register writes down as the ground of the query.

    Raises:
        ServiceError: it gave no answer that can be used.
    """
    query = str(uuid4())
    headers = {
        "X-Road-Client": service.client,
        "X-Road-Id": query,
        "X-Road-UserId": official,
        "X-Road-Issue": case,
        "Accept": "application/json",
        "Content-Type": "application/json",
    }
    address = f"{service.server.rstrip('/')}/r1/{quote(service.path)}/{quote(what)}"

    def answered() -> Mapping[str, object]:
        answer = called(
            address,
            method="POST",
            body=json.dumps(wanted).encode(),
            headers=headers,
            seconds=service.seconds,
            most=MOST_BYTES,
            identity=service.identity,
        )
        return _object(answer.body)

    return Reply(service.circuit.through(answered), datetime.now(UTC), query)


def _object(body: bytes) -> Mapping[str, object]:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise ServiceError("broken") from None
    if not isinstance(data, dict):
        raise ServiceError("broken")
    # X-Road's own message of an error, which some servers send as if it were an answer.
    kind = data.get("type")
    if data.get("error") or (isinstance(kind, str) and _ERROR.match(kind)):
        raise ServiceError("refused")
    return data
