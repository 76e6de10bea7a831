"""What was sent with a form of this section."""

from __future__ import annotations

from secrets import token_hex

from perenou.workbench.accounts.pages import SignedIn


def posted(request: SignedIn) -> dict[str, str]:
    """What was typed, by field."""
    return {key: value for key, value in request.POST.items() if isinstance(value, str)}


def number(request: SignedIn, name: str) -> int:
    """A number that was sent; 0 where none was."""
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 12 else 0


def token(request: SignedIn, form: str = "") -> str:
    """What stays the same however often a form of a page is sent, and is another form's never."""
    sent = "".join(each for each in request.POST.get("token", "")[:28] if each.isalnum())
    own = sent or token_hex(12)
    return f"{own}-{form}"[:40] if form else own
