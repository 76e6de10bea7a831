"""Models are walked as BPMN says, and every deviation is the least that explains a case."""

from __future__ import annotations

from itertools import permutations

import pytest
from tests.process.logs import ways_of

from perenou.language.grammar import LANGUAGES
from perenou.process import flow
from perenou.process.conform import Conformance, conform
from perenou.process.errors import RefusedLogError
from perenou.process.model import Model, read_model
from perenou.process.tokens import Walker
from perenou.process.variants import ways

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"


def bpmn(nodes: str, flows: str) -> bytes:
    """A model: nodes as ``kind:id`` (the id is the name), flows as ``a-b``."""
    told = "".join(
        f'<{kind} id="{key}" name="{key}"/>'
        for kind, _, key in (each.partition(":") for each in nodes.split())
    )
    arrows = "".join(
        f'<sequenceFlow id="f{at}" sourceRef="{each.partition("-")[0]}" '
        f'targetRef="{each.partition("-")[2]}"/>'
        for at, each in enumerate(flows.split())
    )
    inside = f'<process id="p">{told}{arrows}</process>'
    return f'<definitions xmlns="{BPMN}">{inside}</definitions>'.encode()


ROW = bpmn("startEvent:s task:a task:b task:c endEvent:e", "s-a a-b b-c c-e")
BOTH = bpmn(
    "startEvent:s parallelGateway:g task:a task:b parallelGateway:h task:c endEvent:e",
    "s-g g-a g-b a-h b-h h-c c-e",
)
SOME = bpmn(
    "startEvent:s inclusiveGateway:g task:a task:b task:x inclusiveGateway:h task:c endEvent:e",
    "s-g g-a g-b g-x a-h b-h x-h h-c c-e",
)
LOOP = bpmn(
    "startEvent:s exclusiveGateway:m task:a task:b exclusiveGateway:g endEvent:e",
    "s-m m-a a-b b-g g-m g-e",
)


def model(content: bytes) -> Model:
    return read_model(content, "model.bpmn")


def compared(content: bytes, *cases: str) -> Conformance:
    log = ways_of(*cases)
    # A case that ends in a step after which others go on is under way; here none is to be.
    over = flow.running(log) & False
    return conform(log, ways(log), over, model(content))


def told(found: Conformance) -> list[tuple[str, str, int]]:
    return [(each.kind, each.name, each.number) for each in found.deviations]


@pytest.mark.parametrize(
    ("content", "case"),
    [
        (ROW, "abc"), (BOTH, "abc"), (BOTH, "bac"), (LOOP, "ab"), (LOOP, "ababab"),
        *((SOME, "".join(o) + "c") for size in (1, 2, 3) for o in permutations("abx", size)),
    ],
)  # fmt: skip
def test_cases_of_the_model_fit(content: bytes, case: str) -> None:
    found = compared(content, case)
    assert found.fitness == 1
    assert told(found) == []


@pytest.mark.parametrize(
    ("content", "case", "deviations"),
    [
        (ROW, "ac", [("skipped", "b", 1)]),
        (ROW, "abbc", [("again", "b", 1)]),
        (ROW, "axbc", [("inserted", "x", 1)]),
        (BOTH, "ac", [("skipped", "b", 1)]),
        (BOTH, "acb", [("order", "c", 1)]),
        (SOME, "c", [("skipped", "a", 1)]),
        (LOOP, "aba", []),
    ],
)
def test_each_deviation_is_named(
    content: bytes, case: str, deviations: list[tuple[str, str, int]]
) -> None:
    found = compared(content, case)
    if case == "c":
        # Any one of three would do; which is named is the same every time.
        assert [(kind, number) for kind, _, number in told(found)] == [("skipped", 1)]
    elif case == "aba":
        # The last step may be one too many, or lack what follows it.
        assert [each[0] for each in told(found)] in (["skipped"], ["again"])
    elif case == "acb":
        # Either step may be the one out of order.
        assert [kind for kind, _, _ in told(found)] == ["order"]
    else:
        assert told(found) == deviations
    assert found.fitness < 1


def test_fitness_is_counted_by_cases() -> None:
    good, bad = compared(ROW, "abc").fitness, compared(ROW, "ac").fitness
    mixed = compared(ROW, "abc", "abc", "ac").fitness
    assert bad < mixed < good
    # Of 3 + 3 steps twice and 2 + 3 once, one is alone.
    assert mixed == pytest.approx(1 - 1 / (6 + 6 + 5))


def test_cases_under_way_need_not_have_ended() -> None:
    log = ways_of("ab")
    found = conform(log, ways(log), flow.running(log) | True, model(ROW))
    assert found.deviations == ()
    assert found.not_in_log == ("c",)


def test_steps_that_only_one_side_knows_are_named() -> None:
    found = compared(ROW, "axb")
    assert found.not_in_log == ("c",)
    assert found.not_in_model == ("x",)


def test_an_inclusive_join_waits_for_all_that_come() -> None:
    walker = Walker(model(SOME), {"a", "b", "c", "x"})
    (start,) = walker.starts
    after_a = {marking for name, marking in walker.ahead(start).steps if name == "a"}
    # With one branch the join may go off; where another is on its way, it may not.
    may_go = [{name for name, _ in walker.ahead(marking).steps} for marking in after_a]
    assert {"c"} in may_go
    assert any("b" in names and "c" not in names for names in may_go)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"<a/>", "no_model"),
        (b"no xml", "no_model"),
        (b"<!DOCTYPE a><definitions/>", "no_model"),
        (bpmn("startEvent:s task:a", "s-a"), "no_model"),
        (bpmn("startEvent:s subProcess:p task:a endEvent:e", "s-p p-a a-e"), "model_element"),
    ],
)
def test_what_is_no_model_is_refused_with_a_reason(content: bytes, key: str) -> None:
    with pytest.raises(RefusedLogError) as refused:
        model(content)
    assert refused.value.key == key
    for language in LANGUAGES:
        assert refused.value.text(language)


def test_what_is_not_understood_is_named() -> None:
    found = model(bpmn("startEvent:s task:a boundaryEvent:t endEvent:e", "s-a a-e"))
    assert found.not_understood == (("boundaryEvent", 1),)


def test_a_model_that_never_ends_is_refused() -> None:
    endless = bpmn(
        "startEvent:s exclusiveGateway:m parallelGateway:g task:a endEvent:e", "s-m m-g g-m g-a a-e"
    )
    with pytest.raises(RefusedLogError):
        compared(endless, "a")
