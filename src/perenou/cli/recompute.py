"""``perenou recompute``: past decisions against the law of their days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from secrets import token_bytes
from typing import TYPE_CHECKING, Annotated, Final

import typer

from perenou.cli.files import write
from perenou.cli.options import AS_JSON, LANG
from perenou.cli.refusal import RefusedError
from perenou.cli.speech import Speech
from perenou.cli.tables import (
    CLUSTER,
    FOLDER,
    SCHEDULER,
    not_computed,
    open_table,
    speech_of,
    tell_problems,
    workers_at,
)

if TYPE_CHECKING:
    from perenou.population.recompute import Picked, Recomputed, Stratum, Sum
    from perenou.population.words import Words

MOST_ROWS: Final = 40
"""Rows of one table in the terminal."""


def recompute(
    folder: FOLDER,
    sample: Annotated[
        int, typer.Option("--sample", metavar="N", min=0, max=10_000, help="cli.recompute.sample")
    ] = 50,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="cli.recompute.seed")] = 1,
    key: Annotated[
        str,
        typer.Option("--key", metavar="TEXT", help="cli.practice.option.key", show_default=False),
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="cli.recompute.out", show_default=False),
    ] = None,
    cluster: CLUSTER = False,
    scheduler: SCHEDULER = "",
    as_json: AS_JSON = False,
    lang: LANG = "et",
) -> None:
    """Recompute the decisions of a table, and tell what differs by kind and cause."""
    speech = Speech("cli.recompute.", speech_of(lang).language)
    table = open_table(folder)
    from perenou.cli.progress import waiting
    from perenou.population import recompute as recomputing
    from perenou.population.judge import NoDecisionsError, plan
    from perenou.population.kernels import code_directory
    from perenou.pseudonym import by_key

    drawing = recomputing.Drawing(seed, max(sample, 1))

    with not_computed(), waiting(speech, what="progress") as progress:
        try:
            planned = plan(table, code_directory())
        except NoDecisionsError:
            raise RefusedError("cli.recompute.error.no_decisions", path=str(folder)) from None
        if cluster or scheduler:
            from perenou.population.cluster import recompute_on_cluster

            with workers_at(scheduler) as client:
                found = recompute_on_cluster(table, planned, drawing, progress, client)
        else:
            found = recomputing.recompute(table, planned, drawing, progress)
    called = by_key(key.encode() or token_bytes(32), "resource")
    drawn = [
        each._replace(by=called(each.by) if each.by else "")
        for each in recomputing.sample(found, sample)
    ]
    if out is not None:
        write(out, _csv(drawn, speech))
    if as_json:
        print(_json(found, drawn))
        return
    _tell(found, speech)
    if out is not None:
        print(speech.say("written", count=len(drawn), path=str(out), seed=seed))


def _tell(found: Recomputed, speech: Speech) -> None:
    from perenou.cli.render import show_edition

    print(speech.say("decisions", count=found.decisions))
    for key in ("same", "differing", "undecided", "unusable"):
        count: int = getattr(found, key)
        share = f"{100 * count / max(found.decisions, 1):.1f}".replace(".", ",")
        if speech.language == "en":
            share = share.replace(",", ".")
        print(f"  {speech.say(key, count=count)} ({share}\u00a0%)")
        if key == "undecided":
            for line in _words(speech).open(found.open):
                print(f"    {line}")
    if found.sums:
        _table(found, speech, "by_cause", lambda s: (_kind(s, speech), _cause(s, speech)))
        _table(found, speech, "by_benefit", lambda s: (_benefit(s, speech),))
        if any(stratum.office for stratum in found.sums):
            _table(found, speech, "by_office", lambda s: (s.office or speech.say("no_office"),))
        _table(found, speech, "by_month", lambda s: (_month(s.month),))
    tell_problems(found.problems, speech_of(speech.language))
    show_edition(speech.language)


def _table(
    found: Recomputed, speech: Speech, name: str, by: Callable[[Stratum], tuple[str, ...]]
) -> None:
    """Differences by something of their strata, those with most money first."""
    from perenou.casework.report import Table
    from perenou.cli.render import console, draw_table
    from perenou.language.amounts import figure

    sums: dict[tuple[str, ...], list[Sum]] = defaultdict(list)
    for stratum, each in found.sums.items():
        sums[by(stratum)].append(each)
    counted = {
        key: (sum(e.count for e in some), sum(e.over for e in some), sum(e.under for e in some))
        for key, some in sums.items()
    }
    order = sorted(counted, key=lambda key: (-counted[key][1] - counted[key][2], key))
    if name == "by_month":
        order = sorted(counted)
    rows = tuple(
        (*key, str(count), figure(over, speech.language), figure(under, speech.language))
        for key in order[:MOST_ROWS]
        for count, over, under in (counted[key],)
    )
    heads = ("kind", "cause") if name == "by_cause" else (name.removeprefix("by_"),)
    head = tuple(speech.say(f"head.{key}") for key in (*heads, "count", "over", "under"))
    width = len(heads)
    print()
    print(speech.say(name))
    draw_table(Table(head, rows, frozenset({width, width + 1, width + 2})), console())
    if len(order) > MOST_ROWS:
        print(speech.say("more_rows", number=len(order) - MOST_ROWS))


def _kind(stratum: Stratum | Picked, speech: Speech) -> str:
    return _words(speech).say(f"practice.kind.{stratum.kind}")


def _cause(stratum: Stratum | Picked, speech: Speech) -> str:
    return _words(speech).say(f"practice.cause.{stratum.cause}")


def _words(speech: Speech) -> Words:
    from perenou.population.words import Words

    return Words(speech.language)


def _benefit(stratum: Stratum, speech: Speech) -> str:
    return _words(speech).benefit(stratum.benefit)


def _month(month: int) -> str:
    return f"{month // 12:04}-{month % 12 + 1:02}"


def _csv(drawn: list[Picked], speech: Speech) -> bytes:
    """The decisions for review, one a line, money in euros."""
    from perenou.exchange.tables import as_csv

    keys = ("id", "family", "no", "benefit", "month", "last_month", "granted", "due", "difference",
            "kind", "cause", "decided", "by", "office")  # fmt: skip
    rows = [
        (
            each.id, each.family, str(each.no), _words(speech).benefit(each.benefit),
            _month(each.month), _month(each.last), _euros(each.granted), _euros(each.due),
            _euros(each.difference), _kind(each, speech), _cause(each, speech),
            date.fromordinal(each.decided).isoformat(), each.by, each.office,
        )
        for each in drawn
    ]  # fmt: skip
    money = {at for at, key in enumerate(keys) if key in ("granted", "due", "difference")}
    return as_csv([[speech.say(f"head.{key}") for key in keys], *rows], frozenset(money))


def _euros(cents: int) -> str:
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02}"


def _json(found: Recomputed, drawn: list[Picked]) -> str:
    from perenou.cli.edition import as_json as in_edition

    told = {
        "decisions": found.decisions,
        "same": found.same,
        "differing": found.differing,
        "undecided": found.undecided,
        "unusable": found.unusable,
        "open": dict(found.open.most_common()),
        "differences": [
            {
                **stratum._asdict(), "month": _month(stratum.month), "count": each.count,
                "over_cents": each.over, "under_cents": each.under,
            }
            for stratum, each in sorted(found.sums.items())
        ],
        "sample": [{**each._asdict(), "month": _month(each.month)} for each in drawn],
        "left_out": found.problems.families,
        "problems": dict(found.problems.counts),
    }  # fmt: skip
    return in_edition(told)
