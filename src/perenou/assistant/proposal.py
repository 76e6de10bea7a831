"""What a model proposed, and why some of it was rejected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from perenou.language.catalogue import Catalogue
from perenou.language.grammar import Language

Why = Literal[
    "sum", "day", "term", "number", "provision", "law", "name", "form", "value", "same", "engine",
    "answer", "unsafe", "link", "bound",
    "unbound", "check", "not_in_text", "denied",
]  # fmt: skip
"""What does not bear out: see ``assistant.rejected`` in the texts."""


_OF_THE_WHOLE: Final = ("unsafe", "form", "same")
"""What is said of the proposal as such, and of nothing in it."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something of a proposal that was not borne out.

    Attributes:
        what: as the proposal says it; personal data only where the reader typed them.
    """

    why: Why
    what: str

    @property
    def is_doubt(self) -> bool:
        """Whether it stands in the proposal, and somebody has to look at it."""
        return self.why in ("unbound", "check", "not_in_text")

    def told(self, language: Language) -> str:
        """Why it was rejected, in a sentence."""
        texts = Catalogue.load("perenou.assistant", "texts")
        about = {} if self.why in _OF_THE_WHOLE else {"what": self.what}
        return texts.text(f"assistant.rejected.{self.why}", language, **about)


def marked(sentence: str, language: Language) -> str:
    """A sentence that was not verified, so that nobody takes it for good."""
    return Catalogue.load("perenou.assistant", "texts").text(
        "assistant.unverified", language, what=sentence
    )


@dataclass(frozen=True, slots=True)
class Proposal:
    """A machine's proposal; empty where it was rejected.

    Attributes:
        text: what it proposes. rejected: what was left out of it, or why there is none, and what
            of it nobody could verify.
    """

    text: str
    rejected: tuple[Rejected, ...] = ()
