"""What the environment tells: every wrong value is explained, and every name is known."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Final

import pytest
from tests.services.certificates import Authority

from perenou.cli.app import run
from perenou.cli.operations import start_of
from perenou.language.catalogue import Catalogue
from perenou.language.grammar import LANGUAGES
from perenou.services.call import Identity
from perenou.workbench.configuration import Configuration, ConfigurationError, read
from perenou.workbench.environment import NAMES, SETTINGS

SOURCE: Final = Path(__file__).resolve().parents[2] / "src" / "perenou"
KEY: Final = base64.urlsafe_b64encode(bytes(range(32))).decode()
GOOD: Final = {
    "PERENOU_PRODUCTION": "1", "PERENOU_SECRET": "abcdefghij" * 5, "PERENOU_KEYS": KEY,
    "PERENOU_HOSTS": "perenou.example",
}  # fmt: skip


def configuration(**told: str) -> Configuration:
    return read(GOOD | told)


def wrong(**told: str) -> set[tuple[str, str]]:
    with pytest.raises(ConfigurationError) as caught:
        configuration(**told)
    return {(each.name, each.key) for each in caught.value.problems}


def test_in_use_everything_is_strict_unless_told_otherwise() -> None:
    found = configuration()
    assert (found.production, found.https, found.demo, found.is_open) == (True, True, False, False)
    assert (found.log_level, found.session_minutes, found.warning_minutes) == ("info", 30, 5)
    assert found.hash_keys == (KEY,)
    assert [str(each) for each in found.observers] == ["127.0.0.0/8", "::1/128"]


@pytest.mark.parametrize(
    ("name", "value", "key"),
    [
        ("PERENOU_PRODUCTION", "perhaps", "flag"),
        ("PERENOU_SECRET", "short", "secret"),
        ("PERENOU_KEYS", "", "no_key"),
        ("PERENOU_KEYS", f"{KEY},nonsense", "key"),
        ("PERENOU_HASH_KEYS", "nonsense", "key"),
        ("PERENOU_HOSTS", "", "hosts"),
        ("PERENOU_DEMO", "1", "demo"),
        ("PERENOU_SECRET", "a" * 72, "guessed"),
        ("PERENOU_KEYS", base64.urlsafe_b64encode(bytes(32)).decode(), "guessed"),
        ("PERENOU_HOSTS", "https://perenou.example/", "host"),
        ("PERENOU_HOSTS", "perenou.example:8000", "host"),
        ("PERENOU_HOSTS", "*", "host"),
        ("PERENOU_GAZETTE", "foo", "safe"),
        ("PERENOU_EURLEX", "http://elsewhere.example", "safe"),
        ("PERENOU_METRICS", "/no/such/folder", "folder"),
        ("PERENOU_STORE", "/dev/null/x", "unwritable"),
        ("PERENOU_LANG", "de", "choice"),
        ("PERENOU_OIDC_METHODS", "idcard", "no_issuer"),
        ("PERENOU_NONSENSE", "1", "no_name"),
        ("DATABASE_URL", "mysql://x", "database"),
        ("PERENOU_PROXIES", "one", "whole"),
        ("PERENOU_REQUESTS", "0", "positive"),
        ("PERENOU_SESSION_MINUTES", "721", "between"),
        ("PERENOU_SESSION_WARNING", "61", "warning"),
        ("PERENOU_LOG_LEVEL", "loud", "choice"),
        ("PERENOU_OBSERVERS", "10.0.0.0/99", "network"),
        ("PERENOU_OBSERVER_TOKEN", "short", "token"),
        ("PERENOU_OIDC_ISSUER", "https://tara.example", "three"),
        ("PERENOU_OIDC_LEVEL", "", ""),
        ("PERENOU_SESION_MINUTES", "60", "name"),
        ("PERENOU_XTEE_SECONDS", "61", "between"),
        ("PERENOU_DOCUMENT_REGISTER", "http://dhs.example", "safe"),
    ],
)
def test_a_wrong_value_is_named_with_what_is_wrong(name: str, value: str, key: str) -> None:
    if key:
        told = {each for each in wrong(**{name: value}) if key != "three" or each[1] == "three"}
        names = {"PERENOU_OIDC_CLIENT", "PERENOU_OIDC_SECRET"} if key == "three" else {name}
        assert (names, {key}) <= ({each[0] for each in told}, {each[1] for each in told})
    else:
        configuration(**{name: value})


def test_a_sign_in_in_clear_over_the_network_is_refused() -> None:
    told = {"PERENOU_OIDC_CLIENT": "c", "PERENOU_OIDC_SECRET": "s"}
    clear = "http://tara.example"
    assert wrong(PERENOU_OIDC_ISSUER=clear, **told) == {("PERENOU_OIDC_ISSUER", "safe")}
    issuer = {"PERENOU_OIDC_ISSUER": "https://tara.example"}
    assert wrong(PERENOU_OIDC_DISCOVERY=clear, **issuer, **told) == {
        ("PERENOU_OIDC_DISCOVERY", "safe")
    }


def test_a_folder_that_cannot_be_made_is_told_without_a_traceback() -> None:
    with pytest.raises(ConfigurationError) as caught:
        read({"PERENOU_DATA": "/dev/null/perenou"})
    assert [(each.name, each.key) for each in caught.value.problems] == [
        ("PERENOU_DATA", "unwritable")
    ]


XTEE: Final = {
    "PERENOU_XTEE_SERVER": "https://turvaserver.example", "PERENOU_XTEE_CLIENT": "EE/GOV/1/perenou",
    "PERENOU_XTEE_TAX": "EE/GOV/2/maks/palk",
}  # fmt: skip


def test_each_register_is_switched_on_by_itself_and_none_without_the_rest() -> None:
    found = configuration(**XTEE).registers
    assert found is not None
    assert (found.services, found.seconds) == ((("tax", "EE/GOV/2/maks/palk"),), 5)
    assert configuration().registers is None
    for name in XTEE:
        lacking = {key: value for key, value in XTEE.items() if key != name}
        named = name if name != "PERENOU_XTEE_TAX" else "PERENOU_XTEE_POPULATION"
        assert wrong(**lacking) == {(named, "registers")}
    for name, value, key in (
        ("PERENOU_XTEE_SERVER", "http://turvaserver.example", "safe"),
        ("PERENOU_XTEE_CLIENT", "perenou", "client"),
        ("PERENOU_XTEE_TAX", "EE/GOV/2", "service"),
        ("PERENOU_XTEE_AUTHORITY", "/nonexistent", "certificate"),
    ):
        assert wrong(**XTEE | {name: value}) == {(name, key)}


def test_in_use_a_password_is_not_taken_beside_the_states_sign_in() -> None:
    oidc = {
        "PERENOU_OIDC_ISSUER": "https://tara.example", "PERENOU_OIDC_CLIENT": "c",
        "PERENOU_OIDC_SECRET": "s",
    }  # fmt: skip
    assert configuration().passwords
    assert not configuration(**oidc).passwords
    assert configuration(**oidc, PERENOU_PASSWORDS="1").passwords
    assert wrong(PERENOU_PASSWORDS="0") == {("PERENOU_PASSWORDS", "no_way_in")}


def test_a_certificate_is_told_with_its_key_and_both_are_read_before_anything_starts(
    tmp_path: Path,
) -> None:
    authority = Authority(tmp_path, "authority")
    own, other = authority.vouched("perenou"), authority.vouched("another")
    certificate, key = "PERENOU_XTEE_CERTIFICATE", "PERENOU_XTEE_CERTIFICATE_KEY"
    told = {certificate: own.certificate, key: own.key, "PERENOU_XTEE_AUTHORITY": authority.file}
    found = configuration(**XTEE, **told).registers
    assert found is not None
    assert found.identity == Identity(own.certificate, own.key, authority.file)
    assert wrong(**XTEE, **{certificate: own.certificate}) == {(key, "certificate_pair")}
    assert wrong(**XTEE, **{key: own.key}) == {(certificate, "certificate_pair")}
    assert wrong(**XTEE, **told | {key: other.key}) == {(certificate, "certificate")}


def test_a_document_register_without_an_address_is_a_slip() -> None:
    assert configuration().documents is None
    told = {"PERENOU_DOCUMENT_REGISTER_SERIES": "5.2-2"}
    assert wrong(**told) == {("PERENOU_DOCUMENT_REGISTER", "lacking")}
    found = configuration(PERENOU_DOCUMENT_REGISTER="https://dhs.example", **told).documents
    assert found is not None
    assert (found.series, found.seconds) == ("5.2-2", 15)


def test_every_wrong_value_is_told_at_once_and_no_secret_with_it() -> None:
    told = wrong(PERENOU_SECRET="hush", PERENOU_HOSTS="", PERENOU_PROXIES="x")
    assert {name for name, _ in told} == {"PERENOU_SECRET", "PERENOU_HOSTS", "PERENOU_PROXIES"}
    for language in LANGUAGES:
        with pytest.raises(ConfigurationError) as caught:
            configuration(PERENOU_SECRET="hush", PERENOU_KEYS="my-own-key")
        assert "hush" not in caught.value.text(language)
        assert "my-own-key" not in caught.value.text(language)


def test_a_slip_of_the_pen_is_answered_with_the_right_name() -> None:
    with pytest.raises(ConfigurationError, match="Did you mean PERENOU_OBSERVERS"):
        configuration(PERENOU_OBSERVRES="10.0.0.0/8")


def test_every_name_that_is_read_stands_in_the_table_and_no_other() -> None:
    code = "".join(
        path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py")
        if path.name != "environment.py"
    )  # fmt: skip
    read_by_us = set(re.findall(r'"(PERENOU_[A-Z_]+|DATABASE_URL)"', code))
    assert read_by_us == NAMES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_setting_and_every_fault_has_words(language: str) -> None:
    texts = Catalogue.load("perenou.workbench", "texts")
    keys = {key for key in texts.templates(language) if key.startswith("setting.")}  # type: ignore[arg-type]
    code = (SOURCE / "workbench" / "configuration.py").read_text(encoding="utf-8")
    faults = set(re.findall(r'Problem\([^()]*?, "([a-z_]+)"', code)) | {"whole", "positive"}
    ours = (SOURCE / "cli" / "operations.py").read_text(encoding="utf-8")
    faults |= set(re.findall(r'Problem\([^()]*?, "([a-z_]+)"', ours))
    wanted = {f"setting.{each.name}" for each in SETTINGS}
    wanted |= {f"setting.group.{each.group}" for each in SETTINGS}
    wanted |= {f"setting.wrong.{each}" for each in faults}
    assert keys == wanted


def test_the_command_explains_and_leaves_with_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERENOU_PROXIES", "üks")
    assert run(["config", "check"]) == 1
    assert "PERENOU_PROXIES: „üks“ ei ole täisarv" in capsys.readouterr().out
    assert run(["serve", "--lang", "en"]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("Traceback")) == ("", 0)
    assert "“üks” is no whole number" in err


@pytest.mark.django_db
def test_the_command_tells_what_was_given_but_no_secret(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERENOU_SECRET", "a secret that nobody reads, of more than fifty letters")
    assert run(["config", "check", "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert re.search(r"PERENOU_SECRET +\(a secret\)", told)
    assert "nobody reads" not in told


def test_the_first_link_is_opened_where_the_workbench_answers() -> None:
    told = configuration(PERENOU_HOSTS="desk.example")
    assert start_of(told, 8000) == "https://desk.example"
    plain = configuration(PERENOU_PRODUCTION="0", PERENOU_HOSTS="")
    assert start_of(plain, 8000) == "http://localhost:8000"
