"""The inventory of norms says neither more nor less than what is coded."""

from __future__ import annotations

import copy
import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from perenou.benefits.coverage import (
    DOUBTED,
    HERE,
    KINDS,
    NORMS,
    NOT_YET,
    OUTSIDE,
    Counts,
    Coverage,
    coverage,
)
from perenou.benefits.lawbook import LAWBOOK
from perenou.rules.citation import Citation
from perenou.rules.rule import LawError

SUPERSCRIPT_SECTIONS = ("14¹", "19¹", "21¹", "50¹")

Content = dict[str, list[dict[str, Any]]]

INVENTORY: Content = yaml.load(NORMS.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@pytest.fixture(scope="module")
def found() -> Coverage:
    return coverage()


def entry(content: Content, part: str, key: str, value: str) -> dict[str, Any]:
    return next(each for each in content[part] if each[key] == value)


def written(folder: Path, content: Content) -> Path:
    path = folder / "norms.yaml"
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def test_every_row_is_covered_excused_or_not_coded_yet(found: Coverage) -> None:
    assert set(found.counts) == {"norms", "changes", "figures", "gaps", "union"}
    for name, counts in found.counts.items():
        assert counts.rows == len(INVENTORY[name])
        assert counts.rows == counts.covered + counts.excused + counts.not_yet
        assert counts.covered > 0


def test_counts_agree_with_the_inventory_read_by_hand(found: Coverage) -> None:
    for name, entries in INVENTORY.items():
        kinds = [each.get("kind") for each in entries]
        unfinished = kinds.count("not_yet")
        excused = sum(kind is not None for kind in kinds) - unfinished
        expected = Counts(len(entries), len(entries) - excused - unfinished, excused, unfinished)
        assert found.counts[name] == expected


def test_kinds_count_every_excuse_of_every_list(found: Coverage) -> None:
    assert list(found.kinds) == list(KINDS)
    totals = found.counts.values()
    assert sum(found.kinds.values()) == sum(each.excused + each.not_yet for each in totals)
    assert found.kinds["not_yet"] == sum(each.not_yet for each in totals)


def test_a_row_has_something_that_codes_it_or_a_reason(found: Coverage) -> None:
    for row in itertools.chain(found.norms, found.changes, found.figures, found.union):
        assert row.coded or row.excuse
        assert row.excuse is None or row.excuse.kind in (NOT_YET, OUTSIDE, DOUBTED) or not row.coded
    for gap in found.gaps:
        assert gap.doubts or gap.excuse


@pytest.mark.parametrize(
    "section", [*map(str, range(1, 47)), *map(str, range(47, 61)), *SUPERSCRIPT_SECTIONS]
)
def test_every_section_of_the_act_is_in_the_list(found: Coverage, section: str) -> None:
    assert any(
        norm.citation.act == "PHS" and norm.citation.section == section for norm in found.norms
    )


def test_every_citation_of_the_law_book_is_in_the_list(found: Coverage) -> None:
    listed = [norm.citation for norm in found.norms]
    cited: set[Citation] = {r.citation for rules in LAWBOOK.rules.values() for r in rules}
    cited |= {node.citation for node in LAWBOOK.across.values()}
    cited |= {node.citation for node in LAWBOOK.through.values()}
    cited |= {v.citation for p in LAWBOOK.parameters.values() for v in p.versions}
    missing = {
        str(each)
        for each in cited
        if not any(norm.covers(each) or each.covers(norm) for norm in listed)
    }
    assert missing == set()


def test_every_doubt_about_an_open_question_is_told_by_its_gap(found: Coverage) -> None:
    doubts = set(LAWBOOK.doubts)
    told = {doubt: gap.number for gap in found.gaps for doubt in gap.doubts}
    assert {doubt for doubt in doubts if doubt.startswith("gap_")} == set(told)
    for doubt, number in told.items():
        assert doubt.split("_")[1] == str(number)


def test_every_file_named_exists(found: Coverage) -> None:
    files = {c.file for rows in found.lists.values() for row in rows for c in row.coded}
    assert len(files) > 10
    for file in files:
        assert (HERE / file).is_file(), file


def test_changes_come_in_the_order_of_their_days(found: Coverage) -> None:
    days = [change.day for change in found.changes]
    assert days == sorted(days)
    assert days[0].year == 2017
    assert days[-1].year == 2027


def test_titles_are_short_and_in_both_languages(found: Coverage) -> None:
    for norm in found.norms:
        assert norm.et != norm.en
        for title in (norm.et, norm.en):
            assert len(title) <= 90, norm.citation
            assert not title.endswith("."), norm.citation


def test_reasons_are_sentences(found: Coverage) -> None:
    for row in itertools.chain.from_iterable(found.lists.values()):
        if row.excuse is not None:
            assert row.excuse.reason.endswith(".")
            assert row.excuse.reason[0].isupper() or row.excuse.reason[0] == "§"


def test_a_row_says_plainly_that_something_is_not_coded_yet(found: Coverage) -> None:
    for row in itertools.chain.from_iterable(found.lists.values()):
        if row.excuse is not None:
            plainly = row.excuse.reason.startswith("Not coded yet: ")
            assert plainly is (row.excuse.kind == NOT_YET), row.excuse.reason


@pytest.mark.parametrize(
    ("citation", "name", "file"),
    [
        ("PHS § 17 lg 3", "child_allowance_first_two", "parameters/family_allowances.yaml"),
        ("PHS § 26 lg 1", "order_in_family", "estonia/child_allowance.py"),
        ("PHS § 7 lg 1", "<benefit>_amount", "estonia/months.py"),
        ("PHS § 28 lg 3", "<benefit>_claim_in_time", "estonia/one_off_allowances.py"),
        ("PHS § 6 lg 2", "application_day", "estonia/months.py"),
        ("PHS § 8 lg 6", "round_to_cent", "estonia/rounding.py"),
    ],
)
def test_what_codes_a_norm_is_named_with_its_file(
    found: Coverage, citation: str, name: str, file: str
) -> None:
    norm = next(each for each in found.norms if str(each.citation) == citation)
    assert (name, file) in [(coded.name, coded.file) for coded in norm.coded]


def test_a_norm_of_several_benefits_is_named_once(found: Coverage) -> None:
    norm = next(each for each in found.norms if str(each.citation) == "PHS § 7 lg 1")
    assert [coded.name for coded in norm.coded].count("<benefit>_amount") == 1


def test_a_citation_of_the_whole_section_does_not_cover_a_subsection(found: Coverage) -> None:
    by_citation = {str(norm.citation): norm for norm in found.norms}
    whole = [str(rule.citation) for rule in LAWBOOK.rules["is_suspended"]]
    assert whole == ["PHS § 12"]
    assert "is_suspended" not in [coded.name for coded in by_citation["PHS § 12 lg 4"].coded]


def _uncovered(content: Content) -> None:
    del entry(content, "norms", "norm", "PHS § 19 lg 2")["by"]


def _excused_though_covered(content: Content) -> None:
    entry(content, "norms", "norm", "PHS § 17 lg 3").update(kind="purpose", not_coded="No.")


def _excused_though_named(content: Content) -> None:
    entry(content, "changes", "day", "2026-09-01").update(kind="authority", not_coded="No.")


def _excused_figure_that_is_matched(content: Content) -> None:
    entry(content, "figures", "key", "maksepaev").update(kind="procedure", not_coded="No.")


def _excused_gap_that_has_a_doubt(content: Content) -> None:
    entry(content, "gaps", "gap", "1").update(kind="purpose", not_coded="No.")


def _no_day_of_repeal(content: Content) -> None:
    entry(content, "norms", "norm", "PHS § 19 lg 2")["until"] = "2024-13-01"


def _unknown_rule(content: Content) -> None:
    entry(content, "norms", "norm", "PHS § 19 lg 2")["by"] = ["no_such_rule"]


def _unknown_module(content: Content) -> None:
    entry(content, "norms", "norm", "PHS § 8 lg 6")["by"] = ["estonia.nowhere.round_to_cent"]


def _unknown_function(content: Content) -> None:
    entry(content, "norms", "norm", "PHS § 8 lg 6")["by"] = ["estonia.rounding.no_such_function"]


def _unknown_kind(content: Content) -> None:
    entry(content, "norms", "norm", "PHS § 15")["kind"] = "whim"


def _reason_missing(content: Content) -> None:
    del entry(content, "norms", "norm", "PHS § 15")["not_coded"]


def _kind_missing(content: Content) -> None:
    del entry(content, "norms", "norm", "PHS § 15")["kind"]


def _unknown_key(content: Content) -> None:
    entry(content, "norms", "norm", "PHS § 15")["why"] = "because"


def _title_missing(content: Content) -> None:
    del entry(content, "norms", "norm", "PHS § 15")["et"]


def _no_citation(content: Content) -> None:
    entry(content, "norms", "norm", "PHS § 15")["norm"] = "section 15"


def _nameless(content: Content) -> None:
    del entry(content, "norms", "norm", "PHS § 15")["norm"]


def _twice(content: Content) -> None:
    content["norms"].append(dict(entry(content, "norms", "norm", "PHS § 15")))


def _by_is_no_list(content: Content) -> None:
    entry(content, "norms", "norm", "PHS § 19 lg 2")["by"] = "right_to_single_parent_allowance"


def _no_such_day(content: Content) -> None:
    entry(content, "changes", "day", "2026-09-01")["day"] = "2026-02-30"


def _no_such_act(content: Content) -> None:
    entry(content, "changes", "day", "2026-09-01")["source"] = "the gazette"


def _unknown_doubt(content: Content) -> None:
    entry(content, "gaps", "gap", "20")["doubts"] = ["gap_999"]


def _norm_left_out(content: Content) -> None:
    content["norms"].remove(entry(content, "norms", "norm", "PHS § 17 lg 3"))


def _figure_left_out(content: Content) -> None:
    content["figures"].remove(entry(content, "figures", "key", "maksepaev"))


def _gap_left_out(content: Content) -> None:
    content["gaps"].remove(entry(content, "gaps", "gap", "20"))


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_uncovered, "PHS § 19 lg 2: is neither coded nor excused"),
        (_excused_though_covered, "PHS § 17 lg 3: is excused, but it is coded: child_allowance_"),
        (_excused_though_named, "is excused, but it is coded: single_parent_allowance_month"),
        (_excused_figure_that_is_matched, "maksepaev: is excused, but it is coded: payment_day"),
        (_excused_gap_that_has_a_doubt, "gap 1: is excused, but it is coded: gap_1"),
        (_unknown_rule, "PHS § 19 lg 2: names 'no_such_rule', which nothing declares"),
        (_unknown_module, "names 'estonia.nowhere.round_to_cent', which nothing declares"),
        (_unknown_function, "names 'estonia.rounding.no_such_function', which nothing declares"),
        (_unknown_kind, "PHS § 15: kind must be one of procedure, authority"),
        (_reason_missing, "PHS § 15: 'not_coded' is missing"),
        (_kind_missing, "PHS § 15: kind must be one of"),
        (_unknown_key, "PHS § 15: unknown keys: why"),
        (_title_missing, "PHS § 15: 'et' is missing"),
        (_no_citation, "section 15: not a citation"),
        (_nameless, "an entry has no 'norm'"),
        (_twice, "PHS § 15: stands in the list twice"),
        (_by_is_no_list, "PHS § 19 lg 2: 'by' must be a list"),
        (_no_such_day, "2026-02-30: day is out of range"),
        (_no_day_of_repeal, "PHS § 19 lg 2: until: month must be in 1..12"),
        (_no_such_act, "2026-09-01: not a publication"),
        (_unknown_doubt, "gap 20: nothing has the doubt 'gap_999'"),
        (_norm_left_out, "cites PHS § 17 lg 3, which is not in the list"),
        (_figure_left_out, "maksepaev: is matched by a figure, but not in the list"),
        (_gap_left_out, "gap_20: is a doubt, but no gap lists it"),
    ],
    ids=lambda value: value.__name__.strip("_") if callable(value) else "",
)
def test_a_list_that_disagrees_with_the_law_book_is_refused(
    tmp_path: Path, spoil: Callable[[Content], None], told: str
) -> None:
    content: Content = copy.deepcopy(INVENTORY)
    spoil(content)
    spoiled = written(tmp_path, content)
    with pytest.raises(LawError) as refused:
        coverage(spoiled)
    assert str(refused.value).startswith(f"{spoiled}: ")
    assert told in str(refused.value)


def test_a_row_not_coded_yet_may_be_partly_covered(tmp_path: Path) -> None:
    content: Content = copy.deepcopy(INVENTORY)
    entry(content, "norms", "norm", "PHS § 17 lg 3").update(kind="not_yet", not_coded="A part.")
    marked = coverage(written(tmp_path, content))
    norm = next(each for each in marked.norms if str(each.citation) == "PHS § 17 lg 3")
    assert norm.status == "not_yet"
    assert "child_allowance_first_two" in [coded.name for coded in norm.coded]


def test_a_provision_that_never_took_effect_is_told_apart_from_one_that_was_repealed(
    found: Coverage,
) -> None:
    rows = {str(each.citation): each for each in found.norms}
    assert rows["PHS § 42 lg 2"].never_was
    assert not rows["PHS § 17 lg 3"].never_was
    repealed = [each for each in found.norms if each.until is not None]
    assert len(repealed) > 10
    assert not any(each.never_was for each in repealed)
