"""What OWASP ASVS asks of passwords, random values, scripts and answers beside other tests."""

from __future__ import annotations

import ast
import math
import re
from pathlib import Path
from typing import Final

import pytest
from deploy import checklist
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import Client
from tests.workbench.addresses import addresses
from tests.workbench.conftest import PASSWORD, People, signed_in

from perenou.workbench.accounts.links import link_token
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.passwords import LONGEST, faults
from perenou.workbench.accounts.rights import Role
from perenou.workbench.configuration import read
from perenou.workbench.environment import SETTINGS
from perenou.workbench.interface.tokens import make
from perenou.workbench.privacy.crypto import encrypted

pytestmark = pytest.mark.django_db

SOURCE: Final = Path(__file__).resolve().parents[2] / "src" / "perenou" / "workbench"
CODE: Final = {path: path.read_text(encoding="utf-8") for path in sorted(SOURCE.rglob("*.py"))}
SCRIPTS: Final = {path: path.read_text(encoding="utf-8") for path in sorted(SOURCE.rglob("*.js"))}
ODD: Final = "õ Ж 👶 \t'\"<&>\\ %s {{7}} ' OR 1"


def test_every_boundary_is_drawn_and_every_threat_to_it_has_a_test() -> None:
    page = (SOURCE.parents[2] / "docs" / "safety.md").read_text(encoding="utf-8")
    drawn = page.partition("```mermaid")[2].partition("```")[0]
    numbers = re.findall(r'"(\d+) ·', drawn)
    rows = [[cell.strip() for cell in line.split("|")[1:-1]]
            for line in page.partition("## Threats")[2].partition("\n## ")[0].splitlines()
            if re.match(r"\| \d+ \|", line)]  # fmt: skip
    assert {row[0] for row in rows} == set(numbers)
    assert {row[1] for row in rows if row[0] == "1"} == {
        "spoofing", "tampering", "repudiation", "disclosure", "denial", "elevation",
    }  # fmt: skip
    tests = [row[4].strip("`") for row in rows]
    assert checklist.missing([each if "/" in each else f"workbench/{each}" for each in tests]) == []
    # What an installation names, the workbench speaks with: each such place is in the picture.
    ends = re.compile(r"_(ISSUER|ADDRESS|SERVER|SCANNER|REGISTER|URL)$")
    spoken = {each.name for each in SETTINGS if ends.search(each.name)}
    assert {each for each in spoken if each not in drawn} == set()
    assert len(spoken) == 6


# ----------------------------------------------------------------------------- passwords


def test_long_passwords_are_taken_and_endless_ones_are_not(somebody: People) -> None:
    user = somebody(Role.CASEWORKER)
    assert 64 <= LONGEST <= 128
    assert faults("ж9" * (LONGEST // 2), "ж9" * (LONGEST // 2), user, "et") == []
    assert len(faults("x" * (LONGEST + 1), "x" * (LONGEST + 1), user, "et")) == 1


def test_no_password_is_cut_off(somebody: People) -> None:
    user = somebody(Role.CASEWORKER)
    user.set_password("a" * 100 + "b")
    assert user.check_password("a" * 100 + "b")
    assert not user.check_password("a" * 100 + "c")
    assert not user.check_password("a" * 100)


def test_any_character_is_taken(somebody: People) -> None:
    user = somebody(Role.CASEWORKER)
    assert faults(ODD, ODD, user, "et") == []
    assert faults("kõik on väikeste tähtedega", "kõik on väikeste tähtedega", user, "et") == []
    client = Client()
    told = {"password": ODD, "again": ODD}
    assert client.post(f"/account/password/{link_token(user)}/", told).status_code == 302
    client.post("/account/sign-in/", {"username": user.username, "password": ODD})
    assert client.get("/").status_code == 200


def test_the_present_password_is_asked_for(somebody: People) -> None:
    client = signed_in(somebody(Role.CASEWORKER))
    told = {"password": ODD, "again": ODD}
    assert client.post("/account/own/password/", told).status_code == 422
    assert client.post("/account/own/password/", told | {"present": PASSWORD}).status_code == 302


def test_no_password_grows_too_old() -> None:
    names = {field.name for field in User._meta.get_fields()}
    assert not {each for each in names if "expire" in each or "histor" in each or "changed" in each}


def test_fields_let_managers_fill_them(somebody: People) -> None:
    user = somebody(Role.CASEWORKER)
    pages = [
        Client().get("/account/sign-in/"), Client().get(f"/account/password/{link_token(user)}/"),
        signed_in(user).get("/account/own/"),
    ]  # fmt: skip
    for page in pages:
        fields = re.findall(r"<input[^>]*type=\"password\"[^>]*>", page.content.decode())
        assert fields
        assert all(re.search(r'autocomplete="(current|new)-password"', each) for each in fields)
    assert not any("onpaste" in text or '"paste"' in text for text in SCRIPTS.values())


def test_a_password_is_kept_by_a_slow_salted_hash() -> None:
    from perenou.workbench import settings

    assert not hasattr(settings, "PASSWORD_HASHERS")  # the framework's first: PBKDF2
    hasher = PBKDF2PasswordHasher()
    assert hasher.iterations >= 310_000
    assert hasher.algorithm == "pbkdf2_sha256"
    salts = {hasher.salt() for _ in range(50)}
    assert len(salts) == 50
    assert min(map(len, salts)) * math.log2(62) >= 32


def test_the_only_way_back_is_a_link_of_an_administrator() -> None:
    names = {each.name for each in addresses() if each.right is None}
    assert not {each for each in names if re.search("forgot|reset|recover|register|hint", each)}


def test_in_use_there_is_no_account_that_nobody_made() -> None:
    assert not User.objects.exists()  # migrations make none
    told = {
        "PERENOU_PRODUCTION": "1", "PERENOU_SECRET": "abcdefghij" * 5, "PERENOU_HOSTS": "x.example",
        "PERENOU_KEYS": "dGVzdHMgb25seTogdGhpcyBrZWVwcyBubyBzZWNyZXQ=",
    }  # fmt: skip
    assert not read(told).demo


# -------------------------------------------------------------------------- random values


def test_a_session_s_key_is_long_and_random(somebody: People) -> None:
    user = somebody(Role.CASEWORKER)
    keys = {signed_in(user).cookies["sessionid"].value for _ in range(20)}
    assert len(keys) == 20
    letters = len({letter for key in keys for letter in key})
    assert min(map(len, keys)) * math.log2(letters) >= 128


def test_the_same_text_is_never_encrypted_alike() -> None:
    assert len({encrypted("Mari Näide") for _ in range(200)}) == 200


def test_what_must_not_be_guessed_is_random(somebody: People) -> None:
    secrets = {make(somebody(Role.EXPERT), "x", ("law",), 1)[1] for _ in range(20)}
    assert len(secrets) == 20
    assert min(map(len, secrets)) >= 40
    for path, text in CODE.items():
        assert not re.search(r"^\s*(import random|from random import)", text, re.M), path
        assert not re.search(r"uuid[135]\(", text), path


# ------------------------------------------------------------------------ code and scripts


def test_nothing_is_run_that_was_typed() -> None:
    for path, text in CODE.items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("eval", "exec", "compile", "__import__"), path
            if isinstance(node, ast.keyword) and node.arg == "shell":
                raise AssertionError(path)
        assert not re.search(r"os\.(system|popen)\(|mark_safe\(request|\|safe\b", text), path
    for path, text in SCRIPTS.items():
        assert not re.search(r"\beval\(|new Function|document\.write|\.outerHTML ?=", text), path


def test_scripts_store_nothing_in_the_browser() -> None:
    for path, text in SCRIPTS.items():
        assert not re.search(r"localStorage|sessionStorage|indexedDB|document\.cookie", text), path
        assert not re.search(r"geolocation|getUserMedia|navigator\.(contacts|credentials)", text)
