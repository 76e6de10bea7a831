"""By state: what ties its family benefits to Estonia's.

The Union and the European Economic Area: 883/2004. Switzerland: the agreement with the Union. The
United Kingdom: the Withdrawal Agreement, for those whom it keeps. Ukraine: the agreement of
5.10.2010. The agreements with Belarus, Moldova, Australia and Russia were read and name no family
benefits; those with Canada and Georgia were not read, and with the United States and India none is
known.
"""

from __future__ import annotations

from typing import Final

from perenou.benefits.eu.vocabulary import Region

UNION: Final = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
    "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
)  # fmt: skip
"""The Union without Denmark, to which Regulation 1231/2010 does not apply."""

REGIONS: Final[dict[str, Region]] = {
    **dict.fromkeys(UNION, Region.UNION),
    "DK": Region.DENMARK,
    **dict.fromkeys(("IS", "LI", "NO"), Region.EEA),
    "CH": Region.SWITZERLAND,
    "GB": Region.UNITED_KINGDOM,
    "UA": Region.UKRAINE,
    **dict.fromkeys(("AU", "BY", "MD", "RU"), Region.PENSIONS_ONLY),
    **dict.fromkeys(("CA", "GE", "IN", "US"), Region.UNCHECKED),
}
"""By code of a state; of all others nothing is held here."""
