"""A draft of a case file from free text; every day, sum and name in it is in the text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Final

from perenou.assistant.endpoint import Endpoint, said
from perenou.assistant.evidence import Judged, Plain, judged
from perenou.assistant.masking import Masked, UnknownMaskError, UnsafeTextError, masked, name_in
from perenou.assistant.proposal import Proposal, Rejected
from perenou.assistant.verify import links
from perenou.benefits.estonia.vocabulary import BENEFITS
from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.case_file.reader import parse
from perenou.casework.case_file.writer import dump
from perenou.language.grammar import Language
from perenou.language.read_amounts import amounts_in
from perenou.language.read_dates import days_in, months_in
from perenou.rules.calendar import month_of
from perenou.services.call import ServiceError

_ORDER: Final = f"""Tee kirjast juhtumifaili mustand. Vasta ainult JSON-objektiga, selgitusteta.
Kirjuta ainult see, mis kirjas selgelt öeldud on; mida seal ei ole, selle jäta välja. Ära arva.
Kuupäeva kuju on AAAA-KK-PP ja kuu kuju AAAA-KK. Märgid ⟦…⟧ tähistavad varjatud
isikuandmeid: kasuta neid täpselt nii, nagu need on, ja ära mõtle uusi välja.
Väljad: people ja children on objektid, mille võti on lühike väikeste tähtedega tunnus (ema, isa,
laps1); neil on name, birth, residence: [{{country: EE, from, to}}]; lapsel ka
parents: [{{who, role: mother või father}}] ja lives: [{{with: [tunnus], share: full}}].
claims: [{{benefits: [võti], for: [lapse tunnus], by: tunnus, received: kuupäev}}].
period: {{from: kuu, to: kuu}}, kui kirjas küsitakse kindlate kuude kohta.
Hüvitiste võtmed: {", ".join(BENEFITS)}."""

_FENCE: Final = re.compile(r"^```(?:json)?\s*|\s*```$")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH: Final = re.compile(r"\d{4}-\d{2}")
_IDS: Final = re.compile(r"[a-z][a-z0-9_]{0,30}")
_TRIES: Final = 8
"""So often something that the engine refuses is left out before the draft is given up."""


@dataclass(frozen=True, slots=True)
class _Given:
    """What a text says: its days, months and sums, and whom it names."""

    hidden: Masked
    days: frozenset[int]
    months: frozenset[int]
    cents: frozenset[int]
    digits: frozenset[str]


def case_from_text(endpoint: Endpoint, text: str, language: Language = "et") -> Proposal:
    """A draft of a case file; empty where nothing of the proposal is left.

    Args:
        language: of what the engine says about parts that it refuses.

    Raises:
        ServiceError: the model gave no answer that can be used.
    """
    try:
        hidden = masked(text)
    except UnsafeTextError:
        return Proposal("", (Rejected("unsafe", ""),))
    told = _read(said(endpoint, _ORDER, hidden.text))
    rejected: list[Rejected] = []
    days = frozenset(each.day for each in days_in(text))
    given = _Given(
        hidden,
        days,
        frozenset({each.month for each in months_in(text)} | {month_of(day) for day in days}),
        frozenset(each.cents for each in amounts_in(text)),
        frozenset(re.findall(r"\d+", text)),
    )
    kept = _kept(told, given, rejected)
    if not isinstance(kept, dict) or not (kept.get("children") or kept.get("people")):
        return Proposal("", tuple(dict.fromkeys(rejected)) or (Rejected("form", "{ }"),))
    doubts = []
    for fact in judged(kept, text):
        if fact.verdict == "denied" and _remove(kept, fact.path):
            rejected.append(Rejected("denied", _told(fact)))
        else:
            doubts.append(fact)
    draft = _solvable(_filled(kept), rejected, language)
    if not draft.text or not (kept.get("children") or kept.get("people")):
        return Proposal("", draft.rejected or (Rejected("form", "{ }"),))
    return _with_doubts(draft, doubts, language)


def _filled(told: dict[str, Plain]) -> dict[str, Plain]:
    """A draft without what is empty once something was taken out of it."""
    while paths := _empty(told):
        for path in paths:
            _remove(told, path)
    return told


def _empty(value: Plain, path: str = "") -> list[str]:
    """Where nothing is left, the last first, so that taking one out moves no other."""
    found: list[str] = []
    items: Iterable[tuple[object, Plain]] = ()
    if isinstance(value, dict):
        items = value.items()
    elif isinstance(value, list):
        items = enumerate(value)
    for key, each in items:
        at = f"{path}.{key}" if path else str(key)
        # Of a person nothing but that there is one may be told.
        is_empty = each == [] or (each == {} and isinstance(value, list))
        found = [*([at] if is_empty else _empty(each, at)), *found]
    return found


def _told(fact: Judged) -> str:
    return f"{fact.path}: {fact.value}"


def _with_doubts(draft: Proposal, facts: Sequence[Judged], language: Language) -> Proposal:
    """A draft that begins with what the letter does not tell, for a person to confirm."""
    left = tuple(dict.fromkeys(each.what for each in draft.rejected if each.why == "engine"))
    doubts = [
        Rejected("not_in_text", _told(fact)) for fact in facts
        if not any(fact.path == path or fact.path.startswith(f"{path}.") for path in left)
    ]  # fmt: skip
    notes = "".join(f"# {each.told(language)}\n" for each in doubts)
    return Proposal(f"{notes}{draft.text}", (*draft.rejected, *doubts))


def _read(answer: str) -> Plain:
    try:
        told: Plain = json.loads(
            _FENCE.sub("", answer), parse_constant=_finite, parse_float=_finite
        )
    except (ValueError, RecursionError):
        raise ServiceError("broken") from None
    if not isinstance(told, dict):
        raise ServiceError("broken")
    return told


def _finite(written: str) -> float:
    number = float(written)
    if not isfinite(number):
        raise ValueError
    return number


def _kept(value: Plain, given: _Given, rejected: list[Rejected], key: str = "") -> Plain:
    """What of a value the text bears out; None: nothing."""
    if isinstance(value, dict):
        held = {
            name: _kept(each, given, rejected, name)
            for name, each in value.items()
            if _IDS.fullmatch(name)
        }
        return {name: each for name, each in held.items() if each not in (None, {}, [])}
    if isinstance(value, list):
        items = [_kept(each, given, rejected, key) for each in value]
        return [each for each in items if each not in (None, {}, [])]
    if isinstance(value, bool) or value is None:
        return value
    wrong = _wrong(value, given, key)
    if wrong is not None:
        rejected.append(wrong)
        return None
    shown = _shown(value, given)
    return name_in(shown) if key == "name" and isinstance(shown, str) else shown


def _wrong(value: str | int | float, given: _Given, key: str) -> Rejected | None:
    """Why a value is not borne out; None: it is, or it says nothing of its own."""
    if isinstance(value, (int, float)):
        cents = round(value * 100)
        is_known = cents in given.cents or str(value) in given.digits
        return None if is_known else Rejected("number", str(value))
    try:
        shown = given.hidden.shown(value)
    except UnknownMaskError:
        return Rejected("name", value)
    if key == "name":
        # A name is somebody whom the text names, and nobody whom the model thought of.
        return None if value in given.hidden.hidden else Rejected("name", value)
    if _DAY.fullmatch(shown):
        return None if _ordinal(shown) in given.days else Rejected("day", shown)
    if _MONTH.fullmatch(shown):
        year, month = map(int, shown.split("-"))
        return None if year * 12 + month - 1 in given.months else Rejected("day", shown)
    link = next(links(shown, given.hidden.shown(given.hidden.text)), None)
    if link is not None:
        return link
    strange = [each for each in re.findall(r"\d+", shown) if each not in given.digits]
    if strange and not _IDS.fullmatch(shown):
        return Rejected("number", shown)
    return None


def _shown(value: str | int | float, given: _Given) -> str | int | float:
    if not isinstance(value, str):
        return value
    shown = given.hidden.shown(value)
    if shown != value:
        # A day of birth was hidden with the words around it; in a case file it is a day.
        found = days_in(shown)
        if len(found) == 1:
            return date.fromordinal(found[0].day).isoformat()
    return shown


def _ordinal(text: str) -> int | None:
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return None


def _solvable(told: dict[str, Plain], rejected: list[Rejected], language: Language) -> Proposal:
    """The case file without whatever the engine refuses of it."""
    for _ in range(_TRIES):
        try:
            case = parse(told)
        except CaseFileError as error:
            removed = [each.field for each in error.problems if _remove(told, each.field)]
            rejected += [Rejected("engine", path) for path in removed]
            if not removed:
                rejected.append(Rejected("engine", error.text(language)))
                return Proposal("", tuple(dict.fromkeys(rejected)))
        else:
            return Proposal(dump(case), tuple(dict.fromkeys(rejected)))
    return Proposal("", tuple(dict.fromkeys(rejected)))


def _remove(told: Plain, path: str) -> bool:
    """Leave out what stands at a path; whether there was anything."""
    *way, last = path.split(".") if path else [""]
    place = told
    for step in way:
        place = _inside(place, step)
    if isinstance(place, dict) and last in place:
        del place[last]
        return True
    if isinstance(place, list) and last.isdecimal() and int(last) < len(place):
        del place[int(last)]
        return True
    return False


def _inside(value: Plain, step: str) -> Plain:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and step.isdecimal() and int(step) < len(value):
        return value[int(step)]
    return None
