"""Wording in labelled letters and pages: what the rules find is there."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from tests.texts.labelled_texts import Judged, judged, labelled
from tests.texts.text_table import counted, scores

from perenou.language.clarity.rules import rules
from perenou.language.grammar import LANGUAGES

PRECISION = 0.8
LEAST_OF_A_RULE = 0.6
FEW = 3
"""Below so many findings a share says nothing of a rule."""


@cache
def found_in(kind: str) -> tuple[Judged, ...]:
    return tuple(each for text in labelled(kind) for each in judged(text, facts=False))


def test_rules_of_wording_find_what_is_labelled_and_little_else() -> None:
    for kind in ("letters", "apart_letters"):
        precision, recall = scores(counted(found_in(kind)))
        assert precision >= PRECISION, kind
        assert recall >= PRECISION, kind


def test_each_language_is_measured() -> None:
    for language in ("en", "ru"):
        found = [e for e in found_in("apart_letters") if e.rule.startswith(f"{language}-")]
        precision, recall = scores(found)
        assert sum(each.is_labelled for each in found) >= 20
        assert min(precision, recall) >= PRECISION


def test_rules_that_accuse_wrongly_too_often_are_off() -> None:
    by_rule: dict[str, list[Judged]] = defaultdict(list)
    for each in (*found_in("letters"), *found_in("apart_letters")):
        by_rule[each.rule].append(each)
    poor = {
        rule
        for rule, own in by_rule.items()
        if sum(each.is_found for each in own) >= FEW and scores(own)[0] < LEAST_OF_A_RULE
    }
    off = {r.id for each in LANGUAGES for r in rules(each).values() if not r.is_on}
    assert poor <= off
    assert "tegevuseta-kiri" in poor


def test_there_is_enough_to_measure_with() -> None:
    kinds = ("facts", "apart_facts", "letters", "apart_letters")
    texts = [text for kind in kinds for text in labelled(kind)]
    assert len(texts) >= 150
    assert sum(len(text.spots) + len(text.whole) for text in texts) >= 1500
