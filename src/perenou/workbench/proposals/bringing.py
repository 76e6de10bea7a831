"""What was computed elsewhere, checked before it is kept: whole, of nobody, of the right reform."""

from __future__ import annotations

import json
from collections.abc import Iterator

from perenou.benefits.lawbook import LAWBOOK
from perenou.proposals.changes import changes
from perenou.proposals.computed import Changed, Computed
from perenou.proposals.kept import ProposalError, computed_of
from perenou.proposals.whole import is_whole
from perenou.rules.reform import ReformError
from perenou.workbench.privacy.codes import names_a_person
from perenou.workbench.proposals.actions import RefusedError
from perenou.workbench.proposals.computing import NormsError, read


def brought(file: bytes, reform: str) -> Computed:
    """What was computed of a proposal's reform.

    Args:
        reform: of the proposal's latest version; norms that are code never stand in it.

    Raises:
        RefusedError: the file is none of ``perenou propose``, names somebody or is of another
            reform.
    """
    try:
        text = file.decode("utf-8")
        computed = computed_of(text)
    except (ProposalError, UnicodeDecodeError):
        raise RefusedError("not_computed") from None
    if any(names_a_person(each) for each in _texts(json.loads(text))):
        raise RefusedError("names_somebody")
    if not is_whole(computed):
        raise RefusedError("not_computed")
    if reform and not _is_of(computed, reform):
        raise RefusedError("other_reform")
    return computed


def _texts(told: object) -> Iterator[str]:
    """The texts of a file without its numbers: a large sum may look like a personal code."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, dict):
        for key, value in told.items():
            yield key
            yield from _texts(value)
    elif isinstance(told, list):
        for each in told:
            yield from _texts(each)


def _is_of(computed: Computed, reform: str) -> bool:
    """Whether the figures that were changed are those of a reform; how it is typed may differ."""
    try:
        own = changes(read(reform), LAWBOOK.on(computed.as_of))
    except (NormsError, ReformError):
        return False
    return _figures(own) == _figures(computed.changed)


def _figures(changed: tuple[Changed, ...]) -> set[tuple[str, str, int, int | None]]:
    return {
        (each.name, each.citation, each.since, each.after) for each in changed if not each.is_norm
    }
