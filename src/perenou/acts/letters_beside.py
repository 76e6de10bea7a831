"""Letters beside decisions: the notice to the other parent, and the hearing before a decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from perenou.acts.matter import Item, Kind, Matter
from perenou.acts.who_is_told import is_parent
from perenou.casework.case_file.schema import entries
from perenou.casework.determination import DEATH_OF_CHILD, Status

if TYPE_CHECKING:
    from perenou.casework.solve import Solved

_TOLD: Final = (Kind.GRANT, Kind.PARTIAL_GRANT, Kind.RECIPIENT_CHANGE)
_HEARD: Final = (Kind.PARTIAL_GRANT, Kind.REFUSAL, Kind.SUSPENSION, Kind.TERMINATION)
_SHARED: Final = "child_allowance"
"""The allowance that either parent may claim, so that the other one is told of its grant."""


def notices(solved: Solved, found: Sequence[Matter]) -> Iterator[Matter]:
    """To each parent who did not claim child allowance: that it was granted (PHS § 6 lg 3).

    Also to whom an automatic grant has passed over.
    """
    told = {
        (matter.addressee, item.benefit, item.about)
        for matter in found
        if matter.kind is Kind.OTHER_PARENT_NOTICE
        for item in matter.items
    }
    for matter in found:
        yield from _to_debtors(matter)
        is_claimed = matter.kind in _TOLD and matter.claim is not None
        if not is_claimed and not matter.without_claim:
            continue
        by_parent: dict[str, list[Item]] = {}
        for item in matter.items:
            if item.benefit != _SHARED or item.status is not Status.GRANTED:
                continue
            for parent in _other_parents(solved, item, matter.addressee):
                if (parent, item.benefit, item.about) not in told:
                    by_parent.setdefault(parent, []).append(
                        replace(
                            item, former=matter.addressee, payments=(), grounds=(), instead=None
                        )
                    )
        former = {item.former for item in matter.items}
        for parent, items in by_parent.items():
            yield Matter(
                Kind.OTHER_PARENT_NOTICE, parent, None, None, tuple(items),
                is_former=parent in former, without_claim=matter.without_claim,
            )  # fmt: skip


def _to_debtors(matter: Matter) -> Iterator[Matter]:
    """To each debtor whose maintenance the State pays: that the claim passes to it."""
    if matter.claim is None or matter.kind is Kind.DOCUMENT_REQUEST:
        return
    granted = [item for item in matter.items if item.status is Status.GRANTED]
    for debtor in dict.fromkeys(item.debtor for item in granted if item.debtor is not None):
        items = tuple(replace(i, payments=()) for i in granted if i.debtor == debtor)
        yield Matter(Kind.OTHER_PARENT_NOTICE, debtor, None, None, items)


def _other_parents(solved: Solved, item: Item, but: str) -> Iterator[str]:
    """The parents of a child from when a benefit is granted who are its parents today too."""
    child = item.about[0]
    for link in entries(solved.case.children[child].parents):
        if link.who in (None, "unknown", but) or link.who not in solved.facts.people:
            continue
        if is_parent(solved, str(link.who), child, item.first):
            yield str(link.who)


def _ends_by_death(matter: Matter) -> bool:
    """Whether all that a decision ends has ended with the death of a child."""
    return matter.kind is Kind.TERMINATION and all(
        any(ground.name == DEATH_OF_CHILD for ground in item.grounds) for item in matter.items
    )


def hearings(found: Sequence[Matter]) -> Iterator[Matter]:
    """Before each decision against somebody: the letter that asks what they think of it."""
    for matter in found:
        if _ends_by_death(matter):
            continue  # a family is not asked what it thinks of its child's death
        if matter.kind in _HEARD:
            denied = tuple(i for i in matter.items if i.status is not Status.GRANTED)
            yield replace(matter, kind=Kind.HEARING, planned=matter.kind, items=denied)
        elif matter.kind is Kind.CHANGE and any(i.after < i.before for i in matter.items):
            yield replace(matter, kind=Kind.HEARING, planned=matter.kind)
        elif matter.kind in (Kind.RECIPIENT_CHANGE, Kind.RESUMPTION):
            former = {i.former for i in matter.items if i.former is not None}
            for who in sorted(former):
                # How much the other person is paid is not theirs to know.
                items = tuple(replace(i, payments=()) for i in matter.items if i.former == who)
                yield replace(
                    matter, kind=Kind.HEARING, planned=matter.kind, addressee=who, claim=None,
                    received=None, items=items,
                )  # fmt: skip
