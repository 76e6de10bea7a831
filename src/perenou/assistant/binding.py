"""Each sentence of an answer held to what was computed of the very benefit that it speaks of.

What was computed is told in lines; a line below another and further in belongs to it. A sentence is
bound where its sums, days, terms, months and provisions are told of the same benefit, its yes or no
is the computed one, and it says nothing besides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from perenou.assistant.benefits_named import benefits_in
from perenou.assistant.listed import words
from perenou.assistant.months_told import MonthSpell, spells_in
from perenou.assistant.proposal import Rejected
from perenou.language.number_words import number_of
from perenou.language.read_amounts import amounts_in
from perenou.language.read_dates import days_in, months_in, terms_in
from perenou.language.references.resolve import find
from perenou.language.sentences import sentences

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_CLAUSE: Final = re.compile(
    r"[,;]|\b(?:sest|kuna|kuigi|kui|aga|kuid|vaid|because|although|since|if|but|так как|потому|хотя"
    r"|если|но)\b",
    re.IGNORECASE,
)
_NO: Final = re.compile(
    r"\b(?:ei|pole|mitte|keeldu\w*|no|not|cannot|refus\w*|нет|не|нельзя|отказ\w*)\b|n['’]t\b|\w+mata\b",
    re.IGNORECASE,
)
_YES: Final = re.compile(
    r"õigus on|\bjah\b|\bsaab|\bsaate|makstakse|\bis entitled|entitled to|\byes\b|is paid|\bget"
    r"|есть право|имеет|\bда\b|выплачивается|получа",
    re.IGNORECASE,
)
_KINDS: Final = {
    "debt": r"tagasi|\bnõu[atd]|võl[gau]|kinni peet|repa|recover|\bowe|debt|взыск|возвра|верн|долг",
    "total": r"\bkokku\b|\btotal|\bвсего\b|итого",
    "difference": r"\bvähem|\brohkem|\bless\b|\bmore\b|меньше|больше",
}
_SAYS_NOTHING: Final = words("answer_filler")
"""Words of an answer that alone tell nothing."""
_SHORT: Final = 3


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a stretch of text tells in figures, and the words that it is told with."""

    text: str
    cites: frozenset[str]
    sums: frozenset[int]
    days: frozenset[int]
    spells: tuple[MonthSpell, ...]
    terms: frozenset[tuple[int, str]]
    holds: bool | None = None

    def covers(self, spells: Sequence[MonthSpell]) -> bool:
        """Whether this is told of all of some months; of none in particular, it is of any."""
        return not self.spells or all(
            any(own.covers(each) for own in self.spells) for each in spells
        )

    @property
    def kinds(self) -> frozenset[str]:
        """What its sums are besides what is paid: a debt, a total, a difference."""
        return frozenset(
            kind for kind, words in _KINDS.items() if re.search(words, self.text, re.IGNORECASE)
        )


@dataclass(frozen=True, slots=True)
class Held:
    """A sentence and what is wrong with it; ``strange``: words that nothing computed has."""

    text: str
    wrong: tuple[Rejected, ...]
    strange: tuple[str, ...] = ()

    @property
    def is_bound(self) -> bool:
        """Whether all that it tells was computed."""
        return not self.wrong and not self.strange


def held(text: str, computed: str, names: str = "") -> list[Held]:
    """The sentences of an answer, each held to what was computed.

    Args:
        names: text with whom and which months are asked about; they may be told again.
    """
    known = list(_statements(computed))
    told = []
    for line in text.splitlines():
        told += [
            _held(line[start:end].strip(), known, names) for start, end in sentences(line)
            if line[start:end].strip()
        ]  # fmt: skip
    return told


def _held(sentence: str, known: Sequence[tuple[str, _Facts]], names: str) -> Held:
    keys = list(dict.fromkeys(each.key for each in benefits_in(sentence)))
    if not keys:
        return _about_none(sentence, known, names)
    tries = [list(_wrong(parts, known)) for parts in _ways(sentence)]
    wrong = min(tries, key=len)
    if wrong:
        return Held(sentence, tuple(dict.fromkeys(wrong)))
    own = [facts for key, facts in known if key in keys or not key]
    return Held(sentence, (), _strange(sentence, own, names, keys, known))


def _about_none(sentence: str, known: Sequence[tuple[str, _Facts]], names: str) -> Held:
    """A sentence that names no benefit: one thing computed must bear out all its figures."""
    facts = _facts(sentence)
    figures = _figures(facts)
    keys = {key for key, _ in known if key}
    groups = [[each] for _, each in known]
    groups += [[each for other, each in known if other == key] for key in keys]
    fit = [
        group for group in groups
        if all(
            mine <= frozenset[object]().union(*(_figures(each)[at] for each in group))
            for at, mine in enumerate(figures)
        )
        and all(
            any(
                each.covers(facts.spells) and each.kinds == facts.kinds
                for each in group if cents in each.sums
            )
            for cents in facts.sums
        )
    ]  # fmt: skip
    if not fit:
        told = sorted(each.text for each in amounts_in(sentence)) or sorted(facts.cites)
        return Held(sentence, tuple(Rejected("bound", each) for each in told or [sentence]))
    strange = _strange(sentence, [each for group in fit for each in group], names, [], known)
    is_general = any(group == [each] for group in fit for key, each in known if not key)
    is_vague = (
        len(keys) > 1 and not facts.cites and not (is_general and facts.sums)
        and bool(facts.sums or _YES.search(sentence))
    )  # fmt: skip
    says_right = bool(re.search(r"õigus|right|entitled|право", sentence, re.IGNORECASE))
    if not strange and (is_vague or (says_right and len(keys) != 1)):
        strange = (sentence,)
    if not strange and len(keys) == 1 and (says_right or facts.sums):
        answers = {each.holds for _, each in known} - {None}
        if answers and (not _NO.search(sentence)) not in answers:
            return Held(sentence, (Rejected("answer", sentence),))
    return Held(sentence, (), strange)


def _figures(facts: _Facts) -> tuple[frozenset[object], ...]:
    return (
        frozenset[object](facts.cites), frozenset[object](facts.sums),
        frozenset[object](facts.days), frozenset[object](facts.terms),
    )  # fmt: skip


def _ways(sentence: str) -> Iterator[list[tuple[str, str]]]:
    """A sentence in parts that are each of one benefit: its figures stand behind it, or before."""
    named = benefits_in(sentence)
    if len({each.key for each in named}) == 1:
        yield [(named[0].key, sentence)]
        return
    starts = [0, *(each.start for each in named[1:]), len(sentence)]
    yield [(each.key, sentence[starts[at] : starts[at + 1]]) for at, each in enumerate(named)]
    ends = [0, *(each.end for each in named[:-1]), len(sentence)]
    yield [(each.key, sentence[ends[at] : ends[at + 1]]) for at, each in enumerate(named)]


def _wrong(
    parts: Sequence[tuple[str, str]], known: Sequence[tuple[str, _Facts]]
) -> Iterator[Rejected]:
    for key, part in parts:
        own = [facts for of, facts in known if of == key]
        general = [facts for of, facts in known if not of]
        facts = _facts(part, key)
        if not own and (facts.cites or facts.sums or facts.holds is not None):
            yield Rejected("bound", part.strip())
            continue
        cites = {each for fact in own for each in fact.cites}
        yield from (Rejected("bound", each) for each in sorted(facts.cites - cites))
        for amount in amounts_in(part):
            bearing = [fact for fact in own if amount.cents in fact.sums]
            if not any(fact.covers(facts.spells) and fact.kinds == facts.kinds for fact in bearing):
                yield Rejected("bound", amount.text)
        days = {each for fact in (*own, *general) for each in fact.days}
        yield from (Rejected("bound", each.text) for each in days_in(part) if each.day not in days)
        terms = {each for fact in (*own, *general) for each in fact.terms}
        for term in terms_in(part):
            if (term.count, term.unit) not in terms:
                yield Rejected("bound", term.text)
        answers = _answers(own, facts.spells)
        if facts.holds is not None and answers and facts.holds not in answers:
            yield Rejected("answer", part.strip())


def _answers(own: Sequence[_Facts], spells: Sequence[MonthSpell]) -> set[bool]:
    """What holds of a benefit, in some months where those are told."""
    sure = [each for each in own if each.holds is not None]
    of_then = [each for each in sure if each.spells and spells and each.covers(spells)]
    return {each.holds for each in of_then or sure if each.holds is not None}


def _strange(
    sentence: str,
    own: Sequence[_Facts],
    names: str,
    keys: Sequence[str],
    known: Sequence[tuple[str, _Facts]],
) -> tuple[str, ...]:
    """Words of a sentence that nothing bears out; all of it where what is so is not one thing."""
    bearing = {word.casefold() for facts in own for word in _WORD.findall(facts.text)}
    bearing |= {word.casefold() for word in _WORD.findall(names)}
    spans = [(each.start, each.end) for each in benefits_in(sentence)]
    spans += [(each.start, each.end) for each in months_in(sentence)]
    spans += [(each.start, each.end) for each in find(sentence)]
    taken = {place for start, end in spans for place in range(start, end)}
    strange = []
    for found in _WORD.finditer(sentence):
        word = found[0].casefold()
        if found.start() in taken or len(word) < _SHORT or word in _SAYS_NOTHING:
            continue
        if number_of(word) is None and not any(_is_like(word, other) for other in bearing):
            strange.append(found[0])
    for key in keys:
        facts = _facts(sentence, key)
        answers = _answers([each for of, each in known if of == key], facts.spells)
        # Of a right that holds at one time and not at another, a bare yes or no tells nothing sure.
        if len(answers) != 1 and not (facts.sums and facts.holds) and facts.holds is not None:
            strange.append(sentence)
    return tuple(dict.fromkeys(strange))


def _is_like(word: str, other: str) -> bool:
    """Whether two words can be forms of one."""
    least = max(_SHORT, max(len(word), len(other)) - 4)
    return word == other or word[:least] == other[:least]


def _statements(computed: str) -> Iterator[tuple[str, _Facts]]:
    """What was computed, by benefit; empty: of none."""
    above: list[str] = []
    for line in computed.splitlines():
        is_below = line[:1].isspace()
        met: list[str] = []
        for start, end in sentences(line):
            part = line[start:end]
            named = benefits_in(part)
            met += [each.key for each in named]
            if not named:
                yield from ((key, _facts(part)) for key in (above if is_below else []) or [""])
                continue
            is_ground = is_below and not any(amounts_in(part))
            if len({each.key for each in named}) == 1:
                yield named[0].key, _facts(part, named[0].key, is_ground=is_ground)
                continue
            bounds = [*(each.start for each in named), len(part)]
            # What stands before the first benefit is said of all of them: who, and when.
            yield "", _facts(part[: bounds[0]])
            when = spells_in(part[: bounds[0]])
            for at, each in enumerate(named):
                own = part[bounds[at] : bounds[at + 1]]
                yield each.key, _facts(own, each.key, when or None, is_ground=is_ground)
        if not is_below:
            above = list(dict.fromkeys(met))


def _facts(
    text: str, key: str = "", when: Sequence[MonthSpell] | None = None, *, is_ground: bool = False
) -> _Facts:
    return _Facts(
        text,
        frozenset(str(ref) for each in find(text) for ref in each.references),
        frozenset(each.cents for each in amounts_in(text)),
        frozenset(each.day for each in days_in(text)),
        tuple(spells_in(text) if when is None else when),
        frozenset((each.count, each.unit) for each in terms_in(text)),
        _verdict(text, key) if key and not is_ground else None,
    )


def _verdict(text: str, key: str) -> bool | None:
    """Whether a benefit is due by the clause that names it; None: it says neither."""
    plain = _BRACKETS.sub("", _BRACKETS.sub("", text))
    clauses = [each for each in _CLAUSE.split(plain) if each.strip()]
    own = [each for each in clauses if any(named.key == key for named in benefits_in(each))]
    for clause in own:
        if _NO.search(clause):
            return False
    sums = [each.cents for each in amounts_in(plain)]
    if any(sums):
        return True
    if sums:
        return False
    is_right = any(
        _YES.search(each) or re.search(r"\bõigus|\bright\b|право|olemas", each, re.IGNORECASE)
        for each in own
    )
    return True if is_right else None
