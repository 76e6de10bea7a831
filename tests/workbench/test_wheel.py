"""The package as somebody else installs it: an empty environment, the wheel, and it works."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Final

import pytest
from tests.workbench.drill import SECRETS
from tests.workbench.test_serving import port

ROOT: Final = Path(__file__).resolve().parents[2]
UV: Final = str(Path(sys.executable).with_name("uv"))


def run(*command: str, cwd: Path, **told: str) -> str:
    environment = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **told}
    kept = {key: value for key, value in os.environ.items() if key.startswith(("UV_", "PIP_"))}
    done = subprocess.run(
        command, cwd=cwd, env=kept | environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.long
def test_the_wheel_runs_in_an_empty_environment(tmp_path: Path) -> None:
    run(UV, "build", "--quiet", "--wheel", "--no-build-isolation", "--python", sys.executable,
        "--out-dir", str(tmp_path), cwd=ROOT)  # fmt: skip
    (wheel,) = tmp_path.glob("*.whl")
    run(UV, "venv", "--quiet", "--python", sys.executable, str(tmp_path / "venv"), cwd=tmp_path)
    python = str(tmp_path / "venv" / "bin" / "python")
    perenou = str(tmp_path / "venv" / "bin" / "perenou")
    lock = str(ROOT / "requirements" / "workbench.txt")
    install = (UV, "pip", "install", "--quiet", "--python", python, "--no-deps")
    run(*install, "--require-hashes", "-r", lock, cwd=tmp_path)
    run(*install, str(wheel), cwd=tmp_path)
    case = str(ROOT / "examples" / "everyday_two_children.yaml")
    assert "perenou " in run(perenou, "--version", cwd=tmp_path)
    assert "Kokku" in run(perenou, "solve", case, cwd=tmp_path)
    home, at = str(tmp_path / "data"), port()
    told = SECRETS | {"PERENOU_DATA": home}
    assert run(perenou, "config", "check", cwd=tmp_path, **told)
    running = subprocess.Popen(
        [perenou, "serve", "--port", str(at), "--workers", "1"],
        cwd=tmp_path, env={"PATH": os.environ["PATH"], **told},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        until = time.monotonic() + 120
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{at}/account/sign-in/") as answer:
                    assert "Perenõu" in answer.read().decode()
                    break
            except OSError:
                time.sleep(0.3)
        else:
            pytest.fail("it did not start")
    finally:
        running.terminate()
        assert running.wait(timeout=90) == 0
