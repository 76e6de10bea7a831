"""The picture of a flow: no text lies on another, and all of it is told in words, too."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from random import Random
from xml.etree import ElementTree

import pytest

from perenou.language.grammar import LANGUAGES, Language
from perenou.process.analyse import MODEL, analyse
from perenou.process.draw import draw
from perenou.process.layout import Box, Layout, laid_out
from perenou.process.model import read_model
from perenou.process.synthetic import synthetic
from perenou.process.tell import tell
from perenou.process.words import Words
from perenou.pseudonym import by_key

SVG = "{http://www.w3.org/2000/svg}"


def overlap(one: Box, other: Box) -> bool:
    return (
        abs(one.x - other.x) < (one.width + other.width) / 2 - 0.01
        and abs(one.y - other.y) < (one.height + other.height) / 2 - 0.01
    )


def random_layout(seed: int) -> Layout:
    chance = Random(seed)
    size = chance.randint(1, 14)
    keys = list(range(size))
    pairs = [(a, b) for a in keys for b in keys if a != b]
    chosen = chance.sample(pairs, min(len(pairs), chance.randint(0, 3 * size)))
    edges = [(a, b, chance.randint(1, 1000)) for a, b in chosen]
    sizes = {key: (chance.uniform(60, 200), chance.uniform(30, 90)) for key in keys}
    return laid_out(sizes, keys, edges, [(chance.uniform(30, 90), 18.0) for _ in edges], 26)


@pytest.mark.parametrize("seed", range(40))
def test_nothing_overlaps_whatever_the_graph(seed: int) -> None:
    layout = random_layout(seed)
    boxes = {id(box): box for box in layout.boxes.values()}
    for line in layout.lines:
        boxes |= {id(box): box for box in line.through}
        assert line.label in line.through
        layers = [box.layer for box in line.through]
        assert layers == list(range(layers[0], layers[-1] + 1))
    for one, other in combinations(boxes.values(), 2):
        assert not overlap(one, other)
    for box in boxes.values():
        assert box.x - box.width / 2 >= -0.01
        assert box.x + box.width / 2 <= layout.width + 0.01


def test_a_line_of_one_way_is_straight() -> None:
    sizes = dict.fromkeys(range(4), (100.0, 40.0))
    layout = laid_out(sizes, range(4), [(0, 1, 9), (1, 2, 9), (2, 3, 9)], [(40.0, 18.0)] * 3, 26)
    assert len({round(box.x, 3) for box in layout.boxes.values()}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_is_told_in_words(language: Language) -> None:
    analysis = analyse(synthetic(800))
    words = Words(language, analysis.log)
    drawn = ElementTree.fromstring(draw(analysis, words))
    told = drawn.find(f"{SVG}desc")
    assert told is not None
    assert told.text is not None
    shown = {"".join(each.itertext()) for each in drawn.iter(f"{SVG}text")}
    for step in analysis.steps:
        if step.cases >= 0.05 * len(analysis.log.cases):
            assert words.step(step.activity) in told.text
            assert any(words.step(step.activity).startswith(each) for each in shown if each)


def test_names_from_a_log_are_never_code() -> None:
    log = synthetic(60)
    evil = '<script>alert("1")</script>'
    object.__setattr__(log, "activities", (evil, *log.activities[1:]))
    drawn = draw(analyse(log), Words("et", log))
    assert "<script" not in drawn
    ElementTree.fromstring(drawn)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_names_nobody_by_name(language: Language) -> None:
    key = b"k" * 32
    log = synthetic(1500)
    model = read_model(MODEL.read_bytes(), MODEL.name)
    report = tell(analyse(log, model=model), language, by_key(key, "case"), by_key(key, "resource"))
    text = str(report)
    assert not any(name in text for name in (*log.cases, *log.resources))
    other = replace(
        log,
        cases=tuple(map(by_key(key, "case"), log.cases)),
        resources=tuple(map(by_key(key, "resource"), log.resources)),
    )
    assert str(tell(analyse(other, model=model), language)) == text


def test_pseudonyms_hang_on_the_key_and_the_sort() -> None:
    one, other = by_key(b"1", "case"), by_key(b"2", "case")
    assert one("N-1") == one("N-1") != other("N-1")
    assert one("N-1")[1:] != by_key(b"1", "resource")("N-1")[1:]
