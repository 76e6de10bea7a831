"""The package as somebody else installs it: an empty environment, the wheel, and it works."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from hashlib import sha256
from pathlib import Path
from typing import Final

import pytest
from tests.workbench.drill import SECRETS
from tests.workbench.test_serving import port

ROOT: Final = Path(__file__).resolve().parents[2]
BARE: Final = "/usr/bin:/bin"
"""A path without the developers' tools."""
UV: Final = str(Path(sys.executable).with_name("uv"))


def made(*command: str) -> None:
    """Build or install, with all that this machine's registry and its certificate are told by."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def install(python: str, *wanted: str) -> None:
    """Install what is wanted and nothing it rests on, as the Makefile does."""
    if os.environ.get("INSTALLER") == "pip":
        made(
            sys.executable, "-m", "pip", "--python", python, "install", "-qq", "--no-deps", *wanted
        )
    else:
        made(UV, "pip", "install", "--quiet", "--python", python, "--no-deps", *wanted)


def run(*command: str, cwd: Path, **told: str) -> str:
    """What a command of the wheel prints, which knows nothing of where it was built."""
    environment = {"PATH": BARE, "HOME": str(cwd), **told}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.long
def test_the_wheel_runs_in_an_empty_environment(tmp_path: Path) -> None:
    (tmp_path / "advisories").mkdir()
    dist = tmp_path / "dist"
    made("make", "--no-print-directory", "build", f"DIST={dist}",
         f"ADVISORIES={tmp_path / 'advisories'}")  # fmt: skip
    (wheel,) = dist.glob("*.whl")
    sums = [line.split() for line in (dist / "SHA256SUMS").read_text().splitlines()]
    assert sums == [[sha256((dist / each).read_bytes()).hexdigest(), each] for _, each in sums]
    assert len(sums) == 2
    made(UV, "venv", "--quiet", "--python", sys.executable, str(tmp_path / "venv"))
    python = str(tmp_path / "venv" / "bin" / "python")
    perenou = str(tmp_path / "venv" / "bin" / "perenou")
    install(python, "--require-hashes", "-r", str(ROOT / "requirements" / "workbench.txt"))
    install(python, str(wheel))
    case = shutil.copy(ROOT / "examples" / "everyday_two_children.yaml", tmp_path)
    assert "perenou " in run(perenou, "--version", cwd=tmp_path)
    assert "Kokku" in run(perenou, "solve", str(case), cwd=tmp_path)
    home, at = str(tmp_path / "data"), port()
    told = SECRETS | {"PERENOU_DATA": home}
    assert run(perenou, "config", "check", cwd=tmp_path, **told)
    running = subprocess.Popen(
        [perenou, "serve", "--port", str(at), "--workers", "1"],
        cwd=tmp_path, env={"PATH": BARE, "HOME": str(tmp_path), **told},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        until = time.monotonic() + 120
        while time.monotonic() < until:
            try:
                assert json.loads(read(at, "/health/"))["status"] == "pass"
                break
            except OSError:
                time.sleep(0.3)
        else:
            pytest.fail("it did not start")
        assert "Perenõu" in read(at, "/account/sign-in/")
    finally:
        running.terminate()
        assert running.wait(timeout=90) == 0


def read(at: int, address: str) -> str:
    """What the server answers."""
    with urllib.request.urlopen(f"http://127.0.0.1:{at}{address}") as answer:
        return str(answer.read().decode())
