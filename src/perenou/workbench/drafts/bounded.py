"""One document checked in a process of its own."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Final, cast

from perenou.workbench.frame.apart import answered

if TYPE_CHECKING:
    from perenou.acts.check.case_figures import CaseFigures
    from perenou.language.grammar import Language

MOST_CHARACTERS: Final = 400_000
"""Some twenty times the longest real act; its check takes a third of the time there is."""


def answer(asked: Mapping[str, object], content: bytes) -> dict[str, object]:
    """What is found in a document, or why it is refused, as plain data."""
    from perenou.acts.check.checker import findings
    from perenou.acts.check.comment import commented
    from perenou.acts.check.read_act import act_text
    from perenou.acts.check.view import Act
    from perenou.acts.kinds import Kind
    from perenou.acts.page.errors import PageError
    from perenou.acts.read.errors import RefusedDocumentError
    from perenou.acts.read.read import read
    from perenou.workbench.drafts.found import rows_of

    language = cast("Language", asked["language"])
    kind = Kind(str(asked["kind"])) if asked["kind"] else None
    try:
        document = read(content, str(asked["name"]))
        if sum(len(each.text) for each in document.paragraphs) > MOST_CHARACTERS:
            return {"key": "too_long"}
        figures = _figures(cast("Mapping[str, object] | None", asked["figures"]))
        act = Act(act_text(document, content, kind), figures)
        found = findings(act, language)
        made = b""
        if asked["comments"]:
            if document.format != "docx":
                return {"key": "no_comments"}
            made = commented(content, document, found, language)
    except (RefusedDocumentError, PageError) as refused:
        return {"refused": refused.text(language)}
    return {
        "format": document.format,
        "kind": "" if act.kind is None else act.kind.value,
        "found": [asdict(each) for each in rows_of(found)],
        "stopping": sum(each.severity.stops for each in found),
        "count": len(found),
        "commented": b64encode(made).decode(),
    }


def _figures(told: Mapping[str, object] | None) -> CaseFigures | None:
    from perenou.acts.check.case_figures import CaseFigures

    if told is None:
        return None
    return CaseFigures(
        amounts=frozenset(cast("list[int]", told["amounts"])),
        names=tuple(cast("list[str]", told["names"])),
        births=frozenset(cast("list[int]", told["births"])),
        received=frozenset(cast("list[int]", told["received"])),
        starts=frozenset(cast("list[int]", told["starts"])),
        is_cross_border=told["is_cross_border"] is True,
        is_coordinated=told["is_coordinated"] is True,
        whole=told["whole"] is True,
    )


if __name__ == "__main__":
    answered(answer)
