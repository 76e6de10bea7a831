"""Pages of the answer to a case: the answer and its grounds, and why a benefit is paid or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.calendar_svg import calendar_picture
from perenou.casework.determination import Determination
from perenou.casework.receipt import from_json
from perenou.casework.report import Line, Report
from perenou.casework.tell import tell
from perenou.casework.tell_why import tell_why
from perenou.casework.words import CALLED, Words
from perenou.workbench.accounts.pages import SignedIn
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.cases.facts_told import facts_told
from perenou.workbench.cases.find import visible_to
from perenou.workbench.cases.models import Case, Link, State
from perenou.workbench.cases.month_chart import month_chart
from perenou.workbench.cases.months_told import months_told
from perenou.workbench.cases.pages import case_page
from perenou.workbench.cases.solving import answered, latest, solved
from perenou.workbench.cases.why_tree import tree
from perenou.workbench.frame.family import family
from perenou.workbench.frame.words import say
from perenou.workbench.positions.current import settling
from perenou.workbench.positions.models import Position
from perenou.workbench.positions.readings import numbers

BESIDE: Final = ("changes", "deadlines", "doubts")
"""Sections that stand in the second column, in this order."""

SHOWN_OTHERWISE: Final = frozenset({"summary", "questions", *BESIDE})
"""Sections with a place of their own; every other one follows below, whatever it is."""

FEW_FACTS: Final = 60
"""So many facts are shown at once; more are folded by person."""


@case_page(Right.SEE_CASE)
@require_safe
def show(request: SignedIn, case: Case) -> HttpResponse:
    """The answer to a case and its grounds."""
    version = latest(case)
    chosen = request.law_day if request.is_law_day_chosen else None
    answer = answered(version, chosen)
    made, language = answer.made, request.language
    report = tell(made, language)
    words = Words(language, made.name_of)
    months = months_told(made, answer.turns, words)
    kept = from_json(version.receipt)
    facts = facts_told(answer.case, language)
    doubts = _settled(made, words)
    may_position = may(request.user, Right.WRITE_POSITION)
    told = {
        "case": case,
        "version": version,
        "report": report,
        "made": made,
        "summary": report.section("summary"),
        "questions": _asked(report),
        "facts": facts,
        "are_facts_open": sum(len(group.facts) for group in facts) <= FEW_FACTS,
        "family": family(answer.case, made.as_of, language),
        "months": months,
        "chart": _drawn("" if months is None else month_chart(months, words)),
        "benefits": [(key, words.benefit(key)) for key in _benefits(made)],
        "beside": [section for key in BESIDE if (section := report.section(key)) is not None],
        "below": [each for each in report.sections if each.key not in SHOWN_OTHERWISE],
        "calendar": _calendar(made, words),
        "first_calendar": report.section("calendar"),
        "taken": numbers(made.reading_reasons),
        "settled": [each for each in doubts if each.position is not None],
        "unsettled": [each for each in doubts if each.position is None and may_position],
        "is_other_law_day": chosen is not None,
        "is_other_answer": chosen is None and kept.answer != made.receipt.answer,
        "linked": linked_to(request, case),
        "states": State.values,
        "may_change": may(request.user, Right.CHANGE_CASE, case),
        "may_share": may(request.user, Right.SHARE_CASE, case),
        "may_export": may(request.user, Right.EXPORT_CASE, case),
    }
    return render(request, "cases/show.html", told)


@case_page(Right.SEE_CASE)
@require_safe
def why(request: SignedIn, case: Case, benefit: str) -> HttpResponse:
    """Why a benefit is paid or not, as a tree; within the case page or as a page of its own."""
    if benefit not in CALLED:
        raise Http404
    chosen = request.law_day if request.is_law_day_chosen else None
    made = solved(latest(case), chosen)
    try:
        lines = tell_why(made, benefit, request.language)
    except KeyError:
        raise Http404 from None
    told = {
        "case": case,
        "heading": lines[0].text,
        "tree": tree(lines[1:], say("why.because", request.language)),
    }
    beside = request.headers.get("HX-Request") == "true"
    return render(request, f"cases/why{'_part' if beside else ''}.html", told)


def linked_to(request: SignedIn, case: Case) -> list[tuple[Case, Link]]:
    """The other cases of the family that one may see, each with who linked it when."""
    links = {
        **{link.other_id: link for link in case.links_on.select_related("made_by")},
        **{link.one_id: link for link in case.links_back.select_related("made_by")},
    }
    if not links:
        return []
    found = visible_to(request.user).filter(pk__in=links).order_by("number")
    return [(each, links[each.pk]) for each in found]


def _asked(report: Report) -> list[tuple[Line, list[Line]]]:
    """The missing facts in the order of what they decide, each with what is told of it."""
    section = report.section("questions")
    found: list[tuple[Line, list[Line]]] = []
    for line in () if section is None else section.lines:
        if line.depth == 0 or not found:
            found.append((line, []))
        else:
            found[-1][1].append(line)
    return found


def _benefits(made: Determination) -> list[str]:
    """The benefits that somebody may ask why about: those paid first, then those decided on."""
    paid = (payment.benefit for payment in made.payments)
    return list(dict.fromkeys((*paid, *(right.benefit for right in made.rights))))


@dataclass(frozen=True, slots=True)
class _Unsettled:
    """A doubt of a case in words, and the position that settles it; None: none does."""

    key: str
    citation: str
    what: str
    position: Position | None


def _settled(made: Determination, words: Words) -> list[_Unsettled]:
    """The doubts of the law itself, as positions could settle them on the day of the question."""
    doubts = {each.key: each for each in made.doubts if each.key in LAWBOOK.doubts}
    found = settling(doubts, made.as_of, made.as_of) if doubts else {}
    return [
        _Unsettled(key, each.citation, words.of_law(f"doubt.{key}.what"), found.get(key))
        for key, each in doubts.items()
    ]


def _calendar(made: Determination, words: Words) -> SafeString:
    if made.parental is None or not made.parental.calendars:
        return SafeString()
    return _drawn(calendar_picture(made.parental.calendars, words))


def _drawn(svg: str) -> SafeString:
    """A picture of ours; everything in it that people wrote was escaped where it was put in."""
    return mark_safe(svg)
