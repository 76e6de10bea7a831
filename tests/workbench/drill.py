"""Back up, wipe, restore, onto either kind of database: what is told at the end is the same.

Run as ``python -m tests.workbench.drill [RELEASE]``; ``make drill`` does. With the name of a
release the backup of a few rows is kept as that release's, for later versions to be tried on.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Final

from tests.workbench.on_postgres import create, programs, running

SECRETS: Final = {
    "PERENOU_SECRET": "a secret of the tests that keeps nothing secret at all",
    "PERENOU_KEYS": "dGVzdHMgb25seTogdGhpcyBrZWVwcyBubyBzZWNyZXQ=",
    "PERENOU_DEMO": "0",
}
FILL: Final = """
from perenou.workbench.serve import prepare
prepare()
from tests.workbench.conftest import EXAMPLES
from tests.workbench.questions import asked
from perenou.casework.case_file.reader import read
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.cases.actions import open_case, save
from perenou.workbench.jobs.queue import ask
user = User.objects.make("ekspert", "Väljamõeldud Ekspert", list(Role), "a long password of it")
told = read(EXAMPLES / "everyday_two_children.yaml")
case = open_case(user, told, title="Väljamõeldud pere", token="one")
save(user, case, told, based_on=1, token="two")
asked(user, case)
ask(user, "solve_again", {})
"""


def perenou(told: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own."""
    command = [sys.executable, "-m", "perenou.cli", *arguments]
    return subprocess.run(
        command, env=os.environ | SECRETS | told, capture_output=True, text=True, check=False
    )


def done(told: dict[str, str], *arguments: str) -> str:
    """What a command prints that has to succeed.

    Raises:
        SystemExit: it did not.
    """
    found = perenou(told, *arguments)
    if found.returncode:
        raise SystemExit(f"{' '.join(arguments)}: {found.stdout}{found.stderr}")
    return found.stdout


def contents(file: Path) -> object:
    """What a backup says that it holds: tables with their columns, rows and hashes; the trail."""
    with zipfile.ZipFile(file) as archive:
        told = json.loads(archive.read("manifest.json"))
    return told["tables"], told["trail"], told["migrations"]


def drill(addresses: dict[str, list[str]], release: str) -> int:
    """From a filled database of each kind onto an empty one of each kind.

    Args:
        addresses: by kind, three databases that nobody uses. release: whose backup to keep.

    Returns:
        1 where anything differs.
    """
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)

        def at(kind: str, number: int) -> dict[str, str]:
            home = root / f"{kind}{number}"
            return {"PERENOU_DATA": str(home), "DATABASE_URL": addresses[kind][number]}

        for source in addresses:
            filled = at(source, 0)
            subprocess.run(
                [sys.executable, "-c", FILL], env=os.environ | SECRETS | filled, check=True
            )
            first = root / f"{source}.backup"
            done(filled, "backup", str(first))
            for number, target in enumerate(addresses, 1):
                empty = at(target, 1 if source == target else 2)
                done(empty, "restore", str(first))
                done(empty, "audit", "verify")
                second = root / f"{source}-{number}.backup"
                done(empty, "backup", str(second))
                is_same = contents(first) == contents(second)
                faults += not is_same
                print(f"{source} -> {target}: {'the same' if is_same else 'NOT the same'}")
                if perenou(empty, "restore", str(first)).returncode != 2:
                    print(f"{target} was overwritten without a word")
                    faults += 1
            if release and source == "sqlite":
                kept = Path(__file__).parent / "releases" / f"{release}.backup"
                kept.parent.mkdir(exist_ok=True)
                kept.write_bytes(first.read_bytes())
    return 1 if faults else 0


def main() -> int:
    """Drill on what there is.

    Returns:
        1 where anything differs.
    """
    release = sys.argv[1] if len(sys.argv) > 1 else ""
    found = programs()
    if found is None:
        print("LEFT OUT: PostgreSQL is not installed.")
        return drill({"sqlite": ["", "", ""]}, release)
    with running(found) as address:
        create(address)
        more = [address, *(address.replace("/perenou?", f"/perenou{at}?") for at in (1, 2))]
        for each in more[1:]:
            create(each)
        return drill({"sqlite": ["", "", ""], "postgresql": more}, release)


if __name__ == "__main__":
    sys.exit(main())
