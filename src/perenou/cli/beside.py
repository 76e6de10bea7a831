"""A page with the words of a provision on one side and the coded law that cites it on the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Final

from perenou.language.catalogue import Catalogue

if TYPE_CHECKING:
    from perenou.impact.registry import Citing
    from perenou.language.grammar import Language
    from perenou.rules.rule import Labels
    from perenou.statutes.address import Address
    from perenou.statutes.model import ActText

_STYLE: Final = (
    "body { font: 1em/1.5 Roboto, sans-serif; margin: 2em auto; max-width: 80em; padding: 0 1em;"
    " color: #151926 } main { display: grid; grid-template-columns: 1fr 1fr; gap: 2em }"
    " @media (max-width: 50em) { main { grid-template-columns: 1fr } }"
    " h1 { font-size: 1.5em; font-weight: 400 } h2 { font-size: 1.2em; font-weight: 400 }"
    " dt { margin-top: 1em; font-weight: 500 } dd { margin: 0 } code { color: #5d6071 }"
    " .quiet { color: #5d6071 }"
)


def page(
    text: ActText,
    address: Address,
    rows: Sequence[Citing],
    summary: Labels | None,
    link: str | None,
    language: Language,
) -> str:
    """The page; every word of the act is escaped.

    Args:
        rows: what of the coded law cites the provision. summary: what it says in our own words.
        link: where people can read it.
    """
    texts = Catalogue.load("perenou.cli", "texts")

    def say(key: str) -> str:
        return escape(texts.text(f"cli.law.{key}", language))

    name = escape(f"{text.redaction.name} {address}")
    where = f'<p><a href="{escape(link)}">{escape(link)}</a></p>' if link else ""
    short = "" if summary is None else f"<p>{escape(summary.in_language(language))}</p>"
    coded = "\n".join(_rows(rows, language)) if rows else f"<p>{say('not_cited')}</p>"
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{name}</title>\n<style>{_STYLE}</style></head>\n<body>\n<h1>{name}</h1>\n"
        f"{short}\n<main>\n<section>\n<h2>{say('beside.words')}</h2>\n"
        f"{_words(text, address, say('repealed'), say('no_words'), language)}\n{where}\n"
        f"</section>\n<section>\n<h2>{say('beside.coded')}</h2>\n{coded}\n</section>\n</main>\n"
        "</body>\n</html>\n"
    )


def _words(text: ActText, address: Address, repealed: str, none: str, language: Language) -> str:
    from perenou.statutes.tell_differences import redaction_line

    found = text.provisions[text.places[address]]
    titled = text.provisions[text.places[type(address)(address.steps[:1])]]
    lines = [f'<p class="quiet">{escape(redaction_line(text.redaction, language))}</p>']
    if titled.title:
        lines.append(f'<p lang="et"><strong>{escape(titled.title)}</strong></p>')
    if found.repealed:
        lines.append(f"<p>{repealed}</p>")
    elif words := text.words(address):
        lines += [f'<p lang="et">{escape(line)}</p>' for line in words.split("\n")]
    else:
        lines.append(f"<p>{none}</p>")
    return "\n".join(lines)


def _rows(rows: Sequence[Citing], language: Language) -> Iterator[str]:
    """What cites the provision: its label, its name, and what it rests on."""
    from perenou.benefits.lawbook import LAWBOOK
    from perenou.casework.words import label_of
    from perenou.rules.describe import describe

    texts = Catalogue.load("perenou.cli", "texts")
    yield "<dl>"
    for each in dict.fromkeys(rows):
        what = texts.text(
            f"cli.law.citing.{each.kind}",
            language,
            name=each.name,
            label=each.labels.in_language(language),
            citation=str(each.citation),
        )
        yield f"<dt>{escape(what)}</dt>"
        if each.kind in ("norm", "gathered"):
            rests = "; ".join(label_of(n, language) for n in describe(LAWBOOK, each.name).inputs)
            if rests:
                told = texts.text("cli.law.beside.rests", language, names=rests)
                yield f"<dd>{escape(told)}</dd>"
    yield "</dl>"
