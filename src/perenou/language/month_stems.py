"""What every case form of an Estonian month begins with."""

from __future__ import annotations

from typing import Final

MONTH_STEMS: Final = (
    "jaanuar",
    "veebruar",
    "märts",
    "aprill",
    "mai",
    "juuni",
    "juuli",
    "august",
    "septemb",
    "oktoob",
    "novemb",
    "detsemb",
)
"""In the order of the year; *september : septembri* share ``septemb``."""
