"""The answer to a version drawn for its page, part by part; nothing in it depends on who reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from perenou.casework.calendar_svg import calendar_picture
from perenou.casework.departures import Departure, departure_told, departures
from perenou.casework.determination import Determination
from perenou.casework.report import Line, Report
from perenou.casework.solve import Solved
from perenou.casework.tell import tell
from perenou.casework.tell_sheet import tell_sheets
from perenou.casework.tell_why import tell_why
from perenou.casework.words import Words
from perenou.language.grammar import Language
from perenou.workbench.cases.departures import digests_of
from perenou.workbench.cases.facts_told import facts_told
from perenou.workbench.cases.kept_pages import Parts
from perenou.workbench.cases.month_chart import month_chart
from perenou.workbench.cases.months_told import months_told
from perenou.workbench.cases.settled import doubts_drawn
from perenou.workbench.cases.solving import Answer
from perenou.workbench.cases.why_tree import tree
from perenou.workbench.frame.family import family
from perenou.workbench.frame.templatetags.said import cited
from perenou.workbench.frame.words import say
from perenou.workbench.positions.readings import numbers

BESIDE: Final = ("changes", "deadlines", "doubts")
"""Sections that stand in the second column, in this order."""

SHOWN_OTHERWISE: Final = frozenset({"summary", "questions", *BESIDE})
"""Sections with a place of their own; every other one follows below, whatever it is."""

WIDEST_PICTURE: Final = 400
"""Units of the picture of a family that a column has room for; a wider one stands above them."""

MOST_COLUMNS: Final = 2
"""Benefits whose months a column has room for."""

FEW_FACTS: Final = 16
"""So many facts are shown at once; more are folded by person."""


def answer_drawn(
    answer: Answer, number: str, language: Language, sources: Mapping[str, str] | None = None
) -> Parts:
    """The parts of the page of an answer.

    Args:
        number: of the case, for links to the grounds of a benefit. sources: by place, where facts
            are from that came from a register.

    Returns:
        ``subtitle``, ``answer``, ``above`` (what is too wide for a column), ``left``,
        ``questions`` (empty where nothing is open), ``facts``, ``right``, ``below`` and
        ``digest``, that of the answer by its receipt; ``taken``, the positions whose readings it
        takes; its doubts; a sentence for each choice of an official, by its digest.
    """
    made = answer.made
    words = Words(language, made.name_of)
    report = tell(made, language)
    months = months_told(made, answer.turns, words)
    facts = facts_told(answer.case, language, sources)
    questions = _asked(report)
    picture = family(answer.case, made.as_of, language)
    told: dict[str, object] = {
        "language": language,
        "number": number,
        "made": made,
        "summary": report.section("summary"),
        "questions": questions,
        "facts": facts,
        "are_facts_open": sum(len(group.facts) for group in facts) <= FEW_FACTS,
        "family": picture,
        "months": months,
        "chart": _drawn("" if months is None else month_chart(months, words)),
        "benefits": [(key, words.benefit(key)) for key in _benefits(made)],
        "beside": [section for key in BESIDE if (section := report.section(key)) is not None],
        "below": [each for each in report.sections if each.key not in SHOWN_OTHERWISE],
        "calendar": _calendar(made, words),
        "first_calendar": report.section("calendar"),
    }
    is_picture_wide = picture.width > WIDEST_PICTURE
    are_months_wide = months is not None and len(months.columns) > MOST_COLUMNS
    places = {
        "above": [*(["family"] * is_picture_wide), *(["months"] * are_months_wide)],
        "left": ["family"] * (not is_picture_wide),
        "right": [*(["months"] * (not are_months_wide)), "beside"],
        "answer": ["answer"],
        "questions": ["questions"] * bool(questions),
        "facts": ["facts"],
        "below": ["below"],
    }
    return {
        "subtitle": escape(report.subtitle),
        "digest": made.receipt.answer,
        "taken": " ".join(numbers(made.reading_reasons)),
        **doubts_drawn(made, words),
        **{
            digest: _sentence(each, words)
            for each in departures(answer.case)
            for digest in digests_of(each)
        },
        **{
            place: "".join(render_to_string(f"cases/told/{name}.html", told) for name in names)
            for place, names in places.items()
        },
    }


def why_drawn(made: Solved, benefit: str, language: Language) -> Parts:
    """Why a benefit is paid or not: ``heading`` and ``tree``.

    Raises:
        KeyError: nothing was decided on it.
    """
    lines = tell_why(made, benefit, language)
    return {
        "heading": escape(lines[0].text),
        "tree": tree(lines[1:], say("why.because", language)),
    }


def sheets_drawn(made: Solved, language: Language) -> Parts:
    """Every calculation of a daily rate line by line: ``sheets``; empty where there is none."""
    parental = made.determination.parental
    words = Words(language, made.determination.name_of)
    sections = () if parental is None else tell_sheets(parental.sheets, words)
    told = {"language": language, "sections": sections}
    return {"sheets": render_to_string("cases/told/sheets.html", told) if sections else ""}


def _sentence(each: Departure, words: Words) -> str:
    told = departure_told(each, words)
    return cited(told.text, told.cited)


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


def _calendar(made: Determination, words: Words) -> SafeString:
    if made.parental is None or not made.parental.calendars:
        return SafeString()
    return _drawn(calendar_picture(made.parental.calendars, words))


def _drawn(svg: str) -> SafeString:
    """A picture of ours; everything in it that people wrote was escaped where it was put in."""
    return mark_safe(svg)
