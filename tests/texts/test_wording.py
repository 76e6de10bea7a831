"""Wording in labelled letters: what the rules find is there."""

from __future__ import annotations

from collections import defaultdict

from tests.texts.labelled_texts import Judged, judged, labelled
from tests.texts.text_table import scores

from perenou.language.clarity.rules import rules

PRECISION = 0.8
LEAST_OF_A_RULE = 0.6


def test_rules_of_wording_find_what_is_labelled_and_little_else() -> None:
    found = [each for text in labelled("letters") for each in judged(text, facts=False)]
    precision, recall = scores(found)
    assert sum(each.is_labelled for each in found) > 80
    assert precision >= PRECISION
    assert recall >= PRECISION


def test_rules_that_accuse_wrongly_too_often_are_off() -> None:
    by_rule: dict[str, list[Judged]] = defaultdict(list)
    for text in labelled("letters"):
        for each in judged(text, facts=False):
            by_rule[each.rule].append(each)
    poor = {rule for rule, own in by_rule.items() if scores(own)[0] < LEAST_OF_A_RULE}
    assert poor <= {rule.id for rule in rules("et").values() if not rule.is_on}
    assert "tegevuseta-kiri" in poor
