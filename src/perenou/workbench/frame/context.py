"""What every template may use."""

from __future__ import annotations

from functools import partial

from django.conf import settings
from django.http import HttpRequest

from perenou import __version__
from perenou.language.grammar import LANGUAGES, Language
from perenou.workbench.accounts.middleware import left
from perenou.workbench.accounts.rights import rights_of
from perenou.workbench.frame.menu import entries
from perenou.workbench.frame.reader import THEMES, Look
from perenou.workbench.frame.trace import TRACE
from perenou.workbench.notices.showing import shown


def frame(request: HttpRequest) -> dict[str, object]:
    """Version, language, day of the law, and what the reader may open."""
    user = getattr(request, "user", None)
    known = user is not None and user.is_authenticated
    language: Language = getattr(request, "language", "et")
    return {
        "perenou_version": __version__,
        "user": user,
        "language": language,
        "languages": [(code, name) for code, name in settings.LANGUAGES if code in LANGUAGES],
        "law_day": getattr(request, "law_day", None),
        "is_law_day_chosen": getattr(request, "is_law_day_chosen", False),
        "look": getattr(request, "look", Look()),
        "themes": THEMES,
        "menu": entries(user, request.path, language) if user is not None and known else [],
        "rights": rights_of(user) if user is not None and known else frozenset(),
        "session_left": left(request) if known else 0,
        "session_warning": settings.SESSION_WARNING,
        "trace": TRACE.get(),
        "notices": partial(shown, language),
        "is_demo": settings.CONFIGURATION.demo,
        "has_model": settings.CONFIGURATION.model is not None,
    }
