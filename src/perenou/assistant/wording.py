"""A clearer sentence, and the wording of an answer: proposed whole, or rejected whole."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from perenou.assistant.binding import held
from perenou.assistant.endpoint import Endpoint, said
from perenou.assistant.masking import UnknownMaskError, UnsafeTextError, masked
from perenou.assistant.proposal import Proposal, Rejected, marked
from perenou.assistant.sameness import changed, doubtful
from perenou.assistant.verify import links, unborne
from perenou.language.grammar import Language
from perenou.rules.types import Day

MOST_TEXT: Final = 6_000
"""Characters that are sent at most."""

_KEEP: Final = (
    "Märgid ⟦…⟧ tähistavad varjatud isikuandmeid: kasuta neid täpselt nii, nagu need on, ja ära "
    "mõtle uusi välja. Vasta ainult küsitud tekstiga, ilma selgituste ja jutumärkideta."
)
_CLEARER: Final = (
    "Sõnasta lause selgemalt, lihtsas ja õiges keeles, samas keeles, milles see on. Ükski summa, "
    "kuupäev, tähtaeg, nimi, viide ega eitus ei tohi muutuda, lisanduda ega kaduda. " + _KEEP
)
_ANSWER: Final = (
    "Sõnasta küsimusele lühike viisakas vastus küsimuse keeles. Toetu ainult lisatud arvutusele: "
    "ära lisa ühtegi summat, kuupäeva, tähtaega, arvu ega viidet, mida seal ei ole, ka mitte "
    "küsimusest. Ära vasta jah ega ei. " + _KEEP
)


def clearer(endpoint: Endpoint, sentence: str, people: Sequence[str] = ()) -> Proposal:
    """A sentence said more clearly; what may tell something else is named, or it is rejected.

    Raises:
        ServiceError: the model gave no answer that can be used.
    """
    try:
        hidden = masked(sentence, people)
        text = hidden.shown(_plain(said(endpoint, _CLEARER, hidden.text)))
    except UnsafeTextError:
        return Proposal("", (Rejected("unsafe", ""),))
    except UnknownMaskError:
        return Proposal("", (Rejected("name", "⟦…⟧"),))
    if text == sentence.strip():
        return Proposal("", (Rejected("same", text),))
    wrong = [*links(text, sentence)]
    wrong += [Rejected("value", each) for each in changed(sentence, text)]
    if wrong:
        return Proposal("", tuple(dict.fromkeys(wrong)))
    # A word that came or went is not said to change nothing: whoever asked looks at it.
    return Proposal(text, tuple(Rejected("check", each) for each in doubtful(sentence, text)))


def asked_about(question: str, computed: str) -> str:
    """What a model is given for an answer."""
    return f"Küsimus:\n{question}\n\nArvutus:\n{computed}"


def answer_wording(
    endpoint: Endpoint,
    question: str,
    computed: str,
    day: Day,
    people: Sequence[str] = (),
    births: Collection[Day] = (),
    language: Language = "et",
) -> Proposal:
    """The wording of an answer; a sentence that is not sure to be computed is marked in it.

    Args:
        computed: what the engine answers, with its citations. day: whose law counts.
        people, births: who is concerned, and born when. language: of the marks.

    Raises:
        ServiceError: the model gave no answer that can be used.
    """
    try:
        hidden = masked(asked_about(question, computed), people, births)
        text = hidden.shown(_plain(said(endpoint, _ANSWER, hidden.text)))
    except UnsafeTextError:
        return Proposal("", (Rejected("unsafe", ""),))
    except UnknownMaskError:
        return Proposal("", (Rejected("name", "⟦…⟧"),))
    wrong = tuple(dict.fromkeys(unborne(text, question, computed, day)))
    if wrong:
        return Proposal("", wrong)
    told = held(text, computed, f"{' '.join(people)} {' '.join(hidden.hidden.values())}")
    wrong = tuple(dict.fromkeys(each for sentence in told for each in sentence.wrong))
    if wrong:
        return Proposal("", wrong)
    unsure = tuple(Rejected("unbound", each.text) for each in told if not each.is_bound)
    if len(unsure) == len(told):
        return Proposal("", unsure)
    for each in told:
        if not each.is_bound:
            text = text.replace(each.text, marked(each.text, language), 1)
    return Proposal(text, unsure)


def _plain(text: str) -> str:
    """What a model says without the quotation marks that some put around it."""
    for first, last in (("„", "“"), ("“", "”"), ("«", "»"), ('"', '"')):
        if text.startswith(first) and text.endswith(last) and len(text) > 1:
            inside = text[1:-1]
            if first not in inside and last not in inside:
                return inside.strip()
    return text
