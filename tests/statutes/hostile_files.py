"""A hundred and more broken and hostile files of every kind that is read."""

from __future__ import annotations

import json
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from tests.statutes.document_files import W, docx, paragraph, pdf
from tests.statutes.gazette_files import Invented, section

GOOD = Invented().xml(section("1", text="Tekst."))
LAUGHS = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
HEADS = (
    f"<!DOCTYPE x [<!ENTITY l0 'ha'>{LAUGHS}]>",
    "<!DOCTYPE x SYSTEM 'file:///etc/hostname'>",
    "<!DOCTYPE x PUBLIC '-//X//EN' 'http://127.0.0.1:9/x.dtd'>",
    "<!DOCTYPE x [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/'> %p;]>",
    "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///dev/zero'>]>",
    "<!DOCTYPE x [<!ATTLIST x y CDATA 'z'>]>",
)
META = "title: Katse\nissuer: Amet\ndate: 2026-01-02\n"


def acts() -> Iterator[bytes]:
    """Broken XML of the gazette."""
    whole = GOOD.encode()
    for share in range(1, 20):
        yield whole[: len(whole) * share // 20]
    for head in HEADS:
        yield GOOD.replace("?>", f"?>{head}", 1).encode()
    for old, new in (
        ("</sisu>", "</siss>"),
        ("Tekst.", "&nbsp;"),
        ("Tekst.", "&#0;"),
        ("Tekst.", "\x00"),
        ("Tekst.", "\x1b[2J"),
        ("Tekst.", "]]>"),
        ("UTF-8", "UTF-99"),
        ("UTF-8", "UTF-16"),
        ("<oigusakt", "<raamat"),
        ("tyviseadus_1_10.02.2010", "http://example.invalid"),
        ("115012031002</globaalID>", "</globaalID>"),
        ("115012031002</globaalID>", "999999999999</globaalID>"),
        ("115012031002</globaalID>", f"{'9' * 100_000}</globaalID>"),
        ("2031-02-01", "2031-02-31"),
        ("2031-02-01", "-1"),
        ("<kehtivuseAlgus>2031-02-01</kehtivuseAlgus>", ""),
        ("</kehtivus>", "<kehtivuseLopp>1900-01-01</kehtivuseLopp></kehtivus>"),
        ("Katseseadus", ""),
        ("Tekst.", "<i>" * 5000 + "x" + "</i>" * 5000),
        ("Tekst.", "<i/>" * 600_000),
    ):
        changed = GOOD.replace(old, new)
        assert changed != GOOD, old
        yield changed.encode()
    yield Invented().xml("").encode()
    yield b""
    yield b"   \n"
    yield b"\xef\xbb\xbf"
    yield b"\xff\xfe" + GOOD.encode("utf-16-le")[:301]
    yield whole.replace(b"Tekst", b"\xff\xfe\xfd")
    yield b'{"code": 404}'
    yield b"[" * 100_000
    yield b"<!DOCTYPE html><html></html>"
    yield b"<" * 1_000_000
    yield b"<a>" * 300_000
    yield b"\x00" * 4096
    yield zlib.compress(whole)


def texts() -> Iterator[tuple[str, bytes]]:
    """Broken Markdown, text and HTML."""
    for suffix in (".md", ".txt"):
        yield suffix, b""
        yield suffix, b"Tekst ilma andmeteta."
        yield suffix, f"---\n{META}---\n".encode()
        yield suffix, f"---\n{META}katki\n---\nTekst.".encode()
        yield suffix, f"---\n{META}---\n".encode() + b"\xff\xfe"
        yield suffix, f"---\n{META}to: 1900-01-01\n---\nTekst.".encode()
        yield suffix, f"---\n{META.replace('2026-01-02', '2026-13-02')}---\nTekst.".encode()
        yield suffix, f"---\n{META.replace('issuer: Amet', '')}---\nTekst.".encode()
        yield suffix, b"---\n" * 200_000
    for body in ("", "<p>Tekst.</p>", "<p>" * 100_000, "<!--", "<" * 100_000, "<script>x</script>"):
        yield ".html", body.encode()
    yield (
        ".html",
        b"<meta name=title content=x><meta name=date content=x><meta name=issuer content=x>y",
    )
    yield ".xhtml", b"\xff\xfe\x00"


def packed(folder: Path) -> Iterator[Path]:
    """Broken DOCX files; each is told complete metadata beside it."""
    good = docx(folder / "good.docx", paragraph("Tekst.")).read_bytes()
    (folder / "good.docx").unlink()
    for share in range(1, 6):
        path = folder / f"cut{share}.docx"
        path.write_bytes(good[: len(good) * share // 6])
        yield path
    for at, head in enumerate(HEADS):
        body = f"<?xml version='1.0'?>{head}<w:styles {W}/>"
        yield docx(folder / f"head{at}.docx", paragraph("x"), more={"word/styles.xml": body})
    yield docx(folder / "deep.docx", "<w:p>" * 3000 + "</w:p>" * 3000)
    yield docx(folder / "many.docx", "<w:p/>" * 600_000)
    yield docx(folder / "large.docx", "<w:p/>" + " " * (80 * 1024 * 1024))
    yield docx(folder / "empty.docx", "")
    yield docx(folder / "open.docx", "<w:p>")
    path = folder / "none.docx"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("../../etc/passwd", "x")
    yield path
    path = folder / "lies.docx"
    path.write_bytes(good.replace(b"word/document.xml", b"word/dokument.xml"))
    yield path
    path = folder / "locked.docx"
    flagged = bytearray(good)
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = flagged.find(mark)
        while at >= 0:
            flagged[at + offset] |= 1
            at = flagged.find(mark, at + 1)
    path.write_bytes(bytes(flagged))
    yield path


def printed(folder: Path) -> Iterator[Path]:
    """Broken PDF files; each is told complete metadata beside it."""
    good = pdf(folder / "good.pdf", [["Tekst."]]).read_bytes()
    (folder / "good.pdf").unlink()
    bomb = zlib.compress(b"(x) Tj " * 60_000_000, 9)
    stream = good.index(b"<< /Length"), good.index(b"endstream")
    loop = good.replace(b"/Kids [5 0 R]", b"/Kids [3 0 R]")
    for name, content in (
        ("head", b"%PDF-1.4\n"),
        ("cut", good[:200]),
        ("garbage", b"%PDF-1.7\n" + b"\x00\xff" * 50_000),
        ("none", b"Ei ole PDF."),
        ("loop", loop),
        ("pictures", good.replace(b"(Tekst.) Tj", b"           ")),
        (
            "bomb",
            good[: stream[0]]
            + b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\n" % (len(bomb), bomb)
            + good[stream[1] :],
        ),
    ):
        path = folder / f"{name}.pdf"
        path.write_bytes(content)
        yield path


def every(folder: Path) -> Iterator[Path]:
    """All of them, written into a folder."""
    for number, content in enumerate(acts()):
        path = folder / f"act{number}.xml"
        path.write_bytes(content)
        yield path
    for number, (suffix, content) in enumerate(texts()):
        path = folder / f"text{number}{suffix}"
        path.write_bytes(content)
        yield path
    for path in (*packed(folder), *printed(folder)):
        path.with_name(path.name + ".meta").write_text(META, encoding="utf-8")
        yield path


def measured(folder: Path) -> dict[str, object]:
    """Take the files of a folder in: what was taken, and how much memory that took at most."""
    import resource

    from perenou.statutes.errors import RefusedFileError
    from perenou.statutes.importer import files_in, import_files, read_file
    from perenou.statutes.store import Store

    files = list(files_in([folder / "hostile"]))
    with Store(folder / "store") as store:
        act = Invented(id="115012031003")
        store.add(read_file(act.write(folder, section("1", text="Vana."))))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        told = list(import_files(store, files))
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        kept = len(store.redactions())
    pairs = list(zip(files, told, strict=True))
    return {
        "files": len(files),
        "taken": [file.name for file, each in pairs if not isinstance(each, RefusedFileError)],
        "kept": kept,
        "reasons": sorted({each.reason for each in told if isinstance(each, RefusedFileError)}),
        "grown_mb": (after - before) / 1024,
    }


if __name__ == "__main__":
    json.dump(measured(Path(sys.argv[1])), sys.stdout)
