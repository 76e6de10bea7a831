"""A finished act handed to a document register, and the reference number that it gives."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Final

from perenou.services.call import ServiceError, called
from perenou.services.circuit import Circuit

REFERENCE: Final = re.compile(r"\d+(?:\.\d+)*\.?[A-ZÕÄÖÜ]*\d*(?:\.\d+)*-\d+(?:\.\d+)?/\d+(?:-\d+)?")
"""A reference number such as 5.2-2/11552-1: series, number, number of the answer."""

MOST_BYTES: Final = 100_000


@dataclass(frozen=True, slots=True)
class Finished:
    """An act or letter as it goes to the register.

    Attributes:
        kind: what it is. series: of the register. case: number of the case it belongs to.
            addressee, contact: as the register shows them. access: the ground on which it is not
            public; empty: it is. until: the last day of that.
    """

    title: str
    kind: str
    series: str
    case: str
    addressee: str
    contact: str
    name: str
    content: bytes
    media_type: str
    access: str = ""
    until: date | None = None

    def metadata(self) -> Mapping[str, str]:
        """What stands beside the file."""
        return {
            "title": self.title,
            "type": self.kind,
            "series": self.series,
            "case": self.case,
            "addressee": self.addressee,
            "contact": self.contact,
            "access_ground": self.access,
            "access_until": "" if self.until is None else self.until.isoformat(),
            "file": self.name,
            "media_type": self.media_type,
            "sha256": sha256(self.content).hexdigest(),
        }

    @property
    def consignment(self) -> str:
        """The same for the same document, so that a register takes it once, however often sent."""
        told = json.dumps(self.metadata(), sort_keys=True, ensure_ascii=False)
        return sha256(told.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class DocumentRegister:
    """Where finished documents are handed in."""

    address: str
    key: str = field(default="", repr=False)
    seconds: float = 30.0
    circuit: Circuit = field(default_factory=Circuit, repr=False, compare=False)


def hand_in(register: DocumentRegister, document: Finished) -> str:
    """Hand in a document; gives its reference number.

    Raises:
        ServiceError: the register did not take it, or gave no number.
    """
    sent = {
        "consignmentId": document.consignment,
        "metadata": document.metadata(),
        "content": base64.b64encode(document.content).decode(),
    }
    headers = {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Idempotency-Key": document.consignment,
    }
    if register.key:
        headers["Authorization"] = f"Bearer {register.key}"

    def answered() -> str:
        answer = called(
            register.address,
            method="POST",
            body=json.dumps(sent, ensure_ascii=False).encode(),
            headers=headers,
            seconds=register.seconds,
            most=MOST_BYTES,
        )
        return _number(answer.body, document)

    return register.circuit.through(answered)


def _number(body: bytes, document: Finished) -> str:
    try:
        told = json.loads(body)
        number, digest = told["reference"], told["sha256"]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise ServiceError("broken") from None
    # A register that took another file than was sent has not taken this one.
    if not isinstance(number, str) or digest != document.metadata()["sha256"]:
        raise ServiceError("broken")
    if not REFERENCE.fullmatch(number):
        raise ServiceError("broken")
    return number
