"""Case files read: YAML or JSON text to a checked `Case`, or one error about all that is wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Final, TypeVar, cast, get_args

from perenou.casework.case_file.benefit_names import keys_by_name
from perenou.casework.case_file.errors import (
    CaseFileError,
    Finding,
    MessageKey,
    Path,
    Problem,
    nearest,
)
from perenou.casework.case_file.source import Data, Source

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from perenou.casework.case_file.schema import Case, Model

M = TypeVar("M", bound="Model")

LARGEST: Final = 1_000_000
"""Bytes of a case file; the largest family needs a few thousand."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f￾￿]")
_BRANCH_MARKS: Final = frozenset({":known", ":unknown", ":list", ":all", "[key]"})
"""Steps that the validator's own error paths have and the file has not."""
_STRUCTURE: Final[Mapping[str, MessageKey]] = {
    "extra_forbidden": "unknown_key",
    "model_type": "mapping_expected",
    "dict_type": "mapping_expected",
    "tuple_type": "list_expected",
    "literal_error": "not_a_choice",
    "too_long": "list_too_long",
}


def read(path: FilePath | str) -> Case:
    """Read a case file, with the tables beside it; `.json` as JSON, everything else as YAML.

    Raises:
        CaseFileError: when the file cannot be read or anything in it is wrong.
    """
    name = str(path)
    return _case(_source_of_bytes(_bytes_of(name), name), FilePath(path).parent)


def _bytes_of(name: str) -> bytes:
    try:
        with FilePath(name).open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        raise CaseFileError([Problem(name, None, "", "file_missing", {}, _similar(name))]) from None
    except (OSError, ValueError):
        raise CaseFileError([Problem(name, None, "", "file_unreadable")]) from None


def read_other(path: FilePath | str, model: type[M]) -> M:
    """Read another file of the same make as a case file, one that speaks of something else.

    Raises:
        CaseFileError: when the file cannot be read or anything in it is wrong.
    """
    return _other(_source_of_bytes(_bytes_of(str(path)), str(path)), model)


def parse_other(mapping: Mapping[str, object], model: type[M]) -> M:
    """Read the same from Python data of its shape.

    Raises:
        CaseFileError: when anything in the data is wrong; it names fields but no lines.
    """
    source = Source("-")
    source.data = _plain(source, mapping, ())
    return _other(source, model)


def _other(source: Source, model: type[M]) -> M:
    from pydantic import ValidationError

    if not isinstance(source.data, dict):
        key: MessageKey = "file_empty" if source.data is None else "mapping_expected"
        source.stop((), key, source.line(()))
    try:
        read = model.model_validate(source.data)
    except ValidationError as error:
        findings = [_finding(each, source.data, model) for each in error.errors(include_url=False)]
    else:
        if not source.problems:
            return read
        findings = []
    raise CaseFileError(_told(source, findings))


def read_bytes(data: bytes, name: str) -> Case:
    """Read the content of a case file called `name`.

    Raises:
        CaseFileError: when the content is no text or anything in it is wrong.
    """
    return _case(_source_of_bytes(data, name))


def _source_of_bytes(data: bytes, name: str) -> Source:
    source = Source(name)
    if len(data) > LARGEST:
        source.stop((), "file_too_large", None, {"limit": str(LARGEST // 1_000_000)})
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        key: MessageKey = "binary" if _is_binary(data) else "not_utf8"
        source.stop((), key, line)
    return source_of(text, name, is_json=_is_json(name))


def read_text(text: str, name: str) -> Case:
    """Read a case from text; a name that ends in `.json` means JSON, any other YAML.

    Raises:
        CaseFileError: when anything in the text is wrong.
    """
    return _case(source_of(text, name, is_json=_is_json(name)))


def _is_json(name: str) -> bool:
    return name.lower().endswith(".json")


def parse(mapping: Mapping[str, object]) -> Case:
    """Read a case from Python data of the same shape as a case file.

    Amounts are euros (int, Decimal or float with at most two decimals), days `date` or text.

    Raises:
        CaseFileError: when anything in the data is wrong; it names fields but no lines.
    """
    source = Source("-")
    source.data = _plain(source, mapping, ())
    return _case(source)


def parse_data(data: Data, name: str) -> Case:
    """Check data that was already read; `name` is told as the file in problems.

    Raises:
        CaseFileError: when anything in the data is wrong.
    """
    return _case(Source(name, data))


def source_of(text: str, name: str, *, is_json: bool) -> Source:
    """Read text to plain data with lines, without asking yet what it means.

    Raises:
        CaseFileError: when the text is not YAML or JSON that a case file may use.
    """
    source = Source(name)
    # Four bytes at most for a letter: the cheap test spares counting the bytes of ordinary files.
    if len(text) > LARGEST or (len(text) * 4 > LARGEST and _size(text) > LARGEST):
        source.stop((), "file_too_large", None, {"limit": str(LARGEST // 1_000_000)})
    surrogate = re.search("[\ud800-\udfff]", text)
    if surrogate is not None:
        source.stop((), "not_utf8", text.count("\n", 0, surrogate.start()) + 1)
    control = _CONTROL.search(text)
    if control is not None:
        source.stop((), "binary", text.count("\n", 0, control.start()) + 1)
    text = unicodedata.normalize("NFC", text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"))
    if is_json:
        from perenou.casework.case_file.read_json import read_json

        return read_json(text, name)
    from perenou.casework.case_file.read_yaml import read_yaml

    return read_yaml(text, name)


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _is_binary(data: bytes) -> bool:
    has_utf16_mark = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    return not has_utf16_mark and any(byte < 9 for byte in data)


def _similar(name: str) -> str | None:
    try:
        path = FilePath(name)
        names = [each.name for each in path.parent.iterdir() if each.is_file()]
    except (OSError, ValueError):
        return None
    found = nearest(path.name, names)
    return None if found is None else str(path.with_name(found))


def _plain(source: Source, value: object, path: Path) -> Data:
    if value is None or isinstance(value, str):
        return value if value is None else unicodedata.normalize("NFC", value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        # Python refuses to write out integers of thousands of digits.
        return str(value) if value.bit_length() < 256 else hex(value)[:100]
    if isinstance(value, (float, Decimal)):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        source.check_depth(path, None)
        mapping: dict[str, Data] = {}
        for key, item in value.items():
            if not isinstance(key, str) or not key:
                source.stop(path, "key_not_text", None)
            mapping[key] = _plain(source, item, (*path, key))
        return mapping
    if not isinstance(value, Sequence) or isinstance(value, (bytes, bytearray, memoryview)):
        source.stop(path, "bad_text", None)
    source.check_depth(path, None)
    return [_plain(source, item, (*path, at)) for at, item in enumerate(value)]


def _case(source: Source, folder: FilePath | None = None) -> Case:
    from pydantic import ValidationError

    from perenou.casework.case_file.checks import check
    from perenou.casework.case_file.rates import fill_in_rates
    from perenou.casework.case_file.schema import Case
    from perenou.casework.case_file.tables import fill_in_tables

    if not isinstance(source.data, dict):
        key: MessageKey = "file_empty" if source.data is None else "mapping_expected"
        source.stop((), key, source.line(()))
    fill_in_tables(source, source.data, folder)
    fill_in_rates(source, source.data, folder)
    try:
        case = Case.model_validate(source.data)
        findings = list(check(case))
    except ValidationError as error:
        findings = [_finding(each, source.data, Case) for each in error.errors(include_url=False)]
        findings += _findings_in_the_rest(source.data, findings)
    if source.problems or findings:
        raise CaseFileError(_told(source, findings))
    return case


def _told(source: Source, findings: Sequence[Finding]) -> list[Problem]:
    problems = source.problems + [
        source.problem(each.path, each.key, each.slots, each.suggestion) for each in findings
    ]
    return sorted(problems, key=lambda problem: problem.line or 0)


def _findings_in_the_rest(data: dict[str, Data], findings: Sequence[Finding]) -> list[Finding]:
    """What is wrong besides: the case is checked once more with the refused values left out."""
    from pydantic import ValidationError

    from perenou.casework.case_file.checks import check
    from perenou.casework.case_file.schema import Case

    try:
        case = Case.model_validate(_without(data, (), {each.path for each in findings}))
    except ValidationError:
        return []
    # Somebody whose id was refused is missing only from what is left, not from the file.
    ids_refused = any(each.key == "not_an_id" for each in findings)
    return [
        each
        for each in check(case)
        if not (ids_refused and each.key in ("unknown_id", "child_expected"))
    ]


def _without(data: Data, path: Path, refused: set[Path]) -> Data:
    if isinstance(data, dict):
        return {
            key: _without(value, (*path, key), refused)
            for key, value in data.items()
            if (*path, key) not in refused
        }
    if isinstance(data, list):
        # A list with a refused plain value is left out whole: the rest would say something else.
        if any(
            (*path, at) in refused and not isinstance(data[at], dict) for at in range(len(data))
        ):
            return None
        return [_without(value, (*path, at), refused) for at, value in enumerate(data)]
    return data


def _finding(error: ErrorDetails, data: dict[str, Data], root: type[Model]) -> Finding:
    kind, context = error["type"], error.get("ctx", {})
    path = _path(error["loc"], data)
    if kind in get_args(MessageKey):
        key = cast("MessageKey", kind)
        if key == "date_out_of_range" and path[-1:] == ("to",):
            key = "end_out_of_range"
        return Finding(path, key, context["slots"], context["suggestion"])
    key = _STRUCTURE[kind]
    value = error["input"]
    if key == "unknown_key":
        word = str(path[-1])
        allowed = list(_keys_at(path[:-1], root))
        slots = {"value": word, "allowed": ", ".join(allowed)}
        return Finding(path, key, slots, nearest(word, allowed))
    if key == "not_a_choice":
        if not isinstance(value, str):
            return Finding(path, "single_value_expected")
        choices = re.findall(r"'(\w+)'", context["expected"])
        slots = {"value": value, "allowed": ", ".join(choices)}
        return Finding(path, key, slots, _nearest_choice(value, choices))
    if key == "list_too_long":
        return Finding(path, key, {"limit": str(context["max_length"])})
    return Finding(path, key)


def _nearest_choice(value: str, choices: Sequence[str]) -> str | None:
    """What was probably meant: a near word, or a benefit by what a language calls it."""
    called = {**{each: each for each in choices}, **keys_by_name(choices)}
    near = nearest(value, list(called))
    return None if near is None else called[near]


def _path(loc: Sequence[str | int], data: Data) -> Path:
    """Where the error stands in the file: without the validator's own branch marks."""
    path: list[str | int] = []
    for at, part in enumerate(loc):
        if isinstance(part, int):
            data = data[part] if isinstance(data, list) and part < len(data) else None
        elif isinstance(data, dict) and part in data:
            data = data[part]
        elif part in _BRANCH_MARKS and at > 0:
            continue
        path.append(part)
    return tuple(path)


def _keys_at(path: Path, root: type[Model]) -> Iterator[str]:
    """The keys allowed in the mapping at a path."""
    from perenou.casework.case_file.schema import Case

    model = root
    by_id = False
    for part in path:
        if isinstance(part, int) or by_id:
            by_id = False
            continue
        fields = model.model_fields.items()
        inside = [
            _model_in(field.annotation) for name, field in fields if part == (field.alias or name)
        ]
        by_id = model is Case and part in ("people", "children")
        model = next((each for each in inside if each is not None), model)
    for name, field in model.model_fields.items():
        yield field.alias or name


def _model_in(annotation: object) -> type[Model] | None:
    from perenou.casework.case_file.schema import Model

    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    found = (_model_in(part) for part in get_args(annotation))
    return next((model for model in found if model is not None), None)
