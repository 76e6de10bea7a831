"""The page of figures; each figure leads to the list that it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from perenou.language.grammar import Language
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right
from perenou.workbench.frame.periods import PERIODS
from perenou.workbench.frame.words import say
from perenou.workbench.positions.current import current_on
from perenou.workbench.questions.figures import OFTEN, Times, figures
from perenou.workbench.questions.find import visible_to

ALL: Final = "questions.figures.all"


@dataclass(frozen=True, slots=True)
class Linked:
    """A figure as text, and the list that it counts."""

    text: str
    address: str


@page(Right.SEE_QUESTION_FIGURES)
@require_safe
def show(request: SignedIn) -> HttpResponse:
    """How long questions wait, what they are about, and what should be mended."""
    wanted = request.GET.get("period", "")
    period = wanted if wanted in PERIODS else PERIODS[-1]
    found = figures(period)
    language = request.language
    at = reverse("questions:list")

    def counted(number: int, theme: str, **filters: str) -> Linked:
        told = {**filters, **({"theme": theme} if theme else {}), "period": period}
        query = "&".join(f"{key}={value}" for key, value in told.items())
        return Linked(str(number), f"{at}?{query}")

    rows = [
        (
            say(f"theme.{each.theme}" if each.theme else ALL, language),
            counted(each.asked, each.theme),
            counted(each.open, each.theme, state="open"),
            counted(each.over, each.theme, due="over"),
            _told(each.waiting, language),
            counted(each.answering.count, each.theme, state="done"),
            _told(each.answering, language),
            [counted(each.helped[key], each.theme, helped=key) for key in each.helped],
            each.settled,
        )
        for each in (*found.themes, found.total)
    ]  # fmt: skip
    today = localdate().toordinal()
    mend = [
        (each, current_on(each.root.citations, today))
        for each in found.clusters
        if each.times >= OFTEN
    ]
    numbers = {number for each in found.clusters for number in each.numbers}
    seen = visible_to(request.user).filter(number__in=numbers).values_list("number", flat=True)
    told = {
        "seen": set(seen),
        "period": period,
        "periods": PERIODS,
        "rows": rows,
        "figures": found,
        "settled": [
            (say(f"questions.source.{key}", language), count) for key, count in found.settled
        ],
        "mend": mend,
        "unhelpful": counted(found.total.helped["no"], "", helped="no"),
        "partly": counted(found.total.helped["partly"], "", helped="partly"),
    }
    return render(request, "questions/figures.html", told)


def _told(spans: Times, language: Language) -> tuple[str, str]:
    """Median and ninth tenth: hours below two days, days from there on."""
    return _span(spans.median, language), _span(spans.ninth, language)


def _span(hours: int | None, language: Language) -> str:
    if hours is None:
        return "–"
    if hours < 48:
        return say("questions.hours", language, hours=hours)
    return say("questions.days", language, days=round(hours / 24))
