"""The operations as tools for assistants, by the Model Context Protocol over standard streams."""

from __future__ import annotations

import json
from typing import Any, Final

import anyio
import mcp_types as types
from anyio.to_thread import run_sync
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

from perenou import __version__
from perenou.api.every import BY_NAME, OPERATIONS
from perenou.api.operation import Place
from perenou.api.problems import language_of, problem, say
from perenou.language.grammar import Language

NAME: Final = "perenou"


def server(place: Place, language: Language = "et") -> Server[Any]:
    """What answers an assistant.

    Args:
        language: of what tools are for.
    """

    async def tools(_context: object, _asked: object) -> types.ListToolsResult:
        return types.ListToolsResult(
            tools=[
                types.Tool(
                    name=each.name,
                    description=say(f"api.{each.name}", language),
                    input_schema=each.question.model_json_schema(),
                    annotations=types.ToolAnnotations(
                        read_only_hint=True, idempotent_hint=True, open_world_hint=False
                    ),
                )
                for each in OPERATIONS
            ]
        )

    async def call(_context: object, asked: types.CallToolRequestParams) -> types.CallToolResult:
        told = dict(asked.arguments or {})
        speaks = language_of(told) if "language" in told else language
        operation = BY_NAME.get(asked.name)
        if operation is None:
            known = ", ".join(BY_NAME)
            return _said(say("api.error.tool", speaks, value=asked.name, known=known))
        told.setdefault("language", language)
        try:
            # Solving takes a while; the assistant can go on asking meanwhile.
            answer = await run_sync(operation.asked, told, place)
        except Exception as error:
            message = problem(error, speaks)
            if message is None:
                raise
            return _said(message)
        text = json.dumps(answer, ensure_ascii=False)
        return types.CallToolResult(
            content=[types.TextContent(type="text", text=text)], structured_content=answer
        )

    return Server(
        NAME,
        version=__version__,
        instructions=say("api.instructions", language),
        on_list_tools=tools,
        on_call_tool=call,
    )


def _said(message: str) -> types.CallToolResult:
    """A question that has no answer, with what to mend."""
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=message)], is_error=True
    )


def serve(place: Place, language: Language = "et") -> None:
    """Answer an assistant on the standard streams until it goes away."""

    async def until_it_goes() -> None:
        made = server(place, language)
        async with stdio_server() as (incoming, outgoing):
            await made.run(incoming, outgoing, made.create_initialization_options())

    anyio.run(until_it_goes)
