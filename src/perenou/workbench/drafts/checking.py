"""Checking a document that somebody brings: bounded in size and time, and stored nowhere."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import PurePath
from typing import Final, cast

from perenou.acts.check.case_figures import CaseFigures, case_figures
from perenou.acts.kinds import Kind
from perenou.language.grammar import Language
from perenou.workbench.cases.models import Case
from perenou.workbench.cases.solving import latest
from perenou.workbench.drafts import bounded
from perenou.workbench.drafts.found import Found, FoundAt
from perenou.workbench.drafts.matters import held
from perenou.workbench.frame.apart import MOST_SECONDS, ApartError, asked

MOST_BYTES: Final = 5 * 1024 * 1024
SUFFIXES: Final = (".docx", ".pdf", ".html", ".htm", ".xhtml", ".md", ".markdown", ".txt")


class CheckRefusedError(Exception):
    """A document that is not checked.

    Attributes:
        key: of the text ``drafts.check.refused.KEY``. text: the reader's own message instead.
    """

    def __init__(self, key: str, text: str = "") -> None:
        super().__init__(key or "refused")
        self.key = key
        self.text = text

    @property
    def slots(self) -> dict[str, int]:
        """What the text tells beside."""
        return {
            "too_large": {"most": MOST_BYTES // 1024**2},
            "too_long": {"most": bounded.MOST_CHARACTERS},
            "slow": {"seconds": MOST_SECONDS},
        }.get(self.key, {})


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a document.

    Attributes:
        kind: key of its kind; empty where it cannot be told. commented: the file with comments;
            empty where none was asked for.
    """

    format: str
    kind: str
    found: tuple[Found, ...]
    stopping: int
    count: int
    commented: bytes


def check(
    content: bytes,
    name: str,
    language: Language,
    *,
    kind: Kind | None = None,
    case: Case | None = None,
    with_comments: bool = False,
) -> Checked:
    """Check a document.

    Args:
        name: of its file, whose suffix tells what it is. case: what it is compared with.

    Raises:
        CheckRefusedError: it is not checked, with the reason.
    """
    if len(content) > MOST_BYTES:
        raise CheckRefusedError("too_large")
    if PurePath(name).suffix.lower() not in SUFFIXES:
        raise CheckRefusedError("kind")
    question = {
        "name": name,
        "language": language,
        "kind": "" if kind is None else kind.value,
        "figures": None if case is None else _figures(case),
        "comments": with_comments,
    }
    try:
        told = asked(bounded.__name__, question, content)
    except ApartError as ended:
        raise CheckRefusedError(ended.key) from None
    if "key" in told or "refused" in told:
        raise CheckRefusedError(str(told.get("key", "")), str(told.get("refused", "")))
    return Checked(
        str(told["format"]),
        str(told["kind"]),
        tuple(_found(each) for each in cast("list[Mapping[str, object]]", told["found"])),
        cast("int", told["stopping"]),
        cast("int", told["count"]),
        b64decode(str(told["commented"])),
    )


def _figures(case: Case) -> dict[str, object]:
    with held(latest(case)) as of:
        found: CaseFigures = case_figures(of.solved)
    return {
        key: sorted(value) if isinstance(value, frozenset) else value
        for key, value in asdict(found).items()
    }


def _found(told: Mapping[str, object]) -> Found:
    places = cast("list[dict[str, object]]", told["places"])
    return Found(
        str(told["item"]),
        str(told["severity"]),
        str(told["text"]),
        str(told["why"]),
        str(told["citation"]),
        str(told["cure"]),
        tuple(FoundAt(cast("int", at["paragraph"]), str(at["excerpt"])) for at in places),
    )
