"""``perenou act``: drafts of acts and letters from a case, and the file that an official fills."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from perenou.cli.arguments import day_of, language_of
from perenou.cli.complete import kinds_of_acts
from perenou.cli.files import write
from perenou.cli.options import AS_OF, LANG
from perenou.cli.refusal import RefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perenou.acts.choose import ChoiceError, Numbered
    from perenou.acts.document import Document
    from perenou.acts.matter import Kind
    from perenou.casework.solve import Solved
    from perenou.casework.words import Words
    from perenou.language.grammar import Language


def act(
    file: Annotated[
        Path | None, typer.Argument(metavar="[CASE]", help="cli.act.case", show_default=False)
    ] = None,
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="cli.act.kind",
            autocompletion=kinds_of_acts,
            show_default=False,
        ),
    ] = "",
    matter: Annotated[
        int | None,
        typer.Option("--matter", metavar="N", help="cli.act.matter", show_default=False),
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="cli.act.list")] = False,
    with_: Annotated[
        Path | None,
        typer.Option("--with", metavar="FILE", help="cli.act.with", show_default=False),
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option("--previous", metavar="FILE", help="cli.act.previous", show_default=False),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="cli.act.out", show_default=False),
    ] = None,
    final: Annotated[bool, typer.Option("--final", help="cli.act.final")] = False,
    new_particulars: Annotated[
        bool, typer.Option("--new-particulars", help="cli.act.new_particulars")
    ] = False,
    lang: LANG = "et",
    as_of: AS_OF = "",
) -> None:
    """Draft an act or letter from a case, list what there is to decide, or begin particulars."""
    language = language_of(["--lang", lang], {})
    if new_particulars:
        _blank(out, language)
        return
    if file is None:
        raise RefusedError("cli.error.missing", what="[CASE]")
    solved = _solved(file, as_of)
    if list_:
        _list(solved, language)
        return
    document = _drafted(solved, _kind(kind), matter, with_, language)
    if previous is not None:
        document = _anew(document, previous, language)
    if final and document.gaps:
        gaps = "\n".join(f"  – {gap.what}" for gap in document.gaps)
        raise RefusedError("cli.act.error.not_final", gaps=gaps)
    _put(document, out, language)
    if out is not None:
        _tell_doubts(solved, language)


def _solved(file: Path, as_of: str) -> Solved:
    from perenou.casework.case_file.reader import read
    from perenou.casework.solve import Solved

    case = read(file)
    return Solved(case, day_of(as_of) if as_of else None)


def _kind(text: str) -> Kind | None:
    from perenou.acts.choose import kinds
    from perenou.acts.matter import Kind
    from perenou.casework.case_file.errors import nearest

    if not text:
        return None
    if text in kinds():
        return Kind(text)
    near = nearest(text, kinds())
    if near is None:
        raise RefusedError("cli.act.error.kind", value=text, known=", ".join(kinds()))
    raise RefusedError("cli.act.error.kind_near", value=text, near=near)


def _drafted(
    solved: Solved, kind: Kind | None, number: int | None, given: Path | None, language: Language
) -> Document:
    from perenou.acts.choose import ChoiceError, chosen, numbered
    from perenou.acts.draft import draft
    from perenou.acts.particulars import Particulars, read_particulars

    particulars = Particulars() if given is None else read_particulars(given)
    every = numbered(solved)
    try:
        matter = chosen(every, kind, number)
    except ChoiceError as error:
        raise _refused(solved, error, kind, number, language) from None
    return draft(solved, matter, particulars, language)


def _refused(
    solved: Solved, error: ChoiceError, kind: Kind | None, number: int | None, language: Language
) -> RefusedError:
    rows = "\n".join(_row(each, _words(solved, language)) for each in error.fitting)
    slots: dict[str, str] = {}
    if error.key == "no_such_number":
        slots = {"number": str(number), "count": str(len(error.fitting))}
    elif error.key == "not_of_kind":
        slots = {"number": str(number), "kind": _called(kind, language)}
    elif error.key == "no_such_kind":
        slots = {"kind": _called(kind, language), "rows": rows}
    elif error.key == "several":
        slots = {"rows": rows}
    return RefusedError(f"cli.act.error.{error.key}", **slots)


def _called(kind: Kind | None, language: Language) -> str:
    from perenou.language.catalogue import Catalogue

    key = "" if kind is None else kind.value
    return Catalogue.load("perenou.acts", "texts").text(f"kind.{key}", language)


def _row(each: Numbered, words: Words) -> str:
    from perenou.acts.choose import told

    return f"  {each.number}. {', '.join(filter(None, told(each, words)))}"


def _words(solved: Solved, language: Language) -> Words:
    from perenou.casework.words import Words

    return Words(language, solved.facts.case.named)


def _list(solved: Solved, language: Language) -> None:
    from perenou.acts.choose import numbered, told
    from perenou.casework.report import Table
    from perenou.cli.render import console, draw_table

    words = _words(solved, language)
    every = numbered(solved)
    if not every:
        print(_say("none", language))
    for is_begun in (False, True):
        rows = _rows([(each, told(each, words)) for each in every if each.is_begun is is_begun])
        if rows:
            print(_say("begun" if is_begun else "asked", language))
            head = ("number", "kind_of", "to", "about", "since")
            titles = tuple(_say(f"list.{key}", language) for key in head)
            draw_table(Table(titles, rows, frozenset({0})), console())


def _rows(
    told: Sequence[tuple[Numbered, tuple[str, str, str, str]]],
) -> tuple[tuple[str, ...], ...]:
    return tuple((str(each.number), *cells) for each, cells in told)


# ------------------------------------------------------------------------------ files


def _blank(out: Path | None, language: Language) -> None:
    from perenou.acts.particulars import blank

    if out is None:
        print(blank(), end="")
        return
    write(out, blank().encode("utf-8"), is_new=True)
    print(_say("written", language, path=str(out)))


def _anew(document: Document, previous: Path, language: Language) -> Document:
    from perenou.acts.document_json import DocumentError, from_json
    from perenou.acts.redraft import changes, with_own

    try:
        earlier = from_json(previous.read_text(encoding="utf-8"))
    except (DocumentError, UnicodeDecodeError):
        raise RefusedError("cli.act.error.previous", path=str(previous)) from None
    except (OSError, ValueError):
        raise RefusedError("cli.error.unreadable", path=str(previous)) from None
    if earlier.kind != document.kind:
        raise RefusedError("cli.act.error.previous_kind", path=str(previous))
    document = with_own(document, earlier)
    found = changes(earlier, document)
    print(_say("changed" if found else "unchanged", language))
    for each in found:
        if each.old:
            print(f"  - {each.old}")
        if each.new:
            print(f"  + {each.new}")
    return document


def _put(document: Document, out: Path | None, language: Language) -> None:
    from perenou.acts.document import plain
    from perenou.acts.write import WRITERS, content

    if out is None:
        print(plain(document), end="")
        return
    written = content(document, out)
    if written is None:
        raise RefusedError("cli.act.error.suffix", path=str(out), known=", ".join(WRITERS))
    write(out, written)
    print(_say("written", language, path=str(out)))
    if document.gaps:
        print(_say("gaps", language))
        for gap in document.gaps:
            print(f"  – {gap.what}")


def _tell_doubts(solved: Solved, language: Language) -> None:
    """Unsettled points that touch the case: they stand in no act, but an official must know."""
    from perenou.casework.tell import doubt_lines

    words = _words(solved, language)
    doubts = solved.determination.doubts
    if doubts:
        print(_say("doubts", language))
    for doubt in doubts:
        for line in doubt_lines(doubt, words):
            print(f"  {'  ' * line.depth}{line.text}")


def _say(key: str, language: Language, **slots: str) -> str:
    from perenou.language.catalogue import Catalogue

    return Catalogue.load("perenou.cli", "texts").text(f"cli.act.{key}", language, **slots)
