"""Write the bill of materials of an installation (CycloneDX 1.5), from the lock.

Run as ``python -m deploy.sbom [EXTRA] [FILE]``; ``make sbom`` does. The extra names the lock;
``workbench`` unless told. Licences and who needs whom come from what is installed here.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, metadata, requires
from pathlib import Path
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from packaging.requirements import Requirement

from perenou import __version__

ROOT: Final = Path(__file__).resolve().parent.parent
LOCKS: Final = ROOT / "requirements"
OURS: Final = f"pkg:pypi/perenou@{__version__}"

Part = dict[str, object]


def locked(extra: str) -> dict[str, list[str]]:
    """By package: the versions that a lock names, one for each platform that needs its own."""
    found: dict[str, list[str]] = {}
    text = (LOCKS / f"{extra}.txt").read_text(encoding="utf-8")
    for name, version in re.findall(r"^([a-z0-9._-]+)==([^\s;]+)", text, re.M):
        found.setdefault(name, []).append(version)
    return found


def bill(extra: str) -> dict[str, object]:
    """The bill of materials."""
    packages = locked(extra)
    parts = [_part(name, each) for name, told in sorted(packages.items()) for each in told]
    seconds = int(os.environ.get("SOURCE_DATE_EPOCH", "0")) or None
    at = datetime.fromtimestamp(seconds, UTC) if seconds else datetime.now(UTC)
    told = json.dumps(parts, sort_keys=True)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, f'{OURS} {extra} {told}')}",
        "version": 1,
        "metadata": {
            "timestamp": at.isoformat(timespec="seconds").replace("+00:00", "Z"),
            "component": {
                "type": "application", "bom-ref": OURS, "name": "perenou", "version": __version__,
                "purl": OURS, "licenses": [{"license": {"id": "EUPL-1.2"}}],
            },
        },
        "components": parts,
        "dependencies": [
            {"ref": OURS, "dependsOn": sorted(_of_ours(extra, packages))},
            *(
                {"ref": ref, "dependsOn": sorted(_needs(name, packages))}
                for name in sorted(packages) for ref in _refs(name, packages)
            ),
        ],
    }  # fmt: skip


def _part(name: str, version: str) -> Part:
    part: Part = {
        "type": "library",
        "bom-ref": f"pkg:pypi/{name}@{version}",
        "name": name,
        "version": version,
        "purl": f"pkg:pypi/{name}@{version}",
    }
    licence = _licence(name)
    if licence:
        part["licenses"] = [{"license": {"name": licence}}]
    return part


def _licence(name: str) -> str:
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return ""
    classifiers = told.get_all("Classifier") or []
    named = [each.rpartition(" :: ")[2] for each in classifiers if each.startswith("License ::")]
    written = [str(told[key]) for key in ("License-Expression", "License") if key in told]
    return " OR ".join(named) or next(iter(written), "").split("\n")[0][:100]


def _needs(name: str, packages: dict[str, list[str]]) -> Iterator[str]:
    try:
        told = requires(name) or []
    except PackageNotFoundError:
        return
    for each in map(Requirement, told):
        other = re.sub(r"[-_.]+", "-", each.name).lower()
        if other in packages and (each.marker is None or each.marker.evaluate({"extra": ""})):
            yield from _refs(other, packages)


def _of_ours(extra: str, packages: dict[str, list[str]]) -> Iterator[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    told = [*project["dependencies"], *project["optional-dependencies"].get(extra, [])]
    for each in map(Requirement, told):
        name = re.sub(r"[-_.]+", "-", each.name).lower()
        if name in packages:
            yield from _refs(name, packages)


def _refs(name: str, packages: dict[str, list[str]]) -> list[str]:
    return [f"pkg:pypi/{name}@{version}" for version in packages[name]]


def main() -> int:
    """Write it.

    Returns:
        0.
    """
    extra = sys.argv[1] if len(sys.argv) > 1 else "workbench"
    file = Path(sys.argv[2] if len(sys.argv) > 2 else f"dist/perenou-{__version__}.cdx.json")
    file.parent.mkdir(parents=True, exist_ok=True)
    made = bill(extra)
    file.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{file}: {len(locked(extra))} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
