"""What the pages of texts share: which text, what is told of it, and why something is refused."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from perenou.workbench.accounts.pages import SignedIn
from perenou.workbench.frame.sent import token
from perenou.workbench.frame.words import say
from perenou.workbench.proposals.links import new_proposal
from perenou.workbench.prose.checking import blocks, checked_of, latest, shown, told_of
from perenou.workbench.prose.find import may_change, possible_owners_of, visible_to
from perenou.workbench.prose.listing import pills
from perenou.workbench.prose.models import Text, What
from perenou.workbench.prose.reading import MOST_BYTES, SUFFIXES, RefusedError
from perenou.workbench.prose.trend import points, said, trend


def text_of(request: SignedIn, pk: int) -> Text:
    """A text that somebody may see; there is no other for them."""
    text = visible_to(request.user).select_related("owner").filter(pk=pk).first()
    if text is None:
        raise Http404
    return text


def changeable(request: SignedIn, pk: int) -> Text:
    """A text that somebody may change."""
    text = text_of(request, pk)
    if not may_change(request.user, text):
        raise Http404
    return text


def show_text(
    request: SignedIn, text: Text, wrong: dict[str, str] | None = None, *, status: int = 200
) -> HttpResponse:
    """The page of a text; what was refused stands where it was asked for."""
    language = request.language
    version = latest(text)
    checked = checked_of(version, localdate().toordinal(), language)
    found = told_of(text, checked)
    checks = list(text.checks.select_related("actor"))
    drawn = points(checks)
    is_mine = may_change(request.user, text)
    told = {
        "text": text,
        "version": version,
        "pills": pills(text, language),
        "open": [each for each in found if each.is_open],
        "settled": [each for each in found if not each.is_open],
        "blocks": list(blocks(shown(checked, found))),
        "acceptable": sum(each.can_be_accepted and each.is_open for each in found),
        "accepted": sum(each.what == What.ACCEPTED for each in found),
        "left_out": checked.left_out,
        "uncompared": checked.uncompared,
        "trend": trend(drawn, language),
        "trend_said": said(drawn, language) if len(drawn) > 1 else "",
        "checks": checks[::-1],
        "may_change": is_mine,
        "owners": possible_owners_of(request.user, text) if is_mine else (),
        "proposal": new_proposal(request.user, "text", str(text.pk)),
        "wrong": wrong or {},
        "accept": ",".join(SUFFIXES),
        "token": token(request),
    }
    return render(request, "prose/show.html", told, status=status)


def content_of(upload: UploadedFile[bytes]) -> bytes:
    """The file, read no further than what is taken."""
    content: bytes = upload.read(MOST_BYTES + 1)
    return content


def refusal(request: SignedIn, refused: RefusedError) -> str:
    """Why something is refused, in the reader's language."""
    slots = {"most": MOST_BYTES // 1024**2} if refused.key == "too_large" else {}
    return refused.told or say(f"texts.refused.{refused.key}", request.language, **slots)
