"""By which readings the norms are compared with the reference, and what a difference is."""

from __future__ import annotations

from typing import Final, TypeAlias

Difference: TypeAlias = tuple[str, object, object, object]
"""What is compared, its key, the reference's value, the norms'."""

LIFTED: Final = {
    f"{key}_is_at_floor": "every_lower_benefit" for key in ("mothers", "shared", "adopters")
}
"""The reference lifts every benefit to the minimum wage of the paid day (§ 45 lg 1 read widely)."""
