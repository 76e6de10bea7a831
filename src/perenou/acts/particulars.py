"""What an act needs and a case file does not hold: its number, its official, the hearing.

An official keeps it in a file beside the case file, in the same make. Everything may be left out;
what an act of its kind cannot do without is then a gap of the draft.
"""

from pathlib import Path
from typing import Final, Literal

from pydantic import Field

from perenou.acts.document import Part
from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.case_file.fields import DayOrFalse, ExactDay, Prose, Text
from perenou.casework.case_file.reader import read_other
from perenou.casework.case_file.spells import Entries, Model

DeliveryChannel = Literal["self_service", "e_mail", "post", "registered_post"]
Source = Literal[
    "application",
    "population_register",
    "education_register",
    "tax_board",
    "employment_register",
    "court",
    "other_state",
    "statement",
    "document",
]
HearingException = Literal[
    "urgent", "as_applied", "not_to_detriment", "defeats_purpose", "unknown_party"
]
OwnPart = Literal[
    "operative",
    "application",
    "facts",
    "calculation",
    "basis",
    "reasons",
    "weighing",
    "hearing",
    "duties",
]
Outcome = Literal["satisfied", "partly", "rejected"]
ReturnGround = Literal["no_right", "late", "not_cured", "in_court"]


BLANK: Final = Path(__file__).with_name("blank_particulars.yaml")


class Official(Model):
    """Who decides and signs, and whom to ask."""

    name: Text | None = Field(default=None, description="Name.")
    title: Text | None = Field(default=None, description="Office.")
    phone: Text | None = Field(default=None, description="Telephone.")
    e_mail: Text | None = Field(default=None, description="Electronic mail.")


class Delivery(Model):
    """How the act reaches its addressee."""

    channel: DeliveryChannel | None = Field(default=None, description="The channel chosen.")
    address: Text | None = Field(default=None, description="Address to which it is sent.")
    representative: Text | None = Field(
        default=None, description="Legal representative, where the addressee is a minor."
    )


class Evidence(Model):
    """Something that the facts were taken from."""

    source: Source = Field(description="What kind of source.")
    day: ExactDay | None = Field(default=None, description="Day of the query or document.")
    what: Prose | None = Field(default=None, description="What it says, in a few words.")


class Hearing(Model):
    """How the addressee could say what they think before the decision."""

    asked: ExactDay | None = Field(default=None, description="Day on which they were asked.")
    until: ExactDay | None = Field(default=None, description="Day until which they could answer.")
    answered: DayOrFalse | None = Field(
        default=None, description="Day of the answer; false: none came."
    )
    opinion: Prose | None = Field(default=None, description="What they said, in short.")
    reply: Prose | None = Field(default=None, description="What the agency answers to it.")
    exception: HearingException | None = Field(
        default=None, description="Why they were not asked (HMS § 40 lg 3)."
    )


class EarlierAct(Model):
    """The act that this one changes, ends or revokes."""

    number: Text | None = Field(default=None, description="Its number.")
    day: ExactDay | None = Field(default=None, description="Its day.")


class Weighing(Model):
    """What was weighed where the law leaves a choice; an official's own words."""

    cause: Prose | None = Field(
        default=None, description="Why too much was paid, and by whose act."
    )
    knowledge: Prose | None = Field(
        default=None, description="What the recipient knew or should have known."
    )
    circumstances: Prose | None = Field(
        default=None, description="The recipient's circumstances and trust."
    )
    public_interest: Prose | None = Field(default=None, description="What speaks for recovering.")
    outcome: Prose | None = Field(default=None, description="Why this outcome, wholly or in part.")
    limitation: Prose | None = Field(
        default=None, description="Of long ago: why the claim is not barred by limitation."
    )


class Demand(Model):
    """What a challenge asks for, what becomes of it and why."""

    demand: Prose | None = Field(default=None, description="What is asked for.")
    outcome: Outcome | None = Field(default=None, description="What becomes of it.")
    answer: Prose | None = Field(default=None, description="Why.")


class Challenge(Model):
    """A challenge to an act (vaie)."""

    received: ExactDay | None = Field(default=None, description="Day on which it arrived.")
    demands: Entries[Demand] = Field(default=(), description="What it asks for, one by one.")
    return_ground: ReturnGround | None = Field(
        default=None, description="Why it is returned without being examined."
    )
    explanation: Prose | None = Field(default=None, description="Why that ground is there.")


class Correction(Model):
    """A slip in an act, and what stands in its place."""

    old: Prose | None = Field(default=None, description="The text with the slip.")
    new: Prose | None = Field(default=None, description="The right text.")


class Forwarding(Model):
    """The claim passed on to another state's institution."""

    institution: Text | None = Field(default=None, description="Name of the institution.")
    sent: ExactDay | None = Field(default=None, description="Day on which the claim was sent.")


class Repayment(Model):
    """How a sum is to be paid back."""

    account: Text | None = Field(
        default=None, description="The agency's account, into which to pay."
    )
    reference: Text | None = Field(
        default=None, description="Reference number by which the payment is known."
    )
    until: ExactDay | None = Field(default=None, description="Last day for paying.")
    changed: Prose | None = Field(
        default=None, description="Of what was computed anew: which data turned out otherwise."
    )
    since: ExactDay | None = Field(
        default=None, description="Of a revocation without a debt: from which day."
    )


class OwnParagraph(Model):
    """A paragraph of the official's own; it stays whatever becomes of the draft."""

    part: OwnPart = Field(description="The part of the act that it stands at the end of.")
    text: Prose = Field(description="The paragraph.")


class Particulars(Model):
    """What an act needs besides the case and its determination."""

    number: Text | None = Field(default=None, description="Number in the document register.")
    day: ExactDay | None = Field(default=None, description="Day of issue.")
    official: Official = Field(default_factory=Official, description="Who decides.")
    delivery: Delivery = Field(default_factory=Delivery, description="How it is delivered.")
    evidence: Entries[Evidence] = Field(default=(), description="What the facts were taken from.")
    hearing: Hearing = Field(default_factory=Hearing, description="The hearing.")
    earlier_act: EarlierAct | None = Field(default=None, description="The act it changes.")
    weighing: Weighing = Field(default_factory=Weighing, description="What was weighed.")
    repayment: Repayment = Field(default_factory=Repayment, description="How to pay back.")
    challenge: Challenge = Field(default_factory=Challenge, description="The challenge decided.")
    corrections: Entries[Correction] = Field(default=(), description="Slips that are mended.")
    forwarding: Forwarding = Field(
        default_factory=Forwarding, description="The claim passed on to another state."
    )
    own: Entries[OwnParagraph] = Field(default=(), description="Paragraphs of the official's own.")

    def own_in(self, part: Part) -> tuple[str, ...]:
        """The official's own paragraphs of a part, in the order of the file."""
        return tuple(each.text for each in self.own if each.part == part.value)


def blank() -> str:
    """A file of particulars to fill in, with comments in Estonian."""
    return BLANK.read_text(encoding="utf-8")


def read_particulars(path: Path) -> Particulars:
    """Read the file beside a case file; a file of comments only gives nothing.

    Raises:
        CaseFileError: when the file cannot be read or anything in it is wrong.
    """
    try:
        return read_other(path, Particulars)
    except CaseFileError as error:
        if [problem.key for problem in error.problems] == ["file_empty"]:
            return Particulars()
        raise
