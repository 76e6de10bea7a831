"""Answers about cases: what is due and why, what is missing, what would differ."""

from __future__ import annotations

from collections.abc import Iterator

from perenou import __version__
from perenou.api.case_of import solved_case
from perenou.api.operation import Place, RefusedError
from perenou.api.questions import Explain, Missing, Solve, Sums, WhatIf
from perenou.api.reports import report_data, report_text
from perenou.casework.as_json import (
    Json,
    bounds_json,
    comparison_data,
    day_json,
    determination_data,
    month_json,
    payment_data,
    short_data,
)
from perenou.casework.case_file.change import changed
from perenou.casework.case_file.errors import nearest
from perenou.casework.compare import compare
from perenou.casework.solve import Solved
from perenou.casework.tell import tell
from perenou.casework.tell_comparison import tell_comparison
from perenou.casework.tell_questions import hint_text, question_text
from perenou.casework.tell_why import tell_why
from perenou.casework.words import CALLED, Words
from perenou.rules.explain import walk


def solve(asked: Solve, place: Place) -> dict[str, Json]:
    """Payments, rights, questions, doubts and deadlines, with what is told of them and cited."""
    solved = solved_case(asked, place)
    found = determination_data(solved) if asked.detail == "whole" else short_data(solved)
    report = tell(solved.determination, asked.language)
    return {**found, "told": report_text(report), "cited": [*cited(solved)]}


def sums(asked: Sums, place: Place) -> dict[str, Json]:
    """Payments and their total alone; what the law leaves open is not looked for."""
    solved = solved_case(asked, place)
    paid = solved.payments
    total = sum(each.least for each in paid), sum(each.most for each in paid)
    return {
        "perenou": __version__,
        "law": solved.law.fingerprint,
        "as_of": day_json(solved.as_of),
        "from": month_json(solved.first_month),
        "to": month_json(solved.last_month),
        "total": bounds_json(total),
        "certain": all(each.is_certain for each in paid),
        "payments": [payment_data(each) for each in paid],
    }


def explain(asked: Explain, place: Place) -> dict[str, Json]:
    """Why a benefit is due or not, as sentences that cite their provisions."""
    if asked.benefit not in CALLED:
        near = nearest(asked.benefit, [*CALLED])
        raise RefusedError("benefit", {"value": asked.benefit, "known": near or ", ".join(CALLED)})
    solved = solved_case(asked, place)
    lines = tell_why(solved, asked.benefit, asked.language)
    return {
        "benefit": asked.benefit,
        "lines": [{"depth": each.depth, "text": each.text} for each in lines],
        "cited": [*cited(solved, asked.benefit)],
    }


def missing(asked: Missing, place: Place) -> dict[str, Json]:
    """Questions whose answers still decide, the one that decides most first."""
    solved = solved_case(asked, place)
    made = solved.determination
    words = Words(asked.language, made.name_of)
    low, high = made.total
    return {
        "certain": not made.questions and low == high,
        "questions": [
            {
                "question": question_text(each, words),
                "hint": hint_text(each, words),
                "facts": [*each.facts],
                "about": [*each.about],
            }
            for each in made.questions
        ],
    }


def what_if(asked: WhatIf, place: Place) -> dict[str, Json]:
    """The months that differ if something were otherwise, and by how much."""
    before = solved_case(asked, place)
    day = None if asked.as_of is None else asked.as_of.toordinal()
    after = Solved(changed(before.case, asked.changes), day)
    compared = compare(before.determination, after.determination)
    return {
        **comparison_data(compared),
        "told": report_text(tell_comparison(compared, asked.language)),
        "sections": report_data(tell_comparison(compared, asked.language)),
    }


def cited(solved: Solved, benefit: str = "") -> Iterator[Json]:
    """The provisions that payments rest on, each once, with where they can be read."""
    payments = [
        each for each in solved.determination.payments if not benefit or each.benefit == benefit
    ]
    told: set[str] = set()
    for reason in walk(solved.reason(each) for each in payments):
        if reason.citation is not None and str(reason.citation) not in told:
            told.add(str(reason.citation))
            link = reason.citation.link_on(solved.wording_day(reason))
            yield {"citation": str(reason.citation), "link": link}
