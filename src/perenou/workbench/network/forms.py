"""What is asked of whoever enters partners, requests and meetings; messages in their language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.timezone import get_current_timezone, localtime

from perenou.benefits.agreements.states import REGIONS
from perenou.casework.words import Words
from perenou.language.alphabet import alphabetical
from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right
from perenou.workbench.cases.find import visible_to as cases_visible_to
from perenou.workbench.cases.models import Case
from perenou.workbench.frame.titles import wrong_title
from perenou.workbench.frame.words import say
from perenou.workbench.network.actions import (
    LONGEST_TEXT,
    LONGEST_WORDS,
    WantedMeeting,
    WantedPartner,
    WantedRequest,
)
from perenou.workbench.network.models import (
    LONGEST_NAME,
    LONGEST_SUBJECT,
    Contact,
    Meeting,
    Partner,
    Sort,
)
from perenou.workbench.network.named import names_people
from perenou.workbench.tasks.forms import day_of, thing_of

HOME: Final = "EE"
LONGEST_MEETING: Final = 24 * 60


@dataclass(slots=True)
class Form:
    """What was typed, by field, and what is wrong with it."""

    typed: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)


def states(language: Language) -> list[tuple[str, str]]:
    """The states whose institutions are worked with: code and name, our own first."""
    words = Words(language)
    named = sorted(
        ((code, words.state(code)) for code in REGIONS), key=lambda each: alphabetical(each[1])
    )
    return [(HOME, words.state(HOME)), *(each for each in named if each[0] != HOME)]


def of_partner(partner: Partner) -> Form:
    """The form as a partner fills it."""
    return Form(
        {
            "name": partner.name, "sort": partner.sort, "country": partner.country,
            "email": partner.email, "themes": partner.themes,
            "is_active": "1" if partner.is_active else "",
        }
    )  # fmt: skip


def partner_of(sent: Mapping[str, str], language: Language) -> tuple[Form, WantedPartner | None]:
    """The form of a partner that was sent, checked."""
    form = Form(dict(sent))
    name = " ".join(sent.get("name", "").split())
    email, themes = sent.get("email", "").strip(), _text(sent, "themes")
    if not 2 <= len(name) <= LONGEST_NAME:
        form.errors["name"] = say("network.wrong.name", language, most=LONGEST_NAME)
    if sent.get("sort") not in Sort.values:
        form.errors["sort"] = say("tasks.wrong.choice", language)
    if sent.get("country") not in REGIONS:
        form.errors["country"] = say("tasks.wrong.choice", language)
    if email and not is_email(email):
        form.errors["email"] = say("network.wrong.email", language)
    if len(themes) > LONGEST_WORDS:
        form.errors["themes"] = say("tasks.wrong.text", language, most=LONGEST_WORDS)
    if form.errors:
        return form, None
    is_active = bool(sent.get("is_active"))
    wanted = WantedPartner(name, Sort(sent["sort"]), sent["country"], email, themes, is_active)
    return form, wanted


def request_of(
    sent: Mapping[str, str], user: User, language: Language, *, has_letter: bool
) -> tuple[Form, WantedRequest | None]:
    """The form of a request that was sent, checked.

    Args:
        has_letter: whether it came with a letter, and so needs no text of its own.
    """
    form = Form(dict(sent))
    wrong = form.errors
    subject = " ".join(sent.get("subject", "").split())
    text = _text(sent, "text")
    partner = _partner(sent.get("partner", ""))
    contact = _contact(partner, sent.get("contact", ""))
    if partner is None:
        wrong["partner"] = say("network.wrong.partner", language)
    elif sent.get("contact") and contact is None:
        wrong["contact"] = say("network.wrong.contact", language)
    if told_wrong := wrong_title(subject, LONGEST_SUBJECT, language, "network.wrong.subject"):
        wrong["subject"] = told_wrong
    if not has_letter and not 3 <= len(text) <= LONGEST_TEXT:
        wrong["text"] = say("network.wrong.text", language, most=LONGEST_TEXT)
    due = day_of(sent.get("due", "").strip())
    if sent.get("due", "").strip() and due is None:
        wrong["due"] = say("tasks.wrong.due", language)
    case = case_of(sent.get("case", ""), user)
    if sent.get("case", "").strip() and case is None:
        wrong["case"] = say("network.wrong.case", language)
    if wrong or partner is None:
        return form, None
    return form, WantedRequest(partner, contact, subject, text, due, case)


def subject_of(subject: str) -> str:
    """What a letter says that it is about; empty where that tells of somebody."""
    plain = " ".join(subject.split())[:LONGEST_SUBJECT]
    return "" if names_people([plain]) else plain


def of_meeting(meeting: Meeting) -> Form:
    """The form as a meeting fills it."""
    start = localtime(meeting.start)
    return Form(
        {
            "title": meeting.title, "partner": str(meeting.partner_id or ""),
            "day": start.date().isoformat(), "time": f"{start:%H:%M}",
            "minutes": str(meeting.minutes), "place": meeting.place, "text": meeting.text,
        }
    )  # fmt: skip


def meeting_of(sent: Mapping[str, str], language: Language) -> tuple[Form, WantedMeeting | None]:
    """The form of a meeting that was sent, checked."""
    form = Form(dict(sent))
    wrong = form.errors
    title = " ".join(sent.get("title", "").split())
    place, text = " ".join(sent.get("place", "").split()), _text(sent, "text")
    if told_wrong := wrong_title(title, LONGEST_SUBJECT, language):
        wrong["title"] = told_wrong
    day, at = day_of(sent.get("day", "").strip()), _time(sent.get("time", "").strip())
    if day is None:
        wrong["day"] = say("tasks.wrong.due", language)
    if at is None:
        wrong["time"] = say("network.wrong.time", language)
    minutes = sent.get("minutes", "").strip()
    if not (minutes.isdecimal() and 0 < int(minutes[:9]) <= LONGEST_MEETING):
        wrong["minutes"] = say("network.wrong.minutes", language)
    partner = _partner(sent.get("partner", ""))
    if sent.get("partner") and partner is None:
        wrong["partner"] = say("network.wrong.partner", language)
    if len(place) > 200:
        wrong["place"] = say("tasks.wrong.text", language, most=200)
    if len(text) > LONGEST_TEXT:
        wrong["text"] = say("tasks.wrong.text", language, most=LONGEST_TEXT)
    if wrong or day is None or at is None:
        return form, None
    start = datetime.combine(day, at, get_current_timezone())
    return form, WantedMeeting(title, partner, start, int(minutes), place, text)


def case_of(text: str, user: User) -> Case | None:
    """The case of a number that somebody may see."""
    return cases_visible_to(user, Right.SEE_CASE).filter(number=text.strip()).first()


def bond_of(text: str, user: User) -> tuple[str, str] | None:
    """What somebody means by a provision or ``position:12``; None: nothing they may know of."""
    return thing_of(text.strip(), user)


def is_email(text: str) -> bool:
    """Whether mail could be sent there."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 200


def _partner(text: str) -> Partner | None:
    return Partner.objects.filter(pk=int(text)).first() if _is_number(text) else None


def _contact(partner: Partner | None, text: str) -> Contact | None:
    if partner is None or not _is_number(text):
        return None
    return partner.contacts.filter(pk=int(text), left_at__isnull=True).first()


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) < 12


def _text(sent: Mapping[str, str], name: str) -> str:
    return sent.get(name, "").replace("\r\n", "\n").strip()


def _time(text: str) -> time | None:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None
