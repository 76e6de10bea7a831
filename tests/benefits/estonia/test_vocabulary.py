"""Units, enumerations and benefit keys."""

from __future__ import annotations

import pytest

from perenou.benefits.estonia import vocabulary
from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.estonia.one_off_allowances import ONE_OFF
from perenou.benefits.estonia.vocabulary import BENEFITS, UNITS, Ground, Studies
from perenou.rules.types import ABSENT, ANSWERS


def test_every_benefit_is_monthly_or_one_off_and_none_is_both() -> None:
    assert set(MONTHLY) | set(ONE_OFF) == set(BENEFITS)
    assert not set(MONTHLY) & set(ONE_OFF)


def test_the_one_off_allowances_are_the_three_of_the_act() -> None:
    # PHS § 22, § 23 and, to 31.12.2017, § 24
    assert set(ONE_OFF) == {"birth_allowance", "adoption_allowance", "start_in_life_allowance"}


@pytest.mark.parametrize("key", sorted(BENEFITS))
def test_a_benefit_is_called_something_else_in_each_language(key: str) -> None:
    names = BENEFITS[key]
    assert len({names.et, names.en, names.ru}) == 3
    assert all(name == name.strip() and name for name in (names.et, names.en, names.ru))


def test_a_claim_reaches_its_adult_and_its_child_and_no_unit_reaches_downwards() -> None:
    assert vocabulary.CLAIM.reaches(vocabulary.PERSON) == ("carer", "person")
    assert vocabulary.CLAIM.reaches(vocabulary.CHILD) == ("carer", "child")
    assert vocabulary.CHILD.reaches(vocabulary.CARER) is None
    assert vocabulary.PERSON.reaches(vocabulary.CHILD) is None
    assert len({unit.name for unit in UNITS}) == len(UNITS)


@pytest.mark.parametrize("kind", [Ground, Studies])
def test_an_enumeration_is_known_to_the_engine_and_its_least_member_is_none(
    kind: type[Ground] | type[Studies],
) -> None:
    assert ABSENT[kind.__name__] == kind.NONE == 0
    assert ANSWERS[kind.__name__] == (min(kind), max(kind))
    assert vocabulary.ENUMERATIONS[kind.__name__] is kind
