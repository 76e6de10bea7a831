"""Figures that several processes of one instance count together, each in a file of its own.

A file is a row of places for whole numbers, the same in every process, mapped into memory: to
count costs a microsecond and asks no other process. Whoever reads adds the files up. A process
that dies leaves its file behind, and so no figure ever falls while the instance runs; a new
instance begins at nought, which those who watch know how to take.
"""

from __future__ import annotations

import mmap
import os
import struct
import tempfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Final

FOLDER: Final = "PERENOU_METRICS"
"""In the environment: the folder that the processes of an instance share."""

_PLACE: Final = struct.Struct("<Q")


class Counters:
    """Whole numbers by name, which only ever rise."""

    def __init__(self, names: Sequence[str], folder: Path | None = None) -> None:
        """Count under these names.

        Args:
            folder: shared by the processes; None: this process counts for itself.
        """
        self._at = {name: at * _PLACE.size for at, name in enumerate(names)}
        self._folder = folder or Path(tempfile.mkdtemp(prefix="perenou-metrics-"))
        # Places of a program that counts other things must not be taken for ours.
        self._kind = sha256("\n".join(names).encode()).hexdigest()[:12]
        self._lock = Lock()
        self._pid = 0
        self._file: mmap.mmap | None = None

    def add(self, name: str, by: int = 1) -> None:
        """Count.

        Raises:
            KeyError: nothing is counted under this name.
        """
        at = self._at[name]
        with self._lock:
            places = self._own()
            (before,) = _PLACE.unpack_from(places, at)
            _PLACE.pack_into(places, at, before + by)

    def read(self) -> dict[str, int]:
        """Every figure, added up over the processes."""
        length = len(self._at) * _PLACE.size
        files = [file.read_bytes() for file in self._folder.glob(f"{self._kind}-*")]
        whole = [places for places in files if len(places) == length]
        return {
            name: sum(_PLACE.unpack_from(places, at)[0] for places in whole)
            for name, at in self._at.items()
        }

    def _own(self) -> mmap.mmap:
        # A process that was forked must not go on in the file of its parent.
        if self._file is None or self._pid != os.getpid():
            self._pid = os.getpid()
            self._folder.mkdir(parents=True, exist_ok=True)
            descriptor, _ = tempfile.mkstemp(prefix=f"{self._kind}-", dir=self._folder)
            length = len(self._at) * _PLACE.size
            os.ftruncate(descriptor, length)
            self._file = mmap.mmap(descriptor, length)
            os.close(descriptor)
        return self._file


def folder_told() -> Path | None:
    """The folder that the environment tells."""
    told = os.environ.get(FOLDER, "")
    return Path(told) if told else None
