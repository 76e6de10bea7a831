"""What the recipient has to report, what follows if they do not, and when the money comes."""

from __future__ import annotations

from typing import Final

from perenou.acts.document import Block, Listing, Part, Portion
from perenou.acts.drafting import Drafting
from perenou.acts.matter import Kind
from perenou.benefits.estonia.months import MONTHLY
from perenou.casework.determination import Status
from perenou.casework.maintenance_facts import MAINTENANCE_ALLOWANCES

_OF_FAMILY: Final = ("move", "work_abroad", "foreign_benefit", "living", "studies")
_OF_DAYS: Final = ("move", "work_abroad", "foreign_benefit", "living")
_ON_LEAVE: Final = ("mothers_parental_benefit", "fathers_parental_benefit")
"""Paid for days of leave, so that its end has to be told."""

_OF_MAINTENANCE: Final = ("move", "living", "maintenance")
_OF_ONESELF: Final = ("move_you", "work_abroad_you", "foreign_benefit_you", "studies_you")


def duties(draft: Drafting) -> Portion | None:
    """The duty to report changes, with examples from this kind of benefit."""
    if not draft.matter.benefits:
        return None
    return draft.portion(
        Part.DUTIES,
        (
            draft.says("duties.intro", duty="SÜS § 21", own="PHS § 9"),
            Listing(tuple(draft.say(f"duties.{key}") for key in _reported(draft))),
            draft.says("duties.consequence", citation="SÜS § 31 lg 1"),
        ),
        draft.text("duties.heading"),
    )


def _reported(draft: Drafting) -> tuple[str, ...]:
    benefits = draft.matter.benefits
    if any(draft.is_by_days(benefit) for benefit in benefits):
        leave = ("leave",) if any(each in _ON_LEAVE for each in benefits) else ()
        return (*_OF_DAYS, *leave, *(("work",) if _earnings_count(draft) else ()))
    if all(benefit in MAINTENANCE_ALLOWANCES for benefit in benefits):
        kinds = (key.removeprefix("maintenance_allowance_") for key in benefits)
        return (*_OF_MAINTENANCE, *(f"proceedings.{kind}" for kind in dict.fromkeys(kinds)))
    if draft.matter.children == (draft.matter.addressee,):
        return _OF_ONESELF
    return _OF_FAMILY


def _earnings_count(draft: Drafting) -> bool:
    """Whether what is earned reduces parental benefit in any of the months decided on."""
    version = draft.solved.law.figures["earnings_reduction_ended_day"].at(draft.day)
    ended = None if version is None else version.value
    return ended is None or any(item.first < ended for item in draft.matter.items)


def payment(draft: Drafting) -> Portion | None:
    """When and where the money is paid."""
    days, citation = draft.term("payout_days")
    key = "payment.when" if draft.matter.kind is not Kind.RESUMPTION else "payment.resumed"
    blocks: list[Block] = [draft.says(key, days=days, citation=citation)]
    version = draft.solved.law.figures["payment_day_of_month"].at(draft.day)
    is_monthly = any(
        key in MONTHLY and key not in MAINTENANCE_ALLOWANCES for key in _granted(draft)
    )
    if version is not None and version.value is not None and is_monthly:
        cited = str(version.citation)
        blocks.append(draft.says("payment.monthly", day=version.value, citation=cited))
    return draft.portion(Part.DUTIES, blocks, draft.text("payment.heading"))


def _granted(draft: Drafting) -> set[str]:
    return {item.benefit for item in draft.matter.items if item.status is Status.GRANTED}
