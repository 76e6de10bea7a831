"""The command line: ``perenou solve FILE`` and its sisters."""

from __future__ import annotations

import sys


def main() -> None:
    """Run a command and leave with its exit code: 0 done, 1 differences found, 2 not possible."""
    from perenou.cli.app import run

    sys.exit(run(sys.argv[1:]))
