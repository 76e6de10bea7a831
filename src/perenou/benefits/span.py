"""The days whose law is told here."""

from __future__ import annotations

from datetime import date
from typing import Final

FIRST_DAY: Final = date(2017, 1, 1)
LAST_DAY: Final = date(2027, 12, 31)
