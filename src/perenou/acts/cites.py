"""What each kind of act cites by itself, whatever the case: the provisions of its template.

What an act cites beyond that comes from the norms that decided its case.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from perenou.acts.kinds import Kind
from perenou.rules.citation import Citation


@lru_cache(maxsize=1)
def cites() -> Mapping[Kind, tuple[Citation, ...]]:
    """By kind of act, the provisions of its template; every kind has some.

    Source: ``cites.yaml``, which ``python -m tests.acts.cited`` writes from drafts of every kind
    and the tests compare with the texts.
    """
    import yaml

    told = yaml.safe_load(files("perenou.acts").joinpath("cites.yaml").read_text(encoding="utf-8"))
    return {Kind(kind): tuple(map(Citation.parse, each)) for kind, each in told.items()}
