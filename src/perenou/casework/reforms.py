"""Reforms laid over the coded law: what they cite has to be there on the days they are about."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from perenou.benefits.lawbook import LAWBOOK
from perenou.language.references.acts import acts, union_acts
from perenou.language.references.inventory import added_on, exists, gone_since
from perenou.language.references.reference import Reference
from perenou.rules.citation import Citation
from perenou.rules.lawbook import Lawbook
from perenou.rules.reform import Reform, ReformError, laid_over
from perenou.rules.rule import Validity
from perenou.rules.types import ALWAYS


def law_with(reform: Reform) -> Lawbook:
    """The coded law with a reform laid over it.

    Raises:
        ReformError: it cites what there is not, or does not fit the law.
    """
    for name, versions in reform.figures.items():
        for version in versions:
            _check(reform.path, name, version.citation, version.validity)
    for rule in reform.norms.rules:
        _check(reform.path, rule.name, rule.citation, rule.validity)
    return laid_over(LAWBOOK, reform)


def _check(path: Path, name: str, citation: Citation, told: Validity) -> None:
    """See that a provision is one, and is there while a figure or norm rests on it."""
    slots = {"name": name, "value": str(citation)}
    if "/" in citation.act:
        if citation.act not in union_acts():
            raise ReformError("citation_act", path, **slots, act=citation.act)
        return
    if citation.is_article:
        return
    if citation.act not in acts():
        raise ReformError("citation_act", path, **slots, act=citation.act)
    cited = Reference(
        "provision", citation.act, citation.section, citation.subsection, citation.point
    )
    if exists(cited) is False:
        raise ReformError("citation_missing", path, **slots)
    gone, added = gone_since(cited), added_on(cited)
    if gone is not None and gone < told.until:
        raise ReformError("citation_gone", path, **slots, day=date.fromordinal(gone).isoformat())
    if added is not None and ALWAYS < told.since < added:
        raise ReformError("citation_early", path, **slots, day=date.fromordinal(added).isoformat())
