"""A drafted fact without words in the letter is marked, one that the letter denies is left out."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.services.fake_service import Reply, service

from perenou.assistant.case_from_text import case_from_text
from perenou.assistant.endpoint import Endpoint
from perenou.assistant.evidence import judged
from perenou.assistant.masking import masked, name_in
from perenou.casework.case_file.reader import read_text

LETTER = (
    "Tere! Olen Mari Maasikas ja taotlen lapsetoetust. Jüri sündis 05.11.2026 ja Kati 10.01.2020. "
    "Olen laste ema. Elame Eestis. Esitasin taotluse 20.11.2026."
)


def drafted(**child: object) -> dict[str, Any]:
    return {
        "people": {"ema": {"name": "Mari Maasikas", "residence": [{"country": "EE"}]}},
        "children": {
            "juri": {
                "name": "Jüri", "birth": "2026-11-05",
                "parents": [{"who": "ema", "role": "mother"}], **child,
            },
            "kati": {"name": "Kati", "birth": "2020-01-10"},
        },
        "claims": [{"benefits": ["child_allowance"], "by": "ema", "received": "2026-11-20"}],
    }  # fmt: skip


def verdicts(told: dict[str, Any], letter: str = LETTER) -> dict[str, str]:
    return {each.path: each.verdict for each in judged(told, letter)}


def test_what_the_letter_tells_is_borne_out() -> None:
    assert verdicts(drafted()) == {}
    twins = LETTER.replace(
        "Jüri sündis 05.11.2026 ja Kati 10.01.2020", "Kati ja Jüri sündisid 05.11.2026"
    )
    told = drafted()
    told["children"]["kati"]["birth"] = "2026-11-05"
    assert verdicts(told, twins) == {}


def test_what_the_letter_denies_is_told_apart_from_what_it_does_not_tell() -> None:
    told = drafted(
        birth="2020-01-10", parents=[{"who": "ema", "role": "father"}], disability="severe"
    )
    told["people"]["ema"]["residence"][0]["country"] = "FI"
    told["claims"][0] = {"benefits": ["maintenance_allowance_court"], "received": "2026-11-05"}
    assert verdicts(told) == {
        "children.juri.birth": "denied",
        "children.juri.parents.0.role": "denied",
        "children.juri.disability": "not_in_text",
        "people.ema.residence.0.country": "denied",
        "claims.0.benefits.0": "not_in_text",
        "claims.0.received": "not_in_text",
    }


def test_where_the_letter_is_silent_nothing_is_taken_for_told() -> None:
    letter = "Jüri sündis 05.11.2026 ja Kati sündis 10.01.2020. Maril on küsimus."
    assert verdicts(drafted(), letter) == {
        "people.ema.residence.0.country": "not_in_text",
        "children.juri.parents.0.role": "not_in_text",
        "claims.0.benefits.0": "not_in_text",
        "claims.0.received": "not_in_text",
    }


@pytest.mark.parametrize(
    ("letter", "country"),
    [("Мы живём в Финляндии.", "FI"), ("We live in Finland.", "FI"), ("Elame Soomes.", "FI"),
     ("Töötan Lätis.", "LV"), ("Kolisime Saksamaale.", "DE")],
)  # fmt: skip
def test_a_state_is_known_in_every_case_and_language(letter: str, country: str) -> None:
    told: dict[str, Any] = {"people": {"ema": {"residence": [{"country": country}]}}}
    assert verdicts(told, letter) == {}


def test_a_country_of_somebody_else_is_not_ones_own() -> None:
    told: dict[str, Any] = {
        "people": {
            "ema": {"name": "Mari", "residence": [{"country": "FI"}]},
            "isa": {"name": "Peeter", "residence": [{"country": "FI"}]},
        }
    }
    letter = "Mari elab Eestis. Peeter elab Soomes."
    assert verdicts(told, letter) == {"people.ema.residence.0.country": "not_in_text"}


def test_a_draft_begins_with_what_is_to_be_confirmed_and_holds_nothing_denied() -> None:
    mask = {name_in(shown): each for each, shown in masked(LETTER).hidden.items()}
    told = drafted(birth="2020-01-10")
    told["people"]["ema"]["name"] = mask["Mari Maasikas"]
    told["people"]["ema"]["residence"][0]["country"] = "FI"
    told["children"]["juri"]["name"] = mask["Jüri"]
    told["children"]["kati"]["name"] = mask["Kati"]
    told["claims"][0]["benefits"] = ["maintenance_allowance_court"]
    with service() as fake:
        content = json.dumps({"choices": [{"message": {"content": json.dumps(told)}}]})
        fake.reply = Reply(content.encode())
        proposal = case_from_text(Endpoint(f"{fake.address}/v1", "test", "", 5), LETTER)
    assert {each.what for each in proposal.rejected if each.why == "denied"} == {
        "people.ema.residence.0.country: FI", "children.juri.birth: 2020-01-10",
    }  # fmt: skip
    first, _, rest = proposal.text.partition("people:")
    assert "maintenance_allowance_court" in first
    assert all(line.startswith("# ") for line in first.splitlines())
    assert "FI" not in rest
    assert "residence" not in rest
    assert rest.count("2020-01-10") == 1
    read_text(proposal.text, "case.yaml")
