"""What is asked of whoever brings a text or enters a bill; messages in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.timezone import localdate

from perenou.language.grammar import Language
from perenou.statutes.header import Header
from perenou.workbench.accounts.models import User
from perenou.workbench.frame.templatetags.said import day as told_day
from perenou.workbench.frame.words import say
from perenou.workbench.privacy.codes import names_a_person
from perenou.workbench.references.registered import rests_on
from perenou.workbench.references.typed import CitationField, of_citations
from perenou.workbench.references.typed import typed as typed_citations
from perenou.workbench.tasks.forms import day_of
from perenou.workbench.watch.actions import BILL, LONGEST_WORDS, WantedBill
from perenou.workbench.watch.models import LONGEST_TITLE, OPEN_STAGES, Bill, Stage

TOLD: Final = ("title", "issuer", "date", "kind", "abbreviation", "id", "source")
"""What can be told of a document that brings no metadata of its own."""

_LONGEST_TOLD: Final = 300
_URL: Final = URLValidator(schemes=["http", "https"])


def told_of(sent: Mapping[str, str]) -> Header:
    """What somebody told of a document."""
    return {
        key: " ".join(value.split())[:_LONGEST_TOLD]
        for key in TOLD
        if (value := sent.get(key, "").strip())
    }


@dataclass(slots=True)
class BillForm:
    """A bill as it is typed.

    Attributes:
        stage, day: where it stands when it is entered, and since when. errors: by field.
        wanted: what it says; None while anything is wrong.
    """

    title: str = ""
    number: str = ""
    link: str = ""
    text: str = ""
    expected: str = ""
    owner: str = ""
    stage: str = Stage.IDEA
    day: str = ""
    citations: CitationField = field(default_factory=CitationField)
    errors: dict[str, str] = field(default_factory=dict)
    wanted: WantedBill | None = None
    began: date | None = None


def of_bill(bill: Bill) -> BillForm:
    """The form as a bill fills it."""
    cited = rests_on(BILL, [bill.pk]).get(str(bill.pk), ())
    return BillForm(
        bill.title, bill.number, bill.link, bill.text,
        "" if bill.expected is None else bill.expected.isoformat(), str(bill.owner_id),
        bill.stage, citations=of_citations(cited),
    )  # fmt: skip


def sent_bill(
    sent: Mapping[str, str], owners: Sequence[User], language: Language, bill: Bill | None
) -> BillForm:
    """The form that was sent, checked.

    Args:
        bill: the one that is changed; None: a new one.
    """
    form = BillForm(
        title=" ".join(sent.get("title", "").split()),
        number=" ".join(sent.get("number", "").split()),
        link=sent.get("link", "").strip(),
        text=sent.get("text", "").replace("\r\n", "\n").strip(),
        expected=sent.get("expected", "").strip(),
        owner=sent.get("owner", "") or str(owners[0].pk),
        stage=sent.get("stage", "") or Stage.IDEA,
        day=sent.get("day", "").strip(),
        citations=typed_citations(
            sent.get("citations", ""), localdate().toordinal(), language, is_needed=False
        ),
    )
    wrong = form.errors
    if not 3 <= len(form.title) <= LONGEST_TITLE:
        wrong["title"] = say("tasks.wrong.title", language, most=LONGEST_TITLE)
    elif names_a_person(form.title):
        wrong["title"] = say("form.code_in_title", language)
    if len(form.number) > 40:
        wrong["number"] = say("tasks.wrong.text", language, most=40)
    if form.link and not _is_link(form.link):
        wrong["link"] = say("watch.wrong.link", language)
    if len(form.text) > LONGEST_WORDS:
        wrong["text"] = say("tasks.wrong.text", language, most=LONGEST_WORDS)
    expected = day_of(form.expected)
    if form.expected and expected is None:
        wrong["expected"] = say("tasks.wrong.due", language)
    owner = next((each for each in owners if str(each.pk) == form.owner), None)
    if owner is None:
        wrong["owner"] = say("tasks.wrong.owner", language)
    form.began = day_of(form.day) if form.day else localdate()
    if bill is None and form.began is None:
        wrong["day"] = say("tasks.wrong.due", language)
    if form.stage not in Stage.values:
        wrong["stage"] = say("tasks.wrong.choice", language)
    stage, since = (form.stage, form.began) if bill is None else (bill.stage, _stands_since(bill))
    if expected and since and expected < since and stage in OPEN_STAGES:
        wrong["expected"] = say("watch.wrong.expected", language, day=told_day(since))
    if not wrong and not form.citations.errors and owner is not None:
        form.wanted = WantedBill(
            form.title, form.number, form.link, form.text, expected, owner,
            form.citations.citations,
        )  # fmt: skip
    return form


def _stands_since(bill: Bill) -> date | None:
    last = bill.path.order_by("-pk").first()
    return None if last is None else last.day


def _is_link(text: str) -> bool:
    try:
        _URL(text)
    except ValidationError:
        return False
    return len(text) <= 500
