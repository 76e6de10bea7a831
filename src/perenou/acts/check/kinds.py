"""Kinds of acts by what the checklist asks of them."""

from __future__ import annotations

from typing import Final

from perenou.acts.kinds import LETTERS, Kind

ADVERSE: Final = frozenset(
    {
        Kind.PARTIAL_GRANT,
        Kind.REFUSAL,
        Kind.SUSPENSION,
        Kind.TERMINATION,
        Kind.RECIPIENT_CHANGE,
        Kind.RECOVERY_INJUNCTION,
        Kind.SET_OFF,
        Kind.REVOCATION,
    }
)
"""Kinds that take or deny something, so that self-service alone does not deliver them."""

GROUPS: Final = {
    "all_acts": frozenset(Kind) - LETTERS,
    "all_documents": frozenset(Kind),
}
"""Names under which the checklist lists many kinds at once."""
