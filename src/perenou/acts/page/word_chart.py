"""A chart as a part of a Word file: drawn by Word itself, sharp at any size, with its values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from perenou.acts.page.layout import LOCALES, clean
from perenou.casework.charts import Chart, Series, told
from perenou.language.grammar import Language

CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
WIDTH: Final = 5_940_000
"""Of the drawing, in English Metric Units: as wide as the text of a page."""

_HIGH: Final = 2_700_000
_LANE: Final = 230_000
_FRAME: Final = 950_000
_LONGEST: Final = 5_400_000

_C: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"

_PATTERNS: Final = (
    "<a:solidFill><a:srgbClr val='003662'/></a:solidFill>",
    "<a:pattFill prst='wdUpDiag'><a:fgClr><a:srgbClr val='266B42'/></a:fgClr>"
    "<a:bgClr><a:srgbClr val='EAF3EE'/></a:bgClr></a:pattFill>",
    "<a:pattFill prst='pct30'><a:fgClr><a:srgbClr val='005AA3'/></a:fgClr>"
    "<a:bgClr><a:srgbClr val='E7F0F6'/></a:bgClr></a:pattFill>",
    "<a:pattFill prst='ltHorz'><a:fgClr><a:srgbClr val='664807'/></a:fgClr>"
    "<a:bgClr><a:srgbClr val='FFF8E7'/></a:bgClr></a:pattFill>",
)
_OF_WHOLE: Final = (
    _PATTERNS[0],
    "<a:solidFill><a:srgbClr val='FFFFFF'/></a:solidFill>",
    _PATTERNS[1],
)
_COUNTED_AS: Final[dict[Language, str]] = {"et": "425", "en": "809", "ru": "419"}
"""By language: the number under which office programs keep how it writes figures."""

_FORMATS: Final = {"number": "#,##0", "euros": "#,##0", "millions": "#,##0.0"}


def chart_part(chart: Chart, language: Language) -> bytes:
    """The content of ``word/charts/chartN.xml``."""
    fills = _OF_WHOLE if chart.is_whole else _PATTERNS
    series = "".join(
        _series(at, each, chart, fills[at % len(fills)]) for at, each in enumerate(chart.series)
    )
    shape = (
        '<c:barDir val="bar"/><c:grouping val="percentStacked"/>'
        if chart.is_whole
        else '<c:barDir val="col"/><c:grouping val="clustered"/>'
    )
    gap = (
        '<c:gapWidth val="45"/><c:overlap val="100"/>'
        if chart.is_whole
        else '<c:gapWidth val="60"/>'
    )
    names, values = ("l", "b") if chart.is_whole else ("b", "l")
    # What stands on the left runs upwards unless it is turned around.
    turned = "maxMin" if chart.is_whole else "minMax"
    shown = "0%" if chart.is_whole else f"[$-{_COUNTED_AS[language]}]{_FORMATS[chart.unit]}"
    crosses = "max" if chart.is_whole else "autoZero"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}"><c:roundedCorners val="0"/>'
        f'<c:lang val="{LOCALES[language]}"/><c:chart><c:autoTitleDeleted val="1"/>'
        f'<c:plotArea><c:layout/><c:barChart>{shape}<c:varyColors val="0"/>{series}{gap}'
        '<c:axId val="1"/><c:axId val="2"/></c:barChart>'
        f'<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="{turned}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{names}"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{_line("5D6071")}{_letters()}'
        '<c:crossAx val="2"/><c:crosses val="autoZero"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>'
        f"{_least(chart)}</c:scaling>"
        f'<c:delete val="0"/><c:axPos val="{values}"/>'
        f"<c:majorGridlines>{_line('D2D3D8')}</c:majorGridlines>"
        f'<c:numFmt formatCode="{shown}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{_line("D2D3D8")}{_letters()}'
        f'<c:crossAx val="1"/><c:crosses val="{crosses}"/></c:valAx></c:plotArea>'
        f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_letters()}</c:legend>'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>'
    ).encode()


def drawing(chart: Chart, number: int, relation: str, language: Language) -> str:
    """The run of a paragraph in which a chart stands, with its values in words."""
    high = min(_FRAME + _LANE * len(chart.categories), _LONGEST) if chart.is_whole else _HIGH
    name, words = quoteattr(clean(chart.title)), quoteattr(clean(told(chart, language)))
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{WIDTH}" cy="{high}"/>'
        f'<wp:docPr id="{number}" name={name} descr={words}/>'
        f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="{_C}">'
        f'<c:chart xmlns:c="{_C}" r:id="{relation}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _series(at: int, series: Series, chart: Chart, fill: str) -> str:
    name = escape(clean(series.name))
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx><c:strRef><c:f>A{at}</c:f>'
        f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{name}</c:v></c:pt></c:strCache>'
        f"</c:strRef></c:tx><c:spPr>{fill}<a:ln w='6350'><a:solidFill><a:srgbClr val='151926'/>"
        '</a:solidFill></a:ln></c:spPr><c:invertIfNegative val="0"/>'
        f"<c:cat><c:strLit>{_points(chart.categories)}</c:strLit></c:cat>"
        f"<c:val><c:numLit><c:formatCode>General</c:formatCode>"
        f"{_points([_plain(value, chart) for value in series.values])}</c:numLit></c:val></c:ser>"
    )


def _points(values: Sequence[str]) -> str:
    def each() -> Iterator[str]:
        yield f'<c:ptCount val="{len(values)}"/>'
        for at, value in enumerate(values):
            yield f'<c:pt idx="{at}"><c:v>{escape(clean(value))}</c:v></c:pt>'

    return "".join(each())


def _plain(value: int, chart: Chart) -> str:
    """A value as the file counts it: whole numbers, euros, millions of euros."""
    if chart.unit == "number":
        return str(value)
    places = 2 if chart.unit == "euros" else 8
    whole, rest = divmod(abs(value), 10**places)
    return f"{'-' if value < 0 else ''}{whole}.{rest:0{places}}"


def _least(chart: Chart) -> str:
    """Bars begin at nought: an axis that begins elsewhere would make differences look larger."""
    is_below = any(value < 0 for each in chart.series for value in each.values)
    return "" if is_below else '<c:min val="0"/>'


def _line(colour: str) -> str:
    return (
        f"<c:spPr><a:ln w='6350'><a:solidFill><a:srgbClr val='{colour}'/></a:solidFill></a:ln>"
        "</c:spPr>"
    )


def _letters() -> str:
    letters = "<a:defRPr sz='900'><a:latin typeface='Arial'/></a:defRPr>"
    return f"<c:txPr><a:bodyPr/><a:p><a:pPr>{letters}</a:pPr></a:p></c:txPr>"
