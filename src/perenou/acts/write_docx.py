"""A document as DOCX that an official goes on editing: real styles, lists, tables and fields.

Each part begins with a bookmark ``part_...``, and a paragraph that an official wrote has a style
of its own, so that a new draft can find both again. Nothing in the file names a person beside its
text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from perenou.acts.document import Block, Document, Grid, Listing, Paragraph, Part, Portion, Span
from perenou.acts.page import word_chart, word_styles
from perenou.acts.page.errors import need
from perenou.acts.page.layout import (
    LOCALES,
    check,
    clean,
    edge,
    leads,
    link,
    running,
    shown,
    status,
    widths,
    words,
)
from perenou.casework.charts import Chart
from perenou.language.grammar import Language

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.oxml.xmlchemy import BaseOxmlElement

BOOKMARK: Final = "part_"
"""How the name of a bookmark begins that a part begins with; the part's name follows."""

_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES: Final = f'xmlns:w="{word_styles.W}" xmlns:r="{_R}"'
_STYLES: Final = {
    Part.HEADER: word_styles.BLOCK,
    Part.ADDRESSEE: word_styles.BLOCK,
    Part.ACCESS: word_styles.ACCESS,
    Part.SIGNATURE: word_styles.BLOCK,
}
"""By part: the style of its running text, where it is not the ordinary one."""

_ABOVE: Final = {Part.ADDRESSEE: 280, Part.ACCESS: 280, Part.SIGNATURE: 560}
"""By part: the room above it, in twentieths of a point, where no heading makes room."""

_BELOW_TABLE: Final = 200
_ON_ONE_PAGE: Final = 12
"""Rows of a table that no page parts."""

_NOT_NEEDED: Final = frozenset(
    ("thumbnail", "extended-properties", "stylesWithEffects", "customXml", "webSettings")
)
"""Kinds of parts, by the last word of their relation."""

_TEXT_WIDTH: Final = 9354
"""Of an A4 page between its margins, in twentieths of a point."""

_MARGINS: Final = {"top": 22, "bottom": 22, "left": 25, "right": 20, "header": 11, "footer": 11}
"""In millimetres."""

_NO_DAY: Final = date(1970, 1, 1)
"""Creation time of a document that has no day yet: the clock would make each file another one."""


def as_docx(document: Document) -> bytes:
    """The whole file.

    Raises:
        MissingLibraryError: ``python-docx`` is not installed.
        ValueError: a row of a table does not fit its head, or a span holds no citation.
    """
    need("python-docx")
    import docx

    file = docx.Document()
    _unload(file)
    body = _Body(
        lambda address: _relation(file, address),
        lambda chart, number: _chart(file, chart, number, document.language),
        document.language,
    )
    written = "".join(body.write(document))
    _replace(file.styles.element, word_styles.styles(document.language))
    _replace(file.settings.element, word_styles.settings(document.language))
    _replace(file.part.numbering_part.element, word_styles.numbering(body.numbered))
    _page(file, document)
    for element in _elements(written):
        file.element.body.insert_element_before(element, "w:sectPr")
    _properties(file, document)
    made = BytesIO()
    file.save(made)
    return _timeless(made)


class _Body:
    """Writes paragraphs and tables in order and remembers what the next one needs to know.

    Args:
        relation: gives the number under which the file holds an address.
        charted: takes a chart with its number in and gives the number under which the file has it.
    """

    def __init__(
        self,
        relation: Callable[[str], str],
        charted: Callable[[Chart, int], str],
        language: Language,
    ) -> None:
        self.numbered = 0
        self._relation = relation
        self._charted = charted
        self._language = language
        self._charts = 0
        self._begun: Counter[Part] = Counter()
        self._bookmark = ""
        self._above = 0

    def write(self, document: Document) -> Iterator[str]:
        above = document.before_title
        for portion, kept in zip(above, leads(above), strict=True):
            yield from self._portion(portion, kept, as_heading=False)
        self._begin(Part.HEADING)
        yield self._paragraph("Heading1", _text(document.title))
        below = document.after_title
        for portion, kept in zip(below, leads(below), strict=True):
            yield from self._portion(portion, kept, as_heading=True)
        if self._above == _BELOW_TABLE:
            # Word wants a paragraph behind a table that ends the text.
            yield self._paragraph(word_styles.CELL, "")

    def _begin(self, part: Part) -> None:
        self._begun[part] += 1
        id = self._begun.total()
        again = f"_{self._begun[part]}" if self._begun[part] > 1 else ""
        self._bookmark = (
            f'<w:bookmarkStart w:id="{id}" w:name="{BOOKMARK}{part}{again}"/>'
            f'<w:bookmarkEnd w:id="{id}"/>'
        )

    def _portion(self, portion: Portion, kept: list[bool], *, as_heading: bool) -> Iterator[str]:
        """A part; ``kept``: of each block, whether it stays with the next one."""
        self._begin(portion.part)
        style = _STYLES.get(portion.part, "")
        if portion.heading and as_heading:
            level = "Heading3" if portion.is_below else "Heading2"
            yield self._paragraph(level, _text(portion.heading))
        else:
            self._above = max(self._above, _ABOVE.get(portion.part, 0))
            if portion.heading:
                yield self._paragraph(style, _text(portion.heading, "Strong"))
        for block, is_lead in zip(portion.blocks, kept, strict=True):
            yield from self._block(block, style, is_lead=is_lead)

    def _block(self, block: Block, style: str, *, is_lead: bool) -> Iterator[str]:
        if isinstance(block, Paragraph):
            named = word_styles.OWN if block.own else style
            yield self._paragraph(named, self._spans(block.spans), is_lead=is_lead)
        elif isinstance(block, Listing):
            if block.numbered:
                self.numbered += 1
            number = word_styles.NUMBERS + self.numbered if block.numbered else 0
            named = "ListNumber" if block.numbered else "ListBullet"
            last = len(block.items) - 1
            for at, item in enumerate(block.items):
                stays = is_lead and at == last
                yield self._paragraph(named, self._spans(item), number=number, is_lead=stays)
        elif isinstance(block, Chart):
            yield from self._chart(block)
        else:
            yield from self._table(block, is_lead=is_lead)

    def _chart(self, chart: Chart) -> Iterator[str]:
        self._charts += 1
        relation = self._charted(chart, self._charts)
        yield self._paragraph("Caption", _text(chart.title))
        run = word_chart.drawing(chart, self._charts, relation, self._language)
        yield self._paragraph("", run)

    def _paragraph(
        self,
        style: str,
        content: str,
        *,
        number: int = 0,
        is_figure: bool = False,
        is_lead: bool = False,
    ) -> str:
        """A paragraph in a style; ``number``: of the list that it belongs to."""
        shape = f'<w:pStyle w:val="{style}"/>' if style else ""
        shape += "<w:keepNext/>" if is_lead else ""
        if number:
            shape += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        if self._above:
            shape += f'<w:spacing w:before="{self._above}"/>' if style[:7] != "Heading" else ""
            self._above = 0
        if is_figure:
            shape += '<w:jc w:val="right"/>'
        shape = f"<w:pPr>{shape}</w:pPr>" if shape else ""
        bookmark, self._bookmark = self._bookmark, ""
        return f"<w:p>{shape}{bookmark}{content}</w:p>"

    def _table(self, grid: Grid, *, is_lead: bool) -> Iterator[str]:
        check(grid)
        yield self._paragraph("Caption", _text(grid.caption))
        shares = widths(grid)
        columns = [_TEXT_WIDTH * share // sum(shares) for share in shares]
        caption = quoteattr(clean(grid.caption))
        look = "0660" if grid.foot else "0620"
        layout = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
        yield (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{word_styles.TABLE}"/>'
            f'<w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:tblLayout w:type="autofit"/>'
            f'<w:tblLook w:val="{look}" w:firstRow="1"'
            f' w:lastRow="{int(bool(grid.foot))}" w:firstColumn="0" w:lastColumn="0"'
            ' w:noHBand="1" w:noVBand="1"/>'
            f"<w:tblCaption w:val={caption}/><w:tblDescription w:val={caption}/></w:tblPr>"
            f"<w:tblGrid>{layout}</w:tblGrid>"
        )
        yield self._row(grid, [_text(name) for name in grid.head], columns, is_head=True)
        rows = (*grid.rows, *filter(None, [grid.foot]))
        for number, row in enumerate(rows, 1):
            is_last = number == len(rows)
            # The first row never stands alone under the head, nor the last one on the next page.
            stays = len(rows) <= _ON_ONE_PAGE or number in (1, len(rows) - 1)
            stays = is_lead if is_last else stays
            yield self._row(grid, [self._spans(cell) for cell in row], columns, is_lead=stays)
        yield "</w:tbl>"
        self._above = _BELOW_TABLE

    def _row(
        self,
        grid: Grid,
        contents: list[str],
        columns: list[int],
        *,
        is_head: bool = False,
        is_lead: bool = False,
    ) -> str:
        """A row; the head stays with the first row below it."""
        stays = is_head or is_lead
        written = [
            self._paragraph(word_styles.CELL, told, is_figure=at in grid.numbers, is_lead=stays)
            for at, told in enumerate(contents)
        ]
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{told}</w:tc>'
            for width, told in zip(columns, written, strict=True)
        )
        head = "<w:tblHeader/>" if is_head else ""
        return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{cells}</w:tr>"

    def _spans(self, spans: tuple[Span, ...]) -> str:
        return "".join(self._span(span) for span in spans)

    def _span(self, span: Span) -> str:
        address = link(span)
        if address:
            run = _text(shown(span), "Hyperlink")
            return f'<w:hyperlink r:id="{self._relation(address)}">{run}</w:hyperlink>'
        style = {"strong": "Strong", "gap": word_styles.GAP_MARK}.get(span.kind, "")
        return _text(shown(span), style)


def _text(text: str, style: str = "") -> str:
    """A run of text in a style for letters."""
    named = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{named}<w:t xml:space="preserve">{escape(clean(text))}</w:t></w:r>'


def _relation(file: WordFile, address: str) -> str:
    from docx.opc.constants import RELATIONSHIP_TYPE

    return file.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)


def _chart(file: WordFile, chart: Chart, number: int, language: Language) -> str:
    """Take a chart into the file; gives the number under which it is there."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part as FilePart

    name = PackURI(f"/word/charts/chart{number}.xml")
    content = word_chart.chart_part(chart, language)
    part = FilePart(name, word_chart.CONTENT_TYPE, content, file.part.package)
    return file.part.relate_to(part, RELATIONSHIP_TYPE.CHART)


def _elements(written: str) -> list[BaseOxmlElement]:
    from docx.oxml import parse_xml

    return list(parse_xml(f"<w:body {_SPACES}>{written}</w:body>"))


def _replace(element: BaseOxmlElement, written: str) -> None:
    """Put other children into an element that the file already holds."""
    from docx.oxml import parse_xml

    for child in list(element):
        element.remove(child)
    element.extend(list(parse_xml(written)))


def _unload(file: WordFile) -> None:
    """Take out what the library's empty file brings: a picture of it, old styles, its program."""
    for relations in (file.part.rels, file.part.package.rels):
        for id, relation in list(relations.items()):
            if relation.reltype.rpartition("/")[2] in _NOT_NEEDED:
                del relations[id]


def _page(file: WordFile, document: Document) -> None:
    """A4, with what stands above and below the text of every page."""
    from docx.shared import Mm

    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(_MARGINS["top"]), Mm(_MARGINS["bottom"])
    section.left_margin, section.right_margin = Mm(_MARGINS["left"]), Mm(_MARGINS["right"])
    section.header_distance = Mm(_MARGINS["header"])
    section.footer_distance = Mm(_MARGINS["footer"])
    section.different_first_page_header_footer = True
    number = "<w:r><w:tab/></w:r>" + _number(document)
    for place, style, content in (
        (section.first_page_header, "Header", _text(status(document))),
        (section.header, "Header", _text(running(document))),
        (section.first_page_footer, "Footer", number),
        (section.footer, "Footer", _text(edge(document)) + number),
    ):
        place.is_linked_to_previous = False
        holder = place.paragraphs[0]._p
        style = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        for element in _elements(f"<w:p>{style}{content}</w:p>"):
            holder.getparent().replace(holder, element)


def _number(document: Document) -> str:
    """The page's number and how many there are, as fields that Word keeps up to date."""
    told = words().text("page.number", document.language, page="\0PAGE\0", pages="\0NUMPAGES\0")
    return "".join(
        f'<w:fldSimple w:instr="{piece}">{_text("1")}</w:fldSimple>' if at % 2 else _text(piece)
        for at, piece in enumerate(told.split("\0"))
    )


def _properties(file: WordFile, document: Document) -> None:
    """Title, language and day; no author, because a name does not belong into a file's head."""
    day = _NO_DAY if document.day is None else date.fromordinal(document.day)
    told = file.core_properties
    told.title = clean(document.title)
    told.language = LOCALES[document.language]
    told.author = told.last_modified_by = told.comments = told.keywords = ""
    told.created = told.modified = datetime(day.year, day.month, day.day, tzinfo=UTC)
    told.revision = 1


def _timeless(made: BytesIO) -> bytes:
    """The package without the times at which its parts were packed: same document, same bytes."""
    again = BytesIO()
    with ZipFile(made) as old, ZipFile(again, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(ZipInfo(entry.filename), old.read(entry), ZIP_DEFLATED)
    return again.getvalue()
