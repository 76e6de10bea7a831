"""A case as a file: pasted, or uploaded with the tables beside it; and the start of a family."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model
from django.http import HttpRequest

from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.case_file.personal_code import names_a_person
from perenou.casework.case_file.reader import LARGEST, read, read_bytes, read_text
from perenou.casework.case_file.schema import Case as CaseFile
from perenou.casework.case_file.tables import LARGEST as LARGEST_TABLE
from perenou.language.grammar import Language
from perenou.workbench.frame.words import say

KINDS_OF_FILE: Final = (".yaml", ".yml", ".json")
MOST_TABLES: Final = 20

_TOKEN: Final = re.compile(r"[\w-]{1,40}", re.ASCII)
_TABLE: Final = re.compile(r"[\w][\w .-]{0,99}\.(csv|xml)", re.IGNORECASE)


@dataclass(slots=True)
class CaseForm:
    """A case file in the making.

    Attributes:
        token: stays the same however often the form is sent. based_on: the version it changes.
        errors: by field, what is wrong. case: what was read, when nothing is.
    """

    title: str = ""
    content: str = ""
    note: str = ""
    based_on: int = 0
    token: str = field(default_factory=lambda: token_hex(16))
    errors: dict[str, str] = field(default_factory=dict)
    case: CaseFile | None = None


def typed_into(request: HttpRequest) -> CaseForm:
    """What was typed into the form, not yet read."""
    return CaseForm(
        title=request.POST.get("title", "").strip(),
        content=request.POST.get("content", "").replace("\r\n", "\n"),
        note=note_of(request),
        based_on=number(request.POST.get("based_on", "")),
        token=token_of(request),
    )


def sent(request: HttpRequest, language: Language) -> CaseForm:
    """The form that was sent, checked."""
    form = typed_into(request)
    upload = request.FILES.get("file")
    tables = request.FILES.getlist("tables")
    try:
        _check_tables(tables)
        form.case = _read(form, upload, tables)
    except CaseFileError as error:
        is_empty = upload is None and not form.content.strip()
        named = _named(error, say("entry.form.content", language)).text(language)
        form.errors["content"] = say("entry.form.empty", language) if is_empty else named
    except _KindError as error:
        form.errors[error.field] = say(error.key, language)
    form.title = form.title or (form.case.title or "" if form.case else "")
    form.errors |= title_errors(form.title, language, is_needed=not form.errors)
    return form


def title_errors(title: str, language: Language, *, is_needed: bool = True) -> dict[str, str]:
    """What is wrong with a title."""
    if not title and is_needed:
        return {"title": say("entry.form.no_title", language)}
    if not title.isprintable():
        return {"title": say("entry.form.odd_title", language)}
    if len(title) > 160:
        return {"title": say("entry.form.long_title", language)}
    if names_a_person(title):
        return {"title": say("form.wrong.code", language)}
    return {}


def token_of(request: HttpRequest) -> str:
    """What a form is known by however often it is sent; a new one otherwise."""
    told = request.POST.get("token", "")
    return told if _TOKEN.fullmatch(told) else token_hex(16)


def own_token(token: str, of: Model) -> str:
    """The token of a form as one of a case, or of a person: nobody else's form is the same one."""
    return sha256(f"{of._meta.label} {of.pk} {token}".encode()).hexdigest()[:40]


def note_of(request: HttpRequest) -> str:
    """What a form says of why something was changed, on one line."""
    told = " ".join(request.POST.get("note", "").split())
    return "".join(letter for letter in told if letter.isprintable())[:200]


def number(text: str) -> int:
    """A number that a form tells; 0 for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0


class _KindError(Exception):
    """A file of a kind or name that cannot be read here."""

    def __init__(self, where: str, key: str) -> None:
        super().__init__(key)
        self.field = where
        self.key = key


def _check_tables(tables: Sequence[UploadedFile[bytes]]) -> None:
    if len(tables) > MOST_TABLES:
        raise _KindError("tables", "entry.form.many_tables")
    if not all(_TABLE.fullmatch(each.name or "") for each in tables):
        raise _KindError("tables", "entry.form.kind_of_table")


def _read(
    form: CaseForm, upload: UploadedFile[bytes] | None, tables: Sequence[UploadedFile[bytes]]
) -> CaseFile:
    ending = ".yaml"
    data = form.content.encode("utf-8", "surrogatepass")
    if upload is not None:
        name = (upload.name or "").lower()
        if not name.endswith(KINDS_OF_FILE):
            raise _KindError("file", "entry.form.kind_of_file")
        ending = ".json" if name.endswith(".json") else ".yaml"
        data = upload.read(LARGEST + 1)
        form.content = data.decode("utf-8", "replace")
    if tables:
        return _read_beside(data, f"case{ending}", tables)
    if upload is None:
        return read_text(form.content, "case.yaml")
    return read_bytes(data, f"case{ending}")


def _read_beside(data: bytes, name: str, tables: Sequence[UploadedFile[bytes]]) -> CaseFile:
    """A case file with its tables, laid side by side for as long as they are read."""
    with tempfile.TemporaryDirectory(prefix="perenou-") as folder:
        place = Path(folder)
        (place / name).write_bytes(data)
        for table in tables:
            (place / Path(table.name or "").name).write_bytes(table.read(LARGEST_TABLE + 1))
        try:
            return read(place / name)
        except CaseFileError as error:
            raise _without_folder(error, place) from None


def _named(error: CaseFileError, field: str) -> CaseFileError:
    """The same problems; the case file, which nobody gave a name here, is called like its field."""
    ours = ("case.yaml", "case.json")
    return CaseFileError(
        [replace(each, file=field) if each.file in ours else each for each in error.problems]
    )


def _without_folder(error: CaseFileError, folder: Path) -> CaseFileError:
    """The same problems, told by the names of the files as they were sent."""
    shown = [replace(each, file=each.file.removeprefix(f"{folder}/")) for each in error.problems]
    return CaseFileError(shown)
