"""An audit of practice in sentences, tables and a chart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from perenou.casework.report import Line, Report, Section, Table
from perenou.language.amounts import figure
from perenou.language.dates import month as month_text
from perenou.language.grammar import MINUS, Language, grouped
from perenou.population.practice.audit import Audit, Cluster, DivergentCase, Single
from perenou.population.practice.chart import Point, trend
from perenou.population.practice.clusters import EVERYWHERE
from perenou.population.practice.compare import Change, Compared
from perenou.population.practice.index import LEAST, Group
from perenou.population.practice.intervals import Share
from perenou.population.practice.sampling import Planned
from perenou.population.words import Words

NOTHING: Final = "–"
MOST_ROWS: Final = 40
"""Clusters of a report in the terminal; files have all."""


class Telling(Words):
    """What is told of an audit, in a language."""

    def percent(self, value: float) -> str:
        """A share in percent with one decimal: ``98,4``; full only where nothing is missing."""
        shown = f"{100 * value:.1f}"
        if shown == "100.0" and value < 1:
            shown = "99.9"
        if shown == "0.0" and value > 0:
            shown = "0.1"
        text = shown.removesuffix(".0")
        return text if self.language == "en" else text.replace(".", ",")

    def points(self, value: float) -> str:
        """A difference of shares in percentage points, with its sign."""
        text = f"{abs(100 * value):.1f}"
        text = text if self.language == "en" else text.replace(".", ",")
        sign = MINUS if value < 0 else "+"
        return text if float(f"{abs(100 * value):.1f}") == 0 else f"{sign}{text}"

    def share(self, share: Share) -> str:
        """A share with its interval."""
        value = share.value
        if value is None:
            return self.say("practice.share.open")
        if not share.is_sure:
            return self.say("practice.share.one", value=self.percent(value))
        return self.say(
            "practice.share",
            value=self.percent(value), low=self.percent(share.low), high=self.percent(share.high),
        )  # fmt: skip

    def cell(self, group: Group, share: Share) -> str:
        """A share of a group with its interval, short enough for a table."""
        value = share.value
        if group.is_small:
            return self.say("practice.share.small")
        if value is None:
            return self.say("practice.share.open")
        if not share.is_sure:
            return self.say("practice.share.cell.one", value=self.percent(value))
        return self.say(
            "practice.share.cell",
            value=self.percent(value), low=self.percent(share.low), high=self.percent(share.high),
        )  # fmt: skip

    def bare(self, share: Share) -> str:
        """A share without its interval."""
        value = share.value
        if value is None:
            return self.say("practice.share.open")
        return self.say("practice.percent", value=self.percent(value))

    def kind(self, cluster: Cluster) -> str:
        """How its decisions differ."""
        return self.say(f"practice.kind.{cluster.kind}")

    def kind_and_choice(self, cluster: Cluster) -> str:
        """How its decisions differ, with the money where that is not against the law."""
        if not cluster.is_choice:
            return self.kind(cluster)
        return self.say("practice.kind.choice", kind=self.kind(cluster), money=cluster.money)

    def cause(self, cause: str) -> str:
        """A cause."""
        return self.say(f"practice.cause.{cause}")

    def place(self, cluster: Cluster) -> str:
        """Where it is."""
        if cluster.dimension == EVERYWHERE:
            shared = self.shared(cluster)
            if not shared:
                return self.say("practice.place.open")
            return self.say("practice.place.shared", shared=shared)
        if cluster.dimension == "month":
            return self.months(*(int(each) for each in cluster.place.split("..")))
        return self.say(f"practice.place.{cluster.dimension}", name=cluster.place)

    def shared(self, cluster: Cluster) -> list[str]:
        """What all of its decisions have in common though no place stands out."""
        return [self.say(f"practice.shared.{each}", name=name) for each, name in cluster.shared]

    def months(self, first: int, last: int) -> str:
        """A run of months, or one."""
        if first == last:
            return self.say("practice.place.one_month", month=first)
        return self.say("practice.place.month", months=(first, last))

    def apart(self, change: Change) -> str:
        """A difference with its interval."""
        if change.apart is None:
            return self.say("practice.share.open")
        value, low, high = (self.points(each) for each in change.apart)
        return self.say("practice.compared.apart", value=value, low=low, high=high)


def tell_audit(
    audit: Audit,
    language: Language,
    plan: Planned | None = None,
    compared: Compared | None = None,
    *,
    for_files: bool = False,
) -> Report:
    """The whole of it.

    Args:
        for_files: with all clusters, not only those that a terminal has room for.
    """
    words = Telling(language)
    subtitle = words.say("practice.subtitle.nothing")
    if audit.last:
        subtitle = words.say(
            "practice.subtitle", count=audit.decisions, months=(audit.first, audit.last),
            confidence=words.percent(audit.confidence),
        )  # fmt: skip
    sections = [
        _section("index", "practice.index.heading", words, tell_index(audit, words)),
        _clusters(audit, words, None if for_files else MOST_ROWS),
        *([_single(audit.single, words)] if audit.single.dearest else []),
        _months(audit, words),
        *(_groups(audit, dimension, words) for dimension in audit.uniformity.by),
    ]
    if compared is not None:
        sections.insert(1, tell_compared(compared, words))
    if plan is not None:
        sections.append(tell_plan(audit, plan, words))
    return Report(words.say("practice.title"), subtitle, tuple(sections))


def charts(audit: Audit, language: Language) -> dict[str, str]:
    """The pictures by the key of the section that they stand in."""
    words = Telling(language)
    points = []
    for each in audit.uniformity.months:
        alike = each.group.alike
        value = None if alike.value is None else 100 * alike.value
        name = f"{each.month % 12 + 1}.{each.month // 12 % 100:02}"
        told = words.say(
            "practice.months.point", month=month_text(each.month, language),
            share=_told_share(each.group, words), count=each.group.decisions,
        )  # fmt: skip
        points.append(Point(name, value, 100 * alike.low, 100 * alike.high, told))
    title, axis = words.say("practice.months.chart"), words.say("practice.months.axis")
    return {"months": trend(title, axis, points, language)} if points else {}


# ---------------------------------------------------------------------------- sections


def _section(
    key: str, heading: str, words: Words, lines: Sequence[str], table: Table | None = None
) -> Section:
    return Section(key, words.say(heading), tuple(Line(line) for line in lines), table)


def tell_index(audit: Audit, words: Telling) -> list[str]:
    """How uniform practice is, in sentences."""
    whole = audit.uniformity.whole
    lines = []
    if whole.alike.value is None:
        lines.append(words.say("practice.index.alike_open"))
    else:
        lines.append(
            words.say("practice.index.alike", share=words.share(whole.alike), count=audit.compared)
        )
    if whole.lawful.value is not None:
        lines.append(words.say("practice.index.lawful", share=words.share(whole.lawful)))
        if whole.over or whole.under:
            lines.append(words.say("practice.index.money", over=whole.over, under=whole.under))
    lines.append(words.say("practice.index.method"))
    for key, count in (
        ("choice", audit.by_choice), ("undecided", audit.undecided), ("unusable", audit.unusable),
        ("left_out", audit.left_out),
    ):  # fmt: skip
        if count:
            lines.append(words.say(f"practice.index.{key}", count=count))
        if key == "undecided":
            lines += words.open(audit.open)
    return lines


def _clusters(audit: Audit, words: Telling, most: int | None) -> Section:
    lines = []
    if audit.clusters:
        error = words.percent(1 - audit.confidence)
        lines.append(words.say("practice.clusters.some", looks=audit.looks, error=error))
    else:
        lines.append(words.say("practice.clusters.none", looks=audit.looks))
    single = audit.single
    if single.decisions:
        lines.append(
            words.say(
                "practice.clusters.single",
                count=single.decisions, over=single.over, under=single.under,
            )
        )  # fmt: skip
        if single.unlike:
            lines.append(words.say("practice.clusters.single.choice", unlike=single.unlike))
    head = _head(words, "benefit", "kind", "cause", "place", "when", "decisions", "of", "over",
                 "under")  # fmt: skip
    rows = tuple(_row(each, words) for each in audit.clusters[:most])
    table = Table(head, rows, frozenset({5, 6, 7, 8})) if rows else None
    return _section("clusters", "practice.clusters.heading", words, lines, table)


def _row(cluster: Cluster, words: Telling) -> tuple[str, ...]:
    return (
        words.benefit(cluster.benefit),
        words.kind_and_choice(cluster),
        words.cause(cluster.cause),
        words.place(cluster),
        words.months(cluster.first, cluster.last),
        grouped(cluster.decisions, words.language),
        grouped(cluster.at_risk, words.language),
        *(
            # Where the law leaves a choice, nothing is too much or too little.
            NOTHING if cluster.is_choice else figure(cents, words.language)
            for cents in (cluster.over, cluster.under)
        ),
    )


def _single(single: Single, words: Telling) -> Section:
    shown = len(single.dearest)
    lines = []
    if shown < single.decisions:
        lines.append(words.say("practice.single.more", shown=shown, count=single.decisions))
    head = _head(words, *_SHOWN)
    told = (dict(zip(_CASE, case_cells(each, words), strict=True)) for each in single.dearest)
    rows = tuple(tuple(each[key] for key in _SHOWN) for each in told)
    table = Table(head, rows, frozenset({3, 4, 5}))
    return _section("single", "practice.single.heading", words, lines, table)


def _months(audit: Audit, words: Telling) -> Section:
    head = _head(words, "month", "decisions", "alike", "lawful", "over", "under")
    rows = tuple(
        (month_text(each.month, words.language), *_of_group(each.group, words))
        for each in audit.uniformity.months
    )
    table = Table(head, rows, frozenset({1, 2, 3, 4, 5})) if rows else None
    return _section("months", "practice.months.heading", words, (), table)


def _groups(audit: Audit, dimension: str, words: Telling) -> Section:
    groups = audit.uniformity.by[dimension]
    told = [each for each in groups if not each.is_small]
    lines = []
    if small := [_named(each, dimension, words) for each in groups if each.is_small]:
        lines.append(words.say("practice.groups.small", least=LEAST, names=small))
    if not groups:
        lines.append(words.say("practice.share.open"))
    head = _head(words, dimension, "decisions", "alike", "lawful", "over", "under")
    rows = tuple(
        (_named(each, dimension, words), *_of_group(each, words))
        for each in sorted(told, key=lambda each: (each.alike.value or 0.0, each.name))
    )
    table = Table(head, rows, frozenset({1, 2, 3, 4, 5})) if rows else None
    return _section(dimension, f"practice.groups.{dimension}.heading", words, lines, table)


def _named(group: Group, dimension: str, words: Telling) -> str:
    return words.benefit(group.name) if dimension == "benefit" else group.name


def _of_group(group: Group, words: Telling) -> Iterator[str]:
    yield grouped(group.decisions, words.language)
    yield words.cell(group, group.alike)
    yield words.cell(group, group.lawful)
    yield figure(group.over, words.language)
    yield figure(group.under, words.language)


def _told_share(group: Group, words: Telling) -> str:
    return words.say("practice.share.small") if group.is_small else words.share(group.alike)


def tell_plan(audit: Audit, plan: Planned, words: Telling) -> Section:
    """Which decisions people should look at, and how sure that makes one."""
    if not plan.size:
        nothing = words.say("practice.sample.none")
        return _section("sample", "practice.sample.heading", words, (nothing,))
    bound, worst = (words.points(each).removeprefix("+") for each in (plan.bound, plan.worst))
    lines = (
        words.say("practice.sample.line", size=plan.size, bound=bound, worst=worst),
        words.say(f"practice.sample.{plan.allocation}"),
        words.say("practice.sample.seed", seed=str(plan.seed)),
    )
    head = _head(words, "benefit", "office", "decisions", "sample")
    rows = tuple(
        (
            words.benefit(each.benefit), each.office or words.say("practice.untold"),
            grouped(each.decisions, words.language), grouped(size, words.language),
        )
        for each, size in zip(audit.strata, plan.sizes, strict=True)
    )  # fmt: skip
    table = Table(head, rows, frozenset({2, 3}))
    return _section("sample", "practice.sample.heading", words, lines, table)


def tell_compared(compared: Compared, words: Telling) -> Section:
    """A later audit beside an earlier one."""
    alike = compared.alike
    lines = [
        words.say(
            "practice.compared.alike",
            before=words.share(alike.before), now=words.share(alike.now), apart=words.apart(alike),
        ),
        words.say("practice.compared.new", count=len(compared.new)),
        *(
            words.say(
                "practice.compared.moved",
                benefit=words.benefit(now.benefit), cause=words.cause(now.cause),
                before=words.place(before), now=words.place(now),
            )
            for before, now in compared.moved
        ),
        *([words.say("practice.compared.chosen")] if compared.clusters else []),
    ]  # fmt: skip
    head = _head(words, "benefit", "cause", "place", "share", "now", "apart", "verdict")
    rows = tuple(
        (
            words.benefit(each.benefit), words.cause(each.cause), words.place(each),
            words.bare(change.before), words.bare(change.now), words.apart(change),
            words.say(f"practice.verdict.{change.verdict}"),
        )
        for each, change in compared.clusters
    )  # fmt: skip
    table = Table(head, rows, frozenset({3, 4})) if rows else None
    return _section("compared", "practice.compared.heading", words, lines, table)


def _head(words: Words, *keys: str) -> tuple[str, ...]:
    return tuple(words.say(f"practice.head.{key}") for key in keys)


# ---------------------------------------------------------------------------- decisions


_CASE: Final = (
    "id", "family", "benefit", "month", "granted", "due", "apart_cents", "kind", "cause", "decided",
    "official", "office", "language",
)  # fmt: skip
_SHOWN: Final = ("id", "benefit", "month", "granted", "due", "apart_cents", "kind", "cause")
"""What a report tells of each."""

_OF_CLUSTER: Final = frozenset({"benefit", "kind", "cause"})
"""What is the same for all decisions of a cluster."""


def case_head(words: Words, *, in_cluster: bool = False) -> tuple[str, ...]:
    """The heads of a table of decisions; ``in_cluster``: of one cluster alone."""
    return _head(words, *(key for key in _CASE if not (in_cluster and key in _OF_CLUSTER)))


def case_cells(case: DivergentCase, words: Telling, *, in_cluster: bool = False) -> tuple[str, ...]:
    """A decision as a row of that table."""
    language = words.language
    cells = (
        case.id, case.family, words.benefit(case.benefit), words.months(case.first, case.last),
        figure(case.granted, language), figure(case.due, language), figure(case.apart, language),
        words.say(f"practice.kind.{case.kind}"), words.cause(case.cause),
        f"{date.fromordinal(case.decided):%d.%m.%Y}", case.official, case.office, case.language,
    )  # fmt: skip
    told = zip(_CASE, cells, strict=True)
    return tuple(cell for key, cell in told if not (in_cluster and key in _OF_CLUSTER))


def placed_rows(
    audit: Audit, words: Telling, cases: Mapping[str, Iterable[DivergentCase]]
) -> Iterator[tuple[str, ...]]:
    """A table of all decisions that diverge, with where: in a cluster's place, or by itself.

    Args:
        cases: by key of a cluster, or of single ones.
    """
    where = {each.key: words.place(each) for each in audit.clusters}
    alone = words.say("practice.place.single")
    yield (*case_head(words), words.say("practice.head.place"))
    for key, of in cases.items():
        for each in of:
            yield (*case_cells(each, words), where.get(key, alone))
