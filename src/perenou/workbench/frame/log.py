"""The system's log: a JSON object a line, in the names of the Elastic Common Schema.

Personal data never stand in it: messages are fixed texts, and of an exception only its kind and
the places that it passed are told, never its own words, which may quote what somebody typed. Of a
request the name of its address is told, never the address, and nothing that was sent.
"""

from __future__ import annotations

import json
import logging
import os
import re
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final

from perenou import __version__
from perenou.workbench.frame.trace import KEPT, TRACE, WHOLE

ECS: Final = "8.11"
"""The version of the schema whose names these are."""

TOLD: Final = "perenou_told"
"""Attribute of a record that holds more fields by their names in the schema."""

EMPTY: Final = "-"
"""What stands where there is nothing to tell: a line outside of any request has no trace."""

MEASURED: Final = "perenou_measured"
"""Attribute of a request whose answer has a line of ours, with the error where there was one."""

_REASONS: Final = frozenset(each.phrase for each in HTTPStatus)
_PLACE: Final = re.compile(r"%(?:\(\w+\))?[-+ #0-9.]*[sdrfxi]")
_FIXED: Final = re.compile(r"[A-Za-z0-9 _.,:;%()'/\"-]{1,200}")


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        kept = getattr(getattr(record, "request", None), KEPT, ("", ""))
        told: dict[str, object] = {
            "@timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "ecs.version": ECS,
            "service.name": "perenou",
            "service.version": __version__,
            "process.pid": os.getpid(),
            "log.level": record.levelname.lower(),
            "log.logger": record.name,
            "message": _message(record),
            "trace.id": WHOLE.get() or kept[1] or EMPTY,
            "transaction.id": TRACE.get() or kept[0] or EMPTY,
        }
        status = getattr(record, "status_code", None)
        if isinstance(status, int):
            told["http.response.status_code"] = status
        more = getattr(record, TOLD, None)
        if isinstance(more, Mapping):
            told.update(more)
        if record.exc_info and record.exc_info[0] is not None:
            told["error.type"] = record.exc_info[0].__name__
            told["error.stack_trace"] = "; ".join(
                f"{frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])
            )
        return json.dumps(told, ensure_ascii=True)


class Once(logging.Filter):
    """Lets go of the framework's own line about an answer that has one of ours."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a record is the only one about its request."""
        return not hasattr(getattr(record, "request", None), MEASURED)


def _message(record: logging.LogRecord) -> str:
    """The fixed text of a record; what a library puts together itself may hold anything.

    Of what fills its places only numbers and the names of answers of HTTP are told.
    """
    text = str(record.msg)
    if not _FIXED.fullmatch(text):
        return "message withheld"
    filled = iter(record.args if isinstance(record.args, tuple) else ())
    return _PLACE.sub(lambda _: _harmless(next(filled, None)), text)


def _harmless(value: object) -> str:
    if isinstance(value, int | float) or value in _REASONS:
        return str(value)
    return "(withheld)"
