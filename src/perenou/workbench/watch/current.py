"""Bills as the register of what rests on provisions tells them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from perenou.rules.rule import Labels
from perenou.workbench.references.registered import Told
from perenou.workbench.watch.models import OPEN_STAGES, Bill


def told(keys: Collection[str]) -> Mapping[str, Told]:
    """Bills that are still expected, by their keys."""
    numbers = [int(each) for each in keys if each.isdecimal()]
    return {
        str(bill.pk): Told(Labels(bill.called, bill.called, bill.called), bill.get_absolute_url())
        for bill in Bill.objects.filter(pk__in=numbers, stage__in=OPEN_STAGES)
    }
