"""What registers say is proposed with its source, and a case is solved the same without them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.services.certificates import Authority
from tests.services.fake_service import FakeService, Reply, service

from perenou.casework.case_file.reader import parse
from perenou.casework.case_file.schema import Case
from perenou.registers.prefill import Found, MisfitError, already, confirmed, prefill
from perenou.registers.saying import REGISTERS, Register
from perenou.registers.x_road import Service
from perenou.services.call import NOBODY, Identity
from perenou.services.circuit import Circuit

OFFICIAL = "EE49005019997"
MOTHER, CHILD = "49005019997", "51805149989"
PEOPLE = {
    "code": MOTHER, "name": "Mari Näide", "birth": "1990-05-01",
    "residence": [{"country": "EE", "from": "1990-05-01"}],
}  # fmt: skip
STUDY = {"level": "basic", "from": "2025-09-01", "to": "2026-06-10"}
STUDIES = {"code": CHILD, "studies": [STUDY]}
TAX = {
    "code": "EE49005019997",
    "months": [
        {"month": "2025-03", "social_tax": "495.00"},
        {"month": "2025-04", "social_tax": "495.00", "kind": "work"},
    ],
}


@pytest.fixture
def case() -> Case:
    return parse(
        {
            "people": {"ema": {"name": "Mari Näide", "personal_code": MOTHER}, "isa": {}},
            "children": {"juku": {"birth": "2018-05-14", "personal_code": CHILD}},
        }
    )


@pytest.fixture
def fake() -> Iterator[FakeService]:
    with service() as made:
        for path, told in (("person", PEOPLE), ("studies", STUDIES), ("social-tax", TAX)):
            made.by_path[f"/r1/EE/GOV/1/register/data/{path}"] = Reply(json.dumps(told).encode())
        yield made


def services(fake: FakeService, seconds: float = 5) -> Mapping[Register, Service]:
    path = "EE/GOV/1/register/data"
    return {
        each: Service(
            fake.address, "EE/GOV/70001975/perenou", path, seconds, NOBODY, Circuit(failures=1)
        )
        for each in REGISTERS
    }  # fmt: skip


def test_a_query_says_who_asks_and_why_and_no_address_holds_a_code(
    fake: FakeService, case: Case
) -> None:
    prefill(services(fake), case, official=OFFICIAL, number="2026-1")
    assert len(fake.asked) == 4  # two people of whom a code is known, tax of one, studies of one
    for method, path, headers, body in fake.asked:
        told = {name.lower(): value for name, value in headers.items()}
        assert method == "POST"
        assert told["x-road-client"] == "EE/GOV/70001975/perenou"
        assert told["x-road-userid"] == OFFICIAL
        assert told["x-road-issue"] == "2026-1"
        code = json.loads(body)["code"]
        assert code not in path
    assert len({headers["X-Road-Id"] for _, _, headers, _ in fake.asked}) == 4


def test_what_a_register_says_stands_with_its_source_until_it_is_confirmed(
    fake: FakeService, case: Case
) -> None:
    found = prefill(services(fake), case, official=OFFICIAL, number="2026-1")
    # The fake says the same of the child, who is somebody else: nothing of that is offered.
    assert [(each.register, each.who, each.why) for each in found.silent] == [
        ("population", "juku", "another")
    ]
    by_key = {each.key: each for each in found.sayings}
    birth = by_key["population:people.ema.birth"]
    assert (birth.value, birth.register) == ("1990-05-01", "population")
    assert (datetime.now(UTC) - birth.at).total_seconds() < 60
    assert birth.query in {headers["X-Road-Id"] for _, _, headers, _ in fake.asked}
    assert already(case, birth) is None
    assert already(case, by_key["population:people.ema.name"]) == "Mari Näide"
    assert confirmed(case, found.sayings, ()) == case
    taken = confirmed(case, found.sayings, {birth.key, "tax:people.ema.income"})
    assert taken.people["ema"].birth is not None
    income = taken.people["ema"].income
    assert isinstance(income, tuple)
    assert len(income) == 2


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Reply(wait=1), "slow"), (Reply(status=500), "refused"), (Reply(b"<html>"), "broken"),
        (Reply(b"[]"), "broken"), (Reply(b"x" * 6_000_000), "too_large"),
    ],
)  # fmt: skip
def test_a_register_that_fails_is_told_of_and_the_others_go_on(
    fake: FakeService, case: Case, reply: Reply, why: str
) -> None:
    fake.by_path["/r1/EE/GOV/1/register/data/person"] = reply
    found = prefill(services(fake, seconds=0.4), case, official=OFFICIAL, number="2026-1")
    silent = [(each.register, each.who, each.why) for each in found.silent]
    # After the first failure it is left alone: nobody waits for the second.
    assert silent == [("population", "ema", why), ("population", "juku", "resting")]
    assert {each.register for each in found.sayings} == {"tax", "education"}


MONTH = {"month": "2025-03", "social_tax": "495.00"}
HOME = {"country": "EE", "from": "1990-05-01"}
DENIED = {"type": "Server.ServerProxy.AccessDenied", "message": "Request is not allowed"}


def answered(fake: FakeService, register: Register, told: object, case: Case) -> Found:
    """What comes of one answer about the mother, or about the child for their studies."""
    fake.by_path.clear()
    fake.reply = Reply(json.dumps(told).encode())
    of = ("children", "juku") if register == "education" else ("people", "ema")
    asked = {register: services(fake)[register]}
    return prefill(asked, case, official=OFFICIAL, number="2026-1", only=of)


@pytest.mark.parametrize(
    ("register", "row", "good"),
    [
        ("tax", {"month": "2025-04", "social_tax": 495.00}, MONTH),
        ("tax", {"month": "2025-4", "social_tax": "495.00"}, MONTH),
        ("tax", {"month": "2025-13", "social_tax": "1"}, MONTH),
        ("tax", {"month": "2025-04", "social_tax": "495.005"}, MONTH),
        ("tax", {"month": "2025-04", "social_tax": "-10.00"}, MONTH),
        ("tax", {"month": "2025-04", "social_tax": "1e5", "kind": "gift"}, MONTH),
        ("tax", {"month": "2025-04"}, MONTH), ("tax", "x", MONTH),
        ("population", {"country": "EST", "from": "2000-01-01"}, HOME),
        ("population", {"country": "FI", "from": 2010, "to": 2012}, HOME),
        ("population", {"country": "FI", "from": "2010-01-01", "to": "1980-01-01"}, HOME),
        ("population", {"country": "FI"}, HOME), ("population", None, HOME),
        ("education", {"level": "kool", "from": "2025-09-01"}, STUDY),
        ("education", {"level": "basic", "from": "2025-09-01", "country": 7},
         STUDY),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_read_makes_its_fact_unusable_never_a_shorter_list(
    fake: FakeService, case: Case, register: Register, row: object, good: object
) -> None:
    told, key, code = {
        "tax": ("months", "income", MOTHER), "population": ("residence", "residence", MOTHER),
        "education": ("studies", "studies", CHILD),
    }[register]  # fmt: skip
    found = answered(fake, register, {"code": code, told: [good, row, row]}, case)
    assert found.sayings == ()
    [silence] = found.silent
    assert (silence.why, silence.fact, silence.rows) == ("rows", key, 2)
    [saying] = answered(fake, register, {"code": code, told: [good]}, case).sayings
    assert saying.place[-1] == key


def test_a_value_that_cannot_be_read_leaves_the_other_facts(fake: FakeService, case: Case) -> None:
    told = {"code": MOTHER, "name": "x" * 300, "birth": "1990-02-30", "death": 7,
            "residence": [HOME]}  # fmt: skip
    found = answered(fake, "population", told, case)
    assert [each.place[-1] for each in found.sayings] == ["residence"]
    assert [(each.why, each.fact) for each in found.silent] == [
        ("value", "name"), ("value", "birth"), ("value", "death")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("register", "told", "why"),
    [
        ("population", DENIED, "refused"), ("tax", {"error": "no right"}, "refused"),
        ("population", {}, "form"), ("tax", {"code": MOTHER}, "form"),
        ("tax", {"code": MOTHER, "months": "x"}, "form"),
        ("education", {"code": CHILD, "studies": {"level": "basic"}}, "form"),
        ("tax", {"code": MOTHER, "months": []}, "nothing"),
        ("population", {"code": MOTHER, "death": None, "residence": []}, "nothing"),
        ("tax", {"months": [MONTH]}, "unnamed"), ("education", {"studies": []}, "unnamed"),
        ("population", {"name": "Mari Näide", "residence": [HOME]}, "unnamed"),
        ("population", {"name": "Kalle Kala", "birth": "1950-01-01"}, "another"),
        ("population", {**PEOPLE, "code": CHILD}, "another"),
        ("population", {**PEOPLE, "birth": "1990-05-02"}, "another"),
        ("tax", {"code": CHILD, "months": [MONTH]}, "another"),
    ],
)  # fmt: skip
def test_an_answer_that_is_no_answer_about_whom_was_asked_is_told_as_what_it_is(
    fake: FakeService, case: Case, register: Register, told: object, why: str
) -> None:
    found = answered(fake, register, told, case)
    assert found.sayings == ()
    [silence] = found.silent
    assert (silence.why, silence.fact) == (why, "")
    # The trail of the register has an answer that came, whatever came of it here.
    assert bool(silence.query) == (why != "refused")


def test_the_day_of_birth_shows_of_whom_an_answer_is(fake: FakeService, case: Case) -> None:
    told = {"birth": "1990-05-01", "residence": [HOME]}
    found = answered(fake, "population", told, case)
    assert [each.place[-1] for each in found.sayings] == ["birth", "residence"]


def test_what_does_not_fit_the_case_blames_nobodys_file(fake: FakeService, case: Case) -> None:
    found = answered(fake, "population", {"code": MOTHER, "death": "1980-01-01"}, case)
    with pytest.raises(MisfitError) as error:
        confirmed(case, found.sayings, [each.key for each in found.sayings])
    assert "1980" in str(error.value)
    assert "case.yaml" not in str(error.value)


def test_without_registers_nothing_is_asked(case: Case) -> None:
    found = prefill({}, case, official=OFFICIAL, number="2026-1")
    assert (found.sayings, found.silent) == ((), ())


@pytest.mark.parametrize("path", ["", "EE/GOV", "EE/GOV/1/ a/b", "EE/GOV/1/a/b/c/d"])
def test_a_service_has_the_identifiers_of_x_tee(path: str) -> None:
    with pytest.raises(ValueError, match="X-tee"):
        Service("https://turvaserver.example.ee", "EE/GOV/70001975/perenou", path)


def test_the_security_server_and_we_know_each_other_by_certificates_alone(
    tmp_path: Path, case: Case
) -> None:
    ours, another = Authority(tmp_path, "ours"), Authority(tmp_path, "another")
    path, client = "EE/GOV/1/register/data", "EE/GOV/70001975/perenou"
    known, strange = ours.vouched("perenou"), another.vouched("perenou")
    with service(ours.server()) as fake:
        fake.reply = Reply(json.dumps(PEOPLE).encode())

        def silent(identity: Identity) -> set[str]:
            asked = Service(fake.address, client, path, 5, identity, Circuit(failures=9))
            found = prefill(
                {"population": asked}, case, official=OFFICIAL, number="2026-1",
                only=("people", "ema"),
            )  # fmt: skip
            return {each.why for each in found.silent}

        assert silent(Identity(known.certificate, known.key, ours.file)) == set()
        told = len(fake.asked)
        assert told
        for identity in (
            Identity(),  # whom this machine trusts, and who shows nothing
            Identity(authority=ours.file),
            Identity(strange.certificate, strange.key, ours.file),
            Identity(known.certificate, known.key, another.file),
            Identity(known.certificate, "/nonexistent", ours.file),
        ):
            assert silent(identity) == {"untrusted"}
        assert len(fake.asked) == told  # no question reached whom we do not know, or who not us
