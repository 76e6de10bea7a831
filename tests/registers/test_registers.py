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
from perenou.registers.prefill import already, confirmed, prefill
from perenou.registers.saying import REGISTERS, Register
from perenou.registers.x_road import Service
from perenou.services.call import NOBODY, Identity
from perenou.services.circuit import Circuit

OFFICIAL = "EE49005019997"
PEOPLE = {
    "name": "Mari Näide", "birth": "1990-05-01",
    "residence": [{"country": "EE", "from": "1990-05-01"}],
}  # fmt: skip
STUDIES = {"studies": [{"level": "basic", "from": "2025-09-01", "to": "2026-06-10"}]}
TAX = {
    "months": [
        {"month": "2025-03", "social_tax": "495.00"},
        {"month": "2025-04", "social_tax": "495.00", "kind": "work"},
    ]
}


@pytest.fixture
def case() -> Case:
    return parse(
        {
            "people": {"ema": {"name": "Mari Näide", "personal_code": "49005019997"}, "isa": {}},
            "children": {"juku": {"birth": "2018-05-14", "personal_code": "51805149989"}},
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
    assert not found.silent
    by_key = {each.key: each for each in found.sayings}
    birth = by_key["population:people.ema.birth"]
    assert (birth.value, birth.register) == ("1990-05-01", "population")
    assert (datetime.now(UTC) - birth.at).total_seconds() < 60
    assert birth.query in {headers["X-Road-Id"] for _, _, headers, _ in fake.asked}
    assert already(case, birth) is None
    assert already(case, by_key["population:people.ema.name"]) == "Mari Näide"
    # The register says another day of birth of the child than the file; only a person decides.
    assert already(case, by_key["population:children.juku.birth"]) == "2018-05-14"
    assert confirmed(case, found.sayings, ()) == case
    taken = confirmed(case, found.sayings, {birth.key, "tax:people.ema.income"})
    assert taken.people["ema"].birth is not None
    assert taken.children["juku"].birth == case.children["juku"].birth
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


@pytest.mark.parametrize(
    "told",
    [
        {"birth": "1990-02-30", "death": 7, "name": "x" * 300, "residence": [{"country": "EE"}]},
        {"residence": [{"country": "Eesti", "from": "1990-05-01"}]},
        {"residence": [{"country": "EE", "from": "1990-05-01", "to": "1980-01-01"}]},
        {"residence": "EE", "name": None}, {"studies": {"level": "basic"}},
        {"studies": [{"level": "kool", "from": "2025-09-01"}, "x"]},
        {"months": [{"month": "2025-13", "social_tax": "1"}, {"month": "2025-03"}]},
        {"months": [{"month": "2025-03", "social_tax": "-5"}]},
        {"months": [{"month": "2025-03", "social_tax": "1e5", "kind": "gift"}]}, {},
    ],
)  # fmt: skip
def test_what_a_register_says_in_another_form_is_left_out(
    fake: FakeService, case: Case, told: object
) -> None:
    fake.by_path.clear()
    fake.reply = Reply(json.dumps(told).encode())
    found = prefill(services(fake), case, official=OFFICIAL, number="2026-1")
    assert (found.sayings, found.silent) == ((), ())


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
            found = prefill({"population": asked}, case, official=OFFICIAL, number="2026-1")
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
