"""The terms of the field: what they mean, what people call them, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from perenou.language.grammar import LANGUAGES, Language

_FOLDER: Final = Path(__file__).with_name("terms")


@dataclass(frozen=True, slots=True)
class Term:
    """One term: its Estonian name, the meaning in our own words, and other names by language.

    ``et`` holds what people say instead; ``cites`` the provisions, in normal form; ``theme`` the
    file that it stands in; ``never`` by language the words that our own texts do not use for it.
    """

    name: str
    means: str
    et: tuple[str, ...]
    en: tuple[str, ...]
    ru: tuple[str, ...]
    cites: tuple[str, ...]
    theme: str
    never: Mapping[Language, tuple[str, ...]]

    def names(self, language: Language) -> tuple[str, ...]:
        """Every name in a language, the usual one first."""
        if language == "et":
            return (self.name, *self.et)
        return self.en if language == "en" else self.ru


@lru_cache(maxsize=1)
def term_base() -> dict[str, Term]:
    """Every term by its Estonian name.

    Raises:
        ValueError: a term stands in two files.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, Term] = {}
    for path in sorted(_FOLDER.glob("*.yaml")):
        rows = yaml.load(path.read_text(encoding="utf-8"), loader)
        for name, row in rows.items():
            if name in found:
                raise ValueError(f"{path.name}: {name!r} also stands in {found[name].theme}.yaml")
            found[name] = Term(
                name,
                row["means"],
                tuple(row["lay"]),
                tuple(row["en"]),
                tuple(row["ru"]),
                tuple(row["cite"]),
                path.stem,
                {language: tuple(row.get("never", {}).get(language, ())) for language in LANGUAGES},
            )
    return found
