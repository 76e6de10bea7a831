"""The operations over HTTP, described by OpenAPI 3.1."""

from __future__ import annotations

from typing import Any, Final

from pydantic.json_schema import models_json_schema

from perenou import __version__
from perenou.api import PREFIX
from perenou.api.every import OPERATIONS
from perenou.api.operation import SCOPES, Operation
from perenou.api.problems import say
from perenou.language.grammar import Language

MOST_IN_BATCH: Final = 1_000
"""Questions in one call of many."""

_REFUSED: Final = ("400", "401", "403", "404", "405", "413", "415", "422", "429")
_HERE: Final = "#/components/schemas/{model}"


def description(language: Language, address: str = "") -> dict[str, Any]:
    """What programs can ask and how.

    Args:
        address: where the interface is; empty: where its description is.
    """
    models = [(each.question, "validation") for each in OPERATIONS]
    _, schemas = models_json_schema(models, ref_template=_HERE)  # type: ignore[arg-type]
    paths = {f"{PREFIX}/{each.name}": _path(each, language) for each in OPERATIONS}
    paths[f"{PREFIX}/batch"] = {"post": _batch(language)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Perenõu",
            "version": __version__,
            "description": say("api.http.what", language),
        },
        "servers": [{"url": address}] if address else [],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "responses": {
                "Problem": {
                    "description": say("api.http.problem", language),
                    "content": {"application/problem+json": {"schema": _ref("Problem")}},
                }
            },
            "schemas": {**schemas.get("$defs", {}), "Problem": _PROBLEM, "Many": _MANY},
        },
    }


_PROBLEM: Final = {
    "type": "object",
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


def _ref(name: str) -> dict[str, str]:
    return {"$ref": _HERE.format(model=name)}


def _path(operation: Operation[Any], language: Language) -> dict[str, Any]:
    told = {
        "summary": say(f"api.{operation.name}", language),
        "tags": [operation.scope],
        "responses": _responses(operation.gives, language),
    }
    body = {
        "required": True,
        "content": {"application/json": {"schema": _ref(operation.question.__name__)}},
    }
    found: dict[str, Any] = {"post": {**told, "operationId": operation.name, "requestBody": body}}
    if operation.is_looked_up:
        found["get"] = {
            **told,
            "operationId": f"look_up_{operation.name}",
            "parameters": _parameters(operation),
        }
    return found


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


def _responses(keys: tuple[str, ...], language: Language) -> dict[str, Any]:
    answer = {"type": "object", "required": [*keys]}
    return {
        "200": {
            "description": say("api.http.answer", language),
            "content": {"application/json": {"schema": answer}},
        },
        "304": {"description": say("api.http.same", language)},
        **{status: {"$ref": "#/components/responses/Problem"} for status in _REFUSED},
    }


def _batch(language: Language) -> dict[str, Any]:
    return {
        "operationId": "batch",
        "summary": say("api.http.batch", language),
        "tags": [*SCOPES],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": _ref("Many")}},
        },
        "responses": _responses(("answers",), language),
    }
