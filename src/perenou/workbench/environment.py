"""Every name of the environment that an installation is told by, as a table.

``configuration`` reads them, ``perenou config check`` explains what is wrong with them, and the
page ``docs/settings.md`` is made from them. What a name says stands in the texts, as
``setting.NAME``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Setting:
    """A name of the environment.

    Attributes:
        name: as it is told. group: key of what it belongs to, ``setting.group.KEY``. default: what
            counts where it is not told, as it would be written; empty: nothing. is_secret: whether
            its value must never be shown.
    """

    name: str
    group: str
    default: str = ""
    is_secret: bool = False


SETTINGS: Final = (
    Setting("PERENOU_PRODUCTION", "installation", "0"),
    Setting("PERENOU_DATA", "installation", "perenou-data"),
    Setting("DATABASE_URL", "installation", "sqlite", is_secret=True),
    Setting("PERENOU_HOSTS", "installation", "localhost,127.0.0.1,[::1]"),
    Setting("PERENOU_HTTPS", "installation", "= PERENOU_PRODUCTION"),
    Setting("PERENOU_DEMO", "installation", "= not PERENOU_PRODUCTION"),
    Setting("PERENOU_STORE", "installation", "~/.local/share/perenou"),
    Setting("PERENOU_SECRET", "keys", is_secret=True),
    Setting("PERENOU_KEYS", "keys", is_secret=True),
    Setting("PERENOU_HASH_KEYS", "keys", "= the last of PERENOU_KEYS", is_secret=True),
    Setting("PERENOU_PROXIES", "limits", "0"),
    Setting("PERENOU_REQUESTS", "limits", "300"),
    Setting("PERENOU_UPLOAD_MB", "limits", "1000"),
    Setting("PERENOU_SCANNER", "limits"),
    Setting("PERENOU_OPEN_INTERFACE", "limits", "0"),
    Setting("PERENOU_DELETE_DAILY", "limits", "0"),
    Setting("PERENOU_SESSION_MINUTES", "sessions", "30"),
    Setting("PERENOU_SESSION_WARNING", "sessions", "5"),
    Setting("PERENOU_SIGN_IN_FAILURES", "sessions", "5"),
    Setting("PERENOU_SIGN_IN_LOCK", "sessions", "15"),
    Setting("PERENOU_PASSWORDS", "sessions", "1, but 0 in production with PERENOU_OIDC_ISSUER"),
    Setting("PERENOU_OIDC_ISSUER", "sessions"),
    Setting("PERENOU_OIDC_CLIENT", "sessions"),
    Setting("PERENOU_OIDC_SECRET", "sessions", is_secret=True),
    Setting("PERENOU_OIDC_DISCOVERY", "sessions", "PERENOU_OIDC_ISSUER/.well-known/…"),
    Setting("PERENOU_OIDC_METHODS", "sessions"),
    Setting("PERENOU_OIDC_LEVEL", "sessions", "substantial"),
    Setting("PERENOU_OIDC_ROLES", "sessions"),
    Setting("PERENOU_LOG_LEVEL", "watching", "info in production, else warning"),
    Setting("PERENOU_OBSERVERS", "watching", "127.0.0.0/8,::1/128"),
    Setting("PERENOU_OBSERVER_TOKEN", "watching", is_secret=True),
    Setting("PERENOU_METRICS", "watching"),
    Setting("PERENOU_MODEL_ADDRESS", "model"),
    Setting("PERENOU_MODEL_NAME", "model"),
    Setting("PERENOU_MODEL_KEY", "model", is_secret=True),
    Setting("PERENOU_MODEL_SECONDS", "model", "20"),
    Setting("PERENOU_XTEE_SERVER", "registers"),
    Setting("PERENOU_XTEE_CLIENT", "registers"),
    Setting("PERENOU_XTEE_POPULATION", "registers"),
    Setting("PERENOU_XTEE_TAX", "registers"),
    Setting("PERENOU_XTEE_EDUCATION", "registers"),
    Setting("PERENOU_XTEE_SECONDS", "registers", "5"),
    Setting("PERENOU_XTEE_CERTIFICATE", "registers"),
    Setting("PERENOU_XTEE_CERTIFICATE_KEY", "registers"),
    Setting("PERENOU_XTEE_AUTHORITY", "registers"),
    Setting("PERENOU_DOCUMENT_REGISTER", "registers"),
    Setting("PERENOU_DOCUMENT_REGISTER_KEY", "registers", is_secret=True),
    Setting("PERENOU_DOCUMENT_REGISTER_SERIES", "registers"),
    Setting("PERENOU_DOCUMENT_REGISTER_ACCESS", "registers"),
    Setting("PERENOU_DOCUMENT_REGISTER_SECONDS", "registers", "15"),
    Setting("PERENOU_LANG", "command_line", "et"),
    Setting("PERENOU_CACHE", "command_line", "~/.cache/perenou"),
    Setting("PERENOU_GAZETTE", "command_line"),
    Setting("PERENOU_EURLEX", "command_line"),
)
"""In the order of the page that tells of them."""

NAMES: Final = frozenset(each.name for each in SETTINGS)
