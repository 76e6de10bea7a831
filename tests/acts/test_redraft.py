from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.acts.cases import drafted, listed, particulars

from perenou.acts.document import Document, Paragraph, Part, Span, plain, text_of
from perenou.acts.document_json import DocumentError, from_json, to_json
from perenou.acts.matter import Kind
from perenou.acts.redraft import changes, with_own
from perenou.acts.write import WRITERS, content


def granted() -> Document:
    return drafted("overpaid_after_moving", Kind.GRANT, at=1)


def with_paragraph(document: Document, part: Part, text: str) -> Document:
    portions = tuple(
        replace(p, blocks=(*p.blocks, Paragraph((Span(text),), own=True))) if p.part is part else p
        for p in document.portions
    )
    return replace(document, portions=portions)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_document_is_the_same_after_json(kind: Kind) -> None:
    for name in ("overpaid_after_moving", "parental_benefit_two_parents", "missing_facts"):
        for at, each in enumerate(e for e in listed(name) if e.matter.kind is kind):
            document = drafted(name, kind, at=at)
            assert from_json(to_json(document)) == document, each


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"form": "x"}', '{"form": "perenou act, version 1"}', "null"],
)
def test_another_file_is_no_draft(text: str) -> None:
    with pytest.raises(DocumentError):
        from_json(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"et"', '"xx"'),
        ('"amount"', '"sum"'),
        ('"operative"', '"heart"'),
        ('"list": [', '"list": [1,'),
    ],
)
def test_a_damaged_draft_is_refused(old: str, new: str) -> None:
    text = to_json(granted())
    assert old in text
    with pytest.raises(DocumentError):
        from_json(text.replace(old, new, 1))


def test_own_paragraphs_survive_drafting_anew() -> None:
    edited = with_paragraph(granted(), Part.REASONS, "Ametniku selgitus.")
    anew = with_own(drafted("overpaid_after_moving", Kind.GRANT, at=1), edited)
    reasons = anew.part(Part.REASONS)
    assert reasons is not None
    own = [text_of(b.spans) for b in reasons.blocks if isinstance(b, Paragraph) and b.own]
    assert own == ["Minu põhjendus.", "Ametniku selgitus."]


def test_own_paragraphs_of_a_part_that_is_gone_stand_in_its_place() -> None:
    edited = with_paragraph(granted(), Part.HEARING, "Ametniku märkus.")
    bare = granted()
    bare = replace(bare, portions=tuple(p for p in bare.portions if p.part is not Part.HEARING))
    anew = with_own(bare, edited)
    order = [portion.part for portion in anew.portions]
    assert order.index(Part.REASONS) < order.index(Part.HEARING) < order.index(Part.CONTEST)


def test_what_changed_is_told_paragraph_by_paragraph() -> None:
    old = granted()
    new = drafted("overpaid_after_moving", Kind.GRANT, at=1, given=particulars(number="5.2-2/1143"))
    found = changes(old, new)
    assert [(each.part, each.way) for each in found] == [(Part.HEADER, "changed")]
    assert "5.2-2/1142" in found[0].old
    assert "5.2-2/1143" in found[0].new
    assert changes(old, old) == ()


def test_added_and_removed_paragraphs_are_told_apart() -> None:
    old = granted()
    new = with_paragraph(old, Part.REASONS, "Uus lõik.")
    assert [(e.way, e.new) for e in changes(old, new)] == [("added", "Uus lõik.")]
    assert [(e.way, e.old) for e in changes(new, old)] == [("removed", "Uus lõik.")]


def test_the_suffix_chooses_the_writer() -> None:
    document = granted()
    assert content(document, Path("a.TXT")) == plain(document).encode()
    assert content(document, Path("a.json")) == to_json(document).encode()
    assert content(document, Path("a.xyz")) is None
    assert all(suffix.startswith(".") for suffix in WRITERS)
