"""A step of an interview as fields of a form, and the answer as an interview reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, Protocol

from perenou.casework.answers import NO, PAYERS, YES, Step, named
from perenou.casework.case_file.fields import COUNTRIES
from perenou.casework.words import Words
from perenou.workbench.entry.labels import states
from perenou.workbench.entry.values import amount_written, day_written, typed

Kind = Literal["radios", "checks", "text", "state", "months"]

ROWS: Final = 3
"""Empty rows for sums by month that a form offers beside those that are filled in."""
MOST_ROWS: Final = 200

_SEPARATORS: Final = re.compile(r"[,;+]")
_NAMES: Final = re.compile(r"[,;\n]")
_MONTHS: Final = re.compile(
    r"(?P<first>\S+?)(?: kuni (?P<last>\S+))? (?P<gross>bruto )?(?P<amount>[^ ;]+)"
)


class Sent(Protocol):
    """The fields of a form that was sent."""

    def get(self, key: str, default: str, /) -> str:
        """The last value of a field."""

    def getlist(self, key: str, /) -> list[str]:
        """Every value of a field."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose."""

    value: str
    name: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A row of sums by month."""

    first: str
    last: str
    amount: str
    is_gross: bool


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields for a step.

    Attributes:
        kind: which. choices: to choose from. text: what stands in the field. may_be_new: whether
            somebody not known yet may be named; new: who was. rows: sums by month. has_gross:
            whether such a sum may be income instead of social tax. is_number: for the keyboard.
        may_be_no, is_no: whether "no" is an answer, and is the one given.
    """

    kind: Kind
    choices: tuple[Choice, ...] = ()
    text: str = ""
    may_be_new: bool = False
    new: str = ""
    rows: tuple[Month, ...] = ()
    has_gross: bool = False
    is_number: bool = False
    may_be_no: bool = False
    is_no: bool = False


def fields_of(step: Step, before: str, words: Words) -> Fields:
    """The fields for a step, filled in with what was answered to it before."""
    is_no = before.casefold() in NO and bool(before)
    if step.form == "yes_no":
        chosen = {"yes": before.casefold() in YES and bool(before), "no": is_no}
        return Fields("radios", tuple(
            Choice(value, words.say(f"value.{value}"), is_it) for value, is_it in chosen.items()
        ))  # fmt: skip
    if step.form in ("choice", "choices", "person", "people", "child", "children"):
        return _chooser(step, before, words, is_no=is_no)
    if step.form == "country":
        return Fields("state", _states(before, words), may_be_no=step.may_be_no, is_no=is_no)
    if step.form in ("income", "months"):
        rows = (*_rows(before), *(Month("", "", "", False) for _ in range(ROWS)))
        return Fields(
            "months", rows=rows, has_gross=step.form == "income", may_be_no=step.may_be_no,
            is_no=is_no,
        )  # fmt: skip
    shown = (
        "" if is_no else typed("day" if "day" in step.form else "amount", before, words.language)
    )
    number = step.form in ("number", "amount", "rate")
    return Fields("text", text=shown, is_number=number, may_be_no=step.may_be_no, is_no=is_no)


def answer_of(step: Step, sent: Sent) -> str:
    """The answer that was sent, as an interview reads it; empty: nothing was."""
    return "ei" if _is_no(step, sent) else _said(step, sent)


def contradicts(step: Step, sent: Sent) -> bool:
    """Whether an answer says that there is none, and beside it that there is one."""
    return _is_no(step, sent) and bool(_said(step, sent))


def _is_no(step: Step, sent: Sent) -> bool:
    return step.may_be_no and sent.get("no", "") == "1"


def _said(step: Step, sent: Sent) -> str:
    """What was chosen or typed, whatever was said beside it."""
    chosen = sent.getlist("answer")
    one = chosen[-1] if chosen else ""
    if step.form == "yes_no":
        return {"yes": "jah", "no": "ei"}.get(one, "")
    if step.form in ("choice", "choices", "child", "children", "person", "people"):
        return _chosen(step, chosen, sent.get("new", ""))
    if step.form in ("income", "months"):
        return "; ".join(_months_of(sent))
    if step.form in ("day", "day_or_no"):
        return day_written(" ".join(one.split()))
    return amount_written(" ".join(one.split()))


def shown_answer(form: str, of: str, text: str, words: Words) -> str:
    """An answer given earlier, as people read it; empty where it was skipped."""
    plain = text.casefold()
    if not text:
        return ""
    if form == "yes_no" or plain in NO:
        return words.say("value.yes" if plain in YES else "value.no")
    parts = [part.strip() for part in text.split(",")] if _is_list(form) else [text]
    return ", ".join(_part(form, of, part, words) for part in parts)


def _is_list(form: str) -> bool:
    return form in ("choices", "people", "children", "person", "child")


def _part(form: str, of: str, part: str, words: Words) -> str:
    if part == "all":
        return words.say("ask.blank.for") if form == "children" else part
    if form in ("choice", "choices") and of:
        return named(of, part, words)
    if part in PAYERS:
        return named("payer", part, words)
    if form in ("person", "people", "child", "children"):
        return part.removeprefix("+") if part.startswith("+") else words.name_of(part)
    if form == "country":
        return words.state(part) if part.upper() in COUNTRIES else part
    return typed("day" if "day" in form else "amount", part, words.language)


def _chooser(step: Step, before: str, words: Words, *, is_no: bool) -> Fields:
    told = [] if is_no else [part.strip() for part in before.split(",") if part.strip()]
    people = step.form in ("person", "people", "child", "children")
    names = dict(zip(step.choices, step.names, strict=True)) if people else {}
    is_many = step.form in ("choices", "people", "children")
    choices = [
        Choice(word, _name(step, word, names, words), word in told or "all" in told)
        for word in step.choices
    ]
    may_be_new = step.form in ("person", "people")
    new = ", ".join(part.removeprefix("+") for part in told if part.startswith("+"))
    return Fields(
        "checks" if is_many else "radios", tuple(choices), may_be_new=may_be_new, new=new,
        may_be_no=step.may_be_no, is_no=is_no,
    )  # fmt: skip


def _name(step: Step, word: str, names: Mapping[str, str], words: Words) -> str:
    if step.of:
        return named(step.of, word, words)
    return named("payer", word, words) if word in PAYERS else names.get(word, word)


def _chosen(step: Step, chosen: Sequence[str], new: str) -> str:
    """Words and people by id; names that are new with a plus sign before each."""
    found = [each for each in chosen if each in step.choices]
    if step.form in ("person", "people"):
        names = [_SEPARATORS.sub(" ", name).strip() for name in _NAMES.split(new)]
        found += [f"+{' '.join(name.split())}" for name in names if name]
    if step.form == "children" and len(found) == len(step.choices) > 1:
        return "all"
    return ", ".join(found)


def _states(before: str, words: Words) -> tuple[Choice, ...]:
    return tuple(
        Choice(code, name, code == before.upper()) for code, name in states(words.language).items()
    )


def _rows(before: str) -> Iterator[Month]:
    """The rows of an answer that was made by ``_months_of``."""
    for part in before.split("; "):
        found = _MONTHS.fullmatch(part)
        if found is not None:
            first, last = (typed("month", found[name] or "", "et") for name in ("first", "last"))
            yield Month(first, last, found["amount"].replace(".", ","), bool(found["gross"]))


def _months_of(sent: Sent) -> Iterator[str]:
    for first, last, amount, kind in zip(
        sent.getlist("first")[:MOST_ROWS], sent.getlist("last"), sent.getlist("amount"),
        sent.getlist("sort"), strict=False,
    ):  # fmt: skip
        cells = [day_written(each.strip()) for each in (first, last)]
        sum_ = amount_written(" ".join(amount.split()))
        if first.strip() or last.strip() or sum_:
            until = f" kuni {cells[1]}" if cells[1] else ""
            yield f"{cells[0] or '?'}{until} {'bruto ' if kind == 'gross' else ''}{sum_ or '?'}"
