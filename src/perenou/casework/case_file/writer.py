"""A case written back as YAML that reads to the same case."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, cast

from perenou.casework.case_file.source import Data

if TYPE_CHECKING:
    from perenou.casework.case_file.schema import Case

_PLAIN = re.compile(
    r"[^\W\d_](?:[\w ]*\w)?|[0-9]{4}-[0-9]{2}(-[0-9]{2})?|[0-9]+\.[0-9]{2}|[0-9]{1,4}"
)
# Words that this reader takes as text and other YAML readers as a switch or nothing (NO = Norway).
_QUOTED: Final = frozenset({"yes", "no", "on", "off", "y", "n", "null", "true", "false"})
_SHORT: Final = 76


def to_mapping(case: Case) -> dict[str, Data]:
    """The case as the plain data of a case file: text, lists and mappings, silence left out."""
    dumped = case.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
    return cast("dict[str, Data]", _as_written(dumped))


def dump(case: Case) -> str:
    """The case as YAML; reading it gives an equal case."""
    mapping = to_mapping(case)
    return "\n".join(_block(mapping, 0)) + "\n" if mapping else "{}\n"


def _as_written(value: object) -> Data:
    if isinstance(value, dict):
        return {key: _as_written(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_written(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _block(value: dict[str, Data] | list[Data], indent: int) -> Iterator[str]:
    space = " " * indent
    items: list[tuple[str, Data]]
    if isinstance(value, dict):
        items = [(f"{_scalar(key)}:", item) for key, item in value.items()]
    else:
        items = [("-", item) for item in value]
    for head, item in items:
        flow = _flow(item)
        is_leaf = not isinstance(item, (dict, list)) or not item
        if is_leaf or (indent > 0 and len(space) + len(head) + len(flow) < _SHORT):
            yield f"{space}{head} {flow}"
        elif head == "-":
            first, *rest = _block(cast("dict[str, Data] | list[Data]", item), indent + 2)
            yield f"{space}- {first.lstrip()}"
            yield from rest
        else:
            yield f"{space}{head}"
            yield from _block(cast("dict[str, Data] | list[Data]", item), indent + 2)


def _flow(value: Data) -> str:
    if isinstance(value, dict):
        return (
            "{" + ", ".join(f"{_scalar(key)}: {_flow(each)}" for key, each in value.items()) + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return "null" if value is None else _scalar(value, is_value=True)


def _scalar(text: str, *, is_value: bool = False) -> str:
    is_switch = is_value and text in ("true", "false")
    if is_switch or (_PLAIN.fullmatch(text) and text.lower() not in _QUOTED):
        return text
    return json.dumps(text, ensure_ascii=False)
