"""Perenõu's answers, typed; made from its description, never edited by hand.

One file without other modules: copy it beside your program, or import it from Perenõu.

    from perenou.client import Perenou

    with_token = Perenou("http://127.0.0.1:8000", "pn_...")
    answer = with_token.solve(case=open("case.yaml", encoding="utf-8").read())
    print(answer["total"]["least"]["euros"])
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal, NotRequired, TypedDict, cast
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen


class ActChecked(TypedDict):
    """What is wrong with an act or letter."""

    kind: str | None
    day: str | None
    findings: list[Finding]


class Amount(TypedDict):
    """A sum: in cents to compute with, in euros to read."""

    cents: int
    euros: str


Balance = TypedDict(
    "Balance",
    {
        "for": "list[str]",
        "benefit": "str",
        "month": "str",
        "payee": "str",
        "paid": "Amount",
        "due": "Bounds",
        "overpaid": "Amount",
        "underpaid": "Amount",
    },
)
"""What was paid for a month beside what was due."""


class BenefitNames(TypedDict):
    """The benefits' names by their keys."""

    benefits: dict[str, str]


class Bounds(TypedDict):
    """The least and the most that a sum can be; the same while it is certain."""

    least: Amount
    most: Amount | None


Calendar = TypedDict(
    "Calendar",
    {
        "for": "str",
        "from": "str",
        "to": "str",
        "parents": "list[str]",
        "spells": "list[Spell]",
        "marks": "list[Mark]",
    },
)
"""The days of a child's parents."""


class Change(TypedDict):
    """A day from which a sum is another one, and why; ``begun``: within a month paid by days."""

    benefit: str
    about: str
    day: str
    before: Bounds
    after: Bounds
    grounds: list[Ground]
    begun: str | None


class Cited(TypedDict):
    """A provision and where it can be read; None: nowhere that is known."""

    citation: str
    link: str | None


Claim = TypedDict(
    "Claim",
    {
        "for": "list[str]",
        "from": "str",
        "to": "str",
        "creditor": "str",
        "debtor": "str",
        "amount": "Amount",
        "stated": "Amount | None",
        "held_back": "Amount | None",
        "transferred": "Amount",
        "left": "Amount",
        "most_a_month": "Amount",
        "citation": "str",
    },
)
"""Money that an institution claims of another."""


class Compared(TypedDict):
    """Two answers beside each other."""

    perenou: str
    before: Side
    after: Side
    difference: Difference
    differences: list[MonthDiffers]
    told: str
    sections: list[Told]


DaysOfMonth = TypedDict(
    "DaysOfMonth",
    {
        "for": "str",
        "benefit": "str",
        "month": "str",
        "who": "str",
        "claimed": "int | OpenDays",
        "allowed": "int | OpenDays",
        "left": "int | OpenDays | None",
        "least": "Amount",
        "most": "Amount | None",
        "pay_day": "str | None",
        "paid_by": "str | None",
        "paid_as": "str | None",
    },
)
"""Days of a month and what is paid for them."""


class Deadline(TypedDict):
    """A day by which something has to be done."""

    kind: str
    day: str
    benefit: str | None
    about: list[str]
    citation: str


Dealing = TypedDict(
    "Dealing",
    {
        "for": "list[str]",
        "state": "str",
        "asked_first": "str | None",
        "stage": "str",
        "pays_first": "str | None",
        "pays_meanwhile": "dict[str, str]",
        "by_facts": "str | None",
        "by_decision": "str | None",
        "clocks": "dict[str, str]",
        "events": "list[Event]",
        "steps": "list[Step]",
        "claims": "list[Claim]",
        "duties": "list[Duty]",
        "recovery": "MayRecover | None",
    },
)
"""One child and one other state's institution."""


Determined = TypedDict(
    "Determined",
    {
        "from": "str",
        "to": "str",
        "perenou": "str",
        "title": "str",
        "as_of": "str",
        "names": "dict[str, str]",
        "total": "Bounds",
        "if_ordinary": "Bounds | None",
        "payments": "list[Payment]",
        "payees": "list[Payee]",
        "rights": "list[Right]",
        "questions": "list[OpenQuestion]",
        "doubts": "list[Doubt]",
        "deadlines": "list[Deadline]",
        "balances": "list[Balance]",
        "set_offs": "list[SetOff]",
        "recoveries": "list[Recovery]",
        "waiting": "list[Waiting]",
        "state_claims": "list[StateClaim]",
        "overrides": "list[Override]",
        "dealings": "list[Dealing]",
        "changes": "list[Change]",
        "receipt": "Receipt",
        "told": "str",
        "cited": "list[Cited]",
        "reasons": "NotRequired[list[Reason]]",
        "parental": "NotRequired[Parental | None]",
        "states": "NotRequired[list[StateMonth]]",
        "state_social_tax": "NotRequired[list[SocialTax]]",
    },
)
"""An answer to a case; with detail “whole” also the reasons and what is told day by day."""


class Difference(TypedDict):
    """By how much an answer is more than another."""

    least: Amount
    most: Amount


class Doubt(TypedDict):
    """A point that the law leaves open, and what its other reading would change."""

    key: str
    names: list[str]
    citation: str
    reading: str
    difference: Bounds | None
    between_states: Amount
    moved: Amount


class Drafted(TypedDict):
    """A draft: as a document by parts, as plain text, and what it still lacks."""

    kind: str
    title: str
    text: str
    gaps: list[Gap]
    document: dict[str, Any]
    findings: list[Finding]


class Duty(TypedDict):
    """What holds for the dealing."""

    name: str
    citation: str


Event = TypedDict(
    "Event",
    {
        "from": "str | None",
        "to": "str | None",
        "on": "str | None",
        "what": "str",
        "by": "str | None",
        "first": "str | None",
        "payee": "str | None",
        "amount": "Amount | None",
        "reason": "str",
        "source": "str",
        "to_come": "bool",
    },
)
"""Something that happened between institutions, or is to come."""


class Explained(TypedDict):
    """Why a benefit is due or not."""

    benefit: str
    lines: list[Said]
    cited: list[Cited]


class Figure(TypedDict):
    """A figure that applies on the day."""

    name: str
    label: str
    value: bool | int | str | Amount | OpenValue | None
    type: str
    citation: str
    link: str | None
    source: str
    checked: bool


class FiguresOfDay(TypedDict):
    """The figures of a day; ``next``: after which name to go on, None at the end."""

    day: str
    known: str
    figures: list[Figure]
    next: str | None


class Finding(TypedDict):
    """One thing to mend; ``place`` is None where something is missing."""

    item: str
    group: str
    severity: str
    place: Place | None
    excerpt: str
    text: str
    why: str
    citation: str
    cure: str


class ForeignBenefit(TypedDict):
    """A benefit of another state and how its sum was converted."""

    name: str
    amount: str | None
    currency: str
    interval: str
    shared_by: int | None
    rate: str | None
    rate_day: str | None
    rate_source: str
    source: str


class Found(TypedDict):
    """What answers a question, the best first."""

    found: list[Hit]


class Gap(TypedDict):
    """What a draft still lacks."""

    part: str
    what: str


class Ground(TypedDict):
    """What something rests on; ``turns``: the day from which a no is a yes, or a yes was a no."""

    name: str
    about: list[str]
    day: str
    value: bool | int | str | Amount | OpenValue | None
    type: str
    citation: str | None
    turns: str | None


class HandbookPage(TypedDict):
    """A page of the handbook by its key."""

    key: str
    title: str
    in_force: bool


class HandbookTold(TypedDict):
    """The pages of the handbook, and one of them where it was asked for."""

    day: str
    known: str
    pages: list[HandbookPage]
    title: str
    told: str
    sections: list[Told]


class Hit(TypedDict):
    """What a search found."""

    kind: str
    place: str
    title: str
    text: str


class JobTold(TypedDict):
    """Work that was asked for: ``result`` is the address of what came of it, once it is done."""

    id: int
    operation: str
    state: Literal["waiting", "running", "done", "failed", "cancelled"]
    done: int
    steps: int
    asked_at: str
    ended_at: str | None
    problem: str | None
    result: str | None


class Jobs(TypedDict):
    """One's own work, the newest first; ``next``: the number before which to go on."""

    jobs: list[JobTold]
    next: int | None


LeftOut = TypedDict(
    "LeftOut",
    {
        "from": "str",
        "to": "str",
        "why": "str",
        "days": "int",
    },
)
"""Days that are left out of the months of the rate."""


class Loss(TypedDict):
    """Days that are lost, and why."""

    why: str
    days: int | OpenDays
    citation: str


class Many(TypedDict):
    """Questions that are answered each by itself."""

    questions: list[dict[str, Any]]


class ManyAnswers(TypedDict):
    """By question, in their order, its answer or what was wrong with it."""

    answers: list[dict[str, Any]]


class Mark(TypedDict):
    """A day in a calendar."""

    key: str
    day: str
    kind: str | None
    who: str | None


class MatterInList(TypedDict):
    """Something to decide or write, by its number."""

    number: int
    kind: str
    kind_name: str
    to: str
    about: str
    since: str
    only_on_request: bool


class MatterList(TypedDict):
    """What there is to decide in a case."""

    matters: list[MatterInList]


class MayRecover(TypedDict):
    """Whether money may be claimed back; None: not known."""

    may: bool | None
    unmet: list[str]


class MissingData(TypedDict):
    """What a document still needs."""

    data: str
    of: str | None


class MissingFacts(TypedDict):
    """Whether the answer is certain, and what to ask otherwise."""

    certain: bool
    questions: list[Question]


MonthDiffers = TypedDict(
    "MonthDiffers",
    {
        "for": "list[str]",
        "benefit": "str",
        "month": "str",
        "payees": "list[str]",
        "before": "Bounds | None",
        "after": "Bounds | None",
    },
)
"""A payment that differs; None: there is none."""


class NamedNorm(TypedDict):
    """A norm that rests on a provision."""

    name: str
    label: str


class NormInList(TypedDict):
    """A norm by its name."""

    name: str
    label: str
    citation: str


class NormTold(TypedDict):
    """What norms say."""

    names: list[str]
    told: str
    sections: list[Told]


class NormsOfDay(TypedDict):
    """The norms of a day; ``next``: after which name to go on, None at the end."""

    day: str
    known: str
    norms: list[NormInList]
    next: str | None


class OpenDays(TypedDict):
    """A number of days that is not known."""

    least: int
    most: int


class OpenQuestion(TypedDict):
    """Facts that still decide, by their names, and how much hangs on them."""

    facts: list[str]
    about: list[str]
    decides: Amount
    asked_by: list[str]


class OpenValue(TypedDict):
    """A value that is not known."""

    open: Literal[True]
    least: bool | int | str | Amount | None
    most: bool | int | str | Amount | None


Override = TypedDict(
    "Override",
    {
        "for": "str",
        "from": "str | None",
        "to": "str | None",
        "state": "str",
        "instead_of": "list[str]",
        "reason": "str",
        "by": "str | None",
        "difference": "OverrideDifference",
        "months": "list[OverrideMonth]",
    },
)
"""A state that an official put first, otherwise than the facts do."""


class OverrideDifference(TypedDict):
    """What it changes in all."""

    least: Amount
    most: Amount


class OverrideMonth(TypedDict):
    """What a decision on priority changes in a month."""

    month: str
    before: Bounds
    after: Bounds


class Parental(TypedDict):
    """Everything about days of parental benefit."""

    months: list[DaysOfMonth]
    quotas: list[Quota]
    calendars: list[Calendar]
    sheets: list[Sheet]


Payee = TypedDict(
    "Payee",
    {
        "for": "str",
        "from": "str",
        "to": "str | None",
        "payee": "str",
        "why": "str",
        "without_consent": "bool",
        "counted_together": "list[str]",
        "over": "str | None",
        "grounds": "list[Ground]",
    },
)
"""Who is paid a child's allowance in a spell, over whom, and why they and nobody else."""


Payment = TypedDict(
    "Payment",
    {
        "for": "list[str]",
        "benefit": "str",
        "month": "str",
        "days": "int | None",
        "least": "Amount",
        "most": "Amount | None",
        "certain": "bool",
        "payees": "list[str]",
        "debtor": "str | None",
        "paid_by": "str | None",
        "pay_day": "str | None",
        "reduction": "Bounds",
        "net": "Bounds | None",
        "to_childs_account": "bool",
        "reason": "NotRequired[int]",
        "net_reason": "NotRequired[int | None]",
    },
)
"""What is paid of a benefit for a month; ``reason`` is a place among the reasons."""


class Place(TypedDict):
    """Where something stands: characters ``start`` to ``end`` of a paragraph; both count from 0."""

    paragraph: int
    page: int | None
    start: int
    end: int


class Problem(TypedDict):
    """What was wrong, and how to mend it; the code is there to be quoted."""

    type: str
    title: str
    status: int
    detail: str
    code: NotRequired[str]


class ProvisionTold(TypedDict):
    """A provision as it reads on a day; ``text`` is None where its act was not imported."""

    citation: str
    day: str
    link: str | None
    summary: str | None
    text: str | None
    note: str
    repealed: bool | None
    figures: list[Figure]
    norms: list[NamedNorm]


class Question(TypedDict):
    """What has to be asked, the names of its facts, and of whom."""

    question: str
    hint: str
    facts: list[str]
    about: list[str]


Quota = TypedDict(
    "Quota",
    {
        "for": "str",
        "kind": "str",
        "who": "str | None",
        "total": "int | OpenDays",
        "used": "int | OpenDays",
        "moved": "int | OpenDays",
        "left": "int | OpenDays",
        "lost": "int | OpenDays",
        "until": "str | None",
        "used_up": "str | None",
        "citation": "str",
        "losses": "list[Loss]",
        "months": "list[QuotaMonth]",
    },
)
"""Days that there are, and what became of them."""


class QuotaMonth(TypedDict):
    """How a quota stands after a month."""

    month: str
    used: int | OpenDays
    left: int | OpenDays
    lost: int | OpenDays


RateFrom = TypedDict(
    "RateFrom",
    {
        "from": "str",
        "least": "Amount",
        "most": "Amount | None",
    },
)
""""""


class Reason(TypedDict):
    """A node of the tree of reasons; ``because`` names others by their places."""

    name: str
    about: list[str]
    day: str
    value: bool | int | str | Amount | OpenValue | None
    type: str
    citation: str | None
    kind: str
    link: str | None
    because: list[int]


class Receipt(TypedDict):
    """What the answer was made from; days and months as in Python's interface."""

    perenou: str
    law: str
    as_of: int
    first_month: int
    last_month: int
    readings: list[list[str]]
    facts: str
    answer: str
    reforms: list[str]


Recovery = TypedDict(
    "Recovery",
    {
        "for": "str",
        "from": "str",
        "to": "str",
        "benefit": "str",
        "payees": "list[str]",
        "debtor": "str | None",
        "least": "Amount",
        "most": "Amount",
        "ground": "str",
        "citation": "str",
    },
)
"""What a debtor has to pay back to the state."""


class ReformCost(TypedDict):
    """What a reform costs in a year, and how many families it touches."""

    title: str
    cost: Amount
    difference: Amount
    by_benefit: dict[str, Amount]
    winners: int
    losers: int
    unchanged: int
    losing_much: int
    newly_entitled: int


class ReformTold(TypedDict):
    """A proposal: dated figures laid over the law. Norms, which are code, are never taken."""

    title: str
    source: str
    parameters: dict[str, list[dict[str, str | int | float]]]


Right = TypedDict(
    "Right",
    {
        "from": "str",
        "to": "str | None",
        "benefit": "str",
        "about": "str",
        "holder": "str | None",
        "debtor": "str | None",
        "status": "str",
        "grounds": "list[Ground]",
    },
)
"""Whether and since when there is a right."""


class Rows(TypedDict):
    """A table as texts."""

    head: list[str]
    rows: list[list[str]]


class Said(TypedDict):
    """A sentence; ``depth`` says how far it is a part of those above it."""

    depth: int
    text: str


class SetOff(TypedDict):
    """How what was overpaid is held back."""

    payee: str
    total: Amount
    most_a_month: Amount
    most_from_parental_benefit: Amount | None
    kept: Amount | None
    citation: str
    elsewhere: list[str]


Sheet = TypedDict(
    "Sheet",
    {
        "for": "str",
        "who": "str",
        "base": "str",
        "benefits": "list[str]",
        "day": "str",
        "lines": "list[SheetLine]",
        "months": "list[SheetMonth]",
        "left_out": "list[LeftOut]",
        "rates": "list[RateFrom]",
    },
)
"""How a parent's daily rate is computed."""


class SheetLine(TypedDict):
    """A step of the calculation of a daily rate."""

    key: str
    norm: str
    value: bool | int | str | Amount | OpenValue | None
    type: str
    citation: str | None


class SheetMonth(TypedDict):
    """What was earned in a month that the rate is computed from."""

    month: str
    tax_on_income: Bounds
    untaxed_gross: Bounds
    tax_by_state: Bounds
    insolvency_tax: Bounds


class Side(TypedDict):
    """One of two answers."""

    as_of: str
    total: Bounds


class Simulated(TypedDict):
    """The law of a day over invented families, and reforms beside it."""

    perenou: str
    year: int
    as_of: str
    families: int
    undecided: int
    cost: Amount
    reforms: list[ReformCost]
    told: str
    sections: list[Told]


class SocialTax(TypedDict):
    """Social tax that the state pays."""

    payee: str
    month: str
    least: Amount
    most: Amount


Spell = TypedDict(
    "Spell",
    {
        "from": "str",
        "to": "str",
        "benefit": "str",
        "who": "str",
        "state": "str",
    },
)
"""Days that somebody claims."""


StateClaim = TypedDict(
    "StateClaim",
    {
        "for": "str",
        "debtor": "str",
        "month": "str",
        "passed": "Amount",
        "passed_in_court_time": "Amount",
        "collected": "Amount",
        "childs_part": "Amount",
        "states_part": "Amount",
        "owed_to_child": "Amount",
        "owed_to_state": "Amount",
    },
)
"""What a debtor owes for a month, and to whom."""


StateMonth = TypedDict(
    "StateMonth",
    {
        "for": "str",
        "month": "str",
        "kind": "str",
        "state": "str",
        "role": "str",
        "ground": "str | None",
        "reason": "str | None",
        "own": "Bounds",
        "paid": "Bounds",
        "suspended": "Bounds",
        "refund": "Amount",
        "refund_for": "list[str]",
        "benefits": "list[ForeignBenefit]",
        "provisional": "bool",
    },
)
"""What a state owes for a child and month."""


Step = TypedDict(
    "Step",
    {
        "for": "list[str]",
        "key": "str",
        "code": "str",
        "case": "str",
        "way": "str",
        "due": "str | None",
        "citation": "str",
        "data": "list[str]",
        "missing": "list[MissingData]",
    },
)
"""What is to be done next, and by which document."""


SumsDue = TypedDict(
    "SumsDue",
    {
        "from": "str",
        "to": "str",
        "perenou": "str",
        "law": "str",
        "as_of": "str",
        "total": "Bounds",
        "certain": "bool",
        "payments": "list[Payment]",
    },
)
"""Payments and their total; whether they are certain, but not whether the law is."""


class TextChecked(TypedDict):
    """What is stale, wrong or hard to read in a text, and what was compared with nothing."""

    language: str
    day: str | None
    rules_left_out: int
    findings: list[TextFinding]
    uncompared: list[Uncompared]


class TextFinding(TypedDict):
    """The same in a text; ``instead`` could stand in the place of the excerpt."""

    item: str
    group: str
    severity: str
    place: Place | None
    excerpt: str
    text: str
    why: str
    citation: str
    cure: str
    key: str
    instead: str | None


class Told(TypedDict):
    """A section of a report."""

    key: str
    heading: str
    lines: list[Said]
    table: Rows | None


class Uncompared(TypedDict):
    """A sentence whose figures were compared with nothing; benefits whose names are not known."""

    place: Place
    text: str
    figures: list[str]
    unknown_names: list[str]


Waiting = TypedDict(
    "Waiting",
    {
        "for": "list[str]",
        "from": "str",
        "to": "str",
        "benefit": "str",
        "payees": "list[str]",
        "least": "Amount",
        "most": "Amount",
        "citation": "str",
    },
)
"""What is suspended until the recipient claims it; in no total."""


class ProblemError(Exception):
    """A question that was not answered.

    Attributes:
        status: of HTTP. title, detail: what is wrong and how to mend it. code: to quote.
    """

    def __init__(self, status: int, told: Mapping[str, Any]) -> None:
        super().__init__(f"{told.get('title', status)}: {told.get('detail', '')}")
        self.status = status
        self.title = str(told.get("title", ""))
        self.detail = str(told.get("detail", ""))
        self.code = str(told.get("code", ""))


class Perenou:
    """A place to ask.

    Args:
        address: where the workbench is, such as ``https://perenou.example.ee``. token: what its
            page of one's account gave; empty where anybody may ask. language: of problems, and of
            answers where a question names none. timeout: seconds to wait for an answer.
    """

    def __init__(
        self, address: str, token: str = "", *, language: str = "et", timeout: float = 60
    ) -> None:
        if not address.startswith(("http://", "https://")):
            raise ValueError(f"an address begins with http:// or https://, unlike {address!r}")
        self._address = address.rstrip("/")
        self._timeout = timeout
        self._headers = {"Accept-Language": language, "Accept": "application/json"}
        if token:
            self._headers["Authorization"] = f"Bearer {token}"

    def _call(
        self,
        method: str,
        path: str,
        *,
        question: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        key: str = "",
    ) -> Any:
        asked = {name: each for name, each in (query or {}).items() if each is not None}
        address = f"{self._address}{path}{'?' if asked else ''}{urlencode(asked)}"
        headers = dict(self._headers)
        if key:
            headers["Idempotency-Key"] = key
        body = None
        if question is not None:
            told = {name: each for name, each in question.items() if each is not None}
            body = json.dumps(told).encode()
            headers["Content-Type"] = "application/json"
        request = Request(address, body, headers, method=method)
        try:
            with urlopen(request, timeout=self._timeout) as answer:
                return json.load(answer)
        except HTTPError as error:
            with error:
                raise ProblemError(error.code, _problem(error.read())) from None

    def solve(
        self,
        *,
        language: Literal["et", "en", "ru"] | None = None,
        case: dict[str, Any] | str | None = None,
        as_of: str | None = None,
        detail: Literal["short", "whole"] | None = None,
        key: str = "",
    ) -> Determined:
        """Solves a case.

        What is paid, to whom, when and on which provisions, what is open and what is in doubt.
        Amounts come from here only.
        """
        answer = self._call(
            "POST",
            "/api/v1/solve",
            question={"language": language, "case": case, "as_of": as_of, "detail": detail},
            key=key,
        )
        return cast("Determined", answer)

    def sums(
        self,
        *,
        language: Literal["et", "en", "ru"] | None = None,
        case: dict[str, Any] | str | None = None,
        as_of: str | None = None,
        key: str = "",
    ) -> SumsDue:
        """Works out payments and their total alone.

        Without rights, questions, doubts and reasons. For many cases at once. For a decision
        ask solve.
        """
        answer = self._call(
            "POST",
            "/api/v1/sums",
            question={"language": language, "case": case, "as_of": as_of},
            key=key,
        )
        return cast("SumsDue", answer)

    def explain(
        self,
        *,
        benefit: str,
        language: Literal["et", "en", "ru"] | None = None,
        case: dict[str, Any] | str | None = None,
        as_of: str | None = None,
        key: str = "",
    ) -> Explained:
        """Says why there is or is not a right to a benefit.

        Sentence by sentence with provisions.
        """
        answer = self._call(
            "POST",
            "/api/v1/explain",
            question={"language": language, "case": case, "as_of": as_of, "benefit": benefit},
            key=key,
        )
        return cast("Explained", answer)

    def missing(
        self,
        *,
        language: Literal["et", "en", "ru"] | None = None,
        case: dict[str, Any] | str | None = None,
        as_of: str | None = None,
        key: str = "",
    ) -> MissingFacts:
        """Says what else has to be known for the answer to be certain.

        The most important first.
        """
        answer = self._call(
            "POST",
            "/api/v1/missing",
            question={"language": language, "case": case, "as_of": as_of},
            key=key,
        )
        return cast("MissingFacts", answer)

    def what_if(
        self,
        *,
        changes: list[str],
        language: Literal["et", "en", "ru"] | None = None,
        case: dict[str, Any] | str | None = None,
        as_of: str | None = None,
        key: str = "",
    ) -> Compared:
        """Compares two answers: what changes if something in the case were otherwise."""
        answer = self._call(
            "POST",
            "/api/v1/what_if",
            question={"language": language, "case": case, "as_of": as_of, "changes": changes},
            key=key,
        )
        return cast("Compared", answer)

    def benefits(
        self,
        *,
        language: Literal["et", "en", "ru"] | None = None,
        key: str = "",
    ) -> BenefitNames:
        """Lists the benefits and their keys."""
        answer = self._call(
            "POST",
            "/api/v1/benefits",
            question={"language": language},
            key=key,
        )
        return cast("BenefitNames", answer)

    def figures(
        self,
        *,
        language: Literal["et", "en", "ru"] | None = None,
        day: str | None = None,
        known: str | None = None,
        after: str | None = None,
        most: int | None = None,
        about: str | None = None,
        key: str = "",
    ) -> FiguresOfDay:
        """Gives every rate.

        Amount, age and term that applies on a day, with citation and source.
        """
        answer = self._call(
            "POST",
            "/api/v1/figures",
            question={
                "language": language,
                "day": day,
                "known": known,
                "after": after,
                "most": most,
                "about": about,
            },
            key=key,
        )
        return cast("FiguresOfDay", answer)

    def norms(
        self,
        *,
        language: Literal["et", "en", "ru"] | None = None,
        day: str | None = None,
        known: str | None = None,
        after: str | None = None,
        most: int | None = None,
        key: str = "",
    ) -> NormsOfDay:
        """Lists the coded norms that hold on a day, with their citations."""
        answer = self._call(
            "POST",
            "/api/v1/norms",
            question={
                "language": language,
                "day": day,
                "known": known,
                "after": after,
                "most": most,
            },
            key=key,
        )
        return cast("NormsOfDay", answer)

    def norm(
        self,
        *,
        name: str,
        language: Literal["et", "en", "ru"] | None = None,
        key: str = "",
    ) -> NormTold:
        """Shows what a norm, figure or fact of the coded law says and rests on."""
        answer = self._call(
            "POST",
            "/api/v1/norm",
            question={"language": language, "name": name},
            key=key,
        )
        return cast("NormTold", answer)

    def provision(
        self,
        *,
        provision: str,
        language: Literal["et", "en", "ru"] | None = None,
        day: str | None = None,
        key: str = "",
    ) -> ProvisionTold:
        """Gives a provision as it stands on a day.

        A summary, a link, its text if it was imported, and the norms that rest on it.
        """
        answer = self._call(
            "POST",
            "/api/v1/provision",
            question={"language": language, "provision": provision, "day": day},
            key=key,
        )
        return cast("ProvisionTold", answer)

    def handbook(
        self,
        *,
        language: Literal["et", "en", "ru"] | None = None,
        day: str | None = None,
        known: str | None = None,
        page: str | None = None,
        key: str = "",
    ) -> HandbookTold:
        """Lists the pages of the handbook and gives one of them.

        Where it is asked for, as of a day.
        """
        answer = self._call(
            "POST",
            "/api/v1/handbook",
            question={"language": language, "day": day, "known": known, "page": page},
            key=key,
        )
        return cast("HandbookTold", answer)

    def find(
        self,
        *,
        question: str,
        language: Literal["et", "en", "ru"] | None = None,
        day: str | None = None,
        most: int | None = None,
        key: str = "",
    ) -> Found:
        """Finds norms, terms, pages of the handbook and provisions that answer a question."""
        answer = self._call(
            "POST",
            "/api/v1/find",
            question={"language": language, "question": question, "day": day, "most": most},
            key=key,
        )
        return cast("Found", answer)

    def matters(
        self,
        *,
        language: Literal["et", "en", "ru"] | None = None,
        case: dict[str, Any] | str | None = None,
        as_of: str | None = None,
        key: str = "",
    ) -> MatterList:
        """Lists what there is to decide and to write in a case."""
        answer = self._call(
            "POST",
            "/api/v1/matters",
            question={"language": language, "case": case, "as_of": as_of},
            key=key,
        )
        return cast("MatterList", answer)

    def draft_act(
        self,
        *,
        language: Literal["et", "en", "ru"] | None = None,
        case: dict[str, Any] | str | None = None,
        as_of: str | None = None,
        number: int | None = None,
        kind: str | None = None,
        particulars: dict[str, Any] | None = None,
        key: str = "",
    ) -> Drafted:
        """Drafts a decision or letter and says what it still lacks."""
        answer = self._call(
            "POST",
            "/api/v1/draft_act",
            question={
                "language": language,
                "case": case,
                "as_of": as_of,
                "number": number,
                "kind": kind,
                "particulars": particulars,
            },
            key=key,
        )
        return cast("Drafted", answer)

    def check_act(
        self,
        *,
        text: str,
        language: Literal["et", "en", "ru"] | None = None,
        kind: str | None = None,
        day: str | None = None,
        case: dict[str, Any] | str | None = None,
        key: str = "",
    ) -> ActChecked:
        """Checks the text of an administrative act or letter.

        What is missing or wrong, why, and how to mend it.
        """
        answer = self._call(
            "POST",
            "/api/v1/check_act",
            question={"language": language, "text": text, "kind": kind, "day": day, "case": case},
            key=key,
        )
        return cast("ActChecked", answer)

    def check_text(
        self,
        *,
        text: str,
        language: Literal["et", "en", "ru"] | None = None,
        day: str | None = None,
        as_of: str | None = None,
        wording: bool | None = None,
        key: str = "",
    ) -> TextChecked:
        """Checks the text of a letter or page.

        What is stale or wrong, and what could be said more clearly.
        """
        answer = self._call(
            "POST",
            "/api/v1/check_text",
            question={
                "language": language,
                "text": text,
                "day": day,
                "as_of": as_of,
                "wording": wording,
            },
            key=key,
        )
        return cast("TextChecked", answer)

    def batch(
        self,
        *,
        questions: list[dict[str, Any]],
        key: str = "",
    ) -> ManyAnswers:
        """Up to 1,000 questions at once.

        Each is answered by itself, also where some do not fit.
        """
        answer = self._call(
            "POST",
            "/api/v1/batch",
            question={"questions": questions},
            key=key,
        )
        return cast("ManyAnswers", answer)

    def simulate(
        self,
        *,
        reforms: list[ReformTold],
        language: Literal["et", "en", "ru"] | None = None,
        year: int | None = None,
        families: int | None = None,
        seed: int | None = None,
        loses_more: int | None = None,
        as_of: str | None = None,
        key: str = "",
    ) -> JobTold:
        """Works out what reforms would cost in an invented Estonia and who would have more or less.

        It is done in the background.
        """
        answer = self._call(
            "POST",
            "/api/v1/simulate",
            question={
                "language": language,
                "reforms": reforms,
                "year": year,
                "families": families,
                "seed": seed,
                "loses_more": loses_more,
                "as_of": as_of,
            },
            key=key,
        )
        return cast("JobTold", answer)

    def jobs(
        self,
        *,
        before: int | None = None,
        most: int | None = None,
    ) -> Jobs:
        """Lists your work, the newest first."""
        answer = self._call(
            "GET",
            "/api/v1/jobs",
            query={"before": before, "most": most},
        )
        return cast("Jobs", answer)

    def job(
        self,
        *,
        id: int,
    ) -> JobTold:
        """Says how far work is."""
        answer = self._call(
            "GET",
            f"/api/v1/jobs/{id}",
        )
        return cast("JobTold", answer)

    def cancel(
        self,
        *,
        id: int,
    ) -> JobTold:
        """Stops work."""
        answer = self._call(
            "DELETE",
            f"/api/v1/jobs/{id}",
        )
        return cast("JobTold", answer)

    def result(
        self,
        *,
        id: int,
    ) -> Simulated:
        """Gives what came of work."""
        answer = self._call(
            "GET",
            f"/api/v1/jobs/{id}/result",
        )
        return cast("Simulated", answer)


def _problem(content: bytes) -> Mapping[str, Any]:
    try:
        told = json.loads(content)
    except ValueError:
        return {}
    return cast("Mapping[str, Any]", told) if isinstance(told, dict) else {}
