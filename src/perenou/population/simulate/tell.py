"""A simulation in sentences, tables and charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import numpy as np

from perenou import __version__
from perenou.casework.charts import Series, bars, shares
from perenou.casework.not_compiled import why_not_compiled
from perenou.casework.report import Line, Report, Section, Table
from perenou.casework.words import label_of
from perenou.language.amounts import figure
from perenou.language.dates import month as month_text
from perenou.language.grammar import Language, grouped
from perenou.population.simulate.measures import (
    EDGES,
    GROUPS,
    TAKE_UP,
    Change,
    Group,
    GroupedBy,
    Simulation,
    Step,
)
from perenou.population.simulate.outcome import NOT_CLAIMED
from perenou.population.synthetic.targets import targets
from perenou.population.words import Words as OfTables
from perenou.rules.compile.errors import NotCompiledError
from perenou.rules.types import NEVER

MILLION: Final = 1_000_000_00


class Words(OfTables):
    """The texts of simulations in a language."""

    def label(self, name: str) -> str:
        """What a figure or norm is called; one that only a reform has, by its name."""
        try:
            return label_of(name, self.language)
        except KeyError:
            return name

    def why_not(self, error: NotCompiledError) -> str:
        """What keeps a benefit from being computed, and why."""
        return f"{self.label(error.name)}: {why_not_compiled(error, self.language)}"

    def euros(self, cents: int) -> str:
        """Whole euros without their unit."""
        return grouped(_rounded(cents, 100), self.language)

    def millions(self, cents: int) -> str:
        """Millions of euros with two decimals, without their unit."""
        return figure(_rounded(cents, MILLION // 100), self.language)

    def sums(self, *cents: int) -> tuple[str, ...]:
        """Sums of one sentence with their unit: millions of euros, or euros where one is small."""
        if any(0 < abs(each) < MILLION // 10 for each in cents):
            return tuple(
                self.say("simulate.sum.euros", amount=_rounded(each, 100) * 100) for each in cents
            )
        return tuple(
            self.say("simulate.sum.millions", amount=self.millions(each)) for each in cents
        )

    def column(self, made: Simulation, at: int) -> str:
        """A short name for a reform, for the heads of tables."""
        if len(made.changes) == 1:
            return self.say("simulate.column.reform")
        return self.say("simulate.column.numbered", number=str(at + 1))

    def group(self, by: GroupedBy, key: str) -> str:
        """What a group is called."""
        if by == "region":
            return key
        if by == "children" and key not in ("0",):
            one = key == "1"
            told = "one" if one else "many"
            return self.say(f"simulate.group.children.{told}", **({} if one else {"number": key}))
        return self.say(f"simulate.group.{by}.{key}")


def _rounded(value: int, unit: int) -> int:
    sign = -1 if value < 0 else 1
    return sign * ((abs(value) * 2 + unit) // (2 * unit))


def tell_simulation(made: Simulation, language: Language, *, for_files: bool = False) -> Report:
    """The whole of it.

    Args:
        for_files: with the long table of benefits by month, too.
    """
    words = Words(language)
    year = made.estonia.year
    return Report(
        words.say("simulate.title_of", reforms=[change.reform.title for change in made.changes])
        if made.changes
        else words.say("simulate.title"),
        words.say("simulate.subtitle", year=str(year), families=made.counted, day=made.as_of),
        (
            _cost(made, words),
            _by_month(made, words),
            *([_by_benefit_and_month(made, words)] if for_files else []),
            *_who(made, words),
            *(_spread(at, change, words) for at, change in enumerate(made.changes, 1)),
            _by_number(made, words),
            _steps(made, words),
            *([_losing(made, words), _take_up(made, words)] if made.changes else []),
            _left(made, words),
            _again(made, words),
        ),
    )


def charts(made: Simulation, language: Language) -> dict[str, str]:
    """The pictures by the key of the section that they stand in."""
    words = Words(language)
    months = [month_text(made.estonia.year * 12 + at, language).split(" ")[0] for at in range(12)]
    found = {
        "months": bars(
            words.say("simulate.cost.chart"),
            months,
            [
                Series(words.say("simulate.series.before"), _monthly(made.cost)),
                *(Series(each.reform.title, _monthly(each.cost)) for each in made.changes),
            ],
            words.millions,
            language,
        ),
        "number": bars(
            words.say("simulate.number.chart"),
            [str(at + 1) for at in range(_most(made))],
            [
                Series(words.say("simulate.series.before"), _padded(made.by_number, _most(made))),
                *(
                    Series(each.reform.title, _padded(each.by_number, _most(made)))
                    for each in made.changes
                ),
            ],
            words.euros,
            language,
        ),
    }
    called = tuple(words.say(f"simulate.who.{key}") for key in ("winners", "unchanged", "losers"))
    assert len(called) == 3
    for number, change in enumerate(made.changes, 1):
        for by in GROUPS:
            title = words.say(
                "simulate.who.of", by=words.say(f"simulate.by.{by}"), reform=change.reform.title
            )
            found[f"{by}_{number}"] = shares(
                title,
                [words.group(by, group.key) for group in change.groups[by]],
                [(group.winners, group.unchanged, group.losers) for group in change.groups[by]],
                (called[0], called[1], called[2]),
                language,
            )
        names, values = zip(*_classes(change, words), strict=True)
        found[f"spread_{number}"] = bars(
            words.say("simulate.who.of", by=words.say("simulate.spread.class"),
                      reform=change.reform.title),
            names,
            [Series(words.say("simulate.spread.families"), values)],
            lambda value: grouped(value, language),
            language,
        )  # fmt: skip
    return found


def _monthly(cost: dict[str, tuple[int, ...]] | object) -> tuple[int, ...]:
    assert isinstance(cost, dict)
    return tuple(sum(months) for months in zip(*cost.values(), strict=True))


def _most(made: Simulation) -> int:
    return max(len(each) for each in (made.by_number, *(c.by_number for c in made.changes)))


def _padded(values: Sequence[int], size: int) -> tuple[int, ...]:
    return (*values, *([0] * (size - len(values))))


# ---------------------------------------------------------------------------- sections


def _section(
    key: str, words: Words, lines: Sequence[str], table: Table | None = None, heading: str = ""
) -> Section:
    told = heading or words.say(f"simulate.{key}.heading")
    return Section(key, told, tuple(Line(line) for line in lines), table)


def _cost(made: Simulation, words: Words) -> Section:
    lines = [
        *_of_a_part(made, words),
        words.say("simulate.invented"),
        words.say(
            "simulate.counted",
            families=made.counted, children=made.children, year=str(made.estonia.year),
        ),
    ]  # fmt: skip
    if made.open:
        lines.append(words.say("simulate.left.open", open=made.open))
    lines += [
        words.say("simulate.cost.refused", benefit=words.benefit(key), reason=words.why_not(error))
        for key, error in made.refused
    ]
    before = made.total
    for change in made.changes:
        differs = change.total - before
        key = "more" if differs > 0 else "less" if differs < 0 else "same"
        before_said, after_said, difference = words.sums(before, change.total, abs(differs))
        slots = {"reform": change.reform.title, "before": before_said}
        if differs:
            slots |= {"amount": difference, "after": after_said}
        lines.append(words.say(f"simulate.cost.{key}", **slots))
        lines += _in_force(change, made.estonia.year, words)
    if len(made.changes) > 1:
        lines += [
            words.say(
                "simulate.column.line", column=words.column(made, at), title=change.reform.title
            )
            for at, change in enumerate(made.changes)
        ]
    head = [words.say("simulate.cost.benefit"), words.say("simulate.series.before")]
    for at in range(len(made.changes)):
        column = words.column(made, at)
        head += [column, words.say("simulate.cost.change", reform=column)]
    rows = []
    for key in (*made.cost, ""):
        named = words.benefit(key) if key else words.say("simulate.cost.all")
        of = sum(made.cost[key]) if key else before
        row = [named, words.euros(of)]
        for change in made.changes:
            now = sum(change.cost[key]) if key else change.total
            row += [words.euros(now), words.euros(now - of)]
        rows.append(tuple(row))
    return _section("cost", words, lines, _table(head, rows))


def _of_a_part(made: Simulation, words: Words) -> Iterator[str]:
    """Sums of some families are no sums of the country, and say so before anything else."""
    if made.estonia.whole:
        yield words.say("simulate.part", families=made.estonia.families, whole=made.estonia.whole)


def _in_force(change: Change, year: int, words: Words) -> Iterator[str]:
    """Where a reform is not in force for the whole of a year, or ends."""
    first, after = date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()
    spells = change.reform.spells
    title = change.reform.title
    if all(until <= first or after <= since for since, until in spells):
        yield words.say("simulate.force.not", reform=title, year=str(year))
        return
    begins, ends = min(since for since, _ in spells), max(until for _, until in spells)
    if begins > first:
        yield words.say("simulate.force.begins", reform=title, day=begins)
    if ends < NEVER:
        yield words.say("simulate.force.ends", reform=title, day=ends - 1)


def _by_month(made: Simulation, words: Words) -> Section:
    head = [
        words.say("simulate.cost.month"),
        words.say("simulate.series.before"),
        *(words.column(made, at) for at in range(len(made.changes))),
    ]
    columns = [_monthly(made.cost), *(_monthly(change.cost) for change in made.changes)]
    rows = [
        (
            month_text(made.estonia.year * 12 + at, words.language),
            *(words.euros(column[at]) for column in columns),
        )
        for at in range(12)
    ]
    return _section("months", words, [], _table(head, rows), words.say("simulate.cost.by_month"))


def _by_benefit_and_month(made: Simulation, words: Words) -> Section:
    head = [
        words.say("simulate.cost.benefit"),
        words.say("simulate.cost.month"),
        words.say("simulate.series.before"),
        *(words.column(made, at) for at in range(len(made.changes))),
    ]
    rows = [
        (
            words.benefit(key),
            month_text(made.estonia.year * 12 + at, words.language),
            *(words.euros(cost[key][at]) for cost in (made.cost, *(c.cost for c in made.changes))),
        )
        for key in made.cost
        for at in range(12)
    ]
    table = Table(tuple(head), tuple(rows), frozenset(range(2, len(head))))
    heading = words.say("simulate.cost.by_benefit_and_month")
    return _section("benefits_by_month", words, [], table, heading)


def _who(made: Simulation, words: Words) -> Iterator[Section]:
    for number, change in enumerate(made.changes, 1):
        everybody = change.groups["kind"]
        line = words.say(
            "simulate.who.line",
            reform=change.reform.title,
            winners=sum(group.winners for group in everybody),
            losers=sum(group.losers for group in everybody),
            unchanged=sum(group.unchanged for group in everybody),
        )
        for by in GROUPS:
            lines = [line] if by == "kind" else []
            if by == "income":
                lines = [words.say("simulate.income.note")]
            heading = words.say(
                "simulate.who.of", by=words.say(f"simulate.by.{by}"), reform=change.reform.title
            )
            yield _section(
                f"{by}_{number}", words, lines, _groups(by, change.groups[by], words), heading
            )


def _groups(by: GroupedBy, groups: Sequence[Group], words: Words) -> Table:
    head = [
        words.say(f"simulate.by.{by}"),
        *(
            words.say(f"simulate.who.{key}")
            for key in ("families", "winners", "unchanged", "losers", "mean", "change")
        ),
    ]
    rows = [
        (
            words.group(by, group.key),
            *(
                grouped(each, words.language)
                for each in (group.families, group.winners, group.unchanged, group.losers)
            ),
            figure(_rounded(group.change, 12 * max(group.families, 1)), words.language),
            words.euros(group.change),
        )
        for group in groups
    ]
    return _table(head, rows)


def _classes(change: Change, words: Words) -> Iterator[tuple[str, int]]:
    """Each class of change with its families; no change at all stands where it belongs."""
    for at, families in enumerate(change.classes):
        if at == EDGES.index(0) + 1:
            yield words.say("simulate.spread.none"), change.unchanged
        low = words.euros(EDGES[at - 1]) if at else ""
        high = words.euros(EDGES[at]) if at < len(EDGES) else ""
        if not at:
            yield words.say("simulate.spread.below", high=high), families
        elif at == len(EDGES):
            yield words.say("simulate.spread.above", low=low), families
        else:
            yield words.say("simulate.spread.between", low=low, high=high), families


def _spread(number: int, change: Change, words: Words) -> Section:
    head = [words.say("simulate.spread.class"), words.say("simulate.spread.families")]
    rows = [(name, grouped(families, words.language)) for name, families in _classes(change, words)]
    line = words.say("simulate.spread.line", reform=change.reform.title)
    heading = words.say(
        "simulate.who.of", by=words.say("simulate.spread.heading"), reform=change.reform.title
    )
    return _section(f"spread_{number}", words, [line], _table(head, rows), heading)


def _by_number(made: Simulation, words: Words) -> Section:
    head = [
        words.say("simulate.number.children"),
        words.say("simulate.series.before"),
        *(words.column(made, at) for at in range(len(made.changes))),
    ]
    most = _most(made)
    columns = [_padded(each, most) for each in
               (made.by_number, *(change.by_number for change in made.changes))]  # fmt: skip
    rows = [
        (str(at + 1), *(figure(column[at], words.language) for column in columns))
        for at in range(most)
    ]
    return _section("number", words, [words.say("simulate.number.line")], _table(head, rows))


def _steps(made: Simulation, words: Words) -> Section:
    named = [("", made.steps), *((change.reform.title, change.steps) for change in made.changes)]
    head = [words.say("simulate.steps.from"), words.say("simulate.steps.families")]
    head.append(words.say("simulate.steps.loss", what=words.say("simulate.series.before")))
    head += [
        words.say("simulate.steps.loss", what=words.column(made, at))
        for at in range(len(made.changes))
    ]
    by_size: list[dict[int, Step]] = [{step.children: step for step in steps} for _, steps in named]
    lines = [words.say("simulate.steps.line")]
    for name, steps in named:
        if steps:
            worst = max(steps, key=lambda step: step.before - step.after)
            key, what = ("with", {"reform": name}) if name else ("without", {})
            lines.append(
                words.say(
                    f"simulate.steps.steepest.{key}",
                    **what,
                    amount=worst.before - worst.after,
                    before=str(worst.children),
                    after=str(worst.children - 1),
                )
            )
    lines += [
        words.say(
            "simulate.steps.pay",
            reform=change.reform.title,
            more=each.euros * 100,
            families=each.families,
            loss=each.loss,
        )
        for change in made.changes
        for each in change.raises
        if each.families
    ]
    rows = []
    for size in sorted({size for each in by_size for size in each}):
        told = words.say("simulate.steps.change", before=str(size), after=str(size - 1))
        families = max(each[size].families for each in by_size if size in each)
        losses: list[str] = []
        for each in by_size:
            step = each.get(size)
            losses.append("" if step is None else figure(step.before - step.after, words.language))
        rows.append((told, grouped(families, words.language), *losses))
    return _section("steps", words, lines, _table(head, rows))


def _losing(made: Simulation, words: Words) -> Section:
    lines = []
    for change in made.changes:
        slots = {"reform": change.reform.title}
        if not change.losing:
            lines.append(words.say("simulate.losing.none", **slots, loss=change.loss))
            continue
        lines.append(
            words.say("simulate.losing.line", **slots, loss=change.loss, losing=change.losing)
        )
        numbers = ", ".join(str(place + 1) for place in change.examples[:5])
        year = str(made.estonia.year)
        lines.append(words.say("simulate.losing.examples", numbers=numbers, year=year))
    return _section("losing", words, lines)


def _take_up(made: Simulation, words: Words) -> Section:
    lines = [
        words.say("simulate.take_up.line", reform=change.reform.title, newly=change.newly)
        if change.newly
        else words.say("simulate.take_up.none", reform=change.reform.title)
        for change in made.changes
    ]
    head = [
        words.say("simulate.take_up.part"),
        *(words.column(made, at) for at in range(len(made.changes))),
    ]
    rows = [
        (
            words.say("simulate.take_up.percent", part=str(part)),
            *(words.euros(change.take_up[part]) for change in made.changes),
        )
        for part in TAKE_UP
    ]
    return _section("take_up", words, lines, _table(head, rows))


def _left(made: Simulation, words: Words) -> Section:
    lines = [] if made.open else [words.say("simulate.left.none_open")]
    for change in made.changes:
        if change.beside:
            told = [words.label(name) for name in change.beside]
            lines.append(words.say("simulate.left.beside", reform=change.reform.title, names=told))
    nobody = [words.benefit(key) for key in (*NOT_CLAIMED, *made.without)]
    lines.append(words.say("simulate.left.without", benefits=nobody))
    known = targets()
    last = max(known.figures["births"].values)
    if made.estonia.year > int(last):
        lines.append(words.say("simulate.left.births", year=last))
    lines.append(words.say("simulate.left.behaviour"))
    lines += [
        words.say("simulate.left.not_found", what=each.in_language(words.language))
        for each in known.not_found
    ]
    return _section("left", words, lines)


def _again(made: Simulation, words: Words) -> Section:
    lines = [
        words.say(
            "simulate.again.line",
            version=__version__, numpy=np.__version__, year=str(made.estonia.year),
            seed=str(made.estonia.seed), families=made.estonia.families, day=made.as_of,
            law=made.fingerprints[0],
        )
    ]  # fmt: skip
    lines += [
        words.say(
            "simulate.again.reform",
            reform=change.reform.title, source=change.reform.source, digest=change.reform.digest,
            law=law,
        )
        for change, law in zip(made.changes, made.fingerprints[1:], strict=True)
    ]  # fmt: skip
    return _section("again", words, lines)


def _table(head: Sequence[str], rows: Sequence[tuple[str, ...]]) -> Table:
    return Table(tuple(head), tuple(rows), frozenset(range(1, len(head))))
