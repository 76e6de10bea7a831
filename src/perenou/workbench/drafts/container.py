"""A finished act as an ASiC-E container, and what can be said of one that came back signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from perenou.acts.document import Document
from perenou.acts.write_pdf import as_pdf
from perenou.registers.asic_e import Container, ContainerError, Fault, Signature, Status, made, read
from perenou.workbench.drafts.models import Act, ActVersion, State

PDF: Final = "application/pdf"

Stand = Literal["unsigned", "other", Status]
"""What is known of a container as a whole, the worst of its signatures; ``other``: this act is not
in it. Nothing is ever called valid: issuers, revocations and time stamps are not checked here."""

_WORST: Final[tuple[Status, ...]] = (
    "altered", "forged", "incomplete", "out_of_time", "not_checked", "intact",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Looked:
    """What can be said of a container."""

    stand: Stand
    signatures: tuple[Signature, ...]

    @property
    def may_go(self) -> bool:
        """Whether it may be handed in as this act."""
        return self.stand in ("unsigned", "not_checked", "intact")


class UnreadableError(ValueError):
    """What was sent is no container, or not a whole one.

    Attributes:
        fault: key of what is wrong, ``drafts.container.fault.KEY`` of the texts. name: of the file
            that it is about, if of one.
    """

    def __init__(self, fault: Fault, name: str) -> None:
        super().__init__(fault)
        self.fault = fault
        self.name = name


def is_finished(act: Act, version: ActVersion) -> bool:
    """Whether a version of an act is what was approved."""
    return act.state == State.APPROVED and version.number == act.latest


def file_name(act: Act) -> str:
    """What an act is called as a file, without its ending."""
    return f"{act.case.number}-{act.number}"


def container_of(act: Act, document: Document) -> bytes:
    """An unsigned container with the act, the same each time.

    Raises:
        PageError: the act has something that cannot be put on a page.
    """
    return made({f"{file_name(act)}.pdf": (as_pdf(document), PDF)})


def looked_at(content: bytes, document: Document) -> Looked:
    """What can be said of a container that should hold an act.

    Raises:
        UnreadableError: it is none. PageError: the act cannot be put on a page.
    """
    try:
        found = read(content)
    except ContainerError as error:
        raise UnreadableError(error.fault, error.name) from None
    return Looked(_stand(found, as_pdf(document)), found.signatures)


def _stand(container: Container, act: bytes) -> Stand:
    if act not in container.files.values():
        return "other"
    if not container.signatures:
        return "unsigned"
    return min((each.status for each in container.signatures), key=_WORST.index)
