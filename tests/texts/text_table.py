"""How well facts and wording are found in the labelled texts: ``make text-table``.

python -m tests.texts.text_table [--wrong] [--only KIND ...]

Texts that rules were tuned on and texts that are kept apart are told separately.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Sequence

from tests.texts.labelled_texts import Judged, judged, labelled

from perenou.language.clarity.rules import rules
from perenou.language.grammar import LANGUAGES

KINDS = ("facts", "apart_facts", "letters", "apart_letters")
"""How the files of labelled texts begin: of facts and of wording, tuned on and kept apart."""


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--wrong", action="store_true", help="name what is missed or wrongly found")
    parser.add_argument("--only", nargs="*", default=list(KINDS), help="kinds of texts")
    wanted = parser.parse_args()
    for title in wanted.only:
        texts, facts = labelled(title), "facts" in title
        found = [each for text in texts for each in judged(text, facts=facts)]
        print(f"{title}: {len(texts)} texts, {sum(e.is_labelled for e in found)} labelled places\n")
        print(table(found), end="\n\n")
        for each in found if wanted.wrong else ():
            if not (each.is_labelled and each.is_found):
                kind = "missed" if each.is_labelled else "wrong "
                print(kind, each.name, "|", each.rule, "|", each.words)


def counted(found: Sequence[Judged]) -> list[Judged]:
    """What counts in all: rules that are off unless asked for accuse nobody."""
    off = {rule.id for each in LANGUAGES for rule in rules(each).values() if not rule.is_on}
    return [each for each in found if each.rule not in off]


def scores(found: Sequence[Judged]) -> tuple[float, float]:
    """Precision and recall."""
    right = sum(each.is_labelled and each.is_found for each in found)
    told, there = sum(e.is_found for e in found), sum(e.is_labelled for e in found)
    return (right / told if told else 1.0), (right / there if there else 1.0)


def table(found: Sequence[Judged]) -> str:
    """Precision and recall by rule; all of them last, without rules that are off by default."""
    by_rule: dict[str, list[Judged]] = defaultdict(list)
    for each in found:
        by_rule[each.rule].append(each)
    lines = ["| rule | labelled | found | precision | recall |", "|---|---|---|---|---|"]
    for rule, own in [*sorted(by_rule.items()), ("all", counted(found))]:
        precision, recall = scores(own)
        labels, told = sum(e.is_labelled for e in own), sum(e.is_found for e in own)
        lines.append(f"| {rule} | {labels} | {told} | {precision:.2f} | {recall:.2f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
