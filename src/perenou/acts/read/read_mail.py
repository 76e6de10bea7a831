"""E-mail (.eml) as paragraphs: its subject as the heading, then its text; attachments are left."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime

from perenou.acts.read.document import Metadata, ReadDocument, ReadParagraph
from perenou.acts.read.errors import RefusedDocumentError
from perenou.acts.read.read_html import read_html
from perenou.acts.read.read_text import read_text


def read_mail(content: bytes, name: str) -> ReadDocument:
    """Read a message.

    Raises:
        RefusedDocumentError: it has no text, or its encoding is unknown.
    """
    message = message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(("plain", "html"))
    if body is None:
        raise RefusedDocumentError("no_text", name)
    try:
        text = str(body.get_content())
        subject = str(message.get("subject", ""))
        sent = message.get("date")
        day = "" if sent is None else parsedate_to_datetime(str(sent)).date().isoformat()
    except (LookupError, MessageError, ValueError):
        raise RefusedDocumentError("encoding", name) from None
    is_page = body.get_content_subtype() == "html"
    read = (read_html if is_page else read_text)(text.encode(), name)
    found = [*([ReadParagraph(0, subject, level=1)] if subject else []), *read.paragraphs]
    numbered = tuple(replace(each, number=number) for number, each in enumerate(found, 1))
    return replace(
        read, format="mail", paragraphs=numbered, metadata=Metadata(subject, created=day)
    )
