"""A small Riigi Teataja of invented acts on this machine, with failures to order."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from tests.statutes.gazette_files import Invented

API = "/public-api/api/v1"
SHELL = "<!DOCTYPE html><html><body><app-root></app-root></body></html>"


@dataclass
class FakeGazette:
    """What is published, and how the service behaves.

    Attributes:
        acts: by number: the act and the XML of its body. clock: the day it is there.
        fail: by path: the statuses to answer with first, one a call (0: the connection breaks).
        shell: beginnings of paths that answer with the page of the web client.
        answers: by path: kind and bytes to answer with. patience: what 429 asks to wait.
        missing_bytes: how many bytes fewer than promised are sent.
        cut: numbers whose XML breaks off. feed_only: numbers that no search finds.
        short_hits: whether hits by abbreviation stand in a list of their own.
        calls: every path that was asked for, in order.
    """

    acts: dict[str, tuple[Invented, str]] = field(default_factory=dict)
    clock: str = "2031-03-01"
    fail: dict[str, list[int]] = field(default_factory=dict)
    shell: tuple[str, ...] = ()
    cut: set[str] = field(default_factory=set)
    feed_only: set[str] = field(default_factory=set)
    short_hits: bool = False
    answers: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    patience: str = "7"
    missing_bytes: int = 0
    calls: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    base: str = ""

    def publish(self, act: Invented, body: str) -> None:
        self.acts[act.id] = (act, body)

    def asked(self, part: str) -> int:
        return sum(part in call for call in self.calls)

    def status_of(self, act: Invented) -> str:
        if act.since > self.clock:
            return "TULEVIK"
        return "KEHTETU" if act.until and act.until[:10] < self.clock else "KEHTIV"

    def hit(self, act: Invented) -> dict[str, object]:
        return {
            "id": int(act.id),
            "groupId": int(act.group),
            "title": act.title,
            "abbreviation": act.abbreviation or None,
            "reportType": "seadus",
            "reportStatus": self.status_of(act),
            "reportDateStart": f"{act.since}T00:00:00+02:00",
            "reportDateEnd": act.until or None,
            "tekstiliik": act.kind,
        }

    def search(self, body: dict[str, dict[str, object]]) -> dict[str, object]:
        """The search of today; without a day or with a strange status it counts nothing."""
        general, precise = body["general"], body["precise"]
        wanted = {
            "KEHTIVAD_KEHTETUTETA": ("KEHTIV",),
            "JOUSTUVAD": ("TULEVIK",),
            "KEHTETUD": ("KEHTETU",),
            "KOIK_OTSITAVAD": ("KEHTIV", "TULEVIK", "KEHTETU"),
        }.get(str(precise["status"]))
        if wanted is None or not precise.get("validDate"):
            return {"koik": None, "results": []}
        text = str(general["searchText"]).casefold()
        every = [act for act, _ in self.acts.values() if act.id not in self.feed_only]
        found = [act for act in every if self.status_of(act) in wanted]
        titled = [act for act in found if text in act.title.casefold()]
        short = [act for act in found if text == act.abbreviation.casefold()]
        if not self.short_hits:
            titled = [*short, *titled]
            short = []
        first = int(str(general["searchAfter"]))
        page = titled[first : first + 30]
        return {
            "koik": len(titled),
            "results": [self.hit(act) for act in page],
            "lyhendotsinguvaste": [self.hit(act) for act in short],
        }

    def older_search(self, title: str, page: int, limit: int) -> dict[str, object]:
        found = [act for act, _ in self.acts.values() if title.casefold() in act.title.casefold()]
        rows = [
            {"globaalID": int(act.id), "pealkiri": act.title, "liik": "seadus"}
            for act in found[(page - 1) * limit : page * limit]
        ]
        return {"staatus": "OK", "metaandmed": {"kokku": len(found), "leht": page}, "aktid": rows}

    def feed(self, group: str) -> str:
        items = "".join(
            f"<item><title>{act.title} ({act.since})</title>"
            f"<link>https://www.riigiteataja.ee/akt/{act.id}</link></item>"
            for act, _ in self.acts.values()
            if act.group == group
        )
        return f"<rss><channel><link>https://www.riigiteataja.ee</link>{items}</channel></rss>"

    def metadata(self, act: Invented) -> dict[str, object]:
        return {
            "id": int(act.id),
            "aktiStaatus": self.status_of(act),
            "metaandmedVersioon": int(act.version),
            "aktiParameetrid": {"kehtivuseAlgus": act.since, "kehtivuseLopp": act.until or None},
        }


@contextmanager
def serving(gazette: FakeGazette) -> Iterator[FakeGazette]:
    """Serve on a free port of this machine."""
    failed: Counter[str] = Counter()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self._is_failing():
                return
            self._json(200, gazette.search(body))

        def do_GET(self) -> None:
            if self._is_failing():
                return
            parts = urlsplit(self.path)
            asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
            words = parts.path.strip("/").split("/")
            if parts.path == "/akti_redaktsioonid.xml":
                self._send(200, "application/rss+xml", gazette.feed(asked["grupiId"]).encode())
            elif parts.path == "/api/oigusakt_otsing/1/otsi":
                found = gazette.older_search(
                    asked["pealkiri"], int(asked["leht"]), int(asked["limiit"])
                )
                self._json(200, found)
            elif parts.path.startswith(f"{API}/akt/"):
                self._act(words[4], words[5] if len(words) > 5 else "")
            elif words[0] == "akt" and words[1].removesuffix(".xml") in gazette.acts:
                self._act(words[1].removesuffix(".xml"), "blob-xml")
            else:
                self._send(200, "text/html", SHELL.encode())

        def _act(self, id: str, what: str) -> None:
            if id not in gazette.acts or id.startswith("5"):
                self._json(404, {"code": 404, "error": "Not Found", "message": id})
                return
            act, body = gazette.acts[id]
            if what == "blob-xml":
                content = act.xml(body).encode()
                if id in gazette.cut:
                    content = content[: len(content) // 2]
                self._send(200, "application/xml", content)
            else:
                self._json(200, gazette.metadata(act))

        def _is_failing(self) -> bool:
            path = urlsplit(self.path).path
            gazette.calls.append(self.path)
            gazette.agents.add(self.headers["User-Agent"])
            statuses = gazette.fail.get(path, [])
            if failed[path] < len(statuses):
                status = statuses[failed[path]]
                failed[path] += 1
                if not status:
                    self.close_connection = True
                    self.connection.close()
                    return True
                self.send_response(status)
                if status == 429:
                    self.send_header("Retry-After", gazette.patience)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return True
            if path in gazette.answers:
                kind, content = gazette.answers[path]
                self._send(200, kind, content)
                return True
            if any(path.startswith(beginning) for beginning in gazette.shell):
                self._send(200, "text/html", SHELL.encode())
                return True
            return False

        def _json(self, status: int, told: object) -> None:
            self._send(status, "application/json", json.dumps(told).encode())

        def _send(self, status: int, kind: str, content: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content) + gazette.missing_bytes))
            self.end_headers()
            self.wfile.write(content)
            self.close_connection = bool(gazette.missing_bytes)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=lambda: server.serve_forever(0.01), daemon=True)
    thread.start()
    gazette.base = f"http://127.0.0.1:{server.server_port}"
    try:
        yield gazette
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
