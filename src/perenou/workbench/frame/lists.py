"""One mechanism for every list: filters, order, pages with an exact count, saved views and CSV.

A list is declared as data (``Listing``) and answered by ``answer``; filters and order stand in the
address, which is why a filter is a choice among known values wherever what is looked for could name
a family. What is typed (``Entry``) is a day, or words that an auditor looks for; no view keeps it.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Final, Generic, Literal, TypeAlias, TypeVar
from urllib.parse import urlencode

from django.db.models import CharField, F, Model, QuerySet
from django.db.models.expressions import OrderBy
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from perenou.exchange.tables import harmless
from perenou.language.alphabet import alphabetical
from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.pages import SignedIn
from perenou.workbench.audit.trail import record
from perenou.workbench.frame.alphabet import by_alphabet
from perenou.workbench.frame.cells import Cell, drawn
from perenou.workbench.frame.models import SavedView
from perenou.workbench.frame.words import say

Row = TypeVar("Row", bound=Model)

PAGE_SIZE: Final = 50


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column; ``order`` is the field that it is put in order by, empty where it is not.

    Rows whose field may be empty stand last, whichever way the list runs. What is ``only_in_csv``
    would make the page too wide.
    """

    key: str
    heading: str
    cell: Callable[[Row, Language], Cell]
    order: str = ""
    is_figure: bool = False
    may_be_empty: bool = False
    only_in_csv: bool = False


Choices: TypeAlias = tuple[tuple[str, str], ...]
"""Values in the address, each with the key of its text."""


@dataclass(frozen=True, slots=True)
class Filter(Generic[Row]):
    """A choice that narrows a list.

    Attributes:
        narrowed: the rows that are left for whoever reads, by the value.
        groups: further choices, each group under the key of its heading.
    """

    key: str
    label: str
    choices: Choices
    narrowed: Callable[[QuerySet[Row], str, User], QuerySet[Row]]
    groups: tuple[tuple[str, Choices], ...] = ()

    def wanted(self, asked: str) -> str:
        """The value that is asked for; empty where it is none of the choices."""
        every = (self.choices, *(choices for _, choices in self.groups))
        return asked if any(asked == value for choices in every for value, _ in choices) else ""


@dataclass(frozen=True, slots=True)
class Entry(Generic[Row]):
    """A day or words that are typed and narrow a list.

    Attributes:
        longest: characters that are looked at. example: of what may be typed.
    """

    key: str
    label: str
    sort: Literal["words", "day"]
    narrowed: Callable[[QuerySet[Row], str, User], QuerySet[Row]]
    longest: int = 10
    example: str = ""

    def wanted(self, asked: str) -> str:
        """What is asked for; empty where it is nothing, or no day."""
        text = asked.strip()[: self.longest]
        if self.sort == "words":
            return text
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return ""
        return day.isoformat() if 2000 <= day.year <= 2999 else ""


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """A list.

    Attributes:
        key: of its saved views and of the audit trail. title: key of its heading. address: name
            of its page. order: the column that it is put in order by unless another is asked for;
            ``-`` for down.
        name: what a row is chosen by where something is done with many at once. called: how it is
            named to whoever chooses it; by its ``name`` where nothing is told.
        joined: relations that its cells read. fetched: relations to many that they read.
    """

    key: str
    title: str
    address: str
    columns: tuple[Column[Row], ...]
    order: str
    filters: tuple[Filter[Row] | Entry[Row], ...] = ()
    name: Callable[[Row], str] = str
    called: Callable[[Row], str] | None = None
    joined: tuple[str, ...] = ()
    fetched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a column, the address that puts the list in its order, and the order now."""

    text: str
    address: str
    sorted: str
    is_figure: bool


Option: TypeAlias = tuple[str, str, bool]
"""A value in the address, its text, and whether it is chosen."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter as it stands.

    Attributes:
        sort: ``choice``, ``day`` or ``words``. value: what is typed. options, groups: what can be
            chosen, the latter under headings.
    """

    key: str
    label: str
    sort: str
    value: str
    options: tuple[Option, ...] = ()
    groups: tuple[tuple[str, tuple[Option, ...]], ...] = ()
    longest: int = 0
    example: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of a list as its template draws it.

    Attributes:
        rows: of each what it is chosen by, how it is called, and its cells as markup. query:
            filters and order as in the address.
    """

    key: str
    title: str
    address: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[str, str, SafeString], ...]
    filters: tuple[Chosen, ...]
    views: tuple[SavedView, ...]
    query: str
    order: str
    count: int
    page: int
    pages: int
    is_narrowed: bool
    may_be_kept: bool

    @property
    def previous(self) -> str:
        """The address of the page before; empty: this is the first."""
        return f"?{_joined(self.query, page=self.page - 1)}" if self.page > 1 else ""

    @property
    def following(self) -> str:
        """The address of the next page; empty: this is the last."""
        return f"?{_joined(self.query, page=self.page + 1)}" if self.page < self.pages else ""

    @property
    def as_csv(self) -> str:
        """The address of all of it as a table file."""
        return f"?{_joined(self.query)}{'&' if self.query else ''}as=csv"


def answer(
    request: SignedIn,
    listing: Listing[Row],
    found: QuerySet[Row],
    template: str,
    told: Mapping[str, object] | None = None,
) -> HttpResponse:
    """A page of a list, or all of it as CSV where that is asked for; CSV is an export, audited."""
    filters = wanted(request, listing)
    found = narrowed(request, listing, found)
    if request.GET.get("as") == "csv":
        count = found.count()
        typed = {each.key for each in listing.filters if isinstance(each, Entry)}
        told_of = _query({key: told for key, told in filters.items() if key not in typed})
        record(request.user, "exported", listing.key, detail={"rows": count, "filters": told_of})
        return _csv(listing, found, _order(request, listing), request.language)
    shown = _page(request, listing, found, filters)
    return render(request, template, {"list": shown, **(told or {})})


def narrowed(request: SignedIn, listing: Listing[Row], found: QuerySet[Row]) -> QuerySet[Row]:
    """The rows of a list that the filters of an address leave."""
    filters = wanted(request, listing)
    for each in listing.filters:
        if each.key in filters:
            found = each.narrowed(found, filters[each.key], request.user)
    return found


def _page(
    request: SignedIn, listing: Listing[Row], found: QuerySet[Row], filters: Mapping[str, str]
) -> Shown:
    language, order = request.language, _order(request, listing)
    count = found.count()
    pages = max(ceil(count / PAGE_SIZE), 1)
    asked = request.GET.get("page", "")
    number = min(int(asked), pages) if asked.isdecimal() and len(asked) < 9 else 1
    number = max(number, 1)
    rows = _rows(listing, found, order, number, count)
    query = _query(filters, order if order != listing.order else "")
    return Shown(
        key=listing.key,
        title=say(listing.title, language),
        address=reverse(listing.address),
        headings=tuple(_headings(listing, filters, order, language)),
        rows=tuple(
            (
                listing.name(row),
                (listing.called or listing.name)(row),
                drawn(_cells(listing, row, language)),
            )
            for row in rows
        ),
        filters=tuple(
            _chosen(each, filters.get(each.key, ""), language) for each in listing.filters
        ),
        views=tuple(SavedView.objects.filter(user=request.user, listing=listing.key)),
        query=query,
        order=order if order != listing.order else "",
        count=count,
        page=number,
        pages=pages,
        is_narrowed=bool(filters),
        may_be_kept=bool(query)
        and not any(isinstance(each, Entry) and each.key in filters for each in listing.filters),
    )


def _chosen(each: Filter[Row] | Entry[Row], value: str, language: Language) -> Chosen:
    label = say(each.label, language)
    if isinstance(each, Entry):
        return Chosen(each.key, label, each.sort, value, longest=each.longest, example=each.example)

    def options(choices: Choices) -> Iterator[Option]:
        for key, text in choices:
            yield key, say(text, language), key == value

    groups = (
        # There are many in a group: they stand in the order in which they are looked for.
        (
            say(heading, language),
            tuple(sorted(options(choices), key=lambda option: alphabetical(option[1]))),
        )
        for heading, choices in each.groups
    )
    return Chosen(each.key, label, "choice", value, tuple(options(each.choices)), tuple(groups))


def _cells(listing: Listing[Row], row: Row, language: Language) -> Iterator[tuple[Cell, bool]]:
    for column in listing.columns:
        if not column.only_in_csv:
            yield column.cell(row, language), column.is_figure


def _rows(
    listing: Listing[Row], found: QuerySet[Row], order: str, number: int, count: int
) -> list[Row]:
    """The rows of a page.

    Keys come first, from an index alone, and beyond the middle from the other end: a page far down
    a long list is found as fast as the first.
    """
    start = (number - 1) * PAGE_SIZE
    end = min(start + PAGE_SIZE, count)
    backwards = start > count - end
    ordered = found.order_by(*_ordering(listing, order, found, is_reversed=backwards))
    first, last = (count - end, count - start) if backwards else (start, end)
    keys = list(ordered.values_list("pk", flat=True)[first:last])
    if backwards:
        keys.reverse()
    model = found.model
    whole = model._default_manager.select_related(*listing.joined)
    by_key = whole.prefetch_related(*listing.fetched).in_bulk(keys)
    return [by_key[key] for key in keys if key in by_key]


def _ordering(
    listing: Listing[Row], order: str, found: QuerySet[Row], *, is_reversed: bool
) -> list[OrderBy]:
    column = next(each for each in listing.columns if each.key == order.removeprefix("-"))
    last = {"nulls_first": True} if is_reversed else {"nulls_last": True}
    nulls = last if column.may_be_empty else {}
    down = order.startswith("-") != is_reversed
    kept = None if column.order == "pk" else found.model._meta.get_field(column.order)
    by = by_alphabet(column.order) if isinstance(kept, CharField) else F(column.order)
    main = by.desc(**nulls) if down else by.asc(**nulls)
    if kept is None or getattr(kept, "unique", False):
        return [main]
    return [main, F("pk").desc() if down else F("pk").asc()]


def _order(request: SignedIn, listing: Listing[Row]) -> str:
    asked = request.GET.get("order", "")
    known = {each.key for each in listing.columns if each.order}
    return asked if asked.removeprefix("-") in known else listing.order


def wanted(request: SignedIn, listing: Listing[Row]) -> dict[str, str]:
    """The filters of the address, by key; what no filter knows is left out."""
    return {
        each.key: value
        for each in listing.filters
        if (value := each.wanted(request.GET.get(each.key, "")))
    }


def _headings(
    listing: Listing[Row], filters: Mapping[str, str], order: str, language: Language
) -> Iterator[Heading]:
    for each in listing.columns:
        if each.only_in_csv:
            continue
        now = {each.key: "ascending", f"-{each.key}": "descending"}.get(order, "")
        turned = f"-{each.key}" if now == "ascending" else each.key
        address = f"?{_query(filters, turned)}" if each.order else ""
        yield Heading(say(each.heading, language), address, now, each.is_figure)


def _query(filters: Mapping[str, str], order: str = "") -> str:
    """Filters and order as they stand in an address."""
    return urlencode({**filters, **({"order": order} if order else {})})


def _joined(query: str, **more: int) -> str:
    parts = [f"{key}={value}" for key, value in more.items()]
    return "&".join([*([query] if query else []), *parts])


class _Echo:
    """A file that gives back what is written."""

    def write(self, value: str) -> str:
        return value


def _csv(
    listing: Listing[Row], found: QuerySet[Row], order: str, language: Language
) -> HttpResponse:
    writer = csv.writer(_Echo(), delimiter=";")

    def lines() -> Iterator[str]:
        yield "\ufeff"
        yield writer.writerow([say(each.heading, language) for each in listing.columns])
        ordered = found.order_by(*_ordering(listing, order, found, is_reversed=False))
        whole = ordered.select_related(*listing.joined).prefetch_related(*listing.fetched)
        for row in whole.iterator(chunk_size=2000):
            yield writer.writerow([_plain(c.cell(row, language)) for c in listing.columns])

    name = f"{listing.key}-{localdate().isoformat()}.csv"
    response = HttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _plain(cell: Cell) -> str:
    """A cell as text that no spreadsheet takes for a formula."""
    text = "; ".join([cell.text, *(pill.text for pill in cell.pills)]) if cell.pills else cell.text
    return harmless(text)
