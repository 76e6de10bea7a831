"""Citations: they exist, they held on the day, and they are about what the sentence says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from perenou.acts.check.benefit_names import benefits_in
from perenou.acts.check.finding import Detector, Hit, Severity
from perenou.acts.check.provisions import provisions
from perenou.acts.check.view import Act, Place
from perenou.language.read_dates import days_in, months_in
from perenou.language.references.inventory import added_on, gone_since
from perenou.language.references.reference import Reference
from perenou.language.references.resolve import find
from perenou.rules.calendar import first_day_of

_AGREEMENT: Final = re.compile(r"leping(?:u(?:s|st|ga)?)?(?: art [\d()]+[;,])*\s*$", re.IGNORECASE)


def wrong_citations(act: Act) -> Iterator[Hit]:
    """AA-021: a provision that does not exist, is gone, or is about something else."""
    for place, mention in act.mentions:
        is_lost = mention.problem is not None and mention.problem.reason == "act"
        if is_lost and not _is_of_agreement(act, place):
            yield Hit(place, "no_act", severity=Severity.MINOR)
        for target in mention.targets:
            if target.problem is not None and target.problem.reason == "missing":
                yield Hit(place, "missing", (("provision", str(target.reference)),))
                break
            gone = gone_since(target.reference)
            if gone is not None and _is_gone(act, place, target.reference, gone):
                slots = (("provision", str(target.reference)), ("day", gone))
                yield Hit(place, "gone", slots)
                break
    yield from _other_act(act)
    yield from _other_benefit(act)


def _is_of_agreement(act: Act, place: Place) -> bool:
    """Whether an article stands behind the name of an agreement between states."""
    before = act.paragraphs[place.paragraph - 1].text[: place.start]
    return _AGREEMENT.search(before) is not None


def _is_gone(act: Act, place: Place, reference: Reference, gone: int) -> bool:
    """Whether it was gone on the day of the act, and no earlier time is named where it is cited.

    A decision may name the time in its operative part and cite the provision elsewhere once more;
    a letter or page has to name it each time.
    """
    if act.day is None or act.day < gone:
        return False
    places = {place.paragraph}
    if act.operative_text:
        places |= {
            other.paragraph
            for other, mention in act.mentions
            if any(target.reference == reference for target in mention.targets)
        }
    text = "\n".join((*(act.paragraphs[at - 1].text for at in places), act.operative_text))
    told = [each.day for each in days_in(text)]
    told += [first_day_of(each.month) for each in months_in(text)]
    return not any(day <= gone for day in told)


def _other_act(act: Act) -> Iterator[Hit]:
    """The number of a provision that the sentence needs, under another act."""
    for sentence in act.running:
        if "§" not in sentence.text and "paragrahv" not in sentence.text:
            continue
        cited = [
            each for mention in find(sentence.text) for each in mention.references if each.section
        ]
        if len(cited) != 1:
            continue
        for topic in provisions().topics:
            is_number = cited[0].section == topic.provision.section
            if is_number and cited[0].name in topic.wrong and topic.words.search(sentence.text):
                slots = (("provision", str(cited[0])), ("right", str(topic.provision)))
                yield Hit(sentence.place, "other_act", slots, Severity.MAJOR)
                break


def _other_benefit(act: Act) -> Iterator[Hit]:
    """A provision of one benefit under a decision on another."""
    of = provisions().benefits
    for sentence in act.operative:
        named = benefits_in(sentence.text)
        if len(named) != 1:
            continue
        (benefit,) = named
        cited = {
            each.section
            for mention in find(sentence.text)
            for each in mention.references
            if each.name == "PHS" and each.section
        }
        own = of.get(benefit, frozenset())
        foreign = {section for key in of if key != benefit for section in of[key]}
        if cited and own and cited <= foreign and not cited & own:
            slots = (("provision", f"PHS § {min(cited)}"),)
            yield Hit(sentence.place, "other_benefits_provision", slots, Severity.MAJOR)


def not_yet_in_force(act: Act) -> Iterator[Hit]:
    """AA-022: a provision that holds only from a later day than that of the act."""
    if act.day is None:
        return
    for place, mention in act.mentions:
        for target in mention.targets:
            first = added_on(target.reference)
            if target.problem is None and first is not None and first > act.day:
                slots = (("provision", str(target.reference)), ("day", first))
                yield Hit(place, "not_yet", slots)
                break


def lost_superscripts(act: Act) -> Iterator[Hit]:
    """AA-162: plain figures where the act has a superscript."""
    for _, mention in act.mentions:
        for target in mention.targets:
            problem = target.problem
            if problem is not None and problem.reason == "ambiguous":
                place = act.place(target.start, target.end)
                slots = (("provisions", [str(each) for each in problem.candidates]),)
                yield Hit(place, "superscript", slots)


DETECTORS: Final[Mapping[str, Detector]] = {
    "AA-021": wrong_citations,
    "AA-022": not_yet_in_force,
    "AA-162": lost_superscripts,
}
