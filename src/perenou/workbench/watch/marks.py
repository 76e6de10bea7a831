"""The same as ``changing`` for many things at once: hits of a search, and what is offered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from perenou.language.grammar import LANGUAGES, Language
from perenou.workbench.accounts.models import User
from perenou.workbench.watch.changing import told, waiting
from perenou.workbench.watch.models import Touched


def marks_of(
    kind: str, keys: Collection[object], user: User, language: Language
) -> Mapping[str, tuple[str, ...]]:
    """By key, the changes of the law that touch it and about which nothing is done yet.

    Two queries however many there are.
    """
    names = {f"{kind}:{key}": str(key) for key in keys}
    by_key: dict[str, list[Touched]] = defaultdict(list)
    for row in waiting(Touched.objects.filter(kind="writing", name__in=names)) if names else ():
        by_key[names[row.name]].append(row)
    return {
        key: tuple(each.text for each in told(rows, "watch.changing.writing", user, language))
        for key, rows in by_key.items()
    }


def language_of(user: User) -> Language:
    """The language in which somebody is told something that no page of theirs asked for."""
    return next((each for each in LANGUAGES if each == user.language), "et")
