"""Numbers by which people cite what is kept here."""

from __future__ import annotations

import re
from typing import Final

POSITION: Final = re.compile(r"\bS-\d{4}-\d{3,6}\b")
"""The number of a position, as it stands in running text."""

CITED: Final = re.compile(
    r"(?<![\w#/-])(?:#?(?P<number>[NSE]-20\d{2}-\d{3,6})"
    r"|#(?P<marked>20\d{2}-\d{4,8})|(?P<case>20\d{2}-(?!20\d{2}\b)\d{4,8}))(?![\w/-])"
)
"""The number of a question, position, proposal or case, as it stands in running text.

Two years, as of a school year, are a case only behind a number sign.
"""
