"""Where the evidence of a problem is shown, and what a new proposal takes over from there.

Other sections lead here with ``proposals:new?from=ORIGIN&key=KEY``. A section whose things have a
page in ``frame/things.py`` under its origin's name is linked back without more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from perenou.proposals.proposal import Evidence, Kind, Origin, Proposal
from perenou.workbench.frame.things import address_of
from perenou.workbench.proposals.models import LONGEST_TITLE
from perenou.workbench.references.registered import TELLERS, Told
from perenou.workbench.references.registered import told as told_of_things

LONGEST_KEY: Final = 80

_KINDS: Final = {
    Origin.PRACTICE: Kind.WORK,
    Origin.PROCESS: Kind.PROCESS,
    Origin.TEXT: Kind.TEXT,
}
"""What is to be changed, where evidence from there usually asks for it; of the rest, the law."""

_THINGS: Final = {Origin.LAW: "bill", Origin.PROCESS: "flow"}
"""Origins whose things are called otherwise."""


@dataclass(frozen=True, slots=True)
class Link:
    """A piece of evidence and where it is shown; an empty address: nowhere here."""

    evidence: Evidence
    address: str


def begun_from(origin: str, key: str) -> Proposal:
    """A new proposal with the evidence that somebody came from, called and begun after it."""
    found = next((each for each in Origin if each == origin), None)
    if found is None or not key.isprintable():
        return Proposal("")
    key = key.strip()[:LONGEST_KEY]
    said = _said(found, key)
    kind = _KINDS.get(found, Kind.LAW)
    problem = said[:1].upper() + said[1:]
    return Proposal(
        problem.partition(". ")[0].rstrip(".")[:LONGEST_TITLE],
        kind,
        problem=f"{problem.rstrip('.')}." if problem else "",
        evidence=(Evidence(found, key, said),),
    )


def links(proposal: Proposal) -> list[Link]:
    """The evidence of a proposal with where each is shown."""
    return [Link(each, _address(each)) for each in proposal.evidence]


def _address(evidence: Evidence) -> str:
    if not evidence.key:
        return ""
    told = _told(evidence.origin, evidence.key)
    return address_of(_thing(evidence.origin), evidence.key) if told is None else told.address


def _thing(origin: Origin) -> str:
    return _THINGS.get(origin, origin.value)


def _said(origin: Origin, key: str) -> str:
    """What a thing is called, where its section tells that."""
    told = _told(origin, key)
    return "" if told is None else told.labels.et


def _told(origin: Origin, key: str) -> Told | None:
    kind = _thing(origin)
    return told_of_things([(kind, key)]).get((kind, key)) if kind in TELLERS else None
