"""The picture of a family: who stands where, which lines there are, and the same in words."""

from __future__ import annotations

from datetime import date

import pytest
from tests.workbench.conftest import EXAMPLES

from perenou.casework.case_file.reader import parse, read
from perenou.language.grammar import LANGUAGES
from perenou.workbench.frame.family import LONGEST, MOST_IN_ROW, family

DAY = date(2026, 11, 24).toordinal()
HOME = [{"country": "EE"}]


def test_adults_stand_above_their_children() -> None:
    made = family(read(EXAMPLES / "everyday_two_children.yaml"), DAY, "et")
    adults = [box for box in made.boxes if not box.is_child]
    children = [box for box in made.boxes if box.is_child]
    assert adults
    assert children
    assert max(box.y for box in adults) < min(box.y for box in children)


def test_a_minor_mother_stands_between_her_parents_and_her_child() -> None:
    made = family(read(EXAMPLES / "minor_mother.yaml"), DAY, "et")
    rows = {box.name: box.y for box in made.boxes}
    assert rows["Ene Noor"] < rows["Kadi Noor"] < rows["Mia Noor"]
    assert all(link.y1 < link.y2 for link in made.links)
    assert len(made.links) == 5


def test_children_who_are_said_to_raise_each_other_stand_beside_each_other() -> None:
    lives = {"juku": [{"with": ["mari"]}], "mari": [{"with": ["juku"]}]}
    children = {who: {"residence": HOME, "lives": told} for who, told in lives.items()}
    made = family(parse({"children": children}), DAY, "et")
    assert len({box.y for box in made.boxes}) == 1
    assert made.links == ()


def test_who_raises_and_who_only_is_a_parent_are_told_apart() -> None:
    case = parse({
        "people": {"mari": {"name": "Mari"}, "jaan": {"name": "Jaan"}},
        "children": {"juku": {
            "birth": "2018-05-14", "residence": HOME,
            "parents": [{"who": "mari", "role": "mother"}, {"who": "jaan", "role": "father"}],
            "lives": [{"with": ["mari"]}],
        }},
        "couples": [{"who": ["mari", "jaan"], "kind": "marriage", "to": "2020-01-01"}],
    })  # fmt: skip
    made = family(case, DAY, "et")
    assert [each.kind for each in made.links] == ["raises", "parent"]
    assert "juku, 8 aastat, Eesti" in made.sentences
    assert "juku: isa Jaan" in made.sentences
    assert "juku: kasvatab Mari" in made.sentences
    earlier = family(case, date(2019, 1, 1).toordinal(), "et")
    assert "couple" in {each.kind for each in earlier.links}
    assert "Mari ja Jaan: abielu" in earlier.sentences


@pytest.mark.parametrize(
    ("child", "detail"),
    [
        ({}, "sünniaeg puudub"),
        ({"birth": "2027-01-01"}, "sündimata"),
        ({"birth": "2018-11"}, "7–8 aastat"),
        ({"birth": "2018-05-14", "death": "2020-01-01"}, "surnud"),
        ({"birth": "2018-05-14", "residence": [{"country": "AF"}]}, "8 aastat · Afganistan"),
    ],
)
def test_what_is_known_of_a_child_is_said_in_a_word_or_two(
    child: dict[str, object], detail: str
) -> None:
    made = family(parse({"children": {"juku": child}}), DAY, "et")
    assert [box.detail for box in made.boxes] == [detail]


def test_a_large_family_stays_within_its_picture() -> None:
    children = {f"laps{at}": {"name": "Väga Pika Nimega Näide-Näidis"} for at in range(14)}
    made = family(parse({"people": {"mari": {}}, "children": children}), DAY, "et")
    assert len({box.y for box in made.boxes if box.is_child}) == 14 // MOST_IN_ROW + 1
    for box in made.boxes:
        assert box.x >= 0
        assert box.x + made.box_width <= made.width
        assert box.y + made.box_height <= made.height
        assert len(box.name) <= LONGEST


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_can_be_drawn_in_every_language(language: str) -> None:
    wanted = next(each for each in LANGUAGES if each == language)
    for path in sorted(EXAMPLES.glob("*.yaml")):
        case = read(path)
        made = family(case, DAY, wanted)
        assert len(made.boxes) == len(case.everybody)


def test_an_empty_case_is_an_empty_picture() -> None:
    made = family(parse({}), DAY, "et")
    assert made.boxes == ()
    assert made.width > 0
