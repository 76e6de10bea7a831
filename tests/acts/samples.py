"""Invented acts with every kind of block and of span, in three languages."""

from __future__ import annotations

from datetime import date
from typing import Final

from perenou.acts.document import (
    Document,
    Gap,
    Grid,
    Listing,
    Paragraph,
    Part,
    Portion,
    Span,
    Spans,
)
from perenou.language.amounts import euros
from perenou.language.dates import day, month
from perenou.language.grammar import Language, counted

ISSUED: Final = date(2026, 11, 24).toordinal()
FROM: Final = date(2026, 10, 1).toordinal()
MONTH: Final = 2026 * 12 + 9

HOSTILE: Final = '#panic("x") <script>alert(1)</script> & ]] $a_1$ \\ „õäöüšž“ *x* _y_ @z §¹²³⁴⁵⁶'
"""Text that would be read as code if a writer did not keep it text."""

WORDS: Final[dict[Language, dict[str, str]]] = {
    "et": {
        "authority": "Sotsiaalkindlustusamet",
        "number": "Otsus nr ",
        "no_number": "[otsuse number]",
        "addressee": "Mari Näide\nNäidise 1, 10001 Näidislinn",
        "access": "AK. Teabevaldaja: Sotsiaalkindlustusamet. Alus: AvTS § 35 lg 1 p 12",
        "title": "Lapsetoetuse ja lasterikka pere toetuse määramine",
        "operative": "Otsus",
        "grant": "Määran teile toetused alates ",
        "sum": " summas ",
        "a_month": " kuus, alus ",
        "for": ". Lapsi on ",
        "calculation": "Kuidas summa kujunes",
        "caption": "Toetused kuude kaupa",
        "head": "Kuu|Toetus|Alus|Summa",
        "benefit": "lapsetoetus (Leida Näide)",
        "total": "Kokku",
        "duties": "Mida peate tegema",
        "duty_1": "Teatage 10 päeva jooksul, kui laps lõpetab õpingud.",
        "duty_2": "Teatage, kui pere kolib teise riiki.",
        "contest": "Kuidas otsust vaidlustada",
        "first": "Esitage vaie Sotsiaalkindlustusametile 30 päeva jooksul.",
        "second": "Või esitage kaebus halduskohtule.",
        "own": "Ametniku enda lõik: pere on seotud kahe riigiga.",
        "signed": "(allkirjastatud digitaalselt)",
        "hard": "Õigus, mille alus on šarmantne žest: ",
    },
    "en": {
        "authority": "Social Insurance Board",
        "number": "Decision no ",
        "no_number": "[number of the decision]",
        "addressee": "Mari Näide\nNäidise 1, 10001 Näidislinn",
        "access": "AK. Holder: Social Insurance Board. Ground: AvTS § 35 lg 1 p 12",
        "title": "Grant of child allowance and of the allowance for families with many children",
        "operative": "Decision",
        "grant": "I grant you the allowances from ",
        "sum": " in the amount of ",
        "a_month": " a month, on the basis of ",
        "for": ". There are ",
        "calculation": "How the amount was calculated",
        "caption": "Allowances by month",
        "head": "Month|Allowance|Basis|Amount",
        "benefit": "child allowance (Leida Näide)",
        "total": "Total",
        "duties": "What you have to do",
        "duty_1": "Tell us within 10 days when the child ends studies.",
        "duty_2": "Tell us when the family moves to another country.",
        "contest": "How to contest the decision",
        "first": "File a challenge with the Social Insurance Board within 30 days.",
        "second": "Or file an appeal with the administrative court.",
        "own": "The official's own paragraph: the family has ties to two states.",
        "signed": "(signed digitally)",
        "hard": "A right whose basis is “as it was”: ",
    },
    "ru": {
        "authority": "Департамент социального страхования",
        "number": "Решение № ",
        "no_number": "[номер решения]",
        "addressee": "Mari Näide\nNäidise 1, 10001 Näidislinn",
        "access": "AK. Владелец: Näidisasutus. Основание: AvTS § 35 lg 1 p 12",
        "title": "Назначение детского пособия и пособия для многодетной семьи",
        "operative": "Решение",
        "grant": "Назначаю вам пособия с ",
        "sum": " в размере ",
        "a_month": " в месяц, основание ",
        "for": ". Детей: ",
        "calculation": "Как рассчитана сумма",
        "caption": "Пособия по месяцам",
        "head": "Месяц|Пособие|Основание|Сумма",
        "benefit": "детское пособие (Leida Näide)",
        "total": "Всего",
        "duties": "Что вы должны делать",
        "duty_1": "Сообщите в течение 10 дней, если ребёнок закончит учёбу.",
        "duty_2": "Сообщите, если семья переедет в другую страну.",
        "contest": "Как оспорить решение",
        "first": "Подайте возражение в Департамент социального страхования в течение 30 дней.",
        "second": "Или подайте жалобу в административный суд.",
        "own": "Собственный абзац чиновника: семья связана с двумя государствами.",
        "signed": "(подписано дигитально)",
        "hard": "Право, основание которого – «объём съёмки»: ",
    },
}


def said(text: str) -> Spans:
    return (Span(text),)


def amount(cents: int, language: Language) -> Span:
    return Span(euros(cents, language), "amount", cents)


def provision(text: str, wording: int | None = FROM) -> Span:
    return Span(text, "provision", provision=text, wording=wording)


def table(language: Language, months: int) -> Grid:
    words = WORDS[language]
    return Grid(
        words["caption"],
        tuple(words["head"].split("|")),
        tuple(
            (
                (Span(month(MONTH + at, language), "month", MONTH + at),),
                (Span(words["benefit"]),),
                (provision("PHS § 17 lg 3"),),
                (amount(1_234_500 + at, language),),
            )
            for at in range(months)
        ),
        (
            said(words["total"]),
            (),
            (),
            (amount(months * 1_234_500 + sum(range(months)), language),),
        ),
        frozenset((3,)),
    )


def act(language: Language, months: int = 6, hostile: str = HOSTILE) -> Document:
    """A decision with every part but none of its law; ``months`` rows in its table."""
    words = WORDS[language]
    return Document(
        "grant",
        language,
        words["title"],
        ISSUED,
        (
            Portion(
                Part.HEADER,
                "",
                (
                    Paragraph((Span(words["authority"], "strong"),)),
                    Paragraph((Span(words["number"]), Span(words["no_number"], "gap"))),
                    Paragraph((Span(day(ISSUED, language), "day", ISSUED),)),
                ),
            ),
            Portion(
                Part.ADDRESSEE,
                "",
                tuple(Paragraph((Span(line, "name"),)) for line in words["addressee"].split("\n")),
            ),
            Portion(Part.ACCESS, "", (Paragraph(said(words["access"])),)),
            Portion(
                Part.OPERATIVE,
                words["operative"],
                (
                    Paragraph(
                        (
                            Span(words["grant"]),
                            Span(day(FROM, language, CASES[language]), "day", FROM),
                            Span(words["sum"]),
                            amount(71_000, language),
                            Span(words["a_month"]),
                            provision("PHS § 17 lg 1 p 2"),
                            Span(", "),
                            provision("PHS § 21¹ lg 1", None),
                            Span(", "),
                            provision("883/2004 art 68(1)(b)(i)"),
                            Span(words["for"]),
                            Span(counted(3, "child", language), "count", 3),
                            Span("."),
                        )
                    ),
                    Paragraph(said(words["own"]), own=True),
                ),
            ),
            Portion(Part.CALCULATION, words["calculation"], (table(language, months),)),
            Portion(Part.REASONS, "", (Paragraph((Span(words["hard"]), Span(hostile))),)),
            Portion(
                Part.DUTIES,
                words["duties"],
                (Listing((said(words["duty_1"]), said(words["duty_2"]))),),
            ),
            Portion(
                Part.CONTEST,
                words["contest"],
                (
                    Listing((said(words["first"]), said(words["second"])), numbered=True),
                    Listing((said(words["second"]), said(words["first"])), numbered=True),
                ),
            ),
            Portion(Part.SIGNATURE, "", (Paragraph(said(words["signed"])),)),
        ),
        (Gap(Part.HEADER, words["no_number"]),),
    )


CASES: Final[dict[Language, str]] = {"et": "elative", "en": "nominative", "ru": "genitive"}
