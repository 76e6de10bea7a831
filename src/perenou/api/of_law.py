"""Answers about the law: figures of a day, norms, provisions, and what a search finds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from perenou import __version__
from perenou.api.case_of import told_here
from perenou.api.operation import Place, RefusedError
from perenou.api.problems import say
from perenou.api.questions import (
    Benefits,
    Figures,
    Find,
    Handbook,
    Listed,
    Norm,
    Norms,
    OfDay,
    Provision,
)
from perenou.api.reports import report_data, report_text
from perenou.benefits.lawbook import LAWBOOK
from perenou.benefits.summaries import summary_on
from perenou.casework.as_json import Json, day_json, figure_json
from perenou.casework.case_file.errors import nearest
from perenou.casework.handbook.tell import entries, page
from perenou.casework.tell_law import tell_found, tell_rule
from perenou.casework.words import CALLED, Words
from perenou.impact.findable import by_place, index_of
from perenou.impact.given import given
from perenou.impact.registry import citing, near
from perenou.language.dates import day as day_text
from perenou.language.grammar import Language
from perenou.language.search.unit import Filters
from perenou.rules.citation import Citation
from perenou.rules.describe import search
from perenou.rules.lawbook import MOVING, Law
from perenou.rules.types import Day
from perenou.statutes.address import Address
from perenou.statutes.errors import StatutesError
from perenou.statutes.store import default_store

_WORDINGS: Final = 3
"""Of one place so many wordings at most are looked through for each answer."""


def benefits(asked: Benefits, _place: Place) -> dict[str, Json]:
    """Every benefit by its key."""
    words = Words(asked.language)
    return {"benefits": {key: words.benefit(key) for key in CALLED}}


def figures(asked: Figures, _place: Place) -> dict[str, Json]:
    """Every figure that applies on a day, with its citation and source."""
    day, known = _days(asked)
    wanted = asked.about.casefold().split()
    found = [
        row
        for row in _figures(LAWBOOK.on(known), day, asked.language)
        if all(
            word in f"{row['label']} {row['name']} {row['citation']}".casefold() for word in wanted
        )
    ]
    rows, following = _piece(found, asked)
    return {"day": day_json(day), "known": day_json(known), "figures": rows, "next": following}


def _figures(law: Law, day: Day, language: Language) -> Iterator[dict[str, Json]]:
    """Every figure of a day as data."""
    words = Words(language)
    for name, line in law.figures.items():
        version = line.at(day)
        if version is None:
            continue
        gives = LAWBOOK.parameters[name].gives
        yield {
            "name": name,
            "label": words.label(name),
            "value": figure_json(law.figure_values(name).at(day), gives),
            "type": gives,
            "citation": str(version.citation),
            "link": version.citation.link_on(max(day, version.validity.in_force)),
            "source": words.source(version.source),
            "checked": version.verified,
        }


def norms(asked: Norms, _place: Place) -> dict[str, Json]:
    """Every norm that holds on a day, with its citation; ``norm`` tells what each says."""
    words = Words(asked.language)
    day, known = _days(asked)
    law = LAWBOOK.on(known)
    found: list[dict[str, Json]] = [
        {"name": name, "label": words.label(name), "citation": str(rule.citation)}
        for name, term in law.terms.items()
        if name not in MOVING and (rule := term.line.at(day)) is not None
    ]
    rows, following = _piece(found, asked)
    return {"day": day_json(day), "known": day_json(known), "norms": rows, "next": following}


def handbook(asked: Handbook, _place: Place) -> dict[str, Json]:
    """The pages of the handbook, and one of them as the law stands on a day."""
    day, known = _days(asked)
    pages = entries(day, known, asked.language)
    report = None
    if asked.page:
        keys = [each.key for each in pages]
        if asked.page not in keys:
            raise RefusedError("page", {"value": asked.page, "known": ", ".join(keys)})
        report = page(asked.page, day, known, asked.language)
    return {
        "day": day_json(day),
        "known": day_json(known),
        "pages": [
            {"key": each.key, "title": each.title, "in_force": each.is_in_force} for each in pages
        ],
        "title": "" if report is None else report.title,
        "told": "" if report is None else report_text(report),
        "sections": [] if report is None else report_data(report),
    }


def norm(asked: Norm, _place: Place) -> dict[str, Json]:
    """A name of the coded law as documentation; several where words fit several."""
    text = asked.name.strip()
    found = [text] if LAWBOOK.known(text) and text not in MOVING else search(LAWBOOK, text)
    if not found:
        names = [each for each in LAWBOOK.rules if each not in MOVING]
        near = nearest(text, [*names, *LAWBOOK.parameters])
        if near is None:
            raise RefusedError("norm", {"value": text})
        raise RefusedError("norm_near", {"value": text, "near": near})
    if len(found) == 1:
        report = tell_rule(found[0], asked.language)
    else:
        report = tell_found(found, text, asked.language)
    return {"names": [*found], "told": report_text(report), "sections": report_data(report)}


def provision(asked: Provision, place: Place) -> dict[str, Json]:
    """What a provision says in a sentence, where to read it, its text, and what rests on it."""
    try:
        cited = Citation.parse(asked.provision.strip())
    except ValueError:
        raise RefusedError("provision", {"value": asked.provision}) from None
    day = told_here(asked.day or _today())
    summary = summary_on(cited, day)
    text, note = None, _doubt(cited, day, place, asked.language)
    try:
        with default_store(place.store) as acts:
            text = acts.text_on(cited.act, day)
    except StatutesError as error:
        note = " ".join(filter(None, (note, error.text(asked.language))))
    found = None if text is None else text.find(Address.of(cited))
    words = Words(asked.language)
    return {
        "citation": str(cited),
        "day": day_json(day),
        "link": cited.link_on(day),
        "summary": None if summary is None else summary.in_language(asked.language),
        "text": None if text is None or found is None else text.words(found.address),
        "note": note,
        "repealed": None if found is None else found.repealed,
        "figures": [
            row
            for row in _figures(LAWBOOK.on(day), day, asked.language)
            if cited.covers(Citation.parse(str(row["citation"])))
        ],
        "norms": [
            {"name": each.name, "label": words.label(each.name)}
            for each in citing(cited, near(cited), day)
            if LAWBOOK.known(each.name)
        ],
    }


def find(asked: Find, place: Place) -> dict[str, Json]:
    """What answers a question, best first; documents with an access mark are left out."""
    filters = Filters(day=None if asked.day is None else asked.day.toordinal())
    index = index_of(asked.language, __version__, place.store)
    answer = index.ask(asked.question, filters, asked.most * _WORDINGS)
    public = [hit for hit in answer.hits if not hit.unit.access]
    hits = by_place(public)[: asked.most]
    return {
        "found": [
            {
                "kind": hit.unit.kind,
                "place": hit.unit.address,
                "title": hit.unit.title,
                "text": hit.unit.text or hit.unit.title,
            }
            for hit, _ in hits
        ]
    }


def _doubt(cited: Citation, day: Day, place: Place, language: Language) -> str:
    """What has to be said of a provision that is not known to be in force.

    Raises:
        RefusedError: there is no such provision.
    """
    found = given(str(cited), day, place.store)
    kinds = {each.kind for each in found.faults}
    if kinds & {"missing", "ambiguous"}:
        raise RefusedError("no_provision", {"value": str(cited)})
    if "out_of_force" in kinds:
        return say("api.error.out_of_force", language, day=day_text(day, language))
    return say("api.error.not_looked_up", language) if found.unseen else ""


def _days(asked: OfDay) -> tuple[Day, Day]:
    """The day that is asked about, and the day by which it could be known.

    Raises:
        RefusedError: the law of that day is not told here.
    """
    day = told_here(asked.day or _today())
    return day, day if asked.known is None else told_here(asked.known)


def _piece(rows: list[dict[str, Json]], asked: Listed) -> tuple[list[Json], str | None]:
    """The rows after a name, by name, and the name after which to go on."""
    ordered = sorted(rows, key=lambda row: str(row["name"]))
    left = [row for row in ordered if str(row["name"]) > asked.after]
    piece = left[: asked.most]
    following = str(piece[-1]["name"]) if len(left) > len(piece) else None
    return [*piece], following


def _today() -> date:
    return date.today()  # noqa: DTZ011  # the reader's own day
