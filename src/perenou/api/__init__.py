"""What other programs and assistants ask for: operations with typed questions and cited answers.

``every`` lists the operations; each is a question (``questions``), a function that answers it
(``of_cases``, ``of_law``, ``of_acts``) and a text that says what it is for. ``mcp_server`` offers
them to assistants.
"""

from __future__ import annotations

from typing import Final

PREFIX: Final = "/api/v1"
"""Where the operations are over HTTP."""
