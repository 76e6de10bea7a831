"""The only place that encrypts, and that makes a secret findable without telling it."""

from __future__ import annotations

import hmac
import zlib
from functools import lru_cache
from hashlib import sha256
from typing import Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

_DIGEST: Final = b"perenou findable"
_CHAIN: Final = b"perenou audit chain"
_PSEUDONYM: Final = b"perenou pseudonyms"


class UnreadableError(Exception):
    """Something was encrypted with a key that this installation does not have."""


def encrypted(text: str) -> str:
    """A text that only the installation's keys can read again."""
    return _cipher(settings.CONFIGURATION.keys).encrypt(zlib.compress(text.encode(), 6)).decode()


def decrypted(token: str) -> str:
    """A text encrypted earlier, with any of the keys.

    Raises:
        UnreadableError: none of the keys fits, or the text was altered.
    """
    try:
        return zlib.decompress(_cipher(settings.CONFIGURATION.keys).decrypt(token)).decode()
    except (InvalidToken, zlib.error):
        raise UnreadableError("PERENOU_KEYS holds no key that reads this") from None


def findable(text: str) -> str:
    """What stands for a text in an index: equal texts give equal digests, which tell nothing.

    It is made with the last key, the one that is never the first to go when keys change.
    """
    return _keyed(_DIGEST, " ".join(text.casefold().split()))


def pseudonym_key() -> bytes:
    """The key with which names are made that stand for people and never change."""
    return bytes.fromhex(_keyed(_PSEUDONYM, "key"))


def chained(text: str) -> str:
    """The seal of a link of the audit trail, which nobody without the key can make anew."""
    return _keyed(_CHAIN, text)


def _keyed(purpose: bytes, text: str) -> str:
    key = hmac.new(settings.CONFIGURATION.keys[-1].encode(), purpose, sha256).digest()
    return hmac.new(key, text.encode(), sha256).hexdigest()


@lru_cache(maxsize=4)
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])
