"""Citations in running text: found with their places, resolved or reported, and written back."""

from __future__ import annotations

import random
from collections.abc import Iterable
from itertools import pairwise
from time import perf_counter

import pytest
from tests.language.labels import sentences

from perenou.language.grammar import LANGUAGES
from perenou.language.references.acts import acts, union_acts
from perenou.language.references.reference import LEVELS, Reference, written
from perenou.language.references.resolve import Mention, explained, find
from perenou.rules.citation import Citation

SETS = ("apart", "tuned")


def provision(text: str) -> Reference:
    (mention,) = find(text)
    return mention.targets[0].reference


def told(mention: Mention) -> str:
    return f"! {mention.problems[0].reason}" if mention.problems else str(mention)


def read(name: str) -> Iterable[tuple[set[tuple[int, int, str]], set[tuple[int, int, str]]]]:
    """By sentence: what is labelled and what is found."""
    for sentence in sentences(name):
        home = provision(sentence.home) if sentence.home else None
        found = {(each.start, each.end, told(each)) for each in find(sentence.text, home=home)}
        yield {(each.start, each.end, each.target) for each in sentence.labels}, found


def test_the_labelled_sets_are_large_enough() -> None:
    labels = [sum(len(each.labels) for each in sentences(name)) for name in SETS]
    assert sum(labels) >= 400
    assert min(labels) >= 185


@pytest.mark.parametrize("name", SETS)
def test_98_of_100_mentions_are_found_exactly(name: str) -> None:
    pairs = list(read(name))
    right = sum(len(labelled & found) for labelled, found in pairs)
    missed = [labelled ^ found for labelled, found in pairs if labelled != found]
    assert right >= 0.98 * sum(len(labelled) for labelled, _ in pairs), missed


@pytest.mark.parametrize("name", SETS)
def test_nothing_is_linked_wrongly(name: str) -> None:
    wrong = [
        each for labelled, found in read(name) for each in found - labelled if each[2][0] != "!"
    ]
    assert not wrong


def _number(chance: random.Random, top: int) -> str:
    raised = chance.choice(["", "", "", "¹", "²", "¹¹"])
    return f"{chance.randint(1, top)}{raised}"


def _domestic(chance: random.Random, act: str) -> Reference:
    parts = {"section": _number(chance, 88)}
    if chance.random() < 0.8:
        parts["subsection"] = _number(chance, 12)
    if chance.random() < 0.5:
        parts["point"] = _number(chance, 15)
    if "point" not in parts and chance.random() < 0.2:
        parts["sentence"] = str(chance.randint(1, 4))
    narrowest = [level for level in LEVELS if level in parts][-1]
    through = ""
    if narrowest != "sentence" and chance.random() < 0.2:
        through = str(int(parts[narrowest].rstrip("¹²")) + chance.randint(1, 9))
    return Reference("provision", act, **parts, through=through)


def _union(chance: random.Random, act: str) -> Reference:
    last = union_acts()[act].articles or 99
    parts = {"section": str(chance.randint(1, last - 9))}
    if chance.random() < 0.7:
        parts["subsection"] = str(chance.randint(1, 9))
    if chance.random() < 0.6:
        parts["point"] = chance.choice("abcdefgz")
        if chance.random() < 0.4:
            parts["subpoint"] = chance.choice(["i", "ii", "iii", "iv"])
    through = ""
    if len(parts) == 1 and chance.random() < 0.3:
        through = str(int(parts["section"]) + chance.randint(1, 9))
    if list(parts) == ["section", "subsection"] and chance.random() < 0.2:
        through = str(int(parts["subsection"]) + 1)
    return Reference("provision", act, **parts, through=through)


def _generated(chance: random.Random) -> list[Reference]:
    kind = chance.randrange(10)
    if kind == 0:
        year, number = chance.randint(13, 26), chance.randint(1, 9999)
        return [Reference("case", f"{chance.randint(2, 5)}-{year}-{number}")]
    if kind == 1:
        day, number = chance.randint(10, 28), chance.randint(1, 99)
        return [Reference("publication", f"RT I, {day}.0{chance.randint(1, 9)}.2024, {number}")]
    if kind == 2:
        return [Reference("decision", f"{chance.choice('AFHPRSU')}{chance.randint(1, 12)}")]
    if kind < 5:
        act = chance.choice(sorted(union_acts()))
        return [_union(chance, act) for _ in range(chance.randint(1, 3))]
    act = chance.choice(sorted(set(acts()) - {"PHS"}))
    return [_domestic(chance, act) for _ in range(chance.randint(1, 4))]


def test_thousands_of_citations_survive_being_written_and_read() -> None:
    chance = random.Random(20261126)
    for _ in range(3_000):
        references = _generated(chance)
        if any(one == other for one, other in pairwise(references)):
            continue
        text = written(references)
        mentions = find(f"Vt {text}.")
        assert len(mentions) == 1, text
        assert list(mentions[0].references) == references, text
        assert str(mentions[0]) == text
        assert mentions[0].text == text


@pytest.mark.parametrize(
    ("form", "normal"),
    [
        ("perehüvitiste seadus{} § 17", "PHS § 17"),
        ("haldusmenetluse seadus{} § 5 lõige 2", "HMS § 5 lg 2"),
    ],
)
@pytest.mark.parametrize(
    "ending", ["", "e", "t", "es", "est", "ele", "el", "elt", "eks", "eni", "ena", "eta", "ega"]
)
def test_a_title_is_known_in_every_case(form: str, ending: str, normal: str) -> None:
    assert [str(each) for each in find(form.format(ending))] == [normal]


class TestLookingUp:
    HELD = frozenset(
        {"PHS § 28", "PHS § 28 lg 1", "PHS § 28 lg 1¹", "PHS § 28 lg 11", "PHS § 28¹", "PHS § 17"}
    )

    def exists(self, reference: Reference, day: int | None) -> bool | None:
        del day
        return str(reference) in self.HELD if reference.name == "PHS" else None

    def only(self, text: str) -> Mention:
        (mention,) = find(text, exists=self.exists)
        return mention

    def test_what_is_there_is_verified(self) -> None:
        mention = self.only("PHS § 28 lg 1")
        assert [each.verified for each in mention.targets] == [True]
        assert not mention.problems

    def test_an_act_that_is_not_held_is_not_verified(self) -> None:
        mention = self.only("HMS § 5")
        assert [each.verified for each in mention.targets] == [False]
        assert not mention.problems

    def test_a_lost_superscript_is_reported_with_what_it_can_be(self) -> None:
        (problem,) = self.only("PHS § 281").problems
        assert problem.reason == "ambiguous"
        assert [str(each) for each in problem.candidates] == ["PHS § 28¹"]

    def test_where_both_readings_exist_both_are_offered(self) -> None:
        mention = self.only("PHS § 28 lg 11")
        (problem,) = mention.problems
        assert [str(each) for each in problem.candidates] == ["PHS § 28 lg 11", "PHS § 28 lg 1¹"]
        assert mention.references == ()

    def test_what_is_not_there_is_missing(self) -> None:
        (problem,) = self.only("PHS § 28 lg 7").problems
        assert problem.reason == "missing"

    def test_both_ends_of_a_range_are_looked_up(self) -> None:
        assert not self.only("PHS § 17–28").problems
        assert [each.reason for each in self.only("PHS § 17–29").problems] == ["missing"]

    def test_the_day_reaches_the_acts(self) -> None:
        days: list[int | None] = []

        def exists(reference: Reference, day: int | None) -> bool:
            days.append(day)
            return reference.section == "17"

        find("PHS § 17", exists=exists, day=739000)
        assert set(days) == {739000}


def test_a_section_beyond_the_act_that_no_superscript_explains_is_missing() -> None:
    (mention,) = find("PHS § 900")
    assert [each.reason for each in mention.problems] == ["missing"]


def test_nearby_acts_are_a_hint_and_no_answer() -> None:
    first, second = find("PHS § 17 kehtib. Aga § 19 lg 2 ei kehti.")
    assert first.references
    assert second.targets == ()
    assert str(second) == " § 19 lg 2"
    assert [str(each) for each in second.problems[0].candidates] == ["PHS"]


def test_each_number_of_a_list_has_its_own_place() -> None:
    text = "PHS § 28 lg-d 1 ja 2"
    (mention,) = find(text)
    assert [str(each.reference) for each in mention.targets] == ["PHS § 28 lg 1", "PHS § 28 lg 2"]
    assert [text[each.start : each.end] for each in mention.targets] == ["§ 28 lg-d 1", "2"]


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("PHS § 19¹ lg 4", "https://www.riigiteataja.ee/akt/111072026059?leiaKehtiv#para19b1lg4"),
        ("PHS", "https://www.riigiteataja.ee/akt/111072026059?leiaKehtiv"),
        ("HMS", "https://www.riigiteataja.ee/akt/HMS"),
        ("HMS § 5", "https://www.riigiteataja.ee/akt/HMS#para5"),
        (
            "883/2004 art 68(1)(b)",
            "https://eur-lex.europa.eu/legal-content/ET/TXT/?uri=CELEX:32004R0883",
        ),
        ("999/2020 art 3", None),
        ("RT I, 11.07.2026, 59", "https://www.riigiteataja.ee/akt/111072026059"),
        ("RT IV, 05.03.2019, 7", "https://www.riigiteataja.ee/akt/405032019007"),
        ("RT I, 31.02.2026, 59", None),
        ("RT I 2003, 82, 549", None),
        ("3-18-1672/25", "https://www.riigikohus.ee/et/lahendid?asjaNr=3-18-1672"),
        ("C-322/17", "https://curia.europa.eu/juris/liste.jsf?num=C-322/17"),
        ("ECLI:EU:C:2019:102", "https://e-justice.europa.eu/ecli/ECLI:EU:C:2019:102"),
        ("otsus F1", None),
    ],
)
def test_a_reference_opens_where_people_can_read_it(text: str, link: str | None) -> None:
    assert provision(text).link() == link


def test_a_link_can_ask_for_the_wording_of_a_day() -> None:
    link = provision("PHS § 17").link(day=739500)
    assert link is not None
    assert link.startswith("https://www.riigiteataja.ee/akt")
    assert "leiaKehtiv" not in link


@pytest.mark.parametrize(
    ("text", "citation"),
    [
        ("PHS § 28 lg 1–3", Citation("PHS", "28", "1")),
        ("SÜS § 25 lg 1 teine lause", Citation("SÜS", "25", "1")),
        ("BR art 68(1)(b)(i)", Citation("883/2004", "68(1)(b)(i)")),
        ("ELTL art 45", None),
        ("C-322/17", None),
    ],
)
def test_a_reference_becomes_a_citation_of_the_rules(text: str, citation: Citation | None) -> None:
    assert provision(text).citation == citation


@pytest.mark.parametrize("number", ["32014R0883", "31996R0118", "32019R1149", "31996L0071"])
def test_celex_numbers_say_the_act(number: str) -> None:
    names = {
        "32014R0883": "883/2014",
        "31996R0118": "118/96",
        "32019R1149": "2019/1149",
        "31996L0071": "96/71",
    }
    assert str(find(number)[0]) == names[number]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_is_told_in_every_language(language: str) -> None:
    texts = [
        "§ 5", "XYZS § 5", "lg 2", "käesoleva seaduse § 5", "sama seaduse § 5", "PHS § 631",
        "PHS § 900", "1-12-2026",
    ]  # fmt: skip
    told_about = []
    for text in texts:
        (mention,) = find(text)
        (line,) = explained(mention, language)  # type: ignore[arg-type]
        assert mention.text in line
        told_about.append(mention.problems[0].reason)
    assert len(set(told_about)) == len(texts)
    assert explained(find("PHS § 5")[0], "et") == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("PHS § 17, lg 1", ["PHS § 17 lg 1"]),
        ("PHS § 17–19, lg 1", ["PHS § 17–19", "! section"]),
        ("PHS § 17 ja lg 1", ["PHS § 17", "! section"]),
        ("PHS § 17 lg 1 lg 2", ["PHS § 17 lg 1", "! section"]),
        ("PHS § 17 1. ja 2. lõige", ["PHS § 17 lg 1 ja lg 2"]),
        ("PHS § 17 1. lõige 3", ["PHS § 17", "! section"]),
        ("PHS § 17 lg (2)", ["PHS § 17 lg 2"]),
        ("PHS § 17 lg (a)", ["PHS § 17"]),
        ("PHS § 17 – 19 eurot", ["PHS § 17"]),
        ("PHS § 17 – 3", ["PHS § 17"]),
        ("PHS § 17 ja 5 %", ["PHS § 17"]),
        ("PHS § 17 ja 5. mail", ["PHS § 17"]),
        ("PHS lg 2", ["! section"]),
        ("“PHS” § 17", ["PHS § 17"]),
        ("perehüvitiste seadus (vt ka lisa", ["PHS"]),
        ("perehüvitiste seadus (edaspidi) § 17", ["PHS", "! act"]),
        ("Haldusmenetluse seadus (uus) on seadus.", ["HMS"]),
        ("XYZS § on vigane", []),
        ("määruse (mis kehtib) § 5", ["! act"]),
        ("vastavalt seaduse §-le 5", ["! act"]),
        ("sama lõige 3", ["! section"]),
        ("sama paragrahv 5", ["! act"]),
        ("C-322/17, punkt on oluline", ["C-322/17"]),
        ("otsus F1 punkt on oluline", ["otsus F1"]),
        ("otsus A 1", []),
        ("Article 68 of paragraph 1", ["! act", "! section"]),
        ("lg 2 §-d 17 ja 19", ["! section", "! act"]),
        ("lg 1 § 28 (1)", ["! section", "! act"]),
        ("Subsection 2 of § 28 of the Family Benefits Act", ["PHS § 28 lg 2"]),
        ("883/2004 art 68 lg 1 punktid a–c", ["883/2004 art 68(1)(a)–(c)"]),
        ("883/2004 art 68(1)–(3)", ["883/2004 art 68(1)–(3)"]),
        ("PHS § 17, PHS § 19 ja sama paragrahvi lg 2", ["PHS § 17", "PHS § 19", "PHS § 19 lg 2"]),
        ("PHS § 17–19 ja sama paragrahvi lg 2", ["PHS § 17–19", "! context"]),
        ("PHS ja sama paragrahvi lg 2", ["PHS", "! context"]),
        ("PHS § 17 ja sama lõike p 2", ["PHS § 17", "! context"]),
    ],
)
def test_odd_forms_are_read_as_far_as_they_are_sure(text: str, found: list[str]) -> None:
    assert [told(each) for each in find(text)] == found


def test_an_act_alone_is_no_home_for_its_paragraph() -> None:
    (mention,) = find("käesoleva paragrahvi lõige 2", home=Reference("act", "PHS"))
    assert told(mention) == "! home"


def test_the_ends_of_what_is_no_range_are_itself() -> None:
    one = provision("PHS § 17 lg 1")
    assert one.first == one.last == one
    assert provision("PHS § 17 lg 1–3").last == provision("PHS § 17 lg 3")


def test_what_is_said_twice_is_written_twice() -> None:
    one = provision("PHS § 17 lg 1")
    assert written([one, one]) == "PHS § 17 lg 1 ja § 17 lg 1"
    assert written([one, provision("HMS § 5")]) == "PHS § 17 lg 1 ja HMS § 5"


@pytest.mark.parametrize("piece", ["1. ja ", "teine ja ", "lg 1, ", "§ 1, ", "käesoleva seaduse "])
def test_a_text_of_nothing_but_beginnings_is_read_in_time(piece: str) -> None:
    began = perf_counter()
    find(piece * 5000)
    assert perf_counter() - began < 10
