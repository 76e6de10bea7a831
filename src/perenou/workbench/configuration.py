"""What an installation is told by its environment, checked before anything starts."""

from __future__ import annotations

import os
import re
import secrets
from base64 import urlsafe_b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, unquote, urlsplit

from perenou.language.grammar import LANGUAGES
from perenou.registers.x_road import is_client, is_service
from perenou.services.call import NOBODY, Identity, is_safe
from perenou.services.scanner import is_place
from perenou.workbench.environment import NAMES

if TYPE_CHECKING:
    from perenou.language.grammar import Language

Network = IPv4Network | IPv6Network

_SERVICES: Final = {
    "population": "PERENOU_XTEE_POPULATION",
    "tax": "PERENOU_XTEE_TAX",
    "education": "PERENOU_XTEE_EDUCATION",
}
"""By register, the name that tells its service."""

LEVELS = ("low", "substantial", "high")
"""Levels of assurance of a sign-in, the lowest first."""

DATABASE_KINDS = ("sqlite", "postgresql", "postgres")


LOG_LEVELS: Final = ("debug", "info", "warning", "error")

SHORTEST_SECRET: Final = 50
SHORTEST_TOKEN: Final = 24
"""Characters."""

FEWEST_LETTERS: Final = 10
FEWEST_BYTES: Final = 8
"""Different ones in a secret and in a key; what is drawn has many more."""

_HOST: Final = re.compile(r"\.?[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\]")
"""A name or address without scheme, port and path; with a point before it, all names below it."""

_HERE: Final = "127.0.0.0/8,::1/128"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something of the environment that cannot be used.

    Attributes:
        name: of the environment. key: what is wrong and how to mend it, ``setting.wrong.KEY`` of
            the texts. what: the value or part of it, where that is no secret.
    """

    name: str
    key: str
    what: str = ""

    def text(self, language: Language) -> str:
        """What, where, and how to mend it."""
        from perenou.language.catalogue import Catalogue

        texts = Catalogue.load("perenou.workbench", "texts")
        slots = {"what": self.what} if self.what else {}
        return f"{self.name}: {texts.text(f'setting.wrong.{self.key}', language, **slots)}"


class ConfigurationError(ValueError):
    """Some values of the environment cannot be used; says which, why, and how to mend each."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(each.text("en") for each in problems))
        self.problems = tuple(problems)

    def text(self, language: Language) -> str:
        """Every problem on a line of its own."""
        return "\n".join(each.text(language) for each in self.problems)


@dataclass(frozen=True, slots=True)
class SignIn:
    """The issuer of an OpenID Connect sign-in and who we are there.

    Attributes:
        issuer: as it names itself in its tokens. discovery: address of the document that tells its
            other addresses. methods: ways of signing in that are taken (``amr``); empty: any.
        level: the lowest level of assurance that is taken (``acr``). is_level_told: whether the
            operator asks for it, so that a token which tells none is not taken. roles: the claim
            that tells somebody's roles; empty: they are given here.
    """

    issuer: str
    client: str
    secret: str
    discovery: str
    methods: tuple[str, ...]
    level: str
    roles: str = ""
    is_level_told: bool = False


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
class Registers:
    """Registers that officials may ask over X-tee, through one's security server.

    Attributes:
        server: its address. client: our subsystem, ``EE/GOV/code/subsystem``. services: by register
            (``registers.saying``) its service; one that is not there is off. seconds: until which
            a register must have answered. identity: how the program and the server know each other.
    """

    server: str
    client: str
    services: tuple[tuple[str, str], ...]
    seconds: int
    identity: Identity = NOBODY


@dataclass(frozen=True, slots=True)
class Documents:
    """A document register that finished acts may be handed to.

    Attributes:
        series, access: of which a form of handing in begins: the series, and the ground on which an
            act is not public. seconds: until which it must have answered.
    """

    address: str
    key: str
    series: str
    access: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Configuration:
    """An installation.

    Attributes:
        production: whether it is in use. data: folder of what SQLite and files need. database: its
            address, or empty for SQLite in ``data``. secret: signs sessions. keys: encrypt personal
            data; the first one writes, all read. hash_keys: make what people are found by and seal
            the audit trail; the first one writes, all are looked for. hosts: names that it answers
            to. https: whether it is reached that way only.
        demo: whether invented data and accounts are loaded. sign_in: None for local accounts only.
        proxies: how many proxies of one's own stand before it, each of which adds the address that
            it was asked from. requests: that one person or address may make in a minute.
            upload_mb: that one person may bring as files in a day. scanner: that is asked whether
            they are harmful; empty: none. is_open: whether anybody may ask over HTTP, without a
            token, what concerns no stored data.
            session_minutes: of silence that end a session; warning_minutes: how long before the
            page warns. passwords: whether local passwords are taken. failures: of a sign-in that
            lock an account or slow an address; lock_minutes: for how long. deletes_daily: whether
            what is past its time is deleted every day.
            log_level: of ``LOG_LEVELS``. observers: networks that health and metrics are told to;
            observer_token: tells them to others, too, unless empty.
        model: that may propose; None: no machine is asked anything. registers: that may be asked
            about people of a case; None: none. documents: register that takes finished acts; None:
            none.
    """

    production: bool
    data: Path
    database: str
    secret: str
    keys: tuple[str, ...]
    hash_keys: tuple[str, ...]
    hosts: tuple[str, ...]
    https: bool
    demo: bool
    sign_in: SignIn | None
    proxies: int
    requests: int
    upload_mb: int
    scanner: str
    is_open: bool
    session_minutes: int
    warning_minutes: int
    passwords: bool
    failures: int
    lock_minutes: int
    deletes_daily: bool
    log_level: str
    observers: tuple[Network, ...]
    observer_token: str
    model: Model | None = None
    registers: Registers | None = None
    documents: Documents | None = None


def read(environment: Mapping[str, str] | None = None) -> Configuration:
    """The configuration that an environment tells.

    In production (``PERENOU_PRODUCTION=1``) secrets must be given; elsewhere they are made once
    and kept in the data folder.

    Raises:
        ConfigurationError: values are missing or cannot be used.
    """
    told = os.environ if environment is None else environment
    problems = [*_strange(told)]
    production = _flag(told, "PERENOU_PRODUCTION", False, problems)
    data = Path(told.get("PERENOU_DATA") or "perenou-data").absolute()
    secret, keys = told.get("PERENOU_SECRET", ""), _listed(told, "PERENOU_KEYS")
    if production:
        if len(secret) < SHORTEST_SECRET:
            problems.append(Problem("PERENOU_SECRET", "secret", str(SHORTEST_SECRET)))
        elif len(set(secret)) < FEWEST_LETTERS:
            problems.append(Problem("PERENOU_SECRET", "guessed"))
        if not keys:
            problems.append(Problem("PERENOU_KEYS", "no_key"))
    elif not secret or not keys:
        try:
            kept = _kept_secrets(data)
        except (OSError, ValueError):
            problems.append(Problem("PERENOU_DATA", "unwritable", str(data)))
        else:
            secret, keys = secret or kept[0], keys or (kept[1],)
    hash_keys = _listed(told, "PERENOU_HASH_KEYS") or keys[-1:]
    for name, those in (("PERENOU_KEYS", keys), ("PERENOU_HASH_KEYS", hash_keys)):
        problems += [
            Problem(name, "key", str(at)) for at, key in enumerate(those, 1)
            if not _is_key(key) and not (name == "PERENOU_HASH_KEYS" and key in keys)
        ]  # fmt: skip
        if production and any(_is_guessed(key) for key in those):
            problems.append(Problem(name, "guessed"))
    hosts = _listed(told, "PERENOU_HOSTS")
    problems += [
        Problem("PERENOU_HOSTS", "host", each[:60]) for each in hosts if not _HOST.fullmatch(each)
    ]
    if production and not hosts:
        problems.append(Problem("PERENOU_HOSTS", "hosts"))
    database = told.get("DATABASE_URL", "")
    if database and urlsplit(database).scheme not in DATABASE_KINDS:
        problems.append(Problem("DATABASE_URL", "database"))
    demo = _flag(told, "PERENOU_DEMO", not production, problems)
    if production and demo:
        problems.append(Problem("PERENOU_DEMO", "demo"))
    token = told.get("PERENOU_OBSERVER_TOKEN", "").strip()
    if 0 < len(token) < SHORTEST_TOKEN:
        problems.append(Problem("PERENOU_OBSERVER_TOKEN", "token", str(SHORTEST_TOKEN)))
    minutes = _whole(told, "PERENOU_SESSION_MINUTES", 30, problems, least=1, most=720)
    warning = _whole(told, "PERENOU_SESSION_WARNING", min(5, minutes), problems, least=1, most=720)
    if warning > minutes:
        problems.append(Problem("PERENOU_SESSION_WARNING", "warning", str(minutes)))
    sign_in = _sign_in(told, problems)
    # Beside a sign-in by two proofs a password would be the weaker way in.
    passwords = _flag(told, "PERENOU_PASSWORDS", not (production and sign_in), problems)
    if not passwords and sign_in is None:
        problems.append(Problem("PERENOU_PASSWORDS", "no_way_in"))
    problems += _elsewhere(told)
    level = told.get("PERENOU_LOG_LEVEL", "").strip().lower()
    if level and level not in LOG_LEVELS:
        problems.append(Problem("PERENOU_LOG_LEVEL", "choice", ", ".join(LOG_LEVELS)))
    scanner = told.get("PERENOU_SCANNER", "").strip()
    if scanner and not is_place(scanner):
        problems.append(Problem("PERENOU_SCANNER", "place", scanner[:60]))
    found = Configuration(
        production=production,
        data=data,
        database=database,
        secret=secret,
        keys=keys,
        hash_keys=hash_keys,
        hosts=hosts or ("localhost", "127.0.0.1", "[::1]"),
        https=_flag(told, "PERENOU_HTTPS", production, problems),
        demo=demo,
        sign_in=sign_in,
        proxies=_whole(told, "PERENOU_PROXIES", 0, problems),
        requests=_whole(told, "PERENOU_REQUESTS", 300, problems, least=1),
        upload_mb=_whole(told, "PERENOU_UPLOAD_MB", 1000, problems, least=1),
        scanner=scanner,
        is_open=_flag(told, "PERENOU_OPEN_INTERFACE", False, problems),
        session_minutes=minutes,
        warning_minutes=warning,
        passwords=passwords,
        failures=_whole(told, "PERENOU_SIGN_IN_FAILURES", 5, problems, least=1, most=100),
        lock_minutes=_whole(told, "PERENOU_SIGN_IN_LOCK", 15, problems, least=1, most=1440),
        deletes_daily=_flag(told, "PERENOU_DELETE_DAILY", False, problems),
        log_level=level or ("info" if production else "warning"),
        observers=tuple(_networks(told, problems)),
        observer_token=token,
        model=_model(told, problems),
        registers=_registers(told, problems),
        documents=_documents(told, problems),
    )
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


def _is_guessed(key: str) -> bool:
    """Whether a key was typed and not drawn."""
    try:
        return len(set(urlsafe_b64decode(key))) < FEWEST_BYTES
    except ValueError:
        return False  # it is no key at all, which is told already


def _strange(told: Mapping[str, str]) -> list[Problem]:
    """Names that look like ours and are not: a slip of the pen would go unheard."""
    found = []
    for name in told:
        if name.startswith("PERENOU_") and name not in NAMES:
            near = get_close_matches(name, NAMES, 1, cutoff=0.8)
            found.append(Problem(name, "name", near[0]) if near else Problem(name, "no_name"))
    return found


def _elsewhere(told: Mapping[str, str]) -> Iterator[Problem]:
    """What is wrong with settings that the other rooms read by themselves."""
    for name in ("PERENOU_GAZETTE", "PERENOU_EURLEX"):
        address = told.get(name, "").strip()
        if address and not is_safe(address):
            yield Problem(name, "safe")
    metrics = told.get("PERENOU_METRICS", "").strip()
    if metrics and not Path(metrics).is_dir():
        yield Problem("PERENOU_METRICS", "folder", metrics[:80])
    for name in ("PERENOU_STORE", "PERENOU_CACHE"):
        folder = told.get(name, "").strip()
        if folder and not _can_be_made(Path(folder).absolute()):
            yield Problem(name, "unwritable", folder[:80])
    language = told.get("PERENOU_LANG", "").strip()
    if language and language not in LANGUAGES:
        yield Problem("PERENOU_LANG", "choice", ", ".join(LANGUAGES))


def _can_be_made(folder: Path) -> bool:
    """Whether a folder is there to write to, or can be made in one that is."""
    there = next(each for each in (folder, *folder.parents) if each.exists())
    return there.is_dir() and os.access(there, os.W_OK)


def _listed(told: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(filter(None, (each.strip() for each in told.get(name, "").split(","))))


def _networks(told: Mapping[str, str], problems: list[Problem]) -> list[Network]:
    found = []
    for each in _listed(told, "PERENOU_OBSERVERS") or tuple(_HERE.split(",")):
        try:
            found.append(ip_network(each))
        except ValueError:
            problems.append(Problem("PERENOU_OBSERVERS", "network", each[:60]))
    return found


def _flag(told: Mapping[str, str], name: str, default: bool, problems: list[Problem]) -> bool:
    text = told.get(name, "").strip().lower()
    if text in ("1", "yes", "true"):
        return True
    if text in ("0", "no", "false"):
        return False
    if text:
        problems.append(Problem(name, "flag", text[:60]))
    return default


def _sign_in(told: Mapping[str, str], problems: list[Problem]) -> SignIn | None:
    names = ("PERENOU_OIDC_ISSUER", "PERENOU_OIDC_CLIENT", "PERENOU_OIDC_SECRET")
    values = [told.get(name, "").strip() for name in names]
    if not any(values):
        more = ("DISCOVERY", "METHODS", "LEVEL", "ROLES")
        problems += [
            Problem(f"PERENOU_OIDC_{each}", "no_issuer")
            for each in more if told.get(f"PERENOU_OIDC_{each}", "").strip()
        ]  # fmt: skip
        return None
    problems += [
        Problem(name, "three") for name, value in zip(names, values, strict=True) if not value
    ]
    issuer = values[0].rstrip("/")
    discovery = told.get("PERENOU_OIDC_DISCOVERY", "").strip()
    for name, address in ((names[0], issuer), ("PERENOU_OIDC_DISCOVERY", discovery)):
        if address and not is_safe(address):
            problems.append(Problem(name, "safe"))
    methods = tuple(filter(None, told.get("PERENOU_OIDC_METHODS", "").replace(",", " ").split()))
    asked = told.get("PERENOU_OIDC_LEVEL", "").strip().lower()
    level = asked or "substantial"
    if level not in LEVELS:
        problems.append(Problem("PERENOU_OIDC_LEVEL", "choice", ", ".join(LEVELS)))
    discovery = discovery or f"{issuer}/.well-known/openid-configuration"
    roles = told.get("PERENOU_OIDC_ROLES", "").strip()
    return SignIn(issuer, values[1], values[2], discovery, methods, level, roles, bool(asked))


def _model(told: Mapping[str, str], problems: list[Problem]) -> Model | None:
    names = ("PERENOU_MODEL_ADDRESS", "PERENOU_MODEL_NAME")
    address, name = (told.get(each, "").strip() for each in names)
    if not address and not name:
        return None
    if not address or not name:
        problems.append(Problem(names[1] if address else names[0], "pair"))
    elif not is_safe(address):
        problems.append(Problem(names[0], "safe"))
    seconds = _whole(told, "PERENOU_MODEL_SECONDS", 20, problems, least=1)
    return Model(address, name, told.get("PERENOU_MODEL_KEY", "").strip(), seconds)


def _registers(told: Mapping[str, str], problems: list[Problem]) -> Registers | None:
    names = ("PERENOU_XTEE_SERVER", "PERENOU_XTEE_CLIENT")
    server, client = (told.get(each, "").strip() for each in names)
    services = []
    for register, name in _SERVICES.items():
        if service := told.get(name, "").strip():
            services.append((register, service))
            if not is_service(service):
                problems.append(Problem(name, "service", service[:80]))
    seconds = _whole(told, "PERENOU_XTEE_SECONDS", 5, problems, least=1, most=60)
    identity = _identity(told, problems)
    if not server and not client and not services:
        return None
    if not server or not client or not services:
        lacking = [name for name, value in zip(names, (server, client), strict=True) if not value]
        problems += [Problem(name, "registers") for name in lacking or [*_SERVICES.values()][:1]]
    if server and not is_safe(server):
        problems.append(Problem(names[0], "safe"))
    if client and not is_client(client):
        problems.append(Problem(names[1], "client", client[:80]))
    return Registers(server, client, tuple(services), seconds, identity)


def _identity(told: Mapping[str, str], problems: list[Problem]) -> Identity:
    certificate, key = "PERENOU_XTEE_CERTIFICATE", "PERENOU_XTEE_CERTIFICATE_KEY"
    authority = "PERENOU_XTEE_AUTHORITY"
    files = {name: told.get(name, "").strip() for name in (certificate, key, authority)}
    if bool(files[certificate]) != bool(files[key]):
        problems.append(Problem(key if files[certificate] else certificate, "certificate_pair"))
        return NOBODY
    found = Identity(files[certificate], files[key], files[authority])
    for name, each in (
        (certificate, Identity(found.certificate, found.key)),
        (authority, Identity(authority=found.authority)),
    ):
        try:
            each.context()
        except OSError:
            problems.append(Problem(name, "certificate", files[name][:80]))
    return found


def _documents(told: Mapping[str, str], problems: list[Problem]) -> Documents | None:
    name = "PERENOU_DOCUMENT_REGISTER"
    address, key, series, access = (
        told.get(each, "").strip()
        for each in (
            name, "PERENOU_DOCUMENT_REGISTER_KEY", "PERENOU_DOCUMENT_REGISTER_SERIES",
            "PERENOU_DOCUMENT_REGISTER_ACCESS",
        )
    )  # fmt: skip
    seconds = _whole(told, "PERENOU_DOCUMENT_REGISTER_SECONDS", 15, problems, least=1, most=60)
    if not address:
        if key or series or access:
            problems.append(Problem(name, "lacking"))
        return None
    if not is_safe(address):
        problems.append(Problem(name, "safe"))
    return Documents(address, key, series, access, seconds)


def _whole(
    told: Mapping[str, str], name: str, default: int, problems: list[Problem],
    *, least: int = 0, most: int = 10**8,
) -> int:  # fmt: skip
    text = told.get(name, "").strip()
    if not text:
        return default
    if text.isdecimal() and len(text) < 9 and least <= int(text) <= most:
        return int(text)
    if most < 10**8:
        problems.append(Problem(name, "between", f"{least}–{most}"))
    else:
        problems.append(Problem(name, "whole" if least == 0 else "positive", text[:60]))
    return default
