"""What a decision in a case of several states says beside the amounts.

Which adults and states were considered, whether it is final, what was sent to whom, and who gets a
copy (Regulation 987/2009 art 3(4), 60).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from perenou.acts.document import Block, Listing, Paragraph, Part, Span, Spans
from perenou.acts.drafting import Drafting
from perenou.acts.matter import Kind
from perenou.acts.states_concerned import concerned, is_coordinated, is_open, is_ranked
from perenou.benefits.eu.vocabulary import Bond
from perenou.casework.case_file.coordination import HOME
from perenou.casework.case_file.dealings import Dealing
from perenou.casework.dealing_facts import happened
from perenou.rules.calendar import first_day_of
from perenou.rules.types import Months
from perenou.rules.unknown import Open

_SENT: Final = ("forwarded", "decision_sent", "reminder", "explanation_asked", "information_given")
"""Kinds of events by which Estonia sent something to another state's institution."""


def adults_and_states(draft: Drafting) -> Iterator[Block]:
    """By adult, state and months: the ground on which the state has a duty."""
    if not is_coordinated(draft.matter.states):
        return
    found = tuple(
        draft.say(
            "abroad.adult",
            person=draft.name_of(draft.solved.facts.people[person]),
            state=draft.words.state(draft.solved.facts.abroad.states[state]),
            ground=ground,
            months=months,
        )
        for person, state, ground, months in _grounds(draft)
    )
    if found:
        yield draft.says("abroad.adults")
        yield Listing(found)


def _grounds(draft: Drafting) -> Iterator[tuple[int, int, str, tuple[Months, Months]]]:
    solved = draft.solved
    months = sorted({each.month for each in draft.matter.states})
    children = {solved.facts.children.index(each.child) for each in draft.matter.states}
    family = {
        person
        for row, (person, child) in enumerate(solved.facts.carers)
        if child in children
        and any(
            solved.world.at("is_family_of_child", row, first_day_of(month)) is not False
            for month in months
        )
    }
    for row, (person, state) in enumerate(solved.facts.abroad.links):
        if person not in family:
            continue
        runs: list[tuple[str, Months, Months]] = []
        for month in months:
            ground = _ground(draft, row, month)
            if runs and runs[-1][0] == ground and runs[-1][2] == month - 1:
                runs[-1] = (ground, runs[-1][1], month)
            else:
                runs.append((ground, month, month))
        for ground, first, last in runs:
            if ground:
                yield person, state, ground, (first, last)


def _ground(draft: Drafting, link: int, month: Months) -> str:
    """The ground in words; empty where the state has no duty by this person."""
    bond = draft.solved.world.at("bond_here", link, first_day_of(month))
    if isinstance(bond, Open):
        return draft.words.say("value.open")
    if bond == Bond.NONE:
        return ""
    return draft.words.say(f"tell.states.ground.{Bond(bond).name.lower()}")


def finality(draft: Drafting) -> Iterator[Spans]:
    """Whether it is settled which state pays first, and whether the supplement is."""
    states = draft.matter.states
    is_told = is_coordinated(states) and is_ranked(states)
    if draft.matter.kind is not Kind.PROVISIONAL_DECISION and is_told:
        key = "not_final" if is_open(states) else "final"
        yield draft.say(f"abroad.{key}", citation="987/2009 art 60")
    if any(each.is_provisional and each.paid_most for each in states):
        yield (
            Span(draft.words.say("tell.states.provisional")[:-1]),
            *draft.say("abroad.provision", citation="987/2009 art 7(1)"),
        )


def sent(draft: Drafting) -> Iterator[Block]:
    """What went to the other states' institutions and when, and that they get a copy."""
    states = concerned(draft.matter.states)
    if not states:
        return
    told = tuple(
        draft.say(f"abroad.sent.{kind}", state=draft.words.state(state), day=day)
        for state, kind, day in _events(draft, states)
    )
    by_hand = draft.given.forwarding.sent
    if told:
        yield draft.says("abroad.sent")
        yield Listing(told)
    elif by_hand is not None:
        yield draft.says("abroad.sent")
        yield Listing(
            tuple(
                draft.say("abroad.sent.forwarded", state=draft.words.state(s), day=by_hand.first)
                for s in states
            )
        )
    else:
        lead = draft.say("abroad.to_send")
        gap = draft.gap(Part.FACTS, "forwarded")
        yield Paragraph((*lead, gap, *draft.say("operative.stop")))
    names = ", ".join(draft.words.state(state) for state in states)
    yield draft.says("abroad.copy", state=names, citation="987/2009 art 3(4)")


def _events(draft: Drafting, states: tuple[str, ...]) -> Iterator[tuple[str, str, int]]:
    for dealing in draft.solved.case.dealings:
        if dealing.country not in states or not _is_about(draft, dealing):
            continue
        found = [
            (event.on.first, str(dealing.country), kind)
            for kind in _SENT
            if (event := happened(dealing, kind, draft.solved.as_of, HOME)) is not None
            and event.on is not None
        ]
        for day, state, kind in sorted(found):
            yield state, kind, day


def _is_about(draft: Drafting, dealing: Dealing) -> bool:
    children = draft.solved.case.children_of(dealing) or ()
    return bool(set(children) & set(draft.matter.children))
