"""A clearer sentence keeps what bears the meaning; any other change is told to whoever asked."""

from __future__ import annotations

import pytest

from perenou.assistant.sameness import changed, doubtful

REFUSAL = (
    "Teie taotlus lapsetoetuse saamiseks jäetakse rahuldamata, kuna laps ei ela Eestis "
    "(PHS § 3 lg 1)."
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Vaie esitatakse 30 päeva jooksul alates otsuse kättesaamisest.",
         "Vaie esitatakse 30 päeva jooksul alates otsuse tegemisest."),
        ("Toetust makstakse kuni 80 eurot kuus.", "Toetust makstakse vähemalt 80 eurot kuus."),
        ("Toetus on kuni 80 eurot, kui peres on vähemalt 3 last.",
         "Toetus on vähemalt 80 eurot, kui peres on kuni 3 last."),
        ("Toetust makstakse mõlemale vanemale.", "Toetust makstakse ühele vanematest."),
        ("Taotleja võib esitada dokumendi.", "Taotleja peab esitama dokumendi."),
        ("Toetus lõpeb, kui laps saab 19-aastaseks.", "Toetus algab, kui laps saab 19-aastaseks."),
        ("The child may apply.", "The child must apply."),
        ("Заявитель может подать документы.", "Заявитель должен подать документы."),
        ("Laps ei ela Eestis ja taotlus rahuldatakse.",
         "Laps elab Eestis ja taotlust ei rahuldata."),
        ("Toetust makstakse lapse isale.", "Toetust makstakse lapse emale."),
        (REFUSAL, REFUSAL.replace("lapsetoetuse", "sünnitoetuse")),
        (REFUSAL, REFUSAL.replace("laps ei", "ema ei")),
        (REFUSAL, REFUSAL.replace("jäetakse rahuldamata", "rahuldatakse")),
        (REFUSAL, REFUSAL.replace("Eestis", "Soomes")),
        (REFUSAL, "Laps ei ela Eestis."),
    ],
)  # fmt: skip
def test_a_change_of_meaning_is_found(before: str, after: str) -> None:
    assert changed(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (REFUSAL, "Jätame Teie lapsetoetuse taotluse rahuldamata, sest laps ei ela Eestis "
         "(PHS § 3 lg 1)."),
        ("Teil tuleb esitada dokumendid 30 päeva jooksul.",
         "Te peate esitama dokumendid 30 päeva jooksul."),
        ("Teie taotlus on meie poolt läbi vaadatud.", "Oleme Teie taotluse läbi vaadanud."),
        ("Käesolevaga teatame Teile, et toetuse maksmine lõpetatakse.",
         "Teatame, et lõpetame toetuse maksmise."),
        ("Eestis elav laps saab toetust.", "Laps, kes elab Eestis, saab toetust."),
        ("Toetus on üle 80 euro.", "Toetus on rohkem kui 80 eurot."),
    ],
)  # fmt: skip
def test_words_that_change_nothing_are_no_change(before: str, after: str) -> None:
    assert (changed(before, after), doubtful(before, after)) == ((), ())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Toetust makstakse.", "Toetust makstakse tagasiulatuvalt."),
        ("Toetus makstakse pangakontole.", "Toetus makstakse."),
        ("Ema maksab isale 80 eurot.", "Isa maksab emale 80 eurot."),
        ("Ema saab 80 eurot ja isa 100 eurot.", "Ema saab 100 eurot ja isa 80 eurot."),
    ],
)
def test_what_nobody_can_tell_is_said(before: str, after: str) -> None:
    assert not changed(before, after)
    assert doubtful(before, after)
