"""Which algorithms there are, in one place, with long keys, and written down."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from cryptography.fernet import Fernet
from django.apps import apps

from perenou.workbench.privacy.fields import EncryptedTextField

ROOT: Final = Path(__file__).resolve().parents[2]
WORKBENCH: Final = ROOT / "src" / "perenou" / "workbench"
GUIDE: Final = ROOT / "docs" / "operators.md"
BROKEN: Final = re.compile(r"\b(md5|sha1|des|rc4|ecb|pkcs1v15)\b", re.I)


def test_one_module_encrypts_and_hashes() -> None:
    using = {
        file.relative_to(WORKBENCH).as_posix() for file in WORKBENCH.rglob("*.py")
        if re.search(r"^\s*(from cryptography|import cryptography|import hmac|from hmac)",
                     file.read_text(encoding="utf-8"), re.M)
    }  # fmt: skip
    # The configuration only asks whether a key is one.
    assert using == {"privacy/crypto.py", "configuration.py"}


def test_no_algorithm_is_one_that_was_broken() -> None:
    for file in WORKBENCH.rglob("*.py"):
        assert not BROKEN.search(file.read_text(encoding="utf-8")), file


def test_a_key_is_256_bits_long_and_what_is_encrypted_cannot_be_altered_unseen() -> None:
    assert len(Fernet.generate_key()) == 44  # 32 bytes: one half encrypts, the other seals


def test_an_encrypted_column_has_no_length() -> None:
    columns = [
        each for model in apps.get_models() for each in model._meta.concrete_fields
        if isinstance(each, EncryptedTextField)
    ]  # fmt: skip
    assert len(columns) > 10
    assert all(each.max_length is None for each in columns)


def test_the_guide_names_every_algorithm() -> None:
    told = GUIDE.read_text(encoding="utf-8")
    for name in ("AES-128", "HMAC-SHA-256", "SHA-256", "PBKDF2", "TLS 1.2", "RS256"):
        assert name in told, name
