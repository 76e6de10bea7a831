"""The kind of an act or letter, told by its title, or else by what it decides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from perenou.acts.check.kinds import ActKind
from perenou.acts.check.text import TextParagraph
from perenou.acts.document import Part

_TITLES: Final = (
    (ActKind.CHALLENGE_RETURN, r"vaide\s+(?:läbi\s?vaatamatult\s+)?tagasta"
                               r"|vaide\s+läbi\s*vaatamata"),
    (ActKind.CHALLENGE_DECISION, r"vaideotsus|vaide\s+(?:lahenda|rahulda|kohta)|otsus\s+vaide"),
    (ActKind.CORRECTION, r"(?:vea|ebatäpsus\w*|arvutusvea|kirjavea)\s+paranda|parandus"),
    (ActKind.SET_OFF, r"tasaarvest|kinnipidami"),
    (ActKind.RECOVERY_INJUNCTION, r"ettekirjutus|tagasinõu|tagasimaksmi"),
    (ActKind.REVOCATION, r"kehtetuks\s+tunnista"),
    (ActKind.PROVISIONAL_DECISION, r"(?:ajuti|esialg)(?:ne|se)\s+otsus"),
    (ActKind.FORWARDING, r"taotluse\s+edasta"),
    (ActKind.HEARING, r"ärakuula|palume\s+Teie\s+arvamust|arvamuse\s+(?:küsi|esita|and)"
                      r"|võimalus\s+esitada\s+arvamus"),
    (ActKind.DOCUMENT_REQUEST, r"palume\s+(?:lisa)?(?:andmeid|dokumente|tõendeid)"
                               r"|(?:andmete|dokumentide|puuduste)\s+(?:esita|küsi|kõrvalda|palu)"),
    (ActKind.OTHER_PARENT_NOTICE, r"te(?:ade|avitus)\s+(?:lapse\s+)?teisele\s+vanemale"
                                  r"|teise\s+vanema\s+teavita"),
    (ActKind.INFORMATION, r"^\s*teade\b|(?<=\s)teade\s"),
    (ActKind.RECIPIENT_CHANGE, r"saaja\s+(?:muut|vahet|asenda)|(?:toetuse"
                               r"|hüvitise)\s+saaja\w*\s+muut"),
    (ActKind.RESUMPTION, r"(?:maksmise|õiguse)\s+(?:jätka|taasta)|jätkami|taastami"),
    (ActKind.SUSPENSION, r"peatami"),
    (ActKind.TERMINATION, r"lõpetami|lõppemi"),
    (ActKind.CHANGE, r"ümber\s*arvuta|muutmi"),
    (ActKind.PARTIAL_GRANT, r"osali(?:ne|se|selt)"),
    (ActKind.REFUSAL, r"keeldu|rahuldamata\s+jät|määramata\s+jät"),
    (ActKind.GRANT, r"määrami|määramise"),
    (ActKind.INFORMATION, r"selgitus|vastus|teabe|infokiri|teavitus|teade\b"),
)  # fmt: skip
_BY_TITLE: Final = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in _TITLES)

DECIDES: Final = re.compile(
    r"\b(?:otsusta(?:n|me|b|s|sime|da)|määra(?:n|me|b|ta)|keeldu(?:n|me|b|da)|lõpeta(?:n|me|b|da)"
    r"|peata(?:n|me|b|da)|kohusta(?:n|me|b|da)|rahulda(?:n|me|b|da)|tasaarvesta(?:n|me|b|da)"
    r"|jätka(?:n|me|b|ta)\b.{0,60}maksmis|taasta(?:n|me|b|da)|tühista(?:n|me|b|da)"
    r"|nõua(?:n|me|b|ta)?\b.{0,80}\btagasi|nõuda\b.{0,80}\btagasi"
    r"|(?:jäta(?:n|me|b)|jätta)\b.{0,120}\b(?:rahuldamata|määramata|läbi\s*vaatamata)"
    r"|tunnista(?:n|me|b|da)\b.{0,120}\bkehtetuks|kehtetuks\s+tunnista(?:n|me|b|da)"
    r"|(?:muuda(?:n|me|b)|muuta)\b.{0,80}\b(?:otsus|toetus|hüvitis|saaja|suurus)"
    r"|(?:tagasta(?:n|me|b|da))\b.{0,60}\bvaide|arvuta(?:n|me|b|da)\b.{0,60}ümber"
    r"|paranda(?:n|me|b|da)\b.{0,80}(?:otsus|viga|vea|ebatäpsus)|peame\b.{0,80}\bkinni)",
    re.IGNORECASE,
)
"""A finite verb, or an infinitive of a numbered point, with which an authority decides."""

_VERBS: Final = (
    (ActKind.RECOVERY_INJUNCTION, r"\b(?:kohusta(?:n|me|b|da)|nõua(?:n|me|b)"
                                  r"|nõuda)\b.*\btaga(?:si|sta)"),
    (ActKind.SET_OFF, r"\btasaarvesta(?:n|me|b|da)|peame\b.*\bkinni"),
    (ActKind.REVOCATION, r"\btunnista(?:n|me|b|da)\b.*\bkehtetuks"),
    (ActKind.REFUSAL, r"\bkeeldu(?:n|me|b|da)\b|(?:jäta(?:n|me|b)"
                      r"|jätta)\b.*\b(?:rahuldamata|määramata)"),
    (ActKind.TERMINATION, r"\blõpeta(?:n|me|b|da)\b"),
    (ActKind.SUSPENSION, r"\bpeata(?:n|me|b|da)\b"),
    (ActKind.RESUMPTION, r"\bjätka(?:n|me|b|ta)\b|\btaasta(?:n|me|b|da)\b"),
    (ActKind.CHANGE, r"\barvuta(?:n|me|b|da)\b.*\bümber|(?:muuda(?:n|me|b)|muuta)\b"),
    (ActKind.GRANT, r"\bmäära(?:n|me|b|ta)\b"),
)  # fmt: skip
_BY_VERB: Final = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in _VERBS)


_TO_OTHER_PARENT: Final = re.compile(
    r"\bteisele\s+vanemale\b.{0,60}\bteata|\bteatame\b.{0,80}\bteisele\s+vanemale", re.IGNORECASE
)


def deduced_kind(paragraphs: Sequence[TextParagraph]) -> ActKind | None:
    """The kind of a document; None where neither title nor decision tells it."""
    title = " ".join(each.text for each in paragraphs if each.part is Part.HEADING)
    decided = " ".join(
        each.text
        for each in paragraphs
        if not each.heading and each.part not in (Part.CONTEST, Part.HEARING, Part.DUTIES)
    )
    for kind, words in _BY_TITLE:
        if words.search(title):
            return _refined(kind, decided)
    found = {
        kind
        for sentence in re.split(r"(?<=[.;:])\s", decided)
        if DECIDES.search(sentence)
        for kind, words in _BY_VERB
        if words.search(sentence)
    }
    if {ActKind.GRANT, ActKind.REFUSAL} <= found:
        return ActKind.PARTIAL_GRANT
    return next((kind for kind, _ in _BY_VERB if kind in found), None)


def _refined(kind: ActKind, decided: str) -> ActKind:
    """A grant that also refuses something is a partial one, a letter of a grant that decides."""
    if kind is ActKind.GRANT and dict(_BY_VERB)[ActKind.REFUSAL].search(decided):
        is_granted = dict(_BY_VERB)[ActKind.GRANT].search(decided)
        return ActKind.PARTIAL_GRANT if is_granted else ActKind.REFUSAL
    if kind is ActKind.INFORMATION and _TO_OTHER_PARENT.search(decided):
        return ActKind.OTHER_PARENT_NOTICE
    return kind
