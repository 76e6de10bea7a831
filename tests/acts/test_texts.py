from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from perenou.acts.document import Part
from perenou.acts.matter import Kind
from perenou.acts.particulars import HearingException, Outcome, OwnPart, ReturnGround, Source
from perenou.language.catalogue import Catalogue, Template
from perenou.language.dates import month_name
from perenou.language.grammar import LANGUAGES, Language

TEXTS = Catalogue.load("perenou.acts", "texts")
SOURCE = Path(__file__).parents[2] / "src" / "perenou" / "acts"
MADE = (
    "cause.", "later.", "gap.", "kind.", "title.", "document.", "benefit.", "source.", "duties.",
    "delivery.", "hearing.", "hearing_letter.", "challenge.", "weighing.", "operative.",
    "reasons.", "calculation.", "states.", "document_request.", "sheet.", "application.",
    "payment.", "information.", "abroad.", "formula.", "repaying.", "where.", "service.", "care.",
    "outcome.", "leave.", "act.", "facts.",
)  # fmt: skip
"""Starts of keys that are put together at run time."""


def literal(template: Template) -> str:
    return "\n".join(piece for piece in template.pieces if isinstance(piece, str))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_template_holds_an_amount_a_day_or_a_provision(language: Language) -> None:
    months = {month_name(number, language).lower() for number in range(1, 13)}
    for key, template in TEXTS.templates(language).items():
        text = literal(template)
        assert not re.search(r"\d", text), key
        assert "§" not in text, key
        assert "€" not in text, key
        words = set(re.findall(r"\w+", text.lower()))
        if language == "en":
            words -= {"may", "march"}  # the verbs
        assert not words & months, key


def test_the_languages_say_the_same_with_the_same_slots() -> None:
    TEXTS.check()
    Catalogue.load("perenou.cli", "texts").check()


def test_every_kind_and_choice_has_its_words() -> None:
    keys = set(TEXTS.keys())
    for kind in Kind:
        assert {f"document.{kind.value}", f"title.{kind.value}", f"kind.{kind.value}"} <= keys
    assert {f"source.{each}" for each in get_args(Source)} <= keys
    assert {f"hearing.{each}" for each in get_args(HearingException)} <= keys
    assert {f"challenge.{each}" for each in get_args(Outcome)} <= keys
    assert {f"challenge.ground.{each}" for each in get_args(ReturnGround)} <= keys
    assert set(get_args(OwnPart)) <= {part.value for part in Part}


def test_every_text_is_used() -> None:
    code = "".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    for key in TEXTS.templates("et"):
        assert f'"{key}"' in code or key.startswith(MADE), key


def test_conditions_are_told_both_ways() -> None:
    keys = {key for key in TEXTS.templates("et") if key.startswith("cause.")}
    plain = {key for key in keys if key.count(".") == 2}
    for key in plain:
        other = key.removesuffix(".yes") + ".no" if key.endswith(".yes") else key
        assert other in keys, key


def test_no_officialese_in_estonian_texts() -> None:
    avoided = (
        r"\b(käesolev\w*|teosta\w+|koheselt|omab|informeeri\w+|antud juhul|tulenevalt|poolt)\b"
    )
    for key, template in TEXTS.templates("et").items():
        found = re.search(avoided, literal(template))
        assert found is None or "mõlema poole" in literal(template), key
