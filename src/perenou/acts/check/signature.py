"""Whoever is responsible: a name and a signature, or the seal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from perenou.acts.check.finding import Detector, Hit
from perenou.acts.check.view import Act, names_in

_SEAL: Final = re.compile(
    r"\be-temp\w*|\bdigi(?:taal\w*)?\s*temp\w*|\btembelda\w*|\btempliga\b", re.IGNORECASE
)
_SIGNED: Final = re.compile(
    r"\ballkirjasta(?:tud|n|s|nud)\b|\bdigi(?:taal)?allkir\w*|\b(?:omakäeline\s+)?allkiri\b",
    re.IGNORECASE,
)


def signed(act: Act) -> Iterator[Hit]:
    """AA-080: a seal, or a signature with a name."""
    if act.says(_SEAL):
        return
    if not act.says(_SIGNED):
        yield Hit()
    elif not act.signatories and not any(
        _SIGNED.search(each.text) and any(names_in(each.text)) for each in act.sentences
    ):
        yield Hit(detail="no_signatory")


DETECTORS: Final[Mapping[str, Detector]] = {"AA-080": signed}
