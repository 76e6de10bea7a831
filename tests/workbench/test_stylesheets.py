"""Every stylesheet says only what CSS knows: a slip of the pen would go unseen on most pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import tinycss2
from playwright.sync_api import Browser

import perenou.workbench

SHEETS = sorted(Path(perenou.workbench.__file__).parent.rglob("static/**/*.css"))

ASK = """(said) => said.filter(([name, value]) => {
    if (value !== null) return !CSS.supports(name, value);
    try { document.querySelector(name); } catch { return true; }
    return false;
})"""
"""What a browser does not know of declarations and selectors."""


def said(rules: list[tinycss2.ast.Node]) -> Iterator[tuple[str, str | None]]:
    """The declarations of rules, and their selectors with no value."""
    for rule in rules:
        assert rule.type != "error", f"line {rule.source_line}: {rule.message}"
        if rule.type == "at-rule" and rule.content is not None:
            if rule.lower_at_keyword in ("media", "supports", "layer"):
                yield from said(parsed(rule.content))
            continue
        if rule.type != "qualified-rule":
            continue
        yield tinycss2.serialize(rule.prelude).strip(), None
        for each in tinycss2.parse_blocks_contents(
            rule.content, skip_comments=True, skip_whitespace=True
        ):
            assert each.type != "error", f"line {each.source_line}: {each.message}"
            if each.type == "declaration" and not each.name.startswith("--"):
                yield each.name, tinycss2.serialize(each.value).strip()


def parsed(content: str | list[tinycss2.ast.Node]) -> list[tinycss2.ast.Node]:
    rules: list[tinycss2.ast.Node] = tinycss2.parse_rule_list(
        content, skip_comments=True, skip_whitespace=True
    )
    return rules


def test_every_stylesheet_is_valid(chromium: Browser) -> None:
    page = chromium.new_page()
    assert SHEETS
    for path in SHEETS:
        assert page.evaluate(ASK, [*map(list, said(parsed(path.read_text("utf-8"))))]) == [], path
    wrong = "p:hovered { color: red } p { colour: red } @media print { p { color: 3 } }"
    found = page.evaluate(ASK, [*map(list, said(parsed(wrong)))])
    assert found == [["p:hovered", None], ["colour", "red"], ["color", "3"]]
    page.close()
