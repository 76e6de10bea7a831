"""The letter by which a proposal goes to whoever owns the service."""

from __future__ import annotations

from collections.abc import Iterator

from perenou.acts.document import Block, Document, Listing, Paragraph, Part, Portion
from perenou.language.grammar import Language
from perenou.proposals.effects import key_figures
from perenou.proposals.memorandum import Told, answered, force_told
from perenou.proposals.paper import Paper, plain

KIND = "proposal_letter"


def letter(told: Told, language: Language) -> Document:
    """The whole letter."""
    paper = Paper(language, told.day, told.moved)
    head = Portion(Part.ADDRESSEE, "", (Paragraph((paper.gap("addressee"),)),))
    body = Portion(Part.SECTION, "", tuple(_body(told, paper)))
    signed = Portion(Part.SIGNATURE, "", (Paragraph((paper.gap("signature"),)),))
    title = paper.text("letter.title", title=told.proposal.title)
    gaps = tuple(paper.gaps)
    return Document(KIND, language, title, told.day, (head, body, signed), gaps)


def _body(told: Told, paper: Paper) -> Iterator[Block]:
    proposal, computed = told.proposal, told.computed
    yield from paper.own("problem", proposal.problem)
    yield paper.says("letter.proposed", title=proposal.title)
    chosen = proposal.chosen
    if chosen is not None:
        yield paper.says("letter.chosen", name=chosen.name)
        if chosen.said.strip():
            yield paper.says("letter.said", said=" ".join(chosen.said.split()))
    if computed is not None:
        yield from force_told(computed, paper)
        yield from paper.of_whom(computed)
        yield key_figures(computed, paper)
        told_of = [
            plain(
                f"{paper.text(f'proof.{each.question}')} {_begun(answered(each, computed, paper))}"
            )
            for each in computed.proofs
            if each.question != "day"  # growing up always ends a right some day
        ]
        if told_of:
            yield paper.says("letter.proofs")
            yield Listing(tuple(told_of))
            yield from paper.looked_at(computed.proofs)
    yield paper.says("letter.asked")
    if proposal.due is not None:
        yield paper.says("letter.due", day=proposal.due.toordinal())
    yield paper.says("letter.enclosed" if computed is None else "letter.enclosed_computed")


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
