"""Invented PDF and DOCX files, written byte by byte."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = f"""<?xml version="1.0" encoding="UTF-8"?><w:styles {W}>
<w:style w:type="paragraph" w:styleId="Pealkiri1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Pealkiri2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Oma"><w:name w:val="Oma"/><w:basedOn w:val="Pealkiri2"/>
</w:style>
<w:style w:type="paragraph" w:styleId="Ring"><w:name w:val="Ring"/><w:basedOn w:val="Ring"/>
</w:style>
<w:style w:type="paragraph" w:styleId="Tiitel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Tase"><w:name w:val="Tase"/><w:pPr><w:outlineLvl w:val="1"/>
</w:pPr></w:style></w:styles>"""
CORE = """<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties
xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title></cp:coreProperties>"""


def paragraph(text: str, style: str = "") -> str:
    """A paragraph of a DOCX; ``text`` may hold ready-made runs."""
    mark = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    runs = text if text.startswith("<w:") else f"<w:r><w:t>{escape(text)}</w:t></w:r>"
    return f"<w:p>{mark}{runs}</w:p>"


def docx(path: Path, body: str, title: str = "", more: Mapping[str, str] | None = None) -> Path:
    """Write a DOCX with this body."""
    parts = {
        "word/document.xml": f'<?xml version="1.0"?><w:document {W}><w:body>{body}</w:body>'
        "</w:document>",
        "word/styles.xml": STYLES,
    }
    if title:
        parts["docProps/core.xml"] = CORE.format(title)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in {**parts, **(more or {})}.items():
            packed.writestr(name, text)
    return path


def pdf(
    path: Path,
    pages: Sequence[Sequence[str]],
    title: str = "",
    outline: Sequence[str] = (),
    extra: str = "",
) -> Path:
    """Write a PDF whose pages hold these lines, with an outline of headings on its first page.

    ``extra`` is put into the trailer.
    """
    objects: list[bytes] = []

    def add(content: bytes) -> int:
        objects.append(content)
        return len(objects)

    font = add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    root, tree = add(b""), add(b"")
    kids: list[int] = []
    for lines in pages:
        shown = b" T* ".join(b"(" + _shown(line) + b") Tj" for line in lines)
        drawn = b"BT /F1 11 Tf 14 TL 50 800 Td " + shown + b" ET"
        stream = add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        kids.append(
            add(
                b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
                b" /Resources << /Font << /F1 %d 0 R >> >> >>" % (tree, stream, font)
            )
        )
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[tree - 1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (listed, len(kids))
    outlines = b""
    if outline:
        top = len(objects) + len(outline) + 1
        items = [
            add(
                b"<< /Title (%s) /Parent %d 0 R /Dest [%d 0 R /Fit]%s >>"
                % (
                    _shown(each),
                    top,
                    kids[0],
                    b" /Next %d 0 R" % (len(objects) + 2) if at + 1 < len(outline) else b"",
                )
            )
            for at, each in enumerate(outline)
        ]
        add(b"<< /Type /Outlines /First %d 0 R /Last %d 0 R >>" % (items[0], items[-1]))
        outlines = b" /Outlines %d 0 R" % top
    objects[root - 1] = b"<< /Type /Catalog /Pages %d 0 R%s >>" % (tree, outlines)
    about = add(b"<< /Title (%s) >>" % _shown(title))
    written = b"%PDF-1.4\n"
    places: list[int] = []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"xref\n0 %d\n0000000000 65535 f \n%strailer\n" % (len(objects) + 1, table)
    written += b"<< /Size %d /Root %d 0 R /Info %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        root,
        about,
        extra.encode(),
        written.index(b"xref\n0 "),
    )
    path.write_bytes(written)
    return path


def _shown(text: str) -> bytes:
    plain = text.encode("cp1252")
    return plain.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
