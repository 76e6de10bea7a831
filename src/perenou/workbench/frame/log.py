"""The system's log: a JSON object a line, in the names of the Elastic Common Schema.

Personal data never stand in it: messages are fixed texts, and of an exception only its kind and
the places that it passed are told, never its own words, which may quote what somebody typed.
"""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime

from perenou.workbench.frame.trace import KEPT, TRACE


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        told: dict[str, object] = {
            "@timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "log.level": record.levelname.lower(),
            "log.logger": record.name,
            "message": str(record.msg),
            "trace.id": TRACE.get() or getattr(getattr(record, "request", None), KEPT, ""),
        }
        status = getattr(record, "status_code", None)
        if status is not None:
            told["http.response.status_code"] = status
        if record.exc_info and record.exc_info[0] is not None:
            told["error.type"] = record.exc_info[0].__name__
            told["error.stack_trace"] = "; ".join(
                f"{frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])
            )
        return json.dumps(told, ensure_ascii=False)
