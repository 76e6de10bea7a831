"""The kind of an act or letter, told by its title, or else by what it decides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from perenou.acts.check.text import TextParagraph
from perenou.acts.document import Part
from perenou.acts.kinds import Kind
from perenou.language.sentences import sentences

_TITLES: Final = (
    (Kind.CHALLENGE_RETURN, r"vaide\s+(?:läbi\s?vaatamatult\s+)?tagasta"
                               r"|vaide\s+läbi\s*vaatamata"),
    (Kind.CHALLENGE_DECISION, r"vaideotsus|vaide\s+(?:lahenda|rahulda|kohta)|otsus\s+vaide"),
    (Kind.CORRECTION, r"(?:vea|ebatäpsus\w*|arvutusvea|kirjavea)\s+paranda|parandus"),
    (Kind.SET_OFF, r"tasaarvest|kinnipidami"),
    (Kind.RECOVERY_INJUNCTION, r"ettekirjutus|tagasinõu|tagasimaksmi"),
    (Kind.REVOCATION, r"kehtetuks\s+tunnista"),
    (Kind.PROVISIONAL_DECISION, r"(?:ajuti|esialg)(?:ne|se)\s+otsus"),
    (Kind.FORWARDING, r"taotluse\s+edasta"),
    (Kind.HEARING, r"ärakuula|palume\s+Teie\s+arvamust|arvamuse\s+(?:küsi|esita|and)"
                      r"|võimalus\s+esitada\s+arvamus"),
    (Kind.DOCUMENT_REQUEST, r"palume\s+(?:lisa)?(?:andmeid|dokumente|tõendeid)"
                               r"|(?:andmete|dokumentide|puuduste)\s+(?:esita|küsi|kõrvalda|palu)"),
    (Kind.OTHER_PARENT_NOTICE, r"te(?:ade|avitus)\s+(?:lapse\s+)?teisele\s+vanemale"
                                  r"|teise\s+vanema\s+teavita"),
    (Kind.INFORMATION, r"^\s*teade\b|(?<=\s)teade\s"),
    (Kind.RECIPIENT_CHANGE, r"saaja\s+(?:muut|vahet|asenda)|(?:toetuse"
                               r"|hüvitise)\s+saaja\w*\s+muut"),
    (Kind.RESUMPTION, r"(?:maksmise|õiguse)\s+(?:jätka|taasta)|jätkami|taastami"),
    (Kind.SUSPENSION, r"peatami"),
    (Kind.TERMINATION, r"lõpetami|lõppemi"),
    (Kind.CHANGE, r"ümber\s*arvuta|muutmi"),
    (Kind.PARTIAL_GRANT, r"osali(?:ne|se|selt)"),
    (Kind.REFUSAL, r"keeldu|rahuldamata\s+jät|määramata\s+jät"),
    (Kind.GRANT, r"määrami|määramise"),
    (Kind.INFORMATION, r"selgitus|vastus|teabe|infokiri|teavitus|teade\b"),
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
    (Kind.RECOVERY_INJUNCTION, r"\b(?:kohusta(?:n|me|b|da)|nõua(?:n|me|b)"
                                  r"|nõuda)\b.*\btaga(?:si|sta)"),
    (Kind.SET_OFF, r"\btasaarvesta(?:n|me|b|da)|peame\b.*\bkinni"),
    (Kind.REVOCATION, r"\btunnista(?:n|me|b|da)\b.*\bkehtetuks"),
    (Kind.REFUSAL, r"\bkeeldu(?:n|me|b|da)\b|(?:jäta(?:n|me|b)"
                      r"|jätta)\b.*\b(?:rahuldamata|määramata)"),
    (Kind.TERMINATION, r"\blõpeta(?:n|me|b|da)\b"),
    (Kind.SUSPENSION, r"\bpeata(?:n|me|b|da)\b"),
    (Kind.RESUMPTION, r"\bjätka(?:n|me|b|ta)\b|\btaasta(?:n|me|b|da)\b"),
    (Kind.CHANGE, r"\barvuta(?:n|me|b|da)\b.*\bümber|(?:muuda(?:n|me|b)|muuta)\b"),
    (Kind.GRANT, r"\bmäära(?:n|me|b|ta)\b"),
)  # fmt: skip
_BY_VERB: Final = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in _VERBS)


_TO_OTHER_PARENT: Final = re.compile(
    r"\bteisele\s+vanemale\b.{0,60}\bteata|\bteatame\b.{0,80}\bteisele\s+vanemale", re.IGNORECASE
)


def deduced_kind(paragraphs: Sequence[TextParagraph]) -> Kind | None:
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
        for start, end in sentences(decided)
        if DECIDES.search(decided[start:end])
        for kind, words in _BY_VERB
        if words.search(decided[start:end])
    }
    if {Kind.GRANT, Kind.REFUSAL} <= found:
        return Kind.PARTIAL_GRANT
    return next((kind for kind, _ in _BY_VERB if kind in found), None)


def _refined(kind: Kind, decided: str) -> Kind:
    """A grant that also refuses something is a partial one, a letter of a grant that decides."""
    if kind is Kind.GRANT and dict(_BY_VERB)[Kind.REFUSAL].search(decided):
        is_granted = dict(_BY_VERB)[Kind.GRANT].search(decided)
        return Kind.PARTIAL_GRANT if is_granted else Kind.REFUSAL
    if kind is Kind.INFORMATION and _TO_OTHER_PARENT.search(decided):
        return Kind.OTHER_PARENT_NOTICE
    return kind
