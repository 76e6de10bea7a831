"""One mechanism for what is done with many rows of a list at once.

A list says as data what can be done with the rows that somebody chose (``Many``, of ``Deed``s).
Here it is asked about first, done with one after the other by what a section does with one, told,
and put back. What one may not change, or cannot be changed as it stands, is left out and named.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from secrets import token_hex
from typing import Final, Generic, Literal, TypeAlias, TypeVar

from django.contrib import messages
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from perenou.language.catalogue import SlotValue
from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.pages import SignedIn
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.frame.back import ours
from perenou.workbench.frame.confirm import asks_first
from perenou.workbench.frame.lists import PAGE_SIZE, Choices
from perenou.workbench.frame.refusal import RefusalError
from perenou.workbench.frame.sent import token
from perenou.workbench.frame.templatetags.said import day
from perenou.workbench.frame.words import say

Row = TypeVar("Row", bound=Model)

Before: TypeAlias = list[str | int | bool | None]
"""How a row stood before, as it is kept in the session until it is put back."""

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2100


@dataclass(frozen=True, slots=True)
class Field:
    """What has to be told with a deed: to whom, by which day, or which of some values.

    Attributes:
        name: in the form. label: key of its text. choices: values with the keys of their texts.
        people: of whom one is chosen. may_be_empty: whether no day is a day to set.
    """

    name: str
    label: str
    sort: Literal["person", "day", "choice"]
    choices: Choices = ()
    people: Callable[[User], Sequence[User]] = lambda _: ()
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent with a deed.

    Attributes:
        value: of its field. person: whom the value means. token: of the form; each row has its
            own. undoing: what is said of a row that is put back.
    """

    value: str
    person: User | None
    token: str
    undoing: str

    @property
    def to(self) -> User:
        """Whom it goes to; a field of people was checked to name one."""
        assert self.person is not None
        return self.person

    @property
    def day(self) -> date | None:
        """The day that it names; None: no day any more."""
        return date.fromisoformat(self.value) if self.value else None

    def token_of(self, row: Model) -> str:
        """The token of one row: the same form changes it once."""
        return f"{self.token[:24]}-{row.pk}"[:40]


@dataclass(frozen=True, slots=True)
class Deed(Generic[Row]):
    """Something that is done with each of the chosen rows.

    Attributes:
        key: of its button and of its texts ``SECTION.many.KEY``. right: without which nobody is
            offered it. allowed: keys of those rows that somebody may do it with; asked once for
            all. does: does it with one row and tells how that stood before; None: it was so
            already. undoes: puts one back; False: it stands otherwise meanwhile, and stays.
    """

    key: str
    right: Right
    allowed: Callable[[User, Sequence[Row]], Collection[int]]
    does: Callable[[User, Row, Sent], Before | None]
    undoes: Callable[[User, Row, Before, Sent], bool]
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Many(Generic[Row]):
    """What can be done with many rows of a list.

    Attributes:
        section: how the keys of its texts begin. address: the section of its pages ``many`` and
            ``undo``. page: name of the page of the list. found: the rows that somebody
            sees. by: the field that a chosen row is known by. name: what a row is called.
    """

    section: str
    address: str
    found: Callable[[User], QuerySet[Row]]
    deeds: tuple[Deed[Row], ...]
    page: str = "list"
    by: str = "pk"
    name: Callable[[Row], str] = str


@dataclass(frozen=True, slots=True)
class DrawnDeed:
    """A deed as its template draws it; ``options``: values with their texts."""

    key: str
    text: str
    field: Field | None
    label: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What can be done with the chosen rows of a list, as its template draws it."""

    address: str
    token: str
    deeds: tuple[DrawnDeed, ...]


def drawn(request: SignedIn, many: Many[Row]) -> Drawn | None:
    """What somebody may do with rows of the list; None: nothing."""
    user, language = request.user, request.language
    deeds = []
    for each in _offered(user, many):
        options = () if each.field is None else tuple(_options(each.field, user, language))
        if each.field is not None and each.field.sort == "person" and not options:
            continue
        text = say(f"{many.section}.many.{each.key}", language)
        label = "" if each.field is None else say(each.field.label, language)
        deeds.append(DrawnDeed(each.key, text, each.field, label, options))
    return Drawn(reverse(f"{many.address}:many"), token_hex(12), tuple(deeds)) if deeds else None


def change(request: SignedIn, many: Many[Row]) -> HttpResponse:
    """Do something with the chosen rows: asked first where it is more than one."""
    user, language = request.user, request.language
    deed = _deed(user, many, request.POST.get("do", ""))
    rows = _rows(user, many, request.POST.getlist("chosen")[:PAGE_SIZE])
    if not request.POST.get("do"):  # the key Enter pressed no button
        return _refused(request, many, say("list.many.no_deed", language))
    if deed is None or not rows:
        return _refused(request, many, say(f"{many.section}.many.none_chosen", language))
    sent = _sent(request, deed)
    if sent is None:
        return _refused(request, many, say(f"{many.section}.many.{deed.key}.what", language))
    allowed = set(deed.allowed(user, rows))
    able = [each for each in rows if each.pk in allowed]
    left = {say("list.many.no_right", language): [each for each in rows if each.pk not in allowed]}
    if not able:
        return _refused(request, many, _left_out(many, left, language))
    if len(able) > 1:
        question = _question(many, deed, len(able), sent, language)
        keeps = ("do", "chosen", "next", "token", *([deed.field.name] if deed.field else ()))
        told = _left_out(many, left, language)
        back = reverse(f"{many.address}:{many.page}")
        if asked := asks_first(request, question, told, back=back, keeps=keeps):
            return asked
    before: list[tuple[str, Before]] = []
    with transaction.atomic():
        for row in able:
            try:
                stood = deed.does(user, row, sent)
            except RefusalError as refused:
                why = say(f"{many.section}.refused.{refused.key}", language)
                left.setdefault(why, []).append(row)
            else:
                if stood is not None:
                    before.append((_known(many, row), stood))
    if before:
        request.session[_undo(many)] = {"did": deed.key, "before": before}
        count = len(before)
        done = say(f"{many.section}.many.{deed.key}.done", language, count=count)
        at = reverse(f"{many.address}:undo")
        messages.success(request, done, extra_tags=f"undo {at}")
    elif not any(left.values()):
        messages.info(request, say("list.many.nothing", language))
    if any(left.values()):
        messages.warning(request, _left_out(many, left, language))
    return redirect(_back(request, many))


def undo(request: SignedIn, many: Many[Row]) -> HttpResponse:
    """Put the rows that were last changed together back to how each stood before."""
    user, language = request.user, request.language
    kept = request.session.pop(_undo(many), {"did": "", "before": []})
    deed = _deed(user, many, kept["did"])
    before: Mapping[str, Before] = dict(kept["before"])
    rows = _rows(user, many, list(before))
    count, left = 0, list[Row]()
    sent = Sent("", None, token_hex(12), say("list.many.undoing", language))
    allowed = set() if deed is None else set(deed.allowed(user, rows))
    with transaction.atomic():
        for row in rows:
            if (
                deed is None
                or row.pk not in allowed
                or not _put_back(user, row, deed, before[_known(many, row)], sent)
            ):
                left.append(row)
            else:
                count += 1
    messages.success(request, say("list.many.undone", language, count=count))
    if left:
        why = say("list.many.changed_since", language)
        messages.warning(request, _left_out(many, {why: left}, language))
    seen = {_known(many, row) for row in rows}
    if gone := [each for each in before if each not in seen]:
        why = say("list.many.gone", language)
        told = say("list.many.left_out", language, names=", ".join(gone), why=why)
        messages.warning(request, told)
    return redirect(_back(request, many))


def _put_back(user: User, row: Row, deed: Deed[Row], before: Before, sent: Sent) -> bool:
    try:
        return deed.undoes(user, row, before, sent)
    except RefusalError:
        return False


def _offered(user: User, many: Many[Row]) -> list[Deed[Row]]:
    return [each for each in many.deeds if may(user, each.right)]


def _deed(user: User, many: Many[Row], key: str) -> Deed[Row] | None:
    return next((each for each in _offered(user, many) if each.key == key), None)


def _rows(user: User, many: Many[Row], chosen: list[str]) -> list[Row]:
    if many.by == "pk":
        chosen = [each for each in chosen if each.isascii() and each.isdecimal() and len(each) < 12]
    rows = many.found(user).filter(**{f"{many.by}__in": chosen})
    place = {each: at for at, each in enumerate(chosen)}
    return sorted(rows, key=lambda row: place[_known(many, row)])


def _known(many: Many[Row], row: Row) -> str:
    return str(getattr(row, many.by))


def _options(field: Field, user: User, language: Language) -> list[tuple[str, str]]:
    if field.sort == "person":
        return [
            (str(each.pk), f"{each.name} ({each.unit})" if each.unit else each.name)
            for each in field.people(user)
        ]
    return [(value, say(key, language)) for value, key in field.choices]


def _sent(request: SignedIn, deed: Deed[Row]) -> Sent | None:
    """What was sent; None: what the deed needs is missing, or is nothing that there is."""
    field, undoing = deed.field, say("list.many.undoing", request.language)
    if field is None:
        return Sent("", None, token(request), undoing)
    value = request.POST.get(field.name, "").strip()
    if field.sort == "person":
        person = next((each for each in field.people(request.user) if str(each.pk) == value), None)
        return None if person is None else Sent(value, person, token(request), undoing)
    known = _choice_of(field, value) if field.sort == "choice" else _day_of(field, value)
    return None if known is None else Sent(known, None, token(request), undoing)


def _choice_of(field: Field, value: str) -> str | None:
    return next((each for each, _ in field.choices if each == value), None)


def _day_of(field: Field, value: str) -> str | None:
    if not value:
        return "" if field.may_be_empty else None
    try:
        day_sent = date.fromisoformat(value)
    except ValueError:
        return None
    return day_sent.isoformat() if FIRST_YEAR <= day_sent.year < LAST_YEAR else None


def _question(many: Many[Row], deed: Deed[Row], count: int, sent: Sent, language: Language) -> str:
    slots: dict[str, SlotValue] = {"count": count}
    if deed.field is None:
        return say(f"{many.section}.many.{deed.key}.sure", language, **slots)
    if deed.field.sort == "day" and not sent.value:
        return say(f"{many.section}.many.{deed.key}.sure_none", language, **slots)
    if sent.person is not None:
        slots["name"] = sent.person.name
    elif deed.field.sort == "day":
        slots["name"] = day(sent.day)
    else:
        slots["name"] = say(dict(deed.field.choices)[sent.value], language)
    return say(f"{many.section}.many.{deed.key}.sure", language, **slots)


def _left_out(many: Many[Row], left: Mapping[str, Sequence[Row]], language: Language) -> str:
    told = (
        say("list.many.left_out", language, names=", ".join(map(many.name, rows)), why=why)
        for why, rows in left.items()
        if rows
    )
    return " ".join(told)


def _refused(request: SignedIn, many: Many[Row], why: str) -> HttpResponse:
    messages.error(request, why)
    return redirect(_back(request, many))


def _back(request: SignedIn, many: Many[Row]) -> str:
    return ours(request, request.POST.get("next", ""), reverse(f"{many.address}:{many.page}"))


def _undo(many: Many[Row]) -> str:
    """Key of the session: what was last done with many rows, and how each stood before."""
    return f"undo_{many.section}"
