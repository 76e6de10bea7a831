"""The legal basis: the acts that are cited, by their full names, and their provisions."""

from __future__ import annotations

from collections.abc import Sequence

from perenou.acts.document import Listing, Part, Portion, Span, Spans
from perenou.acts.drafting import Drafting
from perenou.language.references.acts import acts
from perenou.rules.citation import Citation


def laws(draft: Drafting, provisions: Sequence[str]) -> Portion | None:
    """Each act cited with its full name and its provisions in order; None where none is cited."""
    by_act: dict[str, set[Citation]] = {}
    for provision in provisions:
        citation = Citation.parse(provision)
        by_act.setdefault(citation.act, set()).add(citation)
    items: list[Spans] = []
    for act, cited in by_act.items():
        found: list[Span] = [Span(_title(draft, act)), Span(": ")]
        for at, citation in enumerate(sorted(cited, key=str)):
            if at:
                found.append(Span("; "))
            found.append(draft.provision(citation))
        items.append(tuple(found))
    if not items:
        return None
    return draft.portion(
        Part.BASIS, (draft.says("laws.intro"), Listing(tuple(items))), draft.text("laws.heading")
    )


def _title(draft: Drafting, act: str) -> str:
    """An act by its title, with the abbreviation that citations use."""
    if "/" in act:
        return draft.text("laws.regulation", number=act)
    known = acts().get(act)
    if known is None:
        return act
    titles = {"et": known.et[0], "en": known.en, "ru": known.ru}
    return f"{titles[draft.language] or known.et[0]} ({act})"
