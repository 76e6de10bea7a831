"""Many case files at once: what an uploaded archive or list holds, and opening each as a case."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from django.db import DatabaseError, transaction

from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.case_file.reader import LARGEST, read_text
from perenou.damaged import DAMAGED
from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.audit.trail import record
from perenou.workbench.cases.actions import open_case
from perenou.workbench.cases.models import Kind
from perenou.workbench.frame.words import say
from perenou.workbench.jobs.models import Item, Job, Outcome
from perenou.workbench.jobs.queue import ask
from perenou.workbench.jobs.work import Plain, Work

LARGEST_UPLOAD: Final = 20_000_000
"""Bytes of an archive or list."""

MOST_FILES: Final = 2_000
KINDS_OF_FILE: Final = (".yaml", ".yml", ".json")

_LOG = logging.getLogger(__name__)


class UploadError(ValueError):
    """An upload that holds no case files; ``key`` is of the text that says why and what to do."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class CaseText:
    """A case file of many; a file of another kind has no text, and is told of."""

    name: str
    text: str

    @property
    def is_case(self) -> bool:
        """Whether it is of a kind that case files are."""
        return self.name.lower().endswith(KINDS_OF_FILE)


def files_of(name: str, data: bytes) -> list[CaseText]:
    """The case files of a ZIP archive, or of a YAML file in which ``---`` stands between them.

    Raises:
        UploadError: it is neither, or holds none, too many or too large ones.
    """
    if len(data) > LARGEST_UPLOAD:
        raise UploadError("cases.import.too_large")
    lowered = name.lower()
    if lowered.endswith(".zip"):
        found = list(_unpacked(data))
    elif lowered.endswith((".yaml", ".yml")):
        found = list(_split(name, _text(data)))
    else:
        raise UploadError("cases.import.kind")
    if not any(each.is_case for each in found):
        raise UploadError("cases.import.empty")
    if len(found) > MOST_FILES:
        raise UploadError("cases.import.too_many")
    return found


def ask_for_import(
    actor: User, files: list[CaseText], kind: Kind, parcel: str, language: Language
) -> Job:
    """Put the opening of many cases into the queue; the same form sent twice does so once."""
    with transaction.atomic():
        if not Item.objects.filter(parcel=parcel).exists():
            Item.objects.bulk_create(
                Item(parcel=parcel, number=at, name=each.name, content=each.text, message="")
                for at, each in enumerate(files, 1)
            )
            record(actor, "uploaded", "parcel", parcel, detail={"files": len(files)})
        told = {"parcel": parcel, "kind": kind.value, "language": language}
        made = Job.objects.filter(owner=actor, kind="import_cases", arguments__contains=parcel)
        return made.first() or ask(actor, "import_cases", told, lock=f"import:{parcel}")


def import_cases(work: Work) -> Plain:
    """Open the cases of a parcel, each whole or not at all; what was opened is not opened again."""
    if not may(work.owner, Right.CREATE_CASE):
        raise PermissionError("cases may no longer be opened by whoever asked")
    parcel = str(work.arguments["parcel"])
    language = _language(work)
    items = Item.objects.filter(parcel=parcel)
    total = items.count()
    waiting = list(items.exclude(outcome=Outcome.DONE).values_list("pk", flat=True))
    for pk in waiting:
        work.reached(items.filter(outcome=Outcome.DONE).count(), total)
        _open(work.owner, pk, Kind(str(work.arguments["kind"])), language)
    failed = items.filter(outcome=Outcome.FAILED).count()
    work.reached(total, total)
    return {"done": total - failed, "failed": failed}


def _open(owner: User, pk: int, kind: Kind, language: Language) -> None:
    """Open the case of an item and note it there, in one transaction."""
    with transaction.atomic():
        item = Item.objects.select_for_update().get(pk=pk)
        if item.outcome == Outcome.DONE:
            return
        if not CaseText(item.name, "").is_case:
            item.outcome = Outcome.FAILED
            item.message = say("cases.import.other_kind", language)
            item.save()
            return
        try:
            told = read_text(item.content, item.name)
            title = (told.title or say("cases.import.untitled", language))[:160]
            with transaction.atomic():
                case = open_case(
                    owner, told, title=title, kind=kind, token=f"{item.parcel}-{item.number}"
                )
        except CaseFileError as error:
            item.outcome, item.message = Outcome.FAILED, error.text(language)
        except DatabaseError:
            raise
        except Exception:
            # One family that cannot be solved keeps no other from being opened.
            _LOG.exception("a case of an import could not be solved")
            item.outcome = Outcome.FAILED
            item.message = say("cases.import.unsolved", language)
        else:
            item.outcome, item.made, item.content, item.message = Outcome.DONE, case.number, "", ""
        item.save()


def _language(work: Work) -> Language:
    told = work.arguments["language"]
    return "en" if told == "en" else "ru" if told == "ru" else "et"


def _unpacked(data: bytes) -> Iterator[CaseText]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            held = [each for each in archive.infolist() if _is_meant(each)]
            if len(held) > MOST_FILES:
                raise UploadError("cases.import.too_many")
            for each in sorted(held, key=lambda info: info.filename):
                called = PurePosixPath(each.filename).name[-200:]
                if not CaseText(called, "").is_case:
                    yield CaseText(called, "")
                    continue
                # What an archive says of its sizes may be a lie: no more than this is ever read.
                with archive.open(each) as file:
                    content = file.read(LARGEST + 1)
                if len(content) > LARGEST:
                    raise UploadError("cases.import.too_large")
                yield CaseText(called, _text(content))
    except DAMAGED:
        raise UploadError("cases.import.broken") from None


def _is_meant(each: zipfile.ZipInfo) -> bool:
    """Whether somebody put it there; programs add files of their own."""
    name = PurePosixPath(each.filename)
    return not each.is_dir() and not any(part.startswith((".", "__MACOSX")) for part in name.parts)


def _split(name: str, text: str) -> Iterator[CaseText]:
    lines: list[str] = []
    at = 0
    for line in [*text.splitlines(), "---"]:
        if line.rstrip() != "---":
            lines.append(line)
            continue
        if any(each.strip() and not each.lstrip().startswith("#") for each in lines):
            at += 1
            yield CaseText(f"{PurePosixPath(name).stem[:190]}-{at}.yaml", "\n".join(lines) + "\n")
        lines = []


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UploadError("cases.import.not_utf8") from None
