"""The kinds of acts and letters that are drafted and checked."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What kind of act or letter."""

    GRANT = "grant"
    PARTIAL_GRANT = "partial_grant"
    REFUSAL = "refusal"
    CHANGE = "change"
    SUSPENSION = "suspension"
    RESUMPTION = "resumption"
    TERMINATION = "termination"
    RECIPIENT_CHANGE = "recipient_change"
    RECOVERY_INJUNCTION = "recovery_injunction"
    SET_OFF = "set_off"
    REVOCATION = "revocation"
    CHALLENGE_DECISION = "challenge_decision"
    CHALLENGE_RETURN = "challenge_return"
    CORRECTION = "correction"
    OTHER_PARENT_NOTICE = "other_parent_notice"
    HEARING = "hearing"
    DOCUMENT_REQUEST = "document_request"
    INFORMATION = "information"
    PROVISIONAL_DECISION = "provisional_decision"
    FORWARDING = "forwarding"


LETTERS: Final = frozenset(
    {
        Kind.OTHER_PARENT_NOTICE,
        Kind.HEARING,
        Kind.DOCUMENT_REQUEST,
        Kind.INFORMATION,
        Kind.FORWARDING,
    }
)
"""What decides nothing."""
