"""The workbench's settings with secrets that are no secrets, for the tests and the type checker."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("PERENOU_DATA", tempfile.mkdtemp(prefix="perenou-"))
os.environ.setdefault("PERENOU_SECRET", "a secret of the tests that keeps nothing secret at all")
os.environ.setdefault("PERENOU_KEYS", "dGVzdHMgb25seTogdGhpcyBrZWVwcyBubyBzZWNyZXQ=")
os.environ.setdefault("PERENOU_DEMO", "0")
os.environ.setdefault("PERENOU_REQUESTS", "1000000")
# A model that is never there, so that its page is walked over like every other.
os.environ.setdefault("PERENOU_MODEL_ADDRESS", "http://127.0.0.1:9/v1")
os.environ.setdefault("PERENOU_MODEL_NAME", "nobody")
# Nor are registers and the document register, whose pages are walked over, too.
os.environ.setdefault("PERENOU_XTEE_SERVER", "http://127.0.0.1:9")
os.environ.setdefault("PERENOU_XTEE_CLIENT", "EE/GOV/1/perenou")
os.environ.setdefault("PERENOU_XTEE_POPULATION", "EE/GOV/1/register/people")
os.environ.setdefault("PERENOU_XTEE_TAX", "EE/GOV/1/register/tax")
os.environ.setdefault("PERENOU_XTEE_EDUCATION", "EE/GOV/1/register/studies")
os.environ.setdefault("PERENOU_DOCUMENT_REGISTER", "http://127.0.0.1:9/documents")
# No test reads or writes the acts of whoever runs it.
os.environ.setdefault("PERENOU_STORE", f"{os.environ['PERENOU_DATA']}/no store")

from perenou.workbench.settings import *  # noqa: F403

# The tests sign in often; a slow hash would only slow them.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Each client of a test would look through all static files first, as a process in use does once.
WHITENOISE_AUTOREFRESH = True

# A file, as in use: in memory, threads would share one connection and its locks.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":  # noqa: F405
    DATABASES["default"]["TEST"] = {  # noqa: F405
        "NAME": str(CONFIGURATION.data / "test.sqlite3"),  # noqa: F405
        # Tables are made as they are now. Each process would take seconds to come there by all
        # migrations, which are run on PostgreSQL and by the tests of an installation.
        "MIGRATE": False,
    }
