"""The differences between two redactions as text, as a page and as plain data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final, TypedDict

from perenou.language.catalogue import Catalogue
from perenou.language.grammar import Language
from perenou.statutes.differences import Change
from perenou.statutes.model import Provision, Redaction, told
from perenou.statutes.wording import Run

_MARKS: Final = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
_SPACES: Final = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
_TAGS: Final = {"same": "{}", "gone": "<del>{}</del>", "new": "<ins>{}</ins>"}


class RunData(TypedDict):
    """A stretch of words."""

    kind: str
    text: str


class ChangeData(TypedDict):
    """A change as plain data; texts are empty where a side has none."""

    kind: str
    address: str
    was: str | None
    before: str
    after: str
    title: list[RunData]
    words: list[RunData]


class DifferencesData(TypedDict):
    """Two redactions and what differs."""

    old: str
    new: str
    changes: list[ChangeData]


def shown(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes that are changes of the law: no empty places cleared away."""
    return tuple(change for change in changes if change.kind != "tidied")


def as_data(old: Redaction, new: Redaction, changes: Sequence[Change]) -> DifferencesData:
    """Everything, also what is only tidied, for programs."""
    return {
        "old": old.id,
        "new": new.id,
        "changes": [
            {
                "kind": each.kind,
                "address": str(each.address),
                "was": None if each.was is None else str(each.was),
                "before": whole(each.before),
                "after": whole(each.after),
                "title": [{"kind": run.kind, "text": run.text} for run in each.title],
                "words": [{"kind": run.kind, "text": run.text} for run in each.words],
            }
            for each in changes
        ],
    }


def as_text(changes: Sequence[Change], language: Language) -> str:
    """Plain lines: ``[-what is gone-]`` and ``{+what is new+}``."""
    blocks = []
    for each in shown(changes):
        lines = [heading(each, language)]
        lines += [f"  {line}" for text in compared(each) for line in _marked(text).split("\n")]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def as_html(old: Redaction, new: Redaction, changes: Sequence[Change], language: Language) -> str:
    """A page of its own; every word of the acts is escaped."""
    texts = Catalogue.load("perenou.statutes", "texts")
    title = escape(texts.text("statutes.diff.title", language, name=new.name))
    parts = [
        f'<!doctype html>\n<html lang="{language}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{title}</title>\n<style>del {{ background: #fdd }} ins {{ background: #dfd }}"
        " body { max-width: 45em; margin: 2em auto; font: 1em/1.5 sans-serif; padding: 0 1em }"
        "</style></head>\n<body>\n"
        f"<h1>{title}</h1>\n<p>{escape(redaction_line(old, language))}<br>"
        f"{escape(redaction_line(new, language))}</p>"
    ]
    for each in shown(changes):
        parts.append(f"<h2>{escape(heading(each, language))}</h2>")
        parts += [f'<p lang="et">{_html(text)}</p>' for text in compared(each)]
    if len(parts) == 1:
        parts.append(f"<p>{escape(texts.text('statutes.diff.none', language))}</p>")
    return "\n".join([*parts, "</body>", "</html>", ""])


def heading(change: Change, language: Language) -> str:
    """Where a change is and what kind it is of."""
    texts = Catalogue.load("perenou.statutes", "texts")
    kind = texts.text(f"statutes.change.{change.kind}", language)
    if change.was is not None and change.was != change.address:
        return f"{change.was} → {change.address}: {kind}"
    return f"{change.address}: {kind}"


def redaction_line(redaction: Redaction, language: Language) -> str:
    """A redaction in one line: act, number, publication and days."""
    texts = Catalogue.load("perenou.statutes", "texts")
    spell = (redaction.since, redaction.until)
    return texts.text(
        "statutes.redaction",
        language,
        name=redaction.name,
        id=redaction.id,
        source=redaction.source or "–",
        spell=spell,
    )


def whole(parts: Sequence[Provision]) -> str:
    """A provision with its parts as lines."""
    if not parts:
        return ""
    root = parts[0].address
    lines = [parts[0].title]
    for each in parts:
        line = told(each, root) if root.covers(each.address) else _apart(each)
        lines.append(line or "")
    return "\n".join(line for line in lines if line)


def _apart(part: Provision) -> str:
    return "\n".join(filter(None, (f"{part.address} {part.title}".rstrip(), part.text)))


def compared(change: Change) -> Iterator[Sequence[Run]]:
    """What to show of a change: compared words, or the whole that came or went."""
    if change.kind == "repealed":
        if text := whole(change.before):
            yield (Run("gone", text),)
    elif change.kind == "inserted":
        yield (Run("new", whole(change.after)),)
    else:
        for each in (change.title, change.words):
            if any(run.kind != "same" for run in each):
                yield each


def _marked(found: Sequence[Run]) -> str:
    return "".join(_around(run, _MARKS[run.kind]) for run in found)


def _around(run: Run, mark: str) -> str:
    """Marks close around the words; the space around them stays outside."""
    before, body, after = _SPACES.fullmatch(run.text).groups()  # type: ignore[union-attr]
    return f"{before}{mark.format(body)}{after}" if body else run.text


def _html(found: Sequence[Run]) -> str:
    return "".join(
        _around(Run(run.kind, escape(run.text)), _TAGS[run.kind]) for run in found
    ).replace("\n", "<br>\n")
