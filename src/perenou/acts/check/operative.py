"""What is decided: clearly apart, for which benefit and children, from when to when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from perenou.acts.check.benefit_names import ONE_OFF, benefits_in, names_benefit
from perenou.acts.check.deduce_kind import DECIDES
from perenou.acts.check.finding import Detector, Hit
from perenou.acts.check.view import NAME, Act, names_in
from perenou.acts.document import Part
from perenou.acts.kinds import Kind
from perenou.language.number_words import number_of
from perenou.language.read_amounts import amounts_in
from perenou.language.read_dates import days_in, months_in

_COUNTED: Final = re.compile(
    r"(?<![\w.])(\d{1,2}|[a-zõäöü]+)\s+(?:lapse|lapsele|last|lapsega)\b", re.IGNORECASE
)
_CHILD: Final = re.compile(
    r"\b(?:laps|lapse|lapsele|lapsed|lapsi|last|laste|lastele)\b", re.IGNORECASE
)
_NAMED_CHILD: Final = re.compile(
    r"\b(?:[Ll]ap(?:s|se|sele|sed|si|sega|selt|sest|st)|[Ll]ast|[Ll]aste|[Ll]astele|poja|pojale|tütre|tütrele"
    rf")\s*[:(,]?\s*(?:\(|eest:?\s*|kohta:?\s*)?(?P<name>{NAME.pattern})",
)
_BORN: Final = re.compile(r"\bsünd\w*|\bs(?:ü|u)nni(?:aeg|päev)\w*|\bisikukood\w*", re.IGNORECASE)
_ENDS: Final = re.compile(
    r"\bkuni\b|\blõpuni\b|\w+ni\b\s*(?:\d{4}|\()|[–-]\s*\d{1,2}\.|täis(?:tumi|ealis)|aastaseks"
    r"|\b(?:maksmine|õigus\w*)\s+lõpeb\b",
    re.IGNORECASE,
)
_CONDITION: Final = re.compile(
    r"\btingimusel,?\s+et\b|\bjuhul,?\s+kui\s+Te\b|\beeldusel,?\s+et\b|\btingimuslikult\b"
    r"|\bkehtib\s+(?:ainult|üksnes)\s+juhul",
    re.IGNORECASE,
)
_MONTHLY: Final = re.compile(r"\s*(?:iga\s+)?kuus\b|\s+kalendrikuus\b")
_DENIED: Final = re.compile(
    r"(?:ei\s+ole|ei\s+teki|ei\s+tekkinud|puudub)\b[^;]{0,50}\bõigus|õigus\w*\b[^;]{0,60}"
    r"\b(?:ei\s+ole|ei\s+teki|puudub)\b|\b(?:jääb|jätame|tuleb\s+jätta)\b[^;]{0,40}\b(?:rahuldamata|määramata)",
    re.IGNORECASE,
)
_GIVEN: Final = re.compile(
    r"(?:^|[.;]\s*)\s*(?:Seega|Seetõttu|Järelikult|Kokkuvõttes)\b[^;]{0,40}\bon\s+Teil\b[^;]{0,30}\bõigus",
    re.IGNORECASE,
)  # fmt: skip
_LAPSED: Final = re.compile(r"\d{4}|varem|varasem|kuni\b|enne\b", re.IGNORECASE)


def something_decided(act: Act) -> Iterator[Hit]:
    """AA-010: a sentence that decides."""
    if not any(
        DECIDES.search(each.text)
        for each in act.running
        if each.part not in (Part.CONTEST, Part.HEARING, Part.DUTIES)
    ):
        yield Hit()


def benefit_named(act: Act) -> Iterator[Hit]:
    """AA-011: the statutory name of the benefit in what is decided."""
    if act.operative and not names_benefit(act.operative_text):
        yield Hit(act.operative[0].place)


def children_named(act: Act) -> Iterator[Hit]:
    """AA-012: every child by name or birth, as many as are counted.

    A grown-up child who is paid is the addressee, and needs no second name.
    """
    text = act.operative_text
    if not act.operative:
        return
    names = {found["name"] for found in _NAMED_CHILD.finditer(text)}
    others = names | (set(names_in(text)) - {act.addressee})
    elsewhere = {found["name"] for found in _NAMED_CHILD.finditer(act.text)} - {act.addressee}
    if benefits_in(text) == {"large_family_allowance"}:
        elsewhere = set()  # it is the family's, and its children are counted in the reasons
    told = any(_CHILD.search(each.text) for each in act.operative if DECIDES.search(each.text))
    if not others and not _BORN.search(text) and (told or elsewhere):
        yield Hit(act.operative[0].place, "no_child")
        return
    for sentence in act.operative:
        for found in _COUNTED.finditer(sentence.text):
            word = found[1]
            count = int(word) if word.isdigit() else number_of(word)
            listed = set(names_in(text)) - {act.addressee}
            if count and listed and (len(listed) < count or (len(names) == len(listed) > count)):
                slots = (("told", count), ("named", len(listed)))
                yield Hit(sentence.place, "children", slots)
                return


def paid_from_to(act: Act) -> Iterator[Hit]:
    """AA-013: from when, and of a grant until when."""
    text = act.operative_text
    if not act.operative or (benefits_in(text) and benefits_in(text) <= ONE_OFF):
        return
    if not days_in(text) and not months_in(text):
        yield Hit(act.operative[0].place, "no_start")
    elif act.kind in (Kind.GRANT, Kind.PARTIAL_GRANT) and not _ENDS.search(text):
        yield Hit(act.operative[0].place, "no_end")


def conditions(act: Act) -> Iterator[Hit]:
    """AA-014: a condition in what is decided, without the provision that allows it."""
    for sentence in act.operative:
        found = _CONDITION.search(sentence.text)
        if found and "§" not in sentence.text:
            yield Hit(sentence.place)


def contradictions(act: Act) -> Iterator[Hit]:
    """AA-015: outcome, benefit or monthly sum told otherwise in the reasons."""
    decided, reasons = act.operative_text, act.reasons
    whole = " ".join(each.text for each in reasons)
    if act.kind in (Kind.GRANT, Kind.RESUMPTION):
        for sentence in reasons:
            if _DENIED.search(sentence.text) and not _LAPSED_BEFORE.search(sentence.text):
                yield Hit(sentence.place, "denied_in_reasons")
                break
    if act.kind in (Kind.REFUSAL, Kind.TERMINATION):
        for sentence in reasons:
            if _GIVEN.search(sentence.text) and not _LAPSED.search(sentence.text):
                yield Hit(sentence.place, "given_in_reasons")
                break
    named, reasoned = benefits_in(decided), benefits_in(whole)
    if named and reasoned and not named & reasoned:
        yield Hit(reasons[0].place, "other_benefit")
    monthly, told = _monthly(decided), _monthly(whole)
    if monthly and told and not monthly & told and not _adds_up(monthly, told):
        yield Hit(detail="other_sum", slots=(("decided", min(monthly)), ("told", min(told))))


_LAPSED_BEFORE: Final = re.compile(
    r"\b(?:teisel|teise|isal|emal|teine)\b|\bvarem|\benne\b|\bkuni\b|\bpärast\b|\bkui\b|\blõpeb",
    re.IGNORECASE,
)


def _monthly(text: str) -> set[int]:
    return {each.cents for each in amounts_in(text) if _MONTHLY.match(text, each.end)}


def _adds_up(monthly: set[int], told: set[int]) -> bool:
    """Whether some of the sums are multiples of, or all of, the others."""
    wide, narrow = (monthly, told) if max(monthly) > max(told) else (told, monthly)
    return sum(narrow) in wide or any(
        each % part == 0 and each // part <= 12 for each in wide for part in narrow if part
    )


DETECTORS: Final[Mapping[str, Detector]] = {
    "AA-010": something_decided,
    "AA-011": benefit_named,
    "AA-012": children_named,
    "AA-013": paid_from_to,
    "AA-014": conditions,
    "AA-015": contradictions,
}
