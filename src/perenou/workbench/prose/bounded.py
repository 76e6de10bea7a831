"""One file of anybody's read, or given back with changes, in a process of its own."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, cast

from perenou.workbench.frame.apart import answered

if TYPE_CHECKING:
    from perenou.language.grammar import Language

MOST_CHARACTERS: Final = 200_000
"""Ten times the longest page that anybody reads; it is checked in some seconds."""


def answer(asked: Mapping[str, object], content: bytes) -> dict[str, object]:
    """What is read in a file, or the file with tracked changes, or why it is refused."""
    from perenou.acts.page.errors import PageError
    from perenou.acts.read.errors import RefusedDocumentError

    try:
        return _mended(asked, content) if "keys" in asked else _read(asked, content)
    except (RefusedDocumentError, PageError) as refused:
        return {"refused": refused.text(cast("Language", asked["language"]))}


def _read(asked: Mapping[str, object], content: bytes) -> dict[str, object]:
    from perenou.acts.check.read_act import act_text
    from perenou.acts.read.read import read
    from perenou.texts.kept import kept

    document = read(content, str(asked["name"]))
    if sum(len(each.text) for each in document.paragraphs) > MOST_CHARACTERS:
        return {"key": "too_long"}
    return {
        "format": document.format,
        "title": document.metadata.title,
        "created": document.metadata.created if document.format == "mail" else "",
        "paragraphs": kept(act_text(document, content)),
    }


def _mended(asked: Mapping[str, object], content: bytes) -> dict[str, object]:
    """The Word file: comments for what is open, changes for what was accepted."""
    from dataclasses import replace
    from datetime import UTC, datetime

    from perenou.acts.read.read import read
    from perenou.texts.check import Wanted, check_file
    from perenou.texts.clarity import Rules
    from perenou.texts.dismissed import key_of
    from perenou.texts.mend import mended_docx

    language = cast("Language", asked["language"])
    keys = cast("dict[str, str]", asked["keys"])
    name, today = str(asked["name"]), cast("int", asked["today"])
    checked, _ = check_file(content, name, Wanted(today, language, rules=Rules()))
    by_key = [(keys.get(key_of(checked.act, each), ""), each) for each in checked.findings]
    told = replace(checked, findings=tuple(e for what, e in by_key if what != "dismissed"))
    accepted = replace(checked, findings=tuple(e for what, e in by_key if what == "accepted"))
    at = datetime.now(UTC)
    made = mended_docx(content, read(content, name), told, language, at, accepted)
    return {"file": b64encode(made).decode()}


if __name__ == "__main__":
    answered(answer)
