"""What the shell may complete: languages, benefits, names of norms."""

from __future__ import annotations


def languages(incomplete: str) -> list[str]:
    """The languages."""
    from perenou.language.grammar import LANGUAGES

    return [language for language in LANGUAGES if language.startswith(incomplete)]


def benefits(incomplete: str) -> list[tuple[str, str]]:
    """Benefits by key, each with what it is called."""
    from perenou.benefits.estonia.vocabulary import BENEFITS
    from perenou.benefits.eu.vocabulary import COORDINATED

    benefits = {**BENEFITS, **COORDINATED}
    return [(key, labels.et) for key, labels in benefits.items() if key.startswith(incomplete)]


def questions(incomplete: str) -> list[str]:
    """The questions over all families."""
    from perenou.cli.prove import KINDS

    return [kind for kind in KINDS if kind.startswith(incomplete)]


def kinds(incomplete: str) -> list[str]:
    """The kinds of what can be found."""
    from perenou.cli.search import KINDS

    return [kind for kind in KINDS if kind.startswith(incomplete)]


def terms(incomplete: str) -> list[tuple[str, str]]:
    """The terms of the field, each with what it means."""
    from perenou.language.term_base import term_base

    start = incomplete.casefold()
    return [
        (term.name, term.means)
        for term in term_base().values()
        if term.name.casefold().startswith(start)
    ]


def kinds_of_acts(incomplete: str) -> list[str]:
    """Kinds of acts and letters."""
    from perenou.acts.choose import kinds

    return [kind for kind in kinds() if kind.startswith(incomplete)]


def names(incomplete: str) -> list[tuple[str, str]]:
    """Norms, figures, aggregates and facts by name, each with what it is called."""
    from perenou.benefits.lawbook import LAWBOOK
    from perenou.casework.words import label_of

    tables = (LAWBOOK.rules, LAWBOOK.parameters, LAWBOOK.across, LAWBOOK.through, LAWBOOK.facts)
    return [
        (name, label_of(name, "et"))
        for table in tables
        for name in table
        if name.startswith(incomplete)
    ]
