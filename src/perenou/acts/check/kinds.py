"""What kind of act or letter a text is."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class ActKind(StrEnum):
    """Kinds that the checklist tells apart."""

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
    INFORMATION = "information"
    HEARING = "hearing"
    DOCUMENT_REQUEST = "document_request"
    PROVISIONAL_DECISION = "provisional_decision"
    FORWARDING = "forwarding"


LETTERS: Final = frozenset(
    {
        ActKind.OTHER_PARENT_NOTICE,
        ActKind.INFORMATION,
        ActKind.HEARING,
        ActKind.DOCUMENT_REQUEST,
        ActKind.FORWARDING,
    }
)
"""Kinds that decide nothing."""

ADVERSE: Final = frozenset(
    {
        ActKind.PARTIAL_GRANT,
        ActKind.REFUSAL,
        ActKind.SUSPENSION,
        ActKind.TERMINATION,
        ActKind.RECIPIENT_CHANGE,
        ActKind.RECOVERY_INJUNCTION,
        ActKind.SET_OFF,
        ActKind.REVOCATION,
    }
)
"""Kinds that take or deny something."""

GROUPS: Final = {
    "all_acts": frozenset(ActKind) - LETTERS,
    "all_documents": frozenset(ActKind),
}
"""Names under which the checklist lists many kinds at once."""
