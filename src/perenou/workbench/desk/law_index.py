"""The index over the law, built for each language in a process, and anew when an act has come."""

from __future__ import annotations

import os
from threading import Lock, Thread
from typing import TYPE_CHECKING, Final

from perenou import __version__
from perenou.language.grammar import LANGUAGES, Language
from perenou.statutes.errors import StatutesError
from perenou.statutes.store import FILE, Store, store_directory

if TYPE_CHECKING:
    from perenou.language.search.engine import Index

_LOCK: Final = Lock()
_BUILT: Final[dict[Language, tuple[int, Index]]] = {}
_RENEWED: Final[set[Language]] = set()
"""The languages whose index is being built anew."""


def law_index(language: Language) -> Index:
    """The index for a language; whoever asks first waits until it is built.

    After an act was taken into the store it is built anew beside, and answers as before meanwhile.
    """
    if language not in _BUILT:
        _build(language)
    changes, index = _BUILT[language]
    if changes != _changes() and language not in _RENEWED:
        _RENEWED.add(language)
        Thread(target=_renew, args=(language,), daemon=True).start()
    return index


def build_beside() -> None:
    """Build the indexes in a thread: neither the start nor the first question waits for them."""
    Thread(target=lambda: [law_index(each) for each in LANGUAGES], daemon=True).start()


def _build(language: Language, *, is_anew: bool = False) -> None:
    with _LOCK:
        if language not in _BUILT or is_anew:
            from perenou.impact.findable import index_of

            changes = _changes()
            _BUILT[language] = changes, index_of(language, __version__)


def _renew(language: Language) -> None:
    try:
        _build(language, is_anew=True)
    finally:
        _RENEWED.discard(language)


def _changes() -> int:
    """How often something was taken into the store; -1 where there is none that can be read."""
    folder = store_directory(None, os.environ)
    if not (folder / FILE).is_file():
        return -1
    try:
        with Store(folder) as store:
            return store.changes
    except StatutesError:
        return -1
