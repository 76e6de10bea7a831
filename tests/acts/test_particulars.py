from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
import yaml

from perenou.acts.particulars import Particulars, blank, read_particulars
from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.case_file.spells import Model
from perenou.language.grammar import LANGUAGES

BROKEN = Path(__file__).parent / "broken"
EXPECTED = yaml.safe_load((BROKEN / "expected.yaml").read_text("utf-8"))


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_broken_file_ends_in_its_message_on_its_line(name: str) -> None:
    with pytest.raises(CaseFileError) as caught:
        read_particulars(BROKEN / name)
    first = caught.value.problems[0]
    assert {"key": first.key, "line": first.line} == EXPECTED[name]
    for language in LANGUAGES:
        assert name in caught.value.text(language)


def test_every_broken_file_is_expected() -> None:
    assert {path.name for path in BROKEN.iterdir()} - {"expected.yaml"} == set(EXPECTED)


def test_a_blank_file_says_nothing_and_names_every_field(tmp_path: Path) -> None:
    text = blank()
    file = tmp_path / "blank.yaml"
    file.write_text(text, "utf-8")
    assert read_particulars(file) == Particulars()
    for name in names(Particulars):
        assert re.search(rf"\b{name}:|[`(]{name}[`)]", text), name


def test_the_blank_file_filled_in_is_read_whole(tmp_path: Path) -> None:
    lines = [re.sub(r"^# ?", "", line) for line in blank().splitlines()]
    kept = [line for line in lines if re.match(r"\s*(- \{|- |[a-z_]+:)", line)]
    text = "\n".join(line for line in kept if not line.startswith(("return_ground", "education")))
    file = tmp_path / "particulars.yaml"
    file.write_text(text + "\n", "utf-8")
    read = read_particulars(file)
    assert read.official.name == "Anu Näidis"
    assert read.hearing.exception == "as_applied"
    assert read.challenge.return_ground == "late"
    assert read.own[0].part == "reasons"


def names(model: type[Model]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield name
        for inside in models(field.annotation):
            yield from names(inside)


def models(annotation: object) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for part in get_args(annotation):
        yield from models(part)


def test_a_paragraph_of_an_official_may_be_long_and_runs_on_over_line_breaks() -> None:
    words = "Kaalutlus, mis on pikk.\n" * 100
    read = Particulars.model_validate({"weighing": {"outcome": words}})
    assert read.weighing.outcome == " ".join(words.split())
