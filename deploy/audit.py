"""Look for known weaknesses of the packages that a lock names.

Run as ``python -m deploy.audit [EXTRA] [ADVISORIES]``; ``make audit`` does. With a folder of
advisories in the form of OSV (JSON), nothing leaves this machine. Without one, ``pip-audit`` asks
the package index; where that cannot be reached, that is said, and nothing counts as looked at.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from deploy.sbom import LOCKS, locked

TOOL: Final = "pip-audit==2.10.1"
NOT_LOOKED_AT: Final = 3
"""The exit code where nobody could look."""


def known(extra: str, advisories: Path) -> Iterator[str]:
    """Every advisory about a version that the lock names."""
    packages = locked(extra)
    for file in sorted(advisories.rglob("*.json")):
        told = json.loads(file.read_text(encoding="utf-8"))
        for each in told.get("affected", ()):
            package = each.get("package", {})
            name = re.sub(r"[-_.]+", "-", str(package.get("name", ""))).lower()
            versions = packages.get(name, []) if package.get("ecosystem") == "PyPI" else []
            names = ", ".join([str(told.get("id", file.stem)), *told.get("aliases", ())])
            for version in versions:
                if version in each.get("versions", ()):
                    yield f"{name} {version}: {names}: {told.get('summary', '')}"


def ask(extra: str) -> int:
    """Have ``pip-audit`` ask.

    Returns:
        0 where every package was looked up and nothing is known, 1 where something is, and
        ``NOT_LOOKED_AT`` otherwise.
    """
    lock = str(LOCKS / f"{extra}.txt")
    command = [
        str(Path(sys.executable).with_name("uv")), "tool", "run", TOOL, "--requirement", lock,
        "--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    code, told = judged(done.stdout)
    print(told or done.stderr.strip()[-300:])
    return code


def judged(answer: str) -> tuple[int, str]:
    """The exit code for an answer of ``pip-audit``, and what to say.

    Where the index of weaknesses does not know a package, the tool leaves it out and calls the rest
    clean; here that counts as not looked at.
    """
    try:
        found = json.loads(answer)["dependencies"]
    except (ValueError, KeyError):
        return NOT_LOOKED_AT, _UNREACHED
    left_out = [each["name"] for each in found if "skip_reason" in each]
    bad = [
        f"{each['name']} {each['version']}: {fault['id']}, mended in {fault['fix_versions']}"
        for each in found for fault in each.get("vulns", ())
    ]  # fmt: skip
    if bad:
        return 1, "\n".join(bad)
    if left_out or not found:
        return NOT_LOOKED_AT, f"{_UNREACHED}\nNot known there: {len(left_out)} of {len(found)}."
    return 0, f"{len(found)} packages: nothing is known."


_UNREACHED: Final = (
    "NOT LOOKED AT: the index of weaknesses could not be reached, or does not know every package.\n"
    "Give a folder of advisories of OSV (ecosystem PyPI) instead: make audit ADVISORIES=FOLDER"
)


def main() -> int:
    """Look.

    Returns:
        1 where something is known, 3 where nobody could look.
    """
    extra = sys.argv[1] if len(sys.argv) > 1 else "workbench"
    if len(sys.argv) < 3:
        return ask(extra)
    found = list(known(extra, Path(sys.argv[2])))
    print("\n".join(found) if found else f"{len(locked(extra))} packages: nothing is known.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
