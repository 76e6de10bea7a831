"""Sites by their sitemaps: politely, within bounds, and never into a private network."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from perenou.acts.read.errors import RefusedDocumentError
from perenou.language.grammar import LANGUAGES
from perenou.texts.check import Wanted
from perenou.texts.dismissed import Dismissals
from perenou.texts.folder import check_sources
from perenou.texts.site import MOST_SITEMAPS, Pages, pages_of, read_pages
from perenou.texts.web import Visitor
from perenou.texts.web_cache import WebCache

NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


class Site(BaseHTTPRequestHandler):
    """A site whose answers stand in a table; it notes what it was asked for and how."""

    protocol_version = "HTTP/1.0"

    def do_GET(self) -> None:
        server = self.server
        assert isinstance(server, Served)
        server.asked.append((self.path, dict(self.headers)))
        status, kind, body, more = server.answers.get(self.path, (404, "text/html", b"ei ole", {}))
        if more.get("ETag") and self.headers.get("If-None-Match") == more["ETag"]:
            status, body = 304, b""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for key, value in more.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the library's name
        """Say nothing."""


class Served(ThreadingHTTPServer):
    """The site with its answers, and what it was asked for."""

    answers: dict[str, tuple[int, str, bytes, dict[str, str]]]
    asked: list[tuple[str, dict[str, str]]]

    @property
    def at(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def put(self, path: str, body: str | bytes, kind: str = "text/html", **more: str) -> None:
        content = body.encode() if isinstance(body, str) else body
        self.answers[path] = (200, f"{kind}; charset=utf-8", content, more)

    def sitemap(self, path: str, *pages: str, index: bool = False) -> None:
        outer, inner = ("sitemapindex", "sitemap") if index else ("urlset", "url")
        places = "".join(f"<{inner}><loc>{self.at}{each}</loc></{inner}>" for each in pages)
        xml = f'<?xml version="1.0"?><{outer} {NAMESPACE}>{places}</{outer}>'
        self.put(path, xml, "application/xml")

    def count(self, path: str) -> int:
        return sum(asked == path for asked, _ in self.asked)


@pytest.fixture
def site() -> Iterator[Served]:
    server = Served(("127.0.0.1", 0), Site)
    server.answers, server.asked = {}, []
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    server.put("/a", "<p>Üksikvanema lapse toetus on 80 eurot kuus.</p>", ETag='"1"')
    server.put("/b", "<p>Lapsetoetus on 80 eurot kuus.</p>")
    yield server
    server.shutdown()
    server.server_close()


def only_here(address: str) -> bool:
    return address == "127.0.0.1"


def visitor(**more: object) -> Visitor:
    return Visitor(only_here, **more)  # type: ignore[arg-type]


def paths(pages: Pages, site: Served) -> list[str]:
    return [each.removeprefix(site.at) for each in pages.addresses]


def test_pages_are_found_by_the_sitemap_that_the_rules_name_and_checked(site: Served) -> None:
    site.put("/robots.txt", f"User-agent: *\nSitemap: {site.at}/kaart.xml\n", "text/plain")
    site.sitemap("/kaart.xml", "/a", "/b", "/a#osa")
    pages = pages_of(site.at, visitor())
    assert paths(pages, site) == ["/a", "/b"]
    assert pages.has_sitemap
    found = read_pages(pages, visitor(), lambda _, __: None)
    checked = check_sources(found, Wanted(740312), Dismissals(), 1, lambda _, __: None)
    assert (checked[0].address.removeprefix(site.at), checked[0].facts) == ("/a", 1)


def test_an_index_of_packed_sitemaps_is_followed(site: Served) -> None:
    site.sitemap("/sitemap.xml", "/osa.xml.gz", index=True)
    site.sitemap("/osa.xml", "/a")
    site.put("/osa.xml.gz", gzip.compress(site.answers["/osa.xml"][2]), "application/gzip")
    assert paths(pages_of(site.at, visitor()), site) == ["/a"]


def test_only_pages_below_the_address_are_taken_and_none_of_another_site(site: Served) -> None:
    site.sitemap("/sitemap.xml", "/et/a", "/en/a", "/et", "/etteplaneerimine")
    body = site.answers["/sitemap.xml"][2].replace(
        b"</urlset>", b"<url><loc>http://10.0.0.1/et/x</loc></url></urlset>"
    )
    site.put("/sitemap.xml", body, "application/xml")
    assert paths(pages_of(f"{site.at}/et", visitor()), site) == ["/et/a", "/et"]


def test_sitemaps_that_name_each_other_without_end_come_to_an_end(site: Served) -> None:
    site.sitemap("/sitemap.xml", "/sitemap.xml", "/1.xml", index=True)
    site.sitemap("/1.xml", "/2.xml", index=True)
    site.sitemap("/2.xml", "/3.xml", index=True)
    site.sitemap("/3.xml", "/4.xml", index=True)
    assert pages_of(site.at, visitor()).addresses == ()
    assert site.count("/sitemap.xml") == 1
    assert site.count("/4.xml") == 0
    site.asked.clear()
    site.sitemap("/sitemap.xml", *(f"/m{n}.xml" for n in range(200)), index=True)
    for number in range(200):
        site.sitemap(f"/m{number}.xml", f"/p{number}")
    assert len(pages_of(site.at, visitor()).addresses) == MOST_SITEMAPS - 1


def test_more_pages_than_are_read_are_counted(site: Served) -> None:
    site.sitemap("/sitemap.xml", *(f"/p{number}" for number in range(30)))
    pages = pages_of(site.at, visitor(), most=10)
    assert (len(pages.addresses), pages.left) == (10, 20)


def test_without_a_sitemap_the_address_is_one_page(site: Served) -> None:
    pages = pages_of(f"{site.at}/a", visitor())
    assert (paths(pages, site), pages.has_sitemap) == (["/a"], False)


@pytest.mark.parametrize(
    "body",
    [
        b'<!DOCTYPE x [<!ENTITY a "b">]><urlset>&a;</urlset>',
        b"<html>",
        b"<rss><loc>x</loc></rss>",
        b"\x1f\x8bbroken",
    ],
)
def test_a_sitemap_that_is_none_is_refused_with_what_to_do(site: Served, body: bytes) -> None:
    site.put("/sitemap.xml", body, "application/xml")
    with pytest.raises(RefusedDocumentError) as refused:
        pages_of(f"{site.at}/sitemap.xml", visitor())
    assert all(refused.value.text(language) for language in LANGUAGES)


def test_one_page_that_is_not_to_be_had_keeps_no_other_from_being_read(site: Served) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /kinni\n", "text/plain")
    site.answers["/sisse"] = (302, "text/html", b"", {"Location": "http://10.0.0.1/x"})
    every = Pages(tuple(f"{site.at}{p}" for p in ("/kinni", "/puudu", "/sisse", "/a")), True)
    found = read_pages(every, visitor(), lambda _, __: None)
    checked = check_sources(found, Wanted(740312), Dismissals(), 1, lambda _, __: None)
    assert [each.address for each in checked if not each.refused] == [f"{site.at}/a"]
    assert sum(bool(each.refused) for each in checked) == 3
    assert site.count("/kinni") == 0


def test_pages_that_come_to_too_much_together_are_not_fetched(
    site: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("perenou.texts.site.MOST_BYTES", 1)
    both = Pages((f"{site.at}/a", f"{site.at}/b"), True)
    first, second = read_pages(both, visitor(), lambda _, __: None)
    assert first.fetched
    assert second.refused
    assert all(second.refused.text(language) for language in LANGUAGES)
    assert site.count("/b") == 0


def test_there_is_a_pause_between_pages_and_the_sites_own_wish_counts(site: Served) -> None:
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 7\n", "text/plain")
    slept: list[float] = []
    calm = visitor(pause=1.0, sleep=slept.append)
    read_pages(Pages((f"{site.at}/a", f"{site.at}/b"), True), calm, lambda _, __: None)
    assert len(slept) == 1
    assert 6 < slept[0] <= 7
    assert site.count("/robots.txt") == 1


def test_an_unchanged_page_is_not_sent_again(site: Served, tmp_path: Path) -> None:
    cache = WebCache(tmp_path / "web")
    first = visitor(cache=cache).page(f"{site.at}/a")
    again = visitor(cache=cache).page(f"{site.at}/a")
    assert again == first
    assert [h.get("If-None-Match") for p, h in site.asked if p == "/a"] == [None, '"1"']
    site.put("/a", "<p>Uus</p>", ETag='"2"')
    assert "Uus" in visitor(cache=cache).page(f"{site.at}/a").content.decode()


def test_a_broken_cache_is_no_hindrance(site: Served, tmp_path: Path) -> None:
    cache = WebCache(tmp_path)
    visitor(cache=cache).page(f"{site.at}/a")
    for path in tmp_path.iterdir():
        path.write_bytes(b"katki")
    assert visitor(cache=cache).page(f"{site.at}/a").content


def test_a_name_that_leads_elsewhere_the_second_time_is_called_where_it_was_looked_at(
    site: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name server of an attacker tells a public address first and a private one then."""
    asked: list[str] = []
    connected: list[str] = []

    def told(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        asked.append(host)
        address = "127.0.0.1" if len(asked) == 1 else "10.0.0.1"
        return [(2, 1, 6, "", (address, port))]

    def called(where: tuple[str, int], timeout: float) -> socket.socket:
        connected.append(where[0])
        opened = socket.socket()
        opened.settimeout(timeout)
        opened.connect(("127.0.0.1", where[1]))
        return opened

    monkeypatch.setattr(socket, "getaddrinfo", told)
    monkeypatch.setattr(socket, "create_connection", called)
    with pytest.raises(RefusedDocumentError) as refused:
        visitor().page(f"http://kuri.example:{site.server_port}/a")
    assert refused.value.reason == "private"
    assert connected == ["127.0.0.1"]
