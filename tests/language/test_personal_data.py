"""Personal data planted in texts: found wherever it stands, in whatever form, and gone when
replaced; and what is no personal data left alone."""

from __future__ import annotations

import random
import re
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perenou.language.grammar import CASES
from perenou.language.names import name_in_case
from perenou.language.personal.find import KINDS, personal_data, replaced
from perenou.language.personal.name_stems import ending_of, stems_of

FIRST: Final = (
    "Mari",
    "Juku",
    "Kristjan",
    "Bibi",
    "Anna-Liisa",
    "Toomas",
    "Mihkel",
    "Peeter",
    "Õie",
    "Priit",
)
LAST: Final = (
    "Maasikas", "Mägi", "Tamm", "Näidis", "Kask", "Ivanova", "Petrov", "Kuusmaa", "Rebane",
    "Kallas",     "Põder", "Hermann", "Jõgi", "Susi", "Sepp",
)  # fmt: skip
STREETS: Final = (
    "Pärna tn {0}-{1}", "Kase tänav {0}", "Tallinna mnt {0}a-{1}", "Lai {0}-{1}",
    "Metsa talu, Uuemõisa küla",
    "elab aadressil Vabriku {0}", "{0} Pärna Street", "ул. Пярна {0}-{1}",
    "Sõpruse pst {0}-{1}, 13417 Tallinn",
)  # fmt: skip
FORMS: Final[dict[str, tuple[str, ...]]] = {
    "Mägi": ("Mäe", "Mäge", "Mäele", "Mäel", "Mäelt", "Mäega", "Mäest", "Mägede"),
    "Tamm": ("Tamme", "Tammele", "Tammelt", "Tammega", "Tammed"),
    "Kask": ("Kase", "Kaske", "Kasele", "Kasega"),
    "Rebane": ("Rebase", "Rebast", "Rebasele", "Rebasega"),
    "Kallas": ("Kallase", "Kalda", "Kaldale", "Kallasele"),
    "Põder": ("Põdra", "Põtra", "Põdrale"),
    "Jõgi": ("Jõe", "Jõele", "Jõega"),
    "Susi": ("Susi", "Soe", "Susile", "Soele"),
    "Sepp": ("Sepa", "Seppa", "Sepale"),
    "Toomas": ("Toomase", "Tooma", "Toomasele", "Toomast"),
    "Mihkel": ("Mihkli", "Mihklit", "Mihklile"),
    "Peeter": ("Peetri", "Peetrit", "Peetrile"),
    "Priit": ("Priidu", "Priitu", "Priidule"),
    "Maasikas": ("Maasika", "Maasikat", "Maasikale", "Maasikaga", "Maasikad"),
    "Näidis": ("Näidise", "Näidist", "Näidisele"),
}
"""Forms that a surname or first name takes in Estonian, as EKI's rules for names give them."""

FRAMES: Final = (
    "Palun nõu: {} kohta on küsimus.", "Kas {} saab lapsetoetust?",
    "Lapse ema {}, kes töötab Soomes.",
    "({}) taotles PHS § 17 lg 1 järgi toetust 80 eurot.", "{}\nküsis, mida teha.",
    "Vastus: „{}“ korral jah; makstakse edasi.",
    "Просит совета {} по пособию.", "The mother {} works in Finland.",
)  # fmt: skip


def code(chance: random.Random) -> str:
    """Eleven figures of a code; its last one mostly does not fit the others."""
    born = f"{chance.randint(0, 99):02}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    return f"{chance.randint(3, 6)}{born}{chance.randint(0, 9999):04}"


def gone(text: str, people: tuple[str, ...] = ()) -> str:
    (spots,) = personal_data([text], people)
    return replaced(text, {(each.start, each.end): each.proposed for each in spots})


@settings(max_examples=150)
@given(seed=st.integers(0, 2**32), frame=st.sampled_from(FRAMES))
def test_no_code_survives(seed: int, frame: str) -> None:
    chance = random.Random(seed)
    plain = code(chance)
    for written in (plain, f"{plain[:3]} {plain[3:7]} {plain[7:]}", f"{plain[:7]} {plain[7:]}"):
        left = gone(frame.format(f"isikukoodiga {written}"))
        assert written not in left
        assert plain[:7] not in left


@settings(max_examples=150)
@given(seed=st.integers(0, 2**32), frame=st.sampled_from(FRAMES), pattern=st.sampled_from(STREETS))
def test_no_address_survives(seed: int, frame: str, pattern: str) -> None:
    chance = random.Random(seed)
    written = pattern.format(chance.randint(1, 180), chance.randint(1, 99))
    left = gone(frame.format(written))
    assert not re.search(r"Pärna|Kase|Tallinna|Lai|Metsa|Vabriku|Пярна|Sõpruse", left), left


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("+372 5512 3456", "phone"), ("55123456", "phone"),
        ("5512 3456", "phone"), ("612 1360", "phone"),
        ("+358 40 123 4567", "phone"), ("mari.maasikas@mail.ee", "e_mail"),
        ("EE38 2200 2210 2014 5685", "account"), ("EE382200221020145685", "account"),
        ("FI21 1234 5600 0007 85", "account"), ("131052-308T", "personal_code"),
        ("48802030014", "personal_code"), ("2026-0142", "case_number"),
        ("KB1234567", "document"), ("liis (ät) mail.ee", "e_mail"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("frame", FRAMES[:4])
def test_what_is_known_by_its_form_is_found(written: str, kind: str, frame: str) -> None:
    (spots,) = personal_data([frame.format(written)])
    assert [(each.text, each.kind) for each in spots if written in each.text] == [(written, kind)]
    assert kind in KINDS


@settings(max_examples=200)
@given(
    first=st.sampled_from(FIRST), last=st.sampled_from(LAST), frame=st.sampled_from(FRAMES),
    at=st.integers(0, 99),
)  # fmt: skip
def test_no_name_of_the_case_survives_in_any_form(
    first: str, last: str, frame: str, at: int
) -> None:
    """Whole, each half alone, upper case, in each case that is sure, and in forms with changes."""
    people = (f"{first} {last}",)
    surnames = (last, last.upper(), *FORMS.get(last, ()))
    firsts = (first, *FORMS.get(first, ()))
    sure = [name_in_case(f"{first} {last}", case) for case in CASES["et"]]
    written = [f"{first} {surnames[at % len(surnames)]}", firsts[at % len(firsts)]]
    written += [surnames[at % len(surnames)], f"{surnames[0]}, {first}", *filter(None, sure)]
    for each in written:
        left = gone(frame.format(each), people)
        for word in re.findall(r"[^\W\d_]+", each):
            assert word not in left, (frame.format(each), left)


@settings(max_examples=150)
@given(first=st.sampled_from(FIRST), last=st.sampled_from(LAST), frame=st.sampled_from(FRAMES))
def test_names_of_people_whom_no_case_knows_are_found_by_their_look(
    first: str, last: str, frame: str
) -> None:
    for written in (f"{first} {last}", f"{first[0]}. {last}", f"{first} {last[0]}."):
        left = gone(frame.format(written))
        assert last not in left or last[0] == written[-2], left
        assert first not in left, left


def test_small_letters_beside_each_other_are_a_name_and_alone_a_word() -> None:
    people = ("Mai Saar",)
    assert "saar" not in gone("klient mai saar küsis", people)
    assert gone("Saarel elab ta mais.", people).endswith("elab ta mais.")
    assert "mai" in gone("toetus algab 1. mai", people)


def test_whoever_is_named_in_full_once_is_found_in_small_letters_elsewhere() -> None:
    one, two = personal_data(["Liis Kaljuvee küsib.", "liis kaljuvee ja kaljuveede pere"])
    assert [each.text for each in one] == ["Liis Kaljuvee"]
    assert [each.text for each in two] == ["liis kaljuvee", "kaljuveede"]
    assert {each.proposed[-1] for each in (*one, *two)} == {"A"}
    assert {each.who for each in (*one, *two)} == {None}


@pytest.mark.parametrize(
    "text",
    [
        "12. märtsil 1985 sündinud ema", "12.03.1985 sündinud ema", "1985-03-12 sündinud",
        "мать, 12 марта 1985 года рождения",
    ],
)  # fmt: skip
def test_a_day_of_birth_is_found_before_and_after_its_word(text: str) -> None:
    assert "1985" not in gone(text)


def test_one_person_has_one_letter_in_every_text_and_keeps_the_case() -> None:
    texts = ["Mari Maasikas küsib", "Jaan Mägi ei nõustu. Marile ja Mäele makstakse."]
    one, two = personal_data(texts, ["Mari Maasikas", "Jaan Mägi"])
    assert [each.proposed for each in one] == ["isik A"]
    assert [each.proposed for each in two] == ["isik B", "isikule A", "isikule B"]
    assert [each.who for each in two] == [1, 0, 1]
    (told,) = personal_data([texts[0]], ["Mari Maasikas"], "ru")
    assert told[0].proposed == "лицо A"


PLAIN: Final = (
    "Kas lapsetoetust makstakse 19-aastasele õppijale? Sotsiaalkindlustusamet kontrollib "
    "hariduse infosüsteemist.",
    "Vastavalt PHS § 17 lg 2 p 1 ja määruse 883/2004 art 68(1)(b)(i) on esmane riik "
    "Soome, Eesti maksab vahe 412,36 €.",
    "Riigikohus leidis otsuses 3-3-1-33-16, et mõlemad vanemad kasvatavad last. Alates "
    "01.01.2024 on summa 80 eurot.",
    "Pere kolis Tallinnast Helsingisse. Maksu- ja Tolliamet, Töötukassa ja Tervisekassa "
    "andmed laekusid septembris.",
    "Kui laps sünnib 2026. aastal, siis ülempiir on kahekordne. Seejärel makstakse 12 "
    "kuud ja 605 päeva.",
    "Кто получает пособие, если отец работает в Финляндии? Департамент социального "
    "страхования решает.",
    "Who is entitled if the father works in Finland? The Social Insurance Board decides "
    "in January.",
)  # fmt: skip


@pytest.mark.parametrize("text", PLAIN)
def test_what_names_nobody_is_left_alone(text: str) -> None:
    assert personal_data([text]) == [()]


def test_forms_are_those_of_the_name_and_of_no_other() -> None:
    stems = stems_of("Mägi")
    assert [ending_of(each, stems) for each in ("Mägi", "Mäe", "Mäele", "Mägedele")] == [
        "", "", "le", "le",
    ]  # fmt: skip
    assert ending_of("Mängija", stems) is None
    assert ending_of("Ивановой", stems_of("Ivanova")) == ""
