"""How a document reaches its addressee, and whether it came in time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from perenou.acts.check.benefit_names import benefits_in
from perenou.acts.check.finding import Detector, Hit, Severity
from perenou.acts.check.kinds import ADVERSE
from perenou.acts.check.view import Act, Place
from perenou.acts.document import Part
from perenou.acts.kinds import Kind
from perenou.language.read_dates import days_in, terms_in
from perenou.language.working_days import FIRST_YEAR, add_working_days
from perenou.rules.rule import day_of

_CHANNELS: Final = {
    "e_mail": r"\be-pos(?:ti|tiga|tile|tiaadress\w*)|\be-kir(?:i|jaga|ja)",
    "post": r"\b(?:liht|täht)kir(?:jaga|i|jana)\b|(?<!e-)\bpostiga\b"
    r"|(?<![e-])\bposti\s+teel|\bpaberkir\w*|\bposti\s*aadress\w*",
    "self_service": r"\biseteenindus\w*|\be-keskkon\w*|\bportaal\w*",
    "office": r"\bklienditeenindus\w*|\besinduses\b|\bkohapeal\b",
}
_BY_CHANNEL: Final = {key: re.compile(words, re.IGNORECASE) for key, words in _CHANNELS.items()}
_WISHED: Final = re.compile(
    r"\b(?:soovisite|valisite|palusite|eelista(?:te|site)|Teie\s+(?:soovil|valitud|eelistatud))\b",
    re.IGNORECASE,
)
_SENT: Final = re.compile(
    r"\b(?:saadame|saadan|edastan|saadetakse|edastame|edastatakse|toimetame|toimetatakse|saadetud|edastatud|saatsime|väljastame"
    r"|tehakse\s+(?:Teile\s+)?teatavaks)\b",
    re.IGNORECASE,
)
_EXCUSED: Final = re.compile(
    r"\bsest\b|\bkuna\b|\bei\s+(?:õnnestunud|saanud|toimi)|\bpuudub\b", re.IGNORECASE
)
_PLAIN_POST: Final = re.compile(
    r"\b(?:lihtkir(?:jaga|i|jana)|tavali(?:se|ne)\s+kir(?:jaga|i|jana)|tavapostiga|lihtpostiga)\b",
    re.IGNORECASE,
)
_POST: Final = re.compile(r"(?<!e-)\bposti(?:ga|\s+teel)\b|\bpaberkir\w*", re.IGNORECASE)
_REGISTERED: Final = re.compile(
    r"\btähtkir\w*|\bväljastustea\w*|\btähitud\b|\btähtsaadetis\w*", re.IGNORECASE
)
_ONLY_SELF_SERVICE: Final = re.compile(
    r"\b(?:ainult|üksnes|vaid)\b.{0,40}\b(?:iseteenindus\w*|e-keskkon\w*|portaal\w*)"
    r"|\b(?:iseteenindus\w*|e-keskkon\w*|portaal\w*)\b.{0,40}\b(?:ainult|üksnes|ja\s+mujale\s+seda\s+ei)\b"
    r"|\b(?:Teile|eraldi)\s+(?:seda\s+)?ei\s+saadeta",
    re.IGNORECASE,
)
_DEEMED: Final = re.compile(
    r"\b(?:loetakse|loeme)\b.{0,60}\b(?:kätte|teatavaks|saanu\w*)|\b(?:kätte\s*saaduks|kättetoimetatuks|teatavaks\s+tehtuks)\b"
    r".{0,60}\bloe\w*",
    re.IGNORECASE,
)
_BY_UPLOAD: Final = re.compile(
    r"\b(?:üleslaadimis\w*|ülespaneku\w*|portaali\s+pane\w*|teavituse\s+saatmis\w*|teate\s+saatmis\w*|saatmise\s+päeva\w*)\b",
    re.IGNORECASE,
)
_APPLICATION: Final = re.compile(
    r"\b(?:taotlus|avaldus|vaie|vaide)\w*|\btaotle(?:site|si|te)\b", re.IGNORECASE
)
_CAME: Final = re.compile(
    r"\b(?:saabus|esitasite|esitas|esitati|laekus|taotlesite|saime|sain)\b", re.IGNORECASE
)
_LATE: Final = re.compile(
    r"\bviibi\w*|\bhiline\w*|\btähta(?:eg|ja)\w*.{0,40}\b(?:pikenda\w*|ületa\w*)|\bpikenda\w*|\bpuudus\w*\s+kõrvalda\w*"
    r"|\blisaandme\w*|\btäienda\w*|\blisadokumen\w*|\bootasime\b|\bküsisime\b",
    re.IGNORECASE,
)
_WORKING_DAYS: Final = 30
_MAINTENANCE_WORKING_DAYS: Final = 10
_NEW_TERM: Final = day_of("2025-01-01")
_CHALLENGE_DAYS: Final = 30


def chosen_channel(act: Act) -> Iterator[Hit]:
    """AA-081: sent otherwise than the person wished, without saying why."""
    wished: set[str] = set()
    for sentence in act.running:
        named = {key for key, words in _BY_CHANNEL.items() if words.search(sentence.text)}
        if _WISHED.search(sentence.text):
            wished |= named
            continue
        if not wished or not named or not _SENT.search(sentence.text):
            continue
        if not named & wished and not _EXCUSED.search(sentence.text):
            yield Hit(sentence.place)


def registered_post(act: Act) -> Iterator[Hit]:
    """AA-082: an injunction by post that is neither registered nor with a return receipt."""
    for sentence in act.running:
        plain = _PLAIN_POST.search(sentence.text)
        sent = _POST.search(sentence.text) and _SENT.search(sentence.text)
        if (plain or sent) and not act.says(_REGISTERED):
            yield Hit(sentence.place)
            return


def self_service_only(act: Act) -> Iterator[Hit]:
    """AA-083: an act that takes something, in self-service alone."""
    if act.kind not in ADVERSE:
        return
    for sentence in act.running:
        if _ONLY_SELF_SERVICE.search(sentence.text):
            yield Hit(sentence.place)


def deemed_day(act: Act) -> Iterator[Hit]:
    """AA-084: a day of delivery that no rule gives: 5 days, abroad 30, or opening it."""
    for sentence in act.running:
        if not _DEEMED.search(sentence.text):
            continue
        terms = [each for each in terms_in(sentence.text) if "day" in each.unit]
        if any(each.count not in (5, 30) or each.unit != "day" for each in terms):
            yield Hit(sentence.place, "deemed_days")
        elif _BY_UPLOAD.search(sentence.text):
            yield Hit(sentence.place, "deemed_by_sending")


def in_time(act: Act) -> Iterator[Hit]:
    """AA-085: more working days since the application than the term, and no word about it."""
    asked: list[tuple[int, Place]] = []
    for sentence in act.running:
        came = _APPLICATION.search(sentence.text) and _CAME.search(sentence.text)
        if came and sentence.part not in (Part.CONTEST, Part.DUTIES, Part.OPERATIVE):
            asked += [(each.day, sentence.place) for each in days_in(sentence.text)]
    if act.day is None or not asked or act.says(_LATE):
        return
    first, place = asked[0]
    if first > act.day or first < day_of(f"{FIRST_YEAR}-01-01"):
        return
    if act.kind is Kind.CHALLENGE_DECISION:
        is_late = act.day > first + _CHALLENGE_DAYS + 4  # a term that ends on days off moves
    else:
        is_short = "maintenance_allowance" in benefits_in(act.operative_text)
        if first < _NEW_TERM:
            return  # the term of that time is not told here
        term = _MAINTENANCE_WORKING_DAYS if is_short else _WORKING_DAYS
        is_late = act.day > add_working_days(first, term)
    if is_late:
        yield Hit(place, severity=Severity.MAJOR)


DETECTORS: Final[Mapping[str, Detector]] = {
    "AA-081": chosen_channel,
    "AA-082": registered_post,
    "AA-083": self_service_only,
    "AA-084": deemed_day,
    "AA-085": in_time,
}
