"""Where machine code is kept between commands."""

from __future__ import annotations

import os
from pathlib import Path


def code_directory() -> Path:
    """The folder: in ``PERENOU_CACHE``, otherwise in the user's cache."""
    told = os.environ.get("PERENOU_CACHE")
    if told:
        return Path(told) / "kernels"
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "perenou" / "kernels"
