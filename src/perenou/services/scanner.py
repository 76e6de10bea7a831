"""Files looked at by a scanner for malware that speaks the protocol of ClamAV's daemon."""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Iterable
from typing import Final

from perenou.services.call import ServiceError

_PIECE: Final = 65_536
_LONGEST: Final = 1_000
"""Bytes of an answer."""


def is_place(text: str) -> bool:
    """Whether a text names a scanner: ``host:port``, or the path of a socket of this machine."""
    host, _, port = text.rpartition(":")
    return text.startswith("/") or bool(host and port.isdecimal() and 0 < int(port) < 65_536)


def is_harmful(place: str, content: Iterable[bytes], *, seconds: float) -> bool:
    """Whether the scanner knows a file as harmful.

    Args:
        place: where the scanner listens. content: the file in pieces. seconds: until which it must
            have answered.

    Raises:
        ServiceError: it said neither yes nor no in time.
    """
    end = time.monotonic() + seconds
    try:
        with _connected(place, seconds) as line:
            line.sendall(b"zINSTREAM\0")
            for whole in content:
                for at in range(0, len(whole), _PIECE):
                    piece = whole[at : at + _PIECE]
                    _wait_until(line, end)
                    line.sendall(struct.pack(">I", len(piece)) + piece)
            line.sendall(struct.pack(">I", 0))
            told = _answer(line, end)
    except TimeoutError:
        raise ServiceError("slow") from None
    except OSError:
        raise ServiceError("unreachable") from None
    if told.endswith(b" FOUND"):
        return True
    if told.endswith(b": OK"):
        return False
    raise ServiceError("broken")


def _connected(place: str, seconds: float) -> socket.socket:
    if place.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(seconds)
        try:
            line.connect(place)
        except OSError:
            line.close()
            raise
        return line
    host, _, port = place.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=seconds)


def _answer(line: socket.socket, end: float) -> bytes:
    told = b""
    while b"\0" not in told and len(told) < _LONGEST:
        _wait_until(line, end)
        piece = line.recv(_LONGEST)
        if not piece:
            break
        told += piece
    return told.partition(b"\0")[0].strip()


def _wait_until(line: socket.socket, end: float) -> None:
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    line.settimeout(left)
