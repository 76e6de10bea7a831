"""What acts are made of on a page: the form of particulars, the paper, and matters found again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import get_args

import pytest
import yaml
from tests.acts.cases import EXAMPLES, drafted, example, listed, particulars

from perenou.acts.check.finding import Severity
from perenou.acts.check.text import ActText
from perenou.acts.document import Document, Part
from perenou.acts.document_json import to_json
from perenou.acts.draft import draft
from perenou.acts.kinds import Kind
from perenou.acts.particulars import OwnParagraph, Particulars
from perenou.acts.redraft import changes
from perenou.language.grammar import LANGUAGES
from perenou.registers.asic_e import Fault, Status
from perenou.services.call import Failing
from perenou.workbench.drafts import models
from perenou.workbench.drafts.container import Stand
from perenou.workbench.drafts.content import Content, read
from perenou.workbench.drafts.given import asked_for, filled, group_keys, typed
from perenou.workbench.drafts.making import made, unapproved
from perenou.workbench.drafts.matters import Held, fitting, key_of, same
from perenou.workbench.drafts.paper import changed_places, paper
from perenou.workbench.drafts.waiting import Why
from perenou.workbench.frame.words import say

NAMES = ("overpaid_after_moving", "parental_benefit_two_parents", "missing_facts",
         "eu_mother_estonia_father_finland", "maintenance_in_court", "stillborn_child")  # fmt: skip


# ------------------------------------------------------------------------------ the form


def test_a_form_filled_in_reads_back_to_the_same() -> None:
    given = particulars()
    assert typed(filled(given).raw, "et").given == given
    assert typed(filled(Particulars()).raw, "et").given == Particulars()


def test_every_box_and_choice_has_its_words_in_three_languages() -> None:
    groups = typed({}, "et").groups(frozenset(group_keys()))
    assert [group.key for group in groups] == list(group_keys())
    keys = [f"drafts.group.{group.key}" for group in groups]
    for box in (box for group in groups for row in group.rows for box in row):
        keys += [box.label, *(label for _, label in box.choices)]
    for language in LANGUAGES:
        assert all(say(key, language) for key in keys)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("day", "2026-13-01"), ("number", "x" * 201), ("hearing.answered", "eile"),
        ("delivery.channel", "tuvi"), ("challenge.demands.0.outcome", "ehk"),
        ("own.facts", "x" * 4001), ("weighing.outcome", "\N{RIGHT-TO-LEFT OVERRIDE}x"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_where_it_stands(name: str, value: str) -> None:
    form = typed({name: value}, "et")
    assert form.given is None
    assert list(form.errors) == [name]
    assert form.raw[name] == value


def test_a_row_without_what_it_needs_is_told_there() -> None:
    form = typed({"evidence.3.what": "elukoht"}, "et")
    assert form.errors == {"evidence.0.source": say("drafts.error.missing", "et")}


def test_a_day_or_surely_none() -> None:
    form = typed({"hearing.answered.none": "on"}, "et")
    assert form.given is not None
    assert form.given.hearing.answered is False


def test_a_group_that_is_not_asked_for_changes_nothing() -> None:
    """One test for all kinds: to find an act of each takes seconds, which one process spends."""
    names = sorted(path.stem for path in EXAMPLES.glob("*.yaml") if "plan" not in path.stem)
    of_kind = {each.matter.kind: (name, each) for name in names for each in listed(name)}
    assert set(of_kind) == set(Kind)
    whole = filled(particulars()).raw
    for kind, (name, each) in of_kind.items():
        asked = asked_for(example(name), each.matter)
        assert ("challenge.demands" in asked) == kind.value.startswith("challenge")
        kept = {
            key: value
            for key, value in whole.items()
            if key.startswith("own.") or any(_in(key, group) for group in asked)
        }
        shown, full = typed(kept, "et").given, typed(whole, "et").given
        assert shown is not None
        assert full is not None
        drafts = [draft(example(name), each.matter, given) for given in (shown, full)]
        assert drafts[0] == drafts[1], kind


def _in(key: str, group: str) -> bool:
    return "." not in key if group == "head" else key.startswith(f"{group}.")


# ------------------------------------------------------------------------------ the document


@pytest.mark.parametrize("part", ["weighing", "reasons", "basis"])
def test_an_own_paragraph_stands_also_in_a_part_that_the_draft_has_not(part: str) -> None:
    own = OwnParagraph.model_validate({"part": part, "text": "Minu lõik."})
    matter = listed("everyday_two_children")[0].matter
    document = made(example("everyday_two_children"), matter, Particulars(own=(own,)), "et")
    (portion,) = [each for each in document.portions if each.part is Part(part)]
    assert "Minu lõik." in str(portion.blocks)
    assert str(document).count("Minu lõik.") == 1
    order = [list(Part).index(each.part) for each in document.portions]
    assert portion.heading
    assert order.index(list(Part).index(Part(part))) < order.index(list(Part).index(Part.CONTEST))


def test_an_unapproved_document_says_so_on_every_page() -> None:
    document = drafted("everyday_two_children", Kind.GRANT, given=particulars())
    assert not document.gaps
    assert [gap.what for gap in unapproved(document).gaps] == ["kinnitus"]


def documents() -> Iterator[Document]:
    for name in NAMES:
        for each in listed(name):
            yield draft(example(name), each.matter, particulars())
            yield draft(example(name), each.matter, Particulars(), "ru")


def test_every_place_has_the_number_that_findings_tell() -> None:
    for document in documents():
        html = str(paper(document))
        for paragraph in ActText.from_document(document).paragraphs:
            found = re.search(
                rf'<(\w+) id="place-{paragraph.number}"[^>]*>(.*?)</\1>', html, re.DOTALL
            )
            assert found, (document.title, paragraph)
            text = unescape(re.sub(r"<[^>]+>", "", found[2]))
            assert _plain(text) == _plain(paragraph.text)
        assert f'id="place-{len(ActText.from_document(document).paragraphs) + 1}"' not in html


def _plain(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def test_a_paper_has_no_style_and_no_script_of_its_own() -> None:
    for document in documents():
        html = str(paper(document, frozenset({1, 2}), {3: "major"}))
        assert not re.search(r"<script|<style|style=|\son\w+=|<h1", html)
        assert 'data-found="major"' in html


def test_what_changed_is_marked_where_it_stands_and_nothing_else() -> None:
    old = drafted("everyday_two_children", Kind.GRANT, given=Particulars())
    new = drafted("everyday_two_children", Kind.GRANT, given=particulars())
    places = changed_places(new, changes(old, new))
    texts = {each.number: each.text for each in ActText.from_document(new).paragraphs}
    told = " ".join(each.new for each in changes(old, new))
    assert places
    assert all(texts[number] in told for number in places)
    assert changed_places(new, changes(new, new)) == frozenset()


# ------------------------------------------------------------------------------ matters again


@pytest.mark.parametrize("name", NAMES)
def test_every_matter_is_found_again_as_itself(name: str) -> None:
    held = Held(example(name))
    for each in held.every:
        key = key_of(each, held.solved, "et")
        assert same(held, key, "et") is each.matter
        content = Content(draft(example(name), each.matter, particulars()), particulars(), key)
        again = read(content.as_text())
        assert again == content
        assert same(held, again.matter, "et") is each.matter
        assert to_json(again.document) == to_json(content.document)


def test_a_matter_of_a_changed_case_is_found_by_what_is_alike() -> None:
    held = Held(example("everyday_two_children"))
    key = key_of(held.every[0], held.solved, "et")
    moved = type(key)(**{**key.as_data(), "first": key.first + 31})  # type: ignore[arg-type]
    assert [each.number for each in fitting(held, moved, "et")] == [1]
    assert same(held, moved, "et") is None
    foreign = type(key)(**{**key.as_data(), "addressee": "keegi"})  # type: ignore[arg-type]
    assert [each.number for each in fitting(held, foreign, "et")] == [1]
    gone = type(key)(**{**key.as_data(), "kind": Kind.SET_OFF.value})  # type: ignore[arg-type]
    assert fitting(held, gone, "et") == ()


# ------------------------------------------------------------------------------ texts


def test_every_text_of_acts_is_used() -> None:
    folder = Path(models.__file__).parent
    files = [path for path in folder.rglob("*") if path.suffix in (".py", ".html")]
    code = "\n".join(path.read_text("utf-8") for path in files)
    groups = typed({}, "et").groups(frozenset(group_keys()))
    boxes = [box for group in groups for row in group.rows for box in row]
    said = {
        *(f"drafts.group.{group.key}" for group in groups),
        *(box.label for box in boxes),
        *(label for box in boxes for _, label in box.choices),
        *(f"drafts.state.{state.value}" for state in models.State),
        *(f"drafts.next.{step.value}" for step in models.Next if step.value),
        *(f"drafts.way.{way.value}" for way in models.Way),
        *(f"drafts.step.{what.value}" for what in models.What),
        *(f"drafts.severity.{severity.value}" for severity in Severity),
        *(f"drafts.waiting.{why}" for why in get_args(Why)),
        *(f"drafts.refused.{key}" for key in re.findall(r'Refused\w*\("(\w+)"', code)),
        *(f"drafts.check.refused.{key}" for key in re.findall(r'"key": "(\w+)"', code)),
        *(f"drafts.check.refused.{key}" for key in re.findall(r'CheckRefused\w+\("(\w+)"', code)),
        *(f"drafts.{key}" for key in re.findall(r'_of\(case, act\), "(\w+)"', code)),
        *(f"drafts.{key}" for key in re.findall(r'_of\(case, act\),\s+"(\w+)"', code)),
        *(f"drafts.error.{key}" for key in ("missing", "too_long", "literal_error", "other")),
        *re.findall(r"""["'](drafts(?:\.\w+)+)["']""", code),
        *(f"drafts.container.stand.{stand}" for stand in get_args(Stand)),
        *(f"drafts.container.status.{status}" for status in get_args(Status)),
        *(f"drafts.container.fault.{fault}" for fault in get_args(Fault)),
        *(f"drafts.hand_in.error.{why}" for why in get_args(Failing)),
        *(f"drafts.hand_in.wrong.{name}" for name in ("series", "access", "addressee", "until")),
        "drafts.refused.conflict",
        "drafts.check.refused.slow",
        "drafts.check.refused.broken",
    }
    for language in LANGUAGES:
        texts = folder.parent / "texts" / language / "drafts.yaml"
        keys = set(yaml.safe_load(texts.read_text("utf-8"))) - {"menu.check"}
        assert keys <= said, keys - said
        assert all(f"drafts.refused.{key}" in keys for key in re.findall(
            r' RefusedError\("(\w+)"\)', code))  # fmt: skip
