"""What each provision that the coded law cites says: one sentence a language, in our own words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from perenou.rules.citation import Citation
from perenou.rules.rule import Labels

FOLDER: Final = Path(__file__).with_name("summaries")


@lru_cache(maxsize=1)
def summaries() -> Mapping[Citation, Labels]:
    """By provision: its summary, as the act reads now.

    Raises:
        ValueError: a key is no citation, or a provision stands in two files.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[Citation, Labels] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        for text, row in yaml.load(path.read_text(encoding="utf-8"), loader).items():
            citation = Citation.parse(text)
            if citation in found:
                raise ValueError(f"{path.name}: {text} also stands in another file")
            found[citation] = Labels(row["et"], row["en"], row["ru"])
    return found
