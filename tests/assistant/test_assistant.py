"""A model proposes and never decides: lies are rejected, names stay here, silence harms nobody."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import get_args

import pytest
from tests.services.fake_service import FakeService, Reply, service

from perenou.assistant.case_from_text import case_from_text
from perenou.assistant.endpoint import Endpoint
from perenou.assistant.masking import UnknownMaskError, masked, name_in
from perenou.assistant.proposal import Proposal, Rejected, Why
from perenou.assistant.wording import answer_wording, clearer
from perenou.casework.case_file.reader import read_text
from perenou.language.grammar import LANGUAGES
from perenou.services.call import ServiceError

DAY = date(2026, 11, 26).toordinal()
LETTER = (
    "Tere! Olen Mari Näide, isikukood 49005019997. Minu poeg Juku Näide sündis 14.05.2018 ja elab "
    "minuga Eestis. Esitasin taotluse 01.06.2018. Palk on 1 500 eurot."
)
QUESTION = "Kui palju lapsetoetust saab Mari Näide novembris 2026?"
COMPUTED = "Mari Näide saab Juku Näite eest lapsetoetust 80 eurot kuus (PHS § 17 lg 3)."


@pytest.fixture
def fake() -> Iterator[FakeService]:
    with service() as made:
        yield made


def endpoint(fake: FakeService, seconds: float = 5) -> Endpoint:
    return Endpoint(f"{fake.address}/v1", "test", "a-key", seconds)


def says(fake: FakeService, content: object) -> None:
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    fake.reply = Reply(json.dumps({"choices": [{"message": {"content": text}}]}).encode())


def whys(proposal: Proposal) -> set[str]:
    return {each.why for each in proposal.rejected}


def masks() -> dict[str, str]:
    """By what was hidden its mask; the first word of a sentence may be hidden with a name."""
    return {name_in(shown): mask for mask, shown in masked(LETTER).hidden.items()}


def test_nothing_personal_leaves_the_machine(fake: FakeService) -> None:
    says(fake, {"people": {}})
    case_from_text(endpoint(fake), LETTER)
    says(fake, "Vastus.")
    answer_wording(endpoint(fake), QUESTION, COMPUTED, DAY)
    says(fake, "Lause.")
    clearer(endpoint(fake), "Maril Näitel on õigus lapsetoetusele.", ["Mari Näide"])
    for method, path, headers, body in fake.asked:
        assert (method, path) == ("POST", "/v1/chat/completions")
        assert headers["Authorization"] == "Bearer a-key"
        sent = json.loads(body)["messages"][1]["content"]
        for personal in ("Mari", "Juku", "Näi", "49005019997", "14.05.2018"):
            assert personal not in sent, sent
    assert "a-key" not in repr(endpoint(fake))


def test_masks_are_put_back_and_invented_ones_refused() -> None:
    hidden = masked("Mari Näide ja Juku Näide. Mari Näite kood on 49005019997. ⟦isik A⟧")
    told = "Mari Näide ja Juku Näide. Mari Näite kood on 49005019997. [isik A]"
    assert hidden.shown(hidden.text) == told
    for wrong in ("⟦isik Q⟧", "⟦", "isik ⟧", "⟦⟦isik A⟧"):
        with pytest.raises(UnknownMaskError):
            hidden.shown(wrong)


def test_a_clearer_sentence_with_another_word_is_not_said_to_be_the_same(
    fake: FakeService,
) -> None:
    says(fake, "Toetust 80 eurot makstakse pangakontole.")
    proposal = clearer(endpoint(fake), "Toetust 80 eurot makstakse Teile.")
    assert (proposal.text, whys(proposal)) == (
        "Toetust 80 eurot makstakse pangakontole.",
        {"check"},
    )


def test_a_letter_becomes_a_case_file_with_its_own_days_and_names(fake: FakeService) -> None:
    mask = masks()
    born = next(each for shown, each in mask.items() if "14.05.2018" in shown)
    case = {
        "people": {"ema": {"name": mask["Mari Näide"], "residence": [{"country": "EE"}]}},
        "children": {
            "juku": {
                "name": mask["Juku Näide"], "birth": born,
                "parents": [{"who": "ema", "role": "mother"}],
            }
        },
        "claims": [{"benefits": ["child_allowance"], "for": ["juku"], "by": "ema",
                    "received": "2018-06-01"}],
    }  # fmt: skip
    says(fake, f"```json\n{json.dumps(case, ensure_ascii=False)}\n```")
    proposal = case_from_text(endpoint(fake), LETTER)
    assert {(each.why, each.what) for each in proposal.rejected} == {
        ("not_in_text", "children.juku.parents.0.role: mother"),
        ("not_in_text", "claims.0.benefits.0: child_allowance"),
    }
    made = read_text(proposal.text, "case.yaml")
    assert (made.people["ema"].name, made.children["juku"].name) == ("Mari Näide", "Juku Näide")
    assert "2018-05-14" in proposal.text
    assert "2018-06-01" in proposal.text


def test_what_the_letter_does_not_say_is_left_out_of_the_case(fake: FakeService) -> None:
    mask = masks()
    says(
        fake,
        {
            "people": {
                "ema": {"name": mask["Mari Näide"], "birth": "1990-05-01"},
                "isa": {"name": "Jüri Leiutis"},
            },
            "children": {
                "juku": {"name": mask["Juku Näide"], "birth": "2017-01-01", "shoe_size": "x"},
            },
            "claims": [{"benefits": ["emapalk"], "for": ["juku"], "by": "ema",
                        "received": "2018-06-01"}],
            "period": {"from": "2031-01", "to": "2031-12"},
        },
    )  # fmt: skip
    proposal = case_from_text(endpoint(fake), LETTER)
    assert {"day", "name", "engine"} <= whys(proposal)
    for invented in ("1990", "2017", "2031", "Leiutis", "shoe_size", "emapalk"):
        assert invented not in proposal.text
    read_text(proposal.text, "case.yaml")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("Mari Näide saab lapsetoetust 90 eurot kuus.", "sum"),
        ("Toetus on 80 eurot kuus (PHS § 21 lg 1).", "provision"),
        ("Toetus on 80 eurot kuus (PHS § 999).", "provision"),
        ("Toetust 80 eurot makstakse alates 01.12.2026.", "day"),
        ("Taotle 80 eurot 30 päeva jooksul.", "term"),
        ("Toetust 80 eurot saab 12 korda.", "number"),
        ("Toetust 80 eurot saab kaksteist korda.", "number"),
        ("Toetust saab Peeter Tamm, 80 eurot.", "name"),
    ],
)
def test_a_lie_in_an_answer_is_rejected_whole(fake: FakeService, said: str, reason: str) -> None:
    says(fake, said.replace("Mari Näide", "⟦isik A⟧"))
    proposal = answer_wording(endpoint(fake), QUESTION, COMPUTED, DAY)
    assert proposal.text == ""
    assert reason in whys(proposal)


@pytest.mark.parametrize(
    ("asked", "said", "reason"),
    [
        ("Kas saan 900 eurot?", "Jah, saate 900 eurot.", "sum"),
        ("Kas saan 900 eurot?", "Saate 900.", "number"),
        ("Kas saan üheksasada eurot?", "Saate üheksasada eurot.", "number"),
        ("Kas makstakse 01.12.2026?", "Toetus 80 eurot makstakse 01.12.2026.", "day"),
        ("Kas taotlen 30 päeva jooksul?", "Taotlege 30 päeva jooksul.", "term"),
        ("Kas saan toetust?", "Jah, toetus on 80 eurot.", "answer"),
        ("Kas saan toetust?", "Toetust 80 eurot ei maksta.", "answer"),
    ],
)
def test_what_was_only_asked_is_not_so_for_that(
    fake: FakeService, asked: str, said: str, reason: str
) -> None:
    says(fake, said)
    proposal = answer_wording(endpoint(fake), asked, COMPUTED, DAY)
    assert proposal.text == ""
    assert reason in whys(proposal)


def test_an_answer_that_tells_what_was_computed_is_proposed(fake: FakeService) -> None:
    says(fake, "⟦isik A⟧ saab novembris 2026 lapsetoetust 80 eurot kuus (PHS § 17 lg 3).")
    proposal = answer_wording(endpoint(fake), QUESTION, COMPUTED, DAY)
    assert proposal == Proposal(
        "Mari Näide saab novembris 2026 lapsetoetust 80 eurot kuus (PHS § 17 lg 3)."
    )


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Toetust 80 eurot makstakse iga kuu (PHS § 17 lg 3).", True),
        ("„Toetust 80 eurot makstakse iga kuu (PHS § 17 lg 3).“", True),
        ("Toetust 90 eurot makstakse iga kuu (PHS § 17 lg 3).", False),
        ("Toetust 80 eurot ei maksta iga kuu (PHS § 17 lg 3).", False),
        ("Toetust 80 eurot makstakse iga kuu.", False),
        ("Toetust 80 eurot makstakse iga kuu (PHS § 17 lg 4).", False),
        ("Toetust 80 eurot maksab iga kuu Jüri (PHS § 17 lg 3).", False),
        ("Igakuiselt toimub toetuse maksmine summas 80 eurot (PHS § 17 lg 3).", False),
    ],
)
def test_a_clearer_sentence_tells_the_same_or_is_rejected(
    fake: FakeService, said: str, kept: bool
) -> None:
    sentence = "Igakuiselt toimub toetuse maksmine summas 80 eurot (PHS § 17 lg 3)."
    says(fake, said)
    proposal = clearer(endpoint(fake), sentence)
    assert bool(proposal.text) is kept
    assert kept or proposal.rejected


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b""), Reply(b"<html>"), Reply(b'{"choices": []}'), Reply(status=500),
        Reply(b'{"choices": [{"message": {"content": null}}]}'), Reply(wait=2),
        Reply(b"[" * 100_000), Reply(b"x" * 500_000), Reply(status=401),
        Reply(b'{"choices": [{"message": {"content": "  "}}]}'),
    ],
)  # fmt: skip
def test_a_broken_or_slow_model_is_an_error_and_nothing_else(
    fake: FakeService, reply: Reply
) -> None:
    fake.reply = reply
    with pytest.raises(ServiceError):
        case_from_text(endpoint(fake, seconds=0.4), LETTER)
    with pytest.raises(ServiceError):
        clearer(endpoint(fake, seconds=0.4), "Lause.")


@pytest.mark.parametrize("content", ["ei oska", "[1]", '{"people"', '{"children": 7}', "{}"])
def test_an_answer_that_is_no_case_gives_no_draft(fake: FakeService, content: str) -> None:
    says(fake, content)
    with suppress(ServiceError):
        assert case_from_text(endpoint(fake), LETTER).text == ""


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e400"])
def test_a_number_that_is_none_cannot_be_used(fake: FakeService, number: str) -> None:
    says(fake, f'{{"people": {{"ema": {{"birth": {number}}}}}}}')
    with pytest.raises(ServiceError, match="broken"):
        case_from_text(endpoint(fake), LETTER)


def test_why_something_was_rejected_is_said_in_every_language() -> None:
    for why in get_args(Why):
        told = {Rejected(why, "seitse").told(language) for language in LANGUAGES}
        assert len(told) == len(LANGUAGES)
