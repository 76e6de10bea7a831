"""The fit of the invented families as a report."""

from __future__ import annotations

from perenou.casework.report import Line, Report, Section, Table
from perenou.language.catalogue import Catalogue
from perenou.language.dates import day as day_text
from perenou.language.grammar import MINUS, Language, grouped
from perenou.population.synthetic.fit import Fit, fits
from perenou.population.synthetic.targets import targets


def tell_fit(seed: int, language: Language) -> Report:
    """Each published figure beside the invented one, then sources and what was not found."""
    texts = Catalogue.load("perenou.population", "texts")

    def say(key: str, **slots: str | int) -> str:
        return texts.text(key, language, **slots)

    def named(each: Fit) -> str:
        called = each.target.labels.in_language(language)
        key = f"fit.of.{each.what}"
        what = say(key) if key in texts.templates(language) else each.what
        return f"{called}: {what}" if what else called

    rows = [
        (
            named(each),
            "" if each.target.on is None else day_text(each.target.on, language),
            grouped(each.published, language),
            grouped(each.drawn, language),
            _signed(each.off, language),
        )
        for each in fits(seed)
    ]
    head = tuple(say(f"fit.{key}") for key in ("what", "on", "target", "got", "off"))
    known = targets()
    sources = [
        say(
            "fit.source.line",
            what=each.labels.in_language(language), source=each.source, url=each.url,
            seen=each.seen,
        )
        for each in known.figures.values()
    ]  # fmt: skip
    missing = [each.in_language(language) for each in known.not_found]
    return Report(
        say("fit.title"),
        say("fit.subtitle", seed=str(seed)),
        (
            Section(
                "fit", say("fit.heading"), (Line(say("fit.births")),),
                Table(head, tuple(rows), frozenset({2, 3, 4})),
            ),
            Section("sources", say("fit.source.heading"), tuple(map(Line, sources))),
            Section("not_found", say("fit.not_found.heading"), tuple(map(Line, missing))),
        ),
    )  # fmt: skip


def _signed(value: float, language: Language) -> str:
    text = f"{value:+.1f}".replace("-", MINUS)
    return text if language == "en" else text.replace(".", ",")
