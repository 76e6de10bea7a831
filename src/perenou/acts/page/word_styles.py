"""The styles, lists and settings of a Word file, where an official looks for them."""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import escape

from perenou.acts.page.layout import BLUE, GAP, GREY, HEAD, LINE, LOCALES, words
from perenou.language.grammar import Language

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OWN: Final = "ActOwnText"
GAP_MARK: Final = "ActGap"
BLOCK: Final = "ActBlock"
ACCESS: Final = "ActAccess"
CELL: Final = "ActCell"
TABLE: Final = "ActTable"

BULLETS: Final = 1
NUMBERS: Final = 2
"""The lists that the styles name; each numbered list of a document is a further one."""

_FONT: Final = "Arial"
"""On every machine, or replaced by a font of the same widths."""


def styles(language: Language) -> str:
    """The content of ``word/styles.xml``."""
    told = {
        key: words().text(f"page.style.{key}", language)
        for key in ("own", "gap", "block", "access", "cell", "table")
    }
    return (
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:eastAsia="{_FONT}" w:cs="{_FONT}"/>'
        '<w:sz w:val="21"/><w:szCs w:val="21"/>'
        f'<w:lang w:val="{LOCALES[language]}" w:eastAsia="{LOCALES[language]}"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:spacing w:after="120" w:line="271" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
        + _paragraph("Normal", "Normal", based="", default=True)
        + _heading(1, 32, bold=False, before=360, after=160)
        + _heading(2, 24, bold=True, before=280, after=100)
        + _heading(3, 21, bold=True, before=200, after=80)
        + _paragraph("ListBullet", "List Bullet", shape=_list(BULLETS))
        + _paragraph("ListNumber", "List Number", shape=_list(NUMBERS))
        + _paragraph(
            "Caption",
            "caption",
            shape='<w:keepNext/><w:spacing w:before="160" w:after="80"/>',
            letters="<w:b/><w:bCs/>",
        )
        + _paragraph("Header", "header", shape=_edge(), letters=_small())
        + _paragraph("Footer", "footer", shape=_edge(), letters=_small())
        + _paragraph(OWN, told["own"])
        + _paragraph(BLOCK, told["block"], shape='<w:keepLines/><w:spacing w:after="0"/>')
        + _paragraph(ACCESS, told["access"], shape=_box())
        + _paragraph(
            CELL,
            told["cell"],
            shape='<w:spacing w:after="0" w:line="252" w:lineRule="auto"/>',
            letters='<w:sz w:val="19"/><w:szCs w:val="19"/>',
        )
        + _character(
            GAP_MARK,
            told["gap"],
            '<w:u w:val="dash" w:color="994D00"/>'
            f'<w:shd w:val="clear" w:color="auto" w:fill="{GAP}"/>',
        )
        + _character("Strong", "Strong", "<w:b/><w:bCs/>")
        + _character("Hyperlink", "Hyperlink", f'<w:color w:val="{BLUE}"/><w:u w:val="single"/>')
        + _table(told["table"])
        + "</w:styles>"
    )


def numbering(lists: int) -> str:
    """The content of ``word/numbering.xml``, with so many numbered lists that begin at one."""
    further = "".join(
        f'<w:num w:numId="{NUMBERS + 1 + at}"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for at in range(lists)
    )
    return (
        f'<w:numbering xmlns:w="{W}">'
        + _levels(0, "bullet", "–", "ListBullet")
        + _levels(1, "decimal", "%1.", "ListNumber")
        + f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="{NUMBERS}"><w:abstractNumId w:val="1"/></w:num>'
        f"{further}</w:numbering>"
    )


def settings(language: Language) -> str:
    """The content of ``word/settings.xml``."""
    locale = LOCALES[language]
    mark, separator = (".", ",") if language == "en" else (",", ";")
    return (
        f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{locale}"/><w:decimalSymbol w:val="{mark}"/>'
        f'<w:listSeparator w:val="{separator}"/></w:settings>'
    )


def _paragraph(
    id: str,
    name: str,
    *,
    shape: str = "",
    letters: str = "",
    based: str = "Normal",
    default: bool = False,
) -> str:
    custom = ' w:customStyle="1"' if id.startswith("Act") else ""
    first = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="paragraph"{first}{custom} w:styleId="{id}">'
        f'<w:name w:val="{escape(name)}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + "<w:qFormat/>"
        + (f"<w:pPr>{shape}</w:pPr>" if shape else "")
        + (f"<w:rPr>{letters}</w:rPr>" if letters else "")
        + "</w:style>"
    )


def _heading(level: int, size: int, *, bold: bool, before: int, after: int) -> str:
    weight = "<w:b/><w:bCs/>" if bold else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="Heading{level}">'
        f'<w:name w:val="heading {level}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/>'
        '<w:uiPriority w:val="9"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/>'
        f'<w:spacing w:before="{before}" w:after="{after}"/><w:outlineLvl w:val="{level - 1}"/>'
        f'</w:pPr><w:rPr>{weight}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def _list(number: int) -> str:
    """Items stand close together, and apart from what follows them."""
    return (
        f'<w:numPr><w:numId w:val="{number}"/></w:numPr><w:spacing w:after="120"/>'
        "<w:contextualSpacing/>"
    )


def _edge() -> str:
    return '<w:tabs><w:tab w:val="right" w:pos="9354"/></w:tabs><w:spacing w:after="0"/>'


def _small() -> str:
    return f'<w:color w:val="{GREY}"/><w:sz w:val="17"/><w:szCs w:val="17"/>'


def _box() -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="5" w:color="{GREY}"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return (
        f'<w:keepLines/><w:pBdr>{sides}</w:pBdr><w:spacing w:after="0"/>'
        '<w:ind w:left="120" w:right="120"/>'
    )


def _character(id: str, name: str, letters: str) -> str:
    custom = ' w:customStyle="1"' if id.startswith("Act") else ""
    return (
        f'<w:style w:type="character"{custom} w:styleId="{id}"><w:name w:val="{escape(name)}"/>'
        f"<w:qFormat/><w:rPr>{letters}</w:rPr></w:style>"
    )


def _table(name: str) -> str:
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{LINE}"'
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{TABLE}">'
        f'<w:name w:val="{escape(name)}"/><w:qFormat/><w:tblPr><w:tblBorders>'
        f"<w:top {line}/><w:bottom {line}/><w:insideH {line}/></w:tblBorders><w:tblCellMar>"
        '<w:top w:w="50" w:type="dxa"/><w:left w:w="90" w:type="dxa"/>'
        '<w:bottom w:w="50" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{HEAD}"/><w:vAlign w:val="bottom"/>'
        '</w:tcPr></w:tblStylePr><w:tblStylePr w:type="lastRow"><w:rPr><w:b/><w:bCs/></w:rPr>'
        f'<w:tcPr><w:tcBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="{GREY}"/>'
        "</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
    )


def _levels(id: int, form: str, text: str, style: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{id}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:pStyle w:val="{style}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="425" w:hanging="340"/></w:pPr></w:lvl></w:abstractNum>'
    )
