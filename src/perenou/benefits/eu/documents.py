"""Which documents institutions exchange, when, and what each must carry."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final, Literal, NamedTuple

from perenou.rules.rule import LawError

CATALOGUE: Final = Path(__file__).parent / "documents.yaml"

Way = Literal["send", "expect"]
_KEYS: Final = frozenset({"key", "code", "case", "way", "when", "data", "clock"})


class Document(NamedTuple):
    """A document of the catalogue.

    Attributes:
        key: of its texts. code: what institutions call it. case: the business use case it belongs
            to. way: whether Estonia sends or expects it. when: the norm that says yes while it is
            due. data: keys of what it must carry. clock: the norm of its last day; empty: none.
    """

    key: str
    code: str
    case: str
    way: Way
    when: str
    data: tuple[str, ...]
    clock: str


@cache
def documents(path: Path = CATALOGUE) -> tuple[Document, ...]:
    """The catalogue, in its own order.

    Raises:
        LawError: an entry has a key too many or too few, or a way that there is not.
    """
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    return tuple(_document(str(path), entry) for entry in content["documents"])


def _document(where: str, entry: Mapping[str, object]) -> Document:
    name = str(entry.get("key", ""))
    missing = _KEYS - {"clock"} - entry.keys()
    if missing or entry.keys() - _KEYS:
        odd = ", ".join(sorted(missing | (entry.keys() - _KEYS)))
        raise LawError(where, name, f"keys missing or unknown: {odd}")
    data = entry["data"]
    if entry["way"] not in ("send", "expect") or not isinstance(data, list):
        raise LawError(where, name, "'way' must be send or expect, 'data' a list")
    way: Way = "send" if entry["way"] == "send" else "expect"
    return Document(
        name, str(entry["code"]), str(entry["case"]), way, str(entry["when"]),
        tuple(map(str, data)), str(entry.get("clock", "")),
    )  # fmt: skip
