"""What forms send along: what was typed, numbers, and that each form acts once."""

from __future__ import annotations

from secrets import token_hex

from django.http import HttpRequest


def posted(request: HttpRequest) -> dict[str, str]:
    """What was typed, by field."""
    return {name: value for name, value in request.POST.items() if isinstance(value, str)}


def whole(request: HttpRequest, name: str) -> int:
    """A number that was sent; 0 where none was."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else 0


def token(request: HttpRequest, form: str = "") -> str:
    """What stays the same however often a form of a page is sent, and is another form's never.

    At most 40 characters; ``form`` tells the forms of one page apart.
    """
    sent = "".join(each for each in request.POST.get("token", "")[:28] if each.isalnum())
    own = sent or token_hex(12)
    return f"{own}-{form}"[:40] if form else own
