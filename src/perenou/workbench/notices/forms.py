"""What is asked of whoever writes a notice; messages are in their language."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.utils.timezone import get_current_timezone, localtime

from perenou.language.grammar import LANGUAGES, Language
from perenou.workbench.frame.words import say
from perenou.workbench.notices.actions import Wanted
from perenou.workbench.notices.models import LONGEST_TEXT, Tone

LONGEST_SHOWN: Final = timedelta(days=366)


@dataclass(slots=True)
class Form:
    """What was typed, by field, and what is wrong with it."""

    typed: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)


def empty() -> Form:
    """A form in which what is shown begins now and ends in a day."""
    now = localtime()
    return Form({
        "tone": Tone.NEWS.value,
        "begins": now.strftime("%Y-%m-%dT%H:%M"),
        "ends": (now + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M"),
    })  # fmt: skip


def read(typed: dict[str, str], language: Language, now: datetime) -> tuple[Form, Wanted | None]:
    """The form that was sent, and the notice it asks for; none where something is wrong."""
    form = Form(typed)
    texts: dict[Language, str] = {}
    for each in LANGUAGES:
        texts[each] = " ".join(typed.get(each, "").split())
        if not 1 <= len(texts[each]) <= LONGEST_TEXT:
            form.errors[each] = say("notices.wrong.text", language, most=LONGEST_TEXT)
    begins, ends = _moment(typed.get("begins", "")), _moment(typed.get("ends", ""))
    if begins is None:
        form.errors["begins"] = say("notices.wrong.moment", language)
    if ends is None:
        form.errors["ends"] = say("notices.wrong.moment", language)
    elif ends <= max(begins or now, now):
        form.errors["ends"] = say("notices.wrong.ends", language)
    elif begins is not None and ends - begins > LONGEST_SHOWN:
        form.errors["ends"] = say("notices.wrong.long", language)
    tone = next((each for each in Tone if each == typed.get("tone")), Tone.NEWS)
    if form.errors or begins is None or ends is None:
        return form, None
    return form, Wanted(tone, texts, begins, ends)


def _moment(text: str) -> datetime | None:
    """A moment as browsers tell it, in local time: ``2026-11-28T08:30``."""
    try:
        told = datetime.fromisoformat(text[:16])
    except ValueError:
        return None
    return told.replace(tzinfo=get_current_timezone()) if 2000 <= told.year <= 2999 else None
