"""A bar for what takes longer than people like to wait."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Final, Protocol

from perenou.cli.render import console

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE: Final = 2.0
"""Seconds after which the bar is shown."""


class Says(Protocol):
    """Whatever has the text."""

    def say(self, key: str, /, *, done: int, of: int) -> str:
        """A text."""


@contextmanager
def waiting(
    words: Says, patience: float = PATIENCE, what: str = "plan.progress"
) -> Iterator[Callable[[int, int], None]]:
    """Give a function that is told how much is done; it draws only in a terminal.

    Args:
        words: tells what is waited for. patience: seconds until the bar appears.
        what: key of the text.
    """
    from rich.progress import BarColumn, Progress, TextColumn

    began = monotonic()
    to = console(is_error=True)
    bar = Progress(TextColumn("{task.description}"), BarColumn(), console=to, transient=True)
    task = bar.add_task("")

    def tell(done: int, of: int) -> None:
        if to.is_terminal and monotonic() - began >= patience:
            bar.start()
            text = words.say(what, done=done, of=of)
            bar.update(task, description=text, completed=done, total=of)

    try:
        yield tell
    finally:
        if bar.live.is_started:
            bar.stop()
