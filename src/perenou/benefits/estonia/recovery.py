"""What may be set off against benefits paid on (PHS § 14 lg 2)."""

from __future__ import annotations

from perenou.rules.types import Cents, PerMille


def most_set_off_in_month(granted_month: Cents, set_off_share: PerMille) -> Cents:
    """The most that may be set off in a month: a share of the granted allowances, to a whole cent.

    Cut to the cent (PHS § 8 lg 6): rounding up would exceed the share.
    """
    return granted_month * set_off_share // 1000


def most_set_off_from_parental_benefit(
    granted_month: Cents, base_rate: Cents, set_off_kept_share: PerMille
) -> Cents:
    """The most that may be set off against a month of parental benefit.

    A share of the monthly base rate stays with the recipient (PHS § 14 lg 2), a part of a cent
    counted in their favour.
    """
    kept = -(-base_rate * set_off_kept_share // 1000)
    return max(0, granted_month - kept)
