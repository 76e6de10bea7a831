"""What is said of findings: in three languages, for programs, the worst first."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.acts.check.clean_acts import clean_acts

from perenou.acts.check.as_json import findings_data
from perenou.acts.check.checker import findings
from perenou.acts.check.checklist import ChecklistError, checklist
from perenou.acts.check.finding import Severity
from perenou.acts.check.tell import tell_findings
from perenou.acts.check.text import ActText
from perenou.acts.check.view import Act
from perenou.acts.kinds import Kind
from perenou.impact.registry import everything
from perenou.language.catalogue import Catalogue
from perenou.language.grammar import LANGUAGES, Language
from perenou.language.references.inventory import inventory
from perenou.language.references.resolve import find
from perenou.rules.rule import day_of

FAULTY = (
    clean_acts()["grant"]
    .replace("Sotsiaalkindlustusameti", "Ameti")
    .replace("8. päeval", "[kuupäev] päeval")
    .replace("§ 17 lõikes 1", "§ 97 lõikes 1")
    .replace("Esitasite", "Käesolevaga esitasite")
)


def test_the_worst_comes_first_and_stands_at_its_place() -> None:
    act = Act(ActText.from_text(FAULTY))
    found = findings(act)
    assert [each.severity.rank for each in found] == sorted(each.severity.rank for each in found)
    assert found[0].severity is Severity.BLOCKER
    assert all(each.place is None or each.excerpt == act.excerpt(each.place) for each in found)
    assert "[kuupäev]" in {each.excerpt for each in found}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_says_what_why_and_how_to_mend(language: Language) -> None:
    act = Act(ActText.from_text(FAULTY))
    found = findings(act, language)
    report = tell_findings(act, found, language)
    assert [section.key for section in report.sections][:2] == ["summary", "blocker"]
    lines = [line.text for section in report.sections for line in section.lines]
    for each in found:
        assert any(each.item in line and each.text in line for line in lines)
        assert any(each.why in line and each.citation in line for line in lines)
        assert any(each.cure in line for line in lines)


def test_nothing_found_is_said() -> None:
    act = Act(ActText.from_text(clean_acts()["grant"]))
    report = tell_findings(act, ())
    assert [section.key for section in report.sections] == ["summary"]
    assert "vastutab ametnik" in report.sections[0].heading


def test_an_unknown_kind_and_day_are_said() -> None:
    act = Act(ActText.from_text("Tere!\nIlus ilm."))
    assert act.kind is None
    report = tell_findings(act, findings(act))
    assert "ei ole ära tuntud" in report.subtitle
    assert "kuupäevata" in report.subtitle


def test_many_places_of_one_item_are_counted() -> None:
    text = clean_acts()["information"].replace(
        "Taotluse saate", "Käesolev on hea. " * 5 + "Taotluse saate"
    )
    act = Act(ActText.from_text(text))
    report = tell_findings(act, findings(act))
    assert any(
        "2" in line.text and "veel" in line.text for s in report.sections for line in s.lines
    )


def test_json_holds_every_finding() -> None:
    act = Act(ActText.from_text(FAULTY))
    found = findings(act)
    made = json.loads(json.dumps(findings_data(act, found)))
    assert (made["kind"], made["day"]) == ("grant", "2026-11-16")
    assert [each["item"] for each in made["findings"]] == [each.item for each in found]
    assert any(each["place"] is None or each["place"]["paragraph"] > 0 for each in made["findings"])


def test_every_text_is_there_and_used() -> None:
    keys = set(Catalogue.load("perenou.acts.check", "texts").keys())
    mine = {key for key in keys if key.startswith("check.")}
    wanted = {
        f"check.{item.lower().replace('-', '_')}.{part}"
        for item in checklist()
        for part in ("what", "why", "cure")
    }
    wanted |= {f"check.kind.{kind}" for kind in Kind}
    wanted |= {f"check.report.severity.{severity}" for severity in Severity}
    wanted |= {f"check.folder.head.{severity}" for severity in Severity}
    assert wanted <= mine
    code = "".join(
        path.read_text("utf-8")
        for path in (Path(__file__).parents[3] / "src/perenou/acts/check").glob("*.py")
    )
    for key in mine - wanted:
        bare = re.sub(r"^check\.(detail|report|folder)\.(head\.)?", "", key)
        assert f'"{bare}"' in code or f'"{key}"' in code, key


def test_citations_of_the_checklist_can_be_read() -> None:
    for item in checklist().values():
        for part in item.citation.split("; "):
            if "§" in part:
                (mention,) = find(part)
                assert mention.references, part


def test_the_tables_of_provisions_agree_with_what_is_coded() -> None:
    coded = {each.citation for each in everything()}
    for citation in (*inventory().repealed, *inventory().added):
        if citation.section not in ("46²", "46³", "40", "43", "29", "63⁷"):
            assert any(citation.covers(each) or each.covers(citation) for each in coded), citation


def test_subsections_are_those_of_the_inventory() -> None:
    found: dict[str, set[str]] = {}
    for each in (*(citing.citation for citing in everything()), *inventory().repealed):
        if each.act == "PHS" and each.subsection:
            found.setdefault(each.section, set()).add(each.subsection)
    whole = {
        section: frozenset(numbers)
        for section, numbers in found.items()
        if len(plain := {each for each in numbers if each.isascii()}) > 1
        and plain == {str(each) for each in range(1, len(plain) + 1)}
    }
    assert inventory().subsections == whole


@pytest.mark.parametrize(
    "row",
    [
        "{id: X, severity: grave, status: guide, applies_to: [grant]}",
        "{id: X, severity: info, status: guide, applies_to: [letters]}",
        "{id: X, severity: info, status: sure, applies_to: [grant]}",
        "{id: X, severity: info, status: guide, applies_to: []}",
        "{id: X, severity: info, status: guide, applies_to: [grant], never: ['(']}",
        "{id: X, severity: info, status: guide, applies_to: [grant], wish: 1}",
        "{id: X, severity: info, status: guide, applies_to: [grant], never: 3}",
    ],
)
def test_a_checklist_that_is_written_wrongly_says_where(tmp_path: Path, row: str) -> None:
    path = tmp_path / "checklist.yaml"
    path.write_text(f"- {row}\n", "utf-8")
    with pytest.raises(ChecklistError):
        checklist(path)


def test_a_day_may_be_given() -> None:
    text = clean_acts()["grant"].replace("16. november 2026 ", "")
    act = Act(ActText.from_text(text, day=day_of("2026-11-16")))
    assert not [each for each in findings(act) if each.item == "AA-003"]
