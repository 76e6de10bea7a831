"""Answers as people give them, read into the words of a case file.

A reading gives the text of a value as a case file writes it, so that ``changed`` can put it in its
place.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from perenou.casework.case_file.fields import COUNTRIES, RESERVED_IDS
from perenou.casework.words import Words
from perenou.language.grammar import LANGUAGES

Form = Literal[
    "yes_no", "day", "day_or_no", "choice", "choices", "person", "people", "child", "children",
    "country", "number", "amount", "income", "months", "rate",
]  # fmt: skip
"""What an answer looks like; each has a text ``ask.form.<form>``."""

YES: Final = frozenset({"jah", "j", "yes", "y", "true", "да", "д"})
NO: Final = frozenset({"ei", "e", "no", "n", "none", "false", "нет", "н"})
ALL: Final = frozenset({"all", "kõik", "все", "всё"})

PAYERS: Final = ("step_parent", "parent_spouse")
"""For whom a pension may be paid though the file does not have them as people."""

_DAY: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_MONTH: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_NUMBER: Final = re.compile(r"[0-9]{1,5}")
_AMOUNT: Final = re.compile(r"[0-9]{1,6}([.,][0-9]{1,2})?")
_RATE: Final = re.compile(r"[0-9]{1,4}([.,][0-9]{1,4})?")
_MONTHS: Final = re.compile(
    r"(?P<first>\d{4}-\d\d|\d{1,2}\.\d{4})"
    r"(?:\s*(?:-|–|kuni|to|по|до)\s*(?P<last>\d{4}-\d\d|\d{1,2}\.\d{4}))?"
    r"[\s:=]+(?P<gross>(?:bruto|gross|брутто)\s+)?(?P<amount>[0-9]{1,6}(?:[.,][0-9]{1,2})?)"
)
"""Months and what there was in each: ``2025-01 kuni 2025-12 792,50``."""


class AnswerError(ValueError):
    """An answer that is not of the form asked for."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is asked.

    Attributes:
        key: of its text, ``ask.step.<key>`` or ``ask.who.<key>``; empty: the question's own.
        form: what the answer looks like. place: the field of the case file that it belongs to.
        may_be_no: whether "no" is an answer, too. of: the sort of thing to choose from (see
            ``named``). choices: the words or ids to choose from; names: by id, the name shown.
        taken: ids that somebody new cannot have.
    """

    key: str
    form: Form
    place: str
    may_be_no: bool = False
    of: str = ""
    choices: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What was read: the value as a case file writes it, and people that are new (id and name)."""

    value: str
    added: tuple[tuple[str, str], ...] = ()

    @property
    def is_no(self) -> bool:
        """Whether the answer was no."""
        return self.value == "false"


def named(of: str, word: str, words: Words) -> str:
    """What a word of the case file is called: a benefit, or ``value.<of>.<word>``."""
    return words.benefit(word) if of == "benefit" else words.say(f"value.{of}.{word}")


def read_answer(step: Step, text: str) -> Answer:
    """An answer as the case file writes it.

    Raises:
        AnswerError: it has another form.
    """
    told = " ".join(text.split())
    if step.may_be_no and told.casefold() in NO:
        return Answer("false")
    if step.form in ("person", "people", "child", "children"):
        return _people(step, told)
    return Answer(_value(step, told.casefold()))


def _value(step: Step, text: str) -> str:
    found: str | None = None
    if step.form == "yes_no":
        found = "true" if text in YES else "false" if text in NO else None
    elif step.form in ("day", "day_or_no"):
        found = day_text(text)
    elif step.form == "number":
        found = str(int(text)) if _NUMBER.fullmatch(text) else None
    elif step.form == "amount":
        found = text.replace(",", ".") if _AMOUNT.fullmatch(text) else None
    elif step.form == "rate":
        found = text.replace(",", ".") if _RATE.fullmatch(text) else None
    elif step.form == "country":
        code = text.upper()
        found = json.dumps(code) if code in COUNTRIES else None
    elif step.form == "choice":
        found = _choice(step, text)
    elif step.form in ("income", "months"):
        found = _months(text, is_income=step.form == "income")
    elif text in ALL:
        found = "all"
    else:
        several = [_choice(step, part.strip()) for part in re.split("[,;]", text)]
        found = None if None in several else f"[{', '.join(map(str, several))}]"
    if found is None:
        raise AnswerError(step.place)
    return found


def _months(text: str, *, is_income: bool) -> str | None:
    """Entries of a list by month: of income social tax or, where it says so, gross income."""
    told: list[str] = []
    for part in text.strip("; ").split(";"):
        found = _MONTHS.fullmatch(part.strip())
        if found is None or (found["gross"] and not is_income):
            return None
        months = [_month_text(each) for each in (found["first"], found["last"] or found["first"])]
        if None in months:
            return None
        key = "amount" if not is_income else "gross" if found["gross"] else "social_tax"
        amount = found["amount"].replace(",", ".")
        told.append(f"{{from: {months[0]}, to: {months[1]}, {key}: {amount}}}")
    return f"[{', '.join(told)}]"


def _month_text(text: str) -> str | None:
    """A month as the case file writes it."""
    number, _, year = text.partition(".")
    written = f"{year}-{int(number):02}" if year else text
    return written if _MONTH.fullmatch(written) else None


def _choice(step: Step, text: str) -> str | None:
    """A word by itself, by its number in the list or by its name in any language."""
    if text.isascii() and text.isdigit():
        at = int(text) - 1 if len(text) < 4 else -1
        return step.choices[at] if 0 <= at < len(step.choices) else None
    for word in step.choices:
        names = {named(step.of, word, Words(language)).casefold() for language in LANGUAGES}
        if text in {word.casefold(), *names}:
            return word
    return None


def _people(step: Step, text: str) -> Answer:
    """People or children by id or name; a plus sign adds somebody who is not in the file yet."""
    if step.form == "children" and text.casefold() in ALL:
        return Answer("all")
    found: list[str] = []
    added: list[tuple[str, str]] = []
    for part in re.split(r"\s*[,;]\s*", text):
        if part.startswith("+") and step.form not in ("child", "children"):
            name = part[1:].strip()
            who = new_id(name, [*step.taken, *(each for each, _ in added)])
            added.append((who, name))
        else:
            who = _known_id(step, part)
        found.append(who)
    if step.form in ("person", "child"):
        if len(found) != 1:
            raise AnswerError(step.place)
        return Answer(found[0], tuple(added))
    return Answer(f"[{', '.join(found)}]", tuple(added))


def _known_id(step: Step, text: str) -> str:
    wanted = text.casefold()
    for who, name in zip(step.choices, step.names, strict=True):
        if wanted in (who.casefold(), name.casefold()):
            return who
        if who in PAYERS and wanted in (named("payer", who, Words(each)) for each in LANGUAGES):
            return who
    raise AnswerError(step.place)


def new_id(name: str, taken: Sequence[str]) -> str:
    """A short name for somebody new: the first name without accents, numbered if it is taken.

    Raises:
        AnswerError: the name has no letters to begin with.
    """
    plain = unicodedata.normalize("NFKD", name.partition(" ")[0]).casefold()
    stem = "".join(letter for letter in plain if letter.isalnum())[:30]
    if not stem or stem[0].isdigit():
        raise AnswerError(name)
    number, who = 1, stem
    while who in taken or who in RESERVED_IDS:
        number += 1
        who = f"{stem}{number}"
    return who


def day_text(text: str) -> str | None:
    """A day or month as the case file writes it; None for anything else."""
    found = _DAY.fullmatch(text)
    try:
        if found is not None:
            return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
        return text if _MONTH.fullmatch(text) else date.fromisoformat(text).isoformat()
    except ValueError:
        return None
