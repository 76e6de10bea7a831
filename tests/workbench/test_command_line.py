"""The workbench on the command line: keys, and the check of the trail, in a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from cryptography.fernet import Fernet
from django.db import OperationalError

from perenou.cli.refusal import refusal
from perenou.language.grammar import LANGUAGES
from perenou.workbench.privacy.crypto import UnreadableError

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()

PREPARE = """
from perenou.workbench.serve import prepare
prepare()
"""
ALTER = """
from perenou.workbench.serve import set_up
set_up()
from perenou.workbench.audit.models import Event
Event.objects.filter(number=3).update(action="case.saved")
"""


@pytest.fixture(scope="module")
def at_home(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of an installation with invented data; making them takes a while."""
    told = {
        "PERENOU_DATA": str(tmp_path_factory.mktemp("home")),
        "PERENOU_SECRET": "abcdefghij" * 5, "PERENOU_KEYS": OLD,
        "PERENOU_DEMO": "1", "DJANGO_SETTINGS_MODULE": "perenou.workbench.settings",
        "DATABASE_URL": "",
    }  # fmt: skip
    environment = os.environ | told
    subprocess.run([sys.executable, "-c", PREPARE], env=environment, check=True)
    return environment


def perenou(environment: dict[str, str], *told: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "perenou.cli", *told],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout


def test_what_the_database_or_the_keys_lack_is_told_with_its_cure() -> None:
    for language in LANGUAGES:
        told = refusal(OperationalError("no such table: accounts_user"), language)
        assert told is not None
        assert "perenou migrate" in told
        assert "accounts_user" not in told
        told = refusal(UnreadableError("x"), language)
        assert told is not None
        assert "PERENOU_KEYS" in told


@pytest.mark.long
def test_a_key_is_changed(at_home: dict[str, str]) -> None:
    code, told = perenou(at_home | {"PERENOU_KEYS": f"{NEW},{OLD}"}, "keys", "rotate")
    assert code == 0
    assert re.search(r": [1-9]\d+\b", told)
    code, told = perenou(at_home, "keys")
    assert code == 0
    assert re.search(r"^PERENOU_KEYS=\S{44}$", told, re.M)


@pytest.mark.long
def test_the_trail_is_checked_and_an_alteration_found(at_home: dict[str, str]) -> None:
    code, told = perenou(at_home, "audit", "verify")
    anchor = re.search(r"\d+:[0-9a-f]{64}", told)
    assert (code, anchor is not None) == (0, True)
    assert anchor is not None
    assert perenou(at_home, "audit", "verify", "--seal", anchor[0])[0] == 0
    subprocess.run([sys.executable, "-c", ALTER], env=at_home, check=True)
    code, told = perenou(at_home, "audit", "verify")
    assert code == 1
    assert "3" in told
