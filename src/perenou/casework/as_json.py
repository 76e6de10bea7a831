"""A determination as JSON for other programs.

The form is stable: keys are never renamed, new ones may be added. Days are ISO dates
(``"2026-11-24"``), months ``"2026-11"``, amounts ``{"cents": 8000, "euros": "80.00"}``; an amount
that is open is told as ``least`` and ``most``, and ``most`` is null while it has no upper bound.
Whoever is meant is named by the id of the case file; ``names`` gives the names to show.

::

    {
      "perenou": "0.1.0", "title": "...", "as_of": day, "from": month, "to": month,
      "names": {id: name},
      "total": {"least": amount, "most": amount},
      "if_ordinary": {"least": amount, "most": amount} or null,
      "payments": [{"benefit", "month", "days": n or null, "least", "most", "certain": bool,
                    "payees": [id], "for": [id], "debtor": id or null, "paid_by": day or null,
                    "pay_day": day or null, "reduction": {"least", "most"},
                    "net": {"least", "most"} or null, "net_reason": number or null,
                    "to_childs_account": bool, "reason": number}],
      "state_social_tax": [{"payee": id, "month", "least", "most"}],
      "payees": [{"for": id, "payee": id, "from": day, "to": day or null, "why": key,
                  "without_consent": bool, "counted_together": [id], "over": id or null,
                  "grounds": [ground]}],
      "rights": [{"benefit", "about": id, "holder": id or null, "status", "from": day,
                  "debtor": id or null, "to": day or null, "grounds": [ground]}],
      "questions": [{"facts": [name], "about": [id], "decides": amount, "asked_by": [citation]}],
      "doubts": [{"key", "names", "citation", "reading", "difference": {"least", "most"} or null,
                  "between_states": amount, "moved": amount}],
      "deadlines": [{"kind", "day", "benefit": key or null, "about": [id], "citation"}],
      "balances": [{"benefit", "month", "payee", "for", "paid", "due": {"least", "most"},
                    "overpaid", "underpaid"}],
      "set_offs": [{"payee", "total", "most_a_month", "most_from_parental_benefit": amount or null,
                    "kept": amount or null, "citation", "elsewhere": [code]}],
      "recoveries": [{"benefit", "payees": [id], "for": id, "debtor": id, "from": month,
                      "to": month, "least", "most", "ground", "citation"}],
      "waiting": [{"benefit", "payees": [id], "for": [id], "from": month, "to": month, "least",
                   "most", "citation"}],
      "state_claims": [{"debtor": id, "for": id, "month", "passed", "passed_in_court_time",
                        "collected", "childs_part", "states_part", "owed_to_child",
                        "owed_to_state"}],
      "states": [{"month", "for": id, "kind", "state": code, "role", "ground": text or null,
                  "reason": text or null, "own": {"least", "most"}, "paid": {"least", "most"},
                  "suspended": {"least", "most"}, "refund": amount, "refund_for": [id],
                  "benefits": [{"name", "amount": text or null, "currency", "interval",
                                "shared_by": n or null, "rate": text or null,
                                "rate_day": day or null, "rate_source", "source"}],
                  "provisional": bool}],
      "overrides": [{"for": id, "state": code, "instead_of": [code], "reason", "by": text or null,
                     "from": day or null, "to": day or null, "difference": {"least", "most"},
                     "months": [{"month", "before": {"least", "most"},
                                 "after": {"least", "most"}}]}],
      "dealings": [{"state": code, "for": [id], "asked_first": code or null, "stage",
                    "pays_first": code or null, "pays_meanwhile": {id: code},
                    "by_facts": code or null, "by_decision": code or null, "clocks": {key: day},
                    "events": [{"on": text or null, "what", "by": code or null,
                                "first": code or null, "payee": id or null,
                                "amount": amount or null, "from": month or null,
                                "to": month or null, "reason", "source", "to_come": bool}],
                    "steps": [{"key", "code", "case", "way", "for": [id], "due": day or null,
                               "citation", "data": [key],
                               "missing": [{"data": key, "of": id or null}]}],
                    "claims": [{"creditor": code, "debtor": code, "for": [id], "from": month,
                                "to": month, "amount", "stated": amount or null,
                                "held_back": amount or null, "transferred", "left",
                                "most_a_month", "citation"}],
                    "duties": [{"name", "citation"}],
                    "recovery": {"may": bool or null, "unmet": [name]} or null}],
      "changes": [{"benefit", "about", "day", "before": {"least", "most"},
                   "after": {"least", "most"}, "grounds": [ground], "begun": day or null}],
      "parental": null or {
        "months": [{"benefit", "month", "who": id, "for": id, "claimed": days, "allowed": days,
                    "left": days or null, "least", "most", "pay_day": day or null,
                    "paid_by": day or null, "paid_as": key or null}],
        "quotas": [{"kind", "for": id, "who": id or null, "total": days, "used": days,
                    "moved": days, "left": days, "lost": days, "until": day or null,
                    "used_up": day or null, "citation",
                    "losses": [{"why", "days": days, "citation"}],
                    "months": [{"month", "used": days, "left": days, "lost": days}]}],
        "calendars": [{"for": id, "from": month, "to": month, "parents": [id],
                       "spells": [{"benefit", "who": id, "from": day, "to": day, "state"}],
                       "marks": [{"key", "day", "kind": text or null, "who": id or null}]}],
        "sheets": [{"for": id, "who": id, "base", "benefits": [key], "day",
                    "lines": [{"key", "norm", "value", "type", "citation": text or null}],
                    "months": [{"month", "tax_on_income", "untaxed_gross", "tax_by_state",
                                "insolvency_tax"}],
                    "left_out": [{"why", "from": day, "to": day, "days": n}],
                    "rates": [{"from": day, "least", "most"}]}]
      },
      "reasons": [{"name", "about": [id], "day", "kind", "value", "type", "citation": text or null,
                   "link": address or null, "because": [number]}],
      "receipt": {...}
    }

``payees`` tells of the months asked about who is paid child allowance and why, where several
people could be: ``why`` is a key of ``determination.Payee``, ``over`` who would come first and is
not paid, on the ``grounds``.

A payment's ``reason`` and a reason's ``because`` are places in ``reasons``, so that what several
payments rest on is told once. A ``ground`` is a reason without ``kind``, ``link`` and ``because``;
where its day explains a no, ``turns`` is the one from which it is a yes or, not after ``day``, no
longer is one.
Days are a number or, while they are open, ``{"least": n, "most": n}``.
A value is a truth value, a number, an amount, a day or null (no such day), or, while it is open,
``{"open": true, "least": value, "most": value}``.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from perenou.benefits.estonia.rounding import in_cents
from perenou.casework.case_file.fields import euros_text, rate_text
from perenou.casework.dealing_answer import DealingAnswer, OverrideAnswer
from perenou.casework.determination import (
    Change,
    Ground,
    Payee,
    Payment,
    Recovery,
    Right,
    StateClaim,
    StateMonth,
    Waiting,
)
from perenou.casework.parental_answer import (
    DayCalendar,
    DaysOfMonth,
    ParentalAnswer,
    Quota,
    Sheet,
    Span,
)
from perenou.rules.explain import Reason
from perenou.rules.types import ALWAYS, ANSWERS, NEVER
from perenou.rules.unknown import Open

if TYPE_CHECKING:
    from perenou.casework.compare import Comparison
    from perenou.casework.solve import Solved

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"


def determination_json(solved: Solved) -> str:
    """A solved case as JSON text, with the reasons of every payment."""
    return text_of(determination_data(solved))


def comparison_json(compared: Comparison) -> str:
    """Two determinations as JSON: the difference of the totals and every month that differs."""
    return text_of(comparison_data(compared))


def comparison_data(compared: Comparison) -> dict[str, Json]:
    """The same as plain data."""
    low, high = compared.difference
    return {
        "perenou": compared.before.receipt.perenou,
        "before": {
            "as_of": day_json(compared.before.as_of),
            "total": bounds_json(compared.before.total),
        },
        "after": {
            "as_of": day_json(compared.after.as_of),
            "total": bounds_json(compared.after.total),
        },
        "difference": {"least": amount_json(low), "most": amount_json(high)},
        "differences": [
            {
                "benefit": each.benefit,
                "month": month_json(each.month),
                "payees": [*each.payees],
                "for": [*each.for_whom],
                "before": None if each.before is None else bounds_json(each.before),
                "after": None if each.after is None else bounds_json(each.after),
            }
            for each in compared.differences
        ],
    }


def text_of(content: Json) -> str:
    """JSON as text."""
    return json.dumps(content, ensure_ascii=False, indent=2)


def determination_data(solved: Solved) -> dict[str, Json]:
    """The same as plain data."""
    reasons = _Reasons(solved)
    payments: list[Json] = [
        {
            **payment_data(each),
            "reason": reasons.place(solved.reason(each)),
            "net_reason": reasons.place_of(solved.net_reason(each)),
        }
        for each in solved.determination.payments
    ]
    made = solved.determination
    return {
        **short_data(solved),
        "payments": payments,
        "state_social_tax": [
            {
                "payee": each.payee,
                "month": month_json(each.month),
                "least": amount_json(each.least),
                "most": amount_json(each.most),
            }
            for each in made.state_social_tax
        ],
        "states": [_state_month(each) for each in made.state_months],
        "parental": None if made.parental is None else _parental(made.parental),
        "reasons": reasons.told,
    }


def short_data(solved: Solved) -> dict[str, Json]:
    """The same without reasons, and without what is told of each day and state besides."""
    made = solved.determination
    return {
        "perenou": made.receipt.perenou,
        "title": made.title,
        "as_of": day_json(made.as_of),
        "from": month_json(made.first_month),
        "to": month_json(made.last_month),
        "names": dict(made.names),
        "total": bounds_json(made.total),
        "if_ordinary": None if made.if_ordinary is None else bounds_json(made.if_ordinary),
        "payments": [payment_data(each) for each in made.payments],
        "payees": [_payee(each) for each in made.payees],
        "rights": [_right(right) for right in made.rights],
        "questions": [
            {
                "facts": [*q.facts],
                "about": [*q.about],
                "decides": amount_json(q.weight),
                "asked_by": [*q.asked_by],
            }
            for q in made.questions
        ],
        "doubts": [
            {
                "key": d.key,
                "names": [*d.names],
                "citation": d.citation,
                "reading": d.reading,
                "difference": None
                if d.difference is None
                else {"least": amount_json(d.difference[0]), "most": amount_json(d.difference[1])},
                "between_states": amount_json(d.between),
                "moved": amount_json(d.moved),
            }
            for d in made.doubts
        ],
        "deadlines": [
            {
                "kind": d.kind,
                "day": day_json(d.day),
                "benefit": d.benefit or None,
                "about": [*d.about],
                "citation": d.citation,
            }
            for d in made.deadlines
        ],
        "balances": [
            {
                "benefit": b.benefit,
                "month": month_json(b.month),
                "payee": b.payee,
                "for": [*b.for_whom],
                "paid": amount_json(b.paid),
                "due": bounds_json((b.due_least, b.due_most)),
                "overpaid": amount_json(b.overpaid),
                "underpaid": amount_json(b.underpaid),
            }
            for b in made.balances
        ],
        "set_offs": [
            {
                "payee": s.payee,
                "total": amount_json(s.total),
                "most_a_month": amount_json(s.most_a_month),
                "most_from_parental_benefit": _amount_or_none(s.most_from_parental_benefit),
                "kept": _amount_or_none(s.kept),
                "citation": s.citation,
                "elsewhere": [*s.elsewhere],
            }
            for s in made.set_offs
        ],
        "recoveries": [_recovery(each) for each in made.recoveries],
        "waiting": [_waiting(each) for each in made.waiting],
        "state_claims": [_state_claim(each) for each in made.state_claims],
        "overrides": [_override(each) for each in made.overrides],
        "dealings": [_dealing(each) for each in made.dealings],
        "changes": [_change(change) for change in made.changes],
        "receipt": {
            **asdict(made.receipt),
            "readings": [[*pair] for pair in made.receipt.readings],
            "reforms": [*made.receipt.reforms],
        },
    }


class _Reasons:
    """Reasons in the order in which they were first needed, each once."""

    def __init__(self, solved: Solved) -> None:
        self.solved = solved
        self.told: list[Json] = []
        self._places: dict[int, int] = {}

    def place_of(self, reason: Reason | None) -> int | None:
        return None if reason is None else self.place(reason)

    def place(self, reason: Reason) -> int:
        found = self._places.get(id(reason))
        if found is not None:
            return found
        because: list[Json] = [self.place(part) for part in reason.because]
        told: Json = {
            "name": reason.name,
            "about": [*self.solved.about(reason)],
            "day": day_json(reason.day),
            "kind": reason.kind,
            "value": _value(
                reason.value.bounds if isinstance(reason.value, Open) else reason.value,
                reason.gives,
            ),
            "type": reason.gives,
            "citation": None if reason.citation is None else str(reason.citation),
            "link": None
            if reason.citation is None
            else reason.citation.link_on(self.solved.wording_day(reason)),
            "because": because,
        }
        self._places[id(reason)] = len(self.told)
        self.told.append(told)
        return self._places[id(reason)]


def payment_data(payment: Payment) -> dict[str, Json]:
    """A payment without its reasons."""
    return {
        "benefit": payment.benefit,
        "month": month_json(payment.month),
        "days": payment.days,
        "least": amount_json(payment.least),
        "most": _most(payment.most),
        "certain": payment.is_certain,
        "payees": [*payment.payees],
        "for": [*payment.for_whom],
        "debtor": payment.debtor,
        "paid_by": None if payment.paid_by is None else day_json(payment.paid_by),
        "pay_day": None if payment.pay_day is None else day_json(payment.pay_day),
        "reduction": bounds_json(payment.reduction),
        "net": None if payment.net is None else bounds_json(payment.net),
        "to_childs_account": payment.to_childs_account,
    }


def _payee(each: Payee) -> Json:
    return {
        "for": each.child,
        "payee": each.payee,
        "from": day_json(each.first),
        "to": None if each.after is None else day_json(each.after - 1),
        "why": each.why,
        "without_consent": each.without_consent,
        "counted_together": [*each.family],
        "over": each.over,
        "grounds": [_ground(ground) for ground in each.grounds],
    }


def _right(right: Right) -> Json:
    return {
        "benefit": right.benefit,
        "about": right.about,
        "holder": right.holder,
        "debtor": right.debtor,
        "status": right.status.value,
        "from": day_json(right.first),
        "to": None if right.after is None else day_json(right.after - 1),
        "grounds": [_ground(ground) for ground in right.grounds],
    }


def _recovery(each: Recovery) -> Json:
    return {
        "benefit": each.benefit,
        "payees": [*each.payees],
        "for": each.child,
        "debtor": each.debtor,
        "from": month_json(each.first_month),
        "to": month_json(each.last_month),
        "least": amount_json(each.least),
        "most": amount_json(each.most),
        "ground": each.ground,
        "citation": each.citation,
    }


def _waiting(each: Waiting) -> Json:
    return {
        "benefit": each.benefit,
        "payees": [*each.payees],
        "for": [*each.children],
        "from": month_json(each.first_month),
        "to": month_json(each.last_month),
        "least": amount_json(each.least),
        "most": amount_json(each.most),
        "citation": each.citation,
    }


def _state_claim(each: StateClaim) -> Json:
    return {
        "debtor": each.debtor,
        "for": each.child,
        "month": month_json(each.month),
        "passed": amount_json(each.passed),
        "passed_in_court_time": amount_json(each.passed_in_court_time),
        "collected": amount_json(each.collected),
        "childs_part": amount_json(each.childs_part),
        "states_part": amount_json(each.states_part),
        "owed_to_child": amount_json(each.owed_to_child),
        "owed_to_state": amount_json(each.owed_to_state),
    }


def _state_month(each: StateMonth) -> Json:
    return {
        "month": month_json(each.month),
        "for": each.child,
        "kind": each.kind,
        "state": each.state,
        "role": each.role.value,
        "ground": each.ground or None,
        "reason": each.reason or None,
        "own": bounds_json((each.own_least, each.own_most)),
        "paid": bounds_json((each.paid_least, each.paid_most)),
        "suspended": bounds_json((each.suspended_least, each.suspended_most)),
        "refund": amount_json(each.refund),
        "refund_for": [*each.refund_for],
        "benefits": [
            {
                "name": benefit.name,
                "amount": None if benefit.amount is None else euros_text(benefit.amount),
                "currency": benefit.currency,
                "interval": benefit.interval,
                "shared_by": benefit.shared_by,
                "rate": None if benefit.rate is None else rate_text(benefit.rate),
                "rate_day": None if benefit.rate_day is None else day_json(benefit.rate_day),
                "rate_source": benefit.rate_source,
                "source": benefit.source,
            }
            for benefit in each.benefits
        ],
        "provisional": each.is_provisional,
    }


def _override(each: OverrideAnswer) -> Json:
    return {
        "for": each.child,
        "state": each.state,
        "instead_of": [*each.instead_of],
        "reason": each.reason,
        "by": each.by or None,
        "from": None if each.first is None else day_json(each.first),
        "to": None if each.last is None else day_json(each.last),
        "difference": {
            "least": amount_json(each.difference[0]),
            "most": amount_json(each.difference[1]),
        },
        "months": [
            {"month": month_json(month), "before": bounds_json(before), "after": bounds_json(after)}
            for month, before, after in each.months
        ],
    }


def _dealing(each: DealingAnswer) -> Json:
    return {
        "state": each.state,
        "for": [*each.for_whom],
        "asked_first": each.asked or None,
        "stage": each.stage,
        "pays_first": each.first or None,
        "pays_meanwhile": dict(each.payers),
        "by_facts": each.derived or None,
        "by_decision": each.decided or None,
        "clocks": {name: day_json(day) for name, day in each.clocks},
        "events": [
            {
                "on": event.on or None,
                "what": event.what,
                "by": event.by or None,
                "first": event.first or None,
                "payee": event.payee or None,
                "amount": _amount_or_none(event.amount),
                "from": None if event.months is None else month_json(event.months[0]),
                "to": None if event.months is None else month_json(event.months[1]),
                "reason": event.reason,
                "source": event.source,
                "to_come": event.is_to_come,
            }
            for event in each.happenings
        ],
        "steps": [
            {
                "key": step.key,
                "code": step.code,
                "case": step.case,
                "way": step.way,
                "for": [*step.for_whom],
                "due": None if step.due is None else day_json(step.due),
                "citation": step.citation,
                "data": [*step.data],
                "missing": [{"data": key, "of": who or None} for key, who in step.missing],
            }
            for step in each.steps
        ],
        "claims": [
            {
                "creditor": claim.creditor,
                "debtor": claim.debtor,
                "for": [*claim.for_whom],
                "from": month_json(claim.first_month),
                "to": month_json(claim.last_month),
                "amount": amount_json(claim.amount),
                "stated": _amount_or_none(claim.stated),
                "held_back": _amount_or_none(claim.arrears),
                "transferred": amount_json(claim.transferred),
                "left": amount_json(claim.left),
                "most_a_month": amount_json(claim.most_a_month),
                "citation": claim.citation,
            }
            for claim in each.claims
        ],
        "duties": [{"name": name, "citation": citation} for name, citation in each.duties],
        "recovery": None
        if each.recovery is None
        else {"may": each.recovery[0], "unmet": [*each.recovery[1]]},
    }


def _change(change: Change) -> Json:
    return {
        "benefit": change.benefit,
        "about": change.about,
        "day": day_json(change.day),
        "before": bounds_json(change.before),
        "after": bounds_json(change.after),
        "grounds": [_ground(ground) for ground in change.grounds],
        "begun": None if change.begun is None else day_json(change.begun),
    }


def _parental(answer: ParentalAnswer) -> Json:
    return {
        "months": [_days_of_month(each) for each in answer.months],
        "quotas": [_quota(each) for each in answer.quotas],
        "calendars": [_calendar(each) for each in answer.calendars],
        "sheets": [_sheet(each) for each in answer.sheets],
    }


def _days_of_month(each: DaysOfMonth) -> Json:
    return {
        "benefit": each.benefit,
        "month": month_json(each.month),
        "who": each.who,
        "for": each.child,
        "claimed": _number(each.claimed),
        "allowed": _number(each.allowed),
        "left": None if each.left is None else _number(each.left),
        "pay_day": None if each.pay_day is None else day_json(each.pay_day),
        "least": amount_json(each.amount[0]),
        "most": _most(each.amount[1]),
        "paid_by": None if each.paid_by is None else day_json(each.paid_by),
        "paid_as": each.paid_as,
    }


def _quota(each: Quota) -> Json:
    return {
        "kind": each.kind,
        "for": each.child,
        "who": each.who,
        "total": _number(each.total),
        "used": _number(each.used),
        "moved": _number(each.moved),
        "left": _number(each.left),
        "lost": _number(each.lost),
        "until": None if each.until is None else day_json(each.until),
        "used_up": None if each.used_up is None else day_json(each.used_up),
        "citation": each.citation,
        "losses": [
            {"why": loss.why, "days": _number(loss.days), "citation": loss.citation}
            for loss in each.losses
        ],
        "months": [
            {
                "month": month_json(course.month),
                "used": _number(course.used),
                "left": _number(course.left),
                "lost": _number(course.lost),
            }
            for course in each.course
        ],
    }


def _calendar(each: DayCalendar) -> Json:
    return {
        "for": each.child,
        "from": month_json(each.first_month),
        "to": month_json(each.last_month),
        "parents": [*each.parents],
        "spells": [
            {
                "benefit": spell.benefit,
                "who": spell.who,
                "from": day_json(spell.first),
                "to": day_json(spell.after - 1),
                "state": spell.state.value,
            }
            for spell in each.spells
        ],
        "marks": [
            {"key": mark.key, "day": day_json(mark.day), "kind": mark.kind or None, "who": mark.who}
            for mark in each.marks
        ],
    }


def _sheet(each: Sheet) -> Json:
    return {
        "for": each.child,
        "who": each.who,
        "base": each.base,
        "benefits": [*each.benefits],
        "day": day_json(each.day),
        "lines": [
            {
                "key": line.key,
                "norm": line.norm,
                "value": _value(line.value, line.gives),
                "type": line.gives,
                "citation": line.citation,
            }
            for line in each.lines
        ],
        "months": [
            {
                "month": month_json(month.month),
                "tax_on_income": bounds_json(month.tax_on_income),
                "untaxed_gross": bounds_json(month.untaxed_gross),
                "tax_by_state": bounds_json(month.tax_by_state),
                "insolvency_tax": bounds_json(month.insolvency_tax),
            }
            for month in each.months
        ],
        "left_out": [
            {
                "why": spell.why,
                "from": day_json(spell.first),
                "to": day_json(spell.after - 1),
                "days": spell.after - spell.first,
            }
            for spell in each.left_out
        ],
        "rates": [
            {"from": day_json(day), "least": amount_json(rate[0]), "most": _most(rate[1])}
            for day, rate in each.rates
        ],
    }


def _number(days: Span) -> Json:
    return days[0] if days[0] == days[1] else {"least": days[0], "most": days[1]}


def _ground(ground: Ground) -> Json:
    return {
        "name": ground.name,
        "about": [*ground.about],
        "day": day_json(ground.day),
        "value": _value(ground.value, ground.gives),
        "type": ground.gives,
        "citation": ground.citation,
        "turns": None if ground.turns is None else day_json(ground.turns),
    }


def figure_json(value: int | bool | Open | None, gives: str) -> Json:
    """A value of the law by its type; an open one as its bounds."""
    if isinstance(value, Open):
        return _value(value.bounds, gives)
    return None if value is None else _value(int(value), gives)


def _value(value: int | bool | tuple[int, int], gives: str) -> Json:
    if isinstance(value, tuple):
        least, most = (_value(bound, gives) for bound in value)
        return {"open": True, "least": least, "most": most}
    if gives == "bool":
        return bool(value)
    if gives == "Cents":
        return _most(value)
    if gives == "FineCents":
        return _value(in_cents(value), "Cents")
    if gives == "Day":
        return None if value >= NEVER or value <= ALWAYS else day_json(value)
    return int(value)


def bounds_json(amount: tuple[int, int]) -> Json:
    """The least and the most that a sum can be."""
    return {"least": amount_json(amount[0]), "most": _most(amount[1])}


def _most(cents: int) -> Json:
    return None if cents >= ANSWERS["Cents"][1] else amount_json(cents)


def _amount_or_none(cents: int | None) -> Json:
    return None if cents is None else amount_json(cents)


def amount_json(cents: int) -> Json:
    """A sum in cents, with the euros to read."""
    sign = "-" if cents < 0 else ""
    return {"cents": cents, "euros": f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02}"}


def day_json(day: int) -> str:
    """A day as an ISO date."""
    return date.fromordinal(day).isoformat()


def month_json(month: int) -> str:
    """A month as ``2026-11``."""
    return f"{month // 12:04}-{month % 12 + 1:02}"
