"""A condition that decided, as a sentence with its provision and how long it held."""

from __future__ import annotations

from typing import Final

from perenou.acts.document import Span, Spans, text_of
from perenou.acts.drafting import Drafting, capital
from perenou.acts.matter import Item
from perenou.acts.rows import children_among
from perenou.acts.who_is_told import is_alive
from perenou.casework.case_file.schema import entries
from perenou.casework.determination import VALIDITY, Ground
from perenou.casework.lines import END, START
from perenou.casework.tell_rights import ground_text
from perenou.language.catalogue import SlotValue
from perenou.language.dates import day_spell
from perenou.rules.calendar import month_of
from perenou.rules.types import NEVER, Day

_BY_AGE: Final = (
    "qualifies_by_age_or_studies", "studies_below_secondary", "survivor_age_right",
    "child_may_be_maintained",
)  # fmt: skip
_BY_KIND: Final = {
    "child_imprisoned": ("imprisonment", "kind", "where"),
    "imprisoned": ("imprisonment", "kind", "where"),
    "remand_cleared": ("imprisonment", "outcome", "outcome"),
    "in_conscript_service": ("service", "kind", "service"),
    "institutional_care": ("substitute_care", "kind", "care"),
}
"""Facts of which a case tells the kind: its spells, their field, and the slot of its words."""

_OF_SET: Final = "right_to_triplets_allowance"
_ABODE: Final = ("lives_in_estonia", "child_lives_in_estonia")


def condition(draft: Drafting, item: Item, ground: Ground, since: Day | None = None) -> Spans:
    """One condition of an item; children of the item are not named again.

    Args:
        since: from when the item rests on it, if not from its start.
    """
    cited: Spans = ()
    lead: Spans = () if since is None else draft.say("reasons.since", since=since)
    if ground.citation is not None:
        cited = (Span(" ("), draft.provision(ground.citation, ground.wording), Span(")"))
    if ground.gives == VALIDITY:
        whole = ground_text(ground, draft.words, item.about)
        said: Spans = (Span(whole.removesuffix(f" ({ground.citation})")),)
        return (*capital((*lead, *said)), *cited, Span("."))
    days = () if draft.is_by_days(item.benefit) else _held(draft, ground)
    # The days of the fact itself tell more than from when the item rests on it.
    said = (*(days or lead), *_said(draft, item, ground))
    return (*capital(said), *_abode(draft, ground), *cited, Span("."))


def _said(draft: Drafting, item: Item, ground: Ground) -> Spans:
    if ground.gives == "bool" and isinstance(ground.value, bool):
        return _truth(draft, item, ground, met=ground.value)
    if ground.gives == "Cents" and isinstance(ground.value, int):
        figure = draft.solved.law.figures.get(ground.name)
        version = None if figure is None else figure.at(ground.day)
        if version is not None:
            return draft.say(
                "reasons.figure",
                condition=draft.words.label(ground.name),
                amount=ground.value,
                since=version.validity.since,
            )
    if ground.gives == "Day" and isinstance(ground.value, int):
        key = f"cause.{ground.name}.day"
        own = draft.fitted(key, {"day": ground.value, **_people(draft, ground)})
        if own is not None:
            return _named(draft, _unnamed(draft, item, ground, key), own)
    if ground.gives == "Cents":
        slots = {"amount": ground.value, "month": month_of(ground.day), **_people(draft, ground)}
        own = draft.fitted(f"cause.{ground.name}.amount", slots)
        if own is not None:
            return own
    value = draft.words.value(ground.value, ground.gives)
    label = draft.words.label(ground.name)
    if not value:
        return draft.say("reasons.label", condition=label)
    return draft.say("reasons.value", condition=label, value=value)


def _truth(draft: Drafting, item: Item, ground: Ground, *, met: bool) -> Spans:
    """A yes or no in its own sentence, or as a condition that is met or not."""
    answer = "yes" if met else "no"
    slots = _people(draft, ground)
    if ground.name in _BY_AGE:
        answer, slots = _by_age(draft, ground, answer, slots)
    elif ground.name == _OF_SET and not met:
        answer, slots = _by_age_of_set(draft, ground, answer, slots)
    if answer == ("yes" if met else "no"):
        slots |= _found_from(draft, ground) | _of_spell(draft, item, ground)
    key = _key(draft, ground, answer, slots)
    others = _others(draft, item, ground) if key is None else _unnamed(draft, item, ground, key)
    own = None if key is None else draft.fitted(key, slots)
    if own is None and ground.name.endswith("_claimed_and_due") and not met:
        return draft.say("reasons.not_covered")
    if own is None or key is None:
        plain = "reasons.met" if met else "reasons.not_met"
        own = draft.say(plain, condition=draft.words.label(ground.name))
    return _named(draft, others, own)


def _named(draft: Drafting, others: list[str], own: Spans) -> Spans:
    """A sentence after the names of whom it speaks of, where the sentence before named others."""
    if not others:
        return own
    return (Span(draft.names(others), "name"), Span(": "), *own)


def _key(draft: Drafting, ground: Ground, answer: str, slots: dict[str, SlotValue]) -> str | None:
    """The text that fits best: of what is over or to come, said to the addressee, or just said."""
    days = _days(draft, ground) if _is_fact(draft, ground) else None
    is_past = days is not None and days[1] is not None and days[1] < draft.day
    is_past = is_past or any(not is_alive(draft.solved, who, draft.day) for who in ground.about[:1])
    told = [slots[name] for name in ("day", "last") if name in slots]
    is_to_come = any(isinstance(day, int) and day > draft.day for day in told)
    ends: tuple[str, ...] = (".past.you", ".past", ".you", "") if is_past else (".you", "")
    ends = (".to_come", *ends) if is_to_come else ends
    if draft.matter.addressee in ground.about[1:]:
        ends = tuple(each for end in ends for each in (f"{end}.yours", end))
    for said in dict.fromkeys((f"{answer}.told", answer, answer.partition(".")[0])):
        for end in ends:
            if end.endswith(".you") and not _is_addressee(draft, ground):
                continue
            key = f"cause.{ground.name}.{said}{end}"
            if draft.fitted(key, slots) is not None:
                return key
    return None


def _is_fact(draft: Drafting, ground: Ground) -> bool:
    return ground.name in draft.solved.law.book.facts and ground.gives == "bool"


def _by_age(
    draft: Drafting, ground: Ground, answer: str, slots: dict[str, SlotValue]
) -> tuple[str, dict[str, SlotValue]]:
    """Whether age or studies decided, and the day on which the age was reached."""
    reason = draft.solved.explainer.reason(ground.name, ground.row, ground.day)
    if any(part.name.startswith("studies") and _is_yes(part.value) for part in reason.because):
        return f"{answer}.studies", slots
    days = [p.value for p in reason.because if p.gives == "Day" and p.name.endswith("_birthday")]
    if ground.value is False and days and isinstance(days[-1], int):
        return f"{answer}.aged", slots | {"day": days[-1]}
    return answer, slots


def _is_yes(value: object) -> bool:
    """Whether it is so; of a kind, whether there is any."""
    return isinstance(value, int) and bool(value)


def _by_age_of_set(
    draft: Drafting, ground: Ground, answer: str, slots: dict[str, SlotValue]
) -> tuple[str, dict[str, SlotValue]]:
    """Whether a multiple birth has grown too old, and when; otherwise it is no such set."""
    reason = draft.solved.explainer.reason(ground.name, ground.row, ground.day)
    days = [part.value for part in reason.because if part.gives == "Day"]
    if days and isinstance(days[0], int) and days[0] <= ground.day:
        return f"{answer}.aged", slots | {"day": days[0]}
    return answer, slots


def _found_from(draft: Drafting, ground: Ground) -> dict[str, SlotValue]:
    """The counts and days by which a norm was answered, and the last day of what is over."""
    if ground.name not in draft.solved.law.book.rules:
        return {}
    reason = draft.solved.explainer.reason(ground.name, ground.row, ground.day)
    found: dict[str, SlotValue] = {}
    for part in reason.walk():
        is_count = part.gives in ("Count", "Days", "Months") and part.value
        if isinstance(part.value, int) and (is_count or (part.gives == "Day" and part.value)):
            found.setdefault(part.name, part.value)
    passed = [p.value for p in reason.because if p.kind != "time" and p.gives == "Day"]
    over = [day for day in passed if isinstance(day, int) and day <= ground.day]
    return found | ({"last": max(over)} if over else {})


def _of_spell(draft: Drafting, item: Item, ground: Ground) -> dict[str, SlotValue]:
    """The months of an item, the day on which its right arose, and of what kind a fact was."""
    found: dict[str, SlotValue] = {name: day for name, day in ground.days if 0 < day < NEVER}
    found["right"] = item.first
    leave = draft.fitted(f"leave.{item.benefit}", {})
    found |= {} if leave is None else {"leave": text_of(leave)}
    paid = [payment.month for payment in item.payments]
    if paid:
        found["months"] = (min(paid), max(paid))
    elif item.end is not None:
        found["months"] = (month_of(item.first), month_of(item.end.last))
    field, kind, slot = _BY_KIND.get(ground.name, ("", "", ""))
    if field and ground.value is True:
        spells = getattr(draft.solved.case.everybody[ground.about[0]], field)
        for spell in entries(spells):
            surely = spell.surely
            if surely is not None and surely[0] <= ground.day < surely[1]:
                words = draft.fitted(f"{slot}.{getattr(spell, kind)}", {})
                found |= {} if words is None else {slot: text_of(words)}
    return found


def _people(draft: Drafting, ground: Ground) -> dict[str, SlotValue]:
    adults = [w for w in ground.about if w in draft.solved.facts.people]
    return {"person": draft.name_of(adults[0])} if adults else {}


def _is_addressee(draft: Drafting, ground: Ground) -> bool:
    return bool(ground.about) and ground.about[0] == draft.matter.addressee


def _unnamed(draft: Drafting, item: Item, ground: Ground, key: str) -> list[str]:
    """Of the others, those whom a text does not itself name."""
    others = _others(draft, item, ground)
    if "person" not in draft.slots_of(key):
        return others
    children = children_among(draft.solved, ground.about)
    return [who for who in others if who in children]


def _others(draft: Drafting, item: Item, ground: Ground) -> list[str]:
    """Whom a condition speaks of, but for those that the sentence before has named."""
    named = {*item.about, draft.matter.addressee}
    of = ground.about if len(ground.about) == 1 else children_among(draft.solved, ground.about)
    return [who for who in of if who not in named]


# ------------------------------------------------------------------------------ how long


def _held(draft: Drafting, ground: Ground) -> Spans:
    """How long a fact was so, as the lead of a sentence."""
    days = _days(draft, ground) if _is_fact(draft, ground) else None
    if days is None:
        return ()
    return (Span(day_spell(*days, draft.language)), Span(": "))


def _abode(draft: Drafting, ground: Ground) -> Spans:
    """Of an abode abroad where it is, or was."""
    away = _country(draft, ground) if ground.name in _ABODE and ground.value is False else ""
    if not away:
        return ()
    days = _days(draft, ground)
    is_past = days is not None and days[1] is not None and days[1] < draft.day
    return draft.say("reasons.abode_past" if is_past else "reasons.abode", state=away)


def _days(draft: Drafting, ground: Ground) -> tuple[Day | None, Day | None] | None:
    """The days of a fact's spell, both ends included; None where it has none."""
    line = draft.solved.world.line(ground.name, ground.row)
    for first, after, value in line.pieces(END):
        if first <= ground.day < after and value == ground.value:
            since = None if first <= START else first
            last = None if after >= min(END, NEVER) else after - 1
            return None if since is None and last is None else (since, last)
    return None


def _country(draft: Drafting, ground: Ground) -> str:
    who = ground.about[-1]
    for spell in entries(draft.solved.case.person(who).residence):
        surely = spell.surely
        if surely is not None and surely[0] <= ground.day < surely[1]:
            if isinstance(spell.country, str) and spell.country not in ("unknown", "EE"):
                return draft.words.state(spell.country)
    return ""
