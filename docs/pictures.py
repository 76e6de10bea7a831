"""Takes the pictures of the docs anew: a few pages of the workbench with invented cases.

Run as ``python -m docs.pictures``; ``make pictures`` does. A page is drawn at a fixed size by the
system's Chromium, and kept in as few colours as it has use for.
"""

from __future__ import annotations

import os
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

FOLDER: Final = Path(__file__).parent / "pictures"
WIDTH, HEIGHT = 1120, 700
PASSWORD: Final = "näidis parool 2026"  # as `perenou serve` prints it


def main() -> None:
    """Start the workbench on a folder of its own and take the pictures."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium")
    if program is None:
        raise SystemExit("chromium is not installed")
    FOLDER.mkdir(exist_ok=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as data:
        command = [sys.executable, "-m", "perenou.cli", "serve", "--port", str(port)]
        told = {**os.environ, "PERENOU_DATA": data, "DATABASE_URL": ""}
        server = subprocess.Popen(command, env=told, stdout=subprocess.DEVNULL)
        try:
            _wait_for(port)
            with sync_playwright() as driver:
                browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
                page = browser.new_page(
                    base_url=f"http://127.0.0.1:{port}", locale="et-EE",
                    viewport={"width": WIDTH, "height": HEIGHT},
                )  # fmt: skip
                _take(page)
                browser.close()
        finally:
            server.terminate()
            server.wait()


def _take(page: object) -> None:
    from playwright.sync_api import Page

    assert isinstance(page, Page)
    page.goto("/")
    page.fill("#username", "menetleja")
    page.fill("#password", PASSWORD)
    page.click("button.primary")
    page.goto("/cases/")
    page.locator("tbody a").first.click()
    page.wait_for_selector("h1")
    _keep(page.screenshot(), "case")
    page.goto("/")
    _keep(page.screenshot(), "desk")
    page.fill("#search", "kolme lapse pere toetus")
    page.keyboard.press("Enter")
    page.wait_for_selector(".found")
    _keep(page.screenshot(), "search")


def _wait_for(port: int) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.3)
    raise SystemExit("the server did not start")


def _keep(png: bytes, name: str) -> None:
    """Write a picture with a palette: a page of text has use for few colours."""
    (FOLDER / f"{name}.png").write_bytes(_with_palette(_pixels(png)))


def _pixels(png: bytes) -> NDArray[np.int64]:
    """The pixels of a picture: rows, columns, and red, green and blue."""
    width, height, _, kind = struct.unpack(">IIBB", png[16:26])
    depth = {2: 3, 6: 4}[kind]
    packed, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            packed += png[at + 8 : at + 8 + length]
        at += length + 12
    raw, stride = zlib.decompress(packed), width * depth
    above, lines = bytearray(stride), []
    for row in range(height):
        start = row * (stride + 1)
        line = bytearray(raw[start + 1 : start + 1 + stride])
        _unfilter(raw[start], line, above, depth)
        above = line
        lines.append(line)
    pixels = np.frombuffer(b"".join(lines), np.uint8).reshape(height, width, depth)
    return pixels[:, :, :3].astype(np.int64)


def _unfilter(kind: int, line: bytearray, above: bytearray, depth: int) -> None:
    """Undo how a row of a PNG was told by its neighbours."""
    if kind == 0:
        return
    for at in range(len(line)):
        left = line[at - depth] if at >= depth else 0
        up, corner = above[at], above[at - depth] if at >= depth else 0
        if kind == 1:
            guess = left
        elif kind == 2:
            guess = up
        elif kind == 3:
            guess = (left + up) // 2
        else:
            wanted = left + up - corner
            guess = min((left, up, corner), key=lambda each: abs(wanted - each))
        line[at] = (line[at] + guess) & 255


def _with_palette(pixels: NDArray[np.int64]) -> bytes:
    """A PNG of at most 256 colours: those met most, the others by the nearest of them."""
    height, width, _ = pixels.shape
    flat = pixels.reshape(-1, 3)
    colours, place, count = np.unique(flat, axis=0, return_inverse=True, return_counts=True)
    kept = colours[np.argsort(-count)[:256]]
    distance = ((colours[:, None, :] - kept[None, :, :]) ** 2).sum(axis=2)
    numbers = distance.argmin(axis=1).astype(np.uint8)[place.reshape(-1)].reshape(height, width)
    lines = b"".join(b"\0" + row.tobytes() for row in numbers)
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    palette = kept.astype(np.uint8).tobytes()
    chunks = (b"IHDR", head), (b"PLTE", palette), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b"")
    made = b"\x89PNG\r\n\x1a\n"
    for kind, content in chunks:
        made += struct.pack(">I", len(content)) + kind + content
        made += struct.pack(">I", zlib.crc32(kind + content))
    return made


if __name__ == "__main__":
    main()
