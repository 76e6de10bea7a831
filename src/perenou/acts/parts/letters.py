"""The message of a letter: what is told or asked, by when, and what follows otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from perenou.acts.document import Block, Listing, Paragraph, Part, Portion, Span, Spans
from perenou.acts.drafting import Drafting, capital, joined
from perenou.acts.effect import takes_effect
from perenou.acts.matter import Item, Kind
from perenou.acts.parts.alike import alike
from perenou.acts.parts.operative import PASSES_BY, amounts_of, claims_pass, until
from perenou.acts.parts.recovery import owed
from perenou.acts.parts.states import first_states
from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.estonia.vocabulary import PERSON
from perenou.casework.case_file.coordination import HOME
from perenou.casework.determination import Question, Role, Status
from perenou.casework.tell_questions import question_text
from perenou.language.catalogue import SlotValue

MOST_ASKED = 12
"""Missing facts asked for in one letter; those that matter most come first."""


def hearing_letter(draft: Drafting) -> Portion | None:
    """What is about to be decided, and until when the person can say what they think."""
    blocks: list[Block] = [Paragraph(each) for each in _planned(draft)]
    blocks.append(Paragraph(_until(draft, "hearing_letter")))
    blocks.append(draft.says("hearing_letter.consequence", citation="HMS § 40"))
    return draft.portion(Part.OPERATIVE, blocks)


def _planned(draft: Drafting) -> Iterator[Spans]:
    matter = draft.matter
    if matter.overpaid:
        told = owed(draft, "hearing_letter.overpaid")
        yield joined((told, draft.say("hearing_letter.recovering")))
        return
    kind = Kind.REFUSAL if matter.planned is Kind.PARTIAL_GRANT else matter.planned
    planned = kind
    for items in alike(matter.items):
        item = items[0]
        is_suspended = planned is Kind.REFUSAL and item.status is Status.SUSPENDED
        kind = Kind.SUSPENSION if is_suspended else planned
        key = f"hearing_letter.{'' if kind is None else kind.value}"
        family = "" if draft.about(item.about) else "_family"
        slots = _slots(draft, items)
        if kind is not Kind.REFUSAL:
            slots["since"] = item.first if is_suspended else takes_effect(item, kind)
        if kind is Kind.CHANGE:
            slots |= {"before": item.before, "after": item.after}
        yield draft.say(f"{key}{family}", **slots)


def _slots(draft: Drafting, items: tuple[Item, ...]) -> dict[str, SlotValue]:
    slots: dict[str, SlotValue] = {"benefit": draft.benefit(items[0].benefit)}
    about = draft.about(child for item in items for child in item.about)
    return slots | draft.children(about) if about else slots


def document_request(draft: Drafting) -> Portion | None:
    """Which facts are missing, until when to send them, and what follows if they do not come."""
    asked = tuple(_asked(draft, draft.matter.questions))
    claim = draft.matter.claim
    slots: dict[str, SlotValue] = {"benefits": draft.benefits(draft.matter.benefits)}
    is_to_state = draft.matter.is_to_state and claim is not None
    if is_to_state and claim is not None:
        of_family = slots | {"name": draft.name_of(str(claim.by))}
        blocks: list[Block] = [draft.says("document_request.of_state", **of_family)]
    else:
        blocks = [draft.says("document_request.what", **slots)]
    if asked:
        blocks.append(Listing(asked, numbered=True))
    else:
        blocks.append(Paragraph((draft.gap(Part.OPERATIVE, "questions"),)))
    blocks.append(Paragraph(_until(draft, "document_request")))
    if not is_to_state:
        blocks += [
            draft.says("document_request.consequence", citation="HMS § 15"),
            draft.says("document_request.help", citation="HMS § 36"),
        ]
    return draft.portion(Part.OPERATIVE, blocks)


def _asked(draft: Drafting, questions: tuple[Question, ...]) -> Iterator[Spans]:
    """The questions that decide most, each once."""
    told = dict.fromkeys(question_text(question, draft.words) for question in questions)
    for text in list(told)[:MOST_ASKED]:
        yield (Span(text),)


def other_parent(draft: Drafting) -> Portion | None:
    """That a benefit for the child is paid to another person; nothing about their life."""
    blocks: list[Block] = []
    for items in alike(draft.matter.items):
        item = items[0]
        if item.debtor is not None and item.debtor == draft.matter.addressee:
            slots = _slots(draft, items) | {"since": item.first, "citation": PASSES_BY}
            blocks.append(draft.says("notice.debtor", **slots))
            continue
        slots = _slots(draft, items) | {"former": draft.name_of(item.former or "")}
        key = "notice.paid_to" if draft.about(item.about) else "notice.paid_to_family"
        if item.instead is not None:
            key = "notice.paid_again"
        since = takes_effect(item, draft.matter.kind)
        told = capital(draft.say(key, **slots, since=since))
        if draft.matter.is_former:
            benefit = draft.benefit(item.benefit)
            ends = draft.say("notice.paid_until", benefit=benefit, last=since - 1)
            told = joined((told, capital(ends)))
        blocks.append(Paragraph(told))
    if draft.matter.is_former:
        blocks.append(draft.says("notice.why_former"))
    elif not any(item.debtor is not None for item in draft.matter.items):
        blocks.append(draft.says("notice.why", citation="PHS § 6 lg 3"))
    if draft.matter.without_claim:
        blocks += _objection(draft, "notice.may_apply")
    blocks.append(draft.says("notice.disagree"))
    return draft.portion(Part.OPERATIVE, blocks)


def information(draft: Drafting) -> Portion | None:
    """A grant that nobody had to claim, or coming changes of what is paid."""
    matter = draft.matter
    blocks: list[Block] = []
    if matter.items:
        blocks += _granted(draft)
    elif matter.changes:
        blocks += [draft.says("information.changes"), Listing(tuple(_changes(draft)))]
    elif not draft.given.own_in(Part.OPERATIVE):
        blocks.append(Paragraph((draft.gap(Part.OPERATIVE, "information"),)))
    return draft.portion(Part.OPERATIVE, blocks)


def _granted(draft: Drafting) -> Iterator[Block]:
    for items in alike(draft.matter.items):
        item = items[0]
        slots = _slots(draft, items)
        key = "information.granted" if draft.about(item.about) else "information.granted_family"
        told = [draft.say(key, **slots, since=item.first)]
        told += amounts_of(draft, item, len(items))
        told.append(until(draft, item))
        yield Paragraph(joined(told))
    yield from (Paragraph(passing) for passing in claims_pass(draft))
    if not draft.matter.without_claim:
        yield draft.says("information.by_measure", citation="PHS § 52 lg 5")
        return
    yield draft.says("information.measure", citation="PHS § 28 lg 6")
    yield from _objection(draft, "information.objection")


def _objection(draft: Drafting, key: str) -> Iterator[Block]:
    """Until when an automatic grant can be waived, or the other parent apply instead."""
    first = draft.matter.items[0].first
    version = draft.solved.law.figures["automatic_grant_objection_days"].at(first)
    if version is not None and version.value is not None:
        yield draft.says(key, days=version.value, citation=str(version.citation))


def _changes(draft: Drafting) -> Iterator[Spans]:
    for change in draft.matter.changes:
        slots: dict[str, SlotValue] = {
            "benefit": draft.benefit(change.benefit),
            "since": change.day,
            "before": change.before[0],
            "after": change.after[0],
        }
        allowance = MONTHLY.get(change.benefit)
        is_childs = allowance is None or allowance.unit is not PERSON
        if is_childs:
            slots |= draft.children([change.about])
        key = "information.change" if is_childs else "information.change_family"
        yield capital(draft.say(key, **slots))


def forwarding(draft: Drafting) -> Portion | None:
    """To another state's institution: the claim, who pays first by our decision, the term."""
    claim = draft.matter.claim
    who = "" if claim is None else draft.name_of(str(claim.by))
    if draft.matter.received is None:
        received: Spans = (draft.gap(Part.OPERATIVE, "received"),)
    else:
        received = draft.say("application.on", day=draft.matter.received)
    months, citation = draft.term("position_months")
    sent = draft.given.forwarding.sent
    is_ours = all(m.state == HOME for m in draft.matter.states if m.role is Role.PRIMARY)
    blocks: list[Block] = [
        Paragraph(
            (
                *draft.say("forwarding.what", name=who, **draft.children(draft.matter.children)),
                *received,
                *draft.say("forwarding.counts", citation="883/2004 art 68(3)"),
            )
        ),
        draft.says("forwarding.decided_here" if is_ours else "forwarding.decided"),
        Listing(tuple(first_states(draft))),
        draft.says("forwarding.amount", citation="987/2009 art 60(2)")
        if is_ours
        else draft.says("forwarding.position", months=months, citation=citation),
    ]
    if sent is not None:
        blocks.append(draft.says("forwarding.sent", day=sent.first))
    return draft.portion(Part.OPERATIVE, blocks)


def _until(draft: Drafting, letter: str) -> Spans:
    """Where to send the answer, and by when."""
    answer_by = draft.given.hearing.until
    until: Spans = (
        (draft.gap(Part.OPERATIVE, "answer_until"),)
        if answer_by is None
        else draft.say("operative.on", day=answer_by.first)
    )
    where = draft.given_or_gap(Part.OPERATIVE, "answer_to", draft.given.official.e_mail)
    way = "" if draft.matter.is_to_state else ".own"
    return (
        *draft.say(f"{letter}.answer{way}"), where, *draft.say("letter.by"), *until,
        *draft.say("operative.stop"),
    )  # fmt: skip
