"""The client for Python, made from the description of the interface: one module without others."""

from __future__ import annotations

import keyword
from collections.abc import Iterator
from textwrap import wrap
from typing import Any, Final

from perenou.api import PREFIX
from perenou.api.openapi import description

_REF: Final = "#/components/schemas/"
_PLAIN: Final = {
    "string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None",
}  # fmt: skip
_INDENT: Final = "    "
_WIDE: Final = 96

_HEAD: Final = '''"""Perenõu's answers, typed; made from its description, never edited by hand.

One file without other modules: copy it beside your program, or import it from Perenõu.

    from perenou.client import Perenou

    with_token = Perenou("http://127.0.0.1:8000", "pn_...")
    answer = with_token.solve(case=open("case.yaml", encoding="utf-8").read())
    print(answer["total"]["least"]["euros"])
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal, NotRequired, TypedDict, cast
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

'''

_CALLS: Final = '''

class ProblemError(Exception):
    """A question that was not answered.

    Attributes:
        status: of HTTP. title, detail: what is wrong and how to mend it. code: to quote.
    """

    def __init__(self, status: int, told: Mapping[str, Any]) -> None:
        super().__init__(f"{told.get('title', status)}: {told.get('detail', '')}")
        self.status = status
        self.title = str(told.get("title", ""))
        self.detail = str(told.get("detail", ""))
        self.code = str(told.get("code", ""))


class Perenou:
    """A place to ask.

    Args:
        address: where the workbench is, such as ``https://perenou.example.ee``. token: what its
            page of one's account gave; empty where anybody may ask. language: of problems, and of
            answers where a question names none. timeout: seconds to wait for an answer.
    """

    def __init__(
        self, address: str, token: str = "", *, language: str = "et", timeout: float = 60
    ) -> None:
        if not address.startswith(("http://", "https://")):
            raise ValueError(f"an address begins with http:// or https://, unlike {address!r}")
        self._address = address.rstrip("/")
        self._timeout = timeout
        self._headers = {"Accept-Language": language, "Accept": "application/json"}
        if token:
            self._headers["Authorization"] = f"Bearer {token}"

    def _call(
        self,
        method: str,
        path: str,
        *,
        question: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        key: str = "",
    ) -> Any:
        asked = {name: each for name, each in (query or {}).items() if each is not None}
        address = f"{self._address}{path}{'?' if asked else ''}{urlencode(asked)}"
        headers = dict(self._headers)
        if key:
            headers["Idempotency-Key"] = key
        body = None
        if question is not None:
            told = {name: each for name, each in question.items() if each is not None}
            body = json.dumps(told).encode()
            headers["Content-Type"] = "application/json"
        request = Request(address, body, headers, method=method)
        try:
            with urlopen(request, timeout=self._timeout) as answer:
                return json.load(answer)
        except HTTPError as error:
            with error:
                raise ProblemError(error.code, _problem(error.read())) from None
'''

_TAIL: Final = """

def _problem(content: bytes) -> Mapping[str, Any]:
    try:
        told = json.loads(content)
    except ValueError:
        return {}
    return cast("Mapping[str, Any]", told) if isinstance(told, dict) else {}
"""


def module() -> str:
    """The text of the module."""
    told = description("en")
    schemas: dict[str, Any] = told["components"]["schemas"]
    asked = set(_bodies(told["paths"])) - {"Many"}
    forms = "\n".join(
        _form(name, each, schemas) for name, each in sorted(schemas.items()) if name not in asked
    )
    calls = "".join(_methods(told["paths"], schemas))
    return f"{_HEAD}{forms}{_CALLS}{calls}{_TAIL}"


def _bodies(paths: dict[str, Any]) -> Iterator[str]:
    """The questions: in the module they are the parameters of the calls."""
    for methods in paths.values():
        for told in methods.values():
            if "requestBody" in told:
                yield _name(told["requestBody"]["content"]["application/json"]["schema"])


def _name(schema: dict[str, Any]) -> str:
    return str(schema["$ref"]).removeprefix(_REF)


def _form(name: str, schema: dict[str, Any], schemas: dict[str, Any]) -> str:
    required = schema.get("required", [])
    fields = [
        (key, _type(each, schemas), key in required)
        for key, each in schema.get("properties", {}).items()
    ]
    said = schema.get("description", "").strip().replace("\n", f"\n{_INDENT}")
    if any(keyword.iskeyword(key) for key, _, _ in fields):
        rows = [
            f"{_INDENT}{key!r}: {(each if is_always else f'NotRequired[{each}]')!r},"
            for key, each, is_always in fields
        ]
        body = "\n".join(rows)
        return f'\n{name} = TypedDict({name!r}, {{\n{body}\n}})\n"""{said}"""\n'
    rows = [
        f"{_INDENT}{key}: {each if is_always else f'NotRequired[{each}]'}"
        for key, each, is_always in fields
    ]
    return "\n".join(["", f"class {name}(TypedDict):", f'{_INDENT}"""{said}"""', "", *rows, ""])


def _type(schema: dict[str, Any], schemas: dict[str, Any]) -> str:
    if "$ref" in schema:
        return _name(schema)
    if "const" in schema:
        return f"Literal[{schema['const']!r}]"
    if "enum" in schema:
        return f"Literal[{', '.join(repr(each) for each in schema['enum'])}]".replace("'", '"')
    choices = schema.get("anyOf") or schema.get("oneOf")
    if choices:
        return " | ".join(dict.fromkeys(_type(each, schemas) for each in choices))
    kind = schema.get("type")
    if kind == "array":
        return f"list[{_type(schema.get('items', {}), schemas)}]"
    if kind == "object":
        inside = schema.get("additionalProperties")
        return f"dict[str, {_type(inside, schemas) if isinstance(inside, dict) else 'Any'}]"
    return _PLAIN.get(str(kind), "Any")


def _methods(paths: dict[str, Any], schemas: dict[str, Any]) -> Iterator[str]:
    for path, methods in paths.items():
        for method, told in methods.items():
            # What can be looked up by its address can be asked by its question, too.
            if not str(told["operationId"]).startswith("look_up_"):
                yield _method(path, method, told, schemas)


def _method(path: str, method: str, told: dict[str, Any], schemas: dict[str, Any]) -> str:
    asked: list[tuple[str, str, bool]] = []
    parts, sent = path.removeprefix(PREFIX), []
    is_sent = "requestBody" in told
    if is_sent:
        schema = told["requestBody"]["content"]["application/json"]["schema"]
        question = schemas[_name(schema)]
        required = question.get("required", [])
        for key, each in question["properties"].items():
            asked.append((key, _type(each, schemas), key in required))
        names = ", ".join(f'"{key}": {key}' for key, _, _ in asked)
        sent = [f"question={{{names}}},", "key=key,"]
    for each in told.get("parameters", []):
        if each["in"] == "path":
            asked.insert(0, (each["name"], "int", True))
        if each["in"] == "query":
            asked.append((each["name"], _type(each["schema"], schemas), False))
    query = [each["name"] for each in told.get("parameters", []) if each["in"] == "query"]
    if query:
        names = ", ".join(f'"{key}": {key}' for key in query)
        sent.append(f"query={{{names}}},")
    answer = next(each for status, each in told["responses"].items() if status in ("200", "202"))
    gives = _name(answer["content"]["application/json"]["schema"])
    parameters = [f"{key}: {kind}" for key, kind, is_always in asked if is_always]
    parameters += [
        f"{key}: {kind if kind.endswith('None') else f'{kind} | None'} = None"
        for key, kind, is_always in asked if not is_always
    ]  # fmt: skip
    if is_sent:
        parameters.append('key: str = ""')
    place = f'f"{PREFIX}{parts}"' if "{" in parts else f'"{PREFIX}{parts}"'
    lines = [
        "",
        f"{_INDENT}def {told['operationId']}(",
        f"{_INDENT * 2}self,",
        *([f"{_INDENT * 2}*,"] if parameters else []),
        *(f"{_INDENT * 2}{each}," for each in parameters),
        f"{_INDENT}) -> {gives}:",
        f'{_INDENT * 2}"""{_wrapped(told["summary"])}"""',
        f"{_INDENT * 2}answer = self._call(",
        f'{_INDENT * 3}"{method.upper()}",',
        f"{_INDENT * 3}{place},",
        *(f"{_INDENT * 3}{each}" for each in sent),
        f"{_INDENT * 2})",
        f'{_INDENT * 2}return cast("{gives}", answer)',
        "",
    ]
    return "\n".join(lines)


def _wrapped(text: str) -> str:
    """A docstring: a first line that fits, then the rest."""
    room = _WIDE - 2 * len(_INDENT) - 6
    first, _, rest = text.partition(". ")
    for mark in (": ", "; ", ", "):
        begun, _, more = first.partition(mark)
        if len(first) > room and more:
            first, rest = begun, f"{more[0].upper()}{more[1:].rstrip('.')}. {rest}".strip()
    lines = wrap(rest, _WIDE - 2 * len(_INDENT))
    first = f"{first.rstrip('.')}."
    if not lines:
        return first
    inside = f"\n{_INDENT * 2}".join(lines)
    return f"{first}\n\n{_INDENT * 2}{inside}\n{_INDENT * 2}"
