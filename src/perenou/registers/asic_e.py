"""ASiC-E containers: made for signing, and read with what can be said soundly of their signatures.

Checked are the structure, the manifest, and for each signature that the digests it holds are those
of the files and that its certificate's key made it (``xades``). Whom the certificate is from and
whether it had been revoked is *not* checked: that takes the trust lists and time stamps, which a
validation service has. So no container is ever called valid here; one whose files were altered or
whose signature is forged is called so.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.parsers import expat

from cryptography import x509
from cryptography.x509.oid import NameOID

from perenou.damaged import DAMAGED
from perenou.registers.xades import DIGESTS, Verdict, verdicts

MIMETYPE: Final = "application/vnd.etsi.asic-e+zip"
MOST_FILES: Final = 100
MOST_BYTES: Final = 64 * 1024 * 1024
_FIRST: Final = "mimetype"
_META: Final = "META-INF/"
_MANIFEST: Final = "META-INF/manifest.xml"
_OF_SIGNATURES: Final = re.compile(r"META-INF/[^/\\:]*signatures[^/\\:]*\.xml", re.IGNORECASE)
_BESIDE: Final = re.compile(
    r"META-INF/(?:ASiC\w*Manifest|[^/\\:]*(?:signature|timestamp|evidencerecord))[^/\\:]*"
    r"\.(?:xml|p7s|tst|ers)",
    re.IGNORECASE,
)
"""What the standard knows beside XML signatures (EN 319 162-1); it is not judged here."""
_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""Of every entry, so that the same files make the same container."""

_DS: Final = "{http://www.w3.org/2000/09/xmldsig#}"
_OPEN: Final = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"

Fault = Literal[
    "no_zip", "too_large", "too_many", "bad_name", "twice", "no_mimetype", "no_manifest",
    "not_in_manifest", "missing_file", "bad_xml", "no_files", "strange_entry", "no_signature",
]  # fmt: skip
Status = Literal["altered", "incomplete", Verdict]
"""What is known of a signature: that files were altered after it, that it does not speak of all of
them, or else what is known of the signature itself."""


class ContainerError(ValueError):
    """What is no ASiC-E container, or not a whole one.

    Attributes:
        fault: the key of what is wrong. name: of the entry, where it is about one.
    """

    def __init__(self, fault: Fault, name: str = "") -> None:
        super().__init__(f"{fault} {name}".strip())
        self.fault: Fault = fault
        self.name = name


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature as the container tells it.

    Attributes:
        signer: whom its certificate names. code: the serial number in that name. time: when it says
            that it was made, where that was signed with it. files: of which it holds a digest.
    """

    signer: str
    code: str
    time: str
    files: tuple[str, ...]
    status: Status


@dataclass(frozen=True, slots=True)
class Container:
    """The files of a container by name, and its signatures."""

    files: Mapping[str, bytes]
    signatures: tuple[Signature, ...]


def made(files: Mapping[str, tuple[bytes, str]]) -> bytes:
    """An unsigned container, which any signing program takes; the same files, the same bytes.

    Args:
        files: by name, content and media type.
    """
    names = [*files]
    _check_names(names)
    rows = [(("/", MIMETYPE)), *((name, kind) for name, (_, kind) in files.items())]
    root = ElementTree.Element(f"{_OPEN}manifest", {f"{_OPEN}version": "1.2"})
    for path, kind in rows:
        told = {f"{_OPEN}full-path": path, f"{_OPEN}media-type": kind}
        ElementTree.SubElement(root, f"{_OPEN}file-entry", told)
    ElementTree.register_namespace("manifest", _OPEN.strip("{}"))
    manifest = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        # Others tell the kind of file by these bytes, so it comes first and as it is.
        container.writestr(_entry(_FIRST), MIMETYPE, zipfile.ZIP_STORED)
        for name, (content, _) in files.items():
            container.writestr(_entry(name), content, zipfile.ZIP_DEFLATED)
        container.writestr(_entry(_MANIFEST), manifest, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    made_up = zipfile.ZipInfo(name, _DAY)
    made_up.create_system = 3
    made_up.external_attr = 0o644 << 16
    return made_up


def read(content: bytes) -> Container:
    """What is in a container, with what can be said of its signatures.

    Raises:
        ContainerError: it is none, or its structure is broken.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            entries = _entries(container)
    except ContainerError:
        raise
    except (*DAMAGED, ValueError):
        raise ContainerError("no_zip") from None
    files = {name: each for name, each in entries.items()
             if not name.startswith(_META) and name != _FIRST}  # fmt: skip
    if not files:
        raise ContainerError("no_files")
    _check_manifest(entries, files)
    signatures = []
    for name in entries:
        if name.startswith(_META) and name != _MANIFEST:
            if not _OF_SIGNATURES.fullmatch(name):
                if not _BESIDE.fullmatch(name):
                    raise ContainerError("strange_entry", name[:80])
                continue
            found = _signatures(entries[name], files, name)
            if not found:
                raise ContainerError("no_signature", name)
            signatures += found
    return Container(files, tuple(signatures))


def _entries(container: zipfile.ZipFile) -> dict[str, bytes]:
    told = [each for each in container.infolist() if not each.is_dir()]
    if len(told) > MOST_FILES:
        raise ContainerError("too_many")
    names = [each.filename for each in told]
    _check_names([name for name in names if not name.startswith(_META) and name != _FIRST])
    for name in names:
        if names.count(name) > 1:
            raise ContainerError("twice", name)
    if not told or names[0] != _FIRST or told[0].compress_type != zipfile.ZIP_STORED:
        raise ContainerError("no_mimetype")
    found: dict[str, bytes] = {}
    left = MOST_BYTES
    for each in told:
        # What an entry says of its size may be a lie.
        with container.open(each) as entry:
            found[each.filename] = entry.read(left + 1)
        left -= len(found[each.filename])
        if left < 0:
            raise ContainerError("too_large", each.filename)
    if found[_FIRST].strip() != MIMETYPE.encode():
        raise ContainerError("no_mimetype")
    return found


def _check_names(names: list[str]) -> None:
    """Data files lie at the top; a name that leads elsewhere is refused."""
    for name in names:
        strange = any(each in name for each in "/\\:") or not name.isprintable()
        if strange or not name.strip() or name.startswith(".") or len(name) > 200:
            raise ContainerError("bad_name", name[:80])


def _check_manifest(entries: Mapping[str, bytes], files: Mapping[str, bytes]) -> None:
    if _MANIFEST not in entries:
        raise ContainerError("no_manifest")
    root = _xml(entries[_MANIFEST], _MANIFEST)
    told = {each.get(f"{_OPEN}full-path", "") for each in root.iter(f"{_OPEN}file-entry")}
    for name in files:
        if name not in told:
            raise ContainerError("not_in_manifest", name)
    for name in told - {"/", *files}:
        if not name.startswith(_META):
            raise ContainerError("missing_file", name[:80])


def _xml(content: bytes, name: str) -> ElementTree.Element:
    def refuse(*_: object) -> None:
        raise ContainerError("bad_xml", name)

    # A document type is what attacks need, and no container has one; the parser knows it in every
    # encoding.
    look = expat.ParserCreate()
    look.StartDoctypeDeclHandler = refuse
    try:
        look.Parse(content, True)
        return ElementTree.fromstring(content)
    except (expat.ExpatError, ElementTree.ParseError, ValueError, LookupError, RecursionError):
        raise ContainerError("bad_xml", name) from None


def _signatures(content: bytes, files: Mapping[str, bytes], name: str) -> list[Signature]:
    found = [*_xml(content, name).iter(f"{_DS}Signature")]
    judged = verdicts(content) if found else []
    return [
        _signature(each, files, verdict, time)
        for each, (verdict, time) in zip(found, judged, strict=True)
    ]


def _signature(
    element: ElementTree.Element, files: Mapping[str, bytes], verdict: Verdict, time: str
) -> Signature:
    told: dict[str, bool] = {}
    # Only these are signed; a digest that stands elsewhere proves nothing.
    for reference in element.iterfind(f"{_DS}SignedInfo/{_DS}Reference"):
        file = unquote(reference.get("URI", "")).removeprefix("./")
        if file in files:
            told[file] = told.get(file, True) and _holds(reference, files[file])
        elif file and not file.startswith("#"):
            told[file] = False  # what was signed is gone
    status: Status = verdict
    if not all(told.values()):
        status = "altered"
    elif set(told) != set(files):
        status = "incomplete"
    signer, code = _signer(element)
    return Signature(signer, code, time, tuple(sorted(told)), status)


def _holds(reference: ElementTree.Element, content: bytes) -> bool:
    """Whether the digest of a reference is that of a file; one that cannot be computed is not."""
    if reference.find(f"{_DS}Transforms") is not None:
        return False  # a plain file is signed as it is; anything else could hide a change
    method = reference.find(f"{_DS}DigestMethod")
    value = reference.find(f"{_DS}DigestValue")
    algorithm = DIGESTS.get("" if method is None else method.get("Algorithm", ""))
    if algorithm is None or value is None:
        return False
    try:
        digest = base64.b64decode("".join((value.text or "").split()), validate=True)
    except (binascii.Error, ValueError):
        return False
    return hashlib.new(algorithm, content).digest() == digest


def _signer(element: ElementTree.Element) -> tuple[str, str]:
    """Whom the certificate names; empty where there is none that can be read."""
    held = next(element.iter(f"{_DS}X509Certificate"), None)
    if held is None:
        return "", ""
    try:
        certificate = x509.load_der_x509_certificate(base64.b64decode(held.text or ""))
        names = certificate.subject
    except (ValueError, binascii.Error):
        return "", ""

    def first(kind: x509.ObjectIdentifier) -> str:
        found = names.get_attributes_for_oid(kind)
        return str(found[0].value)[:200] if found else ""

    return first(NameOID.COMMON_NAME), first(NameOID.SERIAL_NUMBER)
