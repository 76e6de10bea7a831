"""How well search answers the labelled questions, beside each analyser alone.

``make search-table ACTS=FOLDER`` prints the table. The folder holds acts as Markdown, a file an
act, named by its abbreviation; sections are headings such as ``##### § 17<sup>1</sup>. Title``.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import yaml

from perenou.language.morphology import Analyser, Endings, Vabamorf, Word
from perenou.language.search.engine import Index
from perenou.language.search.similar import trigrams
from perenou.language.search.unit import ALL, Filters, Unit
from perenou.language.term_base import Term, term_base

ROOT: Final = Path(__file__).resolve().parent.parent
QUESTIONS: Final = ROOT / "tests" / "language" / "questions"
SETS: Final = ("apart", "tuned")
ACTS: Final = Path(os.environ.get("PERENOU_ACTS", ROOT.parent / "shared" / "data" / "acts"))
"""Acts as Markdown to measure over, where there are such."""

_SECTION: Final = re.compile(
    r"^##### § (\d+)(?:<sup>(\d+)</sup>)?\.?[ \t]*(.*)\n((?:(?!^#).*\n?)*)", re.MULTILINE
)
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_AT: Final = 5

Question = tuple[str, str, tuple[str, ...]]


class Alone:
    """An analyser of which only a part is used."""

    def __init__(self, name: str, of: Callable[[Sequence[str]], list[Word]]) -> None:
        self.name = name
        self._of = of

    def words(self, forms: Sequence[str]) -> list[Word]:
        return self._of(forms)


def sections(folder: Path) -> Iterator[Unit]:
    """Every section of every act in a folder."""
    for path in sorted(folder.glob("*.md")):
        for found in _SECTION.finditer(path.read_text(encoding="utf-8")):
            number = found[1] + (found[2] or "").translate(_RAISED)
            text = " ".join(re.sub(r"<[^>]+>", "", found[4]).split())
            title = re.sub(r"</?sup>", "", found[3])
            yield Unit(f"{path.stem} § {number}", title, text, "act", path.stem)


def questions(name: str) -> list[Question]:
    """The labelled questions of a set: kind, text, and the sections that answer."""
    rows = yaml.safe_load((QUESTIONS / f"{name}.yaml").read_text(encoding="utf-8"))
    return [(kind, text, tuple(answers)) for kind, text, answers in rows]


def answered(
    index: Index, asked: Sequence[Question], filters: Filters = ALL
) -> dict[str, list[bool]]:
    """By kind of question: whether each has an answer among the first five that pass."""
    found: dict[str, list[bool]] = {}
    for kind, text, answers in asked:
        hits = {hit.unit.address for hit in index.ask(text, filters, _AT).hits}
        found.setdefault(kind, []).append(bool(hits & set(answers)))
    return found


def ways(units: Sequence[Unit]) -> Iterator[tuple[str, Index]]:
    """Each way to search by its name, the simple ones first."""
    vabamorf, endings = Vabamorf(), Endings()
    terms = tuple(term_base().values())
    uncited = tuple(replace(term, cites=()) for term in terms)

    def index(by: Analyser, base: Sequence[Term] = (), *, mend: bool = False) -> Index:
        return Index(units, terms=base, by=by, mend=mend)

    yield "words as written", index(Alone("raw", lambda forms: [Word((f,)) for f in forms]))
    yield "endings cut off", index(endings)
    yield (
        "three-letter pieces",
        index(
            Alone("pieces", lambda forms: [Word(("·",), tuple(sorted(trigrams(f)))) for f in forms])
        ),
    )
    yield (
        "Vabamorf, dictionary forms",
        index(Alone("lemmas", lambda forms: [Word(each.lemmas) for each in vabamorf.words(forms)])),
    )
    yield "Vabamorf, also parts of compounds and verbs", index(vabamorf)
    yield "all of it without the term base", index(vabamorf, mend=True)
    yield "all of it, the terms without their citations", index(vabamorf, uncited, mend=True)
    yield "all of it without Vabamorf", index(endings, terms, mend=True)
    yield "**all of it**", index(vabamorf, terms, mend=True)


def share(found: Sequence[bool]) -> str:
    return f"{sum(found) / len(found):.2f}"


def table(folder: Path) -> Iterator[str]:
    """The table in Markdown: the share of questions answered among the first five."""
    units = list(sections(folder))
    asked = {name: questions(name) for name in SETS}
    kinds = list(dict.fromkeys(kind for rows in asked.values() for kind, _, _ in rows))
    yield f"| Way | {' | '.join(SETS)} | {' | '.join(kinds)} |"
    yield f"|---|{'---|' * (len(SETS) + len(kinds))}"
    for name, index in ways(units):
        by_set = {each: answered(index, rows) for each, rows in asked.items()}
        cells = [share([r for found in by_set[each].values() for r in found]) for each in SETS]
        cells += [
            share([right for found in by_set.values() for right in found[kind]]) for kind in kinds
        ]
        yield f"| {name} | {' | '.join(cells)} |"


if __name__ == "__main__":
    for line in table(Path(sys.argv[1])):
        print(line)
