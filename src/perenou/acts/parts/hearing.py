"""The hearing: when and how the person could speak, or the ground for not asking them."""

from __future__ import annotations

from typing import Final

from perenou.acts.document import Block, Paragraph, Part, Portion
from perenou.acts.drafting import Drafting
from perenou.acts.matter import Kind
from perenou.acts.particulars import HearingException
from perenou.casework.case_file.dates import PartialDay

EXCEPTIONS: Final[dict[HearingException, str]] = {
    "urgent": "HMS § 40 lg 3 p 1",
    "as_applied": "HMS § 40 lg 3 p 2",
    "not_to_detriment": "HMS § 40 lg 3 p 3",
    "defeats_purpose": "HMS § 40 lg 3 p 4",
    "unknown_party": "HMS § 40 lg 3 p 5",
}
"""By ground for not hearing somebody: its provision."""

_PASSING: Final = (Kind.RECIPIENT_CHANGE, Kind.RESUMPTION)


def hearing(draft: Drafting) -> Portion | None:
    """How it was heard who has to be; of a full grant, that nothing had to be asked."""
    heard = draft.given.hearing
    takes = any(item.former is not None for item in draft.matter.items)
    if draft.matter.kind is Kind.RESUMPTION and not takes:
        return None
    whose = "_former" if draft.matter.kind in _PASSING and takes else ""
    exception = heard.exception or (None if heard.asked is not None else _plain(draft))
    blocks: list[Block] = []
    if exception is not None:
        blocks.append(draft.says(f"hearing.{exception}", citation=EXCEPTIONS[exception]))
    elif heard.asked is None:
        blocks.append(Paragraph((draft.gap(Part.HEARING, f"hearing{whose}"),)))
    else:
        asked = draft.says(f"hearing.asked{whose}", day=heard.asked.first, citation="HMS § 40")
        blocks.append(asked)
        if heard.until is not None:
            blocks.append(draft.says("hearing.until", until=heard.until.first))
        if isinstance(heard.answered, PartialDay):
            opinion = draft.sentence_or_gap(Part.HEARING, "opinion", heard.opinion)
            reply = draft.sentence_or_gap(Part.HEARING, "reply", heard.reply)
            answered = draft.say(f"hearing.answered{whose}", day=heard.answered.first)
            blocks.append(Paragraph((*answered, opinion)))
            blocks.append(Paragraph((*draft.say(f"hearing.reply{whose}"), reply)))
        elif heard.answered is None:
            blocks.append(Paragraph((draft.gap(Part.HEARING, "answered"),)))
        else:
            blocks.append(draft.says(f"hearing.silent{whose}"))
    return draft.portion(Part.HEARING, blocks, draft.text("hearing.heading"))


def _plain(draft: Drafting) -> HearingException | None:
    """The ground for asking nobody that a kind of act brings with it."""
    if draft.matter.kind in (Kind.GRANT, Kind.PROVISIONAL_DECISION):
        return "as_applied"
    if draft.matter.kind is Kind.CHANGE and not draft.matter.is_adverse:
        return "not_to_detriment"
    if draft.matter.kind is Kind.RECIPIENT_CHANGE:
        takes = any(item.former is not None for item in draft.matter.items)
        return None if takes else "not_to_detriment"
    return None
