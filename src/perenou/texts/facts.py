"""The facts of a text against the law: figures, benefits that have ended, provisions that are gone.

Every finding tells the right value or what came instead, where it stands and since when.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from perenou.acts.check.benefit_names import benefits_at
from perenou.acts.check.checklist import checklist
from perenou.acts.check.citations import lost_superscripts, not_yet_in_force, wrong_citations
from perenou.acts.check.contest import right_body, right_term
from perenou.acts.check.finding import Finding, Hit, Severity
from perenou.acts.check.view import Act, Place
from perenou.benefits.estonia.vocabulary import BENEFITS
from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.words import Words
from perenou.language.catalogue import Catalogue, SlotValue
from perenou.language.dates import day as day_text
from perenou.language.grammar import Language
from perenou.rules.types import ALWAYS, Day
from perenou.texts.compared import Compared, compared
from perenou.texts.law_values import Value, values
from perenou.texts.letter import compared_in
from perenou.texts.passages import Passage, passages
from perenou.texts.statements import Statement, statements, times_of
from perenou.texts.topics import of_benefit

GROUP: Final = "facts"
_SEVERITIES: Final = {
    "stale-figure": Severity.MAJOR,
    "wrong-figure": Severity.MAJOR,
    "future-figure": Severity.MINOR,
    "ended-benefit": Severity.MAJOR,
    "gone-provision": Severity.MAJOR,
    "missing-provision": Severity.MAJOR,
    "other-provision": Severity.MAJOR,
    "future-provision": Severity.MINOR,
    "lost-superscript": Severity.MINOR,
    "challenge-term": Severity.MAJOR,
    "challenge-body": Severity.MAJOR,
}
"""By rule: how bad it is in a text that people read now."""

FACT_RULES: Final = tuple(_SEVERITIES)
_PRESENT: Final = re.compile(
    r"\b(?:makstakse|maksame|maksab|saab|saavad|saate|saada|taotle\w*|õigus\w*|määra(?:takse|me)|on\s+\d|kuus"
    r"|is\s+paid|are\s+paid|we\s+pay|receive\w*|apply|entitled|is\s+\d|right"
    r"|выплачива\w+|получ\w+|прав[оа]|составляет|назнача\w+)\b",
    re.IGNORECASE,
)
_DENIED: Final = re.compile(r"\b(?:ei|pole|not|no|не|нет)\b", re.IGNORECASE)


class _Teller:
    """Puts findings into the words of a language."""

    def __init__(self, act: Act, language: Language, written: Day | None, today: Day) -> None:
        self.act, self.language, self.written, self.today = act, language, written, today
        self._texts = Catalogue.load("perenou.texts", "texts")
        self.words = Words(language)

    def say(self, key: str, **slots: SlotValue) -> str:
        return self._texts.text(f"text.{key}", self.language, **slots)

    def finding(
        self,
        rule: str,
        place: Place,
        citation: str,
        *,
        detail: str,
        cure: str,
        was_right: bool = False,
    ) -> Finding:
        severity = _SEVERITIES[rule]
        if was_right and severity.stops:
            severity = Severity.MINOR
        return Finding(
            rule,
            GROUP,
            severity,
            place,
            self.act.excerpt(place),
            detail,
            self.say("facts.why.was_right" if was_right else "facts.why"),
            citation,
            cure,
        )

    def day(self, day: Day) -> str:
        return day_text(day, self.language)

    def value(self, value: Value) -> str:
        return self.words.value(value.value, LAWBOOK.parameters[value.figure].gives)


def fact_findings(
    act: Act, written: Day | None, today: Day, language: Language = "et"
) -> Iterator[Finding]:
    """What a text says that the law of today does not, or no longer.

    Args:
        act: the text, as of ``today``. written: the day of the text, where it is known.
    """
    teller = _Teller(act, language, written, today)
    for statement in statements(act):
        yield from _of_statement(teller, statement)
    every = tuple(passages(act))
    over = _known_to_be_over(every, today)
    for passage in every:
        yield from _ended(teller, passage, over)
    yield from _provisions(teller)


# ------------------------------------------------------------------------------ figures


def _of_statement(teller: _Teller, statement: Statement) -> Iterator[Finding]:
    now = compared_in(teller.act, statement, teller.today)
    if now.verdict in ("right", "unsaid"):
        return
    written = teller.written
    was_right = (
        written is not None
        and written < teller.today
        and compared(statement, written).verdict == "right"
    )
    rule = {"stale": "stale-figure", "ended": "stale-figure", "not_yet": "future-figure"}.get(
        now.verdict, "wrong-figure"
    )
    cited = (*now.right, *((now.was,) if now.was else ()))[0]
    yield teller.finding(
        rule,
        statement.place,
        str(cited.citation),
        detail=_what(teller, now),
        cure=_right(teller, now),
        was_right=was_right,
    )


def _what(teller: _Teller, now: Compared) -> str:
    figure = now.was.figure if now.was else now.right[0].figure
    label = teller.words.label(figure)
    if now.verdict in ("stale", "ended") and now.was is not None:
        return teller.say("facts.stale", label=label, day=now.was.until - 1)
    if now.verdict == "not_yet" and now.was is not None:
        return teller.say("facts.not_yet", label=label, day=now.was.since)
    return teller.say("facts.wrong", label=label)


def _right(teller: _Teller, now: Compared) -> str:
    """The values that hold, each with since when."""
    if not now.right:
        return teller.say("facts.none_now")
    told = [_told(teller, each) for each in now.right]
    return teller.say("facts.right", values=told)


def _told(teller: _Teller, value: Value) -> str:
    label, text = teller.words.label(value.figure), teller.value(value)
    if value.since <= ALWAYS:
        return teller.say("facts.value", label=label, value=text)
    return teller.say("facts.value_since", label=label, value=text, since=value.since)


# ------------------------------------------------------------------------------ benefits


def _known_to_be_over(every: Iterable[Passage], today: Day) -> frozenset[str]:
    """Benefits of which the text says somewhere that they belong to the past."""
    found: set[str] = set()
    for passage in every:
        for each in benefits_at(passage.text, lay=True):
            last = _last_value(each.benefit, today)
            if last is not None and _is_of_the_past(passage.text, last.until):
                found.add(each.benefit)
    return frozenset(found)


def _last_value(benefit: str, today: Day) -> Value | None:
    """The last value of a benefit that is no longer paid; None where it still is."""
    every = [values(topic.figure, today) for topic in of_benefit(benefit)]
    if not every or any(not each or each[-1].until > today for each in every):
        return None
    return max((each[-1] for each in every), key=lambda value: value.until)


def _is_of_the_past(text: str, end: Day) -> bool:
    """Whether it speaks of earlier times in words, or tells a day up to an end."""
    times = times_of(text)
    days = [*times.days, *([] if times.since is None else [times.since])]
    return times.is_past or _OVER.search(text) is not None or any(day <= end for day in days)


_OVER: Final = re.compile(
    r"\b(?:kaota(?:ti|tud)|lõpeta(?:ti|tud)|asemel|asenda\w*|abolished|ended|instead|replace[ds]?"
    r"|отмен\w+|вместо|замен\w+)\b",
    re.IGNORECASE,
)


def _ended(teller: _Teller, passage: Passage, over: frozenset[str]) -> Iterator[Finding]:
    """Benefits that the text speaks of as if they were still paid."""
    told: list[str] = []
    for each in benefits_at(passage.text, lay=True):
        last = _last_value(each.benefit, teller.today)
        if last is None or each.benefit in (*told, *over):
            continue
        if not _PRESENT.search(passage.text) or _DENIED.search(passage.text):
            continue
        told.append(each.benefit)
        was_right = teller.written is not None and teller.written < last.until
        yield teller.finding(
            "ended-benefit",
            passage.place(each.start, each.end),
            str(last.citation),
            detail=teller.say(
                "facts.ended",
                benefit=BENEFITS[each.benefit].in_language(teller.language),
                day=last.until - 1,
            ),
            cure=teller.say("facts.ended_cure"),
            was_right=was_right,
        )


# ------------------------------------------------------------------------------ provisions

_DETAILS: Final = {
    "missing": "missing-provision",
    "gone": "gone-provision",
    "other_act": "other-provision",
    "other_benefits_provision": "other-provision",
}
_ITEMS: Final = {
    "missing-provision": "AA-021",
    "gone-provision": "AA-021",
    "other-provision": "AA-021",
    "future-provision": "AA-022",
    "lost-superscript": "AA-162",
    "challenge-term": "AA-071",
    "challenge-body": "AA-072",
}
"""By rule: the item of the checklist of acts that finds the same in a decision."""


def _provisions(teller: _Teller) -> Iterator[Finding]:
    act = teller.act
    for hit in wrong_citations(act):
        rule = _DETAILS.get(hit.detail)
        if rule is not None and not (rule == "gone-provision" and _tells_the_past(act, hit)):
            gone = next((slot for key, slot in hit.slots if key == "day"), None)
            written = teller.written
            was_right = isinstance(gone, int) and written is not None and written < gone
            yield from _hit(teller, rule, hit, was_right=was_right)
    for rule, hits in (
        ("future-provision", not_yet_in_force(act)),
        ("lost-superscript", lost_superscripts(act)),
        ("challenge-term", right_term(act)),
        ("challenge-body", right_body(act)),
    ):
        for hit in hits:
            yield from _hit(teller, rule, hit)


def _tells_the_past(act: Act, hit: Hit) -> bool:
    """Whether the sentence speaks of the time in which the provision was in force.

    A citation in brackets of its own belongs to the sentence before it.
    """
    gone = next((slot for key, slot in hit.slots if key == "day"), None)
    place = hit.place
    if place is None or not isinstance(gone, int):
        return False
    before = ""
    for each in act.sentences:
        if each.place.paragraph == place.paragraph:
            if each.place.start <= place.start < each.place.end:
                text = before + each.text if each.text.startswith("(") else each.text
                return _is_of_the_past(text, gone)
            before = each.text
    return False


def _hit(teller: _Teller, rule: str, hit: Hit, *, was_right: bool = False) -> Iterator[Finding]:
    """What the checks of acts find, told in their words."""
    if hit.place is None:
        return
    texts = Catalogue.load("perenou.acts.check", "texts")
    item = checklist()[_ITEMS[rule]]
    key = f"check.{item.id.lower().replace('-', '_')}"
    what = texts.text(f"{key}.what", teller.language)
    if hit.detail:
        slots = dict(hit.slots)
        what += " " + texts.text(f"check.detail.{hit.detail}", teller.language, **slots)
    cure = texts.text(f"{key}.cure", teller.language)
    cited = next((str(slot) for name, slot in hit.slots if name == "provision"), item.citation)
    yield teller.finding(rule, hit.place, cited, detail=what, cure=cure, was_right=was_right)
