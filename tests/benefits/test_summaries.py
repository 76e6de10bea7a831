"""Every provision that the coded law cites is said in a sentence, in three languages."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from perenou.benefits import summaries as module
from perenou.benefits.coverage import coverage
from perenou.benefits.lawbook import LAWBOOK
from perenou.benefits.summaries import FOLDER, summaries, summary_on
from perenou.language.grammar import LANGUAGES
from perenou.rules.citation import Citation
from perenou.rules.rule import Labels

LONGEST = 260
"""Characters of a sentence that can be read at once."""


def cited() -> set[Citation]:
    """Every provision that a norm, figure, aggregate or doubt rests on."""
    found = {rule.citation for rules in LAWBOOK.rules.values() for rule in rules}
    found |= {each.citation for p in LAWBOOK.parameters.values() for each in p.versions}
    found |= {node.citation for node in LAWBOOK.across.values()}
    found |= {node.citation for node in LAWBOOK.through.values()}
    return found | {flag.citation for flag in LAWBOOK.flags}


def test_every_cited_provision_has_a_summary() -> None:
    missing = sorted(map(str, cited() - set(summaries())))
    assert not missing, f"say what these say in a sentence, in summaries/: {missing}"


def test_no_summary_is_of_what_nothing_speaks_of() -> None:
    known = cited() | {norm.citation for norm in coverage().norms}
    assert sorted(map(str, set(summaries()) - known)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_summary_is_one_plain_sentence(language: str) -> None:
    for citation, labels in summaries().items():
        text = labels.in_language(language)
        assert text == " ".join(text.split()), citation
        assert text[0].isupper() or text[0].isdigit(), citation
        assert text.endswith("."), citation
        assert not re.search(r"[.!?] [A-ZÕÄÖÜА-ЯЁ]", text), f"two sentences: {citation}"
        assert len(text) <= LONGEST, f"too long: {citation}"


def test_the_languages_say_the_same_figures() -> None:
    for citation, labels in summaries().items():
        figures = [
            sorted(re.findall(r"\d{2,}", text)) for text in (labels.et, labels.en, labels.ru)
        ]
        assert figures[0] == figures[1] == figures[2], (citation, figures)


def test_no_sentence_stands_twice() -> None:
    for language in LANGUAGES:
        said = [labels.in_language(language) for labels in summaries().values()]
        assert len(said) == len(set(said))


@pytest.mark.parametrize(
    ("provision", "day", "holds"),
    [
        pytest.param("PHS § 17 lg 1", "2019-05-01", False, id="to 16 then, by the figure"),
        pytest.param("PHS § 17 lg 1", "2024-05-01", True, id="to 19 since 2023"),
        pytest.param("PHS § 17 lg 2", "2026-09-30", False, id="no hours counted yet"),
        pytest.param("PHS § 17 lg 2", "2026-10-01", True, id="1000 hours"),
        pytest.param("PHS § 19¹ lg 1", "2019-05-01", False, id="no such allowance yet"),
        pytest.param("PHS § 44", "2024-05-01", False, id="not repealed yet"),
        pytest.param("PHS § 44", "2026-01-01", True, id="repealed"),
        pytest.param("PHS § 41 lg 1", "2025-01-01", False, id="by the day written beside it"),
        pytest.param("PHS § 31", "2019-05-01", True, id="unchanged since 2017"),
    ],
)
def test_a_sentence_is_told_only_of_days_whose_wording_it_tells(
    provision: str, day: str, holds: bool
) -> None:
    told = module.summary_on(Citation.parse(provision), date.fromisoformat(day).toordinal())
    assert (told is not None) is holds


def test_every_sentence_holds_on_the_day_that_it_was_written_for() -> None:
    assert all(
        module.summary_on(each, module.WRITTEN) == said for each, said in summaries().items()
    )


def test_nothing_is_said_of_a_provision_or_a_day_that_no_sentence_tells() -> None:
    """The right to 19 began in 2023; of what stands in no file nothing is known."""
    told = Citation("PHS", "17", "1")
    assert summary_on(told, date(2026, 11, 1).toordinal()) is not None
    assert summary_on(told, date(2019, 5, 1).toordinal()) is None
    assert summary_on(Citation("PHS", "999"), date(2026, 11, 1).toordinal()) is None


def test_provisions_stand_in_the_order_of_the_act() -> None:
    for path in FOLDER.glob("*.yaml"):
        sections = re.findall(r"^PHS § (\d+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert list(map(int, sections)) == sorted(map(int, sections))


def test_a_provision_in_two_files_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = 'PHS § 1: {et: "A.", en: "B.", ru: "C."}\n'
    (tmp_path / "a.yaml").write_text(row, encoding="utf-8")
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    monkeypatch.setattr(module, "_written", module._written.__wrapped__)
    summaries.cache_clear()
    try:
        assert summaries() == {Citation("PHS", "1"): Labels("A.", "B.", "C.")}
        (tmp_path / "b.yaml").write_text(row, encoding="utf-8")
        summaries.cache_clear()
        with pytest.raises(ValueError, match=r"b\.yaml: PHS § 1 also stands in another file"):
            summaries()
    finally:
        summaries.cache_clear()
