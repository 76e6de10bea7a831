"""Which matter of a case an act is to be about: the only one, by its number, or by its kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from perenou.acts.effect import takes_effect
from perenou.acts.matter import LETTERS, ON_REQUEST, Kind, Matter
from perenou.acts.matters import matters, on_request
from perenou.casework.words import Words
from perenou.language.catalogue import Catalogue

if TYPE_CHECKING:
    from perenou.casework.solve import Solved


@dataclass(frozen=True, slots=True)
class Numbered:
    """A matter by its number in the list of a case.

    Attributes:
        is_begun: whether only an official begins it, so that the case itself does not ask for it.
    """

    number: int
    matter: Matter
    is_begun: bool


class ChoiceError(Exception):
    """No matter, or more than one, fits what was asked for.

    Attributes:
        key: ``none``, ``no_such_number``, ``no_such_kind``, ``not_of_kind`` or ``several``.
        fitting: the matters that fit, otherwise all that there are.
    """

    def __init__(self, key: str, fitting: Sequence[Numbered]) -> None:
        super().__init__(key)
        self.key = key
        self.fitting = tuple(fitting)


def numbered(solved: Solved) -> tuple[Numbered, ...]:
    """Every matter of a case with its number: first what it asks for, then what may be begun."""
    found = matters(solved)
    begun = on_request(solved, found)
    every = [*((each, False) for each in found), *((each, True) for each in begun)]
    return tuple(Numbered(at, each, is_begun) for at, (each, is_begun) in enumerate(every, 1))


def chosen(
    every: Sequence[Numbered], kind: Kind | None = None, number: int | None = None
) -> Matter:
    """The matter of a number, otherwise the only one of a kind, otherwise the only decision.

    Raises:
        ChoiceError: none fits, or several do.
    """
    if number is not None:
        if not 1 <= number <= len(every):
            raise ChoiceError("no_such_number", every)
        matter = every[number - 1].matter
        if kind is not None and matter.kind is not kind:
            raise ChoiceError("not_of_kind", [each for each in every if each.matter.kind is kind])
        return matter
    if kind is not None:
        fitting = [each for each in every if each.matter.kind is kind]
        if not fitting:
            raise ChoiceError("no_such_kind", every)
    else:
        asked = [each for each in every if not each.is_begun]
        decisions = [each for each in asked if each.matter.kind not in LETTERS]
        fitting = decisions or asked
        if not fitting:
            raise ChoiceError("none", every)
    if len(fitting) > 1:
        raise ChoiceError("several", fitting)
    return fitting[0].matter


def told(each: Numbered, words: Words) -> tuple[str, str, str, str]:
    """A matter for a list: its kind, whom it is to, what it is about, from when."""
    texts = Catalogue.load("perenou.acts", "texts")
    matter = each.matter
    kind = texts.text(f"kind.{_named_after(matter)}", words.language)
    benefits = ", ".join(words.benefit(benefit) for benefit in matter.benefits)
    about = words.names(matter.children)
    what = f"{benefits} ({about})" if about and benefits else benefits or about
    first = next(_days(matter), None)
    since = "" if first is None else words.value(first, "Day")
    return kind, words.name_of(matter.addressee), what, since


def _named_after(matter: Matter) -> str:
    """The kind; of a notice with whom it goes to."""
    if matter.kind is not Kind.OTHER_PARENT_NOTICE:
        return matter.kind.value
    if matter.is_former:
        return f"{matter.kind.value}.former"
    is_debtors = any(item.debtor == matter.addressee for item in matter.items)
    return f"{matter.kind.value}.{'debtor' if is_debtors else 'parent'}"


def _days(matter: Matter) -> Iterator[int]:
    kind = matter.planned or matter.kind
    yield from (takes_effect(item, kind) for item in matter.items if item.first > 0)


def kinds() -> tuple[str, ...]:
    """Every kind by its key."""
    return tuple(kind.value for kind in (*(k for k in Kind if k not in ON_REQUEST), *ON_REQUEST))
