"""The legal basis: what gives the power to decide, and the provisions that decided."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from perenou.acts.document import Listing, Part, Portion, Span, Spans
from perenou.acts.drafting import Drafting
from perenou.acts.matter import Kind, Matter
from perenou.casework.maintenance_facts import MAINTENANCE_ALLOWANCES
from perenou.language.references.acts import acts
from perenou.rules.citation import Citation

_GRANTING: Final = ("PHS § 8 lg 1", "SÜS § 26")
_OF_MAINTENANCE: Final = {"PHS § 8 lg 1": "SÜS § 25"}
"""Maintenance allowance is decided on under the general act."""

_REVOKING: Final = ("HMS § 64", "HMS § 66", "HMS § 67", "HMS § 70")

POWERS: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.GRANT: _GRANTING,
    Kind.PARTIAL_GRANT: _GRANTING,
    Kind.REFUSAL: _GRANTING,
    Kind.CHANGE: ("HMS § 64", "HMS § 70"),
    Kind.SUSPENSION: ("SÜS § 23",),
    Kind.RESUMPTION: ("SÜS § 23",),
    Kind.TERMINATION: ("SÜS § 23",),
    Kind.RECIPIENT_CHANGE: ("PHS § 6 lg 1", *_GRANTING),
    Kind.RECOVERY_INJUNCTION: ("PHS § 14", "SÜS § 31 lg 1", "SÜS § 32"),
    Kind.SET_OFF: ("PHS § 14 lg 2", "SÜS § 31 lg 1", "SÜS § 34"),
    Kind.REVOCATION: ("SÜS § 3 lg 6", *_REVOKING),
    Kind.CHALLENGE_DECISION: ("SÜS § 36", "HMS § 83", "HMS § 85"),
    Kind.CHALLENGE_RETURN: ("SÜS § 36", "HMS § 79"),
    Kind.CORRECTION: ("SÜS § 3 lg 6", "HMS § 59"),
    Kind.PROVISIONAL_DECISION: ("987/2009 art 60(3)",),
}
"""By kind of act: the provisions that give the power to issue it.

Where only the Administrative Procedure Act gives it, with the provision that brings that act in.
"""

_FIGURE: Final = re.compile(r"(\d+)([⁰¹²³⁴⁵⁶⁷⁸⁹]*)")
_PLAIN: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def laws(draft: Drafting, provisions: Sequence[str]) -> Portion | None:
    """Each act with the provisions that decided, in their order in it."""
    by_act: dict[str, set[Citation]] = {}
    for provision in (*_powers(draft.matter), *provisions):
        citation = Citation.parse(provision)
        by_act.setdefault(citation.act, set()).add(citation)
    items: list[Spans] = []
    for act, cited in by_act.items():
        found = (Span(title_of(draft, act)), Span(": "), *_listed(draft, sorted(cited, key=_place)))
        items.append(found)
    if not items:
        return None
    return draft.portion(
        Part.BASIS, (draft.says("laws.intro"), Listing(tuple(items))), draft.text("laws.heading")
    )


def _listed(draft: Drafting, cited: Sequence[Citation]) -> Iterator[Span]:
    """Provisions of one act, named once: § 4 lg 1 ja 2, § 17 lg 1.

    A whole provision beside a part of it says nothing.
    """
    narrowest = [c for c in cited if not any(_is_part(other, c) for other in cited)]
    by_section: dict[tuple[str, str], list[Citation]] = {}
    for citation in narrowest:
        whole = citation.section, citation.subsection if citation.point else ""
        by_section.setdefault(whole, []).append(citation)
    is_first = True
    for of_section in by_section.values():
        for at, citation in enumerate(of_section):
            provision = draft.provision(citation)
            text = provision.text
            if at:
                text = citation.point or citation.subsection
                is_last = at == len(of_section) - 1
                yield Span(draft.text("laws.and") if is_last else ", ")
            elif not is_first:
                text = text.removeprefix(f"{citation.act} ")
                yield Span(", ")
            is_first = False
            yield replace(provision, text=text)


def _is_part(one: Citation, whole: Citation) -> bool:
    """Whether a provision lies within another, wider one."""
    if one == whole or one.section != whole.section:
        return False
    if not whole.subsection:
        return True
    return not whole.point and one.subsection == whole.subsection and bool(one.point)


def _powers(matter: Matter) -> tuple[str, ...]:
    """The provisions that give the power to issue an act about a matter."""
    found = POWERS.get(matter.kind, ())
    if matter.kind is Kind.RECOVERY_INJUNCTION and matter.is_revoked:
        return (*found, *_REVOKING)
    if matter.benefits and all(key in MAINTENANCE_ALLOWANCES for key in matter.benefits):
        return tuple(_OF_MAINTENANCE.get(provision, provision) for provision in found)
    return found


def title_of(draft: Drafting, act: str) -> str:
    """An act by its title; the citations behind it tell its abbreviation."""
    if "/" in act:
        return draft.text("laws.regulation", number=act)
    known = acts().get(act)
    if known is None:
        return act
    titles = {"et": known.et[0], "en": known.en, "ru": known.ru}
    return titles[draft.language] or known.et[0]


def explained(draft: Drafting, act: str, provision: str) -> str | None:
    """A provision with its act written out, for the first time that the act is cited."""
    known = acts().get(act)
    if known is None or not provision.startswith(f"{act} "):
        return None
    rest = provision.removeprefix(f"{act} ")
    if draft.language == "et":
        genitive = re.sub("seadus$", "seaduse", known.et[0])
        genitive = re.sub("seadustik$", "seadustiku", genitive)
        return f"{genitive} ({act}) {rest}"
    title = known.en if draft.language == "en" else known.ru
    return f"{title or known.et[0]} ({act}) {rest}"


def _place(citation: Citation) -> tuple[tuple[int, int, str], ...]:
    """Where a provision stands in its act: § 4 before § 17, § 46 before § 46¹."""
    return tuple(_keys(citation))


def _keys(citation: Citation) -> Iterator[tuple[int, int, str]]:
    for part in (citation.section, citation.subsection, citation.point):
        found = _FIGURE.match(part)
        if found is None:
            yield (0, 0, part)
        else:
            raised = found[2].translate(_PLAIN)
            yield (int(found[1]), int(raised or 0), part[found.end() :])
