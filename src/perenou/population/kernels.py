"""Where machine code is kept between commands."""

from __future__ import annotations

import os
from pathlib import Path


def kept_in() -> Path:
    """The folder: ``PERENOU_KERNELS``, otherwise the user's cache."""
    told = os.environ.get("PERENOU_KERNELS")
    if told:
        return Path(told)
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "perenou" / "kernels"
