"""Whether a signature of a container is that of its certificate's key, and of all that it claims.

Checked are the signature over what was signed, the digests of its own properties (the time that it
claims, the certificate that it means) and that the certificate was valid at that time. Who issued
the certificate, whether it had been revoked, and whether the time is right are *not*: that takes
the trust lists, OCSP answers and time stamps, which a validation service reads.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, Literal

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Verdict = Literal["intact", "forged", "out_of_time", "not_checked"]
"""That all of it holds; that the key did not make it, or not of this; that the certificate was not
valid at the time it claims; or that it is made in a way that cannot be checked here."""

DIGESTS: Final = {
    "http://www.w3.org/2001/04/xmlenc#sha256": "sha256",
    "http://www.w3.org/2001/04/xmldsig-more#sha384": "sha384",
    "http://www.w3.org/2001/04/xmlenc#sha512": "sha512",
}
_MORE: Final = "http://www.w3.org/2001/04/xmldsig-more#"
_HASHES: Final = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}
_INCLUSIVE: Final = (
    "http://www.w3.org/2006/12/xml-c14n11", "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
)  # fmt: skip
_EXCLUSIVE: Final = "http://www.w3.org/2001/10/xml-exc-c14n#"
_DS: Final = "{http://www.w3.org/2000/09/xmldsig#}"
_XML: Final = "{http://www.w3.org/XML/1998/namespace}"
_LONGEST: Final = 20_000
"""Letters of a value in base64."""


class _UncheckedError(Exception):
    """Something is written in a way that is not checked here."""


class _ForgedError(Exception):
    """Something does not hold."""


def verdicts(content: bytes) -> list[tuple[Verdict, str]]:
    """What is known of each signature of a file, in its order, and the time that it claims.

    Args:
        content: XML without a document type.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(content, parser)
    return [_judged(each) for each in root.iter(f"{_DS}Signature")]


def _judged(signature: Element) -> tuple[Verdict, str]:
    time = ""
    try:
        certificate = _certificate(signature)
        properties = _own_references(signature)
        time = _text(_one(properties, "SigningTime"))
        _means(properties, certificate)
        _made_by(signature, certificate)
        if not _valid_at(certificate, time):
            return "out_of_time", time
    except _ForgedError:
        return "forged", time
    except (_UncheckedError, UnsupportedAlgorithm, ValueError, binascii.Error):
        return "not_checked", time
    return "intact", time


def _certificate(signature: Element) -> x509.Certificate:
    held = signature.find(f"{_DS}KeyInfo/{_DS}X509Data/{_DS}X509Certificate")
    if held is None:
        raise _UncheckedError
    return x509.load_der_x509_certificate(_bytes(held))


def _own_references(signature: Element) -> Element:
    """The signed properties, once the digest of everything within the signature was found right."""
    found = None
    for reference in signature.iterfind(f"{_DS}SignedInfo/{_DS}Reference"):
        target = reference.get("URI", "")
        if not target.startswith("#"):
            continue  # a file of the container
        of = [each for each in signature.iter() if each.get("Id") == target[1:]]
        if len(of) != 1:
            raise _ForgedError  # nobody could say which one was signed
        methods = [*reference.iterfind(f"{_DS}Transforms/{_DS}Transform")]
        if len(methods) > 1:
            raise _UncheckedError
        text = _canonical(of[0], methods[0] if methods else None)
        if not _holds(reference, text):
            raise _ForgedError
        if _name(of[0]) == "SignedProperties":
            found = of[0]
    if found is None:
        raise _UncheckedError  # its time and certificate are not signed
    return found


def _means(properties: Element, certificate: x509.Certificate) -> None:
    """The certificate beside the signature is the one that was signed as meant."""
    meant = _one(properties, "CertDigest")
    told = certificate.public_bytes(Encoding.DER)
    if not _holds(meant, told):
        raise _ForgedError


def _made_by(signature: Element, certificate: x509.Certificate) -> None:
    signed, value = signature.find(f"{_DS}SignedInfo"), signature.find(f"{_DS}SignatureValue")
    if signed is None or value is None:
        raise _ForgedError
    method = _algorithm(signed.find(f"{_DS}SignatureMethod"))
    text = _canonical(signed, signed.find(f"{_DS}CanonicalizationMethod"))
    key, made = certificate.public_key(), _bytes(value)
    kind, _, name = method.removeprefix(_MORE).partition("-")
    algorithm = _HASHES.get(name)
    try:
        if isinstance(key, ec.EllipticCurvePublicKey) and kind == "ecdsa" and algorithm:
            half = len(made) // 2
            told = encode_dss_signature(int.from_bytes(made[:half]), int.from_bytes(made[half:]))
            key.verify(told, text, ec.ECDSA(algorithm))
        elif isinstance(key, rsa.RSAPublicKey) and kind == "rsa" and algorithm:
            key.verify(made, text, padding.PKCS1v15(), algorithm)
        else:
            raise _UncheckedError
    except InvalidSignature:
        raise _ForgedError from None


def _valid_at(certificate: x509.Certificate, time: str) -> bool:
    moment = datetime.fromisoformat(time)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return certificate.not_valid_before_utc <= moment <= certificate.not_valid_after_utc


def _canonical(element: Element, method: Element | None) -> bytes:
    """An element as it was signed; without a method as the standard has it by default."""
    from lxml import etree

    name = _INCLUSIVE[1] if method is None else _algorithm(method)
    if name == _EXCLUSIVE:
        told = [] if method is None else [
            prefix for each in method if _name(each) == "InclusiveNamespaces"
            for prefix in each.get("PrefixList", "").split()
        ]  # fmt: skip
        return bytes(
            etree.tostring(element, method="c14n", exclusive=True, inclusive_ns_prefixes=told)
        )
    if name not in _INCLUSIVE:
        raise _UncheckedError
    above = (each for parent in element.iterancestors() for each in parent.attrib)
    if any(str(each).startswith(_XML) for each in above):
        raise _UncheckedError  # versions of the standard differ in what is handed down
    # Written out first, for the names of spaces that are declared above belong to it, too.
    alone = etree.fromstring(etree.tostring(element, with_tail=False))
    return bytes(etree.tostring(alone, method="c14n"))


def _holds(element: Element, content: bytes) -> bool:
    """Whether the digest that an element tells is that of a content."""
    algorithm = DIGESTS.get(_algorithm(element.find(f"{_DS}DigestMethod")))
    value = element.find(f"{_DS}DigestValue")
    if algorithm is None or value is None:
        raise _UncheckedError
    return hmac.compare_digest(hashlib.new(algorithm, content).digest(), _bytes(value))


def _one(element: Element, name: str) -> Element:
    """The first part of an element by its name, in whichever version of XAdES."""
    found = next((each for each in element.iter() if _name(each) == name), None)
    if found is None:
        raise _UncheckedError
    return found


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _algorithm(element: Element | None) -> str:
    if element is None:
        raise _UncheckedError
    return str(element.get("Algorithm", ""))


def _text(element: Element) -> str:
    return (element.text or "").strip()[:40]


def _bytes(element: Element) -> bytes:
    text = "".join((element.text or "").split())
    if len(text) > _LONGEST:
        raise _UncheckedError
    return base64.b64decode(text, validate=True)
