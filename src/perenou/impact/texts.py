"""Texts of ours that rest on provisions: summaries of them, and the parts of the handbook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from perenou.benefits.summaries import summaries
from perenou.impact.findable import handbook_parts
from perenou.impact.registry import Citing
from perenou.language.references.resolve import find
from perenou.rules.citation import Citation
from perenou.rules.rule import Labels
from perenou.rules.types import ALWAYS, NEVER

_CODE: Final = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
"""What somebody types: a provision in it is an example, and the text is not about it."""


@lru_cache(maxsize=1)
def texts() -> tuple[Citing, ...]:
    """Every summary, by its provision, and every part of the handbook, by what it cites.

    They are about the law as it stands, and so about every day.
    """
    return (*_summaries(), *_handbook())


def cited_in(text: str) -> tuple[Citation, ...]:
    """The provisions that a running text cites for sure, each once, in order."""
    found = (reference.first.citation for mention in find(text) for reference in mention.references)
    return tuple(dict.fromkeys(each for each in found if each is not None))


def _summaries() -> Iterator[Citing]:
    for citation in summaries():
        name = str(citation)
        yield Citing("summary", name, citation, ALWAYS, NEVER, Labels(name, name, name))


def _handbook() -> Iterator[Citing]:
    for heading, body in handbook_parts():
        for citation in cited_in(_CODE.sub(" ", body)):
            labels = Labels(heading, heading, heading)
            yield Citing("handbook", heading, citation, ALWAYS, NEVER, labels)
