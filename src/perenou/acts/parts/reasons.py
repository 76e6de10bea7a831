"""Why: the conditions that decided, each with its provision and what it was found from."""

from __future__ import annotations

from collections.abc import Iterator

from perenou.acts.document import Block, Listing, Paragraph, Part, Portion, Span, Spans
from perenou.acts.drafting import Drafting
from perenou.acts.matter import Item
from perenou.casework.determination import VALIDITY, Ground, Status
from perenou.casework.tell_rights import ground_text
from perenou.language.grammar import listed
from perenou.rules.explain import Reason

MOST_FACTS = 4
"""Facts told behind one condition; those that come first decided it."""


def reasons(draft: Drafting) -> Portion | None:
    """The conditions of each thing decided; those that stand against it where it is denied."""
    blocks: list[Block] = []
    told: dict[tuple[Spans, ...], list[Item]] = {}
    for item in draft.matter.items:
        told.setdefault(tuple(_conditions(draft, item)), []).append(item)
    for conditions, items in told.items():
        if not conditions:
            continue
        blocks += [_lead(draft, items), Listing(conditions)]
    return draft.portion(Part.REASONS, blocks, draft.text("reasons.heading"))


def _lead(draft: Drafting, items: list[Item]) -> Paragraph:
    first = items[0]
    children = [child for item in items for child in item.about]
    is_granted = first.status is Status.GRANTED
    key = "reasons.granted" if is_granted else "reasons.denied"
    slots = {"benefit": draft.benefit(first.benefit)}
    if not children:
        return draft.says(f"{key}_family", **slots)
    return draft.says(key, **slots, child=draft.names(dict.fromkeys(children)))


def _conditions(draft: Drafting, item: Item) -> Iterator[Spans]:
    """The grounds of an item; of a grant what speaks for it, otherwise what stands against it."""
    for ground in item.grounds:
        if item.status is Status.GRANTED and ground.value is False:
            continue
        yield _condition(draft, item, ground)


def _condition(draft: Drafting, item: Item, ground: Ground) -> Spans:
    cited: Spans = ()
    if ground.citation is not None:
        cited = (Span(" ("), draft.provision(ground.citation, ground.wording), Span(")"))
    if ground.gives == VALIDITY:
        whole = ground_text(ground, draft.words, item.about)
        return (Span(whole.removesuffix(f" ({ground.citation})")), *cited, Span("."))
    label = draft.words.label(ground.name)
    others = [who for who in ground.about if who not in (*item.about, draft.matter.addressee)]
    if others:
        label = f"{label} ({draft.names(others)})"
    if ground.gives == "bool" and isinstance(ground.value, bool):
        key = "reasons.met" if ground.value else "reasons.not_met"
        found = draft.say(key, condition=label)
    else:
        value = draft.words.value(ground.value, ground.gives)
        found = draft.say("reasons.value", condition=label, value=value)
    return (*found, *cited, Span("."), *_found_from(draft, ground))


def _found_from(draft: Drafting, ground: Ground) -> Spans:
    """The facts behind a condition."""
    if draft.solved.law.book.unit_of(ground.name) is None or ground.gives != "bool":
        return ()
    reason = draft.solved.explainer.reason(ground.name, ground.row, ground.day)
    facts = [each for each in reason.walk() if each.kind == "fact" and not each.is_open]
    told = dict.fromkeys(filter(None, (_fact(draft, fact) for fact in facts)))
    if not told or reason.kind == "fact":
        return ()
    return (Span(" "), *draft.say("reasons.found", facts=listed(list(told)[:MOST_FACTS], "et")))


def _fact(draft: Drafting, fact: Reason) -> str:
    shown = draft.words.value(fact.value, fact.gives)
    return draft.words.stated(fact.name, fact.value, fact.gives) if shown else ""
