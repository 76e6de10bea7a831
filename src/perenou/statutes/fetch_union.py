"""Acts, decisions and judgments of the Union by CELEX number, from Cellar or EUR-Lex's pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import quote

from perenou.language.references.acts import union_acts
from perenou.statutes.celex import Celex
from perenou.statutes.documents import read_document
from perenou.statutes.errors import StatutesError
from perenou.statutes.fetch import FellBack, Fetched, Listed, Progress, of_network, write
from perenou.statutes.gateway import Gateway
from perenou.statutes.model import ActText
from perenou.statutes.store import Store

CELLAR: Final = "https://publications.europa.eu"
PAGES: Final = "https://eur-lex.europa.eu"
VARIABLE: Final = "PERENOU_EURLEX"
"""Environment variable that names another address than those two."""

_HEADERS: Final = {"Accept": "application/xhtml+xml, text/html", "Accept-Language": "est"}


def numbers(name: str) -> tuple[str, ...]:
    """The CELEX numbers that a name stands for; none where it names nothing of the Union.

    An act that is cited by its number is the act as published and the consolidated text that the
    coded law was written after.
    """
    if Celex.parse(name) is not None:
        return (name,)
    act = union_acts().get(name)
    if act is None or Celex.parse(act.celex) is None:
        return ()
    return (act.celex, act.consolidated) if act.consolidated else (act.celex,)


def bases(environment: Mapping[str, str]) -> tuple[str, str]:
    """The addresses of Cellar and of the pages: as the environment says, or their own."""
    told = environment.get(VARIABLE)
    return (told, told) if told else (CELLAR, PAGES)


def fetch_union(
    store: Store, names: Iterable[str], cellar: Gateway, pages: Gateway
) -> Iterator[Progress]:
    """Fetch what each name stands for, telling each step; what is there is not fetched again.

    Raises:
        StatutesError: a name stands for nothing, or neither service answers as needed.
    """
    for name in names:
        found = numbers(name)
        if not found:
            raise StatutesError("not_found", name=name)
        yield Listed(name, len(found))
        for at, celex in enumerate(found, 1):
            yield from _number(store, celex, at, len(found), cellar, pages)


def _number(
    store: Store, celex: str, at: int, of: int, cellar: Gateway, pages: Gateway
) -> Iterator[Progress]:
    folder = store.directory / "fetched"
    file = folder / f"{celex}.html"
    if file.exists():
        yield Fetched(at, of, celex, "cached", store.add(read_document(file)))
        return
    number = quote(celex, safe="")
    ways = (
        (cellar, f"/resource/celex/{number}"),
        (pages, f"/legal-content/ET/TXT/HTML/?uri=CELEX:{number}"),
    )
    refused: StatutesError | None = None
    for gateway, path in ways:
        if refused is not None:
            yield FellBack(ways[0][1], refused)
        try:
            text = _read(gateway, path, folder, celex)
        except StatutesError as why:
            refused = why
            continue
        added = store.add(text)
        (folder / "part" / f"{celex}.html").replace(file)
        yield Fetched(at, of, celex, "fetched", added)
        return
    assert refused is not None
    raise refused


def _read(gateway: Gateway, path: str, folder: Path, celex: str) -> ActText:
    """What a service answers, as an act; the file of it lies in the folder ``part``."""
    answer = gateway.get(path, _HEADERS)
    if answer.status != 200:
        raise StatutesError("status", answer.url, code=str(answer.status))
    part = folder / "part" / f"{celex}.html"
    write(part, answer.body)
    try:
        text = read_document(part)
        told = Celex.parse(celex)
        is_act = told is not None and not told.is_of_court
        if is_act and not any(each.address.level == "article" for each in text.provisions):
            # A shell of a web client, or a page that says that there is no such text.
            raise StatutesError("strange_answer", answer.url, what=answer.form)
    except StatutesError as why:
        part.unlink(missing_ok=True)
        raise of_network(why, answer) from None
    return text
