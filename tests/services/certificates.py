"""Certificates that a test makes for itself: an authority, and what it vouches for."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass(frozen=True)
class Files:
    """A certificate and its key as files."""

    certificate: str
    key: str


class Authority:
    """Somebody who vouches for others in a folder of a test."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name
        self._key = ec.generate_private_key(ec.SECP256R1())
        made = self._vouched(name, self._key, is_authority=True)
        self.file = str(folder / f"{name}.pem")
        Path(self.file).write_bytes(made.public_bytes(serialization.Encoding.PEM))

    def vouched(self, name: str) -> Files:
        """A certificate for a name."""
        key = ec.generate_private_key(ec.SECP256R1())
        made = self._vouched(name, key, is_authority=False)
        certificate, kept = (self._folder / f"{self._name}-{name}.{end}" for end in ("pem", "key"))
        certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
        kept.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )  # fmt: skip
        return Files(str(certificate), str(kept))

    def server(self) -> ssl.SSLContext:
        """A server on this machine that asks everybody for a certificate of this authority."""
        own = self.vouched("localhost")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(own.certificate, own.key)
        context.load_verify_locations(self.file)
        context.verify_mode = ssl.CERT_REQUIRED
        # Who is refused hears of it while shaking hands, and not at some moment after.
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        return context

    def _vouched(
        self, name: str, key: ec.EllipticCurvePrivateKey, *, is_authority: bool
    ) -> x509.Certificate:
        now = datetime.now(UTC)
        usage = x509.KeyUsage(
            digital_signature=True, key_cert_sign=is_authority, crl_sign=is_authority,
            content_commitment=False, key_encipherment=False, data_encipherment=False,
            key_agreement=False, encipher_only=False, decipher_only=False,
        )  # fmt: skip
        return (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
            .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, self._name)]))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(hours=1))
            .not_valid_after(now + timedelta(days=1))
            .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
            .add_extension(usage, critical=True)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
            .sign(self._key, hashes.SHA256())
        )
