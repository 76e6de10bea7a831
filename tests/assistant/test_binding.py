"""A sentence of an answer is taken for good only where the engine computed just that."""

from __future__ import annotations

from datetime import date

import pytest
from tests.services.fake_service import Reply, service

from perenou.assistant.binding import held
from perenou.assistant.endpoint import Endpoint
from perenou.assistant.months_told import spells_in
from perenou.assistant.proposal import Proposal
from perenou.assistant.wording import answer_wording

DAY = date(2026, 11, 26).toordinal()
COMPUTED = """Kokku (november–detsember 2026): 160 eurot.
  Kadri – 80 eurot kuus novembrist kuni detsembrini 2026: lapsetoetus.
lapsetoetus – Juku (saaja Kadri): õigus on alates 14. maist 2018
  Sest: laps elab Eestis: jah (PHS § 17 lg 3).
Kadri – 280 eurot kuus aprillist kuni juunini 2026: lapsetoetus 80 eurot ja kohtumenetlusaegne elatisabi 200 eurot.
kohtumenetlusaegne elatisabi – Juku: õigus on aprillist kuni juunini 2026
kohtumenetlusaegne elatisabi – Juku: õigust ei ole alates juulist 2026
  Sest: menetlus on lõppenud: jah (PHS § 54 lg 1).
Kadri: kohtumenetlusaegne elatisabi, mai–juuni 2026 – tagasi nõutakse 120 eurot.
Lasterikka pere toetus: ei, peres on 2 last (PHS § 21 lg 1).
Üksikvanema lapse toetus: ei, isa elab perega (PHS § 19 lg 1).
Taotlus tuleb esitada 6 kuu jooksul."""  # noqa: E501


@pytest.mark.parametrize(
    "told",
    [
        "Lapsetoetus on 80 eurot kuus (PHS § 17 lg 3).",
        "Novembris 2026 saate lapsetoetust 80 eurot.",
        "Mais 2026 makstakse 80 eurot lapsetoetust ja 200 eurot kohtumenetlusaegset elatisabi.",
        "Lasterikka pere toetust ei maksta, sest peres on 2 last (PHS § 21 lg 1).",
        "Õigust üksikvanema lapse toetusele ei ole, sest isa elab perega (PHS § 19 lg 1).",
        "Augustis 2026 ei ole õigust kohtumenetlusaegsele elatisabile (PHS § 54 lg 1).",
        "Kokku makstakse novembrist detsembrini 2026 160 eurot.",
        "Taotlus tuleb esitada 6 kuu jooksul.",
    ],
)
def test_what_was_computed_of_a_benefit_is_taken(told: str) -> None:
    assert [each.is_bound for each in held(told, COMPUTED)] == [True], held(told, COMPUTED)


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ("Lapsetoetus on 80 eurot (PHS § 19 lg 1).", "bound"),
        ("Lapsetoetus on 200 eurot.", "bound"),
        ("Lapsetoetus on 160 eurot.", "bound"),
        ("Kohtumenetlusaegne elatisabi on 120 eurot kuus.", "bound"),
        ("Novembris 2026 on kohtumenetlusaegne elatisabi 200 eurot.", "bound"),
        ("Novembris on kohtumenetlusaegne elatisabi 200 eurot.", "bound"),
        ("Üksikvanema lapse toetus on 80 eurot.", "bound"),
        ("Mais 2026 on lapsetoetus 200 eurot ja kohtumenetlusaegne elatisabi 80 eurot.", "bound"),
        ("Sünnitoetus on 80 eurot.", "bound"),
        ("Toetus on 80 eurot (PHS § 21 lg 1).", "bound"),
        ("Teil on õigus lasterikka pere toetusele (PHS § 21 lg 1).", "answer"),
        ("Te saate üksikvanema lapse toetust, kuigi isa elab perega.", "answer"),
        ("You are entitled to the allowance for families with many children.", "answer"),
        ("Вы имеете право на пособие многодетной семье.", "answer"),
        ("Lapsetoetust ei maksta (PHS § 17 lg 3).", "answer"),
        ("Augustis 2026 on õigus kohtumenetlusaegsele elatisabile (PHS § 54 lg 1).", "answer"),
    ],
)
def test_what_is_computed_of_another_or_otherwise_is_rejected(told: str, reason: str) -> None:
    [sentence] = held(told, COMPUTED)
    assert reason in {each.why for each in sentence.wrong}


@pytest.mark.parametrize(
    "told",
    [
        "Lapsetoetus lõpeb detsembris 2026.", "Lapsetoetus kahekordistub detsembris 2026.",
        "Lapsetoetus on poolteist korda suurem.", "Te ei pea midagi tegema.",
        "Toetust saab tagasiulatuvalt kogu eelmise aasta eest.", "Teil on õigus toetusele.",
        "Taotlus tuleb esitada 6 kuu jooksul, muidu tuleb maksta trahvi.",
        "Kõik toetused on maksustatud.", "Kohtumenetlusaegsele elatisabile on õigus.",
    ],
)  # fmt: skip
def test_what_nothing_computed_bears_out_is_never_taken_for_good(told: str) -> None:
    [sentence] = held(told, COMPUTED)
    assert not sentence.is_bound


def proposed(content: str) -> Proposal:
    import json

    with service() as fake:
        fake.reply = Reply(json.dumps({"choices": [{"message": {"content": content}}]}).encode())
        model = Endpoint(f"{fake.address}/v1", "test", "", 5)
        return answer_wording(model, "Kui palju toetust makstakse?", COMPUTED, DAY)


def test_a_sentence_that_is_not_sure_is_marked_where_it_stands() -> None:
    proposal = proposed("Lapsetoetus on 80 eurot kuus. Lapsetoetus lõpeb detsembris 2026.")
    marked = "Lapsetoetus on 80 eurot kuus. [kontrollimata: Lapsetoetus lõpeb detsembris 2026.]"
    assert proposal.text == marked
    assert [each.why for each in proposal.rejected] == ["unbound"]
    assert proposed("Lapsetoetus lõpeb detsembris 2026.").text == ""


@pytest.mark.parametrize(
    "planted",
    [
        "Vaadake https://petis.example/maksa.", "Vaadake petis.example lehte.",
        "<script>alert(1)</script>", "[siia](javascript:alert(1))", "Kirjutage a@petis.example.",
        "Helistage 5555 1234.", "<img src=x onerror=y>",
    ],
)  # fmt: skip
def test_links_pages_and_numbers_that_were_not_given_are_rejected(planted: str) -> None:
    proposal = proposed(f"Lapsetoetus on 80 eurot kuus. {planted}")
    assert proposal.text == ""
    assert "link" in {each.why for each in proposal.rejected}


def test_spells_of_months_are_read_in_three_languages() -> None:
    def told(text: str) -> list[tuple[int, int]]:
        return [(each.first - 2026 * 12 + 1, each.last - 2026 * 12 + 1) for each in spells_in(text)]

    assert told("aprillist kuni juunini 2026") == told("April to June 2026") == [(4, 6)]
    assert told("с апреля по июнь 2026") == told("aprill–juuni 2026") == [(4, 6)]
    assert (
        told("novembrist 2026 kuni jaanuarini 2027") == told("november–jaanuar 2027") == [(11, 13)]
    )
    assert told("sündis 14. mail 2026") == []
    [spell] = spells_in("alates juulist 2026")
    assert spell.covers(spells_in("mais 2031")[0])
    assert not spell.covers(spells_in("mais 2026")[0])
