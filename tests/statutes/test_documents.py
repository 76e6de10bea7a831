"""Guidance, judgments and Union acts: metadata, headings, paragraphs, sections, articles."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from perenou.language.grammar import LANGUAGES
from perenou.rules.citation import Citation
from perenou.statutes import documents
from perenou.statutes.address import Address
from perenou.statutes.documents import read_document
from perenou.statutes.errors import RefusedFileError
from perenou.statutes.importer import read_file
from perenou.statutes.model import ActText, Link
from perenou.statutes.store import Store

HEAD = "---\ntitle: Katsejuhend\nissuer: Katseamet\ndate: 2026-05-04\n"
GUIDANCE = f"""{HEAD}kind: juhend
status: kehtiv
access: AK
from: 2026-06-01
to: 2026-12-31
# note
---
Sissejuhatus *kõigile*.

# Taotlus

Taotlus esitatakse **kirjalikult**,
vt [PHS § 17](https://example.ee/phs).

- esimene punkt
- teine punkt

## 2.3 Tähtajad

Aega on § 2<sup>1</sup> järgi 10 päeva.
"""
ACT = f"""{HEAD}abbreviation: KatS
---
### 1. peatükk Üldsätted

##### § 1. Eesmärk

Eesmärk on katsetada.

##### § 2<sup>1</sup>. Toetus

(1) Toetus on:

1) esimene;

2<sup>1</sup>) teine
jätkub.

(2) Muu.

Selgitus.

#### 2. jagu Muu

##### § 3. Lõpp
"""
UNION = """<!DOCTYPE html><html><head><title>Määrus</title><style>p {}</style></head>
<body><p>Preambuli lause.</p><p class="oj-ti-art">Artikkel 68</p><p>Eelisõiguse reeglid</p>
<p>1. Kui hüvitisi on mitu &amp; nii edasi:</p><table><tr><td>a)</td><td>kui töö;</td></tr></table>
<p>Artikkel 69</p><p>Muu.</p></body></html>"""


def read(folder: Path, name: str, content: str) -> ActText:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return read_file(path)


def texts(act: ActText) -> dict[str, str]:
    return {str(each.address): each.text or each.title for each in act.provisions}


def test_guidance_in_markdown(tmp_path: Path) -> None:
    made = read(tmp_path, "juhend.md", GUIDANCE)
    assert texts(made) == {
        "lõik 1": "Sissejuhatus kõigile.",
        "jaotis 1": "Taotlus",
        "jaotis 1 lõik 1": "Taotlus esitatakse kirjalikult, vt PHS § 17.",
        "jaotis 1 lõik 2": "esimene punkt",
        "jaotis 1 lõik 3": "teine punkt",
        "jaotis 2.3": "Tähtajad",
        "jaotis 2.3 lõik 1": "Aega on § 2¹ järgi 10 päeva.",
    }
    assert made.provisions[2].links == (Link("PHS § 17", "https://example.ee/phs"),)
    told = made.redaction
    assert (told.title, told.issuer, told.kind) == ("Katsejuhend", "Katseamet", "juhend")
    assert (told.status, told.access) == ("kehtiv", "AK")
    assert told.published == date(2026, 5, 4).toordinal()
    assert (told.since, told.until) == (
        date(2026, 6, 1).toordinal(),
        date(2026, 12, 31).toordinal(),
    )


def test_an_act_in_markdown(tmp_path: Path) -> None:
    made = read(tmp_path, "act.md", ACT)
    assert texts(made) == {
        "ptk 1": "Üldsätted",
        "§ 1": "Eesmärk on katsetada.",
        "§ 2¹": "Toetus",
        "§ 2¹ lg 1": "Toetus on:",
        "§ 2¹ lg 1 p 1": "esimene;",
        "§ 2¹ lg 1 p 2¹": "teine jätkub.",
        "§ 2¹ lg 2": "Muu.\nSelgitus.",
        "ptk 1 jgu 2": "Muu",
        "§ 3": "Lõpp",
    }


def test_a_union_act_in_html(tmp_path: Path) -> None:
    made = read(tmp_path, "02004R0883-20190731.html", UNION)
    told = made.redaction
    assert (told.abbreviation, told.id, told.work) == (
        "883/2004",
        "02004R0883-20190731",
        "2004R0883",
    )
    assert told.published == date(2019, 7, 31).toordinal()
    assert texts(made) == {
        "lõik 1": "Preambuli lause.",
        "art 68": "Eelisõiguse reeglid",
        "art 68 lg 1": "Kui hüvitisi on mitu & nii edasi:",
        "art 68 lg 1 p a": "kui töö;",
        "art 69": "Muu.",
    }

    def found(cited: str) -> str:
        provision = made.find(Address.of(Citation.parse(f"883/2004 art {cited}")))
        return "" if provision is None else str(provision.address)

    assert found("68(1)(a)") == "art 68 lg 1 p a"
    assert found("68(1)(a)(i)") == "art 68 lg 1 p a"
    assert found("69(1)") == "art 69"
    assert found("68(2)") == found("70(1)") == ""


def test_html_with_metadata_and_headings(tmp_path: Path) -> None:
    page = (
        '<meta name="DC.issuer" content="Katsekohus"><meta name="date" content="2026-01-02">'
        '<meta name="kind" content="kohtuotsus"><title>Otsus 1</title><script>x()</script>'
        "<h1>Otsus</h1><p>Jätta rahuldamata.<br>Teine rida.</p><h2>Põhjendus</h2><p>Sest.</p>"
    )
    made = read(tmp_path, "otsus.htm", page)
    assert texts(made) == {
        "jaotis 1": "Otsus",
        "jaotis 1 lõik 1": "Jätta rahuldamata.",
        "jaotis 1 lõik 2": "Teine rida.",
        "jaotis 1 jaotis 1": "Põhjendus",
        "jaotis 1 jaotis 1 lõik 1": "Sest.",
    }
    assert (made.redaction.issuer, made.redaction.kind) == ("Katsekohus", "kohtuotsus")


def test_a_document_is_taken_in_and_comes_back(tmp_path: Path) -> None:
    made = read(tmp_path, "juhend.txt", GUIDANCE)
    with Store(tmp_path / "store") as store:
        assert store.add(made).outcome == "added"
        assert store.add(made).outcome == "same"
        assert store.by_id(made.redaction.id) == made
        assert {each.access for each in store.passages()} == {"AK"}
        on = store.text_on("Katsejuhend", date(2026, 7, 1).toordinal())
        assert on == made


def test_headings_that_rise_and_chapters_among_them(tmp_path: Path) -> None:
    body = "# A\n## B\n### C\n## D\n# 1. peatükk Üks\n## E\nTekst.\n"
    body += "## 2. jagu Kaks\n# F\n## 2. osa G\n"
    made = read(tmp_path, "a.md", f"{HEAD}---\n{body}")
    assert texts(made) == {
        "jaotis 1": "A",
        "jaotis 1 jaotis 1": "B",
        "jaotis 1 jaotis 1 jaotis 1": "C",
        "jaotis 1 jaotis 2": "D",
        "ptk 1": "Üks",
        "jaotis 2": "E",
        "jaotis 2 lõik 1": "Tekst.",
        "ptk 1 jgu 2": "Kaks",
        "jaotis 3": "F",
        "osa 2": "G",
    }


def test_a_long_line_that_begins_with_a_section_sign_is_a_paragraph(tmp_path: Path) -> None:
    made = read(tmp_path, "a.md", f"{HEAD}---\n§ 5 {'sõna ' * 60}\n")
    assert list(texts(made)) == ["lõik 1"]


def test_an_unknown_key_is_told(tmp_path: Path) -> None:
    made = read(tmp_path, "a.md", f"{HEAD}colour: green\n---\nTekst.\n")
    assert made.notices == ("1: colour",)


@pytest.mark.parametrize(
    ("name", "content", "reason", "line"),
    [
        ("a.md", "", "empty", 0),
        ("a.md", "Tekst ilma päiseta.", "front_missing", 1),
        ("a.md", f"{HEAD}vigane rida\n---\nTekst.", "front_matter", 5),
        ("a.md", "---\ntitle: x\ndate: 2026-01-01\n---\nTekst.", "front_missing", 1),
        ("a.md", HEAD.replace("2026-05-04", "mais") + "---\nTekst.", "bad_date", 1),
        ("a.md", f"{HEAD}to: 2020-01-01\n---\nTekst.", "ends_before", 1),
        ("a.md", f"{HEAD}---\n", "no_provisions", 0),
        ("a.html", "<p>Tekst.</p>", "front_missing", 0),
    ],
)
def test_a_broken_document_is_refused(
    tmp_path: Path, name: str, content: str, reason: str, line: int
) -> None:
    with pytest.raises(RefusedFileError) as refused:
        read(tmp_path, name, content)
    assert (refused.value.reason, refused.value.line) == (reason, line)
    for language in LANGUAGES:
        assert name in refused.value.text(language)


def test_bytes_that_are_no_text_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"---\ntitle: \xff\n---\n")
    with pytest.raises(RefusedFileError) as refused:
        read_document(path)
    assert refused.value.reason == "encoding"
    monkeypatch.setattr(documents, "MOST_BYTES", 5)
    with pytest.raises(RefusedFileError) as refused:
        read_document(path)
    assert refused.value.reason == "too_large"
    with pytest.raises(RefusedFileError) as refused:
        read_document(tmp_path / "none.md")
    assert refused.value.reason == "unreadable"
