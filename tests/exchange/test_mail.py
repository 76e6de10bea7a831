"""Letters as files: read with bounds and told what is wrong, written so that programs open them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perenou.exchange import mail
from perenou.exchange.mail import Attachment, Mail, RefusedMailError, read, written

SENT = datetime(2026, 11, 27, 8, 30, tzinfo=UTC)
LETTER = Mail(
    "Järelepärimine: töötamine", "Elle Ekspert <elle@amet.example>",
    ("Kela <posti@kela.example>",), SENT, "Tere\n\nKas isik töötas?\n",
    "<abc@amet.example>", ("<vana@kela.example>", "<vanem@kela.example>"),
    (Attachment("tõend.pdf", "application/pdf", b"%PDF-1.4"),),
)  # fmt: skip


def test_a_letter_comes_back_as_it_was_written() -> None:
    back = read(written(LETTER))
    assert back.subject == LETTER.subject
    assert back.sender == LETTER.sender
    assert back.recipients == LETTER.recipients
    assert back.sent == SENT
    assert back.text.strip() == LETTER.text.strip()
    assert back.message_id == LETTER.message_id
    assert back.replies_to == LETTER.replies_to
    assert back.attachments == LETTER.attachments
    assert back.notices == ()


def test_a_letter_to_be_sent_is_opened_as_a_draft_by_mail_programs() -> None:
    message = message_from_bytes(written(LETTER), policy=default)
    assert message["X-Unsent"] == "1"
    assert message_from_bytes(written(LETTER, is_draft=False), policy=default)["X-Unsent"] is None


def test_nothing_typed_can_add_a_header() -> None:
    hostile = Mail("Teema\r\nBcc: x@y.example", "a@b.example\nX-Evil: 1", (), SENT, "tekst")
    message = message_from_bytes(written(hostile), policy=default)
    assert message["Bcc"] is None
    assert message["X-Evil"] is None


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "empty"), (b"  \r\n ", "empty"), (b"\x00\x01\x02\xff" * 100, "no_letter"),
        (b"PK\x03\x04zip", "no_letter"), (b"Subject: x\r\n\r\ntext", "no_letter"),
        (b"From: a@b.example\r\n" + b"X: y\r\n" * 600 + b"\r\ntext", "too_many_headers"),
        (b"From: a@b.example\r\n\r\n" + b"x" * (mail.MOST_BYTES + 1), "too_large"),
    ],
)  # fmt: skip
def test_what_is_no_letter_is_refused(content: bytes, key: str) -> None:
    with pytest.raises(RefusedMailError) as refused:
        read(content)
    assert refused.value.key == key


def test_too_many_and_too_deep_parts_are_refused() -> None:
    wide = EmailMessage()
    wide["From"] = "a@b.example"
    wide.set_content("x")
    for at in range(mail.MOST_PARTS + 1):
        wide.add_attachment(b"x", maintype="text", subtype="plain", filename=f"{at}.txt")
    with pytest.raises(RefusedMailError, match="too_many_parts"):
        read(wide.as_bytes())
    deep = b"text"
    for at in range(mail.MOST_DEPTH + 2):
        deep = b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n%s\r\n--b%d--' % (
            at, at, deep, at
        )  # fmt: skip
    with pytest.raises(RefusedMailError, match="too_deep"):
        read(b"From: a@b.example\r\n" + deep)


@pytest.mark.parametrize(
    ("charset", "raw", "text", "notices"),
    [
        ("iso-8859-15", "õhtu šokk".encode("iso-8859-15"), "õhtu šokk", ()),
        ("windows-1251", "Добрый день".encode("windows-1251"), "Добрый день", ()),
        ("x-unknown-9", "tere õhtust".encode(), "tere õhtust", ("charset",)),
        ("utf-8", b"t\xe4na", "t\ufffdna", ("charset",)),
    ],
)
def test_characters_are_read_as_told_and_what_cannot_be_is_told(
    charset: str, raw: bytes, text: str, notices: tuple[str, ...]
) -> None:
    head = f"From: a@b.example\r\nDate: Fri, 27 Nov 2026 08:30:00 +0000\r\n" \
        f"Content-Type: text/plain; charset={charset}\r\n\r\n"  # fmt: skip
    found = read(head.encode() + raw)
    assert found.text == text
    assert found.notices == notices


def test_a_page_is_read_as_words_and_its_scripts_are_not() -> None:
    page = (
        b"From: a@b.example\r\nDate: Fri, 27 Nov 2026 08:30:00 +0000\r\n"
        b"Content-Type: text/html; charset=utf-8\r\n\r\n"
        b"<html><head><style>x{}</style></head><body><p>Tere &amp; head</p>"
        b"<script>alert(1)</script><div>aega</div></body></html>"
    )
    found = read(page)
    assert found.text == "Tere & head\naega"
    assert found.notices == ("html",)


@pytest.mark.parametrize(
    ("html", "text", "notices"),
    [
        (b"<p>Tere</p><![foo <!x <a href=", "Tere", ("damaged", "html")),
        (b"Mari@R&D", "Mari@R&D", ("html",)),  # what no tag follows is kept, too
    ],
)
def test_of_a_page_that_is_written_wrongly_the_words_are_kept(
    html: bytes, text: str, notices: tuple[str, ...]
) -> None:
    head = (
        b"From: a@b.example\r\nDate: Fri, 27 Nov 2026 08:30:00 +0000\r\n"
        b"Content-Type: text/html; charset=utf-8\r\n\r\n"
    )
    found = read(head + html)
    assert found.text == text
    assert sorted(found.notices) == sorted(notices)


@pytest.mark.parametrize("charset", [b"undefined", b'"utf\x008"'])
def test_a_charset_that_is_none_costs_neither_the_text_nor_the_attachments(charset: bytes) -> None:
    content = written(replace(LETTER, text="Tere"))
    assert content.count(b'"utf-8"') == 1
    found = read(content.replace(b'"utf-8"', charset))
    assert found.text == "Tere"
    assert [each.name for each in found.attachments] == ["tõend.pdf"]


@pytest.mark.parametrize(
    ("name", "content"), [("arve.pdf.exe", b"x"), ("arve.JS", b"x"), ("arve.pdf", b"MZ\x90")]
)
def test_of_a_program_the_name_alone_is_kept(name: str, content: bytes) -> None:
    came = read(written(replace(LETTER, attachments=(Attachment(name, "text/x", content),))))
    assert came.attachments == (Attachment(name, "application/octet-stream", b""),)
    assert "program" in came.notices


def test_names_of_attachments_name_no_place() -> None:
    message = EmailMessage()
    message["From"] = "a@b.example"
    message.set_content("x")
    message.add_attachment(b"x", maintype="a", subtype="b", filename="../../etc/passwd")
    (attachment,) = read(message.as_bytes()).attachments
    assert "/" not in attachment.name
    assert not attachment.name.startswith(".")


@pytest.mark.properties
@given(
    st.binary(max_size=400), st.sampled_from(["", "From: a@b\r\n", "To: <\r\nSubject: =?x?q?=\r\n"])
)
def test_no_file_whatever_breaks_the_reader(content: bytes, head: str) -> None:
    try:
        found = read(head.encode() + content)
    except RefusedMailError:
        return
    assert len(found.text) <= mail.MOST_TEXT
