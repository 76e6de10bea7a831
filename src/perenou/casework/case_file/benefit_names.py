"""Benefits by every name that a reader may give them: the key, and what each language calls it."""

from __future__ import annotations

from collections.abc import Container

from perenou.language.grammar import LANGUAGES


def keys_by_name(among: Container[str] | None = None) -> dict[str, str]:
    """The key of a benefit by its key and by its names in small letters.

    Args:
        among: the only keys wanted; None for those of every benefit.
    """
    from perenou.benefits.estonia.vocabulary import BENEFITS
    from perenou.benefits.eu.vocabulary import COORDINATED

    benefits = {
        key: labels
        for key, labels in {**BENEFITS, **COORDINATED}.items()
        if among is None or key in among
    }
    called = {key: key for key in benefits}
    for key, labels in benefits.items():
        called |= {labels.in_language(language).casefold(): key for language in LANGUAGES}
    return called
