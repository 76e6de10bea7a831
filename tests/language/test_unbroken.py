"""No line ends between a sign or a number and what it belongs to."""

from __future__ import annotations

import re
from io import StringIO

from rich.console import Console

from perenou.casework.report import Line
from perenou.cli.render import draw_lines
from perenou.language.unbroken import NO_BREAK, unbroken

TOLD = (
    "Jaanuari eest tuli maksta hiljemalt 31. mail 2026 kokku 190,74 eurot (PHS § 7 lg 1 p 2). "
    "The sum is 190.74 euros on 31 May 2026. Сумма – 190,74 евро до 31 мая 2026 года."
)
TIED = re.compile(r"(§|lg|\bp|\b31\.?|190[.,]74)$")
"""What must not stand at the end of a line of it."""


def test_signs_and_numbers_hold_what_follows_and_nothing_else_changes() -> None:
    held = unbroken(TOLD)
    assert held.replace(NO_BREAK, " ") == TOLD
    for together in ("§ 7", "lg 1", "p 2", "31. mail", "190,74 eurot", "31 мая", "2026 года"):
        assert together.replace(" ", NO_BREAK) in held
    assert "kokku 190" in held


def test_in_a_terminal_of_any_width_they_stay_on_one_line() -> None:
    for width in range(24, 90):
        out = StringIO()
        draw_lines([Line(TOLD), Line(TOLD, 1)], Console(file=out, width=width, color_system=None))
        lines = [each.rstrip() for each in out.getvalue().split("\n")]
        assert " ".join(each.strip() for each in lines).split() == [*TOLD.split(), *TOLD.split()]
        ends = [each for each in lines if TIED.search(each)]
        assert ends == [], width
        assert all(len(each) <= width for each in lines)
