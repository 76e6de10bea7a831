"""Work on what somebody brings, in a process of its own that is ended when it takes too long.

Such a module is told everything on its input and answers on its output; it has no secrets, opens
no database and writes no file. It ends with ``answered(answer)``.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Final

MOST_SECONDS: Final = 20
MOST_MEMORY: Final = 3 * 1024**3
_KEPT: Final = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "HOME")
"""Of the environment; the secrets of the installation are none of its business."""

Answer = Callable[[Mapping[str, object], bytes], Mapping[str, object]]


class ApartError(Exception):
    """A process that did not answer.

    Attributes:
        key: ``slow``, or ``broken`` where it failed.
    """

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def asked(module: str, question: Mapping[str, object], content: bytes) -> Mapping[str, object]:
    """What a module answers to a question about a content.

    Raises:
        ApartError: it did not.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-m", module],
            input=json.dumps(question).encode() + b"\n" + content,
            capture_output=True,
            timeout=MOST_SECONDS,
            env={name: os.environ[name] for name in _KEPT if name in os.environ},
            check=True,
        )
    except subprocess.TimeoutExpired:
        raise ApartError("slow") from None
    except subprocess.CalledProcessError as ended:
        # Ended by the system: out of time or memory.
        raise ApartError("slow" if ended.returncode < 0 else "broken") from None
    told: Mapping[str, object] = json.loads(done.stdout)
    return told


def answered(answer: Answer) -> None:
    """Answer what the input asks: a line of JSON, then the content."""
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    question = json.loads(sys.stdin.buffer.readline())
    print(json.dumps(answer(question, sys.stdin.buffer.read()), ensure_ascii=False))
