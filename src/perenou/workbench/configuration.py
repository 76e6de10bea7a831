"""What an installation is told by its environment, checked before anything starts."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from perenou.services.call import is_safe

LEVELS = ("low", "substantial", "high")
"""Levels of assurance of a sign-in, the lowest first."""

DATABASE_KINDS = ("sqlite", "postgresql", "postgres")


class ConfigurationError(ValueError):
    """Some values of the environment cannot be used; says which, why, and how to mend each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class SignIn:
    """The issuer of an OpenID Connect sign-in and who we are there.

    Attributes:
        issuer: as it names itself in its tokens. discovery: address of the document that tells its
            other addresses. methods: ways of signing in that are taken (``amr``); empty: any.
        level: the lowest level of assurance that is taken (``acr``).
    """

    issuer: str
    client: str
    secret: str
    discovery: str
    methods: tuple[str, ...]
    level: str


@dataclass(frozen=True, slots=True)
class Model:
    """A language model that may propose, at an address that speaks OpenAI's protocol.

    Attributes:
        seconds: until which it must have answered.
    """

    address: str
    name: str
    key: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Configuration:
    """An installation.

    Attributes:
        data: folder of what SQLite and files need. database: its address, or empty for SQLite in
            ``data``. secret: signs sessions. keys: encrypt personal data; the first one writes,
            all read. hosts: names that it answers to. https: whether it is reached that way only.
        demo: whether invented data and accounts are loaded. sign_in: None for local accounts only.
        proxies: how many proxies of one's own stand before it, each of which adds the address that
            it was asked from. requests: that one person or address may make in a minute. is_open:
            whether anybody may ask over HTTP, without a token, what concerns no stored data.
        model: that may propose; None: no machine is asked anything.
    """

    data: Path
    database: str
    secret: str
    keys: tuple[str, ...]
    hosts: tuple[str, ...]
    https: bool
    demo: bool
    sign_in: SignIn | None
    proxies: int
    requests: int
    is_open: bool = False
    model: Model | None = None


def read(environment: Mapping[str, str] | None = None) -> Configuration:
    """The configuration that an environment tells.

    In production (``PERENOU_PRODUCTION=1``) secrets must be given; elsewhere they are made once
    and kept in the data folder.

    Raises:
        ConfigurationError: values are missing or cannot be used.
    """
    told = os.environ if environment is None else environment
    problems: list[str] = []
    production = _flag(told, "PERENOU_PRODUCTION", False, problems)
    data = Path(told.get("PERENOU_DATA") or "perenou-data").absolute()
    secret = told.get("PERENOU_SECRET", "")
    keys = tuple(filter(None, (key.strip() for key in told.get("PERENOU_KEYS", "").split(","))))
    if production:
        if len(secret) < 50:
            problems.append(
                "PERENOU_SECRET: must be at least 50 random characters in production; "
                "`perenou keys` prints one."
            )
        if not keys:
            problems.append("PERENOU_KEYS: no key is given; `perenou keys` prints one.")
    elif not secret or not keys:
        kept = _kept_secrets(data)
        secret, keys = secret or kept[0], keys or (kept[1],)
    hosts = tuple(filter(None, (h.strip() for h in told.get("PERENOU_HOSTS", "").split(","))))
    if production and not hosts:
        problems.append("PERENOU_HOSTS: name the hosts that people reach it by, with commas.")
    problems += [
        f"PERENOU_KEYS: key {at} is not 32 bytes in url-safe base64; `perenou keys` prints one."
        for at, key in enumerate(keys, 1)
        if not _is_key(key)
    ]
    database = told.get("DATABASE_URL", "")
    if database and urlsplit(database).scheme not in DATABASE_KINDS:
        problems.append("DATABASE_URL: must begin with sqlite:/// or postgresql://.")
    found = Configuration(
        data,
        database,
        secret,
        keys,
        hosts or ("localhost", "127.0.0.1", "[::1]"),
        _flag(told, "PERENOU_HTTPS", production, problems),
        _flag(told, "PERENOU_DEMO", not production, problems),
        _sign_in(told, problems),
        _whole(told, "PERENOU_PROXIES", 0, problems),
        _whole(told, "PERENOU_REQUESTS", 300, problems),
        _flag(told, "PERENOU_OPEN_INTERFACE", False, problems),
        _model(told, problems),
    )
    if production and found.demo:
        problems.append("PERENOU_DEMO: invented data are never loaded in production.")
    if problems:
        raise ConfigurationError(problems)
    return found


def database_settings(configuration: Configuration) -> dict[str, object]:
    """The database in the form that Django takes."""
    address = urlsplit(configuration.database)
    if address.scheme in ("postgresql", "postgres"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(address.path.removeprefix("/")),
            "USER": unquote(address.username or ""),
            "PASSWORD": unquote(address.password or ""),
            # A folder of a socket cannot stand where a host's name does.
            "HOST": parse_qs(address.query).get("host", [address.hostname or ""])[0],
            "PORT": str(address.port or ""),
            "CONN_MAX_AGE": 300,
            "CONN_HEALTH_CHECKS": True,
        }
    file = address.path.removeprefix("/") if configuration.database else ""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file or str(configuration.data / "perenou.sqlite3"),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }


def _kept_secrets(data: Path) -> tuple[str, str]:
    """A secret and a key, made when the data folder is first used and kept there."""
    file = data / "secrets"
    if not file.exists():
        from cryptography.fernet import Fernet

        data.mkdir(parents=True, exist_ok=True)
        made = f"{secrets.token_urlsafe(48)}\n{Fernet.generate_key().decode()}\n"
        new = data / f"secrets.{os.getpid()}"
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(made)
        try:
            os.link(new, file)
        except FileExistsError:
            pass
        finally:
            new.unlink()
    secret, key, *_ = file.read_text(encoding="ascii").split("\n")
    return secret, key


def _is_key(key: str) -> bool:
    from cryptography.fernet import Fernet

    try:
        Fernet(key)
    except ValueError:
        return False
    return True


def _flag(told: Mapping[str, str], name: str, default: bool, problems: list[str]) -> bool:
    text = told.get(name, "").strip().lower()
    if text in ("1", "yes", "true"):
        return True
    if text in ("0", "no", "false"):
        return False
    if text:
        problems.append(f"{name}: must be 1 or 0, not {text!r}.")
    return default


def _sign_in(told: Mapping[str, str], problems: list[str]) -> SignIn | None:
    names = ("PERENOU_OIDC_ISSUER", "PERENOU_OIDC_CLIENT", "PERENOU_OIDC_SECRET")
    values = [told.get(name, "").strip() for name in names]
    if not any(values):
        return None
    problems += [
        f"{name}: is needed with the other two." for name, v in zip(names, values, strict=True)
        if not v
    ]  # fmt: skip
    issuer = values[0].rstrip("/")
    discovery = told.get("PERENOU_OIDC_DISCOVERY", "").strip()
    methods = tuple(filter(None, told.get("PERENOU_OIDC_METHODS", "").replace(",", " ").split()))
    level = told.get("PERENOU_OIDC_LEVEL", "").strip().lower() or "substantial"
    if level not in LEVELS:
        problems.append(f"PERENOU_OIDC_LEVEL: must be one of {', '.join(LEVELS)}.")
    discovery = discovery or f"{issuer}/.well-known/openid-configuration"
    return SignIn(issuer, values[1], values[2], discovery, methods, level)


def _model(told: Mapping[str, str], problems: list[str]) -> Model | None:
    address, name = (told.get(f"PERENOU_MODEL_{each}", "").strip() for each in ("ADDRESS", "NAME"))
    if not address and not name:
        return None
    if not address or not name:
        problems.append("PERENOU_MODEL_ADDRESS, PERENOU_MODEL_NAME: each is needed with the other.")
    elif not is_safe(address):
        problems.append("PERENOU_MODEL_ADDRESS: must begin with https:// or be on this machine.")
    seconds = _whole(told, "PERENOU_MODEL_SECONDS", 20, problems)
    return Model(address, name, told.get("PERENOU_MODEL_KEY", "").strip(), seconds)


def _whole(told: Mapping[str, str], name: str, default: int, problems: list[str]) -> int:
    text = told.get(name, "").strip()
    if text and not (text.isdecimal() and len(text) < 9):
        problems.append(f"{name}: must be a whole number, not {text!r}.")
        return default
    return int(text) if text else default
