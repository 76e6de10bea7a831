"""What would be if a fact, a day or the law were another: both answers, and nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from secrets import token_hex
from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from perenou.casework.case_file.change import changed
from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.case_file.reader import parse_data
from perenou.casework.case_file.schema import Case as CaseFile
from perenou.casework.case_file.writer import to_mapping
from perenou.casework.compare import compare
from perenou.casework.solve import Solved
from perenou.casework.tell_comparison import tell_comparison
from perenou.casework.words import Words
from perenou.workbench.accounts.pages import SignedIn
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.cases import actions
from perenou.workbench.cases.facts_compared import facts_compared
from perenou.workbench.cases.models import Case, Version
from perenou.workbench.cases.months_compared import months_compared
from perenou.workbench.cases.pages import case_page, purpose_of
from perenou.workbench.cases.solving import Answer, answer_of, answered, latest, told
from perenou.workbench.entry.facts_form import (
    Mapping,
    hidden,
    is_sent,
    read_form,
    rearrange,
    without_empty_rows,
)
from perenou.workbench.entry.facts_page import facts_page
from perenou.workbench.entry.forms import token_of
from perenou.workbench.entry.labels import Labels, words_of
from perenou.workbench.frame.problems import problem_told
from perenou.workbench.frame.reader import chosen_law_day
from perenou.workbench.frame.words import say
from perenou.workbench.positions import readings

LONGEST_PLACES: Final = 4000
"""Characters of changes that are written by hand."""

FIRST_LAW: Final = date(2017, 1, 1)


@dataclass(slots=True)
class Wish:
    """What somebody asks: the facts as they would be, and perhaps another day of the law.

    Attributes:
        mapping: the facts as the form says them. places: changes ``place=value`` of what the form
            does not show, a line each. at: where the form goes on. errors: by field; problem: what
            is wrong with the facts.
    """

    mapping: Mapping
    based_on: int
    places: str = ""
    day: str = ""
    at: str = ""
    token: str = field(default_factory=lambda: token_hex(16))
    errors: dict[str, str] = field(default_factory=dict)
    problem: CaseFileError | None = None

    @property
    def lines(self) -> list[str]:
        """The changes that are written by hand."""
        return [line.strip() for line in self.places.splitlines() if line.strip()]

    @property
    def law_day(self) -> int | None:
        """The day of the law; None where none was given."""
        return date.fromisoformat(self.day).toordinal() if self.day else None


@case_page(Right.SEE_CASE)
@require_http_methods(["GET", "POST"])
def what_if(request: SignedIn, case: Case) -> HttpResponse:
    """Ask, see both answers with what differs, and perhaps keep it as the next version."""
    version, may_change = latest(case), may(request.user, Right.CHANGE_CASE, case)
    chosen = chosen_law_day(request)
    before = answered(version, chosen)
    shown: dict[str, object] = {"case": case, "version": version, "may_change": may_change}
    if request.method != "POST":
        return _shown(request, shown, Wish(to_mapping(before.case), version.number))
    wish, is_asked = _sent(request, case, version)
    if not is_asked:
        return _shown(request, shown, wish)
    after = _changed(wish, before.case, request)
    if after is None:
        return _shown(request, shown, wish, status=422)
    if "save" in request.POST:
        if not may_change:
            raise PermissionDenied
        return _saved(request, case, after, wish, shown)
    fields = facts_compared(before.case, after, request.language)
    actions.tried(
        request.user, case, changes=len(fields), has_law_day=bool(wish.day),
        purpose=purpose_of(request, case),
    )  # fmt: skip
    pair = (
        readings.solved(before.case, before.made.as_of),
        readings.solved(after, wish.law_day or chosen),
    )
    shown |= {"fields": fields, **_told(before, pair, request)}
    return _shown(request, shown, wish)


def _shown(
    request: SignedIn, shown: dict[str, object], wish: Wish, status: int = 200
) -> HttpResponse:
    labels = Labels(request.language, words_of(request.language, wish.mapping))
    told = {
        **shown,
        "wish": wish,
        "at": wish.at,
        "page_of": facts_page(wish.mapping, request.language, wish.problem),
        "hidden": [labels.place(path) for path in hidden(wish.mapping)],
    }
    return render(request, "cases/what_if.html", told, status=status)


def _told(before: Answer, pair: tuple[Solved, Solved], request: SignedIn) -> dict[str, object]:
    after = answer_of(pair[1])
    words = Words(request.language, after.made.name_of)
    return {
        "report": tell_comparison(compare(before.made, after.made), request.language),
        "months": months_compared(before, after, pair, words),
        "totals": (words.amount(*before.made.total), words.amount(*after.made.total)),
        "days": (before.made.as_of, after.made.as_of),
        "open": (len(before.made.questions), len(after.made.questions)),
        "doubts": (len(before.made.doubts), len(after.made.doubts)),
    }


def _saved(
    request: SignedIn, case: Case, after: CaseFile, wish: Wish, shown: dict[str, object]
) -> HttpResponse:
    note = request.POST.get("note", "").strip()[:200]
    try:
        actions.save(
            request.user, case, after, based_on=wish.based_on, token=wish.token,
            note=note or say("what_if.note", request.language),
        )  # fmt: skip
    except actions.ConflictError as conflict:
        wish.errors["save"] = say(
            "entry.conflict.what", request.language, who=conflict.latest.author.name,
            version=conflict.latest.number,
        )  # fmt: skip
        return _shown(request, shown, wish, status=409)
    return redirect("cases:show", case.number)


def _sent(request: SignedIn, case: Case, now: Version) -> tuple[Wish, bool]:
    """What was sent, and whether both answers are asked for or the form is only rearranged."""
    number = request.POST.get("based_on", "")
    based_on = int(number) if number.isdecimal() and len(number) < 9 else 0
    base = now if based_on == now.number else case.versions.filter(number=based_on).first() or now
    mapping = to_mapping(told(base))
    if is_sent(request.POST):
        mapping = read_form(request.POST, mapping)
    do, at = rearrange(request.POST, mapping)
    wish = Wish(
        mapping, based_on,
        request.POST.get("places", "").replace("\r\n", "\n")[:LONGEST_PLACES],
        request.POST.get("day", "").strip(), at, token_of(request),
    )  # fmt: skip
    return wish, do == "save"


def _changed(wish: Wish, case: CaseFile, request: SignedIn) -> CaseFile | None:
    """The case with the changes; None where something is wrong, which is then told."""
    try:
        if wish.day and date.fromisoformat(wish.day) < FIRST_LAW:
            raise ValueError
    except ValueError:
        wish.errors["day"] = say("what_if.bad_day", request.language)
    wish.mapping = without_empty_rows(wish.mapping)
    try:
        after = parse_data(wish.mapping, "case.yaml")
    except CaseFileError as error:
        wish.problem = error
        return None
    try:
        after = changed(after, wish.lines) if wish.lines else after
    except CaseFileError as error:
        wish.errors["places"] = "\n".join(
            f"{each.field}: {problem_told(each, request.language)}" for each in error.problems
        )
    is_saved = "save" in request.POST
    if after == case and not (wish.day or wish.errors or is_saved):
        wish.errors["form"] = say("what_if.nothing", request.language)
    return None if wish.errors else after
