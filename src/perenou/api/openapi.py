"""The operations over HTTP, described by OpenAPI 3.1."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final, Literal

from pydantic import TypeAdapter

from perenou import __version__
from perenou.api import PREFIX
from perenou.api.answers_of_reforms import Jobs, JobTold
from perenou.api.every import LONG, OPERATIONS
from perenou.api.operation import SCOPES, LongOperation, Operation
from perenou.api.problems import say
from perenou.language.grammar import Language

MOST_IN_BATCH: Final = 1_000
"""Questions in one call of many."""

MOST_JOBS: Final = 100
"""Jobs in one piece of the list."""

LONGEST_KEY: Final = 128
"""Characters of a key by which a call is known that is sent once more."""

_REFUSED: Final = ("400", "401", "403", "404", "405", "413", "415", "422", "429")
_REFUSED_AGAIN: Final = (*_REFUSED[:5], "409", *_REFUSED[5:])
"""Of a question that may be sent once more by a key."""
_TAKEN: Final[Literal["validation"]] = "validation"
_TOLD: Final[Literal["serialization"]] = "serialization"
_HERE: Final = "#/components/schemas/{model}"

_KEY: Final = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "pattern": "^[!-~]+$", "maxLength": LONGEST_KEY},
}
_NUMBER: Final = {
    "name": "id",
    "in": "path",
    "required": True,
    "schema": {"type": "integer", "minimum": 1, "maximum": 2**63 - 1},
}
_PROBLEM: Final = {
    "type": "object",
    "description": "What was wrong, and how to mend it; the code is there to be quoted.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
    },
}
_MANY: Final = {
    "type": "object",
    "description": "Questions that are answered each by itself.",
    "additionalProperties": False,
    "required": ["questions"],
    "properties": {
        "questions": {
            "type": "array",
            "minItems": 1,
            "maxItems": MOST_IN_BATCH,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["operation"],
                "properties": {
                    "operation": {"enum": [each.name for each in OPERATIONS]},
                    "question": {"type": "object"},
                },
            },
        }
    },
}
_MANY_ANSWERS: Final = {
    "type": "object",
    "description": "By question, in their order, its answer or what was wrong with it.",
    "required": ["answers"],
    "properties": {
        "answers": {
            "type": "array",
            "items": {
                "oneOf": [
                    {"type": "object", "required": ["answer"],
                     "properties": {"answer": {"type": "object"}}},
                    {"type": "object", "required": ["problem"],
                     "properties": {"problem": {"$ref": _HERE.format(model="Problem")}}},
                ]
            },
        }
    },
}  # fmt: skip


def description(language: Language, address: str = "") -> dict[str, Any]:
    """What programs can ask and how.

    Args:
        address: where the interface is; empty: where its description is.
    """
    paths = {f"{PREFIX}/{each.name}": _path(each, language) for each in OPERATIONS}
    paths[f"{PREFIX}/batch"] = {"post": _batch(language)}
    paths |= {f"{PREFIX}/{each.name}": {"post": _begun(each, language)} for each in LONG}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Perenõu",
            "version": __version__,
            "description": say("api.http.what", language),
        },
        "servers": [{"url": address}] if address else [],
        "security": [{"token": []}],
        "paths": {**paths, **_jobs(language)},
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "responses": {
                "Problem": {
                    "description": say("api.http.problem", language),
                    "content": {"application/problem+json": {"schema": _ref("Problem")}},
                }
            },
            "schemas": {
                **_schemas(), "Problem": _PROBLEM, "Many": _MANY, "ManyAnswers": _MANY_ANSWERS,
            },
        },
    }  # fmt: skip


@lru_cache(maxsize=1)
def _schemas() -> dict[str, Any]:
    asked = [each.question for each in OPERATIONS] + [each.question for each in LONG]
    given = [each.gives for each in OPERATIONS] + [each.gives for each in LONG]
    questions = [(each.__name__, _TAKEN, TypeAdapter(each)) for each in asked]
    answers: list[tuple[str, Literal["serialization"], TypeAdapter[Any]]] = [
        (each.__name__, _TOLD, TypeAdapter(each)) for each in (*given, JobTold, Jobs)
    ]
    _, found = TypeAdapter.json_schemas([*questions, *answers], ref_template=_HERE)
    schemas: dict[str, Any] = found["$defs"]
    for question in asked:
        # A file of this machine can be named by an assistant beside it, never from afar.
        schemas[question.__name__]["properties"].pop("file", None)
    return schemas


def _ref(name: str) -> dict[str, str]:
    return {"$ref": _HERE.format(model=name)}


def _path(operation: Operation[Any], language: Language) -> dict[str, Any]:
    told: dict[str, Any] = {
        "summary": say(f"api.{operation.name}", language),
        "tags": [operation.scope],
        "responses": _responses(operation.gives.__name__, language),
    }
    found: dict[str, Any] = {
        "post": {
            **told,
            "operationId": operation.name,
            "parameters": [_KEY],
            "requestBody": _body(operation.question.__name__),
            "responses": _responses(operation.gives.__name__, language, refused=_REFUSED_AGAIN),
        }
    }
    if operation.is_looked_up:
        found["get"] = {
            **told,
            "operationId": f"look_up_{operation.name}",
            "parameters": _parameters(operation),
            "responses": {
                **told["responses"],
                "304": {"description": say("api.http.same", language)},
            },
        }
    return found


def _body(name: str) -> dict[str, Any]:
    return {"required": True, "content": {"application/json": {"schema": _ref(name)}}}


def _parameters(operation: Operation[Any]) -> list[dict[str, Any]]:
    schema = operation.question.model_json_schema()
    required = schema.get("required", [])
    return [
        {"name": name, "in": "query", "required": name in required, "schema": _of_query(told)}
        for name, told in schema["properties"].items()
    ]


def _of_query(schema: dict[str, Any]) -> dict[str, Any]:
    """What a parameter may be: one that may be left out is never told to be nothing."""
    choices = [each for each in schema.get("anyOf", []) if each.get("type") != "null"]
    return choices[0] if choices else schema


def _responses(
    answer: str, language: Language, status: str = "200", refused: tuple[str, ...] = _REFUSED
) -> dict[str, Any]:
    key = "api.http.begun" if status == "202" else "api.http.answer"
    told: dict[str, Any] = {
        "description": say(key, language),
        "content": {"application/json": {"schema": _ref(answer)}},
    }
    if status == "202":
        told["headers"] = {"Location": {"schema": {"type": "string"}}}
    return {status: told, **{each: {"$ref": "#/components/responses/Problem"} for each in refused}}


def _batch(language: Language) -> dict[str, Any]:
    return {
        "operationId": "batch",
        "summary": say("api.http.batch", language),
        "tags": [*SCOPES],
        "parameters": [_KEY],
        "requestBody": _body("Many"),
        "responses": _responses("ManyAnswers", language, refused=_REFUSED_AGAIN),
    }


def _begun(operation: LongOperation[Any], language: Language) -> dict[str, Any]:
    return {
        "operationId": operation.name,
        "summary": say(f"api.{operation.name}", language),
        "tags": [operation.scope],
        "parameters": [_KEY],
        "requestBody": _body(operation.question.__name__),
        "responses": _responses("JobTold", language, "202"),
    }


def _jobs(language: Language) -> dict[str, Any]:
    refused = ("400", "401", "403", "404", "405", "429")
    pieces = [
        {"name": "before", "in": "query", "schema": {"type": "integer", "minimum": 1,
                                                     "maximum": 2**63 - 1}},
        {"name": "most", "in": "query", "schema": {"type": "integer", "minimum": 1,
                                                   "maximum": MOST_JOBS}},
    ]  # fmt: skip

    def told(name: str, answer: str, *parameters: dict[str, Any]) -> dict[str, Any]:
        return {
            "operationId": name,
            "summary": say(f"api.http.{name}", language),
            "tags": ["reforms"],
            "parameters": [*parameters],
            "responses": _responses(answer, language, "200", (*refused, "409", "422")),
        }

    result = told("result", "Simulated", _NUMBER)
    return {
        f"{PREFIX}/jobs": {"get": told("jobs", "Jobs", *pieces)},
        f"{PREFIX}/jobs/{{id}}": {
            "get": told("job", "JobTold", _NUMBER),
            "delete": told("cancel", "JobTold", _NUMBER),
        },
        f"{PREFIX}/jobs/{{id}}/result": {"get": result},
    }
