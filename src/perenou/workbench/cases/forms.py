"""What is asked of whoever opens or changes a case; messages are in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass, field
from secrets import token_hex
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.case_file.reader import LARGEST, read_bytes, read_text
from perenou.casework.case_file.schema import Case as CaseFile
from perenou.language.grammar import Language
from perenou.workbench.frame.words import say

KINDS_OF_FILE: Final = (".yaml", ".yml", ".json")


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


def sent(request: HttpRequest, language: Language) -> CaseForm:
    """The form that was sent, checked."""
    form = CaseForm(
        title=request.POST.get("title", "").strip(),
        content=request.POST.get("content", "").replace("\r\n", "\n"),
        note=request.POST.get("note", "").strip()[:200],
        based_on=_number(request.POST.get("based_on", "")),
        token=request.POST.get("token", "")[:40] or token_hex(16),
    )
    upload = request.FILES.get("file")
    try:
        form.case = _uploaded(form, upload) if upload is not None else _written(form)
    except CaseFileError as error:
        form.errors["content"] = error.text(language)
    except _KindError:
        form.errors["file"] = say("cases.form.kind_of_file", language)
    form.title = form.title or (form.case.title or "" if form.case else "")
    if not form.title and not form.errors:
        form.errors["title"] = say("cases.form.no_title", language)
    if len(form.title) > 160:
        form.errors["title"] = say("cases.form.long_title", language)
    return form


class _KindError(Exception):
    """A file of a kind that no case file is."""


def _written(form: CaseForm) -> CaseFile:
    return read_text(form.content, "case.yaml")


def _uploaded(form: CaseForm, upload: UploadedFile[bytes]) -> CaseFile:
    name = (upload.name or "").lower()
    if not name.endswith(KINDS_OF_FILE):
        raise _KindError
    data = upload.read(LARGEST + 1)
    case = read_bytes(data, "case.json" if name.endswith(".json") else "case.yaml")
    form.content = data.decode()
    return case


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0
