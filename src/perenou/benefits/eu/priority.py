"""Which state pays first, what the others add, and what states settle between themselves.

(Regulation 883/2004 art 68; Regulation 987/2009 art 58.) Each kind of benefit, child and month by
itself; the norms are written once and bound to every kind.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, NamedTuple

from perenou.benefits.estonia.rounding import round_to_cent
from perenou.benefits.estonia.vocabulary import CHILD
from perenou.benefits.eu.vocabulary import (
    BASKETS,
    CHILD_STATE,
    PENSION_AWAY,
    RESIDENCE_AWAY,
    STATE,
    WORK_AWAY,
    Basket,
    law,
)
from perenou.rules.rule import Labels, Unit
from perenou.rules.types import NEVER, Cents, Count, Rank, Row


def has_claim(standing: Rank, is_estonia: bool, amount: Cents, right: bool) -> bool:
    """A right that really exists (C-199/21), claimed or not, in a state that has a duty."""
    if standing >= NEVER:
        return False
    return right or (is_estonia and amount > 0)


def is_in_front(has_claim: bool, standing: Rank, first_standing: Rank) -> bool:
    """No other state with a right stands before it."""
    return has_claim and standing == first_standing


def is_shared(is_in_front: bool, standing: Rank, states_in_front: Count) -> bool:
    """Work in several states, none of them the one where the child lives: art 58 decides."""
    return is_in_front and standing == WORK_AWAY and states_in_front > 1


def total_rank(shares: bool, shared_total: Cents) -> Rank:
    """The greater total comes first."""
    if not shares:
        return NEVER
    return -shared_total


def is_highest(shares: bool, total_rank: Rank, highest_rank: Rank) -> bool:
    """No other state would pay more for the children together."""
    return shares and total_rank == highest_rank


def amount_rank(shares: bool, amount: Cents) -> Rank:
    """For one child the greater amount comes first."""
    if not shares:
        return NEVER
    return -amount


def is_highest_for_child(shares: bool, amount_rank: Rank, highest_amount_rank: Rank) -> bool:
    """No other state would pay more for this child alone."""
    return shares and amount_rank == highest_amount_rank


def is_longest(is_in_front: bool, periods_rank: Rank, longest_rank: Rank) -> bool:
    """No other state counts longer periods of insurance or residence."""
    return is_in_front and periods_rank == longest_rank


def derived_primary(
    is_in_front: bool,
    states_in_front: Count,
    standing: Rank,
    states_sharing: Count,
    states_highest: Count,
    is_highest: bool,
    states_longest: Count,
    is_longest: bool,
    named_primary: Row,
    state_number: Row,
) -> bool:
    """The only state in front; of several by the highest amount or the longest periods.

    Where the law does not decide (three work states, equal amounts or periods), the state that was
    named is.
    """
    if not is_in_front:
        return False
    if states_in_front == 1:
        return True
    if standing == WORK_AWAY and states_sharing == 2 and states_highest == 1:
        return is_highest
    if standing == PENSION_AWAY and states_longest == 1:
        return is_longest
    return named_primary == state_number


def derived_primary__per_child(
    is_in_front: bool,
    states_in_front: Count,
    standing: Rank,
    states_sharing: Count,
    states_highest_for_child: Count,
    is_highest_for_child: bool,
    states_longest: Count,
    is_longest: bool,
    named_primary: Row,
    state_number: Row,
) -> bool:
    """The same, but amounts are compared for each child alone."""
    return derived_primary(
        is_in_front, states_in_front, standing, states_sharing, states_highest_for_child,
        is_highest_for_child, states_longest, is_longest, named_primary, state_number,
    )  # fmt: skip


def is_decided_first(has_claim: bool, decided_first: Row, state_number: Row) -> bool:
    """A decision puts the state first; one that has no right to give cannot be."""
    return has_claim and decided_first == state_number


def is_primary(is_decided: bool, is_decided_first: bool, derived_primary: bool) -> bool:
    """The state that a decision puts first; where none does, the one that the facts do."""
    if is_decided:
        return is_decided_first
    return derived_primary


def is_reversed(is_primary: bool, derived_primary: bool) -> bool:
    """A decision puts another state first than the facts would."""
    return is_primary and not derived_primary


def shares_in_effect(shares: bool, some_reversal: bool) -> bool:
    """The cost is shared only as long as no decision puts another state first."""
    return shares and not some_reversal


def order(is_primary: bool, standing: Rank, amount: Cents) -> Rank:
    """The primary state, then by standing; of equals the one with the lesser amount first."""
    if is_primary:
        return 0
    return standing * 100_000 + min(amount, 99_999)


def order__of_chain(is_primary: bool, standing: Rank) -> Rank:
    """The state that pays, then along the chain."""
    if is_primary:
        return 0
    return standing


def owes_no_supplement(standing: Rank) -> bool:
    """A right by residence alone, for a child who lives in another state (art 68(2), last sentence)."""
    return standing == RESIDENCE_AWAY


def owes_no_supplement__estonia_pays(standing: Rank, is_estonia: bool) -> bool:
    """The same, but Estonia does not use the exception."""
    return standing == RESIDENCE_AWAY and not is_estonia


def pays_first(place: Count) -> bool:
    """The primary state."""
    return place == 1


def pays_in_place(place: Count, own: Count, owes_no_supplement: bool, shares_still: bool) -> bool:
    return place == own and not owes_no_supplement and not shares_still


def pays_second(place: Count, owes_no_supplement: bool, shares_still: bool) -> bool:
    """The next state, if it tops up."""
    return pays_in_place(place, 2, owes_no_supplement, shares_still)


def pays_third(place: Count, owes_no_supplement: bool, shares_still: bool) -> bool:
    """The third state, if it tops up."""
    return pays_in_place(place, 3, owes_no_supplement, shares_still)


def pays_fourth(place: Count, owes_no_supplement: bool, shares_still: bool) -> bool:
    """The fourth state, if it tops up."""
    return pays_in_place(place, 4, owes_no_supplement, shares_still)


def due(
    place: Count,
    amount: Cents,
    owes_no_supplement: bool,
    shares_still: bool,
    first_amount: Cents,
    second_amount: Cents,
    third_amount: Cents,
    fourth_amount: Cents,
) -> Cents:
    """All of it from the primary state; from another what exceeds that paid before it."""
    if place == 0:
        return 0
    if place == 1:
        return amount
    if owes_no_supplement or shares_still:
        return 0
    ahead = first_amount
    if place > 2 and second_amount > ahead:
        ahead = second_amount
    if place > 3 and third_amount > ahead:
        ahead = third_amount
    if place > 4 and fourth_amount > ahead:
        ahead = fourth_amount
    if amount <= ahead:
        return 0
    return amount - ahead


def due__of_chain(place: Count, amount: Cents) -> Cents:
    """All of it from one state; the others pay nothing (art 69(1))."""
    if place != 1:
        return 0
    return amount


def due__by_own_law(place: Count, amount: Cents) -> Cents:
    """As a survivor's benefit each state would pay its own (Chapter 5)."""
    if place == 0:
        return 0
    return amount


def suspended(place: Count, amount: Cents, due: Cents) -> Cents:
    """The state's own amount that is not paid; nothing of the primary state's."""
    if place == 1 or due >= amount:
        return 0
    return amount - due


def refund(
    shares_still: bool,
    states_sharing: Count,
    states_highest: Count,
    is_highest: bool,
    shared_total: Cents,
    highest_rank: Rank,
) -> Cents:
    """Half of what the state with the highest amount pays, at most the state's own amount."""
    if not shares_still or is_highest or states_sharing != 2 or states_highest != 1:
        return 0
    return min(round_to_cent(-highest_rank, 2), shared_total)


def refund_for_child(
    shares_still: bool,
    states_sharing: Count,
    is_highest_for_child: bool,
    amount: Cents,
    highest_amount_rank: Rank,
) -> Cents:
    """Half of the highest amount for one child, at most the state's own amount for it."""
    if not shares_still or is_highest_for_child or states_sharing != 2:
        return 0
    return min(round_to_cent(-highest_amount_rank, 2), amount)


def refund__per_child(refund_by_child: Cents) -> Cents:
    """What is refunded for each child alone, in all."""
    return refund_by_child


@law.rule(
    CHILD_STATE,
    "883/2004 art 68(1)",
    et="riik on Eesti",
    en="the state is Estonia",
    ru="государство — Эстония",
)
def is_estonias_part(is_estonia: bool) -> bool:
    return is_estonia


Three = tuple[str, str, str]
"""A label in Estonian, English and Russian."""

_OWN: Final = (
    "has_claim", "right", "standing", "amount", "is_in_front", "first_standing",
    "states_in_front", "shares", "shared_total", "total_rank", "highest_rank", "is_highest",
    "states_highest", "states_sharing", "amount_rank", "highest_amount_rank", "is_highest_for_child",
    "states_highest_for_child", "refund_by_child", "is_longest", "longest_rank", "states_longest",
    "derived_primary", "is_decided", "is_decided_first", "some_reversal", "shares_still",
    "is_primary", "order", "place", "owes_no_supplement", "first_amount", "second_amount", "third_amount",
    "fourth_amount", "due",
)  # fmt: skip
"""Arguments that stand for a name of the kind of benefits."""

FIRST: Final = "883/2004 art 68(1)"
SECOND: Final = "883/2004 art 68(2)"
BY_AMOUNT: Final = "883/2004 art 68(1)(b)(i)"
BY_PERIODS: Final = "883/2004 art 68(1)(b)(ii)"
SHARED: Final = "987/2009 art 58"
DECIDED: Final = "883/2004 art 68(3)"
CHAIN: Final = "883/2004 art 69(1)"


class Binding(NamedTuple):
    """Declares norms of one kind of benefits: names and labels begin with the kind."""

    basket: Basket

    def name(self, own: str) -> str:
        """The name that the kind gives to one of its own."""
        return f"{self.basket.key}_{own}" if own else ""

    def labels(self, own: Three) -> Labels:
        """A label that begins with the kind."""
        kind = self.basket.labels
        return Labels(f"{kind.et}: {own[0]}", f"{kind.en}: {own[1]}", f"{kind.ru}: {own[2]}")

    def rule(
        self,
        unit: Unit,
        own: str,
        norm: Callable[..., object],
        citation: str,
        called: Three,
        *,
        reading: str = "",
        doubt: str = "",
    ) -> None:
        """Bind a norm; with a doubt it is another reading than the one that is followed."""
        binding = {each: self.name(each) for each in _OWN}
        if unit is STATE:
            binding["shares"] = self.name("state_shares")
            binding["shares_still"] = self.name("state_shares_still")
        labels = self.labels(called)
        law.rule(
            unit, citation, name=self.name(own), binding=binding, reading=reading,
            default=not doubt, doubt=doubt, et=labels.et, en=labels.en, ru=labels.ru,
        )(norm)  # fmt: skip

    def across(
        self,
        unit: Unit,
        own: str,
        kind: Literal["count", "order", "sum", "any", "least"],
        members: Unit,
        citation: str,
        called: Three,
        *,
        among: str = "",
        of: str = "",
        key: str = "",
        gives: str = "Count",
    ) -> None:
        """Gather a value of the kind; ``key`` is what the rows must share."""
        labels = self.labels(called)
        law.across(
            unit, self.name(own), kind, members, citation, among=among, of=of, together=key,
            own=key, gives=gives, et=labels.et, en=labels.en, ru=labels.ru,
        )  # fmt: skip


def bind(basket: Basket) -> None:
    """Bind the norms of priority to a kind of benefits."""
    to = Binding(basket)
    of = to.name
    # fmt: off
    to.rule(CHILD_STATE, "has_claim", has_claim, FIRST,
            ("riigil on tegelik õigus anda", "a right really exists in the state", "право в государстве действительно есть"))
    to.across(CHILD, "claims", "count", CHILD_STATE, FIRST,
              ("riike, kus on õigus", "states in which there is a right", "государств, где есть право"),
              among=of("has_claim"))
    to.across(CHILD, "first_standing", "least", CHILD_STATE, FIRST,
              ("eesmine järjekoht", "foremost place", "первая очередь"),
              among=of("has_claim"), of=of("standing"), gives="Rank")
    to.rule(CHILD_STATE, "is_in_front", is_in_front, FIRST,
            ("riik on aluse ja elukoha järgi eespool", "the state stands in front by ground and residence",
             "государство впереди по основанию и месту жительства"))
    to.across(CHILD, "states_in_front", "count", CHILD_STATE, FIRST,
              ("eespool olevaid riike", "states in front", "государств впереди"), among=of("is_in_front"))
    to.rule(CHILD_STATE, "shares", is_shared, SHARED,
            ("otsustab suurem summa", "the higher amount decides", "решает большая сумма"))
    to.across(STATE, "state_shares", "any", CHILD_STATE, SHARED,
              ("riik jagab kulu", "the state shares the cost", "государство делит расходы"),
              among=of("shares"), gives="bool")
    to.across(STATE, "shared_total", "sum", CHILD_STATE, SHARED,
              ("riigi summa laste eest kokku", "the state's amount for the children together",
               "сумма государства на детей вместе"),
              among=of("shares"), of=of("amount"), gives="Cents")
    to.rule(STATE, "total_rank", total_rank, SHARED,
            ("koht summa järgi", "place by amount", "очередь по сумме"))
    to.across(STATE, "highest_rank", "least", STATE, SHARED,
              ("suurima summa koht", "place of the highest amount", "очередь наибольшей суммы"),
              of=of("total_rank"), key="family_number", gives="Rank")
    to.rule(STATE, "is_highest", is_highest, SHARED,
            ("riigi summa on suurim", "the state's amount is the highest", "сумма государства наибольшая"))
    to.across(STATE, "states_highest", "count", STATE, SHARED,
              ("suurima summaga riike", "states with the highest amount", "государств с наибольшей суммой"),
              among=of("is_highest"), key="family_number")
    to.across(STATE, "states_sharing", "count", STATE, SHARED,
              ("kulu jagavaid riike", "states that share the cost", "государств, делящих расходы"),
              among=of("state_shares"), key="family_number")
    to.rule(CHILD_STATE, "amount_rank", amount_rank, SHARED,
            ("koht selle lapse summa järgi", "place by the amount for this child", "очередь по сумме на этого ребёнка"))
    to.across(CHILD, "highest_amount_rank", "least", CHILD_STATE, SHARED,
              ("suurima summa koht selle lapse eest", "place of the highest amount for this child",
               "очередь наибольшей суммы на этого ребёнка"),
              of=of("amount_rank"), gives="Rank")
    to.rule(CHILD_STATE, "is_highest_for_child", is_highest_for_child, SHARED,
            ("riigi summa selle lapse eest on suurim", "the state's amount for this child is the highest",
             "сумма государства на этого ребёнка наибольшая"))
    to.across(CHILD, "states_highest_for_child", "count", CHILD_STATE, SHARED,
              ("selle lapse eest suurima summaga riike", "states with the highest amount for this child",
               "государств с наибольшей суммой на этого ребёнка"),
              among=of("is_highest_for_child"))
    to.across(CHILD, "longest_rank", "least", CHILD_STATE, BY_PERIODS,
              ("pikima aja koht", "place of the longest time", "очередь самого долгого времени"),
              among=of("is_in_front"), of="periods_rank", gives="Rank")
    to.rule(CHILD_STATE, "is_longest", is_longest, BY_PERIODS,
            ("riigis on pikim kindlustus- või elamisaeg", "the longest time of insurance or residence is there",
             "там самое долгое время страхования или проживания"))
    to.across(CHILD, "states_longest", "count", CHILD_STATE, BY_PERIODS,
              ("pikima ajaga riike", "states with the longest time", "государств с самым долгим временем"),
              among=of("is_longest"))
    by_facts = ("riik on eluolude järgi esimene", "the state is first by the facts",
                "государство первое по обстоятельствам")
    to.rule(CHILD_STATE, "derived_primary", derived_primary, BY_AMOUNT, by_facts,
            reading="children_together")
    to.rule(CHILD_STATE, "derived_primary", derived_primary__per_child, BY_AMOUNT, by_facts,
            reading="per_child", doubt="eu_art_58_unit")
    to.rule(CHILD_STATE, "is_decided_first", is_decided_first, DECIDED,
            ("riik on otsuse järgi esimene", "the state is first by decision", "государство первое по решению"))
    to.across(CHILD, "is_decided", "any", CHILD_STATE, DECIDED,
              ("esimese riigi määrab otsus", "a decision says which state is first", "первое государство определяет решение"),
              among=of("is_decided_first"), gives="bool")
    to.rule(CHILD_STATE, "is_primary", is_primary, FIRST,
            ("riik maksab esimesena", "the state pays first", "государство платит первым"))
    to.rule(CHILD_STATE, "is_reversed", is_reversed, DECIDED,
            ("otsus pani ette teise riigi", "a decision put another state first", "решение поставило первым другое государство"))
    to.across(CHILD, "some_reversal", "any", CHILD_STATE, DECIDED,
              ("otsus muudab järjekorra", "a decision changes the order", "решение меняет порядок"),
              among=of("is_reversed"), gives="bool")
    to.rule(CHILD_STATE, "shares_still", shares_in_effect, SHARED,
            ("riik jagab otsusest hoolimata kulu", "the state still shares the cost", "государство по-прежнему делит расходы"))
    to.across(STATE, "state_shares_still", "any", CHILD_STATE, SHARED,
              ("riik jagab kulu ka pärast otsust", "the state shares the cost after decisions, too",
               "государство делит расходы и после решений"),
              among=of("shares_still"), gives="bool")
    to.rule(CHILD_STATE, "order", order__of_chain if basket.is_chain else order, SECOND,
            ("riikide järjestus", "order of the states", "порядок государств"))
    to.across(CHILD_STATE, "place", "order", CHILD_STATE, SECOND,
              ("mitmendana riik maksab", "in which place the state pays", "каким по счёту платит государство"),
              among=of("has_claim"), of=of("order"), key="child")
    _bind_chain(to) if basket.is_chain else _bind_supplement(to)
    to.rule(CHILD_STATE, "suspended", suspended, SECOND,
            ("riigi summast peatatakse", "suspended of the state's amount", "приостановлено из суммы государства"))
    to.rule(CHILD_STATE, "refund_for_child", refund_for_child, SHARED,
            ("riik hüvitab teisele riigile selle lapse eest", "the state refunds the other state for this child",
             "государство возмещает другому государству за этого ребёнка"))
    to.across(STATE, "refund_by_child", "sum", CHILD_STATE, SHARED,
              ("riik hüvitab teisele riigile lapse kaupa", "the state refunds the other state child by child",
               "государство возмещает другому государству по детям"),
              of=of("refund_for_child"), gives="Cents")
    refunds = ("riik hüvitab teisele riigile", "the state refunds the other state", "государство возмещает другому государству")
    to.rule(STATE, "refund", refund, SHARED, refunds, reading="children_together")
    to.rule(STATE, "refund", refund__per_child, SHARED, refunds, reading="per_child", doubt="eu_art_58_unit")
    to.across(CHILD, "estonia_pays", "sum", CHILD_STATE, SECOND,
              ("Eesti maksab lapse eest", "Estonia pays for the child", "Эстония платит на ребёнка"),
              among="is_estonias_part", of=of("due"), gives="Cents")
    # fmt: on


def _bind_supplement(to: Binding) -> None:
    """What each state pays: the first all of it, the next ones what exceeds that."""
    of = to.name
    # fmt: off
    supplement = ("riik ei pea vahet maksma", "the state owes no supplement", "государство не обязано доплачивать")
    to.rule(CHILD_STATE, "owes_no_supplement", owes_no_supplement, SECOND, supplement, reading="work_or_pension")
    to.rule(CHILD_STATE, "owes_no_supplement", owes_no_supplement__estonia_pays, SECOND, supplement,
            reading="residence_too", doubt="eu_residence_only")
    to.rule(CHILD_STATE, "pays_first", pays_first, SECOND,
            ("riik maksab kõige ees", "the state pays before all others", "государство платит раньше всех"))
    to.across(CHILD, "first_amount", "sum", CHILD_STATE, SECOND,
              ("esimese riigi summa", "the first state's amount", "сумма первого государства"),
              among=of("pays_first"), of=of("amount"), gives="Cents")
    for own, pays, (pays_label, amount_label) in (
        ("second", pays_second, (
            ("riik maksab teisena", "the state pays second", "государство платит вторым"),
            ("teise riigi summa", "the second state's amount", "сумма второго государства"))),
        ("third", pays_third, (
            ("riik maksab kolmandana", "the state pays third", "государство платит третьим"),
            ("kolmanda riigi summa", "the third state's amount", "сумма третьего государства"))),
        ("fourth", pays_fourth, (
            ("riik maksab neljandana", "the state pays fourth", "государство платит четвёртым"),
            ("neljanda riigi summa", "the fourth state's amount", "сумма четвёртого государства"))),
    ):
        to.rule(CHILD_STATE, f"pays_{own}", pays, SECOND, pays_label)
        to.across(CHILD, f"{own}_amount", "sum", CHILD_STATE, SECOND, amount_label,
                  among=of(f"pays_{own}"), of=of("amount"), gives="Cents")
    to.rule(CHILD_STATE, "due", due, SECOND,
            ("riik maksab perele", "the state pays the family", "государство платит семье"))
    # fmt: on


def _bind_chain(to: Binding) -> None:
    """What each state pays of a benefit that one state alone pays."""
    called = ("riik maksab perele", "the state pays the family", "государство платит семье")
    to.rule(CHILD_STATE, "due", due__of_chain, CHAIN, called, reading="one_state")
    to.rule(
        CHILD_STATE, "due", due__by_own_law, CHAIN, called,
        reading="survivors_benefit", doubt="eu_orphans",
    )  # fmt: skip


for _basket in BASKETS:
    bind(_basket)
