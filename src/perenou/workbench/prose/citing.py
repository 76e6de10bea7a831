"""Texts as what rests on provisions: the watch of the law finds those that a change touches."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from perenou.rules.rule import Labels
from perenou.workbench.prose.models import Text
from perenou.workbench.references.registered import Told


def texts(keys: Collection[str]) -> Mapping[str, Told]:
    """Texts of the register that are in use."""
    numbers = [int(key) for key in keys if key.isdecimal()]
    rows = Text.objects.filter(pk__in=numbers, is_registered=True, is_retired=False)
    return {
        str(each.pk): Told(Labels(each.title, each.title, each.title), each.get_absolute_url())
        for each in rows
    }
