"""Who is paid and why, and who counts in whose family, told."""

from __future__ import annotations

from collections import defaultdict

from perenou.casework.determination import Determination, Payee
from perenou.casework.report import Cited, Line, Section
from perenou.casework.tell_rights import cited, ground_text
from perenou.casework.words import Words, citations_in


def payees_section(made: Determination, words: Words) -> Section | None:
    """One sentence for all children of whom the same is so, and who counts together."""
    groups: dict[Payee, list[Payee]] = defaultdict(list)
    for each in made.payees:
        groups[each._replace(child="", grounds=())].append(each)
    lines: list[Line] = []
    for alike, of in groups.items():
        last = None if alike.after is None else alike.after - 1
        text = words.say(
            f"tell.payees.{alike.why}",
            children=[words.name_of(each.child) for each in of],
            payee=words.name_of(alike.payee),
            days=(alike.first, last),
            **({} if alike.over is None else {"over": words.name_of(alike.over)}),
        )
        if alike.without_consent:
            text += f" {words.say('tell.payees.without_consent')}"
        lines.append(Line(text, cited=_named(text, alike)))
        grounds = of[0].grounds
        if grounds:
            known = (alike.over or "", *(each.child for each in of))
            told = "; ".join(ground_text(ground, words, but=known) for ground in grounds)
            because = words.say("tell.rights.because", grounds=told)
            lines.append(Line(because, 1, "quiet", cited(grounds)))
        if len(alike.family) > 1:
            family = words.names(alike.family)
            told = words.say("tell.payees.family", children=family)
            lines.append(Line(told, 1, "quiet", _named(told, alike)))
    if not lines:
        return None
    return Section("payees", words.say("tell.payees.heading"), tuple(lines))


def _named(text: str, spell: Payee) -> Cited:
    """The provisions in a sentence about a spell, as they stood on its first day."""
    return tuple((str(each), spell.first) for each in citations_in(text))
