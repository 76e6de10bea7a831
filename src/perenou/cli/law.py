"""``perenou law``: the acts themselves, in the user's own store, beside the coded law."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from perenou import __version__
from perenou.cli.arguments import any_day_of, language_of
from perenou.cli.files import write
from perenou.cli.options import AS_JSON, LANG
from perenou.cli.refusal import RefusedError
from perenou.cli.speech import Command, Group, Speech

if TYPE_CHECKING:
    from perenou.impact.registry import Citing
    from perenou.impact.touched import News
    from perenou.impact.watch import Watched
    from perenou.statutes.address import Address
    from perenou.statutes.fetch import Progress
    from perenou.statutes.model import ActText, Redaction
    from perenou.statutes.store import Added, Store

STORE = Annotated[
    Path | None,
    typer.Option("--store", metavar="DIR", help="cli.law.option.store", show_default=False),
]
_PLACE: Final = re.compile(
    r"(?P<act>.+?)\s+(?P<place>(?:§|osa|ptk|art|lisa|preambul|jaotis|lõik|märkus)\b.*|§.*)"
)
_OF_ONE: Final = frozenset(("abbreviation", "id", "source", "title", "work"))
"""Metadata that no two documents share."""

_RAISED: Final = re.compile(r"(?<=\d)(?:\^|<sup>)(\d+)(?:</sup>)?")

law = typer.Typer(
    cls=Group,
    help="cli.law",
    no_args_is_help=False,
    rich_markup_mode=None,
    invoke_without_command=True,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@law.callback()
def top(context: typer.Context, lang: LANG = "et") -> None:
    """Print the help when no command is given."""
    del lang
    if context.invoked_subcommand is None:
        print(context.get_help())


@law.command("import", cls=Command, help="cli.law.import")
def import_(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="cli.law.argument.files", show_default=False),
    ],
    meta: Annotated[
        list[str] | None,
        typer.Option("--meta", metavar="KEY=VALUE", help="cli.law.option.meta", show_default=False),
    ] = None,
    store: STORE = None,
    lang: LANG = "et",
) -> None:
    """Take files and folders in, and tell what that touches."""
    from perenou.statutes.errors import RefusedFileError
    from perenou.statutes.importer import files_in, import_files
    from perenou.statutes.store import default_store

    speech = Speech("cli.law.", language_of(["--lang", lang], {}))
    told = _metadata(meta or [])
    with default_store(store) as acts:
        added: list[Added] = []
        is_whole = True
        every = list(files_in(files))
        if len(every) > 1 and (own := sorted(_OF_ONE & told.keys())):
            raise RefusedError("cli.law.error.meta_of_one", keys=", ".join(own))
        for each in import_files(acts, every, told):
            if isinstance(each, RefusedFileError):
                is_whole = False
                print(each.text(speech.language), file=sys.stderr)
            else:
                added.append(each)
                _tell_added(each, speech)
        _tell_impact(acts, added, speech)
    if not is_whole:
        raise typer.Exit(2)


@law.command("fetch", cls=Command, help="cli.law.fetch")
def fetch(
    names: Annotated[
        list[str],
        typer.Argument(metavar="ACT...", help="cli.law.argument.names", show_default=False),
    ],
    base: Annotated[
        str, typer.Option("--base", metavar="URL", help="cli.law.option.base", show_default=False)
    ] = "",
    store: STORE = None,
    lang: LANG = "et",
) -> None:
    """Fetch all redactions of acts, and tell what that touches."""
    from perenou.statutes import fetch as fetching
    from perenou.statutes import fetch_union as union
    from perenou.statutes.gateway import AGENT, Gateway
    from perenou.statutes.store import default_store

    speech = Speech("cli.law.", language_of(["--lang", lang], {}))
    agent = AGENT.replace("perenou", f"perenou/{__version__}")
    gateway = Gateway(fetching.base_address(base, os.environ), agent=agent)
    cellar, pages = (Gateway(each, agent=agent) for each in union.bases(os.environ))
    ours = [name for name in names if not union.numbers(name)]
    theirs = [name for name in names if union.numbers(name)]
    with default_store(store) as acts:
        added: list[Added] = []
        try:
            steps = chain(
                fetching.fetch(acts, ours, gateway, _today()),
                union.fetch_union(acts, theirs, cellar, pages),
            )
            for step in steps:
                if isinstance(step, fetching.Fetched):
                    added.append(step.added)
                print(_step(step, speech), flush=True)
        except KeyboardInterrupt:
            print(speech.say("fetch.stopped"), file=sys.stderr)
            raise typer.Exit(2) from None
        finally:
            _tell_impact(acts, added, speech)


@law.command("list", cls=Command, help="cli.law.list")
def list_(
    name: Annotated[
        str, typer.Argument(metavar="[ACT]", help="cli.law.argument.act", show_default=False)
    ] = "",
    store: STORE = None,
    lang: LANG = "et",
) -> None:
    """Print the acts of the store, or the redactions and events of one."""
    from perenou.statutes.events import timeline
    from perenou.statutes.model import chosen, precedence
    from perenou.statutes.store import default_store

    speech = Speech("cli.law.", language_of(["--lang", lang], {}))
    with default_store(store) as acts:
        if name:
            redactions = acts.named(name)
            now = chosen(redactions, _today())
            for each in sorted(redactions, key=precedence):
                mark = speech.say("now") if each == now else ""
                print(f"{_line(each, speech)}{mark}")
            print()
            for event in timeline(redactions):
                print(
                    speech.say(
                        f"event.{event.kind}", day=event.day, source=event.source, note=event.note
                    ).rstrip()
                )
            return
        is_any = False
        for group in acts.works():
            is_any = True
            newest = chosen(group, _today()) or max(group, key=precedence)
            print(
                speech.say(
                    "work",
                    name=newest.name,
                    title=newest.title,
                    kind=newest.kind,
                    number=len(group),
                    id=newest.id,
                )
            )
        if not is_any:
            print(speech.say("empty"))


@law.command("show", cls=Command, help="cli.law.show")
def show(
    provision: Annotated[
        str, typer.Argument(metavar="PROVISION", help="cli.law.argument.provision")
    ],
    on: Annotated[
        str, typer.Option("--on", metavar="DATE", help="cli.law.option.on", show_default=False)
    ] = "",
    known: Annotated[
        str, typer.Option("--known", metavar="DATE", help="cli.law.option.known")
    ] = "",
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="OUT", help="cli.law.option.beside", show_default=False),
    ] = None,
    store: STORE = None,
    lang: LANG = "et",
) -> None:
    """Print a provision as it reads on a day, beside the coded law that cites it."""
    from perenou.statutes.store import default_store

    speech = Speech("cli.law.", language_of(["--lang", lang], {}))
    act, address = _provision(provision)
    day = any_day_of(on) if on else _today()
    with default_store(store) as acts:
        text = acts.text_on(act, day, any_day_of(known) if known else None)
    if text is None:
        raise RefusedError("cli.law.error.not_in_force", act=act, day=day)
    _tell_provision(text, address, provision, day, speech)
    if html is not None:
        _write_beside(html, text, address, day, speech)


@law.command("diff", cls=Command, help="cli.law.diff")
def diff(
    old: Annotated[str, typer.Argument(metavar="ID", help="cli.law.argument.old")],
    new: Annotated[str, typer.Argument(metavar="ID", help="cli.law.argument.new")],
    as_json: Annotated[bool, typer.Option("--json", help="cli.law.option.json")] = False,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="OUT", help="cli.law.option.html", show_default=False),
    ] = None,
    store: STORE = None,
    lang: LANG = "et",
) -> None:
    """Print what differs between two redactions, and what that touches."""
    from perenou.cli.edition import as_json as in_edition
    from perenou.impact.registry import everything
    from perenou.impact.touched import news
    from perenou.statutes.store import default_store
    from perenou.statutes.tell_differences import as_data, as_html

    speech = Speech("cli.law.", language_of(["--lang", lang], {}))
    with default_store(store) as acts:
        before, now = acts.by_id(old), acts.by_id(new)
    if as_json:
        from perenou.statutes.differences import differences

        data = as_data(before.redaction, now.redaction, differences(before, now))
        print(in_edition(data))
        return
    found = news(before, now, everything())
    if html is not None:
        write(html, as_html(found.before, found.redaction, found.changes, speech.language))
    _tell_news(found, speech)


@law.command("watch", cls=Command, help="cli.law.watch")
def watch(store: STORE = None, lang: LANG = "et") -> None:
    """Compare the newest redactions with those that the coded law was written for."""
    from perenou.impact import watch as watching
    from perenou.impact.registry import everything
    from perenou.statutes.store import default_store

    speech = Speech("cli.law.", language_of(["--lang", lang], {}))
    is_current = True
    with default_store(store) as acts:
        for each in watching.watch(acts, everything(), _today()):
            print(speech.say(f"watch.{each.state}", act=each.act, **_watched(each, speech)))
            for redaction in each.newer:
                is_current = False
                print(f"  {_line(redaction, speech)}")
            for told in each.news:
                _tell_news(told, speech)
            for what in dict.fromkeys(_citing(one, speech) for one in each.dangling):
                is_current = False
                print(f"  {speech.say('watch.dangling', what=what)}")
    if not is_current:
        raise typer.Exit(1)


@law.command("cite", cls=Command, help="cli.law.cite")
def cite(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="cli.law.argument.text", show_default=False)
    ],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="cli.law.option.cited_on")] = "",
    home: Annotated[
        str, typer.Option("--in", metavar="PROVISION", help="cli.law.option.home")
    ] = "",
    as_json: AS_JSON = False,
    store: STORE = None,
    lang: LANG = "et",
) -> None:
    """Print the citations in a text: place, normal form, what they mean and where to read it."""
    from perenou.cli import citations
    from perenou.cli.edition import as_json as in_edition

    speech = Speech("cli.law.", language_of(["--lang", lang], {}))
    day = any_day_of(on) if on else _today()
    found = citations.citations(citations.read_text(file), day, citations.home_of(home), store)
    if as_json:
        print(in_edition({"citations": citations.as_data(found, speech.language)}, day))
        return
    for line in citations.as_lines(found, speech.language):
        print(line)
    open_ones = sum(1 for mention, _ in found if mention.problems)
    print(speech.say("cite.sum", number=len(found), open=open_ones))


def _metadata(rows: Sequence[str]) -> dict[str, str]:
    """What ``--meta`` tells of documents."""
    from perenou.statutes.header import KEYS

    told: dict[str, str] = {}
    for row in rows:
        key, equals, value = row.partition("=")
        if not equals or key.strip() not in KEYS:
            raise RefusedError("cli.law.error.meta", value=row, known=", ".join(sorted(KEYS)))
        told[key.strip()] = value.strip()
    return told


def _step(step: Progress, speech: Speech) -> str:
    from perenou.statutes.fetch import FellBack, Listed

    if isinstance(step, Listed):
        return speech.say("fetch.found", name=step.name, number=step.number)
    if isinstance(step, FellBack):
        why = step.why.text(speech.language)
        return speech.say("fetch.fallback", interface=step.interface, why=why)
    what = speech.say(f"fetch.{step.what}")
    return speech.say("fetch.step", at=step.at, of=step.of, id=step.id, what=what)


def _watched(each: Watched, speech: Speech) -> dict[str, str]:
    """What the sentence about an act says besides its name."""
    if each.state == "unrecorded" and each.newest is not None:
        return {"newest": _line(each.newest, speech)}
    return {} if each.state == "absent" else {"coded": each.coded}


def _provision(text: str) -> tuple[str, Address]:
    from perenou.rules.citation import Citation
    from perenou.statutes.address import Address, raised

    clean = _RAISED.sub(lambda found: raised(found[1]), text.strip())
    clean = re.sub(r"§\s*", "§ ", clean).replace("\u00a0", " ")
    try:
        cited = Citation.parse(clean)
        return cited.act, Address.of(cited)
    except ValueError:
        pass
    found = _PLACE.fullmatch(clean)
    try:
        if found is not None:
            return found["act"], Address.parse(found["place"])
    except ValueError:
        pass
    raise RefusedError("cli.law.error.provision", value=text)


def _today() -> int:
    return date.today().toordinal()  # noqa: DTZ011  # the reader's own day


def _line(redaction: Redaction, speech: Speech) -> str:
    from perenou.statutes.tell_differences import redaction_line

    return redaction_line(redaction, speech.language)


def _tell_added(added: Added, speech: Speech) -> None:
    print(speech.say(f"added.{added.outcome}", line=_line(added.redaction, speech)))
    for notice in added.notices if added.outcome in ("added", "replaced") else ():
        print(f"  {speech.say('notice', notice=notice)}")


def _tell_impact(acts: Store, added: Sequence[Added], speech: Speech) -> None:
    """What new redactions change of the acts that are coded; those coded for are passed over."""
    from perenou.impact.arrived import held_against, is_news
    from perenou.impact.registry import everything
    from perenou.impact.touched import news
    from perenou.statutes.model import precedence

    fresh = [each for each in added if is_news(each)]
    if not fresh:
        return
    among = everything()
    acts_cited = {each.citation.act for each in among}
    for each in sorted(fresh, key=lambda one: precedence(one.redaction)):
        if each.redaction.name not in acts_cited:
            continue
        before = held_against(acts, each)
        if before is not None:
            _tell_news(news(before, acts.by_id(each.redaction.id), among), speech)


def _tell_news(found: News, speech: Speech) -> None:
    from perenou.statutes.differences import Change
    from perenou.statutes.tell_differences import as_text, shown

    print()
    print(speech.say("news", old=_line(found.before, speech), new=_line(found.redaction, speech)))
    changes = shown(found.changes)
    if not changes:
        print(speech.say("news.none"))
        return
    by_change: dict[int, list[str]] = {}
    for touch in found.touches:
        key = "touch.written" if touch.is_written_for else "touch"
        what = speech.say(key, what=_citing(touch.citing, speech))
        by_change.setdefault(id(touch.change), []).append(what)

    def told(change: Change) -> str:
        lines = dict.fromkeys(by_change.get(id(change)) or [speech.say("touch.none")])
        return "\n".join([as_text((change,), speech.language), *(f"    {x}" for x in lines)])

    print()
    print("\n\n".join(told(change) for change in changes))


def _citing(citing: Citing, speech: Speech) -> str:
    return speech.say(
        f"citing.{citing.kind}",
        name=citing.name,
        label=citing.labels.in_language(speech.language),
        citation=str(citing.citation),
    )


def _tell_provision(text: ActText, address: Address, asked: str, day: int, speech: Speech) -> None:
    from perenou.benefits.summaries import summary_on
    from perenou.impact.registry import citing, near

    found = text.find(address)
    if found is None:
        raise RefusedError(
            "cli.law.error.no_such_provision",
            provision=asked,
            redaction=_line(text.redaction, speech),
        )
    print(f"{text.redaction.name} {found.address}")
    print(_line(text.redaction, speech))
    for each in text.divisions(found.address):
        print(f"{each.address}. {each.title}".rstrip(". "))
    print()
    titled = text.provisions[text.places[address.__class__(found.address.steps[:1])]]
    if titled.title:
        print(titled.title)
    if found.repealed:
        print(speech.say("repealed"))
    elif words := text.words(found.address):
        print(words)
    else:
        print(speech.say("no_words"))
    for mark in found.marks:
        print(f"[{'; '.join(filter(None, (mark.source, mark.note)))}]")
    if text.redaction.access:
        print(speech.say("access", access=text.redaction.access))
    if text.redaction.status and not text.is_act:
        print(speech.say("status", status=text.redaction.status))
    citation = found.address.citation(text.redaction.abbreviation)
    if citation is None:
        return
    if (summary := summary_on(citation, day)) is not None:
        print()
        print(speech.say("summary", text=summary.in_language(speech.language)))
    print()
    rows = citing(citation, near(citation), day)
    print(speech.say("cited" if rows else "not_cited"))
    for what in dict.fromkeys(_citing(row, speech) for row in rows):
        print(f"  {what}")


def _write_beside(html: Path, text: ActText, address: Address, day: int, speech: Speech) -> None:
    """Write the page of a provision that was found."""
    from perenou.benefits.summaries import summary_on
    from perenou.cli.beside import page
    from perenou.impact.registry import citing, near
    from perenou.rules.citation import GAZETTE

    found = text.find(address)
    assert found is not None
    citation = found.address.citation(text.redaction.abbreviation)
    rows = () if citation is None else citing(citation, near(citation), day)
    summary = None if citation is None else summary_on(citation, day)
    link = None if citation is None else citation.link_on(day)
    if citation is not None and text.redaction.id.isdecimal():
        link = f"{GAZETTE}/akt/{text.redaction.id}#{citation.anchor}"
    write(html, page(text, found.address, rows, summary, link, speech.language))
