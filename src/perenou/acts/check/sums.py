"""Sums against each other: what is computed, added up, or told in words and in figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final

from perenou.acts.check.finding import Detector, Hit
from perenou.acts.check.text import TextParagraph
from perenou.acts.check.view import Act, Place
from perenou.language.number_words import numbers_in
from perenou.language.read_amounts import amounts_in, bare_amount

_GAP: Final = r"[ \u00a0\u2009\u202f]"
_NUMBER: Final = rf"\d{{1,3}}(?:{_GAP}\d{{3}})+(?:,\d+)?|\d+(?:,\d+)?"
_UNIT: Final = rf"(?:{_GAP}?(?:eurot|eur|€|päeva|kuud|kuu|last|%))?"
_SIGN: Final = rf"{_GAP}?[×x*·/:÷+−–-]{_GAP}?"
_COMPUTED: Final = re.compile(
    rf"(?<![\d,.])(?P<left>(?:{_NUMBER}){_UNIT}(?:{_SIGN}(?:{_NUMBER}){_UNIT})+)"
    rf"{_GAP}?=(?:{_GAP}?)(?P<right>{_NUMBER})(?!\d)",
    re.IGNORECASE,
)
_TERM: Final = re.compile(rf"(?P<number>{_NUMBER})|(?P<sign>[×x*·/:÷+−–-])|(?P<percent>%)")
_TOTAL: Final = re.compile(r"\s*(?:kokku|summa|kogusumma)\b", re.IGNORECASE)
_PAID: Final = re.compile(r"\bmaksti\b|\bmakstud\b|\bvälja\s+makstud", re.IGNORECASE)
_DUE: Final = re.compile(
    r"\bette\s*nähtud|\bpidi(?:me)?\b|\btuli\s+maksta|\bõige\s+summa|\bõigus\b|\bmakstav|\bdue\b",
    re.IGNORECASE,
)
_DIFFERENCE: Final = re.compile(r"\bvahe\b|\benammakstud|\benammakse|\bliigselt\b", re.IGNORECASE)
_LISTED: Final = re.compile(
    r"(?P<parts>[^.;:()]*?\beurot\b[^.;:()]*?\beurot\b)[^.;:()]{0,20}?,?\s+kokku"
    r"\s+(?P<total>[\d \u00a0\u202f,]+?\s?eurot)\b",
    re.IGNORECASE,
)
_SPREAD: Final = re.compile(
    r"\bkuus\b|\bpäevas\b|\biga\b|\bkuu\s+eest\b|\bkohta\b|\blapse\s+eest\b", re.IGNORECASE
)
_IN_WORDS: Final = re.compile(
    rf"(?P<figure>{_NUMBER})(?:{_GAP}eurot)?{_GAP}?\("
    rf"(?P<words>[a-zõäöü][a-zõäöü ]+?)(?:{_GAP}eurot)?\)"
    rf"|(?P<words2>[a-zõäöü][a-zõäöü ]+?)(?:{_GAP}eurot)?{_GAP}?"
    rf"\((?P<figure2>{_NUMBER})(?:{_GAP}eurot)?\)",
    re.IGNORECASE,
)
_HALF_CENT: Final = Fraction(1, 200)


def computed_wrongly(act: Act) -> Iterator[Hit]:
    """AA-052: a computation in the text that does not come out, or more decimals than cents."""
    for place, found in act.amounts:
        if found.decimals > 2:
            yield Hit(place, "decimals")
    for each in act.paragraphs:
        for match in _COMPUTED.finditer(each.text):
            value = evaluated(match["left"])
            told = _fraction(match["right"])
            if (
                value is not None
                and abs(value - told) > _HALF_CENT
                and not _is_added(match["left"])
            ):
                place = Place(each.number, *match.span())
                yield Hit(place, "computed", (("amount", round(value * 100)),))


def evaluated(text: str) -> Fraction | None:
    """What a line of numbers and signs comes to; None where it makes no sense."""
    total, product, sign, pending = Fraction(0), None, 1, ""
    for found in _TERM.finditer(text):
        if found["percent"]:
            product = None if product is None else product / 100
        elif found["sign"]:
            if found["sign"] in "+−–-":
                if product is None:
                    return None
                total, product = total + sign * product, None
                sign = 1 if found["sign"] == "+" else -1
                pending = ""
            else:
                pending = "/" if found["sign"] in "/:÷" else "*"
        else:
            number = _fraction(found["number"])
            if product is None:
                product = number
            elif pending == "/":
                if number == 0:
                    return None
                product /= number
            else:
                product *= number
    return None if product is None else total + sign * product


def _is_added(text: str) -> bool:
    return not re.search(r"[×x*·/:÷]", text)


def _fraction(text: str) -> Fraction:
    return Fraction(re.sub(r"[^\d,]", "", text).replace(",", "."))


def added_wrongly(act: Act) -> Iterator[Hit]:
    """AA-054: totals of tables and sentences, and sums in words beside figures."""
    yield from _tables(act)
    for each in act.paragraphs:
        for match in _COMPUTED.finditer(each.text):
            value = evaluated(match["left"])
            if value is None or not _is_added(match["left"]):
                continue
            if abs(value - _fraction(match["right"])) > _HALF_CENT:
                place = Place(each.number, *match.span())
                yield Hit(place, "computed", (("amount", round(value * 100)),))
        yield from _listed(each)
        yield from _words(each)


def column_sums(act: Act) -> frozenset[int]:
    """What the columns of the document's tables add up to, without head and total."""
    found: set[int] = set()
    for rows in _rows(act).values():
        columns = {column for row in rows.values() for column in row}
        body = [rows[at] for at in sorted(rows)][1:]
        body = [row for row in body if 0 not in row or not _TOTAL.match(row[0].text)]
        for column in columns:
            values = [bare_amount(row[column].text) for row in body if column in row]
            found.add(sum(value for value in values if value is not None))
    return frozenset(found)


def _rows(act: Act) -> dict[int, dict[int, dict[int, TextParagraph]]]:
    """By table and row: the cells by column."""
    tables: dict[int, dict[int, dict[int, TextParagraph]]] = {}
    for each in act.paragraphs:
        if each.cell is not None:
            rows = tables.setdefault(each.cell.table, {})
            rows.setdefault(each.cell.row, {})[each.cell.column] = each
    return tables


def _tables(act: Act) -> Iterator[Hit]:
    for rows in _rows(act).values():
        yield from _totals(rows)
        yield from _differences(rows)


def _totals(rows: Mapping[int, Mapping[int, TextParagraph]]) -> Iterator[Hit]:
    *body, last = (rows[at] for at in sorted(rows))
    if not body or 0 not in last or not _TOTAL.match(last[0].text):
        return
    for column, cell in last.items():
        total = bare_amount(cell.text)
        values = [bare_amount(row[column].text) for row in body[1:] if column in row]
        parts = [value for value in values if value is not None]
        if total is None or len(parts) < 2 or len(parts) != len(body) - 1:
            continue
        if sum(parts) != total:
            place = Place(cell.number, 0, len(cell.text))
            yield Hit(place, "total", (("amount", sum(parts)),))


def _differences(rows: Mapping[int, Mapping[int, TextParagraph]]) -> Iterator[Hit]:
    head = rows[min(rows)]
    columns = [
        next((at for at, cell in head.items() if words.search(cell.text)), None)
        for words in (_DIFFERENCE, _PAID, _DUE)
    ]
    difference, paid, due = columns
    if difference is None or paid is None or due is None or len({difference, paid, due}) < 3:
        return
    for at in sorted(rows)[1:]:
        row = rows[at]
        if not {difference, paid, due} <= row.keys():
            continue
        told = bare_amount(row[difference].text)
        more, less = bare_amount(row[paid].text), bare_amount(row[due].text)
        if told is None or more is None or less is None or abs(more - less) == abs(told):
            continue
        cell = row[difference]
        place = Place(cell.number, 0, len(cell.text))
        yield Hit(place, "total", (("amount", abs(more - less)),))


def _listed(paragraph: TextParagraph) -> Iterator[Hit]:
    for match in _LISTED.finditer(paragraph.text):
        parts = [each.cents for each in amounts_in(match["parts"])]
        total = [each.cents for each in amounts_in(match["total"])]
        if _SPREAD.search(match["parts"]) or len(total) != 1 or len(parts) < 2:
            continue
        if sum(parts) != total[0]:
            place = Place(paragraph.number, match.start("total"), match.end("total"))
            yield Hit(place, "total", (("amount", sum(parts)),))


def _words(paragraph: TextParagraph) -> Iterator[Hit]:
    for match in _IN_WORDS.finditer(paragraph.text):
        words, figure = match["words"] or match["words2"], match["figure"] or match["figure2"]
        told = list(numbers_in(words))
        if not told or words[told[-1].end :].strip():
            continue
        value = _fraction(figure)
        is_whole_text = match["words"] is None or not words[: told[0].start].strip()
        if is_whole_text and value.denominator == 1 and value != told[-1].number:
            place = Place(paragraph.number, *match.span())
            yield Hit(place, "words", (("number", told[-1].number),))


DETECTORS: Final[Mapping[str, Detector]] = {
    "AA-052": computed_wrongly,
    "AA-054": added_wrongly,
}
