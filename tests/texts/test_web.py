"""Pages by address: read where they are public, and nothing else is ever called."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from perenou.acts.read.errors import RefusedDocumentError
from perenou.acts.read.read import read
from perenou.language.grammar import LANGUAGES
from perenou.texts.web import fetch, is_public


class Site(BaseHTTPRequestHandler):
    """A site with a page, a closed part, redirects without end and one into a private network."""

    def do_GET(self) -> None:
        answers = {
            "/robots.txt": (200, "text/plain", "User-agent: *\nDisallow: /kinni"),
            "/leht": (200, "text/html; charset=utf-8", "<p>Üksikvanema lapse toetus</p>"),
            "/pilt": (200, "image/png", "x"),
        }
        status, kind, body = answers.get(self.path, (404, "text/html", "ei ole"))
        moved = {"/edasi": "/leht", "/ring": "/ring", "/sisse": "http://10.0.0.1/leht"}
        if self.path in moved:
            status = 302
        self.send_response(status)
        if self.path in moved:
            self.send_header("Location", moved[self.path])
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the library's name
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def only_here(address: str) -> bool:
    return address == "127.0.0.1"


@pytest.mark.parametrize("path", ["/leht", "/edasi"])
def test_a_page_is_read_also_where_it_has_moved(site: str, path: str) -> None:
    page = fetch(site + path, only_here)
    assert read(page.content, page.name).text == "Üksikvanema lapse toetus\n"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/kinni", "robots"),
        ("/puudub", "status"),
        ("/ring", "hops"),
        ("/pilt", "kind"),
        ("/sisse", "private"),
    ],
)
def test_what_may_not_be_read_is_refused_with_its_reason(site: str, path: str, reason: str) -> None:
    with pytest.raises(RefusedDocumentError) as refused:
        fetch(site + path, only_here)
    assert refused.value.reason == reason
    assert all(refused.value.text(language) for language in LANGUAGES)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://localhost:8000/", "http://169.254.169.254/"],
)
def test_no_private_address_is_called(url: str) -> None:
    with pytest.raises(RefusedDocumentError) as refused:
        fetch(url)
    assert refused.value.reason == "private"


@pytest.mark.parametrize(
    "url", ["ftp://example.org/", "file:///etc/passwd", "http://", "http://a:x/"]
)
def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(RefusedDocumentError) as refused:
        fetch(url)
    assert refused.value.reason == "address"


@pytest.mark.parametrize(
    ("address", "is_open"),
    [
        ("8.8.8.8", True),
        ("192.168.1.1", False),
        ("10.1.1.1", False),
        ("fe80::1", False),
        ("::1", False),
    ],
)
def test_private_networks_are_told_from_the_public_one(address: str, is_open: bool) -> None:
    assert is_public(address) is is_open
