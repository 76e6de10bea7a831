"""Two hundred codes, names and addresses of a case planted in every field of questions and answers:
none reaches a published answer, a list, or what somebody without the right finds."""

from __future__ import annotations

import random
import re
from secrets import token_hex
from typing import Final

import pytest
from django.test import Client
from tests.workbench.conftest import People, signed_in
from tests.workbench.questions import taken

from perenou.casework.case_file.personal_code import check_digit
from perenou.casework.case_file.reader import read_text
from perenou.language.names import name_in_case
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.cases.actions import open_case
from perenou.workbench.cases.models import Case
from perenou.workbench.questions import actions, forms, personal
from perenou.workbench.questions.models import Publication, Question

pytestmark = pytest.mark.django_db

PLANTED: Final = 200
NAMES: Final = (
    "Bibi Kuusmaa", "Egon Mägi", "Leida Rebane", "Jaan Petrov", "Salme Hermann", "Kuno Põder",
    "Maimu Jakobson", "Olev Pajusalu",
)  # fmt: skip
CHANGED: Final = {"Mägi": "Mäele", "Rebane": "Rebasele", "Põder": "Põdrale"}
CASES: Final = ("nominative", "genitive", "allative", "comitative", "ablative", "elative")
STREETS: Final = ("Vabriku tn {}-{}", "Sõpruse pst {}-{}", "Lai {}-{}", "Kase tänav {}/{}")
SENTENCES: Final = (
    "Kas {} saab lapsetoetust?", "Avaldusel on kirjas {}.", "Lapse eest maksti: {}",
    "Kontrollisin, et {} kohta on otsus olemas.", "({}) PHS § 17 lg 2 järgi jah.",
)  # fmt: skip


def codes(chance: random.Random, count: int) -> list[str]:
    made = []
    for at in range(count):
        first = (
            f"4{chance.randint(60, 99)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}{at:03}"
        )
        made.append(f"{first}{check_digit(first)}")
    return made


def case_of(owner: User, chance: random.Random) -> tuple[Case, list[str]]:
    """A case whose people have names and codes."""
    written = ["people:"]
    known = codes(chance, len(NAMES))
    for at, (name, code) in enumerate(zip(NAMES, known, strict=True)):
        written += [f"  p{at}:", f"    name: {name}", f"    personal_code: '{code}'"]
    told = read_text("\n".join(written) + "\n", "case.yaml")
    return open_case(owner, told, title="Suur pere", token="planted"), known


def plants(chance: random.Random, known: list[str]) -> list[str]:
    """Codes, names in their forms, and addresses, as people write them."""
    made: list[str] = []
    while len(made) < PLANTED:
        name = chance.choice(NAMES)
        first, last = name.split()
        code = chance.choice(known)
        street = chance.choice(STREETS).format(chance.randint(1, 99), chance.randint(1, 60))
        sure = name_in_case(name, chance.choice(CASES))
        made += [
            code, f"{code[:7]} {code[7:]}", name, street, f"{last}, {first}",
            f"{first[0]}. {last}", CHANGED.get(last, last), sure or first,
        ]  # fmt: skip
    return made[:PLANTED]


def decided(client: Client, question: Question) -> None:
    """Publish a question, every place that is found replaced by what is proposed."""
    address = f"/questions/{question.number}/publish/"
    shown = client.get(address).content.decode()
    fields = {
        name: found[1]
        for name in ("subject", "asked", "answer")
        if (found := re.search(rf'name="{name}"[^>]*?(?:value="([^"]*)"|>([^<]*)<)', shown))
    }
    answer, asked = question.answers.latest("number"), question.wordings.latest("number")
    sent = {"subject": asked.subject, "asked": asked.text, "answer": answer.text}
    assert set(fields) == set(sent)
    for name, was in re.findall(r'name="was-([^"]+)" value="([^"]*)"', shown):
        (words,) = re.findall(rf'name="words-{re.escape(name)}"[^>]*value="([^"]*)"', shown)
        sent |= {f"was-{name}": was, f"do-{name}": "replace", f"words-{name}": words}
    sent |= {"do": "publish", "based_on": str(question.latest), "token": token_hex(12)}
    assert client.post(address, sent).status_code == 302


def test_two_hundred_planted_data_reach_nobody_without_the_right(
    somebody: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Codes are refused by now, and the rest is decided by whoever asks; questions that were asked
    # before may hold both.
    for module in (forms, actions):
        monkeypatch.setattr(module, "names_a_person", lambda _: False)
    monkeypatch.setattr(personal, "TELLING", ())
    chance = random.Random(20261127)
    asker, expert, stranger = (
        somebody(Role.CASEWORKER), somebody(Role.EXPERT), somebody(Role.CASEWORKER),
    )  # fmt: skip
    case, known = case_of(asker, chance)
    planted = plants(chance, known)
    assert len(planted) == PLANTED
    mine, theirs, other = signed_in(asker), signed_in(expert), signed_in(stranger)

    def words(count: int) -> str:
        return " ".join(chance.choice(SENTENCES).format(planted.pop()) for _ in range(count))

    def send(client: Client, question: Question, what: str, **sent: str) -> None:
        question.refresh_from_db()
        told = {"token": token_hex(12), "based_on": question.latest, **sent}
        assert client.post(f"/questions/{question.number}/{what}/", told).status_code == 302

    every = list(planted)
    numbers = []
    for _ in range(10):
        sent = {
            "subject": words(1), "text": words(6), "theme": "family_allowances", "seen": "1",
            "importance": "3", "case": case.number, "do": "send", "token": token_hex(12),
        }  # fmt: skip
        assert mine.post("/questions/new/", sent).status_code == 302
        question = taken(expert, Question.objects.latest("pk"))
        send(theirs, question, "return", words=words(2))
        send(mine, question, "facts", words=words(3))
        send(theirs, question, "write", text=f"{words(6)} PHS § 17 lg 2", do="finish")
        send(mine, question, "helped", helped="no", words=words(2))
        question.refresh_from_db()
        numbers.append(question.number)
        decided(theirs, question)
    assert planted == []

    rows = Publication.objects.all()
    assert rows.count() == 10
    written = " ".join(f"{r.subject} {r.asked} {r.answer} {r.decided}" for r in rows)
    pages = [other.get(f"/questions/answers/{number}/").content.decode() for number in numbers]
    pages += [
        other.get("/questions/answers/").content.decode(),
        other.get("/questions/").content.decode(),
        other.get("/").content.decode(),
    ]
    for text in (*every[:5], "lapsetoetus otsus", "kas laps saab"):
        pages.append(other.post("/search/", {"asked": text}).content.decode().split("<main")[1])
        pages.append(other.post("/questions/look/", {"text": f"Kas on {text}?"}).content.decode())
    # What somebody typed themselves stands in the search field, and among words that found nothing.
    own = re.compile(r'value="[^"]*"|<p class="missing">.*?</p>')
    read = " ".join(own.sub("", page) for page in pages)
    names = {word for name in NAMES for word in name.split()} | set(CHANGED.values())
    for secret in {*every, *known, *names}:
        assert secret not in written, secret
        assert secret not in read, secret
    for number in numbers:
        assert other.get(f"/questions/{number}/").status_code == 404
