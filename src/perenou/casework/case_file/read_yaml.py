"""YAML text to plain data: no anchors, aliases or tags, no double keys, no guessed types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from perenou.casework.case_file.errors import MessageKey, Path
from perenou.casework.case_file.source import DEEPEST, Data, Source

if TYPE_CHECKING:
    from yaml.error import MarkedYAMLError
    from yaml.events import Event

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


def read_yaml(text: str, name: str) -> Source:
    """Read one YAML document.

    Raises:
        CaseFileError: when the text is no YAML that a case file may use.
    """
    import yaml
    from yaml import events

    source = Source(name)
    # Events are taken one by one, so that nesting and aliases stop the reading before they grow.
    stream = iter(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    try:
        next(stream)
        if isinstance(next(stream), events.StreamEndEvent):
            source.stop((), "file_empty", None)
        source.data = _value(source, next(stream), stream, ())
        next(stream)
        after = next(stream)
        if not isinstance(after, events.StreamEndEvent):
            source.stop((), "several_documents", _line(after))
    except yaml.MarkedYAMLError as error:
        key, line = _syntax(error, text)
        source.stop((), key, line, {"limit": str(DEEPEST)})
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1 if error.position is not None else None
        source.stop((), "binary", line)
    return source


def _value(source: Source, event: Event, stream: Iterator[Event], path: Path) -> Data:
    from yaml import events

    line = _line(event)
    if isinstance(event, events.AliasEvent):
        source.stop(path, "alias", line, {"name": str(event.anchor)})
    if isinstance(event, events.NodeEvent) and event.anchor is not None:
        source.stop(path, "anchor", line, {"name": str(event.anchor)})
    tag = getattr(event, "tag", None)
    if tag is not None:
        source.stop(path, "tag", line, {"tag": tag})
    if line is not None:
        source.lines.setdefault(path, line)
    if isinstance(event, events.ScalarEvent):
        plain = event.implicit[0]
        text: str = event.value
        if not plain:
            _check_letters(source, path, line, text)
        return None if plain and text in _NULLS else text
    source.check_depth(path, line)
    if isinstance(event, events.SequenceStartEvent):
        items: list[Data] = []
        while not isinstance(item := next(stream), events.SequenceEndEvent):
            items.append(_value(source, item, stream, (*path, len(items))))
        return items
    mapping: dict[str, Data] = {}
    while not isinstance(item := next(stream), events.MappingEndEvent):
        key = _key(source, item, path)
        below = (*path, key)
        if source.place(below, _line(item), mapping):
            mapping[key] = _value(source, next(stream), stream, below)
        else:
            _value(source, next(stream), stream, (*below, "again"))
    return mapping


def _key(source: Source, event: Event, path: Path) -> str:
    from yaml import events

    line = _line(event)
    if isinstance(event, events.AliasEvent):
        source.stop(path, "alias", line, {"name": str(event.anchor)})
    if not isinstance(event, events.ScalarEvent):
        source.stop(path, "key_not_text", line)
    if event.anchor is not None:
        source.stop(path, "anchor", line, {"name": str(event.anchor)})
    if event.tag is not None:
        source.stop(path, "tag", line, {"tag": event.tag})
    key: str = event.value
    if not key or (event.implicit[0] and key in _NULLS):
        source.stop(path, "key_not_text", line)
    _check_letters(source, path, line, key)
    return key


def _line(event: Event) -> int | None:
    return event.start_mark.line + 1 if event.start_mark is not None else None


def _check_letters(source: Source, path: Path, line: int | None, text: str) -> None:
    # Only an escape in a quoted scalar can bring in half a surrogate pair.
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        source.stop(path, "binary", line)


def _indent(lines: list[str]) -> str:
    """What stands before the first letter of a line; of no line, nothing."""
    return "".join(each[: len(each) - len(each.lstrip())] for each in lines)


def _syntax(error: MarkedYAMLError, text: str) -> tuple[MessageKey, int | None]:
    context, problem = error.context or "", error.problem or ""
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark is not None else None
    opened = error.context_mark.line + 1 if error.context_mark is not None else line
    if "cannot start any token" in problem and line is not None:
        lines = text.splitlines()
        if line <= len(lines) and "\t" in lines[line - 1]:
            return "yaml_tab", line
    if line is not None and "\t" in _indent(text.splitlines()[line - 1 : line]):
        return "yaml_tab", line
    if "maximum nesting depth" in problem:
        return "too_deep", line
    if "quoted scalar" in context:
        return "yaml_unclosed_quote", opened
    if any(part in context for part in ("flow mapping", "flow sequence", "flow node")):
        return "yaml_unclosed_bracket", opened
    if "mapping values are not allowed" in problem or "expected ':'" in problem:
        return "yaml_colon", line
    if "block mapping" in context or "block collection" in context:
        return "yaml_indent", line
    return "yaml_syntax", line
