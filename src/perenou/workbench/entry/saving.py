"""Saving what was entered; and, where somebody else was first, both sides and what is of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from secrets import token_hex

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.case_file.reader import parse_data
from perenou.casework.case_file.schema import Case as CaseFile
from perenou.casework.case_file.source import Data
from perenou.casework.case_file.writer import dump, to_mapping
from perenou.workbench.accounts.pages import SignedIn
from perenou.workbench.cases import actions
from perenou.workbench.cases.models import Case, State, Version
from perenou.workbench.cases.solving import told
from perenou.workbench.entry.actions import drop_of
from perenou.workbench.entry.forms import own_token
from perenou.workbench.entry.labels import Labels, shape_at, words_of
from perenou.workbench.entry.merge import clashes, differences, merged
from perenou.workbench.entry.models import How
from perenou.workbench.entry.shapes import Shape
from perenou.workbench.frame.words import say


@dataclass(frozen=True, slots=True)
class Compared:
    """A field that not all three say alike, in words."""

    place: str
    before: str
    theirs: str
    mine: str
    clashes: bool


def save(
    request: SignedIn, case: Case, file: CaseFile, how: How, *, based_on: int, token: str,
    note: str = "", also: tuple[How, ...] = (),
) -> HttpResponse:  # fmt: skip
    """Save as the next version and show the case; or show the conflict, with nothing lost.

    Args:
        also: ways of entering, besides ``how``, whose unsaved work is saved by this.
    """
    try:
        with transaction.atomic():
            actions.save(
                request.user, case, file, based_on=based_on,
                token=own_token(token, case), note=note,
            )  # fmt: skip
            drop_of(request.user, case, how, *also)
    except actions.ConflictError as conflict:
        return _conflict(request, case, file, how, conflict.latest, based_on, note)
    if case.state == State.CLOSED:
        messages.info(request, say("entry.reopened", request.language))
    return redirect("cases:show", case.number)


def _conflict(
    request: SignedIn,
    case: Case,
    file: CaseFile,
    how: How,
    latest: Version,
    based_on: int,
    note: str,
) -> HttpResponse:
    mine, theirs = to_mapping(file), to_mapping(told(latest))
    base = case.versions.filter(number=based_on).first()
    before = {} if base is None else to_mapping(told(base))
    labels = Labels(request.language, words_of(request.language, {**theirs, **mine}))
    shown = {
        "case": case,
        "latest": latest,
        "how": how.value,
        "note": note,
        "mine": dump(file),
        "compared": list(_compared(before, theirs, mine, labels)),
        "both": _both(before, theirs, mine),
        "tokens": (token_hex(16), token_hex(16)),
    }
    return render(request, "entry/conflict.html", shown, status=409)


def _both(before: Data, theirs: Data, mine: Data) -> str:
    """The case with both people's changes; empty where they clash or contradict each other."""
    if clashes(before, theirs, mine):
        return ""
    try:
        return dump(parse_data(merged(before, theirs, mine), "case.yaml"))
    except CaseFileError:
        return ""


def _compared(before: Data, theirs: Data, mine: Data, labels: Labels) -> Iterator[Compared]:
    for each in differences(before, theirs, mine):
        shape, listed = shape_at(each.path)
        before_, theirs_, mine_ = (
            _side(side, shape, listed, labels) for side in (each.before, each.theirs, each.mine)
        )
        yield Compared(labels.place(each.path), before_, theirs_, mine_, each.clashes)


def _side(value: str | None, shape: Shape | None, listed: str, labels: Labels) -> str:
    if value is None:
        return say("entry.conflict.nothing", labels.language)
    if shape is None or shape.sort == "list":
        return value
    return labels.value(shape, listed, value)
