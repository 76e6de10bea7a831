"""What is wrong with a case file, told in Estonian, English or Russian."""

from __future__ import annotations

import dataclasses
from collections.abc import Container, Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from perenou.language.grammar import Language

MessageKey = Literal[
    # the file as such
    "file_missing",
    "file_unreadable",
    "file_too_large",
    "file_empty",
    "not_utf8",
    "binary",
    "too_deep",
    # YAML and JSON
    "yaml_syntax",
    "yaml_tab",
    "yaml_colon",
    "yaml_indent",
    "yaml_unclosed_quote",
    "yaml_unclosed_bracket",
    "json_syntax",
    "json_comma",
    "anchor",
    "alias",
    "tag",
    "several_documents",
    "duplicate_key",
    "key_not_text",
    # tables beside the file
    "table_place",
    "table_missing",
    "table_without_folder",
    "table_not_utf8",
    "table_syntax",
    "table_empty",
    "table_header",
    "table_header_twice",
    "table_cells",
    "rates_place",
    "rates_form",
    # one value
    "unknown_key",
    "mapping_expected",
    "list_expected",
    "single_value_expected",
    "not_a_choice",
    "not_yes_or_no",
    "not_a_whole_number",
    "not_a_country",
    "not_an_id",
    "bad_text",
    "bad_prose",
    "list_too_long",
    "bad_date",
    "bad_month",
    "impossible_date",
    "date_out_of_range",
    "exact_day_needed",
    "bad_amount",
    "amount_decimals",
    "amount_negative",
    "amount_absurd",
    "foreign_amount_absurd",
    "bad_rate",
    "week_out_of_range",
    "personal_code_form",
    "personal_code_birth",
    "personal_code_check_digit",
    # several values together
    "too_many_children",
    "too_many_people",
    "id_in_both",
    "unknown_id",
    "child_expected",
    "listed_twice",
    "refers_to_itself",
    "period_reversed",
    "period_out_of_range",
    "as_of_too_early",
    "as_of_too_late",
    "norm_without_readings",
    "no_such_reading",
    "shared_with_nobody",
    "mother_died_before_birth",
    "from_after_to",
    "spells_overlap",
    "spell_before_birth",
    "spell_after_death",
    "day_before_birth",
    "death_before_birth",
    "birth_against_code",
    "sex_against_code",
    "personal_code_twice",
    "parent_younger_than_child",
    "parent_too_young",
    "parents_in_circle",
    "parents_too_many",
    "two_mothers",
    "two_fathers",
    "parent_twice",
    "second_parent_contradiction",
    "not_a_parent",
    "stillborn_has_later_facts",
    "guardianship_order",
    "final_before_start",
    "income_twice",
    "tax_counts",
    "expected_far_from_birth",
    "secondary_education_too_early",
    "previous_base_missing",
    "birth_set_apart",
    "couple_needs_two",
    "couple_of_parent_and_child",
    "two_marriages",
    "claim_too_early",
    "posted_without_post",
    "received_before_posted",
    "complete_before_received",
    "debtor_twice",
    "not_a_debtor",
    "maintenance_order",
    "proceedings_twice",
    "outcome_without_end",
    "received_twice",
    "not_coordinated",
    "two_ways_abroad",
    "estonian_benefit",
    "agreement_decides",
    "reason_without_reading",
    "too_many_states",
    "citizen_of_none",
    "kept_too_late",
    "rate_twice",
    "state_missing",
    "dealing_with_estonia",
    "dealing_without_claim",
    "event_without",
    "event_by_third",
    "event_of_other_side",
    "event_twice",
    "event_before_claim",
    "event_order",
    "override_without_reason",
    "plan_for_nobody",
    "plan_home_and_work",
    "plan_bounds",
    # changes of a what-if
    "change_form",
    "change_index",
    "change_into_value",
]

Path = tuple[str | int, ...]
"""Where a value stands in the file: keys and, in lists, numbers from 0."""

SHOWN_AT_MOST: Final = 20

_LEFT_OUT: Final = "…"
_OF_FORM: Final = frozenset({"limit", "line", "count", "wanted"})
"""Slots that no value of the file fills."""

_TOLD_BY_FORM: Final = frozenset({"unknown_key", "not_a_choice", "table_empty", "table_header"})
"""Problems whose ``allowed`` lists what the form of a case allows, not what stands in it."""


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong at a place in the case, not yet tied to a file and line."""

    path: Path
    key: MessageKey
    slots: Mapping[str, str] = dataclasses.field(default_factory=dict)
    suggestion: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """One thing to cure in a case file: where, what, and how."""

    file: str
    line: int | None
    field: str
    key: MessageKey
    slots: Mapping[str, str] = dataclasses.field(default_factory=dict)
    suggestion: str | None = None

    def text(self, language: Language = "et") -> str:
        """One line: place, what is wrong, how to cure it."""
        file = shown(self.file, at_most=400)
        place = file if self.line is None else f"{file}:{self.line}"
        if self.field:
            place = f"{place} {self.field}"
        return f"{place}: {self.what(language)} {self.cure(language)}"

    def what(self, language: Language = "et") -> str:
        """What is wrong, as a sentence."""
        return _messages(language)[self.key]["what"].format_map(self._shown())

    def cure(self, language: Language = "et") -> str:
        """What to do about it; a near match is offered before the general advice."""
        texts = _messages(language)
        if self.suggestion is not None:
            return texts["did_you_mean"]["cure"].format(suggestion=shown(self.suggestion))
        return texts[self.key]["cure"].format_map(self._shown())

    def without_values(self, file: str, keys: Container[str]) -> Problem:
        """The same without what the file tells: its values and the ids of people.

        Args:
            file: its name. keys: of the form of a case; other parts of a field are left out.
        """
        parts = [
            each if each in keys or each.isdigit() else _LEFT_OUT for each in self.field.split(".")
        ]
        slots = {
            name: value
            if name in _OF_FORM or (name == "allowed" and self.key in _TOLD_BY_FORM)
            else _LEFT_OUT
            for name, value in self.slots.items()
        }
        return Problem(file, self.line, ".".join(parts) if self.field else "", self.key, slots)

    def _shown(self) -> dict[str, str]:
        return {name: shown(value) for name, value in self.slots.items()}


class CaseFileError(Exception):
    """A case file cannot be used; `problems` says all that was found, in the file's order.

    At most 20 problems are kept; `count` says how many there were.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems[:SHOWN_AT_MOST])
        self.count = len(problems)
        super().__init__(self.problems, self.count)

    def in_file(self, name: str) -> CaseFileError:
        """The same under another name of the file, without the folder in which it lies."""
        return self._as(dataclasses.replace(each, file=name) for each in self.problems)

    def without_values(self, name: str, keys: Container[str]) -> CaseFileError:
        """The same for those who may not see the people: where and what, but no value.

        Args:
            name: of the file. keys: of the form of a case.
        """
        return self._as(each.without_values(name, keys) for each in self.problems)

    def _as(self, problems: Iterable[Problem]) -> CaseFileError:
        made = CaseFileError(tuple(problems))
        made.count = self.count
        return made

    def text(self, language: Language = "et") -> str:
        """The whole message: one line for each problem."""
        lines = [problem.text(language) for problem in self.problems]
        if self.count > len(self.problems):
            more = _messages(language)["and_more"]["what"]
            lines.append(more.format(shown=len(self.problems), count=self.count))
        return "\n".join(lines)

    def __str__(self) -> str:
        """The message in English, for logs and Python users."""
        return self.text("en")


def kind_of_problem(key: str, language: Language = "et") -> str:
    """What is wrong wherever a problem of a kind is met, with an ellipsis for what stands there."""
    return _messages(language)[key]["what"].format_map(_Anything())


class _Anything(dict[str, str]):
    """An ellipsis for every slot."""

    def __missing__(self, key: str) -> str:
        return "…"


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The known word that was probably meant, or None when nothing is near."""
    # Long junk is never a misspelling, and difflib takes quadratic time over it.
    if len(word) > 80:
        return None
    lowered = {each.lower(): each for each in known}
    matches = get_close_matches(word.lower(), list(lowered), n=1, cutoff=0.6)
    return lowered[matches[0]] if matches else None


def shown(value: str, at_most: int = 120) -> str:
    """A value from the file as a message may repeat it: short, on one line, printable."""
    clean = "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in value
    )
    return clean if len(clean) <= at_most else f"{clean[: at_most - 1]}…"


def path_text(path: Path) -> str:
    """A path as people write it, also in a what-if: `children.juku.parents.0.who`."""
    return ".".join(str(part) for part in path)


@cache
def _messages(language: Language) -> Mapping[str, Mapping[str, str]]:
    import yaml

    text = files(__package__).joinpath("messages", f"{language}.yaml").read_text("utf-8")
    messages: dict[str, dict[str, str]] = yaml.load(
        text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    return messages
