"""Hearing: the addressee, and whoever else is touched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from perenou.acts.check.finding import Detector, Hit
from perenou.acts.check.view import Act
from perenou.acts.document import Part
from perenou.acts.kinds import Kind

_HEARD: Final = re.compile(
    r"\bära\s*kuula\w*|\barvamus\w*|\bseisukoh\w+|\bvastuväi\w+|HMS\s*§\s*40"
    r"|haldusmenetluse\s+seaduse\s+(?:§|paragrahvi)\s*40",
    re.IGNORECASE,
)
_OTHER: Final = re.compile(
    r"\bteis(?:e|el|ele|elt|t)\s+vanem\w*|\bteine\s+vanem\b|\bsenise\w*\s+saaja\w*"
    r"|\blapse\s+(?:isa|ema)\w*|\bsenine\s+saaja",
    re.IGNORECASE,
)
_SAID: Final = re.compile(
    r"\barvamus\w*|\bseisukoh\w+|\bvastuväi\w+|\bära\s*kuula\w*|\bnõus\w*|\bvasta(?:s|nud|ta)\b"
    r"|\bteata(?:s|nud)\b|\bteavitasime\b|\bküsisime\b",
    re.IGNORECASE,
)
_SHARED: Final = re.compile(
    r"\bsenise\w*\s+saaja\w*|\bsenine\s+saaja|\bkordamööda\b|\bvaheldumisi\b|\bjagatud\s+hooldus"
    r"|\b(?:seni|varem)\b.{0,40}\bmaks\w+.{0,40}\b(?:isale|emale|teisele\s+vanemale)",
    re.IGNORECASE,
)
_NO_CONSENT: Final = re.compile(
    r"\bnõusoleku\w*.{0,30}\b(?:puudu\w*|ei\s+ole|ei\s+and\w+)|\bei\s+(?:ole\s+)?(?:and\w+|nõustu\w*|nõus)\b"
    r".{0,40}\b(?:nõusolek\w*|jaga\w+|kordamööda)|\bteise\s+vanema\s+nõusolek\w*|\bnõusolek\w*\s+puudub",
    re.IGNORECASE,
)
_REFUSED: Final = re.compile(
    r"\bkeeldu\w*|\bjäta(?:me|n|b)?\b|\bjätta\b|\bei\s+saa\b|\brahuldamata\b|\bmääramata\b",
    re.IGNORECASE,
)
_LIVES: Final = re.compile(
    r"\böö\w*|\bnädal\w*|\bpäev\w*\s+(?:kuus|nädalas)|\bela(?:b|s|nud|mi\w*)\b.{0,40}\b(?:juures|peres|vanema)"
    r"|\bviibi\w*",
    re.IGNORECASE,
)  # fmt: skip
_SHARING: Final = re.compile(
    r"\bkordamööda|\bvaheldumisi|\bjaga\w+|\bteise\s+vanema", re.IGNORECASE
)


def heard(act: Act) -> Iterator[Hit]:
    """AA-040: the opinion asked for, or why it was not."""
    if not any(_HEARD.search(each.text) for each in act.sentences if each.part is not Part.CONTEST):
        yield Hit()


def others_heard(act: Act) -> Iterator[Hit]:
    """AA-041: the other parent or the recipient so far had a say."""
    told = [each for each in act.running if each.part is not Part.CONTEST]
    is_due = act.kind is Kind.RECIPIENT_CHANGE or any(_SHARED.search(each.text) for each in told)
    if is_due and not any(_OTHER.search(each.text) and _SAID.search(each.text) for each in told):
        yield Hit()


def consent_alone(act: Act) -> Iterator[Hit]:
    """AA-042: refused because the other parent does not consent, without where the child lives."""
    told = [each for each in act.running if each.part is not Part.CONTEST]
    if any(_LIVES.search(each.text) for each in told):
        return
    for at, sentence in enumerate(told):
        near = " ".join(each.text for each in told[max(0, at - 1) : at + 2])
        is_about = _SHARING.search(near) is not None
        if _NO_CONSENT.search(sentence.text) and _REFUSED.search(near) and is_about:
            yield Hit(sentence.place)
            return


DETECTORS: Final[Mapping[str, Detector]] = {
    "AA-040": heard,
    "AA-041": others_heard,
    "AA-042": consent_alone,
}
