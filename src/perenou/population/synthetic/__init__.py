"""An invented Estonia: families drawn by chance so that they fit what is published of the real one.

``targets`` are the published figures with their sources, ``siblings`` and ``draw`` make families
that fit them, ``rows`` and ``case`` tell all of them as tables and one of them as a case file, and
``fit`` lays what was drawn beside the figures.
"""

from typing import Final

SEED: Final = 20261127
"""What families are drawn from where nobody says otherwise."""
FIRST_YEAR: Final = 2022
LAST_YEAR: Final = 2027
"""The years for which families are drawn: with births enough before them, and law."""
