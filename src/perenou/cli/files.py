"""Files that a command writes."""

from __future__ import annotations

from pathlib import Path

from perenou.cli.refusal import RefusedError


def write(path: Path, content: str | bytes, *, is_new: bool = False) -> None:
    """Write a file; text in UTF-8.

    Raises:
        RefusedError: it cannot be written, or is to be new and exists.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        with path.open("xb" if is_new else "wb") as file:
            file.write(data)
    except FileExistsError:
        raise RefusedError("cli.error.exists", path=str(path)) from None
    except (OSError, ValueError):
        raise RefusedError("cli.error.unwritable", path=str(path)) from None
