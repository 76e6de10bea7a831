"""Containers: whole and the same each time, read without harm, never called more than is known."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.x509.oid import NameOID

from perenou.registers.asic_e import MIMETYPE, ContainerError, Status, made, read

FILES = {"otsus.pdf": (b"%PDF-1.7 otsus", "application/pdf"), "lisa 1.txt": (b"lisa", "text/plain")}
MANIFEST = "META-INF/manifest.xml"
SIGNATURES = "META-INF/signatures0.xml"


def certificate() -> str:
    """A certificate of somebody invented, as containers carry them."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, "NÄIDE,MARI,49005019997"),
            x509.NameAttribute(NameOID.SERIAL_NUMBER, "PNOEE-49005019997"),
        ]
    )
    now = datetime.now(UTC)
    made_out = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name)
        .public_key(key.public_key()).serial_number(1).not_valid_before(now)
        .not_valid_after(now + timedelta(days=1)).sign(key, hashes.SHA256())
    )  # fmt: skip
    return base64.b64encode(made_out.public_bytes(serialization.Encoding.DER)).decode()


def signed(files: Mapping[str, bytes], inside: str = "") -> bytes:
    """A signature with the digests of files; that it signs nothing cannot be seen from them."""
    rows = "".join(
        f'<ds:Reference URI="{name.replace(" ", "%20")}">{inside}'
        f'<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>'
        f"{base64.b64encode(hashlib.sha256(content).digest()).decode()}</ds:DigestValue>"
        f"</ds:Reference>"
        for name, content in files.items()
    )
    return (
        '<?xml version="1.0"?><asic:XAdESSignatures xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" '
        'xmlns:ds="http://www.w3.org/2000/09/xmldsig#" '
        'xmlns:xades="http://uri.etsi.org/01903/v1.3.2#"><ds:Signature><ds:SignedInfo>'
        f"{rows}</ds:SignedInfo><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{certificate()}"
        "</ds:X509Certificate></ds:X509Data></ds:KeyInfo><ds:Object>"
        "<xades:SigningTime>2026-11-26T10:00:00Z</xades:SigningTime></ds:Object></ds:Signature>"
        "</asic:XAdESSignatures>"
    ).encode()


C14N: Final = {
    "inclusive": "http://www.w3.org/2006/12/xml-c14n11",
    "exclusive": "http://www.w3.org/2001/10/xml-exc-c14n#",
}
RSA: Final = rsa.generate_private_key(65_537, 2048)
ELLIPTIC: Final = ec.generate_private_key(ec.SECP384R1())


def really_signed(
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey,
    canonical: str = "inclusive",
    time: datetime | None = None,
) -> bytes:
    """A whole signature over the files, canonical by hand: each element is written as it is signed.

    Inclusively the spaces named above belong to an element, exclusively only those that it uses.
    """
    is_elliptic = isinstance(key, ec.EllipticCurvePrivateKey)
    method = f"http://www.w3.org/2001/04/xmldsig-more#{'ecdsa' if is_elliptic else 'rsa'}-sha256"
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "NÄIDE,MARI,49005019997")])
    now = datetime.now(UTC).replace(microsecond=0)
    held = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name)
        .public_key(key.public_key()).serial_number(1).not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1)).sign(key, hashes.SHA256())
        .public_bytes(serialization.Encoding.DER)
    )  # fmt: skip
    spaces = {
        "asic": "http://uri.etsi.org/02918/v1.2.1#", "ds": "http://www.w3.org/2000/09/xmldsig#",
        "xades": "http://uri.etsi.org/01903/v1.3.2#",
    }  # fmt: skip

    def apex(text: str, *used: str) -> bytes:
        told = spaces if canonical == "inclusive" else {each: spaces[each] for each in used}
        tag, rest = re.match(r"(<[\w:]+)(.*)", text, re.S).groups()  # type: ignore[union-attr]
        return (tag + "".join(f' xmlns:{k}="{v}"' for k, v in told.items()) + rest).encode()

    def digest(content: bytes) -> str:
        value = base64.b64encode(hashlib.sha256(content).digest()).decode()
        return (
            '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256">'
            f"</ds:DigestMethod><ds:DigestValue>{value}</ds:DigestValue>"
        )

    properties = (
        '<xades:SignedProperties Id="p0"><xades:SignedSignatureProperties><xades:SigningTime>'
        f"{(time or now).isoformat().replace('+00:00', 'Z')}</xades:SigningTime>"
        "<xades:SigningCertificateV2><xades:Cert><xades:CertDigest>"
        f"{digest(held)}</xades:CertDigest></xades:Cert></xades:SigningCertificateV2>"
        "</xades:SignedSignatureProperties></xades:SignedProperties>"
    )
    # Spaces stand where they are used first, also inside, where nothing above has told them.
    alone = properties.replace("<ds:DigestMethod ", f'<ds:DigestMethod xmlns:ds="{spaces["ds"]}" ')
    alone = alone.replace("<ds:DigestValue>", f'<ds:DigestValue xmlns:ds="{spaces["ds"]}">')
    whole = apex(properties if canonical == "inclusive" else alone, "xades")
    rows = "".join(
        f'<ds:Reference URI="{name.replace(" ", "%20")}">{digest(content)}</ds:Reference>'
        for name, content in contents().items()
    )
    info = (
        f'<ds:SignedInfo><ds:CanonicalizationMethod Algorithm="{C14N[canonical]}">'
        f'</ds:CanonicalizationMethod><ds:SignatureMethod Algorithm="{method}">'
        f'</ds:SignatureMethod>{rows}<ds:Reference URI="#p0"><ds:Transforms>'
        f'<ds:Transform Algorithm="{C14N[canonical]}"></ds:Transform></ds:Transforms>'
        f"{digest(whole)}</ds:Reference></ds:SignedInfo>"
    )
    if isinstance(key, rsa.RSAPrivateKey):
        value = key.sign(apex(info, "ds"), padding.PKCS1v15(), hashes.SHA256())
    else:
        r, s = decode_dss_signature(key.sign(apex(info, "ds"), ec.ECDSA(hashes.SHA256())))
        value = r.to_bytes(48) + s.to_bytes(48)
    told = "".join(f' xmlns:{k}="{v}"' for k, v in spaces.items())
    return (
        f'<?xml version="1.0"?><asic:XAdESSignatures{told}><ds:Signature>{info}'
        f"<ds:SignatureValue>{base64.b64encode(value).decode()}</ds:SignatureValue><ds:KeyInfo>"
        f"<ds:X509Data><ds:X509Certificate>{base64.b64encode(held).decode()}</ds:X509Certificate>"
        f"</ds:X509Data></ds:KeyInfo><ds:Object><xades:QualifyingProperties>{properties}"
        "</xades:QualifyingProperties></ds:Object></ds:Signature></asic:XAdESSignatures>"
    ).encode()


def container(**changes: bytes | None) -> bytes:
    """The container of the files, with entries put in, replaced or taken out."""
    with zipfile.ZipFile(io.BytesIO(made(FILES))) as old:
        entries: dict[str, bytes | None] = {each: old.read(each) for each in old.namelist()}
    entries |= changes
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, content in entries.items():
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def contents() -> dict[str, bytes]:
    return {name: content for name, (content, _) in FILES.items()}


def status(signature: bytes) -> Status:
    [found] = read(container(**{SIGNATURES: signature})).signatures
    return found.status


def test_a_container_holds_its_files_and_is_the_same_each_time() -> None:
    content = made(FILES)
    assert content == made(FILES)
    # The first bytes are how others tell the kind of file.
    assert content[30:38] == b"mimetype"
    assert content[38 : 38 + len(MIMETYPE)] == MIMETYPE.encode()
    found = read(content)
    assert (found.files, found.signatures) == (contents(), ())


def test_a_signature_is_told_and_never_called_right() -> None:
    [found] = read(container(**{SIGNATURES: signed(contents())})).signatures
    assert (found.signer, found.code) == ("NÄIDE,MARI,49005019997", "PNOEE-49005019997")
    assert found.time == ""  # it is not among what was signed
    assert set(found.files) == set(FILES)
    assert found.status == "not_checked"


@pytest.mark.parametrize("canonical", C14N)
@pytest.mark.parametrize("key", [RSA, ELLIPTIC], ids=["rsa", "elliptic"])
def test_a_signature_of_its_certificates_key_is_intact_and_any_change_is_seen(
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey, canonical: str
) -> None:
    signature = really_signed(key, canonical)
    assert status(signature) == "intact"
    another = really_signed(RSA if key is ELLIPTIC else ELLIPTIC)
    other = re.search(b"<ds:X509Certificate>.*</ds:X509Certificate>", another)
    value = re.search(b"<ds:SignatureValue>.*</ds:SignatureValue>", really_signed(ELLIPTIC))
    assert other is not None
    assert value is not None
    for part, instead in (
        (rb"<xades:SigningTime>2", b"<xades:SigningTime>1"),
        (rb'Id="p0"', b'Id="p0"><x Id="p0"></x><y'),
        (rb"<ds:X509Certificate>.*</ds:X509Certificate>", other[0]),
        (rb"<ds:SignatureValue>.*</ds:SignatureValue>", value[0]),
    ):
        changed = re.sub(part, instead, signature).replace(b"<y>", b"<y></y>")
        assert status(changed) == "forged", part
    # What stands beside what was signed changes nothing, however it is written.
    assert status(signature.replace(b"<ds:KeyInfo>", b"<ds:KeyInfo >\n")) == "intact"


def test_a_certificate_must_have_been_valid_when_it_claims_to_have_signed() -> None:
    late = datetime.now(UTC).replace(microsecond=0) + timedelta(days=2)
    assert status(really_signed(ELLIPTIC, time=late)) == "out_of_time"
    [found] = read(container(**{SIGNATURES: really_signed(ELLIPTIC)})).signatures
    assert found.time.startswith(f"{datetime.now(UTC):%Y-%m-%d}")


def test_what_is_signed_in_a_way_that_is_not_known_is_not_called_forged() -> None:
    for part, instead in (
        (b"#ecdsa-sha256", b"#ecdsa-sha1"), (b"xml-c14n11", b"xml-c14n11#WithComments"),
        (b"xades:CertDigest", b"xades:Other"),
    ):  # fmt: skip
        assert status(really_signed(ELLIPTIC).replace(part, instead)) in ("not_checked", "forged")
    old = really_signed(ELLIPTIC).replace(b"#ecdsa-sha256", b"#ecdsa-sha1")
    assert status(old) == "not_checked"


@pytest.mark.parametrize(
    ("signature", "wanted"),
    [
        (signed({**contents(), "otsus.pdf": b"%PDF-1.7 teine"}), "altered"),
        (signed({**contents(), "kadunud.pdf": b"x"}), "altered"),
        (signed({"otsus.pdf": contents()["otsus.pdf"]}), "incomplete"), (signed({}), "incomplete"),
        (signed(contents(), "<ds:Transforms/>"), "altered"),
        (signed(contents()).replace(b"xmlenc#sha256", b"xmldsig#md5"), "altered"),
        (signed(contents()).replace(b"<ds:DigestValue>", b"<ds:DigestValue>!"), "altered"),
        (signed(contents()).replace(b"SignedInfo", b"Elsewhere"), "incomplete"),
    ],
)  # fmt: skip
def test_what_was_altered_after_signing_is_seen(signature: bytes, wanted: Status) -> None:
    assert status(signature) == wanted


def test_a_digest_that_holds_hides_none_that_does_not() -> None:
    altered = {**contents(), "otsus.pdf": b"%PDF-1.7 teine"}
    both = signed(altered).replace(
        b"</ds:SignedInfo>",
        signed(contents()).partition(b"<ds:SignedInfo>")[2].partition(b"<ds:KeyInfo>")[0],
    )
    assert status(both) == "altered"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_every_encoding(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    with pytest.raises(ContainerError) as caught:
        read(container(**{SIGNATURES: text.encode(encoding)}))
    assert caught.value.fault == "bad_xml"


def test_a_certificate_that_cannot_be_read_names_nobody() -> None:
    broken = signed(contents()).replace(b"X509Certificate>MII", b"X509Certificate>AAA")
    [found] = read(container(**{SIGNATURES: broken})).signatures
    assert (found.signer, found.code) == ("", "")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "no_zip"), (b"PK\3\4", "no_zip"), (made(FILES)[:-30], "no_zip"),
        (container(**{MANIFEST: None}), "no_manifest"),
        (container(**{MANIFEST: b"<x"}), "bad_xml"),
        (container(**{MANIFEST: b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'}), "bad_xml"),
        (container(**{SIGNATURES: b"<x>&a;</x>"}), "bad_xml"),
        (container(**{"otsus.pdf": None}), "missing_file"),
        (container(**{"uus.pdf": b"x"}), "not_in_manifest"),
        (container(**{"../kuri.pdf": b"x"}), "bad_name"),
        (container(**{"a/b.pdf": b"x"}), "bad_name"),
        (container(mimetype=b"text/plain"), "no_mimetype"),
        (container(mimetype=None), "no_mimetype"),
        (container(**{f"{at}.txt": b"" for at in range(101)}), "too_many"),
        (container(**{"META-INF/virus.exe": b"x"}), "strange_entry"),
        (container(**{"META-INF/../../x.txt": b"x"}), "strange_entry"),
        (container(**{SIGNATURES: b"<a/>"}), "no_signature"),
        (made({}), "no_files"),
    ],
)  # fmt: skip
def test_what_is_no_whole_container_is_refused(content: bytes, fault: str) -> None:
    with pytest.raises(ContainerError) as caught:
        read(content)
    assert caught.value.fault == fault


def test_a_damaged_container_is_told_so_wherever_the_damage_is() -> None:
    whole = made(FILES)
    refused = 0
    for at in range(len(whole)):
        damaged = bytes((*whole[:at], whole[at] ^ 0xFF, *whole[at + 1 :]))
        try:
            read(damaged)
        except ContainerError:
            refused += 1
    assert refused > len(whole) / 2


def test_what_the_standard_knows_beside_signatures_is_let_be() -> None:
    beside = container(
        **{"META-INF/ASiCArchiveManifest.xml": b"<x/>", "META-INF/timestamp.tst": b""}
    )
    assert read(beside).signatures == read(container()).signatures


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("perenou.registers.asic_e.MOST_BYTES", 100_000)
    bomb = made({"suur.bin": (b"\0" * 5_000_000, "application/octet-stream")})
    assert len(bomb) < 20_000
    with pytest.raises(ContainerError, match="too_large"):
        read(bomb)


@pytest.mark.parametrize("name", ["", " ", "a/b", "..\\x", ".peidus", "a\nb", "x" * 201])
def test_no_container_is_made_of_names_that_lead_elsewhere(name: str) -> None:
    with pytest.raises(ContainerError, match="bad_name"):
        made({name: (b"x", "text/plain")})
