"""A better wording never tells anything else, over a thousand texts full of what rules find."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from tests.texts.labelled_texts import labelled
from tests.texts.stale_pages import TODAY

from perenou.acts.check.text import ActText
from perenou.language.clarity.rules import rules
from perenou.language.grammar import LANGUAGES
from perenou.texts.check import Wanted, check_text
from perenou.texts.clarity import Rules
from perenou.texts.mend import changes, mended

COUNT = 1000
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_NEGATION = re.compile(r"\b(?:ei|ära|ärge|mitte|pole|not|no|never|не|нет|ни)\b", re.IGNORECASE)
_CITED = re.compile(r"§(?:§|-d)?\s*(\d+[¹²³⁴⁵⁶⁷⁸⁹]?(?:\s*lg\s*\d+)?(?:\s*p\s*\d+)?)")
_NAMES = ("Mari Maasikas", "Jaan Jalakas", "Pärnu", "Tartu Maakohus", "Kela")
_FACTS = (
    "Toetus on 80,50 eurot kuus.",
    "Maksame 1 234,56 eurot hiljemalt 5. märtsil 2026.",
    "Alus on PHS § 17 lg 1 p 2.",
    "Mari Maasikas ei ela Tartus.",
    "Pärnu büroo ei ole 24. detsembril avatud.",
    "Kela vastas 3 kuu jooksul.",
    "Tartu Maakohus ei rahuldanud 15.10.2026 hagi.",
    "Ärge makske 20% rohkem kui 319 eurot.",
)


def sentences() -> list[str]:
    """Everything with a place for a rule: examples of the rules and sentences of labelled texts."""
    examples = [
        rule.example_bad for each in LANGUAGES for rule in rules(each).values() if rule.rewrites
    ]
    texts = [t.text for kind in ("letters", "apart_letters") for t in labelled(kind)]
    own = [s for text in texts for s in re.split(r"(?<=[.!?])\s+", text) if 20 < len(s) < 200]
    return [*examples * 5, *own]


def made(count: int) -> Iterator[str]:
    """Texts of sentences drawn together with facts of every kind."""
    draw = random.Random(20261127)
    every = sentences()
    for _ in range(count):
        lines = [*draw.sample(every, 5), *draw.sample(_FACTS, 3)]
        draw.shuffle(lines)
        yield "\n\n".join(" ".join(lines[at : at + 4]) for at in (0, 4))


def told(text: str) -> tuple[Counter[str], ...]:
    """What may not change, read in another way than the check itself reads it."""
    digits = "".join(re.findall(r"\d", text)).lstrip("0")
    return (
        Counter([digits.replace("0", "")]),
        Counter(each.lower() for each in _NEGATION.findall(text)),
        Counter(" ".join(each.split()) for each in _CITED.findall(text)),
        Counter({name: text.count(name) for name in _NAMES}),
    )


def wrong(count: int) -> tuple[list[str], int]:
    """Paragraphs that tell something else when they are mended, and how many were."""
    found, changed = [], 0
    for text in made(count):
        checked = check_text(ActText.from_text(text), Wanted(TODAY, rules=Rules(every=True)))
        for each in mended(checked):
            changed += each.before != each.after
            if told(each.before) != told(each.after):
                found.append(f"{each.before}\n→ {each.after}")
            if len(_NUMBER.findall(each.before)) < len(_NUMBER.findall(each.after)) - 1:
                found.append(f"{each.before}\n→ {each.after}")
        again = check_text(checked.act.source, Wanted(TODAY, rules=Rules(every=True)))
        assert changes(again) == changes(checked), "the same text is mended alike"
    return found, changed


def test_rewrites_change_no_amount_day_name_citation_or_negation() -> None:
    found, changed = wrong(40)
    assert found == []
    assert changed > 30


@pytest.mark.long
def test_rewrites_of_a_thousand_texts_change_no_fact() -> None:
    found, changed = wrong(COUNT)
    assert found == []
    assert changed > COUNT // 2
