"""What would bring a benefit that is refused, told in a language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from perenou.casework.report import Line
from perenou.casework.what_helps import Change, Help, WhatHelps
from perenou.casework.words import Words
from perenou.language.grammar import Language

if TYPE_CHECKING:
    from perenou.casework.solve import Solved


def tell_help(solved: Solved, helps: WhatHelps, language: Language = "et") -> tuple[Line, ...]:
    """The fewest changes that would bring a benefit, as lines."""
    words = Words(language, solved.facts.case.named, solved.facts.people)
    return tuple(_lines(helps, words))


def _lines(helps: WhatHelps, words: Words) -> Iterator[Line]:
    benefit = words.benefit(helps.benefit)
    yield Line(words.say("help.heading", benefit=benefit))
    if helps.paid:
        yield Line(words.say("help.paid"), 1, "good")
    for about in dict.fromkeys(each.about for each in helps.found):
        ways = [each for each in helps.found if each.about == about]
        size = len(ways[0].changes)
        name = words.name_of(about)
        if size == 1:
            yield Line(words.say("help.one", about=name), 1)
        else:
            yield Line(words.say("help.several", about=name, number=size), 1)
        for way in ways:
            yield Line(_way(way, words), 2, "good")
    for about in helps.beyond:
        key = "help.none" if helps.is_whole else "help.undecided"
        yield Line(
            words.say(key, about=words.name_of(about)), 1, "bad" if helps.is_whole else "open"
        )
    yield Line(words.say("help.scope"), 1, "quiet")


def _way(way: Help, words: Words) -> str:
    changes = [_change(each, words) for each in way.changes]
    return words.say(
        "help.way", changes=changes, amount=words.amount(way.amount, way.amount), month=way.month
    )


def _change(change: Change, words: Words) -> str:
    names = [words.name_of(who) for who in change.about]
    slots = dict(zip(_SLOTS[len(names)], names, strict=True))
    return words.say(f"help.change.{change.way}", **slots)


_SLOTS = {1: ("who",), 2: ("who", "child")}
