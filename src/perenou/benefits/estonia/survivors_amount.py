"""The standard amount of survivor's allowance (PHS § 19¹ lg 4-9)."""

from __future__ import annotations

from perenou.benefits.estonia.rounding import round_to_cent
from perenou.benefits.estonia.survivors_allowance import ACT, FROM
from perenou.benefits.estonia.vocabulary import CHILD, law
from perenou.rules.types import Cents, Factor, PerMille

FIRST_INDEXED = "2027-05-01"


@law.rule(
    CHILD,
    "PHS § 19¹ lg 5",
    applies=FROM,
    source=ACT,
    et="baassumma 2026. aastal",
    en="base in 2026",
    ru="базовая сумма в 2026 году",
    reading="indexed_in_2026",
)
def base_of_2026(survivors_allowance_base: Cents, price_factor_of_2025: Factor) -> Cents:
    """Indexed on 1 April 2026, before the section took effect, as the published amount shows."""
    return round_to_cent(survivors_allowance_base * max(1000, price_factor_of_2025), 1000)


@law.rule(
    CHILD,
    "PHS § 19¹ lg 5",
    applies=FROM,
    source=ACT,
    et="baassumma 2026. aastal",
    en="base in 2026",
    ru="базовая сумма в 2026 году",
    reading="first_indexed_in_2027",
    default=False,
    doubt="gap_22",
)
def base_of_2026__unindexed(survivors_allowance_base: Cents) -> Cents:
    return survivors_allowance_base


@law.rule(
    CHILD,
    "PHS § 19¹ lg 5",
    applies=FIRST_INDEXED,
    source=ACT,
    et="indekseeritud baassumma",
    en="indexed base",
    ru="проиндексированная базовая сумма",
)
def indexed_base(base_of_2026: Cents, price_factor: Factor) -> Cents:
    """Raised by the consumer prices of the year before, never lowered; rounded to cents (lg 7)."""
    return round_to_cent(base_of_2026 * max(1000, price_factor), 1000)


@law.rule(
    CHILD,
    "PHS § 19¹ lg 6",
    applies=FROM,
    source=ACT,
    et="keskmise palga osa toetuses",
    en="the average wage's share in the allowance",
    ru="доля средней зарплаты в пособии",
)
def part_from_wage(average_wage_published: Cents, survivors_wage_share: PerMille) -> Cents:
    """Three per cent of the average wage as published on 1 April; rounded to cents (lg 7)."""
    return round_to_cent(average_wage_published * survivors_wage_share, 1000)


@law.rule(
    CHILD,
    "PHS § 19¹ lg 9",
    applies=FROM,
    source=ACT,
    et="toitjakaotustoetuse standardsumma",
    en="standard amount of survivor's allowance",
    ru="стандартная сумма пособия",
    reading="indexed_in_2026",
)
def survivors_allowance_standard(survivors_allowance_month: Cents) -> Cents:
    """The published amount, whose base was first indexed on 1 April 2026."""
    return survivors_allowance_month


@law.rule(
    CHILD,
    "PHS § 19¹ lg 9",
    applies=FROM,
    until=FIRST_INDEXED,
    source=ACT,
    et="toitjakaotustoetuse standardsumma",
    en="standard amount of survivor's allowance",
    ru="стандартная сумма пособия",
    reading="first_indexed_in_2027",
    default=False,
    doubt="gap_22",
)
def survivors_allowance_standard__unindexed(
    survivors_allowance_base: Cents, part_from_wage: Cents
) -> Cents:
    """Until 30 April 2027 the base of the act itself and 3 % of the average wage."""
    return survivors_allowance_base + part_from_wage


@law.rule(
    CHILD,
    "PHS § 19¹ lg 9",
    applies=FIRST_INDEXED,
    source=ACT,
    et="toitjakaotustoetuse standardsumma",
    en="standard amount of survivor's allowance",
    ru="стандартная сумма пособия",
)
def survivors_allowance_standard__indexed(indexed_base: Cents, part_from_wage: Cents) -> Cents:
    """From 1 May 2027 the indexed base and the part from the average wage."""
    return indexed_base + part_from_wage
