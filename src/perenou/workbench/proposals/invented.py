"""Invented proposals, so that their pages can be tried at once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.utils.timezone import localdate

from perenou.proposals.proposal import (
    Consulted,
    Evidence,
    Kind,
    Option,
    Origin,
    Proposal,
    Stage,
    Taken,
)
from perenou.workbench.accounts.models import User
from perenou.workbench.proposals import actions
from perenou.workbench.proposals.models import Proposal as Kept

REFORM: Final = """\
# Näidisreform: väljamõeldud ettepanek, mitte kellegi tegelik kava.
title: Lapsetoetus 100 eurot iga lapse eest
source: Väljamõeldud näidisettepanek
parameters:
  child_allowance_first_two:
    - {from: 2027-01-01, value: 100, citation: PHS § 17 lg 3}
"""


def _proposals(today: date) -> tuple[tuple[Proposal, str, tuple[tuple[Stage, str], ...]], ...]:
    """Each with its reform and the stages that it came to, with their reasons."""
    return (
        (
            Proposal(
                "Lapsetoetus 100 eurot iga lapse eest", Kind.LAW,
                problem="Näide: lapsetoetuse määr on mitu aastat sama. Ostujõud on vähenenud.",
                aim="Ühtlustada määr ja muuta see vanemale arusaadavaks.",
                evidence=(
                    Evidence(Origin.OTHER, "", "Väljamõeldud näide: tarbijahinnad on tõusnud."),
                ),
                options=(
                    Option("Sama määr iga lapse eest", "Lihtne; kallim.", is_chosen=True),
                    Option("Jätta määrad samaks", "Ei maksa midagi; probleem jääb."),
                ),
                consulted=(
                    Consulted(
                        "Näidisministeerium", today + timedelta(20),
                        "Palume näidata mõju madalaima sissetulekuga peredele.",
                        "Tabel sissetuleku järgi lisandub seletuskirja, kui mõju on arvutatud.",
                        Taken.TAKEN,
                    ),
                    Consulted("Näidisliit", today + timedelta(20)),
                ),
                due=today + timedelta(30),
            ),
            REFORM, ((Stage.DRAFTED, ""), (Stage.SENT, "")),
        ),
        (
            Proposal(
                "Küsida õppimise kohta andmed registrist, mitte perelt", Kind.PROCESS,
                problem="Näide: sama tõendit küsitakse, kuigi andmed on registris olemas.",
                aim="Vähem kirju ja kiirem otsus.", work="Üks järelepärimine jääb ära.",
                cost="Andmevahetuse arendus.",
            ),
            "", ((Stage.DRAFTED, ""),),
        ),
        (
            Proposal(
                "Lühem teavituskiri lapse 19-aastaseks saamise eel", Kind.TEXT,
                problem="Näide: kirja järel helistatakse, sest peamine on lõpus.",
                aim="Peamine esimesse lausesse.",
            ),
            "",
            (
                (Stage.DRAFTED, ""), (Stage.SENT, ""),
                (Stage.REFUSED, "Kirjad vahetatakse välja koos uue süsteemiga."),
            ),
        ),
    )  # fmt: skip


def load(expert: User, owner: User) -> None:
    """Make the proposals, where there are none yet: written by one, decided by the other."""
    if Kept.objects.exists():
        return
    today = localdate()
    for at, (content, reform, stages) in enumerate(_proposals(today)):
        made = actions.begin(expert, content, reform=reform, token=f"demo-proposal-{at}")
        for stage, words in stages:
            who = owner if stage is Stage.REFUSED else expert
            token = f"demo-proposal-{at}-{stage.value}"
            actions.move(who, made, stage, today, words, token=token)
