"""What is looked at when a text arrives in the store: against what it is held, and whether to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from perenou.impact.coded import coded_redactions, coded_since
from perenou.impact.registry import Citing
from perenou.impact.texts import cited_in
from perenou.impact.touched import predecessor
from perenou.rules.citation import Citation
from perenou.statutes.model import ActText
from perenou.statutes.store import Added, Store


def held_against(store: Store, added: Added) -> ActText | None:
    """The text whose place another has taken: its correction's, or the redaction before it."""
    if added.before is not None:
        return added.before
    earlier = predecessor(store, added.redaction)
    return None if earlier is None else store.text(earlier)


def is_news(added: Added) -> bool:
    """Whether a text may change what rests on it: it is new, and nothing was coded after it.

    A correction under an old number always may. Of an act whose coded redaction is not recorded,
    every text is news.
    """
    if added.outcome == "replaced":
        return True
    redaction = added.redaction
    if added.outcome != "added" or redaction.amends:
        return False
    coded = coded_redactions(redaction.name)
    if not coded:
        return True
    since = date.fromisoformat(coded_since(redaction.name)).toordinal()
    return redaction.id not in coded and redaction.since >= since


def beside(text: ActText, among: Iterable[Citing]) -> tuple[tuple[Citation, Citing], ...]:
    """What rests on the provisions that a judgment or guidance cites, on its first day or later."""
    day = text.redaction.since
    cited = cited_in("\n".join(f"{each.title}\n{each.text}" for each in text.provisions))
    return tuple(
        (provision, each)
        for each in among
        if each.until > day
        for provision in cited
        if each.citation.covers(provision) or provision.covers(each.citation)
    )
