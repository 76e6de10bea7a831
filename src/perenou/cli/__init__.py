"""The command line: ``perenou solve FILE`` and its sisters."""

from __future__ import annotations

import gc
import os
import sys

PIECES_BEFORE_A_SWEEP = 200_000
"""A command makes many lasting objects at once; sweeping for circles among them finds none."""


def main() -> None:
    """Run a command and leave with its exit code: 0 done, 1 differences found, 2 not possible."""
    gc.set_threshold(PIECES_BEFORE_A_SWEEP)
    # No package that happens to be installed may change how a case file is read.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from perenou.cli.app import run

    code = run(sys.argv[1:])
    # The system takes everything back at once; to take it apart first is a seventh of a start.
    gc.freeze()
    sys.exit(code)
