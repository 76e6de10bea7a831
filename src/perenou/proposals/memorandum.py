"""The explanatory memorandum of a proposal, in the order that is usual for bills in Estonia.

What was computed fills its tables and charts; what only people can say is theirs or a gap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from perenou import __version__
from perenou.acts.document import Block, Document, Listing, Paragraph, Portion, Span
from perenou.language.grammar import Language
from perenou.proposals.computed import Computed, Proof
from perenou.proposals.effects import effects, key_figures, moved_figures
from perenou.proposals.moved import Moved
from perenou.proposals.paper import Paper, plain
from perenou.proposals.proposal import Kind, Proposal
from perenou.proposals.union_law import checks
from perenou.proposals.wordings import Now
from perenou.rules.types import Day

KIND = "memorandum"


@dataclass(frozen=True, slots=True)
class Told:
    """All that papers tell of.

    Attributes:
        computed: of a reform; None: there is none. moved: what became other since it was computed
            before. now: how the provisions read. day: of the paper.
    """

    proposal: Proposal
    day: Day
    computed: Computed | None = None
    moved: Moved | None = None
    now: tuple[Now, ...] = ()


def memorandum(told: Told, language: Language) -> Document:
    """The whole paper."""
    paper = Paper(language, told.day, told.moved)
    is_law = told.proposal.kind is Kind.LAW
    portions = tuple(_law(told, paper) if is_law or told.computed else _other(told, paper))
    kind = "law" if is_law else "other"
    title = paper.text(f"title.{kind}", title=told.proposal.title)
    return Document(KIND, language, title, told.day, portions, tuple(paper.gaps))


def _law(told: Told, paper: Paper) -> Iterator[Portion]:
    """The chapters of a bill's memorandum, of the same numbers before anything is computed."""
    proposal, computed = told.proposal, told.computed
    not_yet: list[Block] = [paper.says("not_computed")]
    yield paper.portion("introduction", [], "1")
    if computed is None:
        yield paper.portion("summary", not_yet, "1.1")
    else:
        yield paper.portion("summary", [*_summary(told, computed, paper)], "1.1")
    if computed is not None and told.moved is not None:
        yield paper.portion("moved", [*moved_figures(computed, told.moved, paper)], "1.2")
    at = 3 if told.moved is not None else 2
    yield paper.portion("author", [Paragraph((paper.gap("author"),))], f"1.{at}")
    yield paper.portion("remarks", [Paragraph((paper.gap("remarks"),))], f"1.{at + 1}")
    yield paper.portion("aim", [*_aim(proposal, paper)], "2")
    if computed is None:
        yield paper.portion("content", not_yet, "3")
    else:
        yield paper.portion("content", [*_content(told, computed, paper)], "3")
        yield paper.portion("wordings", [*_wordings(told, computed, paper)], "3.1")
        yield paper.portion("proofs", [*_proofs(computed, paper)], "3.2")
    yield paper.portion("terms", paper.own("terms", proposal.terms), "4")
    if computed is None:
        yield paper.portion("union", not_yet, "5")
        yield paper.portion("effects", [*not_yet, *paper.own("work", proposal.work)], "6")
        yield paper.portion("costs", paper.own("cost", proposal.cost), "7")
    else:
        yield paper.portion("union", [*_union(told, computed, paper)], "5")
        yield from effects(computed, proposal, paper)
        yield paper.portion("costs", [*_costs(proposal, computed, paper)], "7")
    yield paper.portion("regulations", paper.own("regulations", proposal.regulations), "8")
    yield paper.portion("force", [*_force(proposal, computed, paper)], "9")
    consulted = [*_consulted(proposal, paper)]
    if computed is None:
        yield paper.portion("consulted", [*consulted, _edition(told, paper)], "10")
    else:
        yield paper.portion("consulted", consulted, "10")
        yield paper.portion("again", [*_again(computed, paper)], "11")


def _other(told: Told, paper: Paper) -> Iterator[Portion]:
    """A proposal that changes no law."""
    proposal = told.proposal
    sections: list[tuple[str, list[Block]]] = [
        ("aim", [*_aim(proposal, paper)]),
        ("work", paper.own("work", proposal.work)),
        ("costs", paper.own("cost", proposal.cost)),
        ("force", [*_force(proposal, None, paper)]),
        ("consulted", [*_consulted(proposal, paper), _edition(told, paper)]),
    ]
    for number, (key, blocks) in enumerate(sections, 1):
        yield paper.portion(key, blocks, str(number))


# ------------------------------------------------------------------------------ sections


def _summary(told: Told, computed: Computed, paper: Paper) -> Iterator[Block]:
    cited = list(computed.citations)
    yield paper.says("summary.what", title=told.proposal.title, provisions=cited)
    yield from force_told(computed, paper)
    yield from paper.of_whom(computed)
    change = computed.figure("cost.change")
    key = "more" if change > 0 else "less" if change < 0 else "same"
    was, then = (computed.figure(f"cost.all.{when}") for when in ("before", "after"))
    before, after, amount = paper.simulation.sums(was, then, abs(change))
    slots = {"before": before, "after": after, "amount": amount} if change else {"before": before}
    yield paper.says(f"summary.cost.{key}", year=str(computed.year), **slots)
    yield paper.says(
        "summary.who",
        winners=computed.figure("who.winners"), losers=computed.figure("who.losers"),
        unchanged=computed.figure("who.unchanged"),
    )  # fmt: skip
    yield key_figures(computed, paper)


def force_told(computed: Computed, paper: Paper) -> Iterator[Block]:
    """From when the change is computed to hold, and to when, where it ends."""
    yield paper.says("force.figures", spell=paper.spell(computed.since, computed.until))


def _aim(proposal: Proposal, paper: Paper) -> Iterator[Block]:
    yield from paper.own("problem", proposal.problem)
    if proposal.evidence:
        yield paper.says("evidence.lead")
        yield Listing(
            tuple(
                plain(": ".join(filter(None, [_named(each.origin, each.key, paper), each.said])))
                for each in proposal.evidence
            )
        )
    else:
        yield Paragraph((paper.gap("evidence"),))
    yield from paper.own("aim", proposal.aim)
    if not proposal.options:
        yield Paragraph((paper.gap("options"),))
        return
    yield paper.plain_grid(
        "options", ("options.name", "options.said", "options.chosen"),
        [
            (
                plain(each.name),
                plain(each.said) if each.said else (paper.gap("option"),),
                plain(paper.text("yes" if each.is_chosen else "no")),
            )
            for each in proposal.options
        ],
    )  # fmt: skip


def _named(origin: str, key: str, paper: Paper) -> str:
    told = paper.text(f"origin.{origin}")
    return f"{told} {key}" if key else told


def _content(told: Told, computed: Computed, paper: Paper) -> Iterator[Block]:
    figures = [each for each in computed.changed if not each.is_norm]
    if figures:
        yield paper.plain_grid(
            "figures", ("provision", "figure", "figure.now", "figure.then", "since"),
            [
                (
                    _provision(each.citation, told.day), plain(paper.label(each.name)),
                    plain(paper.value(each, each.before)), plain(paper.value(each, each.after)),
                    plain(paper.spell(each.since, each.until)),
                )
                for each in figures
            ],
        )  # fmt: skip
    norms = [each for each in computed.changed if each.is_norm]
    if norms:
        yield paper.says("norms.lead")
        yield Listing(
            tuple(
                paper.say(
                    "norms.one", provision=each.citation, norm=paper.label(each.name),
                    spell=paper.spell(each.since, each.until),
                )
                for each in norms
            )
        )  # fmt: skip
    yield paper.says("benefits", benefits=paper.benefits(computed.benefits))
    if computed.facts:
        yield paper.says("facts", facts=[paper.label(name) for name in computed.facts])


def _provision(citation: str, day: Day) -> tuple[Span, ...]:
    return (Span(citation, "provision", None, citation, day),)


def _wordings(told: Told, computed: Computed, paper: Paper) -> Iterator[Block]:
    """Old and new wording side by side; without the act's own words, its figures."""
    known = {each.citation: each for each in told.now}
    rows = []
    for citation in computed.citations:
        now = known.get(citation, Now(citation))
        before, after = _in_figures(citation, computed, paper)
        old = plain(now.words) if now.words else plain(before) if before else ()
        new = told.proposal.wording_of(citation)
        rows.append(
            (
                _provision(citation, told.day),
                old or (Span(paper.text("not_in_store"), "gap"),),
                plain(new) if new else (*plain(after), paper.gap("wording")),
            )
        )
    yield paper.plain_grid("wordings", ("provision", "wording.now", "wording.then"), rows)
    sources = [each.redaction for each in told.now if each.redaction]
    if sources:
        yield paper.says("wordings.from", redactions=list(dict.fromkeys(sources)))
    if not all(each.words for each in told.now) or not told.now:
        yield paper.says("wordings.import")


def _in_figures(citation: str, computed: Computed, paper: Paper) -> tuple[str, str]:
    """What the figures of a provision are and are to be, a sentence each; empty without any."""
    mine = [each for each in computed.changed if each.citation == citation and not each.is_norm]
    told = [
        "; ".join(f"{paper.label(each.name)}: {paper.value(each, value)}" for each, value in pairs)
        for pairs in (
            [(each, each.before) for each in mine], [(each, each.after) for each in mine],
        )
    ]  # fmt: skip
    return told[0], f"{told[1]}. " if told[1] else ""


def _proofs(computed: Computed, paper: Paper) -> Iterator[Block]:
    if not computed.proofs:
        yield paper.says("proofs.none")
        return
    yield paper.says("proofs.lead", benefits=paper.benefits(computed.proofs[0].benefits))
    yield paper.plain_grid(
        "proofs", ("proofs.question", "proofs.answer", "proofs.today"),
        [
            (
                plain(paper.text(f"proof.{each.question}")),
                plain(answered(each, computed, paper)),
                plain(
                    "–" if each.today is None
                    else found(each.today.verdict, each.today.values, each.today.done, paper)
                ),
            )
            for each in computed.proofs
        ],
    )  # fmt: skip
    yield from paper.looked_at(computed.proofs)


def answered(proof: Proof, computed: Computed, paper: Paper) -> str:
    """An answer in a sentence; what was left open of losers, the invented families answer."""
    losers = computed.figure("who.losers")
    if proof.question == "loses" and proof.found.verdict == "undecided" and losers:
        return paper.text("proof.simulated", losers=losers)
    return found(proof.found.verdict, proof.found.values, proof.found.done, paper)


def found(verdict: str, values: Sequence[int], done: int, paper: Paper) -> str:
    """An answer over all families, in a sentence."""
    if verdict == "example" and len(values) == 2:
        return paper.text("proof.example", before=values[0], after=values[1])
    if verdict == "undecided" and done:
        return paper.text("proof.undecided.done", done=done)
    return paper.text(f"proof.{verdict}" if verdict != "example" else "proof.found")


def _union(told: Told, computed: Computed, paper: Paper) -> Iterator[Block]:
    yield paper.says("union.lead")
    rows = []
    for each in checks(computed, told.proposal):
        names = [
            paper.benefit(name) if name in computed.benefits else paper.label(name)
            for name in each.about
        ]
        about = f" ({', '.join(names)})" if names else ""
        added = f". {each.said}" if each.said else ""
        told_by = "union.engine" if each.by_engine else "union.person"
        said = f"{paper.text(f'answer.{each.answer}')}{about}{added}"
        is_gap = not each.by_engine and each.answer == "open"
        answer = (paper.gap("union"),) if is_gap else plain(paper.text(told_by, said=said))
        rows.append((plain(paper.text(f"union.{each.key}")), answer, plain(", ".join(each.cited))))
    head = ("union.question", "union.answer", "union.ground")
    yield paper.plain_grid("union.table", head, rows)
    yield paper.says("union.not_simulated")


def _costs(proposal: Proposal, computed: Computed, paper: Paper) -> Iterator[Block]:
    yield paper.says("costs.lead", year=str(computed.year))
    parts = (100, 90, 75, 50)
    if computed.figure("new.families"):
        yield paper.says("costs.new", families=computed.figure("new.families"))
        yield paper.grid(
            "costs.take_up", ("costs.part", "costs.cost"),
            [(plain(f"{part} %"), paper.figure(computed, f"take_up.{part}")) for part in parts],
        )  # fmt: skip
    else:
        yield paper.says("costs.none_new")
    yield from paper.own("cost", proposal.cost)


def _force(proposal: Proposal, computed: Computed | None, paper: Paper) -> Iterator[Block]:
    if computed is not None:
        yield from force_told(computed, paper)
        if computed.figure("new.families"):
            yield paper.says("force.claims")
    if proposal.since is not None:
        yield paper.says("force.since", day=proposal.since.toordinal())
    elif computed is None:
        yield Paragraph((paper.gap("force"),))
    yield from paper.own("transition", proposal.transition)


def _consulted(proposal: Proposal, paper: Paper) -> Iterator[Block]:
    if not proposal.consulted:
        yield Paragraph((paper.gap("consulted"),))
        return
    yield paper.plain_grid(
        "consulted.table",
        ("consulted.who", "consulted.due", "consulted.opinion", "consulted.answer",
         "consulted.taken"),
        [
            (
                plain(each.who),
                plain("" if each.due is None else paper.text("on", day=each.due.toordinal())),
                plain(each.opinion or paper.text("consulted.waiting")),
                plain(each.answer) if each.answer or not each.opinion
                else (paper.gap("opinion"),),
                plain(paper.text(f"taken.{each.taken}")),
            )
            for each in proposal.consulted
        ],
    )  # fmt: skip


def _edition(told: Told, paper: Paper) -> Paragraph:
    """The version and the day of the law of a paper for which nothing was computed."""
    return paper.says("edition", version=__version__, day=told.day)


def _again(computed: Computed, paper: Paper) -> Iterator[Block]:
    yield paper.says(
        "again.line",
        version=computed.version, day=computed.as_of, year=str(computed.year),
        seed=str(computed.seed), families=computed.families, law=computed.law[0],
    )  # fmt: skip
    yield paper.says(
        "again.reform", source=computed.source, digest=computed.digest, law=computed.law[1]
    )
