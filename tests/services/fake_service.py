"""A service on this machine that answers as it is told, wrong, slowly or not at all."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Reply:
    """What is answered.

    Attributes:
        wait: seconds before anything is. drip: seconds between two letters of the body; head_drip:
            of a head that never ends. length: what is told
            of the length, where that is a lie. location: where it sends whoever asks.
    """

    body: bytes = b"{}"
    status: int = 200
    kind: str = "application/json"
    wait: float = 0
    drip: float = 0
    head_drip: float = 0
    length: int | None = None
    location: str = ""


@dataclass
class FakeService:
    """What was asked, and what is answered next; by path, or to everything."""

    address: str = ""
    reply: Reply = field(default_factory=Reply)
    by_path: dict[str, Reply] = field(default_factory=dict)
    asked: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    """Method, path, headers and body of every request."""


@contextmanager
def service(secured: ssl.SSLContext | None = None) -> Iterator[FakeService]:
    """A service that is there while the test runs; with a context it is asked over TLS alone."""
    told = FakeService()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            told.asked.append((self.command, self.path, dict(self.headers.items()), body))
            reply = told.by_path.get(self.path.partition("?")[0], told.reply)
            time.sleep(reply.wait)
            begun = False
            try:
                while reply.head_drip:
                    self.wfile.write(b"HTTP/1.1 200 OK\r\nX: " if not begun else b"x")
                    self.wfile.flush()
                    begun = True
                    time.sleep(reply.head_drip)
                self.send_response(reply.status)
                self.send_header("Content-Type", reply.kind)
                self.send_header("Content-Length", str(reply.length or len(reply.body)))
                if reply.location:
                    self.send_header("Location", reply.location)
                self.end_headers()
                for at in range(len(reply.body)) if reply.drip else ():
                    self.wfile.write(reply.body[at : at + 1])
                    self.wfile.flush()
                    time.sleep(reply.drip)
                if not reply.drip:
                    self.wfile.write(reply.body)
            except OSError:
                self.close_connection = True  # whoever asked has gone

        def log_message(self, *told: object) -> None:
            del told

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if secured is not None:
        server.socket = secured.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    told.address = (
        f"{'https://localhost' if secured else 'http://127.0.0.1'}:{server.server_address[1]}"
    )
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
