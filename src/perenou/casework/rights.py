"""Rights from and to: granted, unclaimed, suspended, refused or undecided, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from perenou.benefits.estonia.months import MONTHLY, MonthlyAllowance
from perenou.benefits.estonia.one_off_allowances import ONE_OFF
from perenou.benefits.estonia.vocabulary import CARER, CHILD, PAID_FOR_SET, PERSON
from perenou.benefits.eu.vocabulary import BASKETS
from perenou.casework.case_file.schema import entries
from perenou.casework.determination import LATENESS, SURVIVORS, VALIDITY, Ground, Right, Status
from perenou.casework.lines import term_end
from perenou.casework.parental_answer import kind_of
from perenou.casework.parental_ledger import AFTER_DEATH, giving_after_death
from perenou.rules.calendar import first_day_of, month_of
from perenou.rules.explain import Reason, causes, lowest_yes, turning_points
from perenou.rules.timeline import Timeline, joined
from perenou.rules.types import NEVER, Day
from perenou.rules.unknown import Open

if TYPE_CHECKING:
    from perenou.casework.solve import Solved


WAYS_OUT: Final = (
    "is_deemed_to_live_here", "child_is_deemed_to_live_here", "is_the_child",
    "takes_parents_place", "adopters_day_due", "short_term_worker_can_claim",
    "fathers_days_for_short_term_work", "birth_allowance_receives", "is_transitional",
    "raises_living_apart", "lives_in_prison_with_small_child", "keeps_child_in_prison",
)  # fmt: skip
"""Norms that put somebody under another rule than the one that they do not meet.

That of two benefits the other is not paid is no reason for this one either.
"""


FOR_PARENT: Final = "right_for_lost_parent"
"""The right to survivor's allowance for one parent, by adult and child."""

_HELD: Final = (Status.GRANTED, Status.UNCLAIMED)
"""Of a right that there is, whether or not it was claimed."""

_OF_OTHERS: Final = ("wanted", "missing", "paid_pension_at_switch", "has_died", "is_searched_for")
"""What brings something only where it holds of another parent than who claims."""

_OF_PARENTS: Final = ("is_parent", "is_maintained", "claimant_has_history")
"""What is asked of a parent, or of who claims; others than who claims never were one."""


def without_others(grounds: Sequence[Ground], claimants: Collection[str]) -> tuple[Ground, ...]:
    """Grounds without what only says that a condition looks at the wrong person, if any is left."""
    told = tuple(
        ground
        for ground in grounds
        if ground.value is not False
        or any(day < NEVER for _, day in ground.days)
        or ground.name
        not in (_OF_OTHERS if set(ground.about[:1]) & set(claimants) else _OF_PARENTS)
    )
    return told or tuple(grounds)


def without_other_claims(
    grounds: Sequence[Ground], key: str, *, is_claimed: bool
) -> tuple[Ground, ...]:
    """Grounds of a claimed benefit without what other claims are not for, if any is left."""
    told = [g for g in grounds if g.name != f"claims_{key}" or g.value is not False]
    return tuple(told if is_claimed and told else grounds)


def rights(solved: Solved, benefits: Iterable[str]) -> tuple[Right, ...]:
    """The rights of the months asked about to some of the benefits to decide on.

    Refusals are told for benefits that somebody claimed by name, and for rights that break off.
    """
    found: list[Right] = []
    for key in benefits:
        if key in ONE_OFF:
            for row in range(len(solved.facts.children)):
                found.extend(_one_off(solved, key, row))
        else:
            allowance = MONTHLY[key]
            for row in range(solved.world.facts.rows[allowance.unit.name]):
                if key != PAID_FOR_SET or _speaks_for_set(solved, allowance, row):
                    found.extend(_monthly(solved, key, allowance, row))
    return tuple(found)


def _speaks_for_set(solved: Solved, allowance: MonthlyAllowance, row: int) -> bool:
    """Whether a right for a whole multiple birth is told at this child: where it exists.

    Where it never does, it is told at the first child.
    """
    children = solved.facts.children
    every = solved.facts.set_of(children[row])
    telling = tuple(
        child
        for child in every
        if not solved.world.line(allowance.right, children.index(child)).always(False)
    )
    return children[row] in (telling or every[:1])


def claimed_by_name(solved: Solved, key: str, child: str | None, by: str | None = None) -> bool:
    """Whether a claim names this benefit (for this child)."""
    return any(
        isinstance(claim.benefits, tuple)
        and key in claim.benefits
        and (child is None or child in (solved.case.children_of(claim) or ()))
        and (by is None or claim.by == by)
        for claim in entries(solved.case.claims)
    )


def _claimed_in_months(solved: Solved, key: str, child: str) -> bool:
    """Whether a claim that names the benefit may have come in the months asked about."""
    return any(
        isinstance(claim.benefits, tuple)
        and key in claim.benefits
        and child in (solved.case.children_of(claim) or ())
        and (
            claim.received is None
            or (claim.received.first < solved.after and claim.received.last >= solved.first_day)
        )
        for claim in entries(solved.case.claims)
    )


def holders(solved: Solved, allowance: MonthlyAllowance, row: int) -> list[int]:
    """The rows in which the benefit may be in somebody's hands."""
    if allowance.unit is not CHILD:
        return [row]
    return [r for r, (_, child) in enumerate(solved.facts.carers) if child == row]


def _monthly(solved: Solved, key: str, allowance: MonthlyAllowance, row: int) -> list[Right]:
    world = solved.world
    right = world.line(allowance.right, row)
    about = solved.id_of(allowance.unit.name, row)
    if allowance.unit is PERSON:
        by_name = claimed_by_name(solved, key, None, about)
    else:
        of_claim = solved.facts.set_of(about) if key == PAID_FOR_SET else (about,)
        by_name = any(claimed_by_name(solved, key, child) for child in of_claim)
        by_name = by_name or _second_is_sought(solved, key, row)
    if allowance.is_claimed_by_days:
        by_name = not right.always(False)
    elif allowance.unit is CARER:
        # A claim speaks of whoever owes maintenance, not of every adult of the family.
        by_name = by_name and not world.line("is_maintenance_debtor", row).always(False)
    by_name = by_name or _had_pension_instead(solved, key, row)
    if right.always(False) and not by_name:
        return []
    carers = holders(solved, allowance, row)
    payable = world.line(allowance.payable, row)
    entitled = [world.line(allowance.entitled, carer) for carer in carers]
    due = [world.line(allowance.due, carer) for carer in carers]
    recipient = (
        world.seen_from(allowance.unit, row, allowance.recipient)
        if allowance.recipient
        else payable
    )
    beside = _beside(solved, key, allowance, row)
    suspended = allowance.suspended and world.line(allowance.suspended, row)
    lines = [right, payable, recipient, *entitled, *due]
    for each in beside:
        lines += [world.line(name, of_row) for name, of_row in each.names]
        lines += [world.line("child_allowance_recipient", each.child)]
    if suspended:
        lines.append(suspended)
    if allowance.foreign:
        lines += [world.line(name, row) for name in (allowance.foreign, allowance.rate_due)]
    days = sorted({day for line in lines for day in line.starts})

    def is_suspended(day: Day) -> bool:
        """Whether payment for a claimed day is suspended, and nothing else bars it before that."""
        if not suspended or right.at(day) is not True or suspended.at(day) is not True:
            return False
        reason = solved.explainer.reason(allowance.payable, row, max(day, world.start))
        return any(part.name == allowance.suspended for part in reason.walk())

    def is_paid_elsewhere(day: Day) -> bool:
        """Whether another state's benefit leaves nothing of it to pay, for any child it is for."""
        of_day = _with_children(solved, allowance, row, day, beside)
        return bool(of_day) and all(each.leaves_nothing(solved, day) for each in of_day)

    def is_counted_away(day: Day) -> bool:
        """By § 4 lg 4; a month that begins in coordination stays in it (987/2009 art 59)."""
        begun = first_day_of(month_of(day))
        if begun >= world.start and any(each.suspends(solved, begun) for each in beside):
            day = begun
        return _is_counted_away(solved, allowance, row, day)

    def status(day: Day) -> Status:
        if payable.at(day) is True:
            is_elsewhere = is_paid_elsewhere(day) or is_counted_away(day)
            return Status.SUSPENDED if is_elsewhere else Status.GRANTED
        if right.at(day) is False:
            return Status.REFUSED
        if payable.at(day) is False and is_suspended(day):
            return Status.SUSPENDED
        if any(line.at(day) is True for line in due) and payable.at(day) is False:
            return Status.SUSPENDED
        if all(line.at(day) is False for line in entitled):
            return Status.REFUSED
        nobody_is_paid = payable.at(day) is False and all(line.at(day) is False for line in due)
        if right.at(day) is True and nobody_is_paid and any(e.at(day) is True for e in entitled):
            return Status.UNCLAIMED  # whoever else may be entitled has not claimed either
        values = [right.at(day), payable.at(day), *(line.at(day) for line in (*entitled, *due))]
        if any(isinstance(value, Open) for value in values):
            return Status.UNDECIDED
        if any(line.at(day) is True for line in entitled):
            return Status.UNCLAIMED
        return Status.REFUSED

    def sought(day: Day) -> bool:
        """Whether the days themselves claim it; a refusal then begins with the first such day."""
        return allowance.is_claimed_by_days and right.at(day) is not False

    def holder(day: Day) -> str | None:
        if allowance.is_claimed_by_days and sought(day):
            return solved.adult_of(allowance, row)
        if status(day) is not Status.GRANTED:
            return None
        if not allowance.recipient:
            return solved.adult_of(allowance, row)
        ids = solved.people_of(recipient.at(day))
        return ids[0] if len(ids) == 1 else None

    course = joined((day, (status(day), holder(day), sought(day))) for day in days)
    if course.always((Status.REFUSED, None, False)) and not by_name:
        return []
    return _spells(solved, key, allowance, row, course, by_name)


def _second_is_sought(solved: Solved, key: str, row: int) -> bool:
    """Whether a claim for the loss of a parent is for the loss of the other one, too."""
    first, second = SURVIVORS
    if key != second or not claimed_by_name(solved, first, solved.facts.children[row]):
        return False
    return _second_loss(solved, row) < NEVER


def _second_loss(solved: Solved, row: int) -> Day:
    """The first day on which a child may have lost a second parent; ``NEVER``: it has not."""
    lost = _losses(solved, row)
    return lost[1][0] if len(lost) > 1 else NEVER


def _losses(solved: Solved, row: int) -> list[tuple[Day, int]]:
    """The days on which a child may have lost each parent, in order, with their rows."""
    days = [
        (solved.world.at("loss_day", carer, solved.as_of), carer)
        for carer, (_, child) in enumerate(solved.facts.carers)
        if child == row
    ]
    firsts = ((day.bounds[0] if isinstance(day, Open) else day, carer) for day, carer in days)
    return sorted((day, carer) for day, carer in firsts if day < NEVER)


def _had_pension_instead(solved: Solved, key: str, row: int) -> bool:
    """Whether a pension that a benefit replaces without a claim was paid (PHS § 63¹¹ lg 1)."""
    return (
        key == SURVIVORS[0] and solved.world.at("some_pension_at_switch", row, solved.as_of) is True
    )


def _spells(
    solved: Solved,
    key: str,
    allowance: MonthlyAllowance,
    row: int,
    course: Timeline[tuple[Status, str | None, bool]],
    by_name: bool,
) -> list[Right]:
    world = solved.world
    about = solved.id_of(allowance.unit.name, row)
    found: list[Right] = []
    before: Status | None = None
    born = _earliest_birth(solved, allowance, row)
    pieces = list(course.pieces(world.end))
    for at_piece, (first, after, (status, holder, sought)) in enumerate(pieces):
        in_period = first < solved.after and after > solved.first_day
        told = status is not Status.REFUSED or before is Status.GRANTED
        told = told or (by_name and after > born)
        if allowance.is_claimed_by_days:
            told = sought
        is_late = status is Status.GRANTED and before is Status.UNCLAIMED
        followed = pieces[at_piece + 1][2][0] if at_piece + 1 < len(pieces) else None
        ended = first if before in _HELD else None
        begins = _next_held(pieces[at_piece + 1 :])
        before = status
        # What is told up to the day of the question only does not end there.
        # Nor what is found by sums that the file tells for a time that was not asked about.
        is_known_to = after == solved.as_of + 1 or solved.debtor_of(allowance, row) is not None
        goes_on = followed is Status.UNDECIDED and is_known_to and after >= solved.after
        if not in_period or not told:
            continue
        if allowance.key == SURVIVORS[1] and status is Status.REFUSED:
            first = max(first, min(born, after - 1))  # before there was nothing to refuse
        # Before a birth nothing is refused for a reason that would be worth telling.
        day = max(first, solved.first_day, min(born, after - 1))
        if status is Status.SUSPENDED and world.at(allowance.payable, row, day) is True:
            if _is_counted_away(solved, allowance, row, day):
                reason = solved.explainer.reason(allowance.foreign, row, day)
                grounds: tuple[Ground, ...] = (solved.ground(reason),)
            else:
                (first_child, *_) = _with_children(
                    solved, allowance, row, day, _beside(solved, key, allowance, row)
                )
                reason = solved.explainer.reason(*first_child.is_primary, day)
                grounds = tuple(solved.ground(cause) for cause in causes(solved.explainer, reason))
            ends = None if after >= world.end else after
            found.append(Right(key, about, None, status, first, ends, grounds, None))
            continue
        for begin, end, at, grounds in _stretches(solved, allowance, row, status, (day, after)):
            whose = holder
            if is_late and begin == day:
                grounds = (*_lateness(solved, allowance, row, holder, day), *grounds)
            if status is Status.REFUSED:
                grounds = _turning(
                    solved,
                    grounds,
                    (_decisive(solved, allowance, row, status, begin)[0], at),
                    ended if begin == day else None,
                    begins,
                    is_last=end == after,
                )
            if status is Status.UNCLAIMED:
                of_right = solved.explainer.reason(allowance.right, row, begin)
                grounds = (
                    *_covered_only_from(solved, allowance, row, end),
                    *grounds,
                    *(g for g in _grounds(solved, of_right) if g.value is True),
                )
            if status is Status.UNCLAIMED and allowance.unit is CHILD:
                whose = solved.facts.people[solved.facts.carers[at][0]]
            found.append(
                Right(
                    key,
                    about,
                    whose,
                    status,
                    first if begin == day else begin,
                    None if end >= world.end or (goes_on and end == after) else end,
                    grounds,
                    solved.debtor_of(allowance, row),
                )
            )
    return _together(found)


def _together(found: list[Right]) -> list[Right]:
    """Refusals that follow each other for the same reason, as one."""
    told: list[Right] = []
    for right in found:
        before = told[-1] if told else None
        if before is not None and before.after == right.first and _is_alike(before, right):
            told[-1] = before._replace(after=right.after)
        else:
            told.append(right)
    return told


def _is_alike(one: Right, other: Right) -> bool:
    """Whether both are refused by the same, which comes or ended on the same days."""
    if not one.status is other.status is Status.REFUSED or one.debtor != other.debtor:
        return False
    mine, theirs = (
        {(g.name, g.about, g.value, g.days, g.turns) for g in right.grounds}
        for right in (one, other)
    )
    return bool(mine) and mine == theirs


def _next_held(
    pieces: Sequence[tuple[Day, Day, tuple[Status, str | None, bool]]],
) -> Day | None:
    """The day on which a right follows that is refused until then, whatever else is refused for."""
    later = (p for p in pieces if p[2][0] is not Status.REFUSED)
    first, _, (status, _, _) = next(later, (0, 0, (Status.REFUSED, None, False)))
    return first if status in _HELD else None


def _turning(
    solved: Solved,
    grounds: tuple[Ground, ...],
    decisive: tuple[str, int],
    ended: Day | None,
    begins: Day | None,
    *,
    is_last: bool,
) -> tuple[Ground, ...]:
    """Of several things that are not so, those that ended a right on a day or bring it on one.

    Each might give the right; what only never did, or came before it, is no reason. They are cited
    as where the right rests on them. Where a norm came or went, its own days say so.
    """
    if any(ground.gives == VALIDITY for ground in grounds):
        return grounds
    if is_last and begins is not None and begins < solved.world.end:
        brought = turning_points(solved.explainer, *decisive, begins)
        if brought and all(_starts(solved, reason, begins) for reason in brought):
            return tuple(dict.fromkeys(solved.ground_of_start(reason) for reason in brought))
    if len(grounds) < 2:
        return grounds
    for turns, beside in ((ended, -1), (begins, 0)):
        if turns is None:
            continue
        held = solved.explainer.reason(*decisive, turns + beside)
        cited = {
            (cause.name, cause.row): str(cause.citation)
            for cause in causes(solved.explainer, held, WAYS_OUT)
            if cause.citation is not None
        }
        found = [
            ground._replace(
                citation=cited.get((ground.name, ground.row), ground.citation),
                turns=None if ground.days else _comes(solved, ground, turns + beside),
            )
            for ground in grounds
            if ground.gives == "bool"
            and ground.value is False
            and solved.world.at(ground.name, ground.row, turns + beside) is True
        ]
        # What came before the right did was not enough by itself, where something came with it.
        last = [ground for ground in found if ground.turns == turns]
        if found:
            return tuple(last or found)
    return _behind_end(solved, grounds, decisive, ended) or grounds


def _behind_end(
    solved: Solved, grounds: tuple[Ground, ...], decisive: tuple[str, int], ended: Day | None
) -> tuple[Ground, ...]:
    """Of grounds those behind what turned on the day of an end, though they were so before.

    A condition that is asked only from that day on was not met earlier either.
    """
    if ended is None:
        return ()
    behind = {
        (cause.name, cause.row)
        for turned in turning_points(solved.explainer, *decisive, ended)
        for cause in causes(solved.explainer, turned, WAYS_OUT)
    }
    return tuple(ground for ground in grounds if (ground.name, ground.row) in behind)


def _comes(solved: Solved, ground: Ground, held: Day) -> Day:
    """From which day, up to one on which it is so, something is so; or, after it, no longer is."""
    _, since, until = solved.world.line(ground.name, ground.row).around(held)
    return since if since > ground.day else until


def _starts(solved: Solved, reason: Reason, day: Day) -> bool:
    """Whether a version of a norm begins to hold on a day."""
    return reason.kind == "norm" and solved.law.version_around(reason.name, day)[1] == day


def _lateness(
    solved: Solved, allowance: MonthlyAllowance, row: int, holder: str | None, day: Day
) -> tuple[Ground, ...]:
    """From when a claim covers a right that whoever is paid had before, if it was late."""
    name = f"{allowance.key}{LATENESS}"
    if not solved.law.book.known(name):
        return ()
    rows = [
        r
        for r in holders(solved, allowance, row)
        if _whose(solved, allowance, r) == holder
        and solved.world.at(allowance.entitled, r, max(day - 1, solved.world.start)) is not False
    ]
    return tuple(_covers_from(solved, name, r, day) for r in rows)


def _covers_from(solved: Solved, name: str, row: int, day: Day) -> Ground:
    """From when a late claim covers a right, by the provision that says how far back it reaches."""
    reason = solved.explainer.reason(name, row, day)
    reach = months_back(reason)
    found = solved.ground(reason)
    return found if reach is None else found._replace(citation=str(reach.citation))


def months_back(reason: Reason) -> Reason | None:
    """The figure by which a claim reaches back, of the reason for the day from which it covers."""
    figures = (p for p in reason.walk() if p.kind == "figure" and p.gives == "Months")
    return next((figure for figure in figures if figure.citation is not None), None)


def _covered_only_from(
    solved: Solved, allowance: MonthlyAllowance, row: int, after: Day
) -> tuple[Ground, ...]:
    """From when a claim that came late covers what it does not cover in a spell before."""
    name = f"{allowance.key}{LATENESS}"
    if not solved.law.book.known(name):
        return ()
    rows = []
    for r in holders(solved, allowance, row):
        since = solved.world.at(name, r, after - 1)
        is_entitled = solved.world.at(allowance.entitled, r, after - 1) is True
        if is_entitled and not isinstance(since, Open) and since == after:
            rows.append(r)
    return tuple(_covers_from(solved, name, r, after - 1) for r in rows)


def _whose(solved: Solved, allowance: MonthlyAllowance, row: int) -> str:
    person = row if allowance.unit is PERSON else solved.facts.carers[row][0]
    return solved.facts.people[person]


def _stretches(
    solved: Solved, allowance: MonthlyAllowance, row: int, status: Status, days: tuple[Day, Day]
) -> Iterator[tuple[Day, Day, int, tuple[Ground, ...]]]:
    """First day, day after, row, grounds: a grant or refusal in as many parts as it has reasons."""
    begin, after = days
    name, at = _decisive(solved, allowance, row, status, begin)
    reason = solved.explainer.reason(name, at, begin)
    about = solved.id_of(allowance.unit.name, row)
    claimants = _claimants(solved, about)
    is_refused_claim = status is Status.REFUSED and claimed_by_name(solved, allowance.key, about)

    def of(reason: Reason) -> tuple[Ground, ...]:
        found = _grounds(solved, reason, claimants)
        return without_other_claims(found, allowance.key, is_claimed=is_refused_claim)

    grounds = of(reason)
    day = begin
    # A grant of claimed days is told with its days, a daily count and all that it rests on.
    is_settled = status is Status.REFUSED or (
        status is Status.GRANTED and not allowance.is_claimed_by_days
    )
    # Reasons turn only where something turns that they rest on.
    while is_settled and (day := _next_turn(solved, reason, day, after, status)) < after:
        other, of_row = _decisive(solved, allowance, row, status, day)
        reason = solved.explainer.reason(other, of_row, day)
        then = of(reason)
        if _said(then, status) != _said(grounds, status):
            yield begin, day, at, grounds
            begin, at, grounds = day, of_row, then
    if status is Status.GRANTED and allowance.is_claimed_by_days:
        grounds = (*grounds, *_after_death(solved, allowance.key, row, begin, after))
    yield begin, after, at, grounds


def _after_death(solved: Solved, key: str, row: int, first: Day, after: Day) -> Iterator[Ground]:
    """What gives days of a stretch that begins before a child's death and goes on after it."""
    norm = AFTER_DEATH.get(kind_of(key))
    if norm is None or solved.world.at(norm, row, first) is not False:
        return
    name = giving_after_death(solved, norm, row)
    days = (day for day, _, holds in solved.world.line(name, row).pieces(after) if holds is True)
    for day in (day for day in days if day > first):
        yield solved.ground(solved.explainer.reason(name, row, day))
        return


def _next_turn(solved: Solved, reason: Reason, day: Day, after: Day, status: Status) -> Day:
    """The next day on which a value or norm behind a reason changes, otherwise the last one.

    Of a grant only the conditions count: what is met is a yes, whatever the figures behind it. A
    condition that looks at a day to come may be met by something else from then on: by age until a
    birthday, by studies after it.
    """
    found = min(after, solved.after)
    is_refused = status is Status.REFUSED
    for part in reason.walk() if is_refused else _conditions(reason):
        if part.kind not in ("figure", "time"):
            _, until = solved.world.line(part.name, part.row).piece(day, found)
            found = min(found, until)
        if not is_refused:
            found = min((found, *_days_to_come(part, day)))
        if part.kind == "norm":
            # One that is not in force yet says no as one does whose conditions are not met.
            _, _, until = solved.law.version_around(part.name, day)
            found = min(found, until)
    return found if found < solved.after else after


def _days_to_come(reason: Reason, day: Day) -> Iterator[Day]:
    """The days after one that a condition looks at."""
    for part in reason.because:
        if part.gives == "Day" and part.kind != "time" and isinstance(part.value, int):
            if part.value > day:
                yield part.value


def _conditions(reason: Reason) -> Iterator[Reason]:
    """A reason and the yes and no answers that it was drawn from, down to the first figure."""
    yield reason
    for part in reason.because:
        if part.gives == "bool":
            yield from _conditions(part)


def _said(grounds: tuple[Ground, ...], status: Status) -> set[tuple[object, ...]]:
    """What is told of grounds: for a right those that are met, otherwise all."""
    told = [each for each in grounds if each.value is True or status is not Status.GRANTED]
    return {(each.name, each.about, each.value) for each in told}


def _decisive(
    solved: Solved, allowance: MonthlyAllowance, row: int, status: Status, day: Day
) -> tuple[str, int]:
    """The norm and row whose answer on a day tells why the right stands as it does."""
    world = solved.world
    name = allowance.payable if allowance.is_claimed_by_days else allowance.right
    if status is Status.GRANTED:
        return name, row
    if status is Status.REFUSED and world.at(allowance.right, row, day) is False:
        if allowance.key == SURVIVORS[1]:
            # Of two parents lost, the one for whom there is no right leaves it at one allowance.
            for _, carer in reversed(_losses(solved, row)):
                if world.at(FOR_PARENT, carer, day) is False:
                    return FOR_PARENT, carer
        return name, row
    name = allowance.receives
    if status is Status.UNCLAIMED:
        name = allowance.due
    elif status is Status.UNDECIDED and world.at(allowance.payable, row, day) is False:
        name = allowance.entitled  # nobody has claimed it; open is the right itself
    about = solved.id_of(allowance.unit.name, row)
    at = _nearest(solved, allowance, holders(solved, allowance, row), about, day)
    if status is Status.REFUSED and world.at(allowance.entitled, at, day) is False:
        name = allowance.entitled  # that the claim brings nothing then only follows from it
    return name, at


class _Beside(NamedTuple):
    """What is paid for a child beside other states' benefits: the kind of benefits and rows."""

    kind: str
    child: int
    row: int

    @property
    def names(self) -> tuple[tuple[str, int], tuple[str, int]]:
        """The names and rows of what is suspended and of what is paid."""
        return (f"{self.kind}_suspended", self.row), (f"{self.kind}_estonia_pays", self.child)

    @property
    def is_primary(self) -> tuple[str, int]:
        """The name and row that say whether Estonia pays first."""
        return f"{self.kind}_is_primary", self.row

    def suspends(self, solved: Solved, day: Day) -> bool:
        """Whether something surely is suspended beside another state's benefit."""
        value = solved.world.at(*self.names[0], day)
        return (value.bounds[0] if isinstance(value, Open) else value) > 0

    def leaves_nothing(self, solved: Solved, day: Day) -> bool:
        """Whether all is suspended; while it is open by which rule, nothing is paid by either."""
        suspended, paid = (
            value.bounds[1] if isinstance(value, Open) else value
            for value in (solved.world.at(name, row, day) for name, row in self.names)
        )
        return bool(paid == 0 < suspended)


def _beside(solved: Solved, key: str, allowance: MonthlyAllowance, row: int) -> tuple[_Beside, ...]:
    """The children whose benefits of a kind another state may pay: of a family's allowance all."""
    size = len(solved.facts.abroad.states)
    basket = next((basket for basket in BASKETS if key in basket.benefits), None)
    if not size or basket is None or allowance.unit not in (CHILD, PERSON):
        return ()
    children = (row,) if allowance.unit is CHILD else range(solved.facts.abroad.children)
    return tuple(_Beside(basket.key, child, child * size) for child in children)


def _with_children(
    solved: Solved, allowance: MonthlyAllowance, row: int, day: Day, beside: Sequence[_Beside]
) -> list[_Beside]:
    """Of a family's allowance the children that it is paid with on a day; else all."""
    if allowance.unit is CHILD:
        return list(beside)
    return [each for each in beside if solved.counts_in(row, each.child, day)]


def _is_counted_away(solved: Solved, allowance: MonthlyAllowance, row: int, day: Day) -> bool:
    """Whether a benefit of a state outside coordination surely leaves nothing (PHS § 4 lg 4)."""
    if not allowance.foreign:
        return False
    foreign, due = (
        solved.world.at(name, row, day) for name in (allowance.foreign, allowance.rate_due)
    )
    least = foreign.bounds[0] if isinstance(foreign, Open) else foreign
    most = due.bounds[1] if isinstance(due, Open) else due
    return least > 0 and most == 0


def _grounds(solved: Solved, reason: Reason, claimants: Collection[str] = ()) -> tuple[Ground, ...]:
    """What made an answer what it is; a norm out of force is one ground for everybody."""
    causing = causes(solved.explainer, reason, WAYS_OUT)
    if reason.value is True and not any(_speaks_for_it(cause) for cause in causing):
        causing = [lowest_yes(solved.explainer, reason)]
    grounds = tuple(dict.fromkeys(solved.ground(cause) for cause in causing))
    return without_others(grounds, claimants) if claimants else grounds


def _speaks_for_it(cause: Reason) -> bool:
    """Whether a cause of a yes is something that is so, not that a bar does not stand."""
    return cause.value is True or cause.gives != "bool"


def _claimants(solved: Solved, about: str) -> frozenset[str]:
    """Who claims anything for a child."""
    return frozenset(
        str(claim.by)
        for claim in entries(solved.case.claims)
        if about in (solved.case.children_of(claim) or ())
    )


def _earliest_birth(solved: Solved, allowance: MonthlyAllowance, row: int) -> Day:
    """The first day on which there is a child to speak of, or a second loss of a parent."""
    if allowance.unit is PERSON:
        return solved.world.start
    if allowance.key == SURVIVORS[1] and (lost := _second_loss(solved, row)) < NEVER:
        return lost
    birth = solved.world.seen_from(allowance.unit, row, "child_birth_day").values[0]
    return birth.bounds[0] if isinstance(birth, Open) else birth


def _nearest(
    solved: Solved, allowance: MonthlyAllowance, rows: list[int], about: str, day: Day
) -> int:
    """The row nearest to being paid: entitled, perhaps, perhaps without a claim, one who claims.

    Whoever is dead comes last: that the living have no right is why nobody has.
    """

    def distance(row: int) -> int:
        due = solved.world.at(allowance.due, row, day)
        entitled = solved.world.at(allowance.entitled, row, day)
        if due is True:
            return 0
        if entitled is True:
            return 1
        if isinstance(due, Open) or isinstance(entitled, Open):
            return 2 if isinstance(due, Open) else 3
        person = solved.facts.carers[row][0]
        died = solved.world.at("death_day", person, day)
        if isinstance(died, int) and died < day:
            return 6
        by = solved.facts.people[person]
        return 4 if claimed_by_name(solved, allowance.key, about, by) else 5

    return rows[0] if allowance.unit is not CHILD else min(rows, key=distance)


def _one_off(solved: Solved, key: str, row: int) -> list[Right]:
    world = solved.world
    child = solved.facts.children[row]
    day = world.line(f"{key}_day", row).values[0]
    by_name = claimed_by_name(solved, key, child)
    amount = world.line(f"{key}_amount", row).values[0]
    if isinstance(day, int) and day >= NEVER and not by_name:
        return []
    if isinstance(day, int) and world.end <= day < NEVER:
        return []  # it arises after all days of which the law is told
    when = day if isinstance(day, int) and world.start <= day < world.end else solved.first_day
    paid = next((p for p in solved.payments if p.benefit == key and p.for_whom == (child,)), None)
    is_asked = solved.first_day <= when < solved.after or _claimed_in_months(solved, key, child)
    if paid is None and not is_asked:
        return []
    carers = [r for r, (_, c) in enumerate(solved.facts.carers) if c == row]
    claimed = any(_has_claimed(solved, key, r) for r in carers)
    if isinstance(amount, Open) or isinstance(day, Open):
        status = Status.UNDECIDED
    elif amount > 0:
        status = Status.GRANTED
    elif day < NEVER and not claimed and not _time_over(solved, key, carers):
        status = Status.UNCLAIMED
    else:
        status = Status.REFUSED
    holder = paid.payees[0] if paid is not None and len(paid.payees) == 1 else None
    name, at = f"{key}_amount", row
    if carers:
        mine = [r for r in carers if solved.facts.people[solved.facts.carers[r][0]] == holder]
        nearest = min(mine or carers, key=lambda r: _once_distance(solved, key, r))
        receives = world.at(f"{key}_receives", nearest, when)
        if status is not Status.UNDECIDED or isinstance(receives, Open):
            name, at = f"{key}_receives", nearest
    reason = solved.explainer.reason(name, at, when)
    if status is Status.REFUSED and not claimed and isinstance(day, int) and day < NEVER and carers:
        last = min(carers, key=lambda r: _once_distance(solved, key, r))
        over = solved.explainer.reason(f"{key}_last_claim_day", last, when)
        last_day = over.value if isinstance(over.value, Open) else term_end(over.value)
        grounds: tuple[Ground, ...] = (solved.ground(over._replace(value=last_day)),)
    elif reason.gives == "bool":
        grounds = without_other_claims(_grounds(solved, reason), key, is_claimed=claimed)
    else:
        grounds = (solved.ground(reason),)
    has_arisen = isinstance(day, int) and day < NEVER
    return [Right(key, child, holder, status, when, when + 1 if has_arisen else None, grounds)]


def _time_over(solved: Solved, key: str, carers: list[int]) -> bool:
    """Whether on the day of the question nobody can claim any more."""
    last = [solved.world.line(f"{key}_last_claim_day", carer).values[0] for carer in carers]
    return all(isinstance(day, int) and term_end(day) < solved.as_of for day in last)


def _once_distance(solved: Solved, key: str, row: int) -> tuple[bool, bool]:
    """Whoever claimed comes first: that the claim brings nothing is why nothing is paid."""
    may = solved.world.at(f"{key}_may_claim", row, solved.as_of)
    return not _has_claimed(solved, key, row), may is not True


def _has_claimed(solved: Solved, key: str, row: int) -> bool:
    return any(
        solved.world.line(f"claims_{key}", claim).values[0] is True
        for claim, (_, carer) in enumerate(solved.facts.claims)
        if carer == row
    )
