"""Invented positions, so that the pages of positions can be tried at once."""

from __future__ import annotations

from typing import Final

from perenou.rules.citation import Citation
from perenou.workbench.accounts.models import User
from perenou.workbench.positions import actions
from perenou.workbench.positions.content import Content
from perenou.workbench.positions.models import Position

POSITIONS: Final = (
    Content(
        question="Kuidas arvutatakse lapsetoetust selle kuu eest, mil laps sünnib?",
        answer="Kuumäär jagatakse selle kuu kalendripäevade arvuga ja korrutatakse päevadega, "
        "mil õigus kestis.",
        reasons="PHS § 7 lg 1 ei ütle, mitmeks päevaks kuumäär jagatakse. Kalendripäevade järgi "
        "annab terve kuu alati täpselt kuumäära.",
        sources="",
        other="Kuu loetakse alati kolmekümne päeva pikkuseks. Siis annaksid 31-päevase kuu päevad "
        "kokku rohkem kui kuumäär.",
        citations=(Citation.parse("PHS § 7 lg 1"),),
        theme="family_allowances",
        doubt="gap_1",
    ),
    Content(
        question="Millisest päevast jookseb kuue kuu tähtaeg toetuse taotlemiseks?",
        answer="Tähtaeg hakkab jooksma päevast, mis järgneb õiguse tekkimise päevale.",
        reasons="PHS § 28 lg 1 ja lg 3 annavad taotlemiseks kuus kuud õiguse tekkimisest, aga "
        "ei ütle, kas tekkimise päev loetakse kaasa. Tsiviilõiguse üldreegli järgi algab tähtaeg "
        "järgmisel päeval (TsÜS § 135 lg 1).",
        sources="",
        other="Sündmuse päev loetakse tähtaja esimeseks päevaks.",
        citations=(Citation.parse("PHS § 28 lg 1"), Citation.parse("PHS § 28 lg 3")),
        theme="procedure",
        doubt="gap_43",
    ),
    Content(
        question="Kes saab toetuse, kui laps elab vanemate juures vaheldumisi?",
        answer="Laps arvatakse korraga ainult ühe vanema perre ja toetust saab see vanem.",
        reasons="PHS § 26 lg 3 järgi lepivad vanemad kokku, kumma pere laste hulka laps arvatakse, "
        "ja PHS § 25 lg 2 järgi on siis õigus sellel vanemal.",
        sources="",
        other="",
        citations=(Citation.parse("PHS § 26 lg 3"), Citation.parse("PHS § 25 lg 2")),
        theme="family_allowances",
    ),
)
"""The first holds, the second waits for approval, the third is a draft."""

WITHIN: Final = "perehüvitiste teenuse juhtimine"


def load(expert: User, owner: User) -> None:
    """Make the positions, where there are none yet: written by one, approved by the other."""
    if Position.objects.exists():
        return
    made = [
        actions.begin(expert, content, token=f"demo-position-{at}")
        for at, content in enumerate(POSITIONS)
    ]
    for each in made[:2]:
        actions.send(expert, each, based_on=1, token=f"demo-send-{each.pk}")
    actions.approve(owner, made[0], competence=WITHIN, based_on=1, token="demo-approve")
