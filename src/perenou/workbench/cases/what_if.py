"""What would be if a fact, a day or the law were another: both answers, and nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
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
from perenou.casework.case_file.schema import Case as CaseFile
from perenou.casework.compare import compare
from perenou.casework.solve import Solved
from perenou.casework.tell_comparison import tell_comparison
from perenou.casework.words import Words
from perenou.workbench.accounts.pages import SignedIn
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.cases import actions
from perenou.workbench.cases.facts_compared import facts_compared
from perenou.workbench.cases.facts_told import leaves
from perenou.workbench.cases.models import Case
from perenou.workbench.cases.months_compared import months_compared
from perenou.workbench.cases.pages import case_page, purpose_of
from perenou.workbench.cases.solving import Answer, answer_of, answered, latest
from perenou.workbench.entry.values import written_for
from perenou.workbench.frame.problems import problem_told
from perenou.workbench.frame.reader import chosen_law_day
from perenou.workbench.frame.words import say
from perenou.workbench.positions import readings

ROWS: Final = 3
"""Facts that can be chosen by name at a time; more go into the field for places."""

MOST_CHANGES: Final = 30
FIRST_LAW: Final = date(2017, 1, 1)


@dataclass(slots=True)
class Wish:
    """What somebody asks: changes ``place=value``, and perhaps another day of the law.

    Attributes:
        rows: place and value as chosen by name. places: lines written by hand. before: by place,
            what is written now. errors: by field.
    """

    rows: list[tuple[str, str]]
    places: str
    day: str
    token: str
    based_on: int
    before: Mapping[str, str]
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def changes(self) -> list[str]:
        """All changes, those by name first."""
        by_hand = (line.strip() for line in self.places.splitlines())
        return [
            *(f"{p}={written_for(self.before.get(p, ''), value)}" for p, value in self.rows if p),
            *filter(None, by_hand),
        ]

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
    told = leaves(before.case, request.language)
    now = {each.place: each.written for each in told}
    shown: dict[str, object] = {
        "case": case,
        "version": version,
        "leaves": told,
        "may_change": may_change,
    }
    if request.method != "POST":
        wish = Wish([("", "")] * ROWS, "", "", token_hex(16), version.number, now)
        return render(request, "cases/what_if.html", {**shown, "wish": wish})
    wish = _sent(request, now)
    after = _changed(wish, before.case, request)
    if after is None:
        return render(request, "cases/what_if.html", {**shown, "wish": wish}, status=422)
    if "save" in request.POST:
        if not may_change:
            raise PermissionDenied
        return _saved(request, case, after, wish, shown)
    actions.tried(
        request.user, case, changes=len(wish.changes), has_law_day=bool(wish.day),
        purpose=purpose_of(request, case),
    )  # fmt: skip
    pair = (
        readings.solved(before.case, before.made.as_of),
        readings.solved(after, wish.law_day or chosen),
    )
    shown |= {"wish": wish, **_told(before, pair, request)}
    return render(request, "cases/what_if.html", shown)


def _told(before: Answer, pair: tuple[Solved, Solved], request: SignedIn) -> dict[str, object]:
    after = answer_of(pair[1])
    words = Words(request.language, after.made.name_of)
    return {
        "report": tell_comparison(compare(before.made, after.made), request.language),
        "fields": facts_compared(before.case, after.case, request.language),
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
        return render(request, "cases/what_if.html", {**shown, "wish": wish}, status=409)
    return redirect("cases:show", case.number)


def _sent(request: SignedIn, now: Mapping[str, str]) -> Wish:
    places, values = request.POST.getlist("place"), request.POST.getlist("value")
    rows = [(place.strip(), value.strip()) for place, value in zip(places, values, strict=False)]
    number = request.POST.get("based_on", "")
    return Wish(
        (rows + [("", "")] * ROWS)[: max(ROWS, min(len(rows), MOST_CHANGES))],
        request.POST.get("places", "").replace("\r\n", "\n")[:4000],
        request.POST.get("day", "").strip(),
        request.POST.get("token", "")[:40] or token_hex(16),
        int(number) if number.isdecimal() and len(number) < 9 else 0,
        now,
    )


def _changed(wish: Wish, case: CaseFile, request: SignedIn) -> CaseFile | None:
    """The case with the changes; None where something is wrong, which is then told."""
    try:
        if wish.day and date.fromisoformat(wish.day) < FIRST_LAW:
            raise ValueError
    except ValueError:
        wish.errors["day"] = say("what_if.bad_day", request.language)
    if len(wish.changes) > MOST_CHANGES:
        wish.errors["places"] = say("what_if.too_many", request.language, most=MOST_CHANGES)
    if not wish.changes and not wish.day:
        wish.errors["facts"] = say("what_if.nothing", request.language)
    if wish.errors:
        return None
    try:
        return changed(case, wish.changes)
    except CaseFileError as error:
        called = {each.place: each.label for each in leaves(case, request.language)}
        wish.errors["places" if wish.places.strip() else "facts"] = "\n".join(
            f"{called.get(each.field, each.field)}: {problem_told(each, request.language)}"
            for each in error.problems
        )
    return None
