"""What the recipient has to report, what follows if they do not, and when the money comes."""

from __future__ import annotations

from typing import Final

from perenou.acts.document import Listing, Part, Portion
from perenou.acts.drafting import Drafting
from perenou.acts.matter import Kind
from perenou.casework.maintenance_facts import MAINTENANCE_ALLOWANCES

_OF_FAMILY: Final = ("move", "work_abroad", "foreign_benefit", "living", "studies")
_OF_DAYS: Final = ("move", "work_abroad", "foreign_benefit", "living")
_OF_LEAVE: Final = (*_OF_DAYS, "leave")
"""Mother's and father's benefit is for days of leave; earnings touch no kind since 2026."""

_ON_LEAVE: Final = ("mothers_parental_benefit", "fathers_parental_benefit")
_OF_MAINTENANCE: Final = ("move", "living", "maintenance", "proceedings")


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
        return _OF_LEAVE if any(each in _ON_LEAVE for each in benefits) else _OF_DAYS
    if all(benefit in MAINTENANCE_ALLOWANCES for benefit in benefits):
        return _OF_MAINTENANCE
    return _OF_FAMILY


def payment(draft: Drafting) -> Portion | None:
    """When and where the money is paid."""
    days, citation = draft.term("payout_days")
    key = "payment.when" if draft.matter.kind is not Kind.RESUMPTION else "payment.resumed"
    return draft.portion(
        Part.DUTIES, (draft.says(key, days=days, citation=citation),), draft.text("payment.heading")
    )
