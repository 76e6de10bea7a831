"""The kind of a document is told by its title, or else by what it decides."""

from __future__ import annotations

import pytest

from perenou.acts.check.text import ActText
from perenou.acts.check.view import Act
from perenou.acts.kinds import Kind


@pytest.mark.parametrize(
    ("decided", "kind"),
    [
        ("Määrame Teile lapsetoetuse.", Kind.GRANT),
        ("Määrata Mari Näitele lapsetoetus.", Kind.GRANT),
        ("Keeldume lapsetoetuse määramisest.", Kind.REFUSAL),
        ("Jätame taotluse rahuldamata.", Kind.REFUSAL),
        ("Määrame toetuse Jukule. Jätame taotluse rahuldamata Leida osas.", Kind.PARTIAL_GRANT),
        ("Lõpetame toetuse maksmise.", Kind.TERMINATION),
        ("Peatame toetuse maksmise.", Kind.SUSPENSION),
        ("Kohustame Teid tagastama 80 eurot.", Kind.RECOVERY_INJUNCTION),
        ("Tasaarvestame enammakse.", Kind.SET_OFF),
        ("Tunnistame 5. mai 2026. aasta otsuse kehtetuks.", Kind.REVOCATION),
        ("Muudame toetuse suurust.", Kind.CHANGE),
        ("Jätkame toetuse maksmist.", Kind.RESUMPTION),
        ("Ilm on ilus.", None),
    ],
)
def test_by_what_is_decided(decided: str, kind: Kind | None) -> None:
    assert Act(ActText.from_text(f"OTSUS\n\n{decided}\n")).kind is kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Otsus lapsetoetuse osalise määramise kohta", Kind.PARTIAL_GRANT),
        ("OTSUS LAPSETOETUSE MAKSMISE LÕPETAMISE KOHTA", Kind.TERMINATION),
        ("Otsus lapsetoetuse määramata jätmise kohta", Kind.REFUSAL),
        ("Otsus toetuse saaja muutmise kohta", Kind.RECIPIENT_CHANGE),
        ("Ettekirjutus lapsetoetuse tagasimaksmiseks", Kind.RECOVERY_INJUNCTION),
        ("Vaideotsus", Kind.CHALLENGE_DECISION),
        ("Otsus vaide tagastamise kohta", Kind.CHALLENGE_RETURN),
        ("Palume Teie arvamust kavandatava otsuse kohta", Kind.HEARING),
        ("Palume lisaandmeid taotluse kohta", Kind.DOCUMENT_REQUEST),
        ("Teade lapsetoetuse määramise kohta", Kind.INFORMATION),
    ],
)
def test_by_title(title: str, kind: Kind) -> None:
    assert Act(ActText.from_text(f"{title}\n\nTere.\n")).kind is kind


def test_what_is_unknown_but_decides_is_an_act() -> None:
    assert Act(ActText.from_text("Otsustame nii, nagu öeldud.")).is_act
    assert not Act(ActText.from_text("Ilm on ilus.")).is_act
