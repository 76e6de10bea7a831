"""The facts that the norms rest on."""

from __future__ import annotations

import pytest

from perenou.benefits.estonia import facts
from perenou.benefits.estonia.vocabulary import CHILD, CLAIM, CLAIMED
from perenou.benefits.estonia.vocabulary import UNITS as ESTONIAN_UNITS
from perenou.benefits.eu import dealing_facts
from perenou.benefits.eu import facts as facts_by_state
from perenou.benefits.eu.vocabulary import UNITS as UNION_UNITS
from perenou.benefits.lawbook import LAWBOOK
from perenou.rules.types import ABSENT

MODULES = tuple(str(m.__file__) for m in (facts, facts_by_state, dealing_facts))
DECLARED = [name for name, fact in LAWBOOK.facts.items() if fact.where.startswith(MODULES)]
UNITS = (*ESTONIAN_UNITS, *UNION_UNITS)


def test_every_fact_of_the_law_is_declared_in_a_table_of_facts() -> None:
    assert sorted(DECLARED) == sorted(LAWBOOK.facts)


def test_a_fact_has_a_unit_a_type_a_price_and_three_names() -> None:
    for name in DECLARED:
        fact = LAWBOOK.facts[name]
        assert fact.unit in UNITS, name
        assert fact.gives in ABSENT, name
        assert fact.cost in (1, 2, 3), name
        assert len({fact.labels.et, fact.labels.en, fact.labels.ru}) == 3, name


@pytest.mark.parametrize("key", CLAIMED)
def test_every_benefit_can_be_claimed_and_can_come_from_another_state(key: str) -> None:
    # PHS § 6 lg 1; § 4 lg 4
    assert LAWBOOK.facts[f"claims_{key}"].unit is CLAIM
    assert LAWBOOK.facts[f"claims_{key}"].gives == "bool"
    assert LAWBOOK.facts[f"foreign_{key}"].unit is CHILD
    assert LAWBOOK.facts[f"foreign_{key}"].gives == "Cents"
