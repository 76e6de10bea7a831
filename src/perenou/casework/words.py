"""The words in which a case is told: texts, names and labels, and values by their type."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from perenou.benefits.estonia.rounding import in_cents
from perenou.benefits.estonia.vocabulary import BENEFITS
from perenou.benefits.estonia.vocabulary import ENUMERATIONS as ESTONIAN_ENUMERATIONS
from perenou.benefits.eu.vocabulary import COORDINATED
from perenou.benefits.eu.vocabulary import ENUMERATIONS as UNION_ENUMERATIONS
from perenou.benefits.lawbook import LAWBOOK
from perenou.benefits.summaries import summaries, summary_on
from perenou.casework.case_file.fields import rate_text
from perenou.casework.determination import SOMEBODY, STATE_PREFIX, points_to_person
from perenou.language.amounts import amount_range, euros, figure
from perenou.language.catalogue import Catalogue, SlotValue
from perenou.language.dates import day as day_text
from perenou.language.dates import month as month_text
from perenou.language.grammar import Language, counted, listed
from perenou.language.states import state_name
from perenou.rules.citation import Citation
from perenou.rules.types import ALWAYS, ANSWERS, NEVER, NOBODY, Day
from perenou.rules.unknown import Open

Value = int | bool | tuple[int, int] | Open
"""A value found; a pair of bounds, or ``Open``, while it is open."""

ENUMERATIONS: Final = {**ESTONIAN_ENUMERATIONS, **UNION_ENUMERATIONS}
CALLED: Final = {**BENEFITS, **COORDINATED}
"""By key, what a benefit or a payment is called."""

_NOUNS: Final = {"Days": "day", "Months": "month", "Years": "year"}
_DECIMALS: Final = {"Hundredths": 2, "ForeignCents": 2}
_RAISED: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
CITED: Final = re.compile(
    rf"[A-ZÕÄÖÜ][A-Za-zÕÄÖÜõäöü]{{1,9}} § \d+[{_RAISED}]*"
    rf"(?: lg \d+[{_RAISED}]*)?(?: p \d+[{_RAISED}]*)?"
)
"""A domestic provision as it stands in running text."""

_TREATIES: Final[dict[str, dict[Language, str]]] = {
    "Väljaastumisleping": {"en": "Withdrawal Agreement", "ru": "Соглашение о выходе"},
    "Ukraina leping": {"en": "Agreement with Ukraine", "ru": "Соглашение с Украиной"},
}
"""By the name with which a treaty is cited, what it is called in other languages."""

_CALLED: Final = {called: act for act, by in _TREATIES.items() for called in by.values()}
ARTICLE: Final = re.compile(
    rf"(?:\d{{3,4}}/\d{{4}}|{'|'.join((*_TREATIES, *_CALLED))})"
    r" art \d+[a-z]?(?:\([0-9a-z]+\))*"
)
"""An article of the Union or of a treaty as it stands in running text of any language."""
_PUBLICATION: Final = re.compile(r"RT I, [0-9.]+, \d+|SKA(?: \d\d\.\d{4})?")
_SLUG: Final = re.compile(r"[^a-z0-9]+")

_UNBOUNDED: Final = ANSWERS["Cents"][1]


class Words:
    """Everything that is needed to say something of a case in a language.

    Attributes:
        language: the language. people: by row, ids of people; without them a value that points to a
            person is not shown.
    """

    def __init__(
        self,
        language: Language,
        name_of: Callable[[str], str] = str,
        people: Sequence[str] = (),
    ) -> None:
        self.language: Language = language
        self._name_of = name_of
        self.people = people
        self._texts = Catalogue.load("perenou.casework", "texts")

    def name_of(self, who: str) -> str:
        """The name to show for an id of somebody or of a state."""
        if who.startswith(STATE_PREFIX):
            return self.state(who.removeprefix(STATE_PREFIX))
        return self.say("value.somebody") if who == SOMEBODY else self._name_of(who)

    def state(self, code: str) -> str:
        """What a state is called."""
        return state_name(code, self.language)

    def say(self, key: str, /, **slots: SlotValue) -> str:
        """A text of this room.

        Raises:
            CatalogueError: there is no such text, or a slot is missing or unknown.
        """
        return self._texts.text(key, self.language, **slots)

    def day_said(self, name: str, day: int) -> str:
        """What happens on a day, where a name has words for it; otherwise nothing."""
        key = f"tell.rights.day.{name}"
        has_words = key in self._texts.templates(self.language)
        return self.say(key, day=day) if has_words else ""

    def of_receipt(self, field: str, value: str) -> str:
        """A field of a receipt; days and months as people write them."""
        if field == "as_of":
            return day_text(int(value), self.language)
        if field in ("first_month", "last_month"):
            return month_text(int(value), self.language)
        return value

    def asked(self, key: str, name: str, child: str) -> str:
        """A step of an interview about somebody and a child; not every text takes both."""
        template = self._texts.templates(self.language).get(f"ask.step.{key}")
        slots = {} if template is None else template.slots()
        told = {"name": name, "child": child}
        return self.say(f"ask.step.{key}", **{slot: told[slot] for slot in slots})

    def of_law(self, key: str, /, **slots: SlotValue) -> str:
        """A text of the law's room; slots that it does not take are left out.

        Raises:
            CatalogueError: there is no such text, or a slot is missing.
        """
        texts = Catalogue.load("perenou.benefits", "texts")
        template = texts.templates(self.language).get(key)
        wanted = {} if template is None else template.slots()
        return texts.text(
            key, self.language, **{name: slots[name] for name in wanted if name in slots}
        )

    def has_of_law(self, key: str) -> bool:
        """Whether the law's room has a text."""
        return key in Catalogue.load("perenou.benefits", "texts").templates(self.language)

    def source(self, source: str) -> str:
        """Where a figure was found; publications in the gazette and dates stay as they are."""
        return "; ".join(
            part if key is None else self.of_law(key) for part, key in source_parts(source)
        )

    def provision(self, citation: Citation, day: Day | None = None) -> str:
        """What a provision says, in a sentence; empty where there is none.

        Args:
            day: whose wording is asked about; without it what the act says now.
        """
        found = summaries().get(citation) if day is None else summary_on(citation, day)
        return "" if found is None else found.in_language(self.language)

    def label(self, name: str) -> str:
        """What a norm, figure, fact or aggregate is called."""
        return label_of(name, self.language)

    def benefit(self, key: str) -> str:
        """What a benefit is called."""
        return CALLED[key].in_language(self.language)

    def names(self, ids: Sequence[str]) -> str:
        """Names as running text."""
        return listed([self.name_of(who) for who in ids], self.language)

    def amount(self, least: int, most: int) -> str:
        """A sum, or its bounds; where nothing is known of it, that."""
        if least == 0 and most >= _UNBOUNDED:
            return self.say("value.amount_unknown")
        if least == most:
            return euros(least, self.language)
        return amount_range(least, None if most >= _UNBOUNDED else most, self.language)

    def figures(self, least: int, most: int, *, has_cents: bool = False) -> str:
        """A sum, or its bounds, without its unit; for a table that names it in the head."""
        low, high = (figure(each, self.language, has_cents=has_cents) for each in (least, most))
        if least == most:
            return low
        return f"{low}–" if most >= _UNBOUNDED else f"{low}–{high}"

    def value(self, value: Value, gives: str) -> str:
        """A value as people read it; empty where there is nothing to show (an order, a key)."""
        bounds = value.bounds if isinstance(value, Open) else value
        if gives == "FineCents":
            return self.value(in_cents(bounds), "Cents")
        if isinstance(bounds, tuple):
            return self._open(bounds, gives)
        if gives == "bool":
            return self.say("value.yes" if bounds else "value.no")
        if gives == "Cents":
            return euros(bounds, self.language)
        if gives == "Day":
            never = bounds >= NEVER or bounds <= ALWAYS
            return self.say("value.none") if never else day_text(bounds, self.language)
        if gives in _NOUNS:
            return counted(bounds, _NOUNS[gives], self.language)
        if gives == "Count":
            return str(bounds)
        if gives == "PerMille":
            return self.say("value.percent", share=self._short(bounds / 10))
        if gives == "Factor":
            return self._short(bounds / 1000)
        if gives == "ExchangeRate":
            return self.rate(bounds)
        if gives in _DECIMALS:
            return self.decimal(bounds, _DECIMALS[gives])
        if gives in ENUMERATIONS:
            member = ENUMERATIONS[gives](bounds)
            return self.say(f"value.{gives.lower()}.{member.name.lower()}")
        if gives == "Row":
            return self._somebody(bounds)
        return ""

    def decimal(self, number: int, places: int) -> str:
        """A number that is told in tenths, hundredths and so on, with so many decimals."""
        text = f"{number // 10**places}.{number % 10**places:0{places}}"
        return text if self.language == "en" else text.replace(".", ",")

    def rate(self, rate: int) -> str:
        """An exchange rate, with four decimals or as many more as it has."""
        text = rate_text(rate)
        return text if self.language == "en" else text.replace(".", ",")

    def stated(self, name: str, value: Value, gives: str) -> str:
        """A label with its value: ``laps elab Eestis: jah``."""
        shown = "" if gives == "Row" and not points_to_person(name) else self.value(value, gives)
        return with_value(self.label(name), shown)

    def _short(self, number: float) -> str:
        return f"{number:g}".replace(".", "." if self.language == "en" else ",")

    def _open(self, bounds: tuple[int, int], gives: str) -> str:
        if gives != "Cents" or bounds[1] >= _UNBOUNDED:
            return self.say("value.open")
        return self.say("value.open_between", amount=bounds)

    def _somebody(self, row: int) -> str:
        if row == NOBODY:
            return self.say("value.nobody")
        return self.name_of(self.people[row]) if row < len(self.people) else ""


def with_value(label: str, shown: str) -> str:
    """A label and its value; no second colon where the label has one."""
    if not shown:
        return label
    return f"{label} – {shown}" if ": " in label else f"{label}: {shown}"


def label_of(name: str, language: Language) -> str:
    """What a norm, figure, fact or aggregate is called.

    Raises:
        KeyError: there is nothing of that name.
    """
    book = LAWBOOK
    if name in book.rules:
        return book.rules[name][0].labels.in_language(language)
    for table in (book.facts, book.across, book.through, book.parameters):
        if name in table:
            return table[name].labels.in_language(language)
    raise KeyError(name)


def source_parts(source: str) -> Iterator[tuple[str, str | None]]:
    """The parts of a source, each with the key of its text if it is words."""
    for part in source.split("; "):
        is_words = _PUBLICATION.fullmatch(part) is None
        yield part, f"source.{_SLUG.sub('_', part.lower()).strip('_')}" if is_words else None


def citations_in(text: str) -> Iterator[Citation]:
    """The provisions that a text names: domestic ones, then articles of the Union and treaties."""
    for form in (CITED, ARTICLE):
        for found in form.finditer(text):
            yield Citation.parse(as_cited(found[0]))


def as_cited(text: str) -> str:
    """A provision of a treaty as citations write it, whatever the text's language calls it."""
    for called, act in _CALLED.items():
        text = text.replace(f"{called} art ", f"{act} art ")
    return text


def with_treaties(text: str, language: Language) -> str:
    """A text in which treaties are called what the language calls them."""
    if language != "et":
        for act, called in _TREATIES.items():
            text = text.replace(f"{act} art ", f"{called[language]} art ")
    return text
