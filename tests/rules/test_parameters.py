"""Dated figures: reading the file, and every way in which it can be written wrongly."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from perenou.rules.lawbook import Lawbook
from perenou.rules.parameters import read_parameters
from perenou.rules.rule import LawError, Parameter, day_of
from perenou.rules.types import ALWAYS, NEVER
from perenou.rules.unknown import Open

VERSION: dict[str, Any] = {
    "from": "2020-01-01",
    "value": "80.50",
    "citation": "ÕUN § 1 lg 2",
    "source": "RT I, 11.01.2019, 2",
    "verified": "true",
}
FIGURE: dict[str, Any] = {
    "kind": "Cents",
    "et": "õuna hind",
    "en": "price of an apple",
    "ru": "цена яблока",
    "versions": [VERSION],
}


def read(tmp_path: Path, figure: dict[str, Any]) -> Parameter:
    path = tmp_path / "figures.yaml"
    path.write_text(yaml.safe_dump({"apple_price": figure}, allow_unicode=True), encoding="utf-8")
    [found] = read_parameters(path)
    return found


def test_a_figure_is_read(tmp_path: Path) -> None:
    later = {
        **VERSION,
        "from": "2023-01-01",
        "in_force": "2023-02-01",
        "published": "RT I, 11.01.2023, 2",
        "value": "100",
        "verified": "false",
        "note": "not looked up",
    }
    figure = read(tmp_path, {**FIGURE, "versions": [VERSION, later], "matches": ["a", "b"]})
    assert (figure.name, figure.gives, figure.matches) == ("apple_price", "Cents", ("a", "b"))
    assert not figure.yearly
    assert read(tmp_path, {**FIGURE, "yearly": "true"}).yearly
    assert figure.labels.et == "õuna hind"
    assert [v.value for v in figure.versions] == [8050, 10000]
    first, second = figure.versions
    assert (first.validity.since, first.validity.until) == (day_of("2020-01-01"), NEVER)
    assert (first.validity.in_force, first.validity.published) == (day_of("2020-01-01"), ALWAYS)
    assert second.validity.in_force == day_of("2023-02-01")
    assert second.validity.published == day_of("2023-01-11")
    assert [str(v.citation) for v in figure.versions] == ["ÕUN § 1 lg 2"] * 2
    assert [(v.verified, v.note) for v in figure.versions] == [
        (True, ""),
        (False, "not looked up"),
    ]


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        ("Cents", "80", 8000),
        ("Cents", "658.4", 65840),
        ("Days", "31", 31),
        ("PerMille", "0.2", 200),
        ("Factor", "1.048", 1048),
        ("Count", "3", 3),
        ("Day", "2020-02-29", day_of("2020-02-29")),
        ("Cents", "unknown", None),
    ],
)
def test_what_a_value_is(tmp_path: Path, kind: str, written: str, value: int | None) -> None:
    versions = [{**VERSION, "value": written}]
    figure = read(tmp_path, {**FIGURE, "kind": kind, "versions": versions})
    assert figure.versions[0].value == value


def test_a_figure_that_is_not_set_yet_has_a_least_value(tmp_path: Path) -> None:
    versions = [{**VERSION, "value": "unknown", "least": "12.50"}]
    assert read(tmp_path, {**FIGURE, "versions": versions}).versions[0].least == 1250
    assert read(tmp_path, {**FIGURE, "versions": versions}).versions[0].most is None


def test_a_figure_that_was_not_found_can_have_a_greatest_value(tmp_path: Path) -> None:
    versions = [{**VERSION, "value": "unknown", "least": "12.50", "most": "20"}]
    found = read(tmp_path, {**FIGURE, "versions": versions})
    assert found.versions[0].most == 2000
    value = Lawbook([], [found]).on(NEVER).figure_values(found.name).at(NEVER)
    assert isinstance(value, Open)
    assert value.bounds == (1250, 2000)


def without(table: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in table.items() if name != key}


@pytest.mark.parametrize(
    ("figure", "reason"),
    [
        ({**FIGURE, "kind": "Euros"}, "kind must be one of Cents"),
        ({**FIGURE, "yearly": "often"}, "yearly is true or false"),
        (without(FIGURE, "kind"), "kind must be one of Cents"),
        ({**FIGURE, "et": ""}, "the label in 'et' is missing"),
        (without(FIGURE, "en"), "the label in 'en' is missing"),
        (without(FIGURE, "ru"), "the label in 'ru' is missing"),
        (without(FIGURE, "versions"), "has no versions"),
        ({**FIGURE, "versions": []}, "has no versions"),
    ],
)
def test_a_figure_written_wrongly(tmp_path: Path, figure: dict[str, Any], reason: str) -> None:
    with pytest.raises(LawError, match=rf"figures\.yaml: apple_price: {re.escape(reason)}"):
        read(tmp_path, figure)


@pytest.mark.parametrize(
    ("version", "reason"),
    [
        *((without(VERSION, key), f"a version lacks '{key}'") for key in VERSION),
        ({**VERSION, "valeu": "1"}, "unknown keys: valeu"),
        ({**VERSION, "source": "  "}, "the source is missing"),
        ({**VERSION, "citation": "§ 1"}, "not a citation"),
        ({**VERSION, "value": "80.505"}, "80.505 is finer than"),
        ({**VERSION, "value": "eighty"}, "version of 2020-01-01"),
        ({**VERSION, "value": "NaN"}, "version of 2020-01-01"),
        ({**VERSION, "value": "Infinity"}, "version of 2020-01-01"),
        ({**VERSION, "from": "2020-02-30"}, "version of 2020-02-30"),
        ({**VERSION, "until": "soon"}, "version of 2020-01-01"),
        ({**VERSION, "until": "2020-01-01"}, "ends before it begins"),
        (
            {**VERSION, "until": "2020-01-01", "ended_by": "RT I, 06.07.2023, 3"},
            "ends before it begins",
        ),
        ({**VERSION, "published": "11.01.2019"}, "not a publication"),
        ({**VERSION, "verified": "perhaps"}, "verified is true or false"),
    ],
)
def test_a_version_written_wrongly(tmp_path: Path, version: dict[str, Any], reason: str) -> None:
    with pytest.raises(LawError, match=rf"figures\.yaml: apple_price: .*{re.escape(reason)}"):
        read(tmp_path, {**FIGURE, "versions": [version]})


@pytest.mark.parametrize(
    "versions",
    [
        [VERSION, VERSION],
        [VERSION, {**VERSION, "from": "2019-01-01"}],
        [{**VERSION, "until": "2021-01-02"}, {**VERSION, "from": "2021-01-01"}],
    ],
)
def test_versions_over_each_other(tmp_path: Path, versions: list[dict[str, Any]]) -> None:
    with pytest.raises(LawError, match=r"apple_price: version of .* overlaps the one before it"):
        read(tmp_path, {**FIGURE, "versions": versions})


def test_a_figure_written_twice(tmp_path: Path) -> None:
    path = tmp_path / "figures.yaml"
    entry = yaml.safe_dump({"apple_price": FIGURE}, allow_unicode=True)
    path.write_text(entry + entry, encoding="utf-8")
    with pytest.raises(LawError, match="apple_price"):
        read_parameters(path)
