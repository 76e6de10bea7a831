"""Many texts at once in the background: the files of a ZIP, the pages of a site, or one page."""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

from perenou.acts.read.errors import RefusedDocumentError
from perenou.casework.report import Line, Report, Section, Table
from perenou.language.grammar import Language
from perenou.texts.against import against_each_other
from perenou.texts.check import Wanted
from perenou.texts.clarity import Rules
from perenou.texts.dismissed import Dismissals
from perenou.texts.folder import CheckedSource, ReadSource, check_sources
from perenou.texts.site import PAUSE, Pages, pages_of, read_pages
from perenou.texts.sources import Source, sources
from perenou.texts.tell import sheets, tell_set
from perenou.texts.web import Visitor
from perenou.texts.web_cache import WebCache
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.audit.trail import record
from perenou.workbench.jobs.models import Item, Job, Outcome
from perenou.workbench.jobs.queue import ask
from perenou.workbench.jobs.work import Plain, Progress, Work
from perenou.workbench.prose.actions import bring, renew
from perenou.workbench.prose.models import LONGEST_ADDRESS, LONGEST_TITLE, Batch, Sort, Text, Way
from perenou.workbench.prose.reading import PASTED, Read, RefusedError

JOB: Final = "check_texts"
MOST_TEXTS: Final = 2000
_PROCESSES: Final = 2


def ask_for_zip(
    actor: User, content: bytes, name: str, *, registers: bool, language: Language, token: str
) -> Job:
    """Put the checking of a ZIP's texts into the queue; the same form sent twice does so once.

    Raises:
        RefusedError: it is no ZIP, or holds none or too many texts.
    """
    with TemporaryDirectory(prefix="perenou-") as folder:
        path = Path(folder) / "texts.zip"
        path.write_bytes(content)
        try:
            found = sources(path)
        except RefusedDocumentError as refused:
            raise RefusedError("file", refused.text(language)) from None
    if not found or not found[0].inside:
        raise RefusedError("empty")
    if len(found) > MOST_TEXTS:
        raise RefusedError("too_many")
    return _ask(actor, Way.ZIP, name, "", registers, language, token, b64encode(content).decode())


def ask_for_site(
    actor: User, address: str, *, whole: bool, registers: bool, language: Language, token: str
) -> Job:
    """Put the checking of a page, or of a whole site, into the queue."""
    way = Way.SITE if whole else Way.PAGE
    return _ask(actor, way, address, address, registers, language, token, "")


def _ask(
    actor: User, way: Way, name: str, address: str, registers: bool, language: Language,
    token: str, content: str,
) -> Job:  # fmt: skip
    parcel = token[:32]
    with transaction.atomic():
        batch, is_new = Batch.objects.get_or_create(
            parcel=parcel,
            defaults={
                "name": name[-LONGEST_TITLE:], "way": way, "address": address[:LONGEST_ADDRESS],
                "registers": registers, "owner": actor,
            },
        )  # fmt: skip
        if is_new and content:
            Item.objects.create(parcel=parcel, number=1, name=name[-200:], content=content)
        if is_new:
            record(actor, "texts.asked", "text_set", batch.pk, detail={"way": way.value})
        told = {"batch": batch.pk, "language": language}
        made = Job.objects.filter(owner=actor, kind=JOB, arguments=json.dumps(told, sort_keys=True))
        return made.first() or ask(actor, JOB, told, lock=f"texts:{parcel}")


def check_texts(work: Work) -> Plain:
    """Read and check the texts of a set, and keep the report; registered texts get a version each.

    Raises:
        PermissionError: texts may no longer be checked by whoever asked.
    """
    if not may(work.owner, Right.CHECK_TEXT):
        raise PermissionError("texts may no longer be checked by whoever asked")
    batch = Batch.objects.get(pk=int(work.arguments["batch"]))
    language = _language(work.arguments["language"])
    wanted = Wanted(localdate().toordinal(), language, rules=Rules())
    with TemporaryDirectory(prefix="perenou-") as folder, work.alive() as reached:
        found, pages = _sources(reached, batch, Path(folder))
        start = len(found) if batch.way != Way.ZIP else 0
        of = start + len(found)
        checked = check_sources(
            found, wanted, Dismissals(), min(os.cpu_count() or 1, _PROCESSES),
            lambda done, _: reached(start + done, of), keeps=True,
        )  # fmt: skip
        compared = [each.aspects for each in checked if each.aspects is not None]
        against = against_each_other(compared, wanted.today, language)
        report = tell_set(checked, against, language, pages)
    read = [each for each in checked if each.source is not None]
    with transaction.atomic():
        batch.report = json.dumps(asdict(report), ensure_ascii=False, default=sorted)
        told = asdict(sheets(checked, report, language))
        batch.sheets = json.dumps(told, ensure_ascii=False, default=sorted)
        batch.count, batch.bad = len(read), sum(each.facts > 0 for each in read)
        batch.done_at = timezone.now()
        batch.save()
        if batch.registers or batch.way == Way.PAGE:
            _keep(work.owner, batch, read)
        Item.objects.filter(parcel=batch.parcel).update(outcome=Outcome.DONE, content="")
        record(work.owner, "texts.checked", "text_set", batch.pk, detail={"texts": len(read)})
    return {"batch": batch.pk, "count": batch.count, "bad": batch.bad}


def report_of(text: str) -> Report:
    """A report that was kept."""
    return _report(json.loads(text))


# ------------------------------------------------------------------------------ holding


def _sources(
    reached: Progress, batch: Batch, folder: Path
) -> tuple[Sequence[Source], Pages | None]:
    """The texts of a set; of a site they are read now, and half of the work is done then."""
    if batch.way == Way.ZIP:
        path = folder / "texts.zip"
        path.write_bytes(b64decode(Item.objects.get(parcel=batch.parcel).content))
        return sources(path), None
    cache = WebCache(Path(settings.CONFIGURATION.data) / "web")
    visitor = Visitor(pause=PAUSE, cache=cache)
    if batch.way == Way.PAGE:
        pages = Pages((batch.address,), has_sitemap=True)
    else:
        try:
            pages = pages_of(batch.address, visitor)
        except RefusedDocumentError as refused:
            # The report says why, as it does of a single page.
            address = batch.address
            return (Source(address, Path(), address=address, refused=refused),), None
    read = read_pages(pages, visitor, lambda done, of: reached(done, 2 * of))
    return read, pages


def _keep(actor: User, batch: Batch, checked: Iterable[CheckedSource]) -> None:
    """Keep what was read: a newer version of a text that stands at the address, or a new one."""
    for number, each in enumerate(checked, 1):
        assert each.source is not None
        known = None
        if each.address:
            mine = Text.objects.filter(address=each.address, is_retired=False)
            known = mine.filter(is_registered=True).first() or mine.filter(owner=actor).first()
        if known is not None:
            renew(actor, known, _read(each.source, each.name), batch=batch)
            continue
        bring(
            actor, _read(each.source, each.name), each.source.title or each.name,
            token=f"{batch.parcel}-{number}", address=each.address[:LONGEST_ADDRESS], batch=batch,
            registers=batch.registers, sort=Sort.PAGE if each.address else Sort.OTHER,
        )  # fmt: skip


def _read(of: ReadSource, name: str) -> Read:
    created = date.fromisoformat(of.created[:10]) if of.created else None
    rows = json.dumps(of.paragraphs, ensure_ascii=False)
    return Read(name or PASTED, of.format, of.title, rows, b64encode(of.file).decode(), created)


def _language(told: object) -> Language:
    return "en" if told == "en" else "ru" if told == "ru" else "et"


def _report(told: Mapping[str, object]) -> Report:
    sections = told["sections"]
    assert isinstance(sections, list)
    return Report(str(told["title"]), str(told["subtitle"]), tuple(map(_section, sections)))


def _section(told: Mapping[str, object]) -> Section:
    lines, table = told["lines"], told["table"]
    assert isinstance(lines, list)
    return Section(
        str(told["key"]), str(told["heading"]),
        tuple(Line(each["text"], each["depth"], each["tone"]) for each in lines),
        _table(table) if isinstance(table, dict) else None,
    )  # fmt: skip


def _table(told: Mapping[str, list[object]]) -> Table:
    rows = tuple(tuple(map(str, row)) for row in told["rows"] if isinstance(row, list))
    figures = frozenset(int(str(each)) for each in told["figures"])
    return Table(tuple(map(str, told["head"])), rows, figures)
