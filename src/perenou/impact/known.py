"""What the coded law itself says of a provision: that it is there, never that it is not."""

from __future__ import annotations

from collections.abc import Sequence

from perenou.impact.registry import Citing
from perenou.language.references.reference import Reference
from perenou.language.references.resolve import Exists


def coded(among: Sequence[Citing]) -> Exists:
    """Tells of a provision that the coded law cites, or a part of it, that the act has it.

    What nothing cites may still be in the act, so that the answer is then None.
    """
    cited = {each.citation for each in among}

    def exists(reference: Reference, day: int | None) -> bool | None:
        del day
        wanted = reference.citation
        if wanted is None:
            return None
        return True if any(wanted.covers(each) for each in cited) else None

    return exists
