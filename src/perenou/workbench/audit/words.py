"""What an action of the trail is called."""

from __future__ import annotations

import json
from functools import lru_cache

from perenou.language.catalogue import Catalogue
from perenou.language.grammar import Language
from perenou.workbench.audit.models import Event


def action_said(action: str, language: Language) -> str:
    """What somebody did, in words.

    An event is kept for longer than programs are: one that an earlier version wrote and that has
    no words any more is told by its key, for an auditor must see it all the same.
    """
    return actions_said(language).get(action, action)


def about_said(about: str, language: Language) -> str:
    """What sort of thing something was done to, in words; like an action, at worst by its key."""
    return _group("about.", language).get(about, about)


def about_told(event: Event, language: Language) -> str:
    """What an event is about: of a refusal without a thing, the right that was missing."""
    if event.about or event.action != "refused":
        return " ".join(filter(None, (about_said(event.about, language), event.about_id)))
    right = str(json.loads(event.detail or "{}").get("right", ""))
    return _group("right.", language).get(right, right)


def actions_said(language: Language) -> dict[str, str]:
    """By action, its words."""
    return _group("action.", language)


@lru_cache(maxsize=8)
def _group(prefix: str, language: Language) -> dict[str, str]:
    catalogue = Catalogue.load("perenou.workbench", "texts")
    return {
        key.removeprefix(prefix): catalogue.text(key, language)
        for key in catalogue.templates(language)
        if key.startswith(prefix)
    }
