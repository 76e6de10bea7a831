"""Many texts: folders, ZIPs and mail; what contradicts; dismissals that are remembered."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from tests.texts.stale_pages import TODAY

from perenou.acts.check.text import ActText
from perenou.acts.read.errors import RefusedDocumentError
from perenou.acts.read.read import read
from perenou.texts.against import Against, against_each_other
from perenou.texts.check import Wanted, check_file, check_text
from perenou.texts.clarity import Rules
from perenou.texts.dismissed import (
    Dismissal,
    DismissalError,
    Dismissals,
    key_of,
    read_dismissals,
    written_dismissals,
)
from perenou.texts.folder import CheckedSource, check_sources
from perenou.texts.sources import sources
from perenou.texts.tell import tell_set

STALE = "# Üksikvanema lapse toetus\n\nToetus on 80 eurot kuus."
RIGHT = "# Single-parent child allowance\n\nThe allowance is 100 euros a month."


def checked(folder: Path) -> tuple[CheckedSource, ...]:
    return check_sources(sources(folder), Wanted(TODAY), Dismissals(), 1, lambda _, __: None)


def against(found: tuple[CheckedSource, ...]) -> Against:
    return against_each_other([each.aspects for each in found if each.aspects], TODAY, "et")


def test_two_languages_that_tell_different_sums_are_laid_side_by_side(tmp_path: Path) -> None:
    (tmp_path / "et.md").write_text(STALE)
    (tmp_path / "en.md").write_text(RIGHT)
    found = checked(tmp_path)
    parted = against(found)
    (against_law,) = parted.contradictions
    assert against_law.label == "üksikvanema lapse toetus kuus"
    assert [(v.text, v.names, v.is_right) for v in against_law.values] == [
        ("100 eurot", ("en.md",), True),
        ("80 eurot", ("et.md",), False),
    ]
    report = tell_set(found, parted, "et")
    assert report.section("contradictions") is not None


def test_the_worst_text_comes_first_and_one_that_is_not_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "a_hea.txt").write_text("Lapsetoetus on 80 eurot kuus.")
    (tmp_path / "b_halb.txt").write_text("Üksikvanema lapse toetus on 80 eurot kuus.")
    (tmp_path / "c.docx").write_bytes(b"katki")
    (tmp_path / "pilt.png").write_bytes(b"\x89PNG")
    found = checked(tmp_path)
    assert [each.name for each in found] == ["b_halb.txt", "a_hea.txt", "c.docx"]
    assert found[-1].refused


def test_a_zip_is_read_as_a_folder_is(tmp_path: Path) -> None:
    path = tmp_path / "kirjad.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("sees/leht.md", STALE)
        file.writestr("__MACOSX/sees/._leht.md", "x")
    (found,) = checked(path)
    assert (found.name, found.facts) == ("sees/leht.md", 1)


def test_a_zip_that_would_unpack_to_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pomm.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("suur.txt", b"0" * 300_000_000)
    with pytest.raises(RefusedDocumentError):
        sources(path)


def test_mail_is_read_with_its_subject_and_day() -> None:
    mail = EmailMessage()
    mail["Subject"] = "Üksikvanema lapse toetus"
    mail["Date"] = "Mon, 05 May 2025 10:00:00 +0300"
    mail.set_content("Toetus on 80 eurot kuus.")
    mail.add_alternative("<p>Toetus on 80 eurot kuus.</p>", subtype="html")
    found = read(mail.as_bytes(), "kiri.eml")
    assert [each.text for each in found.paragraphs] == [
        "Üksikvanema lapse toetus",
        "Toetus on 80 eurot kuus.",
    ]
    assert found.metadata.created == "2025-05-05"
    checked, _ = check_file(mail.as_bytes(), "kiri.eml", Wanted(TODAY))
    assert checked.written == date(2025, 5, 5).toordinal()


def test_mail_without_text_is_refused() -> None:
    with pytest.raises(RefusedDocumentError):
        read(b"Subject: tyhi\nContent-Type: image/png\n\nx", "kiri.eml")


def test_texts_that_are_nearly_the_same_are_found(tmp_path: Path) -> None:
    body = " ".join(f"sõna{number}" for number in range(60))
    (tmp_path / "a.txt").write_text(body)
    (tmp_path / "b.txt").write_text(body + " veel mõni sõna lõpus")
    (tmp_path / "c.txt").write_text(" ".join(f"muu{number}" for number in range(60)))
    (pair,) = against(checked(tmp_path)).twins
    assert {pair.first, pair.second} == {"a.txt", "b.txt"}


def test_a_dismissed_finding_is_not_told_again_until_its_sentence_changes(tmp_path: Path) -> None:
    wanted = Wanted(TODAY, rules=Rules())
    text = ActText.from_text("Lugupeetud Mari Maasikas\n\nTeatage koheselt 612 1360.")
    first = check_text(text, wanted)
    finding = next(each for each in first.findings if each.item == "koheselt")
    path = tmp_path / "pohjendatud.yaml"
    known = {key_of(first.act, finding): Dismissal("koheselt", "koheselt", "tsitaat", "2026-11-27")}
    path.write_text(written_dismissals(Dismissals(known)))
    remembered = read_dismissals(path)
    assert remembered.known == known
    assert finding not in remembered.left(first).findings
    changed = replace(text, paragraphs=ActText.from_text("Vastake koheselt 612 1360.").paragraphs)
    again = check_text(changed, wanted)
    assert any(each.item == "koheselt" for each in remembered.left(again).findings)


def test_a_file_of_dismissals_that_is_written_wrongly_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("- loetelu")
    with pytest.raises(DismissalError, match=r"x\.yaml"):
        read_dismissals(path)


def test_rules_that_need_a_dictionary_are_counted_where_there_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from perenou.language.clarity import find
    from perenou.texts import clarity
    from perenou.texts.tell import tell_text

    text = ActText.from_text("Vanem omab õigust, mida ta kasutab või ei kasuta koheselt.")
    assert check_text(text, Wanted(TODAY, rules=Rules())).left_out == 0
    find._tokens.cache_clear()
    monkeypatch.setattr(find, "tagger", lambda: None)
    monkeypatch.setattr(clarity, "tagger", lambda: None)
    without = check_text(text, Wanted(TODAY, rules=Rules()))
    find._tokens.cache_clear()
    assert without.left_out > 20
    assert {each.item for each in without.findings} == {"koheselt"}
    assert "make estonian" in str(tell_text(without, "kiri.txt", TODAY, "et").section("summary"))
