"""What every form here sends along: which revision it was made over, and that it acts once."""

from __future__ import annotations

from secrets import token_hex

from perenou.workbench.accounts.pages import SignedIn


def token(request: SignedIn, form: str) -> str:
    """What stays the same however often a form is sent, and is another form's never."""
    sent = "".join(each for each in request.POST.get("token", "")[:24] if each.isalnum())
    return f"{sent or token_hex(12)}-{form}"


def based_on(request: SignedIn) -> int:
    """The revision of the course that the form was made over; 0: none was told."""
    text = request.POST.get("based_on", "")
    return int(text) if text.isdecimal() and len(text) < 9 else 0
