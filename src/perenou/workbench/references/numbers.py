"""Numbers by which people cite what is kept here."""

from __future__ import annotations

import re
from typing import Final

POSITION: Final = re.compile(r"\bS-\d{4}-\d{3,6}\b")
"""The number of a position, as it stands in running text."""

QUESTION: Final = re.compile(r"N-\d{4}-\d{4,6}")
"""The number of a question, standing alone."""
