"""What may be set off against benefits paid on (PHS § 14 lg 2)."""

from __future__ import annotations

from perenou.rules.types import Cents, PerMille


def most_set_off_in_month(granted_month: Cents, set_off_share: PerMille) -> Cents:
    """The most that may be set off in a month: a share of the granted allowances, to a whole cent.

    Cut to the cent (PHS § 8 lg 6): rounding up would exceed the share.
    """
    return granted_month * set_off_share // 1000
