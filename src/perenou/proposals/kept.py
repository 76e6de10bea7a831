"""Proposals and what was computed of them as text: read, checked and written."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from perenou.proposals.computed import Computed
from perenou.proposals.proposal import Proposal
from perenou.rules.parameters import plain_file
from perenou.rules.rule import LawError

FORM: Final = "perenou proposal, version 1"
"""Stands in every file of what was computed, so that another file is not taken for one."""

_PROPOSAL: Final = TypeAdapter(Proposal)
_COMPUTED: Final = TypeAdapter(Computed)

_LONGEST: Final = 80


class ProposalError(Exception):
    """A file that cannot be read as what it is to be.

    Attributes:
        key: of the text ``proposals.error.KEY``. slots: what stands in it.
    """

    def __init__(self, key: str, /, **slots: str) -> None:
        super().__init__(f"{key} {slots}")
        self.key = key
        self.slots = slots


def read_proposal(path: Path) -> Proposal:
    """A proposal that somebody wrote as YAML.

    Raises:
        ProposalError: naming the file and the field that is wrong.
    """
    try:
        told = plain_file(path, is_ours=False)
    except LawError as error:
        raise ProposalError("twice", path=str(path), field=error.name) from None
    except (OSError, ValueError):
        raise ProposalError("unreadable", path=str(path)) from None
    if not isinstance(told, dict):
        raise ProposalError("unreadable", path=str(path))
    known = {each.name for each in fields(Proposal)}
    for key in told:
        if key not in known:
            raise ProposalError(
                "unknown", path=str(path), field=str(key)[:_LONGEST], known=", ".join(sorted(known))
            )
    try:
        return _PROPOSAL.validate_python(told)
    except ValidationError as error:
        raise ProposalError("wrong", path=str(path), field=_place(error)) from None


def proposal_of(text: str) -> Proposal:
    """A proposal as ``text_of`` wrote it."""
    return _PROPOSAL.validate_json(text)


def text_of(proposal: Proposal) -> str:
    """A proposal as JSON; the same proposal gives the same text."""
    told = _PROPOSAL.dump_python(proposal, mode="json", exclude_defaults=True)
    return json.dumps(told | {"title": proposal.title}, ensure_ascii=False, sort_keys=True)


def computed_of(text: str) -> Computed:
    """What was computed, as ``computed_text`` wrote it.

    Raises:
        ProposalError: the text is no such file.
    """
    try:
        told = json.loads(text)
        if not isinstance(told, dict) or told.pop("form", "") != FORM:
            raise ProposalError("not_computed")
        return _COMPUTED.validate_python(told)
    except (ValueError, RecursionError):
        raise ProposalError("not_computed") from None


def computed_text(computed: Computed) -> str:
    """What was computed, as JSON."""
    told = _COMPUTED.dump_python(computed, mode="json")
    return json.dumps({"form": FORM, **told}, ensure_ascii=False, indent=1)


def _place(error: ValidationError) -> str:
    """Where the first thing that is wrong stands: ``options.1.name``."""
    where = error.errors()[0]["loc"]
    return ".".join(str(each + 1) if isinstance(each, int) else str(each) for each in where)
