"""Everything that changes what is known of the law to come; each written to the audit trail."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Final

from django.db import transaction
from django.utils import timezone

from perenou.impact.arrived import beside, held_against, is_news
from perenou.language.grammar import Language
from perenou.rules.citation import Citation
from perenou.statutes.header import Header
from perenou.statutes.model import ActText
from perenou.statutes.store import Added, Store
from perenou.workbench.accounts.models import User
from perenou.workbench.audit.trail import record
from perenou.workbench.frame.refusal import RefusalError
from perenou.workbench.frame.words import say
from perenou.workbench.references.registered import named, refer
from perenou.workbench.tasks.actions import give
from perenou.workbench.tasks.models import LONGEST_TITLE as LONGEST_TASK
from perenou.workbench.tasks.models import Task
from perenou.workbench.watch.among import among, label
from perenou.workbench.watch.models import (
    LONGEST_TITLE,
    Arrival,
    Bill,
    BillStep,
    Stage,
    Touched,
    Way,
)
from perenou.workbench.watch.reading import (
    news_of,
    opened,
    read_upload,
    store_folder,
    texts_of,
)

FOLLOWERS: Final = ("perenou.workbench.prose.rechecks:follow_law",)
"""Who has something to do at once when a text touches what is kept here: ``module:function``."""

LONGEST_WORDS: Final = 2000
BILL: Final = "bill"
"""What bills are called among what rests on provisions."""


class ConflictError(Exception):
    """Somebody else has changed the bill since it was opened here.

    Attributes:
        latest: the bill as it is now.
    """

    def __init__(self, latest: Bill) -> None:
        super().__init__(latest.changes)
        self.latest = latest


class RefusedError(RefusalError):
    """Something that cannot be done."""


@dataclass(frozen=True, slots=True)
class Given:
    """A task that is to be made about something that is touched."""

    thing: Touched
    owner: User
    due: date | None


@dataclass(frozen=True, slots=True)
class WantedBill:
    """What a bill is to tell."""

    title: str
    number: str
    link: str
    text: str
    expected: date | None
    owner: User
    citations: tuple[Citation, ...]


def arrive(actor: User, content: bytes, name: str, told: Header) -> tuple[Arrival, bool]:
    """Take a file into the store, and note what it touches where it is news.

    Returns:
        The arrival, and whether it is a new one; the same file brought again is the same arrival.

    Raises:
        StatutesError: the file is refused, or the store cannot be used.
    """
    text = read_upload(content, name, told)
    with Store(store_folder()) as store:
        added = store.add(text)
        if added.outcome == "older":
            raise RefusedError("older")
        before = held_against(store, added)
    return _arrived(actor, added, before, text)


def take(actor: User, redaction: str) -> tuple[Arrival, bool]:
    """Take up a text that is in the store already, brought there on the command line.

    Raises:
        StatutesError: the store has no such text.
    """
    with opened(redaction) as store:
        text = store.by_id(redaction)
        added = Added(text.redaction, "added", text.notices)
        before = held_against(store, added)
    return _arrived(actor, added, before, text)


def look(actor: User, arrival: Arrival) -> int:
    """Find what a text touches as things are now; what was found before stays. Says how many.

    Raises:
        StatutesError: the store has it no longer.
    """
    return _look(actor, arrival, *texts_of(arrival))


def give_tasks(
    actor: User, arrival: Arrival, wanted: Sequence[Given], language: Language
) -> list[Task]:
    """Give a task about each of some things; about one thing, one task is ever given."""
    given = []
    with transaction.atomic():
        locked = Arrival.objects.select_for_update().get(pk=arrival.pk)
        for each in wanted:
            thing = each.thing
            about, about_id = _about(thing)
            given.append(
                give(
                    actor, each.owner, title_of(thing, language), each.due, about, about_id,
                    thing.source_key, text=_told(thing, locked, language),
                    also=(("arrival", str(locked.pk)),),
                )
            )  # fmt: skip
        _count(locked)
        record(actor, "arrival.tasks", "arrival", locked.pk, detail={"tasks": len(given)})
    return given


def set_aside(actor: User, arrival: Arrival, things: Iterable[Touched], words: str) -> int:
    """Say that nothing has to be done about some things, and why; says about how many.

    Raises:
        RefusedError: no reason is given.
    """
    if not words.strip():
        raise RefusedError("no_reason")
    with transaction.atomic():
        locked = Arrival.objects.select_for_update().get(pk=arrival.pk)
        keys = {thing.pk for thing in things} - _with_tasks(locked)
        mine = list(locked.things.filter(pk__in=keys, aside_by__isnull=True))
        for thing in mine:
            thing.aside_by, thing.aside_at = actor, timezone.now()
            thing.aside_words = words.strip()[:LONGEST_WORDS]
            thing.save(update_fields=["aside_by", "aside_at", "aside_words"])
        _count(locked)
        record(actor, "arrival.aside", "arrival", locked.pk, detail={"things": len(mine)})
    return len(mine)


def title_of(thing: Touched, language: Language) -> str:
    """What a task about a thing is called."""
    slots = {"name": label(thing.kind, thing.name, thing.label, language)}
    return say(f"watch.task.{thing.kind}", language, **slots)[:LONGEST_TASK]


# ------------------------------------------------------------------------------ bills


def enter(actor: User, wanted: WantedBill, stage: Stage, day: date, *, token: str) -> Bill:
    """Enter a bill with its first stage; the same form sent twice enters one."""
    with transaction.atomic():
        bill, is_new = Bill.objects.get_or_create(
            token=token,
            defaults={
                "title": wanted.title, "number": wanted.number, "link": wanted.link,
                "text": wanted.text, "expected": wanted.expected, "owner": wanted.owner,
                "stage": stage,
            },
        )  # fmt: skip
        if is_new:
            refer(BILL, bill.pk, wanted.citations)
            BillStep.objects.create(
                bill=bill, stage=stage, day=day, actor=actor, token=f"{token[:34]}-first"
            )
            record(actor, "bill.entered", "bill", bill.pk, detail={"stage": stage.value})
    return bill


def change(actor: User, bill: Bill, wanted: WantedBill, *, based_on: int) -> Bill:
    """Change what is told of a bill.

    Raises:
        ConflictError: somebody else has changed it meanwhile.
    """
    with transaction.atomic():
        locked = Bill.objects.select_for_update().get(pk=bill.pk)
        if locked.changes != based_on:
            raise ConflictError(locked)
        locked.title, locked.number, locked.link = wanted.title, wanted.number, wanted.link
        locked.text, locked.expected, locked.owner = wanted.text, wanted.expected, wanted.owner
        locked.changes += 1
        locked.save()
        refer(BILL, locked.pk, wanted.citations)
        record(actor, "bill.changed", "bill", locked.pk)
    return locked


def move(
    actor: User, bill: Bill, stage: Stage, day: date, words: str, *, token: str,
    arrival: Arrival | None = None,
) -> None:  # fmt: skip
    """Note that a bill reached a stage, and what text it became, if it did.

    Raises:
        RefusedError: it was dropped without a reason.
    """
    if stage is Stage.DROPPED and not words.strip():
        raise RefusedError("no_reason")
    with transaction.atomic():
        locked = Bill.objects.select_for_update().get(pk=bill.pk)
        if locked.path.filter(token=token).exists():
            return
        BillStep.objects.create(
            bill=locked, stage=stage, day=day, words=words.strip()[:LONGEST_WORDS], actor=actor,
            token=token,
        )  # fmt: skip
        locked.stage = stage
        if arrival is not None:
            locked.arrival = arrival
        locked.changes += 1
        locked.save()
        record(actor, "bill.moved", "bill", locked.pk, detail={"stage": stage.value})


# ------------------------------------------------------------------------------ holding


def _arrived(
    actor: User, added: Added, before: ActText | None, now: ActText
) -> tuple[Arrival, bool]:
    redaction = added.redaction
    way = Way.REPLACED if added.outcome == "replaced" else Way.ADDED
    # A file that is in the store, but was not taken up here, is new here.
    new_here = Added(redaction, "added", added.notices, added.before)
    told = {
        "name": redaction.name[:LONGEST_TITLE], "title": redaction.title[:LONGEST_TITLE],
        "kind": redaction.kind, "since": date.fromordinal(redaction.since), "way": way,
        "before": _kept_before(added, before), "actor": actor,
        "is_news": is_news(added if added.outcome == "replaced" else new_here),
    }  # fmt: skip
    with transaction.atomic():
        arrival, is_new = Arrival.objects.get_or_create(
            redaction=redaction.id, sha256=redaction.sha256, defaults=told
        )
        if is_new:
            detail: dict[str, str | int | bool | list[str]] = {"redaction": redaction.id}
            record(actor, "arrival.came", "arrival", arrival.pk, detail=detail)
            if arrival.is_news:
                _look(actor, arrival, before, now)
                arrival.refresh_from_db()
                _tell_followers()
    return arrival, is_new


def _tell_followers() -> None:
    for name in FOLLOWERS:
        module, _, function = name.partition(":")
        getattr(import_module(module), function)()


def _look(actor: User, arrival: Arrival, before: ActText | None, now: ActText) -> int:
    changes, found = _touched(before, now)
    with transaction.atomic():
        locked = Arrival.objects.select_for_update().get(pk=arrival.pk)
        known = set(locked.things.values_list("kind", "name"))
        Touched.objects.bulk_create(
            Touched(arrival=locked, **each) for key, each in found.items() if key not in known
        )
        locked.changes = changes
        _count(locked)
        new = len(found.keys() - known)
        record(actor, "arrival.looked", "arrival", locked.pk, detail={"new": new})
    return new


def _kept_before(added: Added, before: ActText | None) -> str:
    """What the text is held against later on: a text that was replaced is there no longer."""
    return "" if before is None or added.before is not None else before.redaction.id


def _touched(
    before: ActText | None, now: ActText
) -> tuple[int, dict[tuple[str, str], dict[str, str | bool]]]:
    """How many provisions change, and by kind and name what is touched."""
    found: dict[tuple[str, str], dict[str, str | bool]] = {}
    places: dict[tuple[str, str], list[str]] = {}
    changes = 0
    if now.is_act and before is not None:
        told = news_of(before, now)
        changes = sum(each.kind != "tidied" for each in told.changes)
        rows = [
            (each.citing, f"{now.redaction.name} {each.change.address}", each.is_written_for)
            for each in told.touches
        ]
    elif not now.is_act:
        rows = [(each, str(place), False) for place, each in beside(now, among())]
    else:
        rows = []
    for of, place, is_ready in rows:
        key: tuple[str, str] = (of.kind, of.name)
        row = found.setdefault(
            key,
            {
                "kind": of.kind, "name": of.name[:200], "citation": str(of.citation)[:60],
                "label": of.labels.et[:LONGEST_TITLE] if of.kind == "writing" else "",
                "is_ready": False,
            },
        )  # fmt: skip
        row["is_ready"] = bool(row["is_ready"]) or is_ready
        places.setdefault(key, []).append(place)
    for key, row in found.items():
        row["places"] = "\n".join(dict.fromkeys(places[key]))
    return changes, found


def _count(arrival: Arrival) -> None:
    arrival.touched = arrival.things.count()
    done = _with_tasks(arrival) | set(
        arrival.things.filter(aside_by__isnull=False).values_list("pk", flat=True)
    )
    arrival.waiting = arrival.touched - len(done)
    arrival.save()


def _with_tasks(arrival: Arrival) -> set[int]:
    """Keys of the things about which a task was given."""
    given = Task.objects.filter(source_key__startswith=f"watch:{arrival.pk}:")
    keys = given.values_list("source_key", flat=True)
    return {int(key.rpartition(":")[2]) for key in keys if key is not None}


def _about(thing: Touched) -> tuple[str, str]:
    """What a task about a thing is linked to: the thing itself, or the provision it rests on."""
    return named(thing.name) if thing.kind == "writing" else ("provision", thing.citation)


def _told(thing: Touched, arrival: Arrival, language: Language) -> str:
    key = "watch.task.judgment" if arrival.is_judgment else "watch.task.text"
    return say(
        key, language, name=arrival.name, redaction=arrival.redaction, since=arrival.day,
        places=thing.places.split("\n"),
    )  # fmt: skip
