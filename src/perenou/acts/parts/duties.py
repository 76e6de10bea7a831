"""What the recipient has to report, and what follows if they do not."""

from __future__ import annotations

from typing import Final

from perenou.acts.document import Listing, Part, Portion
from perenou.acts.drafting import Drafting

REPORTED: Final = ("move", "work_abroad", "foreign_benefit", "living", "studies")
"""What has to be reported, by key of its text."""


def duties(draft: Drafting) -> Portion | None:
    """The duty to report changes, with examples from this kind of benefit."""
    return draft.portion(
        Part.DUTIES,
        (
            draft.says("duties.intro", duty="SÜS § 21", own="PHS § 9"),
            Listing(tuple(draft.say(f"duties.{key}") for key in REPORTED)),
            draft.says("duties.consequence", citation="SÜS § 31 lg 1"),
        ),
        draft.text("duties.heading"),
    )


def payment(draft: Drafting) -> Portion | None:
    """When and where the money is paid."""
    days, citation = draft.term("payout_days")
    return draft.portion(
        Part.DUTIES,
        (draft.says("payment.when", days=days, citation=citation),),
        draft.text("payment.heading"),
    )
