"""Everything that changes partners and requests; each whole, and written to the audit trail."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from perenou.exchange.mail import Mail, new_id
from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.audit.trail import record
from perenou.workbench.cases.models import Case
from perenou.workbench.frame.refusal import RefusalError
from perenou.workbench.frame.words import say
from perenou.workbench.network.models import (
    LONGEST_MAIL_ID,
    LONGEST_SUBJECT,
    Bond,
    Contact,
    Enclosure,
    Letter,
    Meeting,
    Partner,
    Request,
    Sort,
    State,
    Way,
)
from perenou.workbench.network.named import letter_names_people
from perenou.workbench.tasks.actions import close as close_task
from perenou.workbench.tasks.actions import give, set_day
from perenou.workbench.tasks.actions import hand_on as hand_on_task
from perenou.workbench.tasks.models import Link, Task
from perenou.workbench.tasks.models import State as TaskState

LONGEST_TEXT: Final = 20_000
LONGEST_WORDS: Final = 2000
HOST: Final = "perenou.invalid"
"""Stands for this installation in the identifiers of its letters; no mail is sent from here."""


class ConflictError(Exception):
    """Somebody else has changed the partner or meeting since it was opened here."""


class RefusedError(RefusalError):
    """Something that cannot be done."""


@dataclass(frozen=True, slots=True)
class WantedPartner:
    """What is told of a partner."""

    name: str
    sort: Sort
    country: str
    email: str
    themes: str
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class WantedRequest:
    """A request in the making.

    Attributes:
        text: of the letter with which it is asked. bond: kind and id of a thing it is linked to.
    """

    partner: Partner
    contact: Contact | None
    subject: str
    text: str
    due_day: date | None
    case: Case | None
    bond: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class WantedMeeting:
    """What is told of a meeting."""

    title: str
    partner: Partner | None
    start: datetime
    minutes: int
    place: str
    text: str


def keep_partner(
    actor: User, wanted: WantedPartner, partner: Partner | None, *, based_on: int, token: str
) -> Partner:
    """Add a partner, or change one.

    Raises:
        ConflictError: somebody else has changed it meanwhile.
    """
    with transaction.atomic():
        if partner is None:
            sent = Partner.objects.filter(token=token).first()
            if sent is not None:
                return sent
            kept = Partner(token=token)
        else:
            kept = Partner.objects.select_for_update().get(pk=partner.pk)
            if kept.changes != based_on:
                raise ConflictError
            kept.changes += 1
        kept.name, kept.sort, kept.country = wanted.name, wanted.sort, wanted.country
        kept.email, kept.themes, kept.is_active = wanted.email, wanted.themes, wanted.is_active
        kept.save()
        what = "partner.added" if partner is None else "partner.changed"
        record(actor, what, "partner", kept.pk)
    return kept


def add_contact(
    actor: User, partner: Partner, name: str, role: str, email: str, phone: str, *, token: str
) -> Contact:
    """Add somebody who works at a partner; the same form sent twice adds one.

    Raises:
        RefusedError: no name is given.
    """
    if not name.strip():
        raise RefusedError("no_name")
    with transaction.atomic():
        contact, is_new = Contact.objects.get_or_create(
            token=token,
            defaults={
                "partner": partner, "name": name[:200], "role": role[:120], "email": email[:200],
                "phone": phone[:60],
            },
        )  # fmt: skip
        if is_new:
            record(actor, "contact.added", "partner", partner.pk)
    return contact


def end_contact(actor: User, contact: Contact) -> None:
    """Note that somebody works there no longer; they are deleted when their time is over."""
    with transaction.atomic():
        count = Contact.objects.filter(pk=contact.pk, left_at__isnull=True).update(
            left_at=timezone.now()
        )
        if count:
            record(actor, "contact.left", "partner", contact.partner_id)


def ask(actor: User, wanted: WantedRequest, language: Language, *, token: str) -> Request:
    """Ask a partner something: the letter, and a reminder for the day on which an answer is due."""
    with transaction.atomic():
        request, is_new = _request(actor, wanted, Way.OUT, token)
        if is_new:
            _write(request, actor, wanted.subject, wanted.text, f"{token[:34]}-ask", None)
            _remind(request, actor, language)
            record(actor, "request.asked", "request", request.pk, detail=_detail(request))
    return request


def receive(
    actor: User, wanted: WantedRequest, mail: Mail, language: Language, *, token: str
) -> Request:
    """Keep what a partner asks, with the letter, and a reminder for when an answer is due."""
    with transaction.atomic():
        request, is_new = _request(actor, wanted, Way.IN, token)
        if is_new:
            _keep_mail(request, actor, mail, f"{token[:34]}-in")
            _remind(request, actor, language)
            record(actor, "request.received", "request", request.pk, detail=_detail(request))
    return request


def take_in(actor: User, request: Request, mail: Mail, language: Language, *, token: str) -> None:
    """Keep a letter that came; what was asked is answered with it, and its reminder is done."""
    with transaction.atomic():
        locked = Request.objects.select_for_update().get(pk=request.pk)
        if _is_kept(mail, token, locked):
            return
        _keep_mail(locked, actor, mail, token)
        record(actor, "letter.came", "request", locked.pk, detail=_detail(locked))
        if locked.way == Way.OUT and locked.is_open:
            _answered(locked, actor, language)
        else:
            _touch(locked)


def write(
    actor: User, request: Request, text: str, language: Language, *, is_answer: bool, token: str
) -> None:
    """Write a further letter: a reminder, or the answer to what a partner asked.

    Raises:
        RefusedError: nothing is written.
    """
    if not text.strip():
        raise RefusedError("no_text")
    with transaction.atomic():
        locked = Request.objects.select_for_update().get(pk=request.pk)
        if locked.letters.filter(token=token).exists():
            return
        last = locked.letters.order_by("-pk").first()
        _write(locked, actor, locked.subject, text, token, last)
        record(actor, "letter.written", "request", locked.pk, detail=_detail(locked))
        if is_answer and locked.way == Way.IN and locked.is_open:
            _answered(locked, actor, language)
        else:
            _touch(locked)


def drop(actor: User, request: Request, words: str, language: Language) -> None:
    """Say that no answer is waited for any more, and why.

    Raises:
        RefusedError: no reason is given, or it is closed.
    """
    if not words.strip():
        raise RefusedError("no_reason")
    with transaction.atomic():
        locked = Request.objects.select_for_update().get(pk=request.pk)
        if not locked.is_open:
            raise RefusedError("closed")
        locked.state, locked.open_due = State.DROPPED, None
        locked.why_dropped = words.strip()[:LONGEST_WORDS]
        _touch(locked)
        _close_reminder(locked, actor, language)
        record(actor, "request.dropped", "request", locked.pk)


def hand_on(actor: User, request: Request, to: User) -> None:
    """Let somebody else see to a request."""
    with transaction.atomic():
        locked = Request.objects.select_for_update().get(pk=request.pk)
        told = {"from": locked.owner_id, "to": to.pk}
        locked.owner = to
        _touch(locked)
        record(actor, "request.handed_on", "request", locked.pk, detail=told)


def set_due(actor: User, request: Request, due: date | None, language: Language) -> None:
    """Say by when an answer is due; its reminder is moved, or given where there was none.

    Raises:
        RefusedError: it is closed.
    """
    with transaction.atomic():
        locked = Request.objects.select_for_update().get(pk=request.pk)
        if not locked.is_open:
            raise RefusedError("closed")
        locked.due_day = locked.open_due = due
        _touch(locked)
        reminder = _reminder(locked)
        if reminder is None:
            _remind(locked, actor, language)
        else:
            key = f"request-{locked.pk}-{locked.changes}-due"
            set_day(actor, reminder, due, token=key)
        record(actor, "request.due_set", "request", locked.pk)


def hand_on_with_reminder(actor: User, request: Request, to: User, *, token: str) -> None:
    """Let somebody else see to an open request and to what reminds of it.

    Raises:
        RefusedError: it is closed, or about a case that they may not see.
    """
    if request.case is not None and not may(to, Right.SEE_CASE, request.case):
        raise RefusedError("cannot_see")
    with transaction.atomic():
        if not request.is_open:
            raise RefusedError("closed")
        hand_on(actor, request, to)
        reminder = _reminder(request)
        if reminder is not None:
            hand_on_task(actor, reminder, to, token=token)


def bind(actor: User, request: Request, about: str, about_id: str) -> None:
    """Link a request to a thing."""
    with transaction.atomic():
        _, is_new = Bond.objects.get_or_create(request=request, about=about, about_id=about_id)
        if is_new:
            record(actor, "request.linked", "request", request.pk, detail={"about": about})


def put_to_case(actor: User, request: Request, case: Case) -> None:
    """Say which case a request is about; from now on whoever may see the case may read it."""
    with transaction.atomic():
        locked = Request.objects.select_for_update().get(pk=request.pk)
        if locked.case_id == case.pk:
            return
        locked.case = case
        _touch(locked)
        reminder = Task.objects.filter(source_key=f"request:{locked.pk}").first()
        if reminder is not None:
            Link.objects.filter(task=reminder, about="case").delete()
            Link.objects.create(task=reminder, about="case", about_id=case.number)
        record(actor, "request.linked", "request", locked.pk, detail=_detail(locked))


def let_read(actor: User, request: Request, *, is_open: bool) -> None:
    """Say whether the letters of a request about no case tell of nobody, and so are for everybody.

    Raises:
        RefusedError: somebody else sees to it, or it is about a case.
    """
    with transaction.atomic():
        locked = Request.objects.select_for_update().get(pk=request.pk)
        if locked.owner_id != actor.pk or locked.case_id is not None:
            raise RefusedError("not_yours")
        locked.names_people = not is_open
        _touch(locked)
        what = "request.opened" if is_open else "request.closed"
        record(actor, what, "request", locked.pk)


def keep_meeting(
    actor: User, wanted: WantedMeeting, meeting: Meeting | None, *, based_on: int, token: str
) -> Meeting:
    """Enter a meeting, or change one.

    Raises:
        ConflictError: somebody else has changed it meanwhile.
    """
    with transaction.atomic():
        if meeting is None:
            sent = Meeting.objects.filter(token=token).first()
            if sent is not None:
                return sent
            kept = Meeting(token=token, owner=actor)
        else:
            kept = Meeting.objects.select_for_update().get(pk=meeting.pk)
            if kept.changes != based_on:
                raise ConflictError
            kept.changes += 1
        kept.title, kept.partner, kept.start = wanted.title, wanted.partner, wanted.start
        kept.minutes, kept.place, kept.text = wanted.minutes, wanted.place, wanted.text
        kept.save()
        what = "meeting.added" if meeting is None else "meeting.changed"
        record(actor, what, "meeting", kept.pk)
    return kept


def agree(
    actor: User, meeting: Meeting, owner: User, what: str, due: date | None, *, token: str
) -> Task:
    """Note what was agreed at a meeting: a task of whoever is to do it.

    Raises:
        RefusedError: nothing is said.
    """
    if len(what.strip()) < 3:
        raise RefusedError("no_text")
    key = f"meeting:{meeting.pk}:{token}"
    with transaction.atomic():
        task = give(actor, owner, what.strip(), due, "meeting", str(meeting.pk), key)
        record(actor, "meeting.agreed", "meeting", meeting.pk)
    return task


# ------------------------------------------------------------------------------ holding


def _request(actor: User, wanted: WantedRequest, way: Way, token: str) -> tuple[Request, bool]:
    request, is_new = Request.objects.get_or_create(
        token=token,
        defaults={
            "partner": wanted.partner, "contact": wanted.contact, "way": way,
            "subject": wanted.subject[:LONGEST_SUBJECT], "owner": actor, "case": wanted.case,
            "due_day": wanted.due_day, "open_due": wanted.due_day, "names_people": False,
        },
    )  # fmt: skip
    if is_new and wanted.bond is not None:
        Bond.objects.create(request=request, about=wanted.bond[0], about_id=wanted.bond[1])
    return request, is_new


def _look(request: Request, letter: Letter) -> None:
    """Close a request whose new letter tells of people."""
    if request.names_people or not letter_names_people(letter, request):
        return
    request.names_people = True
    request.save(update_fields=["names_people"])


def _write(
    request: Request, actor: User, subject: str, text: str, token: str, last: Letter | None
) -> None:
    contact = request.contact
    to = request.partner.email
    if contact is not None and contact.email:
        to = f"{contact.name} <{contact.email}>"
    letter = Letter.objects.create(
        request=request, way=Way.OUT, sent_at=timezone.now(), subject=subject, sender=actor.name,
        recipients=to, text=text.strip()[:LONGEST_TEXT], mail_id=new_id(HOST),
        replies_to="" if last is None else last.mail_id, actor=actor, token=token,
    )  # fmt: skip
    _look(request, letter)


def _keep_mail(request: Request, actor: User, mail: Mail, token: str) -> None:
    letter = Letter.objects.create(
        request=request, way=Way.IN, sent_at=mail.sent, subject=mail.subject, sender=mail.sender,
        recipients="\n".join(mail.recipients), text=mail.text,
        mail_id=mail.message_id[:LONGEST_MAIL_ID],
        replies_to=(mail.replies_to[0] if mail.replies_to else "")[:LONGEST_MAIL_ID],
        notices=" ".join(mail.notices), actor=actor, token=token,
    )  # fmt: skip
    for each in mail.attachments:
        Enclosure.objects.create(
            letter=letter, name=each.name, media_type=each.media_type[:120],
            size=len(each.content), content=b64encode(each.content).decode(),
        )  # fmt: skip
    _look(request, letter)


def _is_kept(mail: Mail, token: str, request: Request) -> bool:
    """Whether the form was sent before, or the letter is here already."""
    known = request.letters.filter(token=token).exists()
    return known or bool(
        mail.message_id and request.letters.filter(mail_id=mail.message_id).exists()
    )


def _answered(request: Request, actor: User, language: Language) -> None:
    request.state, request.open_due = State.ANSWERED, None
    _touch(request)
    _close_reminder(request, actor, language)
    record(actor, "request.answered", "request", request.pk)


def _touch(request: Request) -> None:
    request.changes += 1
    request.save()


def _remind(request: Request, actor: User, language: Language) -> None:
    if request.due_day is None and request.way == Way.OUT:
        return  # what we owe is to be done without a day as well
    key = "network.remind.ask" if request.way == Way.OUT else "network.remind.answer"
    title = say(key, language, partner=request.partner.name, subject=request.subject)
    also = () if request.case is None else (("case", request.case.number),)
    give(
        actor, request.owner, title, request.due_day, "request", str(request.pk),
        f"request:{request.pk}", also=also,
    )  # fmt: skip


def _reminder(request: Request) -> Task | None:
    """The task that reminds of a request, while it is open."""
    return Task.objects.filter(source_key=f"request:{request.pk}", state=TaskState.OPEN).first()


def _close_reminder(request: Request, actor: User, language: Language) -> None:
    task = _reminder(request)
    if task is not None:
        words = say(f"network.state.{request.state}", language)
        close_task(
            actor, task, TaskState.DONE, words, token=f"request-{request.pk}-{request.changes}"
        )


def _detail(request: Request) -> dict[str, str | int | bool | list[str]]:
    return {"partner": request.partner_id, "case": request.case_id or 0}
