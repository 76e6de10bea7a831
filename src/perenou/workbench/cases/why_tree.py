"""Indented lines as a tree that can be opened and closed without script."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from perenou.casework.report import Line
from perenou.workbench.frame.templatetags.said import line as told


def tree(lines: Sequence[Line], because: str) -> SafeString:
    """Lines by their depth as nested lists; deep branches begin closed.

    Args:
        because: opens the grounds of a line that holds links and so cannot be pressed itself.
    """
    made, _ = _level(lines, 0, because)
    return made


def _level(lines: Sequence[Line], at: int, because: str) -> tuple[SafeString, int]:
    """The list that begins at a line: its depth and deeper; and where it ends."""
    depth = lines[at].depth if at < len(lines) else 0
    items: list[tuple[SafeString]] = []
    while at < len(lines) and lines[at].depth >= depth:
        head = lines[at]
        at += 1
        text = format_html('<span class="tone-{}">{}</span>', head.tone or "plain", told(head))
        if at < len(lines) and lines[at].depth > head.depth:
            inner, at = _level(lines, at, because)
            items.append((_branch(head, text, inner, because),))
        else:
            items.append((format_html("<li>{}</li>", text),))
    return format_html('<ul class="tree">{}</ul>', format_html_join("", "{}", items)), at


def _branch(head: Line, text: SafeString, inner: SafeString, because: str) -> SafeString:
    """Open at first: what is paid or not, and what decides it; the grounds of those are not."""
    is_decisive = head.tone if head.depth == 0 else head.depth == 1 and not head.cited
    form = "<li><details{}><summary>{}</summary>{}</details></li>"
    if "<a " not in text:
        return format_html(form, " open" if is_decisive else "", text, inner)
    return format_html(
        '<li>{} <details><summary class="small">{}</summary>{}</details></li>', text, because, inner
    )
