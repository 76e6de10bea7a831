"""The effects of a reform in tables and charts, and what moved since they were computed before."""

from __future__ import annotations

from collections.abc import Iterator

from perenou.acts.document import Block, Grid, Portion, Span, Spans
from perenou.language.dates import month as month_text
from perenou.population.simulate.measures import EDGES, GROUPS, GroupedBy
from perenou.proposals.computed import Computed
from perenou.proposals.moved import Moved
from perenou.proposals.paper import Paper, plain
from perenou.proposals.proposal import Happened, Proposal

_KEY: tuple[str, ...] = (
    "cost.all.before", "cost.all.after", "cost.change", "who.winners", "who.losers",
    "who.unchanged", "new.families", "losing.families",
)  # fmt: skip
"""The figures that stand first, and those whose course is followed once a change is in force."""

FOLLOWED = _KEY


def key_figures(computed: Computed, paper: Paper) -> Grid:
    """What is asked first, in one table."""
    return paper.grid(
        "key", ("key.what", "key.value"),
        [(name_of(name, computed, paper), paper.figure(computed, name)) for name in _KEY],
    )  # fmt: skip


def name_of(name: str, computed: Computed, paper: Paper) -> Spans:
    """What one of the first figures is called."""
    if name == "losing.families":
        return paper.say("key.losing.families", limit=computed.figure("losing.limit"))
    return plain(paper.text(f"key.{name}"))


def moved_figures(computed: Computed, moved: Moved, paper: Paper) -> Iterator[Block]:
    """What moved since the figures were computed before, and why it can have moved."""
    if not moved.is_alike:
        yield paper.says("moved.not_alike", day=moved.since)
        return
    if not (moved.figures or moved.proofs):
        yield paper.says("moved.none", day=moved.since)
        return
    yield paper.says("moved.lead", day=moved.since, count=len(moved.figures))
    for key, is_other in (("law", moved.is_law), ("reform", moved.is_reform)):
        if is_other:
            yield paper.says(f"moved.{key}")
    rows = [
        (
            name_of(name, computed, paper), plain(paper.said(name, moved.figures[name])),
            (paper.figure(computed, name)[0],),
        )
        for name in _KEY
        if name in moved.figures
    ]  # fmt: skip
    if rows:
        yield paper.grid("moved.table", ("key.what", "moved.before", "moved.now"), rows)
    for question in moved.proofs:
        yield paper.says("moved.proof", question=paper.text(f"proof.{question}"))


def effects(computed: Computed, proposal: Proposal, paper: Paper) -> Iterator[Portion]:
    """Section 6: cost, families, edges, work, and what all that leaves out."""
    yield paper.portion("effects", [paper.says("effects.lead")], "6")
    yield paper.portion("effects.cost", [*_cost(computed, paper)], "6.1")
    yield paper.portion("effects.families", [*_families(computed, paper)], "6.2")
    yield paper.portion("effects.spread", [*_spread(computed, paper)], "6.3")
    yield paper.portion("effects.edges", [*_edges(computed, paper)], "6.4")
    yield paper.portion("effects.work", [*work(computed, proposal, paper)], "6.5")
    yield paper.portion("effects.left", [*_left(computed, paper)], "6.6")
    if proposal.happened:
        yield paper.portion("happened", [happened(computed, proposal.happened, paper)], "6.7")


def _cost(computed: Computed, paper: Paper) -> Iterator[Block]:
    def row(name: Spans, key: str) -> tuple[Spans, ...]:
        before, after = f"cost.before.{key}", f"cost.after.{key}"
        if key == "all":
            before, after = "cost.all.before", "cost.all.after"
        change = computed.figure(after) - computed.figure(before)
        return (
            name, paper.figure(computed, before), paper.figure(computed, after),
            (Span(paper.said("cost.change", change), "amount", change),),
        )  # fmt: skip

    rows = [row(plain(paper.benefit(key)), key) for key in computed.paid]
    rows.append(row(plain(paper.text("cost.all")), "all"))
    yield paper.grid("cost.table", ("benefit", "before", "after", "cost.change"), rows)
    yield paper.chart(
        "cost.chart",
        [month_text(computed.year * 12 + at, paper.language).split(" ")[0] for at in range(12)],
        [
            (when, [computed.figure(f"month.{when}.{at}") for at in range(12)])
            for when in ("before", "after")
        ],
        "millions",
    )  # fmt: skip


def _families(computed: Computed, paper: Paper) -> Iterator[Block]:
    for by in GROUPS:
        yield _groups(by, computed, paper)
        if by in ("kind", "children", "income"):
            yield _shares(by, computed, paper)


def _groups(by: GroupedBy, computed: Computed, paper: Paper) -> Grid:
    def row(key: str) -> tuple[Spans, ...]:
        at = f"group.{by}.{key}"
        families = computed.figure(f"{at}.families")
        unchanged = families - computed.figure(f"{at}.winners") - computed.figure(f"{at}.losers")
        return (
            plain(paper.group(by, key)),
            paper.figure(computed, f"{at}.families"),
            paper.figure(computed, f"{at}.winners"),
            (Span(paper.said("families", unchanged), "count", unchanged),),
            paper.figure(computed, f"{at}.losers"),
            paper.figure(computed, f"{at}.change", 12 * max(families, 1)),
            paper.figure(computed, f"{at}.change"),
        )

    head = (f"by.{by}", "families", "winners", "unchanged", "losers", "mean", "yearly")
    return paper.grid(f"by.{by}.table", head, [row(key) for key in computed.groups[by]])


def _shares(by: GroupedBy, computed: Computed, paper: Paper) -> Block:
    keys = computed.groups[by]

    def of(key: str, what: str) -> int:
        return computed.figure(f"group.{by}.{key}.{what}")

    winners, losers = [of(key, "winners") for key in keys], [of(key, "losers") for key in keys]
    unchanged = [
        of(key, "families") - won - lost
        for key, won, lost in zip(keys, winners, losers, strict=True)
    ]
    return paper.chart(
        f"by.{by}.chart", [paper.group(by, key) for key in keys],
        [("winners", winners), ("unchanged", unchanged), ("losers", losers)], is_whole=True,
    )  # fmt: skip


def _spread(computed: Computed, paper: Paper) -> Iterator[Block]:
    names, places = [], []
    for at in range(len(EDGES) + 1):
        low = paper.simulation.euros(EDGES[at - 1]) if at else ""
        high = paper.simulation.euros(EDGES[at]) if at < len(EDGES) else ""
        if not at:
            names.append(paper.text("spread.below", high=high))
        elif at == len(EDGES):
            names.append(paper.text("spread.above", low=low))
        else:
            names.append(paper.text("spread.between", low=low, high=high))
        places.append(f"class.{at}")
    rows = [
        (plain(name), paper.figure(computed, place))
        for name, place in zip(names, places, strict=True)
    ]
    at_nought = EDGES.index(0) + 1
    rows.insert(
        at_nought, (plain(paper.text("unchanged")), paper.figure(computed, "who.unchanged"))
    )
    yield paper.grid("spread.table", ("spread.class", "families"), rows)
    yield paper.says(
        "spread.losing",
        limit=computed.figure("losing.limit"), families=computed.figure("losing.families"),
    )  # fmt: skip


def _edges(computed: Computed, paper: Paper) -> Iterator[Block]:
    sizes = _sizes("average", computed)
    rows = [
        (
            plain(str(size)), paper.figure(computed, f"average.before.{size}"),
            paper.figure(computed, f"average.after.{size}"),
        )
        for size in sizes
    ]  # fmt: skip
    yield paper.grid("average.table", ("children", "before", "after"), rows)
    yield paper.chart(
        "average.chart", [str(size) for size in sizes],
        [
            (when, [computed.figure(f"average.{when}.{size}") for size in sizes])
            for when in ("before", "after")
        ],
        "euros",
    )  # fmt: skip
    yield paper.says("edges.lead")
    steps = _sizes("step", computed)
    yield paper.grid(
        "edges.table", ("edges.step", "edges.families", "edges.before", "edges.after"),
        [
            (
                plain(f"{size} → {size - 1}"),
                paper.figure(computed, f"step.before.{size}.families"),
                paper.figure(computed, f"step.before.{size}.lost"),
                paper.figure(computed, f"step.after.{size}.lost"),
            )
            for size in steps
        ],
    )  # fmt: skip
    for name in computed.figures:
        if name.startswith("raise.") and name.endswith(".families") and computed.figure(name):
            euros = int(name.split(".")[1])
            yield paper.says(
                "edges.pay", more=euros * 100, families=computed.figure(name),
                loss=computed.figure(f"raise.{euros}.loss"),
            )  # fmt: skip


def _sizes(of: str, computed: Computed) -> list[int]:
    found = (name.split(".") for name in computed.figures if name.startswith(f"{of}."))
    return sorted({int(parts[2]) for parts in found})


def work(computed: Computed, proposal: Proposal, paper: Paper) -> Iterator[Block]:
    """How many sums are computed anew and claims come in; hours where minutes are known."""
    changed = computed.figure("who.winners") + computed.figure("who.losers")
    new = computed.figure("new.families")
    yield paper.says("work.changed", families=changed)
    yield paper.says("work.new" if new else "work.none_new", **({"families": new} if new else {}))
    if new and proposal.minutes is None:
        yield paper.says("work.minutes_unknown")
    elif new and proposal.minutes is not None:
        yield paper.says(
            "work.hours", minutes=proposal.minutes, families=new,
            hours=-(-new * proposal.minutes // 60),
        )  # fmt: skip
    yield from paper.own("work", proposal.work)


def _left(computed: Computed, paper: Paper) -> Iterator[Block]:
    yield paper.says("left.invented")
    if computed.figure("families.open"):
        yield paper.says("left.open", families=computed.figure("families.open"))
    if computed.refused:
        yield paper.says("left.refused", benefits=paper.benefits(computed.refused))
    missing = [key for key in computed.benefits if key not in computed.paid]
    if missing:
        yield paper.says("left.missing", benefits=paper.benefits(missing))
    if computed.beside:
        yield paper.says("left.beside", names=[paper.label(name) for name in computed.beside])
    yield paper.says("left.behaviour")


def happened(computed: Computed, rows: tuple[Happened, ...], paper: Paper) -> Grid:
    """What was expected and what came, once the change was in force."""
    told = [
        (
            name_of(each.figure, computed, paper),
            (paper.figure(computed, each.figure)[0],),
            plain(paper.said(each.figure, each.value)),
            plain(paper.said(each.figure, each.value - computed.figure(each.figure))),
            plain(each.source),
        )
        for each in rows
    ]
    head = ("key.what", "happened.expected", "happened.came", "happened.off", "happened.source")
    return paper.plain_grid("happened.table", head, told)
