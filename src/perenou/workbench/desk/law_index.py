"""The index over the law, built once for each language in a process and kept."""

from __future__ import annotations

from threading import Lock, Thread
from typing import TYPE_CHECKING, Final

from perenou import __version__
from perenou.language.grammar import LANGUAGES, Language

if TYPE_CHECKING:
    from perenou.language.search.engine import Index

_LOCK: Final = Lock()
_BUILT: Final[dict[Language, Index]] = {}


def law_index(language: Language) -> Index:
    """The index for a language; whoever asks first waits until it is built."""
    if language not in _BUILT:
        with _LOCK:
            if language not in _BUILT:
                from perenou.impact.findable import index_of

                _BUILT[language] = index_of(language, __version__)
    return _BUILT[language]


def build_beside() -> None:
    """Build the indexes in a thread: neither the start nor the first question waits for them."""
    Thread(target=lambda: [law_index(each) for each in LANGUAGES], daemon=True).start()
