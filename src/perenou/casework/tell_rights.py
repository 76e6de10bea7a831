"""Rights and their grounds, told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.estonia.one_off_allowances import ONE_OFF
from perenou.benefits.estonia.vocabulary import CLAIMED_BY_DAYS, PERSON
from perenou.benefits.eu.vocabulary import BASKETS
from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.case_file.coordination import HOME
from perenou.casework.determination import (
    LATENESS,
    VALIDITY,
    Determination,
    Ground,
    Right,
    Role,
    Status,
)
from perenou.casework.lines import START
from perenou.casework.report import Cited, Line, Section, Tone
from perenou.casework.tell_coordination import PROVISIONS
from perenou.casework.tell_money import owed_by
from perenou.casework.words import Words, with_value
from perenou.rules.calendar import first_day_of, month_of, month_start
from perenou.rules.types import NEVER, Day

SHOWN_UNDECIDED = 6
"""Open rights told one by one; more are only named."""
COUNTED_BY = "PHS § 4 lg 4"
"""What sets off a benefit of a state that coordination does not reach."""
SUSPENDS = ("PHS § 12", "PHS § 63¹¹ lg 3")
"""By what payment is suspended that no other state has to do with."""
SHOWN_GROUNDS = 4
"""Open conditions told in one sentence; the rest are counted."""


def rights_section(made: Determination, words: Words) -> Section | None:
    """The rights with their grounds; many that are open are only named, the questions tell why."""
    groups: dict[object, list[Right]] = defaultdict(list)
    for right in made.rights:
        grounds = tuple(_alike(ground, right) for ground in _told_grounds(right))
        if right.status is Status.UNDECIDED:
            grounds = ()
        key = (
            right.benefit, right.status, right.holder, right.first, right.after, right.debtor,
            grounds,
        )  # fmt: skip
        groups[key].append(right)
    lines: list[Line] = []
    undecided = [group[0] for group in groups.values() if group[0].status is Status.UNDECIDED]
    is_vague = len(undecided) > SHOWN_UNDECIDED
    for group in groups.values():
        if is_vague and group[0].status is Status.UNDECIDED:
            continue
        lines.append(Line(_right(group, words), tone=_TONES[group[0].status]))
        why = _why(group, made, words)
        if why:
            lines.append(Line(why, 1, "quiet", cited(group[0].grounds)))
    if is_vague:
        benefits = dict.fromkeys(words.benefit(right.benefit) for right in undecided)
        text = words.say("tell.rights.many_undecided", benefits=list(benefits))
        lines.append(Line(text, tone="open"))
    if not lines:
        return None
    return Section("rights", words.say("tell.rights.heading"), tuple(lines))


_TONES: dict[Status, Tone] = {
    Status.GRANTED: "good",
    Status.UNCLAIMED: "open",
    Status.SUSPENDED: "bad",
    Status.REFUSED: "bad",
    Status.UNDECIDED: "open",
}


def _right(group: Sequence[Right], words: Words) -> str:
    right = group[0]
    names = owed_by(words.names([each.about for each in group]), right.debtor, words)
    slots = {"benefit": words.benefit(right.benefit), "about": names}
    key = "tell.rights.right"
    if right.holder is not None and right.holder != right.about:
        is_paid = right.status in (Status.GRANTED, Status.SUSPENDED)
        key = "tell.rights.held" if is_paid else "tell.rights.claimable"
        if right.benefit in CLAIMED_BY_DAYS and not is_paid:
            key = "tell.rights.claimed"
        slots["holder"] = words.name_of(right.holder)
    return words.say(key, verdict=_verdict_on(right, words), **slots)


def _verdict_on(right: Right, words: Words) -> str:
    if right.benefit in ONE_OFF:
        if right.after is None:
            return words.say(f"tell.rights.never.{right.status.value}")
        return words.say(f"tell.rights.once.{right.status.value}", day=right.first)
    first = None if right.first <= START else right.first
    last = None if right.after is None else right.after - 1
    if first is None and last is None:
        when = words.say("tell.rights.whole_time")
    elif right.debtor is not None and all(map(_begins_month, (right.first, right.after))):
        # Maintenance allowance is decided on by the month; its days begin within the first one.
        months = (first and month_of(first), last and month_of(last))
        when = words.say("tell.rights.months", months=months)
    else:
        when = words.say("tell.rights.spell", days=(first, last))
    is_counted = right.status is Status.SUSPENDED and all(
        ground.citation == COUNTED_BY for ground in right.grounds
    )
    verdict = "granted_late" if right.is_late else "lost" if right.is_lost else right.status.value
    return words.say(f"tell.rights.{'counted' if is_counted else verdict}", when=when)


def _begins_month(day: Day | None) -> bool:
    return day is None or day <= START or month_start(day) == day


def _alike(ground: Ground, right: Right) -> tuple[object, ...]:
    """A ground without whose right it is, so that two children's equal grounds are equal."""
    others = tuple("" if who == right.about else who for who in ground.about)
    return ground.name, others, ground.value, ground.days


def _told_grounds(right: Right) -> list[Ground]:
    """What speaks for a right that is paid; otherwise what stands against it or is open."""
    if right.status in (Status.GRANTED, Status.UNCLAIMED):
        # Of maintenance allowance no day tells from when a late claim covers it: its days do.
        is_days = right.status is Status.UNCLAIMED and right.debtor is not None
        return [
            g for g in right.grounds if g.value is True or g.gives != "bool" or (is_days and g.days)
        ]
    if right.status is Status.UNDECIDED:
        found = [g for g in right.grounds if isinstance(g.value, tuple) and g.gives != VALIDITY]
        # From when a claim brings payment is open only because the right is.
        return [g for g in found if not g.name.endswith(LATENESS)] or found
    return list(right.grounds)


def _suspends_here(ground: Ground) -> bool:
    """Whether payment is suspended for what befell whoever is paid, whichever state pays first."""
    cited = (ground.citation or "").partition(" lg ")[0]
    return ground.value is True and (cited in SUSPENDS or ground.citation in SUSPENDS)


def _first_elsewhere(right: Right, made: Determination, words: Words) -> list[str]:
    """Of a right suspended for another state's benefit: which states come first, and why."""
    if right.status is not Status.SUSPENDED or any(map(_suspends_here, right.grounds)):
        return []
    kinds = {basket.key for basket in BASKETS if right.benefit in basket.benefits}
    last = None if right.after is None else right.after - 1
    found = dict.fromkeys(
        (each.state, each.reason)
        for each in made.state_months
        if each.kind in kinds
        and (each.child == right.about or MONTHLY[right.benefit].unit is PERSON)
        and each.role is Role.PRIMARY
        and each.reason in PROVISIONS
        and each.state != HOME
        and first_day_of(each.month + 1) > right.first
        and (last is None or first_day_of(each.month) <= last)
    )
    return [
        words.say(
            "tell.rights.elsewhere",
            state=words.state(state),
            why=words.say(f"tell.states.why.{reason}"),
            citation=PROVISIONS[reason],
        )
        for state, reason in found
    ]


def _why(group: Sequence[Right], made: Determination, words: Words) -> str:
    right = group[0]
    elsewhere = _first_elsewhere(right, made, words)
    if elsewhere:
        return words.say("tell.rights.because", grounds="; ".join(elsewhere))
    is_open = right.status is Status.UNDECIDED
    # Everybody in the group has the same grounds; so they are told of all of them at once.
    known = [w for each in group for w in (each.about, each.holder or "", each.debtor or "")]
    told_grounds = _told_grounds(right)
    found = dict.fromkeys(
        ground_text(ground, words, but=known, is_open=is_open) for ground in told_grounds
    )
    if not found:
        return ""
    told = list(found)[:SHOWN_GROUNDS]
    more = len(found) - len(told)
    grounds = "; ".join(told)
    if more:
        grounds += words.say("tell.rights.more", number=more)
    key = "tell.rights.open" if is_open else "tell.rights.because"
    return words.say(key, grounds=grounds)


def ground_text(
    ground: Ground, words: Words, but: Sequence[str] = (), *, is_open: bool = False
) -> str:
    """A ground as words: what, of whom if that is not plain, its value and provision."""
    if ground.gives == VALIDITY and isinstance(ground.value, tuple):
        return _not_in_force(ground, ground.value, words)
    if ground.name.endswith(LATENESS) and isinstance(ground.value, int):
        return words.say("tell.rights.late", since=ground.value, citation=str(ground.citation))
    happened = isinstance(ground.value, int) and words.day_said(ground.name, ground.value)
    text = happened or words.label(ground.name)
    others = [who for who in ground.about if who not in but]
    if others and ground.about:
        text += f" ({words.names(ground.about)})"
    if ground.turns is not None:
        key, day = (
            ("from", ground.turns) if ground.turns > ground.day else ("until", ground.turns - 1)
        )
        text = words.say(f"tell.rights.only_{key}", what=text, day=day)
        return f"{text} ({ground.citation})" if ground.citation else text
    told = words.name_of(ground.who) if ground.who else words.value(ground.value, ground.gives)
    shown = "" if is_open or happened else told
    text = with_value(text, shown)
    is_bare = is_open or happened
    beside = [words.stated(name, day, "Day") for name, day in (() if is_bare else ground.days)]
    beside += [] if ground.citation is None else [ground.citation]
    return f"{text} ({'; '.join(beside)})" if beside else text


def _not_in_force(ground: Ground, held: tuple[Day, Day], words: Words) -> str:
    since, until = held
    if since >= NEVER:
        return words.say("tell.rights.no_norm", provision=str(ground.citation))
    key, day = ("from", since) if since > ground.day else ("until", until - 1)
    what = "wording" if key == "from" and _had_another_wording(ground, since) else "in_force"
    text = words.say(f"tell.rights.{what}_{key}", day=day)
    return f"{text} ({ground.citation})"


def _had_another_wording(ground: Ground, since: Day) -> bool:
    """Whether the same provision was in force before a day, with other words."""
    return any(
        rule.validity.since < since and str(rule.citation) == ground.citation
        for rule in LAWBOOK.rules.get(ground.name, ())
    )


def cited(grounds: Iterable[Ground]) -> Cited:
    """The provisions of grounds, each with the day on whose wording it opens."""
    return tuple((g.citation, g.wording) for g in grounds if g.citation is not None)
