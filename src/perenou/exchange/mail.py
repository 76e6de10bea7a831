"""Letters of mail programs as files (.eml, RFC 5322 and MIME): read with bounds, and written.

What a letter brings is never trusted: it is bounded in size, parts and depth, its HTML is read as
text, and what could not be read as it was meant is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from email.errors import MessageError
from email.headerregistry import AddressHeader
from email.message import EmailMessage
from email.policy import SMTP, default
from email.utils import format_datetime, make_msgid, parsedate_to_datetime
from html.parser import HTMLParser
from typing import Final, Literal, TypeAlias, cast

MEDIA_TYPE: Final = "message/rfc822"

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_PARTS: Final = 50
MOST_DEPTH: Final = 8
MOST_HEADERS: Final = 500
MOST_TEXT: Final = 200_000
"""Characters of a letter's text; what follows is left out, which is told."""

LONGEST_LINE: Final = 400
"""Characters of a subject, a name or an address."""

_BROKEN: Final = (
    MessageError, ValueError, IndexError, AttributeError, TypeError, LookupError, RecursionError,
)  # fmt: skip
"""What the standard reader raises over letters that are written wrongly."""

MailProblem: TypeAlias = Literal[
    "empty", "too_large", "no_letter", "too_many_headers", "too_many_parts", "too_deep"
]
Notice: TypeAlias = Literal["charset", "cut", "html", "damaged", "no_text", "no_date", "program"]
"""What is told of a letter that was read: characters that could not be told; text left out; HTML
read as text; parts or headers that are written wrongly; no text or no date at all; a program among
the files, of which the name alone is kept."""

_PROGRAMS: Final = frozenset(
    {
        "bat", "cmd", "com", "cpl", "dll", "exe", "hta", "iso", "jar", "js", "jse", "lnk", "msi",
        "ps1", "reg", "scr", "vbe", "vbs", "wsf",
    }
)  # fmt: skip
_PROGRAM_BEGINS: Final = (b"MZ", b"\x7fELF")
_BINARY: Final = frozenset({"application", "audio", "image", "video"})


class RefusedMailError(Exception):
    """A file that is not read as a letter.

    Attributes:
        key: why.
    """

    def __init__(self, key: MailProblem) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a letter, as it says itself; nothing of it was opened.

    Attributes:
        content: empty for a program, which is not kept.
    """

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """A letter.

    Attributes:
        sender, recipients: as ``Name <address>``. sent: None where it tells no day.
        message_id: what replies refer to. replies_to: what it refers to, the nearest first.
    """

    subject: str
    sender: str
    recipients: tuple[str, ...]
    sent: datetime | None
    text: str
    message_id: str = ""
    replies_to: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(slots=True)
class _Found:
    """What the parts of a letter hold, while they are walked over."""

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    notices: dict[Notice, None] = field(default_factory=dict)


def read(content: bytes) -> Mail:
    """Read a letter.

    Raises:
        RefusedMailError: it is none, or larger than is read here.
    """
    if not content.strip():
        raise RefusedMailError("empty")
    if len(content) > MOST_BYTES:
        raise RefusedMailError("too_large")
    try:
        message = message_from_bytes(content, policy=default)
    except _BROKEN:
        raise RefusedMailError("no_letter") from None
    if len(message.keys()) > MOST_HEADERS:
        raise RefusedMailError("too_many_headers")
    if not any(name in message for name in ("From", "To", "Date", "Message-ID")):
        raise RefusedMailError("no_letter")
    found = _Found()
    try:
        for part in _parts(message):
            _take_whole(part, found)
    except _BROKEN:
        found.notices["damaged"] = None
    text = "\n".join(found.plain).strip()
    if not text and found.html:
        text = "\n".join(_as_text(each, found) for each in found.html).strip()
        found.notices["html"] = None
    if len(text) > MOST_TEXT:
        text = text[:MOST_TEXT]
        found.notices["cut"] = None
    if not text:
        found.notices["no_text"] = None
    sent = _day(message)
    if sent is None:
        found.notices["no_date"] = None
    return Mail(
        _line(message, "Subject"), _line(message, "From"), _recipients(message), sent, text,
        _id(_line(message, "Message-ID")), _replies_to(message), tuple(found.attachments),
        tuple(found.notices),
    )  # fmt: skip


def written(mail: Mail, *, is_draft: bool = True) -> bytes:
    """A letter as a file; a mail program opens it.

    Args:
        is_draft: whether it is opened to be sent (``X-Unsent``), not as one that was.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = one_line(mail.subject)
    if mail.sender:
        message["From"] = one_line(mail.sender)
    if mail.recipients:
        message["To"] = ", ".join(map(one_line, mail.recipients))
    if mail.sent is not None:
        message["Date"] = format_datetime(mail.sent)
    message["Message-ID"] = mail.message_id or new_id("perenou.invalid")
    if mail.replies_to:
        message["In-Reply-To"] = mail.replies_to[0]
        message["References"] = " ".join(reversed(mail.replies_to))
    if is_draft:
        message["X-Unsent"] = "1"
    message.set_content(mail.text or "\n", charset="utf-8", cte="quoted-printable")
    for each in mail.attachments:
        main, _, sub = each.media_type.partition("/")
        if main not in _BINARY or not sub.isascii():
            main, sub = "application", "octet-stream"
        message.add_attachment(each.content, maintype=main, subtype=sub, filename=each.name)
    return message.as_bytes()


def new_id(host: str) -> str:
    """What replies to a letter refer to; never the same twice."""
    return make_msgid(domain=host)


def one_line(text: str) -> str:
    """A text as a header holds it: no line breaks, no control characters, not too long."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:LONGEST_LINE]


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that hold something, in order; a letter within the letter is one of them."""
    waiting = [(message, 0)]
    count = 0
    while waiting:
        part, depth = waiting.pop(0)
        count += 1
        if count > MOST_PARTS:
            raise RefusedMailError("too_many_parts")
        if depth > MOST_DEPTH:
            raise RefusedMailError("too_deep")
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            inside = [cast("EmailMessage", each) for each in part.iter_parts()]
            waiting[:0] = [(each, depth + 1) for each in inside]
        else:
            yield part


def _take_whole(part: EmailMessage, found: _Found) -> None:
    try:
        _take(part, found)
    except _BROKEN:
        # The other parts are kept, and that one of them is written wrongly is told.
        found.notices["damaged"] = None


def _take(part: EmailMessage, found: _Found) -> None:
    if part.defects:
        found.notices["damaged"] = None
    kind = part.get_content_type()
    name = part.get_filename()
    if name is None and part.get_content_disposition() != "attachment" and kind.startswith("text/"):
        (found.html if kind == "text/html" else found.plain).append(_text(part, found))
        return
    if part.is_multipart():  # a letter that was forwarded whole
        content = b"".join(each.as_bytes() for each in part.iter_parts())
    else:
        content = cast("bytes | None", part.get_payload(decode=True)) or b""
    shown = one_line(name or "").replace("/", "_").replace("\\", "_").lstrip(".")
    if shown.rpartition(".")[2].casefold() in _PROGRAMS or content.startswith(_PROGRAM_BEGINS):
        found.notices["program"], content = None, b""
    found.attachments.append(
        Attachment(shown or f"file.{len(found.attachments) + 1}", kind, content)
    )


def _text(part: EmailMessage, found: _Found) -> str:
    """The text of a part in its own characters; those that cannot be told become signs, told."""
    content = cast("bytes | None", part.get_payload(decode=True)) or b""
    named = part.get_content_charset()
    for charset in filter(None, (named or "utf-8", "utf-8")):
        try:
            return content.decode(charset).replace("\r\n", "\n")
        except (LookupError, ValueError):  # no such charset, or a name that can be none
            found.notices["charset"] = None
    return content.decode("utf-8", errors="replace").replace("\r\n", "\n")


def _line(message: EmailMessage, name: str) -> str:
    try:
        value = message.get(name)
    except _BROKEN:
        return ""  # a header that no program can read
    return "" if value is None else one_line(str(value))


def _recipients(message: EmailMessage) -> tuple[str, ...]:
    found: list[str] = []
    for name in ("To", "Cc"):
        try:
            header = message.get(name)
            if isinstance(header, AddressHeader):
                found += [one_line(str(each)) for each in header.addresses]
        except _BROKEN:
            continue
    return tuple(found[:MOST_PARTS])


def _day(message: EmailMessage) -> datetime | None:
    try:
        found = parsedate_to_datetime(_line(message, "Date"))
        return found if found.tzinfo is not None else found.astimezone()
    except (*_BROKEN, OverflowError):
        return None


def _replies_to(message: EmailMessage) -> tuple[str, ...]:
    told = [*_line(message, "In-Reply-To").split(), *reversed(_line(message, "References").split())]
    return tuple(dict.fromkeys(_id(each) for each in told if _id(each)))[:20]


def _id(text: str) -> str:
    return text.strip()[:250] if text.strip().startswith("<") else ""


class _Words(HTMLParser):
    """The words of a page; nothing of it is followed or shown as a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._hidden += tag in ("script", "style", "head")
        if tag in ("p", "br", "div", "tr", "li", "h1", "h2", "h3", "blockquote"):
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "head") and self._hidden:
            self._hidden -= 1

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(data)


def _as_text(html: str, found: _Found) -> str:
    """The words of a page; where it is written so that nothing more can be told, those before."""
    words = _Words()
    try:
        words.feed(html[: MOST_TEXT * 5])
        words.close()
    except AssertionError:  # the standard reader's word for a declaration that is none
        found.notices["damaged"] = None
    lines = (" ".join(line.split()) for line in "".join(words.pieces).split("\n"))
    return "\n".join(line for line in lines if line)
