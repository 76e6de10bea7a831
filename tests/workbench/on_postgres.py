"""Run the workbench's tests on a PostgreSQL that is started for them and thrown away after.

Its cluster lies in a temporary folder and is reached by a socket there alone. PostgreSQL does not
run as root: where the tests do, it is started as the user that its packages make. What stands on
the command line goes to pytest.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

USER = "postgres"
TESTS = str(Path(__file__).parent.relative_to(Path.cwd()))


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, of the newest version there is; None: there is none."""
    on_path = shutil.which("pg_ctl")
    if on_path is not None:
        return Path(on_path).resolve().parent
    found = [each.parent for each in Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")]
    return max(found, key=lambda each: float(each.parent.name), default=None)


@contextmanager
def running(bin_folder: Path) -> Iterator[str]:
    """A cluster; gives the address of its database."""
    folder = Path(tempfile.mkdtemp(prefix="perenou-pg-"))
    user = USER if os.getuid() == 0 else None
    if user is not None:
        shutil.chown(folder, user)
    data = folder / "data"
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}

    def run(*command: str) -> None:
        subprocess.run(
            command, check=True, user=user, cwd=folder, env=environment,
            stdout=subprocess.DEVNULL, umask=0o077,
        )  # fmt: skip

    quick = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
    quick += " -c full_page_writes=off -c synchronous_commit=off -c max_connections=60"
    try:
        run(
            str(bin_folder / "initdb"), "--pgdata", str(data), "--username", USER, "--auth",
            "trust", "--encoding", "UTF8", "--no-sync",
        )  # fmt: skip
        run(
            str(bin_folder / "pg_ctl"), "start", "--wait", "--pgdata", str(data), "--log",
            str(folder / "log"), "--options", quick,
        )  # fmt: skip
        try:
            yield f"postgresql://{USER}@/perenou?host={quote(str(folder))}"
        finally:
            run(str(bin_folder / "pg_ctl"), "stop", "--pgdata", str(data), "--mode", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def create(address: str) -> None:
    """Make the database that the address of a cluster names; the tests make their own."""
    folder = unquote(address.partition("host=")[2])
    name = urlsplit(address).path.removeprefix("/")
    command = ["psql", "--host", folder, "--username", USER, "--quiet", "--dbname", "postgres"]
    subprocess.run([*command, "--command", f"CREATE DATABASE {name}"], check=True)


def main() -> int:
    """Start it, run the tests, throw it away.

    Returns:
        What pytest returns; 0 where PostgreSQL is not installed, which is said.
    """
    found = programs()
    if found is None:
        sys.stderr.write("LEFT OUT: PostgreSQL is not installed; nothing was run on it.\n")
        return 0
    told = sys.argv[1:] or ["-q", "-n", "auto", TESTS]
    with running(found) as address:
        command = [sys.executable, "-m", "pytest", "-m", "not browser", *told]
        return subprocess.run(
            command, env=os.environ | {"DATABASE_URL": address}, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
