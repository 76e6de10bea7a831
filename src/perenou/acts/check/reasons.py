"""Reasons: for this person, weighed, answered, and where they can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from perenou.acts.check.finding import Detector, Hit
from perenou.acts.check.view import NAME, Act, Sentence
from perenou.acts.document import Part
from perenou.acts.kinds import Kind
from perenou.language.read_amounts import amounts_in
from perenou.language.read_dates import days_in, months_in

_REGISTER: Final = re.compile(
    r"rahvastikuregist|hariduse\s+infosüsteem|\bEHIS|tolliamet|töötamise\s+regist|kohtu(?:määru|otsu)"
    r"|\btaotlus\w*|\btõend\w*",
    re.IGNORECASE,
)
_PERSONAL: Final = re.compile(r"\bTe(?:ie|il|id|ilt|ile)?\b|\blaps\w*|\blast(?:e\w*)?\b")
_FACTS_WANTED: Final = 2
_WEIGHED: Final = re.compile(
    r"\bkaalu(?:me|sime|sin|n|tlus\w*|b|s|mi\w+|des|nud|da)\b|võtsime\s+arvesse|\barvestasi(?:me|n)\b|võts?in\s+arvesse|\bhindasin\b|võtame\s+arvesse"
    r"|\bhindasime\b|\bhuvi(?:d|de|sid)?\b.{0,80}\b(?:kaalu|üles|suurem)|arvestades\b",
    re.IGNORECASE,
)
_DISCRETION: Final = {
    ("SÜS", "31"), ("SÜS", "34"), ("HMS", "64"), ("HMS", "65"), ("HMS", "66"), ("HMS", "67"),
}  # fmt: skip
_ALWAYS_WEIGHED: Final = frozenset({Kind.RECOVERY_INJUNCTION, Kind.SET_OFF, Kind.REVOCATION})
_OBJECTION: Final = re.compile(
    r"\b(?:väitsite|väidate|leidsite|leiate|arvasite|märkisite|vaidlesite|palusite\s+(?:mitte|jätta|arvestada|loobuda)|vastuväi\w+|ei\s+nõustunud"
    r"|Teie\s+(?:arvates|hinnangul|sõnul))\b",
    re.IGNORECASE,
)
_DEMAND: Final = re.compile(r"\bpalusite\b", re.IGNORECASE)
_NO_OBJECTION: Final = re.compile(
    r"ei\s+(?:esitanud|ole\s+esitanud|saanud|laekunud|olnud)|ei\s+tulnud|\bvõi(?:te|b|malus\w*|site|da)\b|\btähta|palusime",
    re.IGNORECASE,
)
_ANSWER: Final = re.compile(
    r"\bei\s+(?:saa\s+)?nõustu\b|\bnõustu(?:me|n)\b|\bselgita(?:me|sime|n|sin)\b|\bvasta(?:me|sime|n|sin)\b|\bvastus\b|\barvesta(?:me|sime|n|sin)\b"
    r"|\bei\s+muuda\b|\bpõhjenda(?:tud|matu)\b|\bei\s+ole\s+alust\b|\blei(?:ame|an)\b|\basume\b|\bsee(?:tõttu|pärast)\b"
    r"|\bsellepärast\b|\bvõt(?:si|a)me\s+(?:seda\s+)?arvesse\b|\bpeame\b|\bei\s+(?:mõjuta|välista|tähenda)\b"
    r"|\brahulda(?:me|sime)\b|\bkontrollisime\b|\bsiiski\b|\bsest\b",
    re.IGNORECASE,
)
_AFFECTED: Final = re.compile(
    r"\bteis(?:e|el|ele|elt)\s+vanema\w*|\bteine\s+vanem\b|\bsenise?l?\s+saaja\w*|\bkordamööda\b|\bvaheldumisi\b",
    re.IGNORECASE,
)
_ELSEWHERE: Final = re.compile(
    r"\b(?:lisas|teabelehel|infolehel|juhendis|kodulehel|veebilehel|memos)\b", re.IGNORECASE
)
_GIVEN_THERE: Final = re.compile(
    r"\b(?:põhjend\w+|selgitatud|selgitused?|toodud|kirjeldatud|kirjas|esitatud|arvutuskäi\w+)\b",
    re.IGNORECASE,
)
_EXACT: Final = re.compile(
    r"\blisas\s+\d|\blisa\s+\d|\bnr\b|https?://|www\.|\b[\w-]+\.ee\b|„[^“”]+[“”]", re.IGNORECASE
)
_DEPARTURE: Final = re.compile(
    r"\b(?:senisest|varasemast)\s+(?:\w+\s+)?praktika\w*.{0,40}\b(?:erinevalt|teisiti|kõrvale)"
    r"|\b(?:erinevalt|kõrvale)\b.{0,40}\b(?:senisest|varasemast)\b.{0,20}praktika\w*"
    r"|\bmuudame\b.{0,30}\bpraktika\w*|\bsarnas\w+\s+juhtu\w+.{0,60}\bteisiti",
    re.IGNORECASE,
)
_BECAUSE: Final = re.compile(
    r"\bsest\b|\bkuna\b|\bpõhjus\w*|\bseetõttu\b|\bseepärast\b|\bseadus\w*\s+muutu|\bkohtu\w*",
    re.IGNORECASE,
)
_AGAINST_COURT: Final = re.compile(
    r"\b(?:hoolimata|vaatamata|olenemata)\b.{0,50}\bkohtu\w*|\bkohtu(?:määrus\w*|otsus\w*|lahend\w*)\b"
    r".{0,60}\b(?:hoolimata|vaatamata)|\bkohtu\w*\b.{0,60}\b(?:ei\s+(?:seo|ole\s+siduv|arvesta|pea\s+arvestama)"
    r"|ekslik\w*|hindasime\s+ümber|hindame\s+ümber|ei\s+nõustu)",
    re.IGNORECASE,
)


def for_this_person(act: Act) -> Iterator[Hit]:
    """AA-030: at least two facts of the case in the reasons."""
    text = " ".join(each.text for each in act.reasons)
    tables = any(p.cell is not None and p.part is not Part.OPERATIVE for p in act.paragraphs)
    facts = (
        len({each.day for each in days_in(text)})
        + len({each.month for each in months_in(text)})
        + len({each.cents for each in amounts_in(text)})
        + bool(NAME.search(text))
        + len({found[0].lower()[:8] for found in _REGISTER.finditer(text)})
        + tables
    )
    if facts < _FACTS_WANTED or not _PERSONAL.search(text):
        yield Hit(act.reasons[0].place if act.reasons else None)


def weighing(act: Act) -> Iterator[Hit]:
    """AA-031: what was weighed, where the law leaves a choice."""
    cited = {
        (each.name, each.section) for _, mention in act.mentions for each in mention.references
    }
    is_due = act.kind in _ALWAYS_WEIGHED or cited & _DISCRETION
    weighed = (
        any(_WEIGHED.search(each.text) for each in act.running if each.part is not Part.CONTEST)
        or len(act.of(Part.WEIGHING)) > 1
    )
    if is_due and not weighed:
        yield Hit()


def answers(act: Act) -> Iterator[Hit]:
    """AA-032: every objection that is told is answered close by."""
    is_challenge = act.kind is Kind.CHALLENGE_DECISION
    told = [each for each in act.running if each.part not in (Part.CONTEST, Part.DUTIES)]
    for at, sentence in enumerate(told):
        objects = _OBJECTION.search(sentence.text)
        if is_challenge:
            objects = objects or _DEMAND.search(sentence.text)
        if objects is None or _NO_OBJECTION.search(sentence.text):
            continue
        if not _is_answered(told[at : at + 6]):
            yield Hit(sentence.place)


def _is_answered(sentences: Sequence[Sentence]) -> bool:
    return any(_ANSWER.search(each.text) for each in sentences)


def facts_left_out(act: Act) -> Iterator[Hit]:
    """AA-033: no facts although somebody else is touched."""
    touched = [each for each in act.running if _AFFECTED.search(each.text)]
    has_facts = any(act.has(part) for part in (Part.FACTS, Part.REASONS, Part.WEIGHING))
    if touched and not has_facts and len(act.reasons) < 3:
        yield Hit(touched[0].place)


def reasons_elsewhere(act: Act) -> Iterator[Hit]:
    """AA-034: reasons in another document that is not named exactly."""
    for sentence in act.running:
        if _ELSEWHERE.search(sentence.text) and _GIVEN_THERE.search(sentence.text):
            if not _EXACT.search(sentence.text) and not days_in(sentence.text):
                yield Hit(sentence.place)


def departure(act: Act) -> Iterator[Hit]:
    """AA-035: a change of practice without its reason."""
    for at, sentence in enumerate(act.running):
        if not _DEPARTURE.search(sentence.text):
            continue
        if not any(_BECAUSE.search(each.text) for each in act.running[at : at + 2]):
            yield Hit(sentence.place)


def against_a_court(act: Act) -> Iterator[Hit]:
    """AA-036: reasons that set a court's finding aside."""
    for sentence in act.of(*(part for part in Part if part is not Part.CONTEST)):
        if _AGAINST_COURT.search(sentence.text):
            yield Hit(sentence.place)


DETECTORS: Final[Mapping[str, Detector]] = {
    "AA-030": for_this_person,
    "AA-031": weighing,
    "AA-032": answers,
    "AA-033": facts_left_out,
    "AA-034": reasons_elsewhere,
    "AA-035": departure,
    "AA-036": against_a_court,
}
