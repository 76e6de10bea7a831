"""An answer over all families, told in a language: the verdict, the example, how far was looked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from perenou.benefits.estonia.vocabulary import BENEFITS
from perenou.casework.case_file.writer import dump
from perenou.casework.proofs.answer import Answer
from perenou.casework.report import Line, Report, Section, Tone
from perenou.casework.words import Words
from perenou.language.grammar import Language
from perenou.rules.calendar import first_day_of

if TYPE_CHECKING:
    from perenou.casework.proofs.search import Scope

OF_A_DAY: Final = ("both", "covered", "boundary")
"""The questions of yes and no, which look at the first day of the month."""

_TONES: dict[str, Tone] = {"example": "good", "proof": "good", "undecided": "open"}


def tell_answer(answer: Answer, scope: Scope, language: Language = "et") -> Report:
    """An answer as a report."""
    words = Words(language)
    sections = [Section("answer", words.say("prove.answer.heading"), (*_verdict(answer, words),))]
    if answer.kind == "covered" and not answer.parts:
        sections[0] = Section(
            "answer", words.say("prove.answer.heading"),
            (Line(words.say("prove.covered.no_version"), tone="bad"),),
        )  # fmt: skip
    sections += [
        Section("part", _about(part, words), (*_verdict(part, words),), drawn=_drawn(part, words))
        for part in answer.parts
    ]
    if answer.families:
        sections.append(_example(answer, words))
    sections.append(Section("scope", words.say("prove.scope.heading"), (*_scope(answer, words),)))
    return Report(
        words.say(f"prove.title.{_title(answer)}", about=_named(answer, words)),
        _asked(answer, scope, words),
        tuple(sections),
    )


def _asked(answer: Answer, scope: Scope, words: Words) -> str:
    """Of which days was asked: sums are of a month, yes and no of its first day."""
    if answer.kind in OF_A_DAY:
        first = first_day_of(answer.month)
        return words.say("prove.asked_day", first=first, day=scope.as_of)
    return words.say("prove.asked", month=answer.month, day=scope.as_of)


def commented(answer: Answer, scope: Scope, language: Language) -> tuple[str, ...]:
    """The examples as case files, each saying above what it is an example of."""
    words = Words(language)
    found = []
    for part in (answer, *answer.parts):
        about = "" if part is answer else f" {_about(part, words)}."
        head = f"{words.say(f'prove.title.{_title(answer)}', about=_named(answer, words))}{about}"
        files: dict[str, list[str]] = {}
        for each in part.families:
            value = words.value(each.values[0], each.gives)
            files.setdefault(dump(each.case), []).append(value)
        for text, values in files.items():
            told = (
                head,
                _asked(answer, scope, words),
                words.say("prove.here", value=" → ".join(values)),
            )
            found.append(
                "".join(f"# {line}\n" for each in told for line in each.splitlines()) + text
            )
    return tuple(found)


def _title(answer: Answer) -> str:
    return f"drops.{answer.about[0]}" if answer.kind == "drops" else answer.kind


def _named(answer: Answer, words: Words) -> str:
    about = answer.about[1:] if answer.kind == "drops" else answer.about
    names = [words.benefit(each) if each in BENEFITS else words.label(each) for each in about]
    return words.say("prove.names", names=names)


def _about(part: Answer, words: Words) -> str:
    if part.kind == "boundary":
        return words.say(f"prove.turn.{part.about[1]}")
    line, outcome = part.about[1:]
    return line if not outcome else f"{line} → {words.value(bool(int(outcome)), 'bool')}"


def _verdict(answer: Answer, words: Words) -> Iterator[Line]:
    if answer.verdict == "undecided":
        yield Line(words.say("prove.undecided"), tone="open")
        return
    key = f"prove.{_title(answer)}.{answer.verdict}"
    whole = not answer.parts
    if answer.kind in ("covered", "boundary") and not whole:
        yield Line(
            words.say(f"prove.{answer.kind}.whole.{answer.verdict}"), tone=_TONES[answer.verdict]
        )
        return
    slots = {}
    if answer.verdict == "example" and len(answer.families) == 2 and answer.kind != "both":
        one, two = (words.value(each.values[0], each.gives) for each in answer.families)
        slots = {"before": one, "after": two}
    yield Line(words.say(key, **slots), tone=_TONES[answer.verdict])
    if answer.verdict == "example" and not answer.is_smallest:
        yield Line(words.say("prove.not_smallest"), tone="quiet")


def _example(answer: Answer, words: Words) -> Section:
    return Section("example", words.say("prove.example.heading"), drawn=_drawn(answer, words))


def _drawn(answer: Answer, words: Words) -> tuple[str, ...]:
    """The example as a case file; of a second family the lines in which it differs."""
    if not answer.families:
        return ()
    first, *others = [dump(each.case).splitlines() for each in answer.families]
    found = [*first]
    for other in others:
        fresh = [each for each in other if each not in first]
        gone = [each for each in first if each not in other]
        if fresh or gone:
            found += ["", f"# {words.say('prove.example.other')}"]
            found += [f"- {each}" for each in gone] + [f"+ {each}" for each in fresh]
    return tuple(found)


def _scope(answer: Answer, words: Words) -> Iterator[Line]:
    yield Line(words.say("prove.scope.shape", most=answer.most))
    free = [words.say(f"prove.free.{each}") for each in sorted(answer.free)]
    yield Line(words.say("prove.scope.free", what=free))
    yield Line(words.say("prove.scope.confirmed"), tone="quiet")
