"""Provisions as they stood on a day: what is said and coded of one, and its own words."""

from __future__ import annotations

import os
from dataclasses import dataclass

from perenou.benefits.summaries import summary_on
from perenou.impact.registry import citing, near
from perenou.language.grammar import Language
from perenou.rules.citation import Citation
from perenou.rules.types import Day
from perenou.statutes.address import Address
from perenou.statutes.errors import StatutesError
from perenou.statutes.model import precedence
from perenou.statutes.store import FILE, Store, store_directory
from perenou.statutes.tell_differences import redaction_line


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What an act itself says, in a redaction of the user's own store.

    Attributes:
        next_day: from which a later redaction that is there says it otherwise, or no longer.
    """

    title: str
    text: str
    redaction: str
    is_repealed: bool
    next_day: Day | None


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision on a day.

    Attributes:
        summary: a sentence of ours; empty where there is none. link: where it is read officially.
        words: None where the user's store does not have the act as of the day. coded: what of the
            coded law cites it on that day: its label and name.
    """

    citation: str
    day: Day
    summary: str
    link: str | None
    words: OwnWords | None
    coded: tuple[tuple[str, str], ...]

    @property
    def address(self) -> str:
        """As addresses of pages hold it."""
        return self.citation.replace(" ", "_")


def provision_on(cited: Citation, day: Day, language: Language) -> Provision:
    """A provision as it stood on a day."""
    summary = summary_on(cited, day)
    rows = (each for each in citing(cited, near(cited), day) if each.kind != "inventory")
    coded = dict.fromkeys((each.labels.in_language(language), each.name) for each in rows)
    return Provision(
        str(cited), day, "" if summary is None else summary.in_language(language),
        cited.link_on(day), own_words(cited, day, language), tuple(coded),
    )  # fmt: skip


def own_words(cited: Citation, day: Day, language: Language) -> OwnWords | None:
    """The words of a provision, where the user's store has the act; nothing is made or written."""
    folder = store_directory(None, os.environ)
    if not (folder / FILE).is_file():
        return None
    try:
        with Store(folder) as store:
            text = store.text_on(cited.act, day)
            found = None if text is None else text.find(Address.of(cited))
            if text is None or found is None:
                return None
            next_day = _next_day(store, cited, text.words(found.address), day)
    except StatutesError:
        return None
    section = text.provisions[text.places[Address(found.address.steps[:1])]]
    return OwnWords(
        section.title, text.words(found.address), redaction_line(text.redaction, language),
        found.repealed, next_day,
    )  # fmt: skip


def _next_day(store: Store, cited: Citation, words: str, day: Day) -> Day | None:
    """From which day after another a provision has other words than these."""
    later = [each for each in store.named(cited.act) if not each.amends and each.since > day]
    for each in sorted(later, key=precedence):
        text = store.text(each)
        found = text.find(Address.of(cited))
        if found is None or text.words(found.address) != words:
            return each.since
    return None
