"""The one interface to a language model: any service that speaks OpenAI's chat protocol."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Final

from perenou.services.call import ServiceError, called
from perenou.services.circuit import Circuit

MOST_BYTES: Final = 400_000
MOST_TOKENS: Final = 4_000


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A model and where it answers.

    Attributes:
        address: up to ``/chat/completions``. seconds: until which it must have answered.
    """

    address: str
    model: str
    key: str = field(default="", repr=False)
    seconds: float = 30.0
    circuit: Circuit = field(default_factory=Circuit, repr=False, compare=False)


def said(endpoint: Endpoint, order: str, text: str) -> str:
    """What a model says to a text; the order says what to do with it.

    Raises:
        ServiceError: it did not answer in time, or not as such services do.
    """
    sent = {
        "model": endpoint.model,
        "temperature": 0,
        "max_tokens": MOST_TOKENS,
        "messages": [
            {"role": "system", "content": order},
            {"role": "user", "content": text},
        ],
    }
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"

    def answered() -> str:
        answer = called(
            f"{endpoint.address.rstrip('/')}/chat/completions",
            method="POST",
            body=json.dumps(sent).encode(),
            headers=headers,
            seconds=endpoint.seconds,
            most=MOST_BYTES,
        )
        return _content(answer.body)

    return endpoint.circuit.through(answered)


def _content(body: bytes) -> str:
    try:
        content = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise ServiceError("broken") from None
    if not isinstance(content, str) or not content.strip():
        raise ServiceError("broken")
    return content.strip()
