"""From a case to its determination."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from perenou.benefits.estonia.large_family_allowance import share_of_wards
from perenou.benefits.estonia.months import MONTHLY, MonthlyAllowance
from perenou.benefits.estonia.one_off_allowances import ONE_OFF
from perenou.benefits.estonia.vocabulary import (
    BENEFITS,
    CARER,
    CHILD,
    CLAIMED_BY_DAYS,
    PAID_FOR_SET,
    PERSON,
)
from perenou.benefits.eu.vocabulary import COORDINATED
from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.balances import balances, set_offs
from perenou.casework.case_file.schema import Case
from perenou.casework.changes import changes
from perenou.casework.coordination import coordinated_payments, state_months
from perenou.casework.deadlines import deadlines
from perenou.casework.dealings import dealings
from perenou.casework.determination import (
    DEATH_OF_CHILD,
    STATE_PREFIX,
    VALIDITY,
    Determination,
    Ground,
    Payment,
    Question,
    Right,
    StateMonth,
    points_to_person,
    points_to_state,
)
from perenou.casework.doubts import doubts
from perenou.casework.facts import CaseFacts
from perenou.casework.lines import END, START, term_end
from perenou.casework.maintenance import recoveries, state_claims
from perenou.casework.overrides import overrides
from perenou.casework.parental import parental_answer
from perenou.casework.pay_days import pay_days
from perenou.casework.payees import payees
from perenou.casework.payouts import reasons_together, taxed_when_paid
from perenou.casework.questions import ALL_ORDINARY, questions
from perenou.casework.receipt import receipt
from perenou.casework.rights import rights
from perenou.casework.social_tax import state_social_tax
from perenou.casework.waiting import waiting
from perenou.rules.calendar import first_day_of, month_of, month_start, next_month_start
from perenou.rules.citation import Citation
from perenou.rules.explain import Explainer, Reason, days_compared, is_out_of_force
from perenou.rules.lawbook import Law, Lawbook
from perenou.rules.rule import ParameterVersion, Rule
from perenou.rules.types import ANSWERS, NEVER, Day, Months
from perenou.rules.unknown import Open
from perenou.rules.world import World


class Solved:
    """A case laid under the law of a day; every answer is computed when asked for.

    Attributes:
        case: the case. as_of: the day of the question. law: the law of that day, with what is laid
            over it.
        readings, reading_reasons: by norm, another reading of it, and why it was chosen.
        facts: rows and facts. world: the values. first_month, last_month: the months asked about.
    """

    def __init__(
        self,
        case: Case,
        as_of: Day | None = None,
        readings: Mapping[str, str] | None = None,
        book: Lawbook = LAWBOOK,
    ) -> None:
        self.case = case
        self.as_of = as_of or case.as_of_day or date.today().toordinal()  # noqa: DTZ011
        self.readings = {**case.readings, **(readings or {})}
        self.reading_reasons = dict(case.reading_reasons)
        self.law: Law = book.on(self.as_of, self.readings)
        self.facts = CaseFacts(case, self.as_of)
        self.world = World(self.law, self.facts.facts(), START, END)
        self.explainer = Explainer(self.world)
        self._until = {END: self.explainer}
        self._payments_of: dict[str, tuple[Payment, ...]] = {}
        period = case.period
        this_month = min(max(month_of(self.as_of), month_of(START)), month_of(END) - 1)
        first = period.from_.first if period.from_ else None
        last = period.to.first if period.to else None
        self.first_month: Months = month_of(first) if first else (
            month_of(last) if last and month_of(last) < this_month else this_month
        )  # fmt: skip
        self.last_month: Months = month_of(last) if last else max(this_month, self.first_month)

    def under(
        self, readings: Mapping[str, str], reasons: Mapping[str, str] | None = None
    ) -> Solved:
        """The same case with some norms read otherwise; what rests on none of them is kept.

        Args:
            reasons: by norm, why that reading was chosen.
        """
        other = Solved(self.case, self.as_of, {**self.readings, **readings}, self.law.book)
        other.reading_reasons = {**self.reading_reasons, **(reasons or {})}
        other.facts = self.facts
        other.world = self.world.with_law(other.law, frozenset(readings))
        other.explainer = Explainer(other.world)
        other._until = {END: other.explainer}
        return other

    def instead(self, case: Case) -> Solved:
        """Another case under the same law and readings."""
        return Solved(case, self.as_of, self.readings, self.law.book)

    def told_otherwise(self, case: Case) -> Solved:
        """The same as ``instead``, for a case that differs in little: what still holds is kept."""
        other = self.instead(case)
        other.world = self.world.told_otherwise(other.world.facts)
        other.explainer = Explainer(other.world)
        other._until = {END: other.explainer}
        return other

    def explainer_until(self, end: Day) -> Explainer:
        """What explains, with its world, up to a farther day than can be asked about; made once."""
        if end not in self._until:
            self._until[end] = Explainer(World(self.law, self.world.facts, START, end))
        return self._until[end]

    @property
    def first_day(self) -> Day:
        """The first day asked about."""
        return first_day_of(self.first_month)

    @property
    def after(self) -> Day:
        """The day after the last month asked about."""
        return first_day_of(self.last_month + 1)

    def id_of(self, unit: str, row: int) -> str:
        """The id of a person or child by row; of an adult and a child the child's."""
        if unit == CARER.name:
            return self.facts.children[self.facts.carers[row][1]]
        return (self.facts.children if unit == CHILD.name else self.facts.people)[row]

    def debtor_of(self, allowance: MonthlyAllowance, row: int) -> str | None:
        """The id of who owes the maintenance that an allowance stands in for."""
        if allowance.unit is not CARER or allowance.is_claimed_by_days:
            return None
        return self.adult_of(allowance, row)

    def adult_of(self, allowance: MonthlyAllowance, row: int) -> str:
        """The id of the adult of a row of an adult, or of an adult and a child."""
        return self.facts.people[self.facts.carers[row][0] if allowance.unit is CARER else row]

    def about(self, reason: Reason) -> tuple[str, ...]:
        """The ids of the people that a reason speaks of."""
        return self.about_row(reason.name, reason.row)

    def about_row(self, name: str, row: int) -> tuple[str, ...]:
        """The ids that a name's row is about: the adult first, then the child, then the state."""
        unit = self.law.book.unit_of(name)
        if unit is None:
            return ()
        if unit.name in ("person", "child"):
            return (self.id_of(unit.name, row),)
        above = self.world.facts.above
        found: dict[str, str] = {}
        todo = [(unit.name, row)]
        for at, of_row in todo:
            if at in ("person", "child"):
                found[at] = self.id_of(at, of_row)
            elif at == "state":
                found[at] = f"{STATE_PREFIX}{self.facts.abroad.states[of_row]}"
            todo += [(up, rows[of_row]) for (low, up), rows in above.items() if low == at]
        return tuple(found[each] for each in ("person", "child", "state") if each in found)

    def ground(self, reason: Reason) -> Ground:
        """A reason as plain data."""
        value = reason.value.bounds if isinstance(reason.value, Open) else reason.value
        days = days_compared(self.explainer, reason)
        found = reason.citation
        reckoned = _cited_of(days, reason.day)
        if reckoned is not None and found is not None:
            # Of the same act; how a day is reckoned, a general act says for all of them.
            found = reckoned if reckoned.act == found.act else found
        citation = None if found is None else str(found)
        ground = Ground(
            reason.name, self.about(reason), reason.day, value, reason.gives, citation,
            self.wording_day(reason), reason.row,
            tuple((p.name, _told_day(p.name, p.value)) for p in days if isinstance(p.value, int)),
            who=self._pointed_to(reason),
        )  # fmt: skip
        missing = self._not_in_force(reason)
        if missing is None:
            return self._told_as_death(ground)
        return self._told_by_validity(ground, self._held_otherwise(missing))

    def ground_of_start(self, reason: Reason) -> Ground:
        """That a norm's version holds only from the day of a reason on: what was not so before."""
        rule = self.law.version_of(reason.name, reason.day)
        if rule is None:
            raise ValueError(f"no version of {reason.name} holds on day {reason.day}")
        return self._told_by_validity(self.ground(reason)._replace(day=reason.day - 1), rule)

    def _told_by_validity(self, ground: Ground, rule: Rule) -> Ground:
        """A ground as the days on which a version of its norm holds, as far as it is known."""
        held, wording = (NEVER, NEVER), ground.day
        if rule.validity.published <= self.as_of:
            held = rule.validity.since, rule.validity.until
            wording = min(max(ground.day, held[0]), held[1] - 1)
        return ground._replace(
            about=(), value=held, gives=VALIDITY, citation=str(rule.citation),
            wording=wording, row=0, days=(),
        )  # fmt: skip

    def _pointed_to(self, reason: Reason) -> str:
        """The person or state whose row a value is; empty for any other value."""
        if reason.gives != "Row" or not isinstance(reason.value, int) or reason.value < 0:
            return ""
        if points_to_state(reason.name):
            return f"{STATE_PREFIX}{self.facts.abroad.states[reason.value]}"
        return self.facts.people[reason.value] if points_to_person(reason.name) else ""

    def _told_as_death(self, ground: Ground) -> Ground:
        """A child that has died is told as dead, not as one that lives elsewhere."""
        if ground.name != "child_is_entitled_person" or ground.value is not False:
            return ground
        after = self.world.at(DEATH_OF_CHILD, ground.row, ground.day)
        if not isinstance(after, int) or after > ground.day:
            return ground
        return ground._replace(
            name=DEATH_OF_CHILD, value=after - 1, gives="Day", citation="PHS § 31",
        )  # fmt: skip

    def _not_in_force(self, reason: Reason) -> Reason | None:
        """The norm that makes a no because it does not hold on the day: itself, or all it saw."""
        if is_out_of_force(self.law, reason):
            return reason
        if reason.kind != "norm":
            return None
        truths = [part for part in reason.because if part.gives == "bool"]
        lapsed = [part for part in truths if is_out_of_force(self.law, part)]
        return lapsed[0] if lapsed and lapsed == truths else None

    def _held_otherwise(self, reason: Reason) -> Rule:
        """The version of a norm that holds next, otherwise last; of those known, if any is."""
        versions = [rule for rule in self.law.book.rules[reason.name] if rule.default]
        known = [r for r in versions if r.validity.start_seen_on(self.as_of) is not None]
        ordered = sorted(known or versions, key=lambda rule: rule.validity.since)
        later = [rule for rule in ordered if known and rule.validity.since > reason.day]
        return later[0] if later else ordered[-1]

    def wording_day(self, reason: Reason) -> Day:
        """The day on whose wording a reason's provision reads as it was applied.

        The day that the reason is about; for a norm or figure that applied back in time, the day
        on which it came into force.
        """
        version: Rule | ParameterVersion | None = None
        if reason.kind == "norm":
            version = self.law.version_of(reason.name, reason.day)
        elif reason.kind == "figure":
            version = self.law.figures[reason.name].at(reason.day)
        return reason.day if version is None else max(reason.day, version.validity.in_force)

    @cached_property
    def benefits(self) -> tuple[str, ...]:
        """The benefits to decide on.

        Those that are claimed by days only where the file speaks of days (``parental_days``).
        """
        by_days = self.case.parental_days is not None
        return tuple(
            key
            for key in BENEFITS
            if by_days or key not in MONTHLY or not MONTHLY[key].is_claimed_by_days
        )

    @cached_property
    def amounts(self) -> tuple[tuple[str, str, int], ...]:
        """Every (benefit, name of its monthly amount, row) for which there may ever be a right."""
        return tuple(each for key in self.benefits for each in self.amounts_of(key))

    def amounts_of(self, benefit: str) -> tuple[tuple[str, str, int], ...]:
        """As ``amounts``, of one benefit alone."""
        allowance = MONTHLY.get(benefit)
        if allowance is None or benefit not in self.benefits:
            return ()
        return tuple(
            (benefit, f"{benefit}_amount", row)
            for row in range(self.world.facts.rows[allowance.unit.name])
            if not self.world.line(allowance.right, row).always(False)
        )

    @cached_property
    def through_months(self) -> Explainer:
        """Draws the reasons of payments, those that go on from month to month once."""
        return Explainer(self.world, self.first_day, self.after)

    @cached_property
    def rights(self) -> tuple[Right, ...]:
        """The rights of the months asked about."""
        return rights(self, self.benefits)

    def rights_of(self, benefit: str) -> tuple[Right, ...]:
        """The rights to one benefit; those to others are not computed for it."""
        known = self.__dict__.get("rights")
        if known is not None:
            return tuple(right for right in known if right.benefit == benefit)
        return rights(self, (benefit,) if benefit in self.benefits else ())

    @cached_property
    def payments(self) -> tuple[Payment, ...]:
        """The payments of the months asked about, in order of month, benefit and child."""
        return self._payments(self.benefits)

    def payments_of(self, benefit: str) -> tuple[Payment, ...]:
        """The payments of one benefit; others are computed only where they bear on it."""
        if benefit not in self._payments_of:
            if self.facts.abroad.states or "payments" in self.__dict__:
                found = self.payments
            else:
                together = CLAIMED_BY_DAYS if benefit in CLAIMED_BY_DAYS else (benefit,)
                found = self._payments([key for key in self.benefits if key in together])
            self._payments_of[benefit] = tuple(p for p in found if p.benefit == benefit)
        return self._payments_of[benefit]

    def _payments(self, benefits: Sequence[str]) -> tuple[Payment, ...]:
        months = range(self.first_month, self.last_month + 1)
        amounts = [each for key in benefits for each in self.amounts_of(key)]
        found = [
            payment
            for month in months
            for payment in coordinated_payments(self, month, self._due(month, amounts))
        ]
        for key in ONE_OFF:
            if key not in benefits:
                continue
            for row in range(len(self.facts.children)):
                payment = self._one_off(key, row)
                if payment is not None:
                    found.append(payment)
        found = taxed_when_paid(self, found)
        order = {key: i for i, key in enumerate((*BENEFITS, *COORDINATED))}
        return tuple(sorted(found, key=lambda p: (p.month, order[p.benefit], p.for_whom, p.payees)))

    @cached_property
    def earlier_payments(self) -> tuple[Payment, ...]:
        """What is certainly paid, but for claimed days, for the months before those asked about."""
        months = range(month_of(START), self.first_month)
        return tuple(
            payment
            for month in months
            for payment in self.monthly_payments(month)
            if payment.is_certain and len(payment.payees) == 1
            if payment.benefit not in CLAIMED_BY_DAYS
        )

    def monthly_payments(self, month: Months) -> list[Payment]:
        """What is paid for a month, beside other states' benefits where there are any."""
        return coordinated_payments(self, month, self.payments_by_own_law(month))

    def payments_by_own_law(self, month: Months) -> list[Payment]:
        """What is due for a month before another state's benefit is set off by coordination."""
        return self._due(month, self.amounts)

    def _due(self, month: Months, amounts: Iterable[tuple[str, str, int]]) -> list[Payment]:
        found: list[Payment] = []
        for key, name, row in amounts:
            amount = self.world.at(name, row, first_day_of(month))
            if isinstance(amount, Open) or amount > 0:
                found.extend(self._divided(self._monthly(key, name, row, month, amount)))
        return found

    def _monthly(self, key: str, name: str, row: int, month: Months, amount: int | Open) -> Payment:
        day = first_day_of(month)
        least, most = amount.bounds if isinstance(amount, Open) else (amount, amount)
        allowance = MONTHLY[key]
        if least < most and allowance.rate_due:
            highest = self._highest_rate(allowance.rate_due, row, day)
            # A part of a month of which no rate is known has no bound either.
            most = highest if highest >= ANSWERS["Cents"][1] else min(most, highest)
        payees = self.payees(allowance, row, day)
        if allowance.unit is PERSON:
            children = tuple(
                child for c, child in enumerate(self.facts.children) if self.counts_in(row, c, day)
            )
        else:
            children = (self.id_of(allowance.unit.name, row),)
            if key == PAID_FOR_SET:
                children = self.facts.set_of(children[0])
        pay_day, paid_by = pay_days(self, allowance, row, day)
        is_taxed = bool(allowance.net)
        return Payment(
            key, month, self._days(allowance, row, day), least, most, payees, children,
            self._to_own_account(payees, children, day), name, row,
            self.debtor_of(allowance, row), paid_by, pay_day,
            self._bounds(f"{key}_reduction", row, day) if is_taxed else (0, 0),
            self._bounds(allowance.net, row, day) if is_taxed and pay_day is not None else None,
        )  # fmt: skip

    def _bounds(self, name: str, row: int, day: Day) -> tuple[int, int]:
        amount = self.world.at(name, row, day)
        return amount.bounds if isinstance(amount, Open) else (amount, amount)

    def _days(self, allowance: MonthlyAllowance, row: int, day: Day) -> int | None:
        """For how many days of the month it is paid; None while that is open."""
        whole = self.world.at(allowance.whole, row, day)
        if whole is True:
            return next_month_start(day) - day
        part = self.world.at(allowance.part_days, row, day) if allowance.part_days else None
        return part if whole is False and isinstance(part, int) else None

    def payees(self, allowance: MonthlyAllowance, row: int, day: Day) -> tuple[str, ...]:
        """Who is paid an allowance for the month of a day; several while it is open who."""
        if not allowance.payee:
            return (self.adult_of(allowance, row),)
        return self.people_of(self.world.seen_from(allowance.unit, row, allowance.payee).at(day))

    def _highest_rate(self, name: str, row: int, day: Day) -> int:
        """The most that the rate can be in a month; no month is paid more (§ 7 lg 1, § 31).

        Bounds of a part of a month are looser: days and rate are then unknown apart.
        """
        line = self.world.line(name, row)
        days = [day, *(start for start in line.starts if day < start < next_month_start(day))]
        rates = [line.at(each) for each in days]
        return max(rate.bounds[1] if isinstance(rate, Open) else rate for rate in rates)

    def _divided(self, payment: Payment) -> list[Payment]:
        """A family's allowance with the share of each of the payee's wards by itself."""
        if len(payment.for_whom) < 2 or payment.benefit == PAID_FOR_SET:
            return [payment]
        day = first_day_of(payment.month)
        wards = tuple(
            child
            for child in payment.for_whom
            if self._to_own_account(payment.payees, (child,), day)
        )
        if not wards:
            return [payment]
        parts = [
            payment._replace(
                least=self._share(payment, payment.least, at),
                most=self._share(payment, payment.most, at),
                for_whom=(ward,),
                to_childs_account=True,
            )
            for at, ward in enumerate(wards)
        ]
        others = tuple(child for child in payment.for_whom if child not in wards)
        if others:
            rest = payment._replace(
                least=payment.least - sum(part.least for part in parts),
                most=payment.most - sum(part.most for part in parts),
                for_whom=others,
                to_childs_account=False,
            )
            parts.append(rest)
        return parts

    @staticmethod
    def _share(payment: Payment, amount: int, before: int) -> int:
        """The share of a ward after so many others, so that together they share to the cent."""
        size = len(payment.for_whom)
        return share_of_wards(amount, before + 1, size) - share_of_wards(amount, before, size)

    def people_of(self, row: int | bool | Open) -> tuple[str, ...]:
        """The id of a person's row; several while it is open whose."""
        if isinstance(row, Open):
            low, high = row.bounds
            settled = {value for _, value in row.ways if isinstance(value, int)}
            rows = settled if len(settled) > 0 else set(range(low, high + 1))
            return tuple(self.facts.people[r] for r in sorted(rows) if r >= 0)
        return (self.facts.people[row],) if row >= 0 else ()

    def counts_in(self, person: int, child: int, day: Day) -> bool:
        """Whether somebody has a child's allowance in the month of a day."""
        for when in (month_start(day), next_month_start(day) - 1):
            recipient = self.world.at("child_allowance_recipient", child, when)
            if self.facts.people[person] in self.people_of(recipient):
                return True
        return False

    def _to_own_account(self, payees: tuple[str, ...], children: tuple[str, ...], day: Day) -> bool:
        """Whether it is so on the first or, in a first month, on the last day of the month."""
        days = (day, next_month_start(day) - 1)
        return any(
            self.world.at("paid_to_childs_account", row, when) is True
            for row, (p, c) in enumerate(self.facts.carers)
            if self.facts.people[p] in payees and self.facts.children[c] in children
            for when in days
        )

    def _one_off(self, key: str, row: int) -> Payment | None:
        name = f"{key}_amount"
        amount = self.world.line(name, row).values[0]
        least, most = amount.bounds if isinstance(amount, Open) else (amount, amount)
        if most <= 0:
            return None
        claimed = self.world.line(f"{key}_claim_day", row).values[0]
        right_day = self.world.line(f"{key}_day", row).values[0]
        last_days = (
            _last_of(self.world.line(f"{key}_last_claim_day", carer).values[0])
            for carer, (_, child) in enumerate(self.facts.carers)
            if child == row
        )
        if max(last_days, default=0) < self.first_day:
            return None
        bounds = [
            day.bounds if isinstance(day, Open) else (day, day) for day in (claimed, right_day)
        ]
        earliest = month_of(max(low for low, _ in bounds))
        latest = month_of(max(high for _, high in bounds))
        month = max(earliest, self.first_month)
        if latest < self.first_month or month > self.last_month:
            return None
        if earliest < self.first_month or latest > self.last_month:
            least = 0  # it may as well belong to a month that is not asked about
        payees = self.people_of(self.world.line(f"{key}_recipient", row).values[0])
        day = first_day_of(month)
        children = (self.facts.children[row],)
        return Payment(
            key, month, None, least, most, payees, children,
            self._to_own_account(payees, children, day), name, row,
        )  # fmt: skip

    def reason(self, payment: Payment) -> Reason:
        """Why a payment has its amount: the same reason for all months of one amount."""
        line = self.world.line(payment.name, payment.row)
        since = line.start_of(first_day_of(payment.month))
        if payment.month < self.first_month:
            return self.explainer.reason(payment.name, payment.row, max(since, START))
        return self.through_months.reason(payment.name, payment.row, max(since, self.first_day))

    def net_reason(self, payment: Payment) -> Reason | None:
        """Why a payment's net amount is what it is; None where it has none."""
        if payment.net is None:
            return None
        name, day = MONTHLY[payment.benefit].net, first_day_of(payment.month)
        if payment.net != self._bounds(name, payment.row, day):
            return self._reasons_together[payment]
        return self.through_months.reason(name, payment.row, day)

    @cached_property
    def _reasons_together(self) -> dict[Payment, Reason]:
        return reasons_together(self)

    @cached_property
    def state_months(self) -> tuple[StateMonth, ...]:
        """By month, child and kind of benefit: what each state that has a duty owes."""
        return state_months(self)

    @cached_property
    def determination(self) -> Determination:
        """Everything that is answered about the case."""
        ids = sorted({*self.facts.people, *self.facts.children})
        asked = questions(self)
        return Determination(
            self.case.title or "",
            self.as_of,
            self.first_month,
            self.last_month,
            tuple((who, self.facts.case.named(who)) for who in ids),
            self.payments,
            self.rights,
            asked,
            doubts(self),
            deadlines(self),
            balances(self),
            set_offs(self),
            changes(self),
            receipt(self),
            recoveries(self),
            state_claims(self),
            self._if_ordinary(asked),
            state_social_tax(self),
            self.state_months,
            parental_answer(self),
            dealings(self),
            overrides(self),
            tuple(sorted(self.reading_reasons.items())),
            payees(self),
            waiting(self),
        )

    def _if_ordinary(self, asked: tuple[Question, ...]) -> tuple[int, int] | None:
        if not any(question.facts[0] == ALL_ORDINARY for question in asked):
            return None
        paid = self.instead(self.case.model_copy(update={"otherwise": "ordinary"})).payments
        return sum(p.least for p in paid), sum(p.most for p in paid)


def _last_of(day: int | Open) -> Day:
    """The last day on which a one-off allowance could still be claimed, if its right arose.

    ``NEVER``: nobody knows how late; nought: its right did not arise.
    """
    ways = day.ways if isinstance(day, Open) else (({}, day),)
    possible = [Open((way,)).bounds for way in ways]
    found = (NEVER if high >= NEVER else term_end(high) for low, high in possible if low < NEVER)
    return max(found, default=0)


def solve(
    case: Case, *, as_of: Day | None = None, readings: Mapping[str, str] | None = None
) -> Determination:
    """Solve a case.

    Args:
        case: the case, as read by ``read_case``. as_of: another day of the question, as a day
            number. readings: other readings of unsettled norms, by name.

    Raises:
        LawError: a reading is named that does not exist.
    """
    return Solved(case, as_of, readings).determination


def _told_day(name: str, day: Day) -> Day:
    """A day as it is told: a last day for claiming that is a day off is the next working day."""
    return term_end(day) if name.endswith("_last_claim_day") else day


def _cited_of(days: Sequence[Reason], today: Day) -> Citation | None:
    """How the one day is reckoned that a no comes from; of days that are all past, the last one."""
    passed = [day for day in days if isinstance(day.value, int) and day.value <= today]
    if len(days) != 1 and (not days or len(passed) < len(days)):
        return None
    # The only one may be open.
    return (max(passed, key=lambda day: int(day.value)) if passed else days[0]).citation
