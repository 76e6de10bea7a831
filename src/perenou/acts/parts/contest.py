"""How, where and within what time the act can be contested."""

from __future__ import annotations

from perenou.acts.document import Block, Listing, Part, Portion
from perenou.acts.drafting import Drafting


def contest(draft: Drafting) -> Portion | None:
    """A challenge to the agency itself, or an action in the administrative court."""
    challenge, by_challenge = draft.term("challenge_days")
    court, by_court = draft.term("court_days")
    return draft.portion(
        Part.CONTEST,
        (
            draft.says("contest.intro"),
            Listing(
                (
                    draft.say("contest.challenge", days=challenge, citation=by_challenge),
                    draft.say("contest.court", days=court, citation=by_court),
                )
            ),
            draft.says("contest.contents", citation="HMS § 76"),
        ),
        draft.text("contest.heading"),
    )


def contest_in_court(draft: Drafting) -> Portion | None:
    """After a challenge only the court is left; nothing where all was granted."""
    demands = draft.given.challenge.demands
    if demands and all(each.outcome == "satisfied" for each in demands):
        return None
    days, citation = draft.term("court_days")
    blocks: list[Block] = [draft.says("contest.court_only", days=days, citation=citation)]
    return draft.portion(Part.CONTEST, blocks, draft.text("contest.heading"))
