"""Decisions of a table as columns: what the law says of each, who decided it, when and where."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from perenou.casework.case_file.personal_code import names_a_person
from perenou.population.arrow import Flags, Numbers
from perenou.population.decisions import months_of
from perenou.population.folder import FamilyTable, without_duplicates
from perenou.population.judge import Judged, Standing, judged_part, plan
from perenou.population.likeness import mixed
from perenou.population.problems import Problems
from perenou.population.run import Progress
from perenou.pseudonym import by_key, pseudonym
from perenou.rules.compile.rows import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pyarrow as pa

UNTOLD: Final = -1
"""The code of an office, official or language that a decision does not tell."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of texts: of each row the place of its text among the names."""

    codes: Numbers
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Practice:
    """Decisions of a table that can be used, one after the other.

    Attributes:
        ids, families: names. benefit, office, official, language: of each. month: in which it was
            decided. decided: on which day. first, last, number, cents, due, over, under, kind,
            fits, standing: as judged. like: place among the groups of like facts; -1: in none.
            outcome: a number that decisions of one group share if they were decided alike.
            sitting: what was decided on a family by one official on one day. total: how many
            decisions the table has, also those that cannot be used. open: how many undecided ones
            rest on what, as judged.
    """

    ids: pa.Array
    families: pa.Array
    benefit: Coded
    office: Coded
    official: Coded
    language: Coded
    month: Numbers
    decided: Numbers
    first: Numbers
    last: Numbers
    number: Numbers
    cents: Numbers
    due: Numbers
    over: Numbers
    under: Numbers
    kind: Numbers
    fits: Numbers
    standing: Numbers
    like: Numbers
    outcome: Numbers
    sitting: Numbers
    total: int
    open: Counter[str] = field(default_factory=Counter)
    problems: Problems = field(default_factory=Problems)

    def __len__(self) -> int:
        return int(self.month.size)

    @property
    def is_lawful(self) -> Flags:
        """Which decisions gave what the law of their day gives."""
        found: Flags = self.standing == Standing.RIGHT
        return found

    @property
    def is_judged(self) -> Flags:
        """Of which decisions the law's answer is known."""
        found: Flags = self.standing <= Standing.DIFFERS
        return found


def gathered(
    table: FamilyTable,
    directory: Path | None,
    progress: Progress | None = None,
) -> Practice:
    """The decisions of a table.

    Args:
        directory: where machine code is kept. progress: is told how many families are done.

    Raises:
        NoDecisionsError: there are none.
        NotCompiledError: something cannot be computed over tables.
        MissingColumnsError: the table lacks facts that have no ordinary value.
    """
    planned = plan(table, directory, is_compared=True)
    problems = Problems()
    problems.add_all(table.problems)
    found: list[Judged] = []
    done, every = 0, table.families
    for part in without_duplicates(table, problems):
        judged, wrong = judged_part(part, planned)
        problems.add_all(wrong)
        if judged is not None:
            found.append(judged)
        done += part.families
        if progress is not None:
            progress(done, every)
    return _together(found, problems)


def _together(parts: Sequence[Judged], problems: Problems) -> Practice:
    import pyarrow as pa

    def texts(arrays: Sequence[pa.Array]) -> pa.Array:
        chunks = [each.cast(pa.string()).fill_null("") for each in arrays]
        return pa.chunked_array(chunks, pa.string()).combine_chunks().take(kept)

    def numbers(arrays: Sequence[Numbers]) -> Numbers:
        return np.concatenate([np.zeros(0, np.int64), *arrays])[usable]

    every = [part.decisions for part in parts]
    standing = np.concatenate([np.zeros(0, np.int64), *(part.standing for part in parts)])
    like = np.concatenate([np.zeros(0, np.int64), *(part.like for part in parts)])
    days = np.concatenate([np.zeros(0, np.int64), *(each.decided for each in every)])
    usable = np.flatnonzero(((standing != Standing.UNUSABLE) | (like != 0)) & (days != UNKNOWN))
    kept = pa.array(usable)
    families, decided = texts([part.families for part in parts]), days[usable]
    officials = _coded(texts([each.by for each in every]))
    offices = _coded(texts([each.office for each in every]))
    languages = _coded(texts([each.language for each in every]))
    kind, fits = numbers([part.kind for part in parts]), numbers([part.fits for part in parts])
    cents, due = numbers([each.cents for each in every]), numbers([part.due for part in parts])
    judged = standing[usable] <= Standing.DIFFERS
    # Where the law's answer is known, decisions are alike if they part from it in the same way.
    way = np.where(fits != 0, fits, mixed([cents - due]))
    outcome = np.where(judged, np.where(kind < 0, 0, mixed([kind, way])), cents)
    return Practice(
        ids=texts([each.ids for each in every]),
        families=families,
        benefit=_coded(texts([each.about for each in every])),
        office=offices,
        official=officials,
        language=languages,
        month=months_of(decided),
        decided=decided,
        first=numbers([each.first for each in every]),
        last=numbers([each.last for each in every]),
        number=numbers([each.number for each in every]),
        cents=cents,
        due=due,
        over=numbers([part.over for part in parts]),
        under=numbers([part.under for part in parts]),
        kind=kind,
        fits=fits,
        standing=standing[usable],
        like=_places(like[usable]),
        outcome=outcome,
        sitting=_sittings(
            [_coded(families).codes, decided, offices.codes, officials.codes, languages.codes]
        ),
        total=int(standing.size),
        open=sum((part.open for part in parts), Counter()),
        problems=problems,
    )


def veiled(practice: Practice, key: bytes) -> tuple[Practice, dict[str, str]]:
    """The same without names of anybody, and by pseudonym what the table calls each official.

    Families have pseudonyms, too, but for those of right decisions, which are left out; and so have
    decisions whose own number holds a personal code.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    shown = {pseudonym(key, "resource", name): name for name in practice.official.names}
    made = replace(
        practice,
        official=Coded(practice.official.codes, tuple(shown)),
        families=_veiled(
            pc.if_else(pa.array(practice.is_lawful), "", practice.families), by_key(key, "family")
        ),
        ids=_veiled(
            practice.ids,
            lambda name: pseudonym(key, "decision", name) if names_a_person(name) else name,
        ),
    )
    return made, shown


def _veiled(names: pa.Array, called: Callable[[str], str]) -> pa.Array:
    import pyarrow as pa

    told = names.dictionary_encode()
    shown = [called(name) if name else "" for name in told.dictionary.to_pylist()]
    return pa.array(shown, pa.string()).take(told.indices)


def _coded(texts: pa.Array) -> Coded:
    """Codes in the order of the alphabet, so that nothing rests on the order of rows."""
    import pyarrow as pa

    if len(texts) == 0:
        return Coded(np.zeros(0, np.int64), ())
    told = pa.array(texts).dictionary_encode()
    names = told.dictionary.to_pylist()
    order = sorted(name for name in names if name)
    place = {name: at for at, name in enumerate(order)}
    fresh = np.asarray([place.get(name, UNTOLD) for name in names], np.int64)
    return Coded(fresh[np.asarray(told.indices, np.int64)], tuple(order))


def _places(like: Numbers) -> Numbers:
    found = np.full(like.size, -1, np.int64)
    is_in_any = like != 0
    found[is_in_any] = np.unique(like[is_in_any], return_inverse=True)[1]
    return found


def _sittings(columns: list[Numbers]) -> Numbers:
    places: Numbers = np.unique(mixed(columns), return_inverse=True)[1].astype(np.int64)
    return places
