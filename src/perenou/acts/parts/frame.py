"""What frames an act: issuer, number and day; addressee; access mark; signature."""

from __future__ import annotations

from typing import Final

from perenou.acts.document import Paragraph, Part, Portion, Span
from perenou.acts.drafting import Drafting
from perenou.acts.matter import Kind
from perenou.acts.who_is_told import is_minor
from perenou.language.dates import day as day_text
from perenou.rules.calendar import add_months

RESTRICTED_BY: Final = "AvTS § 35 lg 1 p 12"
"""Personal data whose disclosure would harm private life significantly."""

MONTHS_IN_YEAR: Final = 12


def copy_mark(draft: Drafting) -> Portion | None:
    """Of a translation: that it only informs and the Estonian text prevails."""
    if draft.language == "et":
        return None
    return draft.portion(Part.HEADER, (Paragraph((Span(draft.text("copy_mark"), "strong"),)),))


def header(draft: Drafting) -> Portion | None:
    """The issuer, what kind of document it is, its day and number."""
    given = draft.given
    day = (
        draft.gap(Part.HEADER, "day")
        if given.day is None
        else Span(day_text(draft.day, draft.language), "day", draft.day)
    )
    number = draft.given_or_gap(Part.HEADER, "number", given.number)
    return draft.portion(
        Part.HEADER,
        (
            Paragraph((Span(draft.text("issuer"), "strong"),)),
            Paragraph((Span(draft.text(f"document.{draft.matter.kind.value}"), "strong"),)),
            Paragraph((day, *draft.say("header.number"), number)),
        ),
    )


def addressee(draft: Drafting) -> Portion | None:
    """To whom it is, of a minor through whom (HMS § 12), and how it reaches them."""
    delivery = draft.given.delivery
    blocks = [Paragraph((Span(draft.name_of(draft.matter.addressee), "name"),))]
    if is_minor(draft.solved, draft.matter.addressee, draft.day):
        through = draft.given_or_gap(Part.ADDRESSEE, "representative", delivery.representative)
        blocks.append(Paragraph((*draft.say("addressee.through"), through)))
    if draft.matter.is_to_state:
        name = draft.given.forwarding.institution
        blocks.insert(0, Paragraph((draft.given_or_gap(Part.ADDRESSEE, "institution", name),)))
    if draft.matter.kind is Kind.RECOVERY_INJUNCTION or delivery.address:
        address = draft.given_or_gap(Part.ADDRESSEE, "address", delivery.address)
        blocks.append(Paragraph((address,)))
    if delivery.channel is None:
        blocks.append(Paragraph((draft.gap(Part.ADDRESSEE, "delivery"),)))
    else:
        blocks.append(draft.says(f"delivery.{delivery.channel}"))
    return draft.portion(Part.ADDRESSEE, blocks)


def access(draft: Drafting) -> Portion | None:
    """The mark that restricts access, with holder, ground, end and day of marking."""
    years, citation = draft.term("restriction_years")
    until = add_months(draft.day, years * MONTHS_IN_YEAR)
    return draft.portion(
        Part.ACCESS,
        (
            Paragraph((Span(draft.text("access.mark"), "strong"),)),
            draft.says("access.holder"),
            draft.says("access.ground", ground=RESTRICTED_BY),
            draft.says("access.until", until=until, citation=citation),
            draft.says("access.marked", day=draft.day),
        ),
    )


def signature(draft: Drafting) -> Portion | None:
    """Who decides, the place of the signature, and whom to ask."""
    official = draft.given.official
    name = draft.given_or_gap(Part.SIGNATURE, "official", official.name)
    title = draft.given_or_gap(Part.SIGNATURE, "title", official.title)
    blocks = [draft.says("signature.signed"), Paragraph((name,)), Paragraph((title,))]
    contacts = [each for each in (official.phone, official.e_mail) if each]
    if contacts:
        blocks.append(draft.says("signature.contact", contact=", ".join(contacts)))
    else:
        blocks.append(
            Paragraph((*draft.say("signature.ask"), draft.gap(Part.SIGNATURE, "contact")))
        )
    return draft.portion(Part.SIGNATURE, blocks)
