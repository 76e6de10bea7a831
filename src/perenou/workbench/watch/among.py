"""Everything that may rest on a provision: coded law, our texts, templates, what people wrote."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from perenou.acts.cites import cites
from perenou.impact.registry import Citing, everything
from perenou.impact.registry import citing as citing_of
from perenou.impact.texts import texts
from perenou.language.catalogue import Catalogue
from perenou.language.grammar import LANGUAGES, Language
from perenou.rules.citation import Citation
from perenou.rules.rule import Labels
from perenou.rules.types import ALWAYS, NEVER, Day
from perenou.workbench.audit.words import about_said
from perenou.workbench.frame.words import say
from perenou.workbench.references.registered import citing, named, told


def among(acts: Collection[str] | None = None) -> tuple[Citing, ...]:
    """All of it, but for the inventory, which only lists what norms there are.

    Args:
        acts: only what rests on these acts; None: on any.
    """
    if acts is None:
        return (*_of_ours(), *citing())
    ours = (each for each in _of_ours() if each.citation.act in acts)
    return (*ours, *(each for act in sorted(acts) for each in citing(act=act)))


@dataclass(frozen=True, slots=True)
class Resting:
    """Something that rests on a provision, in words, and where it opens; empty: nowhere."""

    kind: str
    label: str
    address: str


def resting(
    provisions: Iterable[Citation], day: Day, language: Language, own: tuple[str, str]
) -> list[tuple[str, list[Resting]]]:
    """By provision, what rests on it on a day; a few queries however many there are.

    Args:
        own: kind and key of what rests on all of them and is not told.
    """
    wanted = list(dict.fromkeys(provisions))
    every = among({each.act for each in wanted})
    found = [(each, citing_of(each, every, day)) for each in wanted]
    written = told({named(row.name) for _, rows in found for row in rows if row.kind == "writing"})
    return [
        (
            str(provision),
            list(
                dict.fromkeys(
                    Resting(
                        kind_said(row.kind, row.name, language),
                        label(row.kind, row.name, row.labels.in_language(language), language),
                        of.address if (of := written.get(named(row.name))) is not None else "",
                    )
                    for row in rows
                    if row.kind != "writing" or named(row.name) != own
                )
            ),
        )
        for provision, rows in found
    ]


def label(kind: str, name: str, kept: str, language: Language) -> str:
    """What a thing is called; what is coded no longer, by what it was known by.

    A doubt is the same wherever norms rest on it, and is called by what it asks.
    """
    doubts = Catalogue.load("perenou.benefits", "texts")
    if kind == "doubt" and (key := f"doubt.{name}.what") in doubts.templates(language):
        return doubts.text(key, language)
    found = _labels().get((kind, name))
    return kept or name if found is None else found.in_language(language)


def kind_said(kind: str, name: str, language: Language) -> str:
    """What sort of thing it is, in words: of what people wrote, what exactly."""
    if kind == "writing":
        return about_said(named(name)[0], language)
    return say(f"watch.kind.{kind}", language)


@lru_cache(maxsize=1)
def _of_ours() -> tuple[Citing, ...]:
    """What does not change while the program runs."""
    coded = (each for each in everything() if each.kind != "inventory")
    return (*coded, *texts(), *_templates())


def _templates() -> Iterator[Citing]:
    texts_of_acts = Catalogue.load("perenou.acts", "texts")
    for kind, citations in cites().items():
        et, en, ru = (texts_of_acts.text(f"kind.{kind}", each) for each in LANGUAGES)
        labels = Labels(et, en, ru)
        for citation in citations:
            yield Citing("template", kind.value, citation, ALWAYS, NEVER, labels)


@lru_cache(maxsize=1)
def _labels() -> dict[tuple[str, str], Labels]:
    return {(each.kind, each.name): each.labels for each in _of_ours()}
