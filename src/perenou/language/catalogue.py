"""Catalogues of texts in three languages: one key, one template a language, typed slots.

A catalogue is a folder ``{et,en,ru}/*.yaml`` inside a package. Each file maps keys to templates;
all files of a language make one catalogue. A slot stands in braces (``{{`` is a brace itself):

==================================  ============================  ================================
slot                                value                         text
==================================  ============================  ================================
``{x}``                             str                           as it is
``{x:list}``                        sequence of str               Mari, Juku ja Jaan
``{x:number}``                      int                           12 345
``{x:count:NOUN[:CASE]}``           int                           3 last
``{x:noun:NOUN[:CASE]}``            int, how many; not written    laste
``{x:called:NOUN[:CASE]}``          str, a name                   lapsele (Mart Tamm)
``{x:named:NOUN[:CASE]}``           names                         lapse Mart Tamm, laste Mart ja Ago
``{x:declined:NOUN[:CASE]}``        str, a name                   Marile, lapsele nimega Mart Tamm
``{x:euros[:CASE]}``                int cents, or a pair of       80 eurot; 80 kuni 530 eurot
                                    bounds (None: open)
``{x:day[:CASE]}``                  int, day number               24. novembril 2026
``{x:day_range}``                   pair of day numbers           1.–24. november 2026
``{x:day_spell}``                   pair, None: open              alates 24. novembrist 2026
``{x:month[:CASE]}``                int, months from year 0       novembris 2026
``{x:month_of_year[:CASE]}``        int, months from year 0       2026. aasta novembri
``{x:month_range}``                 pair of months                november–detsember 2026
``{x:month_spell}``                 pair, None: open              novembrist 2026 kuni ...
``{x:citation}``                    Citation, or its text         PHS § 17 lg 1 p 2
==================================  ============================  ================================

Cases belong to the language of the template; the same slot may stand in another case, more than
once, or in another order in each language, but it must stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final, TypeAlias

from perenou.language import amounts, dates
from perenou.language.grammar import (
    LANGUAGES,
    Language,
    case_index,
    counted,
    form,
    grouped,
    listed,
)
from perenou.language.names import called, declined, named
from perenou.rules.citation import Citation

SlotValue: TypeAlias = str | int | Citation | tuple[int | None, int | None] | Sequence[str]

_PIECE: Final = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a kind of slot takes: the sort of value, and the arguments after its name."""

    takes: str
    noun: bool = False
    case: bool = False


_KINDS: Final[dict[str, _Kind]] = {
    "": _Kind("text"),
    "list": _Kind("list"),
    "number": _Kind("number"),
    "count": _Kind("number", noun=True, case=True),
    "noun": _Kind("number", noun=True, case=True),
    "called": _Kind("text", noun=True, case=True),
    "named": _Kind("list", noun=True, case=True),
    "declined": _Kind("text", noun=True, case=True),
    "euros": _Kind("cents", case=True),
    "day": _Kind("day", case=True),
    "day_range": _Kind("days"),
    "day_spell": _Kind("days"),
    "month": _Kind("month", case=True),
    "month_of_year": _Kind("month", case=True),
    "month_range": _Kind("months"),
    "month_spell": _Kind("months"),
    "citation": _Kind("citation"),
}


class CatalogueError(ValueError):
    """A catalogue that cannot be used, or a text asked for in a way it cannot be given."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot of a template."""

    name: str
    kind: str
    noun: str
    case: str


@dataclass(frozen=True, slots=True)
class Template:
    """A text of one language: literal pieces and slots in order."""

    pieces: tuple[str | Slot, ...]
    where: str
    """The file that it stands in, with its language folder."""

    def slots(self) -> dict[str, str]:
        """By slot name: what sort of value it takes."""
        return {
            piece.name: _KINDS[piece.kind].takes for piece in self.pieces if isinstance(piece, Slot)
        }


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: the template's own words, or what fills a slot, and with which value."""

    text: str
    slot: Slot | None = None
    value: SlotValue = ""


class Catalogue:
    """Texts by language and key; a language is read when it is first asked for."""

    def __init__(self, name: str, root: Path) -> None:
        self.name = name
        self._root = root
        self._read: dict[Language, dict[str, Template]] = {}

    @staticmethod
    def load(package: str, folder: str) -> Catalogue:
        """The catalogue in a folder of a package; a second call gives the same object.

        Raises:
            CatalogueError: there is no such package or folder.
        """
        return _load(package, folder)

    def templates(self, language: Language) -> dict[str, Template]:
        """The templates of one language by key.

        Raises:
            CatalogueError: with every problem of that language, each naming file and key:
                unreadable YAML, a malformed slot, a key given twice.
        """
        if language not in self._read:
            templates, problems = _language(self.name, self._root, language)
            if problems:
                raise CatalogueError(problems)
            self._read[language] = templates
        return self._read[language]

    def check(self) -> None:
        """Read every language and compare them; the tests do so for every catalogue there is.

        Raises:
            CatalogueError: with every problem: those of each language, a key missing in a
                language, slots that differ between languages.
        """
        read = {language: _language(self.name, self._root, language) for language in LANGUAGES}
        problems = [problem for _, found in read.values() for problem in found]
        problems += _differences({language: templates for language, (templates, _) in read.items()})
        if problems:
            raise CatalogueError(problems)

    def keys(self) -> tuple[str, ...]:
        """Every key, in the order of the Estonian files."""
        return tuple(self.templates("et"))

    def text(self, key: str, language: Language, /, **slots: SlotValue) -> str:
        """The text under a key, its slots filled.

        Raises:
            CatalogueError: there is no such key, a slot is missing or unknown, or a value is of
                the wrong sort.
        """
        template = self.templates(language).get(key)
        if template is not None and not slots and len(template.pieces) == 1:
            [whole] = template.pieces
            if isinstance(whole, str):
                return whole
        return "".join(piece.text for piece in self.pieces(key, language, **slots))

    def pieces(self, key: str, language: Language, /, **slots: SlotValue) -> list[Piece]:
        """The text under a key piece by piece, so that what fills a slot can still be told apart.

        Where a value ends with a full stop (``и т. п.``) and the template goes on with
        one, a single full stop is written.

        Raises:
            CatalogueError: as for ``text``.
        """
        template = self.templates(language).get(key)
        if template is None:
            raise CatalogueError([f"{self.name}: no text {key!r}"])
        if slots.keys() != template.slots().keys():
            wanted = ", ".join(template.slots()) or "no slots"
            given = ", ".join(slots) or "none"
            raise CatalogueError([f"{template.where}: {key}: takes {wanted}; given {given}"])
        written: list[Piece] = []
        for piece in template.pieces:
            if isinstance(piece, str):
                doubled = bool(written) and written[-1].text.endswith(".") and piece.startswith(".")
                written.append(Piece(piece[1:] if doubled else piece))
                continue
            value = slots[piece.name]
            try:
                written.append(Piece(_write(value, piece, language), piece, value))
            except (TypeError, ValueError) as wrong:
                message = f"{template.where}: {key}: {{{piece.name}}}: {wrong}"
                raise CatalogueError([message]) from wrong
        return written


@lru_cache(maxsize=32)
def _load(package: str, folder: str) -> Catalogue:
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise CatalogueError([f"{package}: no such package"])
    root = Path(found.submodule_search_locations[0], folder)
    if not root.is_dir():
        raise CatalogueError([f"{package}/{folder}: no such folder of texts"])
    return Catalogue(f"{package}/{folder}", root)


def _language(name: str, root: Path, language: Language) -> tuple[dict[str, Template], list[str]]:
    """The templates of a language, and what is wrong with its files."""
    templates: dict[str, Template] = {}
    files = sorted((root / language).glob("*.yaml"))
    problems = [problem for file in files for problem in _read(file, language, templates)]
    if not files:
        problems.append(f"{name}/{language}: no text files")
    return templates, problems


def _read(file: Path, language: Language, into: dict[str, Template]) -> Iterator[str]:
    """Add a file's templates, and tell its problems."""
    import yaml

    where = f"{language}/{file.name}"
    loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    try:
        root = yaml.compose(file.read_text(encoding="utf-8"), loader)
    except (yaml.YAMLError, UnicodeDecodeError) as broken:
        yield f"{where}: not readable: {broken}"
        return
    if not isinstance(root, yaml.MappingNode):
        yield f"{where}: holds no mapping of keys to texts"
        return
    for key_node, text_node in root.value:
        key = key_node.value
        at = f"{where}:{key_node.start_mark.line + 1}: {key}"
        if not isinstance(key, str):
            yield f"{at}: a key is a word"
        elif not isinstance(text_node, yaml.ScalarNode) or not text_node.value:
            yield f"{at}: holds no text (a text that begins with a brace needs quotes)"
        elif key in into:
            yield f"{at}: stands in {into[key].where} too"
        else:
            try:
                into[key] = Template(_pieces(text_node.value, language), where)
            except ValueError as wrong:
                yield f"{at}: {wrong}"


def _pieces(text: str, language: Language) -> tuple[str | Slot, ...]:
    pieces: list[str | Slot] = []
    takes: dict[str, str] = {}
    literal = ""
    end = 0
    for found in _PIECE.finditer(text):
        literal += text[end : found.start()]
        end = found.end()
        body = found[1]
        if body is None:
            if len(found[0]) == 1:
                raise ValueError(f"a lone {found[0]!r} (write it twice to mean itself)")
            literal += found[0][0]
            continue
        if literal:
            pieces.append(literal)
            literal = ""
        slot = _slot(body, language)
        sort = _KINDS[slot.kind].takes
        if takes.setdefault(slot.name, sort) != sort:
            raise ValueError(f"slot {slot.name!r} takes both {takes[slot.name]} and {sort}")
        pieces.append(slot)
    literal += text[end:]
    if literal:
        pieces.append(literal)
    return tuple(pieces)


@lru_cache(maxsize=1024)
def _slot(body: str, language: Language) -> Slot:
    name, _, rest = body.partition(":")
    kind_name, *arguments = rest.split(":")
    kind = _KINDS.get(kind_name)
    if not _NAME.fullmatch(name):
        raise ValueError(f"slot {{{body}}}: {name!r} is no slot name")
    if kind is None or (not kind_name and rest != body[len(name) :]):
        known = ", ".join(sorted(filter(None, _KINDS)))
        raise ValueError(f"slot {{{body}}}: no kind {kind_name!r} (there are {known})")
    if not kind.noun <= len(arguments) <= kind.noun + kind.case:
        raise ValueError(f"slot {{{body}}}: wrong number of arguments")
    noun = arguments.pop(0) if kind.noun else ""
    case = arguments.pop() if arguments else "nominative"
    try:
        case_index(language, case)
        if noun:
            form(noun, language)
    except ValueError as wrong:
        raise ValueError(f"slot {{{body}}}: {wrong}") from wrong
    return Slot(name, kind_name, noun, case)


def _differences(templates: dict[Language, dict[str, Template]]) -> Iterator[str]:
    """Keys that a language lacks, and slots that differ between languages."""
    homes: dict[str, Template] = {}
    for language in LANGUAGES:
        for key, template in templates[language].items():
            homes.setdefault(key, template)
    for key, home in homes.items():
        for language in LANGUAGES:
            there = templates[language].get(key)
            if there is None:
                yield f"{home.where}: {key}: missing in {language}"
            elif there.slots() != home.slots():
                yield (
                    f"{there.where}: {key}: takes {_shown(there)}, "
                    f"but {home.where} takes {_shown(home)}"
                )


def _shown(template: Template) -> str:
    return ", ".join(f"{name} ({takes})" for name, takes in template.slots().items()) or "no slots"


def _write(value: SlotValue, slot: Slot, language: Language) -> str:
    case = slot.case
    match slot.kind:
        case "list":
            written = listed(_items(value), language)
        case "number":
            written = grouped(_whole(value), language)
        case "count":
            written = counted(_whole(value), slot.noun, language, case)
        case "noun":
            is_one = _whole(value) == 1
            written = form(slot.noun, language, case, "singular" if is_one else "plural")
        case "called":
            written = called(slot.noun, _text(value), language, case)
        case "named":
            written = named(slot.noun, _items(value), language, case)
        case "declined":
            written = declined(slot.noun, _text(value), language, case)
        case "euros" if isinstance(value, tuple):
            written = amounts.amount_range(*_pair(value), language, case)
        case "euros":
            written = amounts.euros(_whole(value), language, case)
        case "day":
            written = dates.day(_whole(value), language, case)
        case "day_range":
            written = dates.day_range(*_closed(value), language)
        case "day_spell":
            written = dates.day_spell(*_pair(value), language)
        case "month":
            written = dates.month(_whole(value), language, case)
        case "month_of_year":
            written = dates.month_of_year(_whole(value), language, case)
        case "month_range":
            written = dates.month_range(*_closed(value), language)
        case "month_spell":
            written = dates.month_spell(*_pair(value), language)
        case "citation":
            written = str(value if isinstance(value, Citation) else Citation.parse(_text(value)))
        case _:
            written = _text(value)
    return written


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise TypeError(f"takes a text, not {value!r}")


def _whole(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise TypeError(f"takes a whole number, not {value!r}")


def _items(value: object) -> Sequence[str]:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_text(item) for item in value]
    raise TypeError(f"takes a list of texts, not {value!r}")


def _pair(value: object) -> tuple[int | None, int | None]:
    if isinstance(value, tuple) and len(value) == 2:
        first, last = (None if end is None else _whole(end) for end in value)
        return first, last
    raise TypeError(f"takes a pair of whole numbers, not {value!r}")


def _closed(value: object) -> tuple[int, int]:
    first, last = _pair(value)
    if first is None or last is None:
        raise TypeError("takes a pair with both ends known")
    return first, last
