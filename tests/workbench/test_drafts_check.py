"""Checking what anybody brings: bounded, compared with a case, and kept nowhere."""

from __future__ import annotations

import subprocess
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from tests.acts.cases import drafted, particulars
from tests.workbench.conftest import Opened, People, signed_in

from perenou.acts.kinds import Kind
from perenou.acts.write_docx import as_docx
from perenou.acts.write_html import as_html
from perenou.acts.write_pdf import as_pdf
from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event
from perenou.workbench.drafts import bounded, checking
from perenou.workbench.drafts.checking import CheckRefusedError, check
from perenou.workbench.drafts.models import ActVersion
from perenou.workbench.frame import apart, uploads

pytestmark = pytest.mark.django_db

WRONG = "OTSUS\n\nTeile makstakse emapalka 85 eurot kuus.\n"


def act_file(suffix: str) -> bytes:
    """A whole act of which nothing is to be mended."""
    document = drafted("everyday_two_children", Kind.GRANT, given=particulars())
    if suffix == "html":
        return as_html(document).encode()
    return {"docx": as_docx, "pdf": as_pdf}[suffix](document)


@pytest.mark.parametrize("suffix", ["docx", "pdf", "html"])
def test_a_file_of_our_own_is_read_and_found_whole(suffix: str) -> None:
    found = check(act_file(suffix), f"akt.{suffix}", "et")
    assert found.kind == Kind.GRANT
    assert found.stopping == 0


@pytest.mark.parametrize("name", ["akt.txt", "akt.md"])
def test_what_is_wrong_is_told_with_place_why_and_cure(name: str) -> None:
    found = check(WRONG.encode(), name, "et", kind=Kind.GRANT)
    (row,) = [each for each in found.found if each.item == "AA-011"]
    assert row.places[0].excerpt == "emapalka"
    assert row.why
    assert row.cure
    assert row.citation
    assert row.stops
    assert found.stopping >= 1


def test_an_act_is_compared_with_its_case(somebody: People, opened: Opened) -> None:
    case = opened(somebody(Role.CASEWORKER))
    text = act_file("html").decode().replace("Mari Näide", "Malle Võõras")
    alone = check(text.encode(), "akt.html", "et")
    beside = check(text.encode(), "akt.html", "et", case=case)
    assert "AA-172" in {each.item for each in beside.found} - {each.item for each in alone.found}


def test_a_word_file_comes_back_with_comments_at_their_places() -> None:
    file = Document()
    file.add_paragraph("OTSUS")
    file.add_paragraph("Teile makstakse emapalka 85 eurot kuus.")
    made = BytesIO()
    file.save(made)
    found = check(made.getvalue(), "akt.docx", "en", kind=Kind.GRANT, with_comments=True)
    comments = [each.text for each in Document(BytesIO(found.commented)).comments]
    assert len(comments) == found.count
    assert any("AA-011" in text for text in comments)


# ------------------------------------------------------------------------------ bounds


@pytest.mark.parametrize(
    ("content", "name", "key"),
    [
        (b"x" * (checking.MOST_BYTES + 1), "akt.txt", "too_large"),
        (b"x", "akt.exe", "kind"),
        (b"x", "akt", "kind"),
        (b"Otsus. " * 100_000, "akt.txt", "too_long"),
    ],
)
def test_what_is_too_much_or_of_no_kind_is_refused(content: bytes, name: str, key: str) -> None:
    with pytest.raises(CheckRefusedError) as refused:
        check(content, name, "et")
    assert refused.value.key == key


@pytest.mark.apart
def test_a_file_that_unpacks_without_end_is_refused_with_words() -> None:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as bomb:
        bomb.writestr("word/document.xml", b" " * 40_000_000)
    with pytest.raises(CheckRefusedError) as refused:
        check(made.getvalue(), "akt.docx", "et")
    assert refused.value.text.startswith("akt.docx: ")


@pytest.mark.apart
def test_a_check_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "MOST_SECONDS", 0.01)
    with pytest.raises(CheckRefusedError) as refused:
        check(WRONG.encode(), "akt.txt", "et")
    assert refused.value.key == "slow"


def test_comments_are_for_word_files_alone() -> None:
    with pytest.raises(CheckRefusedError) as refused:
        check(WRONG.encode(), "akt.txt", "et", with_comments=True)
    assert refused.value.key == "no_comments"


@pytest.mark.apart
def test_the_process_that_checks_is_told_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    told: dict[str, object] = {}

    def run(command: list[str], **how: object) -> None:
        told.update(how, command=command)
        raise InterruptedError

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(InterruptedError):
        check(WRONG.encode(), "akt.txt", "et")
    assert told["command"][1:] == ["-m", bounded.__name__]  # type: ignore[index]
    assert not any("PERENOU" in name for name in told["env"])  # type: ignore[attr-defined]


# ------------------------------------------------------------------------------ the page


@pytest.mark.apart
def test_a_dropped_file_is_checked_told_and_not_kept(somebody: People) -> None:
    client = signed_in(somebody(Role.EXPERT))
    file = SimpleUploadedFile("Mari Näide.txt", WRONG.encode())
    page = client.post("/drafts/check/", {"file": file, "kind": "grant"}).content.decode()
    assert "emapalka" in page
    assert not ActVersion.objects.exists()
    event = Event.objects.get(action="text.checked")
    assert "Mari" not in event.detail


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "Vali fail või kleebi tekst."),
        ({"text": "x", "kind": "luuletus"}, "Sellist liiki akti ei ole."),
        ({"text": "x", "case": "2026-9999"}, "Sellist kaasust ei ole"),
    ],
)
def test_what_cannot_be_checked_is_told_and_the_text_stays(
    somebody: People, sent: dict[str, str], told: str
) -> None:
    answer = signed_in(somebody(Role.EXPERT)).post("/drafts/check/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert f">{sent.get('text', '')}</textarea>" in page


def test_a_foreign_case_cannot_be_compared_with(somebody: People, opened: Opened) -> None:
    case, stranger = opened(somebody(Role.CASEWORKER)), somebody(Role.CASEWORKER)
    sent = {"text": WRONG, "case": case.number}
    answer = signed_in(stranger).post("/drafts/check/", sent)
    assert "Sellist kaasust ei ole" in answer.content.decode()


def test_a_restricted_case_is_compared_with_only_after_its_purpose(
    somebody: People, opened: Opened
) -> None:
    owner = somebody(Role.CASEWORKER)
    case = opened(owner, is_restricted=True)
    answer = signed_in(owner).post("/drafts/check/", {"text": WRONG, "case": case.number})
    assert "ütle eesmärk" in answer.content.decode()


def test_a_word_file_is_downloaded_with_comments(somebody: People) -> None:
    file = SimpleUploadedFile("akt.docx", act_file("docx"))
    sent = {"file": file, "as": "comments"}
    answer = signed_in(somebody(Role.EXPERT)).post("/drafts/check/", sent)
    assert answer["Content-Disposition"] == 'attachment; filename="kontroll.docx"'
    assert Document(BytesIO(answer.content)).paragraphs


def test_an_auditor_checks_nothing(somebody: People) -> None:
    assert signed_in(somebody(Role.AUDITOR)).get("/drafts/check/").status_code == 403


@pytest.mark.parametrize("size", [checking.MOST_BYTES + 1, uploads.MOST_BYTES + 100_000])
def test_a_file_that_is_too_large_is_let_go_with_words(somebody: People, size: int) -> None:
    file = SimpleUploadedFile("akt.txt", b"x" * size)
    answer = signed_in(somebody(Role.EXPERT)).post("/drafts/check/", {"file": file})
    assert answer.status_code == 422
    assert "Fail on liiga suur" in answer.content.decode()
