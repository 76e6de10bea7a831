"""Other rule engines and ours over the same families, each in a process of its own.

``python -m benchmarks.peers FAMILIES [FOLDER]`` makes an environment for each system under the
folder, where it is not there yet, and prints a table: twelve months of the child benefit that each
ships, best of some rounds, and the peak of memory. The benefits are not the same law: ours has
claims, recipients and parts of months as well, so it is the one that does the most.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
OURS: Final = "Perenõu"


@dataclass(frozen=True)
class Peer:
    """A system to be measured.

    Attributes:
        packages: what is installed for it; none: it runs here. months: of which it is measured.
    """

    name: str
    script: str
    what: str
    packages: tuple[str, ...] = ()
    months: int = 12


PEERS: Final = (
    Peer(OURS, "ours.py", "law"),
    Peer("by hand", "ours.py", "hand"),
    Peer("OpenFisca Core", "template.py", "openfisca",
         ("openfisca-core", "openfisca-country-template")),
    Peer("PolicyEngine Core", "template.py", "policyengine", ("policyengine-core",)),
    Peer("GETTSIM, kernel", "gettsim_kernel.py", "kernel", ("gettsim",)),
    Peer("GETTSIM, public call", "gettsim_kernel.py", "call", ("gettsim",), 1),
)  # fmt: skip


def python_of(peer: Peer, folder: Path) -> Path | None:
    """The interpreter of a peer's environment, made if need be; None: it cannot be installed."""
    if not peer.packages:
        return Path(sys.executable)
    home = folder / peer.packages[0]
    python = home / "bin" / "python"
    if not python.is_file():
        venv.create(home, with_pip=True)
        done = subprocess.run(
            [python, "-m", "pip", "install", "-q", *peer.packages],
            check=False, capture_output=True, text=True,
        )  # fmt: skip
        if done.returncode:
            print(f"{peer.name}: cannot be installed: {_last(done.stderr)}", file=sys.stderr)
            return None
    return python


def run(peer: Peer, families: int, folder: Path) -> dict[str, Any] | None:
    """What a peer's process tells of itself; None: it fails, which is told."""
    python = python_of(peer, folder)
    if python is None:
        return None
    command = (
        [python, HERE / peer.script] if peer.packages
        else [python, "-m", f"benchmarks.peers.{peer.script.removesuffix('.py')}"]
    )  # fmt: skip
    done = subprocess.run(
        [*command, str(families), peer.what, folder / "kernels"],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        print(f"{peer.name}: fails: {_last(done.stderr)}", file=sys.stderr)
        return None
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def _last(text: str) -> str:
    return (text.strip().splitlines() or ["nothing said"])[-1]


def measure(families: int, folder: Path) -> None:
    """Measure all and print the table."""
    run(PEERS[0], families, folder)  # machine code is made once, before memory is looked at
    found = [(peer, told) for peer in PEERS if (told := run(peer, families, folder)) is not None]
    ours = next(told for peer, told in found if peer.name == OURS)
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"{families:,} families of two adults and two children, twelve months; load {load}\n")
    print("| System | What | Processor time | On the clock | Peak of memory | Times ours |")
    print("|---|---|---|---|---|---|")
    for peer, told in found:
        times = 12 / peer.months * told["cpu"] / ours["cpu"]
        note = "" if peer.months == 12 else f" for {peer.months} month"
        print(
            f"| {peer.name} {told['version']} | {told['what']} | {told['cpu']:.2f} s{note} "
            f"| {told['wall']:.2f} s{note} | {told['peak_mb']:,.0f} MB | {times:,.1f} |"
        )


def main(arguments: Sequence[str]) -> None:
    families = int(arguments[0]) if arguments else 1_000_000
    if arguments[1:] and arguments[1]:
        folder = Path(arguments[1])
        folder.mkdir(parents=True, exist_ok=True)
        measure(families, folder)
        return
    with tempfile.TemporaryDirectory() as own:
        measure(families, Path(own))


if __name__ == "__main__":
    main(sys.argv[1:])
