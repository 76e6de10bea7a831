"""Findings told to people: the worst first, each item once with its places, why and the cure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final, Protocol

from perenou.acts.check.finding import Finding, Severity
from perenou.acts.check.folder import CheckedFile
from perenou.acts.check.view import Act, Place
from perenou.acts.kinds import Kind
from perenou.casework.report import Line, Report, Section, Table, Tone
from perenou.language.catalogue import Catalogue, SlotValue
from perenou.language.dates import day as day_text
from perenou.language.grammar import Language

_TONES: Final[dict[Severity, Tone]] = {
    Severity.BLOCKER: "bad",
    Severity.MAJOR: "bad",
    Severity.MINOR: "open",
    Severity.INFO: "",
}
_MOST_PLACES: Final = 3
_LONGEST: Final = 90


def tell_findings(act: Act, found: Sequence[Finding], language: Language = "et") -> Report:
    """A report on a document."""
    texts = Catalogue.load("perenou.acts.check", "texts")

    def say(key: str, **slots: SlotValue) -> str:
        return texts.text(f"check.report.{key}", language, **slots)

    kind = say("unknown_kind") if act.kind is None else _kind(act.kind, language)
    day = say("unknown_day") if act.day is None else day_text(act.day, language)
    sections = [
        Section(severity, say(f"severity.{severity}"), finding_lines(act, tuple(group), language))
        for severity, group in groupby(found, lambda each: each.severity)
    ]
    summary = say("count", number=len(found)) if found else say("none")
    first = Section("summary", summary)
    return Report(say("title"), say("subtitle", kind=kind, day=day), (first, *sections))


def tell_folder(checked: Sequence[CheckedFile], language: Language = "et") -> Report:
    """A report on the files of a folder, the worst first; what was not read is named."""
    texts = Catalogue.load("perenou.acts.check", "texts")

    def say(key: str, **slots: SlotValue) -> str:
        return texts.text(f"check.folder.{key}", language, **slots)

    read = [each for each in checked if not each.refused]
    refused = [each for each in checked if each.refused]
    numbers = {"number": len(read), "bad": sum(each.stops for each in read), "left": len(refused)}
    sections = [Section("summary", say("summary"), (Line(say("count", **numbers)),))]
    if read:
        head = ("file", "kind", *Severity)
        table = Table(
            tuple(say(f"head.{each}") for each in head),
            tuple(_row(each, language) for each in read),
            frozenset(range(2, len(head))),
        )
        sections.append(Section("files", say("files"), (), table))
    if refused:
        told = tuple(Line(each.refused, 0, "bad") for each in refused)
        sections.append(Section("refused", say("refused"), told))
    return Report(say("title"), say("subtitle", number=len(checked)), tuple(sections))


def _row(checked: CheckedFile, language: Language) -> tuple[str, ...]:
    kind = "–" if checked.kind is None else _kind(checked.kind, language)
    return (checked.name, kind, *(str(checked.found[each] or "") for each in Severity))


def _kind(kind: Kind, language: Language) -> str:
    """A kind of document by the name under which it is drafted."""
    return Catalogue.load("perenou.acts", "texts").text(f"kind.{kind}", language)


class _Say(Protocol):
    """Says a text of the report."""

    def __call__(self, key: str, **slots: SlotValue) -> str: ...


def finding_lines(
    act: Act,
    found: Sequence[Finding],
    language: Language,
    names: Mapping[str, str] | None = None,
) -> tuple[Line, ...]:
    """Findings of a document, each item once with its places, why it matters and the cure.

    Args:
        names: by item, what people call it; others go by their own.
    """
    return tuple(_lines(act, found, _said_in(language), names or {}))


def _said_in(language: Language) -> _Say:
    texts = Catalogue.load("perenou.acts.check", "texts")

    def say(key: str, **slots: SlotValue) -> str:
        return texts.text(f"check.report.{key}", language, **slots)

    return say


def _lines(
    act: Act, found: Sequence[Finding], say: _Say, names: Mapping[str, str]
) -> Iterator[Line]:
    reasons: set[str] = set()
    for _, group in groupby(found, lambda each: (each.item, each.citation, each.cure)):
        of_item = tuple(group)
        for text, same in groupby(of_item, lambda each: each.text):
            places = tuple(same)
            name = names.get(places[0].item, places[0].item)
            yield Line(f"{name}  {text}", 0, _TONES[places[0].severity])
            shown = [each for each in places if each.place is not None]
            yield from (Line(_place(act, each, say), 1) for each in shown[:_MOST_PLACES])
            if len(shown) > _MOST_PLACES:
                yield Line(say("more", number=len(shown) - _MOST_PLACES), 1, "quiet")
        first = of_item[0]
        if first.why in reasons:
            yield Line(say("source", citation=first.citation), 1, "quiet")
        else:
            reasons.add(first.why)
            yield Line(say("why", why=first.why, citation=first.citation), 1, "quiet")
        yield Line(say("cure", cure=first.cure), 1, "good")


def _place(act: Act, finding: Finding, say: _Say) -> str:
    assert finding.place is not None
    excerpt = " ".join(finding.excerpt.split())
    if len(excerpt) > _LONGEST:
        excerpt = f"{excerpt[:_LONGEST].rsplit(' ', 1)[0]} …"
    return say("place", where=_where(act, finding.place, say), excerpt=excerpt)


def where_told(act: Act, place: Place, language: Language) -> str:
    """The page, the paragraph and, where it has several, the sentence of a place."""
    return _where(act, place, _said_in(language))


def _where(act: Act, place: Place, say: _Say) -> str:
    paragraph = _paragraph(act, place, say)
    page = act.paragraphs[place.paragraph - 1].page
    told = paragraph if page is None else f"{say('page', page=page)}, {paragraph}"
    return told[0].upper() + told[1:]


def _paragraph(act: Act, place: Place, say: _Say) -> str:
    own = [each for each in act.sentences if each.place.paragraph == place.paragraph]
    holding = [
        number
        for number, each in enumerate(own, 1)
        if each.place.start <= place.start and place.end <= each.place.end
    ]
    if len(own) == 1 or not holding:
        return say("paragraph", number=place.paragraph)
    return say("sentence", number=place.paragraph, sentence=holding[0])
